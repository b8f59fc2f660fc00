"""Voices: who speaks about something on their own and is answered, and what the rules say of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from heard.ledger.store import Ledger
from heard.measures.voices import Voices
from heard.measures.voices import voices as measured
from heard.model import Finding, Skipped
from heard.rules import ask, family
from heard.strategy import Strategy

MOST_VOICES = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class VoicesFound:
    """Who speaks about a topic, and what is to be said of it."""

    as_of: date
    """The day from which it looks."""
    topics: tuple[str, ...]
    """Empty: about anything."""
    voices: Voices
    findings: tuple[Finding, ...]
    skipped: tuple[Skipped, ...]


def voices(
    ledger: Ledger,
    strategy: Strategy,
    topic: str,
    as_of: date,
    most: int,
) -> VoicesFound:
    """Who speaks about a topic; `heard.measures.speaking.hear` goes before.

    Args:
        ledger: with the tables that it makes.
        strategy: whose voices are ours.
        topic: words in a row; several with commas between them; empty: about anything.
        as_of: the day to look from.
        most: others given at most.
    """
    topics = tuple(dict.fromkeys(" ".join(part.split()) for part in topic.split(",") if part.strip()))
    found = measured(ledger, strategy, topics, most)
    said = list(ask(family("V"), strategy, {Voices: found}, {}))
    return VoicesFound(
        as_of=as_of,
        topics=topics,
        voices=found,
        findings=tuple(each for each in said if isinstance(each, Finding)),
        skipped=tuple(each for each in said if isinstance(each, Skipped)),
    )
