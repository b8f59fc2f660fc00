"""The archives of mailing lists and newsgroups: who answered whom there, whether or not you were part of it.

    2026-March.txt.gz                       pipermail: From hidden as "ada at acme.example", no recipients
    pumps@lists.example-2026-03.mbox.gz     HyperKitty
    messages.zip                            groups.io: one mbox
    t.mbox.gz                               public-inbox: whole messages with List-Id
    comp.misc.mbox                          Usenet: numbered separators, Newsgroups

A message that answers another is addressed to the author of that one, every other to the list; the list is the channel.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from typing import TYPE_CHECKING

from heard.model import Columns, Export, FileSeen, Problem
from heard.reading.mail_lists import Start, start_of, starts, verdicts
from heard.reading.mail_members import Reading, read_member
from heard.reading.mail_rows import Rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from heard.reading.archive import Archive

TITLE = "Mailing list"
CHANNEL = ""
WAIT_DAYS = 0
HOW_TO_GET_IT = (
    "On the page of the list: pipermail offers a text file for each month (Gzip'd Text), HyperKitty a Download button, public-inbox "
    "mbox.gz below a search or a thread. groups.io: group > Admin > Settings > Export Group Data, for its owners. Google Groups: "
    "takeout.google.com, Groups, for its owners. Put the files of one list into one folder; it takes minutes."
)
BLIND = (
    "Who reads and stays silent, and what was answered off the list. Pipermail keeps neither who was copied in nor attachments; where it "
    "spoils addresses people are names, and two of one name are one."
)
BESIDE = "Your mailbox (mbox), for what was answered off the list."
NOT_SEEN = "How HyperKitty hides addresses; ``ada(a)acme.example`` is read as the one that it hides."
FILES = {
    "mbox": "messages of a list or a newsgroup in a row, whatever the file is called; also packed with gzip"
}
LEFT_ALONE = {
    "*.html": "pages of the archive",
    "*.DS_Store": "a folder's looks on macOS",
    "*members.csv": "members of a group, without what they said",
}
_DATED = re.compile(
    r"[-_. ]*(?:\d{4}|january|february|march|april|may|june|july|august|september|october|november|december)\b.*$"
)


def recognise(archive: Archive) -> Export | None:
    """An archive of whose mail all is of lists, and none is somebody's mailbox."""
    found = starts(archive, LEFT_ALONE)
    kept = verdicts(found)
    if not kept or "mailbox" in kept:
        return None
    named = dict.fromkeys(_name(archive, path, found, start) for path, start in found.items())
    lists = ", ".join(account.partition(":")[2] for account in list(named)[:5])
    note = f"It is read as the archive of {lists}{' and others' if len(named) > 5 else ''}; a message that is in your mailbox too counts once."
    return Export(source="mailinglist", notes=(note,), context={"starts": found})


def read(archive: Archive, export: Export) -> Iterator[Columns | Problem | FileSeen]:
    """Every message once; people at the end, when all their names are known."""
    found: Mapping[str, Start] = export.context["starts"]  # type: ignore[assignment]
    reading = Reading(Rows(), LEFT_ALONE)
    for member in archive.members:
        start = found.get(member.path) or start_of(member) or Start()
        yield from read_member(member, reading, _name(archive, member.path, found, start))
    yield from reading.rows.rest()


def _local(account: str) -> str:
    """The list's own part of its address."""
    return account.partition(":")[2].partition("@")[0]


def _name(archive: Archive, path: str, found: Mapping[str, Start], start: Start) -> str:
    """The account of a file's list: by its headers, else by what the files beside it speak of, else by where it lies."""
    if start.account:
        return start.account
    folder = posixpath.dirname(path)
    hints: Counter[str] = Counter(start.hints)
    for other, each in found.items():
        if posixpath.dirname(other) == folder:
            hints += each.hints
    where = f"{archive.path.name}/{path}".lower()
    if here := [account for account in hints if _local(account) in where]:
        return max(
            here, key=lambda account: (account.startswith("email:"), len(_local(account)), hints[account])
        )
    if hints:
        best = hints.most_common(1)[0][0]
        named = best.replace("list:", "email:", 1) + "@"
        return next((account for account in hints if account.startswith(named)), best)
    for name in (posixpath.basename(path), posixpath.basename(folder), archive.path.name):
        stem = _DATED.sub("", name.lower().partition(".")[0])
        if stem:
            return "list:" + "-".join(stem.split())
    return "list:archive"
