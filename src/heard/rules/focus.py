"""C4…: am I spread too thin?"""

from __future__ import annotations

from collections.abc import Iterator

from heard.measures import known
from heard.measures.focus import Attention, Spread
from heard.measures.plan import Plan
from heard.model import Estimate, Finding, Missing
from heard.rules import Advice, rule
from heard.rules.sentences import between, hours, line_of, listed, rate, skipped
from heard.strategy import Strategy


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
    yield Finding(
        subject="all channels",
        message=f"Your hours of the last half year lie on {len(used)} channels; your conversations with the market come from {narrow.value:.1f}. "
        f"{listed(list(spread.starved))} got too little to learn whether they work.",
        next="Choose one or two of these for a quarter, and say on the others where you can be found.",
        line=strategy.lines.get("channels"),
        severity="high",
        confidence="likely",
    )


@rule("C402", "hours-lie-elsewhere")
def hours_lie_elsewhere(strategy: Strategy, spread: Spread, plan: Plan) -> Iterator[Advice]:
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
    best = max(spread.results, key=lambda name: spread.results[name])
    if most == best:
        return
    yield Finding(
        subject="all channels",
        message=f"{100 * spread.misplaced.value:.0f} % of your hours ({between(spread.misplaced)}, judged by {spread.misplaced.n:,} "
        "conversations) lie on other channels than your conversations with the market. "
        f"Most hours went to {most}: {hours(spread.hours[most])} of {hours(total)}. Most conversations came from {best}: "
        f"{spread.results[best]} of {sum(spread.results.values())}.",
        next="Move your hours as the proposed split says, and look again in a quarter."
        if plan.proposed
        else f"Move two hours a week to {best}, and look again in a quarter.",
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

    Evidence: hours of the journal in the last 26 weeks, and the strategy. Said from half as much again, or below half, where it is an hour a
    week at least.
    """
    planned, logged = attention.planned_hours_per_week, attention.hours_per_week
    if isinstance(planned, Missing) or planned.value <= 0:
        return
    spent = logged.value if isinstance(logged, Estimate) else 0.0
    if 0.5 * planned.value <= spent <= 1.5 * planned.value or abs(spent - planned.value) < 1:
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


@rule("C405", "hours-without-work")
def hours_without_work(strategy: Strategy, plan: Plan) -> Iterator[Advice]:
    """Of the hours to split among the channels, a good part returns less than an hour is worth, however it is split.

    Why it matters: the hour that is not spent on a channel is not lost. It has a price, and that price is yours.

    What to do: give the channels the hours that pay, and the others to work that does.

    When it is wrong: if more hours would make a channel work that a few cannot, or if their aim is not deals.

    Evidence: deals and hours of the journal; returns that fall with each further hour of a week; the split that returns most for
    the mean of 20,000 draws. Said when at least a quarter of the hours, and one, stay free in it, and in nine of ten draws some do.
    """
    if isinstance(plan.worthwhile_hours, Missing) or isinstance(plan.hours, Missing) or plan.price is None:
        return
    total, used = plan.hours.value, plan.worthwhile_hours
    if total - used.value < max(1.0, total / 4) or used.high >= total:
        return
    yield Finding(
        subject="all channels",
        message=f"Only {hours(used.value)} of your {hours(total)} a week ({used.low:.0f} to {used.high:.0f}, judged by {used.n} deals "
        f"won) are worth your {plan.price:,.0f} on these channels.",
        next="Keep the other hours for work that is paid, or for the call you have put off.",
        line=strategy.lines.get("time") or strategy.lines.get("channels"),
        severity="medium",
        confidence="likely",
    )


@rule("C406", "split-costs")
def split_costs(strategy: Strategy, plan: Plan) -> Iterator[Advice]:
    """The present split of the hours brings less than the best split of the same hours would.

    Why it matters: it costs nothing to move an hour, and it says what the habit costs.

    What to do: move a third of the difference and look again in a quarter.

    When it is wrong: if the channels feed each other, so that one lives on the hours of another.

    Evidence: as for hours-without-work, or conversations with the market where no deals are known. Said when the best split brings
    more with a probability of 90 %.
    """
    yield from skipped(plan.gain, "all channels")
    if isinstance(plan.gain, Missing) or plan.gain.low <= 0:
        return
    most = max(plan.proposed, key=lambda name: known(plan.proposed[name]) or 0.0)
    yield Finding(
        subject="all channels",
        message=f"Your present hours would bring {rate(plan.gain)} more if all lay where they return most.",
        next=f"Go a part of the way: give {most} {hours(known(plan.proposed[most]) or 0.0)} a week, and look again in a quarter.",
        line=strategy.lines.get("channels"),
        severity="medium",
        confidence="likely",
    )
