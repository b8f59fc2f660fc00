"""S3: the tools, last: whether and how each serves, and whether the plan could be anybody's."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from heard.model import Finding
from heard.rules import rule
from heard.rules.phrases import blank, either, general, one_of, quoted, selling, shared, tactic, whom
from heard.strategy import Channel, Strategy

SAME = 0.8
"""Share of words from which two sentences are the same one with a name exchanged. Because it felt right: one word in five."""
FEWEST_WORDS = 3
"""Of two words, one in common says nothing."""


def _only_a_name(channel: Channel) -> bool:
    return not channel.serves and blank(channel.how) and blank(channel.focus)


@rule("S301", "channel-without-objective")
def channel_without_objective(strategy: Strategy) -> Iterator[Finding]:
    """A channel serves no objective.

    Why it matters: a tool that is there because everybody is there takes hours from one that serves.

    What to do: name the objective under "for", or leave the channel out. Leaving out is not a loss: nobody was
    ever missed on a network.

    When it is wrong: you only listen there, or it is for pleasure. Then give it no hours, or accept this and say
    so.

    Evidence: none measured in general. In your own case the review does: hours per channel against what came of
    them.
    """
    aims = [
        objective.name for objective in strategy.objectives if not tactic(objective.what or objective.name)
    ]
    names = f" ({either([quoted(name) for name in aims])})" if aims else ""
    for channel in strategy.channels:
        if _only_a_name(channel):
            yield Finding(
                subject=channel.name,
                message=f"“{channel.name}” is only a name so far: neither what it is for nor what you would do there.",
                next=f"First ask whether {whom(strategy)} are there and talk there. If so, write which objective it serves{names} and how; "
                "if not, leave it out.",
                line=channel.line,
                severity="high",
            )
        elif not channel.serves:
            yield Finding(
                subject=channel.name,
                message=f"Nothing says which objective “{channel.name}” serves.",
                next=f"Write it under “for:”{names}, or leave the channel out: its hours would do good elsewhere.",
                line=channel.line,
                severity="high",
            )


@rule("S302", "channel-without-how")
def channel_without_how(strategy: Strategy) -> Iterator[Finding]:
    """A channel does not say what is done there.

    Why it matters: being somewhere is no plan. Without a how, the hours go into scrolling.

    What to do: write one sentence that a friend could watch you doing: where you go, whom you answer, how often.

    When it is wrong: you are still listening there. Then write that: "read, say nothing until March".

    Evidence: plans that say when, where and how are carried out more often than mere intentions: Gollwitzer &
    Sheeran 2006, Advances in Experimental Social Psychology 38, 94 studies. None is about networks.
    """
    for channel in strategy.channels:
        if blank(channel.how) and not _only_a_name(channel):
            yield Finding(
                subject=channel.name,
                message=f"You would be on “{channel.name}”, but nothing says what you would do there.",
                next="Write “how:” as a friend could watch you doing it: where you go, whom you answer, how often.",
                line=channel.line,
            )


@rule("S303", "channel-without-focus")
def channel_without_focus(strategy: Strategy) -> Iterator[Finding]:
    """A channel does not say what it is used for rather than the others.

    Why it matters: each tool is good at something: one for business questions, one for photographs, one for old
    friends. Used all alike, they are one tool with several passwords.

    What to do: write what this one is good at, as you have seen it, and use it for that.

    When it is wrong: it is your only channel. Then the focus is the objective; write it anyway, it takes a
    minute.

    Evidence: none measured.
    """
    for channel in strategy.channels:
        if blank(channel.focus) and not _only_a_name(channel):
            yield Finding(
                subject=channel.name,
                message=f"What is “{channel.name}” good at that your other ways of meeting people are not?",
                next="Write it under “focus:” in a few words of your own, as you have seen it there.",
                line=channel.line,
                severity="low",
            )


@rule("S304", "planned-before-listening")
def planned_before_listening(strategy: Strategy) -> Iterator[Finding]:
    """A channel was planned without having listened there.

    Why it matters: only reading shows who asks, who answers, what is welcome, and whether the people you need to
    meet are there at all.

    What to do: read for three weeks without saying a word, then write the plan. "listening_since" keeps the day
    on which you began.

    When it is wrong: you have been there for years. Then write the year's first day, and the rule is content.

    Evidence: three weeks are a convention of practitioners, not a measurement. Whether you have read enough,
    `heard listen` says from your own exports.
    """
    for channel in strategy.channels:
        if channel.listening_since is None and not _only_a_name(channel):
            yield Finding(
                subject=channel.name,
                message=f"Nothing says that you have listened on “{channel.name}” before planning what to say.",
                next=f"Read there for three weeks: who asks, who answers, are {whom(strategy)} among them? Then write the day you began under “listening_since:”.",
                line=channel.line,
            )


@rule("S305", "same-everywhere")
def same_everywhere(strategy: Strategy) -> Iterator[Finding]:
    """Two channels are used in the same words.

    Why it matters: what suits every network suits none. If the same thing is done in two places, one of them is
    enough and costs half.

    What to do: say of each by itself what it is good at, or keep the one where you were answered.

    When it is wrong: two rooms of one house: a forum and its chat. Then accept this with that reason.

    Evidence: none measured. Two sentences count as the same from four words in five in common; that bound is
    ours.
    """
    for one, other in combinations(strategy.channels, 2):
        for first, second in ((one.how, other.how), (one.focus, other.focus)):
            if min(len(first.split()), len(second.split())) >= FEWEST_WORDS and shared(first, second) >= SAME:
                yield Finding(
                    subject=other.name,
                    message=f"“{other.name}” and “{one.name}” are to be used in the same words: {quoted(second)}.",
                    next="Ask of each by itself who is there and what is welcome there. If the answer is the same, keep the one where you were answered.",
                    line=other.line,
                    confidence="likely",
                )
                break


@rule("S306", "anybodys-plan")
def anybodys_plan(strategy: Strategy) -> Iterator[Finding]:
    """A sentence of the plan could stand in anybody's.

    Why it matters: there is no recipe. A sentence that fits everybody cannot tell you tomorrow morning whom to
    answer.

    What to do: say it again with one name, one place and one question in it.

    When it is wrong: the words are your trade's own. One word that is not among the general ones is enough to
    silence this.

    Evidence: on 79 companies' and media pages (109,578 posts), posts in promotional words had 35 % fewer comments
    than others of the same page and month; that is an association, not an effect. The list of words is ours, and
    English only.
    """
    said = [
        (channel.name, text, channel.line)
        for channel in strategy.channels
        for text in (channel.how, channel.focus)
    ]
    said.append(("level", strategy.level, strategy.lines.get("level", 0)))
    said += [("give", text, strategy.lines.get("give", 0)) for text in strategy.give]
    for subject, text, line in said:
        if general(text):
            yield Finding(
                subject=subject,
                message=f"{quoted(text)} could stand in anybody's plan: no word in it is yours.",
                next=f"Say it again with one name, one place and one question in it: what did {one_of(strategy)} last ask, "
                "and what would you answer?",
                line=line or None,
                confidence="likely",
            )


@rule("S307", "business-before-rapport")
def business_before_rapport(strategy: Strategy) -> Iterator[Finding]:
    """Business is to come of a channel, and nothing says after how much acquaintance.

    Why it matters: a pitch from a stranger is refused and remembered. The same words from somebody who helped
    last month are news.

    What to do: write how many times you and a person have spoken before business may be mentioned: "rapport: 5".
    They may mention it earlier.

    When it is wrong: people come there to buy: a shop, a marketplace. Then write "rapport: 0" and accept this
    with that reason.

    Evidence: in a public set of 4,040 requests for help, 37 % of those who had taken part in the community before
    were granted, and 23 % of the others. On technical mailing lists (5,553 threads) having helped before made no
    difference to being answered. So it depends on the place; what number suits yours, your own exports will show.
    """
    for channel in strategy.channels:
        text = next(filter(selling, (channel.how, channel.focus)), "")
        if channel.rapport == 0:
            yield Finding(
                subject=channel.name,
                message=f"On “{channel.name}” business may come with the first word.",
                next="Let a few exchanges go before it: help with something small, ask how it went. Write how many under “rapport:”.",
                line=channel.line,
                confidence="likely",
            )
        elif channel.rapport is None and text:
            yield Finding(
                subject=channel.name,
                message=f"You write {quoted(text)} for “{channel.name}”, and nothing says how well you know a person by then.",
                next="Write under “rapport:” after how many exchanges business may be mentioned, as in “rapport: 5”.",
                line=channel.line,
                confidence="hint",
                severity="low",
            )
