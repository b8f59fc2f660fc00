"""What GitHub's files say, whichever wrote them: the migration archive, ``gh issue list --json``, or the REST API."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from heard.model import Kind, Profile
from heard.reading.web.parts import list_of, moment, table_of, text_of, web
from heard.text.clean import clean

THREAD = re.compile(r"https://[^/\s]+/([^/\s]+)/([^/\s]+)/(?:issues|pull|discussions)/(\d+)(?=#|$)")
POSTS = {"issue": "issue", "pull_request": "pull request", "discussion": "discussion"}
COMMENTS: dict[str, Kind] = {
    "issue_comment": "comment", "discussion_comment": "comment", "pull_request_review": "comment",
    "pull_request_review_comment": "comment", "commit_comment": "comment",
}  # fmt: skip
"""Types of records of the migration archive that somebody wrote."""
NOBODY = {"", "ghost"}
"""Whoever deleted their account is shown as ghost."""
NO_REPLY = "users.noreply.github.com"


@dataclass(slots=True)
class Said:
    """A post, comment or review before it is known who is who."""

    url: str
    kind: Kind
    login: str
    when: int | None
    thread: str
    title: str = ""
    body: str = ""
    is_bot: bool = False
    reactions: list[tuple[str, str, int | None]] = field(default_factory=list)
    """Who, what and when."""
    nameless: int = 0
    """Reactions of which nobody says whose they are."""


@dataclass(slots=True)
class Known:
    """What the whole archive tells of accounts, repositories and threads, gathered before anything is read."""

    people: dict[str, Profile] = field(default_factory=dict)
    bots: set[str] = field(default_factory=set)
    owners: dict[str, str] = field(default_factory=dict)
    """Login of each repository's owner, by its address without scheme."""
    private: set[str] = field(default_factory=set)
    starters: dict[str, str] = field(default_factory=dict)
    """Login of whoever opened a thread, by its key."""

    @property
    def owner(self) -> str:
        """The login that owns every repository of the archive, where that is a person."""
        owners = set(self.owners.values())
        return next(iter(owners)) if len(owners) == 1 and owners <= self.people.keys() else ""


def records(value: object) -> Iterator[dict[str, Any] | None]:
    """The records of a file, whether it holds a list or one; None for what is no record."""
    for one in value if isinstance(value, list) else [value]:
        yield one if isinstance(one, dict) else None


def learn(record: dict[str, Any], known: Known, *, bots: bool) -> None:
    """Keep what a record tells that others are read by."""
    kind = record.get("type")
    if kind == "user":
        _person(record, known, bots=bots)
    elif kind == "repository":
        where = key_of(text_of(record.get("url")))
        known.owners[where] = login_of(record.get("owner"))
        if record.get("private") is True:
            known.private.add(where)
    else:
        for said in said_in(record):
            if said.url == said.thread and said.login not in NOBODY:
                known.starters.setdefault(key_of(said.url), said.login)


def said_in(record: dict[str, Any]) -> Iterator[Said]:
    """The post or comment in a record, and the comments and reviews that ``gh`` puts into it.

    Raises:
        ValueError: it lacks what tells it from others; the text completes a sentence.
    """
    url = text_of(record.get("html_url")) or text_of(record.get("url"))
    kind = text_of(record.get("type"))
    if not web(url):
        raise ValueError("has no address")
    found = THREAD.match(url)
    parent = next((text_of(record.get(name)) for name in ("issue", "pull_request", "discussion")
                   if isinstance(record.get(name), str)), "")  # fmt: skip
    thread = parent or (found[0] if found else url.partition("#")[0])
    is_post = kind in POSTS or (kind not in COMMENTS and found is not None and "#" not in url)
    if not is_post and kind not in COMMENTS and "#" not in url:
        raise ValueError("is neither a post nor a comment")
    yield _said(record, url, "post" if is_post else "comment", thread)
    for name in ("comments", "reviews"):
        for at, inner in enumerate(list_of(record.get(name)), start=1):
            if isinstance(inner, dict):
                own = text_of(inner.get("url")) or f"{url}#{name[:-1]}-{text_of(inner.get('id')) or at}"
                yield _said(inner, own, "comment", url)


def login_of(who: object) -> str:
    """The login in a user's address, or in an object that tells of the user."""
    if isinstance(who, dict):
        return text_of(who.get("login")).lower()
    try:
        return urlsplit(text_of(who)).path.strip("/").rpartition("/")[2].lower()
    except ValueError:
        return ""


def key_of(url: str) -> str:
    """An address without its scheme: everything in these files is joined by addresses."""
    return re.sub(r"\Ahttps?://(?:www\.)?", "", url).rstrip("/")


def words(markdown: str) -> str:
    """The writer's own words, without quotations and the comments that templates hide."""
    kept, place = [], 0
    while (begin := markdown.find("<!--", place)) >= 0 and (end := markdown.find("-->", begin)) >= 0:
        kept.append(markdown[place:begin])
        place = end + 3
    return clean("".join([*kept, markdown[place:]]))


def _said(record: dict[str, Any], url: str, kind: Kind, thread: str) -> Said:
    who = record.get("user") or record.get("author")
    login = login_of(who)
    state, body = text_of(record.get("state")), text_of(record.get("body"))
    is_review = (
        record.get("type") == "pull_request_review" or "submittedAt" in record or "submitted_at" in record
    )
    when = next(
        (
            record[name]
            for name in ("created_at", "createdAt", "submitted_at", "submittedAt")
            if record.get(name)
        ),
        None,
    )
    signs = [one for one in list_of(record.get("reactions")) if isinstance(one, dict)]
    reactions = [
        (login_of(one.get("user")), text_of(one.get("content")), moment(text_of(one.get("created_at"))))
        for one in signs
        if login_of(one.get("user")) not in NOBODY
    ]
    is_bot = (
        login.endswith("[bot]") or table_of(who).get("type") == "Bot" or table_of(who).get("is_bot") is True
    )
    return Said(
        url=url,
        kind="reaction" if is_review and not body.strip() else kind,
        login="" if login in NOBODY else login,
        when=moment(text_of(when)),
        thread=thread,
        title=text_of(record.get("title")) or (state.lower() if is_review else ""),
        body=body,
        is_bot=is_bot,
        reactions=reactions,
        nameless=len(signs) - len(reactions),
    )


def _person(record: dict[str, Any], known: Known, *, bots: bool) -> None:
    login = text_of(record.get("login")).lower()
    if login in NOBODY:
        return
    if bots or login.endswith("[bot]"):
        known.bots.add(login)
        return
    addresses = [text_of(table_of(one).get("address")).lower() for one in list_of(record.get("emails"))
                 if table_of(one).get("primary")]  # fmt: skip
    known.people[login] = Profile(
        account=f"github:{login}",
        name=text_of(record.get("name")) or login,
        title=" ".join(text_of(record.get("bio")).split()),
        company=text_of(record.get("company")),
        email=next((one for one in addresses if "@" in one and not one.endswith(NO_REPLY)), ""),
        url=web(record.get("website")) or web(record.get("url")),
    )
