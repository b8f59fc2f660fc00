"""C5…: am I interesting?"""

from __future__ import annotations

from collections.abc import Iterator

from heard.measures.interest import Interest
from heard.model import Estimate, Finding, Missing
from heard.rules import Advice, rule
from heard.rules.sentences import line_of, share, skipped
from heard.strategy import Strategy

WORTH_ASKING = 100
"""Fewer visits than these may well hold nobody who had something to say [visits]: a convention."""
WORTH_SAYING = 0.1
"""A difference that nobody would feel is not worth a finding, however sure it is [share]: a convention."""


@rule("C501", "market-unmoved")
def market_unmoved(strategy: Strategy, interest: Interest) -> Iterator[Advice]:
    """The target market answers less often here than other people do.

    Why it matters: whoever you need to meet decides what is interesting, not whoever happens to answer.

    What to do: read the three last messages that your market answered, and the three that it did not. What did the first
    ones ask?

    When it is wrong: if you write to the market only when you want something, and to others as friends.

    Evidence: conversations that you opened and that had time to be answered; both rates shrunk to your own baseline; said
    when the probability that the market answers more is 20 % or less, and the rates are ten points apart.
    """
    yield from skipped(interest.target_reply_rate, interest.channel)
    if interest.verdict != "no" or (apart := _apart(interest)) is None:
        return
    market, others = apart
    yield Finding(
        subject=interest.channel,
        message=f"On {interest.channel} your market answers {share(market, 'conversations you opened')}; "
        f"others answer {share(others, 'conversations')}.",
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

    Evidence: as for market-unmoved; said when the probability is 80 % or more, and the rates are ten points apart.
    """
    if interest.verdict != "yes" or (apart := _apart(interest)) is None:
        return
    market, others = apart
    yield Finding(
        subject=interest.channel,
        message=f"On {interest.channel} your market answers {share(market, 'conversations you opened')}. "
        f"Others answer less: {share(others, 'conversations')}.",
        next="Write more letters like these, to one person at a time.",
        line=line_of(strategy, interest.channel),
        severity="low",
        works=True,
        confidence="likely",
    )


@rule("C503", "visits-without-talk")
def visits_without_talk(strategy: Strategy, interest: Interest) -> Iterator[Advice]:
    """This channel brings visits to the web site, and none of them has become a talk.

    Why it matters: a visit is counted by a machine and changes nothing for anybody. It is worth what is said after it.

    What to do: on the page where most of them arrive, ask what you would ask somebody who stopped at your stand, and say who reads the
    answer.

    When it is wrong: if they write or call elsewhere and nobody notes what brought them. Ask each new contact how they found you, and log
    the lead on the channel they name.

    Evidence: visits of one counter, from 100 on: a convention. In the time that it counted nobody began a conversation, a comment, a
    meeting or a deal on the channel, although its export shows what others say.
    """
    brought = interest.brought
    if brought is None or brought.number.value < WORTH_ASKING or brought.begun or not brought.heard:
        return
    part = f", {100 * brought.share.value:.0f} % of all," if isinstance(brought.share, Estimate) else ""
    yield Finding(
        subject=interest.channel,
        message=f"{interest.channel} brought {brought.number.value:,.0f} {brought.number.unit} to your web site{part} from {brought.since} "
        f"to {brought.until}; in that time nobody began a talk with you there, and no deal began there.",
        next="On the page where they arrive, ask one question that you would ask at a stand, and say who reads the answer; look again in a "
        "month.",
        line=line_of(strategy, interest.channel),
        severity="low",
        confidence="hint",
    )


def _apart(interest: Interest) -> tuple[Estimate, Estimate] | None:
    """The rates of the market and of others, where both are known and differ enough to be felt."""
    market, others = interest.target_reply_rate, interest.other_reply_rate
    if (
        isinstance(market, Missing)
        or isinstance(others, Missing)
        or abs(market.value - others.value) < WORTH_SAYING
    ):
        return None
    return market, others
