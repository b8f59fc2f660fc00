"""same, different, split, mark, decisions: what the user says of who is who."""

from __future__ import annotations

from pathlib import Path
from shlex import quote

from rich.console import Console

from heard import api
from heard.api.deciding import Decided
from heard.faces.formats import decision_json, problems_json
from heard.faces.home import with_home
from heard.faces.terminal import FOUND, NOTHING
from heard.faces.terminal.screen import console, counted, say, say_json, say_whole, working
from heard.people.decisions import FILE, Decision, Word
from heard.rules.sentences import listed

SAYS: dict[Word, tuple[str, str]] = {
    "same": ("are one person", "are one person"),
    "different": ("are not one person", "are not one person"),
    "split": (
        "is joined by no export, only by your own word",
        "are joined by no export, only by your own word",
    ),
    "person": ("is a person", "are persons"),
    "robot": ("is a robot and nobody to write to", "are robots and nobody to write to"),
    "private": ("is neither named among voices nor quoted", "are neither named among voices nor quoted"),
}
"""For one account, and for several."""


def decide(home: Path, word: Word, names: tuple[str, ...], *, undo: bool, as_json: bool) -> int:
    """Write a decision down, or take it back."""
    with working("Looking at who is who"), api.open(home) as opened:
        done = opened.take_back(word, *names) if undo else opened.decide(word, *names)
    if as_json:
        say_json(decision_json(done.decision) | {"changed": done.changed, "undone": undo})
    else:
        _tell(console(), done, home, undo=undo)
    return NOTHING


def list_decisions(home: Path, *, as_json: bool) -> int:
    """Print every decision, and what in the file cannot be read."""
    with api.open(home) as opened:
        found, problems = opened.decisions()
    if as_json:
        said = [decision_json(each) | {"undo": command(each)} for each in found]
        say_json({"decisions": said, "problems": problems_json(problems)})
        return FOUND if problems else NOTHING
    screen = console()
    if problems:
        say(screen, (f"{FILE} cannot be understood in {counted(len(problems), 'place')}", "bold"))
    for problem in problems:
        say(screen, (f"{FILE}:{problem.line or 1}  ", "cyan"), problem.why, indent=2, hang=4)
    if not found and not problems:
        say(screen, f"You have decided nothing yet; it would stand in {home / FILE}.")
    for each in found:
        say(screen, (f"{FILE}:{each.line}  ", "cyan"), sentence(each), hang=2)
        say_whole(screen, (f"  to take it back: {with_home(command(each), home)}", "dim"))
    return FOUND if problems else NOTHING


def sentence(decision: Decision, names: tuple[str, ...] = ()) -> str:
    """A decision in words: of people by their names, if they have different ones, and of accounts otherwise."""
    one, several = SAYS[decision.kind]
    who = names if len(names) == len(decision.accounts) else decision.accounts
    return f"{listed(who, len(who))} {several if decision.accounts[1:] else one}."


def command(decision: Decision) -> str:
    """What takes a decision back."""
    accounts = [quote(account) for account in decision.accounts]
    if decision.kind in ("person", "robot", "private"):
        return f"heard mark {accounts[0]} {decision.kind} --undo"
    if decision.kind == "split":
        return f"heard split {accounts[0]} --undo"
    return f"heard {decision.kind} {' '.join(accounts[:2])} --undo"


def _tell(screen: Console, done: Decided, home: Path, *, undo: bool) -> None:
    place = f"{FILE}, line {done.decision.line}"
    if undo:
        say(screen, f"Taken back: {sentence(done.decision)}")
    elif not done.changed:
        say(screen, f"You said so before ({place}): {sentence(done.decision, done.names)}")
    else:
        say(screen, f"Noted in {place}: {sentence(done.decision, done.names)}")
    if not undo:
        say_whole(screen, (f"To take it back: {with_home(command(done.decision), home)}", "dim"))
