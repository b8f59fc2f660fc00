"""A blog's feed, saved as a file: RSS 0.9 to 2.0, Atom, JSON Feed; posts, or the comments on them.

    <rss version="2.0"><channel> … <item><guid>…</guid><title>…</title><pubDate>Wed, 01 Jul 2026 08:00:00 +0000</pubDate> …
    {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "…", "content_html": "…"}]}

An entry is a comment if it answers another one or its address ends in ``#comment-12``, as WordPress and Blogger write. An entry's
id is kept without ``https://``, since blogs that moved from ``http`` changed it there. Without an author it is the blog that speaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from heard.model import EPOCH, Export, FileSeen, Interaction, Problem, Profile, Record
from heard.reading.archive import Archive, DamagedError, Member
from heard.reading.web import xml
from heard.reading.web.count import Count
from heard.reading.web.feeds import Dialect, Entry, dialect, read_json, read_xml
from heard.reading.web.parts import (
    COMPUTERS_OWN,
    commenter,
    host_of,
    left_alone,
    load_json,
    moment,
    start_of,
    web,
)
from heard.text.clean import from_html

TITLE = "Feed (RSS, Atom, JSON Feed)"
CHANNEL = "blog"
WAIT_DAYS = 0
HOW_TO_GET_IT = (
    "Open the blog's feed in a browser (often its address with /feed, /rss, /atom.xml or /feed.json behind it; /comments/feed for "
    "the comments) and save the page as a file. It comes at once. Save it again every few weeks: what is added stays."
)
BLIND = (
    "Older entries are missing. A feed holds the newest ten or twenty entries, so that how often somebody writes is at least what it "
    "shows. Readers are not in it, and comments only where the blog has a feed of comments and you add it too. If you own the blog, "
    "its own export tells far more."
)
BESIDE = (
    "The blog's own export (wordpress or ghost), if it is yours, and its feed of comments, if it has one."
)
NOT_SEEN = "RSS before 2.0, Atom 0.3."
FILES = {"*.xml, *.rss, *.atom": "entries of a feed", "*.json": "entries of a JSON Feed"}
LEFT_ALONE = {
    "*.opml": "a list of feeds, not the feeds themselves",
    **dict.fromkeys(("*.jpg", "*.jpeg", "*.png", "*.gif", "*.xsl", "*.css"), "what a browser saves along with a page"),
    **COMPUTERS_OWN,
}  # fmt: skip

COMMENT = re.compile(r"#(?:comment|c)-?\d+$", re.IGNORECASE)
"""How the address of a comment ends at WordPress (``#comment-12``) and Blogger (``#c12``)."""
IN_REPLY = re.compile(
    r"\A\s*(?:<p>)?\s*[^<>]{0,40}<a href=\"([^\"]+#comment-\d+)\"[^>]*>([^<]*)</a>\.?\s*(?:</p>)?"
)
"""How a comment in WordPress's feed begins that answers another one: "In reply to", in whatever language."""
AHEAD = 2 * 86_400_000_000
"""Entries may be dated so much later than the feed itself [us]: clocks and zones differ."""
NOBODY = re.compile(r"no-?reply@", re.IGNORECASE)
"""Blogger gives all who hide their address the same one."""
SCHEME = re.compile(r"\Ahttps?://(?:www\.)?", re.IGNORECASE)


NOTE = (
    "A feed does not say whether the blog is yours; if it is, name its authors under `me` in strategy.yaml, by address or as "
    '"blog:name:ines okafor".'
)


@dataclass(slots=True)
class Reading:
    """The accounts met so far, and the keys given."""

    people: dict[str, Profile] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)

    def account(self, entry: Entry, home: str, title: str) -> str | None:
        """Who wrote an entry: its author, else the blog itself."""
        name = " ".join(entry.name.split())
        address = "" if NOBODY.match(entry.email) else entry.email
        account = commenter(address, name) or (f"blog:{home}" if home else None)
        if account and account not in self.people:
            email = entry.email.strip().lower() if account.startswith("email:") else ""
            self.people[account] = Profile(
                account=account, name=name or title, email=email, url=web(entry.uri)
            )
        return account


def recognise(archive: Archive) -> Export | None:
    """Whether most of its files are feeds."""
    files = [member for member in archive.members if not left_alone(member.path, LEFT_ALONE)]
    feeds = [member for member in files if dialect(start_of(member))]
    if not feeds or len(feeds) * 2 < len(files):
        return None
    heads = [moment(said) for member in feeds for said in _says_when(member)]
    taken = max(filter(None, heads), default=None)
    return Export(
        source="feed",
        taken_at=None if taken is None else EPOCH + timedelta(microseconds=taken),
        notes=(NOTE,),
    )


