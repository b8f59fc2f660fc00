r"""Tables whose columns the user has named: each is given the heading that its source knows, and the source reads it as any other.

>>> spend = Plain(name="spend", what="money spent", fields={"day": "date", "amount": "amount"}, needs=("day", "amount"))
>>> member = Member("a.csv", 0, Held(b"Datum;Betrag;Ort\n2026-03-02;40;Graz\n"))
>>> header_of(member).names
('Datum', 'Betrag', 'Ort')
>>> with_headings(member, spend, {"Datum": "day", "Betrag": "amount"}).read()
b'date;amount;unnamed Ort\n2026-03-02;40;Graz\n'
"""

from __future__ import annotations

import csv as cells
import io
from collections.abc import Mapping
from dataclasses import dataclass

from heard.reading import csv
from heard.reading.archive import Held, Member
from heard.reading.files import beginning

MOST_BYTES = 256 << 20
"""A table that somebody keeps by hand stays below."""
MOST_SHOWN = 60
"""Columns of a table that are shown, and letters of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """A table of which a source takes the columns by name, whoever wrote it."""

    name: str
    """What the user calls it, as in: spend."""
    what: str
    """What it holds, in words."""
    fields: Mapping[str, str]
    """The heading that the source knows, by the field's name."""
    needs: tuple[str, ...]
    """Each is a field, or several of which one must be there, parted by spaces."""

    def lacks(self, given: set[str]) -> list[str]:
        """What is needed and not among the fields that are given."""
        return [" or ".join(need.split()) for need in self.needs if not given & set(need.split())]


def header_of(member: Member) -> csv.Header | None:
    """The first row of several named columns, in the delimiter that parts it most; None where there is no table."""
    text = csv.decode(beginning(member))[0]
    best: csv.Header | None = None
    for delimiter in csv.DELIMITERS:
        reader = cells.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        try:
            for _, row in zip(range(csv.HEADER_WITHIN), reader, strict=False):
                if sum(map(_is_name, row)) >= 2 and all(map(_is_name, filter(str.strip, row))):
                    if best is None or len(row) > len(best.names):
                        names = tuple(name.strip() for name in row)
                        columns = csv.unique([csv.fold(name) for name in names])
                        best = csv.Header("", names, columns, reader.line_num, delimiter)
                    break
        except cells.Error:
            continue
    return best


def _is_name(cell: str) -> bool:
    """Whether a cell could be the name of a column: short, and not a number, a date or an address."""
    letters = sum(letter.isalpha() for letter in cell)
    return (
        letters > 0 and len(cell) <= MOST_SHOWN and "@" not in cell and letters >= sum(map(str.isdigit, cell))
    )


def with_headings(member: Member, table: Plain, fields: Mapping[str, str]) -> Member:
    """The same file under the headings of a table; a column without a field gets one that no source knows.

    Args:
        member: a file that has a header.
        table: what it is read as.
        fields: the field of each column that has one.
    """
    header = header_of(member)
    assert header is not None, "its columns were named by its header"
    if member.size > MOST_BYTES:
        return member
    content = member.read()
    if content.startswith(csv.UTF_16):
        content = csv.decode(content)[0].encode()
    given = {csv.fold(column): field for column, field in fields.items()}
    headings = [
        table.fields[given[column]] if column in given else f"unnamed {name}".strip()
        for column, name in zip(header.columns, header.names, strict=True)
    ]
    first = io.StringIO()
    cells.writer(first, delimiter=header.delimiter, lineterminator="\n").writerow(headings)
    rest = content.split(b"\n", header.line)
    body = rest[-1] if len(rest) > header.line else b""
    written = b"\n" * (header.line - 1) + _encoded(first.getvalue(), content) + body
    return Member(member.path, len(written), Held(written))


def _encoded(heading: str, content: bytes) -> bytes:
    """As the rest of the file is written, so that the whole still tells its encoding."""
    encoding = csv.decode(content)[1]
    return heading.encode("cp1252", "replace") if encoding == "cp1252" else heading.encode()
