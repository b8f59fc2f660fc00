"""Which exports to ask for first: those of the strategy's channels, and of these the one that takes longest."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from heard.sources import Source, sources
from heard.strategy import Strategy

ALSO: Mapping[str, tuple[str, ...]] = {
    "email": ("mbox", "campaigns"),
    "forum": ("discourse", "mailinglist"),
    "tradeshow": ("badges",),
    "directmail": ("directmail",),
    "website": ("ga4", "plausible", "matomo", "accesslog"),
}
"""Sources of a channel that do not bear its name alone, since their facts are of several."""
NOTIFIED = ("linkedin", "facebook", "x", "forum")
"""Channels that write a mail when somebody answers: a mailbox shows what their exports leave out."""
BESIDE = {
    "mbox": "a mailbox holds both sides of each talk, and the notifications that name who answered you elsewhere",
    "contacts": "an address book says which accounts are one person, and where they work",
    "calendar": "a calendar shows who was met, which no network knows",
    "deals": "without deals nobody can tell what a channel brings",
    "journal": "hours, calls and thanks are in no export: they are written down",
}
"""What settles most of what the networks' own exports leave open, and why; where nothing else decides, in this order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An export, and why it should be asked for."""

    name: str
    source: Source
    channel: str
    """The channel of the strategy that it is for; empty where the strategy names none."""
    why: str
    beside: tuple[str, ...] = ()
    """What else to add, since this export shows one side only."""
    added: bool = False
    """One of it is in the ledger already."""


def wanted(strategy: Strategy, added: Collection[str]) -> tuple[Wanted, ...]:
    """Every source, what to ask for first in front: what the strategy names, then what takes longest, then what is blind without.

    Args:
        strategy: its channels; an empty one where none is written.
        added: names of the sources of which an export is in the ledger.
    """
    seen = {channel for name in added if name in sources() for channel in channels_of(name, sources()[name])}
    named = {channel.name: place for place, channel in enumerate(strategy.channels)}
    found = [
        _wanted(
            name, source, {each: at for each, at in named.items() if name in added or each not in seen}, added
        )
        for name, source in sources().items()
    ]
    place = {name: at for at, name in enumerate(BESIDE)}
    return tuple(
        sorted(
            found,
            key=lambda each: (
                each.added,
                not each.channel,
                not each.why,
                -each.source.WAIT_DAYS,
                named.get(each.channel, 0),
                place.get(each.name, len(place)),
                each.name,
            ),
        )
    )


def unread(strategy: Strategy) -> tuple[str, ...]:
    """Channels of the strategy that no export shows: what happens there has to be written down."""
    return tuple(
        channel.name
        for channel in strategy.channels
        if not any(channel.name in channels_of(name, source) for name, source in sources().items())
    )


def channels_of(name: str, source: Source) -> tuple[str, ...]:
    """The channels that a source tells of."""
    return tuple(
        dict.fromkeys(
            filter(None, (source.CHANNEL, *(channel for channel, several in ALSO.items() if name in several)))
        )
    )


def _wanted(name: str, source: Source, named: Mapping[str, int], added: Collection[str]) -> Wanted:
    channel = next((each for each in channels_of(name, source) if each in named), "")
    why = f"your strategy names {channel}" if channel else BESIDE.get(name, "")
    beside = ("mbox",) if name != "mbox" and set(channels_of(name, source)) & set(NOTIFIED) else ()
    return Wanted(
        name=name,
        source=source,
        channel=channel,
        why=why,
        beside=tuple(each for each in beside if each not in added),
        added=name in added,
    )
