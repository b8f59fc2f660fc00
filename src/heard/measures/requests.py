"""Questions that were asked of somebody, and whether an answer came.

``request (id, person, channel, ts_us, mine, opens, letters, answered_us)``, made by `request`, is one row for each time that one side
asked the other something: a letter, reply, comment or mention with a question of its writer's own that is addressed to at most three people, or a
line of the journal that says “asked”. What the same author writes after it, before anybody else, belongs to it: `letters` counts it.
It `opens` where it begins a thread, or takes one up again after seven days: that is an ask, and no question back.

It is answered by the next thing that anybody else writes in that thread, or by anything of theirs on any channel within fourteen
days, a meeting or a call among it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from heard.people.view import PAUSE_US

if TYPE_CHECKING:
    from heard.ledger.store import Ledger

HORIZON_US = 14 * 86_400_000_000
"""What is not answered by then has gone unanswered [us]; 97 % of the answers that ever come have come after seven days."""
FEW = 3
"""What went to more people than this was asked of nobody in particular: a convention, as for ties."""


def request(ledger: Ledger) -> None:
    """Make the table; `heard.people.view.look` and `heard.measures.acts.tell_acts` go before."""
    ledger.script(_TABLE)
    ledger.rows(_REQUEST, few=FEW, horizon_us=HORIZON_US, pause_us=PAUSE_US)


_TABLE = """
drop table if exists request;
create temp table request (
    id bigint not null, person bigint not null, channel text not null, ts_us bigint not null, mine smallint not null,
    opens smallint not null, letters bigint not null, answered_us bigint
);
"""
_REQUEST = """
insert into request
with to_us as (
    select distinct r.interaction as id from recipients r join people p on p.account = r.account where p.person = 0
),
letter as (
    select distinct e.id, e.channel, e.thread, e.ts_us, e.mine, case when e.mine = 1 then 0 else e.person end as author,
        case
            when i.source = 'journal' then case when i.text like 'asked for %' then 1 else 0 end
            when a.ask = 1 and e.recipients <= $few
                and (e.mine = 1 or i.visibility = 'direct' or u.id is not null) then 1
            else 0
        end as asks,
        case when i.source = 'journal' and (i.text like '%-> yes' or i.text like '%-> no') then 1 else 0 end as settled
    from exchange e join interactions i on i.id = e.id left join to_us u on u.id = e.id left join acts a on a.interaction = e.id
    where e.kind in ('message', 'mail', 'reply', 'comment', 'mention')
        or (e.kind = 'introduction' and i.source = 'journal')
),
before as (
    select *, lag(author) over (partition by channel, thread order by ts_us, id) as last_author from letter
),
numbered as (
    select *, sum(case when last_author is null or last_author <> author then 1 else 0 end)
        over (partition by channel, thread order by ts_us, id rows unbounded preceding) as run
    from before
),
marked as (
    select *, min(case when asks = 1 then ts_us end) over (partition by channel, thread, run) as asked_us from numbered
),
run as (
    select channel, thread, run, mine, min(case when asks = 1 and ts_us = asked_us then id end) as id, min(asked_us) as asked_us,
        min(ts_us) as began_us, max(ts_us) as ended_us, sum(case when ts_us >= asked_us then 1 else 0 end) as letters, max(settled) as settled
    from marked
    group by channel, thread, run, mine
),
replied as (
    select *, lead(began_us) over (partition by channel, thread order by run) as reply_us,
        lag(ended_us) over (partition by channel, thread order by run) as said_us
    from run
),
asked as (
    select distinct r.id, e.person, r.channel, r.asked_us, r.mine, r.letters, r.settled, r.reply_us,
        case when r.settled = 1 or r.said_us is null or r.began_us - r.said_us > $pause_us then 1 else 0 end as opens
    from replied r join exchange e on e.id = r.id
    where r.id is not null
),
reached as (
    select person, mine, ts_us from exchange where kind in ('message', 'mail', 'reply', 'comment', 'mention')
    union all
    select e.person, s.mine, e.ts_us
    from exchange e cross join (select 0 as mine union all select 1) s
    where e.kind in ('meeting', 'call', 'visit')
),
elsewhere as (
    select a.id, a.person, min(x.ts_us) as ts_us
    from asked a join reached x
        on x.person = a.person and x.mine <> a.mine and x.ts_us > a.asked_us and x.ts_us <= a.asked_us + $horizon_us
    group by a.id, a.person
)
select a.id, a.person, a.channel, a.asked_us, a.mine, a.opens, a.letters,
    case when a.settled = 1 then a.asked_us else least(a.reply_us, e.ts_us) end
from asked a left join elsewhere e on e.id = a.id and e.person = a.person
"""
