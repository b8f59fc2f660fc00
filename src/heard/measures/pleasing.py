"""Numbers that please (C5): new followers, connections, likes, shares and visits by week, held against what one wants.

What one wants is counted on all channels: each person of the market who wrote to us in a week, each whom we met or spoke with, each new lead.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from heard.measures.stats import LEAST_WEEKS, Vanity, vanity
from heard.model import Missing, day, day_micros

if TYPE_CHECKING:
    from heard.ledger.store import Ledger

WEEK_US = 7 * 86_400_000_000
LAG_WEEKS = 1
"""What is wanted is looked for in the week after, fixed beforehand [weeks]."""
MOST_WEEKS = 104
FEWEST_COUNTED, FEWEST_WANTED = 30, 10
"""Below so many in all nothing is compared [count]: a convention."""
WORDS = {
    "connection": "new connections",
    "follow": "new followers",
    "reaction": "likes",
    "share": "shares",
    "visits": "visits",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """A number that a channel shows, by week."""

    what: str
    """As in: new followers."""
    number: int
    """In the weeks that were compared [count]."""
    weeks: int
    wanted: int
    """In the same weeks, answers, meetings and leads of the market [count]."""
    target_share: float | None
    """Of the number, what came from the target market; None where nobody knows from whom it came [0..1]."""
    found: Vanity | Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Pleasing:
    """The numbers of a channel that please."""

    channel: str
    counters: tuple[Counter, ...] = ()
    compared: int = 0
    """Of all channels, those that had enough to be compared [count]."""


def pleasing(ledger: Ledger, channels: Iterable[str], as_of: date) -> dict[str, Pleasing]:
    """Whether the weekly numbers of each channel go before what is wanted, a week later; see `heard.measures.stats.vanity`.

    A week ends with the day to look from. Weeks are counted from the first in which the number was seen, 104 at most; what comes without
    a date counts nowhere. Losses are not known, so the weekly gains are compared as they are.

    Missing below twelve weeks, below 30 of the number, and below ten answers, meetings and leads.
    """
    end_us = day_micros(as_of + timedelta(days=1)) - 1
    wanted: dict[int, int] = dict(ledger.rows(_WANTED, end_us=end_us, week_us=WEEK_US, last_day=day(end_us)))
    rows = ledger.rows(_SOCIAL, end_us=end_us, week_us=WEEK_US) + [
        (channel, "visits", week, number, None)
        for channel, week, number in ledger.rows(_VISITS, last_day=day(end_us))
    ]
    by_kind: dict[tuple[str, str], dict[int, tuple[int, int | None]]] = {}
    for channel, kind, week, number, target in rows:
        by_kind.setdefault((channel, kind), {})[week] = (number, target)
    counters = {
        name: tuple(
            _counter(kind, counted, wanted)
            for (channel, kind), counted in sorted(by_kind.items())
            if channel == name
        )
        for name in channels
    }
    compared = sum(isinstance(each.found, Vanity) for found in counters.values() for each in found)
    return {
        name: Pleasing(channel=name, counters=found, compared=compared) for name, found in counters.items()
    }


def _counter(kind: str, counted: dict[int, tuple[int, int | None]], wanted: dict[int, int]) -> Counter:
    """The number by week, the latest week being week 0, and what was wanted in the same weeks."""
    weeks = min(max(counted) + 1, MOST_WEEKS)
    order = range(weeks - 1, -1, -1)
    numbers = [counted[week][0] if week in counted else 0 for week in order]
    outcomes = [wanted.get(week, 0) for week in order]
    targets = [counted[week][1] for week in order if week in counted]
    number, results = sum(numbers), sum(outcomes)
    known = [target for target in targets if target is not None]
    share = sum(known) / number if number and len(known) == len(targets) else None
    found: Vanity | Missing
    if weeks - LAG_WEEKS < LEAST_WEEKS:
        found = Missing(
            f"{WORDS[kind]} are known for {weeks} weeks", f"wait {LEAST_WEEKS + LAG_WEEKS - weeks} weeks more"
        )
    elif number < FEWEST_COUNTED or results < FEWEST_WANTED:
        found = Missing(
            f"in {weeks} weeks there were {number:,} {WORDS[kind]}, and {results} answers, meetings and leads of your market",
            f"it takes {FEWEST_COUNTED} and {FEWEST_WANTED}",
        )
    else:
        found = vanity(numbers, outcomes, lag=LAG_WEEKS, target_share=share, gains=True)
    return Counter(
        what=WORDS[kind], number=number, weeks=weeks, wanted=results, target_share=share, found=found
    )


_WANTED = """
with met as (
    select distinct cast(floor(($end_us - ts_us) / ($week_us * 1e0)) as bigint) as week, person,
        case when kind in ('meeting', 'call', 'visit') then 'met' else 'wrote' end as what
    from exchange
    where person in (select person from market) and ts_us <= $end_us
        and (kind in ('meeting', 'call', 'visit') or (mine = 0 and kind in ('message', 'mail', 'reply', 'comment', 'mention')))
),
leads as (
    select distinct cast(floor((cast($last_day as date) - day) / 7e0) as bigint) as week, deal
    from outcomes
    where stage = 'lead' and day <= cast($last_day as date)
)
select week, count(*)
from (select week, what from met union all select week, 'lead' from leads) w
group by week
order by week
"""
_SOCIAL = """
select e.channel, e.kind, cast(floor(($end_us - e.ts_us) / ($week_us * 1e0)) as bigint) as week, count(*), cast(sum(case when m.person is null then 0 else 1 end) as bigint)
from exchange e left join (select distinct person from market) m on m.person = e.person
where e.ts_us <= $end_us and (e.kind = 'connection' or (e.mine = 0 and e.kind in ('follow', 'reaction', 'share')))
group by e.channel, e.kind, week
order by e.channel, e.kind, week
"""
_VISITS = """
with counters as (
    select source, site, dimension, row_number() over (order by count(*) desc, source, site, dimension) as place
    from traffic
    where metric = 'visits' and day = last_day and day <= cast($last_day as date)
    group by source, site, dimension
)
select t.channel, cast(floor((cast($last_day as date) - t.day) / 7e0) as bigint) as week, cast(sum(t.number) as bigint)
from traffic t join counters c on c.source = t.source and c.site = t.site and c.dimension = t.dimension
where c.place = 1 and t.metric = 'visits' and t.day = t.last_day and t.day <= cast($last_day as date)
group by t.channel, week
order by t.channel, week
"""
