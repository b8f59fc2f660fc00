"""What a source understood of one table of an export, and how it tells: rows in are rows accounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import msgspec

from heard.model import FileSeen, Interaction, Problem, Record
from heard.reading.arrays import number
from heard.reading.csv import Sheet

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


def each_row(sheet: Sheet, read: Callable[[dict[str, str]], Interaction | str]) -> Understood:
    """Read a table row by row.

    Args:
        sheet: the table.
        read: the fact in a row, or what the row is if it is left out; it raises `ValueError` with the reason if the row cannot
            be understood. Interactions of the same key get ordinals.
    """
    understood = Understood()
    facts: list[Interaction] = []
    for at, row in enumerate(sheet.rows()):
        try:
            found = read(row)
        except ValueError as error:
            understood.bad[at] = str(error)
            continue
        if isinstance(found, str):
            understood.left_out[found] += 1
        else:
            facts.append(found)
    for fact, key in zip(facts, number(fact.key for fact in facts), strict=True):
        understood.facts.append(fact if key == fact.key else msgspec.structs.replace(fact, key=key))
    return understood


def told(path: str, what: str, sheet: Sheet, understood: Understood) -> Iterator[Record]:
    """The facts of a file, its problems and its `FileSeen`."""
    yield from understood.facts
    why = {
        **{sheet.line(row): reason for row, reason in {**understood.partly, **understood.bad}.items()},
        **sheet.problems,
    }
    lines = sorted(why)
    for line in lines[:MOST_PROBLEMS]:
        yield Problem(path=path, line=line, why=f"This line {why[line]}.")
    if len(lines) > MOST_PROBLEMS:
        yield Problem(
            path=path,
            line=lines[MOST_PROBLEMS],
            why=f"{len(lines) - MOST_PROBLEMS:,} more lines from here on are like it.",
        )
    warnings = [*understood.warnings]
    if sheet.encoding == "cp1252":
        warnings.append(
            "This file is not in UTF-8; it was read as Windows-1252, so look at a name with accents."
        )
    elif sheet.encoding == "utf-8, damaged":
        warnings.append("Some letters in this file are damaged and show as \ufffd.")
    if len(sheet) and len(understood.bad) == len(sheet):
        warnings.append(f"Not one row of this file could be understood, of {len(sheet):,}.")
    yield from (Problem(path=path, why=warning) for warning in warnings)
    left_out = ", ".join(f"{kind} ({count:,})" for kind, count in sorted(understood.left_out.items()))
    yield FileSeen(
        path=path,
        status="failed" if len(sheet) and len(understood.bad) == len(sheet) else "read",
        rows=len(sheet) - len(understood.bad),
        what="; ".join(
            filter(
                None,
                [
                    what,
                    left_out and f"left out: {left_out}",
                    "" if len(sheet) or lines else "it holds no rows",
                ],
            )
        ),
    )
