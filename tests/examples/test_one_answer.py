"""The example company gives one answer: in Python, JSON, terminal and report, today and whenever the same day is asked for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser as Page

from heard import api
from heard.faces.formats import review_json
from heard.faces.hours import plan_lines
from heard.faces.report import render
from heard.faces.say import MEASURES, number
from heard.faces.terminal.review import tell
from heard.faces.terminal.screen import console
from heard.model import Effort, Estimate, Export, Interaction, Outcome, Profile, day_micros

AS_OF = "2026-06-30"


def heard(home: Path, *words: str) -> str:
    """What a process of its own prints."""
    surroundings = os.environ | {"COLUMNS": "100", "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-c", "from heard.faces.cli import main; main()", *words, "--home", str(home)],
        capture_output=True, encoding="utf-8", env=surroundings, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


def flat(text: str) -> str:
    return " ".join(text.split())


def measures(found: api.Review):
    """Every number of every channel in Python, with where JSON keeps it."""
    for name, channel in found.channels.items():
        evidence = channel.evidence
        for question, answer in (
            ("market", evidence.market),
            ("meaning", evidence.meaning),
            ("returns", evidence.returns),
            ("spread", evidence.attention),
            ("interest", evidence.interest),
        ):
            for measure, told in answer.measures().items():
                yield name, question, measure, told


def test_terminal_report_json_and_python_give_the_same_numbers(larkfield, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "20000")
    with api.open(larkfield) as opened:
        found = opened.review()
    said = json.loads(json.dumps(review_json(found)))
    report = Page(render(found))
    tell(console(), found, everything=True)
    terminal = flat(capsys.readouterr().out)
    sections = {flat(each.css_first("h3").text()): flat(each.text()) for each in report.css(".channel")}
    exact = {
        flat(each.css_first("h3").text()): {figure.attributes["value"] for figure in each.css("data")}
        for each in report.css(".channel")
    }
    checked = 0
    for name, question, measure, told in measures(found):
        kept = said["channels"][name][question]["measures"][measure]
        if isinstance(told, Estimate):
            assert (kept["value"], kept["low"], kept["high"], kept["unit"], kept["n"]) == (
                told.value, told.low, told.high, told.unit, told.n,
            )  # fmt: skip
            words = number(told, MEASURES[measure][1] if measure in MEASURES else "from {:,} cases")
            assert flat(str(words)) in sections[name], f"{name} {measure}"
            assert str(told.value) in exact[name], "the whole number stands in the page, too"
            checked += 1
        else:
            assert kept["missing"] == told.why
            assert flat(told.why[1:]) in sections[name], f"{name} {measure}"
    assert checked > 100, "the example has numbers to compare"

    page = flat(report.body.text())
    for line in plan_lines(found.plan):
        assert flat(f"{line.label}: {line.number}") in terminal
        assert flat(str(line.number.value)) in page
    for finding in found.findings:
        assert flat(finding.message) in terminal
        assert flat(finding.message) in page
    assert [(each["code"], each["message"]) for each in said["findings"]] == [
        (each.code, each.message) for each in found.findings
    ]
    for name, channel in found.channels.items():
        assert said["channels"][name]["verdict"] == channel.advice.course


def test_two_processes_print_the_same_bytes(larkfield, tmp_path):
    one, other = (heard(larkfield, "review", "--as-of", AS_OF, "--json") for _ in range(2))
    assert one == other
    assert json.loads(one)["as_of"] == AS_OF
    for name in ("one.html", "other.html"):
        heard(larkfield, "review", "--as-of", AS_OF, "--html", str(tmp_path / name))
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "other.html").read_bytes()


def later(when: date):
    """Facts of one day, by people of whom the ledger knows and of one whom it does not."""
    moment = day_micros(when)
    yield Profile(account="linkedin:somebody-new", name="Nia New", title="Plant Manager", company="Newly")
    for number_ in range(40):
        yield Interaction(
            key=f"{when} {number_}", kind="message", channel="linkedin", actor="linkedin:somebody-new", to=("linkedin:ines-okafor",),
            text="hello", happened_us=moment + number_, thread=f"{when} {number_ % 7}", visibility="direct",
        )  # fmt: skip
    yield Interaction(
        key=f"bulk {when}", kind="mail", channel="email", actor="email:news@later.example", happened_us=moment, nature="bulk"
    )  # fmt: skip
    yield Effort(key=f"h {when}", day=when, channel="linkedin", hours=9)
    yield Outcome(
        key=f"o {when}", day=when, channel="linkedin", deal=f"D {when}", stage="won", amount=None, currency=""
    )


def add(home: Path, when: date, name: str) -> None:
    with api.open(home) as opened:
        opened.ledger.add(
            Export(source="world", owner="linkedin:ines-okafor"), later(when), path=name, sha256=name, imported_at=datetime(2027, 1, 5, tzinfo=UTC)
        )  # fmt: skip


def test_what_happened_later_changes_nothing_and_what_came_late_is_named(larkfield, monkeypatch, capsys):
    asked = date.fromisoformat(AS_OF)
    with api.open(larkfield) as opened:
        before = review_json(opened.review(as_of=asked)), render(opened.review(as_of=asked))
    add(larkfield, date(2026, 12, 1), "later.zip")
    with api.open(larkfield) as opened:
        assert (review_json(opened.review(as_of=asked)), render(opened.review(as_of=asked))) == before
        quiet = opened.changes(date(2027, 1, 1), as_of=asked)
        assert [(each.path, each.facts) for each in quiet.arrived] == [("later.zip", 0)], (
            "a new name, no fact"
        )
        assert (quiet.new, quiet.gone, quiet.reworded, quiet.turned) == ((), (), (), ())
    add(larkfield, date(2026, 6, 1), "older.zip")
    with api.open(larkfield) as opened:
        whole = opened.ledger.fingerprint()
        found = opened.changes(date(2027, 1, 1), as_of=asked)
        assert opened.ledger.fingerprint() == whole, "the ledger is as it was"
        assert (
            opened.review(as_of=asked).channels["linkedin"].evidence
            == found.now.channels["linkedin"].evidence
        )
    assert review_json(found.then) == before[0], "what the review said then"
    assert {each.path: each.facts for each in found.arrived} == {"later.zip": 0, "older.zip": 43}
    assert found.read_again == ()
    assert found.reworded

    said = flat(heard(larkfield, "review", "--changed-since", "2027-01-01", "--as-of", AS_OF))
    assert "2027-01-05 world: 43 facts and new names" in said
    assert "older.zip" in said
    told = json.loads(heard(larkfield, "review", "--changed-since", "2027-01-01", "--as-of", AS_OF, "--json"))
    assert sorted(each["facts"] for each in told["imports"]) == [0, 43]
    assert len(told["findings"]["changed"]) == len(found.reworded)


def test_a_file_that_was_read_again_is_on_both_sides(larkfield):
    journal = larkfield / "journal.txt"
    journal.write_text(journal.read_text("utf-8") + "2026-05-05 x hours 3 scrolling\n", "utf-8")
    with api.open(larkfield) as opened:
        found = opened.changes(
            date(2027, 1, 1), as_of=date.fromisoformat(AS_OF), now=datetime(2027, 1, 6, tzinfo=UTC)
        )
    assert [each.path for each in found.read_again] == [str(journal.resolve())]
    assert found.then.channels["x"].evidence.returns.hours == found.now.channels["x"].evidence.returns.hours


def test_two_days_beside_each_other(larkfield):
    said = flat(heard(larkfield, "review", "--as-of", "2026-10-31", "--against", AS_OF))
    with api.open(larkfield) as opened:
        then, now = (
            opened.review(as_of=date.fromisoformat(day)).channels["x"].evidence.returns.hours
            for day in (AS_OF, "2026-10-31")
        )
    assert isinstance(then, Estimate)
    assert isinstance(now, Estimate)
    assert f"seen from {AS_OF} and from 2026-10-31" in said
    assert (
        flat(f"Time logged: {number(then, 'from {:,} entries')}, then {number(now, 'from {:,} entries')}")
        in said
    )
    told = json.loads(heard(larkfield, "review", "--as-of", "2026-10-31", "--against", AS_OF, "--json"))
    assert (told["then"]["as_of"], told["now"]["as_of"]) == (AS_OF, "2026-10-31")
