"""How likely two records are of one person: Fellegi and Sunter's model, scored by Splink in a DuckDB of its own.

A comparison has ordered levels, each a condition on two records ``…_l`` and ``…_r`` and the share `m` of true pairs that reach it,
which is an assumption of ours. The share `u` of any two records that reach it is counted on pairs of the records themselves. Only
records that share a key are compared, and a key that too many share is none, so the work grows with the records and not their square.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import duckdb

MOST_SHARING = 50
"""A key that more records than this share says nothing, and would cost its square [records]."""
OTHERS = 2.0
"""Other records that each is expected to have [records]; it moves every probability alike."""
PROPOSED = 0.1
"""From here on a pair is proposed [probability]: measured, see bench/identity.py."""
COUNTED_PAIRS = 250_000
"""Pairs on which chance is counted [pairs]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One degree of likeness."""

    holds: str
    """SQL over ``…_l`` and ``…_r``, true where it is reached."""
    m: float
    """Share of true pairs that reach it, and no level before it [0..1]."""
    words: str = ""
    """As a reason: what is the same."""
    rare: str = ""
    """A column whose rarer values say more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One thing in which two records can be alike; what reaches no level has the rest of `m`."""

    name: str
    missing: str
    """SQL that is true where one of the two does not say."""
    levels: tuple[Level, ...]
    against: str = ""
    """What speaks against it where no level is reached."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that are likely one person."""

    one: int
    other: int
    probability: float
    """By the model; it is not calibrated on anybody's own records."""
    reached: dict[str, int]
    """The level of each comparison, from 0 for the first; -1 where none is reached, -2 where one does not say."""


def likely(
    connection: duckdb.DuckDBPyConnection,
    comparisons: Sequence[Comparison],
    keys: Sequence[Sequence[str]],
    *,
    grounds: str = "true",
    least: float = PROPOSED,
) -> list[Pair]:
    """The pairs of the table ``record (record, …)`` that are likely one, the likeliest first.

    Args:
        connection: a DuckDB of its own; tables are left in it.
        comparisons: in which things records are alike.
        keys: columns that must all be equal for two records to be compared; any of these suffices.
        grounds: SQL over ``reached_NAME`` that must hold too.
        least: from which probability on.
    """
    (count,) = connection.execute("select count(*) from record").fetchall()[0]
    if count < 2:
        return []
    used = [", ".join(key) for key in keys]
    capped = ", ".join(
        f"case when {' and '.join(f'{column} is not null' for column in key)} and count(*) over (partition by {used[place]}) <= {MOST_SHARING} "
        f"then concat_ws('|', {used[place]}) end as key_{place}"
        for place, key in enumerate(keys)
    )
    connection.execute(f"create or replace table keyed as select *, {capped} from record").fetchall()
    predicted = _scored(connection, comparisons, len(keys), OTHERS / (count - 1), least)
    reached = ", ".join(
        f"case when gamma_{each.name} = -1 then -2 when gamma_{each.name} = 0 then -1 else {len(each.levels)} - gamma_{each.name} end as reached_{each.name}"
        for each in comparisons
    )
    rows = connection.execute(
        f"""
        select * from (select record_l, record_r, match_probability, {reached} from {predicted})
        where {grounds}
        order by match_probability desc, record_l, record_r
        """
    ).fetchall()
    names = [each.name for each in comparisons]
    return [
        Pair(one, other, probability, dict(zip(names, levels, strict=True)))
        for one, other, probability, *levels in rows
    ]


def _scored(
    connection: duckdb.DuckDBPyConnection,
    comparisons: Sequence[Comparison],
    keys: int,
    prior: float,
    least: float,
) -> str:
    """The table of compared pairs, as Splink names it."""
    import splink.comparison_level_library as levels  # noqa: PLC0415 - it takes a while to load, and few commands need it
    import splink.comparison_library as library  # noqa: PLC0415
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on  # noqa: PLC0415

    _pairs_by_chance(connection)
    shared: list[Any] = []
    for each in comparisons:
        *chances, rest = _by_chance(connection, each)
        made: list[Any] = [levels.CustomLevel(each.missing, "missing").configure(is_null_level=True)]
        for level, chance in zip(each.levels, chances, strict=True):
            rare: dict[str, Any] = {"tf_adjustment_column": level.rare} if level.rare else {}
            made.append(
                levels.CustomLevel(level.holds, level.words or level.holds).configure(
                    m_probability=level.m, u_probability=chance, **rare
                )
            )
        left = 1 - sum(level.m for level in each.levels)
        made.append(levels.ElseLevel().configure(m_probability=left, u_probability=rest))
        shared.append(library.CustomComparison(made, output_column_name=each.name))
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="record",
        comparisons=shared,
        blocking_rules_to_generate_predictions=[block_on(f"key_{place}") for place in range(keys)],
        probability_two_random_records_match=prior,
        retain_intermediate_calculation_columns=False,
        retain_matching_columns=True,
    )
    with _silent():
        interface = DuckDBAPI(connection)
        linker = Linker(interface.register("keyed"), settings, log_level=None)
        return str(linker.inference.predict(threshold_match_probability=least).physical_name)


def _pairs_by_chance(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table ``chance`` of any two records: they stand at fixed distances in a shuffled order, the same each time."""
    (count,) = connection.execute("select count(*) from record").fetchall()[0]
    columns = [name for name, *_ in connection.execute("describe record").fetchall()]
    sides = ", ".join(f"a.{each} as {each}_l, b.{each} as {each}_r" for each in columns)
    steps = max(1, min(COUNTED_PAIRS // count, count // 2))
    connection.execute(
        f"""
        create or replace temp table chance as
        with shuffled as (select *, row_number() over (order by md5(cast(record as varchar))) - 1 as nth from record),
        step as (select unnest(range(1, {steps} + 1)) as step)
        select {sides}
        from (select * from shuffled where nth < {COUNTED_PAIRS}) a cross join step s join shuffled b on b.nth = (a.nth + s.step) % {count}
        """
    ).fetchall()


def _by_chance(connection: duckdb.DuckDBPyConnection, comparison: Comparison) -> list[float]:
    """Share of any two records that reach each level, and of those that reach none; half a pair is added to each [0..1]."""
    cases = " ".join(f"when {level.holds} then {place}" for place, level in enumerate(comparison.levels))
    found = dict(
        connection.execute(
            f"""
            select case {cases} else -1 end as level, count(*)
            from chance
            where not coalesce({comparison.missing}, false)
            group by level
            """
        ).fetchall()
    )
    places = [*range(len(comparison.levels)), -1]
    total = sum(found.values()) + len(places) / 2
    return [(found.get(place, 0) + 0.5) / total for place in places]


@contextmanager
def _silent() -> Iterator[None]:
    """Splink reports each of its steps."""
    said = logging.getLogger("splink")
    before = said.level
    said.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        said.setLevel(before)
