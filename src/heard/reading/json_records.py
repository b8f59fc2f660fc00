"""Lists of JSON objects as typed records: a bad record costs one record, a file that breaks off costs its last.

>>> class Line(msgspec.Struct): id: int
>>> found = parsed(b'[{"id": 1}, {"id": "no"}]', Line)
>>> found.records, found.bad
([Line(id=1)], [(1, 'Expected `int`, got `str` - at `$.id`')])
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Generic, TypeVar, cast

import msgspec

from heard.model import Problem

Shape = TypeVar("Shape")

DECODING = (msgspec.DecodeError, UnicodeDecodeError, RecursionError)
MOST_PROBLEMS = 100
"""Problems told one by one for a file; the rest is counted."""
BETWEEN = b" \t\r\n,;]"
"""What may follow a record."""
MOST_BRACES = 50
"""Braces that may follow a record, as the ends of what holds it or the start of the next."""
MARK = b"\xef\xbb\xbf"


@dataclass(slots=True)
class Parsed(Generic[Shape]):
    """The records of a list, and what of it could not be read."""

    records: list[Shape] = field(default_factory=list)
    bad: list[tuple[int, str]] = field(default_factory=list)
    """Line, counted from 1, and why."""


def parsed(
    content: bytes | memoryview, shape: type[Shape], start: re.Pattern[bytes] | None = None, line: int = 1
) -> Parsed[Shape]:
    """Every record of a list.

    Args:
        content: the list, as JSON.
        shape: what a record is.
        start: where a record begins, to go on by where the list is broken; its match begins with the brace.
        line: the line on which the list stands.

    Raises:
        msgspec.DecodeError: it is no list, and no record can be made out in it.
    """
    try:
        return Parsed(_decoder(list[shape]).decode(content))  # type: ignore[valid-type]
    except DECODING:
        whole = bytes(content)
    is_broken = False
    try:
        pieces = _split(whole)
    except DECODING:
        is_broken = True
        pieces = list(_cut(whole, start)) if start else []
        if not pieces:
            raise
    found: Parsed[Shape] = Parsed()
    decoder = _decoder(cast("Any", shape))
    for offset, piece in pieces:
        try:
            found.records.append(decoder.decode(piece))
        except DECODING as error:
            found.bad.append((line + whole.count(b"\n", 0, offset), str(error)))
    if is_broken and not found.bad:
        found.bad.append((line + whole.count(b"\n"), "the list breaks off here"))
    return found


def problems(path: str, bad: list[tuple[int, str]], *, kept: bool = False) -> Iterator[Problem]:
    """What could not be read of a file, or what was odd in records that were kept, told one by one up to a hundred."""
    for line, why in bad[:MOST_PROBLEMS]:
        said = f"This record {why}." if kept else f"This record could not be read ({why}); the others were."
        yield Problem(path=path, line=line, why=said)
    if len(bad) > MOST_PROBLEMS:
        said = "are like it" if kept else "could not be read"
        why = f"From here on {len(bad) - MOST_PROBLEMS:,} more records {said}."
        yield Problem(path=path, line=bad[MOST_PROBLEMS][0], why=why)


def decoded(content: bytes, shape: type[Shape]) -> Shape:
    """One value; numbers may come as text.

    Raises:
        msgspec.DecodeError: it is not such a value.
    """
    try:
        return cast("Shape", _decoder(cast("Any", shape)).decode(content.removeprefix(MARK)))
    except (UnicodeDecodeError, RecursionError) as error:
        raise msgspec.DecodeError(str(error)) from error


def _split(whole: bytes) -> list[tuple[int, bytes]]:
    """Each record of a sound list and where it begins."""
    found, at = [], 0
    for raw in _decoder(list[msgspec.Raw]).decode(whole):
        piece = bytes(raw)
        at = whole.index(piece, at)
        found.append((at, piece))
        at += len(piece)
    return found


def _cut(whole: bytes, start: re.Pattern[bytes]) -> Iterator[tuple[int, bytes]]:
    """Each record of a broken list and where it begins."""
    starts = [found.start() for found in start.finditer(whole)]
    for begin, end in zip(starts, [*starts[1:], len(whole)], strict=False):
        yield begin, first_object(whole[begin:end].rstrip(BETWEEN))


def first_object(piece: bytes) -> bytes:
    """The bytes up to the brace that closes an object, without what follows it; all of them where none closes it."""
    cut = piece
    for _ in range(MOST_BRACES):
        cut = cut[: cut.rfind(b"}") + 1]
        try:
            _decoder(msgspec.Raw).decode(cut)
        except DECODING:
            cut = cut[:-1]
        else:
            return cut
    return piece


@cache
def _decoder(shape: Any) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(shape, strict=False)
