"""The year's rhythm: what was written, what came back and the hours, week by week."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from heard.api import Review
from heard.faces.charts.parts import UNTOLD, Table
from heard.faces.say import number
from heard.measures.rhythm import Rhythm, Week
from heard.model import Estimate

LEAST_WEEKS = 4
"""Months closer than this to either end have no room for their name."""


@dataclass(frozen=True, slots=True)
class Strip:
    """One kind of thing, a bar for each week of which it is recorded."""

    name: str
    weeks: tuple[float | None, ...]
    unit: str

    @property
    def most(self) -> float:
        """The highest bar."""
        return max((each for each in self.weeks if each is not None), default=0.0)

    @property
    def known(self) -> int:
        """Weeks that are recorded."""
        return sum(each is not None for each in self.weeks)

    @property
    def fullest(self) -> str:
        """What the highest bar is, in words."""
        return f"up to {self.most:,.0f}{self.unit} a week" if self.known else "nothing recorded"

    @property
    def says(self) -> str:
        """It in words."""
        if not self.known:
            return f"{self.name}: nothing recorded"
        gaps = len(self.weeks) - self.known
        gap = f", {gaps} of {len(self.weeks)} weeks not recorded" if gaps else ""
        return f"{self.name}: {sum(each or 0 for each in self.weeks):,.0f}{self.unit} in all, {self.most:,.0f} in the fullest week{gap}"

    @property
    def bars(self) -> str:
        """All bars as one path [weeks to the right, part of the highest down from 1]."""
        return "".join(
            f"M{place + 0.1:.1f} 1V{1 - each / self.most:.4f}h.8V1Z"
            for place, each in enumerate(self.weeks)
            if each
        )

    @property
    def floor(self) -> str:
        """The line that they stand on, broken where nothing is recorded."""
        return "".join(f"M{place} 1h1" for place, each in enumerate(self.weeks) if each is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """The last 52 weeks."""

    rhythm: Rhythm
    until: str
    """The day on which they end, in words."""
    key: str = "year"
    question: str = "spread"
    template: str = "year.svg"
    note: str = "Counted, so that there is no range. Where nothing is recorded in a week the line is broken: that is no zero."

    @property
    def strips(self) -> tuple[Strip, ...]:
        """One above the other."""
        weeks = self.rhythm.weeks
        return (
            Strip("You wrote", tuple(week.wrote for week in weeks), ""),
            Strip("Came back", tuple(week.came for week in weeks), ""),
            Strip("Your hours", tuple(week.hours for week in weeks), " h"),
        )

    @property
    def title(self) -> str:
        """What came back in the year, and of how many weeks the hours are known."""
        wrote, came, hours = self.strips
        if not wrote.known:
            return "How your year went cannot be told yet."
        back = f"In a year you wrote {sum(each or 0 for each in wrote.weeks):,} times, and {sum(each or 0 for each in came.weeks):,} came back"
        logged = (
            f"; hours are logged in {hours.known} of {len(hours.weeks)} weeks"
            if hours.known < len(hours.weeks)
            else ""
        )
        return f"{back}{logged}."

    @property
    def drawn(self) -> bool:
        """Whether there is anything to see."""
        return self.rhythm.recorded

    @property
    def described(self) -> str:
        """The same in words, for whoever does not see it."""
        return f"{'. '.join(strip.says for strip in self.strips)}. The last week ends on {self.until}."

    @property
    def months(self) -> tuple[tuple[int, str], ...]:
        """Where a month begins [weeks from the left], and its name; January has the year."""
        return tuple(_months(self.rhythm.weeks))

    @property
    def table(self) -> Table:
        """The same in numbers."""
        return Table(
            heads=("Week from", *(strip.name for strip in self.strips)),
            rows=tuple(
                (
                    week.first.isoformat(),
                    tuple(
                        UNTOLD if each is None else number(Estimate.counted(each, unit))
                        for each, unit in ((week.wrote, ""), (week.came, ""), (week.hours, "h"))
                    ),
                )
                for week in self.rhythm.weeks
            ),
        )


def year(review: Review) -> Year:
    """What was written, what came back and the hours, in each of the last 52 weeks [entries, entries, h]."""
    return Year(rhythm=review.rhythm, until=f"{review.as_of.day} {review.as_of:%B %Y}")


def _months(weeks: tuple[Week, ...]) -> Iterator[tuple[int, str]]:
    for place, (before, week) in enumerate(pairwise(weeks), 1):
        if before.first.month != week.first.month and place <= len(weeks) - LEAST_WEEKS:
            yield place, f"{week.first:%Y}" if week.first.month == 1 else f"{week.first:%b}"
