"""Who is meant by a name, and what the ledger holds of one person."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from shlex import quote
from typing import TYPE_CHECKING, Literal

from heard.model import HeardError, day
from heard.people.match import US

if TYPE_CHECKING:
    from heard.ledger.engines import Row
    from heard.ledger.store import Ledger

MOST_NEAR = 3
"""Names offered where one is not known."""
MOST_LIKE = 5_000
"""Names that are compared letter by letter with one that is not known."""
MOST_MEANT = 8
"""People listed where a name means several."""
LATEST = 10
"""Exchanges shown of one person."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account of a person, and why it is theirs."""

    handle: str
    """As in linkedin:ines-okafor."""
    why: str = ""
    """One clause; empty where nothing joined it to another account."""
    provenance: Literal["seen", "imported", "stated"] = "seen"
    """The account itself; an export gives the address; the user wrote the name, or said whose it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One thing said or done between us and a person, without its words."""

    id: str
    """The interaction, in hexadecimal."""
    at: str
    """ISO date."""
    channel: str
    kind: str
    direction: Literal["out", "in"]
    """From us, or to us."""
    title: str = ""
    """Subject or headline, of what is public only."""


def find(ledger: Ledger, asked: str) -> int:
    """The person who is meant by a name, an address or an account.

    Raises:
        HeardError: nobody is, or several are; the sentence names whom it could be.
    """
    found = seek(ledger, asked)
    if found is None:
        raise HeardError(unknown(ledger, asked))
    return found


def seek(ledger: Ledger, asked: str, command: str = "people") -> int | None:
    """The same; None where nobody is called that.

    Raises:
        HeardError: several are, or it is ourselves; `command` is what to type next.
    """
    asked = " ".join(asked.split())
    bearers = _by_account(ledger, asked) or _by_name(ledger, asked)
    found = [row for row in bearers if row[0] != US]
    if bearers and not found:
        raise HeardError(f"“{asked}” is yourself; name somebody else, or see: heard people")
    if len(found) > 1:
        raise HeardError(
            f"{len(found)} people are called “{asked}”: {_candidates(found)}. Name one by the account, as in: heard {command} {quote(found[0][-1])}"
        )
    return int(found[0][0]) if found else None


def meant(ledger: Ledger, asked: str, command: str) -> tuple[int, str]:
    """The person who is meant, and the account by which to name them for good: the one asked for, or else their first.

    Raises:
        HeardError: nobody is meant, or several are, or it is ourselves; `command` is what to type next.
    """
    asked = " ".join(asked.split())
    person = seek(ledger, asked, command)
    if person is None:
        raise HeardError(unknown(ledger, asked))
    handles = handles_of(ledger, person)
    asked_for = [handle for handle in (asked, f"email:{asked.lower()}") if handle in handles]
    return person, (asked_for or handles)[0]


def handles_of(ledger: Ledger, person: int) -> list[str]:
    """The accounts of a person; those that are only names come last."""
    return [handle for (handle,) in ledger.rows(_HANDLES, person=person)]


def name_of(ledger: Ledger, person: int) -> str:
    """What a person is called, as the latest export says; empty where none does."""
    found = ledger.rows("select name from portrait where person = $person", person=person)
    return str(found[0][0]) if found else ""


def named(ledger: Ledger, asked: str) -> list[str]:
    """Every account that somebody who says this could mean, whether the ledger knows it or not."""
    asked = " ".join(asked.split())
    exact = [asked, f"email:{asked.lower()}"]
    found = [row[0] for row in _by_name(ledger, asked)] if not _by_account(ledger, asked) else []
    return exact + [handle for person in found for handle in handles_of(ledger, person)]


def unknown(ledger: Ledger, asked: str) -> str:
    """That nobody is called so, and who is called almost so."""
    asked = " ".join(asked.split())
    return f"Nobody in the ledger is called “{asked}”; {_hint(_near(ledger, asked))}"


def accounts(ledger: Ledger, person: int) -> tuple[Account, ...]:
    """Every account of a person, with what joined it to another."""
    joined: dict[str, list[tuple[str, str]]] = {}
    for handle, other, why in ledger.rows(_ACCOUNTS, person=person):
        joined.setdefault(handle, []).extend([(other, why)] if other else [])
    return tuple(_account(handle, others) for handle, others in sorted(joined.items()))