def read(archive: Archive, _export: Export) -> Iterator[Record]:
    """Every entry once, then everybody who wrote."""
    reading = Reading()
    for member in archive.members:
        if why := left_alone(member.path, LEFT_ALONE):
            yield FileSeen(path=member.path, status="known", what=why)
        elif kind := dialect(start_of(member)):
            yield from _file(member, kind, reading)
        else:
            yield FileSeen(path=member.path, status="unknown", what="not a feed")
    yield from reading.people.values()


def _says_when(member: Member) -> Iterator[str]:
    """When the feed was made, as it says above its entries."""
    head = member.head().decode("utf-8", "replace")
    above = re.split(r"<(?:\w+:)?(?:item|entry)[\s>]", head, maxsplit=1)[0]
    yield from re.findall(r"<(?:lastBuildDate|updated|pubDate|dc:date)>([^<]+)<", above)


def _file(member: Member, kind: Dialect, reading: Reading) -> Iterator[Record]:
    count = Count(member.path, f"entries of a feed in {kind}" if kind != "JSON Feed" else FILES["*.json"])
    failed = ""
    try:
        if kind == "JSON Feed":
            yield from _entries(read_json(load_json(member)), reading, count)
        else:
            with member.open() as opened:
                stream = xml.Stream(opened)
                yield from _entries(read_xml(stream), reading, count)
            yield from xml.told(member.path, stream)
    except DamagedError as error:
        failed = f"It is damaged ({error}); what came before was read. Save the feed again."
    except ValueError as error:
        failed = str(error)
    if failed:
        yield Problem(path=member.path, why=failed)
    yield from count.end(failed=bool(failed))


def _entries(
    found: Iterator[Entry | None] | Iterator[Entry], reading: Reading, count: Count
) -> Iterator[Record]:
    """Each entry, once the feed was told."""
    feed, home, planned = Entry(), "", 0
    for number, entry in enumerate(found):
        if entry is None:
            yield from count.problem(f"Entry {number:,} is no entry; it was left out.")
        elif entry.is_feed:
            feed, home = entry, host_of(entry.link)
            planned = (moment(entry.built) or 0) + AHEAD
        else:
            home = home or host_of(entry.link)
            nth = "This entry" if entry.line else f"Entry {number:,}"
            for why in _doubts(entry):
                yield from count.problem(f"{nth} {why}.", entry.line)
            if (said := _interaction(entry, feed, home, reading)) is None:
                continue
            if planned > AHEAD and (said.happened_us or 0) > planned:
                count.left_out["entries of a day after the feed was made, which are planned"] += 1
                continue
            if said.key in reading.keys:
                count.left_out["entries that were read before"] += 1
                continue
            reading.keys.add(said.key)
            count.rows += 1
            yield said


def _doubts(entry: Entry) -> Iterator[str]:
    """What an entry lacks."""
    if not (entry.id or entry.link or entry.title.strip()):
        yield "has neither id nor address nor title; it was left out"
    elif moment(entry.when) is None:
        why = f"has the time {entry.when!r}, which cannot be read" if entry.when else "has no time"
        yield f"{why}; it was kept without"


def _interaction(entry: Entry, feed: Entry, home: str, reading: Reading) -> Interaction | None:
    """A post, or a comment on one; None where nothing tells it from others."""
    link, title, html = web(entry.link.strip()), entry.title.strip(), entry.html
    named = entry.id or link or f"{title} {entry.when}".strip()
    if not (entry.id or link or title):
        return None
    is_comment = bool(entry.answers or COMMENT.search(link) or COMMENT.search(entry.id))
    answers, to, writer = "", "", entry
    if is_comment:
        answers, to = entry.answers, f"blog:{home}" if home else ""
        if COMMENT.search(link) and not answers:
            named = link  # WordPress names by it what is answered, while the id bears the post's number
        if found := IN_REPLY.match(html):
            html = html[found.end() :]
            answers, to = found[1], commenter("", from_html(found[2])) or to
    elif not (entry.name or entry.email):
        writer = feed
    return Interaction(
        key=_key(named, home),
        kind="comment" if is_comment else "post",
        channel=CHANNEL,
        actor=reading.account(writer, "" if is_comment else home, feed.title),
        happened_us=moment(entry.when),
        to=(to,) if to else (),
        thread=_key(link.partition("#")[0], home) if link else None,
        reply_to=_key(answers, home) if answers else None,
        title=title,
        text=from_html(html) if html else entry.text.strip(),
        url=link,
    )


def _key(named: str, home: str) -> str:
    """An id that is unique among all feeds: an address without its scheme, else the id behind the blog's host."""
    if SCHEME.match(named):
        return SCHEME.sub("", named)
    return named if named.startswith(("urn:", "tag:")) else f"{home}:{named}"
