"""heard same, different, split, mark and decisions: what is asked, written, refused and taken back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from heard import api
from heard.model import Export, Interaction, Profile, day_micros

ME = "email:ines@larkfield.example"
MADE = datetime(2026, 11, 1, tzinfo=UTC)
ORDERS = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202eevil\u2066x"


@pytest.fixture
def heard(heard, tmp_path):
    add(tmp_path)
    return lambda *words: heard(*words, "--home", tmp_path)


def add(home, *more) -> None:
    letters = [
        Interaction(
            key=f"{number}",
            kind="mail",
            channel="email",
            actor=ME,
            to=(to,),
            happened_us=day_micros(MADE.date()),
        )
        for number, to in enumerate(("email:sam@harrow.example", "email:s.ito@old.example"))
    ]
    profiles = [
        Profile(account=ME, name="Ines Okafor", owner=True),
        Profile(account="linkedin:sam", name="Sam Ito", company="Harrow", email="sam@harrow.example"),
        Profile(account="email:sam@harrow.example", name="Sam Ito"),
        Profile(account="email:s.ito@old.example", name="S. Ito"),
        Profile(account="linkedin:pia-1", name="Pia Moreau", company="Alder"),
        Profile(account="linkedin:pia-2", name="Pia Moreau", company="Birch"),
        Profile(account=f"x:{ORDERS}", name=f"Eve{ORDERS}"),
    ]
    with api.open(home) as opened:
        opened.ledger.add(
            Export(source="mbox", owner=ME),
            [*profiles, *letters, *more],
            path="a",
            sha256="a",
            imported_at=MADE,
        )


def accounts(heard, name: str) -> set[str]:
    return {each["handle"] for each in heard("people", name, "--json").json["accounts"]}


def fingerprint(home) -> str:
    with api.open(home) as opened:
        return opened.ledger.fingerprint()


def test_two_are_one_person_until_it_is_taken_back(heard, tmp_path):
    before = fingerprint(tmp_path)
    said = heard("same", "S. Ito", "Sam Ito")
    assert said.code == 0
    assert "Noted in decisions.yaml, line 5: S. Ito and Sam Ito are one person" in said.words
    assert "heard same email:s.ito@old.example email:sam@harrow.example --undo" in said.out
    assert accounts(heard, "S. Ito") == {
        "email:s.ito@old.example",
        "email:sam@harrow.example",
        "linkedin:sam",
    }
    assert "the same person as" in heard("people", "S. Ito").words
    assert fingerprint(tmp_path) == before
    assert (tmp_path / "decisions.yaml").read_text("utf-8").endswith("  # S. Ito, Sam Ito\n")
    assert heard("same", "s.ito@old.example", "sam@harrow.example", "--undo").code == 0
    assert accounts(heard, "S. Ito") == {"email:s.ito@old.example"}
    assert not (tmp_path / "decisions.yaml").exists()
    assert fingerprint(tmp_path) == before


def test_a_decision_survives_an_import_that_is_taken_back_and_read_again(heard, tmp_path):
    heard("same", "S. Ito", "Sam Ito")
    before = accounts(heard, "S. Ito")
    with api.open(tmp_path) as opened:
        opened.undo(api.short(opened.imports()[0]["import_id"]))
    assert "Nobody yet" in heard("people").out
    add(tmp_path)
    assert accounts(heard, "S. Ito") == before


def test_what_an_export_joins_can_be_told_apart(heard):
    assert heard("different", "linkedin:sam", "sam@harrow.example").code == 0
    assert accounts(heard, "linkedin:sam") == {"linkedin:sam"}
    assert heard("different", "linkedin:sam", "sam@harrow.example", "--undo").code == 0
    assert accounts(heard, "linkedin:sam") == {"linkedin:sam", "email:sam@harrow.example"}


def test_a_person_is_split_into_accounts(heard):
    assert heard("split", "Sam Ito").code == 0
    assert accounts(heard, "linkedin:sam") == {"linkedin:sam"}
    said = heard("split", "linkedin:pia-1")
    assert said.code == 2
    assert said.err == "“linkedin:pia-1” has one account only, linkedin:pia-1: there is nothing to split.\n"
    heard("same", "linkedin:pia-1", "linkedin:pia-2")
    said = heard("split", "Pia Moreau")
    assert said.code == 2
    assert "You said yourself that these are the same, on line 6 of decisions.yaml" in said.err


def test_the_page_of_a_robot_and_of_a_person_follow_the_users_word(heard):
    assert heard("people", "linkedin:pia-1", "--json").json["apart"] is None
    assert heard("mark", "linkedin:pia-1", "robot").code == 0
    assert heard("people", "linkedin:pia-1", "--json").json["apart"]
    assert heard("mark", "linkedin:pia-1", "person").code == 2
    assert heard("mark", "linkedin:pia-1", "robot", "--undo").code == 0
    assert heard("mark", "linkedin:pia-1", "person").code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("same", "Pia Moreau", "Sam Ito"), "2 people are called “Pia Moreau”: Alder (linkedin:pia-1); Birch (linkedin:pia-2). Name one by the account, as in: heard same linkedin:pia-1"),
        (("same", "Sam Itto", "Pia Moreau"), "Nobody in the ledger is called “Sam Itto”; did you mean Sam Ito?"),
        (("same", "Sam Ito", "Ines Okafor"), "“Ines Okafor” is yourself; name somebody else, or see: heard people"),
        (("same", "Sam Ito", "Sam Ito"), "“Sam Ito” and “Sam Ito” are one person already, with the account email:sam@harrow.example."),
        (("different", "Sam Ito", "Sam Ito"), "“Sam Ito” and “Sam Ito” are one person here, so name two of the accounts: email:sam@harrow.example, linkedin:sam"),
        (("same", "Sam Ito", "S. Ito", "--undo"), "No decision of yours says that; they are listed, each with the command that takes it back, by: heard decisions"),
    ],
)  # fmt: skip
def test_what_cannot_be_decided_is_one_sentence_and_nothing_is_written(heard, tmp_path, words, said):
    done = heard(*words)
    assert (done.code, done.out, done.err) == (2, "", f"{said}\n")
    assert not (tmp_path / "decisions.yaml").exists()


def test_what_was_said_before_is_not_written_twice_nor_contradicted(heard, tmp_path):
    heard("different", "linkedin:pia-1", "linkedin:pia-2")
    text = (tmp_path / "decisions.yaml").read_text("utf-8")
    assert "You said so before" in heard("different", "linkedin:pia-2", "linkedin:pia-1").out
    assert (
        "That contradicts line 5 of decisions.yaml" in heard("same", "linkedin:pia-1", "linkedin:pia-2").err
    )
    assert (tmp_path / "decisions.yaml").read_text("utf-8") == text


def test_the_list_takes_each_back(heard):
    heard("same", "S. Ito", "Sam Ito")
    heard("split", "linkedin:sam")
    found = heard("decisions", "--json").json
    assert [each["decision"] for each in found["decisions"]] == ["same", "split"]
    assert found["problems"] == []
    assert "decisions.yaml:6" in heard("decisions").out
    for each in found["decisions"]:
        assert heard(*each["undo"].split()[1:]).code == 0
    assert "You have decided nothing yet" in heard("decisions").out


def test_a_file_that_contradicts_itself_stops_every_question_until_it_is_mended(heard, tmp_path):
    (tmp_path / "decisions.yaml").write_text(
        "people:\n  - same: [x:a, x:b]\n  - different: [x:a, x:b]\n  - maybe: x:c\n", "utf-8"
    )
    said = heard("people")
    assert (said.code, said.out) == (2, "")
    assert said.err == (
        "decisions.yaml, line 3: x:a and x:b are the same and different at once, by lines 2 and 3; delete what is wrong "
        "(1 more: heard decisions).\n"
    )
    listed = heard("decisions")
    assert listed.code == 1
    assert "decisions.yaml:4 a decision is one of" in listed.words


def test_hostile_accounts_cannot_reach_the_terminal(heard, tmp_path):
    for words in (("same", f"x:{ORDERS}", "Sam Ito"), ("decisions",), ("people", "Sam Ito")):
        said = heard(*words)
        assert said.code == 0
        shown = (said.out + said.err).replace("\n", "")
        assert not any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in shown)
        assert not set(shown) & set("\u202e\u2066")
    assert (tmp_path / "decisions.yaml").read_text("utf-8").replace("\n", "").isprintable()
