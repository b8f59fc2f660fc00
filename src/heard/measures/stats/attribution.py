"""Credit for what was won, shared among the channels on the way there: bookkeeping under several rules, never effect.

>>> paths = [Path(("post", "mail"), 3, 1), Path(("mail",), 2, 6)]
>>> {name: round(share, 2) for name, share in linear(paths).items()}
{'post': 1.5, 'mail': 3.5}
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from heard.measures.stats.summary import COVERAGE, SEED, Interval, tails

MANY = 30
"""Below so many deals won, rules that learn from them say nothing: a convention."""
BOOTSTRAP = 400
"""Draws of the Bayesian bootstrap."""
SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Path:
    """Channels in the order in which they were used, and what became of those who went this way."""

    channels: tuple[str, ...]
    won: float
    """Weight of those who were won [deals]."""
    not_won: float = 0.0
    """Weight of those who were not [deals]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """What a channel is credited with, under each rule."""

    shares: Mapping[str, Interval]
    """Share of all deals won, by rule, with its interval [0..1]."""
    robust: bool
    """Its place among the channels is the same under every rule."""

    @property
    def range(self) -> Interval:
        """From the lowest bound under any rule to the highest; the value is by equal shares [0..1]."""
        return Interval.holding(
            self.shares["linear"].value,
            min(each.low for each in self.shares.values()),
            max(each.high for each in self.shares.values()),
        )


Rule = Callable[[Sequence[Path]], dict[str, float]]


def first(paths: Sequence[Path]) -> dict[str, float]:
    """Deals by the channel on which it began [deals]."""
    return _shared(paths, lambda channels: {channels[0]: 1.0})


def last(paths: Sequence[Path]) -> dict[str, float]:
    """Deals by the channel that came last [deals]."""
    return _shared(paths, lambda channels: {channels[-1]: 1.0})


def linear(paths: Sequence[Path]) -> dict[str, float]:
    """Deals in equal shares among the touches on the way [deals]."""
    return _shared(
        paths,
        lambda channels: {name: channels.count(name) / len(channels) for name in dict.fromkeys(channels)},
    )


def shapley(paths: Sequence[Path]) -> dict[str, float]:
    """Deals in equal shares among the different channels on the way [deals].

    The Shapley value of the game in which a set of channels wins those deals whose channels all lie in it (Zhao, Mahboobi &
    Bagheri 2018).
    """
    return _shared(paths, lambda channels: {name: 1 / len(set(channels)) for name in dict.fromkeys(channels)})


def markov(paths: Sequence[Path]) -> dict[str, float]:
    """Deals in proportion to what is lost when a channel is taken out of a chain of first order [deals]; Anderl and others 2016."""
    won = sum(path.won for path in paths)
    effects = removal(paths)
    total = sum(effects.values())
    return {name: won * effect / total if total else 0.0 for name, effect in effects.items()}


def removal(paths: Sequence[Path]) -> dict[str, float]:
    """Share of the wins that end with each channel taken out: 1 - P without it / P [0..1]."""
    whole = win_probability(paths)
    return {
        name: 1 - win_probability(paths, without=name) / whole if whole else 0.0 for name in _names(paths)
    }


def win_probability(paths: Sequence[Path], without: str = "") -> float:
    """Probability that the chain ends in a win, exactly: from (I - Q) x = r [0..1].

    Whoever comes to the channel taken out is not won.
    """
    names = _names(paths)
    place = {name: number for number, name in enumerate(names, start=1)}
    flow = np.zeros((len(names) + 1, len(names) + 1))
    wins = np.zeros(len(names) + 1)
    leaves = np.zeros(len(names) + 1)
    for path in paths:
        steps = [0, *(place[name] for name in path.channels)]
        for one, other in pairwise(steps):
            flow[one, other] += path.won + path.not_won
        wins[steps[-1]] += path.won
        leaves[steps[-1]] += path.not_won
    total = flow.sum(axis=1) + wins + leaves
    total[total == 0] = 1.0
    onward, reached = flow / total[:, np.newaxis], wins / total
    if without:
        onward[place[without], :] = 0.0
        reached[place[without]] = 0.0
    return float(np.linalg.solve(np.eye(len(total)) - onward, reached)[0])


SIMPLE: Mapping[str, Rule] = {"first": first, "last": last, "linear": linear}
LEARNED: Mapping[str, Rule] = {"shapley": shapley, "markov": markov}


def credit(
    paths: Sequence[Path], stated: Mapping[str, float] | None = None, *, seed: int = SEED
) -> dict[str, Credit]:
    """What each channel is credited with under every rule that the deals can carry [share of deals won].

    Below thirty deals won only first, last and linear are asked. `stated`, what the user says of where deals began, is a rule of
    its own, without an interval. Intervals are 80 % by the Bayesian bootstrap over customers (Rubin 1981). Empty where nothing
    was won.
    """
    won = sum(path.won for path in paths)
    if not won:
        return {}
    rules = {**SIMPLE, **(LEARNED if won >= MANY else {})}
    names = sorted({*_names(paths), *(stated or {})})
    values = {rule: _fractions(ask(paths), names) for rule, ask in rules.items()}
    drawn: dict[str, list[list[float]]] = {rule: [] for rule in rules}
    rng = np.random.default_rng(seed)
    for _ in range(BOOTSTRAP):
        weighted = [Path(path.channels, _weight(rng, path.won), _weight(rng, path.not_won)) for path in paths]
        for rule, ask in rules.items():
            drawn[rule].append(_fractions(ask(weighted), names))
    low, high = tails(COVERAGE)
    bounds = {rule: np.quantile(rows, [low, high], axis=0) for rule, rows in drawn.items()}
    shares = {
        name: {
            rule: Interval.holding(
                values[rule][place], float(bounds[rule][0, place]), float(bounds[rule][1, place])
            )
            for rule in rules
        }
        for place, name in enumerate(names)
    }
    if stated and sum(stated.values()):
        values["stated"] = _fractions(stated, names)
        for place, name in enumerate(names):
            shares[name]["stated"] = Interval(*[values["stated"][place]] * 3)
    ranks = np.array([[sum(other > own + SAME for other in row) for own in row] for row in values.values()])
    return {
        name: Credit(shares=shares[name], robust=bool((ranks[:, place] == ranks[0, place]).all()))
        for place, name in enumerate(names)
    }


def _shared(paths: Sequence[Path], share: Callable[[tuple[str, ...]], dict[str, float]]) -> dict[str, float]:
    found = dict.fromkeys(_names(paths), 0.0)
    for path in paths:
        for name, part in share(path.channels).items():
            found[name] += part * path.won
    return found


def _names(paths: Sequence[Path]) -> list[str]:
    return list(dict.fromkeys(name for path in paths for name in path.channels))


def _fractions(found: Mapping[str, float], names: Sequence[str]) -> list[float]:
    total = sum(found.values())
    return [found.get(name, 0.0) / total if total else 0.0 for name in names]


def _weight(rng: np.random.Generator, count: float) -> float:
    """Of so many customers, each with an exponential weight of mean 1."""
    return float(rng.gamma(count)) if count else 0.0
