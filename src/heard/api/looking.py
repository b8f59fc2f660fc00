"""The tables that every question is asked of: made from the ledger as it stood on a day, or taken as they were kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from heard import __version__
from heard.api.deciding import standing
from heard.ledger.store import Ledger
from heard.measures.ties import weigh
from heard.model import day_micros
from heard.people.apart import set_apart
from heard.people.decisions import stated
from heard.people.match import resolve
from heard.people.view import look
from heard.strategy import Strategy

KEPT = (
    "people", "same", "apart", "portrait", "classified", "market", "twice", "exchange", "turns", "conversation", "spent", "parted", "tie",
)  # fmt: skip
"""What questions are asked of; everything else is made on the way to these."""


@dataclass(slots=True)
class Looking:
    """How a ledger is looked at, and what is at hand of it."""

    ledger: Ledger
    home: Path
    """The folder, for the decisions of its owner."""
    at_hand: str = ""
    """The stamp of what was made last; empty where that is without ties."""

    def from_day(self, strategy: Strategy, as_of: date, *, ties: bool = False) -> int:
        """See to the tables; gives the last moment of the day [us since 1970, UTC].

        They are made, and the ties weighed where these are wanted, unless they are at hand or were kept of the same imports, by the
        same strategy and decisions, as of the same day.
        """
        as_of_us = day_micros(as_of + timedelta(days=1)) - 1
        decided = standing(self.home)
        imports = sorted(each["import_id"] for each in self.ledger.imports())
        stamp = sha256(repr((__version__, imports, strategy, decided, as_of)).encode()).hexdigest()
        if stamp == self.at_hand:
            return as_of_us
        self.at_hand = ""
        if not self.ledger.recall(stamp):
            resolve(self.ledger, strategy.me, decided)
            set_apart(self.ledger, stated(decided), as_of_us)
            look(self.ledger, strategy, as_of_us)
            if not ties:
                return as_of_us
            weigh(self.ledger, as_of)
            self.ledger.keep(stamp, KEPT)
        self.at_hand = stamp
        return as_of_us
