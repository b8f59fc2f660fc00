"""Reddit's answer to a data request: a zip of flat tables.

    id,permalink,date,ip,subreddit,gildings,link,parent,body,media                                        comments.csv
    lq7a2b9,https://www.reddit.com/r/pumps/comments/1abcd2/x/lq7a2b9/,2024-05-02 18:11:04 UTC,,pumps,0,…  a comment

Columns are read by name: chat_history.csv gained one in the middle, comments.csv two in 2026. Large tables come in parts,
comments_1.csv and comments_2.csv; some stand twice, once without the words, as comment_headers.csv. checkfile.csv lists the
SHA-256 of each file, so that one that is missing or was changed shows.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain
from pathlib import PurePosixPath

from heard.model import EPOCH, Export, FileSeen, Interaction, Problem, Profile, Record
from heard.reading import csv
from heard.reading import reddit as rows
from heard.reading.archive import Archive, DamagedError, Member, is_html
from heard.reading.rows import Understood, each_row, told

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
NOT_SEEN = "Any of it: the tables are as five programs that read them agree."


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
    owner, made, records = _everything(archive)
    note = "It does not say whose archive it is; name your Reddit account under `me` in strategy.yaml."
    return Export(
        source="reddit",
        owner=owner,
        taken_at=_date(made) if made is not None else _newest(records),
        notes=() if owner else (note,),
        context={"records": records},
    )


def read(archive: Archive, export: Export) -> Iterator[Record]:
    """Everything in it. What `recognise` has read is not read again."""
    yield from export.context.pop("records", None) or _everything(archive)[2]  # type: ignore[misc]


def _everything(archive: Archive) -> tuple[str, int | None, list[Record]]:
    """The owner, when the archive was made [us, UTC] if it says so, and every record; each folder is an archive of its own."""
    folders: dict[str, list[Member]] = {}
    for member in archive.members:
        folders.setdefault(str(PurePosixPath(member.path).parent), []).append(member)
    found = [_folder(members) for members in folders.values()]
    owner = next((account for account, _, _ in found if account), "")
    made = max((made for _, made, _ in found if made is not None), default=None)
    records = [*chain.from_iterable(records for _, _, records in found)]
    if not any(isinstance(record, Interaction) for record in records):
        why = "No post, comment, message, vote or follow was found in it; ask Reddit for the whole time of your account."
        records.append(Problem(path=archive.path.name, why=why))
    return owner, made, records


def _proves(member: Member) -> bool:
    try:
        head = member.head(1 << 13)
    except DamagedError:
        return False
    header = csv.find_header(head, PROOF)
    return header is not None and ("ip" in header.columns or b"reddit" in head.lower())


def _folder(members: list[Member]) -> tuple[str, int | None, list[Record]]:
    """The same of one folder."""
    records: list[Record] = []
    sheets: dict[str, list[tuple[str, csv.Sheet]]] = {name: [] for name in KINDS}
    for member in members:
        found = _open(member)
        if isinstance(found, list):
            records += found
        else:
            sheets[found.header.kind].append((member.path, found))
    tables = {name: [sheet for _, sheet in files] for name, files in sheets.items()}
    user, made = _said(tables)
    owner = rows.account(user) or rows.owner_of([*tables["messages.csv"], *tables["messages_archive.csv"]])
    context = rows.Context(owner, rows.members(tables["chat_history.csv"]))
    for name, kind in KINDS.items():
        for path, sheet in sheets[name]:
            about = replace(context, about=_stem(path))
            if kind.read is not None:
                understood = _by_row(sheet, kind.read, about)
            elif name == "checkfile.csv":
                understood = _checked(sheet, members)
            else:
                understood = Understood()
            understood.warnings += _strange(sheet.header)
            records += told(path, kind.what, sheet, understood)
    if owner:
        name = user or owner.removeprefix("reddit:")
        records.append(
            Profile(account=owner, name=name, url=f"https://www.reddit.com/user/{name}", owner=True)
        )
    return owner, made, records


def _by_row(sheet: csv.Sheet, reader: rows.Reader, context: rows.Context) -> Understood:
    return each_row(sheet, lambda row: reader(row, context))


def _open(member: Member) -> csv.Sheet | list[Record]:
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
            return csv.read(member.read(), header)
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


def _said(tables: Mapping[str, list[csv.Sheet]]) -> tuple[str, int | None]:
    """The owner's name as they write it, and when the archive was made, if it says so."""
    user, made = "", None
    for row in chain.from_iterable(sheet.rows() for sheet in tables["statistics.csv"]):
        statistic = row["statistic"].lower()
        if statistic == "account name":
            user = row["value"]
        elif "export" in statistic:
            try:
                made = rows.moment(row["value"])
            except ValueError:
                continue
    return user, made


def _checked(sheet: csv.Sheet, members: list[Member]) -> Understood:
    """Reddit's own list of files against those that are here."""
    understood = Understood()
    here = {member.name.lower(): member for member in members}
    for at, row in enumerate(sheet.rows()):
        member = here.get(PurePosixPath(row["filename"]).name.lower())
        try:
            digest = _digest(row["sha256"])
            if member is None:
                why = "Reddit's own list names this file, and it is not here; add the zip as Reddit made it."
                understood.facts.append(Problem(path=row["filename"], why=why))
            elif _sha256(member) != digest:
                why = "It is not as Reddit made it: it was changed or damaged since. What can be read of it was read."
                understood.facts.append(Problem(path=member.path, why=why))
        except ValueError as error:
            understood.bad[at] = str(error)
    return understood


def _digest(text: str) -> bytes:
    """A SHA-256 in hexadecimal or base64.

    Raises:
        ValueError: it is neither.
    """
    try:
        found = bytes.fromhex(text) if len(text) == 2 * 32 else base64.b64decode(text, validate=True)
    except ValueError:
        found = b""
    if len(found) != 32:
        raise ValueError(f"has no SHA-256 ({text[:20]})")
    return found


def _sha256(member: Member) -> bytes:
    total = hashlib.sha256()
    try:
        with member.open() as stream:
            while piece := stream.read(1 << 20):
                total.update(piece)
    except DamagedError:
        return b""
    return total.digest()


def _newest(records: list[Record]) -> datetime | None:
    moments = [
        record.happened_us for record in records if isinstance(record, Interaction) and record.happened_us
    ]
    return _date(max(moments)) if moments else None


def _date(moment: int) -> datetime:
    return EPOCH + timedelta(microseconds=moment)


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
