"""Leads that are still open: how many of them will yet be won, by a mixture cure model.

>>> further = forecast({"linkedin": [Lead(20, "won"), Lead(40, "lost"), Lead(15, "open")]})["linkedin"]
>>> int(further.wins.samples.max())
1
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass

import numpy as np
import numpy.typing as npt
import scipy

from heard.measures.stats.cure import Cure, Lead, gathered
from heard.measures.stats.summary import SEED, Array, Draws
from heard.measures.stats.survival import kaplan_meier

PRIOR_WON = (1.0, 4.0)
"""Beta prior on the share that is ever won, mean one in five: a convention."""
PRIOR_DAYS = 60.0
PRIOR_DAYS_SPREAD = 1.0
"""Time to the decision before any was seen [days], and how far off that may easily be [log]: 95 % lie from eight days, for what is
bought off the shelf, to fourteen months, for a plant; a convention."""
PRIOR_SHAPE = 0.8
PRIOR_SHAPE_SPREAD = 0.4
"""Weibull shape before any was seen, and how far off that may easily be [log]: below 1, the exponential, since some decide sooner than
others, and whoever is left is slower (Proschan 1963, Technometrics 5(3)); 90 % lie from 0.4 to 1.5; a convention."""
ALIKE = 10.0
"""How many leads of its own the share of all channels is worth to one channel: a convention."""
FATES = 1 / 3
FATES_DOUBT = 1.0
"""By how much more the wins of leads that began together vary than by lot, before any was seen, as a share of it, and how far that
may easily be off [log]: those who come in a burst decide alike, so that it is what `rates.BURSTS` says of how they come; a convention."""
MOST_BLOCKS = 24
"""Into which all leads are cut to see that."""
_FATES = np.linspace(math.log(0.01), math.log(100.0), 60)
DRAWN = 2_000
BLOCK = 200
TEMPER = 2.0
"""How much wider than the posterior under one share for all the parameters are proposed."""
_ODDS = np.linspace(-6.5, 4.5, 45)
"""Log odds of a channel's own share."""

_AXES = {"won": (-6.0, 4.0), "speed": (-9.0, 2.0), "shape": (-1.2, 0.7), "lost": (-5.0, 5.0), "lost speed": (-9.0, 2.0)}  # fmt: skip
"""Where the grid begins to look: shares as log odds, speeds and shape as logs."""
_POINTS = {"won": 17, "speed": 17, "shape": 5, "lost": 7, "lost speed": 9}


@dataclass(frozen=True, slots=True, eq=False)
class Forecast:
    """What will become of the leads of one channel."""

    wins: Draws
    """Of the open leads, those that will be won [deals]."""
    share: Draws
    """Of all its leads, those that are ever won [0..1]."""
    at_least: float
    """The same as `wins` by the curve of Kaplan and Meier alone, which says nothing beyond the longest time seen [deals]."""


