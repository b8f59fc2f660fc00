"""C504 and C507: a number that moves with nothing that is wanted, and one that goes before it."""

from __future__ import annotations

from dataclasses import replace

from heard.measures.pleasing import Counter, Pleasing
from heard.measures.stats import Interval, Vanity
from heard.model import Finding, Missing, Skipped
from heard.rules import rules
from heard.strategy import Channel, Objective, Strategy

STRATEGY = Strategy(name="Larkfield", channels=(Channel(name="x", line=7),))
COUNTING = replace(STRATEGY, objectives=(Objective(name="be seen", measure="followers", line=3),))
IDLE = Vanity(falls=None, correlation=Interval(-0.02, -0.2, 0.16), p=0.5, verdict="vanity")
NEWS = Vanity(falls=None, correlation=Interval(0.5, 0.2, 0.7), p=0.02, verdict="informative")
OPEN = Vanity(falls=None, correlation=Interval(0.2, -0.2, 0.5), p=0.2, verdict="unknown")


def said(
    code: str,
    found: Vanity | Missing,
    strategy: Strategy = STRATEGY,
    share: float | None = None,
    compared: int = 2,
) -> list:
    each = Counter(what="new followers", number=312, weeks=80, wanted=40, target_share=share, found=found)
    return list(rules()[code](strategy, Pleasing(channel="x", counters=(each,), compared=compared)))


def test_a_number_that_moves_with_nothing():
    (found,) = said("C504", IDLE)
    assert isinstance(found, Finding)
    assert found.message == (
        "On x 312 new followers in 80 weeks move with nothing that you want: with the 40 answers, meetings and leads of your market, "
        "a week later, they correlate by -0.02 (-0.20 to 0.16)."
    )
    assert (found.line, found.severity, found.works) == (7, "low", False)


def test_an_objective_that_counts_it_makes_it_graver():
    (found,) = said("C504", IDLE, COUNTING)
    assert found.message.endswith("Your objective “be seen” counts it.")
    assert (found.line, found.severity) == (3, "medium")


def test_few_of_the_market_are_named():
    (found,) = said("C504", IDLE, share=0.04)
    assert "4% of them are of your market; " in found.message.replace("\u00a0", "").replace(" %", "%")


def test_what_is_not_known_is_skipped_where_somebody_counts_it():
    missing = Missing("new followers are known for 9 weeks", "wait 4 weeks more")
    assert said("C504", missing) == said("C504", OPEN) == []
    (skipped,) = said("C504", missing, COUNTING)
    assert isinstance(skipped, Skipped)
    assert skipped.settle == "wait 4 weeks more"
    (skipped,) = said("C504", OPEN, COUNTING)
    assert skipped.why.startswith("whether new followers on x go before what you want is not known")


def test_a_number_that_goes_before_is_a_hint():
    (found,) = said("C507", NEWS)
    assert "go before what you want" in found.message
    assert (found.works, found.confidence) == (True, "hint")
    assert said("C504", NEWS) == said("C507", IDLE) == said("C507", OPEN) == []


def test_of_many_numbers_one_seems_to_by_chance():
    assert said("C507", NEWS, compared=3) == []
