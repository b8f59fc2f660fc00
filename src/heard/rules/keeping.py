"""S5 and S6: what the plan rests on, and whether it can be kept: examples, hours, the day of review, what was accepted."""

from __future__ import annotations

from collections.abc import Iterator

from heard.model import Finding, Skipped
from heard.rules import Advice, rule, rules
from heard.rules.phrases import blank, quoted
from heard.rules.sentences import listed
from heard.strategy import Channel, Strategy

A_MINUTE = 1 / 60
"""Hours were rounded by hand; a minute is not too much."""


@rule("S501", "claim-without-example")
def claim_without_example(strategy: Strategy) -> Iterator[Finding]:
    """Something is believed, and no example shows it.

    Why it matters: much is said about networks, and most of it by those who sell them. One case that you saw
    yourself is worth more.

    What to do: write where you saw it: an address, a name, a day, a count. If you find none, strike the claim and
    listen a little longer.

    When it is wrong: the example is told in confidence. Then write "seen, not to be told", and the day.

    Evidence: none needed: it asks for some.
    """
    for claim in strategy.evidence:
        if blank(claim.example) and blank(claim.test):
            yield Finding(
                subject=claim.claim,
                message=f"{quoted(claim.claim)}: where did you see that happen?",
                next="Write one real case under “example:”, with its address, its day or a count. If none comes to mind, strike the claim.",
                line=claim.line,
            )


@rule("S601", "more-hours-than-time")
def more_hours_than_time(strategy: Strategy) -> Iterator[Advice]:
    """The channels ask for more hours than there are.

    Why it matters: what does not fit is not done everywhere a little less; it is dropped where people were
    waiting for an answer.

    What to do: leave out one channel entirely rather than a little of each. People notice who stays away less
    than who stops answering.

    When it is wrong: hours count twice, because one talk serves two channels. Then write them once.

    Evidence: people expect to need less time than they do: 34 days expected, 55 needed (Buehler, Griffin & Ross
    1994, Journal of Personality and Social Psychology 67(3), students' theses). What you really spend, your
    journal shows.
    """
    asked = sorted(
        (channel for channel in strategy.channels if channel.hours_per_week),
        key=lambda channel: -(channel.hours_per_week or 0),
    )
    if not strategy.channels:
        return
    if strategy.hours_per_week is None or not asked:
        what = (
            "how much time you have"
            if strategy.hours_per_week is None
            else "how many hours any channel may take"
        )
        where = "“time: 6 h/week”" if strategy.hours_per_week is None else "“hours: 2 h/week” to each channel"
        yield Skipped(why=f"the strategy does not say {what}", settle=f"write {where}", subject="time")
        return
    wanted = sum(channel.hours_per_week or 0 for channel in asked)
    excess = wanted - strategy.hours_per_week
    if excess > A_MINUTE:
        each = listed([f"{channel.name} {channel.hours_per_week:.3g}" for channel in asked])
        yield Finding(
            subject="time",
            message=f"Your channels want {wanted:.3g} hours a week ({each}), and you have {strategy.hours_per_week:.3g}.",
            next=_room(asked, excess),
            line=strategy.lines.get("time"),
            severity="high",
        )


def _room(asked: list[Channel], excess: float) -> str:
    """What could be left out: the smallest channel with which the rest fits."""
    enough = [channel for channel in asked if (channel.hours_per_week or 0) >= excess - A_MINUTE]
    if not enough or len(asked) == 1:
        return "Take the hours first from where nobody answers you, until they fit."
    smallest = min(enough, key=lambda channel: channel.hours_per_week or 0)
    return f"Without “{smallest.name}” the rest would fit. Leave out one entirely rather than a little of each; which would you miss least?"


@rule("S602", "no-day-of-review")
def no_day_of_review(strategy: Strategy) -> Iterator[Finding]:
    """Nothing says when the plan is compared with what came of it.

    Why it matters: a plan that nobody looks at again is a wish. Looking too often is no better: people do not
    answer by the day.

    What to do: write "review: every 4 weeks", and put it in your calendar.

    When it is wrong: you change the plan as you talk with people, week by week. Then write that down once a
    month: "review: every month".

    Evidence: looking at one's progress helps to reach what one set out for: Harkin and others 2016, Psychological
    Bulletin 142(2), 138 studies.
    """
    if strategy.review_weeks is None:
        yield Finding(
            subject="review",
            message="Nothing says when you will look whether this plan is any good.",
            next="Write “review: every 4 weeks”. Less often and you forget what you meant; more often and people have not had time to answer.",
            line=strategy.lines.get("review"),
        )


@rule("S603", "accepted-without-reason")
def accepted_without_reason(strategy: Strategy) -> Iterator[Finding]:
    """A finding was accepted without a reason.

    Why it matters: in half a year you will not remember why you chose to live with it, and neither will whoever
    takes over from you.

    What to do: write "because:" and, if it will pass, "until:" with a day.

    When it is wrong: the reason is obvious to you today. Write it anyway.

    Evidence: none measured.
    """
    for accepted in strategy.accept:
        if blank(accepted.because):
            yield Finding(
                subject=accepted.code,
                message=f"You live with {accepted.code}, and nothing says why.",
                next="Write “because:” with the reason in a few words, and “until:” with a day if it will pass.",
                line=accepted.line,
                severity="low",
            )


@rule("S604", "accepted-unknown")
def accepted_unknown(strategy: Strategy) -> Iterator[Finding]:
    """A code was accepted that no rule has.

    Why it matters: it silences nothing, so what you meant to live with will come up again.

    What to do: look for the right code with `heard rules`, or delete the line.

    When it is wrong: the rule belongs to a newer version of Heard than this one.

    Evidence: none needed: the codes are counted.
    """
    for accepted in strategy.accept:
        if accepted.code not in rules():
            yield Finding(
                subject=accepted.code,
                message=f"No rule is called {accepted.code}, so accepting it changes nothing.",
                next="“heard rules” lists the codes; correct this one or delete the line.",
                line=accepted.line,
                severity="low",
            )
