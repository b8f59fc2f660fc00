"""What to do with the next hours: the split that returns most, the one to try, and what the present one costs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from heard.measures.courses import Evidence, course_of, sells
from heard.measures.focus import ENOUGH_RESULTS, WINDOW_WEEKS
from heard.measures.stats import (
    Draws,
    Prospect,
    channel_rates,
    first_hour,
    gain,
    knowledge,
    prospects,
    shadow_price,
    water_fill,
)
from heard.measures.stats.summary import Array
from heard.model import Answer, Estimate, Missing
from heard.strategy import Channel, Strategy

WEEKS_PER_MONTH = 30.44 / 7
QUARTER_WEEKS = 13
CONVERSATIONS = "conversations"
LEAST_WEEKS = 4.0
"""Hours of a shorter time are taken as spread over so many weeks."""
HELD = 2 / 3
"""A channel that is kept loses at most a third of its share in one quarter, for what is not known well is soon lost: a convention."""
ROUNDING = 1 - 1e-12
"""Keeps what is held from adding up to more than there is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The hours of a week, split anew."""

    hours: Answer
    """To split [h/week]."""
    worthwhile_hours: Answer
    """Of them, those that return what an hour is worth [h/week]."""
    one_more_hour: Answer
    """What one more hour a week would return in the best split [currency/h or conversations/h]."""
    gain: Answer
    """What the best split of the present hours returns more than the present split [currency or conversations a quarter]."""
    knowledge: Answer
    """What it would be worth to know all returns: no test is worth more [currency or conversations a quarter]."""
    split: Mapping[str, Answer] = field(default_factory=dict)
    """Hours of each channel in the split that returns most [h/week]."""
    proposed: Mapping[str, Answer] = field(default_factory=dict)
    """Hours of each channel in the split that its course allows [h/week]."""
    price: float | None = None
    """What an hour is worth [currency/h]."""
    prospects: Mapping[str, Prospect] = field(default_factory=dict, repr=False, compare=False)

    def measures(self) -> dict[str, Answer]:
        """Every number by name."""
        return {
            "hours": self.hours,
            "worthwhile_hours": self.worthwhile_hours,
            "one_more_hour": self.one_more_hour,
            "gain_per_quarter": self.gain,
            "knowledge_per_quarter": self.knowledge,
        }


@dataclass(frozen=True, slots=True, eq=False)
class _Worth:
    """What the first hour a week returns on each channel of which that is known."""

    channels: tuple[str, ...]
    returns: Array
    """Draws, one column a channel."""
    present: tuple[float, ...]
    """[h/week]."""
    unit: str
    price: float
    n: int
    tried: tuple[bool, ...]


def plan(strategy: Strategy, evidence: Mapping[str, Evidence]) -> Plan:
    """The split of the weekly hours that returns most [h/week], and what it would change [currency or conversations].

    In money where deals are known on two channels at least, else in conversations with the market, from twenty in all. A further
    hour returns less than the one before it, and the present hours return what they did. The best split is the one for the mean
    of the draws; its interval is that of the best split of each draw. Hours that return less than an hour is worth stay free.

    What is proposed follows the courses: what is dropped gets nothing, what is kept holds two thirds of its present share and
    everything else all of it, and what that frees goes where the next hour returns most.

    Missing where neither is known on two channels.
    """
    known = _in_money(evidence) or _in_conversations(evidence)
    if known is None:
        none = Missing(
            "hours with deals, or with conversations, are known on fewer than two channels",
            "log hours on two channels at least, and the deals that began there",
        )
        return Plan(hours=none, worthwhile_hours=none, one_more_hour=none, gain=none, knowledge=none)
    total = strategy.hours_per_week or sum(known.present)
    best = water_fill(known.returns.mean(axis=0), total, reservation=known.price)
    found = prospects(known.returns, known.present, total, known.tried, reservation=known.price)
    alike = water_fill(known.returns.mean(axis=0), sum(known.present))
    moved = gain(known.returns, alike, known.present).interval()
    last = Draws(shadow_price(known.returns, total)).interval()
    each = Draws(water_fill(known.returns, total, reservation=known.price).sum(axis=1).round(6)).interval()
    held = _held(strategy, known, found, total) if known.unit != CONVERSATIONS else np.zeros(len(found))
    open_to = np.isfinite(held)
    floors = np.where(open_to, held, 0.0)
    next_quarter = water_fill(
        known.returns.mean(axis=0) * open_to, total, reservation=known.price, floors=floors
    )
    as_drawn = water_fill(known.returns * open_to, total, reservation=known.price, floors=floors)
    quarter = f"{known.unit}/quarter"
    worth = QUARTER_WEEKS * knowledge(known.returns, total, reservation=known.price)
    free = round(float(best.sum()), 6)
    return Plan(
        hours=Estimate(total, total, total, "h/week", 1),
        worthwhile_hours=Estimate(free, min(free, each.low), max(free, each.high), "h/week", known.n),
        one_more_hour=Estimate(last.value, last.low, last.high, f"{known.unit}/h", known.n),
        gain=Estimate(
            QUARTER_WEEKS * moved.value,
            QUARTER_WEEKS * moved.low,
            QUARTER_WEEKS * moved.high,
            quarter,
            known.n,
        ),
        knowledge=Estimate(worth, 0.0, worth, quarter, known.n),
        split={
            name: Estimate(
                hours, min(hours, chance.hours.low), max(hours, chance.hours.high), "h/week", known.n
            )
            for name, hours, chance in zip(known.channels, best.tolist(), found, strict=True)
        },
        proposed={
            name: _between(hours, column, known.n)
            for name, hours, column in zip(known.channels, next_quarter.tolist(), as_drawn.T, strict=True)
        },
        price=known.price or None,
        prospects=dict(zip(known.channels, found, strict=True)) if known.unit != CONVERSATIONS else {},
    )


def _held(strategy: Strategy, known: _Worth, found: Sequence[Prospect], total: float) -> Array:
    """Hours that each channel holds [h/week]: its share of those to split, as its course allows; NaN where it is dropped."""
    share = min(1.0, total / sum(known.present)) if sum(known.present) else 0.0
    holds = []
    for name, now, prospect in zip(known.channels, known.present, found, strict=True):
        sold = sells(strategy.channel(name) or Channel(name=name), strategy)
        course = course_of(prospect, sells=sold)
        part = math.nan if course == "drop" else HELD if course == "keep" and sold else 1.0
        holds.append(part * now * share * ROUNDING)
    return np.asarray(holds)


def _between(hours: float, drawn: Array, n: int) -> Estimate:
    """Hours with their range over the draws [h/week]; without the dust of floating point."""
    found = Draws(drawn).interval()
    low, value, high = (round(each, 9) for each in (min(hours, found.low), hours, max(hours, found.high)))
    return Estimate(value, low, high, "h/week", n)


def _in_money(evidence: Mapping[str, Evidence]) -> _Worth | None:
    drawn = {name: each.returns for name, each in evidence.items() if each.returns.draws is not None}
    if len(drawn) < 2:
        return None
    weekly = [
        _value(each.hours) / max((each.months or 0.0) * WEEKS_PER_MONTH, LEAST_WEEKS)
        for each in drawn.values()
    ]
    samples = np.column_stack([each.draws.samples for each in drawn.values() if each.draws is not None])
    first = next(iter(drawn.values()))
    return _Worth(
        channels=tuple(drawn),
        returns=first_hour(samples, weekly),
        present=tuple(_value(evidence[name].attention.hours_per_week) for name in drawn),
        unit=first.return_per_hour.unit.removesuffix("/h")
        if isinstance(first.return_per_hour, Estimate)
        else "",
        price=first.price or 0.0,
        n=sum(int(_value(each.won)) for each in drawn.values()),
        tried=tuple(each.tried for each in drawn.values()),
    )


def _in_conversations(evidence: Mapping[str, Evidence]) -> _Worth | None:
    weekly = {
        name: hours for name, each in evidence.items() if (hours := _value(each.attention.hours_per_week)) > 0
    }
    came = [_value(evidence[name].attention.results) for name in weekly]
    if len(weekly) < 2 or sum(came) < ENOUGH_RESULTS:
        return None
    rates = channel_rates(came, [WINDOW_WEEKS * hours for hours in weekly.values()])
    return _Worth(
        channels=tuple(weekly),
        returns=first_hour(rates.draws, list(weekly.values())),
        present=tuple(weekly.values()),
        unit=CONVERSATIONS,
        price=0.0,
        n=int(sum(came)),
        tried=(True,) * len(weekly),
    )


def _value(answer: Answer) -> float:
    return answer.value if isinstance(answer, Estimate) else 0.0
