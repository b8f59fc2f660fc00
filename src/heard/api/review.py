"""The strategy set against the evidence: every measure taken, and every rule asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from heard.ledger.store import Ledger
from heard.measures.appeal import Appeal, appeals
from heard.measures.audience import Market, Markets, markets
from heard.measures.conversation import Meaning, meanings
from heard.measures.courses import Advice as ChannelAdvice
from heard.measures.courses import Evidence as ChannelEvidence
from heard.measures.courses import courses, in_step
from heard.measures.focus import Attention, Spread, attention
from heard.measures.interest import Interest, interests
from heard.measures.labelled import Errors
from heard.measures.pauses import Trials, trials
from heard.measures.plan import Plan, plan
from heard.measures.pleasing import Pleasing, pleasing
from heard.measures.returns import Returns, returns
from heard.measures.rhythm import Rhythm, rhythm
from heard.model import Finding, Problem, Skipped
from heard.people.hours import hours_left_out
from heard.people.view import left_out
from heard.rules import ask, family, rules
from heard.sources import Source, sources
from heard.strategy import Strategy


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelReview:
    """What is known of one channel, and what to do with it."""

    evidence: ChannelEvidence
    advice: ChannelAdvice


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """The strategy set against the evidence."""

    as_of: date
    """The day from which it looks: the last one the ledger knows of, unless another was asked for."""
    strategy: Strategy
    findings: tuple[Finding, ...]
    """What matters most first."""
    accepted: tuple[tuple[Finding, str], ...]
    """Findings that the user lives with, and why."""
    skipped: tuple[Skipped, ...]
    problems: tuple[Problem, ...]
    """What in strategy.yaml could not be read."""
    channels: Mapping[str, ChannelReview]
    spread: Spread
    plan: Plan
    """The hours of a week, split anew."""
    not_shown: Mapping[str, int]
    """Interactions that count in no measure, by why [count]."""
    rhythm: Rhythm = field(default_factory=Rhythm)
    """The last 52 weeks."""
    hours_not_shown: Mapping[str, float] = field(default_factory=dict)
    """Time spent that counts on no channel, by why [h]."""


SEVERITY = {"high": 0, "medium": 1, "low": 2}


def review(
    ledger: Ledger,
    strategy: Strategy,
    problems: tuple[Problem, ...],
    as_of: date,
    as_of_us: int,
    errors: Errors | None = None,
) -> Review:
    """Set the strategy against a ledger whose tables to ask are made.

    Args:
        ledger: looked at, by `heard.people.view.look`.
        strategy: what was written down first.
        problems: what in its file could not be read.
        as_of: the day to look from.
        as_of_us: its last moment [us since 1970, UTC].
        errors: how often the market is mistaken, where enough people are labelled.
    """
    evidence, spread = _measured(ledger, strategy, as_of, as_of_us, errors)
    planned = plan(strategy, evidence)
    advice = courses(strategy, evidence, planned.prospects, as_of)
    evidence = {name: in_step(each, advice[name]) for name, each in evidence.items()}
    said = list(
        ask(
            family("SC"),
            strategy,
            {
                Spread: spread,
                Plan: planned,
                Trials: trials(ledger, strategy, as_of, as_of_us),
                Markets: Markets({name: each.market for name, each in evidence.items()}),
            },
            {
                Market: {name: each.market for name, each in evidence.items()},
                Meaning: {name: each.meaning for name, each in evidence.items()},
                Returns: {name: each.returns for name, each in evidence.items()},
                Attention: {name: each.attention for name, each in evidence.items()},
                Interest: {name: each.interest for name, each in evidence.items()},
                Pleasing: pleasing(ledger, evidence, as_of),
                Appeal: appeals(ledger, strategy, evidence, blind_on(ledger), as_of_us),
                ChannelAdvice: advice,
            },
        )
    )
    found = sorted(
        (_after_verdict(each, advice) for each in said if isinstance(each, Finding)),
        key=lambda each: (SEVERITY[each.severity], each.code, each.subject),
    )
    lived_with = {
        each.code: each.because for each in strategy.accept if each.until is None or each.until >= as_of
    }
    return Review(
        as_of=as_of,
        strategy=strategy,
        findings=tuple(each for each in found if each.code not in lived_with),
        accepted=tuple((each, lived_with[each.code]) for each in found if each.code in lived_with),
        skipped=tuple(each for each in said if isinstance(each, Skipped)),
        problems=problems,
        channels={name: ChannelReview(evidence=evidence[name], advice=advice[name]) for name in evidence},
        spread=spread,
        plan=planned,
        not_shown=left_out(ledger, as_of_us),
        rhythm=rhythm(ledger, as_of),
        hours_not_shown=hours_left_out(ledger),
    )


def _after_verdict(finding: Finding, advice: Mapping[str, ChannelAdvice]) -> Finding:
    """A finding on a channel that is to be dropped asks for no work there first; a rule that knows the verdict says so itself."""
    counsel = advice.get(finding.subject)
    if counsel is None or counsel.course != "drop" or ChannelAdvice in rules()[finding.code].needs:
        return finding
    step = f"Nothing, if you let it go. If not: {finding.next[:1].lower()}{finding.next[1:]}"
    return replace(finding, severity="low", next=step)


def _measured(
    ledger: Ledger, strategy: Strategy, as_of: date, as_of_us: int, errors: Errors | None
) -> tuple[dict[str, ChannelEvidence], Spread]:
    names = [channel.name for channel in strategy.channels]
    blind = blind_on(ledger)
    market = markets(ledger, strategy, names, errors)
    meaning = meanings(ledger, names, blind, as_of_us)
    returned = returns(ledger, strategy, names, as_of.isoformat())
    attended, spread = attention(ledger, strategy, names, as_of)
    interest = interests(ledger, names, blind, as_of_us)
    return {
        name: ChannelEvidence(
            market=market[name],
            meaning=meaning[name],
            returns=returned[name],
            attention=attended[name],
            interest=interest[name],
        )
        for name in names
    }, spread


def blind_on(ledger: Ledger) -> dict[str, str]:
    """What the exports that were really added cannot show, by channel; of several on one channel, each is named."""
    added = {each["source"] for each in ledger.imports()}
    told: dict[str, list[Source]] = {}
    for name, source in sources().items():
        if source.CHANNEL and source.BLIND and name in added:
            told.setdefault(source.CHANNEL, []).append(source)
    return {
        channel: several[0].BLIND
        if len(several) == 1
        else " ".join(f"{source.TITLE}: {source.BLIND}" for source in several)
        for channel, several in told.items()
    }
