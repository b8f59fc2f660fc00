"""How much memory it takes to add a large export of each family, beside its size.

    python bench/memory.py                        # every family, 200 MB each
    python bench/memory.py telegram x             # these
    python bench/memory.py --megabytes 2000       # as large as an export gets; some take ten minutes

Each export is made by one process and added by another to a ledger of its own; the peak is the most that the second held, Python and all its
libraries included. It must be another: a process begins with the peak of the one that started it. The exports are invented from a seed, in the
layout of the networks: X's posts in parts of 100 MiB, Meta's conversations in files of their own, everything of Telegram in one file.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

MEGABYTES = 200
MOST = 600
"""What adding may take at most, however large the export [MB]."""
SAMPLE = 2_000
"""Records from which their size is learnt."""
CHAT = 40_000
"""Messages of a conversation; WhatsApp exports no more."""
PART = 100_000_000
"""Bytes of a part of X's posts."""

families: Any = import_module("families")

ADD = """
import json, resource, sys, tempfile, time
from heard import api
with tempfile.TemporaryDirectory() as home, api.open(home) as opened:
    added = opened.add(sys.argv[1])
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(json.dumps({"facts": added.new, "problems": len(added.problems), "seconds": time.process_time(), "peak": peak / 1e6}))
"""


# --- the exports ---


