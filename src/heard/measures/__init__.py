"""Measures: one function, one question, an answer for each channel that carries interval, unit and count.

Every number is an `Estimate` or a `Missing` that says what would settle it. SQL does the counting; what reaches Python is a row
a channel.
"""

from __future__ import annotations

from heard.model import Answer, Estimate, Verdict

CONFIDENT = 0.8
"""A statement at least this probable is made; its opposite at 1 - this: a convention, in step with the 80 % intervals."""


def decide(probability: float | None) -> Verdict:
    """The verdict on a statement from its probability; None where nothing can be told."""
    if probability is None:
        return "cannot tell"
    return "yes" if probability >= CONFIDENT else "no" if probability <= 1 - CONFIDENT else "mixed"


def known(answer: Answer) -> float | None:
    """The value of an answer, where there is one."""
    return answer.value if isinstance(answer, Estimate) else None
