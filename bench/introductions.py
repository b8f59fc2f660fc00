"""Introduction paths against scipy and DuckDB: the five strongest of at most three ties between two people, in CPU time.

    python bench/introductions.py [--full] [--snb FOLDER]

The ties are invented: degrees are lognormal (mean 40), half of the ties stay within a community, strengths are Beta(0.8, 3).
Those who ask have 100 ties at least; those they ask for are anybody. 100 thousand people with 2 million ties; with --full,
1 million with 20 million too. All answer the same questions, one after the other, and every answer is compared: the five strengths
to the last bit, against both peers. The claim is 3.5 times scipy and 250 times DuckDB without a compiler, 100 times scipy for
one person against 1,000, and at most 1.5 times the time scipy takes to load.

--snb takes the folder with the files Person_knows_Person*.csv of the LDBC social network of scale factor 0.1 (Kuzu's repository
mirrors it under dataset/ldbc-sf01) and compares how many ties apart people are (question IC13) with DuckDB's recursive SQL.
This is LDBC SNB data, not an audited result.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import duckdb
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from heard.measures.stats.paths import Ties

Array = NDArray[np.float64]
Ends = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]]
T = TypeVar("T")
MOST = 5
ACTIVE = 100
COMMUNITY = 2_000
TARGETS = 1_000
TOP = """
with f as (select b as a, w from tie where a = $source),
t as (select b, w from tie where a = $target)
select cast(p as double) from (
    select cast(w as double) as p from f where a = $target
    union all
    select cast(f.w as double) * t.w from f join t on t.b = f.a where f.a <> $target and t.b <> $source
    union all
    select cast(f.w as double) * e.w * t.w from f join tie e on e.a = f.a join t on t.b = e.b where f.a <> $target and e.b <> $source
) order by p desc limit 5
"""
KNOWS = """
create table tie as
with one as (select column0 as a, column1 as b from read_csv($files, delim = '|', skip = 1, header = false))
select a, b from one union select b, a from one
"""
APART = """
with recursive walk(person, ties) as (
    select $source::bigint, 0
    union
    select tie.b, ties + 1 from walk join tie on tie.a = walk.person where ties < 8
)
select min(ties) from walk where person = $target
"""


def world(people: int, ties: int) -> Ends:
    """Who is tied to whom, and how strongly."""
    rng = np.random.default_rng(20261031)
    drawn = rng.lognormal(np.log(26), 0.93, people).cumsum()
    drawn /= drawn[-1]
    pairs = np.empty(0, dtype=np.int64)
    while len(pairs) < ties:
        many = ties * 5 // 4
        one = drawn.searchsorted(rng.random(many))
        low = one // COMMUNITY * COMMUNITY
        below = np.where(low > 0, drawn[low - 1], 0)
        share = drawn[np.minimum(low + COMMUNITY, people) - 1] - below
        at = rng.random(many)
        other = drawn.searchsorted(np.where(rng.random(many) < 0.5, below + at * share, at))
        other = np.minimum(other, people - 1)
        fresh = (np.minimum(one, other) * people + np.maximum(one, other))[one != other]
        pairs = np.unique(np.concatenate([pairs, fresh]))
    pairs = rng.permutation(pairs)[:ties]
    strength = rng.beta(0.8, 3, ties).astype(np.float32).clip(1e-6, 1)
    return (pairs // people).astype(np.int32), (pairs % people).astype(np.int32), strength


def laid(people: int, ends: Ends) -> csr_array:
    """The ties as anybody would load them into scipy."""
    one, other, strength = ends
    both = np.concatenate([one, other]), np.concatenate([other, one])
    return csr_array((np.concatenate([strength, strength]), both), shape=(people, people))


def sliced(matrix: csr_array, source: int, target: int) -> Array:
    """The five strongest paths by slicing the matrix: whom the one knows, against whom the other knows."""
    start, end = matrix.indptr[source], matrix.indptr[source + 1]
    ours, to_ours = matrix.indices[start:end], matrix.data[start:end].astype(float)
    start, end = matrix.indptr[target], matrix.indptr[target + 1]
    theirs, to_theirs = matrix.indices[start:end], matrix.data[start:end].astype(float)
    middle = matrix[ours][:, theirs].tocoo()
    fair = (ours[middle.row] != target) & (theirs[middle.col] != source)
    three = (to_ours[middle.row] * middle.data * to_theirs[middle.col])[fair]
    _, here, there = np.intersect1d(ours, theirs, assume_unique=True, return_indices=True)
    found = np.concatenate([three, to_ours[here] * to_theirs[there], to_ours[ours == target]])
    return np.sort(found)[::-1][:MOST]


def spent(ask: Callable[[], T]) -> tuple[float, T]:
    """CPU seconds of all threads, and the answer."""
    start = time.process_time()
    answer = ask()
    return time.process_time() - start, answer


def same(one: list[float], *others: list[float]) -> bool:
    """Whether all found the same strengths, to the last bit."""
    return all(one == other for other in others)


def middle(times: Sequence[float]) -> str:
    """Median and 95 % point [ms]."""
    half, most = np.percentile(times, [50, 95]) * 1e3
    return f"{half:.4f} ms (p95 {most:.4f})"


def compare(people: int, count: int, asked: int) -> None:
    """Load, ask and print, for one size."""
    ends = world(people, count)
    loads = [(spent(lambda: laid(people, ends))[0], spent(lambda: Ties(people, *ends))[0]) for _ in range(5)]
    theirs, ours = np.median(loads, axis=0)
    print(f"{people:,} people, {count:,} ties")
    print(f"  load: {ours:.2f} s, scipy {theirs:.2f} s: {ours / theirs:.2f} times")
    matrix, ties, engine = laid(people, ends), Ties(people, *ends), stored(ends)
    degrees = np.diff(matrix.indptr)
    rng = np.random.default_rng(7)
    sources = rng.choice(np.flatnonzero(degrees >= ACTIVE), asked).tolist()
    targets = rng.integers(0, people, asked).tolist()
    asks = [(source, target) for source, target in zip(sources, targets, strict=True) if source != target]
    peers: dict[str, Callable[[int, int], list[float]]] = {
        "Heard": lambda source, target: [path.strength for path in ties.strongest(source, target, MOST)],
        "scipy": lambda source, target: sliced(matrix, source, target).tolist(),
        "DuckDB": lambda source, target: [
            row[0] for row in engine.execute(TOP, {"source": source, "target": target}).fetchall()
        ],
    }
    half: dict[str, float] = {}
    answers: dict[str, list[list[float]]] = {}
    for name, ask in peers.items():
        for source, target in asks[:50]:
            ask(source, target)
        asked_so = [spent(lambda: ask(*pair)) for pair in asks]  # noqa: B023 - called at once
        took, answers[name] = [each for each, _ in asked_so], [answer for _, answer in asked_so]
        half[name] = float(np.median(took))
        more = "" if name == "Heard" else f", {half[name] / half['Heard']:.1f} times ours"
        print(f"  the five strongest paths, {name}: {middle(took)}{more}")
    equal = sum(map(same, answers["Heard"], answers["scipy"], answers["DuckDB"]))
    found = sum(map(bool, answers["Heard"]))
    print(f"  answers equal to both: {equal} of {len(asks)}; {found} have a path")
    _one_to_many(matrix, ties, sources[0], rng.integers(0, people, TARGETS))


def _one_to_many(matrix: csr_array, ties: Ties, source: int, targets: NDArray[np.int64]) -> None:
    runs = [spent(lambda: ties.reach(source).to(targets)) for _ in range(21)]
    ours, best = sorted(took for took, _ in runs)[10], runs[0][1]
    theirs, answers = spent(lambda: [sliced(matrix, source, target)[:1].sum() for target in targets.tolist()])
    fair = targets != source
    alike = int((np.asarray(best) == np.asarray(answers))[fair].sum())
    print(
        f"  one person against {TARGETS:,}: {ours * 1e3:.2f} ms, scipy {theirs * 1e3:.0f} ms: {theirs / ours:.0f} times; "
        f"{alike} of {fair.sum()} equal"
    )


def stored(ends: Ends) -> duckdb.DuckDBPyConnection:
    """The ties in a table, sorted and with an index."""
    one, other, strength = ends
    engine = duckdb.connect()
    engine.register("given", {"a": one, "b": other, "w": strength})
    engine.execute(
        "create table tie as select a, b, w from (select a, b, w from given union all select b, a, w from given) order by a"
    )
    engine.execute("create index by_a on tie (a)")
    return engine


def network(folder: Path) -> None:
    """How many ties apart people of the LDBC network are, beside DuckDB's recursive SQL."""
    engine = duckdb.connect()
    engine.execute(KNOWS, {"files": str(folder / "Person_knows_Person*.csv")})
    rows = np.array(engine.sql("select a, b from tie where a < b").fetchall(), dtype=np.int64)
    persons, numbers = np.unique(rows, return_inverse=True)
    one, other = numbers.reshape(-1, 2).T
    ties = Ties(len(persons), one, other, np.ones(len(one)))
    rng = np.random.default_rng(13)
    equal = far = 0
    ours, theirs = [], []
    pairs = rng.integers(0, len(persons), (200, 2))
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    for source, target in pairs.tolist():
        took, paths = spent(lambda: ties.strongest(source, target, 1))  # noqa: B023
        ours.append(took)
        ends = {"source": int(persons[source]), "target": int(persons[target])}
        took, answer = spent(lambda: engine.execute(APART, ends).fetchall()[0][0])  # noqa: B023
        theirs.append(took)
        near = len(paths[0].people) - 1 if paths else None
        beyond = answer is None or answer > 3
        far += beyond
        equal += near == (None if beyond else answer)
    ratio = float(np.median(theirs) / np.median(ours))
    print(f"LDBC SNB data, not an audited result: {len(persons):,} people, {len(one):,} ties")
    print(
        f"  ties apart, up to three: {equal} of {len(pairs)} equal to recursive SQL; {far} are farther apart"
    )
    print(f"  {middle(ours)}; DuckDB {middle(theirs)}, {ratio:.0f} times ours")


def main() -> None:
    """Compare at each size."""
    arguments = argparse.ArgumentParser(description="Introduction paths against scipy and DuckDB.")
    arguments.add_argument("--full", action="store_true", help="a million people with 20 million ties too")
    arguments.add_argument(
        "--snb", type=Path, help="folder with Person_knows_Person*.csv of the LDBC network"
    )
    given = arguments.parse_args()
    compare(100_000, 2_000_000, 400)
    if given.full:
        compare(1_000_000, 20_000_000, 400)
    if given.snb:
        network(given.snb)


if __name__ == "__main__":
    main()
