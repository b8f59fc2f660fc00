"""C…: the five questions, asked of each channel."""

from __future__ import annotations

import re
from collections.abc import Iterator

from heard.measures.audience import Market, Markets
from heard.measures.conversation import Meaning
from heard.measures.focus import Attention, Spread
from heard.measures.interest import Interest
from heard.measures.returns import Deal, Returns
from heard.measures.stats import Gamma
from heard.model import Answer, Estimate, Evidence, Finding, Missing, Skipped
from heard.rules import Advice, rule
from heard.rules.words import chance, hours, listed, rate, share
from heard.strategy import Strategy

DAYS_PER_MONTH = 30.44


def skipped(missing: Answer, subject: str) -> Iterator[Skipped]:
    """Why a question cannot be answered, where it cannot."""
    if isinstance(missing, Missing):
        yield Skipped(missing.why, missing.settle, subject)


def line_of(strategy: Strategy, channel: str) -> int | None:
    """Where the strategy speaks of a channel."""
    found = strategy.channel(channel)
    return found.line if found else None


# --- 1: is my target market there? ---


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
        or market.share.value >= 0.10
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
        advice = f"Give the hours of {market.channel} to {other} for a quarter, and see who you meet."
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
            message=f"Of the {market.people.value:,.0f} people on {market.channel} only {market.share.n:,} say where they work; whether the others are your market cannot be told.",
            next="Import an export that names their work, or look at ten of them yourself.",
            line=line_of(strategy, market.channel),
            severity="low",
            confidence="sure",
        )


# --- 2: are the interactions meaningful? ---


@rule("C201", "megaphone")
def megaphone(strategy: Strategy, meaning: Meaning) -> Iterator[Advice]:
    """Far more is posted on this channel than is talked about with anybody.

    Why it matters: social first, marketing second. A channel used to announce is a megaphone, and people walk past it.

    What to do: for every post of your own, answer five of other people's first. Ask something you do not know.

    When it is wrong: if the talk happens where the export cannot see it. What it is blind to stands in the finding.

    Evidence: own posts, and conversations with at least one other person, in the whole ledger.
    """
    posts, talks = meaning.own_posts, meaning.conversations
    if (
        isinstance(posts, Missing)
        or isinstance(talks, Missing)
        or posts.value < 50
        or posts.value < 10 * talks.value
    ):
        return
    message = f"You have posted {posts.value:,.0f} times on {meaning.channel} and had {talks.value:,.0f} conversations there."
    if meaning.blind:
        message += f" {meaning.blind}"
    yield Finding(
        subject=meaning.channel,
        message=message,
        next="For a month, answer five people before each post of your own, and import the mails that name who answered you.",
        line=line_of(strategy, meaning.channel),
        severity="high" if not meaning.blind else "medium",
        confidence="likely" if meaning.blind else "sure",
    )


@rule("C202", "talk-stays-short")
def talk_stays_short(strategy: Strategy, meaning: Meaning) -> Iterator[Advice]:
    """Few conversations on this channel go back and forth.

    Why it matters: one message and one answer is an exchange of cards. A relation begins with the third turn.

    What to do: end with a question that only this person can answer; answer what they said before you say your own.

    When it is wrong: if talk moves on to the telephone or a meeting. Write that in the journal.

    Evidence: the share of conversations with three turns or more, meetings and calls included; Jeffreys, 80 %. Said when
    one in five is out of reach with a probability of 80 %.
    """
    yield from skipped(meaning.meaningful_share, meaning.channel)
    if isinstance(meaning.meaningful_share, Estimate) and meaning.verdict == "no":
        yield Finding(
            subject=meaning.channel,
            message=f"On {meaning.channel}, {share(meaning.meaningful_share, 'conversations')} went back and forth; the rest ended after a line or two.",
            next="Take the three people who answered last, and ask each one thing about their own work.",
            line=line_of(strategy, meaning.channel),
            severity="medium",
        )


@rule("C203", "talk-goes-deep")
def talk_goes_deep(strategy: Strategy, meaning: Meaning) -> Iterator[Advice]:
    """Many conversations on this channel go back and forth: it works, and deserves to be kept.

    Why it matters: good news is news. What works is easily starved by what is new.

    What to do: protect the hours, and bring the people you meet elsewhere here.

    When it is wrong: if the talk is with people outside your market; see the first question.

    Evidence: as for talk-stays-short; said when one in five is reached with a probability of 80 %.
    """
    if (
        isinstance(meaning.meaningful_share, Estimate)
        and meaning.verdict == "yes"
        and meaning.meaningful_share.n >= 10
    ):
        yield Finding(
            subject=meaning.channel,
            message=f"On {meaning.channel} people talk with you: {share(meaning.meaningful_share, 'conversations')} went back and forth.",
            next="Keep these hours whatever else you change.",
            line=line_of(strategy, meaning.channel),
            severity="low",
            evidence=meaning.examples,
        )


# --- 3: what is the return on time, energy and budget? ---


