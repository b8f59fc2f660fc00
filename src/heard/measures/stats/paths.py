"""The strongest paths between people, in memory: exact, of at most three ties, in well under a millisecond.

A path is worth the product of its ties. A tie is kept as a 32-bit float and multiplied in 64 bits: a product of two is then
exact and one of three is rounded once, so that a path is worth the same from either end.

>>> ties = Ties(4, [0, 0, 1, 2], [1, 2, 3, 3], [0.5, 0.25, 0.5, 0.75])
>>> ties.strongest(0, 3, most=1)
[Path(people=(0, 1, 3), strength=0.25)]
>>> ties.reach(0).to([2, 3]).tolist()
[0.25, 0.25]
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

from heard.measures.stats.summary import Array

Numbers = NDArray[np.int64]
NOBODY = -1
MANY = 64
"""From so many paths on only the best of them are put in order."""


class Path(NamedTuple):
    """A way from one person to another."""

    people: tuple[int, ...]
    """From the one to the other, both among them."""
    strength: float
    """Product of the ties (0..1]."""


class Rows:
    """Who is tied to whom: of each person the others, and the strength of each tie."""

    def __init__(self, size: int, one: ArrayLike, other: ArrayLike, strength: ArrayLike) -> None:
        """Lay each tie out at both its ends.

        Raises:
            ValueError: a pair is given twice, somebody is tied to themselves, or a strength is not above 0 and at most 1.
        """
        worth = np.asarray(strength, dtype=np.float32)
        ends = np.asarray(one, dtype=np.int32), np.asarray(other, dtype=np.int32)
        if not ((worth > 0) & (worth <= 1)).all():
            raise ValueError("A tie is stronger than 0 and at most 1.")
        if (ends[0] == ends[1]).any():
            raise ValueError("Nobody is tied to themselves.")
        once = csr_array((worth, ends), shape=(size, size))
        laid = once + once.T
        if laid.nnz != 2 * len(worth):
            raise ValueError("Each pair is given once.")
        self.others: Numbers = laid.indices.astype(np.int64)  # numpy converts shorter ones at each use
        self.worth: NDArray[np.float32] = laid.data
        self.starts: Numbers = laid.indptr.astype(np.int64)
        self.counts: Numbers = np.diff(self.starts)

    def two_away(self) -> NDArray[np.float32]:
        """How many ties lie beyond the ties of each person."""
        shape = (len(self.counts), len(self.counts))
        tied = csr_array((np.ones_like(self.worth), self.others, self.starts), shape=shape)
        return np.asarray(tied @ self.counts.astype(np.float32))

    def of(self, person: int) -> tuple[Numbers, NDArray[np.float32]]:
        """The others of one person, and the ties."""
        part = slice(self.starts[person], self.starts[person + 1])
        return self.others[part], self.worth[part]

    def beyond(self, people: Numbers) -> tuple[Numbers, Numbers]:
        """Where the ties of these people lie, one person after the other, and where each one's end in that."""
        counts = self.counts.take(people)
        ends = counts.cumsum()
        at = (self.starts.take(people) - ends + counts).repeat(counts)
        at += np.arange(len(at))
        return at, ends


