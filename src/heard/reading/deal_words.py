"""The words of a deal as CRMs and people write them: where it came from, how it stands, who it is with, in which currency, when.

>>> channel_of("Trade Show"), stage_of("Closed won (Sales Pipeline)"), currency_in("12.500,00 €")
('tradeshow', 'won', 'EUR')
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby
from typing import Literal

from heard.reading.csv import fold
from heard.reading.day_month import FIRST_FOUR_DIGITS, LARGEST_MONTH, Order, Parts, day_of, order_of

CHANNELS = {
    "linkedin": "linkedin", "organicsocial": "social", "socialmedia": "social", "paidsocial": "paid social", "twitter": "x",
    "xtwitter": "x", "tradeshow": "tradeshow", "tradeshows": "tradeshow", "email": "email", "emailmarketing": "email",
    "referral": "referral",
}  # fmt: skip
"""Channels by folded source. HubSpot's "Referrals" stays as it is: there it means links on other sites, not people."""
SOCIAL = {"social", "paid social"}
"""Sources that leave it to a second column to say which network."""
STAGE = re.compile(r"(?:closed\W*)?(?P<end>won|lost)(?:\W.*)?")
CURRENCIES = {"€": "EUR", "£": "GBP", "₹": "INR", "zł": "PLN", "US$": "USD", "R$": "BRL", "$": "USD"}
"""Signs that carry a currency; a bare $ is said in a Problem, and ¥, which is two, carries none."""
IN_NAME = frozenset(
    {"AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HKD", "HUF", "INR", "JPY", "NOK", "NZD", "PLN", "SEK", "SGD", "USD",
     "ZAR"}
)  # fmt: skip
"""Currencies that are believed where they end a column's name, as in ``Amount (EUR)``."""
ISO = re.compile(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])")
SIGN = re.compile(r"[A-Z]{0,2}\$|[€£₹]|zł")
ADDRESS = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
DATE = re.compile(r"(\d{4}|\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{1,2})(?:[ T,].*)?")
FEWEST_IN_ORDER = 6
"""Different dates of a column that must all go one way: six in no order do so by chance once in 360."""


def unguarded(cell: str) -> str:
    """A cell without the apostrophe that keeps Excel from taking it for a formula."""
    return cell[1:] if cell.startswith(("'=", "'+", "'@", "'-")) else cell


def channel_of(source: str, detail: str = "") -> str:
    """The channel that a source field means; the network that the second field names where the first only says that it was one."""
    channel = CHANNELS.get(fold(source)) or " ".join(source.casefold().split())
    return channel_of(detail) if channel in SOCIAL and detail else channel or "unknown"


def stage_of(words: str) -> Literal["lead", "won", "lost"]:
    """Won or lost where the words begin so; a pipeline in brackets behind them is none of theirs."""
    found = STAGE.fullmatch(re.sub(r"\s*\([^()]*\)$", "", words.casefold()).strip())
    return "lead" if not found else "won" if found["end"] == "won" else "lost"


def person_of(cell: str, address: str = "") -> tuple[str | None, str, str]:
    """Account, name and address of the first person in the cells."""
    found = ADDRESS.search(address) or ADDRESS.search(cell)
    name = " ".join(ADDRESS.sub("", cell.partition(";")[0]).replace("()", "").replace("<>", "").split())
    if found:
        return f"email:{found[0].lower()}", name, found[0].lower()
    return (f"name:{name.lower()}" if name else None), name, ""


def currency_in(cell: str) -> str:
    """The currency that an amount carries itself; empty where it carries none."""
    found = ISO.search(cell)
    sign = SIGN.search(cell)
    return found[0] if found else CURRENCIES.get(sign[0], "") if sign else ""


@lru_cache(maxsize=20_000)
def parts_of(cell: str) -> Parts | None:
    """The three numbers of a date as they stand."""
    found = DATE.fullmatch(cell)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def order_in(columns: Iterable[list[Parts]], pairs: Iterable[tuple[Parts, Parts]]) -> Order:
    """Day or month first: by a number above twelve, by deals that cannot close before they open, by a column that is sorted.

    Rows of a CRM come in any order, so that a column which only mostly goes forward is no evidence.
    """
    columns = list(columns)
    dates = [parts for column in columns for parts in column]
    if all(parts[0] >= FIRST_FOUR_DIGITS for parts in dates):
        return Order(day_first=True, sure=True)  # years stand first: there is nothing to decide
    plain = order_of(parts for parts in dates if max(parts[:2]) > LARGEST_MONTH)
    if plain.sure and any(max(parts[:2]) > LARGEST_MONTH and parts[0] < FIRST_FOUR_DIGITS for parts in dates):
        return plain
    votes = {found.day_first for pair in pairs if (found := _by_order(list(pair)))}
    votes = votes or {
        found.day_first
        for column in columns
        for run in (column, column[::-1])
        if len(set(run)) >= FEWEST_IN_ORDER and (found := _by_order([parts for parts, _ in groupby(run)]))
    }
    if len(votes) == 1:
        return Order(votes.pop(), sure=True)
    open_ones = [parts for parts in dates if parts[0] < FIRST_FOUR_DIGITS and parts[0] != parts[1]]
    return Order(day_first=True, sure=not open_ones, ambiguous=len(open_ones))


def _by_order(dates: list[Parts]) -> Order | None:
    """The one reading in which the dates go forward, where the other does not."""
    ways = []
    for way in (True, False):
        try:
            days = [day_of(parts, Order(day_first=way, sure=True)) for parts in dates]
        except ValueError:
            continue
        if days == sorted(days):
            ways.append(Order(day_first=way, sure=True))
    return ways[0] if len(ways) == 1 else None
