"""JSON files of Meta's exports: what each is by its first bytes, and its records, a bad one at the cost of one.

A file is an object whose first field names what it lists (``friends_v2``), or a bare list that only its name tells apart.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import PurePosixPath
from typing import Any, Generic, TypeVar

import msgspec

from heard.model import Problem
from heard.reading.archive import Member, is_html
from heard.reading.meta.text import fold

Shape = TypeVar("Shape", bound=msgspec.Struct)

LOOK = 1 << 12
"""Bytes that show what a file is."""
MOST_PROBLEMS = 100
"""A file whose every record is strange tells so in a hundred lines as well as in a million."""
UNREADABLE = (ValueError, RecursionError)
"""What decoding raises: JSON that is broken, of another shape, not in UTF-8, or nested without end."""
BOM = b"\xef\xbb\xbf"
LIST = "[]"
"""The key of a file that is a bare list."""
CHAT, SECRET_CHAT = "chat", "secret-chat"
"""The keys of a file of messages; of one from the store of encrypted chats."""
PAGE = "web page"
"""The key of a file in HTML."""
_FIRST_FIELD = re.compile(rb'\{\s*"((?:[^"\\]|\\.)*)"\s*:\s*')
_VERSION = re.compile(r"_v\d+$")
_PART = re.compile(r"(?:__?\d+|\s*\(\d+\))+$")
_FIRST_RECORD = re.compile(rb"\[(\s*)\{")
_json = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Document:
    """A file, and what its first bytes say of it."""

    member: Member
    key: str
    """The first field, without the number of its version; empty where the file is no JSON."""
    version: bool
    """The field bore the number of a version, which is Meta's habit alone."""
    head: bytes

    @property
    def stem(self) -> str:
        """Its name as all eras spell it: without ending, signs and number of the part."""
        return stem(self.member.path)


def stem(path: str) -> str:
    """The name of a file as all eras spell it.

    >>> stem("posts/your_posts__check_ins__photos_and_videos_1.json")
    'yourpostscheckinsphotosandvideos'
    """
    return fold(_PART.sub("", PurePosixPath(path).name.rpartition(".")[0]))


def look(member: Member) -> Document:
    """What a file is, by its first bytes."""
    head = member.head(LOOK).removeprefix(BOM).lstrip()
    key, version = "", False
    if is_html(head):
        key = PAGE
    elif head.startswith(b"["):
        key = LIST
    elif found := _FIRST_FIELD.match(head):
        full = found[1].decode("utf-8", "replace")
        key = _VERSION.sub("", full)
        version = key != full
        if b'"threadName"' in head or (full == "participants" and re.match(rb'\[\s*"', head[found.end() :])):
            key = SECRET_CHAT
        elif full == "participants" or (full == "messages" and b'"sender_name"' in head):
            key = CHAT
    elif re.fullmatch(rb"\{\s*\}\s*", head):
        key = LIST
    return Document(member, key, version, head)


@dataclass(slots=True)
class Listed(Generic[Shape]):
    """The records of a file, and what of it could not be read."""

    records: list[tuple[str, Shape]] = field(default_factory=list)
    """Each behind the name of the list it stands in."""
    problems: list[Problem] = field(default_factory=list)
    bad: int = 0
    rest: dict[str, Any] = field(default_factory=dict)
    """The other fields of the file."""

    def fail(self, path: str, line: int | None, why: str) -> None:
        """Count a record that could not be read, and tell of it while they are few."""
        self.bad += 1
        if self.bad <= MOST_PROBLEMS:
            self.problems.append(Problem(path=path, line=line, why=why))
        elif self.bad == MOST_PROBLEMS + 1:
            self.problems.append(
                Problem(
                    path=path, line=line, why="From here on more records are like it; they are not listed."
                )
            )


def listed(member: Member, shape: type[Shape]) -> Listed[Shape]:
    """Every record of a file."""
    content = member.read().removeprefix(BOM)
    found: Listed[Shape] = Listed()
    try:
        whole = msgspec.json.decode(content, type=dict[str, msgspec.Raw] | list[msgspec.Raw])
        items = [*_items("", whole, found.rest)]
    except UNREADABLE as error:
        _salvage(member.path, content, shape, found, str(error))
        return found
    at = -1
    for name, raw in items:
        try:
            found.records.append((name, _decoder(shape).decode(raw)))
        except UNREADABLE as error:
            at = max(content.find(bytes(raw), at + 1), 0)
            line = content.count(b"\n", 0, at) + 1
            found.fail(member.path, line, f"This record could not be read ({error}); the others were.")
    return found


def _items(
    name: str, whole: dict[str, msgspec.Raw] | list[msgspec.Raw], rest: dict[str, Any]
) -> Iterator[tuple[str, msgspec.Raw]]:
    """Every item of the lists in a file, at most two objects deep: ``{"event_responses_v2": {"events_joined": [ … ]}}``."""
    if isinstance(whole, list):
        yield from ((name, raw) for raw in whole)
        return
    for key, raw in whole.items():
        start = bytes(memoryview(raw)[:1])
        if start == b"[" and key != "participants":
            yield from ((key, item) for item in msgspec.json.decode(raw, type=list[msgspec.Raw]))
        elif start == b"{" and not name:
            yield from _items(key, msgspec.json.decode(raw, type=dict[str, msgspec.Raw]), rest)
        else:
            rest[key] = _plain(raw)


def _plain(raw: msgspec.Raw) -> Any:
    try:
        return msgspec.json.decode(raw)
    except UNREADABLE:
        return None


def _salvage(path: str, content: bytes, shape: type[Shape], found: Listed[Shape], why: str) -> None:
    """The sound records of a file that is broken somewhere.

    Meta indents what it writes, so that the same white space stands before every record of a list and before nothing else.
    """
    at = content.find(b'"messages"')
    first = _FIRST_RECORD.search(content, max(at, 0))
    if first is None or (at < 0 and b'"participants"' in content):
        found.fail(path, None, f"It is damaged ({why}) and nothing in it could be read; download it again.")
        return
    begins = re.compile(rb"[\[,]" + re.escape(first[1]) + rb"(?=\{)")
    starts = [match.end() for match in begins.finditer(content, first.start())]
    for start, end in zip(starts, [*starts[1:], len(content)], strict=True):
        try:
            text = content[start:end].decode("utf-8", "replace")
            _, length = _json.raw_decode(text)
            found.records.append(("", _decoder(shape).decode(text[:length])))
        except UNREADABLE as error:
            line = content.count(b"\n", 0, start) + 1
            found.fail(path, line, f"The file is damaged in this record ({error}); the others were read.")
    if found.bad == 0:
        found.fail(
            path, None, f"The file breaks off or is damaged ({why}); the records before that were read."
        )
    for name in ("participants", "title", "thread_path", "threadName"):
        if told := re.search(rb'"%s"\s*:\s*' % name.encode(), content):
            try:
                found.rest[name] = _json.raw_decode(content[told.end() :].decode("utf-8", "replace"))[0]
            except UNREADABLE:
                continue


@cache
def _decoder(shape: type[Any]) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(shape, strict=False)
