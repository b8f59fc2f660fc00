"""How we stand with each person: nothing yet, one-way or two-way, how fresh, and how long silent.

A tie is as fresh as one exchange both ways so many days ago: the days on which either side wrote, on any channel, each
decayed by a power law. Likes, shares, invitations and connections are no day of contact; a meeting is one of both sides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal
from unicodedata import combining, normalize

from heard.measures.stats import silence
from heard.measures.stats.ties import BANDS, EXPONENT, STRENGTH_TODAY
from heard.model import Answer, Estimate, Missing, day, day_micros
from heard.people.apart import Apart, apart
from heard.people.parted import count_parted

if TYPE_CHECKING:
    from heard.ledger.engines import Row
    from heard.ledger.store import Ledger

CROWD = 3
"""Beyond so many recipients a mail is worth one part to each of them: a convention."""
EVERYBODY = 0
"""Where a page asks for no limit."""
DAY_US = 86_400_000_000

Circle = Literal["warm", "active", "cool", "dormant", "they are silent", "you are silent", "once", "never"]
CIRCLES: tuple[Circle, ...] = (
    "warm", "active", "cool", "dormant", "they are silent", "you are silent", "once", "never",
)  # fmt: skip
"""Where a tie belongs: the four bands of a two-way one; one-way, by who is silent; one letter to us and nothing else; not a word."""
HIDDEN: tuple[Circle, ...] = ("once", "never")
"""Counted, not listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """How we stand with one person."""

    person: int
    name: str
    """As the latest export says; the account's own name where none does."""
    title: str = ""
    company: str = ""
    circle: Circle = "never"
    freshness: Answer
    """As fresh as one exchange both ways so many days ago [days]."""
    silent_days: int | None = None
    """Since the last day of contact [days]; None where there was none."""
    lapse: Literal["usual", "cooling", "lapsed"] | None = None
    """The present silence against the usual one; None unless both sides wrote."""
    contact_days: int = 0
    """Different days on which either side wrote, or both met [days]."""
    sent: int = 0
    """Messages, mails, replies, comments and mentions of ours [messages]."""
    received: int = 0
    """The same of theirs [messages]."""
    meetings: int = 0
    """Meetings, calls and visits."""
    first: str = ""
    """First day of contact, as an ISO date; empty where there was none."""
    last: str = ""
    """Last day of contact."""
    channels: tuple[str, ...] = ()
    """Where there was contact."""

    @property
    def state(self) -> Literal["none", "one-way", "two-way"]:
        """Which sides wrote at all."""
        if self.band:
            return "two-way"
        return "none" if self.circle == "never" else "one-way"

    @property
    def band(self) -> Literal["warm", "active", "cool", "dormant"] | None:
        """A two-way tie in a word: warm up to 14 days, active up to 90, cool up to 365, dormant beyond."""
        return next((name for name in ("warm", "active", "cool", "dormant") if name == self.circle), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """How we stand with everybody."""

    as_of: date
    """The day from which it looks."""
    ties: tuple[Tie, ...]
    """By circle, and within one by name."""
    counts: Mapping[Circle, int]
    """How many persons belong to each circle, whether shown or not [persons]."""
    apart: Mapping[str, int]
    """Accounts that are no persons, by what they are [accounts]."""
    parted: Mapping[str, int]
    """People who are gone from the lists of an export: connections, followers, followed [persons]."""
    robots: tuple[Apart, ...] = ()
    """Each of them, and why; left out where a page asks for some of each circle only."""


def weigh(ledger: Ledger, as_of: date) -> None:
    """Make the table ``tie``, one row for each person with any exchange.

    T = sqrt(o i) + (o + i) / 4, where o and i are the sums of (1 + age in days)^-1.5 over the distinct days on which we wrote to
    them, and they to us; the tie is as fresh as one exchange both ways (1.5 / T)^(1 / 1.5) - 1 days ago. A mail to more than three
    is worth one part to each.
    """
    ledger.script(_TIE_COLUMNS)
    warm, active, cool = (limit for limit, _ in BANDS)
    ledger.rows(
        _TIE,
        today_us=day_micros(as_of),
        crowd=CROWD,
        exponent=EXPONENT,
        strength_today=STRENGTH_TODAY,
        warm=warm,
        active=active,
        cool=cool,
    )


def people(ledger: Ledger, as_of: date, most: int | None = None) -> People:
    """How we stand with everybody who wrote to us, was written to, or was met; `weigh` goes before.

    Args:
        ledger: with the table ``tie``.
        as_of: the day to look from.
        most: of each circle, so many with whom contact was last; all of them, unless given.
    """
    counted: dict[Circle, int] = dict(ledger.rows("select circle, count(*) from tie group by circle"))
    found = ledger.rows(_SHOWN, most=EVERYBODY if most is None else most)
    return People(
        as_of=as_of,
        ties=tuple(sorted((_tie(row, as_of) for row in found), key=_place)),
        counts={circle: counted.get(circle, 0) for circle in CIRCLES},
        apart=dict(ledger.rows("select what, count(*) from apart group by what order by what")),
        parted=count_parted(ledger),
        robots=apart(ledger) if most is None else (),
    )


def tie(ledger: Ledger, as_of: date, person: int) -> Tie:
    """How we stand with one person; `weigh` goes before."""
    (row,) = ledger.rows(_ONE, person=person)
    return _tie(row, as_of)


def several(ledger: Ledger, as_of: date, persons: Iterable[int]) -> dict[int, Tie]:
    """How we stand with these, at the cost of one; `weigh` goes before."""
    ledger.script("drop table if exists wanted; create temp table wanted (person bigint not null)")
    for person in persons:
        ledger.rows("insert into wanted values ($person)", person=person)
    return {found.person: found for found in (_tie(row, as_of) for row in ledger.rows(_SEVERAL))}


def _place(tie: Tie) -> tuple[int, str, int]:
    plain = "".join(letter for letter in normalize("NFKD", tie.name) if not combining(letter))
    return CIRCLES.index(tie.circle), plain.casefold(), tie.person


def _tie(row: Row, as_of: date) -> Tie:
    person, handle, name, title, company, channels, circle, fresh_days, days, first_us, last_us, *counts = row
    sent, received, meetings = counts
    found = Tie(
        person=person,
        name=name or handle.removeprefix("email:").removeprefix("name:"),
        title=title,
        company=company,
        circle=circle,
        freshness=_freshness(circle, fresh_days, days),
        contact_days=days,
        sent=sent,
        received=received,
        meetings=meetings,
        channels=tuple(sorted(channels.split())),
    )
    if not days:
        return found
    quiet = (day_micros(as_of) - last_us) // DAY_US
    # Both tests of a silence need the number of gaps and their sum only.
    gaps = [(last_us - first_us) / DAY_US / (days - 1)] * (days - 1) if days > 1 else []
    return replace(
        found,
        silent_days=quiet,
        lapse=silence(quiet, gaps) if found.band else None,
        first=day(first_us),
        last=day(last_us),
    )


def _freshness(circle: Circle, fresh_days: float, days: int) -> Answer:
    if circle == "never":
        return Missing(
            "not a word was exchanged, as far as your exports and your journal show",
            "write to them, or log the call or the meeting",
        )
    if circle == "they are silent":
        return Missing(
            "they have not written, as far as your exports show", "an answer of theirs, or a meeting"
        )
    if circle in ("you are silent", "once"):
        return Missing(
            "you have not written, as far as your exports show", "an answer of yours, or a meeting"
        )
    return Estimate(fresh_days, fresh_days, fresh_days, "days", days)


_TIE_COLUMNS = """
drop table if exists tie;
create temp table tie (
    person bigint not null, circle text not null, fresh_days double precision not null, days bigint not null, first_us bigint not null,
    last_us bigint not null, sent bigint not null, received bigint not null, meetings bigint not null
);
"""
_TIE = """
insert into tie
with known as (
    select person, mine, kind, ts_us - ts_us % 86400000000 as day_us, recipients
    from exchange
),
contact as (
    select person, mine, day_us, case when recipients > $crowd then 1e0 / recipients else 1e0 end as weight
    from known
    where kind not in ('reaction', 'share', 'follow', 'connection', 'invitation', 'endorsement')
    union all
    select person, 1 - mine, day_us, 1e0 from known where kind in ('meeting', 'call', 'visit')
),
days as (
    select person, day_us, cast(max(mine * weight) as double precision) as ours, cast(max((1 - mine) * weight) as double precision) as theirs
    from contact
    group by person, day_us
),
decayed as (
    select person, day_us, ours, theirs, power(1e0 + cast($today_us - day_us as double precision) / 864e8, -$exponent) as worth
    from days
),
sides as (
    select person, count(*) as days, min(day_us) as first_us, max(day_us) as last_us,
        cast(sum(cast(ours * worth as decimal(38, 24))) as double precision) as ours,
        cast(sum(cast(theirs * worth as decimal(38, 24))) as double precision) as theirs
    from decayed
    group by person
),
fresh as (
    select person, days, first_us, last_us, ours, theirs,
        greatest(0e0, power($strength_today / (sqrt(ours * theirs) + (ours + theirs) / 4e0), 1e0 / $exponent) - 1e0) as fresh_days
    from sides
),
counted as (
    select person,
        sum(case when kind in ('message', 'mail', 'reply', 'comment', 'mention') then mine else 0 end) as sent,
        sum(case when kind in ('message', 'mail', 'reply', 'comment', 'mention') then 1 - mine else 0 end) as received,
        sum(case when kind in ('meeting', 'call', 'visit') then 1 else 0 end) as meetings
    from known
    group by person
)
select c.person,
    case
        when f.person is null then 'never'
        when theirs = 0 then 'they are silent'
        when ours = 0 and days = 1 and received <= 1 then 'once'
        when ours = 0 then 'you are silent'
        when fresh_days <= $warm then 'warm'
        when fresh_days <= $active then 'active'
        when fresh_days <= $cool then 'cool'
        else 'dormant'
    end,
    coalesce(fresh_days, 0e0), coalesce(days, 0), coalesce(first_us, 0), coalesce(last_us, 0), sent, received, meetings
from counted c left join fresh f on f.person = c.person
"""
_DESCRIBED = """
select c.person, a.handle, coalesce(p.name, ''), coalesce(p.title, ''), coalesce(p.company, ''), coalesce(w.channels, ''), c.circle,
    c.fresh_days, c.days, c.first_us, c.last_us, c.sent, c.received, c.meetings
from chosen c
left join portrait p on p.person = c.person
left join (
    select e.person, string_agg(distinct e.channel, ' ') as channels
    from exchange e join chosen on chosen.person = e.person
    where e.kind not in ('reaction', 'share', 'follow', 'connection', 'invitation', 'endorsement')
    group by e.person
) w on w.person = c.person
join (
    select pe.person, min(ac.handle) as handle
    from people pe join chosen on chosen.person = pe.person join accounts ac on ac.account = pe.account
    group by pe.person
) a on a.person = c.person
"""
_SHOWN = f"""
with placed as (
    select *, row_number() over (partition by circle order by last_us desc, person) as place
    from tie
    where circle not in ('once', 'never')
),
chosen as (select * from placed where place <= $most or $most = 0)
{_DESCRIBED}
"""
_SEVERAL = f"""
with chosen as (select * from tie where person in (select person from wanted))
{_DESCRIBED}
"""
_ONE = f"""
with chosen as (
    select * from tie where person = $person
    union all
    select $person, 'never', 0e0, 0, 0, 0, 0, 0, 0 where not exists (select 1 from tie where person = $person)
)
{_DESCRIBED}
"""
