"""L: whether one has listened before one speaks, and what nobody answered."""

from __future__ import annotations

from collections.abc import Iterator

from heard.measures.listening import ENOUGH_TALKS, ENOUGH_WEEKS, Listening
from heard.model import Estimate, Finding
from heard.rules import rule
from heard.rules.sentences import line_of
from heard.strategy import Strategy


@rule("L101", "spoke-before-listening")
def spoke_before_listening(strategy: Strategy, listening: Listening) -> Iterator[Finding]:
    """The user spoke on a channel before they had listened there for three weeks.

    Why it matters: every place has its own tone, its own questions and its own people. Whoever speaks first is taken for a
    seller, and has nothing to answer to.

    What to do: read on for some weeks. Then answer what somebody asked, before you begin anything of your own.

    When it is wrong: you had read there for long, and the export begins later. Say since when, under listening_since.

    Evidence: the day of the first thing of yours there, against the day on which there had been three weeks of traffic and thirty
    talks of your target market. Both limits are a convention of practitioners. Without listening_since it is a hint.
    """
    if listening.planned and listening.spoke_first:
        since = (
            f"since {listening.since}, as your strategy says"
            if listening.stated
            else f"since {listening.since}, when the record begins"
        )
        enough = f"it was enough on {listening.done_on}" if listening.done else "it is not enough yet"
        yield Finding(
            subject=listening.channel,
            message=f"You first spoke on {listening.channel} on {listening.spoke}; you listen there {since}, and {enough}.",
            next="Read on, and answer what somebody asked before you begin anything of your own.",
            line=line_of(strategy, listening.channel),
            confidence="likely" if listening.stated else "hint",
            severity="medium" if listening.stated else "low",
            evidence=listening.evidence,
        )


@rule("L201", "listening-not-done")
def listening_not_done(strategy: Strategy, listening: Listening) -> Iterator[Finding]:
    """Too little of a planned channel has been heard to speak there.

    Why it matters: from fewer than thirty talks of your market you know no share of anything better than to 18 points either way.

    What to do: go on reading. What is talked about, and by whom, says heard listen.

    When it is wrong: you read more than your exports hold. Add the archive of the list or the group.

    Evidence: weeks of traffic, and talks in which people of your target market spoke; only those count of whom title, company or
    business address is known.
    """
    if listening.planned and not listening.done:
        talks = listening.target_talks
        market = f" and {talks.value:.0f} talks of your target market" if isinstance(talks, Estimate) else ""
        asked = f" and {ENOUGH_TALKS} talks" if isinstance(talks, Estimate) else ""
        yield Finding(
            subject=listening.channel,
            message=f"Of {listening.channel} you have {_weeks(listening.weeks.value)} of traffic{market}; to know the place takes {ENOUGH_WEEKS} weeks{asked}.",
            next="Go on reading there, or import what others said: a list's archive, a forum, a group.",
            line=line_of(strategy, listening.channel),
            confidence="likely",
            severity="low",
        )


@rule("L202", "listening-done")
def listening_done(strategy: Strategy, listening: Listening) -> Iterator[Finding]:
    """A planned channel was listened to long enough, and the user has not spoken there.

    Why it matters: to listen is the beginning and not the plan.

    What to do: answer one open question. Then say something that only you can say.

    When it is wrong: you decided to read only. Say so in the strategy, under how.

    Evidence: three weeks of traffic, thirty talks of the target market, nothing of yours.
    """
    if listening.planned and listening.done and not listening.spoke:
        yield Finding(
            subject=listening.channel,
            message=f"You have listened to {listening.channel} long enough since {listening.done_on}, and have not said anything there.",
            next="Answer one of its open questions.",
            line=line_of(strategy, listening.channel),
            confidence="likely",
            severity="low",
        )


@rule("L301", "question-nobody-answered")
def question_nobody_answered(listening: Listening) -> Iterator[Finding]:
    """Somebody asked all a question, and nobody answered.

    Why it matters: this is the way in. The question is there, the person is there, and nobody else is.

    What to do: if you know it, answer there. If you know who does, name them.

    When it is wrong: it was answered privately, or it was no question but a headline.

    Evidence: a first post of a talk with a question mark, at least two and at most sixty days old, after which nobody else wrote
    there, as far as the export shows. Whoever only ever begins talks announces, and is left out.
    """
    for each in listening.questions:
        market = ", who is of your market," if each.target else ""
        asked = f": “{each.text}”" if each.text else "."
        yield Finding(
            subject=each.name,
            message=f"{each.name}{market} asked on {listening.channel} {each.days} days ago, and nobody answered{asked}",
            next="If you know it, answer there; if you know who does, name them.",
            confidence="likely",
            severity="medium" if each.target else "low",
            evidence=(each.evidence,),
        )


def _weeks(weeks: float) -> str:
    whole = int(weeks)
    return "1 week" if whole == 1 else f"{whole:,} weeks"
