"""Who is seen with whom: ties between two people other than us, sought outwards from those whom we want to meet.

``frontier (hop, person)`` is from whom is sought: at hop 1 the people to meet, at hop 2 those who are seen with them; nobody is in it twice.
``pair (hop, one, other, ...)`` is one row for each thing that shows somebody of the frontier (`one`) with somebody else (`other`).
``step (hop, one, other, band, provenance, ...)`` is what all of it together is worth: 3 strong, 2 moderate, 1 weak.
``knows (person, band, ...)`` is whom we could ask.

Nothing is joined but what touches the frontier, so that the answer does not wait for the rest of the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from heard.people.apart import ROLES

if TYPE_CHECKING:
    from heard.ledger.store import Ledger
    from heard.strategy import Strategy

STRONG_DAYS = 5
"""From so many days together on, two people are strongly tied [days]: a convention."""
MODERATE_DAYS = 2
"""From so many days together on, moderately; below that weakly [days]: a convention."""
STALE_DAYS = 365
"""Last together longer ago than this, a tie counts one band less [days]: where a tie of our own turns dormant."""
FEW = 3
"""What went to more people than this is worth one part to each of them: a convention, as for our own ties."""
CROWD = 10
"""What went to more people than this, or a thread in which more spoke on one day, says nothing of any two of them: a convention."""
MOST_BETWEEN = 2_000
"""So many of those seen with the people to meet are asked for who is seen with them, the closest first."""


def seek(ledger: Ledger, stated: Iterable[tuple[int, int]], today_us: int, as_of_us: int) -> None:
    """Make the tables; `weigh` and `wanted` go before.

    Args:
        ledger: with the tables ``exchange``, ``apart``, ``tie`` and ``meet``.
        stated: who is to be met, and who could introduce us, as the strategy says.
        today_us: start of the day to look from [us since 1970, UTC].
        as_of_us: its last microsecond.
    """
    ledger.script(_TABLES)
    for name in ROLES:
        ledger.rows("insert into role_name values ($name)", name=name)
    for one, other in stated:
        ledger.rows("insert into told values ($one, $other)", one=one, other=other)
    ledger.rows(_ASKED, as_of_us=as_of_us)
    ledger.script("insert into frontier select 1, person from meet")
    for hop in (1, 2):
        for sought in (_TOGETHER, _ANSWERED, _IN_THREAD, _STATED):
            ledger.rows(sought, hop=hop, as_of_us=as_of_us, few=FEW, crowd=CROWD)
        ledger.rows(_FACELESS, hop=hop)
        ledger.rows(
            _STEP,
            hop=hop,
            strong=STRONG_DAYS,
            moderate=MODERATE_DAYS,
            stale_us=today_us - STALE_DAYS * 86_400_000_000,
        )
        if hop == 1:
            ledger.rows(_OUTWARDS, most=MOST_BETWEEN)


def told(ledger: Ledger, strategy: Strategy, named: Mapping[str, int]) -> list[tuple[int, int]]:
    """Who is to be met and who could introduce us, as far as the strategy says and one person bears the name.

    `named` is who is known already by a name, in small letters.
    """
    ledger.script("drop table if exists told_name; create temp table told_name (name text not null)")
    asked = {who.lower() for each in strategy.targets if each.through for who in (each.name, *each.through)}
    for who in sorted(asked):
        ledger.rows("insert into told_name values ($name)", name=who)
    bearer = dict(ledger.rows(_BEARERS)) | dict(named)
    pairs = [
        (bearer.get(each.name.lower()), bearer.get(by.lower()))
        for each in strategy.targets
        for by in each.through
    ]
    return [(met, who) for met, who in pairs if met and who and met != who]


def name_of(ledger: Ledger, person: int) -> str:
    """As the latest export does; the account itself where none says."""
    ((name,),) = ledger.rows(_NAME, person=person)
    return str(name).removeprefix("email:").removeprefix("name:")


_TABLES = """
drop table if exists role_name;
create temp table role_name (name text not null);
drop table if exists told;
create temp table told (one bigint not null, other bigint not null);
drop table if exists asked;
create temp table asked (person bigint not null, target bigint, ts_us bigint not null, id bigint not null, answer text not null);
drop table if exists frontier;
create temp table frontier (hop smallint not null, person bigint not null);
drop table if exists pair;
create temp table pair (
    hop smallint not null, one bigint not null, other bigint not null, id bigint not null, ts_us bigint, channel text not null,
    kind text not null, how text not null, writer bigint not null, weight double precision not null
);
drop table if exists step;
create temp table step (
    hop smallint not null, one bigint not null, other bigint not null, band smallint not null, provenance text not null,
    days bigint not null, last_us bigint, one_wrote smallint not null, other_wrote smallint not null
);
drop table if exists knows;
create temp table knows as
select person, last_us,
    case when circle in ('warm', 'active') then 3 when circle = 'cool' then 2 else 1 end as band
