"""Question 3 (C3): what is the return on my time, energy and budget?

Credit is bookkeeping, not effect: a deal counts for the channel where the user says it began, and beside it stands what other rules
of bookkeeping would say. What would have happened without the channel is not known; only pausing it would show.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import TYPE_CHECKING

from heard.measures import CONFIDENT, decide
from heard.measures.deals import Deal, before, deals, paths, won_of
from heard.measures.stats import (
    ALIKE,
    Credit,
    Draws,
    Forecast,
    Path,
    credit,
    estimate,
    grade,
)
from heard.measures.weighing import Weighed, hours_to_verdict, weigh
from heard.model import Answer, Estimate, Evidence, Missing, Verdict
from heard.strategy import Strategy

if TYPE_CHECKING:
    from heard.ledger.store import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Returns:
    """What came of the time and money spent on a channel."""

    channel: str
    hours: Answer
    """Hours logged [h]."""
    spend: Answer
    """Money spent [currency]."""
    cost: Answer
    """Money spent, and the hours at their price [currency]."""
    leads: Answer
    """Deals that began there [deals]."""
    won: Answer
    """Of them won [deals]."""
    open_leads: Answer
    """Of them neither won nor lost [deals]."""
    still_to_win: Answer
    """Of those that are open, how many will be won [deals]."""
    deals_per_100_hours: Answer
    """Rate of winning [deals/100 h]."""
    return_per_hour: Answer
    """Value of deals won for an hour there [currency/h]."""
    return_per_cost: Answer
    """The same for each unit of time and money together [currency per currency]."""
    credit: Answer
    """Share of all deals won that rules of bookkeeping give it, from the least to the most [share]."""
    hours_to_settle: Answer
    """Hours more until the verdict stands, from the 10 % to the 90 % point of what may come [h]."""
    price: float | None = None
    """What an hour of the user's is worth [currency/h]."""
    worthwhile: float | None = None
    """Probability that an hour there returns more than it is worth [0..1]."""
    tried: bool = False
    """A deal was won there, or so many hours went into it that at the rate of all channels a first one was 80 % likely."""
    months: float | None = None
    """Since the first hour there [months]."""
    deals: tuple[Deal, ...] = ()
    before: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)
    """The last interactions with the person of a deal before it was won, by deal."""
    credited: Credit | None = None
    """Its share of the deals under each rule."""
    credited_deals: tuple[str, ...] = ()
    """Deals won on whose way it lay."""
    draws: Draws | None = field(default=None, repr=False, compare=False)
    verdict: Verdict = "cannot tell"

    def measures(self) -> dict[str, Answer]:
        """Every number by name."""
        return {
            "hours": self.hours,
            "spend": self.spend,
            "cost": self.cost,
            "leads": self.leads,
            "won": self.won,
            "open_leads": self.open_leads,
            "still_to_win": self.still_to_win,
            "deals_per_100_hours": self.deals_per_100_hours,
            "return_per_hour": self.return_per_hour,
            "return_per_cost": self.return_per_cost,
            "hours_to_settle": self.hours_to_settle,
            "credit": self.credit,
        }


@dataclass(frozen=True, slots=True)
class Logged:
    """Time and money that went into a channel."""

    hours: float = 0.0
    entries: int = 0
    first: str = ""
    """ISO date of the first hour."""
    spend: tuple[tuple[str, float, int], ...] = ()
    """Amounts by currency, and from how many entries."""


def returns(ledger: Ledger, strategy: Strategy, channels: Iterable[str], as_of: str) -> dict[str, Returns]:
    """What an hour on each channel returned [currency/h], hours first and money beside it, never mixed but in `cost`.

    Deals won per hour are gamma-Poisson with a distribution among the channels that is itself unknown; leads that are open count
    with what will yet be won of them, by a mixture cure model; the value of a deal is log-normal with one value for all channels
    until a channel has eight. Their product is drawn 20,000 times and its median reported, since the mean of such a product has
    no finite expectation.

    Missing without hours logged or tracked, without any deal, or with deals in several currencies.
    """
    names, logged, told = list(channels), _logged(ledger, as_of), deals(ledger, as_of)
    money = _Money.of([deal for each in told.values() for deal in each], strategy)
    used = _monthly(ledger, as_of)
    today = date.fromisoformat(as_of)
    ways = paths(ledger)
    stated = {name: float(won_of(each)) for name, each in told.items() if won_of(each)}
    known = _Known(
        today=today,
        money=money,
        weighed=weigh(used, told, today, None if money.missing else money.typical) if used else None,
        credited=credit([path for path, _ in ways], stated),
        ways=ways,
        before=before(ledger),
    )
    return {name: _returns(name, logged.get(name, Logged()), told.get(name, []), known) for name in names}


