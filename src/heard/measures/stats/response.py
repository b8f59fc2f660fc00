"""What weeks of inputs and results show together: value for an hour, or a unit of money, by channel.

An association over time, never an effect: what would have come without a channel is known only after pausing it.

>>> import numpy as np
>>> hours = np.random.default_rng(1).gamma(1.0, 3.0, (104, 1))
>>> weekly_response(hours, 50 + 20 * hours[:, 0]).interval(0).value > 10
True
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import scipy

from heard.measures.stats.summary import COVERAGE, SEED, Array, Draws, Interval

LEAST_WEEKS = 52
"""Below a year a season cannot be told from a trend."""
WEEKS_PER_PARAMETER = 3
"""As many weeks for every number that is asked of them: a convention."""
YEAR = 365.25 / 7
"""Weeks of a year [weeks]."""
SHARE = 0.5
"""Scale of the half-normal prior on the share of all results that a channel brought: twice as much is unlikely."""
CARRIED = 3.0
"""Of the Beta(1, 3) prior on the share of an effect that lasts into the next week: most likely none, 1/4 on average."""
HALF, HALF_SPREAD = 3.0, 1.0
"""Median of the input at which half of the most is reached, in inputs of a usual week, and the deviation of its logarithm."""
STEEP, STEEP_SPREAD = 0.3, 0.45
"""Mean and deviation of the logarithm of the steepness: three in four curves start slowly, as when a little is not heard."""
FLATTEST = 0.3
"""Least exponent of a root; the largest is 1, a straight line."""
SHAPES = 64
"""Curves tried of every family, for each channel."""
CHAINS, WARM_UP, KEPT = 32, 10, 40
"""Independent chains, and their sweeps over all channels: the median moves by 5 % of the interval's width from seed to seed."""
REACHES_ZERO = 0.01
"""An interval whose lower bound is so small a part of its upper one begins at 0, where a finite sample never lies."""

FAMILIES: tuple[Callable[[Array], Array], ...] = (
    lambda z: z / (1 + z),
    lambda z: -np.expm1(-np.log(2) * z),
    lambda z: np.tanh(np.arctanh(0.5) * z),
    np.log1p,
    lambda z: z,
)
"""How a result saturates: Hill (Michaelis-Menten where its steepness is 1), exponential, hyperbolic tangent (the logistic curve of
marketing models), logarithm, and root: of an input in units of the half-way point, already raised to its steepness."""


@dataclass(frozen=True, slots=True, eq=False)
class Response:
    """Value for a unit of input, by channel."""

    draws: Array
    """Shape (draws, channels) [result per unit of input]."""

    def interval(self, channel: int, coverage: float = COVERAGE) -> Interval:
        """The median within the shortest interval, which reaches down to 0 for a channel that may do nothing."""
        found = Draws(self.draws[:, channel]).shortest(coverage)
        return Interval(found.value, found.low if found.low > REACHES_ZERO * found.high else 0.0, found.high)


def weeks_needed(channels: int, controls: int = 0) -> int:
    """How many weeks so many channels and other causes need at least [weeks]: a convention.

    Level, trend, season and noise are five numbers; each channel has an effect, a carry-over, a half-way point and a steepness.
    """
    return max(LEAST_WEEKS, WEEKS_PER_PARAMETER * (5 + controls + 4 * channels))


def weekly_response(
    inputs: Array, result: Array, controls: Array | None = None, *, seed: int = SEED
) -> Response:
    """Value for a unit of input that weekly inputs and the weekly result show together [result per unit of input].

    The result of a week is a level, a trend, a season, what the controls add, and of each channel a saturating curve of its
    input carried over geometrically, never negative (Jin et al. 2017); noise is normal and independent. Level, trend, season and
    controls have flat priors and are integrated out. The curves of a channel are a fixed sample of the prior over five families,
    and a blocked Gibbs sampler draws curve and coefficient together, exactly, given those of the other channels. A quantity is
    therefore never a point on a grid, and chains move between families freely.

    Args:
        inputs: hours or money, not negative, shape (weeks, channels).
        result: of each week, above 0 on average, shape (weeks,).
        controls: other causes that are known, shape (weeks, controls).
        seed: of the draws; the same gives the same.

    Raises ValueError with too few weeks, for a channel without input, and where the result never changes.
    """
    weeks, channels = inputs.shape
    others = np.empty((weeks, 0)) if controls is None else controls
    if weeks < (needed := weeks_needed(channels, others.shape[1])):
        raise ValueError(f"{weeks} weeks are too few for {channels} channels: {needed} are needed.")
    if (inputs < 0).any() or not (inputs.sum(axis=0) > 0).all():
        raise ValueError("Each channel has inputs, none below 0.")
    level = float(result.mean())
    if level <= 0 or np.ptp(result) == 0:
        raise ValueError("The result is above 0 on average, and changes.")
    rng = np.random.default_rng(seed)
    free = _beside(_baseline(weeks, others))
    curves = np.stack([_curves(column, rng) for column in inputs.T]) @ free
    shares = _sample(curves, (result / level) @ free, rng)
    return Response(shares * level * weeks / inputs.sum(axis=0))


