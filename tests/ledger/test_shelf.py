"""Tables that are kept beside a large ledger: the same answers, sooner, and never those of another state."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from heard import api
from heard.ledger import store
from heard.ledger.shelf import SUFFIX
from heard.model import Export, HeardError, Interaction, Profile, day_micros

ME = "email:ines@larkfield.example"
AS_OF = date(2026, 10, 31)


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "FEWEST", 0)
    (tmp_path / "strategy.yaml").write_text("me: [ines@larkfield.example]\n", "utf-8")
    add(tmp_path, "first", "sam", "pia")
    return tmp_path


def add(home, name: str, *people: str) -> None:
    facts: list[Interaction | Profile] = [Profile(account=ME, name="Ines Okafor", owner=True)]
    for number, who in enumerate(people):
        for actor, to, when in ((ME, f"email:{who}@a.example", 5), (f"email:{who}@a.example", ME, 4)):
            moment = day_micros(date(2026, 10, 20)) - when * 86_400_000_000
            key = f"{who}-{number}-{when}"
            facts.append(
                Interaction(
                    key=key, kind="mail", channel="email", actor=actor, to=(to,), happened_us=moment, thread=who,
                    text=f"Which oil, {who}?", visibility="group",
                )
            )  # fmt: skip
    with api.open(home) as opened:
        opened.ledger.add(
            Export(source="mbox", owner=ME),
            facts,
            path=name,
            sha256=name,
            imported_at=datetime(2026, 11, 1, tzinfo=UTC),
        )


def asked(home, as_of: date = AS_OF):
    """Everybody, one of them, today, a review, who speaks and what is heard, each in an opening of its own."""
    found = []
    for question in (
        lambda opened: opened.people(as_of=as_of),
        lambda opened: opened.person("sam@a.example", as_of=as_of),
        lambda opened: opened.today(as_of=as_of),
        lambda opened: opened.review(as_of=as_of),
        lambda opened: opened.voices("oil", as_of=as_of),
        lambda opened: opened.listen(as_of=as_of),
    ):
        with api.open(home) as opened:
            found.append(question(opened))
    return found


def kept(home):
    return home / f"{api.LEDGER}{SUFFIX}"


def test_a_small_ledger_keeps_nothing(tmp_path):
    (tmp_path / "strategy.yaml").write_text("me: [ines@larkfield.example]\n", "utf-8")
    add(tmp_path, "first", "sam")
    asked(tmp_path)
    assert not kept(tmp_path).exists()


def test_what_was_kept_gives_the_same_answers(home, monkeypatch):
    first = asked(home)
    assert kept(home).is_file()
    monkeypatch.setattr("heard.api.looking.look", lambda *_: pytest.fail("looked again"))
    monkeypatch.setattr("heard.api.looking.hear", lambda *_: pytest.fail("heard again"))
    assert asked(home) == first


def test_an_import_and_its_undo_are_seen(home):
    before = asked(home)
    add(home, "second", "dana")
    after = asked(home)
    assert len(after[0].ties) == len(before[0].ties) + 1
    with api.open(home) as opened:
        newest = max(opened.imports(), key=lambda each: each["path"])
        opened.undo(api.short(newest["import_id"]))
    assert asked(home) == before


def test_another_day_another_strategy_and_a_decision_are_seen(home):
    before = asked(home)
    assert asked(home, date(2026, 9, 1))[0].ties == ()
    assert asked(home) == before
    with api.open(home) as opened:
        opened.decide("robot", "pia@a.example")
    assert [tie.name for tie in asked(home)[0].ties] == ["sam@a.example"]
    (home / "strategy.yaml").write_text("me: [sam@a.example, ines@larkfield.example]\n", "utf-8")
    with api.open(home) as opened, pytest.raises(HeardError, match="yourself"):
        opened.person("sam@a.example", as_of=AS_OF)


def test_one_opening_may_ask_of_several_days(home):
    asked(home)
    with api.open(home) as opened:
        ties = [len(opened.people(as_of=day).ties) for day in (AS_OF, date(2026, 9, 1), AS_OF, AS_OF)]
    assert ties == [2, 0, 2, 2]


@pytest.mark.parametrize("damage", [b"", b"no database", None])
def test_a_damaged_file_is_made_anew(home, damage):
    before = asked(home)
    whole = kept(home).read_bytes()
    kept(home).write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    assert asked(home) == before


def test_the_ledger_is_not_touched(home):
    with api.open(home) as opened:
        before = opened.ledger.fingerprint()
    asked(home)
    with api.open(home) as opened:
        assert opened.ledger.fingerprint() == before


def test_it_is_no_export(home):
    asked(home)
    assert kept(home) not in api.exports_in(home)
