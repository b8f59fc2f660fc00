"""Who may be one person beyond what evidence shows: pairs to ask the user about, each with its reasons.

A name alone proposes nobody: the employer, an account's own name, or people to whom both wrote must agree too. Nothing is merged
by itself, however likely: what is right on data with truth is no promise for somebody's address book.

The ledger, on whatever engine, gives columns; they are compared in a DuckDB of their own, so nothing is written into it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from heard.ledger.columns import identity
from heard.people.apart import ROLES
from heard.people.decisions import Decision, unlike
from heard.people.find import handles_of, name_of
from heard.people.likeness import Comparison, Level, Pair, likely
from heard.people.view import MAILBOX_DOMAINS

if TYPE_CHECKING:
    from heard.ledger.store import Ledger

MOST_NAMED = 3
"""People named to whom both wrote."""

COMPARISONS = (
    Comparison(
        name="name",
        missing="full_name_l is null or full_name_r is null",
        levels=(
            Level(holds="full_name_l = full_name_r", m=0.6, words="the same name", rare="full_name"),
            Level(
                holds="last_name_l = last_name_r and (starts_with(first_name_l, first_name_r) or starts_with(first_name_r, first_name_l))",
                m=0.2,
                words="the same surname, and one first name is the short form of the other",
            ),
            Level(
                holds="jaro_winkler_similarity(full_name_l, full_name_r) >= 0.94",
                m=0.1,
                words="nearly the same name",
            ),
        ),
    ),
    Comparison(
        name="employer",
        missing="employer_l is null or employer_r is null",
        levels=(
            Level(holds="employer_l = employer_r", m=0.45, words="the same employer", rare="employer"),
            Level(
                holds="length(employer_l) >= 5 and length(employer_r) >= 5 and (starts_with(employer_l, employer_r) or starts_with(employer_r, employer_l) or jaro_winkler_similarity(employer_l, employer_r) >= 0.95)",
                m=0.1,
                words="employers with nearly the same name",
            ),
        ),
        against="different employers",
    ),
    Comparison(
        name="title",
        missing="title_l is null or title_r is null",
        levels=(Level(holds="title_l = title_r", m=0.3, words="the same title", rare="title"),),
    ),
    Comparison(
        name="nick",
        missing="nicks_l is null or nicks_r is null",
        levels=(
            Level(
                holds="array_has_any(nicks_l, nicks_r)",
                m=0.2,
                words="an account of the same name on two networks",
            ),
        ),
    ),
    Comparison(
        name="partners",
        missing="partners_l is null or partners_r is null",
        levels=(
            Level(holds="len(array_intersect(partners_l, partners_r)) >= 3", m=0.15, words="both wrote with"),
            Level(holds="len(array_intersect(partners_l, partners_r)) >= 1", m=0.25, words="both wrote with"),
        ),
    ),
    Comparison(
        name="network",
        missing="networks_l is null or networks_r is null or not array_has_any(networks_l, networks_r)",
        levels=(Level(holds="full_name_l <> full_name_r", m=0.05),),
        against="two accounts on one network",
    ),
)
KEYS = (
    ("last_name", "initial", "employer"),
    ("last_name", "initial", "firm"),
    ("first_name", "firm"),
    ("last_name", "initial_known"),
    ("nick",),
)
"""By each ground on which a pair can be proposed, those who can have it; `firm` is how the employer's name begins."""
BEYOND_A_NAME = "reached_name >= 0 and (reached_employer >= 0 or reached_nick >= 0 or reached_partners >= 0)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two records that may be one person."""

    account: str
    """By which it is named in a decision."""
    name: str
    title: str = ""
    company: str = ""
    accounts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Two who may be one person."""

    one: Side
    other: Side
    reasons: tuple[str, ...]
    """What is the same, in words."""
    against: tuple[str, ...]
    """What speaks against it."""
    probability: float
    """By the model, and not calibrated on the user's own people."""


