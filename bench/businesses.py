"""Invented businesses whose truth is known, for what is measured on them.

Each has three to six channels, two years of hours and 5 to 60 leads, of which some are won after a while, some lost and some still
open on the day of the review. What a journal would hold is shown; the truth is kept aside. The situations differ in what they do to the
assumptions of the model.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from heard.measures.deals import Deal
from heard.measures.stats import conversions, rates, values
from heard.measures.stats.summary import Array

AS_OF = date(2026, 11, 1)
DAYS = 728
TYPICAL = 9_000.0
Random = np.random.Generator


@dataclass(frozen=True)
class Situation:
    """How the truth differs from the model."""

    name: str
    rates: Callable[[Random, int], Array]
    """Deals an hour, relative to their mean."""
    lags: Callable[[Random, int], Array]
    """From lead to deal, relative to their mean."""
    spread: float = 0.8
    """Of log values."""
    burst: float = 0.0
    """Share of leads that bring another within a week, which is won if they are."""
    missing_months: int = 0
    """Months in which nothing was logged."""
    drawn: bool = False
    """Everything else is drawn from the very priors of the model."""


def _alike(rng: Random, channels: int) -> Array:
    return rng.gamma(shape := math.exp(rng.normal(math.log(2), 0.8)), 1 / shape, channels)


def _sharp(rng: Random, channels: int) -> Array:
    """Half of the channels do nothing, the others are log-normal."""
    rates = np.exp(rng.normal(0, 0.7, channels))
    rates[rng.random(channels) < 0.4] = 0.01
    return np.asarray(rates)


def _exponential(rng: Random, leads: int) -> Array:
    return rng.exponential(1.0, leads)


def _long_tail(rng: Random, leads: int) -> Array:
    return np.asarray(np.exp(rng.normal(-0.72, 1.2, leads)))


def _as_drawn(rng: Random, channels: int) -> Array:
    shape = math.exp(rng.normal(math.log(rates.PRIOR_EVENTS), rates.PRIOR_DOUBT))
    return rng.gamma(shape, 1 / shape, channels)


PLAIN = Situation("near the model", _alike, _exponential)
SITUATIONS = (
    Situation("as the model draws", _as_drawn, _exponential, drawn=True),
    PLAIN,
    replace(PLAIN, name="deals in bursts", burst=0.5),
    replace(PLAIN, name="long delays", lags=lambda rng, leads: 3 * rng.exponential(1.0, leads)),
    replace(PLAIN, name="five months missing", missing_months=5),
    replace(PLAIN, name="another truth", rates=_sharp, lags=_long_tail, spread=1.2),
)


@dataclass(frozen=True)
class Business:
    """What a journal holds, and the truth."""

    hours: dict[str, dict[str, float]]
    deals: dict[str, list[Deal]]
    rates: Array
    """Deals an hour, in the long run."""
    value: float
    """Mean value of a deal."""
    still: Array
    """Of the open leads, those that were won later, by channel."""


@dataclass(frozen=True)
class _Lead:
    channel: int
    opened: float
    """Day."""
    end: float
    """Day, infinite for what is never heard of again."""
    won: bool
    value: float


@dataclass(frozen=True)
class Course:
    """A business as it goes on, longer than its journal so far."""

    weekly: Array
    """Hours of each channel."""
    seen: npt.NDArray[np.bool_]
    """Days on which anything was logged."""
    leads: list[_Lead]
    rates: Array
    value: float

    def until(self, day: int) -> Business:
        """What the journal holds on a day."""
        logged: dict[str, int] = {}
        for each in np.flatnonzero(self.seen[:day]):
            month = day_of(float(each))[:7]
            logged[month] = logged.get(month, 0) + 1
        names = [f"channel {place}" for place in range(len(self.weekly))]
        deals: dict[str, list[Deal]] = {name: [] for name in names}
        still = np.zeros(len(names))
        for number, lead in enumerate(self.leads):
            if lead.opened >= day or not self.seen[int(lead.opened)]:
                continue
            closed = lead.end < day
            still[lead.channel] += lead.won and not closed
            deals[names[lead.channel]].append(
                Deal(
                    name=str(number),
                    channel=names[lead.channel],
                    opened=day_of(lead.opened),
                    closed=day_of(lead.end) if closed else "",
                    stage=("won" if lead.won else "lost") if closed else "lead",
                    person=None,
                    who="",
                    amount=lead.value if lead.won and closed else None,
                    currency="EUR",
                )
            )
        hours = {
            name: {month: float(weekly) * days / 7 for month, days in logged.items()}
            for name, weekly in zip(names, self.weekly, strict=True)
        }
        return Business(hours, deals, self.rates, self.value, still)


def business(rng: Random, situation: Situation) -> Business:
    """One of them, after two years."""
    return course(rng, situation).until(DAYS)


def course(rng: Random, situation: Situation, days: int = DAYS) -> Course:
    """One of them, for as many days."""
    channels = int(rng.integers(3, 7))
    weekly = rng.gamma(2.0, 1.0, channels) + 0.2
    seen = np.ones(days, dtype=bool)
    for month in rng.choice(24, situation.missing_months, replace=False):
        seen[30 * month : 30 * (month + 1)] = False
    wanted = math.exp(rng.uniform(math.log(5), math.log(60)))
    relative = situation.rates(rng, channels)
    total = float((relative * weekly).sum()) * DAYS / 7
    lead_rates = relative * wanted / max(total, 1e-9)
    truth = (_from_priors if situation.drawn else _from_habit)(rng, channels, situation)
    leads = []
    for place in range(channels):
        count = rng.poisson(lead_rates[place] * weekly[place] * days / 7 / (1 + truth.burst))
        opened = rng.uniform(0, days, count)
        brings = rng.random(count) < truth.burst
        again = opened[brings] + rng.uniform(0, 7, int(brings.sum()))
        opened = np.concatenate([opened, np.minimum(again, days - 1e-3)])
        won = rng.random(len(opened)) < truth.shares[place]
        won[count:] = won[:count][brings]
        ends = opened + np.where(
            won,
            truth.lag * situation.lags(rng, len(opened)) ** (1 / truth.shape),
            np.where(rng.random(len(opened)) < truth.lost, rng.exponential(truth.slow, len(opened)), np.inf),
        )
        worth = np.exp(rng.normal(truth.centre, truth.spread, len(opened)))
        leads += [
            _Lead(place, *each)
            for each in zip(opened.tolist(), ends.tolist(), won.tolist(), worth.tolist(), strict=True)
        ]
    return Course(
        weekly,
        seen,
        leads,
        np.asarray(lead_rates * truth.shares),
        math.exp(truth.centre + truth.spread**2 / 2),
    )


@dataclass(frozen=True)
class _Truth:
    shares: Array
    """Won in the end, by channel."""
    lag: float
    """Days, with the lags relative to it."""
    shape: float
    """Weibull."""
    lost: float
    """Of the others, declared lost."""
    slow: float
    """Days until then."""
    centre: float
    """Log of a middling value."""
    spread: float
    burst: float


def _from_habit(rng: Random, channels: int, situation: Situation) -> _Truth:
    """Near the priors, and narrower than they are."""
    return _Truth(
        shares=np.full(channels, rng.beta(2, 6)),
        lag=math.exp(rng.normal(math.log(60), 0.5)),
        shape=1.0,
        lost=rng.beta(2, 2),
        slow=math.exp(rng.normal(math.log(80), 0.5)),
        centre=math.log(TYPICAL) + rng.normal(0, 0.5),
        spread=situation.spread,
        burst=situation.burst,
    )


def _from_priors(rng: Random, channels: int, _: Situation) -> _Truth:
    """As the model would have it before it saw anything."""
    days = math.log(conversions.PRIOR_DAYS), conversions.PRIOR_DAYS_SPREAD
    share = rng.beta(*conversions.PRIOR_WON)
    excess = math.exp(rng.normal(math.log(rates.BURSTS), rates.BURSTS_DOUBT))
    variance = values.PRIOR_SCALE / rng.gamma(values.PRIOR_SHAPE)
    return _Truth(
        shares=rng.beta(conversions.ALIKE * share, conversions.ALIKE * (1 - share), channels),
        lag=math.exp(rng.normal(*days)),
        shape=math.exp(rng.normal(math.log(conversions.PRIOR_SHAPE), conversions.PRIOR_SHAPE_SPREAD)),
        lost=rng.random(),
        slow=math.exp(rng.normal(*days)),
        centre=rng.normal(math.log(TYPICAL), math.sqrt(variance / values.PRIOR_DEALS)),
        spread=math.sqrt(variance),
        burst=min(1.0, excess / max(2 - excess, excess)),
    )


def day_of(number: float) -> str:
    return (AS_OF - timedelta(days=DAYS - int(number))).isoformat()
