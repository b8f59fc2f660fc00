"""heard label: what is asked, what is kept, what is taken back, and what the labels say."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, timedelta

import pytest

from heard import api
from heard.api.labels import read_labels
from heard.model import Export, Interaction, Profile, day_micros

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
    for number in range(12):
        who = f"email:p{number}@alder.example"
        title = "Plant Manager" if number % 2 else "Designer"
        facts.append(Profile(account=who, name=f"=Pia\x1b[2J {number}", title=title, company="Alder"))
        facts.append(letter(f"q{number}", 90 - number, who, "Which secret oil, \x1b[2Jthen?", "direct"))
        facts.append(letter(f"p{number}", 60 - number, who, "=cmd: which open oil?", "public"))
        facts.append(letter(f"n{number}", 30 - number, who, "We stop on Monday.", "public"))
    with api.open(tmp_path) as opened:
        opened.ledger.add(
            Export(source="mbox", owner=ME),
            facts,
            path="mail",
            sha256="mail",
            imported_at=datetime(2026, 11, 1, tzinfo=UTC),
        )
    return tmp_path


def letter(key: str, days: int, actor: str, text: str, visibility: str) -> Interaction:
    return Interaction(
        key=key, kind="mail", channel="email", actor=actor, to=(ME,), thread=key, text=text, visibility=visibility,
        happened_us=day_micros(AS_OF - timedelta(days=days)) + 36_000_000_000 + days * 61_000_000,
    )  # fmt: skip


@pytest.fixture
def label(heard, home):
    return lambda *words, **more: heard("label", *words, "--home", home, **more)


def lines(home) -> list[str]:
    return (home / api.LABELS).read_text("utf-8").splitlines()[1:]


def test_answers_are_kept_one_by_one_and_hold_no_word_of_a_message(label, home):
    said = label("--most", 6, answers=["a", "n", "x", "t", "b", "q"])
    assert said.code == 0
    assert "6 questions, drawn with the seed 1. Every answer is kept in labels.txt at once." in said.words
    assert [line.split("  ; ")[0].split(None, 2)[2].strip() for line in lines(home)] == [
        "ask",
        "neither",
        "thanks",
        "ask thanks",
    ]
    assert not any("oil" in line or "Monday" in line for line in lines(home))
    assert "\x1b" not in said.out


def test_whoever_goes_on_is_not_asked_the_same(label, home):
    label("--most", 20, answers=["n"] * 20)
    label("--most", 20, answers=[""] * 16)
    assert len({line.split()[1] for line in lines(home)}) == 36
    assert "There is nothing left to label." in label(answers=[]).words


def test_the_last_is_taken_back_on_the_way_and_afterwards(label, home):
    label("--most", 3, answers=["a", "u", "n", "n", "q"])
    assert [line.split()[2] for line in lines(home)] == ["neither", "neither"]
    assert "Taken back: message" in label("--undo").words
    label("--undo")
    assert lines(home) == []
    nothing = label("--undo")
    assert (nothing.code, nothing.err.strip()) == (2, "There is no label to take back; labels.txt has none")


def test_results_are_printed_without_a_terminal(label, home):
    assert "none yet: heard label" in label().words
    label("--most", 36, answers=["n"] * 36)
    said = label()
    assert "Questions, by 36 labels of yours" in said.words
    assert "So it is not told, since fewer than half are right." in said.words
    found = label("--json").json
    assert found["judged"]["ask"]["told"] == "silent"
    assert found["judged"]["market"]["precision"]["missing"] == "you have labelled nobody yet"


def test_today_no_longer_tells_what_the_labels_say_is_none(label, heard, home):
    before = heard("today", "--home", home)
    assert "asked you something" in before.words
    label("--most", 36, answers=["n"] * 36)
    after = heard("today", "--home", home)
    assert "asked you something" not in after.words
    assert "question marks, since by your own labels fewer than half of them ask anything" in after.words


def test_people_are_asked_whether_they_are_the_market(label, home):
    said = label("people", "--most", 4, answers=["y", "n", "", "q"])
    assert "Is this your market?" in said.words
    assert [line.split()[2] for line in lines(home)] == ["yes", "no", "unsure"]
    assert "From 50 people on, shares of your market are corrected by that; 48 more." in label().words


def test_a_file_holds_nothing_private_and_no_formula(label, tmp_path, home):
    path = tmp_path / "out.csv"
    said = label("--most", 36, "--export", path)
    assert "24 rows written" in said.words
    assert "Left out: 12 messages that not all could read" in said.words
    text = path.read_text("utf-8")
    assert "secret" not in text
    rows = list(csv.DictReader(text.splitlines()))
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row.values())
    assert {row["text"][0] for row in rows} == {"'", "W"}


def test_a_file_is_read_back(label, tmp_path, home):
    path = tmp_path / "out.csv"
    label("--most", 36, "--export", path)
    rows = list(csv.DictReader(path.read_text("utf-8").splitlines()))
    for row, said in zip(rows, ["ask", "Thanks, ask", "", "nonsense", "unsure", "ask thanks"], strict=False):
        row["label"] = said
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, rows[0])
        table.writeheader()
        table.writerows(rows)
    taken = label("--import", path)
    assert taken.code == 1
    assert "4 labels noted in labels.txt." in taken.words
    assert "out.csv:5" in taken.err
    labels, unsure, problems = read_labels(home)
    assert ([each.ask for each in labels], len(unsure), problems) == ([True, True, True], 1, ())


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe", b"a,b\n1,2\n"])
def test_a_file_that_is_none_is_refused_in_one_sentence(label, tmp_path, content):
    path = tmp_path / "other.csv"
    path.write_bytes(content)
    said = label("--import", path)
    assert said.code == 2
    assert "has no columns" in said.err
    assert "Traceback" not in said.err


def test_lines_that_cannot_be_read_are_named(label, home):
    (home / api.LABELS).write_text(
        "; mine\nmessage 12 ask\nperson 6dc533dd0b8dee2e ask\n\nmessage 6dc533dd0b8dee2e neither\n", "utf-8"
    )
    said = label()
    assert said.code == 1
    assert "labels.txt:2" in said.err
    assert "labels.txt:3" in said.err
    assert len(read_labels(home)[0]) == 1