def proposals(
    ledger: Ledger, decisions: Sequence[Decision], person: int | None = None, most: int | None = None
) -> tuple[list[Proposal], int]:
    """The likeliest pairs that nothing joins yet and of which nothing is said, and how many there are; `look` goes before.

    Args:
        ledger: asked for columns only.
        decisions: what the user said; who is different is not proposed.
        person: propose for this one only.
        most: so many pairs at most.
    """
    connection = duckdb.connect()
    try:
        gather(connection, ledger)
        denied = _denied(ledger, decisions)
        pairs = [
            pair
            for pair in likely(connection, COMPARISONS, KEYS, grounds=BEYOND_A_NAME)
            if (pair.one, pair.other) not in denied and person in (None, pair.one, pair.other)
        ]
        return [_proposal(ledger, connection, pair) for pair in pairs[:most]], len(pairs)
    finally:
        connection.close()


def gather(connection: duckdb.DuckDBPyConnection, ledger: Ledger) -> None:
    """Make the table ``record`` of everybody who is a person."""
    for name, sql in (("who", _WHO), ("handle", _HANDLE), ("partner", _PARTNER)):
        connection.register(name, ledger.columns(sql))
    connection.execute(
        "create table role as select unnest($names) as name", {"names": list(ROLES)}
    ).fetchall()
    connection.execute(
        "create table mailbox as select unnest($names) as domain", {"names": list(MAILBOX_DOMAINS)}
    ).fetchall()
    for statement in connection.extract_statements(_RECORD):
        connection.execute(statement).fetchall()


def _denied(ledger: Ledger, decisions: Iterable[Decision]) -> set[tuple[int, int]]:
    person: dict[int, int] = dict(
        ledger.rows("select account, person from people where account in (select account from said)")
    )
    pairs = [(person.get(identity(one)), person.get(identity(other))) for one, other in unlike(decisions)]
    return {ends for one, other in pairs if one and other for ends in ((one, other), (other, one))}


def _proposal(ledger: Ledger, connection: duckdb.DuckDBPyConnection, pair: Pair) -> Proposal:
    reasons, against = [], []
    for each in COMPARISONS:
        level = pair.reached[each.name]
        if level >= 0 and each.name == "partners":
            reasons.append(f"{each.levels[level].words} {_common(ledger, connection, pair)}")
        elif level >= 0 and each.levels[level].words:
            reasons.append(each.levels[level].words)
        elif each.against and (level == -1 or (each.name == "network" and level >= 0)):
            against.append(each.against)
    one, other = sorted((_side(ledger, pair.one), _side(ledger, pair.other)), key=lambda side: side.account)
    return Proposal(
        one=one,
        other=other,
        reasons=tuple(reasons),
        against=tuple(against),
        probability=pair.probability,
    )


def _common(ledger: Ledger, connection: duckdb.DuckDBPyConnection, pair: Pair) -> str:
    """The people with whom both wrote, by name."""
    common = connection.execute(
        "select partner from both_ways where person = $one intersect select partner from both_ways where person = $other order by partner",
        {"one": pair.one, "other": pair.other},
    ).fetchall()
    names = sorted(
        name_of(ledger, each) or handles_of(ledger, each)[0].partition(":")[2]
        for (each,) in common[:MOST_NAMED]
    )
    more = [f"{len(common) - MOST_NAMED} more"] if len(common) > MOST_NAMED else []
    *first, last = [*names, *more]
    return f"{', '.join(first)} and {last}" if first else last


def _side(ledger: Ledger, person: int) -> Side:
    handles = handles_of(ledger, person)
    found = ledger.rows("select name, title, company from portrait where person = $person", person=person)
    name, title, company = found[0] if found else ("", "", "")
    return Side(
        account=handles[0],
        name=name or handles[0].partition(":")[2],
        title=title,
        company=company,
        accounts=tuple(handles),
    )


