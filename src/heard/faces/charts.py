"""Charts: a measure of each channel, drawn with its interval.

A chart says what was found in its title, its unit on the axis and its numbers in words beside each row, so that it can be read
without colour, without seeing, and on a telephone: places are percentages of the width, so that text keeps its size.

>>> [svg(chart) for chart in charts(review)]                                       # doctest: +SKIP
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from heard.api import ChannelReview, Review
from heard.faces.pages import templates
from heard.faces.safe import printable
from heard.faces.say import MEASURES, Measured, Number, number
from heard.measures.audience import ENOUGH
from heard.model import Answer, Missing, Verdict
from heard.rules.sentences import listed

NAME = 18
"""Letters of a channel's name that fit beside its number on a telephone."""
STEPS = 5
"""Steps on an axis, about."""
EDGE = 2.0
"""Left free on both sides [% of the width]."""
LARGEST, SMALLEST = 1e15, 1e-9
"""Beyond these a number is an accident of floating point, and is told but not drawn."""

Shape = Literal["point", "bar", "hatched"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One number of one channel."""

    name: str
    """What it is, where a chart has several."""
    shape: Shape
    number: Number | None
    """None where it cannot be told, or not be drawn."""

    @property
    def says(self) -> str:
        """The number in words."""
        return f"{self.name} {self.number or 'cannot tell yet'}".strip()


@dataclass(frozen=True, slots=True)
class Row:
    """One channel."""

    name: str
    marks: tuple[Mark, ...]

    @property
    def says(self) -> str:
        """Its numbers in words."""
        known = any(mark.number for mark in self.marks)
        return ", ".join(mark.says for mark in self.marks) if known else "cannot tell yet"

    @property
    def brief(self) -> str:
        """The same without the counts."""
        known = [f"{mark.name} {mark.number.brief}".strip() for mark in self.marks if mark.number]
        return ", ".join(known) or "cannot tell yet"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A measure of each channel, and the finding that it shows."""

    key: str
    title: str
    """The finding, in words."""
    unit: str
    """On the axis."""
    rows: tuple[Row, ...]
    reference: tuple[float, str] | None = None
    """A value to hold the others against, and what it is."""

    @property
    def axis(self) -> Axis:
        """The line that it is drawn on."""
        shown = [mark.number.estimate for row in self.rows for mark in row.marks if mark.number]
        edges = [edge for each in shown for edge in (each.low, each.value, each.high)]
        return Axis.over([*edges, self.reference[0]] if self.reference else edges)

    @property
    def drawn(self) -> bool:
        """Whether there is anything to see."""
        return any(mark.number for row in self.rows for mark in row.marks)

    @property
    def described(self) -> str:
        """The same in words, for whoever does not see it."""
        line = f" The dashed line: {self.reference[1]}." if self.reference else ""
        return " ".join(f"{row.name}: {row.says}." for row in self.rows) + line

    def tick(self, value: float) -> str:
        """A mark of the axis in words."""
        return f"{100 * value:g}" if self.unit.startswith("%") else f"{value:,.6g}"


def charts(review: Review) -> tuple[Chart, ...]:
    """The charts of a review."""
    return hours_and_results(review), return_per_hour(review), market_share(review)


def svg(chart: Chart) -> Markup:
    """The drawing with its text alternative; it takes its looks from the page's stylesheet."""
    return Markup(templates().get_template("chart.svg").render(chart=chart))  # noqa: S704 - the template escapes


def hours_and_results(review: Review) -> Chart:
    """Where the hours of the last half year lie, and where the conversations with the market come from [share]."""
    time = _marks(review, "share_of_hours", lambda each: each.evidence.attention, "hatched", "time")
    talk = _marks(review, "share_of_results", lambda each: each.evidence.attention, "bar", "talk")
    hours, results = _most(time), _most(talk)
    if not hours:
        title = "Where your time goes cannot be told yet."
    elif not results:
        title = f"Most of your time goes to {hours}; where the conversations come from cannot be told yet."
    elif hours == results:
        title = f"Most of your time goes to {hours}, and most conversations come from there."
    else:
        title = f"Most of your time goes to {hours}; most conversations come from {results}."
    rows = tuple(Row(name, (time[name], talk[name])) for name in time)
    return Chart(key="hours", title=title, unit="% of your time, and of the talk with your market", rows=rows)


def return_per_hour(review: Review) -> Chart:
    """What an hour on each channel returns, against what an hour is worth [currency/h]."""
    found = {name: each.evidence.returns for name, each in review.channels.items()}
    marks = _marks(review, "return_per_hour", lambda each: each.evidence.returns)
    unit = next(
        (mark.number.estimate.unit.replace("/h", " for an hour") for mark in marks.values() if mark.number),
        "",
    )
    price = next((each.price for each in found.values() if each.price is not None), None)
    return Chart(
        key="returns",
        title=_told(
            {name: each.verdict for name, each in found.items()},
            "An hour pays its price on {}",
            "An hour does not pay its price on {}",
            "Where an hour pays its price cannot be told yet.",
        ),
        unit=unit,
        rows=_rows(marks),
        reference=None if price is None else (price, f"your hour, {price:,.0f}"),
    )


def market_share(review: Review) -> Chart:
    """The target market among the people met on each channel [share]."""
    return Chart(
        key="market",
        title=_told(
            {name: each.evidence.market.verdict for name, each in review.channels.items()},
            "Your market is on {}",
            "Your market is not on {}",
            "Where your market is cannot be told yet.",
        ),
        unit="% of the people met there whose work is known",
        rows=_rows(_marks(review, "share", lambda each: each.evidence.market)),
        reference=(ENOUGH, "enough, one in ten"),
    )


def _marks(
    review: Review,
    measure: str,
    measured: Callable[[ChannelReview], Measured],
    shape: Shape = "point",
    name: str = "",
) -> dict[str, Mark]:
    """A mark for each channel."""
    return {
        channel: Mark(name, shape, _drawable(measure, measured(each).measures()[measure]))
        for channel, each in review.channels.items()
    }


def _rows(marks: Mapping[str, Mark]) -> tuple[Row, ...]:
    return tuple(Row(name, (mark,)) for name, mark in marks.items())


def _drawable(measure: str, answer: Answer) -> Number | None:
    """The answer in words, if it can be drawn."""
    if isinstance(answer, Missing) or not all(
        abs(each) <= LARGEST for each in (answer.low, answer.value, answer.high)
    ):
        return None
    return number(answer, MEASURES[measure][1])


def _most(marks: Mapping[str, Mark]) -> str:
    """The channel with the largest number, or nothing."""
    known = {name: mark.number.estimate.value for name, mark in marks.items() if mark.number}
    return _short(max(known, key=lambda name: known[name])) if any(known.values()) else ""


def _told(verdicts: Mapping[str, Verdict], good: str, bad: str, neither: str) -> str:
    """Where the answer is yes, and where it is no."""
    yes, no = (
        listed([_short(name) for name, verdict in verdicts.items() if verdict == told])
        for told in ("yes", "no")
    )
    if yes and no:
        return f"{good.format(yes)}, and not on {no}."
    return f"{good.format(yes)}." if yes else f"{bad.format(no)}." if no else neither


def _short(name: str) -> str:
    return printable(name, NAME)


def _round_up(step: float) -> float:
    """The next of 1, 2, 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(step))
    return next((each * power for each in (1, 2, 5) if each * power >= step), 10 * power)
