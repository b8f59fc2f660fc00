"""heard test: what is printed of a test that is drawn, refused, under way, and over."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from heard import api
from heard.model import Export, Interaction, Profile, day_micros

FIRST = date(2026, 1, 5)
STRATEGY = """\
me: ["linkedin:ines", "x:ines"]
meet: [{segment: plants, who: {titles: [plant manager]}}]
channels: {linkedin: , x: }
"""
DRAWN = (
    "tests:\n  - {channel: linkedin, begins: 2026-01-05, weeks: 2, "
    "blocks: [on, off, on, off, on, off, on, off, on, off, on, off], seed: 1}\n"
)


@pytest.fixture
def home(tmp_path):
    (tmp_path / "strategy.yaml").write_text(STRATEGY, "utf-8")
    facts = [
        Profile(account=f"linkedin:p{who}", name=f"Pia {who}", title="Plant Manager") for who in range(4)
    ]
    facts += [
        Interaction(
            key=f"{week} {who}",
            kind="message",
            channel="linkedin",
            actor=f"linkedin:p{who}",
            to=("linkedin:ines",),
            happened_us=day_micros(FIRST + timedelta(weeks=week, days=6 - who)),
        )
        for week in range(26)
        for who in range(4 if week // 2 % 2 == 0 else 2)
    ]
    with api.open(tmp_path) as opened:
        opened.ledger.add(
            Export(source="linkedin"),
            facts,
            path="all",
            sha256="1",
            imported_at=datetime(2026, 7, 1, tzinfo=UTC),
        )
    return tmp_path


@pytest.fixture
def heard(heard, home, monkeypatch):
    monkeypatch.setenv("COLUMNS", "400")
    return lambda *words: heard("test", *words, "--home", home)


def test_a_test_is_drawn_and_then_stands_there(heard):
    code, out, _ = heard("linkedin", "--begins", "2099-01-05")
    assert code == 0
    assert "A test of linkedin, from 2099-01-05 to " in out
    assert "What is counted: target replies, on all channels" in out
    assert "2099-01-05 to 2099-01-18  o" in out
    assert "Seed 20990105." in out
    assert "Written into strategy.yaml, under tests." in out
    assert "It has not begun." in heard("linkedin")[1]
    assert json.loads(heard("linkedin", "--json")[1])["state"] == "planned"
    assert heard("x")[0] == 2


def test_nothing_is_written_on_a_dry_run(heard, home):
    _, out, _ = heard("linkedin", "--dry-run", "--json")
    said = json.loads(out)
    assert (said["state"], said["written"], said["outcome"]) == ("drawn", False, "target replies")
    assert (home / "strategy.yaml").read_text("utf-8") == STRATEGY


def test_a_refusal_says_what_could_be_seen(heard):
    code, out, _ = heard("x")
    assert code == 0
    assert "A pause of x would show nothing, so none was drawn." in out
    assert "came by x, so that there is nothing a pause could take away." in out
    assert json.loads(heard("x", "--json")[1])["state"] == "refused"


def test_a_test_that_runs_tells_nothing(heard, home):
    (home / "strategy.yaml").write_text(STRATEGY + DRAWN, "utf-8")
    _, out, _ = heard("linkedin", "--as-of", "2026-02-03")
    assert "Block 3 of 12: linkedin is on until 2026-02-15." in out
    assert "times" not in out


def test_a_test_that_is_over_says_what_came_of_it(heard, home):
    (home / "strategy.yaml").write_text(STRATEGY + DRAWN, "utf-8")
    _, out, _ = heard("linkedin")
    assert "It did something: with linkedin more came than without it." in out
    assert "by chance alone so different in 3.1 % of the 64 ways" in out
    assert "test: linkedin 2026-01-05}" in out
    result = json.loads(heard("linkedin", "--json")[1])["result"]
    assert (result["verdict"], result["designs"]) == ("more", 64)
    assert result["ratio"]["unit"] == "times"


def test_orders_to_a_terminal_are_not_obeyed(heard):
    code, out, err = heard("\x1b[2Jfax")
    assert code == 2
    assert "\x1b" not in out + err
