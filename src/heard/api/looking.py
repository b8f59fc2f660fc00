"""The tables that every question is asked of: made from the ledger as it stood on a day, or taken as they were kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from heard import __version__
from heard.api.deciding import standing
from heard.ledger.store import Ledger
from heard.measures.acts import tell_acts
from heard.measures.giving import give
from heard.measures.requests import request
from heard.measures.speaking import hear
from heard.measures.ties import weigh
from heard.model import day_micros
from heard.people.apart import set_apart
from heard.people.decisions import left_alone, stated
from heard.people.match import resolve
from heard.people.view import look
from heard.strategy import Strategy

LOOKED = (
    "people", "same", "apart", "portrait", "classified", "market", "twice", "exchange", "turns", "conversation", "spent", "parted",
)  # fmt: skip
"""What every question is asked of; everything else is made on the way to these."""
WEIGHED = ("tie",)
"""What is asked of ties too."""
ASKED = ("acts", "gift", "request")
"""What is asked of who gave and who asked."""

SPOKEN = ("spoken", "copied")
"""What is asked of who speaks where more than one can hear it."""


@dataclass(slots=True)
class Looking:
    """How a ledger is looked at, and what is at hand of it."""

    ledger: Ledger
    home: Path
    """The folder, for the decisions of its owner."""
    stamp: str = ""
    """What the tables at hand were made from."""
    at_hand: frozenset[str] = frozenset()
    """Their names."""

    def from_day(self, strategy: Strategy, as_of: date, wanted: Iterable[str] = LOOKED) -> int:
        """See to the tables that are wanted; gives the last moment of the day [us since 1970, UTC].

        They are made unless they are at hand or were kept of the same imports, by the same strategy and decisions, as of the same day.
        """
        as_of_us = day_micros(as_of + timedelta(days=1)) - 1
        decided = standing(self.home)
        imports = sorted(each["import_id"] for each in self.ledger.imports())
        stamp = sha256(repr((__version__, imports, strategy, decided, as_of)).encode()).hexdigest()
        if stamp != self.stamp:
            self.stamp, self.at_hand = stamp, self.ledger.recall(stamp)
        missing = {*LOOKED, *wanted} - self.at_hand
        if missing & {*LOOKED}:
            resolve(self.ledger, strategy.me, decided)
            set_apart(self.ledger, stated(decided), as_of_us)
            look(self.ledger, strategy, as_of_us)
        if missing & {*WEIGHED}:
            weigh(self.ledger, as_of)
        if missing & {*ASKED}:
            tell_acts(self.ledger)
            give(self.ledger)
            request(self.ledger)
        if missing & {*SPOKEN}:
            hear(self.ledger, strategy, as_of_us, left_alone(decided))
        self.at_hand |= missing
        if missing - {*LOOKED}:
            self.ledger.keep(stamp, sorted(self.at_hand))
        return as_of_us
