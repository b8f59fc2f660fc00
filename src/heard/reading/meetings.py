"""One event of a calendar, and when it took place: repeated by its rule, within bounds.

A rule may repeat something each second for ever. What no meeting does is refused before it is tried, and what is left is repeated
for a bounded time and a bounded number of times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from heard.reading.calendars import Piece

MOST_TIMES = 2_000
"""Each day for five years is 1,827 times."""
NEEDED = {"DTSTART", "RECURRENCE-ID", "RRULE", "RDATE", "EXDATE", "UID"}
"""What tells when an event is; without one of them it would be told wrongly."""
UNREADABLE = (ValueError, LookupError, AttributeError, TypeError, ArithmeticError)
"""What the libraries raise for a rule or a date that makes no sense."""
TOO_OFTEN = {"SECONDLY", "MINUTELY", "HOURLY"}
TZID = re.compile(r"^TZID:(\S[^\r\n]*?)\s*$", re.MULTILINE)
A_DAY = 24
"""More times a day than any meeting is repeated."""


@dataclass(slots=True)
class Meeting:
    """An event as it is written: a meeting, a series, or a changed one of a series."""

    event: Any
    """An `icalendar.Event`."""
    line: int
    zone: str = ""
    """The zone of times that bear none."""
    uid: str = ""
    instance: str = ""
    """Which one of a series, by the moment at which it should have been; empty for the event itself."""
    version: tuple[int, str] = (0, "")
    all_day: bool = False
    oddities: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Occurrences:
    """When a series took place."""

    found: list[tuple[str, Any]] = field(default_factory=list)
    """Which one of the series, or nothing if there is only one; and the event."""
    later: int = 0
    """Changed or single events that are planned."""
    earlier: bool = False
    """The series began before the time that is looked at."""
    cut: bool = False


def parse(piece: Piece, zones: list[str], zone: str) -> Meeting:
    """The event in a piece of a file.

    Args:
        piece: the event.
        zones: the calendar's own time zones, as they stand in the file.
        zone: the zone of times that bear none.

    Raises:
        ValueError: it cannot be read; the text completes "This event …".
    """
    from icalendar import Calendar  # noqa: PLC0415  # only who has a calendar needs it

    if not piece.whole:
        raise ValueError("has no end")
    text = piece.text()
    named = "".join(one for one in zones if (name := TZID.search(one)) and name[1] in text)
    lines = f"BEGIN:VCALENDAR\r\n{named}{text}END:VCALENDAR\r\n"
    try:
        event: Any = next(iter(Calendar.from_ical(lines).walk("VEVENT")))
    except (*UNREADABLE, StopIteration) as error:
        raise ValueError(f"could not be read ({_short(error)})") from error
    meeting = Meeting(event, piece.line, zone)
    for name, why in event.errors:
        if name and name.upper() in NEEDED:
            raise ValueError(f"has a {name.upper()} that cannot be read ({_short(why)})")
        if name:
            event.pop(name, None)
        meeting.oddities.append(f"has {f'a {name.upper()}' if name else 'a line'} that cannot be read")
    if "DTSTART" not in event:
        raise ValueError("has no beginning")
    if why := _absurd(event):
        raise ValueError(why)
    try:
        start = event["DTSTART"].dt
        meeting.all_day = not isinstance(start, datetime)
        meeting.instance = _instance(event, zone)
        meeting.uid = str(event.get("UID", "")).strip() or f"{start.isoformat()} {event.get('SUMMARY', '')}"
        changed = event.get("LAST-MODIFIED") or event.get("DTSTAMP")
        meeting.version = (int(event.get("SEQUENCE", 0)), changed.dt.isoformat() if changed else "")
        if isinstance(start, datetime) and start.tzinfo is None and not zone:
            meeting.oddities.append("bears no time zone and was taken to be in UTC")
    except UNREADABLE as error:
        raise ValueError(f"could not be read ({_short(error)})") from error
    return meeting


def expand(meetings: list[Meeting], since: datetime, until: datetime) -> Occurrences:
    """When an event took place: a series within a time, a single event whenever it was.

    Raises:
        UNREADABLE: the rule makes no sense.
    """
    from icalendar import Calendar  # noqa: PLC0415  # only who has a calendar needs it
    from recurring_ical_events import of  # noqa: PLC0415  # likewise

    told = Occurrences()
    repeated = any("RRULE" in one.event or "RDATE" in one.event for one in meetings)
    if not repeated:
        for one in meetings:
            start = moment(one.event["DTSTART"].dt, one.zone)
            if start >= until:
                told.later += 1
            else:
                told.found.append((one.instance, _at(one.event, start)))
        return told
    whole = Calendar()
    for one in meetings:
        whole.add_component(one.event)
    found = {}
    for event in of(whole, keep_recurrence_attributes=False).between(since, until):
        start = moment(event["DTSTART"].dt, meetings[0].zone)
        if start < until:
            found[_instance(event, meetings[0].zone) or _text(start)] = _at(event, start)
    told.cut = len(found) > MOST_TIMES
    told.found = list(found.items())[-MOST_TIMES:]
    starts = [moment(one.event["DTSTART"].dt, one.zone) for one in meetings]
    told.later = sum(start >= until for start in starts)
    told.earlier = any(start < since for start in starts)
    return told


def moment(at: date, zone: str = "") -> datetime:
    """A time in UTC; one that bears no zone is in the calendar's."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415  # beside its use

    if not isinstance(at, datetime):
        at = datetime(at.year, at.month, at.day, tzinfo=UTC)
    if at.tzinfo is None:
        try:
            at = at.replace(tzinfo=ZoneInfo(zone) if zone else UTC)
        except (ValueError, LookupError):
            at = at.replace(tzinfo=UTC)
    return at.astimezone(UTC)


def _at(event: Any, start: datetime) -> Any:
    event["DTSTART"].dt = start
    return event


def _instance(event: Any, zone: str) -> str:
    said = event.get("RECURRENCE-ID")
    return _text(moment(said.dt, zone)) if said else ""


def _text(at: datetime) -> str:
    return at.strftime("%Y%m%dT%H%M%SZ")


def _absurd(event: Any) -> str:
    """Why a rule is not tried, or nothing."""
    for rule in _rules(event):
        often = {str(value).upper() for value in rule.get("FREQ", [])} & TOO_OFTEN
        times = 1
        for part in ("BYHOUR", "BYMINUTE", "BYSECOND"):
            times *= max(len(rule.get(part, [])), 1)
        if often or times > A_DAY:
            return "is repeated many times a day, as no meeting is"
    return ""


def _rules(event: Any) -> Iterator[Any]:
    rules = event.get("RRULE", [])
    yield from rules if isinstance(rules, list) else [rules]


def _short(error: object) -> str:
    return " ".join(str(error).split())[:160]
