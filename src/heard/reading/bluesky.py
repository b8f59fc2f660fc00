"""The records of a Bluesky repository as interactions, as its lexicons describe them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec

from heard.model import Interaction, micros
from heard.reading.car import written

MUCH = 86_400_000_000
"""A day [us]: a client's clock may be wrong; what was brought from elsewhere bears a date of years before."""


class Ref(msgspec.Struct):
    """A record of anybody's, by its address."""

    uri: str


class Answered(msgspec.Struct):
    """What a post answers, and where that conversation began."""

    root: Ref
    parent: Ref


class Place(msgspec.Struct, rename="camel"):
    """A stretch of a text in bytes of UTF-8."""

    byte_start: int
    byte_end: int


class Feature(msgspec.Struct):
    """What a stretch of a text is."""

    type: str = msgspec.field(name="$type", default="")
    did: str = ""
    uri: str = ""


class Facet(msgspec.Struct):
    """A stretch of a text that is more than text."""

    index: Place
    features: list[Feature]


class Post(msgspec.Struct, rename="camel"):
    """app.bsky.feed.post."""

    text: str
    created_at: str = ""
    reply: Answered | None = None
    embed: dict[str, Any] | None = None
    facets: list[Facet] | None = None


class Pointer(msgspec.Struct, rename="camel"):
    """app.bsky.feed.like and app.bsky.feed.repost."""

    subject: Ref
    created_at: str = ""


class Follow(msgspec.Struct, rename="camel"):
    """app.bsky.graph.follow."""

    subject: str
    created_at: str = ""


class Own(msgspec.Struct, rename="camel"):
    """app.bsky.actor.profile."""

    display_name: str = ""
    description: str = ""


@dataclass(slots=True)
class Reading:
    """One repository while it is read."""

    did: str
    moved: int = 0
    """Records whose own date was not believed."""
    undated: int = 0

    def post(self, uri: str, found: Post) -> Interaction:
        """A post, an answer, a continuation of an own thread or a quotation."""
        key = uri.rpartition("/")[2]
        answered, quoted = found.reply, _quoted(found.embed)
        parent = _author(answered.parent.uri) if answered else ""
        quotes = _author(quoted) if quoted else ""
        named = [
            feature.did
            for facet in found.facets or ()
            for feature in facet.features
            if feature.did.startswith("did:")
        ]
        if answered is not None:
            kind, reply_to, to = "reply" if parent != self.did else "post", answered.parent.uri, parent
            named.append(quotes)
        elif quotes and quotes != self.did:
            kind, reply_to, to = "share", quoted, quotes
        else:
            kind, reply_to, to = "post", None, ""
        return Interaction(
            key=uri, kind=kind, channel="bluesky", actor=self.me, happened_us=self._moment(found.created_at, key),  # type: ignore[arg-type]  # one of three
            to=self._accounts([to]), mentioned=self._accounts([one for one in named if one != to]),
            thread=answered.root.uri if answered else uri, reply_to=reply_to,
            text=whole(found.text, found.facets or []), url=page(uri),
        )  # fmt: skip

    def like(self, uri: str, found: Pointer) -> Interaction:
        """A like."""
        return Interaction(
            key=uri, kind="reaction", channel="bluesky", actor=self.me,
            happened_us=self._moment(found.created_at, uri.rpartition("/")[2]),
            to=self._accounts([_author(found.subject.uri)]), reply_to=found.subject.uri, url=page(found.subject.uri),
        )  # fmt: skip

    def repost(self, uri: str, found: Pointer) -> Interaction:
        """A post of somebody that was passed on."""
        return msgspec.structs.replace(self.like(uri, found), kind="share")

    def follow(self, uri: str, found: Follow) -> Interaction:
        """Somebody whom the owner follows, and since when."""
        return Interaction(
            key=uri, kind="follow", channel="bluesky", actor=self.me,
            happened_us=self._moment(found.created_at, uri.rpartition("/")[2]), to=self._accounts([found.subject]),
        )  # fmt: skip

    @property
    def me(self) -> str:
        """The owner's account."""
        return f"bluesky:{self.did}"

    def _accounts(self, dids: list[str]) -> tuple[str, ...]:
        """Each once, but for the owner."""
        return tuple(f"bluesky:{did}" for did in dict.fromkeys(dids) if did and did != self.did)

    def _moment(self, created: str, key: str) -> int | None:
        """When a record was made [us, UTC]; when it was written, where it gives no date or one more than a day away from that."""
        wrote = written(key)
        try:
            made = datetime.fromisoformat(created)
            said = micros(made if made.tzinfo else made.replace(tzinfo=UTC))
        except ValueError:
            self.undated += wrote is None
            self.moved += wrote is not None
            return wrote
        if wrote is None or abs(said - wrote) <= MUCH:
            return said
        self.moved += 1
        return wrote


def whole(text: str, facets: list[Facet]) -> str:
    """A text whose links, which the app shortens, are whole again.

    >>> whole("see larkfield.example/che...", [Facet(Place(4, 28), [Feature(uri="https://larkfield.example/checklist")])])
    'see https://larkfield.example/checklist'
    """
    content = text.encode()
    for facet in sorted(facets, key=lambda facet: facet.index.byte_start, reverse=True):
        link = next((feature.uri for feature in facet.features if feature.uri), "")
        start, end = facet.index.byte_start, facet.index.byte_end
        if link and 0 <= start < end and content[start:end].endswith((b"...", "…".encode())):
            content = content[:start] + link.encode() + content[end:]
    return content.decode("utf-8", "replace")


def page(uri: str) -> str:
    """The address at which a browser shows a post; empty for other records."""
    parts = uri.removeprefix("at://").split("/")
    if len(parts) != 3 or parts[1] != "app.bsky.feed.post":
        return ""
    return f"https://bsky.app/profile/{parts[0]}/post/{parts[2]}"


def _author(uri: str) -> str:
    """The DID in an address."""
    did = uri.removeprefix("at://").partition("/")[0]
    return did if did.startswith("did:") else ""


def _quoted(embed: dict[str, Any] | None) -> str:
    """The address of the record that a post shows, alone or beside pictures."""
    shown: object = embed
    for _ in range(2):
        shown = shown.get("record") if isinstance(shown, dict) else None
        if isinstance(shown, dict) and isinstance(shown.get("uri"), str):
            return str(shown["uri"])
    return ""


READ: dict[str, tuple[type[Any], Callable[[Reading, str, Any], Interaction]]] = {
    "app.bsky.feed.post": (Post, Reading.post),
    "app.bsky.feed.like": (Pointer, Reading.like),
    "app.bsky.feed.repost": (Pointer, Reading.repost),
    "app.bsky.graph.follow": (Follow, Reading.follow),
}
"""By collection, the shape of its records and what makes an interaction of one."""
PROFILE = "app.bsky.actor.profile"
