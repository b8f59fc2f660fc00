"""The activities of a Mastodon archive as interactions.

>>> account_of("https://social.example/users/Sam"), account_of("https://other.example/objects/1f0c")
('mastodon:sam@social.example', 'mastodon:https://other.example/objects/1f0c')
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec

from heard.model import Interaction, Kind, Visibility, micros
from heard.text.clean import from_html

PUBLIC = {"https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"}
HANDLE = re.compile(r"https?://([^/]+)/(?:users/|@)([^/@]+)")
AUTHOR = re.compile(r"(https?://[^/]+/(?:(?:ap/)?users/[^/]+|@[^/]+))/")
"""The account in a post's address, as Mastodon writes it; that of other programs names none."""
HOST = re.compile(r"https?://([^/]+)")
FIRST_WORD = re.compile(r"@([\w.-]+)")
MENTION = re.compile(rb'"type"\s*:\s*"Mention"\s*,\s*"href"\s*:\s*"([^"\\]+)"\s*,\s*"name"\s*:\s*"([^"\\]+)"')
PUBLISHED = re.compile(rb'"published"\s*:\s*"(\d{4}-\d\d-\d\dT[\d:.]+Z)"')
QUOTE_LINK = re.compile(r"<(p|span)\b[^>]*\bclass=\"[^\"]*\bquote-inline\b[^\"]*\"[^>]*>.*?</\1>", re.DOTALL)
"""The link that newer servers put before a quotation for older ones."""

Names = Mapping[str, str]
"""What mentions call accounts, ``user@host``, by their address."""


class Tag(msgspec.Struct):
    """A mention, a hashtag or an emoji in a post."""

    type: str = ""
    href: str | None = None
    name: str | None = None


class Option(msgspec.Struct):
    """An answer that a poll offers."""

    name: str = ""


class Note(msgspec.Struct, rename="camel"):
    """A post."""

    id: str
    in_reply_to: str | None = None
    summary: str | None = None
    published: str | None = None
    url: Any = None
    to: list[str] | str | None = None
    cc: list[str] | str | None = None
    conversation: str | None = None
    content: str | None = None
    tag: list[Tag] | None = None
    one_of: list[Option] | None = None
    any_of: list[Option] | None = None
    quote: Any = None
    quote_uri: str | None = None
    quote_url: str | None = None


class Activity(msgspec.Struct):
    """What was done: a post was made, or one was passed on."""

    id: str
    type: str
    object: Note | str
    published: str | None = None
    to: list[str] | str | None = None
    cc: list[str] | str | None = None


class Actor(msgspec.Struct, rename="camel"):
    """actor.json. Old archives hold the account's private key in it, which is not read."""

    id: str
    preferred_username: str
    name: str | None = None
    summary: str | None = None
    url: Any = None
    also_known_as: list[str] | None = None
    moved_to: str | None = None
    webfinger: str | None = None


def account_of(address: str, names: Names | None = None) -> str:
    """The account at an address: by what mentions call it, else by what its address says, else by the address."""
    handle = names.get(address) if names else None
    if handle is None:
        found = HANDLE.fullmatch(address)
        handle = f"{found[2]}@{found[1]}".lower() if found else address
    return f"mastodon:{handle}"


def author_of(post: str, names: Names) -> str:
    """The account that wrote the post at an address; empty where the address does not tell."""
    found = AUTHOR.match(post)
    return account_of(found[1], names) if found else ""


def handle_of(name: str, address: str) -> str:
    """What a mention calls an account, with the host, which is left out for accounts of the owner's own server.

    >>> handle_of("@Sam", "https://social.example/users/sam")
    'sam@social.example'
    """
    handle = name.lstrip("@").lower()
    host = HOST.match(address)
    return handle if "@" in handle or host is None else f"{handle}@{host[1].lower()}"


def own_account(actor: Actor) -> str:
    """The owner's account."""
    if actor.webfinger and "@" in actor.webfinger:
        return f"mastodon:{actor.webfinger.removeprefix('acct:').lstrip('@').lower()}"
    return f"mastodon:{handle_of(actor.preferred_username, actor.id)}"


