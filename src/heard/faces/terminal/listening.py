"""listen: what is talked about, by whom, what nobody answered, and whether one has listened enough."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from rich.console import Console

from heard import api
from heard.faces.hearing import heard_json
from heard.faces.terminal import FOUND, NOTHING
from heard.faces.terminal.screen import console, counted, heading, say, say_json, working
from heard.measures.listening import Listening, Topic
from heard.model import Estimate, Finding
from heard.rules.sentences import listed

MOST = 5
"""Channels that are shown, where none is named."""


def listen(home: Path, channel: str, *, as_of: date | None, as_json: bool) -> int:
    """Say what is to be heard."""
    with working("Listening"), api.open(home) as opened:
        found = opened.listen(channel, as_of=as_of)
    if as_json:
        say_json(heard_json(found))
    else:
        tell(console(), found)
    return FOUND if found.findings else NOTHING


def tell(screen: Console, found: api.Heard) -> None:
    """Print each channel with its topics, its speakers and what is to be done."""
    if not found.channels:
        say(
            screen,
            ("Nothing is to be heard yet", "bold"),
            ": import what others say, such as a list's archive, a forum or a group.",
        )
        return
    say(screen, ("What is to be heard", "bold"), f", seen from {found.as_of.isoformat()}")
    for each in found.channels[:MOST]:
        _channel(screen, each, [finding for finding in found.findings if _is_of(finding, each)])
    if found.channels[MOST:]:
        heading(screen, "Not shown")
        left = listed([each.channel for each in found.channels[MOST:]])
        say(screen, f"{left}. To hear one: heard listen CHANNEL", indent=2)


def _channel(screen: Console, found: Listening, findings: Iterable[Finding]) -> None:
    heading(screen, found.channel)
    market = found.target_people
    theirs = f", {market.value:,.0f} of them of your target market" if isinstance(market, Estimate) else ""
    people = counted(int(found.people.value), "person", "people")
    say(
        screen,
        f"{people}{theirs}, in {counted(int(found.talks.value), 'talk')} since {found.since}.",
        indent=2,
    )
    if found.topics:
        say(screen, f"Talked about: {', '.join(map(_topic, found.topics))}.", indent=2, hang=2)
    if found.speakers:
        say(screen, f"In most talks: {listed(found.speakers, len(found.speakers))}.", indent=2, hang=2)
    for finding in findings:
        screen.print()
        say(screen, (finding.message, "bold"), indent=2, hang=2)
        say(screen, finding.next, indent=4)
    if found.more_questions:
        screen.print()
        say(screen, f"{counted(found.more_questions, 'more question')} that nobody answered.", indent=2)


def _topic(topic: Topic) -> str:
    market = f", {topic.target_people:,} of your market" if topic.target_people else ""
    return f"{topic.words} ({counted(topic.people, 'person', 'people')}{market})"


def _is_of(finding: Finding, found: Listening) -> bool:
    return finding.subject == found.channel or any(each.channel == found.channel for each in finding.evidence)
