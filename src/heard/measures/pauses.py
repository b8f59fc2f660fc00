"""Tests of a channel by pausing it: whether one is worth starting, where one stands, and what came of it.

What is counted is counted on all channels, since others may take over while one is paused. Of letters it is the days on which
somebody of the target market wrote, each person once a day and channel: ten lines of a chat are one.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from heard.measures.stats import (
    LEVEL,
    MOST_WEEKS,
    POWER,
    c_test,
    counted_days,
    dispersion,
    flip_power,
    pair_designs,
    pause_design,
    randomisation_test,
    reachable_rate,
    weeks_per_arm,
)
from heard.model import Answer, Estimate, Missing, day_micros
from heard.strategy import Outcome, Pause, Strategy

if TYPE_CHECKING:
    from heard.ledger.store import Ledger

BASE_WEEKS = 26
"""What came in so many weeks says what to expect [weeks]."""
LEAST_WEEKS = 8
"""Fewer say too little of what is usual [weeks]: a convention."""
LEAST_PAIRS = 6
"""With fewer, no outcome whatever could be told from chance: two of the 32 designs of five pairs are 6 % already."""
MOST_BLOCKS = 2 * MOST_WEEKS
"""On and off; no test that was drawn here has more."""
BLOCK_WEEKS = 2
"""Long enough for most answers to what was said before [weeks]: a convention; longer where answers take longer."""
DAY_US = 86_400_000_000
EPOCH = 719_163
"""1970-01-01 as a day of the calendar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """A test that was drawn, and what it can show."""

    pause: Pause
    weekly: float
    """What came on all channels [events/week]."""
    without: float
    """What would come if the pause took away all that came by the channel, and nothing took its place [events/week]."""
    power: float
    """Probability that the analysis finds such a difference [0..1]; for bursts of the usual size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a test is not worth starting."""

    channel: str
    outcome: Outcome
    why: str
    reachable: str = ""
    """What so long a test could show instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of a test, by the design that was drawn."""

    on: int
    """Counted in the weeks on [events]."""
    off: int
    weeks: float
    """On, and as many off, that count [weeks]."""
    ratio: Answer
    """Of the rate on to the rate off, with exact bounds of 95 % [times]."""
    p: float
    """Share of the designs under which the blocks differ at least as much [0..1]."""
    designs: int
    p_counts: float
    """The same of the counts alone, by the C-test [0..1]."""
    spoken: int
    """Words of ours on the channel in weeks in which it was paused [interactions]."""
    verdict: Literal["more", "fewer", "cannot tell"]
    """Whether more came while the channel was on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A test of the strategy as it stands on a day."""

    pause: Pause
    state: Literal["not drawn", "planned", "running", "ended"]
    ends: date | None = None
    """The day after the last."""
    block: int = 0
    """The one that is running, counted from 0."""
    days: int = 0
    """Of it that have passed [days]."""
    result: Result | None = None
    """Only of a test that has ended: who looks before, stops when it suits."""
    since: int = 0
    """The end [days]."""


@dataclass(frozen=True, slots=True)
class Trials:
    """Every test of the strategy."""

    all: tuple[Trial, ...] = ()


def trials(ledger: Ledger, strategy: Strategy, as_of: date, as_of_us: int) -> Trials:
    """Where each test stands on a day, and what came of those that have ended; `heard.people.view.look` goes before."""
    return Trials(tuple(_trial(ledger, pause, as_of, as_of_us) for pause in strategy.tests))


