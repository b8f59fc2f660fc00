"""What the measures look at: temporary tables over the ledger as it stood at a moment, with persons in place of accounts.

``portrait (person, name, title, company, domain)`` is who somebody is, as the latest export says.
``market (person, segment)`` is who belongs to the target market; ``classified (person)`` is everybody of whom it can be told.
``twice (id, first)`` is what another source tells too, and counts there, with all recipients of both: a list's message that is in
the mailbox as well, a notification mail of what the network's own export holds, and a post in a feed that the blog's export holds.
``exchange (id, channel, kind, ts_us, thread, person, mine, recipients)`` is one row for each interaction between us and one other
person; `recipients` counts the accounts it was addressed to, and is 1 where the export does not say.
``turns (id, channel, conversation, ts_us, mine, turn)`` is what was written between us and others, in order.
``conversation (channel, conversation, began_us, ...)`` is one row for each exchange of letters.

``spent (id, source, day, channel, hours, why)`` is the time spent, with what counts of it: see `heard.people.hours`.
``parted (person, channel, kind, ...)`` is who is no longer among our connections and followers: see `heard.people.parted`.

Only what people wrote to people counts: bulk mail, machines, advertisers and whoever is ``apart`` are left out, and counted by
`left_out`.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from heard.model import day
from heard.people.hours import count_hours
from heard.people.parted import find_parted
from heard.strategy import Strategy

if TYPE_CHECKING:
    from heard.ledger.store import Ledger

PAUSE_US = 7 * 86_400_000_000
"""A chat that the network keeps as one thread for ever is a new conversation after seven days of silence [us]."""
LATE_US = 3 * 86_400_000_000
"""A notification mail comes at most so long after what it tells of [us]: a convention."""
EARLY_US = 86_400_000_000
"""Some exports keep the day only, so that what it tells of may seem to come after it [us]."""
WORD = re.compile(r"[^\W_]+")
MAILBOX_DOMAINS = (
    "gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "live.com", "yahoo.com", "icloud.com", "me.com", "gmx.de",
    "gmx.net", "web.de", "t-online.de", "proton.me", "protonmail.com", "aol.com", "orange.fr", "libero.it",
)  # fmt: skip
"""An address there says nothing of where somebody works."""


def look(ledger: Ledger, strategy: Strategy, as_of_us: int) -> None:
    """Make the tables, as of a moment [us since 1970, UTC]; `heard.people.apart.set_apart` goes before."""
    ledger.script(_PORTRAIT)
    for domain in MAILBOX_DOMAINS:
        ledger.rows("insert into mailbox_domain values ($domain)", domain=domain)
    ledger.script(_CLASSIFIED)
    for segment in strategy.segments:
        for column, marks in (("title", (*segment.titles, *segment.words)), ("company", segment.companies)):
            for mark in marks:
                words = " ".join(WORD.findall(mark.lower()))
                ledger.rows(
                    "insert into mark values ($segment, $place, $pattern)",
                    segment=segment.name,
                    place=column,
                    pattern=f"% {words} %",
                )
        for domain in segment.domains:
            ledger.rows(
                "insert into mark values ($segment, 'domain', $pattern)",
                segment=segment.name,
                pattern=domain.lower(),
            )
    ledger.script(_MARKET)
    _find_twice(ledger)
    ledger.script("drop table if exists exchange; create temp table exchange" + _EXCHANGE_COLUMNS)
    ledger.rows(_EXCHANGE, as_of_us=as_of_us)
    ledger.script("drop table if exists turns; create temp table turns" + _TURNS_COLUMNS)
    ledger.rows(_TURNS, pause_us=PAUSE_US)
    ledger.script(_CONVERSATION)
    count_hours(ledger, strategy, as_of_us)
    find_parted(ledger, as_of_us)


def _find_twice(ledger: Ledger) -> None:
    """Make the table ``twice``, which only a mailbox or a feed beside other exports can fill."""
    ledger.script(
        "drop table if exists twice; create temp table twice (id bigint not null, first bigint not null)"
    )
    added = {source for (source,) in ledger.rows("select distinct source from imports")}
    if "mbox" in added and "mailinglist" in added:
        ledger.rows(_ARCHIVED)
    if "feed" in added and added & {"wordpress", "ghost"}:
        ledger.rows(_SYNDICATED)
    if "mbox" in added and ledger.rows(_NOTICES):
        ledger.rows(_NOTICED, late_us=LATE_US, early_us=EARLY_US)


def newest(ledger: Ledger) -> date | None:
    """The day of the last thing that the ledger knows of: the one from which a review looks."""
    (last_us,), days = (
        ledger.rows("select max(ts_us) from interactions where nature = 'personal'")[0],
        ledger.rows(
            "select max(day) from efforts union all select max(day) from expenses union all select max(day) from outcomes"
        ),
    )
    known = [found for (found,) in days if found is not None]
    if last_us is not None:
        known.append(date.fromisoformat(day(last_us)))
    return max(known, default=None)


def left_out(ledger: Ledger, as_of_us: int) -> dict[str, int]:
    """Interactions until a moment that count in no measure, by why [count]; of what came later nothing is said."""
    found = ledger.rows(
        """
        select case when i.nature <> 'personal' then i.nature when i.ts_us is null then 'undated' else a.what end
            as why, count(*)
        from interactions i left join people p on p.account = i.actor left join apart a on a.person = p.person
        where (i.ts_us is null or i.ts_us <= $as_of_us) and (i.nature <> 'personal' or i.ts_us is null or a.person is not null)
        group by why
        order by why
        """,
        as_of_us=as_of_us,
    )
    return dict(found)


_PORTRAIT = """
drop table if exists portrait;
create temp table portrait as
with said as (
    select pe.person, p.name, p.title, p.company, p.email, a.handle,
        row_number() over (
            partition by pe.person
            order by case when p.title <> '' or p.company <> '' then 0 else 1 end, coalesce(p.taken_us, 0) desc, a.handle, p.name, p.title, p.company
        ) as place
    from profiles p join people pe on pe.account = p.account join accounts a on a.account = p.account
),
address as (
    select person, min(substr(handle, strpos(handle, '@') + 1)) as domain
    from people join accounts on accounts.account = people.account
    where handle like 'email:%@%'
    group by person
)
select s.person, s.name, s.title, s.company, coalesce(d.domain, '') as domain
from said s left join address d on d.person = s.person
where s.place = 1;

