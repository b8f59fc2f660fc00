"""review --changed-since and --against: what later imports changed, and two days beside each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from rich.console import Console

from heard import api
from heard.api import Changes, ChannelReview, Review, short
from heard.api.changes import COURSE, verdicts_of
from heard.faces.formats import changes_json, compared_json
from heard.faces.say import COURSES, MEASURES, label, number
from heard.faces.say import QUESTIONS as ASKED
from heard.faces.terminal import FOUND, NOTHING
from heard.faces.terminal.screen import console, counted, heading, say, say_json, working
from heard.ledger.arrivals import Arrival
from heard.model import Answer, Estimate, Finding, HeardError

COMPARED = (
    "hours", "conversations", "meaningful_share", "target_people", "target_reply_rate", "won", "return_per_hour",
)  # fmt: skip
"""What is put side by side: enough to see where it goes."""


def changed(home: Path, since: date, *, as_of: date | None, hours: float | None, as_json: bool) -> int:
    """Say what imports from a day on changed in a review."""
    with working("Looking at what it said before"), api.open(home) as opened:
        found = opened.changes(since, as_of=as_of, hours=hours)
    if as_json:
        say_json(changes_json(found))
    else:
        _tell(console(), found)
    return FOUND if found.new or found.gone or found.reworded or found.turned else NOTHING


def compared(home: Path, against: date, *, as_of: date | None, hours: float | None, as_json: bool) -> int:
    """Put the reviews of two days beside each other."""
    with working("Looking from both days"), api.open(home) as opened:
        now = opened.review(as_of=as_of, hours=hours)
        if against >= now.as_of:
            raise HeardError(
                f"{against} is not before {now.as_of}; name an earlier day, as in: --against 2026-06-30"
            )
        then = opened.review(as_of=against, hours=hours)
    if as_json:
        say_json(compared_json(then, now))
    else:
        _tell_both(console(), then, now)
    return NOTHING


def _tell(screen: Console, found: Changes) -> None:
    say(
        screen,
        (f"The review of {found.as_of}", "bold"),
        f", as it is now and without the imports since {found.since}",
    )
    heading(screen, "What arrived")
    if not found.arrived:
        say(
            screen,
            f"No import since {found.since} told anything new of the time until {found.as_of}.",
            indent=2,
        )
    for each in found.arrived:
        say(screen, (short(each.import_id)[:8], "cyan"), f"  {each.added}  {_what(each)}", indent=2, hang=4)
    for each in found.read_again:
        say(
            screen,
            f"{each.path} was read again on {each.added}. What it said before is not kept, so its lines count on both sides.",
            indent=2,
            hang=2,
        )
    told = bool(found.turned or found.new or found.gone or found.reworded)
    if found.arrived:
        heading(screen, "What that changed")
        if not told:
            say(screen, "No verdict and no finding.", indent=2)
    questions = {each.key: each.asks for each in ASKED} | {COURSE: "So"}
    for turn in found.turned:
        say(
            screen,
            (turn.channel, "bold"),
            f"  {questions[turn.question]} {_verdict(turn.question, turn.then)}, now {_verdict(turn.question, turn.now)}",
            indent=2,
            hang=4,
        )
    for title, findings in (("New", found.new), ("No longer said", found.gone)):
        for finding in findings:
            _tell_finding(screen, title, finding)
    for before, finding in found.reworded:
        _tell_finding(screen, "Said otherwise", finding)
        say(screen, (f"before: {before.message}", "dim"), indent=6, hang=2)


def _tell_finding(screen: Console, title: str, finding: Finding) -> None:
    say(
        screen,
        f"{title}: ",
        (f"{finding.code} {finding.name}", "bold"),
        f"  {finding.message}",
        indent=2,
        hang=4,
    )


def _what(each: Arrival) -> str:
    parts = [
        words
        for number_, words in (
            (each.facts, counted(each.facts, "fact")),
            (each.people, f"new names, titles or companies of {counted(each.people, 'account')}"),
        )
        if number_
    ]
    return f"{each.source}: {' and '.join(parts)}, from {each.path}"


def _verdict(question: str, verdict: str) -> str:
    if question == COURSE:
        return next(words for course, words in COURSES.items() if course == verdict)
    asked = next(each for each in ASKED if each.key == question)
    return next(words for known, words in asked.verdicts.items() if known == verdict)


def _tell_both(screen: Console, then: Review, now: Review) -> None:
    say(
        screen,
        (now.strategy.name or "Your strategy", "bold"),
        f", seen from {then.as_of} and from {now.as_of}",
    )
    before, after = verdicts_of(then), verdicts_of(now)
    for name, channel in now.channels.items():
        heading(screen, name)
        for question in after[name]:
            if before[name][question] != after[name][question]:
                asks = next((each.asks for each in ASKED if each.key == question), "So")
                say(
                    screen,
                    f"{asks} {_verdict(question, before[name][question])}, now {_verdict(question, after[name][question])}",
                    indent=2,
                    hang=2,
                )
        for words in _figures(then.channels[name], channel):
            say(screen, words, indent=2, hang=2)


def _figures(then: ChannelReview, now: ChannelReview) -> Iterator[str]:
    """Figures that are known on one of the days at least and differ, in words."""
    before, after = _measures(then), _measures(now)
    for measure in COMPARED:
        one, other = before.get(measure), after.get(measure)
        if one != other and (isinstance(one, Estimate) or isinstance(other, Estimate)):
            yield f"{label(measure)}: {_said(measure, one)}, then {_said(measure, other)}"
    if not any(isinstance(each, Estimate) for each in after.values()):
        yield "Nothing can be told of either day."


def _said(measure: str, answer: Answer | None) -> str:
    return str(number(answer, MEASURES[measure][1])) if isinstance(answer, Estimate) else "cannot be told"


def _measures(channel: ChannelReview) -> dict[str, Answer]:
    found: dict[str, Answer] = {}
    evidence = channel.evidence
    for each in (evidence.market, evidence.meaning, evidence.returns, evidence.attention, evidence.interest):
        found |= each.measures()
    return found


__all__ = ["changed", "compared"]
