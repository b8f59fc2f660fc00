"""What a deal is worth, and so what an hour returns.

>>> value = log_normal_value([1200, 3000, 800, 5000], typical=2000)
>>> round(value.median, 2)
1958.3
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from heard.measures.stats.summary import SEED, Array

PRIOR_DEALS = 1.0
"""How many deals the user's typical deal is worth: a convention."""
PRIOR_SHAPE = 2.0
PRIOR_SCALE = 1.0
"""Of the inverse gamma prior on the variance of log values, mean 1: a convention."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogNormalValue:
    """What is known of the value of a deal: logs are normal, mean and variance are normal-inverse-gamma."""

    m: float
    k: float
    alpha: float
    beta: float

    @property
    def median(self) -> float:
        """Value that half of the deals exceed [currency]."""
        return math.exp(self.m)

    @property
    def plug_in_mean(self) -> float:
        """Mean value at the expected parameters [currency]; the posterior mean itself is infinite.

        Raises ValueError unless alpha exceeds 1.
        """
        if self.alpha <= 1:
            raise ValueError("The variance of log values has no mean yet.")
        return math.exp(self.m + self.beta / (self.alpha - 1) / 2)

    def means(self, rng: np.random.Generator, draws: int, cap: float) -> Array:
        """Draws of the mean value of a deal, each held below a cap [currency].

        Without a cap a few absurd draws rule, since exp(mu + s^2 / 2) has no finite expectation here.
        """
        variance = self.beta / rng.gamma(self.alpha, size=draws)
        centre = rng.normal(self.m, np.sqrt(variance / self.k))
        return np.asarray(np.exp(np.minimum(centre + variance / 2, math.log(cap))))


def log_normal_value(values: Sequence[float], typical: float) -> LogNormalValue:
    """Value of a deal from those seen and what is typical [currency]: normal-inverse-gamma update; Gelman et al. 2013.

    The bare prior if none was seen. Raises ValueError unless all are positive.
    """
    if typical <= 0 or any(value <= 0 for value in values):
        raise ValueError("The value of a deal is positive.")
    prior = math.log(typical)
    if not values:
        return LogNormalValue(m=prior, k=PRIOR_DEALS, alpha=PRIOR_SHAPE, beta=PRIOR_SCALE)
    logs = np.log(np.asarray(values, dtype=float))
    n, mean = len(logs), float(logs.mean())
    k = PRIOR_DEALS + n
    surprise = PRIOR_DEALS * n * (mean - prior) ** 2 / k
    return LogNormalValue(
        m=(PRIOR_DEALS * prior + n * mean) / k,
        k=k,
        alpha=PRIOR_SHAPE + n / 2,
        beta=PRIOR_SCALE + (float(((logs - mean) ** 2).sum()) + surprise) / 2,
    )


def returns_per_hour(
    rates: Array, values: Sequence[LogNormalValue], cap: float, *, seed: int = SEED
) -> Array:
    """Draws of what an hour returns, one column per channel [currency per hour]: rate times mean value of a deal.

    `rates` has one column per channel [deals per hour], all drawn together. Channels that share a value share its draws: an
    error in the pooled value moves all of them at once and so decides nothing between them. Take ten times the largest deal as
    the cap. Raises ValueError without channels or with a cap that is not positive.
    """
    if not values or rates.shape[1] != len(values) or cap <= 0:
        raise ValueError("Returns need at least one channel and a positive cap.")
    rng = np.random.default_rng(seed)
    means = {value: value.means(rng, len(rates), cap) for value in dict.fromkeys(values)}
    return np.asarray(rates * np.column_stack([means[value] for value in values]))


def gamma_gamma(orders: float, mean_value: float, *, p: float, q: float, v: float) -> float:
    """Expected value of a repeat customer's next order [currency]: p (v + x z) / (p x + q - 1); Fader & Hardie 2013.

    Raises ValueError unless q exceeds 1 or there are orders enough for a mean to exist.
    """
    if orders < 0 or p * orders + q <= 1:
        raise ValueError("The expected order value does not exist for these parameters.")
    return p * (v + orders * mean_value) / (p * orders + q - 1)
