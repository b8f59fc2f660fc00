"""label: messages and people, one at a time, and what the user says of them; then how right Heard is about this ledger."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

from rich.console import Console

from heard import __version__, api
from heard.api.labels import FILE, UNSURE, note_label, note_labels, read_table, take_back_last, write_table
from heard.faces.formats import answer_json
from heard.faces.home import with_home
from heard.faces.safe import printable
from heard.faces.terminal import FOUND, NOTHING
from heard.faces.terminal.exports import say_problems
from heard.faces.terminal.screen import console, counted, say, say_json, say_whole, working
from heard.measures.labelled import ENOUGH_PEOPLE, Judged, Question, What
from heard.model import Estimate, Missing, day
from heard.rules.sentences import between

ANSWERS: dict[What, dict[str, str]] = {
    "message": {"a": "ask", "t": "thanks", "b": "ask thanks", "n": "neither", "": UNSURE},
    "person": {"y": "yes", "n": "no", "": UNSURE},
}
ASKS: dict[What, str] = {
    "message": "What does it do? a: asks, t: thanks, b: both, n: neither, Enter: cannot say, u: take the last back, q: enough",
    "person": "Is this your market? y: yes, n: no, Enter: cannot say, u: take the last back, q: enough",
}
LONGEST = 700
"""Of a message that is shown [letters]."""
WHAT = {"ask": "Questions", "thanks": "Thanks", "market": "Your market"}
TOLD = {
    "fact": "told as a fact",
    "hint": "told as a hint, since fewer than nine in ten are right",
    "silent": "not told, since fewer than half are right",
}


def label(home: Path, what: What, most: int, seed: int, *, as_json: bool) -> int:
    """Ask on a terminal; then, and elsewhere, print what the labels say."""
    if sys.stdin.isatty() and not as_json:
        with working("Choosing what to ask"), api.open(home) as opened:
            asked = opened.to_label(what, most=most, seed=seed)
        screen = console()
        if asked:
            say(
                screen,
                f"{counted(len(asked), 'question')}, drawn with the seed {seed}. Every answer is kept in {FILE} at once.",
            )
            _ask(screen, home, asked)
        else:
            say(screen, "There is nothing left to label.")
    with working("Counting"), api.open(home) as opened:
        found = opened.labelled()
    if as_json:
        say_json(_json(found))
    else:
        _tell(console(), found, home)
    return FOUND if found.problems else NOTHING


def undo(home: Path) -> int:
    """Take the last label back."""
    say(console(), f"Taken back: {take_back_last(home)}")
    return NOTHING


def export(home: Path, what: What, path: Path, most: int, seed: int) -> int:
    """Write a file to be labelled elsewhere."""
    with working("Choosing what to ask"), api.open(home) as opened:
        asked = opened.to_label(what, most=most, seed=seed)
    written = write_table(path, asked)
    said = f"{counted(written, 'row')} written to {path}, drawn with the seed {seed}; fill in the last column"
    words = "ask, thanks, ask thanks, neither" if what == "message" else "yes, no"
    say(console(), f"{said} ({words}), and read it with:")
    say_whole(console(), (with_home(f"heard label --import {path}", home), "dim"))
    if written < len(asked):
        say(
            console(),
            f"Left out: {counted(len(asked) - written, 'message')} that not all could read; those are asked about on a terminal alone.",
        )
    return NOTHING


def take(home: Path, path: Path) -> int:
    """Read the labels of such a file."""
    labels, problems = read_table(path)
    note_labels(home, labels)
    say(console(), f"{counted(len(labels), 'label')} noted in {FILE}.")
    say_problems(console(stderr=True), problems)
    return FOUND if problems else NOTHING


def _ask(screen: Console, home: Path, asked: list[Question]) -> None:
    place = 0
    while place < len(asked):
        each = asked[place]
        screen.print()
        heading = f"{place + 1} of {len(asked)}  " + ", ".join(
            part
            for part in (day(each.ts_us) if each.ts_us is not None else "", each.channel, each.who)
            if part
        )
        say(screen, (heading, "dim"))
        say(screen, printable(each.text, LONGEST) or "no title, no company", indent=2)
        say(screen, (ASKS[each.what], "bold"))
        try:
            answer = input("> ").strip().lower()[:1]
        except EOFError:
            return
        if answer == "q":
            return
        if answer == "u" and place:
            take_back_last(home)
            place -= 1
        elif answer in ANSWERS[each.what]:
            note_label(home, each, ANSWERS[each.what][answer])
            place += 1


def _tell(screen: Console, found: api.Labelled, home: Path) -> None:
    say_problems(console(stderr=True), found.problems)
    for each in (*found.words, found.market):
        screen.print()
        say(screen, (WHAT[each.name], "bold"), f", by {counted(each.labels, 'label')} of yours")
        if not each.labels:
            command = "heard label people" if each.name == "market" else "heard label"
            say_whole(screen, (f"  none yet: {with_home(command, home)}", "dim"))
            continue
        say(screen, f"Of what Heard says is so, right: {_share(each.precision)}.", indent=2, hang=2)
        say(screen, f"Of what is so, found: {_share(each.recall)}.", indent=2, hang=2)
        if each.name == "market":
            say(screen, _corrected(found, each), indent=2, hang=2)
        elif each.told:
            say(screen, f"So it is {TOLD[each.told]}.", indent=2, hang=2)


def _corrected(found: api.Labelled, market: Judged) -> str:
    if found.corrects:
        return "Shares of your market are corrected by that in heard review."
    return f"From {ENOUGH_PEOPLE} people on, shares of your market are corrected by that; {ENOUGH_PEOPLE - market.labels} more."


def _share(found: Estimate | Missing) -> str:
    if isinstance(found, Missing):
        return f"not known, {found.why}"
    return f"{100 * found.value:.0f} % ({between(found)})"


def _json(found: api.Labelled) -> dict[str, object]:
    return {
        "heard": __version__,
        "as_of": found.as_of.isoformat(),
        "judged": {
            each.name: {
                "labels": each.labels,
                "precision": answer_json(each.precision),
                "recall": answer_json(each.recall),
                "specificity": answer_json(each.specificity),
                "told": each.told,
            }
            for each in (*found.words, found.market)
        },
        "corrects": found.corrects,
        "problems": [asdict(each) for each in found.problems],
    }
