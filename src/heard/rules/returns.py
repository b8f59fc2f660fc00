"""C3…: what is the return on my time, energy and budget?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from heard.measures.courses import Advice as Counsel
from heard.measures.deals import Deal
from heard.measures.returns import Returns
from heard.measures.stats import Gamma
from heard.model import Estimate, Evidence, Finding, Missing
from heard.rules import Advice, rule
from heard.rules.sentences import chance, hours, line_of, rate, skipped
from heard.strategy import Strategy

DAYS_PER_MONTH = 30.44
WORTH_A_WORD = 400
"""Less money than this is not worth a finding [currency]: a convention."""


@rule("C301", "hours-below-their-price")
def hours_below_their_price(strategy: Strategy, returned: Returns, counsel: Counsel) -> Iterator[Advice]:
    """An hour on this channel very probably returns less than the user's hour is worth.

    Why it matters: time is the budget that nobody counts. An hour here is an hour not spent where it pays.

    What to do: where the channel's verdict is to drop it, pause it for a few weeks, with the date of the end written down, and see what
    is missed. Where it is kept all the same, for another aim or for want of certainty, give it no further hour before a deal comes of it.

    When it is wrong: if deals that began here are logged elsewhere, or are still open: a deal counts where the journal says
    that it began. If the channel serves another aim than deals, accept this finding and say so.

    Evidence: hours and deals of the journal. Rate of winning: gamma-Poisson; value: log-normal; their product from 20,000
    draws. Said when the probability that an hour pays its price is 20 % or less.
    """
    yield from skipped(returned.return_per_hour, returned.channel)
    if (
        returned.verdict != "no"
        or isinstance(returned.return_per_hour, Missing)
        or isinstance(returned.hours, Missing)
        or returned.worthwhile is None
    ):
        return
    won = returned.won.value if isinstance(returned.won, Estimate) else 0
    message = (
        f"{hours(returned.hours.value).capitalize()} on {returned.channel} have won {_deals(won)}. An hour there returns {rate(returned.return_per_hour)}; "
        f"the odds that it is worth your {returned.price:,.0f} are {chance(returned.worthwhile)}."
    )
    yield Finding(
        subject=returned.channel,
        message=message,
        next=f"Pause {returned.channel} for six weeks, write down the day you resume, and see who asks where you are."
        if counsel.course in {"drop", "cannot tell"}
        else "Give it no further hour before a deal comes of it, and write down what else it brings.",
        line=line_of(strategy, returned.channel),
        severity="high",
        confidence="sure" if returned.worthwhile <= 0.05 else "likely",
        evidence=_evidence(returned.deals),
    )


@rule("C302", "hours-well-spent")
def hours_well_spent(strategy: Strategy, returned: Returns, counsel: Counsel) -> Iterator[Advice]:
    """An hour on this channel very probably returns more than the user's hour is worth.

    Why it matters: this is a measured, real-life example, and the only kind of claim worth making.

    What to do: write down which conversations led to the deals. The next free hour goes to the channels whose verdict is to focus on them.

    When it is wrong: the deals began here by your own account; what would have happened without the channel is not known.

    Evidence: as for hours-below-their-price; said when the probability is 80 % or more. The deals are listed.
    """
    if (
        returned.verdict != "yes"
        or isinstance(returned.return_per_hour, Missing)
        or isinstance(returned.hours, Missing)
        or returned.worthwhile is None
    ):
        return
    won = returned.won.value if isinstance(returned.won, Estimate) else 0
    if not won:
        return  # what other channels win is no example of this one
    yield Finding(
        subject=returned.channel,
        message=f"{hours(returned.hours.value).capitalize()} on {returned.channel} have won {_deals(won)}; an hour there returns {rate(returned.return_per_hour)}.",
        next="Give it the next free hour, and note which conversations led there."
        if counsel.course == "focus"
        else "Look at which conversations led there, and begin more like them.",
        line=line_of(strategy, returned.channel),
        severity="low",
        works=True,
        confidence="likely",
        evidence=tuple(_with_what_went_before(returned)),
    )


@rule("C303", "money-without-deals")
def money_without_deals(strategy: Strategy, returned: Returns) -> Iterator[Advice]:
    """Money was spent on this channel and no deal has been won there.

    Why it matters: budget is easier to see than time, and easier to stop.

    What to do: stop the spending for a quarter; nothing is lost that cannot be bought again.

    When it is wrong: if a deal is still open; then wait for its usual time.

    Evidence: the expenses and deals of the journal. Said from 400 in any currency; below, the talk costs more.
    """
    if (
        isinstance(returned.spend, Missing)
        or isinstance(returned.won, Missing)
        or returned.spend.value < WORTH_A_WORD
        or returned.won.value > 0
    ):
        return
    leads = returned.leads.value if isinstance(returned.leads, Estimate) else 0
    still_open = sum(not deal.closed for deal in returned.deals)
    yield Finding(
        subject=returned.channel,
        message=f"{rate(returned.spend)} went into {returned.channel}, and {_yield(leads, still_open)}.",
        next="Stop paying for it for a quarter, and see whether anything is missed.",
        line=line_of(strategy, returned.channel),
        severity="medium",
        confidence="likely" if still_open else "sure",
        evidence=_evidence(returned.deals),
    )


@rule("C304", "expectation-not-met")
def expectation_not_met(strategy: Strategy, returned: Returns) -> Iterator[Advice]:
    """The strategy expects more leads of this channel than came.

    Why it matters: an expectation that is never held against what happened is hype, even if it is your own.

    What to do: change the expectation or the way the channel is used; both are honest, leaving it is not.

    When it is wrong: if leads are not logged. Then log them: 2026-03-09 linkedin lead "Dana Reyes" id D17.

    Evidence: leads of the journal since the first of the hours on the channel; Poisson, Jeffreys prior, 80 %.
    """
    channel = strategy.channel(returned.channel)
    expected = (
        re.fullmatch(
            r"(\d+(?:\.\d+)?) leads?\s*(?:/|per|a)\s*(week|month|quarter|year)",
            channel.expect.strip().lower(),
        )
        if channel
        else None
    )
    if (
        not channel
        or not expected
        or isinstance(returned.hours, Missing)
        or returned.months is None
        or returned.months < 3
    ):
        return
    months = {"week": 7 / DAYS_PER_MONTH, "month": 1.0, "quarter": 3.0, "year": 12.0}[expected[2]]
    a_month = float(expected[1]) / months
    leads = len(returned.deals)
    found = Gamma(leads + 0.5, returned.months)
    if found.above(a_month) > 0.2:
        return
    interval = found.interval()
    yield Finding(
        subject=returned.channel,
        message=f"You expect {channel.expect} of {returned.channel}; {leads or 'none'} came in {returned.months:.0f} months. "
        f"That is {12 * leads / returned.months:.1f} a year ({12 * interval.low:.1f} to {12 * interval.high:.1f}).",
        next="Lower the expectation, or change how the channel is used; then look again in a quarter.",
        line=channel.line,
        severity="medium",
        confidence="likely",
        evidence=_evidence(returned.deals),
    )


def _yield(leads: float, still_open: int) -> str:
    if not leads:
        return "no lead has come of it"
    if leads == 1:
        return "its one lead is still open" if still_open else "its one lead was lost"
    return f"none of its {leads:.0f} leads was won{f'; {still_open} still open' if still_open else ''}"


def _deals(count: float) -> str:
    return f"{count:.0f} deal{'' if count == 1 else 's'}" if count else "no deal"


def _with_what_went_before(returned: Returns) -> Iterator[Evidence]:
    """Each deal won, followed by the interactions before it; then the other deals."""
    for deal in _evidence(returned.deals):
        yield deal
        yield from returned.before.get(deal.id, ())


def _evidence(deals: tuple[Deal, ...]) -> tuple[Evidence, ...]:
    """The deals themselves, won ones first: the real-life example."""
    first = sorted(deals, key=lambda deal: (deal.stage != "won", deal.opened), reverse=False)[:5]
    return tuple(
        Evidence(
            id=deal.name,
            at=deal.closed or deal.opened,
            channel=deal.channel,
            who=deal.who,
            what=f"{'open' if deal.stage == 'lead' else deal.stage}{f', {deal.amount:,.0f} {deal.currency}' if deal.amount else ''}",
        )
        for deal in first
    )
