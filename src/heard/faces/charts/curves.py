"""Who answers, and how soon: a curve of each channel that climbs with every answer, with its interval."""

from __future__ import annotations

from dataclasses import dataclass

from heard.api import Review
from heard.faces.charts.parts import UNTOLD, Axis, Cell, Table, short
from heard.faces.say import MEASURES, Number, number
from heard.model import Estimate, Missing
from heard.rules.sentences import listed

ENOUGH = 5
"""From so many conversations a channel is held against the others: a convention."""
DAYS = (1, 3, 7, 14)
"""Days of which the table tells."""


@dataclass(frozen=True, slots=True)
class Curve:
    """The share answered on one channel, within each day."""

    name: str
    by_day: tuple[Estimate, ...]

    @property
    def number(self) -> Number:
        """The share answered in the end, with its interval."""
        return number(self.by_day[-1], MEASURES["reply_rate"][1])

    @property
    def says(self) -> str:
        """It in words."""
        return f"{self.number.brief} within {_days(len(self.by_day))}"

    @property
    def step(self) -> str:
        """The curve as a path [days to the right, share down from 1]."""
        steps = "".join(f"H{day}V{1 - each.value:.4f}" for day, each in enumerate(self.by_day, 1))
        return f"M0 1{steps}"

    @property
    def band(self) -> str:
        """What lies between its bounds, as a path that closes."""
        upper = "".join(f"H{day}V{1 - each.high:.4f}" for day, each in enumerate(self.by_day, 1))
        days = range(len(self.by_day), 0, -1)
        lower = "".join(f"V{1 - self.by_day[day - 1].low:.4f}H{day}" for day in days)
        return f"M1 1{upper.removeprefix('H1')}{lower}Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class Curves:
    """The curves of all channels of which there is one, and the others with the reason."""

    curves: tuple[Curve, ...]
    untold: tuple[tuple[tuple[str, ...], str], ...]
    """Channels without a curve, by why."""
    key: str = "replies"
    question: str = "meaning"
    template: str = "curves.svg"

    @property
    def title(self) -> str:
        """Where one is answered most, if that is clear."""
        if not self.curves:
            return "Whether you are answered cannot be told yet."
        curves = [each for each in self.curves if each.by_day[-1].n >= ENOUGH]
        best = max(curves, key=lambda each: each.by_day[-1].value, default=self.curves[0])
        others = [each for each in curves if each is not best]
        if curves and all(best.by_day[-1].low > each.by_day[-1].high for each in others):
            where = "You are answered most on" if others else "You are answered on"
            return f"{where} {short(best.name)}: {best.number.value} within {_days(len(best.by_day))}."
        return "Where you are answered most cannot be told yet."

    @property
    def drawn(self) -> bool:
        """Whether there is anything to see."""
        return bool(self.curves)

    @property
    def days(self) -> int:
        """How long the longest curve is [d]."""
        return max((len(each.by_day) for each in self.curves), default=1)

    @property
    def axis(self) -> Axis:
        """From the day of the letter to the last one."""
        step = 2 if self.days > max(DAYS) / 2 else 1
        return Axis(low=0, high=self.days, ticks=tuple(range(0, self.days + 1, step)))

    @property
    def described(self) -> str:
        """The same in words, for whoever does not see it."""
        return " ".join(f"{each.name}: {each.says}." for each in self.curves)

    @property
    def note(self) -> str:
        """What is not drawn, and why."""
        return " ".join(
            f"No curve for {listed([short(name) for name in names], 6)}: {why}." for names, why in self.untold
        )

    @property
    def table(self) -> Table:
        """The same in numbers."""
        days = [day for day in DAYS if day <= self.days]
        return Table(
            heads=("Channel", *(f"Within {_days(day)}" for day in days)),
            rows=tuple((each.name, tuple(_by(each, day) for day in days)) for each in self.curves),
        )


def reply_curves(review: Review) -> Curves:
    """The share of the conversations we opened that was answered, by the days since [share]; Kaplan and Meier's curve.

    What was written lately, and has had no time to be answered, leaves the curve without pulling it down.
    """
    meanings = {name: each.evidence.meaning for name, each in review.channels.items()}
    untold: dict[str, list[str]] = {}
    for name, each in meanings.items():
        if isinstance(each.reply_rate, Missing):
            untold.setdefault(each.reply_rate.why.replace(f" on {name}", " there"), []).append(name)
    return Curves(
        curves=tuple(Curve(name, each.answered) for name, each in meanings.items() if each.answered),
        untold=tuple((tuple(names), why) for why, names in untold.items()),
    )


def _days(count: int) -> str:
    return f"{count} day{'s' if count > 1 else ''}"


def _by(curve: Curve, day: int) -> Cell:
    return number(curve.by_day[day - 1]) if day <= len(curve.by_day) else UNTOLD
