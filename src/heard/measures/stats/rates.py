"""Results per hour: a Poisson rate with a gamma prior, and how long it takes to learn one.

>>> gamma_poisson(Gamma(2, 40), 4, 40).mean
0.075
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import scipy

from heard.measures.stats.summary import COVERAGE, DRAWS, SEED, Array, Interval, Numbers, tails

PRIOR_EVENTS = 2.0
"""How many events the other channels are worth to one before anything was seen: a convention."""
PRIOR_DOUBT = 1.0
"""How far that may easily be off [log]: a convention, see `channel_rates`."""
PRIOR_EVENTS_BOUNDS = (0.1, 40.0)
"""Where it is looked for: a convention."""
BURSTS = 1 / 3
BURSTS_DOUBT = 1.0
"""By how much the variance of counts exceeds their mean before any was seen, as a share of it, and how far that may easily be off
[log]: as if one lead in five brought another; a 90 % range reaches from one in thirty to each bringing one or two; a convention."""
_BURSTS = np.linspace(math.log(0.01), math.log(30.0), 60)
MEAN_DOUBT = 1.5
"""How far the mean of all channels may easily be from the pooled rate [log]: a convention."""


@dataclass(frozen=True, slots=True)
class Gamma:
    """What is known of a rate: a gamma distribution, worth `shape` events in `rate` hours."""

    shape: float
    rate: float

    def __post_init__(self) -> None:
        if not (0 < self.shape < math.inf and 0 < self.rate < math.inf):
            raise ValueError("A gamma distribution needs two positive, finite parameters.")

    @property
    def mean(self) -> float:
        """Posterior mean [events per hour]."""
        return self.shape / self.rate

    def quantile(self, probability: float) -> float:
        """The rate that it stays below with a probability [events per hour]."""
        return float(scipy.special.gammaincinv(self.shape, probability)) / self.rate

    def above(self, threshold: float) -> float:
        """Probability that it exceeds a threshold [0..1]."""
        return float(scipy.special.gammaincc(self.shape, self.rate * max(threshold, 0.0)))

    def interval(self, coverage: float = COVERAGE) -> Interval:
        """The mean between equal tails; it begins at 0 where the density there is infinite."""
        low, high = tails(coverage)
        return Interval.holding(self.mean, 0.0 if self.shape < 1 else self.quantile(low), self.quantile(high))

    def hours_to_first(self, probability: float) -> float:
        """Hours after which a first event is as likely as asked, unsure of the rate as we are [hours].

        Quantile of the Lomax distribution, b ((1 - p)^(-1/a) - 1): longer than -ln(1 - p) / mean, and near it for large
        shapes. Raises ValueError unless 0 <= p < 1.
        """
        if not 0 <= probability < 1:
            raise ValueError("Waiting needs a probability below 1.")
        return self.rate * float(np.expm1(-math.log1p(-probability) / self.shape))

    def exceeds(self, other: Gamma) -> float:
        """Probability that this rate is higher than another, independent one [0..1].

        Closed form: P(X > b1 / (b1 + b2)) for X ~ Beta(a1, a2), since G1 / (G1 + G2) of unit gammas is beta.
        """
        threshold = self.rate / (self.rate + other.rate)
        return float(scipy.special.betaincc(self.shape, other.shape, threshold))


def gamma_poisson(prior: Gamma, events: float, hours: float) -> Gamma:
    """A rate after events in some hours [events per hour]: Gamma(a + k, b + E); the bare prior after no hours.

    Raises ValueError if events came without any hours, which no rate explains.
    """
    _check_exposure(events, hours)
    return Gamma(prior.shape + events, prior.rate + hours)


@dataclass(frozen=True, slots=True, eq=False)
class ChannelRates:
    """The rates of several channels, each drawn towards what they have in common."""

    draws: Array
    """One column per channel [events per hour]."""
    prior_events: float
    """How many events of its own the others are worth to a channel."""

    def mean(self, channel: int) -> float:
        """Posterior mean [events per hour]."""
        return float(self.draws[:, channel].mean())


def log_marginal(shape: Numbers, mean: Numbers, events: Sequence[float], hours: Sequence[float]) -> Array:
    """Log-likelihood of a gamma distribution of rates, from the counts of channels: negative binomial [log].

    In the shape of `shape` and `mean`, which belong to the distribution: mean [events per hour], shape the events it is worth.
    """
    a = np.asarray(shape, dtype=float)
    b = a / np.asarray(mean, dtype=float)
    total = np.zeros(np.broadcast(a, b).shape)
    log_gamma = scipy.special.gammaln
    for count, exposure in zip(events, hours, strict=True):
        total = total + log_gamma(a + count) - log_gamma(a) - log_gamma(count + 1)
        total = total - a * np.log1p(exposure / b) - count * np.log1p(b / exposure)
    return np.asarray(total, dtype=float)


def channel_rates(
    events: Sequence[float],
    hours: Sequence[float],
    *,
    dispersion: float = 1.0,
    draws: int = DRAWS,
    seed: int = SEED,
) -> ChannelRates:
    """Rates of channels after events in some hours [events per hour]: a hierarchical gamma-Poisson model.

    Rates are gamma among the channels; the shape and mean of that distribution are themselves unknown and drawn from a grid over
    their posterior, the log of the shape with the prior N(log 2, 1), the log of the mean with N(log of the pooled rate, 1.5). So
    what the channels say of each other is no surer than so few channels allow. Events that come in bursts count for less, as many
    times as their variance exceeds their mean (`dispersion`).

    Raises ValueError if a channel has no hours, or there is none.
    """
    if not hours or not all(0 < each < math.inf for each in hours):
        raise ValueError("A rate needs channels, each with hours.")
    for count, exposure in zip(events, hours, strict=True):
        _check_exposure(count, exposure)
    rng = np.random.default_rng(seed)
    counts = [count / dispersion for count in events]
    exposures = [exposure / dispersion for exposure in hours]
    everything = sum(counts)
    pooled = (everything or 0.5) / sum(exposures)
    reach = min(4.0, 5 * math.sqrt(1 / (everything + 0.5) + 1 / len(hours)))
    shapes = np.linspace(math.log(PRIOR_EVENTS_BOUNDS[0]), math.log(PRIOR_EVENTS_BOUNDS[1]), 41)[
        :, np.newaxis
    ]
    means = math.log(pooled) + np.linspace(-reach, reach, 61)[np.newaxis, :]
    log = log_marginal(np.exp(shapes), np.exp(means), counts, exposures)
    log = log - ((shapes - math.log(PRIOR_EVENTS)) / PRIOR_DOUBT) ** 2 / 2
    log = log - ((means - math.log(pooled)) / MEAN_DOUBT) ** 2 / 2
    weight = np.exp(log - log.max())
    chosen = np.unravel_index(rng.choice(weight.size, draws, p=(weight / weight.sum()).ravel()), weight.shape)
    shape, mean = (
        np.exp(axis.ravel()[place] + (axis.ravel()[1] - axis.ravel()[0]) * (rng.random(draws) - 0.5))
        for axis, place in zip((shapes, means), chosen, strict=True)
    )
    columns = [
        rng.gamma(shape + count) / (shape / mean + exposure)
        for count, exposure in zip(counts, exposures, strict=True)
    ]
    return ChannelRates(np.column_stack(columns), float(shape.mean()))


def dispersion(events: Sequence[Sequence[float]], hours: Sequence[Sequence[float]]) -> float:
    """How many times the variance of counts in equal periods exceeds their mean, by posterior mean [ratio, at least 1].

    The counts of a channel are negative binomial with one such ratio for all channels, so that they are Dirichlet-multinomial where
    their sum is known: a channel with one event says nothing. They are expected half in proportion to its own hours and half to those of
    all channels, since what comes of an hour comes later; a period of which hardly anything is on record expects hardly anything. The
    log of what exceeds 1 has the prior N(log 1/3, 1). Both arguments have a row a channel and a column a period.
    """
    everywhere = np.asarray(hours, dtype=float).sum(axis=0)
    log = -(((_BURSTS - math.log(BURSTS)) / BURSTS_DOUBT) ** 2) / 2
    log_gamma, excess = scipy.special.gammaln, np.exp(_BURSTS)[:, np.newaxis]
    for counts, spent in zip(events, hours, strict=True):
        came, used = np.asarray(counts, dtype=float), np.asarray(spent, dtype=float)
        expected = came.sum() * (used / used.sum() + everywhere / everywhere.sum()) / 2
        apart = np.where(expected > 0, expected, 1e-9) / excess
        log = log + (log_gamma(came + apart) - log_gamma(apart)).sum(axis=1)
        log = log + log_gamma(apart.sum(axis=1)) - log_gamma(came.sum() + apart.sum(axis=1))
    weight = np.exp(log - log.max())
    return 1 + float(weight @ np.exp(_BURSTS) / weight.sum())


def hours_to_settle(
    known: Gamma,
    threshold: float,
    sure: float,
    *,
    true: float | None = None,
    draws: int = 2_000,
    seed: int = SEED,
) -> Interval:
    """Hours more until a rate is surely above or surely below a threshold [hours], from the 10 % to the 90 % point of what may come.

    What may come is drawn from what is known, or from the true rate if it is told, hour after hour; a rate is settled as soon as the
    probability that it is above is `sure` at least or 1 - `sure` at most. Since the wait is a matter of luck even to those who know the
    rate, and skew, its value is the one that is most often right within a factor of two. A bound is infinite where a hundred times
    the evidence would not do, and so is the value where that is likelier than not. Raises ValueError unless the threshold is
    positive and 1/2 < sure < 1.
    """
    if threshold <= 0 or not 0.5 < sure < 1:
        raise ValueError("To settle a rate takes a positive threshold and a chance above one half.")
    rng = np.random.default_rng(seed)
    rates = rng.gamma(known.shape, 1 / known.rate, (draws, 1)) if true is None else np.full((draws, 1), true)
    hours = known.rate * np.geomspace(0.02, 100, 80)
    counts = rng.poisson(rates * np.diff(hours, prepend=0)).cumsum(axis=1)
    above = scipy.special.gammaincc(known.shape + counts, (known.rate + hours) * threshold)
    settled = np.logical_or.accumulate((above >= sure) | (above <= 1 - sure), axis=1).mean(axis=0)
    low, high = (
        float(hours[np.argmax(settled >= tail)]) if settled[-1] >= tail else math.inf
        for tail in tails(COVERAGE)
    )
    within = np.interp(2 * hours, hours, settled) - np.interp(hours / 2, hours, settled, left=0.0)
    value = float(hours[np.argmax(within)]) if settled[-1] >= 0.5 else math.inf
    return Interval.holding(value, low, high)


def exposure_for(events: int, rate: float, probability: float) -> float:
    """Hours after which at least so many events are as likely as asked [hours].

    For one event -ln(1 - p) / rate. Raises ValueError unless the events and the rate are positive and 0 <= p < 1.
    """
    if events < 1 or rate <= 0 or not 0 <= probability < 1:
        raise ValueError("Waiting needs at least one event, a positive rate and a probability below 1.")
    return float(scipy.special.gammaincinv(events, probability)) / rate


@dataclass(frozen=True, slots=True)
class LearningBudget:
    """What it takes to know a rate well enough."""

    events: int
    hours: float
    weeks: float
    """At the present pace; infinite if no hours are spent."""


def learning_budget(rate: float, hours_per_week: float, ratio: float = 3.0) -> LearningBudget:
    """Events, hours and weeks until the bounds of a rate are within a ratio of each other [events, hours, weeks].

    Raises ValueError unless the rate is positive and the pace not negative.
    """
    if rate <= 0 or hours_per_week < 0:
        raise ValueError("A learning budget needs a positive rate and hours that are not negative.")
    events = events_for_ratio(ratio)
    hours = events / rate
    return LearningBudget(events, hours, hours / hours_per_week if hours_per_week else math.inf)


def events_for_ratio(ratio: float, coverage: float = COVERAGE) -> int:
    """Fewest events whose rate has an upper bound of at most `ratio` times the lower [events].

    By quantiles of the Jeffreys posterior, Gamma(k + 1/2). Raises ValueError unless the ratio exceeds 1.
    """
    if ratio <= 1:
        raise ValueError("The upper bound of a rate is more than once the lower.")
    low, high = tails(coverage)

    def excess(events: float) -> float:
        bounds = scipy.special.gammaincinv(events + 0.5, [low, high])
        return float(ratio * bounds[0] - bounds[1])

    most = 1.0
    while excess(most) < 0:
        most *= 2
    return math.ceil(_root(lambda events: -excess(events), 0.0, most) - 1e-9)


def _root(falling: Callable[[float], float], low: float, high: float) -> float:
    """Where a function turns from positive to negative, by bisection; the nearer end if it does not turn."""
    if falling(low) <= 0:
        return low
    if falling(high) >= 0:
        return high
    while high - low > 1e-12 * max(1.0, abs(low)):
        middle = (low + high) / 2
        low, high = (middle, high) if falling(middle) > 0 else (low, middle)
    return (low + high) / 2


def _check_exposure(events: float, hours: float) -> None:
    if not (0 <= events < math.inf and 0 <= hours < math.inf):
        raise ValueError("Events and hours are counted from 0.")
    if events and not hours:
        raise ValueError("Events came without any hours, so there is no rate.")
