"""Listening: what is to be heard on each channel, and what the rules say of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from heard.ledger.store import Ledger
from heard.measures.listening import Listening, busiest
from heard.measures.listening import listening as measured
from heard.model import Finding
from heard.rules import ask, family
from heard.strategy import Strategy


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What is to be heard."""

    as_of: date
    """The day from which it looks."""
    channels: tuple[Listening, ...]
    """Planned ones first, then the busiest."""
    findings: tuple[Finding, ...]


def listen(ledger: Ledger, strategy: Strategy, channel: str, as_of: date, as_of_us: int) -> Heard:
    """What is to be heard; `heard.measures.speaking.hear` goes before.

    Args:
        ledger: with the tables that it makes, and ``market``.
        strategy: which channels are planned, and who the market is.
        channel: this one only; empty: all.
        as_of: the day to look from.
        as_of_us: its last microsecond [us since 1970, UTC].
    """
    found = measured(ledger, strategy, as_of_us, channel)
    said = ask(family("L"), strategy, {}, {Listening: found})
    return Heard(
        as_of=as_of,
        channels=tuple(busiest(found)),
        findings=tuple(each for each in said if isinstance(each, Finding)),
    )
