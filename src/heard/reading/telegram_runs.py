"""Telegram's result.json run by run, since that of a whole account may not fit into memory.

A small file is decoded whole. In a large one a chat is known by how it begins, a message too, and whole messages between two such places
are decoded together. A text cannot be taken for either: the quotes in it are escaped.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO

import msgspec

from heard.reading.archive import Member
from heard.reading.json_records import BETWEEN, DECODING, Parsed, decoded, first_object, parsed
from heard.reading.telegram import MESSAGE, Chat, Message, Opened, chats_in, mended

WHOLE = 8 << 20
"""A file up to this size is decoded whole [bytes]."""
BLOCK = 1 << 20
ANY_CHAT = re.compile(
    rb'\{\s*(?:"name":\s*(?:null|"(?:[^"\\]|\\.)*")\s*,\s*)?"type":\s*"\w+"\s*,\s*"id":\s*-?\d+\s*,\s*"messages":\s*\['
)
"""Of whatever kind, so that the messages of a new kind are not taken for those of the chat before."""
END = b"]}}"
"""Closes the list of chats, so that what stands before it is a document of its own."""


class Runs:
    """The chats of a file, a large one in several runs of messages, and what stands before them."""

    def __init__(self, member: Member) -> None:
        """Take a file that is not read yet."""
        self._member = member
        self.front = b""
        """Who made the export and the address book, as JSON; known once all chats were asked for."""

    def __iter__(self) -> Iterator[Opened]:
        if self._member.size <= WHOLE:
            self.front = self._member.read()
            yield from chats_in(self.front)
            return
        with self._member.open() as stream:
            yield from self._runs(stream)

    def _runs(self, stream: IO[bytes]) -> Iterator[Opened]:
        chat, line, began, buffer, front = None, 1, 1, b"", b""
        while True:
            block = stream.read(BLOCK)
            buffer += block
            at = 0
            while head := ANY_CHAT.search(buffer, at):
                if chat:
                    yield Opened(began, chat, _last(buffer[at : head.start()], line)[0])
                else:
                    front = buffer[: head.end()]
                    self.front = buffer[: head.start()] + END
                began = line + buffer.count(b"\n", at, head.start())
                line += buffer.count(b"\n", at, head.end())
                chat, at = decoded(mended(head[0]) + b"]}", Chat), head.end()
            if not block:
                break
            if chat and (cut := _last_start(buffer, at)) > at:
                yield Opened(began, chat, _run(buffer[at:cut], line))
                line += buffer.count(b"\n", at, cut)
                at = cut
            buffer = buffer[at:]
        if chat:
            found, after = _last(buffer[at:], line)
            if not found.bad and not _is_json(mended(front + after)):
                found.bad.append((line + buffer.count(b"\n", at), "the file breaks off here"))
            yield Opened(began, chat, found)
        else:
            self.front = buffer
            yield from chats_in(buffer)


@dataclass(slots=True)
class Authors:
    """Who wrote which message of a chat, in a few bytes for each, as their numbers grow."""

    _ids: array[int] = field(default_factory=lambda: array("q"))
    _who: list[str] = field(default_factory=list)
    _odd: dict[int, str] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)

    def add(self, number: int, who: str) -> None:
        """Note a message; each account is kept once."""
        who = self._names.setdefault(who, who)
        if self._ids and number <= self._ids[-1]:
            self._odd[number] = who
        else:
            self._ids.append(number)
            self._who.append(who)

    def get(self, number: int) -> str:
        """Who wrote it, or nothing."""
        at = bisect_left(self._ids, number)
        if at < len(self._ids) and self._ids[at] == number:
            return self._who[at]
        return self._odd.get(number, "")


def _last_start(buffer: bytes, begin: int) -> int:
    """Where the last message of the buffer begins, or -1."""
    at = len(buffer)
    while (at := buffer.rfind(b"{", begin, at)) >= 0:
        if MESSAGE.match(buffer, at):
            return at
    return -1


def _run(content: bytes, line: int) -> Parsed[Message]:
    """Whole messages; mended only where they are no JSON, since that takes as long as reading them."""
    found = _listed(content, line)
    if found.bad and (whole := mended(content)) != content:
        found = _listed(whole, line)
    return found


def _listed(content: bytes, line: int) -> Parsed[Message]:
    try:
        return parsed(b"[" + content.rstrip(BETWEEN) + b"]", Message, MESSAGE, line)
    except DECODING as error:
        return Parsed(bad=[(line, str(error))])


def _last(content: bytes, line: int) -> tuple[Parsed[Message], bytes]:
    """The last messages of a chat, and the bytes that follow them."""
    start = max(_last_start(content, 0), 0)
    one = _object(content[start:])
    if one is None and (whole := mended(content)) != content:
        return _last(whole, line)
    if one is None:
        found = _run(content, line) if start else Parsed()
        after = b"" if start else content.lstrip()
    else:
        found = _run(content[:start] + one, line)
        after = content[start + len(one) :].lstrip()
    if not found.bad and not after.startswith(b"]"):
        why = "what follows in this list is no message" if after else "the list breaks off here"
        found.bad.append((line + content.count(b"\n"), why))
    return found, after


def _object(content: bytes) -> bytes | None:
    """The object with which the content begins, or None where it holds none that ends."""
    found = first_object(content.rstrip(BETWEEN)) if content.startswith(b"{") else b""
    return found if _is_json(found) else None


def _is_json(content: bytes) -> bool:
    try:
        msgspec.json.decode(content, type=msgspec.Raw)
    except DECODING:
        return False
    return True
