"""The nouns that every layer shares.

Records are what a source reads: `Interaction`, `Profile`, `Effort`, `Expense`, `Outcome`, `Traffic`, and beside them `Problem`
and `FileSeen`. Answers are what a measure gives: `Estimate` or `Missing`. Advice is what a rule gives: `Finding` or `Skipped`.

An account is named by text, ``network:handle``, as in ``linkedin:ines-okafor``, ``x:2244994945``,
``email:ines@larkfield.example`` or ``name:dana reyes`` (a person whom the user only named).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Literal

import msgspec

Kind = Literal[
    "post", "reply", "comment", "mention", "message", "mail", "reaction", "share", "follow", "connection",
    "invitation", "introduction", "recommendation", "endorsement", "meeting", "call", "visit",
]  # fmt: skip
Visibility = Literal["public", "unlisted", "followers", "group", "direct"]
Nature = Literal["personal", "bulk", "automatic", "sponsored"]
"""Who speaks: a person to persons; one text to a list; a machine; somebody who paid for it."""
Metric = Literal[
    "visits", "visitors", "conversions", "sent", "bounced", "opened", "clicked", "unsubscribed", "signed up",
]  # fmt: skip
"""What of the web site and of campaigns is counted without knowing by whom."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class HeardError(Exception):
    """Something the person asked for cannot be done; the text is one sentence and the next step."""


# --- records: msgspec structs, since a large import makes millions and a frozen dataclass costs ten times as much ---


class Interaction(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Something said or done on a channel, at a time, by an account.

    `key` is the network's own id; where there is none, the content plus its ordinal among identical lines of that
    export. It is unique within the source: a key that is only unique within an account begins with the account.
    """

    key: str
    kind: Kind
    channel: str
    actor: str | None = None
    """The account that spoke, or None where the export does not say."""
    happened_us: int | None = None
    """Microseconds since 1970 [us, UTC]; None where the export keeps no time."""
    to: tuple[str, ...] = ()
    """Accounts addressed; empty where the export does not say."""
    cc: tuple[str, ...] = ()
    """Accounts copied in."""
    mentioned: tuple[str, ...] = ()
    """Accounts named in the text."""
    thread: str | None = None
    """Key of the conversation, as the network draws it."""
    reply_to: str | None = None
    """Key of the interaction that this one answers."""
    title: str = ""
    text: str = ""
    """Own words only: quotes, signatures and markup are gone."""
    url: str = ""
    visibility: Visibility = "public"
    nature: Nature = "personal"


class Profile(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What an export says of an account."""

    account: str
    name: str = ""
    title: str = ""
    company: str = ""
    email: str = ""
    url: str = ""
    owner: bool = False
    """The export says that this account is its owner: our side of every conversation."""


class Effort(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Hours spent on a channel."""

    key: str
    day: date
    channel: str
    """Empty where a tracker recorded them, and the strategy says to which channel they belong."""
    hours: float
    note: str = ""
    labels: tuple[str, ...] = ()
    """What a tracker calls it, in lower case, as in ``project: linkedin outreach``."""


class Expense(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Money spent on a channel."""

    key: str
    day: date
    channel: str
    amount: Decimal
    currency: str
    """ISO 4217."""
    note: str = ""


class Outcome(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A step of a deal: it was opened, won or lost."""

    key: str
    day: date
    channel: str
    """Where it began, as the user says."""
    deal: str
    stage: Literal["lead", "won", "lost"]
    account: str | None = None
    amount: Decimal | None = None
    currency: str = ""
    note: str = ""


class Traffic(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Something that was only counted, nobody knows of whom: visits to the web site, letters of a campaign.

    Counts that differ in `site`, `day` and `channel` may be added. Those that differ in source or `dimension` are of the same
    visits, counted by another machine or divided another way, and are never added.
    """

    key: str
    day: date
    last_day: date
    """The same day, unless a whole period was counted."""
    channel: str
    """What brought them."""
    metric: Metric
    number: int
    site: str = ""
    """What they came to: a host, a property, a list of addresses."""
    dimension: str = ""
    """By what the tool divided the whole, as it calls it."""
    page: str = ""
    """Path of the page they came to first."""
    campaign: str = ""


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of input that could not be read."""

    path: str
    why: str
    """One sentence, and the next step where there is one."""
    line: int | None = None


class FileSeen(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one file of an export."""

    path: str
    status: Literal["read", "known", "unknown", "failed"]
    """known: the source knows what it is and leaves it alone."""
    rows: int = 0
    what: str = ""
    """What the file holds, in words."""


Fact = Interaction | Profile | Effort | Expense | Outcome | Traffic


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Many facts of one type at once, as an Arrow table whose columns bear the names of the type's fields."""

    fact: type[Interaction | Profile]
    table: object
    """A `pyarrow.Table`."""


Record = Fact | Columns | Problem | FileSeen
"""What a source yields."""


# --- answers ---


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number that is never alone: with its interval (80 %: 10 % and 90 %), unit and count."""

    value: float
    low: float
    high: float
    unit: str
    n: int
    """How many observations it rests on."""

    @property
    def exact(self) -> bool:
        """Whether it was counted rather than estimated."""
        return self.low == self.value == self.high

    @classmethod
    def counted(cls, value: float, unit: str) -> Estimate:
        """A number that was counted, so that its interval is itself."""
        return cls(value, value, value, unit, int(value))


@dataclass(frozen=True, slots=True)
class Missing:
    """There is no number, why, and what would settle it."""

    why: str
    settle: str


Answer = Estimate | Missing
Verdict = Literal["yes", "no", "mixed", "cannot tell"]


# --- advice ---


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One interaction, hour, expense or deal that a finding rests on. It never holds the text of a direct message."""

    id: str
    at: str
    """ISO date, or empty where the export keeps none."""
    channel: str
    who: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A sentence of advice with what it rests on and the next step."""

    subject: str
    """What it is about: a channel, an objective, a person."""
    message: str
    next: str
    code: str = ""
    """Filled in by the rule that found it, as is the name."""
    name: str = ""
    line: int | None = None
    """Line of strategy.yaml."""
    confidence: Literal["sure", "likely", "hint"] = "sure"
    severity: Literal["high", "medium", "low"] = "medium"
    works: bool = False
    """It says what works and asks for nothing but to keep it."""
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Skipped:
    """A rule that could not be asked, why, and what would let it be asked."""

    why: str
    settle: str
    subject: str = ""
    code: str = ""
    """Filled in by the rule that was skipped."""


# --- what a source is told and tells ---


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What an export says of itself."""

    source: str
    owner: str = ""
    """Account of its owner, or empty where it does not say."""
    taken_at: datetime | None = None
    """When the network made it; silence after that is not silence."""
    replaces: bool = False
    """It is a file that its owner goes on writing: what an earlier reading of the same path brought is taken back first."""
    notes: tuple[str, ...] = ()
    """What the person should know of this very export."""
    context: dict[str, object] = field(default_factory=dict, compare=False, repr=False)
    """What `recognise` learned and `read` needs."""


def micros(moment: datetime) -> int:
    """Microseconds from 1970 to a moment that knows its zone [us]."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def day_micros(day: date) -> int:
    """Microseconds from 1970 to the start of a day in UTC [us]."""
    return (day.toordinal() - 719_163) * 86_400_000_000


def day(moment_us: int) -> str:
    """The ISO date, in UTC, of a moment [us since 1970]."""
    return (EPOCH + timedelta(microseconds=moment_us)).date().isoformat()