@rule("C301", "hours-below-their-price")
def hours_below_their_price(strategy: Strategy, returned: Returns) -> Iterator[Advice]:
    """An hour on this channel very probably returns less than the user's hour is worth.

    Why it matters: time is the budget that nobody counts. An hour here is an hour not spent where it pays.

    What to do: pause the channel for a few weeks, with the date of the end written down, and see what is missed.

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
        f"that it is worth your {returned.price:,.0f} is {chance(returned.worthwhile)}."
    )
    yield Finding(
        subject=returned.channel,
        message=message,
        next=f"Pause {returned.channel} for six weeks, write down the day you resume, and see who asks where you are.",
        line=line_of(strategy, returned.channel),
        severity="high",
        confidence="sure" if returned.worthwhile <= 0.05 else "likely",
        evidence=_evidence(returned.deals),
    )


@rule("C302", "hours-well-spent")
def hours_well_spent(strategy: Strategy, returned: Returns) -> Iterator[Advice]:
    """An hour on this channel very probably returns more than the user's hour is worth.

    Why it matters: this is a measured, real-life example, and the only kind of claim worth making.

    What to do: give it the next free hour, and write down which conversations led to the deals.

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
    yield Finding(
        subject=returned.channel,
        message=f"{hours(returned.hours.value).capitalize()} on {returned.channel} have won {_deals(won)}; an hour there returns {rate(returned.return_per_hour)}.",
        next="Give it the next free hour, and note which conversations led there.",
        line=line_of(strategy, returned.channel),
        severity="low",
        confidence="likely",
        evidence=_evidence(returned.deals),
    )


@rule("C303", "money-without-deals")
def money_without_deals(strategy: Strategy, returned: Returns) -> Iterator[Advice]:
    """Money was spent on this channel and no deal has been won there.

    Why it matters: budget is easier to see than time, and easier to stop.

    What to do: stop the spending for a quarter; nothing is lost that cannot be bought again.

    When it is wrong: if a deal is still open; then wait for its usual time.

    Evidence: the expenses and deals of the journal.
    """
    if (
        isinstance(returned.spend, Missing)
        or isinstance(returned.won, Missing)
        or returned.spend.value <= 0
        or returned.won.value > 0
    ):
        return
    leads = returned.leads.value if isinstance(returned.leads, Estimate) else 0
    still_open = sum(not deal.closed for deal in returned.deals)
    yield Finding(
        subject=returned.channel,
        message=f"{rate(returned.spend)} went into {returned.channel}; of {leads:.0f} leads none was won, {still_open} are open.",
        next="Stop paying for it until one of them is won.",
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
        message=f"You expect {channel.expect} of {returned.channel}; {leads} came in {returned.months:.0f} months, "
        f"which is {12 * leads / returned.months:.1f} a year ({12 * interval.low:.1f} to {12 * interval.high:.1f}).",
        next="Lower the expectation, or change how the channel is used; then look again in a quarter.",
        line=channel.line,
        severity="medium",
        confidence="likely",
        evidence=_evidence(returned.deals),
    )


def _deals(count: float) -> str:
    return f"{count:.0f} deal{'' if count == 1 else 's'}" if count else "no deal"


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


# --- 4: am I spread too thin? ---


@rule("C401", "spread-too-thin")
def spread_too_thin(strategy: Strategy, spread: Spread) -> Iterator[Advice]:
    """The hours lie on more channels than they can be heard on.

    Why it matters: below a certain attention one cannot even learn whether a channel works, let alone be known there.

    What to do: choose two channels for a quarter, and say on the others where you can be found.

    When it is wrong: during a season that needs many places at once, such as trade shows; accept it and say until when.

    Evidence: hours of the last 26 weeks; the least hours after which one result is 95 % likely at the pooled rate; the
    effective number of channels (Hill number of order 1) by hours and by results. Said when half of the channels are below
    the least and the hours lie 1.5 times as wide as the results.
    """
    yield from skipped(spread.channels_by_results, "all channels")
    wide, narrow = spread.channels_by_hours, spread.channels_by_results
    if isinstance(wide, Missing) or isinstance(narrow, Missing):
        return
    used = [name for name, spent in spread.hours.items() if spent > 0]
    if len(spread.starved) * 2 < len(used) or wide.value <= 1.5 * narrow.value:
        return
    kept = [name for name in used if name not in spread.starved]
    yield Finding(
        subject="all channels",
        message=f"Your hours of the last half year lie on {len(used)} channels; your conversations with the market come from {narrow.value:.1f}. "
        f"{listed(list(spread.starved))} got too little to learn whether they work.",
        next=f"For a quarter, put those hours into {listed(kept) if kept else 'two channels of your choice'}.",
        line=strategy.lines.get("channels"),
        severity="high",
        confidence="likely",
    )


