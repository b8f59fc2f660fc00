"""What all charts share: an axis, a table of the same numbers, and what a chart must say of itself."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from heard.faces.safe import printable
from heard.faces.say import Number
from heard.model import Verdict
from heard.rules.sentences import listed

NAME = 40
"""Letters of a channel's name in a sentence; beside its number on a telephone fit fewer, as the templates say."""
STEPS = 5
"""Steps on an axis, about."""
EDGE = 2.0
"""Left free on both sides [% of the width]."""
SMALLEST = 1e-9
"""Below this a number is an accident of floating point."""
UNTOLD = "cannot tell yet"

Cell = Number | str
"""A number, or words in its place."""


@dataclass(frozen=True, slots=True)
class Table:
    """The same numbers, to be read one by one."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    """A name, and a cell for each of the heads but the first."""


class Chart(Protocol):
    """A picture of measures that says the same in words and in a table."""

    @property
    def key(self) -> str:
        """What it is called on a page."""

    @property
    def question(self) -> str:
        """Which of the five questions it helps to answer, by key."""

    @property
    def template(self) -> str:
        """Which template draws it."""

    @property
    def title(self) -> str:
        """The finding, in words."""

    @property
    def drawn(self) -> bool:
        """Whether there is anything to see."""

    @property
    def described(self) -> str:
        """The same in words, for whoever does not see it."""

    @property
    def table(self) -> Table:
        """The same in numbers."""

    @property
    def note(self) -> str:
        """What stands below it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """A straight line that holds all that is drawn on it."""

    low: float
    high: float
    ticks: tuple[float, ...]

    @classmethod
    def over(cls, values: Iterable[float]) -> Axis:
        """The shortest round axis over zero and all values."""
        everything = [0.0, *values]
        least, most = min(everything), max(everything)
        step = _round_up((most - least) / STEPS) if most - least > SMALLEST else 1.0
        first, last = math.floor(least / step), max(math.ceil(most / step), 1)
        return cls(
            low=min(first * step, least),
            high=max(last * step, most),
            ticks=tuple(each * step for each in range(first, last + 1)),
        )

    def at(self, value: float) -> float:
        """Where a value lies [% of the width]."""
        return EDGE + (100 - 2 * EDGE) * (value - self.low) / (self.high - self.low)


def told(verdicts: Mapping[str, Verdict], good: str, bad: str, neither: str) -> str:
    """Where the answer is yes, and where it is no."""
    yes, no = (
        listed([short(name) for name, verdict in verdicts.items() if verdict == said])
        for said in ("yes", "no")
    )
    if yes and no:
        return f"{good.format(yes)}, and not on {no}."
    return f"{good.format(yes)}." if yes else f"{bad.format(no)}." if no else neither


def short(name: str) -> str:
    """A channel's name as it fits into a sentence."""
    return printable(name, NAME)


def _round_up(step: float) -> float:
    """The next of 1, 2, 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(step))
    return next((each * power for each in (1, 2, 5) if each * power >= step), 10 * power)
