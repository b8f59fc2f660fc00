"""A forum that runs on Discourse: what a member downloads of their own posts, and topics saved as JSON.

    user_archive.csv    topic_title,categories,is_pm,post_raw,post_cooked,like_count,reply_count,url,created_at
    likes.csv           id,post_id,topic_id,post_number,created_at,updated_at,deleted_at,deleted_by
    visits.csv          visited_at,posts_read,mobile,time_read
    /t/1234.json        {"post_stream": {"posts": [{"id": 1, "username": "ada", "post_number": 1, …}]}, "title": "…"}

A post has the same key in both: forum, topic, number. Until 2021 the column is `post`, and before 2020 there was one
`user_archive.csv.gz` alone. Whether a row is a private message is said in the forum's own language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import cast

from heard.model import EPOCH, Effort, Export, FileSeen, Interaction, Problem, Profile, Record
from heard.reading import csv
from heard.reading.archive import Archive, Member
from heard.reading.mail_files import opened
from heard.reading.rows import Understood, told
from heard.reading.times import read_time
from heard.reading.web.discourse import ASIDE, CHANNEL, WHAT, Forum, aside, is_topic, topics
from heard.reading.web.parts import (
    COMPUTERS_OWN,
    left_alone,
    load_json,
    moment,
    site_of,
    table_of,
    text_of,
)
from heard.reading.web.quotes import mentions, own_words, quoted

TITLE = "Discourse"
WAIT_DAYS = 0
HOW_TO_GET_IT = (
    "In the forum: your picture > Preferences > Activity > Download all. A private message with a link to a zip comes within an hour; "
    "once a day is allowed. To see who answered you: open a topic, put .json behind its address, and save the page."
)
BLIND = (
    "What others answered is not in the download. It holds your own posts, likes and days of reading; whom you answered only where "
    "you quoted or named them, whose post you liked not at all. Add the topics as JSON to see both sides; a saved topic holds its "
    "first twenty posts."
)
BESIDE = "The topics themselves, saved as JSON, for what others answered; and your mailbox (mbox), where the forum told you of answers."
NOT_SEEN = (
    "The download as a forum of today makes it, preferences.json and the time of likes, which follow the program's own code; topics "
    "were compared with answers that two real forums gave."
)
MARKS: Mapping[str, frozenset[str]] = {
    "user_archive.csv": frozenset({"topictitle", "categories", "ispm", "url", "createdat"}),
    "likes.csv": frozenset({"postid", "topicid", "postnumber", "createdat", "deletedby"}),
    "visits.csv": frozenset({"visitedat", "postsread", "timeread"}),
}
FILES = {
    "user_archive.csv": "your posts, replies and private messages",
    "likes.csv": "posts that you liked, and when",
    "visits.csv": "how long you read on each day",
    "preferences.json": "your name",
    "*.json": WHAT,
}
LEFT_ALONE = {
    "auth_tokens.csv": "when and from where you were logged in",
    "auth_token_logs.csv": "when and from where you were logged in",
    "badges.csv": "badges",
    "bookmarks.csv": "bookmarks, which nobody else sees",
    "category_preferences.csv": "settings",
    "flags.csv": "posts that you reported",
    "post_actions.csv": "what was done with posts long ago",
    "queued_posts.csv": "posts that waited for approval",
    "user_archive_profile.csv": "your page in the forum",
    "webauthn*.csv": "keys that you log in with",
    "sidebar*.csv": "settings",
    "latest.json": ASIDE[b'"topic_list"'],
    "user_actions.json": ASIDE[b'"user_actions"'],
    "u/*.json": ASIDE[b'"user_badges"'],
    **COMPUTERS_OWN,
}
PROOF = {"user_archive.csv": MARKS["user_archive.csv"]}
ADDRESS = re.compile(r"(https?://[^\s]+?)/t/(?:[^/\s]*/)?(\d+)/(\d+)/?")
NAMED = re.compile(r"user_archive-(.+)-(\d{6}-\d{6})-\d+(?:\.zip|\.csv\.gz)?", re.IGNORECASE)
"""How Discourse names the zip: whose it is, and when it was made."""
YES = re.compile("yes|ja|oui|sí|si|sì|sim|да|так|tak|ano|evet|kyllä|はい|是|예")
NO = re.compile("no|nein|non|não|nee|nej|нет|ні|nie|ne|hay\u0131r|ei|いいえ|否|아니요")
"""How languages say whether a row is a private message."""
NO_CATEGORY = {"", "-"}
MOST = 1 << 30
A_DAY = 86_400


def recognise(archive: Archive) -> Export | None:
    """Whether a table in it has the columns that only Discourse writes, or a file holds a topic's posts."""
    tables = [member for member in archive.members if _kind(member) == "user_archive.csv"]
    if not tables and not any(is_topic(member) for member in archive.members):
        return None
    forum, taken, notes = Forum(), None, []
    parts = (
        part
        for path in (archive.path.name, *(each.path for each in archive.members))
        for part in path.split("/")
    )
    named = next(filter(None, map(NAMED.fullmatch, parts)), None)
    forum.site = next((site for member in tables for site in _sites(member)), "")
    preferences = next((member for member in archive.members if member.name == "preferences.json"), None)
    if tables and preferences is not None:
        forum.owner = _preferences(preferences)[0]
    if tables and named:
        forum.owner = forum.owner or named[1]
        taken = read_time(named[2], ("%y%m%d-%H%M%S",))
    if tables and not forum.owner:
        notes.append(f"It does not say your name in the forum; you are {forum.me} here.")
    if not tables:
        notes.append("It holds topics only; name your account in the forum under `me` in strategy.yaml.")
    return Export(
        source="discourse",
        owner=forum.me if tables else "",
        taken_at=None if taken is None else EPOCH + timedelta(microseconds=taken),
        notes=tuple(notes),
        context={"forum": forum},
    )