def _baseline(weeks: int, controls: Array) -> Array:
    """Level, trend, season (one wave a year, and its half from two years on) and controls, shape (weeks, terms)."""
    week = np.arange(weeks)
    waves = range(1, 3 if weeks >= 2 * LEAST_WEEKS else 2)
    season = [wave(2 * np.pi * times * week / YEAR) for times in waves for wave in (np.sin, np.cos)]
    return np.column_stack([np.ones(weeks), week / weeks - 0.5, *season, controls])


def _beside(terms: Array) -> Array:
    """Orthonormal basis of all that these terms cannot explain, shape (weeks, weeks - rank)."""
    left, size, _ = np.linalg.svd(terms, full_matrices=True)
    rank = int((size > 1e-9 * size[0]).sum())
    return np.asarray(left[:, rank:])


def _curves(column: Array, rng: np.random.Generator) -> Array:
    """Curves that the prior holds likely, each of mean 1 over the weeks, shape (families x SHAPES, weeks).

    Points of an additive recurrence (Roberts 2018) from a random start lie more evenly than independent ones.
    """
    count = SHAPES * len(FAMILIES)
    steps = 1.2207440846057596 ** -np.arange(1.0, 4.0)  # the root of x^4 = x + 1, for three dimensions
    carry, half, steep = ((rng.random((3, 1)) + np.outer(steps, np.arange(count))) % 1).clip(1e-6, 1 - 1e-6)
    carry = 1 - (1 - carry) ** (1 / CARRIED)
    half = HALF * np.exp(HALF_SPREAD * scipy.special.ndtri(half))
    family = np.arange(count) % len(FAMILIES)
    steepness = np.where(
        family == len(FAMILIES) - 1,
        FLATTEST + (1 - FLATTEST) * steep,
        np.exp(STEEP + STEEP_SPREAD * scipy.special.ndtri(steep)),
    )
    usual = column / column[column > 0].mean()
    carried, state = np.empty((len(column), count)), np.zeros(count)
    for week, spent in enumerate(usual):
        state = carry * state + (1 - carry) * spent
        carried[week] = state
    z = (np.maximum(carried, 1e-12) / half).T ** steepness[:, np.newaxis]
    for place, saturated in enumerate(FAMILIES):
        z[family == place] = saturated(z[family == place])
    return np.asarray(z / z.mean(axis=1, keepdims=True))


def _sample(curves: Array, result: Array, rng: np.random.Generator) -> Array:
    """Draws of the mean weekly result of each channel, in units of the mean result, shape (draws, channels).

    Args:
        curves: beside the baseline, shape (channels, curves, dimensions).
        result: beside the baseline, shape (dimensions,).
        rng: draws.
    """
    channels, shapes, dimensions = curves.shape
    lengths = np.einsum("kst,kst->ks", curves, curves)
    chosen = rng.integers(shapes, size=(CHAINS, channels))
    share = np.zeros((CHAINS, channels))
    left = np.tile(result, (CHAINS, 1))
    noise = np.full(CHAINS, result.std())
    kept = np.empty((KEPT, CHAINS, channels))
    for sweep in range(WARM_UP + KEPT):
        for channel in rng.permutation(channels):
            left += share[:, channel, np.newaxis] * curves[channel, chosen[:, channel]]
            chosen[:, channel], share[:, channel] = _drawn(
                left @ curves[channel].T, lengths[channel], noise, rng
            )
            left -= share[:, channel, np.newaxis] * curves[channel, chosen[:, channel]]
        noise = np.sqrt((left * left).sum(axis=1) / 2 / rng.gamma(dimensions / 2, size=CHAINS))
        if sweep >= WARM_UP:
            kept[sweep - WARM_UP] = share
    return kept.reshape(-1, channels)


def _drawn(
    products: Array, lengths: Array, noise: Array, rng: np.random.Generator
) -> tuple[np.ndarray[tuple[int], np.dtype[np.intp]], Array]:
    """Curve and coefficient of one channel in every chain, given the other channels.

    With precision p = |f|^2 / s^2 + 1 / SHARE^2 and z = (f.r / s^2) / sqrt p, the coefficient of a curve f is normal(z / sqrt p, 1 / p)
    above 0, and the curve has a weight of exp(z^2 / 2) Phi(z) / sqrt p. Where z is negative that is erfcx(-z / sqrt 2) / 2, which
    neither overflows nor vanishes.

    Args:
        products: of each curve with what the others leave, shape (chains, curves).
        lengths: squared, of each curve, shape (curves,).
        noise: standard deviation, shape (chains,).
        rng: draws.
    """
    precision = 1 / noise[:, np.newaxis] ** 2
    width = 1 / np.sqrt(lengths * precision + 1 / SHARE**2)
    z = products * precision * width
    exponent = np.maximum(z, 0) ** 2 / 2
    most = exponent.max(axis=1, keepdims=True)
    tail = scipy.special.erfcx(np.abs(z) / np.sqrt(2)) / 2 * np.exp(-most)
    total = np.cumsum(np.where(z > 0, np.exp(exponent - most) - tail, tail) * width, axis=1)
    lot = rng.random(len(z)) * total[:, -1]
    chosen = np.minimum((total < lot[:, np.newaxis]).sum(axis=1), len(lengths) - 1)
    chains = np.arange(len(z))
    centre = z[chains, chosen]
    below = np.maximum(rng.random(len(z)) * scipy.special.ndtr(centre), 1e-300)
    return chosen, np.maximum(centre - scipy.special.ndtri(below), 0) * width[chains, chosen]
