"""How thinly hours are spread, and whether they go where results come from.

>>> round(hill_number([10, 6, 3, 2, 2, 1, 1], 1), 2)
5.08
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from heard.measures.stats.summary import DRAWS, SEED, Array, Draws


def hill_number(weights: Sequence[float], order: float) -> float:
    """How many equally used channels would be as diverse [channels]; Hill 1973, Jost 2006.

    Order 0 counts those in use, order 1 is exp(entropy), order 2 is 1 / sum p^2. Raises ValueError if nothing is in use.
    """
    shares = _shares(weights)
    used = shares[shares > 0]
    if order == 1:
        return float(np.exp(-(used * np.log(used)).sum()))
    return float((used**order).sum() ** (1 / (1 - order)))


def spread(hours: Sequence[float], results: Sequence[float]) -> float:
    """How many times more channels take the hours than give the results [ratio of Hill numbers of order 1].

    Raises ValueError if there are no hours or no results.
    """
    return hill_number(hours, 1) / hill_number(results, 1)


def total_variation(hours: Sequence[float], results: Sequence[float]) -> float:
    """Share of the hours that would have to move for them to be split as the results are [0..1]: 1/2 sum |p - r|.

    Raises ValueError if there are no hours or no results.
    """
    return float(np.abs(_shares(hours) - _shares(results)).sum() / 2)


def misallocation(
    hours: Sequence[float], results: Sequence[float], *, draws: int = DRAWS, seed: int = SEED
) -> Draws:
    """Total variation between hours and results where the results are few [0..1].

    The shares of results are drawn from Dirichlet(counts + 1/2). Even hours split exactly as the results lie above 0,
    since the few results were luck in part. Without results it is the bare prior. Raises ValueError without hours.
    """
    counts = np.asarray(results, dtype=float)
    if (counts < 0).any() or len(counts) != len(hours):
        raise ValueError("Hours and results are counted from 0 for the same channels.")
    sampled = np.random.default_rng(seed).dirichlet(counts + 0.5, draws)
    return Draws(np.abs(sampled - _shares(hours)).sum(axis=1) / 2)


def _shares(weights: Sequence[float]) -> Array:
    values = np.asarray(weights, dtype=float)
    total = float(values.sum())
    if not 0 < total < math.inf or (values < 0).any():
        raise ValueError("Shares need amounts that are not negative and not all 0.")
    return values / total
