"""Who is who in LinkedIn's archive: accounts from addresses, and from names where a file has nothing else.

An account is ``linkedin:<slug>``, the slug of its address percent-decoded and in lower case. Files from before mid-2023, and
some to this day, name people without their address. Such a name is joined to a slug if the same export shows it with exactly one;
otherwise the account is ``linkedin:name:<name in lower case>``, so that two people of one name are not made one silently.

>>> account_at("https://www.linkedin.com/in/Zo%C3%AB-N/?trk=mail")
'linkedin:zoë-n'
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.compute as pc

from heard.model import Profile
from heard.reading.arrays import distinct_pairs, each_distinct
from heard.reading.csv import Sheet

ADDRESS = re.compile(r"linkedin\.com/(?:in|pub)/([^/?#\s,]+)", re.IGNORECASE)
PLAIN = r"^https://www\.linkedin\.com/in/[a-z0-9-]+$"
"""Addresses that are the slug already; the others are taken apart one by one."""
BY_TWO_NAMES = (
    ("firstname", "lastname", "url"),
    ("connectionfirstname", "connectionlastname", "connectionprofileurl"),
    ("endorserfirstname", "endorserlastname", "endorserpublicurl"),
    ("endorseefirstname", "endorseelastname", "endorseepublicurl"),
)
BY_ONE_NAME = (
    ("from", "senderprofileurl"),
    ("from", "inviterprofileurl"),
    ("to", "recipientprofileurls"),
    ("to", "inviteeprofileurl"),
)
ENOUGH = 2_000
"""Messages that show who has a part in all of them."""
NOBODY = {"", "linkedin member"}
"""How the archive writes people who left or who hide."""


@lru_cache(maxsize=1 << 16)
def account_at(address: str) -> str | None:
    """The account at a profile's address, or None if it is not one."""
    found = ADDRESS.search(address)
    return "linkedin:" + unicodedata.normalize("NFC", unquote(found[1])).lower() if found else None


def accounts_at(addresses: Any) -> Any:
    """The accounts at a column of addresses, null where there is none."""
    encoded = addresses.dictionary_encode()
    distinct = encoded.dictionary
    odd = pc.invert(pc.match_substring_regex(distinct, PLAIN))
    accounts = pc.replace_substring(distinct, "https://www.linkedin.com/in/", "linkedin:")
    answers = pa.array([account_at(address) for address in distinct.filter(odd).to_pylist()], pa.string())
    return pc.replace_with_mask(accounts, odd, answers).take(encoded.indices)


def full_names(first: Any, last: Any) -> Any:
    """Columns of first and last names as one."""
    return pc.utf8_trim_whitespace(pc.binary_join_element_wise(first, last, " "))


