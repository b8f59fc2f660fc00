"""The strategy: what the user wrote down first."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in one currency."""

    amount: Decimal
    currency: str
    """ISO 4217."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """What the user wants, how it is measured, by when, and what it is worth."""

    name: str
    what: str = ""
    measure: str = ""
    target: str = ""
    by: date | None = None
    worth: Money | None = None
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A kind of people to meet: whoever fits any of the marks belongs to the target market."""

    name: str
    titles: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A person to meet, by name."""

    name: str
    at: str = ""
    why: str = ""
    through: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A person who speaks, about what, and with what authority."""

    name: str
    topics: tuple[str, ...] = ()
    authority: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A tool, which objectives it serves, and how."""

    name: str
    serves: tuple[str, ...] = ()
    focus: str = ""
    how: str = ""
    hours_per_week: float | None = None
    money_per_month: Money | None = None
    expect: str = ""
    voice: str = ""
    listening_since: date | None = None
    rapport: int | None = None
    """Exchanges with a person before business may enter."""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedHours:
    """Which hours that a tracker recorded belong to which channel: every mark must fit, and of several values of a mark one."""

    channel: str = ""
    """Empty for work that belongs to none."""
    project: tuple[str, ...] = ()
    client: tuple[str, ...] = ()
    task: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    """Words that stand in what was written of the work."""
    domain: tuple[str, ...] = ()
    app: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    line: int = 0

    def marks(self) -> dict[str, tuple[str, ...]]:
        """The values of each mark that is written down."""
        named = {mark: getattr(self, mark) for mark in MARKS}
        return {mark: values for mark, values in named.items() if values}


MARKS = ("project", "task", "client", "tag", "title", "domain", "app", "category", "person")
"""What a tracker may say of hours, the most telling first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something believed about a channel, and the real-life example that shows it."""

    claim: str
    example: str = ""
    seen: date | None = None
    test: str = ""
    """A test of the user's that shows it, by channel and first day, as in “linkedin 2026-11-30”."""
    line: int = 0


Outcome = Literal["target replies", "meetings", "leads", "deals"]
"""What a test may count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """A test of a channel: blocks of weeks in which it is used or paused, as a lot drew them, and what is counted."""

    channel: str
    outcome: Outcome = "target replies"
    begins: date | None = None
    weeks: int = 2
    """Of a block."""
    blocks: tuple[bool, ...] = ()
    """Whether the channel is on, block after block."""
    seed: int | None = None
    """Of the lot."""
    line: int = 0

    @property
    def name(self) -> str:
        """As evidence points at it."""
        return f"{self.channel} {self.begins or ''}".rstrip()

    def first(self, block: int) -> date:
        """The first day of a block, counted from 0; that of the block behind the last is the day after the test.

        Raises ValueError where the test has no first day.
        """
        if self.begins is None:
            raise ValueError("A test without a first day has no blocks.")
        return self.begins + timedelta(weeks=self.weeks * block)


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """A finding that the user has read and lives with, and why."""

    code: str
    because: str = ""
    until: date | None = None
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Strategy:
    """Everything in strategy.yaml."""

    name: str = ""
    me: tuple[str, ...] = ()
    """Accounts that are our side of a conversation, as ``network:handle``; a bare address is ``email:address``."""
    objectives: tuple[Objective, ...] = ()
    segments: tuple[Segment, ...] = ()
    targets: tuple[Target, ...] = ()
    begin: str = ""
    """How the user would begin if the internet did not exist."""
    level: str = ""
    give: tuple[str, ...] = ()
    voices: tuple[Voice, ...] = ()
    hours_per_week: float | None = None
    hour_worth: Money | None = None
    """What an hour of the user's is worth; the price that a channel's return is held against."""
    review_weeks: float | None = None
    channels: tuple[Channel, ...] = ()
    tracked: tuple[TrackedHours, ...] = ()
    tests: tuple[Pause, ...] = ()
    evidence: tuple[Claim, ...] = ()
    accept: tuple[Acceptance, ...] = ()
    lines: dict[str, int] = field(default_factory=dict, compare=False)
    """Line of each top-level key, for findings about something that is missing or empty."""

    def channel(self, name: str) -> Channel | None:
        """The channel with this name."""
        return next((channel for channel in self.channels if channel.name == name), None)
