"""ActivityWatch: the export of all buckets, or of one, as JSON.

    {"buckets": {"aw-watcher-window_desk": {"type": "currentwindow", "hostname": "desk", "events": [
        {"timestamp": "2026-03-02T08:30:00.120000+00:00", "duration": 61.2, "data": {"app": "firefox", "title": "…"}}, …]}}}

What is kept is time by day, program and web site. Titles and addresses of pages are private: of an address only the site is kept, of a
private window nothing, and titles are not read at all. Windows count while somebody was there, as the third watcher says, and a browser's
window counts for the site of its tab. Events are in UTC, and days are too: an hour at midnight may stand on the day beside it.

Which channel a site or a program belongs to is said under ``tracked:`` in the strategy, by domain or app. Hours that another source
holds too are not added to these: for each channel and week the source that holds most counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from heard.model import Effort, Export, FileSeen, Problem, Record
from heard.reading.activitywatch import Watched, buckets
from heard.reading.archive import Archive, DamagedError, Member
from heard.reading.hours import labels
from heard.reading.json_records import problems

TITLE = "ActivityWatch"
CHANNEL = ""
WAIT_DAYS = 0
HOW_TO_GET_IT = (
    "In ActivityWatch itself: Raw Data > Export all buckets as JSON; it comes at once. Where the file is larger than 512 MB, export the buckets of "
    "windows, tabs and absence one by one and add their folder."
)
BLIND = (
    "It counts the window in front, whether or not you looked at it, and on this computer only: phones, paper and talks are not in it. "
    "Without its extension for the browser it does not know which site you were on."
)
BESIDE = "The journal, for talks, paper and the phone."
NOT_SEEN = "Exports of the server written in Rust; those of the one in Python 0.12 were."
FILES = {
    "aw-buckets-export.json": "seconds of windows, browser tabs and absence; kept are hours by day, program and site"
}
LEFT_ALONE = {
    "buckets of editors": "what was edited; the same time is in the editor's window",
    "other buckets": "keys, music and whatever else somebody's watchers watch",
}

MOST_BYTES = 512 << 20
"""Of a file that is read as a whole; some years of all watchers are smaller."""
BEGINS = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"buckets"\s*:\s*\{')
STAMP = re.compile(rb'"timestamp"\s*:\s*"([^"]{10,40})"')


def recognise(archive: Archive) -> Export | None:
    """Files that begin with a list of buckets; the events of a bucket stand newest first, so that its first tells when it was made."""
    heads = [head for member in archive.members if (head := _head(member))]
    if not heads:
        return None
    taken = [moment for head in heads for said in STAMP.findall(head) if (moment := _moment(said))]
    return Export(source="activitywatch", taken_at=max(taken, default=None))


def read(archive: Archive, export: Export) -> Iterator[Record]:
    """Hours by day, program and site."""
    del export
    watched = Watched()
    for member in archive.members:
        yield from _member(member, watched)
    if lonely := watched.unguarded():
        named = ", ".join(host[:40] for host in lonely[:5]) or "it"
        why = f"Nothing says when you were away from {named}, so that time counts whenever a window was open; export the bucket aw-watcher-afk too."
        yield Problem(path=archive.path.name, why=why)
    for (host, day, app, site), seconds in sorted(watched.seconds().items()):
        yield Effort(
            key=f"{host}|{day}|{app}|{site}", day=day, channel="", hours=round(seconds / 3600, 6), labels=labels({"domain": [site], "app": [app]})
        )  # fmt: skip


def _head(member: Member) -> bytes:
    """The first bytes of a file of buckets; nothing of any other."""
    if not member.name.lower().endswith((".json", ".txt")):
        return b""
    try:
        head = member.head()
    except DamagedError:
        return b""
    return head if BEGINS.match(head) else b""


def _moment(said: bytes) -> datetime | None:
    try:
        found = datetime.fromisoformat(said.decode("ascii"))
    except ValueError:
        return None
    return found if found.tzinfo else None


def _member(member: Member, watched: Watched) -> Iterator[Record]:
    if not _head(member):
        yield FileSeen(path=member.path, status="unknown", what="not an export of ActivityWatch's buckets")
        return
    if member.size > MOST_BYTES:
        why = f"It is larger than {MOST_BYTES >> 20} MB; export the buckets of windows, tabs and absence one by one and add their folder."
        yield Problem(path=member.path, why=why)
        yield FileSeen(path=member.path, status="failed")
        return
    try:
        found = buckets(member.read())
    except (DamagedError, ValueError) as error:
        yield Problem(path=member.path, why=f"It is damaged ({error}) and was not read; export it again.")
        yield FileSeen(path=member.path, status="failed")
        return
    count: Counter[str] = Counter()
    without: Counter[str] = Counter()
    for bucket in found:
        yield from problems(member.path, bucket.bad)
        lacking = watched.take(bucket)
        kind = f"left out: {bucket.kind[:40] or 'events of no kind'}" if lacking is None else bucket.kind
        count[kind] += len(bucket.events)
        without.update(lacking or ())
    rows = sum(number for kind, number in count.items() if not kind.startswith("left out"))
    said = [f"{kind} ({number:,} events)" for kind, number in sorted(count.items())]
    said += [f"left out: events without {what} ({number:,})" for what, number in sorted(without.items())]
    yield FileSeen(path=member.path, status="read", rows=rows, what="; ".join(said) or "it holds no buckets")
