"""What the user says of a file where nothing in the file decides: which number of a date is the day, which mark is the decimal one.

>>> Settled(dates="month-first").order(Order(day_first=True, sure=False, ambiguous=3)).day_first
False
>>> Settled(dates="month-first").order(Order(day_first=True, sure=True)).day_first
True
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from heard.model import Export
from heard.reading.day_month import Order
from heard.reading.numbers import Marks

KEY = "settled"
IF_WRONG = "If that is wrong, add it again with --dates month-first."
DECIMAL = "If that is wrong, add it again with --decimal {}."


@dataclass(frozen=True, slots=True)
class Settled:
    """The user's own word, which counts where a file leaves it open."""

    dates: Literal["", "day-first", "month-first"] = ""
    decimal: Literal["", "comma", "point"] = ""

    def order(self, found: Order) -> Order:
        """The order of day and month: what the dates themselves say, else what the user does."""
        return found if found.sure or not self.dates else Order(self.dates == "day-first", sure=True)

    def marks(self, found: Marks) -> Marks:
        """The decimal mark: what the numbers themselves say, else what the user does."""
        return (
            found
            if found.sure or not self.decimal
            else Marks("," if self.decimal == "comma" else ".", sure=True)
        )


OPEN = Settled()
"""The user has said nothing."""


def settled_of(export: Export) -> Settled:
    """What the user says of this export."""
    said = export.context.get(KEY)
    return said if isinstance(said, Settled) else OPEN


def doubts(order: Order, marks: Marks | None = None, numbers: str = "Numbers") -> Iterator[str]:
    """What nothing in a file decides of its dates, and of its numbers if their marks are given: how they were read, and what to do if wrongly."""
    if not order.sure:
        yield (
            f"Dates of this file ({order.ambiguous:,}) could be day/month or month/day, and nothing in it decides; they were "
            f"read as day/month. {IF_WRONG}"
        )
    if marks and not marks.sure:
        yield (
            f"{numbers} of this file ({marks.doubtful:,}) can be read two ways, as 1,234 can, and nothing in it decides; the "
            f"decimal mark was taken to be “{marks.decimal}”. {other_mark(marks)}"
        )


def other_mark(marks: Marks) -> str:
    """What to add it again with, if the decimal mark was taken wrongly."""
    return DECIMAL.format("comma" if marks.decimal == "." else "point")
