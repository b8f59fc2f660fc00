"""Excel workbooks: known by the words in them, so that the person can be told to export CSV instead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from heard.model import FileSeen, Problem, Record
from heard.reading import csv
from heard.reading.archive import Archive, DamagedError

BOOK = "xl/workbook.xml"
"""The member that every workbook has."""


def words_in(archive: Archive) -> set[str]:
    """The folded words of a workbook's first sheet; none where the archive is no workbook."""
    if not archive.find(BOOK):
        return set()
    parts = [archive.find(name) for name in ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml")]
    try:
        text = "".join(part.head().decode("utf-8", "replace") for part in parts if part)
    except DamagedError:
        return set()
    return {csv.fold(word) for word in re.findall(r"<t(?: [^>]*)?>([^<]*)</t>", text)}


def refused(archive: Archive, why: str) -> Iterator[Record]:
    """Every member of a workbook, and what to do instead."""
    yield Problem(path=BOOK, why=why)
    for member in archive.members:
        yield FileSeen(
            path=member.path,
            status="failed" if member.path == BOOK else "known",
            what="part of an Excel workbook",
        )
