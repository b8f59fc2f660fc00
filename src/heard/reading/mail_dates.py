r"""When a message was written, as its Date header or the line above it says.

>>> moment(b" Thu, 1 Jan 1970 01:00:01 +0100")
1000000
>>> separator_moment(b"From ada@acme.example Thu Jan  1 00:00:02 1970\n")
2000000
"""

from __future__ import annotations

import re
from calendar import timegm
from datetime import UTC, datetime
from email.utils import parsedate_tz
from functools import lru_cache

from heard.model import micros
from heard.reading.mail_headers import to_text

_MONTHS = {
    month: 1 + at for at, month in enumerate(b"jan feb mar apr may jun jul aug sep oct nov dec".split())
}
_MINUTES = {b"%02d:%02d" % divmod(minute, 60): minute * 60 for minute in range(24 * 60)}
_SECONDS = {b":%02d" % second: second for second in range(60)}
_ZONES = {
    b" %c%02d%02d" % (sign, *divmod(away, 60)): away * (-60 if sign == ord("-") else 60)
    for sign in b"+-"
    for away in range(0, 15 * 60, 15)
}
"""Most dates end alike, so that their ends are looked up; all others are told by patterns, which take five times as long."""
_DAY = re.compile(rb" ?(?:[A-Za-z]{3}, {1,2})?(\d{1,2}) ([A-Za-z]{3}) (\d{4}) ")
_DATE = re.compile(
    rb"\s*(?:[A-Za-z]{2,9}\.?,?\s+)?(\d{1,2})[ -]+([A-Za-z]{3})[ -]+(\d{4})\s+(\d\d?):(\d\d)(?::(\d\d))?\s*(?:([+-]\d\d)(\d\d)|GMT|UTC?)"
)
_ASCTIME_DAY = re.compile(rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ([A-Z][a-z]{2})  ?(\d{1,2})  (\d{4})")
_SEPARATOR_DATE = re.compile(
    rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\s+([A-Z][a-z]{2})\s+(\d{1,2})\s+(\d\d):(\d\d)(?::(\d\d))?\s+(?:[A-Z]{3,4}\s+)?([+-]\d{4}\s+)?(\d{4})"
)


def _seconds(year: bytes, month: bytes, day: bytes) -> int:
    """Seconds from 1970 to a day, or a time before all mail where there is no such day."""
    try:
        return timegm(datetime(int(year), _MONTHS[month.lower()], int(day)).timetuple())  # noqa: DTZ001  # UTC is timegm's
    except (ValueError, KeyError):
        return -1 << 40


@lru_cache(4096)
def _day(text: bytes) -> int:
    """Seconds from 1970 to the day that begins a Date header."""
    match = _DAY.fullmatch(text)
    if match is None:
        raise KeyError(text)
    return _seconds(match[3], match[2], match[1])


@lru_cache(4096)
def _asctime_day(text: bytes) -> int:
    """Seconds from 1970 to the day in a separator line."""
    match = _ASCTIME_DAY.fullmatch(text)
    if match is None:
        raise KeyError(text)
    return _seconds(match[3], match[1], match[2])


def moment(value: bytes) -> int | None:
    """A Date header as microseconds since 1970; without a zone it is taken for UTC."""
    plain = value[: value.rfind(b" (")] if value[-1:] == b")" else value
    try:
        at = _day(plain[:-14]) + _MINUTES[plain[-14:-9]] + _SECONDS[plain[-9:-6]] - _ZONES[plain[-6:]]
    except KeyError:
        return _uncommon_moment(value)
    return at * 1_000_000


def _uncommon_moment(value: bytes) -> int | None:
    match = _DATE.match(value)
    if match is None:
        return _odd_moment(to_text(value.replace(b"\n", b"").strip()))
    day, month, year, hour, minute, second, zone_hours, zone_minutes = match.groups()
    at = _seconds(year, month, day) + int(hour) * 3600 + int(minute) * 60 + int(second or 0)
    if zone_hours:
        zone = int(zone_hours[1:]) * 3600 + int(zone_minutes) * 60
        at += zone if zone_hours[:1] == b"-" else -zone
    return at * 1_000_000


def _odd_moment(text: str) -> int | None:
    """Dates of other shapes: obsolete zones, two-digit years, ISO 8601."""
    try:
        if parsed := parsedate_tz(text):
            return (timegm((*parsed[:6], 0, 1, 0)) - (parsed[9] or 0)) * 1_000_000
        at = datetime.fromisoformat(text)
        return micros(at if at.tzinfo else at.replace(tzinfo=UTC))
    except (ValueError, OverflowError, TypeError, IndexError):
        return None


def separator_moment(separator: bytes) -> int | None:
    """The time in a separator line: asctime's, or Takeout's with the zone before the year."""
    line, zone = separator.rstrip(), b" +0000"
    if line[-10:-9] in (b"+", b"-"):
        line, zone = line[:-11] + line[-5:], line[-11:-5]
    try:
        day = _asctime_day(line[-24:-13] + line[-5:])
        return (day + _MINUTES[line[-13:-8]] + _SECONDS[line[-8:-5]] - _ZONES[zone]) * 1_000_000
    except KeyError:
        return _uncommon_separator_moment(separator)


def _uncommon_separator_moment(separator: bytes) -> int | None:
    match = _SEPARATOR_DATE.search(separator)
    if match is None:
        return moment(separator[match_at:]) if (match_at := separator.find(b", ") + 2) > 1 else None
    month, day, hour, minute, second, zone, year = match.groups()
    at = _seconds(year, month, day) + int(hour) * 3600 + int(minute) * 60 + int(second or 0)
    if zone:
        away = int(zone[1:3]) * 3600 + int(zone[3:5]) * 60
        at += away if zone[:1] == b"-" else -away
    return at * 1_000_000