drop table if exists mailbox_domain;
create temp table mailbox_domain (domain text not null);

drop table if exists mark;
create temp table mark (segment text not null, place text not null, pattern text not null);
"""

_CLASSIFIED = """
drop table if exists classified;
create temp table classified as
select person,
    ' ' || replace(replace(replace(replace(replace(replace(lower(title), ',', ' '), '/', ' '), '-', ' '), '&', ' '), '.', ' '), '  ', ' ') || ' ' as title,
    ' ' || replace(replace(replace(replace(lower(company), ',', ' '), '-', ' '), '.', ' '), '  ', ' ') || ' ' as company,
    domain
from portrait
where person <> 0 and person not in (select person from apart)
    and (title <> '' or company <> '' or (domain <> '' and domain not in (select domain from mailbox_domain)));
"""

_MARKET = """
drop table if exists market;
create temp table market as
select distinct c.person, m.segment
from classified c join mark m
    on (m.place = 'title' and c.title like m.pattern)
    or (m.place = 'company' and c.company like m.pattern)
    or (m.place = 'domain' and (c.domain = m.pattern or c.domain like '%.' || m.pattern));
"""

_NOTICES = "select 1 from interactions where source = 'mbox' and key like 'notice:%' limit 1"
_NOTICED = """
insert into twice
with notice as (
    select id, channel, kind, actor, ts_us, url from interactions where source = 'mbox' and key like 'notice:%'
),
elsewhere as (
    select id, channel, kind, actor, ts_us, url
    from interactions
    where source <> 'mbox' and source <> 'mailinglist' and actor is not null and channel in (select channel from notice)
),
told as (
    select id, channel, kind, actor, ts_us from elsewhere
    union all
    select e.id, e.channel, e.kind, r.account, e.ts_us
    from elsewhere e join recipients r on r.interaction = e.id
    where e.kind = 'connection'
),
known as (
    select account, cast(person as text) as mark from people
    union
    select account, 'name ' || lower(name) from profiles where name <> ''
),
matched as (
    select n.id, t.id as first
    from notice n
    join known a on a.account = n.actor
    join known b on b.mark = a.mark
    join told t on t.actor = b.account and t.channel = n.channel and t.kind = n.kind
    where t.ts_us between n.ts_us - $late_us and n.ts_us + $early_us
    union
    select n.id, e.id from notice n join elsewhere e on e.url = n.url where n.channel in ('forum', 'github') and n.url <> '' and e.kind <> 'reaction'
)
select id, min(first) from matched group by id
"""
_ARCHIVED = """
insert into twice
select a.id, min(m.id)
from (select id, key from interactions where source = 'mailinglist') a
join (select id, key from interactions where source = 'mbox' and visibility = 'group') m on m.key = a.key
group by a.id
"""
_SYNDICATED = """
insert into twice
with spoken as (
    select id, source, kind, rtrim(replace(replace(replace(url, 'https://', ''), 'http://', ''), 'www.', ''), '/') as place
    from interactions
    where url <> '' and source in ('feed', 'wordpress', 'ghost')
)
select f.id, min(b.id)
from spoken f join spoken b on b.place = f.place and b.kind = f.kind
where f.source = 'feed' and b.source <> 'feed'
group by f.id
"""
_EXCHANGE_COLUMNS = """ (
    id bigint not null, channel text not null, kind text not null, ts_us bigint not null, thread bigint not null,
    person bigint not null, mine smallint not null, recipients bigint not null
)"""
_EXCHANGE = """
insert into exchange
with personal as (
    select i.id, i.channel, i.kind, i.ts_us, coalesce(i.thread, i.id) as thread, p.person
    from interactions i join people p on p.account = i.actor
    where i.nature = 'personal' and i.ts_us is not null and i.ts_us <= $as_of_us and i.id not in (select id from twice)
),
addressed as (
    select distinct coalesce(w.first, r.interaction) as id, p.person
    from recipients r join people p on p.account = r.account left join twice w on w.id = r.interaction
    where r.role <> 'mentioned'
),
several as (
    select interaction as id, count(*) as recipients from recipients where role <> 'mentioned' group by interaction having count(*) > 1
)
select f.id, f.channel, f.kind, f.ts_us, f.thread, a.person, 1, coalesce(s.recipients, 1)
from personal f join addressed a on a.id = f.id left join several s on s.id = f.id
where f.person = 0 and a.person <> 0 and a.person not in (select person from apart)
union all
select f.id, f.channel, f.kind, f.ts_us, f.thread, f.person, 0, coalesce(max(s.recipients), 1)
from personal f left join addressed a on a.id = f.id left join several s on s.id = f.id
where f.person <> 0 and f.person not in (select person from apart)
group by f.id, f.channel, f.kind, f.ts_us, f.thread, f.person
having count(a.person) = 0 or sum(case when a.person = 0 then 1 else 0 end) > 0
"""

_TURNS_COLUMNS = """ (
    id bigint not null, channel text not null, thread bigint not null, session bigint not null, ts_us bigint not null,
    mine smallint not null, turn smallint not null
)"""
_TURNS = """
insert into turns
with public as (
    select channel, thread from exchange where kind in ('post', 'comment', 'reply') group by channel, thread having min(mine) < max(mine)
),
written as (
    select distinct id, channel, kind, thread, ts_us, mine from exchange where kind in ('message', 'mail')
    union
    select e.id, e.channel, e.kind, e.thread, e.ts_us, e.mine
    from exchange e join public p on p.channel = e.channel and p.thread = e.thread
    where e.kind in ('post', 'comment', 'reply')
),
before as (
    select *, lag(ts_us) over (partition by channel, thread order by ts_us, id) as last_us,
        lag(mine) over (partition by channel, thread order by ts_us, id) as last_mine
    from written
),
marked as (
    select *, case when last_us is null or (kind = 'message' and ts_us - last_us > $pause_us) then 1 else 0 end as opens
    from before
)
select id, channel, thread,
    sum(opens) over (partition by channel, thread order by ts_us, id rows unbounded preceding) as session,
    ts_us, mine, case when opens = 1 or mine <> last_mine then 1 else 0 end as turn