def x(folder: Path, dice: random.Random, target: int) -> None:
    """Posts in parts; each part is a copy of the first under new ids."""
    x_archive: Any = import_module("x_archive")
    x_archive.POSTS = max(100, min(target, PART) // 1_450)
    x_archive.make(folder)
    first = (folder / "data/tweets.js").read_text("utf-8").partition(" = ")[2]
    for part in range(1, target // PART):
        number = str(dice.randrange(10, 99)) + str(part)
        copy = first.replace('"id_str" : "1', f'"id_str" : "{number}').replace(
            '"id" : "1', f'"id" : "{number}'
        )
        (folder / f"data/tweets-part{part}.js").write_text(f"window.YTD.tweets.part{part} = {copy}", "utf-8")


def x_chats(folder: Path, dice: random.Random, target: int) -> None:
    """Direct messages, all in one list, and likes, half of the bytes each."""
    x_archive: Any = import_module("x_archive")
    x_archive.POSTS = 10
    x_archive.make(folder)
    owner = x_archive.OWNER
    with (folder / "data/direct-messages.js").open("w", encoding="utf-8") as out:
        out.write("window.YTD.direct_messages.part0 = [")
        for chat in range(max(1, target // 2 // (CHAT * 400))):
            other, events = str(3_000_000_000 + chat), []
            for at in range(min(CHAT, target // 800)):
                sender, receiver = (owner, other) if dice.random() < 0.5 else (other, owner)
                said = {
                    "recipientId": receiver, "reactions": [], "urls": [], "text": families.said(dice), "mediaUrls": [],
                    "senderId": sender, "id": str(10**18 + chat * 10**12 + at), "createdAt": f"{families.when(at):%Y-%m-%dT%H:%M:%S.000Z}",
                    "editHistory": [],
                }  # fmt: skip
                events.append({"messageCreate": said})
            talk = {"dmConversation": {"conversationId": f"{owner}-{other}", "messages": events[::-1]}}
            out.write(("," if chat else "") + "\n" + json.dumps(talk, ensure_ascii=False, indent=2))
        out.write("\n]")
    with (folder / "data/like.js").open("w", encoding="utf-8") as out:
        out.write("window.YTD.like.part0 = [")
        for at in range(target // 2 // 270):
            number = str(10**18 + at * 7)
            like = {
                "tweetId": number,
                "fullText": families.said(dice),
                "expandedUrl": f"https://twitter.com/i/web/status/{number}",
            }
            out.write(("," if at else "") + "\n" + json.dumps({"like": like}, ensure_ascii=False, indent=2))
        out.write("\n]")


def telegram(folder: Path, dice: random.Random, target: int) -> None:
    """A whole account in one file: chats of forty thousand messages, every third a group."""
    folder.mkdir(parents=True)
    with (folder / "result.json").open("w", encoding="utf-8") as out:
        about = {"user_id": 1111, "first_name": "Ada", "last_name": "Quill", "username": "@ada"}
        out.write(
            '{"about": "", "personal_information": '
            + json.dumps(about)
            + ', "contacts": {"about": "", "list": []}, "chats": {"about": "", "list": ['
        )
        for chat in range(max(1, target // (CHAT * 480))):
            group = chat % 3 == 2
            kind = {
                "name": f"Invented {chat}",
                "type": "private_supergroup" if group else "personal_chat",
                "id": 5_000 + chat,
            }
            out.write(("," if chat else "") + "\n" + json.dumps(kind)[:-1] + ', "messages": [')
            for at in range(min(CHAT, target // 480)):
                text, who = (
                    families.said(dice),
                    dice.choice([1111, 6_000 + dice.randrange(50) if group else 5_000 + chat]),
                )
                moment = families.when(at)
                message = {
                    "id": at, "type": "message", "date": f"{moment:%Y-%m-%dT%H:%M:%S}", "date_unixtime": str(int(moment.timestamp())),
                    "from": f"Invented {who}", "from_id": f"user{who}", "reply_to_message_id": max(0, at - 9), "text": text,
                    "text_entities": [{"type": "plain", "text": text}],
                }  # fmt: skip
                out.write(("," if at else "") + "\n" + json.dumps(message, ensure_ascii=False, indent=1))
            out.write("\n]}")
        out.write("]}}")


def whatsapp(folder: Path, dice: random.Random, target: int) -> None:
    """Chats as long as WhatsApp exports them."""
    folder.mkdir(parents=True)
    for chat in range(max(1, target // (CHAT * 130))):
        lines = (
            f"{families.when(at):%d/%m/%Y, %H:%M} - {dice.choice(['Ines Okafor', f'Invented {chat}'])}: {families.said(dice)}\n"
            for at in range(min(CHAT, target // 130))
        )
        with (folder / f"WhatsApp Chat with Invented {chat}.txt").open("w", encoding="utf-8") as out:
            out.writelines(lines)


def tiktok(folder: Path, dice: random.Random, target: int) -> None:
    """One file; half of it videos watched, a quarter likes, a quarter messages."""
    folder.mkdir(parents=True)

    def rows(share: float, row: Callable[[int], dict[str, str]]) -> Iterator[str]:
        size = len(json.dumps(row(1), indent=1))
        for at in range(int(target * share / size)):
            yield ("," if at else "") + json.dumps(row(at), ensure_ascii=False, indent=1)

    def seen(at: int) -> dict[str, str]:
        return {
            "Date": f"{families.when(at):%Y-%m-%d %H:%M:%S}",
            "Link": f"https://www.tiktokv.com/share/video/{7 * 10**18 + at}/",
        }

    def wrote(at: int) -> dict[str, str]:
        return {
            "Date": f"{families.when(at):%Y-%m-%d %H:%M:%S}",
            "From": dice.choice(["ines.okafor", "jo.pike"]),
            "Content": families.said(dice),
        }

    with (folder / "user_data_tiktok.json").open("w", encoding="utf-8") as out:
        out.write(
            '{"Profile And Settings": {"Profile Info": {"ProfileMap": {"userName": "ines.okafor"}}}, "Your Activity": {"Watch History": {"VideoList": ['
        )
        out.writelines(rows(0.5, seen))
        out.write(']}, "Like List": {"ItemFavoriteList": [')
        out.writelines(rows(0.25, seen))
        out.write(
            ']}}, "Direct Message": {"Direct Messages": {"ChatHistory": {"Chat History with jo.pike:": ['
        )
        out.writelines(rows(0.25, wrote))
        out.write("]}}}}")


def mail(folder: Path, _dice: random.Random, target: int) -> None:
    """A mailbox in one file."""
    folder.mkdir(parents=True)
    import_module("mbox").mailbox(folder / "all.mbox", target)


def by_records(name: str) -> Callable[[Path, random.Random, int], None]:
    """An export of `families`, with as many records as make up its size."""

    def make(folder: Path, dice: random.Random, target: int) -> None:
        sample = folder.with_name(f"{name} sample")
        families.FAMILIES[name](sample, random.Random(1), SAMPLE)
        size = sum(file.stat().st_size for file in sample.rglob("*") if file.is_file())
        shutil.rmtree(sample)
        families.FAMILIES[name](folder, dice, target * SAMPLE // size)

    return make


OWN = {each.__name__: each for each in (mail, x, x_chats, telegram, whatsapp, tiktok)}
LARGE = OWN | {name: by_records(name) for name in families.FAMILIES if name not in OWN}


# --- measuring ---


def compare(name: str, folder: Path, megabytes: int) -> None:
    """Make an export, add it, and print what that took."""
    subprocess.run(
        [sys.executable, __file__, "--make", name, str(folder / name), "--megabytes", str(megabytes)],
        check=True,
    )
    size = sum(file.stat().st_size for file in (folder / name).rglob("*") if file.is_file()) / 1e6
    done = subprocess.run(
        [sys.executable, "-c", ADD, str(folder / name)], check=True, capture_output=True, text=True
    )
    found = json.loads(done.stdout.splitlines()[-1])
    verdict = "" if found["peak"] <= MOST else f"ABOVE {MOST} MB"
    print(
        f"{name:10} {size:7,.0f} MB {found['facts']:11,} {found['problems']:8,} {found['seconds']:9,.0f} s {found['peak']:8,.0f} MB  {verdict}",
        flush=True,
    )
    shutil.rmtree(folder / name)


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("families", nargs="*", choices=[[], *LARGE], metavar="FAMILY")
    options.add_argument("--megabytes", type=int, default=MEGABYTES)
    options.add_argument("--folder", type=Path, help="where the exports are made for the time")
    options.add_argument("--make", nargs=2, metavar=("FAMILY", "FOLDER"), help=argparse.SUPPRESS)
    chosen = options.parse_args()
    sys.path.append(str(Path(__file__).parent.parent / "tests/sources/bluesky"))
    if chosen.make:
        name, folder = chosen.make
        LARGE[name](Path(folder), random.Random(name), chosen.megabytes * 1_000_000)
        return
    print("family        size        facts  problems       CPU        peak")
    with tempfile.TemporaryDirectory(dir=chosen.folder) as folder:
        for name in chosen.families or LARGE:
            compare(name, Path(folder), chosen.megabytes)


if __name__ == "__main__":
    main()
