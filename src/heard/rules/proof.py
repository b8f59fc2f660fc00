"""C3: what the strategy believes, held against the tests that it points at."""

from __future__ import annotations

from collections.abc import Iterator

from heard.measures.pauses import Trials
from heard.model import Finding
from heard.rules import rule
from heard.rules.phrases import blank, either, quoted
from heard.rules.sentences import outcome
from heard.strategy import Strategy


@rule("C305", "claim-not-proved")
def claim_not_proved(strategy: Strategy, trials: Trials) -> Iterator[Finding]:
    """A claim names a test that does not show it: there is none, it has not ended, or its outcome may be chance.

    Why it matters: an example shows that something can happen, and a test what a channel does. Whoever quotes a test before
    it has ended, or one that told nothing, has neither.

    What to do: wait for the end, name the test as it stands under “tests:”, or write an example instead.

    When it is wrong: the test was done elsewhere. Then write it as an example.

    Evidence: none needed: it is your own test that is looked at.
    """
    for claim in strategy.evidence:
        if blank(claim.test):
            continue
        named = [each for each in trials.all if each.pause.name.casefold() == claim.test.casefold()]
        if not named:
            known = either([quoted(each.pause.name) for each in trials.all]) if trials.all else ""
            yield Finding(
                subject=claim.claim,
                message=f"{quoted(claim.claim)} names the test {quoted(claim.test)}, and no test is called that.",
                next=f"Name it by channel and first day: {known}."
                if known
                else "Begin one: heard test CHANNEL",
                line=claim.line,
            )
        elif named[0].result is None:
            ends = f" before {named[0].ends}" if named[0].ends else ""
            yield Finding(
                subject=claim.claim,
                message=f"{quoted(claim.claim)} names the test {quoted(claim.test)}, which tells nothing{ends}.",
                next="Leave it open until then; a test that is looked at early says what one hopes.",
                line=claim.line,
                severity="low",
            )
        elif named[0].result.verdict == "cannot tell":
            yield Finding(
                subject=claim.claim,
                message=f"{quoted(claim.claim)} names the test {quoted(claim.test)}, whose outcome may be chance: {outcome(named[0])}.",
                next="Strike the claim, or take it for what it is: something that a fair test did not show.",
                line=claim.line,
            )


@rule("C306", "claim-proved")
def claim_proved(strategy: Strategy, trials: Trials) -> Iterator[Finding]:
    """A claim rests on a fair test that has ended and told: the only thing that is called proof here.

    Why it matters: all else is an example, a count or a guess. This shows what came because of the channel.

    What to do: keep the test, and build on it.

    When it is wrong: the claim says more than the test. What was compared are weeks with the channel and weeks without it, for
    this one outcome; you judge whether that is what the claim says.

    Evidence: a lot chose the weeks, so chance alone differs as much in the share of designs that is given (Fisher 1935).
    """
    for claim in strategy.evidence:
        for each in trials.all:
            told = each.result is not None and each.result.verdict != "cannot tell"
            if told and not blank(claim.test) and each.pause.name.casefold() == claim.test.casefold():
                yield Finding(
                    subject=claim.claim,
                    message=f"{quoted(claim.claim)} rests on a fair test: {outcome(each)}.",
                    next="Read the claim again beside these numbers, and keep both.",
                    line=claim.line,
                    works=True,
                )