class Ties:
    """Paths between any two people. One thread at a time may ask."""

    def __init__(self, size: int, one: ArrayLike, other: ArrayLike, strength: ArrayLike) -> None:
        """Lay the ties out.

        Args:
            size: people; they are numbered from 0.
            one: one end of each tie; ties are the same both ways.
            other: its other end.
            strength: of each tie (0..1].

        Raises:
            ValueError: a pair is given twice, somebody is tied to themselves, or a strength is out of bounds.
        """
        self._rows = Rows(size, one, other, strength)
        self._cost = self._rows.two_away()
        self._mark = np.zeros(size, dtype=np.float32)

    def strongest(self, source: int, target: int, most: int, *, apart: bool = False) -> list[Path]:
        """The strongest paths of at most three ties, the best first; of equals the shorter, then the one of lower numbers.

        Args:
            source: where they begin.
            target: where they end.
            most: paths given at most.
            apart: only the best of those that begin with the same person, and none that goes by way of somebody to one whom
                the source reaches as well without.
        """
        if source == target:
            return []
        # What the one end is tied to is marked; what lies two ties from the other end, the cheaper one, is looked up there.
        turned = not apart and self._cost[source] < self._cost[target]
        marked, far = (target, source) if turned else (source, target)
        beside, theirs = self._rows.of(far)
        at, ends = self._rows.beyond(beside)
        near, ours = self._rows.of(marked)
        self._mark[near] = ours
        direct, self._mark[far] = self._mark[far], 0
        by_two, left = self._mark.take(beside), self._mark.take(self._rows.others.take(at))
        self._mark[near] = 0
        (hits,) = left.astype(bool).nonzero()  # ten times as fast as on floats
        over = ends.searchsorted(hits, "right")
        if direct:
            elsewhere = beside.take(over) != marked
            hits, over = hits[elsewhere], over[elsewhere]
        to_over = left.take(hits).astype(float) * self._rows.worth.take(at.take(hits))
        if apart:
            nearer = to_over > by_two[over]
            hits, over, to_over = hits[nearer], over[nearer], to_over[nearer]
        three = to_over * theirs.take(over)
        (met,) = by_two.nonzero()
        two = by_two.take(met).astype(float) * theirs.take(met)
        if not apart and len(three) > max(most, MANY):
            (kept,) = (three >= np.partition(three, -most)[-most]).nonzero()
            hits, over, three = hits[kept], over[kept], three[kept]
        across, last = self._rows.others.take(at.take(hits)).tolist(), beside.take(over).tolist()
        first, second = (last, across) if turned else (across, last)
        ways = [
            (-worth, 2, one, other) for worth, one, other in zip(three.tolist(), first, second, strict=True)
        ]
        ways += [
            (-worth, 1, one, NOBODY) for worth, one in zip(two.tolist(), beside[met].tolist(), strict=True)
        ]
        if direct:
            ways.append((-float(direct), 0, NOBODY, NOBODY))
        ways.sort()
        if apart:
            best: dict[int, tuple[float, int, int, int]] = {}
            for way in ways:
                best.setdefault(way[2], way)
            ways = list(best.values())
        return [Path((source, *between[:ties], target), -worth) for worth, ties, *between in ways[:most]]

    def reach(self, source: int) -> Reach:
        """One pass from one person, after which the best path to anybody is a glance away."""
        near, ours = self._rows.of(source)
        by_two = np.zeros(len(self._mark))
        by_two[near] = ours
        at, _ = self._rows.beyond(near)
        np.maximum.at(
            by_two,
            self._rows.others[at],
            ours.repeat(self._rows.counts[near]).astype(float) * self._rows.worth[at],
        )
        by_two[source] = 0
        return Reach(self._rows, by_two)


class Reach:
    """How strong the best path from one person to any other is."""

    def __init__(self, rows: Rows, by_two: Array) -> None:
        """Take what `Ties.reach` found: the best path of at most two ties to each person."""
        self._rows = rows
        self._by_two = by_two

    def to(self, targets: ArrayLike) -> Array:
        """Strength of the best path of at most three ties to each [0..1]; 0 where there is none.

        A way that passes the target before it ends there is never stronger than the tie with which it got there first.
        """
        people = np.asarray(targets, dtype=np.int64)
        at, ends = self._rows.beyond(people)
        by_three = self._by_two[self._rows.others[at]] * self._rows.worth[at]
        best = self._by_two[people]
        tied = self._rows.counts[people] > 0
        if len(at):
            best[tied] = np.maximum(
                best[tied], np.maximum.reduceat(by_three, (ends - self._rows.counts[people])[tied])
            )
        return best
