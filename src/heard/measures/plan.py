"""What to do with the next hours: a course for each channel, the split that returns most, and what the present one costs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal

import numpy as np

from heard.measures.audience import Market
from heard.measures.conversation import Meaning
from heard.measures.focus import ENOUGH_RESULTS, WINDOW_WEEKS, Attention
from heard.measures.interest import Interest
from heard.measures.returns import Returns
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

LISTENING_WEEKS = 3
"""How long to watch the traffic before planning: 'a few weeks', as practitioners say."""
WEEKS_PER_MONTH = 30.44 / 7
QUARTER_WEEKS = 13
CONVERSATIONS = "conversations"
LEAST_WEEKS = 4.0
"""Hours of a shorter time are taken as spread over so many weeks."""

SALES = ("deal", "sale", "revenue", "order", "client", "lead", "contract")
ATTENTION = ("post", "follower", "like", "view", "impression", "click", "reach", "subscriber", "visit")
"""Counting these is no aim: they are what one does, or what others do not care about."""

Course = Literal["focus", "keep", "try", "listen", "drop", "cannot tell"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What to do with a channel, and how sure that is."""

    channel: str
    course: Course
    probability: float | None
    """Of the statement that the course rests on [0..1]; None where it rests on what is not known yet."""
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that is known of one channel."""

    market: Market
    meaning: Meaning
    returns: Returns
    attention: Attention
    interest: Interest


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
    """Hours of each channel in the best split [h/week]."""
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
        price=known.price or None,
        prospects=dict(zip(known.channels, found, strict=True)) if known.unit != CONVERSATIONS else {},
    )


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


def courses(
    strategy: Strategy, evidence: Mapping[str, Evidence], planned: Plan, as_of: date
) -> dict[str, Advice]:
    """Focus, keep, try, listen, drop or cannot tell, for each channel of the strategy.

    Where returns are known the weekly hours are split anew in each of 20,000 draws, with falling returns of each further hour
    and the price of an hour as the floor; drop if 80 % of the draws give it none, focus if 75 % give it half as much again. A
    channel that serves an aim other than deals is never dropped on returns alone. Without returns the advice is to listen, to
    try, or that it cannot be told yet.
    """
    found = {}
    for name, each in evidence.items():
        channel = strategy.channel(name) or Channel(name=name)
        prospect = planned.prospects.get(name)
        if prospect is None:
            found[name] = _unmeasured(channel, each, as_of)
            continue
        probability = {"drop": prospect.drop, "focus": prospect.focus}.get(prospect.course)
        advice = Advice(
            channel=name, course=prospect.course, probability=probability, why=_WHY[prospect.course]
        )
        if prospect.course == "drop" and not _sells(channel, strategy):
            advice = replace(
                advice,
                course="keep",
                why="its hours do not pay in deals, but it serves an aim that is not deals",
            )
        found[name] = advice
    return found


_WHY = {
    "drop": "in most draws the best split of your hours gives it none",
    "focus": "in most draws the best split of your hours gives it clearly more than now",
    "try": "too few hours have gone into it to tell; the best split still gives it some",
    "keep": "nothing shows clearly enough that more or fewer hours would be better",
}


def _unmeasured(channel: Channel, evidence: Evidence, as_of: date) -> Advice:
    since = channel.listening_since
    spoken = isinstance(evidence.attention.hours_per_week, Estimate)
    if not spoken and (since is None or as_of - since < timedelta(weeks=LISTENING_WEEKS)):
        return Advice(
            channel=channel.name,
            course="listen",
            probability=None,
            why="nothing is known of it yet; watch what is talked about there first",
        )
    if evidence.market.verdict == "yes" and not spoken:
        return Advice(
            channel=channel.name,
            course="try",
            probability=None,
            why="your market is there, and no hours have gone into it yet",
        )
    return Advice(
        channel=channel.name,
        course="cannot tell",
        probability=None,
        why="there are no hours and deals to weigh it by",
    )


def _sells(channel: Channel, strategy: Strategy) -> bool:
    """Whether the channel serves no aim of its own: none that is counted in something other than deals or attention."""
    aims = [
        objective.measure.lower() for objective in strategy.objectives if objective.name in channel.serves
    ]
    return not aims or any(word in aim for aim in aims for word in (*SALES, *ATTENTION))


def _value(answer: Answer) -> float:
    return answer.value if isinstance(answer, Estimate) else 0.0
