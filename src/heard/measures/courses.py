"""What to do with a channel: focus, keep, try, listen, drop or cannot tell, with its probability and what speaks against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from heard.measures.audience import Market
from heard.measures.conversation import Meaning
from heard.measures.focus import Attention
from heard.measures.interest import Interest
from heard.measures.returns import Returns
from heard.measures.stats import Prospect
from heard.model import Estimate
from heard.strategy import Channel, Strategy

LISTENING_WEEKS = 3
"""How long to watch the traffic before planning: 'a few weeks', as practitioners say."""

SALES = ("deal", "sale", "revenue", "order", "client", "lead", "contract")
ATTENTION = ("post", "follower", "like", "view", "impression", "click", "reach", "subscriber", "visit")
"""Counting these is no aim: they are what one does, or what others do not care about."""

Course = Literal["focus", "keep", "try", "listen", "drop", "cannot tell"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What to do with a channel, and how sure that is."""

    channel: str
    course: Course
    probability: float | None
    """Of the statement that the course rests on [0..1]; None where it rests on what is not known yet."""
    why: str
    against: tuple[str, ...] = ()
    """What other questions say that speaks against it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """All that is known of one channel."""

    market: Market
    meaning: Meaning
    returns: Returns
    attention: Attention
    interest: Interest


def courses(
    strategy: Strategy, evidence: Mapping[str, Evidence], found: Mapping[str, Prospect], as_of: date
) -> dict[str, Advice]:
    """Focus, keep, try, listen, drop or cannot tell, for each channel of the strategy.

    Where returns are known the weekly hours are split anew in each of 20,000 draws, with falling returns of each further hour
    and the price of an hour as the floor; drop if 80 % of the draws give it none, focus if 75 % give it half as much again. A
    channel that serves an aim other than deals is never dropped on returns alone. Without returns the advice is to listen, to
    try, or that it cannot be told yet.
    """
    advice = {}
    for name, each in evidence.items():
        channel = strategy.channel(name) or Channel(name=name)
        prospect = found.get(name)
        if prospect is None:
            advice[name] = _unmeasured(channel, each, as_of)
            continue
        course = course_of(prospect, sells=sells(channel, strategy))
        advice[name] = Advice(
            channel=name,
            course=course,
            probability={"drop": prospect.drop, "focus": prospect.focus}.get(course),
            why=_WHY[course] if course == prospect.course else _OTHER_AIM,
            against=tuple(_against(course, each, named=course == prospect.course)),
        )
    return advice


def in_step(evidence: Evidence, advice: Advice) -> Evidence:
    """The evidence, with hours that are enough for talk and too few for a deal told as such: no plain yes beside a trial."""
    if advice.course != "try" or evidence.returns.draws is None or evidence.attention.verdict != "no":
        return evidence
    return replace(evidence, attention=replace(evidence.attention, verdict="mixed", few_for_a_deal=True))


def course_of(prospect: Prospect, *, sells: bool) -> Course:
    """Never dropped on returns alone where its aim is another."""
    return "keep" if prospect.course == "drop" and not sells else prospect.course


def sells(channel: Channel, strategy: Strategy) -> bool:
    """Whether the channel serves no aim of its own: none that is counted in something other than deals or attention."""
    aims = [
        objective.measure.lower() for objective in strategy.objectives if objective.name in channel.serves
    ]
    return not aims or any(word in aim for aim in aims for word in (*SALES, *ATTENTION))


_WHY: Mapping[Course, str] = {
    "drop": "your hours very probably bring more elsewhere",
    "focus": "more hours than now very probably pay here",
    "try": "too few hours have gone into it to tell whether deals come of it",
    "keep": "neither more hours nor fewer are clearly better",
}
_OTHER_AIM = "you use it for something other than deals"
_FOR: Mapping[str, str] = {
    "market": "your market is there",
    "meaning": "people talk with you there",
    "returns": "an hour there pays its price",
    "interest": "your market answers you there",
}
_AGAINST: Mapping[str, str] = {
    "market": "few of your market are there",
    "meaning": "talk stays short there",
    "returns": "an hour there does not pay its price",
    "interest": "your market answers you less than others do",
}


def _against(course: Course, evidence: Evidence, *, named: bool) -> Iterator[str]:
    """What the questions say that would have it otherwise; the returns not where the reason names them already."""
    verdicts = {
        "market": evidence.market.verdict,
        "meaning": evidence.meaning.verdict,
        "returns": evidence.returns.verdict,
        "interest": evidence.interest.verdict,
    }
    other, said = {"drop": ("yes", _FOR), "focus": ("no", _AGAINST), "keep": ("no", _AGAINST)}.get(
        course, ("", {})
    )
    for question, verdict in verdicts.items():
        if verdict == other and (named or question != "returns"):
            yield said[question]


def _unmeasured(channel: Channel, evidence: Evidence, as_of: date) -> Advice:
    since = channel.listening_since
    spoken = isinstance(evidence.attention.hours_per_week, Estimate)
    if not spoken and (since is None or as_of - since < timedelta(weeks=LISTENING_WEEKS)):
        return Advice(
            channel=channel.name,
            course="listen",
            probability=None,
            why="nothing is known of it yet; watch what is talked about there first",
        )
    if evidence.market.verdict == "yes" and not spoken:
        return Advice(
            channel=channel.name,
            course="try",
            probability=None,
            why="your market is there, and no hours have gone into it yet",
        )
    return Advice(
        channel=channel.name,
        course="cannot tell",
        probability=None,
        why="there are no hours and deals to weigh it by",
    )
