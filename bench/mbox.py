"""Claim: an mbox is in the ledger in a third of the CPU time that the standard library takes to parse it, an eighth of mail-parser's.

    python bench/mbox.py                 200 MB, generated from a seed
    python bench/mbox.py --full          1 GB
    python bench/mbox.py --size 50       50 MB

Every reader gets the same file in a process of its own; CPU time is user and system, children included, imports left out.
Heard is measured twice: into the ledger, that is recognised, digested, read, cleaned, written and committed; and reading
alone. Slow readers get the first part of the file and are counted per message. mairix also writes its index of words, so
its figure stands for "ready to be searched"; it is left out where it is not installed.
"""

from __future__ import annotations

import argparse
import base64
import json
import quopri
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from email.header import Header
from email.utils import formatdate
from importlib import import_module
from pathlib import Path

MAIL_PARSER = "mail-parser==4.8.0"
PEOPLE = 4_000
WORDS = """
pump valve plant shift report audit sensor bearing oil heat the a of and to we you it is was on for
with that this Prüfung Wartung früh déjà vérifié mañana señal perché lunedì before after morning
please think know would found good line stopped started replaced measured called answered Tuesday
week month order price offer question visit meeting
""".split()  # noqa: SIM905  # a list of them takes a screen
PART = {
    "heard, into the ledger": 1.0,
    "heard, read alone": 1.0,
    "stdlib BytesParser + text": 0.25,
    "mailbox.mbox": 0.05,
    "mail-parser": 0.05,
    "mairix": 0.25,
}
"""The share of the file that a reader gets, in proportion to its speed."""
NEEDED = {"mairix": "mairix", "mail-parser": "uv"}
ROUNDS = 3
"""Each reader's best round counts: what else the machine does can only slow it."""


# --- the mailbox ---


def mailbox(path: Path, size: int, seed: int = 1) -> int:
    """Write an mbox as a person's Gmail would export it; the number of messages."""
    dice = random.Random(seed)
    people = [person(dice, number) for number in range(PEOPLE)]
    number = written = 0
    with path.open("wb") as file:
        while written < size:
            written += file.write(message(dice, people, number))
            number += 1
    return number


def person(dice: random.Random, number: int) -> tuple[str, str]:
    first, last = dice.choice(["Ada", "Bo", "Zoë", "Inès", "Jörg", "Dana", "Sam"]), f"Frey{number}"
    return f"{first} {last}", f"{first[0].lower()}{number}@{dice.choice('abcdefgh')}-works.example".replace(
        "é", "e"
    )


def message(dice: random.Random, people: list[tuple[str, str]], number: int) -> bytes:
    """One message: 11 kB on average, of the kinds that people get."""
    owner = ("Ines Okafor", "ines@larkfield.example")
    other = people[min(int(dice.paretovariate(0.6)), PEOPLE) - 1]
    sent = dice.random() < 0.25
    sender, to = (owner, other) if sent else (other, owner)
    when = 1_500_000_000 + number * 900
    subject = " ".join(dice.choices(WORDS, k=6))
    headers = [
        f"X-GM-THRID: {1_660_000_000_000_000_000 + number // 3}",
        f"X-Gmail-Labels: {'Sent' if sent else 'Inbox'},Opened",
        *(trace(dice) if not sent else []),
        f"Date: {formatdate(when)}",
        f"From: {encoded(sender[0])} <{sender[1]}>",
        f"To: {encoded(to[0])} <{to[1]}>",
        *(
            [f"Cc: {', '.join(f'{encoded(n)} <{a}>' for n, a in dice.choices(people, k=2))}"]
            if dice.random() < 0.2
            else []
        ),
        f"Subject: {encoded(subject)}",
        f"Message-ID: <{number}.{dice.getrandbits(64):x}@mail.example>",
        *(
            [
                f"In-Reply-To: <{number - 1}.x@mail.example>",
                f"References: <{number - 2}.x@mail.example>\n <{number - 1}.x@mail.example>",
            ]
            if number % 3
            else []
        ),
        "MIME-Version: 1.0",
    ]
    own = paragraphs(dice, 900)
    if number % 3:
        own += f"\nOn Tue, 6 Jan 2026 at 10:00, {to[0]} <{to[1]}> wrote:\n" + "".join(
            f"> {line}\n" for line in paragraphs(dice, 900).splitlines()
        )
    own += "\n-- \n" + sender[0] + "\n"
    shape = dice.random()
    if shape < 0.30:
        body = ["Content-Type: text/plain; charset=UTF-8", "", own]
    elif shape < 0.35:
        headers.append("List-Unsubscribe: <https://news.example/u>")
        body = [
            "Content-Type: text/html; charset=UTF-8",
            "Content-Transfer-Encoding: quoted-printable",
            "",
            packed(html(own)),
        ]
    else:
        body = alternative(own, f"0000alt{number}")
        if shape > 0.86:
            body = mixed(dice, body, f"0000mix{number}")
    text = "\n".join([f"From {number}@xxx Sun Mar 22 02:19:17 +0000 2026", *headers, *body, "", ""])
    return text.encode()


