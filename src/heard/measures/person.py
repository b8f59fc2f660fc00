"""All that is known of how we stand with one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from heard.measures.giving import Giving, giving
from heard.measures.ties import Tie, tie
from heard.people.find import Account, Exchange, accounts, latest

if TYPE_CHECKING:
    from heard.ledger.store import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person: who they are, how we stand, who gave more, and what was exchanged last."""

    as_of: date
    """The day from which it looks."""
    tie: Tie
    giving: Giving
    accounts: tuple[Account, ...]
    history: tuple[Exchange, ...]
    """The last ten exchanges, the latest first."""
    apart: str = ""
    """What it is, where it is no person: robot, or list."""


def person(ledger: Ledger, number: int, as_of: date, as_of_us: int) -> Person:
    """The page of one person; `set_apart` and `weigh` go before."""
    what = ledger.rows("select what from apart where person = $number", number=number)
    return Person(
        as_of=as_of,
        tie=tie(ledger, as_of, number),
        giving=giving(ledger, number, as_of_us),
        accounts=accounts(ledger, number),
        history=latest(ledger, number),
        apart=what[0][0] if what else "",
    )
