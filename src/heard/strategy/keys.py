"""Every key of strategy.yaml, once: the reader, the editors' schema and the interview all take it from here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from heard.strategy import (
    Acceptance,
    Channel,
    Claim,
    Objective,
    Pause,
    Segment,
    Strategy,
    Target,
    TrackedHours,
    Voice,
)
from heard.strategy.values import (
    ACCOUNT,
    CODE,
    COUNT,
    DATE,
    EVERY,
    HOURS,
    MONEY,
    MONEY_PER_MONTH,
    ON_OFF,
    OUTCOME,
    SEED,
    TEXT,
    Scalar,
)


@dataclass(frozen=True, slots=True)
class Key:
    """A key, the shape of its value, and what it is for."""

    name: str
    shape: Shape
    about: str
    field: str = ""
    """What the value is called in the dataclass, where that differs."""


@dataclass(frozen=True, slots=True)
class Table:
    """A map with known keys that makes one noun."""

    noun: str
    """With its article, as it stands in a sentence."""
    make: Callable[..., object]
    """Takes the fields by name, and the line."""
    keys: tuple[Key, ...]
    first: str = ""
    """The key that cannot be left out; a bare text stands for it."""
    unique: bool = False
    """Two entries with the same first key are one too many."""


@dataclass(frozen=True, slots=True)
class Many:
    """A list, or one text that stands for a list of one."""

    of: Scalar | Table | Either


@dataclass(frozen=True, slots=True)
class Either:
    """One of several tables, told apart by their first keys."""

    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A map from a name to a table."""

    of: Table
    name: Scalar
    field: str
    """What the name is called in the dataclass."""


Shape = Scalar | Table | Many | Either | Named


def _segment(*, name: str, line: int, who: dict[str, tuple[str, ...]] | None = None) -> Segment:
    return Segment(name=name, line=line, **(who or {}))


def _marks(*, line: int, **marks: tuple[str, ...]) -> dict[str, tuple[str, ...]]:  # noqa: ARG001 - the segment has its own line
    return marks


def _pause(*, channel: str = "", **fields: object) -> Pause:
    return Pause(channel=channel.lower(), **fields)  # type: ignore[arg-type]


def _strategy(*, line: int, meet: tuple[Segment | Target, ...] = (), **fields: object) -> Strategy:  # noqa: ARG001 - a file begins on line 1
    return Strategy(
        segments=tuple(entry for entry in meet if isinstance(entry, Segment)),
        targets=tuple(entry for entry in meet if isinstance(entry, Target)),
        **fields,  # type: ignore[arg-type]
    )


OBJECTIVE = Table("an objective", Objective, first="name", unique=True, keys=(
    Key("name", TEXT, "A short name, which channels refer to."),
    Key("what", TEXT, "What will be different for you when it is reached; not what you will do on which network."),
    Key("measure", TEXT, "What you will count: deals, meetings, leads, answers from the people you want to meet."),
    Key("target", TEXT, "How many would be enough."),
    Key("by", DATE, "The day on which you will look whether it came true."),
    Key("worth", MONEY, "What one of them is worth to you."),
))  # fmt: skip

WHO = Table("the marks of a segment", _marks, keys=(
    Key("titles", Many(TEXT), "What stands on their business cards."),
    Key("words", Many(TEXT), "Words they use about their work."),
    Key("companies", Many(TEXT), "Where they work."),
    Key("domains", Many(TEXT), "What stands after the @ in their addresses."),
))  # fmt: skip

SEGMENT = Table("a segment", _segment, first="segment", unique=True, keys=(
    Key("segment", TEXT, "A kind of people you need to meet.", "name"),
    Key("who", WHO, "How to recognise them; whoever fits any of the marks belongs."),
))  # fmt: skip

TARGET = Table("a person to meet", Target, first="person", unique=True, keys=(
    Key("person", TEXT, "The name of somebody you need to meet.", "name"),
    Key("at", TEXT, "Where they work."),
    Key("why", TEXT, "Why this person."),
    Key("through", Many(TEXT), "Who could introduce you."),
))  # fmt: skip

VOICE = Table("a voice", Voice, first="name", unique=True, keys=(
    Key("name", TEXT, "A person who speaks, by name."),
    Key("topics", Many(TEXT), "What they would talk about anyway."),
    Key("authority", TEXT, "What they may say, promise or publish without asking anybody."),
))  # fmt: skip

