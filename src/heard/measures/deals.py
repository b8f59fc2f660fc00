"""Deals from their first step to their last, and what went before them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from heard.measures.stats import Lead, Path
from heard.model import Evidence, day

if TYPE_CHECKING:
    from heard.ledger.store import Ledger

BEFORE = 3
"""So many of the interactions before a deal are shown, the latest first."""
CERTAIN = 3.0
"""So many ends should have come before the first that was recorded; that none did has a probability of 5 %, so the record began later."""


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
    source: str = ""
    """The module that read its last step."""
    led: bool = True
    """It was told of before it ended, so that the time it took is known."""


def deals(ledger: Ledger, as_of: str) -> dict[str, list[Deal]]:
    """Every deal of the ledger as it stood on a day, by the channel where it began; makes the table ``deal``."""
    found: dict[str, list[Deal]] = defaultdict(list)
    ledger.script(_COLUMNS)
    ledger.rows(_MADE, as_of=as_of)
    for row in ledger.rows(_DEALS):
        deal = Deal(*row)
        found[deal.channel].append(deal)
    return found


def won_of(told: Iterable[Deal]) -> int:
    """How many were won [deals]."""
    return sum(deal.stage == "won" for deal in told)


def leads(told: Iterable[Deal], as_of: date) -> list[Lead]:
    """What has become of each lead, and from what age on the record would have shown its end [days].

    Deals that were told of only when they ended are left out, since nobody knows how long they took. Where the leads of a source
    waited so long before the first end it records that three ends at least were due, its record of ends began only then: older leads
    count from that day (left truncation).
    """
    led = [deal for deal in told if deal.led]
    began = {
        source: _record_of_ends([deal for deal in led if deal.source == source], as_of)
        for source in {deal.source for deal in led}
    }
    found = []
    for deal in led:
        opened = date.fromisoformat(deal.opened)
        lasted = ((date.fromisoformat(deal.closed) if deal.closed else as_of) - opened).days
        entered = max(0, (began[deal.source] - opened).days)
        end: Literal["won", "lost", "open"] = (
            "open" if not deal.closed else "won" if deal.stage == "won" else "lost"
        )
        found.append(Lead(lasted, end, min(entered, lasted), opened.toordinal()))
    return found


def _record_of_ends(led: Sequence[Deal], as_of: date) -> date:
    ends = sorted(date.fromisoformat(deal.closed) for deal in led if deal.closed)
    if not ends:
        return date.min
    before = after = 0
    for deal in led:
        opened, closed = (
            date.fromisoformat(deal.opened),
            date.fromisoformat(deal.closed) if deal.closed else as_of,
        )
        before += max(0, (ends[0] - opened).days)
        after += max(0, (closed - max(opened, ends[0])).days)
    return ends[0] if after and before * (len(ends) - 1) / after > CERTAIN else date.min


def paths(ledger: Ledger) -> list[tuple[Path, tuple[str, ...]]]:
    """Channels on which we had to do with the person of each deal until it ended, in order, with the deals that went each way.

    Deals without a person, or with one of whom nothing is seen before, say nothing and are left out.
    """
    ways: dict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for name, stage, way in ledger.rows(_PATHS):
        ways[tuple(way.split("\t"))].append((name, stage))
    return [
        (
            Path(way, sum(stage == "won" for _, stage in gone), sum(stage != "won" for _, stage in gone)),
            tuple(name for name, stage in gone if stage == "won"),
        )
        for way, gone in sorted(ways.items())
    ]


def before(ledger: Ledger) -> dict[str, tuple[Evidence, ...]]:
    """The last interactions with the person of each deal won before it was opened, else before it ended, without their words."""
    found: dict[str, list[Evidence]] = defaultdict(list)
    for name, who, id_, ts_us, channel, kind, mine in ledger.rows(_BEFORE, most=BEFORE):
        what = (
            f"{kind} {'to' if mine else 'from'} them, before {name}"
            if kind in ("message", "mail")
            else f"{kind}, before {name}"
        )
        found[name].append(Evidence(id=f"{id_:016x}", at=day(ts_us), channel=channel, who=who, what=what))
    return {name: tuple(each) for name, each in found.items()}


_COLUMNS = """
drop table if exists deal;
create temp table deal (
    name text not null, channel text not null, opened date not null, closed date not null, stage text not null, person bigint,
    amount double precision, currency text not null, source text not null, led smallint not null,
    opened_us bigint not null, until_us bigint not null
)"""
_MADE = """
insert into deal
with step as (
    select o.deal, o.channel, o.day, o.stage, p.person, o.amount, o.currency, o.source,
        row_number() over (partition by o.deal order by o.day, o.stage, o.id) as place,
        row_number() over (partition by o.deal order by o.day desc, o.stage desc, o.id desc) as back
    from outcomes o left join people p on p.account = o.account
    where o.day <= cast($as_of as date)
),
whole as (
    select deal, max(case when place = 1 then channel end) as channel, min(day) as opened, max(case when back = 1 then day end) as closed,
        max(case when back = 1 then stage end) as stage, max(person) as person,
        max(case when back = 1 then amount end) as amount, max(case when back = 1 then currency end) as currency,
        max(case when back = 1 then source end) as source, max(case when stage = 'lead' then 1 else 0 end) as led
    from step
    group by deal
)
select deal, channel, opened, case when stage = 'lead' then cast($as_of as date) else closed end, stage, person,
    cast(amount as double precision), currency, source, led,
    cast(opened - date '1970-01-01' + 1 as bigint) * 86400000000 - 1,
    cast((case when stage = 'lead' then cast($as_of as date) else closed end) - date '1970-01-01' + 1 as bigint) * 86400000000 - 1
from whole
"""
_DEALS = """
select d.name, d.channel, cast(d.opened as text), case when d.stage = 'lead' then '' else cast(d.closed as text) end, d.stage, d.person,
    coalesce(t.name, ''), d.amount, d.currency, d.source, d.led = 1
from deal d left join portrait t on t.person = d.person
order by d.channel, d.opened, d.name
"""
_TALK = """
select d.name, d.stage, t.name as who, e.id, e.ts_us, e.channel, e.kind, e.mine, d.opened_us
from deal d
join exchange e on e.person = d.person and e.ts_us <= d.until_us
join portrait t on t.person = d.person
where d.person <> 0
    and e.kind in ('message', 'mail', 'meeting', 'call', 'visit', 'comment', 'reply', 'mention', 'introduction', 'invitation')
"""
_PATHS = (
    """
with talk as ("""
    + _TALK
    + """),
turned as (
    select name, stage, channel, ts_us, id, lag(channel) over (partition by name order by ts_us, id, mine) as last_channel
    from talk
)
select name, stage, string_agg(channel, chr(9) order by ts_us, id)
from turned
where last_channel is null or last_channel <> channel
group by name, stage
order by name
"""
)
_BEFORE = (
    """
with talk as ("""
    + _TALK
    + """),
latest as (
    select *, row_number() over (
            partition by name order by case when ts_us <= opened_us then 0 else 1 end, ts_us desc, id desc, mine
        ) as place
    from talk
    where stage = 'won'
)
select name, who, id, ts_us, channel, kind, mine from latest where place <= $most order by name, place
"""
)