from tie
where circle <> 'never' or person in (
    select e.person
    from exchange e
    left join parted p on p.person = e.person and p.channel = e.channel and p.kind = e.kind and p.mine = 0 and e.ts_us <= p.missed_us
    where e.kind = 'connection' and p.person is null
);
"""

_ASKED = """
insert into asked
select p.person, t.person, i.ts_us, i.id,
    case when i.text like '%-> yes' then 'yes' when i.text like '%-> no' then 'no' else 'open' end
from interactions i
join recipients r on r.interaction = i.id and r.role = 'to'
join people p on p.account = r.account
left join recipients m on m.interaction = i.id and m.role = 'mentioned'
left join people t on t.account = m.account
where i.source = 'journal' and i.text like 'asked for %' and i.ts_us <= $as_of_us
"""

_ENDS = "ends as (select p.account, p.person from people p join frontier f on f.person = p.person where f.hop = $hop)"
_COUNTS = """i.nature = 'personal' and i.ts_us <= $as_of_us
        and i.kind not in ('reaction', 'share', 'follow', 'invitation', 'endorsement', 'meeting', 'call', 'visit')"""

_TOGETHER = f"""
insert into pair
with {_ENDS},
touched as (
    select i.id from interactions i join ends e on e.account = i.actor
    union
    select r.interaction from recipients r join ends e on e.account = r.account where r.role <> 'mentioned'
),
small as (
    select r.interaction as id, count(distinct r.account) as addressed
    from recipients r join touched t on t.id = r.interaction
    where r.role <> 'mentioned'
    group by r.interaction
    having count(distinct r.account) <= $crowd
),
head as (
    select i.id, i.ts_us, i.channel, i.kind, coalesce(p.person, -1) as writer, s.addressed
    from small s join interactions i on i.id = s.id left join people p on p.account = i.actor
    where {_COUNTS}
),
member as (
    select id, writer as person from head where writer <> -1
    union
    select h.id, p.person
    from head h join recipients r on r.interaction = h.id join people p on p.account = r.account
    where r.role <> 'mentioned'
)
select $hop, a.person, b.person, h.id, h.ts_us, h.channel, h.kind,
    case
        when h.writer <> a.person and h.writer <> b.person then 'together'
        when h.kind in ('recommendation', 'connection') then 'imported'
        else 'wrote'
    end,
    h.writer, case when h.addressed > $few then 1e0 / h.addressed else 1e0 end
from head h
join member a on a.id = h.id
join frontier f on f.person = a.person and f.hop = $hop
join member b on b.id = h.id and b.person <> a.person
where b.person <> 0
"""

_ANSWERED = f"""
insert into pair
with {_ENDS},
answer as (
    select e.person as one, p.person as other, i.id, i.ts_us, i.channel, i.kind, e.person as writer
    from interactions i
    join ends e on e.account = i.actor
    join interactions o on o.id = i.reply_to
    join people p on p.account = o.actor
    where {_COUNTS}
    union
    select e.person, p.person, i.id, i.ts_us, i.channel, i.kind, p.person
    from interactions o
    join ends e on e.account = o.actor
    join interactions i on i.reply_to = o.id
    join people p on p.account = i.actor
    where {_COUNTS}
)
select $hop, one, other, id, ts_us, channel, kind, 'answered', writer, 1e0 from answer where other <> 0 and other <> one
"""

_IN_THREAD = f"""
insert into pair
with {_ENDS},
spoken as (
    select distinct i.thread, i.ts_us - i.ts_us % 86400000000 as day_us
    from interactions i join ends e on e.account = i.actor
    where {_COUNTS} and i.thread is not null and i.visibility in ('group', 'direct')
),
voice as (
    select s.thread, s.day_us, i.id, i.ts_us, i.channel, i.kind, p.person
    from spoken s
    join interactions i on i.thread = s.thread and i.ts_us - i.ts_us % 86400000000 = s.day_us
    join people p on p.account = i.actor
    where {_COUNTS}
),
size as (
    select thread, day_us, count(distinct person) as voices from voice group by thread, day_us having count(distinct person) <= $crowd
)
select distinct $hop, a.person, b.person, b.id, b.ts_us, b.channel, b.kind, 'thread', b.person,
    case when z.voices > $few then 1e0 / z.voices else 1e0 end