CHANNEL = Table("a channel", Channel, keys=(
    Key("for", Many(TEXT), "The objectives it serves, by name.", "serves"),
    Key("focus", TEXT, "What this tool is good at, and you use it for."),
    Key("how", TEXT, "What you do there, in one sentence that could not stand in anybody else's plan."),
    Key("hours", HOURS, "The time it may take.", "hours_per_week"),
    Key("money", MONEY_PER_MONTH, "The money it may take.", "money_per_month"),
    Key("expect", TEXT, "What you expect of it, as in 1 lead/month."),
    Key("voice", TEXT, "Who of the voices speaks here."),
    Key("listening_since", DATE, "The day on which you began to read there without speaking."),
    Key("rapport", COUNT, "Exchanges with a person before business may enter."),
))  # fmt: skip

TRACKED = Table("a rule for tracked hours", TrackedHours, keys=(
    Key("channel", TEXT, "The channel that these hours went into; leave it out for work that belongs to none."),
    Key("project", Many(TEXT), "The project's name in Toggl, Clockify or Harvest."),
    Key("client", Many(TEXT), "The client's name there."),
    Key("task", Many(TEXT), "The task's name there."),
    Key("tag", Many(TEXT), "A tag there."),
    Key("title", Many(TEXT), "Words in what you wrote of the work."),
    Key("domain", Many(TEXT), "A web site, as in linkedin.com, in ActivityWatch or RescueTime."),
    Key("app", Many(TEXT), "A program's name there."),
    Key("category", Many(TEXT), "A category of RescueTime."),
    Key("person", Many(TEXT), "Whose hours they are, where a team is in one file."),
))  # fmt: skip

CLAIM = Table("a claim", Claim, first="claim", keys=(
    Key("claim", TEXT, "Something you believe about a channel or about people there."),
    Key("example", TEXT, "The real-life example that shows it: an address, a date, a name, a count."),
    Key("seen", DATE, "The day on which you saw it."),
    Key("test", TEXT, "A test of yours that has ended and shows it, by channel and first day, as in linkedin 2026-11-30."),
))  # fmt: skip

PAUSE = Table("a test", _pause, first="channel", keys=(
    Key("channel", TEXT, "The channel that is used in some weeks and paused in others."),
    Key("outcome", OUTCOME, "What is counted, on all channels; it is named before the start."),
    Key("begins", DATE, "The first day."),
    Key("weeks", COUNT, "How long a block is."),
    Key("blocks", Many(ON_OFF), "Whether the channel is on or off, block after block, as the lot drew it."),
    Key("seed", SEED, "The number from which the lot was drawn, so that everybody can draw it again."),
))  # fmt: skip

ACCEPTANCE = Table("an accepted finding", Acceptance, first="because", keys=(
    Key("because", TEXT, "Why you live with it."),
    Key("until", DATE, "The last day on which this holds."),
))  # fmt: skip

STRATEGY = Table("the strategy", _strategy, keys=(
    Key("name", TEXT, "Your own name or your company's."),
    Key("me", Many(ACCOUNT), "Your side of every conversation: your addresses and accounts."),
    Key("objectives", Many(OBJECTIVE), "What you want, how you will know, by when, and what it is worth."),
    Key("meet", Many(Either((SEGMENT, TARGET))), "Whom you need to meet: kinds of people, and people by name."),
    Key("begin", TEXT, "How you would begin if the internet did not exist."),
    Key("level", TEXT, "On what level you meet: as what, next to what they are."),
    Key("give", Many(TEXT), "What you give before you ask for anything."),
    Key("voices", Many(VOICE), "The people who speak, with names and authority."),
    Key("time", HOURS, "All the time you have for this.", "hours_per_week"),
    Key("hour", MONEY, "What an hour of yours is worth.", "hour_worth"),
    Key("review", EVERY, "How often you compare the plan with what came of it.", "review_weeks"),
    Key("channels", Named(CHANNEL, TEXT, "name"), "The tools, last: which objective each serves, and how."),
    Key("tracked", Many(TRACKED), "Which hours of your time tracker belong to which channel."),
    Key("tests", Many(PAUSE), "Channels that you pause for a while to see what they do; heard test writes them."),
    Key("evidence", Many(CLAIM), "What you believe, and where you saw it happen."),
    Key("accept", Named(ACCEPTANCE, CODE, "code"), "Findings that you have read and live with."),
))  # fmt: skip


def tables(shape: Shape) -> tuple[Table, ...]:
    """The tables of which a value is made."""
    if isinstance(shape, Many | Named):
        return tables(shape.of)
    if isinstance(shape, Either):
        return shape.tables
    return (shape,) if isinstance(shape, Table) else ()


def homes(name: str, table: Table = STRATEGY) -> tuple[Table, ...]:
    """The tables that know a key, for the one who wrote it in the wrong place."""
    inner = (below for key in table.keys for below in tables(key.shape))
    own = (table,) if any(key.name == name for key in table.keys) else ()
    return own + tuple(home for below in inner for home in homes(name, below))
