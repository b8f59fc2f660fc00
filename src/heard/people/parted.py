"""Who is no longer among our connections and followers: what an earlier export of an account lists and a later one does not.

``parted (person, channel, kind, mine, seen_us, missed_us)`` is one row for each tie that is gone: listed last in the export taken at
`seen_us`, and missing in the whole list that was taken at `missed_us`. `mine` is 1 where we followed them, and 0 otherwise.

It is worked out anew from the imports and stored nowhere, so that taking an import back takes its losses back too. A list shows a loss
only if it is whole: its file was read without a problem, nothing of the export is damaged, and it does not lack so much of the one
before that it must have been cut short. Whoever is listed under another account of the same name has only changed the address.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from heard.model import day

if TYPE_CHECKING:
    from heard.ledger.store import Ledger

FEW = 10
"""So many may be missing from a list at once, however short it is [people]: a convention."""
PART = 4
"""Of a longer list, one in so many [people]; a list that lacks more of the one before was cut short: a convention."""
LISTS = (
    ("connection", 0, "your connections"),
    ("connection", 0, "your friends"),
    ("follow", 0, "who follows you"),
    ("follow", 1, "whom you follow"),
    ("follow", 1, "people whom you follow"),
)
"""Lists that a network writes whole into each export: kind, whether it is ours, and how a source begins to say what the file holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """A tie that an export lists and a later one does not."""

    channel: str
    kind: Literal["connection", "follow"]
    mine: bool
    """We followed them."""
    after: str
    """The day of the last export that lists it, as an ISO date."""
    before: str
    """The day of the first whole list without it."""


def find_parted(ledger: Ledger, as_of_us: int) -> None:
    """Make the table ``parted``.

    Args:
        ledger: with the tables ``people`` and ``portrait``.
        as_of_us: exports taken later do not count, unless this is the last that the ledger knows of [us since 1970, UTC].
    """
    ledger.script(_TABLES)
    ledger.rows(_SNAPSHOT, as_of_us=as_of_us)
    if not ledger.rows("select 1 from snapshot limit 1"):
        return
    for kind, mine, opening in LISTS:
        ledger.rows(
            "insert into list_name values ($kind, $mine, $opening)",
            kind=kind,
            mine=mine,
            opening=f"{opening}%",
        )
    ledger.script(_LISTED)
    ledger.rows(_WHOLE, few=FEW, part=PART)
    ledger.script(_PARTED)


def parted_from(ledger: Ledger, person: int) -> tuple[Parted, ...]:
    """What is gone of the ties with one person."""
    found = ledger.rows(
        "select channel, kind, mine, seen_us, missed_us from parted where person = $person order by missed_us, channel, kind, mine",
        person=person,
    )
    return tuple(
        Parted(channel=channel, kind=kind, mine=bool(mine), after=day(seen_us), before=day(missed_us))
        for channel, kind, mine, seen_us, missed_us in found
    )


def count_parted(ledger: Ledger) -> dict[str, int]:
    """How many people are gone from each kind of list, by its name [persons]."""
    return dict(ledger.rows(_COUNTED))


