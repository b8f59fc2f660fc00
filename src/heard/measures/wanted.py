"""Whom we want to meet: a person, a company, a segment of the strategy, or everybody on its list.

``meet (person)`` is who of them we do not know yet. Whoever is on the list of the strategy and in no export has a number below 0.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from heard.measures.between import name_of
from heard.people.find import seek, unknown
from heard.people.view import WORD

if TYPE_CHECKING:
    from heard.ledger.store import Ledger
    from heard.strategy import Strategy

KNOWN_SHOWN = 5
"""People named of those whom we know already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Who is meant by what was asked."""

    title: str
    """As it is shown."""
    person: int | None = None
    """Set where it is one person."""
    named: dict[int, str] = field(default_factory=dict)
    """Names of single people, as they were asked for or as the strategy writes them."""
    known: int = 0
    """Of several, how many we know already [persons]."""
    known_names: tuple[str, ...] = ()
    """Some of them."""
    none: str = ""
    """Why nobody is meant, as a sentence; empty if somebody is."""


def wanted(ledger: Ledger, strategy: Strategy, asked: str) -> Wanted:
    """Who is meant, and make the table ``meet``; `weigh` goes before.

    A person comes before a segment, and a segment before a company; nothing asked means the whole list.

    Raises:
        HeardError: several people are called that, or it is ourselves.
    """
    ledger.script("drop table if exists meet; create temp table meet (person bigint not null)")
    asked = " ".join(asked.split())
    if not asked:
        return _list(ledger, strategy)
    for name in (asked, f"name:{asked.lower()}"):
        if (number := seek(ledger, name, "intro")) is not None:
            return _one(ledger, number, _as_written(ledger, strategy, number, asked))
    for place, target in enumerate(strategy.targets, start=1):
        if target.name.lower() == asked.lower():
            return _one(ledger, -place, target.name)
    for segment in strategy.segments:
        if segment.name.lower() == asked.lower():
            ledger.rows(
                "insert into meet select person from market where segment = $segment", segment=segment.name
            )
            return _several(ledger, segment.name)
    words = " ".join(WORD.findall(asked.lower()))
    ledger.rows(
        "insert into meet select person from classified where company like $name", name=f"% {words} %"
    )
    if words and ledger.rows("select 1 from meet limit 1"):
        return _several(ledger, asked)
    return Wanted(title=asked, none=unknown(ledger, asked))


def names_of_wanted(ledger: Ledger) -> dict[int, str]:
    """What those are called whom we do not know yet, as the latest export does; the account itself where none says."""
    return {
        person: str(name).removeprefix("email:").removeprefix("name:")
        for person, name in ledger.rows(_NAMES_OF_WANTED)
    }


def _list(ledger: Ledger, strategy: Strategy) -> Wanted:
    ledger.script("insert into meet select distinct person from market")
    named = {}
    for place, target in enumerate(strategy.targets, start=1):
        number = seek(ledger, f"name:{target.name.lower()}", "intro")
        bearers = ledger.rows(_BEARERS, name=target.name.lower())
        person = number or (bearers[0][0] if len(bearers) == 1 else -place)
        named[person] = target.name
        ledger.rows(
            "insert into meet select $person where not exists (select 1 from meet where person = $person)",
            person=person,
        )
    if not ledger.rows("select 1 from meet limit 1"):
        return Wanted(
            title="the people on your list",
            none="Your list is empty: write under meet: in strategy.yaml whom you need to meet, or name somebody.",
        )
    return _several(ledger, "the people on your list", named)


def _one(ledger: Ledger, number: int, name: str) -> Wanted:
    ledger.rows("insert into meet values ($person)", person=number)
    return Wanted(title=name, person=number, named={number: name})


def _several(ledger: Ledger, title: str, named: dict[int, str] | None = None) -> Wanted:
    known = ledger.rows(_KNOWN)
    ledger.script(_DROP_KNOWN)
    return Wanted(
        title=title,
        named=named or {},
        known=len(known),
        known_names=tuple(name for (name,) in known[:KNOWN_SHOWN]),
    )


def _as_written(ledger: Ledger, strategy: Strategy, number: int, asked: str) -> str:
    """As the strategy writes it, where it does; else as the latest export does, or as it was asked for."""
    shown = name_of(ledger, number)
    known = {name for (name,) in ledger.rows(_NAMES, person=number)} | {shown.lower()}
    return next(
        (each.name for each in strategy.targets if each.name.lower() in known),
        asked if asked.lower() == shown else shown,
    )


_BEARERS = """
select distinct pe.person
from profiles p join people pe on pe.account = p.account
where lower(p.name) = $name and pe.person <> 0
"""
_KNOWN = """
select coalesce(p.name, '')
from tie t join meet m on m.person = t.person left join portrait p on p.person = t.person
where t.circle in ('warm', 'active', 'cool', 'dormant')
order by t.last_us desc, t.person
"""
_DROP_KNOWN = """
delete from meet
where person = 0 or person in (select person from apart)
    or person in (select person from tie where circle in ('warm', 'active', 'cool', 'dormant'))
"""
_NAMES = """
select lower(p.name) from profiles p join people pe on pe.account = p.account where pe.person = $person
"""
_NAMES_OF_WANTED = """
select m.person, coalesce(max(case when t.name <> '' then t.name end), min(a.handle))
from meet m
join people p on p.person = m.person
join accounts a on a.account = p.account
left join portrait t on t.person = m.person
group by m.person
"""