def forecast(
    leads: Mapping[str, Sequence[Lead]],
    *,
    within: float = math.inf,
    seed: int = SEED,
) -> dict[str, Forecast]:
    """How many of the open leads of each channel will be won, ever or in so many days at most [deals].

    Time to a decision is shared by all channels. The share that is won is each channel's own, beta-distributed about that of all
    with ten leads' worth. Parameters are drawn from a grid over their posterior and weighed by how likely the leads of each channel
    are when its own share is integrated out. Every draw has its own luck, too: so the interval holds what is not known and what is
    chance. Where leads that began together were won together, they say less, and what is to come varies more, on all channels at
    once (`shared_fate`). Without any lead it is the bare prior.

    Raises ValueError for a negative time, or a lead first seen after its end.
    """
    everyone = [lead for each in leads.values() for lead in each]
    if any(not (0 <= lead.entered <= lead.days < math.inf) for lead in everyone):
        raise ValueError("A lead has lasted for a time that is not negative, and was seen before it ended.")
    rng = np.random.default_rng(seed)
    dispersion = shared_fate(everyone, _middle(posterior(everyone, rng, 1 / TEMPER)))
    proposed = posterior(everyone, rng, 1 / (TEMPER * dispersion))
    weight = -proposed.log_likelihood(everyone) / (TEMPER * dispersion)
    odds, tables = {}, {}
    for name, each in leads.items():
        odds[name] = _odds(each, proposed, dispersion)
        tables[name] = _own_shares(each, proposed, odds[name], dispersion)
        weight = weight + scipy.special.logsumexp(tables[name], axis=1)
    likely = np.exp(weight - weight.max())
    rows = rng.choice(len(likely), DRAWN, p=likely / likely.sum())
    curve, overall = _at_least(everyone), np.asarray(proposed.won)
    own = {}
    for name in leads:
        reached = np.cumsum(np.exp(tables[name] - tables[name].max(axis=1, keepdims=True)), axis=1)[rows]
        luck = rng.random(len(rows)) * reached[:, -1]
        shares = _share_at((reached < luck[:, np.newaxis]).sum(axis=1), odds[name], overall[rows], rng)
        own[name] = proposed.taken(rows, shares)
    chances = {
        name: [
            (count, own[name].still_wins(days, within))
            for (days, end, *_), count in gathered(each)
            if end == "open"
        ]
        for name, each in leads.items()
    }
    doubt = np.zeros(len(rows))
    for count, chance in (one for each in chances.values() for one in each):
        doubt += count * chance * (1 - chance)
    apart = np.sqrt((dispersion - 1) / np.maximum(doubt, 1.0))
    alike = apart * rng.standard_normal(len(rows))
    found = {}
    for name, each in leads.items():
        wins = np.zeros(len(rows))
        for count, chance in chances[name]:
            wins += rng.binomial(count, _together(chance, apart, alike))
        at_least = sum(curve[lead.days] for lead in each if lead.end == "open")
        found[name] = Forecast(Draws(wins), Draws(np.asarray(own[name].won)), at_least)
    return found


def _together(chance: Array, apart: Array, alike: Array) -> Array:
    """Chances moved by the same log odds, their mean kept to within a few per cent (MacKay 1992, Neural Computation 4(5))."""
    kept = np.sqrt(1 + math.pi / 8 * apart**2)
    return np.asarray(scipy.special.expit(kept * scipy.special.logit(chance) + alike), dtype=float)


def shared_fate(leads: Sequence[Lead], model: Cure) -> float:
    """How many times the wins of leads that began together vary more than by lot, by posterior mean [ratio, at least 1].

    The leads are cut, in the order in which they began, into blocks with equally many wins due, one at least. The square of what came
    beyond what was due, over what was due, is that ratio times chi-squared. What was due of a lead is the hazard of being won that it
    has gone through (martingale residuals; Barlow & Prentice 1988, Biometrika 75(1)). The log of what exceeds 1 has the prior N(log 1/3, 1).
    """
    excess = np.exp(_FATES)
    log = -(((_FATES - math.log(FATES)) / FATES_DOUBT) ** 2) / 2
    won = sum(lead.end == "won" for lead in leads)
    blocks = min(won, MOST_BLOCKS)
    if blocks > 1:
        order = sorted(leads, key=lambda lead: lead.began)
        ages = np.linspace(0, 1, 400) ** 2 * max(lead.days for lead in order)
        hazard = -np.diff(model.waiting(ages)) / model.open((ages[1:] + ages[:-1]) / 2)
        reached = np.concatenate([[0.0], np.cumsum(hazard)])
        due = np.interp([lead.days for lead in order], ages, reached)
        due = np.maximum(due - np.interp([lead.entered for lead in order], ages, reached), 1e-12)
        due = due * won / due.sum()
        place = np.minimum((np.cumsum(due) - due / 2) / won * blocks, blocks - 1e-9).astype(int)
        came = np.bincount(place, [lead.end == "won" for lead in order], blocks)
        expected = np.maximum(np.bincount(place, due, blocks), 1e-9)
        surprise = float(((came - expected) ** 2 / expected).sum())
        log = log - (blocks - 1) / 2 * np.log1p(excess) - surprise / (1 + excess) / 2
    weight = np.exp(log - log.max())
    return 1 + float(weight @ excess / weight.sum())


