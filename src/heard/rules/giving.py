"""S4: what the user gives, and who speaks."""

from __future__ import annotations

from collections.abc import Iterator

from heard.model import Finding
from heard.rules import rule
from heard.rules.phrases import blank, either, faceless, quoted, whom
from heard.strategy import Strategy


@rule("S401", "nothing-given")
def nothing_given(strategy: Strategy) -> Iterator[Finding]:
    """Nothing says what the user gives.

    Why it matters: give more than you get: it is what people remember you by, and the only thing that you can
    begin with today.

    What to do: write something that costs you little and helps one of them: an answer, a name, a list you made
    for yourself.

    When it is wrong: you give, and it did not seem worth writing down. Write it down; the review then shows it
    beside what came back.

    Evidence: Mixed, and told as it is. In a public set of 4,040 requests, those who had taken part in the
    community before were granted 37 % of the time against 23 %. On technical mailing lists (5,553 threads)
    earlier help made no difference to being answered. No source supports a fixed ratio of giving to getting.
    """
    if all(blank(gift) for gift in strategy.give):
        yield Finding(
            subject="give",
            message=f"Nothing says what you give to {whom(strategy)} before you ask for anything.",
            next="Write under “give:” what helps one of them and costs you little: an answer a week, a name they need, a list you made for yourself.",
            line=strategy.lines.get("give"),
            severity="high",
        )


@rule("S402", "faceless-voice")
def faceless_voice(strategy: Strategy) -> Iterator[Finding]:
    """A department or nobody speaks where a person should.

    Why it matters: people answer people. Nobody can be introduced to "the team", be thanked by it, or ask how its
    holidays were.

    What to do: name the person who speaks. If several do, name each, with what they would talk about anyway.

    When it is wrong: the channel is a noticeboard, where nobody expects an answer. Then accept this with that
    reason.

    Evidence: on 79 companies' and media pages (109,578 posts), posts that said "I" had 12 % more comments than
    others of the same page and month, and on mailing lists they were answered 8 points more often (5,553
    threads). These are associations, not effects.
    """
    if not strategy.voices:
        yield Finding(
            subject="voices",
            message="Nobody is named who speaks.",
            next="Write under “voices:” who does, by name, with what they would talk about anyway and what they may say without asking.",
            line=strategy.lines.get("voices"),
        )
    for voice in strategy.voices:
        if faceless(voice.name, strategy.name):
            yield Finding(
                subject=voice.name,
                message=f"{quoted(voice.name)} has no face: who is it that {whom(strategy)} would be talking to?",
                next="Write the name of the person instead; if there are several, one line each.",
                line=voice.line,
                severity="high",
            )


@rule("S403", "voice-without-authority")
def voice_without_authority(strategy: Strategy) -> Iterator[Finding]:
    """Nothing says what a voice may say without asking.

    Why it matters: whoever must ask first answers next week, in somebody else's words. A conversation does not
    wait that long.

    What to do: write what this person may say, promise or publish alone, and what not: "publishes without
    approval; no prices".

    When it is wrong: you work alone. Then write "all of it" once.

    Evidence: none measured by us. How long your own answers take, and that half of mail replies between people
    who already exchange come within about 47 minutes (Kooti and others 2015), the review shows side by side.
    """
    silent = [
        voice
        for voice in strategy.voices
        if blank(voice.authority) and not faceless(voice.name, strategy.name)
    ]
    for voice in silent:
        yield Finding(
            subject=voice.name,
            message=f"Nothing says what {voice.name} may say without asking anybody.",
            next="Write it under “authority:”, as in “publishes without approval; no prices”. Ask the person what they would need.",
            line=voice.line,
            severity="low" if len(strategy.voices) == 1 else "medium",
        )


@rule("S404", "channel-without-voice")
def channel_without_voice(strategy: Strategy) -> Iterator[Finding]:
    """Several people could speak on a channel and none is named.

    Why it matters: what everybody may answer, nobody does.

    What to do: name the one who likes being there.

    When it is wrong: all of you are there under your own names and answer as it comes. Then accept this with that
    reason.

    Evidence: none measured here. That the more could help, the less each feels called upon: Darley & Latané 1968,
    Journal of Personality and Social Psychology 8(4), in emergencies.
    """
    names = [voice.name for voice in strategy.voices if not faceless(voice.name, strategy.name)]
    if len(names) > 1:
        for channel in strategy.channels:
            if blank(channel.voice) and channel.serves:
                yield Finding(
                    subject=channel.name,
                    message=f"Who speaks on “{channel.name}”: {either(names)}?",
                    next="Ask who likes being there, and write that name under “voice:”.",
                    line=channel.line,
                    confidence="likely",
                    severity="low",
                )
