"""Tests of a channel by pausing it: how long it takes, which weeks, and what came out.

A design is made before the start, from a seed that is printed, and analysed as it was made: the p-value is the share of all designs
that could have been drawn under which the weeks look at least as different.

>>> paused = pause_design(4, seed=7)
>>> len(paused), sum(paused)
(8, 4)
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import numpy as np
import scipy

from heard.measures.stats.summary import Array, Interval, normal_quantile, tails

LEVEL = 0.05
POWER = 0.8
"""Of a test that is worth starting: conventions."""
MOST_WEEKS = 26
"""Longer than that on and off, a test is refused: a channel changes meanwhile."""
MOST_DESIGNS = 65_536
"""So many designs are looked through one by one; of more a sample is drawn."""
WASH_OUT = 3
"""The first third of a block is not counted, since what was said before still works."""
ROUNDING = 1e-9
POWER_DRAWS, POWER_DESIGNS = 400, 1_024


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two counts against each other."""

    p: float
    """Probability of counts at least as far apart if the rates were the same [0..1]."""
    ratio: Interval
    """Of the first rate to the second, with exact bounds of 95 %; infinite where the second saw nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Randomisation:
    """What the design itself says of the difference."""

    difference: float
    """Mean of the weeks that were on, less that of those off."""
    p: float
    designs: int
    """That could have been drawn, or that were sampled of them."""


def weeks_per_arm(
    on: float, off: float, *, dispersion: float = 1.0, level: float = LEVEL, power: float = POWER
) -> float:
    """Weeks on, and as many off, after which a difference of two weekly rates would show [weeks].

    n = phi (z + z')^2 / (2 (sqrt l1 - sqrt l2)^2), which makes the variance of counts equal (Brown & Zhao 2002). Infinite for equal
    rates. Raises ValueError for negative rates or a dispersion that is not positive.
    """
    if on < 0 or off < 0 or dispersion <= 0:
        raise ValueError("Rates are not negative and their dispersion is positive.")
    gap = math.sqrt(on) - math.sqrt(off)
    return dispersion * _reach(level, power) / (2 * gap * gap) if gap else math.inf


def reachable_rate(
    on: float, weeks: float, *, dispersion: float = 1.0, level: float = LEVEL, power: float = POWER
) -> float | None:
    """The highest rate off that so many weeks an arm would tell from that on [events/week]; None if not even 0 would."""
    gap = math.sqrt(dispersion * _reach(level, power) / (2 * weeks)) if weeks > 0 else math.inf
    return (math.sqrt(on) - gap) ** 2 if math.sqrt(on) >= gap else None


def exact_power(on: float, off: float, weeks_on: float, weeks_off: float, *, level: float = LEVEL) -> float:
    """Probability that `c_test` finds a difference of two weekly rates [0..1]: the sum over all counts that may come."""
    means = on * weeks_on, off * weeks_off
    counts = [np.arange(int(scipy.special.pdtrik(1 - 1e-9, mean)) + 3 if mean else 1) for mean in means]
    chances = [
        np.exp(scipy.special.xlogy(count, mean) - mean - scipy.special.gammaln(count + 1))
        for count, mean in zip(counts, means, strict=True)
    ]
    share = weeks_on / (weeks_on + weeks_off)
    found = 0.0
    for total in range(len(counts[0]) + len(counts[1]) - 1):
        here = np.arange(max(0, total - len(counts[1]) + 1), min(total, len(counts[0]) - 1) + 1)
        significant = np.array([_two_sided(int(count), total, share) <= level for count in here])
        found += float((chances[0][here] * chances[1][total - here])[significant].sum())
    return found


def flip_power(
    on: float, off: float, weeks: float, pairs: int, *, dispersion: float = 1.0, level: float = LEVEL
) -> float:
    """Probability that `randomisation_test` over pairs of blocks finds a difference of two weekly rates [0..1].

    Simulated 400 times, each against 1,024 designs; counts are negative binomial where they come in bursts. `weeks` is what counts
    of a block [weeks]. Raises ValueError without pairs.
    """
    if pairs < 1:
        raise ValueError("A design needs at least one pair of blocks.")
    rng = np.random.default_rng(pairs)

    def drawn(rate: float) -> Array:
        mean = rate * weeks
        if dispersion > 1 and mean:
            means = rng.gamma(mean / (dispersion - 1), dispersion - 1, (POWER_DRAWS, pairs))
        else:
            means = np.full((POWER_DRAWS, pairs), mean)
        return rng.poisson(means).astype(float)

    gaps = drawn(on) - drawn(off)
    flips = np.where(rng.random((pairs, POWER_DESIGNS)) < 0.5, 1, -1)
    extreme = np.abs(gaps @ flips) >= np.abs(gaps.sum(axis=1))[:, None] - ROUNDING
    return float((extreme.mean(axis=1) <= level).mean())


def c_test(events_on: int, weeks_on: float, events_off: int, weeks_off: float) -> Comparison:
    """Whether two rates differ, given what they sum to; Przyborowski & Wilenski 1940.

    Given the sum, the first count is binomial. The p-value adds up what is no likelier than what came; the bounds of the ratio are
    those of Clopper & Pearson 1934. Raises ValueError without weeks on both sides.
    """
    if min(weeks_on, weeks_off) <= 0 or min(events_on, events_off) < 0:
        raise ValueError("A comparison needs weeks on both sides, and counts that are not negative.")
    total = events_on + events_off
    low, high = tails(0.95)
    inverse = scipy.special.betaincinv
    least = float(inverse(events_on, events_off + 1, low)) if events_on else 0.0
    most = float(inverse(events_on + 1, events_off, high)) if events_off else 1.0
    scale = weeks_off / weeks_on
    ratio, lower, upper = (
        scale * (one / (total_ - one)) if total_ > one else math.inf
        for one, total_ in ((events_on, total), (least, 1.0), (most, 1.0))
    )
    return Comparison(
        p=_two_sided(events_on, total, weeks_on / (weeks_on + weeks_off)),
        ratio=Interval(ratio, lower, upper),
    )


def pause_design(pairs: int, *, seed: int) -> tuple[bool, ...]:
    """Which blocks are on, two by two: of each pair one is, by lot. The same seed gives the same design.

    Raises ValueError without pairs.
    """
    if pairs < 1:
        raise ValueError("A design needs at least one pair of blocks.")
    first = np.random.default_rng(seed).random(pairs) < 0.5
    return tuple(bool(on) for one in first for on in (one, not one))


def pair_designs(pairs: int) -> Iterable[tuple[bool, ...]]:
    """Every design that `pause_design` may draw; of more than 65,536 so many by lot."""
    if 2**pairs > MOST_DESIGNS:
        for sample in np.random.default_rng(pairs).random((MOST_DESIGNS, pairs)) < 0.5:
            yield tuple(bool(on) for one in sample for on in (one, not one))
        return
    for flips in product((True, False), repeat=pairs):
        yield tuple(on for one in flips for on in (one, not one))


def free_designs(blocks: int, on: int) -> Iterable[tuple[bool, ...]]:
    """Every design with so many blocks on."""
    for chosen in combinations(range(blocks), on):
        yield tuple(block in chosen for block in range(blocks))


def counted_days(block_days: int) -> range:
    """The days of a block that count [days from its start]: not the first third, in which the block before still works."""
    return range(math.ceil(block_days / WASH_OUT), block_days)


def randomisation_test(
    outcomes: Sequence[float], on: Sequence[bool], designs: Iterable[tuple[bool, ...]]
) -> Randomisation:
    """Whether blocks on and off differ, by the design that was drawn among those that might have been; Fisher 1935.

    Two-sided, on the difference of the means. Raises ValueError unless every block has an outcome and some were on, some off.
    """
    values = np.asarray(outcomes, dtype=float)
    drawn = np.asarray(on, dtype=bool)
    if len(values) != len(drawn) or not drawn.any() or drawn.all():
        raise ValueError("Every block has an outcome, and some were on and some off.")
    others = np.array([design for design, _ in zip(designs, range(MOST_DESIGNS), strict=False)], dtype=bool)
    sums = others @ values
    counts = others.sum(axis=1)
    gaps = sums / counts - (values.sum() - sums) / (len(values) - counts)
    difference = float(values[drawn].mean() - values[~drawn].mean())
    return Randomisation(
        difference=difference,
        p=float((np.abs(gaps) >= abs(difference) - ROUNDING).mean()),
        designs=len(others),
    )


def _reach(level: float, power: float) -> float:
    return (normal_quantile(1 - level / 2) + normal_quantile(power)) ** 2


def _two_sided(count: int, total: int, share: float) -> float:
    """Probability of what is no likelier than a count, for a binomial."""
    every = np.arange(total + 1)
    log = (
        scipy.special.gammaln(total + 1)
        - scipy.special.gammaln(every + 1)
        - scipy.special.gammaln(total - every + 1)
        + scipy.special.xlogy(every, share)
        + scipy.special.xlog1py(total - every, -share)
    )
    return min(1.0, float(np.exp(log[log <= log[count] + 1e-7]).sum()))