@rule("C402", "hours-lie-elsewhere")
def hours_lie_elsewhere(strategy: Strategy, spread: Spread) -> Iterator[Advice]:
    """Much of the time goes to channels that the meaningful conversations do not come from.

    Why it matters: habit, not result, decides where most people spend their hours.

    What to do: move a third of the difference and look again in a quarter; not all at once, for what you see is not proof.

    When it is wrong: if results follow hours by months, or the aim of a channel is not conversation.

    Evidence: half the sum of the differences between the shares of hours and of results in the last 26 weeks, results drawn
    from a Dirichlet posterior, 80 %. Said when at least a quarter is misplaced with a probability of 90 %.
    """
    if isinstance(spread.misplaced, Missing) or spread.misplaced.low < 0.25:
        return
    total = sum(spread.hours.values())
    most = max(spread.hours, key=lambda name: spread.hours[name])
    yield Finding(
        subject="all channels",
        message=f"{share(spread.misplaced, 'conversations')} of your hours lie on other channels than your conversations with the market. "
        f"Most hours went to {most}: {hours(spread.hours[most])} of {hours(total)}.",
        next="Move two hours a week towards the channel with the most conversations, and look again in a quarter.",
        line=strategy.lines.get("channels"),
        severity="medium",
        confidence="likely",
    )


@rule("C403", "other-hours-than-planned")
def other_hours_than_planned(strategy: Strategy, attention: Attention) -> Iterator[Advice]:
    """The hours that went into this channel are far from those the strategy gives it.

    Why it matters: a plan that the calendar does not follow is not your plan.

    What to do: change the plan or the calendar, today, before the habit decides.

    When it is wrong: if hours are logged late or elsewhere.

    Evidence: hours of the journal in the last 26 weeks, and the strategy. Said from half as much again, or below half.
    """
    planned, logged = attention.planned_hours_per_week, attention.hours_per_week
    if isinstance(planned, Missing) or planned.value <= 0:
        return
    spent = logged.value if isinstance(logged, Estimate) else 0.0
    if 0.5 * planned.value <= spent <= 1.5 * planned.value:
        return
    said = f"{spent:.1f} h a week" if spent else "no hours"
    yield Finding(
        subject=attention.channel,
        message=f"You planned {planned.value:g} h a week for {attention.channel} and logged {said} in the last half year.",
        next="Write the hours you really mean to give it, or say what they were traded for.",
        line=line_of(strategy, attention.channel),
        severity="medium" if spent > planned.value else "low",
    )


@rule("C404", "hours-outside-strategy")
def hours_outside_strategy(strategy: Strategy, spread: Spread) -> Iterator[Advice]:
    """Hours go into a channel that the strategy does not name.

    Why it matters: what is not chosen is a habit.

    What to do: give it an objective, a focus and a how, or stop.

    When it is wrong: if two names are meant for one channel; use one name in the journal and in the strategy.

    Evidence: hours of the journal in the last 26 weeks.
    """
    for name, spent in spread.hours.items():
        if spent > 0 and strategy.channel(name) is None:
            yield Finding(
                subject=name,
                message=f"{hours(spent).capitalize()} of the last half year went into {name}, which your strategy does not name.",
                next=f"Say under channels: what {name} is for, or let it go.",
                line=strategy.lines.get("channels"),
                severity="medium",
            )


# --- 5: am I interesting? ---


@rule("C501", "market-unmoved")
def market_unmoved(strategy: Strategy, interest: Interest) -> Iterator[Advice]:
    """The target market answers less often here than other people do.

    Why it matters: whoever you need to meet decides what is interesting, not whoever happens to answer.

    What to do: read the three last messages that your market answered, and the three that it did not. What did the first
    ones ask?

    When it is wrong: if you write to the market only when you want something, and to others as friends.

    Evidence: conversations that you opened and that had time to be answered; both rates shrunk to your own baseline; said
    when the probability that the market answers more is 20 % or less.
    """
    yield from skipped(interest.target_reply_rate, interest.channel)
    if (
        interest.verdict != "no"
        or isinstance(interest.target_reply_rate, Missing)
        or isinstance(interest.other_reply_rate, Missing)
    ):
        return
    yield Finding(
        subject=interest.channel,
        message=f"On {interest.channel} your market answers {share(interest.target_reply_rate, 'conversations you opened')}; "
        f"others answer {share(interest.other_reply_rate, 'conversations')}.",
        next="Compare the last three that were answered with the last three that were not, and write the next one like the first.",
        line=line_of(strategy, interest.channel),
        severity="medium",
        confidence="likely",
    )


@rule("C502", "market-answers")
def market_answers(strategy: Strategy, interest: Interest) -> Iterator[Advice]:
    """The target market answers more often here than other people do.

    Why it matters: this is what being interesting looks like, measured.

    What to do: do more of exactly this, and do not turn it into a campaign.

    When it is wrong: better prospects get better messages; part of the difference may be your care, not the channel.

    Evidence: as for market-unmoved; said when the probability is 80 % or more.
    """
    if (
        interest.verdict != "yes"
        or isinstance(interest.target_reply_rate, Missing)
        or isinstance(interest.other_reply_rate, Missing)
    ):
        return
    yield Finding(
        subject=interest.channel,
        message=f"On {interest.channel} your market answers {share(interest.target_reply_rate, 'conversations you opened')}, more than others do "
        f"({share(interest.other_reply_rate, 'conversations')}).",
        next="Do more of this, by hand.",
        line=line_of(strategy, interest.channel),
        severity="low",
        confidence="likely",
    )
