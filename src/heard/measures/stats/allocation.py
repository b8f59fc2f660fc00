"""Where the next hours go, how sure that is, and what it would be worth to know better.

>>> water_fill([150.0, 90.0], 6).round(2).tolist()
[4.02, 1.98]
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from heard.measures.stats.summary import Array, Draws, Interval, Numbers

SATURATION_HOURS = 4.0
"""Weekly hours after which a channel's marginal return has fallen to 1/e: a guess, until two levels were tried."""
SURE_DROP = 0.8
SURE_FOCUS = 0.75
"""Dropping a channel that works costs more than trying one that does not: a convention."""
FOCUS_GROWTH = 1.5
FOCUS_HOURS = 1.0
"""What counts as more hours than now: a convention."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """What becomes of a channel in the best split of the hours."""

    course: Literal["drop", "focus", "try", "keep"]
    drop: float
    """Probability that the best split gives it nothing."""
    focus: float
    """Probability that the best split gives it clearly more than now."""
    mean_hours: float
    hours: Interval
    """Median of its hours in the best split, with bounds."""


def saturating_value(first_hour: Numbers, hours: Numbers, saturation: Numbers = SATURATION_HOURS) -> Array:
    """What hours on a channel return [currency]: R tau (1 - exp(-h / tau))."""
    tau = np.asarray(saturation, dtype=float)
    return np.asarray(-np.asarray(first_hour) * tau * np.expm1(-np.asarray(hours) / tau), dtype=float)


def shadow_price(
    returns: Numbers, hours: float, *, saturation: Numbers = SATURATION_HOURS, reservation: float = 0.0
) -> Array:
    """What the last hour returns in the best split [currency per hour]; one per row of `returns`.

    Where all hours are spent it solves sum tau max(0, ln(R / mu)) = H. Spending them on the best m channels alone gives
    ln mu = (sum tau ln R - H) / sum tau, which is never above the true one and meets it at the right m: so the largest
    of these, and never less than an hour is worth elsewhere.
    """
    worth, tau = _checked(returns, hours, saturation, reservation)
    order = np.argsort(-worth, axis=-1)
    weights = np.take_along_axis(tau, order, axis=-1)
    with np.errstate(divide="ignore"):
        logs = np.log(np.take_along_axis(worth, order, axis=-1))
    candidates = (np.cumsum(weights * logs, axis=-1) - hours) / np.cumsum(weights, axis=-1)
    return np.asarray(np.maximum(np.exp(candidates.max(axis=-1)), reservation))


def water_fill(
    returns: Numbers,
    hours: float,
    *,
    saturation: Numbers = SATURATION_HOURS,
    reservation: float = 0.0,
    floors: Numbers = 0.0,
) -> Array:
    """The split of weekly hours that returns most [hours], over the last axis of `returns`.

    h = tau max(0, ln(R / mu)) with `shadow_price` mu, where a channel returns R tau (1 - exp(-h / tau)). Hours that would
    return less than the reservation value are left over. Each channel gets at least its floor. Raises ValueError for
    negative returns or hours, a saturation that is not positive, or floors above the hours.
    """
    least = np.asarray(floors, dtype=float)
    worth, tau = _checked(returns, hours, saturation, reservation)
    least = np.broadcast_to(least, worth.shape)
    free = hours - float(least.sum(axis=-1).max())
    if free < 0 or (least < 0).any():
        raise ValueError("The floors of the channels are not negative and leave hours to split.")
    worth = worth * np.exp(-least / tau)
    price = shadow_price(worth, free, saturation=tau, reservation=reservation)[..., np.newaxis]
    with np.errstate(divide="ignore", invalid="ignore"):
        gain = np.log(worth / price)
    return np.asarray(least + tau * np.where(gain > 0, gain, 0.0))


def prospects(
    returns: Array,
    present: Sequence[float],
    hours: float,
    learned: Sequence[bool],
    *,
    saturation: Numbers = SATURATION_HOURS,
    reservation: float = 0.0,
) -> list[Prospect]:
    """What becomes of each channel, from draws of returns with one column per channel.

    In each draw the hours are split anew. Drop: no hours in 80 % of the draws. Focus: in 75 % at least 1.5 times the
    present hours, and one. Try: neither, and its learning budget is not spent. Else keep.
    """
    best = water_fill(returns, hours, saturation=saturation, reservation=reservation)
    now = np.asarray(present, dtype=float)
    drop = (best == 0).mean(axis=0)
    focus = ((best >= FOCUS_GROWTH * now) & (best >= FOCUS_HOURS)).mean(axis=0)
    return [
        Prospect(
            course=_course(float(dropped), float(focused), learned=known),
            drop=float(dropped),
            focus=float(focused),
            mean_hours=float(column.mean()),
            hours=Draws(column).interval(),
        )
        for dropped, focused, known, column in zip(drop, focus, learned, best.T, strict=True)
    ]


def first_hour(returns: Array, hours: Numbers, saturation: Numbers = SATURATION_HOURS) -> Array:
    """What the first hour a week returns, where an hour returned so much on average over so many a week [currency per hour].

    R = mean (h / tau) / (1 - exp(-h / tau)), so that the present hours return in the model what they did return.
    """
    used = np.maximum(np.asarray(hours, dtype=float) / np.asarray(saturation, dtype=float), 1e-9)
    return np.asarray(returns * used / -np.expm1(-used))


def split_value(returns: Array, split: Numbers, saturation: Numbers = SATURATION_HOURS) -> Array:
    """What a split of the weekly hours returns, in each draw [currency per week]."""
    return np.asarray(saturating_value(returns, split, saturation).sum(axis=-1))


def gain(returns: Array, split: Numbers, present: Numbers, *, reservation: float = 0.0) -> Draws:
    """What one split returns more than another, hours that it leaves over at their price [currency per week].

    Its median lies between bounds that may well be on both sides of 0: which split is better is not known either.
    """
    spared = float(np.sum(np.asarray(present)) - np.sum(np.asarray(split)))
    return Draws(split_value(returns, split) - split_value(returns, present) + reservation * spared)


def knowledge(returns: Array, hours: float, *, reservation: float = 0.0) -> float:
    """What it would be worth to know all returns before the hours are split [currency per week].

    The mean over the draws of the best split of each, less the best split for the mean: no test can be worth more (Raiffa &
    Schlaifer 1961).
    """
    each = water_fill(returns, hours, reservation=reservation)
    once = water_fill(returns.mean(axis=0), hours, reservation=reservation)
    knowing = split_value(returns, each) - reservation * each.sum(axis=1)
    guessing = split_value(returns, once) - reservation * once.sum()
    return max(0.0, float((knowing - guessing).mean()))


def evpi(returns: Array) -> float:
    """What an hour would gain from knowing the best channel [currency per hour]: E max R - max E R.

    An upper bound on what any test is worth; Raiffa & Schlaifer 1961. The draws have one column per channel.
    """
    return float(returns.max(axis=1).mean() - returns.mean(axis=0).max())


def chance_of_best(returns: Array) -> Array:
    """Probability that each channel is the best, from draws with one column per channel [0..1]."""
    return np.bincount(returns.argmax(axis=1), minlength=returns.shape[1]) / len(returns)


def power_split(scales: Sequence[float], exponent: float, hours: float) -> Array:
    """The split that returns most where a channel returns a h^gamma [hours]: h in proportion to a^(1 / (1 - gamma)).

    Raises ValueError unless 0 < gamma < 1 and the scales are not negative and not all 0.
    """
    weights = np.asarray(scales, dtype=float)
    if not 0 < exponent < 1 or (weights < 0).any() or not weights.any():
        raise ValueError("A power curve needs an exponent between 0 and 1 and a positive scale.")
    weights = (weights / weights.max()) ** (1 / (1 - exponent))
    return np.asarray(hours * weights / weights.sum())


def greedy_split(curves: Sequence[Callable[[float], float]], hours: float, step: float = 0.5) -> list[float]:
    """The split that returns most for any concave curves of hours, in steps [hours]; Fox 1966.

    Raises ValueError unless the step is positive.
    """
    if step <= 0:
        raise ValueError("A step is positive.")
    split = [0.0] * len(curves)
    gains = [curve(step) - curve(0.0) for curve in curves]
    for _ in range(int(hours / step + 1e-9) if curves else 0):
        best = gains.index(max(gains))
        split[best] += step
        gains[best] = curves[best](split[best] + step) - curves[best](split[best])
    return split


def _course(drop: float, focus: float, *, learned: bool) -> Literal["drop", "focus", "try", "keep"]:
    if drop >= SURE_DROP:
        return "drop"
    if focus >= SURE_FOCUS:
        return "focus"
    return "keep" if learned else "try"


def _checked(returns: Numbers, hours: float, saturation: Numbers, reservation: float) -> tuple[Array, Array]:
    """Returns as floats and saturation in their shape."""
    worth = np.asarray(returns, dtype=float)
    tau = np.broadcast_to(np.asarray(saturation, dtype=float), worth.shape)
    if worth.size == 0 or (worth < 0).any() or hours < 0 or reservation < 0 or (tau <= 0).any():
        raise ValueError("A split needs channels, with returns and hours that are not negative.")
    return worth, tau
