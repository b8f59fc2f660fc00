"""What a rule says of a draft: a finding that marks the words it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from heard.measures.drafts import Place, Sent
from heard.model import Evidence, Finding
from heard.text.draft import Draft, Spot, read_draft

LONGEST_EXCERPT = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark(Finding):
    """A finding about a stretch of a draft; lines and columns are counted from 1, and the last one is behind its end."""

    column: int = 1
    last_line: int = 1
    last_column: int = 1
    words: str = ""
    """What stands there, cut where it runs long."""


def remark(
    draft: Draft,
    spot: Spot,
    message: str,
    fix: str,
    *,
    severity: Literal["high", "medium", "low"] = "medium",
    confidence: Literal["sure", "likely", "hint"] = "likely",
    evidence: tuple[Evidence, ...] = (),
) -> Remark:
    """A remark on a stretch of a draft."""
    line, column = draft.place(spot.start)
    last_line, last_column = draft.place(spot.end)
    words = " ".join(draft.text[spot.start : spot.end].split())
    return Remark(
        subject=words if len(words) <= LONGEST_EXCERPT else f"{words[: LONGEST_EXCERPT - 1].rstrip()}…",
        words=words,
        message=message,
        next=fix,
        severity=severity,
        confidence=confidence,
        line=line,
        column=column,
        last_line=last_line,
        last_column=last_column,
        evidence=evidence,
    )


def own_example(place: Place, part: str) -> tuple[str, tuple[Evidence, ...]]:
    """A sentence on our own last posts there with and without such words, where both are seen and somebody answered."""
    posts = place.posts
    if not any(post.answers for post in posts):
        return "", ()
    having = next((post for post in posts if read_draft(post.text).spots(part)), None)
    lacking = next((post for post in posts if post.answers and not read_draft(post.text).spots(part)), None)
    if having is None or lacking is None or having.answers >= lacking.answers:
        return "", ()
    said = (
        f" Your last post like this, on {having.at}, got {_answers(having.answers)}; the one of {lacking.at}, "
        f"without such words, got {_answers(lacking.answers)}."
    )
    return said, (_evidence(having), _evidence(lacking))


def _answers(number: int) -> str:
    return f"{number} {'answer' if number == 1 else 'answers'}" if number else "no answer"


def _evidence(post: Sent) -> Evidence:
    return Evidence(
        id=post.id,
        at=post.at,
        channel=post.channel,
        who="you",
        what=f"{post.kind} with {_answers(post.answers)}",
    )
