"""The year's rhythm: what we wrote, what came back and the hours, week by week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from heard.model import day_micros

if TYPE_CHECKING:
    from heard.ledger.store import Ledger

WEEKS = 52
DAY_US = 86_400_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One week on all channels together."""

    first: date
    wrote: int | None
    """Letters, posts and answers of ours [entries]; None where nothing of either side is recorded, which is no silence."""
    came: int | None
    """Letters, answers and mentions of others, to us [entries]."""
    hours: float | None
    """Time logged [h]; None where none is."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The last 52 weeks, the oldest first; the last one ends on the day from which is looked."""

    weeks: tuple[Week, ...] = ()

    @property
    def recorded(self) -> bool:
        """Whether there is anything in it."""
        return any(week.wrote is not None or week.hours is not None for week in self.weeks)


def rhythm(ledger: Ledger, as_of: date) -> Rhythm:
    """What was written, what came back and the hours of each of the last 52 weeks [entries, entries, h].

    Counts what people wrote to people, and our own posts; likes and connections are no words. A week ends on the weekday of
    `as_of`. What is told by two sources counts once. All is counted, so that there is no interval.
    """
    since = as_of - timedelta(weeks=WEEKS)
    asked = {"since_us": day_micros(since + timedelta(days=1)), "week_us": 7 * DAY_US}
    until_us = day_micros(as_of + timedelta(days=1))
    wrote: dict[int, int] = dict(ledger.rows(_WROTE, until_us=until_us, **asked))
    came: dict[int, int] = dict(ledger.rows(_CAME, until_us=until_us, **asked))
    hours: dict[int, float] = dict(ledger.rows(_HOURS, since=since.isoformat(), until=as_of.isoformat()))
    return Rhythm(
        tuple(
            Week(
                first=since + timedelta(days=1, weeks=place),
                wrote=wrote.get(place, 0) if place in wrote or place in came else None,
                came=came.get(place, 0) if place in wrote or place in came else None,
                hours=hours.get(place),
            )
            for place in range(WEEKS)
        )
    )


_WROTE = """
select cast(((i.ts_us - $since_us) - (i.ts_us - $since_us) % $week_us) / $week_us as bigint) as week, count(*)
from interactions i join people p on p.account = i.actor
where p.person = 0 and i.nature = 'personal' and i.ts_us >= $since_us and i.ts_us < $until_us
    and i.kind in ('message', 'mail', 'post', 'share', 'reply', 'comment') and i.id not in (select id from twice)
group by 1
order by 1
"""
_CAME = """
select cast(((ts_us - $since_us) - (ts_us - $since_us) % $week_us) / $week_us as bigint) as week, count(distinct id)
from exchange
where mine = 0 and ts_us >= $since_us and ts_us < $until_us and kind in ('message', 'mail', 'reply', 'comment', 'mention')
group by 1
order by 1
"""
_HOURS = """
select cast((gone - gone % 7) / 7 as bigint) as week, cast(sum(cast(hours as decimal(18, 6))) as double precision)
from (
    select day - cast($since as date) - 1 as gone, hours
    from spent
    where why = '' and day > cast($since as date) and day <= cast($until as date)
) as logged
group by 1
order by 1
"""
