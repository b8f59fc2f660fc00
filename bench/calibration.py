"""Whether what Heard says of returns is right as often as it claims, on invented businesses whose truth is known.

    python bench/calibration.py [coverage verdicts less settling settling-whole advice] [--businesses 1000] [--seed 1]

The mathematics of the measures sees what a journal would hold; the truth is kept aside. See `businesses.py`.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np
from businesses import AS_OF, DAYS, PLAIN, SITUATIONS, TYPICAL, Business, Random, Situation, business, course

from heard.measures.deals import Deal
from heard.measures.stats import (
    Draws,
    Gamma,
    Interval,
    first_hour,
    hours_to_settle,
    prospects,
    split_value,
    water_fill,
)
from heard.measures.weighing import Weighed, hours_to_verdict, weigh

DRAWS = 2_000
PRICE = 90.0


def weighed(found: Business) -> Weighed:
    """What Heard makes of it."""
    return weigh(found.hours, found.deals, AS_OF, TYPICAL, draws=DRAWS)


class Held:
    """How often intervals held the truth."""

    def __init__(self) -> None:
        """Nothing was asked yet."""
        self.asked = 0
        self.held = {0.8: 0, 0.9: 0}

    def ask(self, found: Draws, truth: float, *, shortest: bool = True) -> None:
        """Whether the intervals hold the truth: of a channel, which may do nothing, the shortest; of all together equal tails."""
        self.asked += 1
        for coverage in self.held:
            interval = found.shortest(coverage) if shortest else found.interval(coverage)
            self.held[coverage] += interval.low <= truth <= interval.high

    def count(self, found: Draws, truth: float, rng: Random) -> None:
        """The same of a count, where the rank among equal ones is drawn by lot: whole numbers hold more than they claim."""
        self.asked += 1
        rank = float((found.samples < truth).mean()) + float((found.samples == truth).mean()) * rng.random()
        for coverage in self.held:
            self.held[coverage] += (1 - coverage) / 2 <= rank <= (1 + coverage) / 2

    def __str__(self) -> str:
        return "  ".join(f"{100 * held / max(self.asked, 1):5.1f} %" for held in self.held.values())


def coverage(count: int, seed: int, situations: Sequence[Situation] = SITUATIONS) -> None:
    """Print how often 80 % and 90 % intervals hold."""
    print(
        f"\nHow often intervals of 80 % and of 90 % held the truth, in {count:,} businesses of each situation"
    )
    print(
        f"{'':24}{'deals an hour':>20}{'all channels':>20}{'return an hour':>20}{'still to win':>20}{'all channels':>20}"
    )
    for situation in situations:
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
            each = np.column_stack([said.rates[name].samples for name in said.channels])
            columns[1].ask(Draws(each @ hours), float(one.rates @ hours), shortest=False)
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


HALVES = 4
"""So many times the same business is halved."""


def less(count: int, seed: int) -> None:
    """Print how often half of the same data gave a narrower interval, as the ratio of its bounds."""
    rng = np.random.default_rng([seed, 3])
    single, mean, as_many = [], [], []
    for _ in range(count):
        one = business(rng, PLAIN)
        whole, won = _width(one)
        halves = []
        for _ in range(HALVES):
            kept = {name: [deal for deal in told if rng.random() < 0.5] for name, told in one.deals.items()}
            hours = {
                name: {month: spent / 2 for month, spent in each.items()} for name, each in one.hours.items()
            }
            width, still_won = _width(replace(one, hours=hours, deals=kept))
            halves.append(width)
            single.append(width < whole)
            as_many.append(still_won > 0.75 * won)
        mean.append(np.mean(halves) < whole)
    narrower = np.array(single)
    print(
        f"Half of the hours, and each lead kept by lot: the interval of the whole rate was narrower in {100 * narrower.mean():.1f} % of "
        f"{len(single):,} halves; of {100 * np.array(as_many)[narrower].mean():.0f} % of these more than three quarters of the deals won were kept. "
        f"On average over {HALVES} halves it was narrower in {100 * np.mean(mean):.1f} % of {count:,} businesses"
    )


def _width(one: Business) -> tuple[float, int]:
    """Of the interval of the whole rate [log of the ratio of its bounds], and how many deals were won."""
    said = weighed(one)
    hours = np.array([sum(one.hours[name].values()) for name in said.channels])
    each = np.column_stack([said.rates[name].samples for name in said.channels])
    low, high = np.quantile(each @ hours, [0.1, 0.9])
    return math.log(high / low), sum(deal.stage == "won" for told in one.deals.values() for deal in told)


class Waits:
    """How long it took until verdicts stood, against what was said [ratio]."""

    def __init__(self) -> None:
        """None yet."""
        self.ratios: list[float] = []
        self.held: list[bool] = []

    def ask(self, said: Interval, took: float) -> None:
        """One more; a wait of which the end was not seen is infinite."""
        self.ratios.append(took / said.value)
        self.held.append(said.low <= took <= said.high)

    def __str__(self) -> str:
        found = np.array(self.ratios)
        return (
            f"of {len(found):,} the median time was {np.median(found):.2f} of what was said, {100 * ((found >= 0.5) & (found <= 2)).mean():.0f} % "
            f"were within a factor of two, {100 * (found < 0.5).mean():.0f} % sooner; the range held {100 * np.mean(self.held):.0f} %"
        )


def settling(count: int, seed: int) -> None:
    """Print how long it took until a verdict stood, against what was said, and what one would say who knows the true rate."""
    rng = np.random.default_rng([seed, 4])
    threshold, sure = 0.01, 0.8
    said, knowing = Waits(), Waits()
    while len(said.ratios) < count:
        truth = rng.gamma(2, threshold / 2)
        hours = rng.uniform(1, 12) / threshold
        known = Gamma(2 + rng.poisson(truth * hours), 2 / threshold + hours)
        if not 1 - sure < known.above(threshold) < sure:
            continue
        spent, came, step = 0.0, 0, known.rate / 50
        while 1 - sure < Gamma(known.shape + came, known.rate + spent).above(threshold) < sure:
            came += int(rng.poisson(truth * step))
            spent += step
            step *= 1.02
        said.ask(hours_to_settle(known, threshold, sure), spent)
        knowing.ask(hours_to_settle(known, threshold, sure, true=truth), spent)
    print(f"Hours to settle a rate: {said}")
    print(f"  said by one who knows the true rate, though not what luck will bring: {knowing}")


LATER = (np.geomspace(2**-5, 4, 15) * DAYS).astype(int)
"""Days after the review on which it is asked again."""


def settling_whole(count: int, seed: int) -> None:
    """Print the same of whole businesses that go on as they did: leads, delays, values and all."""
    rng = np.random.default_rng([seed, 6])
    waits, open_still = Waits(), 0
    for _ in range(count):
        going = course(rng, PLAIN, DAYS + int(LATER[-1]))
        now = weighed(going.until(DAYS))
        waiting = {
            name: hours_to_verdict(found, now.rates[name], PRICE)
            for name, found in now.returns.items()
            if 0.2 < found.above(PRICE) < 0.8
        }
        before = 0.0
        for days in LATER.tolist():
            if not waiting:
                break
            then = weigh(*_told(going.until(DAYS + days)), AS_OF + timedelta(days=days), TYPICAL, draws=DRAWS)
            for name in list(waiting):
                if not 0.2 < then.returns[name].above(PRICE) < 0.8:
                    weekly = float(going.weekly[int(name.split()[1])])
                    took = math.sqrt(max(before, days / 2) * days) * weekly / 7
                    waits.ask(waiting.pop(name), took)
            before = days
        for promised in waiting.values():
            open_still += 1
            waits.ask(promised, math.inf)
    print(
        f"Hours to settle what an hour returns, in {count:,} whole businesses: {waits}; {open_still} were open after {LATER[-1] / 365:.0f} years"
    )


def _told(found: Business) -> tuple[dict[str, dict[str, float]], dict[str, list[Deal]]]:
    return found.hours, found.deals


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


CLAIMS: dict[str, Callable[[int, int], None]] = {
    "coverage": coverage,
    "verdicts": verdicts,
    "less": less,
    "settling": settling,
    "settling-whole": settling_whole,
    "advice": advice,
}


def main() -> None:
    """Everything in turn, or what is named."""
    arguments = argparse.ArgumentParser(description="Whether returns are right as often as they claim.")
    arguments.add_argument("claims", nargs="*", default=list(CLAIMS), help=", ".join(CLAIMS))
    arguments.add_argument("--businesses", type=int, default=20, help="of each situation")
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--situation", help="of the coverage only this one")
    asked = arguments.parse_args()
    if asked.situation:
        chosen = [each for each in SITUATIONS if each.name == asked.situation]
        coverage(asked.businesses, asked.seed, chosen)
        return
    for claim in asked.claims:
        CLAIMS[claim](asked.businesses, asked.seed)


if __name__ == "__main__":
    main()
