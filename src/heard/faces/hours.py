"""The hours of a week in words: now, as they are proposed, and those that count nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from heard.api import Review
from heard.faces.say import UNBROKEN, Line, number
from heard.measures.plan import Plan
from heard.model import Answer, Estimate

FEW_HOURS = 10
"""Below so many, tenths matter [h]."""
A_WEEK = f"{UNBROKEN}h a week"
BY_COURSE = (
    "What is dropped gets nothing, what is kept holds two thirds of its share at least, and what that frees goes where the next hour "
    "returns most. The range says how far that varies with what is not known."
)
BY_CONVERSATIONS = "The split that returns most conversations with your market; the range says how far that varies with what is not known."
HOURS_NOT_SHOWN = {
    "unmapped": "h of tracked time that no rule maps to a channel (write one under tracked: in the strategy)",
    "elsewhere": "h of tracked time that your rules give to no channel",
    "recorded twice": "h on a channel and week of which another record holds more",
}
"""Time spent that counts on no channel, by why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """The hours of a week on one channel; None where they are not known."""

    channel: str
    now: Estimate | None
    proposed: Estimate | None


def weekly_hours(review: Review) -> tuple[Hours, ...]:
    """The hours of a week that go into each channel, and those that are proposed; nothing where no split can be."""
    if not review.plan.proposed:
        return ()
    return tuple(
        Hours(
            channel=name,
            now=_told(each.evidence.attention.hours_per_week),
            proposed=_told(review.plan.proposed.get(name)),
        )
        for name, each in review.channels.items()
    )


def together(hours: Iterable[Hours]) -> Hours:
    """The hours of all channels; without a range, for the parts of a split vary against each other."""
    now, proposed = zip(*((each.now, each.proposed) for each in hours), strict=True)
    return Hours(channel="together", now=_sum(now), proposed=_sum(proposed))


def _sum(parts: Iterable[Estimate | None]) -> Estimate:
    return Estimate.counted(round(sum(each.value for each in parts if each), 6), "h/week")


def rests_on(plan: Plan) -> str:
    """What the proposed split of the hours follows."""
    return BY_COURSE if plan.prospects else BY_CONVERSATIONS


def _told(answer: Answer | None) -> Estimate | None:
    return answer if isinstance(answer, Estimate) else None


def plan_lines(plan: Plan) -> Iterator[Line]:
    """What the hours of a week return when they are split anew; nothing where that is not known."""
    for label, answer, rests in (
        ("Of your hours, worth their price", plan.worthwhile_hours if plan.price else None, ""),
        ("More from your present hours, if all lay where they return most", plan.gain, ""),
        ("One more hour a week would return", plan.one_more_hour, ""),
        ("To know all this for sure would be worth at most", plan.knowledge, ""),
    ):
        if isinstance(answer, Estimate):
            yield Line(label, number(answer, rests))


def hours_not_shown(review: Review) -> Iterator[tuple[float, str]]:
    """Time spent that counts nowhere [h], and why."""
    for why, hours in review.hours_not_shown.items():
        yield round(hours) if hours >= FEW_HOURS else round(hours, 1), HOURS_NOT_SHOWN[why]
