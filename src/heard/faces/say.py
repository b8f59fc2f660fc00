"""The five questions in plain words: what each verdict and each number is called, wherever a person reads it.

>>> number(Estimate(0.16, 0.1, 0.26, "share", 60), "of {:,} people")
Number(estimate=..., value='16 %', interval='10 to 26 %', count='of 60 people')
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from heard.api import ChannelReview, Review
from heard.faces.safe import printable
from heard.measures.audience import Market
from heard.measures.conversation import Meaning
from heard.measures.courses import Advice, Course
from heard.measures.focus import Attention
from heard.measures.interest import Interest
from heard.measures.returns import Returns
from heard.model import Answer, Estimate, Missing, Verdict
from heard.rules.sentences import chance, listed

Measured = Market | Meaning | Returns | Attention | Interest
"""What answers one of the five questions."""
Tone = Literal["good", "bad", "mixed", "unknown"]
"""Whether an answer is welcome. Its shape and its word say so too, never a colour alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One of the five questions."""

    key: str
    asks: str
    short: str
    """As the head of a column."""
    verdicts: dict[Verdict, str]
    tones: dict[Verdict, Tone]


_VERDICTS: dict[Verdict, str] = {
    "yes": "yes",
    "no": "no",
    "mixed": "mixed",
    "cannot tell": "cannot tell yet",
}
_TONES: dict[Verdict, Tone] = {"yes": "good", "no": "bad", "mixed": "mixed", "cannot tell": "unknown"}

QUESTIONS = (
    Question(
        key="market",
        asks="Is my target market there?",
        short="Market there?",
        verdicts=_VERDICTS,
        tones=_TONES,
    ),
    Question(
        key="meaning",
        asks="Are the interactions meaningful?",
        short="Real talk?",
        verdicts=_VERDICTS,
        tones=_TONES,
    ),
    Question(
        key="returns",
        asks="Does it return my time, energy and budget?",
        short="Pays its time?",
        verdicts=_VERDICTS,
        tones=_TONES,
    ),
    Question(
        key="spread",
        asks="Am I spread too thin?",
        short="Enough attention?",
        verdicts=_VERDICTS | {"yes": "too thin", "no": "enough"},
        tones=_TONES | {"yes": "bad", "no": "good"},
    ),
    Question(
        key="interest", asks="Am I interesting?", short="Interesting?", verdicts=_VERDICTS, tones=_TONES
    ),
)

COURSES: dict[Course, str] = {
    "focus": "focus",
    "keep": "keep",
    "try": "try",
    "listen": "listen first",
    "drop": "drop",
    "cannot tell": "cannot tell yet",
}

UNBROKEN = "\u00a0"
"""Holds a number and its unit together."""
UNITS = {
    "share": "%",
    "persons": "people",
    "h/week": "h a week",
    "deals/100 h": "deals",
    "money": "",
}
"""What a person calls a unit; the others are called as they are."""

SINGLE = {
    "people": "person",
    "entries": "entry",
    "deals": "deal",
    "conversations": "conversation",
    "posts": "post",
}

MEASURES = {
    "share": ("Your market, of those whose work is known", "of {:,} people"),
    "people": ("People you have met", ""),
    "target_people": ("Of them your market, at least", ""),
    "unclassified": ("Of them nothing says where they work", ""),
    "named": ("Met here from your list", "of {:,} on it"),
    "conversations": ("You have had", ""),
    "meaningful_share": ("Of them went back and forth", "of {:,} conversations"),
    "reply_rate": ("Of those you opened, answered in time", "of {:,} conversations"),
    "two_way_people": ("People you have talked with, both ways", ""),
    "own_posts": ("What you said to nobody in particular", ""),
    "hours": ("Time logged", "from {:,} entries"),
    "spend": ("Money spent", "from {:,} entries"),
    "leads": ("Deals that began here", ""),
    "won": ("Of them won", ""),
    "cost": ("Both together, an hour at its price", "from {:,} entries"),
    "open_leads": ("Of them still open", ""),
    "still_to_win": ("Of the open ones will yet be won", "of {:,} open"),
    "deals_per_100_hours": ("A hundred hours win", "from {:,} deals won"),
    "return_per_hour": ("An hour returns", "from {:,} deals won"),
    "return_per_cost": ("Time and money together return", "from {:,} deals won"),
    "hours_to_settle": ("Hours more until the verdict most likely stands", ""),
    "credit": ("Of all deals won it lay on the way of", "by {:,} deals, as one counts"),
    "hours_per_week": ("Time it got in the last half year", "from {:,} entries"),
    "planned_hours_per_week": ("Time your strategy gives it", ""),
    "share_of_hours": ("Of all your time in that half year", "from {:,} entries"),
    "results": ("Real conversations with your market in it", ""),
    "share_of_results": ("Of all such conversations", "of {:,} conversations"),
    "hours_to_learn": ("Time until one is all but sure to come", "from {:,} conversations"),
    "target_reply_rate": ("Your market answers you", "of {:,} conversations you opened"),
    "other_reply_rate": ("Other people answer you", "of {:,} conversations you opened"),
    "visits": ("It brought to your web site, at least", ""),
    "visit_share": ("Of all that were counted there", "of {:,}"),
}
"""What each measure is called, and on what it rests; empty where the value is itself the count."""

PLANS: dict[Course, str] = {
    "focus": "give more to {}",
    "keep": "keep {}",
    "try": "try {}",
    "listen": "listen on {} first",
    "drop": "let {} go",
    "cannot tell": "leave {} open, since it cannot be told yet",
}

FEW_FOR_A_DEAL = "These hours are enough for a conversation to come of them, and too few for a deal."


@dataclass(frozen=True, slots=True)
class Number:
    """An estimate as it is read: the value with its unit, and the range it may lie in."""

    estimate: Estimate
    value: str
    interval: str
    """Low to high; empty where it was counted."""
    count: str
    """On how many of what it rests; empty where the value is itself the count."""

    @property
    def range(self) -> str:
        """All that stands in brackets."""
        return ", ".join(part for part in (self.interval, self.count) if part)

    @property
    def brief(self) -> str:
        """The value and its interval."""
        return f"{self.value} ({self.interval})" if self.interval else self.value

    def __str__(self) -> str:
        return f"{self.value} ({self.range})" if self.range else self.value


@dataclass(frozen=True, slots=True)
class Line:
    """A number with what it says."""

    label: str
    number: Number


@dataclass(frozen=True, slots=True)
class Unknown:
    """Numbers that cannot be told for the same reason."""

    labels: tuple[str, ...]
    missing: Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What is known of one question on one channel."""

    question: Question
    verdict: str
    tone: Tone
    lines: tuple[Line, ...]
    unknown: tuple[Unknown, ...]
    notes: tuple[str, ...] = ()
    blind: str = ""
    """What the export cannot show."""

    @property
    def brief(self) -> str:
        """The verdict in a narrow place."""
        return self.verdict.removesuffix(" yet")


