"""Does a tie's freshness tell who will be in contact again? Cut public archives at several dates and look.

    python bench/ties.py --edges CollegeMsg.txt --days 14
    python bench/ties.py --edges out.dnc-temporalGraph --days 14
    python bench/ties.py --mbox r-sig-geo --days 90

CollegeMsg (messages among students of one university) is published by SNAP, the mails of the DNC as dnc-temporalGraph by KONECT, the
mailing lists of R on stat.ethz.ch; repositories mirror all of them. An edge file has one line for each message: from, to,
perhaps a weight, and the time in seconds. A folder of monthly archives is read as anybody would add it; two people are in
contact where one answers the other.

At each date every pair with any contact before is asked for, as each of the two sees it; AUC is the chance that a pair in
contact again within so many days stands before one that is not, and the mean over the dates. Beside it stand the days since the last contact
alone, message counts, messages that halve every 90 days, and msgvault's formula without meetings, of which these archives have
none: (2 sent + ln(1 + received)) * 2^(-days since last / 365). Intervals are 95 %, over resampled persons;
samples in which nobody was in contact again are left out.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from heard import api
from heard.measures.stats.ties import half_life_weight, power_weight, tie_strength
from heard.people.match import resolve

Array = NDArray[np.float64]
Numbers = NDArray[np.int64]
DAY = 86_400
CUTS = (0.4, 0.5, 0.6, 0.7, 0.8)
"""Dates, as shares of all messages that come before; none is so late that the days to look at outlast the archive."""
RESAMPLED = 200
OURS = "Heard's tie"
ANSWERS = """
select p.person, q.person, i.ts_us
from interactions i
join interactions o on o.id = i.reply_to
join people p on p.account = i.actor
join people q on q.account = o.actor
where p.person <> q.person and i.ts_us is not null and i.nature = 'personal'
"""


def edges(path: Path) -> Numbers:
    """From, to, and the time in seconds, of a file with one line a message."""
    lines = [line.split() for line in path.read_text("utf-8").splitlines() if line and line[0] not in "%#"]
    return np.array([(int(line[0]), int(line[1]), int(float(line[-1]))) for line in lines])


def archive(path: Path) -> Numbers:
    """The same of the answers on a mailing list, through the ledger."""
    with tempfile.TemporaryDirectory() as home, api.open(home) as opened:
        for export in api.exports_in(path):
            opened.add(export)
        resolve(opened.ledger, [])
        rows = np.array(opened.ledger.rows(ANSWERS), dtype=np.int64)
    _, persons = np.unique(rows[:, :2], return_inverse=True)
    return np.column_stack([persons.reshape(-1, 2), rows[:, 2] // 1_000_000])


def sums(places: Numbers, size: int, values: Array | None = None) -> Array:
    """Values added up by place; how many there are, unless given."""
    return np.bincount(places, weights=values, minlength=size).astype(float)


def scores(before: Numbers, cut: int) -> tuple[Numbers, dict[str, Array]]:
    """What each measure says of each pair, as each of the two sees it, at a date."""
    ends = np.sort(before[:, :2], axis=1)
    pairs, place = np.unique(ends, axis=0, return_inverse=True)
    place, size = place.reshape(-1), len(pairs)
    back = (before[:, 0] != ends[:, 0]).astype(np.int64)
    day = before[:, 2] // DAY
    once = np.unique(np.column_stack([place, back, day]), axis=0)
    worth = power_weight(np.asarray(cut // DAY - once[:, 2], dtype=float))
    sides = [sums(once[once[:, 1] == side, 0], size, worth[once[:, 1] == side]) for side in (0, 1)]
    wrote = [sums(place[back == side], size) for side in (0, 1)]
    age = np.full(size, np.inf)
    np.minimum.at(age, place, (cut - before[:, 2]) / DAY)
    halved = sums(place, size, half_life_weight((cut - before[:, 2]) / DAY, 90))
    both = {
        OURS: tie_strength(*sides),
        "last contact": -age,
        "messages": wrote[0] + wrote[1],
        "half-life 90 days": halved,
    }
    found = {name: np.tile(each, 2) for name, each in both.items()}
    found["msgvault"] = np.concatenate(
        [
            (2 * sent + np.log1p(received)) * half_life_weight(age, 365)
            for sent, received in (wrote, wrote[::-1])
        ]
    )
    return np.concatenate([pairs, pairs[:, ::-1]]), found


def area(ranks: Numbers, again: NDArray[np.bool_], weight: Array) -> float:
    """AUC of ranked pairs, equal ranks counting half; not a number where nobody was in contact again."""
    size = int(ranks.max()) + 1
    if not weight[again].any():
        return np.nan
    hit, miss = sums(ranks[again], size, weight[again]), sums(ranks[~again], size, weight[~again])
    return float((hit * (miss.cumsum() - miss / 2)).sum() / (hit.sum() * miss.sum()))


def backtest(name: str, events: Numbers, days: int) -> None:
    """Print the AUC of each measure on one archive."""
    events = events[np.argsort(events[:, 2], kind="stable")]
    events = events[events[:, 0] != events[:, 1]]
    rng = np.random.default_rng(20261031)
    weights = rng.poisson(1, (RESAMPLED + 1, int(events[:, :2].max()) + 1)).astype(float)
    weights[0] = 1
    found: dict[str, list[list[float]]] = {}
    asked = hits = 0
    latest = int(events[-1, 2]) - days * DAY
    cuts = {min(cut, latest) for cut in np.quantile(events[:, 2], CUTS).astype(int).tolist()}
    for cut in sorted(cuts):
        pairs, said = scores(events[events[:, 2] <= cut], cut)
        later = events[(events[:, 2] > cut) & (events[:, 2] <= cut + days * DAY), :2]
        size = weights.shape[1]
        keys = pairs.min(axis=1) * size + pairs.max(axis=1)
        again = np.isin(keys, later.min(axis=1) * size + later.max(axis=1))
        asked, hits = asked + len(pairs) // 2, hits + int(again.sum()) // 2
        for measure, values in said.items():
            ranks = np.unique(values, return_inverse=True)[1]
            areas = [area(ranks, again, each[pairs[:, 0]]) for each in weights]
            found.setdefault(measure, []).append(areas)
    print(
        f"{name}: {len(events):,} messages, {asked:,} pairs at {len(cuts)} dates, {hits:,} in contact again"
    )
    means = {measure: np.mean(areas, axis=0) for measure, areas in found.items()}
    for measure, mean in means.items():
        low, high = np.nanquantile(mean[1:], [0.025, 0.975])
        print(f"  {measure}: {mean[0]:.3f} [{low:.3f}, {high:.3f}] within {days} days")
    best = max((measure for measure in means if measure != OURS), key=lambda measure: means[measure][0])
    gap = means[OURS] - means[best]
    low, high = np.nanquantile(gap[1:], [0.025, 0.975])
    print(f"  against the best other ({best}): {gap[0]:+.3f} [{low:+.3f}, {high:+.3f}]", flush=True)


def main() -> None:
    """Look at each archive in turn."""
    arguments = argparse.ArgumentParser(description="AUC of ties on public archives.")
    arguments.add_argument("--edges", type=Path, action="append", default=[], help="one line a message")
    arguments.add_argument("--mbox", type=Path, action="append", default=[], help="a mailing list's archives")
    arguments.add_argument("--days", type=int, action="append", help="14 and 90, unless given")
    given = arguments.parse_args()
    for path in (*given.edges, *given.mbox):
        events = edges(path) if path in given.edges else archive(path)
        for days in given.days or (14, 90):
            backtest(path.name, events, days)


if __name__ == "__main__":
    main()
