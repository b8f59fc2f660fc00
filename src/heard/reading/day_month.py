"""Which of the first two numbers of a date is the day, decided for a file from all of its dates and never guessed in silence.

>>> order_of([(3, 4, 2024), (25, 4, 2024)]).day_first
True
>>> order_of([(3, 4, 2024)]).sure
False
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

Parts = tuple[int, int, int]
"""The numbers of a date as they stand."""
LARGEST_MONTH = 12
FIRST_FOUR_DIGITS = 1000


@dataclass(frozen=True, slots=True)
class Order:
    """How the dates of a file are read."""

    day_first: bool
    sure: bool
    """The dates themselves say so."""
    ambiguous: int = 0
    """How many dates could be read either way, where nothing decides."""


def order_of(dates: Iterable[Parts]) -> Order:
    """By a first or a second number above twelve, else by the reading that lets the dates go forward, else day first and unsure."""
    open_ones = [parts for parts in dates if parts[0] < FIRST_FOUR_DIGITS]
    day_first = sum(first > LARGEST_MONTH for first, _, _ in open_ones)
    month_first = sum(second > LARGEST_MONTH for _, second, _ in open_ones)
    if day_first != month_first:
        return Order(day_first > month_first, sure=True)
    backward = {way: _steps_back(open_ones, day_first=way) for way in (True, False)}
    if backward[True] != backward[False]:
        return Order(backward[True] < backward[False], sure=True)
    doubtful = sum(first != second for first, second, _ in open_ones)
    return Order(day_first=True, sure=not doubtful, ambiguous=doubtful)


def day_of(parts: Parts, order: Order) -> date:
    """The day that a date means.

    Raises:
        ValueError: there is no such day.
    """
    if parts[0] >= FIRST_FOUR_DIGITS:
        return date(*parts)
    first, second, year = parts
    day, month = (first, second) if order.day_first else (second, first)
    return date(year if year >= FIRST_FOUR_DIGITS else 2000 + year, month, day)


def _steps_back(dates: list[Parts], *, day_first: bool) -> int:
    """How often a date is earlier than the one before it."""
    days = [
        (year, second, first) if day_first else (year, first, second)
        for first, second, year in dates
        if max(first, second) <= LARGEST_MONTH
    ]
    return sum(earlier > later for earlier, later in pairwise(days))
