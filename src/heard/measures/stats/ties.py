"""Ties between two people: how warm, how balanced, how long silent.

>>> warmth([3, 10, 40], [2, 12]).state
'two-way'
>>> round(warmth([3, 10, 40], [2, 12]).days, 2)
2.1
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

import numpy as np

from heard.measures.stats.proportions import Beta
from heard.measures.stats.summary import Array, Numbers

EXPONENT = 1.5
"""Of the decay of a day of contact; within .02 AUC of the best kernel on three public message sets."""
STRENGTH_TODAY = 1.5
"""Strength of one exchange both ways today: sqrt(1 * 1) + (1 + 1) / 4."""
BANDS: tuple[tuple[float, Literal["warm", "active", "cool"]], ...] = (
    (14, "warm"),
    (90, "active"),
    (365, "cool"),
)
"""Days up to which a tie bears a name; beyond the last it is dormant: a convention."""
SILENCE_LIMIT = 8.0
"""A halt of more than 8 usual gaps most likely is decay: Navarro et al. 2017, EPJ Data Science 6:28, on phone calls."""
SILENCE_GAPS = 3
"""Fewer gaps have no usual length: a convention."""
PRIOR_GAP_DAYS = 30.0
"""The gap assumed of a tie before any is seen, worth one gap: a convention; the user's own median gap is better."""
UNLIKELY = 0.05
"""Of a gap to outlast the present silence, for that to count as a sign of decay: a convention."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Warmth:
    """How fresh a tie is, from the days on which either side wrote."""

    out: float
    """Decayed days on which I wrote."""
    back: float
    """Decayed days on which they wrote."""

    @property
    def state(self) -> Literal["none", "one-way", "two-way"]:
        """Which sides wrote at all."""
        sides = (self.out > 0) + (self.back > 0)
        return "two-way" if sides == 2 else "one-way" if sides else "none"

    @property
    def strength(self) -> float:
        """Decayed days with a bonus for mutuality [two-way exchange of today = 1.5]."""
        return float(tie_strength(self.out, self.back))

    @property
    def days(self) -> float:
        """As fresh as one two-way exchange so many days ago [days]; not to be shown unless two-way."""
        return float(equivalent_age(self.strength))

    @property
    def band(self) -> Literal["warm", "active", "cool", "dormant"] | None:
        """The tie in a word, or None unless both sides wrote."""
        if self.state != "two-way":
            return None
        return next((name for limit, name in BANDS if self.days <= limit), "dormant")


def power_weight(age_days: Numbers) -> Array:
    """What a day of contact is worth after so many days [today = 1]: (1 + age)^-1.5; a negative age counts as 0."""
    return np.asarray((1 + np.maximum(age_days, 0.0)) ** -EXPONENT, dtype=float)


def half_life_weight(age_days: Numbers, half_life_days: float) -> Array:
    """What an event is worth after so many days [today = 1]: 2^(-age / half-life); Ahmad, Porter & Beguerisse 2021."""
    if half_life_days <= 0:
        raise ValueError("A half-life is positive.")
    return np.asarray(2 ** (-np.maximum(age_days, 0.0) / half_life_days), dtype=float)


def tie_strength(out: Numbers, back: Numbers) -> Array:
    """Strength of ties from decayed days of either side [two-way exchange of today = 1.5]: sqrt(o i) + (o + i) / 4."""
    out, back = np.asarray(out, dtype=float), np.asarray(back, dtype=float)
    return np.asarray(np.sqrt(out * back) + (out + back) / 4)


def equivalent_age(strength: Numbers) -> Array:
    """How long ago one two-way exchange would be as strong [days]: (1.5 / T)^(1 / 1.5) - 1; infinite for strength 0.

    It is 0 for whatever is stronger than one exchange of today.
    """
    with np.errstate(divide="ignore"):
        age = np.divide(STRENGTH_TODAY, np.asarray(strength, dtype=float)) ** (1 / EXPONENT) - 1
    return np.asarray(np.maximum(age, 0.0))


def warmth(out_ages: Sequence[float], back_ages: Sequence[float]) -> Warmth:
    """Warmth of a tie from the ages of the distinct days on which I, and they, wrote [days]."""
    return Warmth(out=float(power_weight(out_ages).sum()), back=float(power_weight(back_ages).sum()))


def neighbourhood_overlap(mine: AbstractSet[str], theirs: AbstractSet[str]) -> float:
    """Share of the two ends' other neighbours that they have in common [0..1]; Onnela et al. 2007, PNAS 104(18).

    The ends themselves do not count; 0 if neither has another neighbour. Each set holds the neighbours of one end, the
    other end among them.
    """
    common = len(mine & theirs)
    others = (len(mine) - 1) + (len(theirs) - 1) - common
    return common / others if others > 0 else 0.0


def weighted_reciprocity(weights: Mapping[tuple[str, str], float]) -> float:
    """Share of all contact that is returned [0..1]: sum min(w_ij, w_ji) / sum w_ij; Squartini et al. 2013.

    Raises ValueError if there is no contact.
    """
    total = sum(weights.values())
    if total <= 0:
        raise ValueError("Reciprocity needs some contact.")
    return sum(min(weight, weights.get((b, a), 0.0)) for (a, b), weight in weights.items()) / total


def give_share(given: float, received: float) -> Beta:
    """Share of the help between two people that I gave [0..1]: Beta(1 + given, 1 + received), a flat prior of two."""
    if given < 0 or received < 0:
        raise ValueError("Help given and received is counted from 0.")
    return Beta(1 + given, 1 + received)


def silence_ratio(silence_days: float, gaps_days: Sequence[float]) -> float:
    """The present silence against the mean gap before it [ratio]; Navarro et al. 2017.

    Raises ValueError below three gaps, or if all gaps are 0.
    """
    _check_gaps(silence_days, gaps_days)
    if len(gaps_days) < SILENCE_GAPS or sum(gaps_days) == 0:
        raise ValueError("A usual gap needs four different days of contact.")
    return silence_days * len(gaps_days) / sum(gaps_days)


def lomax_survival(
    silence_days: float, gaps_days: Sequence[float], prior_gap_days: float = PRIOR_GAP_DAYS
) -> float:
    """Probability that a gap of this tie outlasts the present silence [0..1].

    (b / (b + s))^k with k = 1 + n and b = prior + sum of gaps: gaps are exponential, their rate is unknown (Lomax 1954).
    """
    _check_gaps(silence_days, gaps_days)
    if prior_gap_days <= 0:
        raise ValueError("The gap assumed beforehand is positive.")
    scale = prior_gap_days + sum(gaps_days)
    return float((scale / (scale + silence_days)) ** (1 + len(gaps_days)))


def silence(
    silence_days: float, gaps_days: Sequence[float], prior_gap_days: float = PRIOR_GAP_DAYS
) -> Literal["usual", "cooling", "lapsed"]:
    """The present silence in a word: lapsed if every test that can be made says so, cooling if one does.

    The tests are a silence of more than 8 mean gaps, which needs three gaps, and a Lomax probability below 5 %.
    """
    tests = [lomax_survival(silence_days, gaps_days, prior_gap_days) < UNLIKELY]
    if len(gaps_days) >= SILENCE_GAPS and sum(gaps_days) > 0:
        tests.append(silence_ratio(silence_days, gaps_days) > SILENCE_LIMIT)
    return "lapsed" if all(tests) else "cooling" if any(tests) else "usual"


def burstiness(gaps_days: Sequence[float], *, finite: bool = True) -> float:
    """How bursty contact is [-1 a clock .. 0 chance .. 1 bursts].

    (sd - mean) / (sd + mean), Goh & Barabasi 2008; `finite` corrects it for few gaps, Kim & Jo 2016, PRE 94:032311.
    Raises ValueError below two gaps, or if all gaps are 0.
    """
    _check_gaps(0.0, gaps_days)
    n = len(gaps_days)
    if n < 2 or sum(gaps_days) == 0:
        raise ValueError("Burstiness needs three different days of contact.")
    ratio = float(np.std(gaps_days) / np.mean(gaps_days))
    if not finite:
        return (ratio - 1) / (ratio + 1)
    more, fewer = math.sqrt(n + 1), math.sqrt(n - 1)
    return (more * ratio - fewer) / ((more - 2) * ratio + fewer)


def _check_gaps(silence_days: float, gaps_days: Sequence[float]) -> None:
    if silence_days < 0 or any(gap < 0 for gap in gaps_days):
        raise ValueError("Gaps and silences are not negative.")
