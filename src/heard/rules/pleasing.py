"""C504 and C507: numbers that one watches, and whether they go before anything that one wants."""

from __future__ import annotations

from collections.abc import Iterator

from heard.measures.pleasing import Counter, Pleasing
from heard.measures.stats import FEW_OF_THE_MARKET, Vanity
from heard.model import Finding, Missing, Skipped
from heard.rules import Advice, rule
from heard.rules.phrases import quoted, vanity
from heard.rules.sentences import line_of
from heard.strategy import Objective, Strategy

CHANCE = 0.05
"""Of all numbers of all channels together, how often one may seem to go before by chance."""


@rule("C504", "number-that-pleases")
def number_that_pleases(strategy: Strategy, pleasing: Pleasing) -> Iterator[Advice]:
    """A number of this channel moves with nothing that the user wants.

    Why it matters: what rises every week pleases, and hours go where it pleases. Nobody of the market answered because of it.

    What to do: look at it if you like, and do not steer by it. Count answers of your market instead.

    When it is wrong: it works later than a week, or through people whom no export shows. It is an association either way.

    Evidence: new followers, connections, likes, shares and visits by week against answers, meetings and leads of the market in the week
    after, twelve weeks at least. Said where the correlation is surely below .3 (its upper bound of 90 %), or where fewer than one in ten of
    them is of the market.
    """
    for each in pleasing.counters:
        aim = _aim(strategy, each)
        if isinstance(each.found, Missing):
            if aim:
                yield Skipped(each.found.why, each.found.settle, pleasing.channel)
        elif each.found.verdict == "vanity":
            counted = f" Your objective {quoted(aim.name)} counts it." if aim else ""
            few = each.target_share is not None and each.target_share < FEW_OF_THE_MARKET
            why = f"{100 * (each.target_share or 0):.0f} % of them are of your market; " if few else ""
            yield Finding(
                subject=pleasing.channel,
                message=f"{_counted(pleasing, each)} move with nothing that you want: {why}{_going(each, each.found)}.{counted}",
                next="Do not steer by it; count the people of your market who answered this week.",
                line=aim.line if aim else line_of(strategy, pleasing.channel),
                severity="medium" if aim else "low",
                confidence="likely",
            )
        elif aim and each.found.verdict == "unknown":
            yield Skipped(
                f"whether {each.what} on {pleasing.channel} go before what you want is not known: {_going(each, each.found)}",
                "more weeks",
                pleasing.channel,
            )


@rule("C507", "number-that-goes-before")
def number_that_goes_before(strategy: Strategy, pleasing: Pleasing) -> Iterator[Finding]:
    """A number of this channel rises in the weeks before those in which the market answers.

    Why it matters: it may warn you early. It is a sign and no cause, and it stops being one as soon as you work for it.

    What to do: watch it. Whether the channel does it, only a pause can show: heard test CHANNEL

    When it is wrong: something else, such as a trade fair, raised both.

    Evidence: as for number-that-pleases: said where the lower bound of the correlation is above 0, and shifting the weeks round
    against each other does as well less than one time in twenty, for all numbers of all channels together.
    """
    for each in pleasing.counters:
        found = each.found
        if (
            isinstance(found, Missing)
            or found.verdict != "informative"
            or found.p * pleasing.compared > CHANCE
        ):
            continue
        yield Finding(
            subject=pleasing.channel,
            message=f"{_counted(pleasing, each)} go before what you want: {_going(each, found)}.",
            next=f"Watch it; whether the channel does it, a pause can show: heard test {pleasing.channel}",
            line=line_of(strategy, pleasing.channel),
            severity="low",
            works=True,
            confidence="hint",
        )


def _counted(pleasing: Pleasing, each: Counter) -> str:
    return f"On {pleasing.channel} {each.number:,} {each.what} in {each.weeks} weeks"


def _going(each: Counter, found: Vanity) -> str:
    bounds = found.correlation
    return (
        f"with the {each.wanted:,} answers, meetings and leads of your market, a week later, they correlate by "
        f"{bounds.value:.2f} ({bounds.low:.2f} to {bounds.high:.2f})"
    )


def _aim(strategy: Strategy, each: Counter) -> Objective | None:
    """The objective that counts it, by the word for it."""
    word = each.what.split()[-1].rstrip("s")
    return next(
        (
            aim
            for aim in strategy.objectives
            if any(word in text.lower() and vanity(text) for text in (aim.measure, aim.target, aim.what))
        ),
        None,
    )