def summary(review: Review) -> str:
    """The whole review in a sentence."""
    names: dict[Course, list[str]] = {}
    for name, each in review.channels.items():
        names.setdefault(each.advice.course, []).append(printable(name, 40))
    plans = [plan.format(listed(names[course])) for course, plan in PLANS.items() if course in names]
    if not plans:
        return "Your strategy names no channel yet, so that there is nothing to hold against the evidence."
    sentence = "; ".join(plans)
    return f"{capital(sentence)}."


def replies(channel: ChannelReview) -> Iterator[Reply]:
    """The five questions, answered for one channel."""
    evidence = channel.evidence
    asked: tuple[Measured, ...] = (
        evidence.market,
        evidence.meaning,
        evidence.returns,
        evidence.attention,
        evidence.interest,
    )
    noted = {
        "market": _whereabouts(evidence.market),
        "returns": _worth(evidence.returns),
        "spread": (FEW_FOR_A_DEAL,) if evidence.attention.few_for_a_deal else (),
    }
    for question, measured in zip(QUESTIONS, asked, strict=True):
        yield Reply(
            question=question,
            verdict=question.verdicts[measured.verdict],
            tone=question.tones[measured.verdict],
            lines=tuple(_lines(measured.measures())),
            unknown=tuple(_unknown(measured.measures())),
            notes=noted.get(question.key, ()),
            blind=evidence.meaning.blind if question.key == "meaning" else "",
        )


