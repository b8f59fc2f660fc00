"""Shares and reply rates: binomial intervals, a prior learned from other groups, and which of two is higher.

>>> round(jeffreys(6, 20).mean, 6)
0.309524
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import scipy

from heard.measures.stats.summary import COVERAGE, Array, Interval, normal_quantile, tails

FEW_GROUPS = 5
"""Below so many groups their spread cannot be told from chance: a convention."""
PRIOR_TRIALS = 20.0
"""How many trials the prior is worth where it cannot be learned: a convention."""
PRIOR_TRIALS_BOUNDS = (2.0, 200.0)
"""Keeps a learned prior from vanishing and from drowning every group: a convention."""

WRONG_SIGNS = 0.05
"""Of many comparisons that are told, the share that may point the wrong way [share]: a convention."""


@dataclass(frozen=True, slots=True)
class Beta:
    """What is known of a share: a beta distribution over 0..1."""

    a: float
    b: float

    def __post_init__(self) -> None:
        if not (0 < self.a < math.inf and 0 < self.b < math.inf):
            raise ValueError("A beta distribution needs two positive, finite parameters.")

    @classmethod
    def around(cls, mean: float, trials: float) -> Beta:
        """A prior of a given mean that is worth so many trials."""
        return cls(mean * trials, (1 - mean) * trials)

    @property
    def trials(self) -> float:
        """How many trials it is worth, the strength of a prior [trials]."""
        return self.a + self.b

    @property
    def mean(self) -> float:
        """Posterior mean [0..1]."""
        return self.a / (self.a + self.b)

    @property
    def variance(self) -> float:
        """Posterior variance [share squared]."""
        return self.mean * (1 - self.mean) / (self.trials + 1)

    def updated(self, successes: float, trials: float) -> Beta:
        """After `successes` of `trials` more."""
        _check_counts(successes, trials)
        return Beta(self.a + successes, self.b + trials - successes)

    def quantile(self, probability: float) -> float:
        """The share that it stays below with a probability [0..1]."""
        return float(scipy.special.betaincinv(self.a, self.b, probability))

    def above(self, threshold: float) -> float:
        """Probability that it exceeds a threshold [0..1]."""
        return float(scipy.special.betaincc(self.a, self.b, min(max(threshold, 0.0), 1.0)))

    def interval(self, coverage: float = COVERAGE) -> Interval:
        """The mean between equal tails; an end where the density is infinite belongs to it."""
        low, high = tails(coverage)
        return Interval.holding(
            self.mean,
            0.0 if self.a < 1 else self.quantile(low),
            1.0 if self.b < 1 else self.quantile(high),
        )

    def exceeds(self, other: Beta) -> float:
        """Probability that this share is higher than another, independent one [0..1].

        The mean of the wider one's distribution function over the quantiles of the narrower one, by Gauss-Legendre
        quadrature: taken this way round the integrand is smooth.
        """
        if self.variance > other.variance:
            return 1 - other.exceeds(self)
        points, weights = _quadrature()
        below = scipy.special.betainc(other.a, other.b, scipy.special.betaincinv(self.a, self.b, points))
        return min(max(float(weights @ below), 0.0), 1.0)


def jeffreys(successes: float, trials: float) -> Beta:
    """The share behind `successes` of `trials` [0..1], Beta(k + 1/2, n - k + 1/2).

    The interval begins at 0 when none succeeded and ends at 1 when all did: Brown, Cai & DasGupta 2001, Statistical
    Science 16(2). Without trials it is the bare prior, from 0 to 1.
    """
    _check_counts(successes, trials)
    return Beta(successes + 0.5, trials - successes + 0.5)


def wilson(successes: float, trials: float, coverage: float = COVERAGE) -> Interval:
    """The observed share with its score interval [0..1]; Wilson 1927. Raises ValueError without trials."""
    _check_counts(successes, trials)
    if trials == 0:
        raise ValueError("A share needs at least one trial.")
    z = normal_quantile(tails(coverage)[1])
    share = successes / trials
    centre = (share + z * z / (2 * trials)) / (1 + z * z / trials)
    half = z / (1 + z * z / trials) * math.sqrt(share * (1 - share) / trials + (z / (2 * trials)) ** 2)
    return Interval.holding(share, max(centre - half, 0.0), min(centre + half, 1.0))


def rogan_gladen(share: float, sensitivity: float, specificity: float) -> float:
    """A share corrected for the errors of who classified it [0..1]; Rogan & Gladen 1978.

    (p + specificity - 1) / (sensitivity + specificity - 1), held within 0..1. Raises ValueError if the classifier is no
    better than a coin, since nothing can then be corrected.
    """
    if sensitivity + specificity <= 1:
        raise ValueError("The classifier is no better than a coin, so its shares cannot be corrected.")
    return min(max((share + specificity - 1) / (sensitivity + specificity - 1), 0.0), 1.0)


def worst_case_bounds(successes: int, trials: int, unclassified: int) -> tuple[float, float]:
    """The share if none, and if all, of the unclassified were successes [0..1]; Manski 1989.

    Raises ValueError if there is nobody at all.
    """
    _check_counts(successes, trials)
    everyone = trials + unclassified
    if everyone <= 0:
        raise ValueError("A share needs at least one trial.")
    return successes / everyone, (successes + unclassified) / everyone


def intraclass_correlation(successes: Sequence[float], trials: Sequence[float]) -> float:
    """How alike trials of one group are beyond chance [-1..1], by moments; Kleinman 1973, JASA 68(341).

    rho = (S - m(1-m)(J-1)) / (m(1-m)(N - sum n^2/N - (J-1))), S = sum n (p - m)^2. NaN where the groups cannot say:
    fewer than two, a single trial each, or all trials alike.
    """
    counts, sizes = _groups(successes, trials)
    total = sizes.sum()
    mean = counts.sum() / total if total else 0.0
    spread = total - (sizes * sizes).sum() / total - (len(sizes) - 1) if total else 0.0
    noise = mean * (1 - mean)
    if noise <= 0 or spread <= 1e-9:
        return math.nan
    between = (sizes * (counts / sizes - mean) ** 2).sum()
    return float((between - noise * (len(sizes) - 1)) / (noise * spread))


def beta_prior(successes: Sequence[float], trials: Sequence[float]) -> Beta:
    """What the groups together say of a new one [0..1]: empirical Bayes by moments.

    The mean is pooled; the strength is 1/rho - 1 trials, held within 2..200, because it is unbounded where the groups
    differ no more than chance. With fewer than five groups, or none that can say, it is 20 trials. Where all trials end
    alike the mean is (k + 1/2) / (n + 1). Raises ValueError without trials.
    """
    counts, sizes = _groups(successes, trials)
    won, total = float(counts.sum()), float(sizes.sum())
    if total == 0:
        raise ValueError("A prior needs at least one group with trials.")
    mean = won / total if 0 < won < total else (won + 0.5) / (total + 1)
    rho = intraclass_correlation(successes, trials)
    if len(sizes) < FEW_GROUPS or math.isnan(rho):
        return Beta.around(mean, PRIOR_TRIALS)
    weakest, strongest = PRIOR_TRIALS_BOUNDS
    return Beta.around(mean, min(max(1 / rho - 1, weakest), strongest) if rho > 0 else strongest)


def signs_told(higher: Sequence[float], wrong: float = WRONG_SIGNS) -> list[int]:
    """Which of many comparisons are told, the surest first, by their places: as few as possible with the wrong sign.

    Each comparison is the probability that one share is the higher [0..1]; the smaller of it and its complement is the local false
    sign rate. Told are as many as have a mean of these of `wrong` at most (Newton and others 2004, Biostatistics 5(2); Stephens
    2017, Biostatistics 18(2)).
    """
    places = sorted(range(len(higher)), key=lambda place: min(higher[place], 1 - higher[place]))
    told: list[int] = []
    doubt = 0.0
    for place in places:
        doubt += min(higher[place], 1 - higher[place])
        if doubt > wrong * (len(told) + 1):
            break
        told.append(place)
    return told


def _groups(successes: Sequence[float], trials: Sequence[float]) -> tuple[Array, Array]:
    """Successes and trials of the groups that have trials."""
    for won, tried in zip(successes, trials, strict=True):
        _check_counts(won, tried)
    sizes = np.asarray(trials, dtype=float)
    return np.asarray(successes, dtype=float)[sizes > 0], sizes[sizes > 0]


def _check_counts(successes: float, trials: float) -> None:
    if not 0 <= successes <= trials < math.inf:
        raise ValueError("Successes are counted from 0 to the number of trials.")


@cache
def _quadrature() -> tuple[Array, Array]:
    """Points and weights over 0..1; 200 put the error below 1e-6 for every pair of shares that was tried."""
    points, weights = np.polynomial.legendre.leggauss(200)
    return (points + 1) / 2, weights / 2
