"""A ledger in memory into which a test tells what was said, and when."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from heard.ledger.engines import DuckDB
from heard.ledger.store import Ledger
from heard.measures.acts import tell_acts
from heard.measures.giving import give, giving
from heard.measures.ties import people, tie, weigh
from heard.model import Export, Interaction, Profile, day_micros
from heard.people.apart import set_apart
from heard.people.match import resolve
from heard.people.view import look
from heard.strategy import Strategy

AS_OF = date(2026, 10, 31)
AS_OF_US = day_micros(AS_OF + timedelta(days=1)) - 1
TAKEN = datetime(2026, 11, 1, tzinfo=UTC)
ME = "email:ines@larkfield.example"
SAM = "email:sam@harrow.example"


class World:
    """A ledger in memory into which things are said so many days ago."""

    def __init__(self, strategy: Strategy = Strategy()) -> None:  # noqa: B008 - it is frozen
        self.strategy = strategy
        self.ledger = Ledger(DuckDB(None))
        self.facts: list[Interaction | Profile] = []
        self.imports = 0

    def said(self, days_ago: float, actor: str = ME, to: str | tuple[str, ...] = SAM, **more) -> str:
        key = f"{self.imports}-{len(self.facts)}"
        moment = AS_OF_US + 1 - int(86_400e6 / 2) - round(days_ago * 86_400e6)
        told = {"kind": "mail", "channel": "email", "visibility": "direct", "thread": key} | more
        to = to if isinstance(to, tuple) else (to,)
        self.facts.append(Interaction(key=key, actor=actor, to=to, happened_us=moment, **told))
        return key

    def look(self, source: str = "mbox", as_of: date = AS_OF) -> None:
        if self.facts:
            export = Export(source=source, owner=ME)
            self.imports += 1
            self.ledger.add(export, self.facts, path=source, sha256=str(self.imports), imported_at=TAKEN)
            self.facts = []
        resolve(self.ledger, [ME])
        set_apart(self.ledger)
        look(self.ledger, self.strategy, day_micros(as_of + timedelta(days=1)) - 1)
        weigh(self.ledger, as_of)
        tell_acts(self.ledger)

    def people(self, most: int | None = None):
        self.look()
        return people(self.ledger, AS_OF, most)

    def tie(self, who: str = SAM):
        self.look()
        return tie(self.ledger, AS_OF, self.number(who))

    def giving(self, who: str = SAM):
        self.look()
        give(self.ledger)
        return giving(self.ledger, self.number(who), AS_OF_US)

    def number(self, who: str) -> int:
        asked = "select p.person from people p join accounts a on a.account = p.account where a.handle = $who"
        return self.ledger.rows(asked, who=who)[0][0]
