"""The mixture cure model of leads: which are won, which are lost, and which are never heard of again.

A share pi of the leads is ever won; those that are, after a Weibull time. Of the others a share is declared lost, after an
exponential time, and the rest is never heard of again. A lead that is open may be any of the three, and the longer it is open the
less likely it is to be won (Boag 1949; Farewell 1982, Biometrics 38(4)).

>>> Cure(won=0.4, speed=1 / 30).still_wins([0, 60]).round(2).tolist()
[0.4, 0.08]
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from heard.measures.stats.summary import Array, Numbers

LEAST_DAYS = 0.5
"""What is won on the day it began took half a day."""
GROUPS = 60
"""Open leads are gathered into so many groups of like age at most."""


class Lead(NamedTuple):
    """A lead, and what has become of it."""

    days: float
    """From its first step to its end, or to today."""
    end: Literal["won", "lost", "open"]
    entered: float = 0.0
    """How old it was when the record of ends began [days]: had it ended before, it would not be here (left truncation)."""
    began: float = 0.0
    """On which day of any calendar [days]; where it is not told, leads are in the order in which they began."""


@dataclass(frozen=True, slots=True)
class Cure:
    """Parameters of the model; each a number, or one number a draw."""

    won: Numbers
    """Share ever won [0..1]."""
    speed: Numbers
    """Of winning [1/day]."""
    shape: Numbers = 1.0
    lost: Numbers = 0.0
    """Share of the others that is declared lost [0..1]."""
    lost_speed: Numbers = 1.0
    """Of declaring them lost [1/day]."""

    def open(self, days: Numbers) -> Array:
        """Probability of being open at an age [0..1]."""
        return np.asarray(self.waiting(days) + self.hopeless(days), dtype=float)

    def waiting(self, days: Numbers) -> Array:
        """Probability of being open at an age and won later [0..1]."""
        aged = (np.asarray(self.speed) * np.asarray(days)) ** np.asarray(self.shape)
        return np.asarray(np.asarray(self.won) * np.exp(-aged), dtype=float)

    def hopeless(self, days: Numbers) -> Array:
        """Probability of being open at an age and never won [0..1]."""
        declared = -np.expm1(-np.asarray(self.lost_speed) * np.asarray(days))
        return np.asarray((1 - np.asarray(self.won)) * (1 - np.asarray(self.lost) * declared), dtype=float)

    def still_wins(self, days: Numbers, within: float = math.inf) -> Array:
        """Probability that a lead which is open at an age will be won, in so many days more at most [0..1]."""
        waiting, later = self.waiting(days), self.waiting(np.asarray(days, dtype=float) + within)
        return np.asarray((waiting - later) / (waiting + self.hopeless(days)), dtype=float)

    def taken(self, rows: npt.NDArray[np.int64], won: Array) -> Cure:
        """Some of the draws, with another share."""
        speed, shape, lost, slow = (
            np.broadcast_to(each, np.shape(self.won))[rows]
            for each in (self.speed, self.shape, self.lost, self.lost_speed)
        )
        return Cure(won, speed, shape, lost, slow)

    def log_likelihood(self, leads: Sequence[Lead]) -> Array:
        """Of all leads together; in the shape of the parameters."""
        won, speed, shape, lost, slow = (
            np.asarray(each, dtype=float)
            for each in (self.won, self.speed, self.shape, self.lost, self.lost_speed)
        )
        total = np.zeros(np.broadcast(won, speed, shape, lost, slow).shape)
        for (days, end, entered, _), count in gathered(leads):
            if end == "won":
                aged = max(days, LEAST_DAYS)
                each = (
                    np.log(won * shape * speed) + (shape - 1) * np.log(speed * aged) - (speed * aged) ** shape
                )
            elif end == "lost":
                each = np.log((1 - won) * lost * slow) - slow * days
            else:
                each = np.log(self.open(days))
            total = total + count * (each - (np.log(self.open(entered)) if entered else 0.0))
        return np.asarray(total, dtype=float)


def gathered(leads: Iterable[Lead]) -> list[tuple[Lead, int]]:
    """Like leads as one with their number, those of many open ages by groups of like age."""
    counts: dict[Lead, int] = {}
    for each in leads:
        lead = each._replace(began=0.0)
        counts[lead] = counts.get(lead, 0) + 1
    if len(counts) <= 2 * GROUPS:
        return list(counts.items())
    found = []
    for end in ("won", "lost", "open"):
        for late in (False, True):
            alike = sorted(each for each in counts if each.end == end and bool(each.entered > 0) == late)
            for some in np.array_split(np.arange(len(alike)), min(GROUPS, len(alike)) or 1):
                number = sum(counts[alike[place]] for place in some)
                if number:
                    days, entered = (
                        sum(counts[alike[place]] * getattr(alike[place], what) for place in some) / number
                        for what in ("days", "entered")
                    )
                    found.append((Lead(days, end, entered), number))
    return found
