"""TikTok: "Download your data" as JSON, one file of nested sections.

    user_data_tiktok.json    {"Your Activity": {"Like List": {"ItemFavoriteList": [{"Date": …, "Link": …}]}}, …}
    user_data.json           {"Activity": {"Follower List": {"FansList": [ … ]}}, "App Settings": … }        before 2025

Sections have been renamed and moved, and capitals come and go, so that a list is known by its own name and its section's.
Times are in UTC. Nothing bears an id but a video.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any, cast

import msgspec

from heard.model import Export, FileSeen, Interaction, Kind, Problem, Profile, Record, micros
from heard.reading.archive import Archive, DamagedError, Member, is_html
from heard.reading.csv import fold
from heard.reading.seen import Ordinals, Seen
from heard.reading.tally import Tally, each, fields

TITLE = "TikTok"
CHANNEL = "tiktok"
WAIT_DAYS = 3
HOW_TO_GET_IT = (
    "Profile > Menu > Settings and privacy > Account > Download your data > All data > JSON (not TXT). It is ready within some "
    "days under the tab Download data, and stays there for four; add the zip as it is."
)
BLIND = (
    "What others did is not in it, apart from messages and followers: comments and likes on your videos, and how often they were "
    "seen. Whose videos you liked or commented on is mostly left out too. Silence there is not silence."
)
BESIDE = "Your mailbox (mbox), if TikTok mails you about comments."
NOT_SEEN = (
    "The export as TXT, comments in live rooms, and files before 2025; the layouts of 2025 were compared with three files that their "
    "owners published, structure only."
)
FILES = {
    "user_data_tiktok.json": "followers, likes, comments, messages and videos",
    "user_data.json": "the same, before 2025",
}
LEFT_ALONE = {
    "*.mp4, *.jpg": "films and pictures; Heard reads words",
    "*/*.txt": "the export as TXT, which TikTok gives unless asked for JSON; ask for that",
}

SECTIONS = {
    "activity", "youractivity", "adsanddata", "appsettings", "comment", "directmessage", "directmessages", "incomepluswallettransactions",
    "likesandfavorites", "locationreview", "post", "profile", "profileandsettings", "tiktoklive", "tiktokshop", "tiktokshopping", "video",
}  # fmt: skip
ACTS, SETTINGS = {"activity", "youractivity"}, {"appsettings", "profileandsettings"}
LEFT_OUT = {
    "favoritevideolist": "bookmarks",
    "sharehistorylist": "videos passed on, to whom is not said",
    "searchlist": "searches",
    "loginhistorylist": "logins",
}
"""Lists that are no exchange with anybody; what was watched is known by its section."""
WATCHED = {"watchhistory", "videobrowsinghistory"}
ONCE = {"follow", "reaction"}
"""Done once or not at all, so that a second record is a copy: a video can stand among likes in two sections."""
DEEPEST = 6
MEDIA = re.compile(r"\.(?:mp4|mov|jpe?g|png|webp|gif|mp3|m4a)$", re.IGNORECASE)
ENDINGS = (".json", ".txt")
FIRST = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"([^"\\]{2,40})"\s*:')
MARK = re.compile(rb'"(?:FansList|ItemFavoriteList|Favorite\w+List|CommentsList|ProfileMap)"')
"""Names that tell a file that breaks off."""
AS_TEXT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*Date: \d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?: UTC)?\r?\nUser ?name: ", re.IGNORECASE
)
MADE = re.compile(r"TikTok_Data_(\d{10})\b", re.IGNORECASE)
"""The name that TikTok gives a zip ends in the second in which it was made."""
VIDEO = re.compile(r"/(?:video|v)/(\d+)")
MAKER = re.compile(r"tiktok\.com/@([\w.-]+)")
GROUP = "group_chat_"
"""How a chat of several is called, whose members are nowhere told."""
CHAT_WITH = re.compile(r"(\S+?):?\s*$")

Row = dict[str, str]


@dataclass(slots=True)
class _Reading:
    """One export while it is read."""

    owner: str = ""
    profile: Profile | None = None
    done: Seen = field(default_factory=Seen)

    def fact(self, kind: Kind, key: str, row: Row, **more: Any) -> Interaction:
        """An act of the owner, unless `more` names another actor."""
        said = {"actor": _account(self.owner), "happened_us": _moment(row.get("date", "")), **more}
        return Interaction(key=key, kind=kind, channel=CHANNEL, **said)

    def following(self, row: Row) -> Interaction:
        """Somebody whom the owner follows."""
        other = _user(row)
        return self.fact("follow", f"follow:{self.owner}:{other}", row, to=_some(other))

    def follower(self, row: Row) -> Interaction:
        """Somebody who follows the owner."""
        other = _user(row)
        return self.fact(
            "follow", f"follow:{other}:{self.owner}", row, actor=_account(other), to=_some(self.owner)
        )

    def like(self, row: Row) -> Interaction:
        """A video that the owner likes."""
        link = row.get("link", "")
        if not link:
            raise ValueError("names no video")
        return self.fact(
            "reaction", f"like:{self.owner}:{_video(link) or link}", row, reply_to=_video(link), url=link
        )

    def comment(self, row: Row) -> Interaction:
        """A comment by the owner, on whose video is not said."""
        text, link = row.get("comment", ""), row.get("url", "")
        key = f"comment:{self.owner}:{_moment(row.get('date', ''))}:{zlib.crc32(text.encode()):x}"
        return self.fact(
            "comment", key, row, to=self.maker(link), thread=_video(link), reply_to=_video(link), text=text, url=link,
        )  # fmt: skip

    def maker(self, link: str) -> tuple[str, ...]:
        """Whose video it is, for the few links that say so."""
        found = MAKER.search(link)
        return _some(found[1].lower()) if found and found[1].lower() != self.owner else ()

    def post(self, row: Row) -> Interaction:
        """A video of the owner's; its link leads to the file and runs out."""
        happened, video = _moment(row.get("date", "")), _video(row.get("link", ""))
        return self.fact(
            "post", video or f"post:{self.owner}:{happened}", row, thread=video, url=row.get("link", "") if video else "", text=row.get("title", ""),
        )  # fmt: skip

    def message(self, row: Row, other: str) -> Interaction:
        """A direct message, either way."""
        sender, text = row.get("from", "").lower(), row.get("content", "")
        if not sender:
            raise ValueError("does not say who wrote it")
        in_group = other.startswith(GROUP)
        to = "" if in_group else self.owner if sender == other else other
        key = f"chat:{other}:{sender}:{_moment(row.get('date', ''))}:{zlib.crc32(text.encode()):x}"
        return self.fact(
            "message", key, row, actor=_account(sender), to=_some(to), thread=f"chat:{other}", text=text,
            visibility="group" if in_group else "direct",
        )  # fmt: skip


