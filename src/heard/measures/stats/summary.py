"""What every uncertain number shares: an interval, a seed, and the rule for thin evidence.

>>> estimate(Interval(5.0, 2.0, 9.0), "days", 12)
Estimate(value=5.0, low=2.0, high=9.0, unit='days', n=12)
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal, Protocol

import numpy as np
import numpy.typing as npt
import scipy  # scipy loads its submodules on first use, so that a command without statistics does not pay for them

from heard.model import Estimate

Array = npt.NDArray[np.float64]
Numbers = npt.ArrayLike

COVERAGE = 0.8
"""Of every interval unless asked otherwise: from the 10 % to the 90 % quantile, wrong one time in five."""
SEED = 20_240_101
DRAWS = 20_000
"""Puts the Monte Carlo error of a probability below 0.004, finer than any threshold here."""
UNDECIDED = (0.2, 0.8)
"""A probability between these two decides nothing: a convention, in step with `COVERAGE`."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A number between its lower and upper bound."""

    value: float
    low: float
    high: float

    @classmethod
    def holding(cls, value: float, low: float, high: float) -> Interval:
        """Bounds stretched to hold the value, since the mean of a very skewed posterior can lie outside its quantiles."""
        return cls(value, min(low, value), max(high, value))


class Posterior(Protocol):
    """Anything that can say between which bounds it lies."""

    def interval(self, coverage: float = COVERAGE) -> Interval:
        """A central value between its bounds."""


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """A quantity known by samples from its posterior; its value is the median, which heavy tails leave alone."""

    samples: Array

    @property
    def mean(self) -> float:
        """Mean of the samples."""
        return float(self.samples.mean())

    @property
    def median(self) -> float:
        """Median of the samples."""
        return float(np.median(self.samples))

    def above(self, threshold: float) -> float:
        """Probability that it exceeds a threshold [0..1]."""
        return float(np.mean(self.samples > threshold))

    def interval(self, coverage: float = COVERAGE) -> Interval:
        """The median between equal tails."""
        low, high = tails(coverage)
        low, value, high = np.quantile(self.samples, [low, 0.5, high])
        return Interval(float(value), float(low), float(high))

    def shortest(self, coverage: float = COVERAGE) -> Interval:
        """The median within the shortest interval that holds so many of the samples.

        It reaches down to 0 where 0 is likeliest: equal tails never hold the truth of a channel that does nothing.
        """
        tails(coverage)
        ordered = np.sort(self.samples)
        held = min(int(coverage * len(ordered)), len(ordered) - 1)
        low = int(np.argmin(ordered[held:] - ordered[: len(ordered) - held]))
        return Interval.holding(self.median, float(ordered[low]), float(ordered[low + held]))


def tails(coverage: float) -> tuple[float, float]:
    """The two quantiles that leave equal tails outside [0..1]."""
    if not 0 < coverage < 1:
        raise ValueError("The coverage of an interval lies between 0 and 1.")
    return (1 - coverage) / 2, (1 + coverage) / 2


def normal_quantile(probability: float) -> float:
    """Quantile of the standard normal distribution [standard deviations]."""
    return float(scipy.special.ndtri(probability))


def estimate(found: Interval | Posterior, unit: str, n: int) -> Estimate:
    """An interval or a posterior as the answer of a measure [in `unit`].

    A bound may be infinite, a value may not: raises ValueError, since the honest answer is then `Missing`.
    """
    bounds = found if isinstance(found, Interval) else found.interval()
    if not math.isfinite(bounds.value) or math.isnan(bounds.low) or math.isnan(bounds.high):
        raise ValueError("There is no finite value to report; say instead what is missing.")
    return Estimate(bounds.value, bounds.low, bounds.high, unit, n)


def grade(n: float, prior_strength: float, probability: float) -> Literal["measured", "hint", "unknown"]:
    """Whether own evidence carries a statement [measured, hint or unknown].

    Two things speak against it: the prior outweighs the `n` observations, M / (M + n) > 1/2, and the probability of the
    statement is undecided. Both, or no observation at all: unknown. One: hint. None: measured.
    """
    if n <= 0:
        return "unknown"
    borrowed = prior_strength > n
    undecided = UNDECIDED[0] < probability < UNDECIDED[1]
    return "unknown" if borrowed and undecided else "hint" if borrowed or undecided else "measured"


def observations_needed(share: float, half_width: float) -> int:
    """How many trials would pin a share down to a half-width at 80 % [trials].

    n = z^2 p (1 - p) / d^2 by the normal approximation. Raises ValueError unless 0 < d and 0 <= p <= 1.
    """
    if half_width <= 0 or not 0 <= share <= 1:
        raise ValueError("A share lies between 0 and 1 and its half-width is positive.")
    z = normal_quantile(tails(COVERAGE)[1])
    return math.ceil(z * z * share * (1 - share) / (half_width * half_width))
