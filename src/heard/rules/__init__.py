"""Rules: pure functions of a strategy and measures that give findings.

A rule names what it needs by the types of its parameters. Its docstring is its page: the first line says what was found, then
come the headings *Why it matters*, *What to do*, *When it is wrong* and *Evidence*.

>>> @rule("C401", "spread-too-thin")                                          # doctest: +SKIP
... def spread_too_thin(strategy: Strategy, spread: Spread) -> Iterator[Advice]:
...     '''Too little time is spent here to be heard. ...'''
"""

from __future__ import annotations

import pkgutil
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from inspect import cleandoc

from heard.model import Finding, Skipped
from heard.strategy import Strategy

Advice = Finding | Skipped
HEADINGS = ("Why it matters", "What to do", "When it is wrong", "Evidence")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its code (family letter, question digit, two digits), its name and the function that asks."""

    code: str
    name: str
    function: Callable[..., Iterator[Advice]]

    @property
    def page(self) -> str:
        """The docstring."""
        return cleandoc(self.function.__doc__ or "")

    @property
    def summary(self) -> str:
        """The first line of the page."""
        return self.page.partition("\n")[0]

    @property
    def needs(self) -> tuple[type, ...]:
        """The types of its parameters."""
        hints = typing.get_type_hints(self.function)
        return tuple(kind for name, kind in hints.items() if name != "return")

    def __call__(self, *facts: object) -> Iterator[Advice]:
        """Ask the rule, and sign what it says with its code and name."""
        for advice in self.function(*facts):
            if isinstance(advice, Finding):
                yield replace(advice, code=self.code, name=self.name)
            else:
                yield replace(advice, code=self.code)


def rule(code: str, name: str) -> Callable[[Callable[..., Iterator[Advice]]], Rule]:
    """Make a function a rule. The name says the thing found, not the cure: it reads well after "accept"."""
    return lambda function: Rule(code, name, function)


@cache
def rules() -> Mapping[str, Rule]:
    """Every rule by code, found by looking through the modules of this folder."""
    found: dict[str, Rule] = {}
    for module in pkgutil.iter_modules(__path__):
        for value in vars(import_module(f"{__name__}.{module.name}")).values():
            if isinstance(value, Rule):
                found[value.code] = value
    return dict(sorted(found.items()))


def family(letters: str) -> list[Rule]:
    """The rules whose codes begin with one of these letters."""
    return [rule for code, rule in rules().items() if code[0] in letters]


def ask(
    asked: Iterable[Rule],
    strategy: Strategy,
    facts: Mapping[type, object],
    by_channel: Mapping[type, Mapping[str, object]],
) -> Iterator[Advice]:
    """Ask each rule with the facts that it names; a rule that names a fact by channel is asked once a channel."""
    known: dict[type, object] = {Strategy: strategy, **facts}
    for each in asked:
        spread = [kind for kind in each.needs if kind in by_channel]
        channels = sorted(set.intersection(*(set(by_channel[kind]) for kind in spread))) if spread else [""]
        for channel in channels:
            yield from each(
                *(by_channel[kind][channel] if kind in by_channel else known[kind] for kind in each.needs)
            )
