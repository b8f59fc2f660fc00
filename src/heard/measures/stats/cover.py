"""Which few of many reach most: greedy cover.

>>> chances = {"ann": {1: 0.24, 2: 0.12}, "bob": {1: 0.27, 3: 0.15}, "cyd": {2: 0.25}}
>>> [(who, round(gain, 4)) for who, gain in cover(chances, {1: 3, 2: 2, 3: 1}, most=2)]
[('bob', 0.96), ('ann', 0.7656)]
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

Who = TypeVar("Who", bound=Hashable)
What = TypeVar("What", bound=Hashable)


def cover(
    chances: Mapping[Who, Mapping[What, float]], values: Mapping[What, float], most: int
) -> list[tuple[Who, float]]:
    """Who adds most, one after the other, and how much each adds to what those before bring.

    Maximises sum of v (1 - product of (1 - q)), taking the best next one each time: never below 1 - 1/e of the optimum, because
    what one adds only shrinks with each other one (Nemhauser, Wolsey & Fisher 1978). Of equals the first given is taken.

    Args:
        chances: of each, the chance q to reach each target [0..1].
        values: of each target, what it is worth to reach it.
        most: how many are taken at most.
    """
    missed = dict.fromkeys(values, 1.0)
    left = dict(chances)
    taken: list[tuple[Who, float]] = []
    while left and len(taken) < most:
        gains = {
            who: sum(values[what] * missed[what] * chance for what, chance in reached.items())
            for who, reached in left.items()
        }
        best = max(gains, key=gains.__getitem__)
        if not gains[best]:
            break
        taken.append((best, gains[best]))
        for what, chance in left.pop(best).items():
            missed[what] *= 1 - chance
    return taken