def reason(advice: Advice) -> str:
    """Why a course is advised, and what the questions say that speak against it."""
    return f"{advice.why}, although {listed(advice.against)}" if advice.against else advice.why


def number(estimate: Estimate, rests: str = "") -> Number:
    """An estimate in words.

    Args:
        estimate: the number.
        rests: on what it rests, as in "of {:,} people".
    """
    digits = _digits(estimate)
    low, value, high = (
        _figure(each, estimate.unit, digits) for each in (estimate.low, estimate.value, estimate.high)
    )
    unit = UNITS.get(estimate.unit, estimate.unit).replace("/quarter", " a quarter")
    if estimate.exact and estimate.value == 1:
        unit = _single(unit)
    count = rests.format(estimate.n)
    interval = "" if estimate.exact else f"{low} to {high}{f'{UNBROKEN}%' if unit == '%' else ''}"
    if math.isinf(estimate.high):
        interval = f"{low} or more"
    return Number(
        estimate, f"{value}{UNBROKEN}{unit}".rstrip(), interval, _single(count) if estimate.n == 1 else count
    )


def label(measure: str) -> str:
    """What a measure is called."""
    return MEASURES[measure][0] if measure in MEASURES else measure.replace("_", " ").capitalize()


def capital(sentence: str) -> str:
    """The sentence with a capital."""
    return sentence[:1].upper() + sentence[1:]


def _lines(measures: dict[str, Answer]) -> Iterator[Line]:
    for name, answer in measures.items():
        if isinstance(answer, Estimate):
            yield Line(label(name), number(answer, MEASURES.get(name, ("", "from {:,} cases"))[1]))


def _unknown(measures: dict[str, Answer]) -> Iterator[Unknown]:
    absent = {name: answer for name, answer in measures.items() if isinstance(answer, Missing)}
    for missing in dict.fromkeys(absent.values()):
        yield Unknown(tuple(label(name) for name, each in absent.items() if each == missing), missing)


def _whereabouts(market: Market) -> tuple[str, ...]:
    here = (f"You have met {', '.join(market.found)} here.",) if market.found else ()
    if not market.elsewhere:
        return here
    other, theirs = market.elsewhere
    return (*here, f"On {other} your market is {number(theirs, 'of {:,} people')}.")


def _worth(returned: Returns) -> tuple[str, ...]:
    notes = []
    if returned.worthwhile is not None and returned.price is not None:
        notes.append(
            f"That an hour here is worth your {returned.price:,.0f} is {chance(returned.worthwhile)}."
        )
    if returned.credited_deals and returned.credited:
        alike = "the same place" if returned.credited.robust else "different places"
        notes.append(
            f"It lay on the way of {listed([printable(name, 40) for name in returned.credited_deals])}. Rules of bookkeeping give it {alike} among "
            "your channels. What would have come without it is not known; pause it to know."
        )
    return tuple(notes)


def _single(words: str) -> str:
    """The words where there is but one of it."""
    return " ".join(SINGLE.get(word, word) for word in words.split(" "))


def _digits(estimate: Estimate) -> int:
    """How many decimals help to read it."""
    scale = 100 if estimate.unit == "share" else 1
    parts = [
        scale * (each if math.isfinite(each) else 0.0)
        for each in (estimate.low, estimate.value, estimate.high)
    ]
    size = abs(parts[1]) or max(map(abs, parts))
    if all(each == round(each) for each in parts) or size >= (1 if scale == 100 else 10):
        return 0
    return 1 if size >= 0.1 else 2


def _figure(value: float, unit: str, digits: int) -> str:
    return f"{100 * value if unit == 'share' else value:,.{digits}f}"
