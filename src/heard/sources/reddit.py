"""Reddit's answer to a data request: a zip of flat tables.

    id,permalink,date,ip,subreddit,gildings,link,parent,body,media                                        comments.csv
    lq7a2b9,https://www.reddit.com/r/pumps/comments/1abcd2/x/lq7a2b9/,2024-05-02 18:11:04 UTC,,pumps,0,…  a comment

Columns are read by name: chat_history.csv gained one in the middle, comments.csv two in 2026. Large tables come in parts,
comments_1.csv and comments_2.csv; some stand twice, once without the words, as comment_headers.csv. checkfile.csv lists the
SHA-256 of each file, so that one that is missing or was changed shows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain
from pathlib import PurePosixPath
from typing import Any, cast

import pyarrow.compute as pc

from heard.model import EPOCH, Export, FileSeen, Interaction, Problem, Profile, Record
from heard.reading import csv
from heard.reading import reddit as rows
from heard.reading.archive import Archive, DamagedError, Member, is_html
from heard.reading.csv_pieces import PIECE, sheets
from heard.reading.reddit_files import checked
from heard.reading.rows import Understood, each_told, told

TITLE = "Reddit"
CHANNEL = "reddit"
WAIT_DAYS = 30
HOW_TO_GET_IT = (
    "reddit.com/settings/data-request, for the whole time of your account. Reddit sends a message with a link, after some days and "
    "at most thirty; it makes one archive a month. Add the zip as it is."
)
BLIND = (
    "What others wrote to you in public is not in it: answers to your posts and comments, their votes, and whom you answered. "
    "Silence there is not silence. Private messages and chats go both ways, but for rooms that you left. Votes bear no date."
)
BESIDE = "Your mailbox (mbox), if Reddit mails you about answers."
NOT_SEEN = (
    "Everything but comments.csv and comment_headers.csv, which were compared with an archive of 2025 whose owner published them: the "
    "other tables are as five programs that read them agree."
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A table of the archive: how to know it, and how to read it. Columns are named as `csv.fold` writes them."""

    what: str
    marks: frozenset[str]
    """The header holds at least these."""
    also: frozenset[str]
    """Other columns that some archives have."""
    read: rows.Reader | None
    """None for the tables that tell of the archive itself."""
    proves: bool
    """No other network has such a header."""


def _kind(what: str, marks: str, also: str, read: rows.Reader | None, *, proves: bool = False) -> Kind:
    return Kind(what, frozenset(marks.split()), frozenset(also.split()), read, proves)


ITEM = "id permalink date ip subreddit"
GILDED = "gildings gildingssilver gildingssupergold media"
LETTER = "id permalink threadid date ip from to"
VOTE = "id permalink direction"
KINDS: Mapping[str, Kind] = {
    "statistics.csv": _kind("whose archive it is", "statistic value", "", None),
    "checkfile.csv": _kind("which files belong to the archive", "filename sha256", "", None),
    "posts.csv": _kind("your posts", f"{ITEM} title url body", GILDED, rows.posts, proves=True),
    "comments.csv": _kind("your comments", f"{ITEM} link parent body", GILDED, rows.comments, proves=True),
    "messages.csv": _kind("private messages, both ways", f"{LETTER} subject body", "", rows.messages, proves=True),
    "messages_archive.csv": _kind("older private messages, both ways", f"{LETTER} subject body", "", rows.messages, proves=True),
    "chat_history.csv": _kind(
        "chats, both ways", "messageid createdat username message channelurl",
        "updatedat threadparentmessageid subreddit channelname conversationtype", rows.chats, proves=True,
    ),
    "post_headers.csv": _kind(
        "your posts once more, without their words", f"{ITEM} url", f"{GILDED} title", rows.posts, proves=True
    ),
    "comment_headers.csv": _kind(
        "your comments once more, without their words", f"{ITEM} link parent", GILDED, rows.comments, proves=True
    ),
    "message_headers.csv": _kind(
        "private messages once more, without their words", LETTER, "subject", rows.messages, proves=True
    ),
    "messages_archive_headers.csv": _kind(
        "older private messages once more, without their words", LETTER, "subject", rows.messages, proves=True
    ),
    "post_votes.csv": _kind("your votes on posts, without date and author", VOTE, "", rows.votes, proves=True),
    "comment_votes.csv": _kind("your votes on comments, without date and author", VOTE, "", rows.votes, proves=True),
    "friends.csv": _kind("people whom you follow", "username note", "", rows.friends),
    "subscribed_subreddits.csv": _kind("communities that you read", "subreddit", "", rows.subscriptions),
    "gilded_content.csv": _kind("awards that you gave", "contentlink award amount date", "", rows.gold_given, proves=True),
    "gold_received.csv": _kind(
        "awards that you were given, and by whom", "contentlink goldreceived gilderusername date", "", rows.gold_received,
        proves=True,
    ),
}  # fmt: skip
"""In the order of reading: a table without the words comes after the one with them."""

