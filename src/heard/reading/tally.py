"""What became of the records of one file, where they are no table: records in are records accounted for.

>>> tally = Tally("faves_part001.json", "photos that you like")
>>> tally.leave("copies")
>>> tally.miss("has no photo", number=3)
>>> [type(record).__name__ for record in tally.told()]
['Problem', 'FileSeen']
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec

from heard.model import FileSeen, Problem
from heard.reading.rows import MOST_PROBLEMS

Shape = TypeVar("Shape")
DECODING = (msgspec.DecodeError, UnicodeDecodeError)


@dataclass(slots=True)
class Tally:
    """The count of one file while it is read."""

    path: str
    what: str
    part: str = ""
    """The list within the file that is being read, where it has several."""
    rows: int = 0
    """Records that were understood, those left out among them."""
    left_out: Counter[str] = field(default_factory=Counter)
    """Records that were understood and are no facts, by what they are."""
    problems: list[Problem] = field(default_factory=list)
    missed: int = 0
    """Records that were not understood."""
    undated: int = 0
    """Records that should bear a date and do not."""
    broken: bool = False
    """The file as a whole, or the rest of it, could not be read."""

    def miss(self, why: str, *, number: int, line: int | None = None) -> None:
        """One record was not understood; after a hundred they are only counted."""
        self.missed += 1
        if self.missed <= MOST_PROBLEMS:
            where = f" of {self.part}" if self.part else ""
            self.problems.append(Problem(path=self.path, line=line, why=f"Record {number:,}{where} {why}."))

    def leave(self, what: str) -> None:
        """One record was understood and is no fact."""
        self.rows += 1
        self.left_out[what] += 1

    def fail(self, why: str) -> None:
        """The file could not be read."""
        self.broken = True
        self.problems.append(Problem(path=self.path, why=why))

    def told(self) -> Iterator[Problem | FileSeen]:
        """The problems of the file, and its `FileSeen`."""
        yield from self.problems
        if self.missed > MOST_PROBLEMS:
            yield Problem(path=self.path, why=f"{self.missed - MOST_PROBLEMS:,} more records are like these.")
        if self.undated:
            yield Problem(path=self.path, why=f"Records without a date, kept without one: {self.undated:,}.")
        if self.missed and not self.rows:
            yield Problem(
                path=self.path, why=f"Not one record of this file could be understood, of {self.missed:,}."
            )
        failed = self.broken or (self.missed and not self.rows)
        left_out = ", ".join(f"{kind} ({count:,})" for kind, count in sorted(self.left_out.items()))
        empty = not (failed or self.rows or self.missed)
        yield FileSeen(
            path=self.path,
            status="failed" if failed else "read",
            rows=self.rows,
            what="; ".join(
                filter(
                    None,
                    [self.what, left_out and f"left out: {left_out}", "it holds no rows" if empty else ""],
                )
            ),
        )


def fields(raw: msgspec.Raw | bytes) -> dict[str, msgspec.Raw]:
    """The fields of a JSON object, not decoded yet; nothing where it is no object."""
    try:
        return msgspec.json.decode(raw, type=dict[str, msgspec.Raw])
    except DECODING:
        return {}


def each(raw: msgspec.Raw | bytes, shape: type[Shape], tally: Tally) -> Iterator[tuple[int, Shape]]:
    """The records of a JSON list with their numbers, each decoded by itself, so that a bad one costs one.

    Numbers may come as text, and the other way round. A list that is ``null`` is an empty one.
    """
    try:
        pieces = msgspec.json.decode(raw, type=list[msgspec.Raw] | None) or []
    except DECODING as error:
        tally.fail(f"It holds no list of records where one was looked for ({error}).")
        return
    decoder: msgspec.json.Decoder[Any] = msgspec.json.Decoder(shape, strict=False)
    for number, piece in enumerate(pieces, start=1):
        try:
            record = decoder.decode(piece)
        except DECODING as error:
            tally.miss(f"could not be read ({error})", number=number)
        else:
            yield number, record
