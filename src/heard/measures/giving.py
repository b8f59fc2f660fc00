"""What was given between us and others, as far as the structure of what was said shows it.

``gift (id, person, channel, ts_us, help, mine)``, made by `give`, is one row for each thing given to a person, or by one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from heard.measures.stats import estimate, give_share, grade
from heard.model import Answer, Missing, day

if TYPE_CHECKING:
    from heard.ledger.store import Ledger

Help = Literal["introduction", "answer", "gift", "recommendation", "thanks", "endorsement"]
WEIGHTS: dict[Help, float] = {
    "introduction": 3.0, "answer": 2.0, "gift": 2.0, "recommendation": 2.0, "thanks": 0.5, "endorsement": 0.1,
}  # fmt: skip
"""What each is worth beside the others: a convention, to be argued with. An endorsement is a click."""
HALF_LIFE_DAYS = 180
"""After so many days a gift counts half [days]: a convention."""
PRIOR_GIFTS = 2.0
"""What the flat prior of the share is worth [gifts]."""
SURE = 0.9
"""Of having given more, or less, for that to be said: a convention."""
EVEN = 0.8
"""Between this and its opposite who gave more is open, and with enough gifts that is balance: a convention."""

INTRODUCING = (
    "%introduc%", "%meet %", "%connect you%", "%vorstell%", "%bekannt mach%", "%mettre en relation%", "%présent%", "%presentar%", "%presento%",
)  # fmt: skip
"""Words of a mail that makes two people known to each other, in four languages."""

NOTHING_GIVEN = Missing(
    "nothing that was given between you is to be seen", "log gifts, thanks and introductions in your journal"
)

Balance = Literal["you gave more", "you owe", "balanced", "cannot tell"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift:
    """One thing that was given."""

    id: str
    """The interaction, in hexadecimal."""
    at: str
    """ISO date."""
    channel: str
    help: Help
    mine: bool
    """We gave it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Giving:
    """Who gave more, we or they."""

    gifts: tuple[Gift, ...] = ()
    """All of them, the latest first."""
    share: Answer
    """Of what was given between us, the part that we gave [share]."""
    more: float | None = None
    """Probability that we gave more than half [0..1]."""
    balance: Balance = "cannot tell"

    def counts(self, *, mine: bool) -> dict[Help, int]:
        """How many of each kind we gave, or got [gifts]."""
        found = Counter(gift.help for gift in self.gifts if gift.mine == mine)
        return {help_: found[help_] for help_ in WEIGHTS if found[help_]}


@dataclass(frozen=True, slots=True, kw_only=True)
class GivingInAll:
    """Who gave more, we or everybody else together."""

    given: int
    """Things that we gave."""
    received: int
    share: Answer
    """Of all that was given, weighted and decayed, the part that we gave [share]."""
    ahead: int
    """People to whom we gave more, as far as it is told."""
    behind: int
    """People to whom we owe."""


def give(ledger: Ledger) -> None:
    """Make the table ``gift``; `heard.people.view.look` and `heard.measures.acts.tell_acts` go before.

    Answers to a question in a thread that the other began, introductions, recommendations, endorsements, and the gifts and
    thanks of the journal. An introduction is a line of the journal that says yes; or a mail to exactly two people that speaks of
    introducing, that one of the two answers to the other, and before which we and the other had not been in touch.
    """
    ledger.script(_TABLE)
    ledger.rows(_GIFTS)
    for pattern in INTRODUCING:
        ledger.rows("insert into introducing values ($pattern)", pattern=pattern)
    ledger.rows(_INTRODUCED)


def giving(ledger: Ledger, person: int, as_of_us: int) -> Giving:
    """The part that we gave of what was given between us and a person [share, 0..1]; `give` goes before.

    Each gift is weighted, and half as much after 180 days. What was given in a talk is not seen unless the journal says so.
    Beta(1 + given, 1 + received). Missing where nothing was given.
    """
    gifts = ledger.rows(_OF_ONE, person=person)
    worth = {0: 0.0, 1: 0.0}
    for _, ts_us, _, help_, mine in gifts:
        age_days = max(0.0, (as_of_us - ts_us) / 86_400_000_000)
        worth[mine] += WEIGHTS[help_] * 2 ** (-age_days / HALF_LIFE_DAYS)
    found = tuple(
        Gift(id=f"{id_:016x}", at=day(ts_us), channel=channel, help=help_, mine=bool(mine))
        for id_, ts_us, channel, help_, mine in gifts
    )
    if not found:
        return Giving(share=NOTHING_GIVEN)
    share = give_share(worth[1], worth[0])
    more = share.above(0.5)
    return Giving(
        gifts=found,
        share=estimate(share, "share", len(found)),
        more=more,
        balance=balance(more, worth[1] + worth[0]),
    )


def giving_in_all(ledger: Ledger, as_of_us: int) -> GivingInAll:
    """The part that we gave of all that was given [share, 0..1], and to how many people we gave more; `give` goes before.

    The sums are dominated by a few people, so the count of people stands beside them.
    """
    rows = ledger.rows(_IN_ALL, as_of_us=as_of_us, half_life_days=float(HALF_LIFE_DAYS), **WEIGHTS)
    said = Counter(balance(give_share(mine, theirs).above(0.5), mine + theirs) for mine, theirs, _, _ in rows)
    mine, theirs, given, received = (sum(column) for column in zip(*rows, strict=True)) if rows else (0,) * 4
    return GivingInAll(
        given=given,
        received=received,
        share=estimate(give_share(mine, theirs), "share", given + received) if rows else NOTHING_GIVEN,
        ahead=said["you gave more"],
        behind=said["you owe"],
    )


