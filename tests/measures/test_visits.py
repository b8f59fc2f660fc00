"""Visits by channel: one machine, one division, and nothing counted twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heard.measures.visits import visits
from heard.model import Export, Interaction, Missing, Profile, Traffic, day_micros

FIRST = date(2026, 7, 1)
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def counted(number, channel="linkedin", first=0, last=None, **known):
    day, last_day = FIRST + timedelta(days=first), FIRST + timedelta(days=first if last is None else last)
    fields = {"metric": "visits", "dimension": "source", "site": "a.example", **known}
    key = f"{day} {last_day} {channel} {fields}"
    return Traffic(key=key, day=day, last_day=last_day, channel=channel, number=number, **fields)


@pytest.fixture
def ask(home):
    """What is said of the home's two channels, once machines have counted."""
    home.review()

    def asked(as_of="2026-12-31", **machines):
        for name, facts in machines.items():
            home.ledger.add(Export(source=name), facts, path=name, sha256=f"{name}{facts}", imported_at=NOW)
        return visits(home.ledger, ["linkedin", "tradeshow"], as_of)

    return asked


def numbers(found):
    return {channel: each.number.value for channel, each in found.items()}


def test_nothing_is_said_where_nobody_counts(ask):
    assert ask() == {}
    assert ask(campaigns=[counted(9, "email", metric="sent")]) == {}


def test_days_add_up_and_the_share_is_of_all(ask):
    found = ask(plausible=[counted(30), counted(10, first=1), counted(60, "direct", site="b.example")])
    assert numbers(found) == {"linkedin": 40, "tradeshow": 0}
    assert (found["linkedin"].share.value, found["linkedin"].share.n) == (0.4, 100)
    assert (found["linkedin"].since, found["linkedin"].until) == ("2026-07-01", "2026-07-02")


def test_a_month_and_its_days_are_not_added(ask):
    found = ask(ga4=[counted(100, last=30), *(counted(5, first=day) for day in range(25, 36))])
    assert numbers(found)["linkedin"] == 100 + 5 * 5, "of the days those after the month count"


def test_two_machines_are_never_added(ask):
    found = ask(ga4=[counted(70), counted(9, "direct")], accesslog=[counted(80), counted(50, "direct")])
    assert numbers(found)["linkedin"] == 80, "the one that counted more"
    found = ask(plausible=[counted(3), counted(1, "tradeshow")])
    assert numbers(found) == {"linkedin": 3, "tradeshow": 1}, "the one that knows more of the channels"


def test_two_divisions_are_never_added(ask):
    found = ask(ga4=[counted(70), counted(500, "social", dimension="channel group")])
    assert numbers(found)["linkedin"] == 70
    assert found["linkedin"].share.value == 1


def test_no_share_is_taken_of_a_part(ask):
    found = ask(matomo=[counted(70, dimension="social networks only")])
    assert isinstance(found["linkedin"].share, Missing)


def test_what_was_counted_later_is_not_known_yet(ask):
    assert numbers(ask("2026-07-01", ga4=[counted(4), counted(9, first=1)])) == {
        "linkedin": 4,
        "tradeshow": 0,
    }


def test_what_others_began_in_that_time_is_counted(home, ask):
    facts = [
        Profile(account="linkedin:ines", owner=True),
        *(
            Interaction(
                key=f"{at}", kind="comment", channel="linkedin", actor="linkedin:dana", to=("linkedin:ines",),
                happened_us=day_micros(FIRST + timedelta(days=at)) + 5,
            )
            for at in (0, 1, 2)
        ),
    ]  # fmt: skip
    home.ledger.add(Export(source="linkedin"), facts, path="l", sha256="l", imported_at=NOW)
    home.review()
    found = ask(ga4=[counted(200, last=1)])["linkedin"]
    assert (found.heard, found.begun) == (True, 2)
    assert not ask()["tradeshow"].heard


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(spans=st.sets(st.tuples(st.integers(0, 12), st.integers(0, 6)), min_size=1, max_size=6))
def test_no_day_is_counted_twice(ask, home, spans):
    # A machine that counts one visit a day gives each period as many visits as days.
    for import_ in home.imports():
        home.ledger.undo(import_["import_id"])
    found = ask(
        ga4=[counted(length + 1, first=first, last=first + length) for first, length in sorted(spans)]
    )
    days = {first + at for first, length in spans for at in range(length + 1)}
    assert 0 < numbers(found)["linkedin"] <= len(days)