FILES = {name: kind.what for name, kind in KINDS.items()}
LEFT_ALONE = {
    **dict.fromkeys(
        ("saved_posts.csv", "saved_comments.csv", "hidden_posts.csv", "multireddits.csv"),
        "what you keep or hide, which nobody else sees",
    ),
    **dict.fromkeys(
        ("moderated_subreddits.csv", "approved_submitter_subreddits.csv"),
        "communities by their name alone; what you wrote there is in the other tables",
    ),
    "announcements.csv": "what Reddit writes to everybody",
    "poll_votes.csv": "answers to polls, without whose poll it was",
    **dict.fromkeys(("drafts.csv", "scheduled_posts.csv"), "what was not said yet"),
    **dict.fromkeys(
        ("purchases.csv", "subscriptions.csv", "payouts.csv", "stripe.csv", "reddit_gold_information.csv"),
        "what you paid Reddit and Reddit paid you; write it into the journal where it matters",
    ),
    **dict.fromkeys(
        ("linked_identities.csv", "linked_phone_number.csv", "ip_logs.csv", "user_preferences.csv", "birthdate.csv",
         "account_gender.csv", "twitter.csv", "persona.csv", "sensitive_ads_preferences.csv"),
        "the account itself, not what was said with it",
    ),
    **dict.fromkeys(("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"), "left behind by the computer, not by Reddit"),
}  # fmt: skip

MARKS = {name: kind.marks for name, kind in KINDS.items()}
PROOF = {name: kind.marks for name, kind in KINDS.items() if kind.proves}
TABLES = {".csv", ".tsv", ".txt", ""}
PART = re.compile(r"([-_]\d+|\s*\(\d+\))$")


def recognise(archive: Archive) -> Export | None:
    """An export with a table whose header only Reddit writes."""
    if not any(_proves(member) for member in archive.members if _ending(member) in TABLES):
        return None
    folders = _folders(archive)
    owner = next((folder.owner for folder in folders if folder.owner), "")
    made = max((folder.made for folder in folders if folder.made is not None), default=None)
    note = "It does not say whose archive it is; name your Reddit account under `me` in strategy.yaml."
    return Export(
        source="reddit",
        owner=owner,
        taken_at=_date(made if made is not None else max(map(_newest, folders), default=None)),
        notes=() if owner else (note,),
        context={"folders": folders},
    )