@dataclass(frozen=True, slots=True)
class Reading:
    """One account's archive while it is read."""

    me: str
    """The owner's account, or empty where the archive does not say."""
    names: Names = field(default_factory=dict)

    def activity(self, found: Activity) -> Interaction | str:
        """An activity, or what it is if it is nothing said to anybody.

        Raises:
            ValueError: its time cannot be read.
        """
        if found.type == "Announce":
            return self._boost(found)
        if found.type != "Create":
            return found.type
        if isinstance(found.object, str):
            raise ValueError("it holds no post")  # noqa: TRY004  # said of the record, not of a type
        return self._post(found, found.object)

    def like(self, post: str) -> Interaction:
        """A post that the owner likes; the archive leaves out since when."""
        author = author_of(post, self.names)
        return Interaction(
            key=f"like:{self.me}:{post}", kind="reaction", channel="mastodon", actor=self.me or None,
            to=self._others([author]), reply_to=post, url=post,
        )  # fmt: skip

    def follow(self, handle: str) -> Interaction:
        """Somebody whom the owner follows; the table leaves out since when."""
        account = f"mastodon:{handle.lower()}"
        return Interaction(
            key=f"follow:{self.me}:{account}", kind="follow", channel="mastodon", actor=self.me or None, to=(account,)
        )  # fmt: skip

    def _boost(self, found: Activity) -> Interaction:
        """A post of somebody that was passed on; whose, stands among those who get a copy."""
        post = found.object if isinstance(found.object, str) else found.object.id
        to, cc = _list(found.to), _list(found.cc)
        people = [one for one in cc if one not in PUBLIC and not one.endswith("/followers")]
        authors = [account_of(one, self.names) for one in people] or [author_of(post, self.names)]
        return Interaction(
            key=found.id, kind="share", channel="mastodon", actor=self.me or None, happened_us=_moment(found.published),
            to=self._others(authors), reply_to=post, url=post, visibility=_visibility(to, cc),
        )  # fmt: skip

    def _post(self, found: Activity, note: Note) -> Interaction:
        """A post, an answer, a mention, a quotation or a direct message.

        An answer whose parent was deleted says no longer that it is one: it is a mention of whom it begins with.
        """
        to, cc = _list(note.to) or _list(found.to), _list(note.cc) or _list(found.cc)
        visibility = _visibility(to, cc)
        text = self._text(note)
        named = [
            account_of(tag.href, self.names)
            for tag in note.tag or ()
            if tag.type == "Mention" and tag.href is not None
        ]
        parent = author_of(note.in_reply_to or "", self.names)
        quoted = next(
            (one for one in (note.quote, note.quote_uri, note.quote_url) if isinstance(one, str) and one), ""
        )
        reply_to = note.in_reply_to
        kind: Kind = "post"
        whom: list[str] = []
        if visibility == "direct":
            kind, whom = "message", [parent, *named]
        elif reply_to:
            if not self.me or parent != self.me:
                kind, whom = "reply", [parent or _first(text, named) or "".join(named[:1])]
        elif (begins := _first(text, named)) and begins != self.me:
            kind, whom = "mention", [begins]
        elif quoted and author_of(quoted, self.names) != self.me:
            kind, whom, reply_to = "share", [author_of(quoted, self.names)], quoted
        return Interaction(
            key=note.id, kind=kind, channel="mastodon", actor=self.me or None,
            happened_us=_moment(note.published or found.published), to=self._others(whom),
            mentioned=self._others([one for one in named if one not in whom]),
            thread=note.conversation or note.in_reply_to or note.id, reply_to=reply_to, title=note.summary or "",
            text=text, url=note.url if isinstance(note.url, str) else note.id, visibility=visibility,
        )  # fmt: skip

    def _text(self, note: Note) -> str:
        content = note.content or ""
        text = from_html(QUOTE_LINK.sub("", content)) if content else ""
        return "\n".join(
            [text, *(f"- {option.name}" for option in (*(note.one_of or ()), *(note.any_of or ())))]
        ).strip()

    def _others(self, accounts: list[str]) -> tuple[str, ...]:
        """Each once, but for the owner."""
        return tuple(account for account in dict.fromkeys(accounts) if account and account != self.me)


def _first(text: str, named: list[str]) -> str:
    """The account among those named that a text begins with, if it begins with one."""
    word = FIRST_WORD.match(text)
    if word is None:
        return ""
    return next(
        (one for one in named if one.removeprefix("mastodon:").partition("@")[0] == word[1].lower()), ""
    )


def _visibility(to: list[str], cc: list[str]) -> Visibility:
    """Who could see it: true of all 1,586 activities of a real archive."""
    if not PUBLIC.isdisjoint(to):
        return "public"
    if not PUBLIC.isdisjoint(cc):
        return "unlisted"
    return "followers" if any(one.endswith("/followers") for one in to) else "direct"


def _list(found: list[str] | str | None) -> list[str]:
    return [found] if isinstance(found, str) else found or []


def _moment(text: str | None) -> int | None:
    """A moment [us, UTC].

    Raises:
        ValueError: it cannot be read, or bears no zone.
    """
    if not text:
        return None
    try:
        return micros(datetime.fromisoformat(text))
    except (ValueError, TypeError) as error:
        raise ValueError(f"its time cannot be read: {text[:40]}") from error
