"""Accounts that are no person: robots, lists and role addresses, told by headers and by how they write, each with its reason.

The answer is the temporary table ``apart (person, what, sign, written, alike, clock)``. What the user says of an account always wins.

A robot has never written as a person (`headers`), and not only a few notices of absence to us who wrote there; or it writes like a
machine (`habit`): at least twenty times and never an answer, with the same opening again and again, and by the clock: at the same
minute of the hour, around all hours of the day, or several in one breath. Nearly always the same opening is enough by itself. Who
answers at all is a person, however regular, unless the name itself says robot and the same openings bear it out (`named`).

An address of a post or a firm, as in info@, is a role address unless it is signed by one and the same person; so is any address
that is signed by many. A list is an address that never writes, and to which alone what two people wrote went round to a group.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from heard.ledger.engines import Row
    from heard.ledger.store import Ledger

END_OF_TIME_US = 2**62
ENOUGH = 20
"""Below so many messages nothing is said of how somebody writes [messages]: a convention, as are all of these."""
UNSEEN = 0.01
"""So many may answer what the ledger does not hold [share]; one answer that is seen makes a person."""
ALIKE = 0.5
"""So many begin as an earlier one did, digits aside [share]."""
ALL_ALIKE = 0.9
"""From so many on that begin alike, the clock is not asked [share]."""
BY_CLOCK = 0.5
"""So many fall into one minute of the hour, or follow the one before in one breath [share]."""
BREATH_US = 2_000_000
"""No human writes two messages within this [us]."""
MANY = 100
"""From so many messages on, writing in every hour of the day is no human's day, and the same opening no human's patience [messages]."""
NAMED_ALIKE = 0.3
"""The same of whoever is called a robot, though it answers [share]: people are called Bot too."""
ABSENCES = 3
"""Of somebody to whom we had written, no more than this that a machine sent are notices that they were away [messages]."""
OPENING = 40
"""What counts as the opening of a text or a subject [letters]."""
MANY_NAMES = 6
"""An address that bears so many first names is shared [names]."""
ROLES = (
    "abuse", "accounting", "accounts", "admin", "billing", "booking", "bookings", "careers", "contact", "customerservice", "events",
    "feedback", "hello", "help", "helpdesk", "hr", "info", "invoice", "invoices", "jobs", "kontakt", "mail", "marketing", "media",
    "news", "newsletter", "no-reply", "noreply", "office", "orders", "postmaster", "press", "reception", "sales", "service", "shop",
    "support", "team", "webmaster",
)  # fmt: skip
"""An address that begins so belongs to a post or a firm; RFC 2142 names some of them."""

Kind = Literal["robot", "list", "role address"]
Sign = Literal["headers", "habit", "named", "shared", "unsigned", "circulated", "stated"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """An account that is no person, and why."""

    account: str
    """As in email:crawler@acme.example."""
    name: str
    what: Kind
    why: str
    """One sentence."""


def set_apart(
    ledger: Ledger, stated: Mapping[str, bool] | None = None, as_of_us: int = END_OF_TIME_US
) -> None:
    """Make the table ``apart``.

    Args:
        ledger: with the table ``people``.
        stated: accounts of which the user says whether they are a person.
        as_of_us: what came later says nothing of anybody [us since 1970, UTC].
    """
    ledger.script(_SEEN.format(as_of_us=as_of_us))
    ledger.script(_TABLES)
    for name in ROLES:
        ledger.rows("insert into role_name values ($name)", name=name)
    for handle, is_person in (stated or {}).items():
        ledger.rows(
            "insert into stated_person values ($handle, $person)", handle=handle, person=int(is_person)
        )
    ledger.script(_WRITERS)
    ledger.rows(_QUIET, enough=ENOUGH, unseen=UNSEEN)
    if ledger.rows(_ANY_QUIET):
        ledger.rows(_ANSWERED)
    ledger.rows(_NAMED, enough=ENOUGH)
    if ledger.rows(_ANY_QUIET):
        ledger.rows(
            _ROBOTS,
            enough=ENOUGH,
            opening=OPENING,
            alike=ALIKE,
            all_alike=ALL_ALIKE,
            named_alike=NAMED_ALIKE,
            by_clock=BY_CLOCK,
            breath_us=BREATH_US,
            many=MANY,
        )
    ledger.rows(_ROLE_ADDRESSES, many_names=MANY_NAMES)
    ledger.script(_STATED)


def apart(ledger: Ledger) -> tuple[Apart, ...]:
    """Every account that is no person, by what it is and by name; `set_apart` goes before."""
    return tuple(_apart(row) for row in ledger.rows(_LISTED))


def why_apart(ledger: Ledger, person: int) -> Apart | None:
    """The same of one; None where it is a person."""
    return next((_apart(row) for row in ledger.rows(_ONE, person=person)), None)


def _apart(row: Row) -> Apart:
    handle, name, what, sign, written, alike, clock = row
    return Apart(account=handle, name=name, what=what, why=_why(sign, written, alike, clock))


def _why(sign: Sign, written: int, alike: float, clock: float) -> str:
    if sign == "habit":
        rhythm = (
            f", and {clock:.0%} at the same minute of the hour or in one breath"
            if clock >= BY_CLOCK
            else ", at all hours of the day"
            if alike < ALL_ALIKE
            else ""
        )
        return f"It wrote {written:,} times and never an answer; {alike:.0%} begin alike{rhythm}."
    return {
        "named": f"It is called a robot, and {alike:.0%} of the {written:,} times that it wrote begin alike.",
        "headers": f"Nothing of the {written:,} that it wrote is from a person to persons: their headers say that a machine sent them, or to many at once.",
        "shared": f"{written:,} different people sign with this address.",
        "unsigned": "The address belongs to a post or a firm, and no one person signs with it.",
        "circulated": "What several people sent to this address alone went round to a group, and it never writes itself.",
        "stated": "You said so.",
    }[sign]


_TABLES = """
drop table if exists role_name;
create temp table role_name (name text not null);
drop table if exists stated_person;
create temp table stated_person (handle text not null, person smallint not null);
drop table if exists apart;
create temp table apart (
    person bigint not null, what text not null, sign text not null, written bigint not null, alike double precision not null,
    clock double precision not null
);
drop table if exists quiet;
create temp table quiet (person bigint not null, named smallint not null);
"""

_SEEN = """
drop view if exists seen;
create temp view seen as select * from interactions where ts_us is null or ts_us <= {as_of_us:d};
"""
_WRITERS = f"""
drop table if exists writer;
create temp table writer as
select p.person, count(*) as written, min(i.ts_us) as first_us, sum(case when i.nature = 'personal' then 1 else 0 end) as personal,
    sum(case when i.nature = 'personal' and i.reply_to is not null then 1 else 0 end) as answers
