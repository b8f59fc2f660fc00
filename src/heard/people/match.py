"""Which accounts are one person, on exact evidence, made fresh for each review.

Three kinds of evidence join accounts: the user's own list of accounts (`me`, by the network's id or by the name in the address of
its page, since X numbers its accounts and people know their names), an address that a network's profile gives, and a
name that the user wrote down, where exactly one account of a network bears it. A name alone joins nothing else.

The answer is the temporary table ``people (account, person)``; person 0 is us.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from heard.ledger.store import Ledger

US = 0
"""The person number of our own side."""


def resolve(ledger: Ledger, me: Iterable[str]) -> None:
    """Make the table ``people``, with every account that the ledger names."""
    ledger.script(_MINE)
    for handle in me:
        network, _, name = handle.partition(":")
        ledger.rows(_OURS, handle=handle, network=f"{network}:%", page=f"%/{name.lower()}")
    ledger.script(_START)
    while ledger.rows(_APART)[0][0]:
        ledger.rows(_JOIN)


def named(ledger: Ledger, name: str) -> list[tuple[int, str, str, str]]:
    """The persons who bear a name: number, name, title and company."""
    return ledger.rows(
        """
        select person, name, title, company from portrait where lower(name) = $name and person <> 0 order by person
        """,
        name=" ".join(name.lower().split()),
    )


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
    select distinct p.account, lower(p.name) as name, substr(a.handle, 1, strpos(a.handle, ':')) as network
    from profiles p join accounts a on a.account = p.account
    where p.name <> '' and a.handle not like 'name:%'
),
only_bearer as (
    select name, network, min(account) as account from bearer group by name, network having count(*) = 1
),
by_name as (
    select a.account, b.account as other
    from accounts a join only_bearer b on a.handle = 'name:' || b.name
),
joined as (select account, other from address union select account, other from by_name)
select account, other from joined union select other, account from joined;
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
