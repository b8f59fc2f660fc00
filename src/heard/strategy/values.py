"""How a single value is written: one pattern that the reader and the editors' schema share, and what it means.

>>> HOURS.value("30 min/day")
3.5
>>> MONEY.value("12000 EUR")
Money(amount=Decimal('12000'), currency='EUR')
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from heard.strategy import Money

WEEKS = {"day": Fraction(1, 7), "week": Fraction(1), "month": Fraction(52, 12), "quarter": Fraction(13), "year": Fraction(52)}  # fmt: skip
"""Weeks in a period. A day counts seven times a week: whoever means working days writes hours a week."""
HOURS_IN_A_WEEK = 168

_NUMBER = r"([0-9]{1,9}(?:\.[0-9]{1,2})?)"
_MONEY = _NUMBER + r" ?([A-Z]{3})"
_EACH = r" ?(?:/|per|an?) ?(day|week|month|year)"


@dataclass(frozen=True, slots=True)
class Scalar:
    """How one value is written, in words, as a pattern, and what it means."""

    expected: str
    """Reads well after "write"."""
    pattern: str
    """A regular expression in the part that Python and JavaScript share; empty: any text."""
    meaning: Callable[[str, tuple[str, ...]], object | None]
    """From the text and the groups of the pattern; None where the form is right and the value is not."""

    def value(self, text: str) -> object | None:
        """What the text means, or None where it cannot be read."""
        match = re.fullmatch(self.pattern or r"[\s\S]*", text)
        return self.meaning(text, tuple(group or "" for group in match.groups())) if match else None


def _money(_: str, parts: tuple[str, ...]) -> Money:
    return Money(Decimal(parts[0]), parts[1])


def _money_per_month(_: str, parts: tuple[str, ...]) -> Money:
    months = WEEKS["month"] / WEEKS[parts[2]]
    return Money(
        (Decimal(parts[0]) * months.numerator / months.denominator).quantize(Decimal("0.01")), parts[1]
    )


def _hours_per_week(_: str, parts: tuple[str, ...]) -> float | None:
    hours = Fraction(parts[0]) / (60 if parts[1].startswith("min") else 1) / WEEKS[parts[2]]
    return float(hours) if hours <= HOURS_IN_A_WEEK else None


def _weeks(text: str, parts: tuple[str, ...]) -> float | None:
    adverbs = {"weekly": "week", "monthly": "month", "quarterly": "quarter", "yearly": "year"}
    return float(int(parts[0] or 1) * WEEKS[adverbs.get(text) or parts[1]]) or None


def _date(text: str, _: tuple[str, ...]) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _account(text: str, _: tuple[str, ...]) -> str:
    network, colon, handle = text.partition(":")
    if not colon:
        return f"email:{text.lower()}"
    network, handle = network.strip().lower(), handle.strip().removeprefix("@")
    return f"{network}:{handle.lower() if network in {'email', 'name'} else handle}"


def _text(text: str, _: tuple[str, ...]) -> str:
    return " ".join(text.split())


TEXT = Scalar("a text", "", _text)
DATE = Scalar("a day of the calendar, as in 2027-03-31", r"[0-9]{4}-[0-9]{2}-[0-9]{2}", _date)
MONEY = Scalar("an amount without separators and its currency, as in 12000 EUR", _MONEY, _money)
MONEY_PER_MONTH = Scalar(
    "an amount, its currency and per what, as in 40 EUR/month", _MONEY + _EACH, _money_per_month
)
HOURS = Scalar(
    "hours or minutes and per what, as in 2 h/week or 30 min/day",
    _NUMBER + r" ?(h|hours?|min|minutes?)" + _EACH,
    _hours_per_week,
)
EVERY = Scalar(
    "how often, as in every 4 weeks",
    r"(?:every )?(?:([1-9][0-9]{0,2}) )?(day|week|month|quarter|year)s?|weekly|monthly|quarterly|yearly",
    _weeks,
)
COUNT = Scalar("a whole number, as in 5", r"[0-9]{1,4}", lambda text, _: int(text))
SEED = Scalar("a whole number, as in 20261130", r"[0-9]{1,9}", lambda text, _: int(text))
ON_OFF = Scalar("on or off", r"on|off", lambda text, _: text == "on")
OUTCOME = Scalar(
    "what is counted, one of: target replies, meetings, leads, deals",
    r"target replies|meetings|leads|deals",
    _text,
)
ACCOUNT = Scalar(
    "an address or network:handle, as in ines@larkfield.example or linkedin:ines-okafor",
    r"[^\s@:/]+@[^\s@:/]+|[A-Za-z][A-Za-z0-9_-]*: ?(?!//)\S[\s\S]*",
    _account,
)
CODE = Scalar("the code of a finding, as in C401", r"[A-Z][0-9]{3}", _text)