def trace(dice: random.Random) -> list[str]:
    """The headers that servers add, which are most of a message's."""
    key = "\n".join("        " + base64.b64encode(dice.randbytes(48)).decode() for _ in range(5))
    hop = "by mx.example with ESMTPS id c4si5551111qko.111 for <ines@larkfield.example>\n        (version=TLS1_3 cipher=TLS_AES_256 bits=256/256);\n        Sat, 21 Mar 2026 19:19:17 -0700 (PDT)"
    return [
        "Delivered-To: ines@larkfield.example",
        f"Received: {hop}",
        f"X-Received: {hop}",
        f"ARC-Seal: i=1; a=rsa-sha256; t=1584843557; cv=none;\n{key}",
        f"ARC-Message-Signature: i=1; a=rsa-sha256; c=relaxed/relaxed; d=mx.example;\n{key}",
        "ARC-Authentication-Results: i=1; mx.example;\n       dkim=pass header.i=@x.example;\n       spf=pass smtp.mailfrom=bo@x.example",
        "Return-Path: <bo@x.example>",
        f"Received: from mail.x.example {hop}",
        f"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=x.example; s=s1;\n{key}",
        "X-Mailer: Post 16.0",
    ]


def encoded(text: str) -> str:
    return text if text.isascii() else Header(text, "utf-8", maxlinelen=900).encode()


def paragraphs(dice: random.Random, size: int) -> str:
    lines, left = [], int(dice.expovariate(1 / size)) + 60
    while left > 0:
        line = " ".join(dice.choices(WORDS, k=11))
        left -= len(line)
        lines.append(line)
    return "\n".join(lines) + "\n"


def packed(text: str) -> str:
    return quopri.encodestring(text.encode()).decode()


def html(text: str) -> str:
    lines = "".join(f'<p style="margin:0;font-family:Arial">{line}</p>\n' for line in text.splitlines())
    return f"<html><head><style>p {{color: #333}}</style></head><body><table><tr><td>{lines}</td></tr></table></body></html>\n"


def alternative(text: str, boundary: str) -> list[str]:
    plain = [
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: quoted-printable",
        "",
        packed(text),
    ]
    rich = [
        "Content-Type: text/html; charset=UTF-8",
        "Content-Transfer-Encoding: quoted-printable",
        "",
        packed(html(text)),
    ]
    return [
        f'Content-Type: multipart/alternative; boundary="{boundary}"',
        "",
        f"--{boundary}",
        *plain,
        f"--{boundary}",
        *rich,
        f"--{boundary}--",
    ]


def mixed(dice: random.Random, body: list[str], boundary: str) -> list[str]:
    file = base64.encodebytes(dice.randbytes(int(dice.expovariate(1 / 24_000)))).decode()
    attached = [
        "Content-Type: application/pdf",
        "Content-Transfer-Encoding: base64",
        "Content-Disposition: attachment",
        "",
        file,
    ]
    return [
        f'Content-Type: multipart/mixed; boundary="{boundary}"',
        "",
        f"--{boundary}",
        *body,
        f"--{boundary}",
        *attached,
        f"--{boundary}--",
    ]


# --- the readers, each in its own process ---


def read_into_ledger(path: Path) -> int:
    """What a person waits for: recognised, digested, read, cleaned, written and committed."""
    import heard.api

    with tempfile.TemporaryDirectory() as folder, heard.api.open(folder) as home:
        return home.add(path).new


def read_alone(path: Path) -> int:
    from heard.model import Columns, Interaction
    from heard.reading.archive import open_archive
    from heard.sources import mbox

    archive = open_archive(path)
    export = mbox.recognise(archive)
    assert export is not None
    records = mbox.read(archive, export)
    return sum(r.table.num_rows for r in records if isinstance(r, Columns) and r.fact is Interaction)  # type: ignore[attr-defined]


def pieces(path: Path) -> list[bytes]:
    """The messages, split for the peers that cannot; its time is counted as theirs, and is small."""
    return [
        b"From " + piece
        for piece in ("\n" + path.read_text("latin-1")).encode("latin-1").split(b"\nFrom ")[1:]
    ]


