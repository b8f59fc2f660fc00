r"""The parts of Telegram's result.json, and how to read those that are no JSON.

Telegram Desktop writes control characters as ``\x0B``, which JSON does not know, and version 4.1 wrote paths without quotes.

>>> mended(rb'{"text": "a\x0Bb \\x41"}')
b'{"text": "a\\u000Bb \\\\x41"}'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec

from heard.reading.json_records import DECODING, MARK, Parsed, decoded, first_object, parsed

CHATS = (
    "saved_messages", "replies", "verification_codes", "personal_chat", "bot_chat", "private_group", "private_supergroup",
    "public_supergroup", "private_channel", "public_channel",
)  # fmt: skip
ESCAPE = re.compile(rb"(?<!\\)((?:\\\\)*)\\x([0-9A-Fa-f]{2})")
UNQUOTED = re.compile(rb'("document_id":\s*)(?!["\d-])([^"\r\n]*?)(\s*[,}\r\n])')
MESSAGE = re.compile(rb'\{\s*"id":\s*-?\d+\s*,\s*"type":\s*"(?:message|service|unsupported)"')
CHAT = re.compile(
    rb'\{\s*(?:"name":\s*(?:null|"(?:[^"\\]|\\.)*")\s*,\s*)?"type":\s*"(?:%s)"\s*,\s*"id":\s*-?\d+\s*,\s*"messages":\s*\['
    % "|".join(CHATS).encode()
)
OWNER = re.compile(rb'"personal_information":\s*(?=\{)')


class Part(msgspec.Struct, gc=False):
    """A stretch of a text: a link, a name, bold words."""

    type: str = ""
    text: str = ""
    user_id: int | None = None


class Reactor(msgspec.Struct, gc=False):
    """Who reacted last."""

    from_id: str | int | None = None
    date: str = ""
    name: str | None = msgspec.field(name="from", default=None)


class Reaction(msgspec.Struct, gc=False):
    """One sign under a message, how often, and some of those who gave it."""

    count: int = 0
    emoji: str = ""
    recent: list[Reactor] = []


class Message(msgspec.Struct, gc=False):
    """A message, or a line of Telegram's own."""

    id: int
    type: str
    date: str = ""
    date_unixtime: int | None = None
    name: str | None = msgspec.field(name="from", default=None)
    from_id: str | int | None = None
    actor: str | None = None
    actor_id: str | int | None = None
    action: str = ""
    duration_seconds: int | None = None
    forwarded_from: str | msgspec.UnsetType | None = msgspec.UNSET
    reply_to_message_id: int | None = None
    reply_to_peer_id: str | int | None = None
    text: str | list[str | Part] = ""
    text_entities: list[Part] = []
    reactions: list[Reaction] = []


class Chat(msgspec.Struct, gc=False):
    """One chat and its messages, which are decoded one by one."""

    type: str
    id: int
    messages: msgspec.Raw
    name: str | None = None


class _Listed(msgspec.Struct, gc=False):
    rows: list[msgspec.Raw] = msgspec.field(name="list", default_factory=list)


class Contact(msgspec.Struct, gc=False):
    """Somebody in the address book."""

    user_id: int = 0
    first_name: str = ""
    last_name: str = ""


class Owner(msgspec.Struct, gc=False):
    """What the export says of whoever made it."""

    user_id: int
    first_name: str = ""
    last_name: str = ""
    username: str | None = None
    bio: str = ""


class _Result(msgspec.Struct, gc=False):
    chats: _Listed = msgspec.field(default_factory=_Listed)
    left_chats: _Listed = msgspec.field(default_factory=_Listed)
    contacts: _Listed = msgspec.field(default_factory=_Listed)
    type: str = ""
    messages: msgspec.Raw = msgspec.Raw(b"[]")


@dataclass(slots=True)
class Opened:
    """One chat, or why there is none at a line."""

    line: int
    chat: Chat | None
    messages: Parsed[Message]


def mended(content: bytes) -> bytes:
    """The same bytes as JSON."""
    return UNQUOTED.sub(rb'\1"\2"\3', ESCAPE.sub(rb"\1\\u00\2", content))


def owner_in(head: bytes) -> Owner | None:
    """Whose export it is, from the first bytes of a file; only an export of the whole account says so."""
    found = OWNER.search(head)
    if not found:
        return None
    end = found.end()
    while end := head.find(b"}", end) + 1:
        try:
            return decoded(mended(head[found.end() : end]), Owner)
        except msgspec.DecodeError:
            continue
    return None


def chats_in(content: bytes) -> Iterator[Opened]:
    """Each chat of a file. A broken file is read up to and from each place where it is broken."""
    try:
        whole = decoded(content, _Result)
    except DECODING:
        content = mended(content)
        try:
            whole = decoded(content, _Result)
        except DECODING:
            yield from _in_pieces(content)
            return
    listed = [msgspec.Raw(content.removeprefix(MARK))] if whole.type else []
    at = 0
    for raw in [*listed, *whole.chats.rows, *whole.left_chats.rows]:
        piece = bytes(raw)
        at = max(content.find(piece, at), 0)
        line = content.count(b"\n", 0, at) + 1
        try:
            chat = decoded(piece, Chat)
            start = line + piece.count(b"\n", 0, piece.find(bytes(chat.messages)))
            yield Opened(line, chat, parsed(chat.messages, Message, MESSAGE, start))
        except DECODING as error:
            yield Opened(line, None, Parsed(bad=[(line, str(error))]))


def contacts_in(content: bytes) -> Parsed[Contact]:
    """The address book, where the file has one and is sound."""
    try:
        listed = decoded(mended(content), _Result).contacts.rows
    except DECODING:
        return Parsed()
    found: Parsed[Contact] = Parsed()
    at = 0
    for raw in listed:
        at = max(content.find(bytes(raw), at), 0)
        try:
            found.records.append(decoded(bytes(raw), Contact))
        except DECODING as error:
            found.bad.append((content.count(b"\n", 0, at) + 1, str(error)))
    return found


def words(message: Message) -> str:
    """The text as one."""
    parts = message.text if isinstance(message.text, list) else [message.text]
    return "".join(part if isinstance(part, str) else part.text for part in parts)


def entities(message: Message) -> list[Part]:
    """The links and names in a text."""
    old = [part for part in message.text if isinstance(part, Part)] if isinstance(message.text, list) else []
    return message.text_entities or old


def _in_pieces(content: bytes) -> Iterator[Opened]:
    """The chats of a broken file by their heads, and the messages between them."""
    whole = (
        "the file is no sound JSON as a whole; its contacts and what stands where it is broken were not read"
    )
    yield Opened(1, None, Parsed(bad=[(1, whole)]))
    heads = list(CHAT.finditer(content))
    for head, end in zip(heads, [*(found.start() for found in heads[1:]), len(content)], strict=False):
        line = content.count(b"\n", 0, head.start()) + 1
        chat = decoded(head[0] + b"]}", Chat)
        start = content.count(b"\n", 0, head.end()) + 1
        messages = content[head.end() : end]
        found: Parsed[Message] = Parsed()
        starts = [match.start() for match in MESSAGE.finditer(messages)]
        for begin, stop in zip(starts, [*starts[1:], len(messages)], strict=False):
            try:
                found.records.append(decoded(first_object(messages[begin:stop]), Message))
            except DECODING as error:
                found.bad.append((start + messages.count(b"\n", 0, begin), str(error)))
        yield Opened(line, chat, found)
