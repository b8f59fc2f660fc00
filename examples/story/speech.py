"""Sentences from the word lists: choices are drawn, slots are filled, capitals and articles put right."""

from __future__ import annotations

import random
import re
from datetime import datetime
from functools import lru_cache
from types import ModuleType

from examples.story import english, german
from examples.story.people import Person, slots_of

_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")
_SENTENCE = re.compile(r"(^|[.!?] |\n)(?!https?:)([a-zäöü])")
_A = re.compile(r"\b([Aa]) (?=[aeiou](?!ne\b))")
_TOWNS = [
    "Alderbrook",
    "Birkholt",
    "Dornhagen",
    "Elmstedt",
    "Fennmoor",
    "Kelderby",
    "Lindenau",
    "Oakhampton",
    "Redholm",
    "Tarnfield",
    "Velbrook",
    "Westerholt",
]
_TRADES = [
    "bakery",
    "dairy",
    "snack",
    "packaging",
    "carton",
    "paper",
    "tissue",
    "board",
    "bottling",
    "seafood",
]
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_TAGE = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag"]
_MONATE = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]

Slots = dict[str, str]


def case(rng: random.Random, language: str = "en", when: datetime | None = None) -> Slots:
    """One trouble with one machine: what a conversation is about, so that question and answer fit.

    With a moment, the month that is spoken of is the one before or after it.
    """
    months = _MONTHS if language == "en" else _MONATE
    words = _words(language)
    slots = _fault(rng, words)
    other = _fault(rng, words)
    slots |= {f"{name}2": other[name] for name in ("machine", "part", "on", "symptom", "the")}
    slots |= {
        "n": str(rng.choice((8, 9, 11, 12, 14, 16, 20, 24, 30, 36, 40))),
        "m": str(rng.choice((3, 4, 5, 6, 8, 10))),
        "few": rng.choice(("two", "three", "four", "five"))
        if language == "en"
        else rng.choice(("zwei", "drei", "vier")),
        "pct": str(rng.choice((15, 20, 25, 30, 35, 40, 45))),
        "day": rng.choice(_DAYS if language == "en" else _TAGE),
        "month": months[(when.month + rng.choice((0, 1))) % 12] if when else rng.choice(months),
        "town": rng.choice(_TOWNS),
        "trade": rng.choice(_TRADES),
        "show": rng.choice(("Line & Pack Fair", "Maintenance Days")),
        "topic": rng.choice(english.TOPICS),
        "tag": rng.choice(english.TAGS[:5]),
        "tag2": rng.choice(english.TAGS[5:]),
        "first2": rng.choice(("Marek", "Jo", "Anil", "Bente", "Rosa")),
        "slug": f"{slots['part'].split()[-1].lower()}-{rng.randrange(20, 99)}",
        "language": language,
    }
    return slots


def _fault(rng: random.Random, words: ModuleType) -> Slots:
    part, on, symptoms, causes, cures, checks = rng.choice(words.FAULTS)
    return {
        "machine": rng.choice(words.FITS.get(part, words.MACHINES)), "part": part, "on": on, "the": "the", "symptom": rng.choice(symptoms),
        "cause": rng.choice(causes), "cure": rng.choice(cures), "check": rng.choice(checks),
    }  # fmt: skip


def say(rng: random.Random, kind: str, slots: Slots, to: Person | None = None, **more: str) -> str:
    """One utterance of a kind (`ASK`, `ANSWER`, …) about a case, in the case's language."""
    words = _words(slots["language"])
    templates: tuple[str, ...] = getattr(words, kind, None) or getattr(english, kind)
    return fill(rng, rng.choice(templates), slots | (slots_of(to) if to else {}) | more)


def fill(rng: random.Random, template: str, slots: Slots) -> str:
    """Draw the choices of a template and fill its slots."""
    while match := _CHOICE.search(template):
        template = template[: match.start()] + rng.choice(match[1].split("|")) + template[match.end() :]
    text = _SENTENCE.sub(lambda m: m[1] + m[2].upper(), template.format_map(slots))
    if slots["language"] == "en":
        text = _A.sub(r"\1n ", text)
    return text


@lru_cache
def _words(language: str) -> ModuleType:
    return german if language == "de" else english
