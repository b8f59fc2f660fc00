"""C505 and C506: what each says of what is answered, and that it does not show where it does not."""

from __future__ import annotations

from dataclasses import replace

from heard.measures.appeal import Appeal, Beginnings, Mark
from heard.model import Estimate, Finding, Skipped
from heard.rules import rules
from heard.strategy import Channel, Strategy

STRATEGY = Strategy(name="Larkfield", channels=(Channel(name="forum", line=7),))


def mark(helps: float) -> Mark:
    return Mark(
        words="it asks a question",
        having=Estimate(0.31, 0.25, 0.38, "share", 40),
        lacking=Estimate(0.12, 0.08, 0.16, "share", 90),
        answered=(15, 8),
        helps=helps,
    )


def said(code: str, blind: str = "", **more: object) -> list:
    way = Beginnings(**{"form": "post", "begun": 130, "answered": 23, "asked": 5} | more)
    return list(rules()[code](STRATEGY, Appeal(channel="forum", ways=(way,), blind=blind)))


def test_what_is_answered_is_said_with_its_counts():
    (found,) = said("C505", told=(mark(0.98),))
    assert isinstance(found, Finding)
    assert found.message == (
        "On forum those whom you want to meet answer your posts more often if it asks a question: 15 of 40 were answered with it, "
        "8 of 90 without; about 31 % against 12 %, drawn towards what is usual there."
    )
    assert (found.line, found.works, found.confidence) == (7, True, "hint")
    assert said("C506", told=(mark(0.98),)) == []


def test_what_is_passed_over_is_no_success():
    (found,) = said("C506", told=(mark(0.02),))
    assert "less often if it asks a question" in found.message
    assert not found.works
    assert said("C505", told=(mark(0.02),)) == []


def test_marks_that_may_be_one_thing_are_one_finding():
    (found,) = said(
        "C505",
        told=(mark(0.98), replace(mark(0.97), words="it has a link"), replace(mark(0.96), words="you say I")),
    )
    assert found.message.endswith("The same shows if it has a link or you say I, which may be one thing.")


def test_that_it_does_not_show_is_an_answer():
    (skipped,) = said("C505")
    assert isinstance(skipped, Skipped)
    assert skipped.why == (
        "what those whom you want to meet answer does not show in your data: in 130 posts of yours on forum, 23 of them answered, "
        "none of 5 marks tells answered from unanswered"
    )


def test_too_few_answers_tell_nothing():
    (skipped,) = said("C505", form="letter", answered=0, asked=0, blind="No answers are in it.")
    assert skipped.why.startswith(
        "of 130 letters and messages of yours on forum none were answered by those whom you want to meet, as far"
    )
    assert said("C506", answered=0) == []


def test_where_little_was_begun_nothing_is_said():
    assert said("C505", begun=19, answered=9, asked=0) == []


def test_a_channel_on_which_nothing_was_begun_says_nothing():
    assert list(rules()["C505"](STRATEGY, Appeal(channel="forum"))) == []
