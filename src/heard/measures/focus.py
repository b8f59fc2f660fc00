"""Question 4 (C4): am I spread too thin?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from heard.measures.stats import Gamma, hill_number, misallocation
from heard.model import Answer, Estimate, Missing, Verdict, day_micros
from heard.strategy import Channel, Strategy

if TYPE_CHECKING:
    from heard.ledger.store import Ledger

WINDOW_WEEKS = 26
"""Over which attention is judged: long enough for results to follow, short enough to be the present habit: a convention."""
ENOUGH_RESULTS = 20
"""Below so many results in all nothing is said of how they are split: with ten, luck alone misplaces half of the hours."""
THIN_RATIO = 1.5
"""Hours lie on so many times more channels than results come from: a convention."""
LEARNED = 0.95
"""Chance of at least one result within the least hours that teach anything [0..1]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """How much of the user's time a channel gets, and whether it is enough to be heard."""

    channel: str
    hours_per_week: Answer
    """Logged in the last 26 weeks [h/week]."""
    planned_hours_per_week: Answer
    """What the strategy gives it [h/week]."""
    share_of_hours: Answer
    """Of all logged hours of the window [share]."""
    results: Answer
    """Meaningful conversations with the target market in the window [conversations]."""
    share_of_results: Answer
    """Of all such conversations [share]."""
    hours_to_learn: Answer
    """Hours after which at least one result is 95 % likely, at the pooled rate [h]."""
    few_for_a_deal: bool = False
    """The hours are enough for a conversation to come of them, and too few for a deal."""
    verdict: Verdict = "cannot tell"

    def measures(self) -> dict[str, Answer]:
        """Every number by name."""
        return {
            "hours_per_week": self.hours_per_week,
            "planned_hours_per_week": self.planned_hours_per_week,
            "share_of_hours": self.share_of_hours,
            "results": self.results,
            "share_of_results": self.share_of_results,
            "hours_to_learn": self.hours_to_learn,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How the hours lie on all channels together."""

    channels_by_hours: Answer
    """As many equally used channels would spread the hours as widely [channels]."""
    channels_by_results: Answer
    """The same of results [channels]."""
    misplaced: Answer
    """Share of the hours that lie elsewhere than the results [share]."""
    starved: tuple[str, ...] = ()
    """Channels whose hours are too few to learn anything."""
    hours: Mapping[str, float] = field(default_factory=dict)
    """Hours in the window, by channel [h]."""
    results: Mapping[str, int] = field(default_factory=dict)
    """Meaningful conversations with the target market in the window, by channel [conversations]."""


def attention(
    ledger: Ledger, strategy: Strategy, channels: Iterable[str], as_of: date
) -> tuple[dict[str, Attention], Spread]:
    """How hours and results lie on the channels in the last 26 weeks [h/week].

    A result is a conversation with the target market that went back and forth, or a meeting with it; never a like. The least
    hours that teach anything are those after which one result at least is 95 % likely, unsure of the pooled rate as we are. The
    effective number of channels is the Hill number of order 1 (Jost 2006).

    Missing without hours logged or tracked; the split of results is Missing below twenty results in all.
    """
    since = as_of - timedelta(weeks=WINDOW_WEEKS)
    hours = {
        channel: (spent, entries)
        for channel, spent, entries in ledger.rows(_HOURS, since=since.isoformat(), until=as_of.isoformat())
    }
    results: dict[str, int] = dict(ledger.rows(_RESULTS, since_us=day_micros(since)))
    names = list(channels)
    everywhere = sorted({*names, *hours})
    spent = [hours.get(channel, (0.0, 0))[0] for channel in everywhere]
    came = [results.get(channel, 0) for channel in everywhere]
    least = _least(sum(spent), sum(came))
    spread = _spread(everywhere, spent, came, least)
    found = {}
    for channel in names:
        logged, entries = hours.get(channel, (0.0, 0))
        got = results.get(channel, 0)
        found[channel] = Attention(
            channel=channel,
            hours_per_week=_counted(logged / WINDOW_WEEKS, "h/week", entries)
            if logged
            else _no_hours(channel),
            planned_hours_per_week=_planned(strategy.channel(channel), channel),
            share_of_hours=_counted(logged / sum(spent), "share", entries)
            if sum(spent)
            else _no_hours(channel),
            results=_counted(got, "conversations", got),
            share_of_results=_counted(got / sum(came), "share", sum(came))
            if sum(came) >= ENOUGH_RESULTS
            else _few_results(sum(came)),
            hours_to_learn=least,
            verdict=_verdict(logged, least, spread),
        )
    return found, spread


def _spread(channels: list[str], spent: list[float], came: list[int], least: Answer) -> Spread:
    hours, results = dict(zip(channels, spent, strict=True)), dict(zip(channels, came, strict=True))
    if not sum(spent):
        none = Missing(
            "no hours are logged in the last 26 weeks",
            "write them in the journal, as in: 2026-03-02 linkedin hours 1.5",
        )
        return Spread(
            channels_by_hours=none, channels_by_results=none, misplaced=none, hours=hours, results=results
        )
    by_hours = _counted(hill_number(spent, 1), "channels", sum(each > 0 for each in spent))
    if sum(came) < ENOUGH_RESULTS:
        few = _few_results(sum(came))
        return Spread(
            channels_by_hours=by_hours, channels_by_results=few, misplaced=few, hours=hours, results=results
        )
    moved = misallocation(spent, came).interval()
    starved = tuple(
        name for name, each in hours.items() if isinstance(least, Estimate) and 0 < each < least.value
    )
    return Spread(
        channels_by_hours=by_hours,
        channels_by_results=_counted(hill_number(came, 1), "channels", sum(came)),
        misplaced=Estimate(moved.value, moved.low, moved.high, "share", sum(came)),
        starved=starved,
        hours=hours,
        results=results,
    )


def _least(spent: float, came: int) -> Answer:
    if not spent or not came:
        return Missing(
            "without hours and results there is no rate to learn from",
            "log hours, and import what shows conversations",
        )
    hours = Gamma(came + 0.5, spent).hours_to_first(LEARNED)
    return Estimate(hours, hours, hours, "h", came)


def _verdict(logged: float, least: Answer, spread: Spread) -> Verdict:
    """Whether the user is spread too thin on this channel."""
    if not logged or not isinstance(least, Estimate) or not isinstance(spread.channels_by_results, Estimate):
        return "cannot tell"
    if logged >= least.value:
        return "no"
    wide = (
        isinstance(spread.channels_by_hours, Estimate)
        and spread.channels_by_hours.value > THIN_RATIO * spread.channels_by_results.value
    )
    return "yes" if wide else "mixed"


def _planned(channel: Channel | None, name: str) -> Answer:
    if channel is None or channel.hours_per_week is None:
        return Missing(
            f"the strategy gives {name} no hours", f"write under channels: {name}: hours: 2 h/week"
        )
    return _counted(channel.hours_per_week, "h/week", 1)


def _counted(value: float, unit: str, n: int) -> Estimate:
    return Estimate(value, value, value, unit, n)


def _no_hours(channel: str) -> Missing:
    return Missing(
        f"no hours on {channel} are logged in the last 26 weeks",
        f"write them in the journal, as in: 2026-03-02 {channel} hours 1.5",
    )


def _few_results(came: int) -> Missing:
    return Missing(
        f"only {came} conversations with the target market went back and forth in 26 weeks",
        f"{ENOUGH_RESULTS - came} more would show how they lie",
    )


_HOURS = """
select channel, cast(sum(cast(hours as decimal(18, 6))) as double precision), count(*) from spent
where why = '' and day > cast($since as date) and day <= cast($until as date)
group by channel
order by channel
"""
_RESULTS = """
select channel, count(*)
from (
    select channel, cast(thread as text) || '-' || cast(session as text) as result from conversation
    where meaningful = 1 and target = 1 and last_us >= $since_us
    union all
    select distinct e.channel, cast(e.id as text)
    from exchange e join market m on m.person = e.person
    where e.kind in ('meeting', 'call', 'visit') and e.ts_us >= $since_us
) as results
group by channel
order by channel
"""
