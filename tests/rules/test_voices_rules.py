"""V101, V201, V202, V203, V301 and V401: what each says, and of whom it says nothing."""

from __future__ import annotations

import pytest

from heard.measures.voices import Copied, Speaker, Voices
from heard.model import Estimate, Evidence, Finding, Missing, Skipped
from heard.rules import family, rules

SEEN = Evidence(id="00", at="2026-10-28", channel="forum", who="Kim", what="post")
USUAL = Estimate(0.4, 0.3, 0.5, "share", 900)


def speaker(name: str = "Kim Lund", often: float = 0.8, answered: float = 0.6, **more) -> Speaker:
    told = {"posts": 30, "weeks": 40.0, "helps": 40, "more": 0.9, "evidence": (SEEN,)} | more
    return Speaker(
        name=name,
        often=Estimate(often + 0.1, often, often + 0.3, "posts per week", 30),
        answered=Estimate(answered + 0.1, answered, answered + 0.2, "share", 30),
        **told,
    )


def said(code: str, **more) -> list:
    return list(rules()[code](Voices(**{"topics": ("bearings",), "usual": USUAL} | more)))


def test_the_family_is_asked_by_voices_alone():
    assert [rule.code for rule in family("V")] == ["V101", "V201", "V202", "V203", "V301", "V401"]


@pytest.mark.parametrize("code", ["V101", "V201", "V202", "V203", "V301"])
def test_where_nobody_is_heard_nothing_is_said(code):
    assert said(code) == []


def test_others_are_named_by_name_and_without_a_number():
    found = said(
        "V101",
        others=(speaker(title="Engineer", company="Alder"), speaker("Ada Roy", more=0.1, often=0.1, helps=0)),
    )
    assert [each.subject for each in found] == ["Ada Roy", "Kim Lund"]
    assert found[1].message == (
        "Kim Lund (Engineer at Alder) speaks up nearly every week, is answered more often than others, and has joined the talks of many people."
    )
    assert found[0].message == "Ada Roy speaks up now and then, is answered more often than not."
    assert not any(digit.isdigit() for each in found for digit in each.message)


@pytest.mark.parametrize(
    ("answered", "words"),
    [(0.6, "more often than not"), (0.3, "again and again"), (0.05, "is seldom answered")],
)
def test_how_somebody_is_answered_is_said_in_words(answered, words):
    (found,) = said("V101", others=(speaker(answered=answered, more=0.5),))
    assert words in found.message


def test_of_our_own_some_are_heard_and_some_are_not():
    ours = (
        speaker("Ines", more=0.9, ours=True),
        speaker("Tomas", more=0.1, ours=True),
        speaker("Ole", more=0.3, ours=True),
    )
    assert [(each.subject, each.works) for each in said("V201", ours=ours)] == [("Ines", True)]
    assert [(each.subject, each.works) for each in said("V202", ours=ours)] == [("Tomas", False)]


def test_a_voice_that_is_silent_is_a_hint():
    (found,) = said("V203", silent=("Tomas Lind",))
    assert (found.subject, found.confidence) == ("Tomas Lind", "hint")


@pytest.mark.parametrize(("text", "end"), [("", "on forum."), ("Join us! " * 20, "…”")])
def test_copied_words_are_shown_if_all_could_read_them(text, end):
    (found,) = said("V301", copied=(Copied(text=text, speakers=4, times=9, evidence=SEEN),))
    assert found.message.startswith("4 people said the same")
    assert found.message.endswith(end)


def test_nobody_heard_is_said_and_nothing_read_is_skipped():
    (found,) = said("V401")
    assert isinstance(found, Finding)
    assert "bearings" in found.message
    (skipped,) = said("V401", usual=Missing("nobody was heard", "import a list"))
    assert isinstance(skipped, Skipped)
    assert said("V401", others=(speaker(),)) == []
