"""What time trackers say of hours, in one form: a day, hours, and labels that the strategy's rules are compared with.

>>> labels({"project": ["LinkedIn  Outreach"], "title": ["Wrote a post."], "domain": ["www.linkedin.com"]})
('project: linkedin outreach', 'title: wrote a post', 'domain: linkedin.com')
>>> seconds_of("1:30:00"), seconds_of("18:25 min"), seconds_of("2h 5m")
(5400.0, 1105.0, 7500.0)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from heard.strategy import MARKS

LONGEST = 24 * 3600
"""Seconds of a day: an entry of more is a timer that was left running, or a date that was read wrongly."""
MOST_LETTERS = 200
"""Of a label; a name is shorter, and whoever pastes a letter into a timer did not name a project."""
WORD = re.compile(r"[^\W_]+")
DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}", re.IGNORECASE)
CLOCK = re.compile(r"(\d{1,2})[:.h](\d\d)(?:[:.](\d\d)(?:\.\d+)?)?(?:\s*([ap])\.?\s?m\.?)?", re.IGNORECASE)
PLAIN_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d", re.ASCII)
"""As most trackers write it."""
SPAN = re.compile(r"(\d{1,4}):(\d\d)(?::(\d\d)(?:\.\d+)?)?(\s*min)?")
UNITS = re.compile(r"(?:(\d{1,4})\s*h)?\s*(?:(\d{1,6})\s*m(?:in)?)?\s*(?:(\d{1,6})\s*s(?:ec)?)?")
NOON = 12


def labels(said: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """What a tracker says of hours by mark, as the ledger keeps it; of a title the words, of a domain no ``www.``."""
    found: dict[str, None] = {}
    for mark in MARKS:
        for value in said.get(mark, ()):
            if value and (label := _label(mark, value)):
                found[label] = None
    return tuple(found)


@lru_cache(maxsize=20_000)
def _label(mark: str, value: str) -> str:
    folded = value.casefold()
    plain = " ".join(WORD.findall(folded[: 4 * MOST_LETTERS]) if mark == "title" else folded.split())
    plain = plain.removeprefix("www.") if mark == "domain" else plain
    plain = plain[:MOST_LETTERS].strip()
    return f"{mark}: {plain}" if plain else ""


@lru_cache(maxsize=20_000)
def domain_in(text: str) -> str:
    """The web site that a program's name is, as RescueTime and browsers write it; empty where it is none."""
    plain = text.strip().lower().removeprefix("www.")
    ending = plain.rpartition(".")[2]
    return plain if DOMAIN.fullmatch(plain) and ending not in NOT_SITES else ""


NOT_SITES = {"exe", "app", "py", "js", "sh", "bat", "msi", "dll", "appimage", "jar", "bin"}
"""Endings of programs."""


@lru_cache(maxsize=20_000)
def app_in(text: str) -> str:
    """A program's name without the ending of its file."""
    return re.sub(r"\.(?:exe|app|appimage)$", "", text.strip(), flags=re.IGNORECASE)


@lru_cache(maxsize=20_000)
def clock_of(text: str) -> time:
    """The time of day in a cell, of twelve hours or of twenty-four.

    Raises:
        ValueError: it holds none.
    """
    if PLAIN_CLOCK.fullmatch(text):
        return time.fromisoformat(text)
    found = CLOCK.fullmatch(" ".join(text.replace("\u202f", " ").replace("\xa0", " ").split()))
    if found:
        hour = int(found[1])
        if found[4] and 1 <= hour <= NOON:
            hour = hour % NOON + (NOON if found[4].lower() == "p" else 0)
        if hour < 24 and int(found[2]) < 60 and int(found[3] or 0) < 60:
            return time(hour, int(found[2]), int(found[3] or 0))
    raise ValueError(f"holds “{text[:40]}” where a time of day should be")


@lru_cache(maxsize=20_000)
def seconds_of(text: str) -> float | None:
    """A span as trackers write it: 1:30:00, 0:13 (hours and minutes), 18:25 min (minutes and seconds), 2h 5m; None where it is none [s]."""
    plain = " ".join(text.split())
    if found := SPAN.fullmatch(plain):
        first, second, third = int(found[1]), int(found[2]), int(found[3] or 0)
        if second > 59 or third > 59:
            return None
        return 60.0 * first + second if found[4] and not found[3] else 3600.0 * first + 60 * second + third
    if plain and (found := UNITS.fullmatch(plain)) and any(found.groups()):
        return 3600.0 * int(found[1] or 0) + 60 * int(found[2] or 0) + int(found[3] or 0)
    return None


def by_day(start: datetime, end: datetime) -> Iterator[tuple[date, float]]:
    """The seconds of each day that an entry touches; one across midnight belongs to both."""
    if start.date() == end.date() and start < end:
        yield start.date(), (end - start).total_seconds()
        return
    while start < end:
        midnight = datetime.combine(start.date() + timedelta(days=1), time())
        until = min(midnight, end)
        yield start.date(), (until - start).total_seconds()
        start = until
