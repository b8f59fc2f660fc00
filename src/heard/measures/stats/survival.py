"""Time to an answer, where some may yet come.

>>> replies = kaplan_meier([0.1, 0.3, 1, 2, 2, 5, 9, 3, 1, 14, 14, 14], [True] * 7 + [False] * 5)
>>> round(replies.by(14).probability, 6)
0.6625
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from heard.measures.stats.proportions import jeffreys
from heard.measures.stats.summary import COVERAGE, Array, Interval

_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Incidence:
    """Probability that it has happened by some time [0..1]."""

    probability: float
    se: float
    """Greenwood's standard error."""
    settled: int
    """How many had happened by then or were followed that long."""

    @property
    def effective_n(self) -> float:
        """How many fully followed cases would be as informative [cases]: F (1 - F) / se^2, or those settled at 0 and 1."""
        return self.probability * (1 - self.probability) / self.se**2 if self.se > 0 else float(self.settled)

    def interval(self, coverage: float = COVERAGE) -> Interval:
        """The probability within Jeffreys bounds for the effective number of cases; Dorey & Korn 1987.

        It holds its coverage with six cases, and where nothing or everything has happened, where intervals built on the
        standard error collapse to a point.
        """
        n = self.effective_n
        bounds = jeffreys(n * self.probability, n).interval(coverage)
        return Interval.holding(self.probability, bounds.low, bounds.high)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class KaplanMeier:
    """The curve of what has happened by when; Kaplan & Meier 1958."""

    times: Array
    """Distinct times at which it happened."""
    survival: Array
    """Share for whom it has not happened, after each of the times."""
    greenwood: Array
    """Greenwood's sum of d / (r (r - d)) up to each of the times; infinite once all happened."""
    followed: Array
    """How long each case was followed, sorted."""
    happened: Array
    """Times at which it happened, one per case, sorted."""

    def by(self, time: float) -> Incidence:
        """Probability that it has happened by a time, that time included [0..1].

        Raises ValueError beyond the longest time that any case was followed, unless it has happened to all by then.
        """
        step = int(np.searchsorted(self.times, time, side="right")) - 1
        left = float(self.survival[step]) if step >= 0 else 1.0
        longest = float(self.followed[-1])
        if time > longest and left > 0:
            raise ValueError(f"Nothing was followed for {time:g}; ask for at most {longest:g}.")
        early = int(np.searchsorted(self.happened, time, side="right"))
        still = len(self.followed) - int(np.searchsorted(self.followed, time, side="left"))
        at_the_time = early - int(np.searchsorted(self.happened, time, side="left"))
        return Incidence(
            probability=1 - left,
            se=left * math.sqrt(self.greenwood[step]) if step >= 0 and left > 0 else 0.0,
            settled=early + still - at_the_time,
        )

    def median(self, coverage: float = COVERAGE) -> Interval:
        """Time by which half have happened, infinite if that was never seen [unit of the times].

        The bounds are where the bounds of the curve pass one half (Brookmeyer & Crowley 1982); a median that was never
        seen is at least as long as the longest case was followed, unless the upper bound says less.
        """
        curve = [self.by(float(time)) for time in self.times]
        bounds = [point.interval(coverage) for point in curve]
        never = float(self.followed[-1])
        return Interval(
            self._first([point.probability for point in curve], math.inf),
            self._first([bound.high for bound in bounds], never),
            self._first([bound.low for bound in bounds], math.inf),
        )

    def _first(self, shares: list[float], never: float) -> float:
        """First time at which a share reaches one half."""
        return next(
            (float(t) for t, share in zip(self.times, shares, strict=True) if share >= 0.5 - _ROUNDING), never
        )


def kaplan_meier(
    times: Sequence[float], happened: Sequence[bool], entered: Sequence[float] = ()
) -> KaplanMeier:
    """The curve from how long each case was followed and whether it then happened [unit of the times].

    Cases that end at the time of an event were still at risk for it. A case that was first seen at some age, since the
    record began then, is at risk only after it (left truncation; Tsai, Jewell & Wang 1987, Biometrika 74(4)). Raises
    ValueError without cases, with a negative time, or for a case that was first seen after its end.
    """
    ends = np.asarray(times, dtype=float)
    events = np.asarray(happened, dtype=bool)
    starts = np.asarray(entered, dtype=float) if len(entered) else np.zeros(len(ends))
    if len(ends) == 0 or not len(ends) == len(events) == len(starts) or not (ends >= 0).all():
        raise ValueError("A curve needs cases, each with a time that is not negative.")
    if (starts < 0).any() or (starts > ends).any():
        raise ValueError("A case is first seen before it ends.")
    followed = np.sort(ends)
    occurred = np.sort(ends[events])
    at, deaths = np.unique(occurred, return_counts=True)
    late = np.sort(starts[starts > 0])
    at_risk = len(ends) - np.searchsorted(followed, at, side="left")
    at_risk -= len(late) - np.searchsorted(late, at, side="left")
    with np.errstate(divide="ignore"):
        terms = deaths / (at_risk * (at_risk - deaths))
    return KaplanMeier(
        times=at,
        survival=np.asarray(np.cumprod(1 - deaths / at_risk), dtype=float),
        greenwood=np.asarray(np.cumsum(terms), dtype=float),
        followed=followed,
        happened=occurred,
    )
