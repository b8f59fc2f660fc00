"""What waits for the user: whom to answer, thank, help or write to again, and which introduction is ripe.

Nobody is offered to whom two letters went unanswered: ``quiet (person)``, made by `waiting`, is who they are. Anything that they
write, on any channel, and any meeting ends that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from heard.measures.giving import Help
from heard.measures.introductions import Path, introductions
from heard.measures.standing import SUBSTANTIAL, standing
from heard.measures.ties import DAY_US, Tie, several
from heard.model import Evidence, day
from heard.people.match import named

if TYPE_CHECKING:
    from heard.ledger.store import Ledger
    from heard.strategy import Strategy

QUESTION_DAYS = 60
"""A question older than this is beyond answering [days]: a convention."""
THANKS_DAYS = 30
"""Thanks that come later need another reason [days]: a convention."""
HELP_DAYS = 14
"""What was asked in public longer ago is past [days]: a convention."""
UNANSWERED = 2
"""So many letters without an answer are enough."""
MOST_NAMED = 12
"""People of the strategy's list for whom a way is sought each day."""
THANKING = (
    "%thank%", "%thx%", "%cheers%", "%much appreciated%", "%danke%", "%dank %", "%merci%", "%gracias%", "%grazie%", "%obrigad%",
    "%dank je%", "%bedankt%", "%tack %", "%dzięk%", "%děku%",
)  # fmt: skip
"""Words of a letter that thanks."""