_TABLES = """
drop table if exists parted;
create temp table parted (
    person bigint not null, channel text not null, kind text not null, mine smallint not null, seen_us bigint not null,
    missed_us bigint not null
);
drop table if exists list_name;
create temp table list_name (kind text not null, mine smallint not null, opening text not null);
drop table if exists snapshot;
create temp table snapshot (import_id bigint not null, source text not null, owner text not null, taken_us bigint not null);
drop table if exists whole;
create temp table whole (
    import_id bigint not null, source text not null, owner text not null, kind text not null, mine smallint not null, taken_us bigint not null
);
"""
_SNAPSHOT = """
insert into snapshot
with usable as (
    select import_id, source, owner, taken_us
    from imports
    where owner <> '' and taken_us is not null
        and (taken_us <= $as_of_us or not exists (select 1 from interactions where ts_us > $as_of_us))
),
several as (select source, owner from usable group by source, owner having count(distinct taken_us) > 1)
select u.import_id, u.source, u.owner, u.taken_us
from usable u join several s on s.source = u.source and s.owner = u.owner
"""
_LISTED = """
drop table if exists listed;
create temp table listed as
with told as (
    select s.import_id, s.source, s.owner, s.taken_us, r.id, r.channel, r.kind, r.actor, coalesce(p.person, 0) as speaker
    from snapshot s
    join interaction_rows r on r.import_id = s.import_id
    left join people p on p.account = r.actor
    where r.kind in ('connection', 'follow')
)
select import_id, source, owner, taken_us, channel, kind, 0 as mine, speaker as person from told where speaker <> 0
union
select t.import_id, t.source, t.owner, t.taken_us, t.channel, t.kind, case when t.kind = 'follow' then 1 else 0 end, p.person
from told t
join recipient_rows r on r.interaction = t.id and r.import_id = t.import_id
join people p on p.account = r.account
where t.speaker = 0 and p.person <> 0;
"""
_WHOLE = """
insert into whole
with list_file as (
    select f.import_id, f.path, n.kind, n.mine, f.status
    from files f join snapshot s on s.import_id = f.import_id join list_name n on f.what like n.opening
),
damaged as (
    select l.import_id, l.kind, l.mine
    from list_file l left join problems p on p.import_id = l.import_id and p.path = l.path
    where l.status <> 'read' or p.path is not null
    union
    select p.import_id, n.kind, n.mine
    from problems p
    join snapshot s on s.import_id = p.import_id
    left join files f on f.import_id = p.import_id and f.path = p.path
    cross join list_name n
    where f.path is null
),
held as (select distinct import_id, source, owner, taken_us, kind, mine from listed),
ordered as (
    select h.*, lag(import_id) over (partition by source, owner, kind, mine order by taken_us, import_id) as earlier from held h
),
compared as (
    select o.import_id, o.source, o.owner, o.kind, o.mine, o.taken_us, count(*) as size,
        sum(case when n.person is null then 1 else 0 end) as missing
    from ordered o
    join listed b on b.import_id = o.earlier and b.kind = o.kind and b.mine = o.mine
    left join listed n
        on n.import_id = o.import_id and n.kind = b.kind and n.mine = b.mine and n.channel = b.channel and n.person = b.person
    group by o.import_id, o.source, o.owner, o.kind, o.mine, o.taken_us
)
select c.import_id, c.source, c.owner, c.kind, c.mine, c.taken_us
from compared c
left join damaged d on d.import_id = c.import_id and d.kind = c.kind and d.mine = c.mine
where d.import_id is null
    and (c.missing <= $few or c.missing * $part <= c.size)
    and exists (select 1 from list_file l where l.import_id = c.import_id and l.kind = c.kind and l.mine = c.mine)
"""
_PARTED = """
insert into parted
with seen as (
    select source, owner, channel, kind, mine, person, max(taken_us) as seen_us
    from listed
    group by source, owner, channel, kind, mine, person
),
missed as (
    select s.source, s.owner, s.channel, s.kind, s.mine, s.person, s.seen_us, min(w.taken_us) as missed_us
    from seen s
    left join whole w
        on w.source = s.source and w.owner = s.owner and w.kind = s.kind and w.mine = s.mine and w.taken_us > s.seen_us
    group by s.source, s.owner, s.channel, s.kind, s.mine, s.person, s.seen_us
),
renamed as (
    select m.person, m.channel, m.kind, m.mine
    from missed m
    join portrait old on old.person = m.person and old.name <> ''
    join portrait new on lower(new.name) = lower(old.name) and new.person <> old.person
    join seen s on s.person = new.person and s.channel = m.channel and s.kind = m.kind and s.mine = m.mine and s.seen_us > m.seen_us
    where m.missed_us is not null
)
select m.person, m.channel, m.kind, m.mine, max(m.seen_us), max(m.missed_us)
from missed m
left join renamed r on r.person = m.person and r.channel = m.channel and r.kind = m.kind and r.mine = m.mine
where r.person is null
group by m.person, m.channel, m.kind, m.mine
having count(*) = count(m.missed_us) and max(m.missed_us) > max(m.seen_us);
"""
_COUNTED = """
select case when kind = 'connection' then 'connections' when mine = 1 then 'followed' else 'followers' end as list, count(distinct person)
from parted
where person not in (select person from apart)
group by case when kind = 'connection' then 'connections' when mine = 1 then 'followed' else 'followers' end
order by list
"""