def design(
    ledger: Ledger, pause: Pause, as_of: date, as_of_us: int, weeks: int | None = None
) -> Design | Refusal:
    """Draw a test that would show the loss of all that a channel brought, or say why none of 26 weeks on and off would.

    Args:
        ledger: with the tables that `heard.people.view.look` makes.
        pause: channel, outcome, first day and seed.
        as_of: the day up to which it is known what usually comes.
        as_of_us: its last moment [us since 1970, UTC].
        weeks: of a block; else two, or as many as half of the answers on the channel take.
    """
    seen = _weeks_known(ledger, as_of_us)

    def refused(why: str, reachable: str = "") -> Refusal:
        return Refusal(channel=pause.channel, outcome=pause.outcome, why=why, reachable=reachable)

    if seen < LEAST_WEEKS:
        return refused(f"the ledger knows {seen} weeks, and {LEAST_WEEKS} are needed to say what is usual")
    counts = _counts(ledger, pause.outcome, as_of - timedelta(weeks=seen) + timedelta(days=1), as_of)
    weekly = [0] * seen
    own = 0
    for day, found in counts.items():
        weekly[(as_of - day).days // 7] += sum(found.values())
        own += found.get(pause.channel, 0)
    total = sum(weekly)
    if not own:
        return refused(
            f"none of the {total:,} {pause.outcome} of the last {seen} weeks came by {pause.channel}, so that there is nothing a pause could take away"
        )
    on, off = total / seen, (total - own) / seen
    bursts = dispersion([weekly], [[1.0] * seen])
    length = weeks or max(BLOCK_WEEKS, _lag_weeks(ledger, pause.channel))
    counted = len(counted_days(7 * length)) / 7
    most = MOST_WEEKS // length
    needed = weeks_per_arm(on, off, dispersion=bursts)
    pairs = max(LEAST_PAIRS, math.ceil(needed / counted))
    power = 0.0
    while pairs <= most and (power := flip_power(on, off, counted, pairs, dispersion=bursts)) < POWER:
        pairs += 1
    if pairs > most:
        reach = reachable_rate(on, most * counted, dispersion=bursts)
        return refused(
            f"{own:,} of the {total:,} {pause.outcome} of the last {seen} weeks came by {pause.channel}; to see them missing takes "
            f"{pairs * length:,} weeks on and as many off, and more than {MOST_WEEKS} are no fair test, since a channel changes meanwhile",
            f"{most * length} weeks on and as many off would show a fall from {on:.2g} to {reach:.2g} a week"
            if reach is not None and most >= LEAST_PAIRS
            else f"not even the loss of everything would show in {MOST_WEEKS} weeks on and off",
        )
    return Design(
        pause=Pause(
            channel=pause.channel,
            outcome=pause.outcome,
            begins=pause.begins,
            weeks=length,
            blocks=pause_design(pairs, seed=pause.seed or 0),
            seed=pause.seed or 0,
        ),
        weekly=on,
        without=off,
        power=power,
    )


def _trial(ledger: Ledger, pause: Pause, as_of: date, as_of_us: int) -> Trial:
    blocks = pause.blocks
    drawn = 0 < len(blocks) <= MOST_BLOCKS and len(blocks) % 2 == 0
    if (
        pause.begins is None
        or not 0 < pause.weeks <= MOST_WEEKS
        or not drawn
        or any(one == other for one, other in zip(blocks[::2], blocks[1::2], strict=True))
    ):
        return Trial(pause=pause, state="not drawn")
    ends = pause.first(len(pause.blocks))
    if as_of < pause.begins:
        return Trial(pause=pause, state="planned", ends=ends)
    if as_of < ends - timedelta(days=1):
        block, days = divmod((as_of - pause.begins).days, 7 * pause.weeks)
        return Trial(pause=pause, state="running", ends=ends, block=block, days=days)
    return Trial(
        pause=pause,
        state="ended",
        ends=ends,
        result=_result(ledger, pause, ends, as_of_us),
        since=max(0, (as_of - ends).days),
    )


def _result(ledger: Ledger, pause: Pause, ends: date, as_of_us: int) -> Result:
    """The analysis that was fixed with the design: the share of designs that differ as much, and beside it the C-test."""
    counts = _counts(ledger, pause.outcome, pause.first(0), ends - timedelta(days=1))
    days = counted_days(7 * pause.weeks)
    blocks = [
        sum(sum(counts.get(pause.first(block) + timedelta(days=each), {}).values()) for each in days)
        for block in range(len(pause.blocks))
    ]
    on = sum(count for count, used in zip(blocks, pause.blocks, strict=True) if used)
    off = sum(blocks) - on
    weeks = sum(pause.blocks) * len(days) / 7
    drawn = randomisation_test(blocks, pause.blocks, pair_designs(len(pause.blocks) // 2))
    compared = c_test(on, weeks, off, weeks)
    told = drawn.p <= LEVEL
    return Result(
        on=on,
        off=off,
        weeks=weeks,
        ratio=_ratio(pause.outcome, compared.ratio.value, compared.ratio.low, compared.ratio.high, on + off),
        p=drawn.p,
        designs=drawn.designs,
        p_counts=compared.p,
        spoken=_spoken(ledger, pause, as_of_us),
        verdict="cannot tell" if not told else "more" if drawn.difference > 0 else "fewer",
    )


def _ratio(outcome: Outcome, value: float, low: float, high: float, n: int) -> Answer:
    if math.isinf(high) or not n:
        return Missing(
            f"no {outcome} came in the weeks {'that were counted' if not n else 'off'}, so that the ratio has no end",
            "a longer test",
        )
    return Estimate(value, low, high, "times", n)


def _spoken(ledger: Ledger, pause: Pause, as_of_us: int) -> int:
    """Words of ours there in the weeks off [interactions]."""
    return sum(
        ledger.rows(
            _SPOKEN,
            channel=pause.channel,
            since_us=day_micros(pause.first(block)),
            until_us=min(day_micros(pause.first(block + 1)) - 1, as_of_us),
        )[0][0]
        for block, on in enumerate(pause.blocks)
        if not on
    )


def _counts(ledger: Ledger, outcome: Outcome, since: date, until: date) -> dict[date, dict[str, int]]:
    """What came on each day by each channel, both days included [events]."""
    if outcome in ("leads", "deals"):
        rows = ledger.rows(
            _OUTCOMES,
            stage="lead" if outcome == "leads" else "won",
            since=since.isoformat(),
            until=until.isoformat(),
        )
    else:
        rows = ledger.rows(
            _REPLIES if outcome == "target replies" else _MEETINGS,
            since_us=day_micros(since),
            until_us=day_micros(until + timedelta(days=1)) - 1,
            day_us=DAY_US,
        )
    found: dict[date, dict[str, int]] = defaultdict(dict)
    for channel, number, count in rows:
        found[date.fromordinal(number + EPOCH)][channel] = count
    return found


def _weeks_known(ledger: Ledger, as_of_us: int) -> int:
    """Whole weeks from the first exchange to the day, half a year at most [weeks]."""
    ((first_us,),) = ledger.rows("select min(ts_us) from exchange")
    return 0 if first_us is None else min(BASE_WEEKS, (as_of_us - first_us) // (7 * DAY_US))


def _lag_weeks(ledger: Ledger, channel: str) -> int:
    """Weeks in which half of the answers to us came, rounded up [weeks]."""
    ((lag_us,),) = ledger.rows(_LAG, channel=channel)
    return 0 if lag_us is None else math.ceil(lag_us / (7 * DAY_US))


_REPLIES = """
select channel, day, count(*)
from (
    select distinct e.channel, e.person, cast((e.ts_us - e.ts_us % $day_us) / $day_us as bigint) as day
    from exchange e
    where e.mine = 0 and e.kind in ('message', 'mail', 'reply', 'comment', 'mention') and e.person in (select person from market)
        and e.ts_us between $since_us and $until_us
) d
group by channel, day
order by channel, day
"""
_MEETINGS = """
select channel, day, count(*)
from (
    select distinct e.channel, e.person, cast((e.ts_us - e.ts_us % $day_us) / $day_us as bigint) as day
    from exchange e
    where e.kind in ('meeting', 'call', 'visit') and e.person in (select person from market) and e.ts_us between $since_us and $until_us
) d
group by channel, day
order by channel, day
"""
_OUTCOMES = """
select channel, day - cast('1970-01-01' as date) as number, count(distinct deal)
from outcomes
where stage = $stage and day between cast($since as date) and cast($until as date)
group by channel, day
order by channel, day
"""
_SPOKEN = """
select count(*)
from interactions i join people p on p.account = i.actor
where p.person = 0 and i.channel = $channel and i.nature = 'personal' and i.ts_us between $since_us and $until_us
    and i.kind in ('post', 'reply', 'comment', 'mention', 'message', 'mail', 'share', 'invitation') and i.id not in (select id from twice)
"""
_LAG = """
select percentile_disc(0.5e0) within group (order by theirs_us - began_us)
from conversation
where channel = $channel and opened_by_us = 1 and theirs_us is not null and theirs_us >= began_us
"""
