"""T101, T201, T301, T401, T501 and T601: what each says, and of whom it says nothing."""

from __future__ import annotations

from datetime import date

import pytest

from heard.measures.introductions import Path, Step
from heard.measures.labelled import Words
from heard.measures.pauses import Result, Trial, Trials
from heard.measures.ties import Tie
from heard.measures.waiting import Ripe, Waiting, Waits
from heard.model import Estimate, Evidence
from heard.rules import family, rules
from heard.strategy import Pause

SEEN = Evidence(id="00", at="2026-10-28", channel="linkedin", who="Sam Ito", what="message to you")
SAM = Tie(
    person=1,
    name="Sam Ito",
    title="Lead",
    company="Harrow",
    circle="dormant",
    freshness=Estimate(500, 500, 500, "days", 9),
    silent_days=800,
    contact_days=9,
)
ONE = Waits(tie=SAM, rank="of your market", days=1, evidence=SEEN)
WAY = Path(
    tie=SAM,
    steps=(
        Step(person=2, giver="Sam Ito", taker="Dana Reyes", strength="strong", provenance="seen", days=9, last="", wrote="both", evidence=(SEEN,)),
    ),
    ask="now",
)  # fmt: skip


def said(code: str, waiting: Waiting, words: Words | None = None):
    facts = [waiting, words or Words()] if code in {"T101", "T201", "T301"} else [waiting]
    return list(rules()[code](*facts))


def test_the_family_is_asked_by_today_alone():
    assert [rule.code for rule in family("T")] == ["T101", "T201", "T301", "T401", "T501", "T601"]
    assert not any(rule.code.startswith("T") for rule in family("SC"))


@pytest.mark.parametrize("rule", family("T"), ids=lambda rule: rule.code)
def test_nothing_waits_and_nothing_is_said(rule):
    assert list(rule(*(need() for need in rule.needs))) == []


def test_a_question():
    (found,) = said("T101", Waiting(questions=(ONE,)))
    assert (
        found.message
        == "Sam Ito (Lead at Harrow) asked you something yesterday, by linkedin, and nothing of yours followed."
    )
    assert (found.severity, found.confidence) == ("high", "likely")
    assert found.evidence == (SEEN,)


def test_a_question_of_a_stranger_is_a_hint():
    stranger = Waits(tie=SAM, rank="a stranger", days=0, evidence=SEEN)
    (found,) = said("T101", Waiting(questions=(stranger,)))
    assert (found.severity, found.confidence) == ("low", "hint")
    assert "pitch" in found.next


def test_by_ones_own_labels_a_question_is_a_hint_or_is_not_told():
    (found,) = said("T101", Waiting(questions=(ONE,)), Words(ask="hint"))
    assert (found.severity, found.confidence) == ("high", "hint")
    (public,) = said("T301", Waiting(helpable=(ONE,)), Words(ask="hint"))
    assert public.confidence == "hint"
    silent = Words(ask="silent")
    assert (
        said("T101", Waiting(questions=(ONE,)), silent)
        == said("T301", Waiting(helpable=(ONE,)), silent)
        == []
    )


def test_thanks_that_are_mostly_missed_are_a_hint():
    owed = Waits(tie=SAM, rank="of your market", days=3, evidence=SEEN, help="gift")
    (found,) = said("T201", Waiting(thanks=(owed,)), Words(thanks_missed=True))
    assert found.confidence == "hint"


def test_thanks():
    owed = Waits(tie=SAM, rank="of your market", days=3, evidence=SEEN, help="introduction")
    (found,) = said("T201", Waiting(thanks=(owed,)))
    assert "introduced you to somebody 3 days ago" in found.message


def test_a_question_in_public():
    (found,) = said("T301", Waiting(helpable=(ONE,)))
    assert "asked something in public yesterday, on linkedin" in found.message
    assert "sell nothing" in found.next


def test_a_tie_gone_quiet():
    (found,) = said("T401", Waiting(lapsed=(ONE,)))
    assert "have not been in touch for 2 years; before that you both wrote, on 9 days" in found.message
    assert "Ask for nothing" in found.next


def test_a_ripe_introduction():
    (found,) = said("T501", Waiting(ripe=(Ripe(target="Dana Reyes", path=WAY),)))
    assert found.message.startswith("Sam Ito could introduce you to Dana Reyes")
    assert "heard intro" in found.next


PAUSE = Pause(channel="x", begins=date(2026, 11, 30), weeks=2, blocks=(False, True), seed=7)


def due(**trial):
    return list(rules()["T601"](Trials((Trial(pause=PAUSE, ends=date(2026, 12, 28), **trial),))))


def test_a_block_of_a_test_begins():
    (found,) = due(state="running", block=0, days=0)
    assert found.message == "Block 1 of 2 of your test began today: x is off until 2026-12-13."
    assert "Say nothing on x" in found.next
    (late,) = due(state="running", block=1, days=6)
    assert late.message == "Block 2 of 2 of your test began on 2026-12-14: x is on until 2026-12-27."
    assert late.subject != found.subject, "it is set aside block by block"
    assert due(state="running", block=0, days=7) == due(state="planned") == []


def test_a_test_is_over():
    result = Result(on=9, off=2, weeks=8, ratio=Estimate(4.5, 1, 9, "times", 11), p=0.03, designs=64, p_counts=0.06, spoken=0, verdict="more")  # fmt: skip
    (found,) = due(state="ended", result=result)
    assert found.message == "Your test of x ended on 2026-12-27."
    assert "heard test x" in found.next
    assert due(state="ended", result=result, since=28) == []
