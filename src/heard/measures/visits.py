"""Visits that a channel brought to the web site. They are shown beside its talk, and are no result."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from heard.model import Answer, Estimate, Missing, day_micros

if TYPE_CHECKING:
    from heard.ledger.store import Ledger

ONLY = " only"
"""How a dimension ends that is of a part of the visits, so that no share can be taken of it."""
Counter = tuple[str, str]
"""The machine that counted, and what it counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visits:
    """What a channel brought to the web site, as one machine counted it."""

    number: Estimate
    """Visits, or visitors where only they were counted [visits or visitors]."""
    share: Answer
    """Of all that the machine counted [share]."""
    since: str
    """ISO date of the first day that was counted."""
    until: str
    """ISO date of the last."""
    heard: bool
    """Whether the ledger shows at all what others say on the channel."""
    begun: int
    """What others began there in that time: conversations, comments, meetings and deals [count]."""

    def measures(self) -> dict[str, Answer]:
        """Every number by name."""
        return {"visits": self.number, "visit_share": self.share}


@dataclass(slots=True)
class _Counted:
    """What one machine counted of one site, divided one way."""

    by_channel: dict[str, int]
    since: str
    until: str
    whole: bool


def visits(ledger: Ledger, channels: Iterable[str], as_of: str) -> dict[str, Visits]:
    """Visits that each channel brought [visits], and their share of all [share, 0..1]; nothing where nobody counted.

    Two machines count the same visits, and one machine divides them in several ways. So one machine is asked, and of each site one
    division: that which knows most of these channels, then that which counted most. Of periods that overlap the longest counts,
    so that nothing counts twice; something may count not at all. What was counted is a lower bound: blockers and caches hide more.

    The share is Missing where only a part of the visits was exported.
    """
    names = list(channels)
    sites: dict[Counter, dict[str, _Counted]] = defaultdict(dict)
    for (source, metric, site, _), found in _divisions(ledger, as_of).items():
        before = sites[source, metric].get(site)
        if before is None or _worth(found, names) > _worth(before, names):
            sites[source, metric][site] = found
    if not sites:
        return {}
    wholes = {counter: _sum(each.values()) for counter, each in sites.items()}
    counter = max(sorted(wholes), key=lambda each: _worth(wholes[each], names))
    whole = wholes[counter]
    period = {"since": whole.since, "until": whole.until}
    heard = {
        channel
        for (channel,) in ledger.rows("select distinct channel from exchange where mine = 0 order by channel")
    }
    moments = {
        "since_us": day_micros(date.fromisoformat(whole.since)),
        "until_us": day_micros(date.fromisoformat(whole.until) + timedelta(days=1)) - 1,
    }
    begun: dict[str, int] = dict(ledger.rows(_BEGUN, **period, **moments))
    total = sum(whole.by_channel.values())
    return {
        name: Visits(
            number=Estimate.counted(whole.by_channel.get(name, 0), counter[1]),
            share=_share(whole, name, total, counter[1]),
            heard=name in heard,
            begun=begun.get(name, 0),
            **period,
        )
        for name in names
    }


def _divisions(ledger: Ledger, as_of: str) -> Mapping[tuple[str, str, str, str], _Counted]:
    """Counts by machine, metric, site and dimension."""
    found: dict[tuple[str, str, str, str], _Counted] = {}
    for source, metric, site, dimension, channel, number, since, until in ledger.rows(_VISITS, as_of=as_of):
        into = found.setdefault(
            (source, metric, site, dimension), _Counted({}, since, until, not dimension.endswith(ONLY))
        )
        into.by_channel[channel] = number
        into.since, into.until = min(into.since, since), max(into.until, until)
    return found


def _worth(counted: _Counted, channels: list[str]) -> tuple[int, bool, int]:
    """How many of the channels it knows, whether it is of all visits, and how many it counted."""
    known = sum(channel in counted.by_channel for channel in channels)
    return known, counted.whole, sum(counted.by_channel.values())


def _sum(sites: Iterable[_Counted]) -> _Counted:
    """The visits of several sites together."""
    each = list(sites)
    together: dict[str, int] = defaultdict(int)
    for site in each:
        for channel, number in site.by_channel.items():
            together[channel] += number
    return _Counted(
        dict(together),
        min(site.since for site in each),
        max(site.until for site in each),
        all(site.whole for site in each),
    )


def _share(whole: _Counted, channel: str, total: int, unit: str) -> Answer:
    if not whole.whole:
        return Missing(f"only a part of the {unit} was exported", "export the report on all channels too")
    share = whole.by_channel.get(channel, 0) / total
    return Estimate(share, share, share, "share", total)


_VISITS = """
with counted as (
    select source, metric, site, dimension, channel, day, last_day, sum(number) as number
    from traffic
    where metric in ('visits', 'visitors') and last_day <= cast($as_of as date)
    group by source, metric, site, dimension, channel, day, last_day
),
period as (select distinct source, metric, site, dimension, day, last_day, last_day - day as days from counted),
covered as (
    select p.source, p.metric, p.site, p.dimension, p.day, p.last_day
    from period p join period o
        on o.source = p.source and o.metric = p.metric and o.site = p.site and o.dimension = p.dimension
        and o.day <= p.last_day and o.last_day >= p.day and (o.days > p.days or (o.days = p.days and o.day > p.day))
    group by p.source, p.metric, p.site, p.dimension, p.day, p.last_day
)
select c.source, c.metric, c.site, c.dimension, c.channel, cast(sum(c.number) as bigint), cast(min(c.day) as text), cast(max(c.last_day) as text)
from counted c left join covered v
    on v.source = c.source and v.metric = c.metric and v.site = c.site and v.dimension = c.dimension and v.day = c.day
    and v.last_day = c.last_day
where v.source is null
group by c.source, c.metric, c.site, c.dimension, c.channel
order by c.source, c.metric, c.site, c.dimension, c.channel
"""
_BEGUN = """
with talk as (
    select channel, count(*) as begun from conversation
    where opened_by_us = 0 and began_us between $since_us and $until_us
    group by channel
    union all
    select channel, count(distinct id) from exchange
    where ts_us between $since_us and $until_us
        and (kind in ('meeting', 'call', 'visit') or (mine = 0 and kind in ('comment', 'reply', 'mention')))
    group by channel
    union all
    select channel, count(distinct deal) from outcomes
    where day between cast($since as date) and cast($until as date)
    group by channel
)
select channel, cast(sum(begun) as bigint) from talk group by channel order by channel
"""
