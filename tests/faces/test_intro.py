"""heard intro: paths in words and as JSON, why there is none, and the example company."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from heard import api
from heard.model import Export, Interaction, Profile, day_micros

ME = "email:ines@larkfield.example"
SAM = "email:sam@harrow.example"
DANA = "email:dana@northwind.example"
AS_OF = date(2026, 10, 31)
ORDERS = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202eevil\u2066x"


@pytest.fixture
def heard(heard, home):
    return lambda *words, place=home: heard("intro", *words, "--home", place)


@pytest.fixture
def home(tmp_path):
    """A home with a few letters and no strategy."""
    add(tmp_path, "first", *known())
    return tmp_path


def add(home, name: str, *facts: Interaction | Profile) -> None:
    with api.open(home) as opened:
        opened.ledger.add(
            Export(source="mbox", owner=ME),
            facts,
            path=name,
            sha256=name,
            imported_at=datetime(2026, 11, 1, tzinfo=UTC),
        )


def letter(key: str, days_ago: int, actor: str, *to: str, **more) -> Interaction:
    told = {"kind": "mail", "channel": "email", "visibility": "direct", "text": "secret words", "thread": key}
    moment = day_micros(AS_OF - timedelta(days=days_ago)) + 3_600_000_000
    return Interaction(
        key=key, actor=actor, to=to, happened_us=moment, title="secret subject", **(told | more)
    )


def known():
    yield Profile(account=ME, name="Ines Okafor", owner=True)
    yield Profile(account=SAM, name="Sam Ito")
    yield Profile(account=DANA, name="Dana Reyes")
    yield Profile(account="email:cool@c.example", name="Cora Lund")
    yield letter("1", 10, ME, SAM)
    yield letter("2", 0, SAM, ME)
    yield letter("3", 30, ME, SAM)
    for day in range(9):
        yield letter(f"d{day}", day + 3, SAM, DANA, cc=(ME,))
    yield letter("c1", 200, ME, "email:cool@c.example")
    yield letter("c2", 200, "email:cool@c.example", ME)
    yield letter("c3", 190, "email:cool@c.example", DANA, cc=(ME,))
    yield letter("f1", 20, DANA, "email:far@f.example", cc=(ME, SAM))


def test_a_path_reads_as_a_colleague_would_say_it(heard):
    said = heard("dana reyes")
    assert said.code == 0
    assert "Who can introduce you to Dana Reyes, seen from 2026-10-31" in said.words
    assert (
        "1. Ask Sam Ito, with whom you were last in touch on this very day; Sam Ito and Dana Reyes wrote to each other "
        "on 10 days, last on 2026-10-28." in said.words
    )
    assert (
        "Through Sam Ito, in 2 steps; the weakest step is the one from Sam Ito to Dana Reyes (strong)."
        in (said.words)
    )
    assert "2026-10-28 email mail from Sam Ito to Dana Reyes" in said.words
    assert (
        "2. Warm up first, then ask Cora Lund, with whom you were last in touch 190 days ago; Cora Lund wrote to Dana Reyes "
        "on 1 day, last on 2026-04-24. Warm first: the tie is cool." in said.words
    )
    assert "from Cora Lund to Dana Reyes (weak)" in said.words
    assert "Ask one of them and wait" in said.words
    assert '2026-10-31 email asked "Sam Ito" for introduction to "Dana Reyes" -> open' in said.out
    assert "%" not in said.out


def test_json_is_the_contract(heard):
    found = heard("Dana Reyes", "--json", "--most", 1).json
    assert found.keys() == {"target", "paths", "none"}
    assert (found["target"], found["none"]) == ("Dana Reyes", None)
    (path,) = found["paths"]
    assert path.keys() == {"rank", "people", "strength", "weakest", "steps", "ask"}
    assert (path["rank"], path["people"], path["strength"]) == (1, ["Sam Ito", "Dana Reyes"], "strong")
    assert (path["weakest"], path["ask"]) == (1, "now")
    assert [(step["from"], step["to"]) for step in path["steps"]] == [
        ("me", "Sam Ito"),
        ("Sam Ito", "Dana Reyes"),
    ]
    assert path["steps"][0].keys() == {"from", "to", "evidence", "provenance"}
    assert {step["provenance"] for step in path["steps"]} == {"seen"}
    assert path["steps"][1]["evidence"][0].keys() == {"id", "at", "channel", "who", "what"}


def test_three_steps_and_what_is_inferred_are_said_so(heard, home):
    said = heard("far@f.example")
    assert "2 steps" in said.words
    add(home, "more", letter("m", 1, ME, SAM, "email:new@n.example"))
    said = heard("new@n.example")
    assert "Sam Ito and new@n.example were in the same letters or threads on 1 day" in said.words
    assert "(weak, which is inferred: they may not know each other)" in said.words


def test_what_the_user_said_and_what_an_export_says(heard, home):
    add(
        home,
        "more",
        letter("r", 9, SAM, "linkedin:eve", kind="recommendation", channel="linkedin"),
        letter("r2", 9, ME, "linkedin:adam", kind="connection", channel="linkedin"),
        letter("r3", 9, "linkedin:adam", "linkedin:eve", kind="recommendation", channel="linkedin"),
        letter("r4", 9, ME, "email:mute@m.example"),
        letter("r5", 9, "email:mute@m.example", "linkedin:eve"),
    )
    said = heard("linkedin:eve").words
    assert "Sam Ito knows linkedin:eve, as an export says" in said
    assert "ask linkedin:adam, to whom you are connected; linkedin:adam knows" in said
    assert "ask mute@m.example, whom you last wrote 9 days ago" in said
    (home / "strategy.yaml").write_text("meet: [{person: Uli Berg, through: [Sam Ito]}]\n", "utf-8")
    said = heard("Uli Berg").words
    assert "Sam Ito knows Uli Berg, as you said." in said
    assert "strategy your strategy says that Sam Ito could introduce you to Uli Berg" in said


def test_words_of_letters_stay_in_the_ledger(heard):
    for said in (heard("Dana Reyes"), heard("Dana Reyes", "--json")):
        assert "secret" not in said.out


def test_nobody_of_that_name_and_known_already(heard):
    unknown = heard("Dana Reye")
    assert unknown.code == 0
    assert unknown.words == "Nobody in the ledger is called “Dana Reye”; did you mean Dana Reyes?"
    already = heard("Sam Ito")
    assert already.code == 0
    assert already.words == (
        "You know Sam Ito already: you both wrote or met, the tie is warm, and you were last in touch on 2026-10-31, by email. "
        "Write to them yourself."
    )
    assert heard("Sam Ito", "--json").json == {"target": "Sam Ito", "paths": [], "none": already.words}


def test_an_earlier_day_sees_less(heard):
    found = heard("Dana Reyes", "--json", "--as-of", "2026-05-01").json
    assert [path["people"][0] for path in found["paths"]] == ["Cora Lund"]


@pytest.mark.parametrize("words", [("Dana Reyes", "--most", 0), ("Dana Reyes", "--as-of", "soon")])
def test_what_cannot_be_asked_is_2(heard, words):
    assert heard(*words).code == 2


def test_hostile_names_cannot_reach_the_terminal(heard, home):
    who = f"email:{ORDERS}@x.example"
    add(
        home,
        "hostile",
        Profile(account=who, name=f"[red]Eve{ORDERS}"),
        letter("h1", 1, SAM, who, channel=f"x{ORDERS}"),
        letter("h2", 1, ME, who, DANA),
    )
    printed = [heard(f"[red]Eve{ORDERS}"), heard(who), heard(f"Nobody{ORDERS}"), heard("Dana Reyes")]
    assert [each.code for each in printed] == [0, 0, 0, 0]
    assert "[red]Eve" in printed[0].out
    for each in printed:
        shown = (each.out + each.err).replace("\n", "")
        assert not any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in shown)
        assert not set(shown) & set("\u202e\u2066")
    assert heard(who, "--json").out.isascii()


def test_the_example_company(heard, larkfield):
    found = heard("Dana Reyes", "--json", place=larkfield).json
    (path,) = found["paths"]
    assert (path["people"], path["strength"], path["ask"]) == (["Sam Ito", "Dana Reyes"], "strong", "now")
    assert path["steps"][1]["evidence"][0]["what"] == "mail from Sam Ito to Dana Reyes"
    viktor = heard("Viktor Sandholm", place=larkfield)
    assert viktor.code == 0
    assert viktor.words.startswith("No path to Viktor Sandholm is seen yet: Viktor Sandholm is on your list")
