"""JavaScript files that assign one JSON list to one name, as X's archives hold them.

    window.YTD.tweets.part0 = [ { "tweet" : { … } }, { "tweet" : { … } } ]

A file is read in blocks of whole records, so that memory stays flat and warm whatever its size. A block is decoded at once
into typed records; only where that fails is it cut into records and each decoded by itself, so that a bad record costs one
record and a file that breaks off costs its last.

>>> assigned(b"window.YTD.tweets.part0 = [ ]")
'YTD.tweets.part0'
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from operator import attrgetter
from typing import IO, Any, Generic, TypeVar

import msgspec

from heard.model import Problem
from heard.reading.archive import HEAD, Member

Shape = TypeVar("Shape")
Salvage = Callable[[bytes], list[Shape]]

BLOCK = 1 << 18
"""Bytes read at a time; a block and all that is made of it fit a processor's cache, and the next one uses the same memory."""
STEP = 4
"""A record that is longer than a block is read on by such a part of what there is of it; a conversation may have 20 MB."""
ASSIGNED = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:var\s+|window\.)?([A-Za-z_][\w.]*)\s*=\s*")
FIRST_FIELD = re.compile(rb'\[\s*\{\s*"(\w+)"\s*:')
EMPTY = re.compile(rb"\[\s*\][\s;]*")
IN_LIST = re.compile(rb"[\[,]\s*\{\s*$")
AFTER_VALUE = b" \t\r\n;"
AFTER_RECORD = b" \t\r\n,;]"
LONGEST_GAP = 200
"""Bytes of white space that may stand between two records."""
DECODING = (msgspec.DecodeError, UnicodeDecodeError)
MAX_PROBLEMS = 100
"""A file whose every record is strange tells so in a hundred lines as well as in a million."""


@dataclass(slots=True)
class Block(Generic[Shape]):
    """Some records of a file, and what of it could not be read."""

    records: list[Shape] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def assigned(head: bytes) -> str:
    """The name that the file's value is given, without `window.`; empty where it is no assignment."""
    found = ASSIGNED.match(head)
    return found[1].decode() if found else ""


def value(content: bytes) -> bytes:
    """The JSON alone: without the name before it and the semicolon after it."""
    found = ASSIGNED.match(content)
    return content[found.end() if found else 0 :].rstrip(AFTER_VALUE)


def records(
    member: Member, shape: type[Shape], wrapper: str, salvage: Salvage[Shape] | None = None
) -> Iterator[Block[Shape]]:
    """Every record of a file, each in an object of one field `wrapper` or, before 2020, bare.

    `salvage` gets the bytes of a record that cannot be read whole and returns its sound parts.
    """
    head = member.head(HEAD)
    name = ASSIGNED.match(head)
    begin = name.end() if name else 0
    first = FIRST_FIELD.match(head, begin)
    if first is None:
        if not EMPTY.fullmatch(head, begin):
            yield Block(problems=[Problem(path=member.path, why="It holds no list of records.")])
        return
    reader = _Reader(member, shape, wrapper if first[1].decode() == wrapper else "", first[1], salvage)
    with member.open() as stream:
        for offset, content in _blocks(stream, begin, first[1]):
            yield reader.decoded(offset, content)


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Records are many and hold no cycles; looking for cycles among them costs a fifth of the time."""
    awake = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if awake:
            gc.enable()


def pieces(content: bytes, fields: bytes) -> Iterator[tuple[int, bytes]]:
    """Where each object that stands in a list and begins with one of the fields starts, and its bytes.

    A text cannot be taken for a record: the quotes in it are escaped.
    """
    starts = [found.start(1) for found in re.finditer(rb'[\[,]\s*(\{\s*"(?:%s)"\s*:)' % fields, content)]
    for start, end in zip(starts, [*starts[1:], len(content)], strict=True):
        yield start, content[start:end].rstrip(AFTER_RECORD)


def _blocks(stream: IO[bytes], begin: int, first: bytes) -> Iterator[tuple[int, memoryview]]:
    """Runs of whole records, each led by the bracket or comma before it, and where each run stands in the file."""
    offset, buffer = begin, stream.read(begin + BLOCK)[begin:]
    while more := stream.read(max(BLOCK, len(buffer) // STEP)):
        cut = _last_start(buffer, first)
        if cut:
            yield offset, memoryview(buffer)[:cut]
        offset, buffer = offset + cut, buffer[cut:] + more
    yield offset, memoryview(buffer.rstrip(AFTER_RECORD))


def _last_start(buffer: bytes, first: bytes) -> int:
    """Where the comma before the last record of the buffer stands, or 0."""
    quoted = b'"' + first + b'"'
    at = len(buffer)
    while (at := buffer.rfind(quoted, 0, at)) > 0:
        before = IN_LIST.search(buffer, max(0, at - LONGEST_GAP), at)
        if before is not None:
            return before.start()
    return 0


@dataclass(slots=True)
class _Reader(Generic[Shape]):
    member: Member
    shape: type[Shape]
    wrapper: str
    first: bytes
    salvage: Salvage[Shape] | None
    failed: int = 0

    def decoded(self, offset: int, content: memoryview) -> Block[Shape]:
        """The records of a run, all at once where they are sound."""
        try:
            with collector_at_rest():
                found = self._decoder(many=True).decode(b"".join((b"[", content[1:], b"]")))
        except DECODING:
            return self._one_by_one(offset, bytes(content))
        return Block(list(map(attrgetter(self.wrapper), found)) if self.wrapper else found)

    def _one_by_one(self, offset: int, content: bytes) -> Block[Shape]:
        block: Block[Shape] = Block()
        for start, piece in pieces(content, self.first):
            try:
                record = self._decoder(many=False).decode(piece)
            except DECODING as error:
                block.records += self.salvage(piece) if self.salvage else []
                block.problems += self._problem(offset + start, error)
            else:
                block.records.append(getattr(record, self.wrapper) if self.wrapper else record)
        return block

    def _problem(self, offset: int, error: Exception) -> list[Problem]:
        self.failed += 1
        if self.failed > MAX_PROBLEMS + 1:
            return []
        line = _line(self.member, offset)
        if self.failed > MAX_PROBLEMS:
            why = "From here on more records could not be read for such reasons; they are not listed one by one."
        else:
            why = f"This record could not be read ({error}); the others were."
        return [Problem(path=self.member.path, line=line, why=why)]

    def _decoder(self, *, many: bool) -> msgspec.json.Decoder[Any]:
        return _decoder(self.shape, self.wrapper, many=many)  # type: ignore[arg-type]  # a class is hashable


@cache
def _decoder(shape: type, wrapper: str, *, many: bool) -> msgspec.json.Decoder[Any]:
    """A decoder of one record or a list of them; numbers may come as text, as X writes them."""
    one: Any = msgspec.defstruct("Wrapped", [(wrapper, shape)], gc=False) if wrapper else shape
    return msgspec.json.Decoder(list[one] if many else one, strict=False)


def _line(member: Member, offset: int) -> int:
    """The line on which a byte stands."""
    line = 1
    with member.open() as stream:
        while offset > 0 and (part := stream.read(min(BLOCK, offset))):
            line += part.count(b"\n")
            offset -= len(part)
    return line
