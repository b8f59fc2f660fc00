"""sources: which exports Heard reads, which to ask for first, and all about one of them."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from itertools import groupby
from pathlib import Path
from typing import Any

from rich.console import Console

from heard import api
from heard.faces.home import STRATEGY, with_home
from heard.faces.terminal import NOTHING
from heard.faces.terminal.screen import console, counted, heading, say, say_json, say_whole
from heard.model import HeardError
from heard.rules.sentences import listed
from heard.sources import Source, sources
from heard.strategy import Strategy


def list_sources(home: Path | None, *, as_json: bool) -> int:
    """List every source: what to ask for first, then the others, then those of which an export was added."""
    found, unread = _wanted(home)
    if as_json:
        say_json([_wanted_json(rank, each) for rank, each in enumerate(found, start=1)])
        return NOTHING
    screen = console()
    first = [each for each in found if each.why and not each.added]
    added = [each for each in found if each.added]
    if first:
        heading(screen, "Ask for these first")
    for each in first:
        _tell(screen, each)
    if unread:
        say(
            screen,
            f"No export shows {listed(unread, len(unread))}: write what happens there into your journal (heard sources journal).",
            indent=2,
        )
    heading(screen, "The others, those that take longest first")
    for each in found:
        if each not in first and not each.added:
            _tell(screen, each)
    if added:
        heading(screen, "Already added; a newer export adds what is new")
        for each in added:
            _tell(screen, each)
    if home is None or not (home / STRATEGY).is_file():
        init = with_home("heard init", home) if home else "heard init"
        say_whole(
            screen, f"A strategy says which channels matter, and with it this list begins with them: {init}"
        )
    return NOTHING


def describe_source(asked: str, *, as_json: bool) -> int:
    """Say all about one source."""
    name, source = _source(asked)
    if as_json:
        say_json(_source_json(name, source))
    else:
        _describe(name, source)
    return NOTHING


def _wanted(home: Path | None) -> tuple[tuple[api.Wanted, ...], tuple[str, ...]]:
    """The list for a home, and channels that no export shows; looking makes neither a home nor a ledger."""
    if home is None or not ((home / STRATEGY).is_file() or (home / api.LEDGER).is_file()):
        return api.wanted(Strategy(), ()), ()
    with api.open(home) as opened:
        strategy = opened.strategy()[0] if (home / STRATEGY).is_file() else Strategy()
        return opened.wanted(), api.unread(strategy)


def _tell(screen: Console, each: api.Wanted) -> None:
    days = each.source.WAIT_DAYS
    wait = f"up to {counted(days, 'day')}" if days else "the same day"
    say(screen, (each.name, "bold"), f" ({each.source.TITLE}), {wait}{f': {each.why}' if each.why else ''}")
    say(screen, each.source.HOW_TO_GET_IT, indent=2)
    if each.beside and each.why:
        say(
            screen,
            ("Beside it", "dim"),
            f"  {listed(each.beside)}, since this export shows your side only in part",
            indent=2,
            hang=2,
        )


def _wanted_json(rank: int, each: api.Wanted) -> dict[str, Any]:
    return _source_json(each.name, each.source) | {
        "rank": rank,
        "wanted_for": each.channel,
        "why": each.why,
        "beside": list(each.beside),
        "added": each.added,
    }


def _source(asked: str) -> tuple[str, Source]:
    known = sources()
    if asked.lower() in known:
        return asked.lower(), known[asked.lower()]
    close = get_close_matches(asked.lower(), known, 1)
    hint = f"did you mean {close[0]}?" if close else f"it has {', '.join(known)}."
    raise HeardError(f"Heard has no source called {asked}; {hint}")


def _describe(name: str, source: Source) -> None:
    screen = console()
    say(screen, (f"{source.TITLE} ({name})", "bold"))
    heading(screen, "How to get it")
    say(screen, source.HOW_TO_GET_IT, indent=2)
    heading(screen, "What is read")
    _grouped(source.FILES)
    if source.LEFT_ALONE:
        heading(screen, "What is known and left alone")
        _grouped(source.LEFT_ALONE)
    heading(screen, "What it cannot show")
    say(screen, source.BLIND or "Nothing that Heard looks for.", indent=2)
    heading(screen, "What to add beside it")
    say(screen, source.BESIDE, indent=2)
    heading(screen, "What was not compared with a real export")
    say(screen, source.NOT_SEEN, indent=2)


def _grouped(files: Mapping[str, str]) -> None:
    """Files below what is said of them, each reason once."""
    screen = console()
    for why, group in groupby(files.items(), key=lambda each: each[1]):
        names = ", ".join(name for name, _ in group)
        say(screen, (names, "cyan"), f": {why}", indent=2, hang=2)


def _source_json(name: str, source: Source) -> dict[str, Any]:
    return {
        "name": name,
        "title": source.TITLE,
        "channel": source.CHANNEL,
        "wait_days": source.WAIT_DAYS,
        "how_to_get_it": source.HOW_TO_GET_IT,
        "blind": source.BLIND,
        "add_beside": source.BESIDE,
        "not_seen": source.NOT_SEEN,
        "files": dict(source.FILES),
        "left_alone": dict(source.LEFT_ALONE),
    }
