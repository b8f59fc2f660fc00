"""The two ways in which X writes the time of a post.

>>> moment("Wed Mar 05 14:02:11 +0000 2025") == moment("2025-03-05 14:02:11 +0000")
True
"""

from __future__ import annotations

import re
from datetime import date

from heard.model import day_micros

SECOND = 1_000_000
MONTHS = {
    name: number
    for number, name in enumerate(
        ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"), 1
    )
}
SINCE_2012 = re.compile(r"\w{3} (?P<month>\w{3}) (?P<day>\d\d) (?P<offset>[+-]\d{4}) (?P<year>\d{4})")
BEFORE = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d) (?P<offset>[+-]\d{4})")
FIRST_YEAR = 2006
"""X began in March 2006; some archives hold posts of 1997 and 2003, which nobody wrote then."""

_minutes = {
    f"{hour:02}:{minute:02}:": (hour * 60 + minute) * 60 * SECOND
    for hour in range(24)
    for minute in range(60)
}
_seconds = {f"{second:02}": second * SECOND for second in range(61)}
_days: dict[str, int] = {}
"""Days that were met, at most as many as X is old; a post's day is nearly always the day of the one before."""


def moment(text: str) -> int:
    """Microseconds since 1970 of a post's `created_at` [us, UTC].

    Raises:
        ValueError: it is no time, or one before X began.
    """
    try:
        return _days[text[:11] + text[19:]] + _minutes[text[11:17]] + _seconds[text[17:19]]
    except KeyError:
        return _learnt(text)


def _learnt(text: str) -> int:
    written = text[:11] + text[20:]
    found = SINCE_2012.fullmatch(written) or BEFORE.fullmatch(written)
    if found is None or text[11:17] not in _minutes or text[17:19] not in _seconds:
        raise ValueError(f"{text!r} is not a time as X writes it")
    month, offset = found["month"], int(found["offset"])
    try:
        day = date(int(found["year"]), MONTHS[month] if month in MONTHS else int(month), int(found["day"]))
    except ValueError:
        raise ValueError(f"{text!r} is not a day of the calendar") from None
    if day.year < FIRST_YEAR:
        raise ValueError(f"it claims to be of {day.year}, before X began; it was left out")
    east = (abs(offset) // 100 * 60 + abs(offset) % 100) * 60 * SECOND
    _days[text[:11] + text[19:]] = day_micros(day) - (east if offset >= 0 else -east)
    return moment(text)