def read(archive: Archive, export: Export) -> Iterator[Record]:
    """The owner's own tables, and everybody's posts in topics."""
    known = cast("Forum", export.context["forum"])
    forum = Forum(known.site, known.owner)
    if export.owner:
        forum.people[forum.me] = Profile(account=forum.me, name=forum.owner, owner=True)
    for member in archive.members:
        if why := left_alone(member.path, LEFT_ALONE):
            yield FileSeen(path=member.path, status="known", what=why)
        elif kind := _kind(member):
            yield from _table(member, kind, forum)
        elif member.name == "preferences.json" and export.owner:
            yield from _told_preferences(member)
        elif is_topic(member):
            yield from topics(member, forum)
        elif what := aside(member):
            yield FileSeen(path=member.path, status="known", what=what)
        elif member.name in FILES:
            why = "It has none of the columns that Heard knows of this file; Discourse may have changed its export."
            yield Problem(path=member.path, why=why)
            yield FileSeen(path=member.path, status="failed", what=FILES[member.name])
        else:
            yield FileSeen(
                path=member.path, status="unknown", what="not a file that Heard knows of Discourse"
            )
    yield from forum.people.values()


# --- the member's own tables ---


def _content(member: Member, size: int) -> tuple[bytes, str]:
    """The bytes of a file, unpacked where it is gzip, and what is wrong with it."""
    with opened(member) as stream:
        return stream.read(size), stream.damage


def _kind(member: Member) -> str:
    if not member.name.lower().endswith((".csv", ".csv.gz", ".gz")):
        return ""
    head = _content(member, 1 << 13)[0]
    header = csv.find_header(head, MARKS) if head else None
    return header.kind if header else ""


def _sites(member: Member) -> Iterator[str]:
    """The forum's address in each of the first rows."""
    head = _content(member, 1 << 16)[0]
    if header := csv.find_header(head[: 1 << 13], PROOF):
        for row in csv.read_carefully(head, header).rows():
            if address := ADDRESS.fullmatch(row["url"]):
                yield site_of(address[1])


def _table(member: Member, kind: str, forum: Forum) -> Iterator[Record]:
    content, damage = _content(member, MOST)
    if len(content) == MOST:
        damage = f"it is larger than {MOST >> 30} GiB"
    header = csv.find_header(content[: 1 << 13], MARKS)
    if header is None:
        yield Problem(path=member.path, why=f"It is damaged ({damage}) and was not read; download it again.")
        yield FileSeen(path=member.path, status="failed", what=FILES[kind])
        return
    sheet = csv.read(content, header)
    understood = Understood()
    if damage:
        understood.warnings.append(f"It ends early ({damage}); what came before was read. Download it again.")
    public = (
        {row["ispm"].lower() for row in sheet.rows() if row["categories"] not in NO_CATEGORY}
        if kind in PROOF
        else set()
    )
    for at, row in enumerate(sheet.rows()):
        try:
            found = _post(row, forum, public) if kind in PROOF else _READERS[kind](row, forum)
        except ValueError as error:
            understood.bad[at] = str(error)
            continue
        if isinstance(found, str):
            understood.left_out[found] += 1
        elif found.key in forum.keys:
            understood.left_out["rows that were read before"] += 1
        else:
            forum.keys.add(found.key)
            understood.facts.append(found)
    yield from told(member.path, FILES[kind], sheet, understood)


