"""E-mail as files: mbox in all its kinds, Gmail's Takeout, Maildir and single messages.

    Takeout/Mail/All mail Including Spam and Trash.mbox     Profile/Mail/Local Folders/Sent
    Maildir/.Sent/cur/1767600000.M1P2.host:2,S              2026-March.txt.gz

Read in one pass with bounded memory; a message that is kept twice, as sent and as received back, is one interaction.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from datetime import UTC, datetime
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from heard.model import Columns, Export, FileSeen, Problem, micros
from heard.reading.mail import Mail, parse
from heard.reading.mail_files import HEAD, Shape, head_of, opened, shape_of
from heard.reading.mail_nature import Role, folder_role, is_discussion, roles
from heard.reading.mail_rows import CHUNK, Rows
from heard.reading.mail_split import MAX_MESSAGE, single, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from heard.reading.archive import Archive, Member
    from heard.reading.mail_files import Stream
    from heard.reading.mail_split import RawMessage

TITLE = "E-mail"
CHANNEL = "email"
HOW_TO_GET_IT = (
    "Gmail: takeout.google.com, choose Mail only; ready in hours to days. Thunderbird: Help > Troubleshooting Information > "
    "Profile Folder, the files under Mail and ImapMail. Apple Mail: Mailbox > Export Mailbox. Outlook: move the mail into "
    "an account in Thunderbird. A mailing list: its archive's monthly files."
)
BLIND = "Mail that was deleted, and mail in accounts that are not exported; whether a message was read."
FILES = {
    "mbox": "messages in a row, whatever the file is called; also packed with gzip",
    "cur/, new/": "a Maildir: one message a file",
    "*.eml": "one message",
}
LEFT_ALONE = {
    "*.msf": "Thunderbird's index of a folder",
    "*.dat": "Thunderbird's settings of an account",
    "*/filterlog.html": "Thunderbird's log of its filters",
    "*table_of_contents": "Apple Mail's index of a mailbox",
    "*.DS_Store": "a folder's looks on macOS",
    "*/tmp/*": "a Maildir's messages that had not arrived yet",
    "*dovecot*": "a mail server's index",
    "*maildirfolder": "the mark of a Maildir's folder",
    "*subscriptions": "a mail server's list of folders",
    "Takeout/*.json": "settings of a Google account",
    "Takeout/*.html": "Google's table of contents",
    "Takeout/*.pdf": "Google's cover page",
}

_MOST_LOOKED_AT = 2_000
_SAMPLED_FILES = 25
_SAMPLED_BYTES = 1 << 20
"""How much is looked at to know the archive and to guess whose it is."""
_DROPPED: frozenset[Role] = frozenset({"spam", "trash", "drafts"})
_NOT_READ: dict[Shape, str] = {
    "pst": "This is an Outlook data file; open it in Outlook, move the mail to an account in Thunderbird, and add that folder.",
    "msg": "This is a message of Outlook; save it as .eml, or move the mail to an account in Thunderbird and add that folder.",
    "emlx": "This is Apple Mail's own store; choose Mailbox > Export Mailbox in Mail and add the .mbox it writes.",
}
_WHAT: dict[Shape, str] = {
    "pst": "an Outlook data file",
    "msg": "a message of Outlook",
    "emlx": "a message of Apple Mail",
}
_FLAGS = re.compile(r"[:;!]2,([A-Za-z]*)$")
_SINCE_1970 = re.compile(r"(\d{9,10})\.")
_TAKEOUT = re.compile(r"takeout-(\d{8}T\d{6})Z", re.IGNORECASE)

# --- recognise ---


def recognise(archive: Archive) -> Export | None:
    """An archive that holds an mbox, a Maildir, or messages more than anything else."""
    step = max(1, len(archive.members) // _MOST_LOOKED_AT)
    shapes = {
        m.path: shape_of(m.path, head_of(m))
        for m in archive.members[::step]
        if m.size and not _left_alone(m.path)
    }
    counts = Counter(shapes.values())
    if not counts["mbox"] + counts["maildir"] and counts["other"] * 2 >= sum(counts.values()):
        return None
    taken = _TAKEOUT.search(archive.path.name)
    owner, how = _owner(
        member for member in archive.members if shapes.get(member.path) in {"mbox", "maildir", "message"}
    )
    return Export(
        source="mbox",
        owner=owner,
        taken_at=datetime.strptime(taken[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC) if taken else None,
        notes=(how,),
    )


def _owner(members: Iterable[Member]) -> tuple[str, str]:
    """The account that wrote what was sent, else the one that most of the mail was delivered to; and how it was found."""
    sent: Counter[str] = Counter()
    delivered: Counter[str] = Counter()
    for member in sorted(members, key=lambda member: folder_role(member.path) != "sent")[:_SAMPLED_FILES]:
        with opened(member) as stream:
            start = stream.read(_SAMPLED_BYTES)
        for message in split(io.BytesIO(start)):
            mail = parse(message)
            if mail is None:
                continue
            if "sent" in _roles(mail, folder_role(member.path)) and mail.sender:
                sent[mail.sender.account] += 1
            elif not is_discussion(mail.headers):
                for name in (b"delivered-to", b"x-original-to"):
                    address = mail.headers.get(name, b"").strip().lower()
                    if b"@" in address and b" " not in address:
                        delivered["email:" + address.decode("utf-8", "replace")] += 1
    if sent:
        account, count = sent.most_common(1)[0]
        return (
            account,
            f"{account} is taken for yours: it wrote {count} of the {sent.total()} sent messages looked at.",
        )
    if delivered:
        account, count = delivered.most_common(1)[0]
        if count * 2 > delivered.total():
            return (
                account,
                f"{account} is taken for yours: {count} of the {delivered.total()} deliveries looked at were to it.",
            )
    return "", "Nothing says whose mail this is; name your addresses under me: in strategy.yaml."


# --- read ---


def read(archive: Archive, export: Export) -> Iterator[Columns | Problem | FileSeen]:
    """Every message once; people at the end, when all their names are known."""
    rows = Rows()
    latest_us = micros(export.taken_at) if export.taken_at else None
    for member in archive.members:
        yield from _file(member, rows, latest_us)
    yield from rows.rest()


def _file(member: Member, rows: Rows, latest_us: int | None) -> Iterator[Columns | Problem | FileSeen]:
    """One file, and exactly one `FileSeen` for it."""
    known = _left_alone(member.path) or ("" if member.size else "empty")
    if known:
        yield FileSeen(path=member.path, status="known", what=known)
        return
    with opened(member) as stream:
        head = stream.peek(HEAD)
        shape = shape_of(member.path, head)
        if shape in _NOT_READ:
            yield Problem(path=member.path, why=_NOT_READ[shape])
            yield FileSeen(path=member.path, status="failed", what=_WHAT[shape])
        elif shape != "other":
            yield from _messages(member, shape, stream, rows, latest_us)
        elif stream.damage:
            why = f"It could not be unpacked ({stream.damage}); download the export again."
            yield Problem(path=member.path, why=why)
            yield FileSeen(path=member.path, status="failed")
        else:
            yield FileSeen(path=member.path, status="unknown")


def _messages(
    member: Member, shape: Shape, stream: Stream, rows: Rows, latest_us: int | None
) -> Iterator[Columns | Problem | FileSeen]:
    folder = folder_role(member.path.rpartition("/")[0] if shape == "maildir" else member.path)
    flags, delivered_us = _maildir_name(member.name) if shape == "maildir" else ("", None)
    left_out: Counter[str] = Counter()
    number = taken = 0
    for number, message in enumerate(split(stream) if shape == "mbox" else _only(stream), 1):
        mail = parse(message, delivered_us=delivered_us, latest_us=latest_us)
        if mail is None:
            yield Problem(path=member.path, why=f"Message {number} has no headers; it was not read.")
            left_out["without headers"] += 1
            continue
        for why in mail.problems:
            yield Problem(path=member.path, why=f"Message {number} {why}.")
        said = _roles(mail, folder, flags)
        if said & _DROPPED:
            left_out[", ".join(sorted(said & _DROPPED))] += 1
        elif rows.take(mail, said):
            taken += 1
        else:
            left_out["copies"] += 1
        if len(rows.rows) >= CHUNK:
            yield rows.chunk()
    if stream.damage:
        why = f"It ends early, after message {number} ({stream.damage}); what came before was read."
        yield Problem(path=member.path, why=why)
    what = f"{number:,} messages" if number != 1 else "1 message"
    if left_out:
        what += "; left out: " + ", ".join(
            f"{reason} {count:,}" for reason, count in sorted(left_out.items())
        )
    yield FileSeen(path=member.path, status="read", rows=taken, what=what)


def _only(stream: Stream) -> Iterator[RawMessage]:
    yield single(stream.read(MAX_MESSAGE))


def _maildir_name(name: str) -> tuple[str, int | None]:
    """The flags and the time of delivery in the name of a Maildir's file."""
    flags, since = _FLAGS.search(name), _SINCE_1970.match(name)
    return flags[1] if flags else "", int(since[1]) * 1_000_000 if since else None


def _left_alone(path: str) -> str:
    """Why a file is known and not read, or nothing."""
    return next(
        (
            what
            for glob, what in LEFT_ALONE.items()
            if fnmatchcase("/" + path, glob) or fnmatchcase(path, glob)
        ),
        "",
    )


_NO_ROLES: frozenset[Role] = frozenset()


def _roles(mail: Mail, folder: Role | None, flags: str = "") -> frozenset[Role]:
    """What labels, folder and flags make of a message."""
    labels, status = mail.headers.get(b"x-gmail-labels"), mail.headers.get(b"x-mozilla-status")
    found = roles(labels) if labels else _NO_ROLES
    if folder:
        found |= {folder}
    if "T" in flags or (status and _is_expunged(status)):
        found |= {"trash"}
    return found | {"drafts"} if "D" in flags else found


def _is_expunged(status: bytes) -> bool:
    """Thunderbird marks what it deleted by bit 8 until it compacts the folder."""
    try:
        return int(status, 16) & 8 != 0
    except ValueError:
        return False
