"""C1…: is my target market there?"""

from __future__ import annotations

from collections.abc import Iterator

from heard.measures.audience import Market, Markets
from heard.model import Estimate, Finding, Missing
from heard.rules import Advice, rule
from heard.rules.sentences import line_of, listed, share, skipped
from heard.strategy import Strategy


@rule("C101", "market-elsewhere")
def market_elsewhere(strategy: Strategy, market: Market) -> Iterator[Advice]:
    """Few of the people met on this channel belong to the market that the strategy names.

    Why it matters: the first question of any channel is whether the people you need are there at all. No amount of
    craft makes up for an empty room.

    What to do: spend the hours where the share is highest, or change whom you want to meet. If the right people are
    there and you have not found them, listen first: look for their words, not for yours.

    When it is wrong: if your segments name titles that these people do not use, or most of them give no title. The
    count of people who could not be classified stands in the finding.

    Evidence: the share of classified people who fit a segment, with a Jeffreys interval of 80 %. Said when one in ten
    is out of reach with a probability of 80 %.
    """
    yield from skipped(market.share, market.channel)
    if (
        isinstance(market.share, Missing)
        or market.verdict not in ("no", "mixed")
        or market.share.high >= 0.10
    ):
        return
    message = f"Of the people you have met on {market.channel}, {share(market.share, 'whose work is known')} belong to your market."
    if market.found:
        message += f" {listed(market.found)} from your list {'is' if len(market.found) == 1 else 'are'} there, though."
    advice = (
        "Ask one person of your market where they talk about their work, and listen there for three weeks."
    )
    if market.elsewhere:
        other, theirs = market.elsewhere
        message += f" On {other} it is {share(theirs, 'people')}."
        advice = f"Give half the hours of {market.channel} to {other} for a quarter, and see whom you meet."
    yield Finding(
        subject=market.channel,
        message=message,
        next=advice,
        line=line_of(strategy, market.channel),
        severity="high",
        confidence="sure" if market.verdict == "no" else "hint",
    )


@rule("C102", "never-met")
def never_met(strategy: Strategy, markets: Markets) -> Iterator[Advice]:
    """Somebody on the list of people to meet has not been met on any channel.

    Why it matters: a strategy begins with whom you need to meet. A name that stays on paper is a wish.

    What to do: ask who could introduce you, and give that person something first.

    When it is wrong: if you met where no export looks. Write it in the journal: 2026-03-05 tradeshow met "Dana Reyes".

    Evidence: the name, compared with every person in the ledger; at the company that the strategy names, where it is
    known.
    """
    for target in strategy.targets:
        if any(target.name in market.found for market in markets.by.values()):
            continue
        through = (
            f"Ask {target.through[0]} for an introduction"
            if target.through
            else "Find out who knows them, then ask for an introduction"
        )
        yield Finding(
            subject=target.name,
            message=f"You want to meet {target.name}{f' at {target.at}' if target.at else ''}; no export and no line of your journal shows that you have.",
            next=f"{through}, once you have given more than you got there.",
            line=target.line,
            severity="medium",
        )


@rule("C103", "market-unclear")
def market_unclear(strategy: Strategy, market: Market) -> Iterator[Advice]:
    """Of most people on this channel nothing is known that would tell whether they belong to the market.

    Why it matters: a share of the few who can be classified may not speak for the others.

    What to do: import an export that says where people work, such as LinkedIn's connections; accounts that share an
    address are joined.

    When it is wrong: never; it is a count.

    Evidence: the persons without title, company or business address, and those with.
    """
    if (
        not isinstance(market.people, Estimate)
        or not isinstance(market.unclassified, Estimate)
        or isinstance(market.share, Missing)
    ):
        return
    if market.unclassified.value > 2 * market.share.n and market.people.value >= 20:
        yield Finding(
            subject=market.channel,
            message=f"Of the {market.people.value:,.0f} people on {market.channel} only {market.share.n:,} {'says' if market.share.n == 1 else 'say'} where they work; whether the others are your market cannot be told.",
            next="Import an export that names their work, or look at ten of them yourself.",
            line=line_of(strategy, market.channel),
            severity="low",
            confidence="sure",
        )
