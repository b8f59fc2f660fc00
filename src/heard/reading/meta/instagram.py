"""The records of Instagram's export, list by list.

Lists name people by username, which is an account; until 2025 in the value of a cell, since then in the title. Labels are in the
language of the account, so that an unknown one is understood by what stands under it: a moment, an address, a name.
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

CHANNEL = "instagram"
USER = re.compile(r"instagram\.com/(?:_u/)?([\w.]{1,30})/?(?:\?.*)?$", re.ASCII)
"""The address of a person, since 2025 with ``_u/``."""
USERNAME = re.compile(r"[\w.]{1,30}", re.ASCII)
POST = re.compile(r"instagram\.com/(?:[\w.]+/)?(?:p|reel|reels|tv)/([\w-]+)", re.ASCII)
STORY = "story_activities_"


class Cell(msgspec.Struct, gc=False):
    """A value in one of Instagram's two carriers."""

    href: str = ""
    value: str = ""
    timestamp: int | None = None


class Medium(msgspec.Struct, gc=False):
    """A picture or a film."""

    title: str = ""
    creation_timestamp: int | None = None


class Item(msgspec.Struct, gc=False):
    """A record of any list in the export; each list uses some of the fields."""

    title: str = ""
    timestamp: int | None = None
    creation_timestamp: int | None = None
    media: list[Medium] = []
    cells: list[Cell] = msgspec.field(name="string_list_data", default_factory=list)
    named: dict[str, Cell] = msgspec.field(name="string_map_data", default_factory=dict)
    label_values: list[Label] = []


@dataclass(slots=True)
class _Told:
    """What an item says, whatever carries it."""

    who: str = ""
    url: str = ""
    words: str = ""
    when: int | None = None


@dataclass(slots=True)
class Reading:
    """One export while it is read."""

    names: Names
    within: str = ""
    """The list that a record stands in."""
    keys: Keys = field(default_factory=Keys)

    def followers(self, item: Item) -> Iterator[Fact]:
        """Who follows the owner, and since when."""
        yield self._tie("follow", item, outward=False)

    def following(self, item: Item) -> Iterator[Fact]:
        """Whom the owner follows, and since when."""
        yield self._tie("follow", item, outward=True)

    def asked(self, item: Item) -> Iterator[Fact]:
        """Requests to follow, sent and open."""
        yield self._tie("invitation", item, outward=True)

    def asking(self, item: Item) -> Iterator[Fact]:
        """Requests to follow, received and open."""
        yield self._tie("invitation", item, outward=False)

    def posts(self, item: Item) -> Iterator[Fact]:
        """Posts and reels: the words of one with a single medium stand with the medium."""
        first = item.media[0] if item.media else Medium()
        yield self._post(item.title or first.title, item.creation_timestamp or first.creation_timestamp, "")

    def stories(self, item: Item) -> Iterator[Fact]:
        """Stories, which stay for a day."""
        yield self._post(item.title, item.creation_timestamp, "story")

    def comments(self, item: Item) -> Iterator[Fact]:
        """Comments, and whose post they stand under."""
        told = _told(item)
        if not told.words and not told.who:
            raise ValueError("holds no comment")
        yield self._fact(
            "comment", told, f"comment:{self.names.me or ''}:{told.when}:{checksum(told.words)}", text=told.words, url=told.url
        )  # fmt: skip

    def likes(self, item: Item) -> Iterator[Fact]:
        """Posts that the owner likes."""
        yield self._like(item, "like", "")

    def comment_likes(self, item: Item) -> Iterator[Fact]:
        """Comments that the owner likes."""
        yield self._like(item, "comment-like", "")

    def story_signs(self, item: Item) -> Iterator[Fact]:
        """Likes, votes and answers under the stories of others."""
        what = self.within.removeprefix(STORY).replace("_", " ").removesuffix("s")
        yield self._like(item, "story", what.removeprefix("story "))

    def _like(self, item: Item, sort: str, title: str) -> Fact:
        told = _told(item)
        post = POST.search(told.url)
        target = post[1] if post else told.who.lower()
        key = f"reaction:{self.names.me or ''}:{sort}:{told.when}:{target}"
        return self._fact("reaction", told, key, title=title, text=told.words, url=told.url)

    def _tie(self, what: Kind, item: Item, *, outward: bool) -> Fact:
        told = _told(item)
        other = self.names.by_username(told.who)
        if other is None:
            raise ValueError("names nobody")
        mine = self.names.me
        actor, whom = (mine, other) if outward else (other, mine)
        key = f"{what}:{mine or ''}:{'to' if outward else 'from'}:{told.who.lower()}:{told.when}"
        visibility: Visibility = "direct" if what == "invitation" else "followers"
        return self._fact(what, told, key, actor=actor, to=to(whom), visibility=visibility)

    def _post(self, words: str, when: int | None, title: str) -> Fact:
        told = _Told(words=repair(words).strip(), when=when)
        key = f"post:{self.names.me or ''}:{when}:{checksum(told.words)}"
        return self._fact("post", told, key, title=title, text=told.words)

    def _fact(self, what: Kind, told: _Told, key: str, **more: Any) -> Fact:
        if told.when is None:
            raise ValueError("has no time")
        number = self.keys.number(self.within, key)
        if number is None:
            return TOLD_TWICE
        whom = to(self.names.by_username(told.who))
        fields = {
            "actor": self.names.me,
            "to": whom if whom != (self.names.me,) else (),
            "visibility": "followers",
            **more,
        }
        return Interaction(key=number, kind=what, channel=CHANNEL, happened_us=micro(told.when), **fields)


def username(item: Item) -> str:
    """Whom an item of a list of followers names."""
    return _told(item).who.lower().lstrip("@")


def _told(item: Item) -> _Told:
    """What an item says of a person, an address, words and a moment."""
    if item.label_values:
        return _labelled(item)
    if item.named:
        return _mapped(item)
    cell = item.cells[0] if item.cells else Cell()
    user = USER.search(cell.href)
    value, title = one_line(cell.value), one_line(item.title)
    if user:
        return _Told(value or title or user[1], "", "", cell.timestamp)
    return _Told(title, repair(cell.href), value, cell.timestamp or item.timestamp)


def _mapped(item: Item) -> _Told:
    """Cells under labels: a comment, whose post it stands under, and when."""
    told = _Told(who=one_line(item.title), when=item.timestamp)
    unnamed = []
    for label, cell in item.named.items():
        known = meaning(label)
        if cell.timestamp:
            told.when = cell.timestamp
            told.url = repair(cell.href)
        elif known == "mediaowner":
            told.who = one_line(cell.value)
        elif known == "comment":
            told.words = repair(cell.value).strip()
        elif cell.value:
            unnamed.append(cell.value)
    if unnamed and not told.words:
        told.words = repair(unnamed.pop(0)).strip()
    if unnamed and not told.who and USERNAME.fullmatch(unnamed[-1]):
        told.who = unnamed[-1]
    return told


def _labelled(item: Item) -> _Told:
    """The generic record since 2025: addresses tell a post from a person in every language."""
    told = _Told(who=one_line(item.title), when=item.timestamp)
    for label in flat(item.label_values):
        url, known = address(label), meaning(label.label)
        if POST.search(url):
            told.url = told.url or url
        elif user := USER.search(url):
            told.who = told.who or user[1]
        elif known == "username":
            told.who = text(label)
        elif known == "comment":
            told.words = text(label)
        elif label.timestamp_value and told.when is None:
            told.when = label.timestamp_value
    return told
