"""What was given between us and one person, as far as the structure of what was said shows it."""

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


def giving(ledger: Ledger, person: int, as_of_us: int) -> Giving:
    """The part that we gave of what was given between us and a person [share, 0..1].

    Counts answers to a question in a thread that the other began, introductions that came about, recommendations,
    endorsements, and the gifts and thanks of the journal; each is weighted, and half as much after 180 days. What was given in
    a talk is not seen unless the journal says so. Beta(1 + given, 1 + received). Missing where nothing was given.
    """
    gifts = ledger.rows(_GIFTS, person=person)
    worth = {0: 0.0, 1: 0.0}
    for _, ts_us, _, help_, mine in gifts:
        age_days = max(0.0, (as_of_us - ts_us) / 86_400_000_000)
        worth[mine] += WEIGHTS[help_] * 2 ** (-age_days / HALF_LIFE_DAYS)
    found = tuple(
        Gift(id=f"{id_:016x}", at=day(ts_us), channel=channel, help=help_, mine=bool(mine))
        for id_, ts_us, channel, help_, mine in gifts
    )
    if not found:
        return Giving(
            share=Missing(
                "nothing that was given between you is to be seen",
                "log gifts, thanks and introductions in your journal",
            )
        )
    share = give_share(worth[1], worth[0])
    more = share.above(0.5)
    return Giving(
        gifts=found,
        share=estimate(share, "share", len(found)),
        more=more,
        balance=balance(more, worth[1] + worth[0]),
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


_GIFTS = """
with shared as (
    select distinct channel, thread from exchange where person = $person
),
said as (
    select t.id, t.channel, t.thread, t.session, t.ts_us, t.mine,
        sum(t.turn) over (partition by t.channel, t.thread, t.session order by t.ts_us, t.id rows unbounded preceding) as run
    from turns t join shared s on s.channel = t.channel and s.thread = t.thread
),
run as (
    select s.channel, s.thread, s.session, s.run, s.mine, min(s.id) as id, min(s.ts_us) as ts_us,
        max(case when i.text like '%?%' then 1 else 0 end) as asks,
        max(case when e.person is null then 0 else 1 end) as with_them
    from said s
    join interactions i on i.id = s.id
    left join (select id, person from exchange where person = $person) e on e.id = s.id
    group by s.channel, s.thread, s.session, s.run, s.mine
),
answer as (
    select a.id, a.ts_us, a.channel, 'answer' as help, a.mine
    from run a join run q on q.channel = a.channel and q.thread = a.thread and q.session = a.session and q.run = a.run - 1
    where a.run % 2 = 0 and q.asks = 1 and a.with_them = 1 and q.with_them = 1
    union
    select e.id, e.ts_us, e.channel, 'answer', 1
    from exchange e
    join interactions i on i.id = e.id
    join interactions q on q.id = i.reply_to
    join people p on p.account = q.actor
    where e.person = $person and e.mine = 1 and p.person = $person and q.reply_to is null and q.text like '%?%'
        and q.id not in (select id from said)
),
other as (
    select e.id, e.ts_us, e.channel,
        case
            when e.kind <> 'message' then e.kind
            when i.text like 'gave %' then 'gift'
            else 'thanks'
        end as help,
        case when e.kind = 'introduction' and i.source = 'journal' then 0 else e.mine end as mine
    from exchange e join interactions i on i.id = e.id
    where e.person = $person and (
        e.kind in ('recommendation', 'endorsement')
        or (e.kind = 'introduction' and (i.source <> 'journal' or i.text like '%-> yes'))
        or (i.source = 'journal' and e.kind = 'message' and (i.text like 'gave %' or i.text like 'thanked%'))
    )
)
select id, ts_us, channel, help, mine from answer
union all
select id, ts_us, channel, help, mine from other
order by ts_us desc, id
"""
