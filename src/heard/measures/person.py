"""All that is known of how we stand with one person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from heard.measures.giving import Giving, giving
from heard.measures.standing import Standing, standing
from heard.measures.ties import Tie, tie
from heard.people.apart import Apart, why_apart
from heard.people.find import Account, Exchange, accounts, latest
from heard.people.parted import Parted, parted_from

if TYPE_CHECKING:
    from heard.ledger.store import Ledger
    from heard.strategy import Strategy


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person: who they are, how we stand, who gave more, whether we may ask, and what was exchanged last."""

    as_of: date
    """The day from which it looks."""
    tie: Tie
    giving: Giving
    standing: Standing | None
    """Whether one may ask for an introduction, or the like; None where it is no person."""
    accounts: tuple[Account, ...]
    history: tuple[Exchange, ...]
    """The last ten exchanges, the latest first."""
    parted: tuple[Parted, ...] = ()
    """Ties that an export lists and a later one does not."""
    apart: Apart | None = None
    """What it is and why, where it is no person."""


def person(ledger: Ledger, strategy: Strategy, number: int, as_of: date, as_of_us: int) -> Person:
    """The page of one person; `weigh`, `give` and `request` go before."""
    stand = tie(ledger, as_of, number)
    what = why_apart(ledger, number)
    return Person(
        as_of=as_of,
        tie=stand,
        giving=giving(ledger, number, as_of_us),
        standing=None if what else standing(ledger, strategy, stand, as_of_us),
        accounts=accounts(ledger, number),
        history=latest(ledger, number),
        parted=parted_from(ledger, number),
        apart=what,
    )
