"""`heard init` asks in the practitioners' order and writes what the reader takes."""

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from heard.strategy import Strategy
from heard.strategy.interview import blank, interview, write
from heard.strategy.questions import PARTS, Question
from heard.strategy.read import read_strategy

EXAMPLE = (Path(__file__).parent / "example.yaml").read_text("utf-8")


class Person:
    """Answers each question with its list of answers in turn, and then with nothing."""

    def __init__(self, **answers: list[str]) -> None:
        self.answers = answers
        self.asked: list[Question] = []
        self.troubles: list[str] = []

    def __call__(self, question: Question, trouble: str) -> str:
        self.asked.append(question)
        self.troubles += [trouble] if trouble else []
        left = self.answers.get(question.key, [])
        return left.pop(0) if left else ""


def test_people_come_first_and_tools_last():
    person = Person()
    interview(person)
    order = [question.before for question in person.asked if question.before]
    assert order[0] == "First the people. Whom do you need to meet?"
    assert order[-1] == "Only now the tools, one at a time: whether, and how."
    assert [part.key for part in PARTS][-2:] == ["evidence", "channels"]


def test_every_example_answers_its_question():
    for part in PARTS:
        for question in part.questions:
            pieces = question.example.split(question.parted) if question.parted else [question.example]
            assert all(question.shape.value(piece.strip()) is not None for piece in pieces), question.key
            assert question.ask in question.prompt


def test_a_strategy_is_written_as_it_was_told():
    person = Person(
        segment=["plant managers"],
        **{"who.titles": ["plant manager, head of operations"], "who.words": [""]},
        person=["Dana Reyes"],
        through=["Sam Ito"],
        begin=['I ask: "what broke?"'],
        give=["two answers a week, at least; the checklist"],
        name=["audits", "", "Ines Okafor", "", "Larkfield", "linkedin", "x"],
        by=["soon", "2027-03-31"],
        time=["6 h/week"],
        me=["ines@larkfield.example, linkedin:ines-okafor"],
        **{"if": ["eight of them in two groups", "no"]},
        **{"for": ["audit", "audits"]},
        voice=["Ines Okafor"],
        hours=["2 h/week"],
    )
    text = write(interview(person))
    strategy, problems = read_strategy(text)
    assert problems == ()
    assert person.troubles == ["write a day of the calendar, as in 2027-03-31", "choose among audits"]
    assert strategy.segments[0].titles == ("plant manager", "head of operations")
    assert strategy.targets[0].through == ("Sam Ito",)
    assert strategy.begin == 'I ask: "what broke?"'
    assert strategy.give == ("two answers a week, at least", "the checklist")
    assert strategy.me == ("email:ines@larkfield.example", "linkedin:ines-okafor")
    assert [(channel.name, channel.serves, channel.voice) for channel in strategy.channels] == [
        ("linkedin", ("audits",), "Ines Okafor")
    ]
    assert strategy.evidence[0].claim == "the people I need to meet are on linkedin"
    assert strategy.evidence[0].example == "eight of them in two groups"
    assert "    at:                            # Where do they work?" in text


def test_a_name_is_taken_once():
    person = Person(segment=["engineers", "Engineers", "bakers"])
    assert [entry["segment"] for entry in interview(person)["meet"]] == ["engineers", "bakers"]
    assert person.troubles == ["that name is taken; choose another"]


def test_the_blank_strategy_is_empty():
    strategy, problems = read_strategy(blank())
    assert (strategy, problems) == (Strategy(), ())
    assert next(iter(strategy.lines)) == "meet"
    assert list(strategy.lines)[-2:] == ["channels", "accept"]


def test_the_examples_in_the_blank_strategy_are_a_strategy():
    strategy, problems = read_strategy(re.sub(r"(?m)^#(?=  )", "", blank()))
    assert [problem.why for problem in problems] == []
    assert strategy.channels[0].serves == ("audits",)
    assert strategy.accept[0].because == "trade-show season"


@settings(max_examples=60)
@given(st.data())
def test_whatever_is_answered_is_read_without_a_problem(data):
    answers = st.one_of(
        st.text(max_size=20),
        st.sampled_from(
            ["null", "~", "2027-03-31", "3 EUR", "1 h/week", "a: b", "- x", "'", '"', "#", "{", "*a", "no"]
        ),
    )
    asked = 0

    def ask(_: Question, trouble: str) -> str:
        nonlocal asked
        asked += 1
        return "" if trouble or asked > 50 else data.draw(answers)

    told = interview(ask)
    strategy, problems = read_strategy(write(told))
    assert [problem.why for problem in problems] == []
    assert len(strategy.channels) == len(told["channels"])
