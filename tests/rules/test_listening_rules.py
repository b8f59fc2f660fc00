"""L101, L201, L202 and L301: what each says, and of what it says nothing."""

from __future__ import annotations

import pytest

from heard.measures.listening import Listening, Question
from heard.model import Estimate, Evidence, Missing
from heard.rules import family, rules
from heard.strategy import Channel, Strategy

SEEN = Evidence(id="00", at="2026-06-03", channel="forum", who="you", what="post")
STRATEGY = Strategy(channels=(Channel(name="forum", line=7),))


def heard(**more) -> Listening:
    told = {
        "channel": "forum",
        "planned": True,
        "stated": True,
        "since": "2026-06-01",
        "weeks": Estimate(2.5, 2.5, 2.5, "weeks", 9),
        "talks": Estimate.counted(40, "talks"),
        "people": Estimate.counted(20, "persons"),
        "target_people": Estimate.counted(5, "persons"),
        "target_talks": Estimate.counted(12, "talks"),
        "done": False,
    }
    return Listening(**(told | more))


def said(code: str, **more) -> list:
    needs = rules()[code].needs
    return list(rules()[code](*((STRATEGY,) if Strategy in needs else ()), heard(**more)))


def test_the_family_is_asked_by_listen_alone():
    assert [rule.code for rule in family("L")] == ["L101", "L201", "L202", "L301"]


@pytest.mark.parametrize("code", ["L101", "L201", "L202", "L301"])
def test_of_a_channel_that_is_not_planned_only_questions_are_said(code):
    assert said(code, planned=False, spoke_first=True, spoke="2026-06-03") == []


def test_who_spoke_first_is_told_the_day_and_the_line():
    (found,) = said("L101", spoke="2026-06-03", spoke_first=True, evidence=(SEEN,))
    assert found.message == (
        "You first spoke on forum on 2026-06-03; you listen there since 2026-06-01, as your strategy says, and it is not enough yet."
    )
    assert (found.line, found.confidence, found.evidence) == (7, "likely", (SEEN,))
    (hint,) = said(
        "L101", spoke="2026-06-03", spoke_first=True, stated=False, done=True, done_on="2026-07-01"
    )
    assert hint.confidence == "hint"
    assert "it was enough on 2026-07-01" in hint.message


def test_what_is_lacking_is_said_with_its_numbers():
    (found,) = said("L201")
    assert found.message == (
        "Of forum you have 2 weeks of traffic and 12 talks of your target market; to know the place takes 3 weeks and 30 talks."
    )
    (weeks,) = said(
        "L201", target_talks=Missing("no segment", "describe one"), weeks=Estimate(1.2, 1.2, 1.2, "weeks", 9)
    )
    assert weeks.message == "Of forum you have 1 week of traffic; to know the place takes 3 weeks."
    assert said("L201", done=True) == []


def test_whoever_listened_long_enough_may_speak():
    assert len(said("L202", done=True, done_on="2026-07-01")) == 1
    assert said("L202", done=True, done_on="2026-07-01", spoke="2026-07-09") == []
    assert said("L202") == []


def test_a_question_that_nobody_answered():
    shown = Question(name="Pia", target=True, days=9, text="Which grease?", evidence=SEEN)
    closed = Question(name="Bo", target=False, days=3, text="", evidence=SEEN)
    first, second = said("L301", questions=(shown, closed), planned=False)
    assert (
        first.message
        == "Pia, who is of your market, asked on forum 9 days ago, and nobody answered: “Which grease?”"
    )
    assert (first.severity, second.severity) == ("medium", "low")
    assert second.message.endswith("nobody answered.")
