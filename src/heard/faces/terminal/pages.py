"""explain, rules: the pages of the rules, which the code itself holds."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from heard.faces.terminal import NOTHING
from heard.faces.terminal.screen import console, heading, say, say_json
from heard.model import HeardError
from heard.rules import HEADINGS, Rule, rules
from heard.rules.alarms import told


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
