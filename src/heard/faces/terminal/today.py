"""today: a handful of things to do, why, and what was left out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from rich.console import Console

from heard import api
from heard.faces.formats import today_json
from heard.faces.home import with_home
from heard.faces.terminal import FOUND, NOTHING
from heard.faces.terminal.exports import say_problems
from heard.faces.terminal.screen import console, counted, heading, say, say_json, say_whole, working
from heard.measures.giving import GivingInAll
from heard.model import Estimate
from heard.rules.sentences import between, listed

DAYS = 7
"""For so long a line is put off, unless said otherwise [days]."""
LEFT_OUT = {
    "unanswered-question": ("question to you", "questions to you"),
    "thanks-owed": ("word of thanks", "words of thanks"),
    "question-in-public": ("question in public", "questions in public"),
    "tie-gone-quiet": ("tie gone quiet", "ties gone quiet"),
    "ripe-introduction": ("introduction", "introductions"),
    "done": ("that you have done", "that you have done"),
    "put off": ("that you have put off", "that you have put off"),
    "left in peace": (
        "person left in peace, since two letters of yours went unanswered",
        "people left in peace, since two letters of yours went unanswered",
    ),
    "no real question": (
        "question mark, since by your own labels fewer than half of them ask anything",
        "question marks, since by your own labels fewer than half of them ask anything",
    ),
    "too old": ("question older than sixty days", "questions older than sixty days"),
}


def today(home: Path, *, as_of: date | None, most: int, as_json: bool) -> int:
    """Say what to do today."""
    with working("Looking at what waits for you"), api.open(home) as opened:
        found = opened.today(as_of=as_of, most=most)
    if as_json:
        say_json(today_json(found))
    else:
        tell(console(), found, home)
    return FOUND if found.lines else NOTHING


def set_aside(home: Path, name: str, *, days: int | None, as_of: date | None, as_json: bool) -> int:
    """Set a line aside: for some days, or for good where it is done."""
    with api.open(home) as opened:
        line = opened.set_aside(name, days=days, as_of=as_of)
    if as_json:
        say_json({"name": line.name, "days": days})
        return NOTHING
    back = f"It comes back in {counted(days, 'day')}." if days else "It will not come back."
    say(console(), f"Set aside: {line.finding.message} {back}")
    say_whole(console(), (f"To see it again, delete its line in {home / api.SET_ASIDE}", "dim"))
    return NOTHING


def tell(screen: Console, found: api.Today, home: Path) -> None:
    """Print what to do, the reasons, and what was left out."""
    say_problems(console(stderr=True), found.problems)
    if not found.lines:
        say(screen, ("Nothing waits for you", "bold"), f", seen from {found.as_of.isoformat()}.")
    else:
        say(screen, ("Today", "bold"), f", seen from {found.as_of.isoformat()}")
    for line in found.lines:
        screen.print()
        say(screen, (line.finding.message, "bold"), indent=2, hang=2)
        say(screen, line.finding.next, indent=4)
        shown = "; ".join(f"{each.what}, {each.at}, {each.channel}" for each in line.finding.evidence)
        say(screen, (f"{line.name}  {shown}", "dim"), indent=4, hang=2)
    if giving := _giving(found.giving):
        heading(screen, "Giving")
        say(screen, giving, indent=2)
    if hidden := _hidden(found.not_shown):
        heading(screen, "Not shown")
        say(screen, f"{listed(hidden, len(hidden))}.", indent=2)
    if found.lines:
        screen.print()
        name = found.lines[0].name
        say_whole(screen, (f"Done with one: {with_home(f'heard today --done {name}', home)}", "dim"))
        say_whole(screen, (f"Another day:   {with_home(f'heard today --later {name}', home)}", "dim"))


def _hidden(not_shown: Mapping[str, int]) -> list[str]:
    return [counted(number, *LEFT_OUT[what]) for what, number in not_shown.items()]


def _giving(giving: GivingInAll) -> str:
    if not isinstance(giving.share, Estimate):
        return ""
    owed = f"to {giving.behind:,} you owe" if giving.behind else "to nobody do you owe"
    return (
        f"You gave {counted(giving.given, 'time')} and got {giving.received:,}: {100 * giving.share.value:.0f} % of the help "
        f"({between(giving.share)}) was yours, by weight. To {counted(giving.ahead, 'person', 'people')} you gave more than you "
        f"got; {owed}."
    )
