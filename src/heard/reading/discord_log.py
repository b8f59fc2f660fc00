"""One channel of Discord as DiscordChatExporter writes it: what everybody said, and what answers what.

    {"guild": {"id", "name"}, "channel": {"id", "type", "name"}, …, "messages": [{"id", "type", "timestamp", "content", "author", …}, …]}

Private conversations have the guild 0 and a type that begins with Direct. Its messages bear the ids of the data package.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

import msgspec

from heard.model import Interaction
from heard.reading.archive import DamagedError, Member
from heard.reading.discord import plain
from heard.reading.discord_records import Place, Talk
from heard.reading.json_elements import Elements, apart
from heard.reading.json_records import MARK

LOG = re.compile(rb'\{\s*"guild":\s*\{\s*"id":\s*"\d+"')
BEGINS = re.compile(rb',\s*(\{\s*"id"\s*:\s*"\d{15,20}"\s*,\s*"type"\s*:\s*")')
SAID = frozenset({"Default", "Reply", "ThreadStarterMessage"})
"""Types of messages that somebody wrote; the others say who came, what was pinned and the like."""
HEAD = 1 << 16
MOST_MEMBERS = 12
"""A private conversation has ten members at most."""


class Somewhere(msgspec.Struct, gc=False):
    """A server or a channel."""

    id: str
    name: str | None = None
    type: str = ""


class Author(msgspec.Struct, gc=False, rename="camel"):
    """Who wrote."""

    id: str
    name: str = ""
    nickname: str | None = None
    is_bot: bool = False


class Reference(msgspec.Struct, gc=False, rename="camel"):
    """What a message answers."""

    message_id: str | None = None


class Line(msgspec.Struct, gc=False):
    """A message."""

    id: int
    author: Author
    type: str = "Default"
    content: str | None = ""
    mentions: list[Author] = []
    reference: Reference | None = None


class Log(msgspec.Struct, gc=False):
    """What stands before the messages."""

    guild: Somewhere
    channel: Somewhere


def place_of_log(member: Member) -> Place:
    """Where the messages of a file were written.

    Raises:
        msgspec.DecodeError: it does not say so.
        DamagedError: the file is damaged before it does.
    """
    head = member.head(HEAD).removeprefix(MARK)
    before = head.partition(b'"messages"')[0].rstrip().rstrip(b",") + b"}"
    log = msgspec.json.decode(before, type=Log)
    private = log.channel.type.startswith("Direct")
    title = log.channel.name or ""
    return Place(
        id=log.channel.id,
        title=title if private else " in ".join(filter(None, (title, log.guild.name))),
        visibility="direct" if private or "Private" in log.channel.type else "group",
        members=tuple(_members(member)) if private else (),
        server="@me" if private else log.guild.id,
    )


def lines(elements: Elements) -> Iterator[Line | Exception]:
    """Each message of a file, or why it could not be read."""
    decoder = msgspec.json.Decoder(Line, strict=False)
    for element in elements:
        for piece in apart(element, BEGINS):
            try:
                yield decoder.decode(piece)
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
                yield error


def said(line: Line, happened: int, place: Place, talk: Talk) -> Interaction:
    """A message of anybody."""
    author, text = line.author, line.content or ""
    answered = line.reference.message_id if line.reference and line.type == "Reply" else None
    called = [one.id for one in line.mentions]
    to = [one for one in dict.fromkeys(place.members or called) if one != author.id]
    return Interaction(
        key=str(line.id),
        kind="message",
        channel="discord",
        actor=f"discord:{author.id}",
        happened_us=happened,
        to=tuple(f"discord:{one}" for one in to),
        mentioned=tuple(f"discord:{one}" for one in called),
        thread=place.id,
        reply_to=answered,
        title=place.title,
        text=plain(text, talk.names, talk.channels),
        url=f"https://discord.com/channels/{place.server}/{place.id}/{line.id}",
        visibility=place.visibility,
        nature="automatic" if author.is_bot else "personal",
    )


def _members(member: Member) -> list[str]:
    """Whoever wrote in a private conversation, as far as the file is sound; nobody where they are more than can be."""
    found: dict[str, None] = {}
    with suppress(DamagedError), member.open() as stream:
        for line in lines(Elements(stream, b"messages", BEGINS)):
            if isinstance(line, Line):
                found[line.author.id] = None
    return list(found) if len(found) <= MOST_MEMBERS else []
