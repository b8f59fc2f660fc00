"""What later imports told of the time before, which an earlier look at the ledger could not know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from heard.ledger.columns import identity
from heard.ledger.schema import VERSIONED
from heard.model import day

if TYPE_CHECKING:
    from heard.ledger.store import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What one import told of the past."""

    import_id: int
    source: str
    path: str
    added: str
    """ISO date."""
    facts: int
    """That no earlier import held [facts]."""
    people: int
    """Accounts of whom it says something that no earlier import said [accounts]."""
    again: bool
    """It took the place of an earlier reading of the same file, which is not kept."""


def arrived(ledger: Ledger, since_us: int, as_of_us: int) -> list[Arrival]:
    """What imports since a moment brought that no earlier one held and that lies before another, the oldest import first.

    Args:
        ledger: with its imports.
        since_us: the imports from then on [us since 1970, UTC].
        as_of_us: facts until then, and those without a date [us since 1970, UTC].
    """
    facts: dict[int, int] = {}
    for table in VERSIONED:
        until: dict[str, object] = (
            {"as_of_us": as_of_us} if table == "interaction_rows" else {"as_of": day(as_of_us)}
        )
        sql = _ARRIVED.replace("TABLE", table).replace(
            "LIES", _LIES.get(table, "r.day <= cast($as_of as date)")
        )
        for import_id, count in ledger.rows(sql, since_us=since_us, **until):
            facts[import_id] = facts.get(import_id, 0) + count
    people: dict[int, int] = dict(ledger.rows(_DESCRIBED, since_us=since_us))
    found = ledger.rows(
        "select import_id, source, path, sha256, imported_us from imports where imported_us >= $since_us order by imported_us, import_id",
        since_us=since_us,
    )
    return [
        Arrival(
            import_id=import_id,
            source=source,
            path=path,
            added=day(imported_us),
            facts=facts.get(import_id, 0),
            people=people.get(import_id, 0),
            again=import_id == identity(f"{source}:{path}:{sha256}"),
        )
        for import_id, source, path, sha256, imported_us in found
    ]


_LIES = {
    "interaction_rows": "(r.ts_us is null or r.ts_us <= $as_of_us)",
    "traffic_rows": "r.last_day <= cast($as_of as date)",
}
_ARRIVED = """
select r.import_id, count(*)
from TABLE r join imports i on i.import_id = r.import_id
where i.imported_us >= $since_us and LIES
    and r.id not in (select o.id from TABLE o join imports e on e.import_id = o.import_id where e.imported_us < $since_us)
group by r.import_id
"""
_DESCRIBED = """
select p.import_id, count(distinct p.account)
from profile_rows p join imports i on i.import_id = p.import_id
where i.imported_us >= $since_us
    and not exists (
        select 1
        from profile_rows o join imports e on e.import_id = o.import_id
        where e.imported_us < $since_us and o.account = p.account and o.name = p.name and o.title = p.title and o.company = p.company
    )
group by p.import_id
"""
