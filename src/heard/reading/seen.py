"""What was met already, of millions of keys, in a dozen bytes each.

A set of texts takes a hundred and more, so that the keys alone of an archive of two gigabytes would fill one.

>>> seen = Seen()
>>> seen.add("dm:1"), "dm:1" in seen, "dm:2" in seen
(None, True, False)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from typing import Any

import numpy as np

RECENT = 1 << 17
"""Keys that are kept as they are; so few that a small export knows nothing of all this."""
SIGNS = 16
"""Bits a key in the sieve, which a new key passes with one chance in as many."""

Numbers = np.ndarray[Any, np.dtype[np.int64]]


class Seen:
    """A set of texts, or of numbers from 0, to which more are added and from which nothing old is taken.

    What is not recent is kept as its hash of 61 bits and more, so that among ten million two are taken for one with a probability of one
    in 45,000. A key of text hashes otherwise in each run, so that the same two are not mixed up twice.
    """

    __slots__ = ("_mask", "_recent", "_runs", "_sieve")

    def __init__(self) -> None:
        """Start with nothing."""
        self._recent: set[Hashable] = set()
        self._runs: list[Numbers] = []
        self._sieve = bytearray(1)
        self._mask = 0

    def __contains__(self, key: Hashable) -> bool:
        if key in self._recent:
            return True
        if not self._runs:
            return False
        number = hash(key)
        place = number & self._mask
        return bool(self._sieve[place >> 3] & (1 << (place & 7))) and self._holds(number)

    def __len__(self) -> int:
        return len(self._recent) + sum(map(len, self._runs))

    def add(self, key: Hashable) -> None:
        """Take in one."""
        self._recent.add(key)
        if len(self._recent) >= RECENT:
            self._settle()

    def update(self, keys: Iterable[Hashable]) -> None:
        """Take in several."""
        self._recent.update(keys)
        if len(self._recent) >= RECENT:
            self._settle()

    def discard(self, key: Hashable) -> None:
        """Take back one that was added just now."""
        self._recent.discard(key)

    def isdisjoint(self, keys: Iterable[Hashable]) -> bool:
        """Whether none of these was met."""
        return self._recent.isdisjoint(keys) and not (self._runs and any(key in self for key in keys))

    def _holds(self, number: int) -> bool:
        for run in self._runs:
            at = run.searchsorted(number)
            if at < len(run) and run[at] == number:
                return True
        return False

    def _settle(self) -> None:
        """Turn the recent keys into a sorted run, and runs of like length into one; each is more than twice as long as the next."""
        run = np.fromiter(map(hash, self._recent), np.int64, len(self._recent))
        self._recent.clear()
        run.sort()
        while self._runs and len(self._runs[-1]) <= 2 * len(run):
            run = np.concatenate((self._runs.pop(), run))
            run.sort(kind="stable")
        self._runs.append(run)
        wanted = SIGNS * len(self)
        if wanted > 8 * len(self._sieve):
            size = 1 << wanted.bit_length()
            self._sieve, self._mask = bytearray(size >> 3), size - 1
            for each in self._runs:
                self._mark(each)
        else:
            self._mark(run)

    def _mark(self, run: Numbers) -> None:
        places = run & self._mask
        bits = np.frombuffer(self._sieve, np.uint8)
        for bit in range(8):
            bits[places[places & 7 == bit] >> 3] |= 1 << bit


class Ordinals:
    """Keys as they come, each repetition followed by its ordinal, as `heard.reading.arrays.number` does for a list of them.

    >>> ordinals = Ordinals()
    >>> ordinals.of("k"), ordinals.of("k"), ordinals.of("k")
    ('k', 'k#2', 'k#3')
    """

    __slots__ = ("_again", "_seen")

    def __init__(self) -> None:
        """Start with none."""
        self._seen = Seen()
        self._again: Counter[str] = Counter()

    def of(self, key: str) -> str:
        """The key, with its ordinal from the second on."""
        if key not in self._seen:
            self._seen.add(key)
            return key
        self._again[key] += 1
        return f"{key}#{self._again[key] + 1}"
