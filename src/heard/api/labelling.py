"""Labels: what to ask the user about, and how right Heard is by what they said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from heard.api.labels import read_labels
from heard.ledger.store import Ledger
from heard.measures.labelled import (
    ENOUGH_PEOPLE,
    Errors,
    Judged,
    Question,
    What,
    Words,
    errors_of,
    judged,
    learn,
    questions,
    stratify,
    words_of,
)
from heard.model import Problem
from heard.strategy import Strategy

TO_LABEL = 50
"""Asked for in one go: two minutes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """How right Heard is about this ledger, by what the user said of some of it."""

    as_of: date
    words: tuple[Judged, ...]
    """Questions, and thanks."""
    market: Judged
    corrects: bool
    """Whether shares of the market are corrected by the labels: from fifty people on."""
    problems: tuple[Problem, ...] = ()
    """Lines of labels.txt that cannot be read."""


def results(ledger: Ledger, strategy: Strategy, as_of: date, home: Path) -> Labelled:
    """What the labels say; `look` and `tell_acts` go before."""
    labels, _, problems = read_labels(home)
    learn(ledger, labels)
    stratify(ledger, strategy, "message")
    words = judged(ledger, "ask"), judged(ledger, "thanks")
    stratify(ledger, strategy, "person")
    market = judged(ledger, "market")
    return Labelled(
        as_of=as_of,
        words=words,
        market=market,
        corrects=market.labels >= ENOUGH_PEOPLE,
        problems=problems,
    )


def to_label(
    ledger: Ledger, strategy: Strategy, home: Path, what: What, most: int, seed: int
) -> list[Question]:
    """What to ask next, without what is labelled already or cannot be told."""
    labels, unsure, _ = read_labels(home)
    stratify(ledger, strategy, what)
    learn(ledger, labels)
    left = {int(each, 16) for each in unsure}
    asked = questions(ledger, what, most + len(left), seed)
    return [each for each in asked if each.id not in left][:most]


def own_words(ledger: Ledger, strategy: Strategy, home: Path) -> Words:
    """How questions and thanks may be told; without a label nothing is asked of the ledger."""
    labels, _, _ = read_labels(home)
    if not any(each.what == "message" for each in labels):
        return Words()
    stratify(ledger, strategy, "message")
    learn(ledger, labels)
    return words_of(ledger)


def market_errors(ledger: Ledger, strategy: Strategy, home: Path) -> Errors | None:
    """How often the market is mistaken; None below fifty labelled people."""
    labels = [each for each in read_labels(home)[0] if each.what == "person"]
    if len(labels) < ENOUGH_PEOPLE:
        return None
    stratify(ledger, strategy, "person")
    learn(ledger, labels)
    return errors_of(ledger)
