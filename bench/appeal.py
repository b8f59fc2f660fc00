"""How often something is said to go with being answered where nothing does, and how often it is found where something does.

    python bench/appeal.py [--ledgers 400] [--seed 1]

Each invented ledger has so many beginnings on each of three channels, answered with a probability of .05 to .3 that differs by channel,
and eight marks, each in a tenth to two thirds of them, two of which often come together. Either no mark matters, or the first one doubles
the rate on the first channel.
"""

from __future__ import annotations

import argparse

import numpy as np

from heard.measures.appeal import MARKED, WORTH_SAYING, compared
from heard.measures.stats import signs_told

CHANNELS = 3


def told(rng: np.random.Generator, posts: int, base: float | None) -> list[tuple[int, str, bool]]:
    """What is told of one invented ledger: channel, mark, and whether it is said to help."""
    found = []
    for channel in range(CHANNELS):
        rate = base if base and not channel else rng.uniform(0.05, 0.3)
        has = rng.random((posts, len(MARKED))) < rng.uniform(0.1, 0.66, len(MARKED))
        has[:, 2] |= has[:, 1] & (rng.random(posts) < 0.7)
        chance = np.full(posts, rate)
        if base and not channel:
            has[:, 0] = rng.random(posts) < 0.35
            chance = np.where(has[:, 0], 2 * rate, rate)
        answered = rng.random(posts) < chance
        counted = {
            name: (int(has[:, place].sum()), int((answered & has[:, place]).sum()))
            for place, name in enumerate(MARKED)
        }
        found += [
            (channel, name, mark)
            for name, mark in compared(counted, posts, int(answered.sum()), MARKED).items()
        ]
    return [
        (found[place][0], found[place][1], found[place][2].helps >= 0.5)
        for place in signs_told([mark.helps for *_, mark in found])
        if abs(found[place][2].having.value - found[place][2].lacking.value) >= WORTH_SAYING
    ]


def main() -> None:
    """Print the share of ledgers in which something is told."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("--ledgers", type=int, default=400)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    rng = np.random.default_rng(given.seed)
    print(
        "beginnings a channel   nothing matters: told in   .15 doubled: found in   with the wrong sign   others told beside it"
    )
    for posts in (40, 100, 200, 500, 1000):
        idle = sum(bool(told(rng, posts, None)) for _ in range(given.ledgers))
        runs = [told(rng, posts, 0.15) for _ in range(given.ledgers)]
        found = sum((0, "question", True) in run for run in runs)
        wrong = sum((0, "question", False) in run for run in runs)
        beside = sum(len(run) for run in runs) - found - wrong
        shares = (f"{100 * number / given.ledgers:.1f} %" for number in (idle, found, wrong))
        print(
            f"{posts:20,}   {next(shares):>25}   {next(shares):>22}   {next(shares):>19}   "
            f"{beside / given.ledgers:.2f} a ledger"
        )


if __name__ == "__main__":
    main()