def read(archive: Archive, export: Export) -> Iterator[Record]:
    """Everything in it, table by table."""
    nothing = True
    for folder in cast("list[_Folder]", export.context["folders"]):
        for record in _records(folder):
            nothing = nothing and not isinstance(record, Interaction)
            yield record
    if nothing:
        why = "No post, comment, message, vote or follow was found in it; ask Reddit for the whole time of your account."
        yield Problem(path=archive.path.name, why=why)


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the archive."""

    member: Member
    header: csv.Header
    sheet: csv.Sheet | None
    """All of it, where it is small."""

    def sheets(self) -> Iterator[csv.Sheet]:
        """It, or its pieces; as far as it can be unpacked."""
        if self.sheet:
            yield self.sheet
        else:
            yield from sheets(self.member, self.header)


@dataclass(frozen=True, slots=True)
class _Folder:
    """A folder, which is an archive of its own."""

    members: list[Member]
    tables: Mapping[str, list[_Table]]
    others: list[Record]
    """What became of files that are no tables."""
    user: str
    owner: str
    made: int | None
    """When the archive was made, if it says so [us, UTC]."""


def _folders(archive: Archive) -> list[_Folder]:
    found: dict[str, list[Member]] = {}
    for member in archive.members:
        found.setdefault(str(PurePosixPath(member.path).parent), []).append(member)
    return [_folder(members) for members in found.values()]


def _proves(member: Member) -> bool:
    try:
        head = member.head(1 << 13)
    except DamagedError:
        return False
    header = csv.find_header(head, PROOF)
    return header is not None and ("ip" in header.columns or b"reddit" in head.lower())


def _folder(members: list[Member]) -> _Folder:
    others: list[Record] = []
    tables: dict[str, list[_Table]] = {name: [] for name in KINDS}
    for member in members:
        found = _open(member)
        if isinstance(found, list):
            others += found
        else:
            tables[found.header.kind].append(found)
    user, made = _said(_sheets(tables["statistics.csv"]))
    owner = rows.account(user) or rows.owner_of(
        _sheets(tables["messages.csv"] + tables["messages_archive.csv"])
    )
    return _Folder(members, tables, others, user, owner, made)


def _sheets(tables: list[_Table]) -> Iterator[csv.Sheet]:
    """The tables one after the other, as far as they can be unpacked."""
    for table in tables:
        with suppress(DamagedError):
            yield from table.sheets()


def _records(folder: _Folder) -> Iterator[Record]:
    """Everything in a folder."""
    yield from folder.others
    context = rows.Context(folder.owner, rows.members(_sheets(folder.tables["chat_history.csv"])))
    for name, kind in KINDS.items():
        for table in folder.tables[name]:
            path = table.member.path
            try:
                yield from _rows(table, kind, replace(context, about=_stem(path)), folder.members)
            except DamagedError as error:
                yield Problem(
                    path=path,
                    why=f"It is damaged ({error}); what came before was read. Download the archive again.",
                )
                yield FileSeen(path=path, status="failed", what=kind.what)
    if folder.owner:
        name = folder.user or folder.owner.removeprefix("reddit:")
        yield Profile(account=folder.owner, name=name, url=f"https://www.reddit.com/user/{name}", owner=True)


def _rows(table: _Table, kind: Kind, context: rows.Context, members: list[Member]) -> Iterator[Record]:
    """Everything in a table, a piece of it at a time."""
    path, reader, strange = table.member.path, kind.read, _strange(table.header)
    if reader is not None:
        yield from each_told(path, kind.what, table.sheets(), lambda row: reader(row, context), strange)
        return
    for sheet in table.sheets():
        understood = checked(sheet, members) if sheet.header.kind == "checkfile.csv" else Understood()
        understood.warnings += strange
        yield from told(path, kind.what, sheet, understood)


def _open(member: Member) -> _Table | list[Record]:
    """The table in a file, or what else becomes of it."""
    stem = _stem(member.path)
    why = _LEFT_ALONE.get(stem) or next(
        (_LEFT_ALONE[part] for part in _parts(member) if part in _LEFT_ALONE), ""
    )
    if why:
        return [FileSeen(path=member.path, status="known", what=why)]
    named = f"{stem}.csv" if f"{stem}.csv" in KINDS else ""
    try:
        head = member.head() if _ending(member) in TABLES else b""
        header = csv.find_header(head, MARKS)
        if header and (KINDS[header.kind].proves or named or not _strange(header)):
            if named and KINDS[named].marks == KINDS[header.kind].marks:
                header = replace(header, kind=named)
            small = member.size <= PIECE or KINDS[header.kind].read is None
            return _Table(member, header, csv.read(member.read(), header) if small else None)
    except DamagedError as error:
        why = f"It is damaged ({error}) and was not read; download the archive again."
    else:
        if not named:
            return [
                FileSeen(path=member.path, status="unknown", what="not a file that Heard knows of Reddit")
            ]
        why = _what_is_wrong(head)
    what = FILES.get(named, "")
    return [Problem(path=member.path, why=why), FileSeen(path=member.path, status="failed", what=what)]


def _what_is_wrong(head: bytes) -> str:
    if not head.strip():
        return "It is empty: Reddit writes a header at least. Download the archive again."
    if is_html(head):
        return "It is a web page and not a table: save the zip that Reddit's message links to, not the page."
    return "Its columns are not those that Heard knows of this file; Reddit may have changed its export."


def _strange(header: csv.Header) -> list[str]:
    """That a table has columns that Heard does not know, if it has any."""
    known = KINDS[header.kind].marks | KINDS[header.kind].also
    names = [name for name, column in zip(header.names, header.columns, strict=True) if column not in known]
    if not names:
        return []
    return [
        f"This file has columns that Heard does not know: {', '.join(names)}; Reddit may have changed its export. The others were read."
    ]


def _said(statistics: Iterable[csv.Sheet]) -> tuple[str, int | None]:
    """The owner's name as they write it, and when the archive was made, if it says so."""
    user, made = "", None
    for row in chain.from_iterable(sheet.rows() for sheet in statistics):
        statistic = row["statistic"].lower()
        if statistic == "account name":
            user = row["value"]
        elif "export" in statistic:
            try:
                made = rows.moment(row["value"])
            except ValueError:
                continue
    return user, made


def _newest(folder: _Folder) -> int:
    """The newest moment in the tables of a folder, whose times sort as text [us, UTC]; 0 where there is none."""
    newest = 0
    for name, kind in KINDS.items():
        for column in {"date", "createdat"} & kind.marks:
            for sheet in _sheets(folder.tables[name]):
                newest = max(newest, _newest_of(sheet.column(column)))
    return newest


def _newest_of(column: Any) -> int:
    """The newest moment of a column: nearly always its greatest text."""
    greatest = pc.max(column).as_py()
    for texts in ((greatest or "",), sorted({*column.to_pylist()}, reverse=True)):
        for text in texts:
            with suppress(ValueError):
                if found := rows.moment(text.strip()):
                    return found
    return 0


def _date(moment: int | None) -> datetime | None:
    return EPOCH + timedelta(microseconds=moment) if moment else None


def _stem(path: str) -> str:
    """A file's name without its ending and without the number of its part."""
    name = PurePosixPath(path).name
    return PART.sub("", name.rpartition(".")[0] or name).lower()


def _parts(member: Member) -> tuple[str, ...]:
    return tuple(part.lower() for part in PurePosixPath(member.path).parts)


def _ending(member: Member) -> str:
    return PurePosixPath(member.path).suffix.lower()


_LEFT_ALONE = {
    _stem(name) if name.endswith(".csv") else name.lower(): why for name, why in LEFT_ALONE.items()
}
