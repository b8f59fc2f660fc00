"""How likely two records are one: only what shares a key is compared, and chance is counted on the records themselves."""

from __future__ import annotations

import duckdb
import pytest

from heard.people.likeness import MOST_SHARING, Comparison, Level, likely

NAME = Comparison(
    name="name",
    missing="name_l is null or name_r is null",
    levels=(
        Level(holds="name_l = name_r", m=0.7, words="the same name", rare="name"),
        Level(holds="jaro_winkler_similarity(name_l, name_r) >= 0.9", m=0.2, words="nearly the same name"),
    ),
)
TOWN = Comparison(
    name="town", missing="town_l is null or town_r is null", levels=(Level(holds="town_l = town_r", m=0.8),)
)


def records(*rows: tuple[str | None, str | None]) -> duckdb.DuckDBPyConnection:
    """A hundred strangers, and these."""
    connection = duckdb.connect()
    connection.execute("create table record (record bigint, name varchar, town varchar)")
    strangers = [(f"stranger {number * number * 977}", f"town {number % 23}") for number in range(100)]
    for number, row in enumerate((*strangers, *rows)):
        connection.execute("insert into record values (?, ?, ?)", [number, *row])
    return connection


def test_who_shares_a_rare_name_and_a_town_is_found_with_what_is_alike():
    (pair,) = likely(records(("ada li", "graz"), ("ada li", "graz")), (NAME, TOWN), [["name"]])
    assert (pair.one, pair.other) == (100, 101)
    assert pair.probability > 0.9
    assert pair.reached == {"name": 0, "town": 0}


def test_levels_count_in_their_order_and_what_is_missing_is_no_evidence():
    found = likely(
        records(("ada li", "graz"), ("adah li", "graz"), ("ada lia", None)),
        (NAME, TOWN),
        [["town"], ["name"]],
        least=0,
    )
    reached = {(pair.one, pair.other): pair.reached for pair in found}
    assert reached[100, 101] == {"name": 1, "town": 0}
    assert (100, 102) not in reached
    assert {
        pair.reached["town"]
        for pair in likely(records(("x", None), ("x", "b")), (NAME, TOWN), [["name"]], least=0)
    } == {-2}
    assert {
        pair.reached["town"]
        for pair in likely(records(("x", "a"), ("x", "b")), (NAME, TOWN), [["name"]], least=0)
    } == {-1}


def test_a_name_that_many_bear_says_less_than_a_rare_one():
    many = [("jo smith", "graz" if number < 2 else f"far {number}") for number in range(30)]
    (common,) = [
        pair
        for pair in likely(records(*many), (NAME, TOWN), [["name"]], least=0)
        if pair.reached["town"] == 0
    ]
    strangers = [(f"other {number * 31}", f"far {number}") for number in range(28)]
    (rare,) = likely(
        records(("jo smith", "graz"), ("jo smith", "graz"), *strangers), (NAME, TOWN), [["name"]]
    )
    assert common.probability < rare.probability


@pytest.mark.parametrize(
    ("sharing", "pairs"), [(MOST_SHARING, MOST_SHARING * (MOST_SHARING - 1) // 2), (MOST_SHARING + 1, 0)]
)
def test_a_key_that_too_many_share_is_none(sharing, pairs):
    assert len(likely(records(*[("jo smith", "graz")] * sharing), (NAME, TOWN), [["name"]], least=0)) == pairs


def test_the_same_records_give_the_same_answer():
    rows = [("ada li", "graz"), ("ada li", "linz"), ("adah li", "graz")]
    assert likely(records(*rows), (NAME, TOWN), [["name"], ["town"]]) == likely(
        records(*rows), (NAME, TOWN), [["name"], ["town"]]
    )


def test_one_record_alone_is_nobodys_double():
    connection = duckdb.connect()
    connection.execute("create table record as select 1 as record, 'a' as name, 'b' as town")
    assert likely(connection, (NAME, TOWN), [["name"]]) == []
