"""review: the strategy against the evidence, ordered as a colleague would say it: first what to do, then why, then what is open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from rich.console import Console

from heard import api
from heard.api import SEVERITY, Review
from heard.api.changes import QUESTIONS
from heard.faces.formats import review_json
from heard.faces.home import STRATEGY
from heard.faces.hours import A_WEEK, hours_not_shown, plan_lines, rests_on, together, weekly_hours
from heard.faces.say import COURSES, PLANS, number, reason, summary
from heard.faces.say import QUESTIONS as ASKED
from heard.faces.terminal import FOUND, NOTHING
from heard.faces.terminal.screen import Piece, console, counted, heading, say, say_json, table, working
from heard.measures.courses import Course
from heard.model import Finding, Skipped
from heard.rules.sentences import chance, listed

MOST_FINDINGS = 12
"""More than a person takes in at once; the rest is counted."""
MOST_OPEN = 6
"""The same of what could not be told."""
MOST_EVIDENCE = 3
"""One is an anecdote, three are enough to look it up; where several findings share a step, one each."""
WORKS = "What works"
URGENCY: Mapping[str, str] = {"high": "First", "medium": "Then", "low": "When there is time"}
FIRST: Mapping[str, str] = {**URGENCY, "medium": "First"}
"""Where nothing is pressing, what comes next comes first."""
SURE = {"sure": "", "likely": "likely", "hint": "a hint only"}
COLOUR = {"high": "bold red", "medium": "bold yellow", "low": "bold"}
EXAMPLE = "as in"
"""Where one follows, it names one channel, and not all of them."""
NOT_SHOWN = {
    "bulk": "sent to many at once",
    "automatic": "written by machines",
    "sponsored": "paid for by advertisers",
    "robot": "by robots that sign as people",
    "list": "from a list's own address",
    "role address": "from addresses that nobody alone writes from",
    "undated": "without a date",
}


def review(
    home: Path, *, as_of: date | None, hours: float | None, html: Path | None, everything: bool, as_json: bool
) -> int:
    """Set the strategy against the evidence and say what follows."""
    with working("Setting the strategy against the evidence"), api.open(home) as opened:
        found = opened.review(as_of=as_of, hours=hours)
        unread = len(opened.problems())
    if html:
        from heard.faces.report import write_report  # noqa: PLC0415 - templates and charts are for those who ask

        write_report(found, html)
    if as_json:
        say_json(review_json(found))
    else:
        tell(console(), found, unread=unread, everything=everything)
        if html:
            say(console(), f"The report is in {html}.")
    return FOUND if found.findings or found.problems else NOTHING


def tell(screen: Console, found: Review, *, unread: int = 0, everything: bool = False) -> None:
    """Print the whole review."""
    say(screen, (found.strategy.name or "Your strategy", "bold"), f", seen from {found.as_of.isoformat()}")
    if found.channels:
        say(screen, summary(found))
    _tell_problems(screen, found)
    first, later = _parted(found, everything=everything)
    if not found.findings:
        heading(screen, "Nothing to report")
        say(screen, "No rule found anything to say against this strategy.")
    _tell_findings(screen, first, FIRST)
    _tell_channels(screen, found, everything=everything)
    _tell_plan(screen, found)
    _tell_findings(screen, later, URGENCY)
    if rest := len(found.findings) - len(first) - len(later):
        screen.print()
        say(screen, f"{counted(rest, 'more finding')} of less weight; --all shows them.")
    _tell_open(screen, found, everything=everything)
    _tell_accepted(screen, found)
    _tell_not_shown(screen, found, unread)
    if found.findings:
        screen.print()
        say(screen, ("Why one of these is said: heard explain " + found.findings[0].code, "dim"))


def _tell_problems(screen: Console, found: Review) -> None:
    if found.problems:
        heading(screen, f"{STRATEGY} cannot be understood in {counted(len(found.problems), 'place')}")
    for problem in found.problems:
        say(screen, (_place(problem.line), "cyan"), problem.why, hang=4)


def _parted(found: Review, *, everything: bool) -> tuple[list[Finding], list[Finding]]:
    """What presses most and what works, which go before the five questions, and what goes after them."""
    asked = sorted(
        (finding for finding in found.findings if not finding.works), key=lambda each: SEVERITY[each.severity]
    )
    shown = asked if everything else asked[:MOST_FINDINGS]
    pressing = [finding for finding in shown if finding.severity == shown[0].severity]
    works = [finding for finding in found.findings if finding.works]
    return pressing + works, shown[len(pressing) :]


def _tell_findings(screen: Console, findings: list[Finding], headings: Mapping[str, str]) -> None:
    for urgency, urgent in groupby(
        findings, key=lambda finding: WORKS if finding.works else headings[finding.severity]
    ):
        heading(screen, urgency)
        for place, (_, alike) in enumerate(groupby(urgent, key=lambda finding: (finding.code, finding.next))):
            if place:
                screen.print()
            _tell_alike(screen, list(alike))


def _tell_alike(screen: Console, findings: list[Finding]) -> None:
    """Findings that one step would answer: the step is said once, after the last of them."""
    for finding in findings:
        unsure = f" ({SURE[finding.confidence]})" if SURE[finding.confidence] else ""
        say(
            screen,
            (_place(finding.line), "cyan"),
            (f"{finding.code} {finding.name}", COLOUR[finding.severity]),
            f"  {finding.message}",
            (unsure, "dim"),
            hang=4,
        )
    say(screen, ("→ ", "green"), findings[-1].next, indent=4, hang=2)
    most = MOST_EVIDENCE if len(findings) == 1 else 1
    evidence = [each for finding in findings for each in finding.evidence[:most]]
    for each in evidence:
        said = "  ".join(part for part in (each.at, each.channel, f"{each.who}: {each.what}") if part)
        say(screen, (said, "dim"), indent=6, hang=2)
    if more := sum(len(finding.evidence) for finding in findings) - len(evidence):
        say(screen, (f"and {more} more like these", "dim"), indent=6)


def _tell_channels(screen: Console, found: Review, *, everything: bool) -> None:
    if not found.channels:
        return
    heading(screen, "Why: the five questions")
    rows: list[list[Piece]] = []
    for name, channel in found.channels.items():
        verdicts = [getattr(channel.evidence, QUESTIONS[asked.key]).verdict for asked in ASKED]
        sure = channel.advice.probability
        course = COURSES[channel.advice.course] + (f", {chance(sure)}" if sure is not None else "")
        said = [
            "?" if verdict == "cannot tell" else asked.verdicts[verdict]
            for asked, verdict in zip(ASKED, verdicts, strict=True)
        ]
        rows.append([(name, "bold"), *said, (course, "bold")])
    screen.print(
        table(("", *("\n".join(asked.short.rsplit(" ", 1)) for asked in ASKED), "So"), rows, wrapped=0)
    )
    say(screen, ("? cannot be told yet; what would settle it stands below", "dim"))
    screen.print()
    for (course, why), names in sorted(
        _reasons(found).items(), key=lambda each: list(PLANS).index(each[0][0])
    ):
        say(screen, (COURSES[course].capitalize(), "bold"), f" ({listed(names, 6)}): {why}.", hang=2)
    blind = {
        name: each.evidence.meaning.blind
        for name, each in found.channels.items()
        if each.evidence.meaning.blind
    }
    if everything:
        for name, unseen in blind.items():
            say(screen, ("Not to be seen", "bold"), f" ({name}): {unseen}", hang=2)
    elif blind:
        say(
            screen,
            f"Silence on {listed(list(blind), 6)} is not silence: what an export leaves out, --all says.",
        )


def _tell_plan(screen: Console, found: Review) -> None:
    hours, lines = weekly_hours(found), list(plan_lines(found.plan))
    if not (hours or lines):
        return
    heading(screen, "Your hours")
    if hours:
        rows: list[list[Piece]] = [
            [
                (each.channel, "bold"),
                *(
                    number(known).brief.replace(A_WEEK, "") if known else "?"
                    for known in (each.now, each.proposed)
                ),
            ]
            for each in (*hours, together(hours))
        ]
        screen.print(table(("h a week", "now", "proposed (range)"), rows, wrapped=0))
        say(screen, (rests_on(found.plan), "dim"))
        screen.print()
    for line in lines:
        say(screen, f"{line.label}: {line.number}", hang=2)


def _reasons(found: Review) -> dict[tuple[Course, str], list[str]]:
    reasons: dict[tuple[Course, str], list[str]] = {}
    for name, channel in found.channels.items():
        reasons.setdefault((channel.advice.course, reason(channel.advice)), []).append(name)
    return reasons


@dataclass(slots=True)
class Open:
    """Questions that are open for one reason, which one thing would settle."""

    why: str
    settle: str
    subjects: list[str]
    questions: int = 0


def open_questions(skipped: tuple[Skipped, ...]) -> list[Open]:
    """What could not be told, the same reason on several channels as one; what would settle most comes first."""
    found: dict[tuple[str, str], Open] = {}
    for each in skipped:
        subject = re.compile(rf"\b{re.escape(each.subject)}\b") if each.subject else re.compile(r"(?!)")
        key = (subject.sub("\0", each.why), subject.sub("\0", each.settle))
        entry = found.setdefault(key, Open(*key, []))
        entry.questions += 1
        if each.subject not in entry.subjects:
            entry.subjects.append(each.subject)
    for entry in found.values():
        entry.why = entry.why.replace("\0", listed(entry.subjects, 6))
        named = entry.subjects[0] if EXAMPLE in entry.settle else listed(entry.subjects, 6)
        entry.settle = entry.settle.replace("\0", named)
    return sorted(found.values(), key=lambda entry: -entry.questions)


def _tell_open(screen: Console, found: Review, *, everything: bool) -> None:
    entries = open_questions(found.skipped)
    shown = entries if everything else entries[:MOST_OPEN]
    if shown:
        heading(screen, "What could not be told, and what would settle it")
    for entry in shown:
        asked = f" ({counted(entry.questions, 'question')})" if entry.questions > 1 else ""
        say(screen, f"- {entry.why[:1].upper()}{entry.why[1:]}", (asked, "dim"), hang=2)
        say(screen, ("→ ", "green"), entry.settle, indent=2, hang=2)
    if rest := entries[len(shown) :]:
        say(screen, f"{counted(len(rest), 'more reason')}; --all shows them.")


def _tell_accepted(screen: Console, found: Review) -> None:
    if found.accepted:
        heading(screen, "What you live with")
    for finding, because in found.accepted:
        given = f"because {because}" if because else "no reason given"
        say(screen, (f"{finding.code} {finding.name}", "bold"), f" ({finding.subject}): {given}", hang=4)


def _tell_not_shown(screen: Console, found: Review, unread: int) -> None:
    left_out = list(_left_out(found))
    if left_out or unread:
        heading(screen, "Not shown")
    if left_out:
        say(screen, f"{listed(left_out, len(left_out))}: they count in no number above.")
    if unread:
        say(screen, f"{counted(unread, 'record')} could not be read; see: heard problems")


def _left_out(found: Review) -> Iterator[str]:
    for why, count in found.not_shown.items():
        yield f"{count:,} {NOT_SHOWN.get(why, why)}"
    yield from (f"{hours:,} {why}" for hours, why in hours_not_shown(found))


def _place(line: int | None) -> str:
    return f"{STRATEGY}:{line}  " if line else ""
