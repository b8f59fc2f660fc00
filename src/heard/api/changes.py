"""What a review says now of a day in the past, beside what it said before later imports told of that day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from heard.api.review import Review
from heard.ledger.arrivals import Arrival
from heard.model import Finding

QUESTIONS = {
    "market": "market",
    "meaning": "meaning",
    "returns": "returns",
    "spread": "attention",
    "interest": "interest",
}
"""The five questions, and where the evidence of a channel keeps each answer."""
COURSE = "course"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """A verdict that is another one than it was."""

    channel: str
    question: str
    """One of the five, or “course” for what to do with the channel."""
    then: str
    now: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What later imports changed in the review of a day."""

    as_of: date
    since: date
    """Imports from this day on were left out of `then`."""
    arrived: tuple[Arrival, ...]
    """Those that told of the time until `as_of`."""
    read_again: tuple[Arrival, ...]
    """Those of which the earlier reading is not kept, so that they are on both sides."""
    then: Review
    now: Review

    @property
    def new(self) -> tuple[Finding, ...]:
        """Findings that were not there."""
        return _lacking(self.now.findings, self.then.findings)

    @property
    def gone(self) -> tuple[Finding, ...]:
        """Findings that are no longer there."""
        return _lacking(self.then.findings, self.now.findings)

    @property
    def reworded(self) -> tuple[tuple[Finding, Finding], ...]:
        """Findings that are there still, and say something else."""
        before = {(each.code, each.subject): each for each in self.then.findings}
        return tuple(
            (earlier, each)
            for each in self.now.findings
            if (earlier := before.get((each.code, each.subject))) and earlier.message != each.message
        )

    @property
    def turned(self) -> tuple[Turned, ...]:
        """Verdicts that are others than they were."""
        return tuple(
            Turned(channel=name, question=question, then=then, now=verdicts[question])
            for name, verdicts in verdicts_of(self.now).items()
            for question, then in verdicts_of(self.then).get(name, {}).items()
            if then != verdicts[question]
        )


def verdicts_of(review: Review) -> dict[str, dict[str, str]]:
    """The five verdicts and the course of each channel."""
    return {
        name: {question: getattr(each.evidence, kept).verdict for question, kept in QUESTIONS.items()}
        | {COURSE: each.advice.course}
        for name, each in review.channels.items()
    }


def _lacking(some: tuple[Finding, ...], others: tuple[Finding, ...]) -> tuple[Finding, ...]:
    known = {(each.code, each.subject) for each in others}
    return tuple(each for each in some if (each.code, each.subject) not in known)
