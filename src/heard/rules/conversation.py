"""C2…: are the interactions meaningful?"""

from __future__ import annotations

from collections.abc import Iterator

from heard.measures.conversation import Meaning
from heard.measures.courses import Advice as Counsel
from heard.model import Estimate, Finding, Missing
from heard.rules import Advice, rule
from heard.rules.sentences import line_of, share, skipped
from heard.strategy import Strategy


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
        message += f" {meaning.blind.partition('. ')[0].rstrip('.')}."
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
def talk_goes_deep(strategy: Strategy, meaning: Meaning, counsel: Counsel) -> Iterator[Advice]:
    """Many conversations on this channel go back and forth: people talk with you there.

    Why it matters: good news is news. What works is easily starved by what is new.

    What to do: go on as you do there, and bring the people you meet elsewhere. How many hours that gets says the channel's verdict,
    which weighs the other questions too; where it is to be dropped, take the people along.

    When it is wrong: if the talk is with people outside your market; see the first question.

    Evidence: as for talk-stays-short; said when one in five is reached with a probability of 80 %.
    """
    if isinstance(meaning.meaningful_share, Estimate) and meaning.verdict == "yes" and meaning.written >= 10:
        yield Finding(
            subject=meaning.channel,
            message=f"On {meaning.channel} people talk with you: {share(meaning.meaningful_share, 'conversations')} went back and forth.",
            next="Before you let it go, ask the people you talk with there where else they can be met."
            if counsel.course == "drop"
            else "Go on as you do there, and bring the people you meet elsewhere.",
            line=line_of(strategy, meaning.channel),
            severity="low",
            works=True,
            evidence=meaning.examples,
        )