from seen i join people p on p.account = i.actor
where p.person <> 0
group by p.person;

insert into apart
with circulated as (
    select r.interaction, min(r.account) as account
    from seen i join recipients r on r.interaction = i.id
    where i.visibility = 'group' and r.role <> 'mentioned'
    group by r.interaction
    having count(*) = 1
),
listed as (
    select p.person
    from circulated r
    join seen i on i.id = r.interaction
    join people p on p.account = r.account
    join accounts a on a.account = r.account
    where a.handle like 'email:%'
    group by p.person
    having count(distinct i.actor) > 1
),
addressed as (
    select p.person, min(i.ts_us) as first_us
    from seen i
    join people u on u.account = i.actor
    join recipients r on r.interaction = i.id
    join people p on p.account = r.account
    where u.person = 0 and i.nature = 'personal' and r.role <> 'mentioned'
    group by p.person
)
select w.person, 'robot', 'headers', w.written, 0e0, 0e0
from writer w left join addressed a on a.person = w.person
where w.personal = 0 and (w.written > {ABSENCES} or a.first_us is null or w.first_us is null or w.first_us < a.first_us)
union all
select person, 'list', 'circulated', 0, 0e0, 0e0 from listed where person <> 0 and person not in (select person from writer);
"""

_QUIET = """
insert into quiet select person, 0 from writer where personal >= $enough and answers <= $unseen * personal
"""
_ANY_QUIET = "select 1 from quiet limit 1"
_ANSWERED = """
delete from quiet where person in (
    with own as (
        select q.person, i.thread, max(i.ts_us) as last_us
        from quiet q join people p on p.person = q.person join seen i on i.actor = p.account
        where i.thread is not null and i.ts_us is not null
        group by q.person, i.thread
    )
    select o.person
    from own o join seen i on i.thread = o.thread and i.ts_us < o.last_us join people p on p.account = i.actor
    where p.person <> o.person
    union
    select q.person
    from quiet q
    join people p on p.person = q.person
    join seen i on i.actor = p.account
    join seen o on o.id = i.reply_to
    join people b on b.account = o.actor
    where b.person <> q.person
    union
    select p.person
    from seen i join recipients r on r.interaction = i.id join people p on p.account = r.account
    where i.source = 'journal'
)
"""
_NAMED = """
insert into quiet
select w.person, 1
from writer w
join people p on p.person = w.person
join accounts a on a.account = p.account
left join profiles f on f.account = p.account and f.name <> ''
where w.personal >= $enough and w.person not in (select person from quiet)
group by w.person
having min(
    case
        when ' ' || lower(f.name) || ' ' like '% bot %' or lower(f.name) like '%robot' or lower(f.name) like '%robot %' or lower(f.name) like '%-bot %' then 1
        when f.name is null and (a.handle like '%-bot@%' or a.handle like 'email:bot@%' or a.handle like '%robot%') then 1
        else 0
    end
) = 1
"""
_ROBOTS = """
insert into apart
with said as (
    select q.person, i.id, i.ts_us, substr(translate(lower(i.text), '0123456789', ''), 1, $opening) as opening,
        substr(translate(lower(i.title), '0123456789', ''), 1, $opening) as subject
    from quiet q join people p on p.person = q.person join seen i on i.actor = p.account
    where i.nature = 'personal' and i.kind in ('post', 'reply', 'comment', 'mention', 'message', 'mail')
),
wrote as (select person, count(*) as written from said group by person having count(*) >= $enough),
alike as (
    select person, max(repeats) as repeats
    from (
        select person, count(*) - count(distinct opening) as repeats from said where opening <> '' group by person
        union all
        select person, count(*) - count(distinct subject) from said where subject <> '' group by person
    ) o
    group by person
),
timed as (select person, id, ts_us from said where ts_us % 86400000000 <> 0),
clock as (
    select person, max(times) as times
    from (
        select person, count(*) as times
        from (select person, (ts_us % 3600000000 - ts_us % 60000000) / 60000000 as minute_of_hour from timed) m
        group by person, minute_of_hour
        union all
        select person, sum(case when gap_us <= $breath_us then 1 else 0 end)
        from (select person, ts_us - lag(ts_us) over (partition by person order by ts_us, id) as gap_us from timed where ts_us % 60000000 <> 0) g
        group by person
    ) c
    group by person
),
hours as (
    select person, count(distinct ts_us % 86400000000 - ts_us % 3600000000) as hours from timed group by person
),
measured as (
    select w.person, q.named, w.written, cast(a.repeats as double precision) / w.written as alike,
        cast(coalesce(c.times, 0) as double precision) / w.written as clock, coalesce(h.hours, 0) as hours
    from wrote w
    join quiet q on q.person = w.person
    join alike a on a.person = w.person
    left join clock c on c.person = w.person
    left join hours h on h.person = w.person
)
select person, 'robot', case when named = 1 then 'named' else 'habit' end, written, alike, clock
from measured
where person not in (select person from apart)
    and (
        (named = 1 and alike >= $named_alike)
        or (named = 0 and alike >= $all_alike and written >= $many)
        or (named = 0 and alike >= $alike and (clock >= $by_clock or (hours = 24 and written >= $many)))
    )
