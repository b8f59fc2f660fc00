"""heard same without names: both sides beside each other, the reasons in words, and what becomes of the answers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from heard import api
from heard.model import Export, Profile

ME = "email:ines@larkfield.example"
ORDERS = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202eevil\u2066x"
PLACES = ("Harrow Lane", "Birchwood", "Alderbrook")


@pytest.fixture
def heard(heard, tmp_path):
    """Run a command; with answers, on a terminal."""
    add(tmp_path, *(double for number in range(3) for double in doubles(number)))
    return lambda *words, answers=None: heard(*words, "--home", tmp_path, answers=answers)


def doubles(number: int) -> tuple[Profile, Profile]:
    name, place = ("Sam Ito", "Pia Moreau", "Uli Brandt")[number], PLACES[number]
    local, domain = name.lower().replace(" ", "."), place.lower().replace(" ", "")
    return (
        Profile(account=f"linkedin:{local}", name=name, title="Lead", company=place),
        Profile(account=f"email:{local}@{domain}.example", name=name),
    )


def add(home, *facts: Profile) -> None:
    strangers = [
        Profile(
            account=f"x:{number}",
            name=f"Given{number * 37 % 91} Family{number * 53 % 97}",
            company=f"Firm {number % 31}",
        )
        for number in range(100)
    ]
    with api.open(home) as opened:
        opened.ledger.add(
            Export(source="mbox", owner=ME),
            [Profile(account=ME, name="Ines Okafor", owner=True), *strangers, *facts],
            path=f"{len(facts)}",
            sha256=f"{facts}",
            imported_at=datetime(2026, 11, 1, tzinfo=UTC),
        )


def test_pairs_are_listed_with_reasons_and_both_answers(heard, tmp_path):
    said = heard("same")
    assert said.code == 1
    assert "3 pairs may be one person each. Nothing is merged unless you say so." in said.words
    assert "Lead at Harrow Lane" in said.words
    assert "Alike: the same name; the same employer." in said.words
    assert f"yes: heard same email:sam.ito@harrowlane.example linkedin:sam.ito --home {tmp_path}" in said.out
    assert (
        f"no:  heard different email:sam.ito@harrowlane.example linkedin:sam.ito --home {tmp_path}"
        in said.out
    )
    assert not (tmp_path / "decisions.yaml").exists()
    assert "and 2 more" in heard("same", "--most", 1).words


def test_pairs_as_json_hold_both_records_and_the_reasons(heard):
    found = heard("same", "--json").json
    assert found["count"] == len(found["proposals"]) == 3
    for each in found["proposals"]:
        assert each["reasons"] == ["the same name", "the same employer"]
        assert each["against"] == []
        assert (
            {"account", "name", "title", "company", "accounts"} == each["one"].keys() == each["other"].keys()
        )
        assert 0.1 <= each["probability"] <= 1


def test_one_name_is_asked_about_alone(heard):
    found = heard("same", "linkedin:uli.brandt", "--json").json
    assert [each["one"]["name"] for each in found["proposals"]] == ["Uli Brandt"]


def test_answers_on_a_terminal_are_written_down_and_asked_no_more(heard):
    said = heard("same", answers=["y", "n", ""])
    assert "a: yes, and to 2 more with the very same reasons" in said.words
    assert "2 answers noted in decisions.yaml" in said.words
    assert [each["decision"] for each in heard("decisions", "--json").json["decisions"]] == [
        "same",
        "different",
    ]
    assert heard("same", "--json").json["count"] == 1


def test_all_with_the_same_reasons_are_one_answer(heard):
    assert "3 answers noted" in heard("same", answers=["a"]).out
    said = heard("same")
    assert said.code == 0
    assert "No two here seem to be one person" in said.out
    assert "Nobody else seems to be Sam Ito" in heard("same", "Sam Ito").out
    assert len(heard("people", "Sam Ito", "--json").json["accounts"]) == 2


def test_enough_is_enough(heard, tmp_path):
    assert "0 answers noted" in heard("same", answers=["q"]).out
    assert not (tmp_path / "decisions.yaml").exists()


def test_hostile_names_cannot_reach_the_terminal(heard, tmp_path):
    add(
        tmp_path,
        Profile(account=f"x:{ORDERS}1", name=f"Eve{ORDERS} Evil", company=f"Yard{ORDERS}"),
        Profile(account=f"github:{ORDERS}2", name=f"Eve{ORDERS} Evil", company=f"Yard{ORDERS}"),
    )
    said = heard("same", answers=["y", "y", "y", "y"])
    assert "Eve" in said.out
    shown = (said.out + said.err).replace("\n", "")
    assert not any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in shown)
    assert not set(shown) & set("\u202e\u2066")
    assert len(heard("decisions", "--json").json["decisions"]) == 4
