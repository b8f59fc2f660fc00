"""The parts of a Slack export, and its words without Slack's own marks.

>>> plain("<@U1> see <https://pumps.example|the pumps> &amp; <#C2|general> <!here>", {"U1": "Ada"})
'@Ada see the pumps & #general @here'
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

ID = re.compile(r"[UWBCDG][A-Z0-9]{2,}")
MARKED = re.compile(r"<(?=[@#!]|[a-z][a-z+.-]*:)([@#!]?)([^<>|]*)(?:\|([^<>]*))?>")
MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>")
RECORD = re.compile(rb"(?m)(?:(?<=^\[)|(?<=^    )|^)\{")
MOMENT = re.compile(r"(\d{9,11})\.(\d{1,6})")


class About(msgspec.Struct, gc=False):
    """What a user says of themselves."""

    real_name: str | None = None
    display_name: str | None = None
    email: str | None = None
    title: str | None = None


class User(msgspec.Struct, gc=False):
    """An account of the workspace."""

    id: str
    name: str = ""
    real_name: str | None = None
    is_bot: bool | None = False
    profile: About = msgspec.field(default_factory=About)

    @property
    def called(self) -> str:
        """The name that people see."""
        about = self.profile
        return about.real_name or self.real_name or about.display_name or self.name


class Room(msgspec.Struct, gc=False):
    """A channel, or a conversation of a few."""

    id: str
    name: str = ""
    members: list[str] | None = None


class Reaction(msgspec.Struct, gc=False):
    """One sign under a message and who gave it."""

    name: str
    users: list[str] = []
    count: int = 0


class Comment(msgspec.Struct, gc=False):
    """What was said of a file, until 2018."""

    user: str | None = None
    comment: str = ""


class Huddle(msgspec.Struct, gc=False):
    """A call that members of a channel joined."""

    created_by: str | None = None
    date_start: int = 0
    participants: list[str] = []
    participant_history: list[str] = []


class Message(msgspec.Struct, gc=False):
    """A message, or a line of Slack's own."""

    ts: str
    type: str = ""
    subtype: str | None = None
    user: str | None = None
    bot_id: str | None = None
    username: str | None = None
    text: str | None = ""
    thread_ts: str | None = None
    parent_user_id: str | None = None
    reactions: list[Reaction] | None = None
    comment: Comment | None = None
    room: Huddle | None = None


def moment(ts: str) -> int | None:
    """The time in a message's id [us, UTC], digit by digit, since it has more of them than a float keeps."""
    found = MOMENT.fullmatch(ts)
    return int(found[1]) * 1_000_000 + int(found[2].ljust(6, "0")) if found else None


def mentioned(text: str) -> list[str]:
    """The users that a text calls, each once."""
    return list(dict.fromkeys(MENTION.findall(text)))


def plain(text: str, names: Mapping[str, str]) -> str:
    """The text as its readers see it."""

    def shown(found: re.Match[str]) -> str:
        sign, target, label = found.groups()
        if sign == "@":
            return f"@{names.get(target) or label or target}"
        if sign == "#":
            return f"#{label or target}"
        if sign == "!":
            return label or f"@{target.partition('^')[0]}"
        return label or target.removeprefix("mailto:")

    said = MARKED.sub(shown, text)
    return said.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").strip()
