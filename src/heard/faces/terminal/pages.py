"""explain, rules, sources: the pages that the code itself holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from itertools import groupby
from typing import Any

from heard.faces.terminal import NOTHING
from heard.faces.terminal.screen import console, heading, say, say_json
from heard.model import HeardError
from heard.rules import HEADINGS, Rule, rules
from heard.rules.alarms import told
from heard.sources import Source, sources


def explain(asked: str, *, as_json: bool) -> int:
    """Print the page of a rule, asked for by its code or its name."""
    rule = _rule(asked)
    if as_json:
        say_json(_rule_json(rule))
        return NOTHING
    screen = console()
    say(screen, (f"{rule.code} {rule.name}", "bold"))
    say(screen, rule.summary)
    for title, paragraphs in sections(rule.page):
        heading(screen, title)
        for paragraph in paragraphs:
            say(screen, paragraph, indent=2)
    if rate := told(rule.code):
        heading(screen, "False alarms")
        say(screen, rate, indent=2)
    heading(screen, "Needs")
    say(screen, ", ".join(_needs(rule)), indent=2)
    return NOTHING


def list_rules(*, as_json: bool) -> int:
    """List every rule: its code, name, what it says was found and what it needs."""
    if as_json:
        say_json([_rule_json(rule) for rule in rules().values()])
        return NOTHING
    screen = console()
    for rule in rules().values():
        say(
            screen, (rule.code, "bold"), f" {rule.name}  {rule.summary} ",
            (f"Needs: {', '.join(_needs(rule))}.", "dim"), hang=5,
        )  # fmt: skip
    return NOTHING


def list_sources(name: str | None, *, as_json: bool) -> int:
    """List the sources, or describe one."""
    chosen = {name: _source(name)} if name else sources()
    if as_json:
        described = [_source_json(each, source) for each, source in chosen.items()]
        say_json(described[0] if name else described)
    elif name:
        _describe(name, chosen[name])
    else:
        screen = console()
        for each, source in chosen.items():
            say(screen, (each, "bold"), f" ({source.TITLE})")
            say(screen, source.HOW_TO_GET_IT, indent=2)
    return NOTHING


def sections(page: str) -> Iterator[tuple[str, list[str]]]:
    """The headings of a rule's page and the paragraphs below each; its first line is not among them."""
    title, paragraphs = "", list[str]()
    for block in page.split("\n\n")[1:]:
        for begun, said in _blocks(block):
            if begun and title:
                yield title, paragraphs
            if begun:
                title, paragraphs = begun, []
            if said:
                paragraphs.append(said)
    if title:
        yield title, paragraphs


def _blocks(block: str) -> Iterator[tuple[str, str]]:
    """A block of a page as its heading, if it begins with one, and its text on one line."""
    said = " ".join(block.split())
    for title in HEADINGS:
        for mark in (f"## {title}", f"{title}:"):
            if said.startswith(mark):
                rest = said.removeprefix(mark).strip()
                yield title, rest[:1].upper() + rest[1:]
                return
    yield "", said


def _rule(asked: str) -> Rule:
    known = rules()
    by_name = {rule.name: rule for rule in known.values()}
    found = known.get(asked.upper()) or by_name.get(asked.lower())
    if found:
        return found
    close = get_close_matches(asked.upper(), known, 1) or get_close_matches(asked.lower(), by_name, 1)
    hint = f"did you mean {close[0]}?" if close else "they are listed by: heard rules"
    raise HeardError(f"No rule is called {asked}; {hint}")


def _source(asked: str) -> Source:
    known = sources()
    if asked.lower() in known:
        return known[asked.lower()]
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


def _grouped(files: Mapping[str, str]) -> None:
    """Files below what is said of them, each reason once."""
    screen = console()
    for why, group in groupby(files.items(), key=lambda each: each[1]):
        names = ", ".join(name for name, _ in group)
        say(screen, (names, "cyan"), f": {why}", indent=2, hang=2)


def _needs(rule: Rule) -> list[str]:
    return [kind.__name__.lower() for kind in rule.needs]


def _rule_json(rule: Rule) -> dict[str, Any]:
    return {
        "code": rule.code,
        "name": rule.name,
        "summary": rule.summary,
        "needs": _needs(rule),
        "page": rule.page,
    }


def _source_json(name: str, source: Source) -> dict[str, Any]:
    return {
        "name": name,
        "title": source.TITLE,
        "channel": source.CHANNEL,
        "how_to_get_it": source.HOW_TO_GET_IT,
        "blind": source.BLIND,
        "files": dict(source.FILES),
        "left_alone": dict(source.LEFT_ALONE),
    }
