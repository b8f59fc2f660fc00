"""What a source understood of one table of an export, and how it tells: rows in are rows accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

import msgspec

from heard.model import FileSeen, Interaction, Problem, Record
from heard.reading.arrays import number
from heard.reading.csv import Sheet
from heard.reading.seen import Ordinals

MOST_PROBLEMS = 100
"""Problems told one by one for a file; the rest is counted, since a file that went wrong as a whole says the same in each line."""


@dataclass(slots=True)
class Understood:
    """The outcome of reading one table."""

    facts: list[Record] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    """Rows that were understood and are no facts, by what they are."""
    bad: dict[int, str] = field(default_factory=dict)
    """Why a row was not understood, by row."""
    partly: dict[int, str] = field(default_factory=dict)
    """What was not understood of a row that was kept, by row."""
    warnings: list[str] = field(default_factory=list)
    """What the person should know of the file as a whole."""


@dataclass(slots=True)
class Whole:
    """What became of the rows of a table, however many pieces it comes in."""

    rows: int = 0
    bad: int = 0
    why: list[tuple[int, str]] = field(default_factory=list)
    """Lines that are not as they should be, as many as are told, and one more."""
    odd: int = 0
    """How many there are."""
    left_out: Counter[str] = field(default_factory=Counter)
    encodings: set[str] = field(default_factory=set)

    def add(self, sheet: Sheet, understood: Understood) -> None:
        """Count a piece."""
        self.rows += len(sheet)
        self.bad += len(understood.bad)
        self.left_out += understood.left_out
        self.encodings.add(sheet.encoding)
        why = {
            **{sheet.line(row): reason for row, reason in {**understood.partly, **understood.bad}.items()},
            **sheet.problems,
        }
        self.odd += len(why)
        self.why += sorted(why.items())[: MOST_PROBLEMS + 1 - len(self.why)]

    def told(self, path: str, what: str, warnings: list[str]) -> Iterator[Record]:
        """The problems of the file and its `FileSeen`."""
        for line, why in self.why[:MOST_PROBLEMS]:
            yield Problem(path=path, line=line, why=f"This line {why}.")
        if self.odd > MOST_PROBLEMS:
            more = f"{self.odd - MOST_PROBLEMS:,} more lines from here on are like it."
            yield Problem(path=path, line=self.why[MOST_PROBLEMS][0], why=more)
        for warning in [*warnings, *self._warnings()]:
            yield Problem(path=path, why=warning)
        left_out = ", ".join(f"{kind} ({count:,})" for kind, count in sorted(self.left_out.items()))
        nothing = "" if self.rows or self.odd else "it holds no rows"
        yield FileSeen(
            path=path,
            status="failed" if self.rows and self.bad == self.rows else "read",
            rows=self.rows - self.bad,
            what="; ".join(filter(None, [what, left_out and f"left out: {left_out}", nothing])),
        )

    def _warnings(self) -> Iterator[str]:
        if "cp1252" in self.encodings:
            yield ("This file is not in UTF-8; it was read as Windows-1252, so look at a name with accents.")
        elif "utf-8, damaged" in self.encodings:
            yield "Some letters in this file are damaged and show as \ufffd."
        if self.rows and self.bad == self.rows:
            yield f"Not one row of this file could be understood, of {self.rows:,}."


def each_row(sheet: Sheet, read: Callable[[dict[str, str]], Interaction | str]) -> Understood:
    """Read a table row by row.

    Args:
        sheet: the table.
        read: the fact in a row, or what the row is if it is left out; it raises `ValueError` with the reason if the row cannot
            be understood. Interactions of the same key get ordinals.
    """
    understood = Understood()
    facts = list(_facts(sheet, read, understood))
    for fact, key in zip(facts, number(fact.key for fact in facts), strict=True):
        understood.facts.append(fact if key == fact.key else msgspec.structs.replace(fact, key=key))
    return understood


def each_told(
    path: str,
    what: str,
    sheets: Iterable[Sheet],
    read: Callable[[dict[str, str]], Interaction | str],
    warnings: Iterable[str] = (),
) -> Iterator[Record]:
    """`each_row` and `told` of a table that comes in pieces, of which no more than one is in memory.

    Args:
        path: of the file.
        what: what it holds.
        sheets: its pieces in order.
        read: as in `each_row`.
        warnings: what the person should know of the file as a whole.
    """
    whole, ordinals = Whole(), Ordinals()
    for sheet in sheets:
        understood = Understood()
        for fact in _facts(sheet, read, understood):
            key = ordinals.of(fact.key)
            yield fact if key == fact.key else msgspec.structs.replace(fact, key=key)
        whole.add(sheet, understood)
    yield from whole.told(path, what, [*warnings])


def told(path: str, what: str, sheet: Sheet, understood: Understood) -> Iterator[Record]:
    """The facts of a file, its problems and its `FileSeen`."""
    yield from understood.facts
    whole = Whole()
    whole.add(sheet, understood)
    yield from whole.told(path, what, understood.warnings)


def _facts(
    sheet: Sheet, read: Callable[[dict[str, str]], Interaction | str], understood: Understood
) -> Iterator[Interaction]:
    """The facts of a table; which rows are none, and why, is noted."""
    for at, row in enumerate(sheet.rows()):
        try:
            found = read(row)
        except ValueError as error:
            understood.bad[at] = str(error)
            continue
        if isinstance(found, str):
            understood.left_out[found] += 1
        else:
            yield found