@dataclass
class Names:
    """What an export says of who is who."""

    sheets: list[Sheet] = field(default_factory=list)
    """Every table of the export."""
    owner: str = ""
    """The account whose export it is."""
    people: dict[str, Profile] = field(default_factory=dict)
    """People met in the small files."""
    noted: set[tuple[str | None, str | None, str]] = field(default_factory=set)
    """Sender, recipient and text of the notes in Invitations.csv, which messages.csv repeats."""

    _at: dict[tuple[int, str], Any] = field(default_factory=dict, repr=False)

    @cached_property
    def _accounts(self) -> dict[str, str | None]:
        """Every name in the export, in lower case, with its account if it belongs to exactly one."""
        known: dict[str, str | None] = {}
        shared = set()
        for names, accounts in chain.from_iterable(pairs_in(sheet, self.at) for sheet in self.sheets):
            lower = pc.utf8_lower(names).to_pylist()
            for name, account in zip(lower, accounts.to_pylist(), strict=True):
                if known.setdefault(name, account) is None:
                    known[name] = account
                elif account not in (None, known[name]):
                    shared.add(name)
        return {name: None if name in shared else account for name, account in known.items()}

    def at(self, sheet: Sheet, address: str) -> Any:
        """The accounts at a table's column of addresses, taken apart once."""
        place = (id(sheet), address)
        if place not in self._at:
            self._at[place] = accounts_at(sheet.column(address))
        return self._at[place]

    def account(self, name: str, address: str = "") -> str | None:
        """The account of a person: by address, else by a name that only one account bears, else by the name itself."""
        name = " ".join(name.split())
        if account := account_at(address):
            return account
        lower = name.lower()
        return None if lower in NOBODY else self._accounts.get(lower) or f"linkedin:name:{lower}"

    def meet(self, name: str, address: str = "", title: str = "", company: str = "") -> str:
        """The same for somebody who must be somebody, whose profile is kept.

        Raises:
            ValueError: the row does not say who it is.
        """
        account = self.account(name, address)
        if account is None:
            raise ValueError("does not say who it is about")
        known = self.people.get(account)
        if known is None or not (known.title or known.company):
            self.people[account] = Profile(
                account=account, name=name, title=title, company=company, url=_whole(address)
            )
        return account

    def accounts(self, sheet: Sheet, names: Any, address: str) -> Any:
        """The accounts of a column of people, by its column of addresses and else by name; null for nobody."""
        accounts = self.at(sheet, address)
        if not accounts.null_count:
            return accounts
        return pc.coalesce(accounts, each_distinct(pc.if_else(accounts.is_null(), names, ""), self.account))

    def recipients(self, together: str) -> list[str]:
        """The accounts of names joined by commas, when names hold commas themselves: ``Jo Pike, MBA, Sam Ito``."""
        found: list[str] = []
        pieces = together.split(", ")
        while pieces:
            length = next(
                (n for n in range(len(pieces), 1, -1) if ", ".join(pieces[:n]).lower() in self._accounts), 1
            )
            account = self.account(", ".join(pieces[:length]))
            found += [account] if account else []
            pieces = pieces[length:]
        return found


def _whole(address: str) -> str:
    """An address with its scheme, which the endorsements leave out."""
    return f"https://{address}" if address.lower().startswith("www.") else address


def pairs_in(sheet: Sheet, at: Callable[[Sheet, str], Any]) -> Iterator[tuple[Any, Any]]:
    """Names beside accounts in one file; the accounts are null where an era shows none."""
    columns = set(sheet.header.columns)
    for first, last, address in BY_TWO_NAMES:
        if {first, last} <= columns:
            yield full_names(sheet.column(first), sheet.column(last)), at(sheet, address)
    for name, address in BY_ONE_NAME:
        if {name, address} <= columns or (name == "from" and name in columns):
            addresses = sheet.column(address)
            alone = pc.invert(pc.match_substring(addresses, ","))
            names, places = distinct_pairs(sheet.column(name).filter(alone), addresses.filter(alone))
            yield names, accounts_at(places)


def owner_of(profile: str, invitations: Iterable[Sheet], messages: Iterable[Sheet]) -> str:
    """The account whose export it is, or nothing.

    Every invitation is from or to the owner; so is every message, and some were sent under the name in Profile.csv. Where no file
    holds an address it is the account of that name, and without Profile.csv the one account that has a part in every message.
    """
    votes: Counter[str] = Counter()
    for sheet in invitations:
        for row in sheet.rows():
            mine = (
                "inviterprofileurl" if row.get("direction", "").upper() == "OUTGOING" else "inviteeprofileurl"
            )
            votes.update(filter(None, [account_at(row.get(mine, ""))]))
    if not votes and profile:
        for sheet in messages:
            named = pc.equal(pc.utf8_lower(sheet.column("from")), profile.lower())
            votes.update(
                filter(None, accounts_at(sheet.column("senderprofileurl").filter(named)).to_pylist())
            )
    if votes:
        return votes.most_common(1)[0][0]
    if profile:
        return f"linkedin:name:{profile.lower()}"
    return next(filter(None, map(_in_every_message, messages)), "")


def _in_every_message(sheet: Sheet) -> str:
    senders = sheet.column("senderprofileurl")
    parts = pc.binary_join_element_wise(senders, sheet.column("recipientprofileurls"), ",")
    some = parts.filter(pc.not_equal(senders, ""))[:ENOUGH].to_pylist()
    shared = (
        set.intersection(*({account_at(piece) for piece in text.split(",")} for text in some))
        if some
        else set()
    )
    return shared.pop() or "" if len(shared) == 1 else ""
