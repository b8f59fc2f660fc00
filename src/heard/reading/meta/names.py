"""Who is who in an export of Facebook or Instagram."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from heard.model import Profile
from heard.reading.meta.text import NOBODY, one_line


@dataclass(slots=True)
class Names:
    """Accounts from the names people show, and from usernames where there are any."""

    network: str
    owner: str = ""
    """The account whose export it is."""
    owner_name: str = ""
    people: dict[str, Profile] = field(default_factory=dict)
    """Everybody met but the owner."""
    joined: dict[str, str] = field(default_factory=dict)
    """Accounts of names, in lower case, where the folders of conversations tell a username."""

    def by_name(self, name: str) -> str | None:
        """The account of somebody who is only named, or None for those who left."""
        name = one_line(name)
        lower = name.lower()
        if lower in NOBODY:
            return None
        if self.owner and lower == self.owner_name.lower():
            return self.owner
        account = self.joined.get(lower) or f"{self.network}:name:{lower}"
        known = self.people.get(account)
        if known is None or not known.name:
            self.people[account] = Profile(account=account, name=name, url=known.url if known else "")
        return account

    def by_username(self, username: str) -> str | None:
        """The account of a username."""
        lower = one_line(username).lower().lstrip("@")
        if not lower:
            return None
        account = f"{self.network}:{lower}"
        if account != self.owner and account not in self.people:
            url = f"https://www.{self.network}.com/{lower}"
            self.people[account] = Profile(account=account, url=url)
        return account

    @property
    def me(self) -> str | None:
        """The owner, where the export says who it is."""
        return self.owner or None


def to(*accounts: str | None) -> tuple[str, ...]:
    """Accounts that are known, each once."""
    return tuple(dict.fromkeys(account for account in accounts if account))


TOLD_TWICE = "told in another file too"


@dataclass(slots=True)
class Keys:
    """Ordinals of records that are alike within a list, and one telling of those that two lists repeat."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)

    def number(self, within: str, key: str) -> str | None:
        """The key, with its ordinal in its list from the second on; None where another list told of it."""
        self.counts[within, key] += 1
        ordinal = self.counts[within, key]
        key = key if ordinal == 1 else f"{key}#{ordinal}"
        return key if self.first.setdefault(key, within) == within else None