def _middle(draws: Cure) -> Cure:
    """One that stands for all draws."""
    return Cure(*(float(np.median(np.asarray(each))) for each in astuple(draws)))


def _odds(leads: Sequence[Lead], proposed: Cure, dispersion: float) -> Array:
    """Log odds among which a channel's own share is looked for: where the leads, at middling parameters, put the weight."""
    middle = _middle(proposed)
    points = scipy.special.expit(_ODDS)
    log = (
        Cure(points, middle.speed, middle.shape, middle.lost, middle.lost_speed).log_likelihood(leads)
        / dispersion
    )
    log = log + np.log(points) + np.log1p(-points)
    low, high = _weighty(_ODDS, np.exp(log - log.max()))
    reach = (high - low) / 2
    return np.linspace(max(low - reach, _ODDS[0]), min(high + reach, _ODDS[-1]), len(_ODDS))


def _own_shares(leads: Sequence[Lead], proposed: Cure, odds: Array, dispersion: float) -> Array:
    """Log of prior and likelihood of a channel's own share; a row a draw, a column a point of the grid, and before them all that is less.

    Where hardly any lead is won, much of the prior lies below any grid; the likelihood hardly falls there any more.
    """
    points = scipy.special.expit(odds)[np.newaxis, :]
    blocks = []
    for first in range(0, DRAWN, BLOCK):
        rows = np.arange(first, min(first + BLOCK, DRAWN))[:, np.newaxis]
        model = proposed.taken(rows, points)
        a, b = _about(np.asarray(proposed.won)[rows])
        prior = a * np.log(points) + b * np.log1p(-points) - scipy.special.betaln(a, b)
        step = math.log(odds[1] - odds[0])
        likely = model.log_likelihood(leads) / dispersion
        less = np.log(scipy.special.betainc(a, b, _edge(odds)) + 1e-300) + likely[:, :1]
        blocks.append(np.concatenate([less, step + prior + likely], axis=1))
    return np.concatenate(blocks)


def _share_at(place: npt.NDArray[np.int64], odds: Array, overall: Array, rng: np.random.Generator) -> Array:
    """Shares drawn within their cells of `_own_shares`."""
    drawn = rng.random(len(place))
    step = odds[1] - odds[0]
    shares = scipy.special.expit(odds[np.maximum(place, 1) - 1] + step * (drawn - 0.5))
    less = place == 0
    a, b = _about(overall[less])
    shares[less] = scipy.special.betaincinv(a, b, drawn[less] * scipy.special.betainc(a, b, _edge(odds)))
    return np.asarray(shares)


def _about(overall: Array) -> tuple[Array, Array]:
    """Of the beta distribution of the channels' own shares about that of all."""
    return overall * ALIKE, (1 - overall) * ALIKE


def _edge(odds: Array) -> float:
    """The share at which the grid begins."""
    return float(scipy.special.expit(odds[0] - (odds[1] - odds[0]) / 2))


