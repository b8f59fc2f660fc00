"""From hours and deals to what an hour returns: the mathematics of question 3, which knows of no ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from heard.measures import CONFIDENT
from heard.measures.deals import Deal, leads, won_of
from heard.measures.stats import (
    DRAWS,
    SEED,
    Draws,
    Forecast,
    Gamma,
    Interval,
    channel_rates,
    dispersion,
    forecast,
    hours_to_settle,
    log_normal_value,
    returns_per_hour,
)

CAP = 10
"""The mean value of a deal is held below so many times the largest deal seen, since it has no finite expectation."""
TRIED = 0.8
"""Chance of a first deal that makes a fair trial [0..1]: a convention."""
OWN_VALUE_FROM = 8
"""A channel with so many deals has a value of its own; below, all channels share one: a convention."""


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """What the hours and deals say together: draws, with one column for each channel that has hours."""

    channels: tuple[str, ...]
    rates: Mapping[str, Draws]
    """Deals won, now and later, for an hour [deals/h], by channel."""
    forecasts: Mapping[str, Forecast]
    """What becomes of the open leads, by channel."""
    returns: Mapping[str, Draws]
    """Value of them for an hour [currency/h]; empty where no deal has an amount."""
    fair_trial: float
    """Hours after which a first deal is 80 % likely, at the rate of all channels together [h]."""


def weigh(
    hours: Mapping[str, Mapping[str, float]],
    told: Mapping[str, Sequence[Deal]],
    as_of: date,
    typical: float | None,
    *,
    draws: int = DRAWS,
) -> Weighed:
    """From hours and deals to what an hour returns [currency/h]: the mathematics of the question, without a ledger.

    Args:
        hours: of each channel by month, as in 2026-03, more than 0 in all [h].
        told: deals by channel, in one currency.
        as_of: the day to look from.
        typical: value of a deal to begin from [currency]; None where no deal has one.
        draws: how many.
    """
    channels = tuple(hours)
    months = sorted({month for each in hours.values() for month in each})
    total = [sum(hours[name].values()) for name in channels]
    spent = [[hours[name].get(month, 0.0) for month in months] for name in channels]
    began = [[_began(told.get(name, ()), month) for month in months] for name in channels]
    bursts = dispersion(began, spent)
    rng = np.random.default_rng(SEED)
    by_channel = {name: leads(told.get(name, ()), as_of) for name in channels}
    forecasts = forecast(by_channel) if any(by_channel.values()) else {}
    sudden = [won_of(deal for deal in told.get(name, ()) if not deal.led) for name in channels]
    drawn = np.zeros((draws, len(channels)))
    if forecasts:
        opened = channel_rates(
            [len(by_channel[name]) for name in channels], total, dispersion=bursts, draws=draws
        )
        chosen = rng.integers(len(forecasts[channels[0]].share.samples), size=draws)
        drawn += opened.draws * np.column_stack([forecasts[name].share.samples[chosen] for name in channels])
    if any(sudden) or not forecasts:
        drawn += channel_rates(sudden, total, dispersion=bursts, draws=draws, seed=SEED + 1).draws
    won = [won_of(told.get(name, ())) for name in channels]
    rates = {name: Draws(column) for name, column in zip(channels, drawn.T, strict=True)}
    fair_trial = Gamma(sum(won) + 0.5, sum(total)).hours_to_first(TRIED)
    if typical is None:
        return Weighed(channels, rates, forecasts, {}, fair_trial)
    amounts = {
        name: [deal.amount for deal in told.get(name, ()) if deal.stage == "won" and deal.amount]
        for name in told
    }
    everything = [amount for each in amounts.values() for amount in each]
    pooled = log_normal_value(everything, typical)
    values = [
        log_normal_value(own, typical) if len(own := amounts.get(name, [])) >= OWN_VALUE_FROM else pooled
        for name in channels
    ]
    returned = returns_per_hour(drawn, values, CAP * max(everything, default=typical))
    return Weighed(
        channels,
        rates,
        forecasts,
        {name: Draws(column) for name, column in zip(channels, returned.T, strict=True)},
        fair_trial,
    )


def hours_to_verdict(returned: Draws, rate: Draws, price: float) -> Interval:
    """Hours more on a channel until what an hour returns is surely above or surely below its price [h].

    A gamma distribution worth as many deals as the draws are sure stands for what is known.
    """
    deals = returned.mean**2 / float(returned.samples.var())
    known = Gamma(deals, deals / rate.mean)
    return hours_to_settle(known, price * rate.mean / returned.mean, CONFIDENT)


def _began(told: Sequence[Deal], month: str) -> int:
    """Deals that began in a month."""
    return sum(deal.opened[:7] == month for deal in told)
