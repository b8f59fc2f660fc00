"""The ways to those whom we want to meet: the ties that `between.seek` found, laid out and searched.

A way is worth the product of its steps. The worth of a step is a convention: what a step of each band is worth is set so that a
way with a weaker weakest step never comes first, and within a band freshness moves it by a twentieth.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from heard.measures.stats.paths import Ties

if TYPE_CHECKING:
    from heard.ledger.store import Ledger

WORTH = {3: 0.9, 2: 0.6, 1: 0.2}
"""Of a step that is strong, moderate, weak: .9³ > .9 * .6 and .6³ > .9 * .2, with room for freshness."""
FRESHNESS = 0.05
"""So much of a step's worth goes with age."""
HALF_FRESH_DAYS = 30
"""After which half of that is left [days]."""
DAY_US = 86_400_000_000
US = 0

Way = tuple[int, ...]
"""Whom we ask, whom they ask, and whom to meet."""


class Ways:
    """Who is seen with whom around those whom we want to meet; ourselves are number 0."""

    def __init__(self, ledger: Ledger, targets: Iterable[int], today_us: int) -> None:
        """Lay out the tables ``knows`` and ``step``; nobody whom we want to meet is asked for another."""
        self.targets = set(targets)
        ours = [(US, *row) for row in ledger.rows(_KNOWS) if row[0] not in self.targets]
        found = np.array([*ours, *ledger.rows(_STEPS, today_us=today_us)], dtype=np.int64).reshape(-1, 4)
        ends = np.sort(found[:, :2], axis=1)
        kept = np.sort(np.unique(ends, axis=0, return_index=True)[1])
        ends, band, age_us = ends[kept], found[kept, 2], today_us - found[kept, 3]
        self._persons, numbers = np.unique(
            np.concatenate([ends.ravel(), [US, *sorted(self.targets)]]), return_inverse=True
        )
        one, other = numbers[: ends.size].reshape(-1, 2).T
        worth = np.array([0, WORTH[1], WORTH[2], WORTH[3]])[band]
        fresh = HALF_FRESH_DAYS / (HALF_FRESH_DAYS + np.maximum(age_us / DAY_US, 0))
        self._ties = Ties(len(self._persons), one, other, worth * (1 - FRESHNESS * (1 - fresh)))

    def best(self, most: int) -> list[int]:
        """Of those whom we want to meet the ones who are reached best, the best first."""
        targets = np.array(sorted(self.targets), dtype=np.int64)
        strength = self._ties.reach(self._number(US)).to(self._persons.searchsorted(targets))
        order = np.lexsort((targets, -strength))
        return [int(targets[place]) for place in order[:most] if strength[place]]

    def to(self, target: int, most: int) -> list[tuple[Way, float]]:
        """The best ways to one of them, each beginning with another person, and what each is worth (0..1]."""
        found = self._ties.strongest(self._number(US), self._number(target), most, apart=True)
        return [
            (tuple(int(self._persons[each]) for each in path.people[1:]), path.strength) for path in found
        ]

    def _number(self, person: int) -> int:
        return int(self._persons.searchsorted(person))


_KNOWS = "select person, band, last_us from knows order by person"
_STEPS = """
select one, other, band, coalesce(last_us, $today_us) from step where one <> other order by hop, one, other
"""