LISTS: dict[str, tuple[str, Callable[[_Reading, Row], Interaction]]] = {
    "following": ("", _Reading.following),
    "fanslist": ("", _Reading.follower),
    "itemfavoritelist": ("", _Reading.like),
    "commentslist": ("", _Reading.comment),
    "videolist": ("videos posts", _Reading.post),
}
"""How each list is read, and the sections of which it must lie in one."""


def recognise(archive: Archive) -> Export | None:
    """A file of JSON with TikTok's sections, or lists of followers as text, which TikTok gives unless asked for JSON."""
    found = {
        member.path: _look(member) for member in archive.members if member.path.lower().endswith(ENDINGS)
    }
    if not {"json", "text", "broken"} & set(found.values()):
        return None
    reading = _Reading()
    for member in archive.members:
        if found.get(member.path) == "json":
            _whose(reading, member.read())
    nobody = "It does not say whose it is; name your TikTok account under `me` in strategy.yaml."
    return Export(
        source="tiktok",
        owner=_account(reading.owner) or "",
        taken_at=datetime.fromtimestamp(int(made[1]), UTC)
        if (made := MADE.match(archive.path.name))
        else None,
        notes=(nobody,) if "json" in found.values() and not reading.owner else (),
        context={"found": found, "reading": reading},
    )


def read(archive: Archive, export: Export) -> Iterator[Record]:
    """Everything in it."""
    found = cast("dict[str, str]", export.context["found"])
    known = cast("_Reading", export.context["reading"])
    reading = _Reading(known.owner)
    for member in archive.members:
        kind = found.get(member.path) or ("media" if MEDIA.search(member.path) else "unknown")
        if kind == "json":
            yield from _read_file(reading, member)
        elif kind == "media":
            yield FileSeen(path=member.path, status="known", what=LEFT_ALONE["*.mp4, *.jpg"])
        elif kind == "unknown" and "text" in found.values() and member.path.lower().endswith(".txt"):
            yield FileSeen(path=member.path, status="known", what=LEFT_ALONE["*/*.txt"])
        elif kind == "unknown":
            yield FileSeen(path=member.path, status="unknown", what="not a file that Heard knows of TikTok")
        else:
            yield Problem(path=member.path, why=WRONG[kind])
            yield FileSeen(path=member.path, status="failed")
    if reading.owner:
        yield known.profile or Profile(account=f"tiktok:{reading.owner}", owner=True)


WRONG = {
    "text": "This is the export as TXT; ask TikTok for JSON, and add that.",
    "page": "A web page stands where TikTok puts data; download the export again.",
    "broken": "It breaks off; download the export again.",
    "damaged": "It is damaged or breaks off; download the export again.",
}


def _look(member: Member) -> str:
    """What a file is."""
    try:
        head = member.head()
        first = FIRST.match(head)
        if first is not None and fold(first[1].decode("utf-8", "replace")) in SECTIONS:
            sections = {fold(name) for name in fields(member.read().removeprefix(b"\xef\xbb\xbf"))}
            asked_for_some = sections and sections <= SECTIONS and MARK.search(head)
            if asked_for_some or (sections & ACTS and sections & SETTINGS):
                return "json"
            return "unknown" if sections else "broken" if MARK.search(head) else "damaged"
    except DamagedError:
        return "damaged"
    if AS_TEXT.match(head):
        return "text"
    return "page" if is_html(head) and member.path.lower().endswith(".json") else "unknown"


