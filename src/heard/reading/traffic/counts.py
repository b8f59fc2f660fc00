"""Counts while they are read: rows that mean the same channel on the same days are one number in the end.

>>> counts = Counts(site="larkfield.example", dimension="source")
>>> for name in ("t.co", "Twitter"):
...     counts.add(date(2026, 7, 1), date(2026, 7, 31), channel_of(source=name), "visits", 20)
>>> [(fact.channel, fact.number) for fact in counts.told()]
[('x', 40)]
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from heard.model import Metric, Traffic
from heard.reading.traffic.came_from import channel_of as channel_of  # noqa: PLC0414 - sources of counts need both

WHOLE = re.compile(r"([0-9]{1,3}(?:[.,'\u2019 \u00a0\u2009\u202f][0-9]{3})+|[0-9]+)(?:[.,]0{1,2})?")
MARKS = re.compile(r"\D")
MOST = 10**15
"""A count from here on is a number of another kind."""
NOTHING = "rows that count nothing"
ONLY = "only"
"""How the name of a dimension ends of which the export holds a part: no share can be taken of it."""
LONGEST = 200
"""Letters kept of the name of a site, a page or a campaign: whoever writes a link can put anything there."""
Place = tuple[date, date, str, Metric, str, str]


@dataclass(slots=True)
class Counts:
    """What one machine counted of one site, divided one way."""

    site: str
    dimension: str
    found: Counter[Place] = field(default_factory=Counter)
    parts: dict[date, str] = field(default_factory=dict)
    """Where the count of a day begins, where an export may hold a part of a day: its parts are added."""

    def add(
        self,
        day: date,
        last_day: date,
        channel: str,
        metric: Metric,
        number: int,
        *,
        page: str = "",
        campaign: str = "",
    ) -> None:
        """Count on; of nothing no count is kept."""
        if number:
            self.found[day, last_day, channel, metric, page[:LONGEST], campaign[:LONGEST]] += number

    def told(self) -> Iterator[Traffic]:
        """Every count, in the order of days."""
        site = self.site[:LONGEST]
        for (day, last_day, channel, metric, page, campaign), number in sorted(self.found.items()):
            yield Traffic(
                key="|".join(
                    (site, self.dimension, f"{day}..{last_day}{self.parts.get(day, '')}", channel, metric, page, campaign)
                ),
                day=day, last_day=last_day, channel=channel, metric=metric, number=number, site=site,
                dimension=self.dimension, page=page, campaign=campaign,
            )  # fmt: skip


def whole(cell: str) -> int:
    """The count in a cell. It is whole, so that a mark before three digits parts thousands, whatever the country.

    Raises:
        ValueError: it holds no count.
    """
    found = WHOLE.fullmatch(cell.strip())
    number = int(MARKS.sub("", found[1])) if found and len(cell) <= 30 else -1
    if not 0 <= number < MOST:
        raise ValueError(f"holds “{cell[:40]}” where a count should be")
    return number


def plain_day(cell: str) -> date:
    """The day in a cell, as 2026-07-31 or 20260731.

    Raises:
        ValueError: it holds no such day.
    """
    if re.fullmatch(r"\d{8}|\d{4}-\d\d-\d\d", cell, re.ASCII):
        try:
            return date.fromisoformat(cell)
        except ValueError:
            pass
    raise ValueError(f"holds “{cell[:40]}” where a day should be")
