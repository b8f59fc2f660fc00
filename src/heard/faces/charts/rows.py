"""A number of each channel on one axis, drawn with its interval."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from heard.api import ChannelReview, Review
from heard.faces.charts.parts import UNTOLD, Axis, Cell, Table, short, told
from heard.faces.hours import A_WEEK, rests_on, together, weekly_hours
from heard.faces.say import MEASURES, Measured, Number, number
from heard.measures.audience import ENOUGH
from heard.measures.courses import Course
from heard.model import Answer, Estimate, Missing
from heard.rules.sentences import listed

LARGEST = 1e15
"""Beyond this a number is an accident of floating point, and is told but not drawn."""

Shape = Literal["point", "hollow", "bar", "hatched"]


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
        return f"{self.name} {self.number or UNTOLD}".strip()


@dataclass(frozen=True, slots=True)
class Row:
    """One channel."""

    name: str
    marks: tuple[Mark, ...]

    @property
    def says(self) -> str:
        """Its numbers in words."""
        known = any(mark.number for mark in self.marks)
        return ", ".join(mark.says for mark in self.marks) if known else UNTOLD

    @property
    def brief(self) -> str:
        """The same without the counts."""
        known = [f"{mark.name} {mark.number.brief}".strip() for mark in self.marks if mark.number]
        return ", ".join(known).replace(A_WEEK, "") or UNTOLD


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A measure of each channel, and the finding that it shows."""

    key: str
    question: str
    title: str
    unit: str
    """On the axis."""
    rows: tuple[Row, ...]
    reference: tuple[float, str] | None = None
    """A value to hold the others against, and what it is."""
    note: str = ""
    template: str = "rows.svg"

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

    @property
    def table(self) -> Table:
        """The same in numbers."""
        marks = self.rows[0].marks if self.rows else ()
        return Table(
            heads=("Channel", *(mark.name or self.unit for mark in marks)),
            rows=tuple((row.name, tuple(_cell(mark) for mark in row.marks)) for row in self.rows),
        )

    def tick(self, value: float) -> str:
        """A mark of the axis in words."""
        return f"{100 * value:g}" if self.unit.startswith("%") else f"{value:,.6g}"


def hours_and_results(review: Review) -> Rows:
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
    return Rows(
        key="hours",
        question="spread",
        title=title,
        unit="% of your time, and of the talk with your market",
        rows=rows,
    )


def return_per_hour(review: Review) -> Rows:
    """What an hour on each channel returns, against what an hour is worth [currency/h]."""
    found = {name: each.evidence.returns for name, each in review.channels.items()}
    marks = _marks(review, "return_per_hour", lambda each: each.evidence.returns)
    unit = next(
        (mark.number.estimate.unit.replace("/h", " for an hour") for mark in marks.values() if mark.number),
        "",
    )
    price = next((each.price for each in found.values() if each.price is not None), None)
    return Rows(
        key="returns",
        question="returns",
        title=told(
            {name: each.verdict for name, each in found.items()},
            "An hour pays its price on {}",
            "An hour does not pay its price on {}",
            "Where an hour pays its price cannot be told yet.",
        ),
        unit=unit,
        rows=_rows(marks),
        reference=None if price is None else (price, f"your hour, {price:,.0f}"),
    )


def market_share(review: Review) -> Rows:
    """The target market among the people met on each channel [share]."""
    return Rows(
        key="market",
        question="market",
        title=told(
            {name: each.evidence.market.verdict for name, each in review.channels.items()},
            "Your market is on {}",
            "Your market is not on {}",
            "Where your market is cannot be told yet.",
        ),
        unit="% of the people met there whose work is known",
        rows=_rows(_marks(review, "share", lambda each: each.evidence.market)),
        reference=(ENOUGH, "enough, one in ten"),
    )


def answers_by_whom(review: Review) -> Rows:
    """How often the market answers what we begin, against how often others do [share]."""
    market = _marks(review, "target_reply_rate", lambda each: each.evidence.interest, name="market")
    others = _marks(review, "other_reply_rate", lambda each: each.evidence.interest, "hollow", "others")
    return Rows(
        key="interest",
        question="interest",
        title=told(
            {name: each.evidence.interest.verdict for name, each in review.channels.items()},
            "Your market answers you more than others do on {}",
            "Your market answers you less than others do on {}",
            "Whether your market answers you more than others do cannot be told yet.",
        ),
        unit="% of the conversations you opened",
        rows=tuple(
            Row(name, (market[name], others[name]))
            for name in market
            if market[name].number or others[name].number
        ),
    )


def hours_now_and_proposed(review: Review) -> Rows:
    """The hours of a week that go into each channel, and those that are proposed, with their range over the draws [h/week]."""
    hours = weekly_hours(review)
    courses: dict[Course, list[str]] = {}
    for name, each in review.channels.items():
        courses.setdefault(each.advice.course, []).append(short(name))
    more, none = (listed(courses.get(course, [])) for course in ("focus", "drop"))
    parts = [f"more hours for {more}" if more else "", f"none for {none}" if none else ""]
    title = ", ".join(part for part in parts if part)
    both = together(hours) if hours else None
    return Rows(
        key="plan",
        question="spread",
        title=f"{title[0].upper()}{title[1:]}." if title else "No channel clearly asks for other hours.",
        unit="hours a week",
        rows=tuple(
            Row(each.channel, (_weekly("now", "hatched", each.now), _weekly("next", "point", each.proposed)))
            for each in hours
        ),
        note=f"In all {number(both.now).value} now and {number(both.proposed).value} proposed. {rests_on(review.plan)}"
        if both and both.now and both.proposed
        else "",
    )


def _weekly(name: str, shape: Shape, known: Estimate | None) -> Mark:
    return Mark(name, shape, _drawable("hours_per_week", known) if known else None)


def _cell(mark: Mark) -> Cell:
    return mark.number or UNTOLD


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
    return short(max(known, key=lambda name: known[name])) if any(known.values()) else ""
