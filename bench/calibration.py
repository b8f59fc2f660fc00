"""Whether what Heard says of returns is right as often as it claims, on invented businesses whose truth is known.

    python bench/calibration.py [--businesses 1000] [--seed 1]

Each business has three to six channels, two years of hours and 5 to 60 leads, of which some are won after a while, some lost and some
still open on the day of the review. The mathematics of the measures sees what a journal would hold; the truth is kept aside. The
situations differ in what they do to the model's assumptions.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from heard.measures.deals import Deal
from heard.measures.stats import (
    Draws,
    Gamma,
    first_hour,
    hours_to_settle,
    prospects,
    split_value,
    water_fill,
)
from heard.measures.stats.summary import Array
from heard.measures.weighing import Weighed, weigh

AS_OF = date(2026, 11, 1)
DAYS = 728
DRAWS = 2_000
TYPICAL = 9_000.0
PRICE = 90.0
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
    """Share of leads that bring another within a week."""
    missing_months: int = 0
    """Months in which nothing was logged."""


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


PLAIN = Situation("as the model has it", _alike, _exponential)
SITUATIONS = (
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


def business(rng: Random, situation: Situation) -> Business:
    """One of them."""
    channels = int(rng.integers(3, 7))
    weekly = rng.gamma(2.0, 1.0, channels) + 0.2
    seen = np.ones(DAYS, dtype=bool)
    for month in rng.choice(24, situation.missing_months, replace=False):
        seen[30 * month : 30 * (month + 1)] = False
    wanted = math.exp(rng.uniform(math.log(5), math.log(60)))
    share = rng.beta(2, 6)
    relative = situation.rates(rng, channels)
    total = float((relative * weekly).sum()) * DAYS / 7
    lead_rates = relative * wanted / max(total, 1e-9)
    lag = math.exp(rng.normal(math.log(60), 0.5))
    declared, slow = rng.beta(2, 2), math.exp(rng.normal(math.log(80), 0.5))
    spread = situation.spread
    centre = math.log(TYPICAL) + rng.normal(0, 0.5)
    deals: dict[str, list[Deal]] = {}
    still = np.zeros(channels)
    for place in range(channels):
        name = f"channel {place}"
        count = rng.poisson(lead_rates[place] * weekly[place] * DAYS / 7 / (1 + situation.burst))
        opened = rng.uniform(0, DAYS, count)
        again = opened[rng.random(count) < situation.burst] if situation.burst else opened[:0]
        opened = np.concatenate([opened, np.minimum(again + rng.uniform(0, 7, len(again)), DAYS - 1e-3)])
        won = rng.random(len(opened)) < share
        if situation.burst:
            won[len(opened) - len(again) :] = won[: len(again)]
        ends = opened + np.where(
            won,
            lag * situation.lags(rng, len(opened)),
            np.where(rng.random(len(opened)) < declared, rng.exponential(slow, len(opened)), np.inf),
        )
        values = np.exp(rng.normal(centre, spread, len(opened)))
        told = []
        for number, (start, end) in enumerate(zip(opened, ends, strict=True)):
            if not seen[int(start)]:
                continue
            closed = end < DAYS
            still[place] += won[number] and not closed
            told.append(
                Deal(
                    name=f"{place}-{number}",
                    channel=name,
                    opened=_day(start),
                    closed=_day(end) if closed else "",
                    stage=("won" if won[number] else "lost") if closed else "lead",
                    person=None,
                    who="",
                    amount=float(values[number]) if won[number] and closed else None,
                    currency="EUR",
                )
            )
        deals[name] = told
    logged: dict[str, int] = {}
    for day in np.flatnonzero(seen):
        month = _day(float(day))[:7]
        logged[month] = logged.get(month, 0) + 1
    return Business(
        hours={
            f"channel {place}": {month: float(weekly[place]) * days / 7 for month, days in logged.items()}
            for place in range(channels)
        },
        deals=deals,
        rates=np.asarray(lead_rates * share),
        value=math.exp(centre + spread**2 / 2),
        still=still,
    )


def _day(number: float) -> str:
    return (AS_OF - timedelta(days=DAYS - int(number))).isoformat()


def weighed(found: Business) -> Weighed:
    """What Heard makes of it."""
    return weigh(found.hours, found.deals, AS_OF, TYPICAL, draws=DRAWS)


class Held:
    """How often intervals held the truth."""

    def __init__(self) -> None:
        """Nothing was asked yet."""
        self.asked = 0
        self.held = {0.8: 0, 0.9: 0}

    def ask(self, found: Draws, truth: float) -> None:
        """Whether the intervals, as the measures report them, hold the truth."""
        self.asked += 1
        for coverage in self.held:
            interval = found.shortest(coverage)
            self.held[coverage] += interval.low <= truth <= interval.high

    def count(self, found: Draws, truth: float, rng: Random) -> None:
        """The same of a count, where the rank among equal ones is drawn by lot: whole numbers hold more than they claim."""
        self.asked += 1
        rank = float((found.samples < truth).mean()) + float((found.samples == truth).mean()) * rng.random()
        for coverage in self.held:
            self.held[coverage] += (1 - coverage) / 2 <= rank <= (1 + coverage) / 2

    def __str__(self) -> str:
        return "  ".join(f"{100 * held / max(self.asked, 1):5.1f} %" for held in self.held.values())


def coverage(count: int, seed: int) -> None:
    """Print how often 80 % and 90 % intervals hold."""
    print(
        f"\nHow often intervals of 80 % and of 90 % held the truth, in {count:,} businesses of each situation"
    )
    print(
        f"{'':24}{'deals an hour':>20}{'all channels':>20}{'return an hour':>20}{'still to win':>20}{'all channels':>20}"
    )
    for situation in SITUATIONS:
        rng = np.random.default_rng([seed, sum(map(ord, situation.name))])
        columns = [Held() for _ in range(5)]
        for _ in range(count):
            one = business(rng, situation)
            said = weighed(one)
            hours = np.array([sum(one.hours[name].values()) for name in said.channels])
            for place, name in enumerate(said.channels):
                columns[0].ask(said.rates[name], float(one.rates[place]))
                columns[2].ask(said.returns[name], float(one.rates[place] * one.value))
                if said.forecasts and any(not deal.closed for deal in one.deals[name]):
                    columns[3].count(said.forecasts[name].wins, float(one.still[place]), rng)
            rates = np.column_stack([said.rates[name].samples for name in said.channels])
            columns[1].ask(Draws(rates @ hours), float(one.rates @ hours))
            if said.forecasts:
                together = np.sum([said.forecasts[name].wins.samples for name in said.channels], axis=0)
                columns[4].count(Draws(together), float(one.still.sum()), rng)
        print(f"{situation.name:24}" + "".join(f"{column!s:>20}" for column in columns), flush=True)


def verdicts(count: int, seed: int) -> None:
    """Print how often a channel is singled out where all return the same, and the hours lie evenly."""
    rng = np.random.default_rng([seed, 2])
    alike = replace(PLAIN, rates=lambda _, channels: np.ones(channels))
    definite = channels = 0
    for _ in range(count):
        one = business(rng, alike)
        hours = {name: dict(one.hours["channel 0"]) for name in one.hours}
        deals: dict[str, list[Deal]] = {name: [] for name in hours}
        for told in one.deals.values():
            for deal in told:
                name = f"channel {rng.integers(len(hours))}"
                deals[name].append(replace(deal, channel=name))
        said = weigh(hours, deals, AS_OF, TYPICAL, draws=DRAWS)
        weekly = 6 / len(hours)
        returns = first_hour(np.column_stack([said.returns[name].samples for name in hours]), weekly)
        found = prospects(returns, [weekly] * len(hours), 6, [True] * len(hours))
        definite += sum(each.course in ("drop", "focus") for each in found)
        channels += len(hours)
    print(
        f"\nOutcomes dealt to channels by lot: {100 * definite / channels:.1f} % of {channels:,} channels were to be dropped or focused on"
    )


def less(count: int, seed: int) -> None:
    """Print how often half of the same data gave a narrower interval, as the ratio of its bounds."""
    rng = np.random.default_rng([seed, 3])
    narrower = asked = 0
    for _ in range(count):
        one = business(rng, PLAIN)
        halved = Business(
            {name: {month: spent / 2 for month, spent in each.items()} for name, each in one.hours.items()},
            {name: told[::2] for name, told in one.deals.items()},
            one.rates,
            one.value,
            one.still,
        )
        whole, part = weighed(one), weighed(halved)
        hours = [sum(one.hours[name].values()) for name in whole.channels]
        widths = []
        for said in (whole, part):
            rates = np.column_stack([said.rates[name].samples for name in whole.channels])
            low, high = np.quantile(rates @ np.array(hours), [0.1, 0.9])
            widths.append(math.log(high / low))
        narrower += widths[1] < widths[0]
        asked += 1
    print(
        f"Half of the hours and every other lead: the interval of the whole rate was narrower in {100 * narrower / asked:.1f} % of {asked:,}"
    )


def settling(count: int, seed: int) -> None:
    """Print how long it took until a verdict stood, against what was said."""
    rng = np.random.default_rng([seed, 4])
    ratios = []
    for _ in range(count):
        threshold, events = 0.01, float(rng.uniform(1, 12))
        truth = threshold * math.exp(rng.normal(0, 0.7))
        known = Gamma(events / 2 + rng.poisson(events), (1.5 * events) / truth)
        if not 0.2 < known.above(threshold) < 0.8:
            continue
        said = hours_to_settle(known, threshold, 0.8, seed=int(rng.integers(1 << 30)))
        if math.isinf(said):
            continue
        truth = rng.gamma(known.shape, 1 / known.rate)
        step, spent, came = said / 20, 0.0, 0
        while (
            spent < 40 * said
            and 0.2 < Gamma(known.shape + came, known.rate + max(spent, 1e-9)).above(threshold) < 0.8
        ):
            spent += step
            came += int(rng.poisson(truth * step))
        ratios.append(spent / said)
    found = np.array(ratios)
    print(
        f"Hours to settle: of {len(found):,} the median time was {np.median(found):.2f} of what was said; "
        f"{100 * ((found >= 0.5) & (found <= 2)).mean():.0f} % were within a factor of two, {100 * (found < 0.5).mean():.0f} % sooner"
    )


def advice(count: int, seed: int) -> None:
    """Print what a quarter's hours return by the advice and by three habits, on the truth."""
    print("\nWhat six hours a week return when they are split anew, relative to the best possible split")
    for situation in (PLAIN, SITUATIONS[-1]):
        rng = np.random.default_rng([seed, 5, len(situation.name)])
        values: dict[str, list[float]] = {}
        for _ in range(count):
            one = business(rng, situation)
            said = weighed(one)
            names = list(said.channels)
            weekly = np.array([sum(one.hours[name].values()) for name in names]) / (DAYS / 7)
            turn = math.exp(rng.normal(math.log(4), 0.5))
            truth = first_hour((one.rates * one.value)[np.newaxis, :], weekly, turn)[0]
            draws = first_hour(np.column_stack([said.returns[name].samples for name in names]), weekly)
            won = np.array([sum(deal.stage == "won" for deal in one.deals[name]) for name in names])
            best = (won / weekly).argmax()
            splits = {
                "the advice": water_fill(draws.mean(axis=0), 6),
                "equal hours": np.full(len(names), 6 / len(names)),
                "last year's split": 6 * weekly / weekly.sum(),
                "all on the best": np.eye(len(names))[best] * 6,
            }
            most = float(split_value(truth, water_fill(truth, 6, saturation=turn), turn))
            for name, split in splits.items():
                values.setdefault(name, []).append(float(split_value(truth, split, turn)) / most)
        for name, each in values.items():
            margin = np.array(values["the advice"]) - np.array(each)
            error = margin.std() / math.sqrt(count)
            behind = (
                ""
                if name == "the advice"
                else f"  the advice is ahead by {100 * margin.mean():.1f} ± {100 * error:.1f} points"
            )
            print(f"{situation.name:24}{name:20}{100 * np.mean(each):6.1f} %{behind}", flush=True)


def main() -> None:
    """Everything in turn."""
    arguments = argparse.ArgumentParser(description="Whether returns are right as often as they claim.")
    arguments.add_argument("--businesses", type=int, default=20, help="of each situation")
    arguments.add_argument("--seed", type=int, default=1)
    asked = arguments.parse_args()
    for claim in (coverage, verdicts, less, settling, advice):
        claim(asked.businesses, asked.seed)


if __name__ == "__main__":
    main()
