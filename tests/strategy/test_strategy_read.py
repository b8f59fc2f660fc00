"""strategy.yaml is read with every problem at once, each on its line."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from heard.model import Problem
from heard.strategy import Channel, Money, Strategy, Target
from heard.strategy.read import load_strategy, read_strategy

EXAMPLE = (Path(__file__).parent / "example.yaml").read_text("utf-8")


def read(text: str) -> Strategy:
    strategy, problems = read_strategy(text)
    assert problems == ()
    return strategy


def problems(text: str | bytes) -> list[tuple[int | None, str]]:
    return [(problem.line, problem.why) for problem in read_strategy(text)[1]]


def test_the_example_is_read_whole():
    strategy = read(EXAMPLE)
    assert strategy.me == ("email:ines@larkfield.example", "linkedin:ines-okafor", "x:inesokafor")
    assert strategy.objectives[0].by == date(2027, 3, 31)
    assert strategy.objectives[0].worth == Money(Decimal(12000), "EUR")
    assert strategy.segments[0].titles == ("plant manager", "head of operations")
    assert strategy.targets == (
        Target(
            name="Dana Reyes",
            at="Northwind Foods",
            why="runs the three plants nearest to us",
            through=("Sam Ito",),
            line=8,
        ),
    )
    assert strategy.voices[0].authority == "publishes without approval"
    assert (strategy.hours_per_week, strategy.review_weeks, strategy.hour_worth) == (
        6,
        4,
        Money(Decimal(90), "EUR"),
    )
    linkedin = strategy.channel("linkedin")
    assert linkedin is not None
    assert (linkedin.serves, linkedin.hours_per_week, linkedin.line) == (("audits",), 2, 21)
    assert linkedin.money_per_month == Money(Decimal(0), "EUR")
    assert linkedin.listening_since == date(2026, 6, 1)
    assert strategy.evidence[0].seen == date(2026, 5, 2)
    assert (strategy.accept[0].code, strategy.accept[0].until) == ("C401", date(2027, 1, 31))
    assert strategy.lines["give"] == 14


@pytest.mark.parametrize(
    ("written", "hours"),
    [
        ("6 h/week", 6),
        ("30 min/day", 3.5),
        ("1.5 hours per week", 1.5),
        ("13 h/month", 3),
        ("52 h a year", 1),
    ],
)
def test_hours(written, hours):
    assert read(f"time: {written}").hours_per_week == pytest.approx(hours)


@pytest.mark.parametrize(
    ("written", "weeks"),
    [
        ("every 4 weeks", 4),
        ("every week", 1),
        ("2 weeks", 2),
        ("every 14 days", 2),
        ("monthly", 52 / 12),
        ("every quarter", 13),
    ],
)
def test_review(written, weeks):
    assert read(f"review: {written}").review_weeks == pytest.approx(weeks)


def test_money_a_week_is_said_by_the_month():
    found = read("channels: {x: {money: 12 EUR/week}}").channels[0].money_per_month
    assert found == Money(Decimal("52.00"), "EUR")


@pytest.mark.parametrize(
    "written",
    ["channels: linkedin", "channels: [LinkedIn, ~]", "channels:\n  linkedin:", "channels: {linkedin: {}}"],
)
def test_a_channel_may_be_only_a_name(written):
    assert [channel.name for channel in read(written).channels] == ["linkedin"]


def test_a_text_may_stand_for_an_entry():
    strategy = read(
        "objectives: join Facebook\nevidence: [they are there]\naccept: {C401: trade-show season}"
    )
    assert strategy.objectives[0].name == "join Facebook"
    assert strategy.evidence[0].claim == "they are there"
    assert strategy.accept[0].because == "trade-show season"


def test_what_is_left_empty_is_not_there():
    assert read("name:\nmeet:\n  - segment:\n    who: {titles: }\nvoices: [~]\nchannels:\n") == Strategy()
    assert read("") == read("# nothing yet\n") == Strategy()


def test_a_mark_at_the_beginning_is_no_part_of_the_first_key():
    assert (
        read_strategy("\ufefflevel: a".encode())[0].level == read_strategy("\ufefflevel: a")[0].level == "a"
    )


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        # keys
        ("level: a\nobjectivs: []", 2, "“objectivs” is not a key of the strategy; did you mean “objectives”? (column 1)"),
        ("channels:\n  x: {fro: a}", 2, "“fro” is not a key of the channel “x”; did you mean “for”? (column 7)"),
        ("titles: [a]", 1, "“titles” is not a key of the strategy; it belongs to the marks of a segment (column 1)"),
        ("voices:\n  - {name: Ann, zzz: 1}", 2, "“zzz” is not a key of the voice “Ann”; the keys are name, topics, authority (column 17)"),
        ("? [a]\n: b", 1, "a key of the strategy is a list; write a word with a colon after it (column 3)"),
        ("level: a\nlevel: b", 2, "“level” stands on line 1 already; the first one is read (column 1)"),
        # types
        ("name: [a]", 1, "“name” is a list; write a text (column 7)"),
        ("- name: a", 1, "the file is a list; write keys with a colon, as in “level: as a fellow engineer” (column 1)"),
        ("give: {a: b}", 1, "“give” is a map of keys; write a list, each entry on its own line after a dash (column 7)"),
        ("objectives: [[a]]", 1, "an entry of “objectives” is a list; write keys with a colon, as in {name: …} (column 14)"),
        ("channels: {x: [a]}", 1, "the channel “x” is a list; write keys with a colon, as in {for: …} (column 15)"),
        ("channels:\n  - x: {for: a}", 2, "an entry of “channels” is a map of keys; write “name: {…}” without a dash (column 5)"),
        ("give:\n  - ours: the list", 2, "an entry of “give” holds a colon, which YAML takes for a key; put it in quotes: 'ours: the list' (column 5)"),
        ("objectives: [{what: x}]", 1, "an objective has no “name”; write “name: …” (column 14)"),
        ("meet: [plant managers]", 1, "an entry of “meet” is “plant managers”; begin it with “segment:” or “person:” (column 8)"),
        # values
        ("objectives: [{name: a, by: next spring}]", 1, "“by” of the objective “a” is “next spring”; write a day of the calendar, as in 2027-03-31 (column 28)"),
        ("objectives: [{name: a, by: 2027-02-30}]", 1, "“by” of the objective “a” is “2027-02-30”; write a day of the calendar, as in 2027-03-31 (column 28)"),
        ("hour: 12.000 EUR", 1, "“hour” is “12.000 EUR”; write an amount without separators and its currency, as in 12000 EUR (column 7)"),
        ("channels: {x: {money: 40 EUR}}", 1, "“money” of the channel “x” is “40 EUR”; write an amount, its currency and per what, as in 40 EUR/month (column 23)"),
        ("\ntime: 6 h", 2, "“time” is “6 h”; write hours or minutes and per what, as in 2 h/week or 30 min/day (column 7)"),
        ("time: 30 h/day", 1, "“time” is “30 h/day”; write hours or minutes and per what, as in 2 h/week or 30 min/day (column 7)"),
        ("review: sometimes", 1, "“review” is “sometimes”; write how often, as in every 4 weeks (column 9)"),
        ("channels: {x: {rapport: five}}", 1, "“rapport” of the channel “x” is “five”; write a whole number, as in 5 (column 25)"),
        ("me: [Ines]", 1, "an entry of “me” is “Ines”; write an address or network:handle, as in ines@larkfield.example or linkedin:ines-okafor (column 6)"),
        ("accept: {C4: x}", 1, "a name in “accept” is “C4”; write the code of a finding, as in C401 (column 10)"),
        # names
        ("voices: [Ann, Bob, ann]", 1, "a voice called “ann” stands on line 1 already; give this one another name (column 20)"),
        ("channels:\n  x:\n  X:", 3, "a channel called “x” stands twice; the first one is read (column 3)"),
        ("objectives: [audits]\nchannels: {x: {for: audit}}", 2, "the channel “x” names the objective “audit”, and no objective has that name; did you mean “audits”? (column 21)"),
        ("channels: {x: {voice: Bob}}", 1, "the channel “x” names the voice “Bob”, and no voice has that name; write it down first (column 23)"),
        # not YAML
        ("level: a\nbegin: I ask: what broke?", 2, "YAML takes the colon here for the end of a key; put the whole value in quotes, or indent this line like its neighbours (column 13)"),
        ("meet:\n\t- a", 2, "there is a tab here; indent with spaces (column 1)"),
        ("level: a\nme: [a, b", 2, "a bracket that was opened before is not closed with “]”, or a comma is missing (column 10)"),
        ("level: a\nbegin: 'I ask\nname: x", 2, "a quotation mark is opened and never closed (column 8)"),
        ("begin: 'it's'", 1, "text follows where the value has ended; put the whole value in quotes, and write a quotation mark inside it twice (column 12)"),
        ("me: @ines", 1, "a value cannot begin with “@”; put it in quotes (column 5)"),
        ("  name: a\n level: b", 2, "this line is not indented like its neighbours (column 2)"),
        ('begin: "\\q"', 1, "“\\q” inside double quotes means nothing; use single quotes (column 10)"),
        ("begin: ]", 1, "“]” stands where a value should (column 8)"),
        ("!<x y> z", 1, "this is not YAML (while parsing a tag expected '>' but found ' '); look at this line and the one above (column 4)"),
        ("level: a\n---\nlevel: b", 2, "a second document begins here; keep one strategy in the file and delete this “---” (column 1)"),
        # hostile
        ("a: &a [x, x]\nb: &b [*a, *a]", 2, "“*a” repeats another part of the file, which is not followed here; write it out (or put the star in quotes) (column 8)"),
        ("[" * 100_000, 1, "brackets or dashes stand too deep inside each other here; is one not closed? (column 12)"),
        ("a" * 200_001, None, "the file is larger than 200 kB, which no strategy is; is it another file?"),
        ("level: a\nbegin: é".encode("latin-1"), 2, "the text is not in UTF-8; save the file again with the encoding UTF-8"),
        ("level: a\nbegin: \x07", 2, "the character U+0007 cannot stand in a text file like this; delete it"),
        ('"\\UFFFFFFFF"', None, "a backslash inside quotes names a character that does not exist"),
    ],
)  # fmt: skip
def test_each_problem_is_one_sentence_on_its_line(text, line, why):
    assert problems(text) == [(line, why)]


def test_all_problems_come_at_once_and_the_rest_is_read():
    strategy, found = read_strategy(
        "lvel: a\ntime: much\ngive: [bread]\nchannels: {x: {for: [y], hours: 2 h/week}}"
    )
    assert [problem.line for problem in found] == [1, 2, 4]
    assert strategy.give == ("bread",)
    assert strategy.channels == (Channel(name="x", serves=("y",), hours_per_week=2.0, line=4),)


def test_a_file_is_loaded(tmp_path: Path):
    path = tmp_path / "strategy.yaml"
    path.write_text("level: as a neighbour\nlvl: x", "utf-8")
    strategy, found = load_strategy(path)
    assert strategy.level == "as a neighbour"
    assert [(problem.path, problem.line) for problem in found] == [(str(path), 2)]


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path):
    assert load_strategy(tmp_path / "strategy.yaml") == (
        Strategy(),
        (
            Problem(
                path=str(tmp_path / "strategy.yaml"),
                why="the strategy cannot be opened: No such file or directory",
            ),
        ),
    )


PIECES = st.sampled_from(
    [*EXAMPLE.splitlines(keepends=True), *"{}[]:,#&*!|>'\"%@`?-\t\n \\~\x85\u2028\x00", "\n  ", "- ", "---\n", "!!python/object:os "]
)  # fmt: skip


@given(st.one_of(st.text(), st.lists(PIECES).map("".join)))
@example("\ud800")
@example("\r")
def test_any_text_gives_a_strategy_and_sentences(text):
    strategy, found = read_strategy(text)
    assert isinstance(strategy, Strategy)
    assert all(problem.why and "\n" not in problem.why for problem in found)


@given(st.binary())
def test_any_bytes_give_a_strategy_and_sentences(source):
    assert isinstance(read_strategy(source)[0], Strategy)


@given(st.data())
def test_any_character_changed_in_the_example_is_no_accident(data):
    place = data.draw(st.integers(0, len(EXAMPLE) - 1))
    letter = data.draw(st.characters())
    assert isinstance(read_strategy(EXAMPLE[:place] + letter + EXAMPLE[place + 1 :])[0], Strategy)


def test_rules_for_tracked_hours():
    strategy, problems = read_strategy(
        "channels: {linkedin: , email: }\n"
        "tracked:\n"
        "  - {project: LinkedIn outreach, channel: LinkedIn}\n"
        "  - {domain: [mail.example, post.example], app: Firefox, channel: email}\n"
        "  - {client: Northwind Foods}\n"
    )
    assert problems == ()
    assert [(rule.channel, rule.marks(), rule.line) for rule in strategy.tracked] == [
        ("LinkedIn", {"project": ("LinkedIn outreach",)}, 3),
        ("email", {"domain": ("mail.example", "post.example"), "app": ("Firefox",)}, 4),
        ("", {"client": ("Northwind Foods",)}, 5),
    ]


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("{project: a, channel: linkedn}", "did you mean “linkedin”?"),
        ("{project: a, channel: youtube}", "write it under channels first"),
        ("{channel: linkedin}", "names nothing to know them by"),
        ("{channel: linkedin, tag: []}", "names nothing to know them by"),
        ("LinkedIn", "write keys with a colon"),
        ("{projekt: a, channel: linkedin}", "did you mean “project”?"),
    ],
)
def test_a_rule_for_tracked_hours_that_cannot_work_is_said(rule, said):
    _, problems = read_strategy(f"channels: {{linkedin: }}\ntracked:\n  - {rule}\n")
    assert any(said in problem.why and problem.line == 3 for problem in problems), problems
