"""The records of Facebook's export, list by list.

Whom a comment or a reaction meant stands in a sentence in the language of the account, which is understood in English alone; the
sentence is kept as the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec

from heard.model import Interaction, Kind, Visibility
from heard.reading.meta.export import Fact
from heard.reading.meta.labels import Label, address, flat, meaning, text
from heard.reading.meta.names import TOLD_TWICE, Keys, Names, to
from heard.reading.meta.network import micro
from heard.reading.meta.text import checksum, one_line, repair

CHANNEL = "facebook"
ON = re.compile(
    r"\b(?:commented on|replied to|likes|liked|loves|reacted to|wrote on|posted on|shared) (?P<whom>.+?)['\u2019]s "
    r"(?:own )?[\w ,-]+?\.?$"
)
NOTICE = re.compile(
    r"(?P<who>.+?)(?:,.+?)?(?: and (?:\d+|one) others?(?: people)?| and [^,]+?)? (?:also )?"
    r"(?P<verb>commented on|replied to|likes|liked|loves|reacted to|mentioned|tagged|shared) (?:a |an )?you(?:r|\b)"
)
"""A notification of what somebody did to the owner: ``Ana Kovač and 3 others reacted to your post``."""
VERBS: dict[str, Kind] = {
    "commented on": "comment", "replied to": "reply", "mentioned": "mention", "tagged": "mention", "shared": "share",
}  # fmt: skip


class _Comment(msgspec.Struct, gc=False):
    comment: str = ""
    author: str = ""
    group: str = ""


class _Reaction(msgspec.Struct, gc=False):
    reaction: str = ""
    actor: str = ""


class _Said(msgspec.Struct, gc=False):
    post: str | None = None
    comment: _Comment | None = None
    reaction: _Reaction | None = None
    name: str = ""


class _Link(msgspec.Struct, gc=False):
    url: str = ""
    name: str = ""


class _Part(msgspec.Struct, gc=False):
    external_context: _Link | None = None
    media: dict[str, Any] | None = None
    text: str = ""


class _Attachment(msgspec.Struct, gc=False):
    data: list[_Part] = []


class Entry(msgspec.Struct, gc=False):
    """A record of any list in the export; each list uses some of the fields."""

    timestamp: int | None = None
    name: str = ""
    title: str = ""
    text: str = ""
    href: str = ""
    data: list[_Said] = []
    attachments: list[_Attachment] = []
    tags: list[Any] = []
    label_values: list[Label] = []


@dataclass(slots=True)
class Reading:
    """One export while it is read."""

    names: Names
    within: str = ""
    """The list that a record stands in."""
    keys: Keys = field(default_factory=Keys)

    def friends(self, entry: Entry) -> Iterator[Fact]:
        """Friends, and since when."""
        yield self._tie("connection", entry, outward=True)

    def invited(self, entry: Entry) -> Iterator[Fact]:
        """Requests to be friends, sent and open."""
        yield self._tie("invitation", entry, outward=True)

    def invitations(self, entry: Entry) -> Iterator[Fact]:
        """Requests to be friends, received and open."""
        yield self._tie("invitation", entry, outward=False)

    def following(self, entry: Entry) -> Iterator[Fact]:
        """Whom the owner follows."""
        yield self._tie("follow", entry, outward=True)

    def followers(self, entry: Entry) -> Iterator[Fact]:
        """Who follows the owner."""
        yield self._tie("follow", entry, outward=False)

    def posts(self, entry: Entry) -> Iterator[Fact]:
        """Posts, on the owner's page or on somebody's."""
        yield self._post("followers", entry)

    def group_posts(self, entry: Entry) -> Iterator[Fact]:
        """Posts in groups, among which some eras list comments."""
        comments = any(said.comment for said in entry.data)
        yield from self.comments(entry) if comments else iter((self._post("group", entry),))

    def comments(self, entry: Entry) -> Iterator[Fact]:
        """Comments on what others wrote, and in groups."""
        said = next((said.comment for said in entry.data if said.comment), None)
        words = repair(said.comment).strip() if said else ""
        if said is None and not entry.attachments:
            raise ValueError("holds no comment")
        author = one_line(said.author) if said else ""
        in_group = "group" in self.within or bool(said and said.group)
        yield self._fact(
            "comment", entry, f"comment:{entry.timestamp}:{checksum(words)}",
            to=self._whom(entry.title, author), text=words, url=_link(entry),
            visibility="group" if in_group else "followers",
        )  # fmt: skip

    def reactions(self, entry: Entry) -> Iterator[Fact]:
        """Likes and their kin; since 2024 in generic records."""
        told = next((said.reaction for said in entry.data if said.reaction), None)
        if told is None and not entry.label_values:
            raise ValueError("holds no reaction")
        word, whom, url = repair(told.reaction).lower() if told else "", "", ""
        plain = []
        for label in flat(entry.label_values):
            if found := address(label):
                url = url or found
            elif meaning(label.label) == "name":
                whom = text(label)
            else:
                plain.append(text(label))
        if told is None:
            word = plain[0].lower() if plain else ""
            whom = whom or (plain[1] if len(plain) == 2 else "")
        people = (
            to(self.names.by_name(whom))
            if whom
            else self._whom(entry.title, one_line(told.actor) if told else "")
        )
        me = self.names.me or ""
        yield self._fact(
            "reaction", entry, f"reaction:{me}:{entry.timestamp}", to=tuple(each for each in people if each != me),
            text=word, url=url,
        )  # fmt: skip

    def groups(self, entry: Entry) -> Iterator[Fact]:
        """Groups that the owner joined; a group is no person, so it is the title and not an account."""
        name = next((one_line(said.name) for said in entry.data if said.name), "")
        yield self._page(name or one_line(entry.title), entry)

    def pages(self, entry: Entry) -> Iterator[Fact]:
        """Pages that the owner likes or follows, which are no persons either."""
        name = one_line(entry.name) or next((one_line(said.name) for said in entry.data if said.name), "")
        yield self._page(name or one_line(entry.title), entry)

    def notifications(self, entry: Entry) -> Iterator[Fact]:
        """What others did to the owner, as far as a sentence in English says so."""
        told = one_line(entry.text)
        found = NOTICE.match(told)
        if found is None:
            yield "of no one's doing, or in words that Heard does not understand"
            return
        verb: Kind = VERBS.get(found["verb"], "reaction")
        who = self.names.by_name(found["who"])
        key = f"notification:{self.names.me or ''}:{entry.timestamp}:{checksum(told)}"
        yield self._fact(
            verb, entry, key, actor=who, to=to(self.names.me), title=told, url=repair(entry.href)
        )

    def _tie(self, what: Kind, entry: Entry, *, outward: bool) -> Fact:
        name = one_line(entry.name)
        if not name:
            raise ValueError("names nobody")
        other = self.names.by_name(name)
        if other is None:
            return "people who left Facebook"
        mine = self.names.me
        key = f"{what}:{mine or ''}:{'to' if outward else 'from'}:{name.lower()}:{entry.timestamp}"
        actor, whom = (mine, other) if outward else (other, mine)
        visibility: Visibility = "direct" if what == "invitation" else "followers"
        return self._fact(what, entry, key, actor=actor, to=to(whom), title="", visibility=visibility)

    def _post(self, visibility: Visibility, entry: Entry) -> Fact:
        passed_on = (part.text for attachment in entry.attachments for part in attachment.data)
        words = repair(
            next((said.post for said in entry.data if said.post), "") or next(filter(None, passed_on), "")
        ).strip()
        if not (words or entry.attachments or entry.title or entry.data):
            raise ValueError("holds no post")
        tagged = (tag if isinstance(tag, str) else str(tag.get("name", "")) for tag in entry.tags if tag)
        link = _link(entry)
        return self._fact(
            "post", entry, f"post:{self.names.me or ''}:{entry.timestamp}:{checksum(words, link)}", to=self._whom(entry.title, ""),
            mentioned=to(*(self.names.by_name(name) for name in tagged)), text=words, url=link, visibility=visibility,
        )  # fmt: skip

    def _page(self, name: str, entry: Entry) -> Fact:
        if not name:
            raise ValueError("names nothing")
        key = f"follow:{self.names.me or ''}:{name.lower()}:{entry.timestamp}"
        return self._fact("follow", entry, key, title=name)

    def _whom(self, title: str, author: str) -> tuple[str, ...]:
        """Whose post, photo or page a sentence in English names; nobody where it is the owner's own."""
        found = ON.search(one_line(title).removeprefix(author or self.names.owner_name))
        other = self.names.by_name(found["whom"]) if found else None
        return to(other) if other != self.names.me else ()

    def _fact(self, what: Kind, entry: Entry, key: str, **more: Any) -> Fact:
        if entry.timestamp is None:
            raise ValueError("has no time")
        number = self.keys.number(self.within, key)
        if number is None:
            return TOLD_TWICE
        fields = {"actor": self.names.me, "title": one_line(entry.title), "visibility": "followers", **more}
        return Interaction(
            key=number, kind=what, channel=CHANNEL, happened_us=micro(entry.timestamp), **fields
        )


def _link(entry: Entry) -> str:
    """The address that a post passes on."""
    parts = (part for attachment in entry.attachments for part in attachment.data)
    return next((repair(part.external_context.url) for part in parts if part.external_context), "")