"""
_ROLE_ADDRESSES = """
insert into apart
with address as (
    select p.person, a.account, substr(a.handle, 7, strpos(a.handle, '@') - 7) as local, substr(a.handle, strpos(a.handle, '@') + 1) as domain
    from accounts a join people p on p.account = a.account
    where a.handle like 'email:%@%' and p.person <> 0
),
signed as (
    select a.account, count(distinct split_part(lower(p.name), ' ', 1)) as names
    from address a join profiles p on p.account = a.account
    where p.name <> '' and strpos(lower(p.name), a.local) = 0
        and (strpos(p.name, ' ') > 0 or strpos(a.domain, lower(p.name)) = 0)
    group by a.account
),
judged as (
    select a.person, coalesce(s.names, 0) as names,
        case
            when coalesce(s.names, 0) >= $many_names then 1
            when a.local in (select name from role_name) and coalesce(s.names, 0) <> 1 then 1
            else 0
        end as faceless
    from address a left join signed s on s.account = a.account
),
whole as (
    select j.person, max(j.names) as names
    from judged j join (select person, count(*) as accounts from people group by person) p on p.person = j.person
    group by j.person, p.accounts
    having sum(j.faceless) = p.accounts
)
select person, 'role address', case when names > 1 then 'shared' else 'unsigned' end, names, 0e0, 0e0
from whole
where person not in (select person from apart)
"""
_STATED = """
delete from apart where person in (
    select p.person from stated_person s join accounts a on a.handle = s.handle join people p on p.account = a.account
);
insert into apart
select distinct p.person, 'robot', 'stated', 0, 0e0, 0e0
from stated_person s join accounts a on a.handle = s.handle join people p on p.account = a.account
where s.person = 0 and p.person <> 0;
"""
_LISTED = """
select handle, name, what, sign, written, alike, clock
from (
    select min(a.handle) as handle, coalesce(max(t.name), '') as name, d.what, d.sign, d.written, d.alike, d.clock
    from apart d
    join people p on p.person = d.person
    join accounts a on a.account = p.account
    left join portrait t on t.person = d.person
    group by d.person, d.what, d.sign, d.written, d.alike, d.clock
) e
order by what, handle
"""
_ONE = """
select min(a.handle), coalesce(max(t.name), ''), d.what, d.sign, d.written, d.alike, d.clock
from apart d
join people p on p.person = d.person
join accounts a on a.account = p.account
left join portrait t on t.person = d.person
where d.person = $person
group by d.person, d.what, d.sign, d.written, d.alike, d.clock
"""