def _time(text: str) -> int:
    at = moment(text)
    if at is None:
        raise ValueError(f"has the time {text!r}, which cannot be read")
    return at


def _post(row: dict[str, str], forum: Forum, public: set[str]) -> Interaction:
    """A post, a reply or a private message; `public` is what the forum's language calls no private message."""
    address = ADDRESS.fullmatch(row["url"])
    if address is None:
        raise ValueError(f"has the address {row['url']!r}, which names no post")
    said, site = row.get("postraw") or row.get("post", ""), site_of(address[1])
    topic, number = f"{site}:{address[2]}", address[3]
    direct = _is_direct(row, public)
    quote, named = quoted(said), mentions(own_words(said))
    answers = quote and quote.post and quote.topic in {"", address[2]}
    to = forum.account(quote.name, site) if quote else ""
    if not to and own_words(said).startswith("@") and named:
        to = forum.account(named[0], site)
    return Interaction(
        key=f"{topic}:{number}", kind="message" if direct else "post" if number == "1" else "reply", channel=CHANNEL,
        actor=forum.me, happened_us=_time(row["createdat"]), to=(to,) if to else (),
        mentioned=tuple(forum.account(name, site) for name in named), thread=topic,
        reply_to=f"{topic}:{quote.post}" if quote and answers else f"{topic}:1" if number != "1" and not quote else None,
        title=row["topictitle"], text=own_words(said), url=row["url"], visibility="direct" if direct else "public",
    )  # fmt: skip


def _is_direct(row: dict[str, str], public: set[str]) -> bool:
    """Whether a row is a private message: what is not plainly public is taken for one."""
    said = row["ispm"].lower()
    if NO.fullmatch(said) or YES.fullmatch(said):
        return YES.fullmatch(said) is not None
    return said not in public


def _like(row: dict[str, str], forum: Forum) -> Interaction | str:
    if row.get("deletedat"):
        return "likes that were taken back"
    if not row.get("id"):
        raise ValueError("has no number")
    topic = f"{forum.site}:{row['topicid']}" if row["topicid"] else None
    return Interaction(
        key=f"{forum.site}:like:{row['id']}", kind="reaction", channel=CHANNEL, actor=forum.me,
        happened_us=_time(row["createdat"]), thread=topic,
        reply_to=f"{topic}:{row['postnumber']}" if topic and row["postnumber"] else None,
    )  # fmt: skip


def _visit(row: dict[str, str], forum: Forum) -> Effort | str:
    read, said = row["timeread"] or "0", row["visitedat"]
    if not read.isdecimal() or int(read) > A_DAY:
        raise ValueError(f"has {read!r} seconds of reading, which no day has")
    if moment(said[:10]) is None:
        raise ValueError(f"has the day {said!r}, which cannot be read")
    day, seconds = date.fromisoformat(said[:10]), int(read)
    if not seconds:
        return "days without reading"
    return Effort(
        key=f"{forum.site}:visit:{day}",
        day=day,
        channel=CHANNEL,
        hours=seconds / 3600,
        note="reading, as the forum counts it",
    )


_READERS = {"likes.csv": _like, "visits.csv": _visit}


def _preferences(member: Member) -> tuple[str, str]:
    """The owner's login and name, or why they cannot be read."""
    try:
        top = table_of(load_json(member))
    except ValueError as error:
        return "", str(error)
    user = table_of(top.get("user")) or top
    return text_of(user.get("username")), ""


def _told_preferences(member: Member) -> Iterator[Record]:
    login, why = _preferences(member)
    if not login:
        yield Problem(path=member.path, why=why or "It does not say your name in the forum.")
    yield FileSeen(path=member.path, status="failed" if why else "read", what=FILES["preferences.json"])
