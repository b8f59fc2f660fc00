"""Which mark of a number is the decimal one, decided for a file from all of its numbers and never guessed in silence.

>>> number_of("EUR 12.500,00", marks_of(["EUR 12.500,00", "399,00"]))
Decimal('12500.00')
>>> marks_of(["1,234"]).sure
False
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

SIGNS = re.compile(r"[A-Z]{0,3}[$€£₹¥]|[A-Z]{3}(?![A-Za-z])|zł")
"""What may stand beside an amount: a sign of money, or three letters of ISO 4217."""
BETWEEN = re.compile(r"(?<=\d)['\u2019\u2009 \u00a0\u202f](?=\d{3})")
"""What parts thousands and is never a decimal mark: Swiss apostrophes, French and Swedish spaces."""
NUMBER = re.compile(r"(?P<open>\()?(?P<minus>-?)(?P<digits>\d[\d.,]*|[.,]\d+)(?(open)\))")
MOST = Decimal(10) ** 15
"""An amount from here on is a number of another kind, and the ledger could not keep it."""
GROUPS = r"\d{{1,3}}(?:{0}\d{{2,3}})*{0}\d{{3}}|\d+"
"""Thousands, and lakhs as India writes them."""


@dataclass(frozen=True, slots=True)
class Marks:
    """How the numbers of a file are read."""

    decimal: str
    """A point or a comma."""
    sure: bool
    """The numbers themselves say so, or hold no mark at all."""
    doubtful: int = 0
    """How many could be read either way, where nothing decides."""


def marks_of(cells: Iterable[str]) -> Marks:
    """By cells that can be read one way only, else a single mark before three digits parts thousands, and that is unsure."""
    votes = {".": 0, ",": 0}
    doubtful = {".": 0, ",": 0}
    for cell in cells:
        digits = _digits(cell)
        present = [mark for mark in ".," if digits and mark in digits[1]]
        if not digits or not present:
            continue
        last = max(present, key=digits[1].rfind)
        whole, _, rest = digits[1].rpartition(last)
        if len(present) == 2:
            votes[last] += digits[1].count(last) == 1
        elif last in whole:
            votes[_other(last)] += 1
        elif len(rest) != 3 or not 1 <= len(whole) <= 3 or whole.startswith("0"):
            votes[last] += 1
        else:
            doubtful[last] += 1
    if votes["."] != votes[","]:
        return Marks(max(votes, key=votes.__getitem__), sure=True)
    return Marks(
        "." if doubtful[","] >= doubtful["."] else ",",
        sure=not any(doubtful.values()) and not any(votes.values()),
        doubtful=sum(doubtful.values()) + sum(votes.values()),
    )


def number_of(cell: str, marks: Marks) -> Decimal:
    """The number in a cell; a minus or brackets around it make it negative.

    Raises:
        ValueError: it holds no number, or not one with these marks.
    """
    digits = _digits(cell)
    part = re.escape(_other(marks.decimal))
    if digits:
        whole, _, rest = digits[1].partition(marks.decimal)
        if re.fullmatch(GROUPS.format(part), whole or "0") and re.fullmatch(r"\d*", rest):
            plain = f"{re.sub(part, '', whole) or '0'}.{rest or '0'}" if rest else re.sub(part, "", whole)
            return Decimal(digits[0] + plain)
    raise ValueError(f"holds “{cell.strip()[:40]}” where a number with a decimal {_name(marks)} should be")


def _digits(cell: str) -> tuple[str, str] | None:
    """A minus or nothing, and the digits with their marks."""
    text = SIGNS.sub("", cell.replace("\u2212", "-")).strip()
    found = NUMBER.fullmatch(re.sub(r"(?<=[(-])\s+", "", BETWEEN.sub("", text)))
    if not found or not found["digits"].isascii():
        return None
    return "-" if found["open"] or found["minus"] else "", found["digits"]


def _other(mark: str) -> str:
    return "," if mark == "." else "."


def _name(marks: Marks) -> str:
    return "point" if marks.decimal == "." else "comma"
