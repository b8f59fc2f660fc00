"""How many there are that were not seen, from two or more ways of seeing.

>>> chapman(30, 24, 9).value
76.5
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from heard.measures.stats.summary import COVERAGE, Interval, normal_quantile, tails

SMALL_OVERLAP = 7
SMALL_LIST = 20
"""Below these the estimate is noise: Robson & Regier 1964 ask for an overlap of 7."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PopulationSize:
    """How many there are, seen and unseen; too low when the two ways of seeing favour the same people."""

    value: float
    sd: float
    seen: int
    reportable: bool
    """Whether the lists and their overlap are large enough to say more than "at least those seen"."""

    @property
    def seen_share(self) -> float:
        """Share of all that was seen [0..1]; 1 of nobody."""
        return self.seen / self.value if self.value else 1.0

    def interval(self, coverage: float = COVERAGE) -> Interval:
        """Log-normal bounds on the unseen part, so that they never fall below what was seen; Chao 1987."""
        unseen = self.value - self.seen
        if unseen <= 0 or self.sd == 0:
            return Interval(self.value, self.value, self.value)
        z = normal_quantile(tails(coverage)[1])
        factor = math.exp(z * math.sqrt(math.log1p((self.sd / unseen) ** 2)))
        return Interval(self.value, self.seen + unseen / factor, self.seen + unseen * factor)


def chapman(first: int, second: int, both: int) -> PopulationSize:
    """How many there are, from two lists and their overlap [persons]; Chapman 1951, variance of Seber 1970.

    (n1 + 1)(n2 + 1) / (m + 1) - 1. It supposes that being on one list says nothing of being on the other; people are
    mostly on both or neither, so read it as "at least about". Raises ValueError if the overlap exceeds a list.
    """
    if not 0 <= both <= min(first, second):
        raise ValueError("The overlap of two lists lies between 0 and the shorter list.")
    pairs = (first + 1) * (second + 1)
    variance = pairs * (first - both) * (second - both) / ((both + 1) ** 2 * (both + 2))
    return PopulationSize(
        value=pairs / (both + 1) - 1,
        sd=math.sqrt(variance),
        seen=first + second - both,
        reportable=both >= SMALL_OVERLAP and min(first, second) >= SMALL_LIST,
    )


def chao2(seen: int, once: int, twice: int, lists: int) -> float:
    """At least how many there are, from how many are on exactly one and two of several lists [persons]; Chao 1987.

    S + (t - 1)/t f1^2 / (2 f2), with f1 (f1 - 1) / 2 for the fraction if nobody is on two lists. Raises ValueError below
    two lists.
    """
    if lists < 2 or min(once, twice) < 0 or once + twice > seen:
        raise ValueError("A lower bound needs two lists, and nobody on them who was not seen.")
    unseen = once**2 / (2 * twice) if twice else once * (once - 1) / 2
    return seen + (lists - 1) / lists * unseen