Rank = Literal["on your list", "of your market", "somebody you know", "a stranger"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """Something about one person that waits for the user."""

    tie: Tie
    rank: Rank
    """What they are to the strategy."""
    days: int
    """For so long [days]."""
    evidence: Evidence
    help: Help | None = None
    """What they gave, where thanks are owed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ripe:
    """An introduction that may be asked for now."""

    target: str
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """All that waits, of each kind the most pressing first."""

    questions: tuple[Waits, ...] = ()
    """Asked of us and not answered."""
    thanks: tuple[Waits, ...] = ()
    """Given to us, and not thanked for."""
    helpable: tuple[Waits, ...] = ()
    """Asked in public by people on our list or of our market, where we have said nothing."""
    lapsed: tuple[Waits, ...] = ()
    """Ties that went both ways once and have gone silent."""
    ripe: tuple[Ripe, ...] = ()
    quiet: int = 0
    """People who are left in peace, since two letters of ours went unanswered."""
    too_late: int = 0
    """Questions to us that are older than sixty days."""


def waiting(ledger: Ledger, strategy: Strategy, as_of: date, as_of_us: int) -> Waiting:
    """All that waits on a day; `weigh`, `give` and `request` go before.

    Args:
        ledger: with the tables that they make.
        strategy: whose list comes first.
        as_of: the day to look from.
        as_of_us: its last microsecond [us since 1970, UTC].
    """
    ledger.script(_TABLES)
    sought = [who for target in strategy.targets for who in (target.name, *target.through)]
    for table, names in (("listed", sought), ("colleague", [voice.name for voice in strategy.voices])):
        for number in sorted({row[0] for name in names for row in named(ledger, name)}):
            ledger.rows(f"insert into {table} values ($number)", number=number)
    for pattern in THANKING:
        ledger.rows("insert into thanking values ($pattern)", pattern=pattern)
    ledger.rows(_RANKED)
    ledger.rows(_QUIET, unanswered=UNANSWERED)

    def since(days: int) -> int:
        return as_of_us - days * DAY_US

    def told(query: str, **values: object) -> tuple[Waits, ...]:
        return _told(ledger, ledger.rows(query, **values), as_of, as_of_us)

    lapsed = told(_SILENT)
    return Waiting(
        questions=told(_QUESTIONS, since_us=since(QUESTION_DAYS)),
        thanks=told(_THANKS, since_us=since(THANKS_DAYS)),
        helpable=told(_HELPABLE, since_us=since(HELP_DAYS)),
        lapsed=tuple(each for each in lapsed if each.tie.band == "dormant" or each.tie.lapse == "lapsed"),
        ripe=tuple(_ripe(ledger, strategy, as_of, as_of_us)),
        quiet=ledger.rows(
            "select count(*) from quiet where person in (select person from ranked where place < 3)"
        )[0][0],
        too_late=ledger.rows(_TOO_LATE, since_us=since(QUESTION_DAYS))[0][0],
    )


def _told(
    ledger: Ledger, rows: Sequence[tuple[int, int, int, int, str, str, Any]], as_of: date, as_of_us: int
) -> tuple[Waits, ...]:
    ranks: tuple[Rank, ...] = ("on your list", "of your market", "somebody you know", "a stranger")
    ties = several(ledger, as_of, {row[0] for row in rows})
    return tuple(
        Waits(
            tie=ties[person],
            rank=ranks[place],
            days=(as_of_us - ts_us) // DAY_US,
            evidence=Evidence(
                id=f"{id_:016x}", at=day(ts_us), channel=channel, who=ties[person].name, what=what
            ),
            help=help_ or None,
        )
        for person, place, id_, ts_us, channel, what, help_ in rows
        if person in ties
    )


def _ripe(ledger: Ledger, strategy: Strategy, as_of: date, as_of_us: int) -> Iterable[Ripe]:
    """For each person of the list the best way in, if it is strong and the first of it may be asked."""
    taken: set[int] = set()
    for target in strategy.targets[:MOST_NAMED]:
        if len(named(ledger, target.name)) > 1:
            continue
        found = introductions(ledger, strategy, target.name, as_of, as_of_us, 1)
        for path in found.paths:
            asked = path.tie.person
            if path.strength != "strong" or path.ask != "now" or asked in taken:
                continue
            if standing(ledger, strategy, path.tie, as_of_us).verdict == "earned":
                taken.add(asked)
                yield Ripe(target=found.target, path=path)


_TABLES = """
drop table if exists listed;
create temp table listed (person bigint not null);
drop table if exists colleague;
create temp table colleague (person bigint not null);
drop table if exists thanking;
create temp table thanking (pattern text not null);
drop table if exists ranked;
create temp table ranked (person bigint not null, place bigint not null);
drop table if exists quiet;
create temp table quiet (person bigint not null);
"""
_RANKED = """
insert into ranked
select person, min(place)
from (
    select person, 0 as place from listed
    union all
    select person, 1 from market
    union all
    select person, case when circle in ('warm', 'active', 'cool', 'dormant') then 2 else 3 end from tie
) k
where person <> 0 and person not in (select person from colleague)
group by person
"""
_QUIET = """
insert into quiet
with heard as (
    select person, max(ts_us) as last_us from exchange where mine = 0 or kind in ('meeting', 'call', 'visit') group by person
)
select e.person
from exchange e left join heard h on h.person = e.person
where e.mine = 1 and e.kind in ('message', 'mail', 'reply', 'comment', 'mention') and e.recipients = 1 and (h.last_us is null or e.ts_us > h.last_us)
group by e.person
having count(*) >= $unanswered
"""
_QUESTIONS = """
select person, place, id, ts_us, channel, kind || ' to you', ''
from (
    select r.person, k.place, r.id, r.ts_us, r.channel, e.kind,
        row_number() over (partition by r.person order by r.ts_us desc, r.id) as turn
    from request r
    join ranked k on k.person = r.person
    join exchange e on e.id = r.id and e.person = r.person
    where r.mine = 0 and r.answered_us is null and r.ts_us >= $since_us
) q
where turn = 1
order by place, ts_us, person
"""
_TOO_LATE = """
select count(*)
from request r join ranked k on k.person = r.person
where r.mine = 0 and r.answered_us is null and r.ts_us < $since_us and k.place < 3
"""
_THANKS = f"""
with given as (
    select g.person, g.id, g.ts_us, g.channel, g.help,
        row_number() over (
            partition by g.person
            order by case g.help when 'introduction' then 0 when 'recommendation' then 1 when 'gift' then 2 else 3 end, g.ts_us desc, g.id
        ) as turn
    from gift g
    where g.mine = 0 and g.ts_us >= $since_us and g.help in ({", ".join(f"'{each}'" for each in SUBSTANTIAL)})
        and not exists (
            select 1
            from exchange e join interactions i on i.id = e.id
            where e.person = g.person and e.mine = 1 and e.ts_us >= g.ts_us and e.id <> g.id
                and (g.help = 'answer' or exists (select 1 from thanking t where lower(i.text) like t.pattern))
        )
        and not exists (
            select 1 from exchange e where e.person = g.person and e.kind in ('meeting', 'call', 'visit') and e.ts_us >= g.ts_us
        )
)
select g.person, k.place, g.id, g.ts_us, g.channel, g.help || ' to you', g.help
from given g join ranked k on k.person = g.person
where g.turn = 1
order by case g.help when 'introduction' then 0 when 'recommendation' then 1 when 'gift' then 2 else 3 end, k.place, g.ts_us, g.person
"""
_HELPABLE = """
with asked as (
    select p.person, k.place, i.id, i.ts_us, i.channel, i.kind, coalesce(i.thread, i.id) as thread
    from interactions i
    join acts a on a.interaction = i.id and a.ask = 1
    join people p on p.account = i.actor
    join ranked k on k.person = p.person and k.place < 2
    where i.nature = 'personal' and i.ts_us >= $since_us and i.visibility <> 'direct'
        and i.kind in ('post', 'reply', 'comment', 'mail', 'message') and i.reply_to is null
        and p.person not in (select person from quiet) and p.person not in (select person from apart)
        and i.id not in (select id from request) and i.id not in (select id from twice)
),
ours as (
    select i.channel, i.thread, i.ts_us from interactions i join people p on p.account = i.actor
    where p.person = 0 and i.ts_us >= $since_us and i.thread is not null
),
open as (
    select a.*, row_number() over (partition by a.person order by a.ts_us desc, a.id) as turn
    from asked a
    where not exists (select 1 from ours o where o.channel = a.channel and o.thread = a.thread and o.ts_us > a.ts_us)
        and not exists (select 1 from interactions i join people p on p.account = i.actor where i.reply_to = a.id and p.person = 0)
)
select person, place, id, ts_us, channel, kind || ' with a question', '' from open where turn = 1 order by place, ts_us desc, person
"""
_SILENT = """
with gave as (
    select person, count(*) as number from gift where mine = 0 and help in ('introduction', 'answer', 'gift', 'recommendation') group by person
),
answers as (
    select person, (count(answered_us) + 1e0) / (count(*) + 2e0) as rate from request where mine = 1 group by person
),
latest as (
    select e.person, e.id, e.ts_us, e.channel, e.kind, e.mine,
        row_number() over (partition by e.person order by e.ts_us desc, e.id) as turn
    from exchange e join tie t on t.person = e.person and t.circle in ('cool', 'dormant') and t.days > 1
    where e.kind not in ('reaction', 'share', 'follow', 'connection', 'invitation', 'endorsement')
)
select l.person, k.place, l.id, l.ts_us, l.channel, 'the last ' || l.kind || case when l.mine = 1 then ' from you' else ' to you' end, ''
from latest l
join ranked k on k.person = l.person
left join gave g on g.person = l.person
left join answers a on a.person = l.person
where l.turn = 1 and (k.place < 2 or g.number > 0) and l.person not in (select person from quiet)
order by k.place, coalesce(a.rate, 0.5e0) desc, coalesce(g.number, 0) desc, l.ts_us desc, l.person
"""
