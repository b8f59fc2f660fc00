"""Vanity: whether a number that is watched each week moves with what it is watched for.

>>> followers = [100 + 4 * week for week in range(13)]
>>> vanity(followers, [2, 1, 3, 2, 2, 4, 1, 3, 2, 1, 3, 2, 2], lag=1).verdict
'vanity'
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from heard.measures.stats.summary import Array, Interval, normal_quantile

LEAST_WEEKS = 12
WEAK = 0.3
"""A correlation surely below this makes no measure: a convention."""
RARELY_FALLS = 0.05
"""A number that falls in fewer of the weeks can only please: a convention."""
FEW_OF_THE_MARKET = 0.1
"""Made by fewer of the target market than this, it says nothing of them: a convention."""
CORRELATION_COVERAGE = 0.9


@dataclass(frozen=True, slots=True, kw_only=True)
class Vanity:
    """What a watched number is worth as a sign of something else; an association, never an effect."""

    falls: float | None
    """Share of the weeks in which it falls [0..1]; None where only its gains are known."""
    correlation: Interval
    """Of its changes with the outcome, some weeks later: Spearman's, with bounds of 90 %."""
    p: float
    """Probability of a correlation at least as high if the two were shifted at random against each other [0..1]."""
    verdict: Literal["vanity", "informative", "unknown"]


def vanity(
    metric: Sequence[float],
    outcome: Sequence[float],
    *,
    lag: int,
    target_share: float | None = None,
    gains: bool = False,
) -> Vanity:
    """Whether the weekly changes of a number go before an outcome, so many weeks later [weeks].

    The lag is fixed beforehand. Vanity: the upper bound is below .3, or it hardly ever falls, or hardly any of it comes from the
    target market. Informative: the lower bound is above 0. With `gains` the series is of weekly gains, of which no loss is known: it is compared
    as it is, and whether it falls is not asked. The p-value shifts one series round against the other, which keeps the
    memory of both; the bounds are Fisher's with 1.06/sqrt(n - 3) for Spearman's (Fieller, Hartley & Pearson 1957).

    Raises ValueError below twelve weeks, or for series of different length.
    """
    if len(metric) != len(outcome) or len(metric) < LEAST_WEEKS:
        raise ValueError(f"Two weekly series of the same {LEAST_WEEKS} weeks or more are compared.")
    series = np.asarray(metric, dtype=float)
    changes = series if gains else np.diff(series)
    later = np.asarray(outcome, dtype=float)[len(series) - len(changes) + lag :]
    before = changes[: len(later)]
    found = spearman(before, later)
    shifted = [spearman(before, np.roll(later, by)) for by in range(len(later))]
    bounds = _fisher(found, len(later))
    falls = None if gains else float((changes < 0).mean())
    idle = (
        bounds.high < WEAK
        or (falls is not None and falls < RARELY_FALLS)
        or (target_share is not None and target_share < FEW_OF_THE_MARKET)
    )
    return Vanity(
        falls=falls,
        correlation=bounds,
        p=float((np.array(shifted) >= found - 1e-9).mean()),
        verdict="vanity" if idle else "informative" if bounds.low > 0 else "unknown",
    )


def spearman(one: Array, other: Array) -> float:
    """Rank correlation of two series [-1..1]; 0 where one of them never changes."""
    ranks = _ranks(one), _ranks(other)
    spread = ranks[0].std() * ranks[1].std()
    if spread == 0:
        return 0.0
    return float(((ranks[0] - ranks[0].mean()) * (ranks[1] - ranks[1].mean())).mean() / spread)


def _ranks(values: Array) -> Array:
    """Places in order, the mean of those that are equal."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return np.asarray((ends - (counts - 1) / 2)[place], dtype=float)


def _fisher(correlation: float, n: int) -> Interval:
    held = min(max(correlation, -1 + 1e-12), 1 - 1e-12)
    reach = normal_quantile((1 + CORRELATION_COVERAGE) / 2) * 1.06 / math.sqrt(n - 3)
    return Interval(correlation, math.tanh(math.atanh(held) - reach), math.tanh(math.atanh(held) + reach))
