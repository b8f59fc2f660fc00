"""The parts of a Discord package, its ids and its words.

>>> moment(469_605_765_767_168_000)
1532033139412000
>>> plain("<@!42> look <:pump:7>", {"42": "ada"}, {})
'@ada look :pump:'
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

EPOCH_MS = 1_420_070_400_000
"""The first millisecond of 2015, from which Discord counts [ms since 1970]."""
LARGEST = 1 << 63
SMALLEST = 1 << 42
"""Ids before this would be of the first second; the first messages are later."""
MENTION = re.compile(r"<@!?(\d{15,20})>")
MARKED = re.compile(r"<(?P<sign>@!?|@&|#)(?P<id>\d{1,20})>|<a?(?P<emoji>:\w+:)\d{1,20}>")
RECORD = re.compile(rb'\{\s*"ID"\s*:')
WITH_WHOM = re.compile(r"Direct Message with (?P<name>.+?)(?:#\d{1,4})?")

DIRECT = frozenset({"DM", "1"})
TOGETHER = frozenset({"GROUP_DM", "3"})
THREADS = frozenset({"ANNOUNCEMENT_THREAD", "PUBLIC_THREAD", "10", "11"})
OPEN = THREADS | {
    "GUILD_TEXT", "GUILD_VOICE", "GUILD_NEWS", "GUILD_ANNOUNCEMENT", "GUILD_STAGE_VOICE", "GUILD_FORUM", "GUILD_MEDIA",
    "0", "2", "5", "13", "15", "16",
}  # fmt: skip
"""Kinds of channel on a server; private threads are between their members."""


class Guild(msgspec.Struct, gc=False):
    """A server."""

    id: str
    name: str | None = None


class Channel(msgspec.Struct, gc=False):
    """Where something was said."""

    id: str
    type: str | int = ""
    name: str | None = None
    recipients: list[str] | None = None
    guild: Guild | None = None


class Message(msgspec.Struct, gc=False):
    """A message of the owner, with the names that Discord gives its fields."""

    id: int = msgspec.field(name="ID")
    text: str | None = msgspec.field(name="Contents", default="")


class Other(msgspec.Struct, gc=False):
    """Somebody else's account."""

    id: str
    username: str = ""
    global_name: str | None = None


class Relationship(msgspec.Struct, gc=False):
    """A friend, a block or a request."""

    id: str
    type: str | int = ""
    user: Other | None = None


class Owner(msgspec.Struct, gc=False):
    """Whose package it is."""

    id: str
    username: str
    global_name: str | None = None
    email: str | None = None
    relationships: list[Relationship] | None = None


def moment(number: int) -> int | None:
    """The time at which an id was made [us, UTC]; None where it is no id of Discord's."""
    return ((number >> 22) + EPOCH_MS) * 1_000 if SMALLEST < number < LARGEST else None


def mentioned(text: str) -> list[str]:
    """The accounts that a text calls, each once."""
    return list(dict.fromkeys(MENTION.findall(text)))


def plain(text: str, names: Mapping[str, str], channels: Mapping[str, str]) -> str:
    """The text as its readers see it."""

    def shown(found: re.Match[str]) -> str:
        if found["emoji"]:
            return found["emoji"]
        if found["sign"] == "#":
            return f"#{channels.get(found['id'], found['id'])}"
        return "@role" if found["sign"] == "@&" else f"@{names.get(found['id'], found['id'])}"

    return MARKED.sub(shown, text).strip()