from voice a
join frontier f on f.person = a.person and f.hop = $hop
join voice b on b.thread = a.thread and b.day_us = a.day_us and b.person <> a.person
join size z on z.thread = a.thread and z.day_us = a.day_us
where b.person <> 0
"""

_STATED = """
insert into pair
select $hop, a.target, a.person, a.id, a.ts_us, i.channel, i.kind, 'stated', 0, 1e0
from asked a join frontier f on f.person = a.target and f.hop = $hop join interactions i on i.id = a.id
where a.answer = 'yes' and a.person <> 0 and a.person <> a.target
union all
select $hop, t.one, t.other, 0, null, 'strategy', 'through', 'stated', 0, 1e0
from told t join frontier f on f.person = t.one and f.hop = $hop
"""

_FACELESS = """
delete from pair
where hop = $hop and (
    other in (select person from apart)
    or other in (
        select p.person
        from (select distinct other from pair) o
        join people p on p.person = o.other
        join accounts a on a.account = p.account
        group by p.person
        having sum(
            case
                when a.handle like 'email:%@%'
                    and substr(a.handle, 7, strpos(a.handle, '@') - 7) in (select name from role_name) then 0
                else 1
            end
        ) = 0
    )
)
"""

_STEP = """
insert into step
with refused as (
    select target, person
    from (select *, row_number() over (partition by target, person order by ts_us desc, id desc) as place from asked where target is not null) a
    where place = 1 and answer = 'no'
),
known as (
    select p.*
    from pair p
    left join refused r on r.target = p.one and r.person = p.other
    left join refused s on s.target = p.other and s.person = p.one
    where p.hop = $hop and r.person is null and s.person is null
        and p.other not in (select person from frontier where hop < $hop)
),
daily as (
    select one, other, ts_us - ts_us % 86400000000 as day_us,
        max(case when how in ('wrote', 'answered') then weight else 0e0 end) as direct, max(weight) as near
    from known
    where how not in ('imported', 'stated')
    group by one, other, ts_us - ts_us % 86400000000
),
worth as (
    select one, other, sum(direct) as direct, sum(near) as near, count(*) as near_days, max(day_us) as near_us,
        sum(case when direct > 0 then 1 else 0 end) as direct_days, max(case when direct > 0 then day_us end) as direct_us
    from daily
    group by one, other
),
said as (
    select one, other, max(ts_us) as last_us,
        max(case when how = 'imported' then 2 else 0 end) as imported, max(case when how = 'stated' then 2 else 0 end) as stated,
        max(case when how in ('wrote', 'answered') and writer = one then 1 else 0 end) as one_wrote,
        max(case when how in ('wrote', 'answered') and writer = other then 1 else 0 end) as other_wrote
    from known
    group by one, other
),
banded as (
    select s.*, w.direct_days, w.near_days, w.direct_us, w.near_us,
        case
            when w.direct is null or w.direct = 0 then 0
            else greatest(1, case when w.direct >= $strong then 3 when w.direct >= $moderate then 2 else 1 end
                - case when w.direct_us < $stale_us then 1 else 0 end)
        end as seen,
        case
            when w.near is null then 0
            else least(2, greatest(1, case when w.near >= $strong then 3 when w.near >= $moderate then 2 else 1 end
                - case when w.near_us < $stale_us then 1 else 0 end))
        end as inferred
    from said s left join worth w on w.one = s.one and w.other = s.other
),
best as (select *, greatest(seen, imported, stated, inferred) as band from banded)
select $hop, one, other, band,
    case when seen = band then 'seen' when imported = band then 'imported' when stated = band then 'stated' else 'inferred' end,
    case when seen = band then direct_days when imported <> band and stated <> band then near_days else 0 end,
    case when seen = band then direct_us when imported = band or stated = band then last_us else near_us end, one_wrote, other_wrote
from best
"""

_OUTWARDS = """
insert into frontier
select 2, other
from (
    select other, row_number() over (order by max(band) desc, max(days) desc, max(coalesce(last_us, 0)) desc, other) as place
    from step
    where hop = 1 and other not in (select person from frontier)
    group by other
) s
where place <= $most
"""
_BEARERS = """
select name, min(person)
from (
    select lower(p.name) as name, pe.person
    from profiles p join people pe on pe.account = p.account
    where lower(p.name) in (select name from told_name)
    union
    select substr(a.handle, 6), pe.person
    from accounts a join people pe on pe.account = a.account
    where a.handle like 'name:%' and substr(a.handle, 6) in (select name from told_name)
) b
where person <> 0
group by name
having count(distinct person) = 1
"""
_NAME = """
select coalesce(max(case when t.name <> '' then t.name end), min(a.handle))
from people p join accounts a on a.account = p.account left join portrait t on t.person = p.person
where p.person = $person
"""
