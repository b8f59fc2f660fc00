"""intro: who can introduce the user to somebody, step by step, with what shows each step."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path as Folder

from rich.console import Console

from heard import api
from heard.faces.formats import intro_json
from heard.faces.home import with_home
from heard.faces.terminal import NOTHING
from heard.faces.terminal.screen import console, counted, say, say_json, say_whole, working
from heard.measures.introductions import Introductions, Path
from heard.measures.steps import Step
from heard.rules.sentences import listed

NAMED = 5
"""People named to whom somebody leads; the others are counted."""
PROVENANCE = {
    "seen": "",
    "imported": ", as an export says",
    "stated": ", as you said",
    "inferred": ", which is inferred: they may not know each other",
}


def intro(home: Folder, name: str, *, as_of: date | None, most: int, as_json: bool) -> int:
    """Say who can introduce the user to somebody, or why nobody is seen."""
    with working("Looking at who is seen with whom"), api.open(home) as opened:
        found = opened.intro(name, as_of=as_of, most=most)
    if as_json:
        say_json(intro_json(found))
    else:
        tell(console(), found, home)
    return NOTHING


def tell(screen: Console, found: Introductions, home: Folder) -> None:
    """Print the paths, the strongest first; each with its weakest step and what it rests on."""
    if found.none is not None:
        say(screen, found.none)
        return
    say(
        screen,
        ("Who can introduce you to ", "bold"),
        (found.target, "bold"),
        f", seen from {found.as_of.isoformat()}",
    )
    for rank, path in enumerate(found.paths, start=1):
        screen.print()
        say(screen, (f"{rank}. ", "bold"), _advice(path), hang=3)
        for sentence in _reasons(path):
            say(screen, sentence, indent=3)
        for step in path.steps:
            for each in step.evidence:
                say(screen, (f"{each.at}  {each.channel}  {each.what}".lstrip(), "dim"), indent=5, hang=2)
    screen.print()
    if found.several:
        _tell_openers(screen, found)
    elif len(found.paths) > 1:
        say(screen, ("Ask one of them and wait for the answer before you ask another.", "dim"))
    first = found.paths[0]
    channel = next(iter(first.tie.channels), "email")
    line = f'{found.as_of.isoformat()} {channel} asked "{first.people[0]}" for introduction to "{first.people[-1]}" -> open'
    say_whole(screen, ("Once you have asked, write it into your journal: ", "dim"), (line, "dim"))
    say_whole(screen, (f"How you stand with one of them: {with_home('heard people NAME', home)}", "dim"))


def _tell_openers(screen: Console, found: Introductions) -> None:
    """Print who would open most of several, apart by whether they will help and whether they open something new."""
    known, reached, unseen = found.counts
    if found.openers:
        say(screen, ("Who would open most of them", "bold"))
    for opener in found.openers:
        say(screen, f"{opener.tie.name} leads to {listed(opener.opens, NAMED)}.", indent=3, hang=2)
    willing = [f"{each.tie.name} ({each.tie.band})" for each in found.openers if each.tie.band]
    new = [f"{each.tie.name} (the only way to {each.alone:,})" for each in found.openers if each.alone]
    if willing:
        say(screen, f"Will help, as you both wrote or met: {listed(willing)}.", indent=3, hang=2)
    if new:
        say(screen, f"Opens something new: {listed(new)}.", indent=3, hang=2)
    if found.asked_already:
        busy = listed(found.asked_already)
        say(screen, f"Left out, as what you asked is still open: {busy}.", indent=3, hang=2)
    say(
        screen,
        (f"A way is seen to {counted(reached, 'person', 'people')}, and none to {unseen:,} more.", "dim"),
    )
    if known:
        among = ", among them" if known > len(found.met) else ":"
        say(screen, (f"You know {known:,} already{among} {listed(found.met, NAMED)}.", "dim"))


def _advice(path: Path) -> str:
    """Whom to ask and why it can work, in a sentence."""
    first, *others = path.steps
    verb = "Ask" if path.ask == "now" else "Warm up first, then ask"
    return f"{verb} {first.taker}, {_known(path)}; {'; '.join(map(_together, others))}."


def _known(path: Path) -> str:
    stand = path.tie
    if not stand.last:
        return "to whom you are connected"
    when = f"{counted(stand.silent_days, 'day')} ago" if stand.silent_days else "on this very day"
    if stand.band:
        return f"with whom you were last in touch {when}"
    return f"{'whom you last wrote' if stand.circle == 'they are silent' else 'who last wrote to you'} {when}"


def _together(step: Step) -> str:
    """How two others are seen with each other."""
    days = f" on {counted(step.days, 'day')}, last on {step.last}" if step.days else ""
    if step.provenance == "imported":
        return f"{step.giver} knows {step.taker}, as an export says"
    if step.provenance == "stated":
        return f"{step.giver} knows {step.taker}, as you said"
    if step.provenance == "inferred":
        return f"{step.giver} and {step.taker} were in the same letters or threads{days}"
    return {
        "both": f"{step.giver} and {step.taker} wrote to each other{days}",
        "giver": f"{step.giver} wrote to {step.taker}{days}",
    }.get(step.wrote, f"{step.taker} wrote to {step.giver}{days}")


def _reasons(path: Path) -> Iterator[str]:
    if path.because:
        yield f"Warm first: {path.because}."
    step = path.steps[path.weakest]
    who = f"from {step.giver} to {step.taker}" if step.giver else f"from you to {step.taker}"
    weak = f"the weakest step is the one {who} ({step.strength}{PROVENANCE[step.provenance]})"
    yield f"Through {listed(path.people[:-1])}, in {counted(len(path.steps), 'step')}; {weak}."
