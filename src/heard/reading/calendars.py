r"""iCalendar files in pieces: each event by itself, so that one bad event costs one.

>>> lines = ("BEGIN:VCALENDAR", "X-WR-CALNAME:Team", "BEGIN:VEVENT", "UID:1", "END:VEVENT", "END:VCALENDAR")
>>> (found,) = calendars("\n".join(lines))
>>> found.name(), [(piece.kind, piece.line, piece.whole) for piece in found.pieces]
('Team', [('VEVENT', 3, True)])
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*BEGIN:VCALENDAR\s*[\r\n]", re.IGNORECASE)
LINE = re.compile(r"\r\n|\r|\n")
FOLD = re.compile(r"(?:\r\n|\r|\n)[ \t]")
STAMP = re.compile(r"^(?:DTSTAMP|LAST-MODIFIED)(?:;[^:\n]*)?:(\d{8}T\d{6})", re.MULTILINE | re.IGNORECASE)
END = re.compile(r"^DTEND(?:;[^:\n]*)?:(\d{8}T\d{6})", re.MULTILINE | re.IGNORECASE)
MAILBOX = re.compile(r"[^\s@:;,<>\"]++@[^\s@:;,<>\"]++")
YEARS = range(1970, 2100)
"""A stamp of another year is no stamp."""
CALENDAR_HOST = ".calendar.google.com"
"""What Google's rooms, holidays and shared calendars have for an address."""


@dataclass(slots=True)
class Piece:
    """One component as it stands in the file."""

    kind: str
    line: int
    """Where it begins, counted from 1."""
    lines: list[str] = field(default_factory=list)
    whole: bool = False
    """It has an end."""

    def text(self) -> str:
        """As it stands in the file."""
        return "\r\n".join(self.lines) + "\r\n"

    def people(self) -> set[str]:
        """The addresses of those who are asked, and who asks."""
        found = set()
        for line in FOLD.sub("", self.text()).lower().split("\r\n"):
            if line.startswith(("attendee", "organizer")):
                address = line.rpartition("mailto:")[2].strip()
                if MAILBOX.fullmatch(address):
                    found.add(address)
        return found


@dataclass(slots=True)
class Calendar:
    """One calendar of a file: what it says of itself, and its components."""

    head: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    whole: bool = False

    def name(self) -> str:
        """How its owner calls it, or whom it belongs to."""
        return self.says("X-WR-CALNAME")

    def says(self, name: str) -> str:
        """The value of a property of the calendar itself, or nothing."""
        for line in FOLD.sub("", "\n".join(self.head)).split("\n"):
            said, _, value = line.partition(":")
            if said.partition(";")[0].strip().upper() == name:
                return value.strip()
        return ""


def calendars(text: str) -> Iterator[Calendar]:
    """Each calendar of a file; an event that is not closed ends where the next begins."""
    calendar: Calendar | None = None
    piece: Piece | None = None
    for number, line in enumerate(LINE.split(text), start=1):
        said, _, value = line.strip().upper().partition(":")
        if said == "BEGIN" and value == "VCALENDAR":
            if calendar:
                yield calendar
            calendar, piece = Calendar(), None
        elif calendar is None:
            continue
        elif said == "END" and value == "VCALENDAR":
            calendar.whole = True
            yield calendar
            calendar = piece = None
        elif said == "BEGIN" and (piece is None or value == piece.kind):
            piece = Piece(value, number, [line])
            calendar.pieces.append(piece)
        elif piece is None:
            calendar.head.append(line)
        else:
            piece.lines.append(line)
            if said == "END" and value == piece.kind:
                piece.whole = True
                piece = None
    if calendar:
        yield calendar


def newest(texts: Iterable[str]) -> datetime | None:
    """When calendars were last seen: the newest stamp of a change, else the newest end of an event."""
    found: list[str] = []
    ends: list[str] = []
    for text in texts:
        found += STAMP.findall(text)
        ends += END.findall(text)
    for said in sorted(found, reverse=True) or sorted(ends, reverse=True):
        if int(said[:4]) not in YEARS:
            continue
        try:
            return datetime.strptime(said, "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            continue
    return None


def owner_of(texts: Iterable[str]) -> tuple[str, str]:
    """The address whose calendar it is, and how that was found; nothing where it is not certain."""
    names: dict[str, None] = {}
    present: Counter[str] = Counter()
    events = 0
    for text in texts:
        for calendar in calendars(text):
            name = calendar.name().lower()
            if MAILBOX.fullmatch(name) and not name.endswith(CALENDAR_HOST):
                names[name] = None
            for piece in calendar.pieces:
                people = piece.people()
                if piece.kind == "VEVENT" and people:
                    events += 1
                    present.update(address for address in people if not address.endswith(CALENDAR_HOST))
    if len(names) == 1:
        address = next(iter(names))
        return address, f"{address} is taken for yours: the calendar bears it as its name."
    always = [
        address for address, count in present.items() if count == events and (not names or address in names)
    ]
    if events > 1 and len(always) == 1:
        return always[0], f"{always[0]} is taken for yours: it is in all {events:,} events that name people."
    return "", "Nothing says whose calendar this is; name your addresses under me: in strategy.yaml."
