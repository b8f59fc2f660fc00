"""Question 3 (C3): what is the return on my time, energy and budget?

Credit is bookkeeping, not effect: a deal counts for the channel where the user says it began. What would have happened without
the channel is not known; only pausing it would show.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from statistics import median
from typing import TYPE_CHECKING

from heard.measures import decide
from heard.measures.stats import (
    Draws,
    Gamma,
    LogNormalValue,
    estimate,
    gamma_poisson,
    gamma_prior,
    grade,
    log_normal_value,
    returns_per_hour,
)
from heard.model import Answer, Estimate, Missing, Verdict
from heard.strategy import Strategy

if TYPE_CHECKING:
    from heard.ledger.store import Ledger

CAP = 10
"""The mean value of a deal is held below so many times the largest deal seen, since it has no finite expectation."""
TRIED = 0.8
"""Chance of a first deal that makes a fair trial [0..1]: a convention."""
OWN_VALUE_FROM = 8
"""A channel with so many deals has a value of its own; below, all channels share one: a convention."""


@dataclass(frozen=True, slots=True)
class Deal:
    """A deal from its first step to its last."""

    name: str
    channel: str
    opened: str
    """ISO date of the first step."""
    closed: str
    """ISO date it was won or lost; empty while open."""
    stage: str
    person: int | None
    who: str
    amount: float | None
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Returns:
    """What came of the time and money spent on a channel."""

    channel: str
    hours: Answer
    """Hours logged [h]."""
    spend: Answer
    """Money spent [currency]."""
    leads: Answer
    """Deals that began there [deals]."""
    won: Answer
    """Of them won [deals]."""
    deals_per_100_hours: Answer
    """Rate of winning [deals/100 h]."""
    return_per_hour: Answer
    """Value of deals won for an hour there [currency/h]."""
    price: float | None = None
    """What an hour of the user's is worth [currency/h]."""
    worthwhile: float | None = None
    """Probability that an hour there returns more than it is worth [0..1]."""
    tried: bool = False
    """So many hours went into it that at the rate of all channels a first deal was 80 % likely."""
    months: float | None = None
    """Since the first hour there [months]."""
    deals: tuple[Deal, ...] = ()
    draws: Draws | None = field(default=None, repr=False, compare=False)
    verdict: Verdict = "cannot tell"

    def measures(self) -> dict[str, Answer]:
        """Every number by name."""
        return {
            "hours": self.hours,
            "spend": self.spend,
            "leads": self.leads,
            "won": self.won,
            "deals_per_100_hours": self.deals_per_100_hours,
            "return_per_hour": self.return_per_hour,
        }


def returns(ledger: Ledger, strategy: Strategy, channels: Iterable[str], as_of: str) -> dict[str, Returns]:
    """What an hour on each channel returned [currency/h], hours first and money beside it, never mixed.

    Deals won per hour are gamma-Poisson with a prior learned from all channels; the value of a deal is log-normal with one
    value for all channels until a channel has eight; their product is drawn 20,000 times and its median reported, since the mean
    of such a product has no finite expectation. Open leads are not failures; they are counted, and not forecast here.

    Missing without hours logged or tracked, without any deal, or with deals in several currencies.
    """
    logged_on = ledger.rows(_HOURS, as_of=as_of)
    hours = {channel: (spent, entries) for channel, spent, entries, _ in logged_on}
    months = {
        channel: (date.fromisoformat(as_of) - date.fromisoformat(first)).days / 30.44
        for channel, _, _, first in logged_on
    }
    spend: dict[str, list[tuple[str, float, int]]] = defaultdict(list)
    for channel, currency, amount, entries in ledger.rows(_SPEND, as_of=as_of):
        spend[channel].append((currency, amount, entries))
    deals: dict[str, list[Deal]] = defaultdict(list)
    for row in ledger.rows(_DEALS, as_of=as_of):
        deal = Deal(*row)
        deals[deal.channel].append(deal)
    names = list(channels)
    logged = [channel for channel in sorted({*names, *hours}) if hours.get(channel, (0.0, 0))[0] > 0]
    money = _Money.of([deal for each in deals.values() for deal in each], strategy)
    rates = _rates(logged, hours, deals)
    first_deal = _first_deal(logged, hours, deals)
    draws = money.draws(logged, rates, deals) if logged else {}
    return {
        channel: replace(
            _returns(
                channel, hours.get(channel, (0.0, 0)), spend[channel], deals[channel], rates, draws, money
            ),
            months=months.get(channel),
            tried=hours.get(channel, (0.0, 0))[0] >= first_deal,
        )
        for channel in names
    }


@dataclass(frozen=True, slots=True)
class _Money:
    """The one currency of all deals, what is typical in it, and the price of an hour."""

    currency: str
    missing: Missing | None
    typical: float
    largest: float
    price: float | None

    @classmethod
    def of(cls, deals: Sequence[Deal], strategy: Strategy) -> _Money:
        won = [deal for deal in deals if deal.stage == "won" and deal.amount]
        amounts = [deal.amount for deal in won if deal.amount]
        currencies = {deal.currency for deal in won}
        hour, missing, typical = strategy.hour_worth, None, 0.0
        if len(currencies) > 1:
            missing = Missing(
                f"deals are in {' and '.join(sorted(currencies))}, which are never added without a dated rate",
                "write the deals of the journal in one currency",
            )
        elif not amounts:
            missing = Missing(
                "no deal with an amount is in the ledger",
                "log what you win in the journal: 2026-04-20 linkedin won D17 12000 EUR",
            )
        else:
            stated = [
                objective.worth
                for objective in strategy.objectives
                if objective.worth and {objective.worth.currency} == currencies
            ]
            typical = float(stated[0].amount) if stated and stated[0].amount else median(amounts)
        currency = next(iter(currencies), hour.currency if hour else "")
        price = float(hour.amount) if hour and hour.currency == currency else None
        return cls(currency, missing, typical, max(amounts, default=0.0), price)

    def draws(
        self, channels: Sequence[str], rates: dict[str, Gamma], deals: dict[str, list[Deal]]
    ) -> dict[str, Draws]:
        if self.missing:
            return {}
        amounts = {
            channel: [deal.amount for deal in deals[channel] if deal.stage == "won" and deal.amount]
            for channel in channels
        }
        pooled = log_normal_value(
            [
                amount
                for each in deals.values()
                for deal in each
                if deal.stage == "won" and (amount := deal.amount)
            ],
            self.typical,
        )
        values: list[LogNormalValue] = [
            log_normal_value(amounts[channel], self.typical)
            if len(amounts[channel]) >= OWN_VALUE_FROM
            else pooled
            for channel in channels
        ]
        drawn = returns_per_hour([rates[channel] for channel in channels], values, CAP * self.largest)
        return {channel: Draws(column) for channel, column in zip(channels, drawn.T, strict=True)}


