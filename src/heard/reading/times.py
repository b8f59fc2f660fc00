"""Dates as exports write them, to microseconds since 1970 in UTC.

>>> read_time("1/29/26, 2:37 PM", ("%m/%d/%y, %I:%M %p",), PACIFIC)
1769726220000000
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc

from heard.model import micros

PACIFIC = ZoneInfo("America/Los_Angeles")


def read_time(text: str, formats: tuple[str, ...], zone: tzinfo = UTC) -> int | None:
    """The moment in the first of the formats that fits [us, UTC], or None.

    A format that does not name a zone is taken to be in `zone`. Spaces that do not break, which newer ICU puts before AM and PM,
    are plain spaces here.
    """
    plain = text.replace("\u202f", " ").replace("\xa0", " ").strip()
    for pattern in formats:
        try:
            moment = datetime.strptime(plain, pattern)  # noqa: DTZ007 - the zone is put in below
        except ValueError:
            continue
        return micros(moment if moment.tzinfo else moment.replace(tzinfo=zone))
    return None


def read_times(texts: Any, usual: str, odd: Callable[[str], int | None]) -> Any:
    """A column of text as a column of moments [us, UTC], null where none can be read.

    Args:
        texts: a `pyarrow.StringArray`.
        usual: the format of nearly all of it, in UTC.
        odd: reads what is written otherwise, asked once for each text.
    """
    moments = pc.strptime(texts, format=usual, unit="us", error_is_null=True).cast(pa.int64())
    if not moments.null_count:
        return moments
    left = texts.filter(moments.is_null()).dictionary_encode()
    answers = pa.array([odd(text) for text in left.dictionary.to_pylist()], pa.int64())
    return pc.replace_with_mask(moments, moments.is_null(), answers.take(left.indices))