def read_stdlib(path: Path) -> int:
    from email.parser import BytesParser

    parser, number = BytesParser(), 0
    for piece in pieces(path):
        parsed = parser.parsebytes(piece)
        [
            parsed[name]
            for name in ("from", "to", "cc", "date", "subject", "message-id", "in-reply-to", "references")
        ]
        for part in parsed.walk():
            if part.get_content_type() == "text/plain":
                raw = part.get_payload(decode=True)
                assert isinstance(raw, bytes)
                raw.decode(part.get_content_charset("utf-8"), "replace")
                break
        number += 1
    return number


def read_mailbox(path: Path) -> int:
    import mailbox as stdlib

    return sum(1 for _ in stdlib.mbox(path))


def read_mail_parser(path: Path) -> int:
    mailparser = import_module("mailparser")
    number = 0
    for piece in pieces(path):
        parsed = mailparser.parse_from_bytes(piece.partition(b"\n")[2])
        assert parsed.from_ is not None
        parsed.text_plain  # noqa: B018  # it is computed when asked for
        number += 1
    return number


def read_mairix(path: Path) -> int:
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "rc"
        settings.write_text(
            f"base={path.parent}\nmbox={path.name}\nmfolder={folder}/found\ndatabase={folder}/db\n"
        )
        subprocess.run(["mairix", "-f", str(settings)], check=True, capture_output=True)
    return sum(1 for line in path.open("rb") if line.startswith(b"From "))


READERS = {
    "heard, into the ledger": read_into_ledger,
    "heard, read alone": read_alone,
    "stdlib BytesParser + text": read_stdlib,
    "mailbox.mbox": read_mailbox,
    "mail-parser": read_mail_parser,
    "mairix": read_mairix,
}


def measured(reader: str, path: Path) -> dict[str, float]:
    """CPU seconds, messages and peak memory of one reader in its own process."""
    command = [sys.executable, __file__, "--reader", reader, str(path)]
    if reader == "mail-parser":
        command[:1] = ["uv", "run", "--no-project", "--with", MAIL_PARSER, "python"]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def report_on(reader: str, path: Path) -> None:
    """Run one reader and print what it took; what was spent before it starts, on imports, is left out for all."""
    with tempfile.TemporaryDirectory() as folder:
        mailbox(Path(folder) / "small.mbox", 10_000)
        READERS[reader](Path(folder) / "small.mbox")
    before = cpu()
    number = READERS[reader](path)
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(json.dumps({"seconds": cpu() - before, "messages": number, "peak_mb": peak / 1024}))


def cpu() -> float:
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def beginning(path: Path, share: float, folder: Path) -> Path:
    """The first messages of an mbox."""
    if share == 1:
        return path
    part = folder / f"part{share}.mbox"
    if not part.exists():
        shutil.copyfile(path, part)
        with part.open("r+b") as file:
            place = file.seek(int(path.stat().st_size * share))
            file.truncate(place + file.read(1 << 20).find(b"\n\nFrom ") + 2)
    return part


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", type=int, default=200, help="MB")
    options.add_argument("--full", action="store_true", help="1 GB")
    options.add_argument("--keep", type=Path, help="write the mailbox here and keep it")
    options.add_argument("--only", nargs="*", default=list(READERS))
    options.add_argument("--reader", nargs=2, metavar=("NAME", "MBOX"), help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.reader:
        report_on(chosen.reader[0], Path(chosen.reader[1]))
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = chosen.keep or folder / "all.mbox"
        number = mailbox(path, (1000 if chosen.full else chosen.size) * 1_000_000)
        print(f"{number:,} messages, {path.stat().st_size / 1e6:,.0f} MB")
        best: dict[str, dict[str, float]] = {}
        for _ in range(ROUNDS):
            for reader in filter(is_installed, chosen.only):
                found = measured(reader, beginning(path, PART[reader], folder))
                best[reader] = min(best.get(reader, found), found, key=lambda one: one["seconds"])
        print_ratios(chosen.only, best)


def is_installed(reader: str) -> bool:
    return shutil.which(NEEDED.get(reader, sys.executable)) is not None


def print_ratios(readers: list[str], best: dict[str, dict[str, float]]) -> None:
    """How fast each is, and how many times as fast Heard is, into its ledger and reading alone."""
    rates = {reader: found["messages"] / found["seconds"] for reader, found in best.items()}
    ours = [reader for reader in readers if reader.startswith("heard")]
    print(f"{'':28}messages/s    peak  {'   '.join(ours)}")
    for reader in readers:
        if reader not in best:
            print(f"{reader:28}left out: {NEEDED[reader]} is not installed")
            continue
        times = (
            [] if reader in ours else [f"{rates[own] / rates[reader]:.1f} x".rjust(len(own)) for own in ours]
        )
        print(f"{reader:28}{rates[reader]:10,.0f} {best[reader]['peak_mb']:4,.0f} MB  {'   '.join(times)}")


if __name__ == "__main__":
    main()
