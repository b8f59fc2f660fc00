"""heard today: a handful of lines, what was left out, and setting one aside."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from heard import api
from heard.api.today import Line, chosen
from heard.model import Export, Finding, Interaction, Profile, day_micros

ME = "email:ines@larkfield.example"
AS_OF = date(2026, 10, 31)
STRATEGY = """\
name: Larkfield
me: [ines@larkfield.example]
meet:
  - {segment: plants, who: {titles: [plant manager]}}
"""


@pytest.fixture
def home(tmp_path):
    (tmp_path / "strategy.yaml").write_text(STRATEGY, "utf-8")
    facts: list[Interaction | Profile] = [Profile(account=ME, name="Ines Okafor", owner=True)]
    for number in range(8):
        who = f"email:p{number}@alder.example"
        facts.append(Profile(account=who, name=f"Pia {number}", title="Plant Manager", company="Alder"))
        facts.append(letter(f"q{number}", 20 - number, who, ME, text="Which secret oil?"))
    facts.append(letter("ask", 12, ME, "email:p9@alder.example", text="Have you seen this?"))
    facts.append(
        letter("answer", 10, "email:p9@alder.example", ME, text="Often.", thread="ask", reply_to="ask")
    )
    with api.open(tmp_path) as opened:
        opened.ledger.add(
            Export(source="mbox", owner=ME),
            facts,
            path="mail",
            sha256="mail",
            imported_at=datetime(2026, 11, 1, tzinfo=UTC),
        )
    return tmp_path


def letter(key: str, days_ago: int, actor: str, to: str, **more) -> Interaction:
    told = {"kind": "mail", "channel": "email", "visibility": "direct", "thread": key} | more
    moment = day_micros(AS_OF - timedelta(days=days_ago)) + 3_600_000_000
    return Interaction(key=key, actor=actor, to=(to,), happened_us=moment, **told)


@pytest.fixture
def heard(heard, home):
    return lambda *words, place=home: heard("today", *words, "--as-of", "2026-10-31", "--home", place)


def lines(heard, *words: object) -> list[dict]:
    return json.loads(heard("--json", *words)[1])["lines"]


def test_a_handful_of_every_kind_and_the_rest_is_counted(heard):
    code, out, _ = heard()
    assert code == 1
    assert out.count("asked you something") == 4
    assert out.count("answered a question of yours") == 1
    assert "Pia 0 (Plant Manager at Alder) asked you something 20 days ago, by email" in " ".join(out.split())
    assert "4 questions to you" in out
    assert "You gave 0 times and got 1" in out
    assert max(map(len, out.splitlines()[:-2])) <= 80


def test_json_is_the_contract(heard):
    found = json.loads(heard("--json", "--most", 2)[1])
    assert set(found) == {"as_of", "lines", "giving", "not_shown", "problems"}
    assert len(found["lines"]) == 2
    assert found["not_shown"] == {"unanswered-question": 6, "thanks-owed": 1}
    assert found["giving"]["received"] == 1


def test_words_of_letters_stay_in_the_ledger(heard):
    assert "secret" not in heard("--most", 99)[1]
    assert "secret" not in heard("--json", "--most", 99)[1]


def test_done_is_done_and_can_be_taken_back(heard, home):
    before = lines(heard)
    code, out, _ = heard("--done", before[0]["id"])
    assert (code, "It will not come back" in out) == (0, True)
    assert before[0]["id"] not in [line["id"] for line in lines(heard, "--most", 99)]
    assert "1 that you have done" in heard()[1]
    text = (home / api.SET_ASIDE).read_text("utf-8")
    assert f"done        {before[0]['id']}  unanswered-question Pia 0" in text
    (home / api.SET_ASIDE).unlink()
    assert lines(heard) == before


def test_put_off_comes_back(heard, home):
    first = lines(heard)[0]["id"]
    assert "comes back in 3 days" in heard("--later", first, "--days", 3)[1]
    assert first not in [line["id"] for line in lines(heard, "--most", 99)]
    text = (home / api.SET_ASIDE).read_text("utf-8")
    assert "2026-11-03" in text
    (home / api.SET_ASIDE).write_text(text.replace("2026-11-03", "2026-10-31"), "utf-8")
    assert first in [line["id"] for line in lines(heard, "--most", 99)]


def test_the_last_word_on_a_line_counts(heard, home):
    first = lines(heard)[0]["id"]
    heard("--later", first)
    (home / api.SET_ASIDE).write_text(f"; mine\n2026-10-01  {first}\n", "utf-8")
    heard("--later", first, "--days", 9)
    assert (home / api.SET_ASIDE).read_text("utf-8").count(first) == 1
    assert "; mine" in (home / api.SET_ASIDE).read_text("utf-8")


def test_an_unknown_line_is_2(heard):
    code, _, err = heard("--done", "ffffff")
    assert (code, "No line of today is called “ffffff”; see: heard today" in err) == (2, True)


def test_done_and_later_exclude_each_other(heard):
    code, _, err = heard("--done", "ffffff", "--later", "ffffff")
    assert (code, "not both" in err) == (2, True)


def test_a_line_of_the_file_that_cannot_be_read_is_named(heard, home):
    (home / api.SET_ASIDE).write_text("done\n2026-13-40 aaaaaa\nnonsense\n", "utf-8")
    code, out, err = heard()
    assert (code, out.count("asked you something")) == (1, 4)
    assert all(f"today.txt:{number}" in err for number in (1, 2, 3))


def test_nothing_waits(heard, home):
    (home / "heard.duckdb").unlink()
    code, out, _ = heard()
    assert (code, "Nothing waits for you" in out) == (0, True)


def test_nobody_is_named_twice_and_no_hint_before_a_fact():
    made = [
        Line(name=f"{number}", finding=Finding(subject=who, message="", next="", code=code, confidence=sure))
        for number, (code, who, sure) in enumerate(
            [
                ("T101", "a", "hint"),
                ("T101", "b", "likely"),
                ("T101", "c", "likely"),
                ("T101", "d", "likely"),
                ("T201", "b", "likely"),
                ("T401", "e", "likely"),
            ]
        )
    ]
    assert [line.finding.subject for line in chosen(made, 3)] == ["b", "c", "e"]
    assert [line.finding.subject for line in chosen(made, 9)] == ["a", "b", "c", "d", "e"]


def test_the_example_company(heard, larkfield):
    """A day of Larkfield: five lines of at least two kinds, the same each time."""
    said = heard("--json", place=larkfield)
    assert len(said.json["lines"]) == 5
    assert len({line["code"] for line in said.json["lines"]}) >= 2
    assert heard("--json", place=larkfield) == said
