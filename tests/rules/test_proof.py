"""C305 and C306: a claim that points at a test is proved by it, or is told why not."""

from __future__ import annotations

from datetime import date
from typing import Any

from heard.measures.pauses import Result, Trial, Trials
from heard.model import Estimate
from heard.rules import rules
from heard.strategy import Claim, Pause, Strategy

PAUSE = Pause(channel="x", begins=date(2026, 11, 30), blocks=(False, True), seed=7)
TOLD = Result(on=24, off=6, weeks=7.7, ratio=Estimate(4, 1.6, 12, "times", 30), p=2 / 64, designs=64, p_counts=0.001, spoken=0, verdict="more")  # fmt: skip
OPEN = Result(on=7, off=6, weeks=7.7, ratio=Estimate(1.2, 0.3, 4, "times", 13), p=0.5, designs=64, p_counts=0.9, spoken=0, verdict="cannot tell")  # fmt: skip


def said(code: str, claim: Claim, **trial: Any):
    known = Trials((Trial(pause=PAUSE, ends=date(2026, 12, 28), **trial),) if trial else ())
    return list(rules()[code](Strategy(evidence=(claim,)), known))


CLAIM = Claim(claim="they come by X", test="X 2026-11-30", line=4)


def test_a_test_that_told_is_proof():
    (found,) = said("C306", CLAIM, state="ended", result=TOLD)
    assert found.works
    assert found.line == 4
    assert found.message == (
        "“they come by X” rests on a fair test: 24 target replies in 7.7 weeks with x and 6 in as many without it, 4 times as many "
        "(1.6 to 12, 19 in 20); by chance alone so different in 3.1 % of the 64 ways in which the lot could have fallen."
    )
    assert said("C305", CLAIM, state="ended", result=TOLD) == []


def test_a_test_that_told_nothing_is_none():
    (found,) = said("C305", CLAIM, state="ended", result=OPEN)
    assert "whose outcome may be chance: 7 target replies" in found.message
    assert said("C306", CLAIM, state="ended", result=OPEN) == []


def test_a_test_that_runs_is_none_yet():
    (found,) = said("C305", CLAIM, state="running")
    assert found.message.endswith("which tells nothing before 2026-12-28.")
    assert said("C306", CLAIM, state="running") == []


def test_a_test_that_is_not_there():
    (found,) = said("C305", CLAIM)
    assert found.message.endswith("and no test is called that.")
    (other,) = said("C305", Claim(claim="so it is", test="fax"), state="running")
    assert "“x 2026-11-30”" in other.next


def test_a_claim_without_a_test_is_no_matter_of_theirs():
    mere = Claim(claim="so it is", example="seen in May")
    assert (
        said("C305", mere, state="ended", result=TOLD) == said("C306", mere, state="ended", result=TOLD) == []
    )
