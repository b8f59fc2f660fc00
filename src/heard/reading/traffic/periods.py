r"""The days that are named by a report's file or cell, in figures or in the words of seven languages.

>>> days_named("Export _ Websites _ Woche 2. \u2013 8. März 2026.csv")
(datetime.date(2026, 3, 2), datetime.date(2026, 3, 8))
>>> days_named("junio de 2026"), days_named("2026")[1], days_named("01.07.2026")
((datetime.date(2026, 6, 1), datetime.date(2026, 6, 30)), datetime.date(2026, 12, 31), None)
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from itertools import takewhile

from heard.reading.traffic.counts import plain_day

MONTHS = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "jan feb - apr - jun jul aug sep oct nov dec",
        "- - - - - - - - sept - - -",
        "januar februar märz april mai juni juli august september oktober november dezember",
        "jänner - mrz - - - - - - okt - dez",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "janv févr - avr - - juil - - - - déc",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "ene - - abr - - - ago - - - dic",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "januari februari maart april mei juni juli augustus september oktober november december",
    )
    for number, name in enumerate(names.split(), start=1)
    if name != "-"
}
"""English, German, French, Spanish, Italian, Portuguese and Dutch. Of short forms those are left out that mean a weekday elsewhere."""
TOKEN = r"(?:\d{4}|\d{1,2}(?:st|nd|rd|th|er|º|ª)?(?!\d)|(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")(?![^\W_]))"  # fmt: skip
WORD = re.compile(r"[^\W\d_]+")
BETWEEN = r"(?:[\s.,\u2012-\u2014-]|\b(?:to|bis|au|al|a|de|del|du|le|do|e|tot)\b)+"
RUN = re.compile(rf"(?<![\w/]){TOKEN}(?:{BETWEEN}{TOKEN})*(?![/\d])", re.IGNORECASE)
ISO = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)")
YEAR_AND_MONTH = re.compile(r"(?<!\d)(?<!\d[./-])(20\d\d)-(\d\d)(?![./-]?\d)")
YEAR = re.compile(r"(?<!\d)(?<!\d[./-])(?<![^\W_]\s)(?<![.,]\s)(20\d\d)(?![./-]?\d)")
"""A year that is all that is said of the time: no number and no word, which may be a month's, stands before it."""


def days_named(text: str) -> tuple[date, date] | None:
    """The first and the last of the days that a text names: a day, a month, a year, or a first and a last day; None where it names none."""
    try:
        if named := ISO.findall(text):
            days = [plain_day(each) for each in named]
            return min(days), max(days)
        if found := [day for run in RUN.findall(text) for pair in _in_words(run) for day in pair]:
            return min(found), max(found)
        if found_ := YEAR_AND_MONTH.search(text):
            return _month(int(found_[1]), int(found_[2]))
    except ValueError:
        return None
    alone = None if any(word.casefold() in MONTHS for word in WORD.findall(text)) else YEAR.search(text)
    return (date(int(alone[1]), 1, 1), date(int(alone[1]), 12, 31)) if alone else None


def _in_words(run: str) -> Iterator[tuple[date, date]]:
    """The days of words such as ``2. bis 8. März 2026`` or ``March 2 to 8, 2026``, and months without a day.

    Raises:
        ValueError: there is no such day.
    """
    tokens = re.findall(TOKEN, run, re.IGNORECASE)
    day_first = _is_day(tokens[0])
    for at, token in enumerate(tokens):
        month = MONTHS.get(token.casefold())
        year = next((int(each) for each in tokens[at:] if YEAR.fullmatch(each)), None)
        if month and year:
            beside = takewhile(_is_day, reversed(tokens[:at]) if day_first else tokens[at + 1 :])
            days = [date(year, month, int(re.sub(r"\D", "", day))) for day in beside]
            yield (min(days), max(days)) if days else _month(year, month)


def _is_day(token: str) -> bool:
    return token[0].isdigit() and not YEAR.fullmatch(token)


def _month(year: int, month: int) -> tuple[date, date]:
    """Its first and its last day.

    Raises:
        ValueError: there is no such month.
    """
    first = date(year, month, 1)
    return first, first.replace(day=monthrange(year, month)[1])