from marked
"""

_CONVERSATION = """
drop table if exists conversation;
create temp table conversation as
with heads as (
    select channel, thread, session, min(ts_us) as began_us, max(ts_us) as last_us, count(*) as letters, sum(turn) as turns,
        sum(mine) as letters_mine, min(case when mine = 1 then ts_us end) as mine_us, min(case when mine = 0 then ts_us end) as theirs_us
    from turns
    group by channel, thread, session
),
partners as (
    select t.channel, t.thread, t.session, count(distinct e.person) as persons,
        max(case when k.person is not null then 1 else 0 end) as classified,
        max(case when m.person is not null then 1 else 0 end) as target,
        max(case when e.kind in ('message', 'mail') then 1 else 0 end) as addressed
    from turns t
    join exchange e on e.id = t.id
    left join (select person from classified) k on k.person = e.person
    left join (select distinct person from market) m on m.person = e.person
    group by t.channel, t.thread, t.session
)
select h.channel, h.thread, h.session, h.began_us, h.last_us, h.letters, h.turns, h.letters_mine, h.mine_us, h.theirs_us,
    p.persons, p.classified, p.target,
    case when p.addressed = 1 and h.mine_us is not null and (h.theirs_us is null or h.mine_us <= h.theirs_us) then 1 else 0 end as opened_by_us,
    case when h.turns >= 3 then 1 else 0 end as meaningful
from heads h join partners p on p.channel = h.channel and p.thread = h.thread and p.session = h.session;
"""