def _lists(
    raw: msgspec.Raw | bytes, within: str = "", depth: int = 0
) -> Iterator[tuple[str, str, msgspec.Raw]]:
    """Each list of the sections, with the folded name of its section and its own name; profile and chats are objects.

    The chats lie in an object of that name, which lay in another one of that name until 2025.
    """
    for name, value in fields(raw).items():
        folded = fold(name)
        start = bytes(memoryview(value)[:1])
        chats = folded == "chathistory" and folded not in map(fold, fields(value))
        if start == b"[" or folded == "profilemap" or (chats and start == b"{"):
            yield within, name, value
        elif start == b"{" and depth < DEEPEST:
            yield from _lists(value, folded, depth + 1)


def _whose(reading: _Reading, content: bytes) -> None:
    """The owner by the profile, else as the one who writes in chats and is not whom they are with."""
    for _, name, raw in _lists(content.removeprefix(b"\xef\xbb\xbf")):
        if fold(name) == "profilemap":
            row = _row(msgspec.json.decode(raw, type=dict[str, Any]))
            reading.owner = row.get("username", "").lower() or reading.owner
            if reading.owner:
                reading.profile = Profile(
                    account=f"tiktok:{reading.owner}", name=row.get("displayname", ""), title=row.get("biodescription", ""),
                    email=row.get("emailaddress", "").lower(), url=f"https://www.tiktok.com/@{reading.owner}", owner=True,
                )  # fmt: skip
        elif fold(name) == "chathistory" and not reading.owner:
            reading.owner = _who_else(raw)


def _who_else(chats: msgspec.Raw) -> str:
    """Who writes in chats and is not whom they are with."""
    tally = Tally("", "")
    for name, messages in fields(chats).items():
        for _, row in each(messages, dict[str, Any], tally):
            sender = _row(row).get("from", "").lower()
            if sender not in {"", _other(name)}:
                return sender
    return ""


def _read_file(reading: _Reading, member: Member) -> Iterator[Record]:
    """Every list of a file."""
    tally = Tally(member.path, FILES["user_data_tiktok.json"])
    for section, tally.part, raw in _lists(member.read().removeprefix(b"\xef\xbb\xbf")):
        name = fold(tally.part)
        if name == "chathistory":
            for chat, messages in fields(raw).items():
                yield from _records(reading, messages, partial(reading.message, other=_other(chat)), tally)
        elif name in LISTS and (not LISTS[name][0] or section in LISTS[name][0].split()):
            yield from _records(reading, raw, partial(LISTS[name][1], reading), tally)
        elif name != "profilemap":
            what = "videos watched" if section in WATCHED else LEFT_OUT.get(name, "other lists")
            for _ in each(raw, msgspec.Raw, tally):
                tally.leave(what)
    yield from tally.told()


def _records(
    reading: _Reading, raw: msgspec.Raw, take: Callable[[Row], Interaction], tally: Tally
) -> Iterator[Interaction]:
    """The facts of one list; what is alike in all it says gets an ordinal, since nothing bears an id."""
    ordinals = Ordinals()
    for at, record in each(raw, dict[str, Any], tally):
        try:
            fact = take(_row(record))
        except ValueError as error:
            tally.miss(str(error), number=at)
            continue
        key = ordinals.of(fact.key)
        if fact.kind in ONCE and fact.key in reading.done:
            tally.leave("told twice")
            continue
        reading.done.add(fact.key)
        tally.rows += 1
        yield fact if fact.key == key else msgspec.structs.replace(fact, key=key)


def _row(record: dict[str, Any]) -> Row:
    """A record by folded names, its cells as text."""
    return {
        fold(name): str(cell).strip() for name, cell in record.items() if isinstance(cell, str | int | float)
    }


def _user(row: Row) -> str:
    name = row.get("username", "").lower()
    if name in {"", "n/a"}:
        raise ValueError("names nobody, as accounts that are gone do")
    return name


def _other(chat: str) -> str:
    """Whom a chat is with, by its heading ``Chat History with jo.pike:``."""
    found = CHAT_WITH.search(chat)
    return found[1].lower() if found else chat.lower()


def _moment(text: str) -> int | None:
    """A time as TikTok writes it, in UTC [us]; None where there is none."""
    if not text:
        return None
    try:
        found = datetime.fromisoformat(text.removesuffix(" UTC"))
    except ValueError as error:
        raise ValueError(f"has a time that cannot be read: {text[:40]}") from error
    return micros(found if found.tzinfo else found.replace(tzinfo=UTC))


def _video(link: str) -> str | None:
    found = VIDEO.search(link)
    return f"video:{found[1]}" if found else None


def _account(name: str) -> str | None:
    return f"tiktok:{name}" if name else None


def _some(name: str) -> tuple[str, ...]:
    return (f"tiktok:{name}",) if name else ()
