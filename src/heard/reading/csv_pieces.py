"""A table that is too large for memory, as tables of whole rows one after the other.

A row ends with its line, but for lines within quotes. So a piece is cut behind a line at which all quotes are closed and after which a
whole row stands; where a quote was never closed, behind one of which at least the second is true.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

from heard.reading.archive import Member
from heard.reading.csv import UTF_16, Header, Sheet, read

PIECE = 8 << 20
"""Bytes of a piece; a smaller file is one."""
AFTER = 1 << 16
"""Bytes behind the place of a cut that are looked at [bytes]."""
MOST_CUTS = 500
"""Ends of lines that are tried."""


def sheets(member: Member, header: Header) -> Iterator[Sheet]:
    """The table under a header, in pieces that know on which line of the file they begin."""
    with member.open() as stream:
        content = stream.read(PIECE)
        if content.startswith(UTF_16):
            yield read(content + stream.read(), header)
            return
        first = 0
        while more := stream.read(PIECE):
            content += more
            cut = _cut(content, header)
            if (lines := content.count(b"\n", 0, cut)) > header.line:
                yield _placed(read(content[:cut], header), first)
                first += lines
                header = replace(header, line=0)
                content = content[cut:]
        yield _placed(read(content, header), first)


def _placed(sheet: Sheet, first: int) -> Sheet:
    """A piece before which so many lines stand."""
    return replace(sheet, first=first, problems={line + first: why for line, why in sheet.problems.items()})


def _cut(content: bytes, header: Header) -> int:
    """Where a piece ends, or 0."""
    at, quotes, otherwise = len(content), content.count(b'"'), 0
    for _ in range(MOST_CUTS):
        before = content.rfind(b"\n", 0, min(at - 1, len(content) - AFTER)) + 1
        if not before:
            break
        quotes -= content.count(b'"', before, at)
        at = before
        if _is_row(content[at : at + AFTER], header):
            if quotes % 2 == 0:
                return at
            otherwise = otherwise or at
    return otherwise


def _is_row(after: bytes, header: Header) -> bool:
    """Whether a whole row stands at the beginning."""
    rows = csv.reader(io.StringIO(after.decode("utf-8", "replace"), newline=""), delimiter=header.delimiter)
    try:
        return len(next(rows, [])) == len(header.columns)
    except csv.Error:
        return False
