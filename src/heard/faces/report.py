"""The review as one page: a file to mail, to print and to keep, that asks nothing of any network.

>>> write_report(home.review(), "review.html")                                    # doctest: +SKIP
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from tempfile import NamedTemporaryFile

from heard import __version__
from heard.api import ChannelReview, Review
from heard.faces.charts import charts, svg
from heard.faces.hours import hours_not_shown, plan_lines
from heard.faces.pages import style, style_hash, templates
from heard.faces.safe import printable
from heard.faces.say import (
    COURSES,
    PLANS,
    QUESTIONS,
    Line,
    Reply,
    capital,
    number,
    reason,
    replies,
    summary,
)
from heard.measures.courses import Course
from heard.model import Estimate, Finding, HeardError, Skipped
from heard.rules.sentences import chance, listed

MOST_GOOD = 3
FIRST = 5
"""What a person can keep in mind, and what fits on the first printed page beside the five questions."""
SURE = {"sure": "sure", "likely": "likely", "hint": "a hint"}
HIDDEN = {
    "automatic": "written by machines",
    "bulk": "sent to many at once, such as newsletters",
    "sponsored": "paid for by somebody",
    "robot": "by robots that sign as people",
    "list": "from a list's own address",
    "role address": "from addresses that nobody alone writes from",
    "undated": "without a date",
}
TONES = (("good", "good"), ("mixed", "mixed"), ("bad", "not good"), ("unknown", "cannot tell yet"))


@dataclass(frozen=True, slots=True)
class Advice:
    """Findings of one rule that ask for the same next step and are equally sure."""

    findings: tuple[Finding, ...]

    @property
    def works(self) -> bool:
        """Whether they say what works."""
        return self.findings[0].works

    @property
    def code(self) -> str:
        """The rule's code."""
        return self.findings[0].code

    @property
    def name(self) -> str:
        """The rule's name."""
        return self.findings[0].name

    @property
    def next(self) -> str:
        """The next step."""
        return self.findings[0].next

    @property
    def sure(self) -> str:
        """How sure that is."""
        return SURE[self.findings[0].confidence]

    @property
    def lines(self) -> str:
        """Where strategy.yaml speaks of it."""
        lines = sorted({each.line for each in self.findings if each.line})
        return f"line{'s' if len(lines) > 1 else ''} {', '.join(map(str, lines))}" if lines else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """What the page says of one channel."""

    name: str
    course: str
    why: str
    chance: str
    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class Untold:
    """What could not be told for one reason, and the rules that it kept silent."""

    why: str
    settle: str
    codes: tuple[str, ...]


def write_report(review: Review, path: str | Path) -> None:
    """Write the page: whole or not at all, and for the eyes of its owner only.

    Raises:
        HeardError: the file cannot be written.
    """
    path = Path(path).expanduser()
    page = render(review)
    written = None
    try:
        with NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=path.parent, delete=False
        ) as written:
            written.write(page)
            written.flush()
            os.fsync(written.fileno())
        Path(written.name).replace(path)
    except OSError as error:
        if written:
            with suppress(OSError):
                Path(written.name).unlink()
        raise HeardError(
            f"The report cannot be written to {path} ({error.strerror}); name another file with --html."
        ) from error


def render(review: Review) -> str:
    """The page as text."""
    advice = _grouped(review.findings)
    works = [each for each in advice if each.works]
    asked = [each for each in advice if not each.works]
    first, later = asked[:FIRST], asked[FIRST:]
    drawn = charts(review)
    return (
        templates()
        .get_template("report.html")
        .render(
            style=style(),
            style_hash=style_hash(),
            drawing=svg,
            version=__version__,
            review=review,
            title=review.strategy.name or "Your strategy",
            as_of=f"{review.as_of.day} {review.as_of:%B %Y}",
            summary=summary(review),
            first=first,
            later=later,
            works=works,
            good=_good(review),
            rested=[finding for each in first for finding in each.findings if finding.evidence],
            questions=QUESTIONS,
            channels=[_section(name, each) for name, each in review.channels.items()],
            reasons=list(_reasons(review)),
            pictures=[
                (question, [chart for chart in drawn if chart.question == question.key])
                for question in QUESTIONS
            ],
            spread=[*_spread(review), *plan_lines(review.plan)],
            untold=_untold(review.skipped),
            hidden=[
                *((HIDDEN.get(why, why), count) for why, count in review.not_shown.items()),
                *((why, hours) for hours, why in hours_not_shown(review)),
            ],
            tones=TONES,
        )
    )


def _grouped(findings: Iterable[Finding]) -> list[Advice]:
    return [
        Advice(tuple(group))
        for _, group in groupby(findings, key=lambda each: (each.code, each.next, each.confidence))
    ]


def _section(name: str, channel: ChannelReview) -> Section:
    probability = channel.advice.probability
    return Section(
        name=name,
        course=COURSES[channel.advice.course],
        why=reason(channel.advice),
        chance="" if probability is None else chance(probability),
        replies=tuple(replies(channel)),
    )


def _good(review: Review) -> list[str]:
    """What works, a sentence for each rule that says so: of a channel to focus on or to keep first, and never of one to drop."""
    order: list[Course] = ["focus", "keep", "try"]
    said: dict[str, tuple[int, str]] = {}
    for finding in review.findings:
        channel = review.channels.get(finding.subject)
        if (
            finding.works
            and finding.confidence != "hint"
            and (channel is None or channel.advice.course in order)
        ):
            place = order.index(channel.advice.course) if channel else len(order)
            said[finding.code] = min(
                said.get(finding.code, (place, finding.message)), (place, finding.message)
            )
    return [message for _, message in sorted(said.values())][:MOST_GOOD]


def _reasons(review: Review) -> Iterator[tuple[str, str, str]]:
    """Each course with the reason for it and the channels that share it; the first to act on first."""
    names: dict[tuple[Course, str], list[str]] = {}
    for name, each in review.channels.items():
        names.setdefault((each.advice.course, reason(each.advice)), []).append(printable(name, 40))
    for (course, why), shared in sorted(names.items(), key=lambda each: list(PLANS).index(each[0][0])):
        yield COURSES[course], why, listed(shared, 6)


def _spread(review: Review) -> Iterator[Line]:
    spread = review.spread
    for label, answer, rests in (
        ("Your time is spread over, in effect", spread.channels_by_hours, ""),
        (
            "Talk with your market comes from, in effect",
            spread.channels_by_results,
            "from {:,} conversations",
        ),
        ("Part of your time that lies elsewhere", spread.misplaced, "from {:,} conversations"),
    ):
        if isinstance(answer, Estimate):
            yield Line(label, number(answer, rests))


def _untold(skipped: Iterable[Skipped]) -> list[Untold]:
    codes: dict[tuple[str, str], list[str]] = {}
    for each in skipped:
        codes.setdefault((each.why, each.settle), []).append(each.code)
    return [
        Untold(capital(why), settle, tuple(dict.fromkeys(asked))) for (why, settle), asked in codes.items()
    ]