def latest(ledger: Ledger, person: int) -> tuple[Exchange, ...]:
    """The last ten exchanges with a person, the latest first."""
    return tuple(
        Exchange(
            id=f"{id_:016x}",
            at=day(ts_us),
            channel=channel,
            kind=kind,
            direction="out" if mine else "in",
            title=title,
        )
        for id_, ts_us, channel, kind, mine, title in ledger.rows(_LATEST, person=person, most=LATEST)
    )


def _by_account(ledger: Ledger, asked: str) -> list[Row]:
    return ledger.rows(_BY_ACCOUNT, handle=asked, address=f"email:{asked.lower()}")


def _by_name(ledger: Ledger, asked: str) -> list[Row]:
    return ledger.rows(_BY_NAME, name=asked.lower())


def _near(ledger: Ledger, asked: str) -> list[str]:
    words = asked.lower().split() or [""]
    names = {
        name.lower(): name
        for (name,) in ledger.rows(_LIKE, first=words[0][:3], last=words[-1][:3], most=MOST_LIKE)
    }
    return [names[close] for close in get_close_matches(" ".join(words), names, MOST_NEAR)]


def _hint(near: list[str]) -> str:
    return f"did you mean {' or '.join(near)}?" if near else "see who is there with: heard people"


def _candidates(found: list[Row]) -> str:
    said = [
        f"{' at '.join(part for part in (title, company) if part) or 'of unknown work'} ({handle})"
        for _, title, company, handle in found[:MOST_MEANT]
    ]
    more = [f"and {len(found) - MOST_MEANT} more"] if len(found) > MOST_MEANT else []
    return "; ".join([*said, *more])


def _account(handle: str, joined: list[tuple[str, str]]) -> Account:
    network = handle.partition(":")[0]
    others = [other for other, why in joined if why != "said"]
    if network == "name" and others:
        return Account(
            handle,
            f"you wrote this name, and nobody else there bears it than {_and(others)}",
            "stated",
        )
    if handle.startswith(f"{network}:name:") and others:
        return Account(handle, f"{network} gave this name only, and one account there bears it", "imported")
    addresses = [other.partition(":")[2] for other in others if other.startswith("email:")]
    if addresses:
        return Account(handle, f"an export gives it the address {_and(addresses)}", "imported")
    owners = [other for other in others if not other.startswith("name:")]
    if network == "email" and owners:
        return Account(handle, f"an export gives this address to {_and(owners)}", "imported")
    if said := [other for other, why in joined if why == "said"]:
        return Account(handle, f"the same person as {_and(said)}", "stated")
    return Account(handle)


def _and(names: list[str]) -> str:
    return " and ".join(names)


_BY_ACCOUNT = """
select p.person, max(coalesce(t.title, '')), max(coalesce(t.company, '')), min(a.handle)
from accounts a join people p on p.account = a.account left join portrait t on t.person = p.person
where a.handle = $handle or a.handle = $address
group by p.person
order by p.person
"""
_BY_NAME = """
with bearer as (
    select distinct pe.person from profiles p join people pe on pe.account = p.account where lower(p.name) = $name and p.name <> ''
)
select b.person, max(coalesce(t.title, '')) as title, max(coalesce(t.company, '')) as company, min(a.handle) as handle
from bearer b
join people p on p.person = b.person
join accounts a on a.account = p.account
left join portrait t on t.person = b.person
group by b.person
order by company, title, handle
"""
_HANDLES = """
select a.handle
from people p join accounts a on a.account = p.account
where p.person = $person
order by case when a.handle like 'name:%' then 1 else 0 end, a.handle
"""
_LIKE = """
select distinct p.name
from profiles p join people pe on pe.account = p.account
where pe.person <> 0 and p.name <> '' and (strpos(lower(p.name), $first) > 0 or strpos(lower(p.name), $last) > 0)
order by p.name
limit $most
"""
_ACCOUNTS = """
select a.handle, o.handle, s.why
from people p
join accounts a on a.account = p.account
left join same s on s.account = p.account
left join accounts o on o.account = s.other
where p.person = $person
order by a.handle, o.handle, s.why
"""
_LATEST = """
select e.id, e.ts_us, e.channel, e.kind, e.mine, case when i.visibility = 'public' then i.title else '' end
from exchange e join interactions i on i.id = e.id
where e.person = $person
order by e.ts_us desc, e.id
limit $most
"""