def posterior(leads: Sequence[Lead], rng: np.random.Generator, power: float = 1.0) -> Cure:
    """Draws of the parameters, from a grid over their posterior that is laid anew where the weight is.

    Of many leads a part speaks first, so that a narrow posterior is not missed between two points. The likelihood is taken to a power; below 1 the draws lie wider.
    """
    names = list(_AXES) if any(lead.end == "lost" for lead in leads) else ["won", "speed", "shape"]
    finer = 1 if len(names) > 3 else 2
    ranges = {name: _AXES[name] for name in names}
    for share in (30, 300, math.inf):
        axes = {name: np.linspace(*ranges[name], _POINTS[name] * finer) for name in names}
        grid = dict(zip(names, np.meshgrid(*axes.values(), indexing="ij", sparse=True), strict=True))
        held = min(power, share / max(len(leads), 1))
        with np.errstate(divide="ignore", over="ignore", under="ignore"):
            log = held * _parameters(grid).log_likelihood(leads) + _log_prior(grid)
        weight = np.exp(log - np.nanmax(log))
        weight = np.nan_to_num(np.broadcast_to(weight, tuple(map(len, axes.values()))))
        if held < power or share == 30:
            ranges = {
                name: _weighty(axes[name], weight.sum(axis=tuple(k for k in range(len(names)) if k != place)))
                for place, name in enumerate(names)
            }
        else:
            break
    places = np.unravel_index(rng.choice(weight.size, DRAWN, p=(weight / weight.sum()).ravel()), weight.shape)
    drawn = {}
    for name, place in zip(names, places, strict=True):
        step = axes[name][1] - axes[name][0]
        drawn[name] = axes[name][place] + step * (rng.random(DRAWN) - 0.5)
    return _parameters(drawn)


def _parameters(axes: Mapping[str, Array]) -> Cure:
    """From log odds and logs; without lost leads nothing is ever declared lost."""
    expit = scipy.special.expit
    return Cure(
        won=expit(axes["won"]),
        speed=np.exp(axes["speed"]),
        shape=np.exp(axes["shape"]),
        lost=expit(axes["lost"]) if "lost" in axes else 0.0,
        lost_speed=np.exp(axes["lost speed"]) if "lost" in axes else 1.0,
    )


def _log_prior(axes: Mapping[str, Array]) -> Array:
    """Density over log odds and logs, but for a constant."""
    expit, usual = scipy.special.log_expit, -math.log(PRIOR_DAYS)
    density = PRIOR_WON[0] * expit(axes["won"]) + PRIOR_WON[1] * expit(-axes["won"])
    density = density - ((axes["speed"] - usual) / PRIOR_DAYS_SPREAD) ** 2 / 2
    density = density - ((axes["shape"] - math.log(PRIOR_SHAPE)) / PRIOR_SHAPE_SPREAD) ** 2 / 2
    if "lost" in axes:
        density = density + expit(axes["lost"]) + expit(-axes["lost"])
        density = density - ((axes["lost speed"] - usual) / PRIOR_DAYS_SPREAD) ** 2 / 2
    return np.asarray(density, dtype=float)


def _weighty(points: Array, weight: Array) -> tuple[float, float]:
    """Where all but two in ten thousand of the weight lies, and a step to either side."""
    reached = np.cumsum(weight) / weight.sum()
    low, high = np.searchsorted(reached, [1e-4, 1 - 1e-4])
    return float(points[max(low - 1, 0)]), float(points[min(high + 1, len(points) - 1)])


def _at_least(leads: Sequence[Lead]) -> dict[float, float]:
    """Probability that a lead open at an age will be won, by the curve: what it has yet to fall, of where it stands.

    Leads that were lost stay at risk to the end of the curve, since they can no longer be won.
    """
    seen = [lead for lead in leads if lead.days > lead.entered]
    ages = {lead.days for lead in leads if lead.end == "open"}
    if not any(lead.end == "won" for lead in seen):
        return dict.fromkeys(ages, 0.0)
    longest = max(lead.days for lead in seen)
    curve = kaplan_meier(
        [longest if lead.end == "lost" else lead.days for lead in seen],
        [lead.end == "won" for lead in seen],
        [lead.entered for lead in seen],
    )
    last = float(curve.survival[-1])
    chances = {}
    for age in ages:
        left = 1 - curve.by(min(age, longest)).probability
        chances[age] = (left - last) / left if left > 0 else 0.0
    return chances
