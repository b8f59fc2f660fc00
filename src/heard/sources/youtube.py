"""YouTube: Google Takeout, "YouTube and YouTube Music", in any language, since 2017.

    Takeout/YouTube and YouTube Music/comments/comments.csv            Takeout/YouTube und YouTube Music/Kommentare/Kommentare.csv
    Takeout/YouTube and YouTube Music/history/watch-history.json       …/my-comments/my-comments.html          until 2023

Tables are known by their English columns or by what their cells look like. Whose video a comment stands under Google leaves
out; the history of what was watched tells it for most, and is read for nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, cast

from heard.model import Export, FileSeen, Interaction, Problem, Profile, Record
from heard.reading import csv
from heard.reading.archive import Archive, DamagedError, Member
from heard.reading.assignment import records
from heard.reading.mail_files import head_of, shape_of
from heard.reading.rows import Understood, each_row, told
from heard.reading.tally import Tally
from heard.reading.tarball import first_in, unpacked
from heard.reading.web.parts import COMPUTERS_OWN, left_alone
from heard.reading.youtube import pages
from heard.reading.youtube.facts import Activity, Item, Reading
from heard.reading.youtube.look import File, look, product
from heard.reading.youtube.tables import PROOF

TITLE = "YouTube"
CHANNEL = "youtube"
WAIT_DAYS = 2
HOW_TO_GET_IT = (
    "takeout.google.com > Deselect all > YouTube and YouTube Music > Multiple formats > history: JSON; set the account's language "
    "to English first. A mail with the link comes within hours, for many films within days. Leave the videos themselves out. A "
    "company's channel is a brand account with a Takeout of its own: switch the account, then ask. Put several zips into one "
    "folder of their own; of a Takeout with mail in it, add the YouTube folder by itself."
)
BLIND = (
    "What others did is not in it: comments on your videos, likes, who subscribes, views. Silence there is not silence. Whose video "
    "you commented on is known only where your watch history has it, and since when you follow a channel only in My Activity."
)
BESIDE = "Your mailbox (mbox), if YouTube mails you about comments; and My Activity, as JSON, for the day of likes and subscriptions."
NOT_SEEN = (
    'The wording of likes and subscriptions in "My Activity" other than in English, comments of 2026, live chats with words in them, '
    "and tables in languages other than English; the rest was compared with Takeouts of 2021 and 2024 that their owners published, "
    "structure only."
)
FILES = {
    "comments/comments.csv": "your comments",
    "live chats/live chats.csv": "what you wrote in live chats",
    "video metadata/videos.csv": "your own videos",
    "subscriptions/subscriptions.csv": "channels that you follow, without a date",
    "subscriptions/subscriptions.json": "channels that you follow, until 2021",
    "playlists/Liked videos.csv": "videos that you like",
    "playlists/likes.json": "videos that you like, until 2021",
    "channels/channel.csv": "your own channels",
    "history/*.json": "what you watched, liked and subscribed to",
    "history/watch-history.html": "what you watched, as a page",
    "my-comments/my-comments.html": "your comments and live chats until 2023, as a page",
}
ASIDE = {"shopping/*": "goods that you saved", **COMPUTERS_OWN}
"""Files that nothing but their name tells."""
LEFT_ALONE = {
    "playlists/*": "playlists, which are a list and no talk",
    "video metadata/*": "texts, places and times of scenes in your videos",
    "videos/*": "pictures, films and sounds; Heard reads words",
    "archive_browser.html": "Google's table of contents",
    **ASIDE,
}

WHAT = {
    "comments": FILES["comments/comments.csv"],
    "chats": FILES["live chats/live chats.csv"],
    "videos": FILES["video metadata/videos.csv"],
    "subscriptions": FILES["subscriptions/subscriptions.csv"],
    "channels": FILES["channels/channel.csv"],
    "likes": FILES["playlists/Liked videos.csv"],
    "activity": FILES["history/*.json"],
    "items": "channels that you follow and videos that you like, until 2021",
    "history": FILES["history/watch-history.html"],
    "remarks": FILES["my-comments/my-comments.html"],
}
KNOWN = {
    "playlist": LEFT_ALONE["playlists/*"],
    "playlists": LEFT_ALONE["playlists/*"],
    "count": "how many videos you like, and not which",
    "nothing": "an empty list",
    "details": LEFT_ALONE["video metadata/*"],
    "media": LEFT_ALONE["videos/*"],
    "contents": LEFT_ALONE["archive_browser.html"],
    "elsewhere": "another product of Google's, not YouTube",
}
COMMENTS = {"comments", "chats", "remarks"}
ORDER = (
    "channels", "videos", "comments", "chats", "remarks", "activity", "items", "history", "likes", "subscriptions",
)  # fmt: skip
"""Subscriptions come last, since My Activity knows their dates."""
TARS = (".tgz", ".tar.gz", ".tar")
ENDINGS = (".csv", ".json", ".html")
"""Of files that may prove what it is: a look saved at ten thousand messages, no judgement."""
TAKEN = re.compile(r"takeout-(\d{8}T\d{6})Z", re.IGNORECASE)
BROKEN = {
    "empty": "It is empty; download the Takeout again.",
    "page": "A web page stands where Google puts data; download the Takeout again and add the zip itself.",
    "damaged": "The zip is damaged here; download it again.",
}


def recognise(archive: Archive) -> Export | None:
    """A Takeout with a table, a history or a page of comments that only YouTube writes, and no mail."""
    before = len(archive.problems)
    if any(
        (first_in(member) or "").startswith("Takeout/")
        for member in archive.members
        if member.path.endswith(TARS)
    ):
        archive = unpacked(archive)
    told = (look(member) for member in archive.members if member.path.lower().endswith(ENDINGS))
    if any(map(_is_mail, archive.members)) or not any(map(_proves, told)):
        return None
    files = [look(member) for member in archive.members]
    proved = [file for file in files if _proves(file)]
    own = list(dict.fromkeys(channel for file in sorted(files, key=_order) for channel in file.channels))
    places = [archive.path.name, *(file.member.path for file in proved)]
    taken = max((found[1] for place in places for found in TAKEN.finditer(place)), default="")
    return Export(
        source="youtube",
        owner=f"youtube:{own[0]}" if own else "",
        taken_at=datetime.strptime(taken.upper(), "%Y%m%dT%H%M%S").replace(tzinfo=UTC) if taken else None,
        notes=tuple(_notes({file.kind for file in files}, own)),
        context={"files": files, "own": own, "problems": archive.problems[before:]},
    )


def read(_archive: Archive, export: Export) -> Iterator[Record]:
    """Everything in it, comments after the history that tells whom they are for."""
    files = cast("list[File]", export.context["files"])
    own = cast("list[str]", export.context["own"])
    yield from cast("tuple[Problem, ...]", export.context["problems"])
    reading = Reading(own[0] if own else "", dict.fromkeys(own, ""))
    homes = {product(file.member.path) for file in files if file.kind in WHAT or file.kind in KNOWN}
    waiting: list[Record] = []
    for file in sorted(files, key=_order):
        if file.kind not in WHAT:
            yield from _set_aside(file, elsewhere=product(file.member.path) not in homes)
            continue
        found = _table(reading, file) if file.table else _loose(reading, file)
        if file.kind in COMMENTS:
            waiting += found
        else:
            yield from found
    yield from map(reading.addressed, waiting)
    yield from _profiles(reading.names, owner=True)
    yield from _profiles(
        {channel: name for channel, name in reading.met.items() if channel not in reading.names}, owner=False
    )


def _table(reading: Reading, file: File) -> Iterator[Record]:
    """A table, row by row."""
    path, what = file.member.path, WHAT[file.kind]
    try:
        content = file.member.read()
    except DamagedError:
        yield from _set_aside(File(file.member, "damaged"), elsewhere=False)
        return
    sheet = csv.read(content, file.table.header)  # type: ignore[union-attr]  # the caller has looked
    if file.kind == "channels":
        for row in sheet.rows():
            reading.names[row["channel"]] = row.get("title", "") or reading.names.get(row["channel"], "")
        yield from told(path, what, sheet, Understood())
        return
    readers = {
        "comments": lambda row: reading.comment(row, live=False),
        "chats": lambda row: reading.comment(row, live=True),
        "videos": reading.video,
        "likes": lambda row: reading.like(row["video"], row["time"]),
        "subscriptions": lambda row: reading.follow(row["channel"], row["title"]),
    }
    yield from told(path, what, sheet, each_row(sheet, readers[file.kind]))


def _loose(reading: Reading, file: File) -> Iterator[Record]:
    """A file that is no table: JSON of one list, or a page."""
    tally = Tally(file.member.path, WHAT[file.kind])
    try:
        if file.kind == "history":
            for entry in pages.watched(file.member):
                tally.leave("videos watched" if entry else "other things done")
                if entry:
                    reading.learn(*entry)
        elif file.kind == "remarks":
            yield from _remarks(reading, file, tally)
        else:
            yield from _done(reading, file, tally)
    except DamagedError as error:
        tally.fail(f"The zip is damaged here ({error}); what came before was read.")
    yield from tally.told()


def _remarks(reading: Reading, file: File, tally: Tally) -> Iterator[Record]:
    found = []
    for number, remark in enumerate(pages.remarks(file.member.read()), start=1):
        if remark:
            found.append(remark)
        else:
            tally.miss("has no time that Heard can read", number=number)
    yield from _counted(reading.remarks(found), tally)


def _done(reading: Reading, file: File, tally: Tally) -> Iterator[Record]:
    number = 0
    shape: type[Any] = Item if file.kind == "items" else Activity
    for block in records(file.member, shape, ""):
        tally.problems += block.problems
        for record in block.records:
            number += 1
            try:
                found = reading.item(record) if isinstance(record, Item) else reading.activity(record)
            except ValueError as error:
                tally.miss(str(error), number=number)
            else:
                yield from _counted([found], tally)


def _counted(found: Iterable[Interaction | str], tally: Tally) -> Iterator[Record]:
    for fact in found:
        if isinstance(fact, str):
            tally.leave(fact)
        else:
            tally.rows += 1
            yield fact


def _set_aside(file: File, *, elsewhere: bool) -> Iterator[Record]:
    """What became of a file that is not read."""
    path = file.member.path
    if why := left_alone(path, ASIDE) if file.kind == "unknown" else "":
        yield FileSeen(path=path, status="known", what=why)
    elif file.kind in BROKEN:
        yield Problem(path=path, why=BROKEN[file.kind])
        yield FileSeen(path=path, status="failed")
    elif file.kind in KNOWN or elsewhere:
        yield FileSeen(path=path, status="known", what=KNOWN.get(file.kind, KNOWN["elsewhere"]))
    else:
        yield FileSeen(path=path, status="unknown", what="not a file that Heard knows of YouTube")


def _profiles(names: dict[str, str], *, owner: bool) -> Iterator[Profile]:
    for channel, name in names.items():
        if name or owner:
            url = f"https://www.youtube.com/channel/{channel}"
            yield Profile(account=f"youtube:{channel}", name=name, url=url, owner=owner)


def _notes(kinds: set[str], own: list[str]) -> Iterator[str]:
    """What the person should know of this very Takeout."""
    if not own:
        yield (
            "It does not say whose it is, as channel.csv and comments.csv are not in it, so that what it holds is nobody's; ask for "
            "the channels as well."
        )
    if len(own) > 1:
        yield f"It holds {len(own)} channels of yours; Heard takes them all for you."
    if kinds & COMMENTS and not kinds & {"activity", "history"}:
        yield "It holds no watch history, so that nothing tells whose videos you commented on."
    if "history" in kinds:
        yield "Its history is a page, without the dates of likes and subscriptions; ask for the history as JSON."


def _proves(file: File) -> bool:
    if file.kind == "subscriptions" and file.table:
        return bool(file.table.channels)
    return file.kind in {"activity", "items", "history", "remarks", *PROOF}


def _is_mail(member: Member) -> bool:
    return member.path.lower().endswith(".mbox") and shape_of(member.path, head_of(member)) == "mbox"


def _order(file: File) -> int:
    return ORDER.index(file.kind) if file.kind in ORDER else len(ORDER)