_WHO = """
select p.person, coalesce(max(t.name), '') as name, coalesce(max(t.title), '') as title, coalesce(max(t.company), '') as company
from people p left join portrait t on t.person = p.person
where p.person <> 0 and p.person not in (select person from apart)
group by p.person
"""
_HANDLE = """
select p.person, a.handle
from people p join accounts a on a.account = p.account
where p.person <> 0 and p.person not in (select person from apart)
"""
_PARTNER = """
with small as (
    select interaction from recipients where role <> 'mentioned' group by interaction having count(*) <= 10
)
select distinct a.person, b.person as partner
from interactions i
join small s on s.interaction = i.id
join recipients r on r.interaction = i.id and r.role <> 'mentioned'
join people a on a.account = i.actor
join people b on b.account = r.account
where i.nature = 'personal' and a.person <> 0 and b.person <> 0 and a.person <> b.person
"""
_RECORD = """
create macro plain(said) as replace(replace(replace(replace(strip_accents(lower(said)), 'ß', 'ss'), 'ae', 'a'), 'oe', 'o'), 'ue', 'u');
create macro folded(said) as trim(replace(replace(translate(plain(said), '.,-_()"/&+', '          '), '  ', ' '), '  ', ' '));
create macro letters(said) as translate(folded(said), ' 0123456789@', '');

create table both_ways as
select cast(person as bigint) as person, cast(partner as bigint) as partner from partner
union
select cast(partner as bigint), cast(person as bigint) from partner;

create table record as
with spoken as (
    select cast(person as bigint) as person, handle, split_part(handle, ':', 1) as network,
        lower(substr(handle, strpos(handle, ':') + 1)) as spoken
    from handle
),
mail as (
    select person, split_part(split_part(min(spoken), '@', 1), '+', 1) as local, split_part(min(spoken), '@', 2) as domain
    from spoken
    where network = 'email' and strpos(spoken, '@') > 1
    group by person
),
said as (
    select cast(w.person as bigint) as person,
        case
            when w.name <> '' and strpos(w.name, '@') = 0 then
                case
                    when strpos(w.name, ', ') > 0 and strpos(split_part(w.name, ',', 1), ' ') = 0
                        then folded(split_part(w.name, ',', 2) || ' ' || split_part(w.name, ',', 1))
                    else folded(split_part(w.name, ',', 1))
                end
            else folded(coalesce(m.local, ''))
        end as name,
        nullif(folded(w.title), '') as title,
        nullif(
            case
                when w.company <> '' then letters(w.company)
                when m.domain in (select domain from mailbox) then ''
                when length(split_part(m.domain, '.', -2)) > 3 then letters(split_part(m.domain, '.', -2))
                else letters(split_part(m.domain, '.', -3))
            end, ''
        ) as employer
    from who w left join mail m on m.person = w.person
),
parted as (
    select *, case when strpos(name, ' ') > 0 then name end as full_name,
        case when strpos(name, ' ') > 0 then split_part(name, ' ', 1) end as first_name,
        case when strpos(name, ' ') > 0 then split_part(name, ' ', -1) end as last_name
    from said
),
nicked as (
    select s.person, split_part(split_part(ltrim(s.spoken, '@'), '@', 1), '+', 1) as nick
    from spoken s
    where s.network <> 'name'
),
nick as (
    select n.person, min(n.nick) as nick, array_agg(distinct n.nick order by n.nick) as nicks
    from nicked n join parted p on p.person = n.person
    where length(letters(n.nick)) >= 5 and n.nick not in (select name from role)
        and (p.last_name is null or (strpos(letters(n.nick), p.last_name) = 0 and strpos(letters(n.nick), p.first_name) = 0))
    group by n.person
),
networks as (
    select person, array_agg(distinct network order by network) as networks
    from spoken
    where network not in ('email', 'name')
    group by person
),
partners as (
    select person, array_agg(partner order by partner) as partners
    from (select *, row_number() over (partition by person order by partner) as place from both_ways) b
    where place <= 200
    group by person
)
select p.person as record, p.full_name, p.first_name, p.last_name, substr(p.first_name, 1, 1) as initial,
    case when a.person is not null then substr(p.first_name, 1, 1) end as initial_known, p.employer, substr(p.employer, 1, 5) as firm, p.title,
    n.nick, n.nicks, w.networks, a.partners
from parted p
left join nick n on n.person = p.person
left join networks w on w.person = p.person
left join partners a on a.person = p.person
where p.full_name is not null or n.nick is not null;
"""
