"""test: a test of a channel as it was drawn, why none was, how one stands, and what came of it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from rich.console import Console

from heard import api
from heard.api.testing import Design, Outcome, Refusal, Tested
from heard.faces.formats import test_json
from heard.faces.home import STRATEGY, with_home
from heard.faces.terminal import NOTHING
from heard.faces.terminal.screen import console, counted, heading, say, say_json, say_whole, working
from heard.measures.pauses import Result, Trial
from heard.model import Missing
from heard.rules.sentences import chance
from heard.rules.sentences import outcome as came
from heard.strategy import Pause


def test(
    home: Path,
    channel: str,
    *,
    outcome: Outcome,
    weeks: int | None,
    begins: date | None,
    seed: int | None,
    dry_run: bool,
    as_of: date | None,
    as_json: bool,
) -> int:
    """Draw a test, or say how one stands."""
    with working("Looking at what usually comes"), api.open(home) as opened:
        found = opened.test(
            channel,
            outcome=outcome,
            weeks=weeks,
            begins=begins,
            seed=seed,
            dry_run=dry_run,
            as_of=as_of,
        )
    if as_json:
        say_json(test_json(found) | {"written": isinstance(found, Design) and not dry_run})
    else:
        _tell(console(), found, home, dry_run=dry_run)
    return NOTHING


def _tell(screen: Console, found: Tested, home: Path, *, dry_run: bool) -> None:
    if isinstance(found, Refusal):
        say(screen, (f"A pause of {found.channel} would show nothing", "bold"), ", so none was drawn.")
        say(screen, f"{found.why[:1].upper()}{found.why[1:]}.", indent=2)
        if found.reachable:
            say(screen, f"What could be seen: {found.reachable}.", indent=2)
        say(
            screen,
            "Until then credit, replies and hours are what there is to judge by: heard review",
            indent=2,
        )
    elif isinstance(found, Design):
        _tell_design(screen, found, home, dry_run=dry_run)
    else:
        _tell_trial(screen, found)


def _tell_design(screen: Console, drawn: Design, home: Path, *, dry_run: bool) -> None:
    pause = drawn.pause
    ends = pause.first(len(pause.blocks)) - timedelta(days=1)
    say(screen, (f"A test of {pause.channel}", "bold"), f", from {pause.begins} to {ends}")
    say(
        screen,
        f"What is counted: {pause.outcome}, on all channels, since another may take over. This cannot be changed later.",
    )
    say(
        screen,
        f"Usually {drawn.weekly:.2g} a week come. Without {pause.channel}, if nothing took its place, {drawn.without:.2g} would; the chance that the "
        f"test shows so much is {chance(drawn.power)}.",
    )
    heading(screen, "The weeks, as the lot drew them")
    for block, on in enumerate(pause.blocks):
        first, last = pause.first(block), pause.first(block + 1) - timedelta(days=1)
        say(screen, f"{first} to {last}  {'on' if on else 'off'}", indent=2)
    say(screen, (f"Of each block the first third is not counted. Seed {pause.seed}.", "dim"))
    screen.print()
    if dry_run:
        say(screen, "Nothing was written.")
    else:
        say(screen, f"Written into {STRATEGY}, under tests. heard today says when a block begins.")
        say_whole(screen, (f"How it stands: {with_home(f'heard test {pause.channel}', home)}", "dim"))


def _tell_trial(screen: Console, trial: Trial) -> None:
    pause = trial.pause
    if trial.state == "not drawn" or trial.ends is None:
        say(
            screen,
            (f"The test of {pause.channel} is not whole", "bold"),
            f"; delete it in {STRATEGY} and have it drawn anew.",
        )
        return
    last = trial.ends - timedelta(days=1)
    say(
        screen,
        (f"The test of {pause.channel}", "bold"),
        f", from {pause.begins} to {last}, counts {pause.outcome}.",
    )
    if trial.state == "planned":
        first = "on" if pause.blocks[0] else "off"
        say(screen, f"It has not begun. In its first block {pause.channel} is {first}.")
    elif trial.state == "running":
        until = pause.first(trial.block + 1) - timedelta(days=1)
        say(
            screen,
            f"Block {trial.block + 1} of {len(pause.blocks)}: {pause.channel} is {'on' if pause.blocks[trial.block] else 'off'} until {until}. "
            "What has come so far is not shown before the end: who looks early, stops when it suits.",
        )
    elif trial.result:
        _tell_result(screen, trial, trial.result, pause)


def _tell_result(screen: Console, trial: Trial, result: Result, pause: Pause) -> None:
    said = {
        "more": f"It did something: with {pause.channel} more came than without it.",
        "fewer": f"Fewer came with {pause.channel} than without it: your time there is missed elsewhere.",
        "cannot tell": "It does not tell: so much may be chance.",
    }[result.verdict]
    say(screen, (said, "bold"))
    words = came(trial)
    say(screen, f"{words[:1].upper()}{words[1:]}.", indent=2)
    if isinstance(result.ratio, Missing):
        say(screen, f"{result.ratio.why[:1].upper()}{result.ratio.why[1:]}.", indent=2)
    say(
        screen,
        f"The counts alone, as if every letter came by itself: p = {result.p_counts:.2g} (C-test).",
        indent=2,
    )
    if result.spoken:
        say(
            screen,
            f"You spoke there {counted(result.spoken, 'time')} while it was paused; it is analysed as it was drawn all the same, so the true "
            "difference is rather larger.",
            indent=2,
        )
    if result.verdict != "cannot tell":
        say(screen, f"Your evidence may point at it: {{claim: …, test: {pause.name}}}", indent=2)


__all__ = ["test"]
