"""C505 and C506: what goes with being answered by those whom one wants to meet, in one's own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from heard.measures.appeal import FEWEST_ANSWERED, FEWEST_BEGUN, Appeal, Beginnings, Mark
from heard.model import Finding, Skipped
from heard.rules import Advice, rule
from heard.rules.phrases import either
from heard.rules.sentences import line_of
from heard.strategy import Strategy

BEGAN = {"post": "posts", "letter": "letters and messages"}


@rule("C505", "what-they-answer")
def what_they_answer(strategy: Strategy, appeal: Appeal) -> Iterator[Advice]:
    """Those whom the user wants to meet answer more often where a certain mark is in what the user begins.

    Why it matters: what others find interesting is for them to say, and their answers say it.

    What to do: read the posts that are named. If it is the mark, do more of it; if it is something else that they share, better still.

    When it is wrong: it is an association. Perhaps you ask where you know somebody will answer, or the mark came with a better year.

    Evidence: your own beginnings that had time to be answered: posts and letters to a list, and letters to one to three of those whom
    you want to meet. With and without each of eight marks and six topics, the share answered is shrunk to the baseline of the
    channel. Told are as many, the surest first, as point the wrong way one time in twenty at most, together; and five points apart.
    Where nothing is told, it does not show in your data. Of invented ledgers with 40 to 200 beginnings a channel in which no mark mattered,
    something was told in 1 to 4 %, with 500 to 1,000 in 10 to 14 %; a mark that doubles the answers was found in 34 % with 200
    beginnings, and in 91 % with 500.
    """
    for way in appeal.ways:
        yield from _said(strategy, appeal, way, [mark for mark in way.told if mark.helps >= 0.5])
    yield from _skipped(appeal)


@rule("C506", "what-they-pass-over")
def what_they_pass_over(strategy: Strategy, appeal: Appeal) -> Iterator[Finding]:
    """Those whom the user wants to meet answer less often where a certain mark is in what the user begins.

    Why it matters: what is passed over costs the same hours as what is answered.

    What to do: leave it out of the next five, and look again.

    When it is wrong: as for what-they-answer. A link may be what the post was for.

    Evidence: as for what-they-answer.
    """
    for way in appeal.ways:
        yield from _said(strategy, appeal, way, [mark for mark in way.told if mark.helps < 0.5])


def _said(strategy: Strategy, appeal: Appeal, way: Beginnings, marks: Sequence[Mark]) -> Iterator[Finding]:
    """The surest mark with its counts, and the others by their words, since marks come together."""
    if not marks:
        return
    mark, *others = marks
    more = mark.helps >= 0.5
    often = "more" if more else "less"
    having, lacking = mark.having, mark.lacking
    counts = (
        f"{mark.answered[0]} of {having.n} were answered with it, {mark.answered[1]} of {lacking.n} without"
    )
    also = (
        f" The same shows if {either([other.words for other in others])}, which may be one thing."
        if others
        else ""
    )
    yield Finding(
        subject=appeal.channel,
        message=f"On {appeal.channel} those whom you want to meet answer your {BEGAN[way.form]} {often} often if {mark.words}: {counts}; "
        f"about {100 * having.value:.0f} % against {100 * lacking.value:.0f} %, drawn towards what is usual there.{also}",
        next="Read the ones named here: if that is what they share, do more of it."
        if more
        else "Leave it out of the next five, and look again.",
        line=line_of(strategy, appeal.channel),
        severity="low",
        works=more,
        confidence="hint",
        evidence=mark.evidence,
    )


def _skipped(appeal: Appeal) -> Iterator[Skipped]:
    """What does not show, and what is too little to show anything."""
    for way in appeal.ways:
        what = f"{way.begun:,} {BEGAN[way.form]} of yours on {appeal.channel}"
        if way.begun < FEWEST_BEGUN:
            continue
        if way.answered < FEWEST_ANSWERED:
            blind = ", as far as exports show" if appeal.blind else ""
            yield Skipped(
                f"of {what} {way.answered or 'none'} were answered by those whom you want to meet{blind}: too few to tell what they answer",
                f"look again when {FEWEST_ANSWERED} have been answered",
                appeal.channel,
            )
        elif not way.told:
            yield Skipped(
                f"what those whom you want to meet answer does not show in your data: in {what}, {way.answered} of them answered, "
                f"none of {way.asked} marks tells answered from unanswered",
                "nothing: it is an answer; more posts may show smaller differences",
                appeal.channel,
            )
