"""same without names: who may be one person, both sides beside each other, and the user's answer."""

from __future__ import annotations

import sys
from itertools import zip_longest
from pathlib import Path
from shlex import quote

from rich.console import Console
from rich.padding import Padding
from rich.table import Table

from heard import api
from heard.faces.formats import proposals_json
from heard.faces.home import with_home
from heard.faces.terminal import FOUND, NOTHING
from heard.faces.terminal.screen import console, counted, line, say, say_json, say_whole, working
from heard.people.decisions import FILE, Decision, Word
from heard.people.propose import Proposal, Side
from heard.rules.sentences import listed

MOST = 10
"""Listed where nobody can be asked, unless more are asked for."""
ASKED = 500
"""Asked about in one go."""


def propose(home: Path, name: str, *, most: int | None, as_json: bool) -> int:
    """Ask about each pair on a terminal; list them elsewhere."""
    asking = sys.stdin.isatty() and not as_json
    with working("Looking for those who may be one person"), api.open(home) as opened:
        found, count = opened.proposals(name, most=most or (ASKED if asking else None if as_json else MOST))
        if as_json:
            say_json(proposals_json(found, count))
            return FOUND if found else NOTHING
    screen = console()
    if not found:
        nobody = f"Nobody else seems to be {name}" if name else "No two here seem to be one person"
        say(screen, f"{nobody}; what you know better, you say with: heard same A B")
        return NOTHING
    say(screen, f"{counted(count, 'pair')} may be one person each. Nothing is merged unless you say so.")
    if asking:
        _ask(screen, home, found)
    else:
        for each in found:
            _tell(screen, each)
            say_whole(screen, (f"  yes: {_command('same', each, home)}", "dim"))
            say_whole(screen, (f"  no:  {_command('different', each, home)}", "dim"))
        if count > len(found):
            screen.print()
            say(
                screen,
                f"and {count - len(found):,} more; see them with --most N, or answer them on a terminal.",
            )
    return FOUND


def _ask(screen: Console, home: Path, found: list[Proposal]) -> None:
    """Answers are written down one by one, so that whoever stops keeps them."""
    said = 0
    waiting = list(found)
    with api.open(home) as opened:
        while waiting:
            each = waiting.pop(0)
            alike = [] if each.against else [other for other in waiting if _like(other, each)]
            _tell(screen, each)
            answer = _answer(screen, len(alike))
            if answer == "q":
                break
            if answer in ("y", "n", "a"):
                pairs = [each, *alike] if answer == "a" else [each]
                word: Word = "different" if answer == "n" else "same"
                opened.note(*((Decision(word, _accounts(pair)), _names(pair)) for pair in pairs))
                said += len(pairs)
                waiting = [pair for pair in waiting if pair not in pairs]
    say(screen, f"{counted(said, 'answer')} noted in {FILE}; to take any back, see: heard decisions")


def _answer(screen: Console, alike: int) -> str:
    every = f", a: yes, and to {alike:,} more with the very same reasons" if alike else ""
    say(screen, (f"One person? y: yes, n: no{every}, Enter: later, q: enough", "bold"))
    try:
        return input("> ").strip().lower()[:1]
    except EOFError:
        return "q"


def _tell(screen: Console, found: Proposal) -> None:
    screen.print()
    drawn = Table.grid(padding=(0, 2, 0, 0))
    for _ in range(2):
        drawn.add_column(overflow="fold", max_width=(screen.width - 6) // 2)
    one, other = found.one, found.other
    drawn.add_row(line((one.name, "bold")), line((other.name, "bold")))
    drawn.add_row(line(_work(one)), line(_work(other)))
    for mine, theirs in zip_longest(one.accounts, other.accounts, fillvalue=""):
        drawn.add_row(line((mine, "cyan")), line((theirs, "cyan")))
    screen.print(Padding(drawn, (0, 0, 0, 2)))
    say(screen, f"Alike: {'; '.join(found.reasons)}.", indent=2, hang=2)
    if found.against:
        say(screen, f"Against it: {'; '.join(found.against)}.", indent=2, hang=2)


def _like(other: Proposal, one: Proposal) -> bool:
    return other.reasons == one.reasons and not other.against


def _accounts(found: Proposal) -> tuple[str, str]:
    return found.one.account, found.other.account


def _names(found: Proposal) -> str:
    return listed(list(dict.fromkeys((found.one.name, found.other.name))), 2)


def _work(side: Side) -> str:
    return " at ".join(part for part in (side.title, side.company) if part) or "work not known"


def _command(word: str, found: Proposal, home: Path) -> str:
    return with_home(f"heard {word} {' '.join(map(quote, _accounts(found)))}", home)