@dataclass(frozen=True, slots=True)
class _Money:
    """The one currency of all deals, what is typical in it, and the price of an hour."""

    currency: str
    missing: Missing | None
    typical: float
    price: float | None

    @classmethod
    def of(cls, told: Sequence[Deal], strategy: Strategy) -> _Money:
        amounts = [deal.amount for deal in told if deal.stage == "won" and deal.amount]
        currencies = {deal.currency for deal in told if deal.stage == "won" and deal.amount}
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
        return cls(currency, missing, typical, price)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    """What all channels share."""

    today: date
    money: _Money
    weighed: Weighed | None
    credited: Mapping[str, Credit]
    ways: Sequence[tuple[Path, tuple[str, ...]]]
    before: Mapping[str, tuple[Evidence, ...]]


def _returns(channel: str, logged: Logged, told: Sequence[Deal], known: _Known) -> Returns:
    won, money, weighed = won_of(told), known.money, known.weighed
    no_hours = Missing(
        f"no hours on {channel} are logged",
        f"write them in the journal, as in: 2026-03-02 {channel} hours 1.5",
    )
    missing = money.missing or no_hours
    per_hour = weighed.rates.get(channel) if weighed else None
    drawn = weighed.returns.get(channel) if weighed else None
    worthwhile = drawn.above(money.price) if drawn and money.price is not None else None
    verdict: Verdict = "cannot tell"
    if weighed and worthwhile is not None:
        told_well = grade(len(told), ALIKE, worthwhile) != "unknown"
        verdict = decide(worthwhile if told_well or not 1 - CONFIDENT < worthwhile < CONFIDENT else None)
    spend = _spent(channel, money.currency, logged.spend)
    cost = _cost(channel, logged.hours, spend, money)
    lay = tuple(deal for path, deals_won in known.ways if channel in path.channels for deal in deals_won)
    credited = known.credited.get(channel)
    return Returns(
        channel=channel,
        hours=_counted(logged.hours, "h", logged.entries) if logged.hours else no_hours,
        spend=spend,
        cost=cost,
        leads=Estimate.counted(len(told), "deals"),
        won=Estimate.counted(won, "deals"),
        open_leads=Estimate.counted(sum(not deal.closed for deal in told), "deals"),
        still_to_win=_still(told, weighed.forecasts.get(channel) if weighed else None, no_hours),
        deals_per_100_hours=estimate(Draws(100 * per_hour.samples).shortest(), "deals/100 h", won)
        if per_hour
        else no_hours,
        return_per_hour=estimate(drawn.shortest(), f"{money.currency}/h", won)
        if drawn
        else (missing if per_hour else no_hours),
        return_per_cost=_per_cost(drawn, logged.hours, cost, won) if drawn else missing,
        credit=_credit(channel, credited, len(lay)),
        hours_to_settle=_settled(channel, drawn, per_hour, money.price, worthwhile, won)
        if drawn and per_hour
        else missing,
        price=money.price,
        worthwhile=worthwhile,
        tried=weighed is not None and (won > 0 or logged.hours >= weighed.fair_trial),
        months=(known.today - date.fromisoformat(logged.first)).days / 30.44 if logged.first else None,
        deals=tuple(told),
        before={deal.name: known.before[deal.name] for deal in told if deal.name in known.before},
        credited=credited,
        credited_deals=lay,
        draws=drawn,
        verdict=verdict,
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
    return _counted(amount, paid_in, entries)


def _cost(channel: str, hours: float, spend: Answer, money: _Money) -> Answer:
    """Time at its price, and money."""
    if isinstance(spend, Missing):
        return spend
    if money.price is None:
        return Missing(
            f"nothing says what an hour of yours is worth{f' in {money.currency}' if money.currency else ''}",
            f"write in strategy.yaml: hour: 90 {money.currency or 'EUR'}",
        )
    if spend.value and spend.unit != money.currency:
        return Missing(
            f"{spend.unit} were spent on {channel} and your hour is in {money.currency}, which are never added without a dated rate",
            "write both in one currency",
        )
    return _counted(spend.value + hours * money.price, money.currency, spend.n + (1 if hours else 0))


def _per_cost(drawn: Draws, hours: float, cost: Answer, won: int) -> Answer:
    if isinstance(cost, Missing):
        return cost
    return estimate(Draws(drawn.samples * hours / cost.value).shortest(), f"{cost.unit} per {cost.unit}", won)


def _still(told: Sequence[Deal], forecast: Forecast | None, no_hours: Missing) -> Answer:
    """From the lower bound of the model to the upper, stretched to what the curve alone says."""
    still_open = sum(not deal.closed for deal in told)
    if not still_open:
        return Estimate(0.0, 0.0, 0.0, "deals", 0)
    if forecast is None:
        return no_hours
    found = forecast.wins.interval()
    mean = forecast.wins.mean
    return Estimate(
        mean,
        min(found.low, mean, forecast.at_least),
        max(found.high, mean, forecast.at_least),
        "deals",
        still_open,
    )


def _credit(channel: str, credited: Credit | None, deals_won: int) -> Answer:
    if credited is None:
        return Missing(
            f"no deal was won of which the ledger knows the person and what was exchanged before, so that {channel} has no share of one",
            'name the person of a deal in the journal: 2026-03-09 linkedin lead "Dana Reyes" id D17',
        )
    return estimate(credited.range, "share", deals_won)


def _settled(
    channel: str, drawn: Draws, per_hour: Draws, price: float | None, worthwhile: float | None, won: int
) -> Answer:
    if price is None or worthwhile is None or not price:
        return Missing("nothing says what an hour of yours is worth", "write in strategy.yaml: hour: 90 EUR")
    if not 1 - CONFIDENT < worthwhile < CONFIDENT:
        return Estimate(0.0, 0.0, 0.0, "h", 0)
    more = hours_to_verdict(drawn, per_hour, price)
    if math.isinf(more.value):
        return Missing(
            f"an hour on {channel} returns so nearly what it is worth that more hours would not tell",
            "decide by judgement",
        )
    return Estimate(more.value, more.low, more.high, "h", won)


def _counted(value: float, unit: str, n: int) -> Estimate:
    return Estimate(value, value, value, unit, n)


def _logged(ledger: Ledger, as_of: str) -> dict[str, Logged]:
    spend: dict[str, list[tuple[str, float, int]]] = defaultdict(list)
    for channel, currency, amount, entries in ledger.rows(_SPEND, as_of=as_of):
        spend[channel].append((currency, amount, entries))
    found = {name: Logged(spend=tuple(each)) for name, each in spend.items()}
    for channel, hours, entries, first in ledger.rows(_HOURS, as_of=as_of):
        found[channel] = Logged(hours, entries, first, tuple(spend[channel]))
    return found


def _monthly(ledger: Ledger, as_of: str) -> dict[str, dict[str, float]]:
    """Hours of each channel that has some, by month [h]."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for channel, month, hours in ledger.rows(_MONTHS, as_of=as_of):
        found[channel][month] = hours
    return found


_HOURS = """
select channel, cast(sum(cast(hours as decimal(18, 6))) as double precision), count(*), cast(min(day) as text)
from spent
where why = '' and day <= cast($as_of as date)
group by channel
order by channel
"""
_MONTHS = """
select channel, substr(cast(day as text), 1, 7) as month, cast(sum(cast(hours as decimal(18, 6))) as double precision)
from spent
where why = '' and day <= cast($as_of as date) and hours > 0
group by channel, month
order by channel, month
"""
_SPEND = """
select channel, currency, cast(sum(amount) as double precision), count(*)
from expenses
where day <= cast($as_of as date)
group by channel, currency
order by channel, currency
"""