def balance(more: float, worth: float) -> Balance:
    """Who gave more, in words.

    Args:
        more: probability that we gave more than half [0..1].
        worth: of all gifts together [weighted gifts].
    """
    if more > SURE:
        return "you gave more"
    if more < 1 - SURE:
        return "you owe"
    told = grade(worth, PRIOR_GIFTS, more) != "unknown"
    return "balanced" if told and 1 - EVEN < more < EVEN else "cannot tell"


_TABLE = """
drop table if exists gift;
create temp table gift (
    id bigint not null, person bigint not null, channel text not null, ts_us bigint not null, help text not null, mine smallint not null
);
drop table if exists introducing;
create temp table introducing (pattern text not null);
"""
_GIFTS = """
insert into gift
with said as (
    select id, channel, thread, session, ts_us, mine,
        sum(turn) over (partition by channel, thread, session order by ts_us, id rows unbounded preceding) as run
    from turns
),
run as (
    select s.channel, s.thread, s.session, s.run, s.mine, e.person, min(s.id) as id, min(s.ts_us) as ts_us,
        max(coalesce(a.ask, 0)) as asks
    from said s join exchange e on e.id = s.id left join acts a on a.interaction = s.id
    group by s.channel, s.thread, s.session, s.run, s.mine, e.person
),
answer as (
    select a.id, a.person, a.channel, a.ts_us, 'answer' as help, a.mine
    from run a join run q
        on q.channel = a.channel and q.thread = a.thread and q.session = a.session and q.run = a.run - 1 and q.person = a.person
    where a.run % 2 = 0 and q.asks = 1
    union
    select e.id, e.person, e.channel, e.ts_us, 'answer', 1
    from exchange e
    join interactions i on i.id = e.id
    join interactions q on q.id = i.reply_to
    join acts a on a.interaction = q.id
    join people p on p.account = q.actor
    where e.mine = 1 and p.person = e.person and q.reply_to is null and a.ask = 1 and q.id not in (select id from turns)
)
select id, person, channel, ts_us, help, mine from answer
union all
select e.id, e.person, e.channel, e.ts_us,
    case
        when e.kind <> 'message' then e.kind
        when i.text like 'gave %' then 'gift'
        else 'thanks'
    end,
    case when e.kind = 'introduction' and i.source = 'journal' then 0 else e.mine end
from exchange e join interactions i on i.id = e.id
where e.kind in ('recommendation', 'endorsement')
    or (e.kind = 'introduction' and (i.source <> 'journal' or i.text like '%-> yes'))
    or (e.kind = 'message' and i.source = 'journal' and (i.text like 'gave %' or i.text like 'thanked%'))
"""
_INTRODUCED = """
insert into gift
with pair as (
    select i.id, i.channel, i.ts_us, i.thread, w.person as writer, min(p.person) as one, max(p.person) as other
    from interactions i
    join people w on w.account = i.actor
    join recipients r on r.interaction = i.id and r.role <> 'mentioned'
    join people p on p.account = r.account
    where i.kind = 'mail' and i.nature = 'personal' and i.ts_us is not null and i.thread is not null
        and exists (select 1 from introducing g where lower(i.text) like g.pattern or lower(i.title) like g.pattern)
    group by i.id, i.channel, i.ts_us, i.thread, w.person
    having count(distinct p.person) = 2 and min(p.person) <> w.person and max(p.person) <> w.person
),
answered as (
    select distinct b.id
    from pair b
    join interactions i on i.channel = b.channel and i.thread = b.thread and i.ts_us > b.ts_us
    join people w on w.account = i.actor and (w.person = b.one or w.person = b.other)
    join recipients r on r.interaction = i.id and r.role <> 'mentioned'
    join people p on p.account = r.account and p.person = case when w.person = b.one then b.other else b.one end
),
before as (
    select person, min(ts_us) as first_us from exchange group by person
)
select b.id, b.writer, b.channel, b.ts_us, 'introduction', 0
from pair b join answered a on a.id = b.id left join before f on f.person = b.other
where b.writer <> 0 and b.one = 0 and (f.first_us is null or f.first_us >= b.ts_us)
union all
select b.id, case when n.side = 0 then b.one else b.other end, b.channel, b.ts_us, 'introduction', 1
from pair b join answered a on a.id = b.id cross join (select 0 as side union all select 1) n
where b.writer = 0
"""
_OF_ONE = """
select id, ts_us, channel, help, mine from gift where person = $person order by ts_us desc, id, help
"""
_IN_ALL = """
with weighed as (
    select person, mine,
        cast(case help
            when 'introduction' then $introduction when 'answer' then $answer when 'gift' then $gift
            when 'recommendation' then $recommendation when 'thanks' then $thanks else $endorsement
        end * power(2e0, -greatest(cast($as_of_us - ts_us as double precision) / 864e8, 0e0) / $half_life_days) as decimal(18, 9)) as worth
    from gift
)
select cast(sum(case when mine = 1 then worth else 0 end) as double precision),
    cast(sum(case when mine = 0 then worth else 0 end) as double precision),
    cast(sum(mine) as bigint), cast(sum(1 - mine) as bigint)
from weighed
group by person
order by person
"""
