"""Which file of a Takeout is which, told by its first bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from heard.reading.archive import DamagedError, Member, is_html
from heard.reading.csv import Header, decode, fold
from heard.reading.youtube import pages
from heard.reading.youtube.facts import LIKES
from heard.reading.youtube.tables import Table, table_of

MEDIA = re.compile(
    r"\.(?:mp4|mov|webm|avi|mkv|wmv|3gp|flv|mp3|m4a|wav|jpe?g|png|gif|webp|sbv|srt|vtt)$", re.IGNORECASE
)
_ACTIVITY = re.compile(rb'(?:\xef\xbb\xbf)?\s*\[\s*\{\s*"header"\s*:\s*"(YouTube)?')
_ITEMS = re.compile(rb'\s*\[\s*\{.{0,4000}?"kind"\s*:\s*"youtube#(?:subscription|playlistItem)"', re.DOTALL)
_OWN = re.compile(rb'"snippet"\s*:\s*\{\s*"channelId"\s*:\s*"(UC[\w-]{22})"')
"""Who follows or likes stands before what is followed or liked, which has the same name."""
_TWO_TABLES = re.compile(
    rb"(?:\xef\xbb\xbf)?[^\r\n]+\r?\n((?:PL|LL|FL|WL|UU)[\w-]*),(UC[\w-]{22}),[^\r\n]*\r?\n\s*\n([^\r\n]+),([^\r\n]+)\r?\n"
)
"""A playlist until 2022: a line on the list itself, an empty line, and below it the videos and when each was added."""
_EMPTY = re.compile(rb"\s*\[\s*\]\s*")


@dataclass(frozen=True, slots=True)
class File:
    """A file, and what it was found to be."""

    member: Member
    kind: str
    """A table's; activity, items, history, remarks, likes; or why it is none: nothing, count, media, contents, elsewhere,
    empty, page, damaged, unknown."""
    table: Table | None = None
    channels: tuple[str, ...] = ()
    """Channels of its owner, where it tells."""


def look(member: Member) -> File:
    """What a file is. Only films and pictures are known by their names, and the likes among playlists, which look alike."""
    if MEDIA.search(member.path):
        return File(member, "media")
    try:
        head = member.head()
        if is_html(head) or pages.is_comments(head):
            return File(member, _page(member, head))
    except DamagedError:
        return File(member, "damaged")
    if not head.strip():
        return File(member, "empty")
    if activity := _ACTIVITY.match(head):
        return File(member, "activity" if activity[1] else "elsewhere")
    if _ITEMS.match(head):
        found = _OWN.search(head)
        return File(member, "items", channels=(found[1].decode(),) if found else ())
    if _EMPTY.fullmatch(head):
        return File(member, "nothing")
    return _table(member, head)


def _page(member: Member, head: bytes) -> str:
    if pages.is_comments(head):
        return "remarks"
    head = member.head(pages.HISTORY_HEAD)
    if pages.is_history(head):
        return "history"
    if pages.is_activity(head):
        return "elsewhere"
    if member.name.lower().startswith("archive_browser") or b"takeout.google.com" in head:
        return "contents"
    return "page" if PurePosixPath(member.path).suffix.lower() in {".csv", ".json"} else "unknown"


def _two_tables(member: Member, head: bytes) -> File | None:
    """A playlist of before 2022, whose line on itself tells whose it is; the list of likes is one."""
    head = decode(head)[0].encode()
    found = _TWO_TABLES.match(head)
    if found is None:
        return None
    names, owner = tuple(name.decode("utf-8", "replace") for name in found.group(3, 4)), found[2].decode()
    line = head.count(b"\n", 0, found.start(3)) + 1
    kind = "likes" if found[1].decode().startswith(LIKES) else "playlist"
    return File(
        member, kind, Table(kind, Header(kind, names, ("video", "time"), line, ","), (owner,)), (owner,)
    )


def _table(member: Member, head: bytes) -> File:
    if two := _two_tables(member, head):
        return two
    table = table_of(head)
    if table is None:
        return File(
            member,
            "count" if fold(head[:100].decode("utf-8", "replace")).startswith("totalliked") else "unknown",
        )
    likes = table.kind == "playlist" and member.name.lower().startswith("liked videos")
    own = () if table.kind == "subscriptions" else table.channels
    return File(member, "likes" if likes else table.kind, table, own)


def product(path: str) -> str:
    """The folder of a Google product that a file of a Takeout lies in, or nothing."""
    parts = PurePosixPath(path).parts
    below = next((at + 1 for at, part in enumerate(parts) if part.lower() == "takeout"), len(parts))
    return parts[below] if len(parts) > below + 1 else ""
