"""voices: who speaks about something on their own and is answered, in their own sentences."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from rich.console import Console

from heard import api
from heard.faces.hearing import voices_json
from heard.faces.terminal import FOUND, NOTHING
from heard.faces.terminal.screen import console, counted, heading, say, say_json, working
from heard.model import Evidence, Finding
from heard.rules.sentences import listed

OTHERS, OURS = "V101", ("V201", "V202", "V203")


def voices(home: Path, topic: str, *, as_of: date | None, most: int, as_json: bool) -> int:
    """Say who speaks about a topic."""
    with working("Listening who speaks about it"), api.open(home) as opened:
        found = opened.voices(topic, as_of=as_of, most=most)
    if as_json:
        say_json(voices_json(found))
    else:
        tell(console(), found)
    return FOUND if found.findings else NOTHING


def tell(screen: Console, found: api.VoicesFound) -> None:
    """Print the voices by name, with no number of anybody's, and what was left out."""
    about = listed([f"“{topic}”" for topic in found.topics], len(found.topics)) or "anything"
    say(screen, (f"Voices on {about}", "bold"), f", seen from {found.as_of.isoformat()}")
    sentences = {
        speaker.evidence: speaker.sentences for speaker in (*found.voices.others, *found.voices.ours)
    }
    for title, codes in (
        ("They speak up on their own, by name", (OTHERS,)),
        ("Your own", OURS),
        ("Besides", ()),
    ):
        of_it = [
            each
            for each in found.findings
            if each.code in codes or (not codes and each.code not in (OTHERS, *OURS))
        ]
        if of_it:
            heading(screen, title)
            _say(screen, of_it, sentences, advise=codes != (OTHERS,))
    for each in found.skipped:
        screen.print()
        say(screen, f"{each.why[:1].upper()}{each.why[1:]}; {each.settle}.", indent=2)
    hidden = [
        counted(number, *what)
        for number, what in (
            (found.voices.more, ("other who speaks about it too", "others who speak about it too")),
            (found.voices.too_few, ("person seen too seldom to tell", "people seen too seldom to tell")),
        )
        if number
    ]
    if hidden:
        heading(screen, "Not shown")
        say(screen, f"{listed(hidden)}.", indent=2)


def _say(
    screen: Console,
    findings: Iterable[Finding],
    sentences: dict[tuple[Evidence, ...], tuple[api.Sentence, ...]],
    *,
    advise: bool,
) -> None:
    for finding in findings:
        screen.print()
        say(screen, (finding.message, "bold"), indent=2, hang=2)
        for sentence in sentences.get(finding.evidence, ()):
            place = f"  {sentence.evidence.at}, {sentence.evidence.channel}"
            say(screen, f"“{sentence.text}”", (place, "dim"), indent=4, hang=2)
        if advise:
            say(screen, finding.next, indent=4)