def _rates(
    logged: Sequence[str], hours: dict[str, tuple[float, int]], deals: dict[str, list[Deal]]
) -> dict[str, Gamma]:
    """Deals won per hour on each channel with hours."""
    if not logged:
        return {}
    won = [_won(deals[channel]) for channel in logged]
    prior = gamma_prior(won, [hours[channel][0] for channel in logged])
    return {
        channel: gamma_poisson(prior, count, hours[channel][0])
        for channel, count in zip(logged, won, strict=True)
    }


def _first_deal(
    logged: Sequence[str], hours: dict[str, tuple[float, int]], deals: dict[str, list[Deal]]
) -> float:
    """Hours after which a first deal is 80 % likely, at the rate of all channels together [h]."""
    won, spent = sum(_won(deals[channel]) for channel in logged), sum(hours[channel][0] for channel in logged)
    return Gamma(won + 0.5, spent).hours_to_first(TRIED) if spent else math.inf


def _won(deals: Sequence[Deal]) -> int:
    return sum(deal.stage == "won" for deal in deals)


def _returns(
    channel: str,
    logged: tuple[float, int],
    spend: Sequence[tuple[str, float, int]],
    deals: Sequence[Deal],
    rates: dict[str, Gamma],
    draws: dict[str, Draws],
    money: _Money,
) -> Returns:
    hours, entries = logged
    won = _won(deals)
    no_hours = Missing(
        f"no hours on {channel} are logged",
        f"write them in the journal, as in: 2026-03-02 {channel} hours 1.5",
    )
    per_hour = rates.get(channel)
    drawn = draws.get(channel)
    worthwhile = drawn.above(money.price) if drawn and money.price is not None else None
    told = (
        per_hour is not None
        and worthwhile is not None
        and grade(won, per_hour.shape - won, worthwhile) != "unknown"
    )
    return Returns(
        channel=channel,
        hours=Estimate(hours, hours, hours, "h", entries) if hours else no_hours,
        spend=_spent(channel, money.currency, spend),
        leads=Estimate.counted(len(deals), "deals"),
        won=Estimate.counted(won, "deals"),
        deals_per_100_hours=estimate(Gamma(per_hour.shape, per_hour.rate / 100), "deals/100 h", won)
        if per_hour
        else no_hours,
        return_per_hour=estimate(drawn, f"{money.currency}/h", won)
        if drawn
        else (no_hours if not per_hour else money.missing or no_hours),
        price=money.price,
        worthwhile=worthwhile,
        deals=tuple(deals),
        draws=drawn,
        verdict=decide(
            worthwhile
            if told or (worthwhile is not None and not 0.2 < worthwhile < 0.8 and hours > 0)
            else None
        ),
    )


def _spent(channel: str, currency: str, spend: Sequence[tuple[str, float, int]]) -> Answer:
    if not spend:
        return Estimate(0.0, 0.0, 0.0, currency, 0)
    if len(spend) > 1:
        named = " and ".join(f"{amount:,.0f} {paid_in}" for paid_in, amount, _ in spend)
        return Missing(
            f"{named} were spent on {channel}, which are never added without a dated rate",
            "write the spending in one currency",
        )
    paid_in, amount, entries = spend[0]
    return Estimate(amount, amount, amount, paid_in, entries)


_HOURS = """
select channel, sum(hours), count(*), cast(min(day) as text)
from spent
where why = '' and day <= cast($as_of as date)
group by channel
order by channel
"""
_SPEND = """
select channel, currency, cast(sum(amount) as double precision), count(*)
from expenses
where day <= cast($as_of as date)
group by channel, currency
order by channel, currency
"""
_DEALS = """
with step as (
    select o.deal, o.channel, o.day, o.stage, p.person, o.amount, o.currency,
        row_number() over (partition by o.deal order by o.day, o.stage, o.id) as place,
        row_number() over (partition by o.deal order by o.day desc, o.stage desc, o.id desc) as back
    from outcomes o left join people p on p.account = o.account
    where o.day <= cast($as_of as date)
),
whole as (
    select deal, max(case when place = 1 then channel end) as channel, min(day) as opened, max(case when back = 1 then day end) as closed,
        max(case when back = 1 then stage end) as stage, max(person) as person,
        max(case when back = 1 then amount end) as amount, max(case when back = 1 then currency end) as currency
    from step
    group by deal
)
select w.deal, w.channel, cast(w.opened as text), case when w.stage = 'lead' then '' else cast(w.closed as text) end, w.stage, w.person,
    coalesce(t.name, ''), cast(w.amount as double precision), w.currency
from whole w left join portrait t on t.person = w.person
order by w.channel, w.opened, w.deal
"""
