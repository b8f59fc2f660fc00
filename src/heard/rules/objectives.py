"""S1: what the user wants, how it will be known, by when, and what it is worth."""

from __future__ import annotations

from collections.abc import Iterator

from heard.model import Finding
from heard.rules import rule
from heard.rules.phrases import blank, counted_vanity, one_of, quoted, tactic, vanity, whom
from heard.strategy import Objective, Strategy


def _wish(objective: Objective) -> str:
    return objective.name if blank(objective.what) else objective.what


def _aims(strategy: Strategy) -> Iterator[Objective]:
    """The objectives that are none of them a tool: of a tool, more need not be asked yet."""
    return (objective for objective in strategy.objectives if not tactic(_wish(objective)))


@rule("S101", "no-objective")
def no_objective(strategy: Strategy) -> Iterator[Finding]:
    """Nothing says what the user wants.

    Why it matters: without it every channel looks equally good, and no review can ever say that one did not pay.

    What to do: write one objective: what will be different for you, what you will count, by when, and what one of
    them is worth.

    When it is wrong: you only listen for now. Then accept this with that reason and a day on which it ends.

    Evidence: specific aims lead to more than "do your best" does: Locke & Latham 2002, American Psychologist
    57(9), over 35 years of studies. They are of work tasks, not of networking.
    """
    if not strategy.objectives:
        yield Finding(
            subject="objectives",
            message="Nothing here says what you want.",
            next=f"Picture the day on which this has worked: what do {whom(strategy)} and you do then that you do not do now? "
            "Write that under “objectives:”, with what you will count and by when.",
            line=strategy.lines.get("objectives"),
            severity="high",
        )


@rule("S102", "tactic-as-objective")
def tactic_as_objective(strategy: Strategy) -> Iterator[Finding]:
    """A tool poses as an objective.

    Why it matters: "Join Facebook" can be done by noon and change nothing. A tool cannot tell you whether it was
    worth your evening; only what you wanted from it can.

    What to do: ask what would be different for you if it worked, and write that. The tool may then stand among
    the channels, if it serves.

    When it is wrong: the tool is your trade: you sell such pages, or teach them. Then say so in the objective
    ("two pages sold to hotels").

    Evidence: none measured. It is what practitioners say they hear first from people whose plan later came to
    nothing.
    """
    for objective in strategy.objectives:
        if tactic(_wish(objective)):
            yield Finding(
                subject=objective.name,
                message=f"{quoted(_wish(objective))} is a means; it does not say what you want from it.",
                next=f"Suppose it works: what do {whom(strategy)} then do, and what is it worth to you? Write that as the "
                "objective, and let the tool stand among the channels if it serves.",
                line=objective.line,
                severity="high",
            )


@rule("S103", "counting-attention")
def counting_attention(strategy: Strategy) -> Iterator[Finding]:
    """An objective counts attention instead of what people do.

    Why it matters: Followers, likes and views can rise for a year without one person whom you need to meet having
    answered you.

    What to do: count something that only happens when it worked: an answer from one of them, a meeting, an
    introduction, a deal.

    When it is wrong: you are paid by the view or by the reader. Then give the objective a worth, and accept this
    with that reason.

    Evidence: among 54 million accounts those with the most followers were not those who were passed on or spoken
    to most: Cha, Haddadi, Benevenuto & Gummadi 2010, "Measuring User Influence in Twitter: The Million Follower
    Fallacy", ICWSM. Whether a counter goes with *your* outcomes, the review measures from your own exports.
    """
    for objective in _aims(strategy):
        found = (
            vanity(objective.measure) or counted_vanity(objective.target) or counted_vanity(_wish(objective))
        )
        if found:
            words = next(
                text
                for text in (objective.measure, objective.target, _wish(objective))
                if found in text.lower()
            )
            yield Finding(
                subject=objective.name,
                message=f"{quoted(objective.name)} counts {quoted(words)}, and that can grow without "
                f"{one_of(strategy)} having answered you.",
                next="Count something that only happens when it worked: an answer, a meeting, an introduction, a deal. "
                "Look at the other number if you like, but do not steer by it.",
                line=objective.line,
                severity="high",
            )


@rule("S104", "objective-without-measure")
def objective_without_measure(strategy: Strategy) -> Iterator[Finding]:
    """An objective says neither what is counted nor how many would be enough.

    Why it matters: later you will want to know whether it came true, and by then everything looks a little like
    success.

    What to do: write what you will count ("measure: deals") and how many would be enough ("target: 2 per
    quarter").

    When it is wrong: it either happens or it does not ("be elected to the board"). Then the measure is just that:
    "measure: elected, yes or no".

    Evidence: writing down and looking at progress helps people to reach what they set out for: Harkin and others
    2016, Psychological Bulletin 142(2), 138 studies. None of them is about networking.
    """
    for objective in _aims(strategy):
        if blank(objective.measure):
            yield Finding(
                subject=objective.name,
                message=f"How will you know that {quoted(_wish(objective))} came true? Nothing is counted yet.",
                next="Write “measure:” with something you could count on your fingers, and “target:” with how many would be enough.",
                line=objective.line,
                severity="high",
            )
        elif blank(objective.target):
            yield Finding(
                subject=objective.name,
                message=f"{quoted(objective.name)} counts {quoted(objective.measure)}, but not how many would be enough.",
                next="Write “target:” with the number at which you would be content, as in “2 per quarter”.",
                line=objective.line,
                severity="low",
            )


@rule("S105", "objective-without-date")
def objective_without_date(strategy: Strategy) -> Iterator[Finding]:
    """An objective has no day on which it will be looked at.

    Why it matters: what has no day can always still come true, so nothing is ever dropped to make room for what
    works.

    What to do: write "by:" and a day: far enough that people can have come to know you, near enough that you
    would still change course.

    When it is wrong: it has no end, as looking after old customers has none. Then take the day of the next
    review.

    Evidence: deadlines that people set themselves improve what they do, though less than those set by others:
    Ariely & Wertenbroch 2002, Psychological Science 13(3), with students.
    """
    for objective in _aims(strategy):
        if objective.by is None:
            yield Finding(
                subject=objective.name,
                message=f"{quoted(objective.name)} has no day on which you will look whether it came true.",
                next="Write “by:” and a day, as in 2027-03-31. Getting to know people takes months; give it those, and then look.",
                line=objective.line,
            )


@rule("S106", "objective-without-worth")
def objective_without_worth(strategy: Strategy) -> Iterator[Finding]:
    """An objective does not say what it is worth.

    Why it matters: hours and money are held against it. Without a worth nobody can say whether a channel that
    takes two hours a week returns them.

    What to do: write what one of them is worth to you: "worth: 12000 EUR". A careful guess will do; say what your
    hour is worth as well.

    When it is wrong: it is not about money: friendship, a cause, to learn. Then accept this with that reason; the
    hours are then shown without a price.

    Evidence: none needed: it is a division whose upper half is missing.
    """
    for objective in _aims(strategy):
        if objective.worth is None:
            thing = (
                "it" if blank(objective.measure) else f"one of the {quoted(objective.measure)} that you count"
            )
            yield Finding(
                subject=objective.name,
                message=f"{quoted(objective.name)} does not say what {thing} is worth, so the hours cannot be held against it.",
                next="Write “worth:” with a careful guess, as in 12000 EUR; or accept this and say what it is for instead.",
                line=objective.line,
                severity="low",
            )
