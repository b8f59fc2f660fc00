"""Mail file by file: what each member of an archive holds, and every message of it as a row.

Used by the source for a person's mail and by the one for the archives of lists, which differ in whose mail it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from heard.model import Columns, FileSeen, Problem
from heard.reading.mail import Mail, parse
from heard.reading.mail_files import HEAD, Shape, opened, shape_of
from heard.reading.mail_nature import Role, folder_role, roles
from heard.reading.mail_rows import Rows
from heard.reading.mail_split import MAX_MESSAGE, single, split

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heard.reading.archive import Member
    from heard.reading.mail_files import Stream
    from heard.reading.mail_split import RawMessage

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


@dataclass(slots=True)
class Reading:
    """What is the same for every file of an archive."""

    rows: Rows
    left_alone: Mapping[str, str]
    latest_us: int | None = None
    """When the export was made; no message is younger."""


def read_member(
    member: Member, reading: Reading, of_list: str = ""
) -> Iterator[Columns | Problem | FileSeen]:
    """One file, and exactly one `FileSeen` for it.

    Args:
        member: the file.
        reading: what was met so far.
        of_list: the list whose archive the file is, if it is one.
    """
    known = left_alone(member.path, reading.left_alone) or ("" if member.size else "empty")
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
            yield from _messages(member, shape, stream, reading, of_list)
        elif stream.damage:
            why = f"It could not be unpacked ({stream.damage}); download the export again."
            yield Problem(path=member.path, why=why)
            yield FileSeen(path=member.path, status="failed")
        else:
            yield FileSeen(path=member.path, status="unknown")


def _messages(
    member: Member, shape: Shape, stream: Stream, reading: Reading, of_list: str
) -> Iterator[Columns | Problem | FileSeen]:
    folder = folder_role(member.path.rpartition("/")[0] if shape == "maildir" else member.path)
    flags, delivered_us = _maildir_name(member.name) if shape == "maildir" else ("", None)
    rows, left_out = reading.rows, Counter[str]()
    notices = rows.notices
    number = taken = damaged = 0
    for number, message in enumerate(split(stream) if shape == "mbox" else _only(stream), 1):
        mail = parse(message, delivered_us=delivered_us, latest_us=reading.latest_us)
        if mail is None:
            yield Problem(path=member.path, why=f"Message {number} has no headers; it was not read.")
            left_out["without headers"] += 1
            continue
        for why in mail.problems:
            yield Problem(path=member.path, why=f"Message {number} {why}.")
        said = roles_of(mail, folder, flags)
        if said & _DROPPED:
            left_out[", ".join(sorted(said & _DROPPED))] += 1
        elif rows.take(mail, said, of_list):
            taken += 1
            damaged += "\ufffd" in mail.text
        else:
            left_out["copies"] += 1
        if rows.is_full:
            yield rows.chunk()
    if stream.damage:
        why = f"It ends early, after message {number} ({stream.damage}); what came before was read."
        yield Problem(path=member.path, why=why)
    what = f"{number:,} messages" if number != 1 else "1 message"
    if rows.notices > notices:
        what += f", {rows.notices - notices:,} of them notifications of networks"
    if left_out:
        what += "; left out: " + ", ".join(
            f"{reason} {count:,}" for reason, count in sorted(left_out.items())
        )
    if damaged:
        what += f"; letters that are not in the charset they are said to be in: in {damaged:,}"
    yield FileSeen(path=member.path, status="read", rows=taken, what=what)


def _only(stream: Stream) -> Iterator[RawMessage]:
    yield single(stream.read(MAX_MESSAGE))


def _maildir_name(name: str) -> tuple[str, int | None]:
    """The flags and the time of delivery in the name of a Maildir's file."""
    flags, since = _FLAGS.search(name), _SINCE_1970.match(name)
    return flags[1] if flags else "", int(since[1]) * 1_000_000 if since else None


def left_alone(path: str, known: Mapping[str, str]) -> str:
    """Why a file is known and not read, or nothing."""
    return next(
        (what for glob, what in known.items() if fnmatchcase("/" + path, glob) or fnmatchcase(path, glob)),
        "",
    )


_NO_ROLES: frozenset[Role] = frozenset()


def roles_of(mail: Mail, folder: Role | None, flags: str = "") -> frozenset[Role]:
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
