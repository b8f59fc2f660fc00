"""Which accounts are one person, on exact evidence and the user's own word, made fresh for each review.

Four kinds of evidence join accounts: the user's own list of accounts (`me`, by the network's id or by the name in the address of
its page, since X numbers its accounts and people know their names), an address that a network's profile gives, and a
name that the user wrote down, where exactly one account of a network bears it, as does a name that the network itself gives instead
of an account (``linkedin:name:sam ito``). A name alone joins nothing else.

What the user decided outranks evidence: ``same`` joins, ``split`` leaves out all evidence on an account, and ``different`` keeps
two persons apart. Where evidence leads from one to the other by way of a third account, what an export says goes before a name,
and then the order of the accounts' own names decides whose the third is; so the answer does not depend on the order of imports.

The answer is the temporary table ``people (account, person)``; person 0 is us. ``same (account, other, why)`` is what joined them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from heard.ledger.columns import identity
from heard.people.decisions import Decision, parties, unlike

if TYPE_CHECKING:
    from heard.ledger.store import Ledger

US = 0
"""The person number of our own side."""


def resolve(ledger: Ledger, me: Iterable[str], decisions: Sequence[Decision] = ()) -> None:
    """Make the table ``people``, with every account that the ledger names.

    Args:
        ledger: of which the accounts are.
        me: which of them are our own.
        decisions: what the user says of others; none contradicts another.
    """
    ledger.script(_MINE)
    for handle in me:
        network, _, name = handle.partition(":")
        ledger.rows(_OURS, handle=handle, network=f"{network}:%", page=f"%/{name.lower()}")
    ledger.script(_START)
    if decisions:
        _decide(ledger, decisions)
    _join(ledger)
    for person in ledger.rows(_TORN) if decisions else ():
        _tear(ledger, *person)
    _join(ledger)


def named(ledger: Ledger, name: str) -> list[tuple[int, str, str, str]]:
    """The persons who bear a name: number, name, title and company."""
    return ledger.rows(
        """
        select person, name, title, company from portrait where lower(name) = $name and person <> 0 order by person
        """,
        name=" ".join(name.lower().split()),
    )


def _join(ledger: Ledger) -> None:
    """Give accounts that are joined the same number, the lowest of theirs."""
    while ledger.rows(_APART)[0][0]:
        ledger.rows(_JOIN)


def _decide(ledger: Ledger, decisions: Sequence[Decision]) -> None:
    """Add what the user says to the evidence, and take away what it contradicts."""
    party = parties(decisions)
    for account, first in party.items():
        ledger.rows(
            "insert into said values ($account, $party)", account=identity(account), party=identity(first)
        )
    for one, other in unlike(decisions):
        ledger.rows(
            "insert into unlike values ($one, $other)", one=identity(party[one]), other=identity(party[other])
        )
    for decision in decisions:
        if decision.kind == "split":
            for account in decision.accounts:
                ledger.rows(
                    "delete from same where account = $account or other = $account", account=identity(account)
                )
    ledger.script(_SAID)


def _tear(ledger: Ledger, person: int) -> None:
    """Leave out the evidence that joins what the user says is different; the rest of it stays."""
    group: dict[int, int] = {}
    held: dict[int, set[int]] = {}
    for account, party, mine in ledger.rows(_OF_PERSON, person=person):
        group[account] = US if mine else party
        held.setdefault(group[account], set()).add(party)
    unlike = set(ledger.rows("select one, other from unlike union select other, one from unlike"))
    for one, other in ledger.rows(_EVIDENCE, person=person):
        here, there = group[one], group[other]
        if any((party, against) in unlike for party in held[here] for against in held[there]):
            ledger.rows(_LEAVE_OUT, one=one, other=other)
        elif here != there:
            held[here] |= held.pop(there)
            group.update({account: here for account, place in group.items() if place == there})
    ledger.rows(_APART_AGAIN, person=person)


_MINE = """
drop table if exists mine;
create temp table mine as select distinct account from profiles where owner = 1;
"""

_OURS = """
insert into mine
select account from accounts where handle = $handle
union
select a.account
from accounts a join profiles p on p.account = a.account
where a.handle like $network and $network <> 'email:%' and lower(p.url) like $page
"""

_START = """
drop table if exists people;
create temp table people as
select account, case when account in (select account from mine) then 0 else account end as person from accounts;

drop table if exists same;
create temp table same as
with address as (
    select distinct p.account, a.account as other
    from profiles p join accounts a on a.handle = 'email:' || p.email
    where p.email <> '' and p.account <> a.account
),
bearer as (
    select distinct p.account, lower(p.name) as name, substr(a.handle, 1, strpos(a.handle, ':')) as network,
        case when a.handle like '%:name:%' then 1 else 0 end as unknown
    from profiles p join accounts a on a.account = p.account
    where p.name <> '' and a.handle not like 'name:%'
),
known as (select name, network, min(unknown) as unknown from bearer group by name, network),
only_bearer as (
    select b.name, b.network, min(b.account) as account
    from bearer b join known k on k.name = b.name and k.network = b.network and k.unknown = b.unknown
    group by b.name, b.network
    having count(*) = 1
),
own_name as (
    select b.account, o.account as other
    from bearer b join only_bearer o on o.name = b.name and o.network = b.network
    where b.unknown = 1 and b.account <> o.account
),
by_name as (
    select a.account, b.account as other
    from accounts a join only_bearer b on a.handle = 'name:' || b.name
),
joined as (
    select account, other, 'address' as why from address
    union
    select account, other, 'name' from by_name
    union
    select account, other, 'name' from own_name
)
select account, other, why from joined union select other, account, why from joined;

drop table if exists said;
create temp table said (account bigint not null, party bigint not null);
drop table if exists unlike;
create temp table unlike (one bigint not null, other bigint not null);
"""

_SAID = """
insert into same
with known as (select s.account, s.party from said s join accounts a on a.account = s.account),
first as (select party, min(account) as account from known group by party)
select k.account, f.account, 'said' from known k join first f on f.party = k.party where k.account <> f.account
union all
select f.account, k.account, 'said' from known k join first f on f.party = k.party where k.account <> f.account;
"""

_TORN = """
select distinct a.person
from unlike u
join said s on s.party = u.one
join people a on a.account = s.account
join said t on t.party = u.other
join people b on b.account = t.account
where a.person = b.person
order by a.person
"""

_OF_PERSON = """
select p.account, coalesce(s.party, p.account), case when m.account is null then 0 else 1 end
from people p left join said s on s.account = p.account left join mine m on m.account = p.account
where p.person = $person
"""

_EVIDENCE = """
select s.account, s.other
from same s
join people p on p.account = s.account
join accounts a on a.account = s.account
join accounts o on o.account = s.other
where p.person = $person and s.why <> 'said' and a.handle < o.handle
order by s.why, a.handle, o.handle
"""

_LEAVE_OUT = """
delete from same
where why <> 'said' and ((account = $one and other = $other) or (account = $other and other = $one))
"""

_APART_AGAIN = """
update people set person = case when account in (select account from mine) then 0 else account end where person = $person
"""

_APART = """
select count(*)
from same s join people a on a.account = s.account join people b on b.account = s.other
where a.person <> b.person
"""

_JOIN = """
update people set person = nearest.person
from (
    select s.account, min(b.person) as person
    from same s join people b on b.account = s.other
    group by s.account
) as nearest
where nearest.account = people.account and nearest.person < people.person
"""
