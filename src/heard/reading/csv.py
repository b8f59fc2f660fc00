r"""One reading of CSVs for every source: all columns as text, every row accounted for.

No sniffer decides here. The encoding is the byte order mark, else UTF-8, else Windows-1252; the delimiter and the header are
those that show the most column names the source knows, wherever in the first lines they stand; nothing is turned into a number
or a date. A clean file is read by Arrow in one go, any other by the standard library, which knows lines; both give the same.

>>> header = find_header(b"Notes:\nsome words\n\nFirst Name,Connected On\n", {"ties": frozenset({"connectedon"})})
>>> header.kind, header.columns, header.line
('ties', ('firstname', 'connectedon'), 4)
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.csv

DELIMITERS = ",;\t"
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
HEADER_WITHIN = 20
"""Records from the top among which the header is looked for: LinkedIn puts notes above it, Google a title."""

AT_ONCE = 10_000
"""Rows that are cells of Python's at a time: each takes several times its bytes."""
ROW_WITHIN = 20
"""Lines within which a row ends when it is looked for behind an open quote."""


def fold(name: str) -> str:
    """A column's name without case, spaces and signs, since exports change those: ``Share Link`` became ``ShareLink``."""
    return "".join(filter(str.isalnum, name.casefold()))


def decode(content: bytes) -> tuple[str, str]:
    """The text of a file, and the encoding that it was read in.

    UTF-8 with a few damaged bytes stays UTF-8: taken for Windows-1252, every other accent would be lost with them.
    """
    if content.startswith(UTF_16):
        return content.decode("utf-16", "replace"), "utf-16"
    try:
        return content.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        mended = content.decode("utf-8-sig", "replace")
    damaged = mended.count("\ufffd")
    accented = sum(letter > "\x7f" for letter in mended) - damaged
    if damaged <= accented:
        return mended, "utf-8, damaged"
    return content.decode("cp1252", "replace"), "cp1252"


@dataclass(frozen=True, slots=True)
class Header:
    """Where a table begins, and which of the kinds asked for it is."""

    kind: str
    names: tuple[str, ...]
    """As the file writes them."""
    columns: tuple[str, ...]
    """Folded, and made unique: a name that comes twice gets a number."""
    line: int
    """Line on which the header ends; the table begins on the next."""
    delimiter: str


def find_header(head: bytes, kinds: Mapping[str, frozenset[str]]) -> Header | None:
    """The header that shows all folded column names of a kind; of several kinds the one with the most.

    Args:
        head: the first bytes of the file.
        kinds: what a header must hold at least, by kind.
    """
    lines = list(io.StringIO(decode(head)[0], newline=""))[: 4 * HEADER_WITHIN]
    best: Header | None = None
    shown, fewest = 0, min(map(len, kinds.values()), default=0)
    for delimiter in DELIMITERS:
        reader = csv.reader(lines, delimiter=delimiter)
        for _, names in zip(range(HEADER_WITHIN), _forgiving(reader), strict=False):
            if len(names) <= shown or len(names) < fewest:
                continue
            columns = unique([fold(name) for name in names])
            found = max(
                (kind for kind in kinds if kinds[kind] <= set(columns)),
                key=lambda kind: len(kinds[kind]),
                default=None,
            )
            if found is not None and len(kinds[found]) > shown:
                best = Header(found, tuple(names), columns, reader.line_num, delimiter)
                shown = len(kinds[found])
                break
    return best


def _forgiving(reader: Iterator[list[str]]) -> Iterator[list[str]]:
    """Rows until one cannot be split at all."""
    try:
        yield from reader
    except csv.Error:
        return


def unique(names: list[str]) -> tuple[str, ...]:
    """Names of columns, of which one that comes again gets a number."""
    seen: Counter[str] = Counter()
    unique = []
    for name in names:
        seen[name] += 1
        unique.append(name if seen[name] == 1 else f"{name}{seen[name]}")
    return tuple(unique)


@dataclass(slots=True)
class _Rows:
    """What the careful reading finds."""

    cells: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    problems: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    """A table of text, and what was wrong with it."""

    header: Header
    table: Any
    """A `pyarrow.Table` of strings in one chunk; columns bear the folded names."""
    encoding: str
    problems: Mapping[int, str]
    """Why a line is not as the header promises, by line."""
    _content: bytes = field(repr=False)
    _lines: list[int] | None = field(default=None, repr=False)
    first: int = 0
    """Lines of the file before those of the table, where it is a piece of one."""

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def column(self, name: str) -> Any:
        """A column as a `pyarrow.StringArray`; empty text where the file has no such column."""
        if name not in self.header.columns:
            return pa.repeat(pa.scalar(""), len(self))
        chunks = self.table.column(name).chunks
        return chunks[0] if chunks else pa.array([], pa.string())

    def rows(self) -> Iterator[dict[str, str]]:
        """Each row by folded column names, stripped."""
        columns = [self.column(name) for name in self.header.columns]
        for start in range(0, len(self), AT_ONCE):
            parts = [
                [cell.strip() for cell in column.slice(start, AT_ONCE).to_pylist()] for column in columns
            ]
            for cells in zip(*parts, strict=True):
                yield dict(zip(self.header.columns, cells, strict=True))

    def may_hold(self, words: str) -> bool:
        """Whether the words stand anywhere in the file: a look that saves a search in every cell."""
        return self.encoding != "utf-8" or words.encode() in self._content

    def line(self, row: int) -> int:
        """The line on which a row begins, counted from 1. Asked for bad rows only: the file is read again for the first."""
        return self.first + self._starts[row]

    @cached_property
    def _starts(self) -> list[int]:
        if self._lines is not None:
            return self._lines
        return _carefully(decode(self._content)[0], self.header).lines


def read(content: bytes, header: Header) -> Sheet:
    """The table under a header, by Arrow where the file is clean and by the standard library where it is not."""
    if content.startswith(UTF_16):
        return read_carefully(content, header)
    if b"\r" in content:
        content = content.replace(b"\r\n", b"\n")
    try:
        return Sheet(header, _at_once(content, header), "utf-8", {}, content)
    except pa.ArrowInvalid:
        return read_carefully(content, header)


def read_carefully(content: bytes, header: Header) -> Sheet:
    """The same table, row by row: for files that are ragged, damaged or not in UTF-8."""
    text, encoding = decode(content)
    rows = _carefully(text.replace("\r\n", "\n"), header)
    return from_rows(content, header, rows.cells, rows.lines, rows.problems, encoding)


def from_rows(
    content: bytes,
    header: Header,
    cells: list[list[str]],
    lines: list[int],
    problems: Mapping[int, str],
    encoding: str,
) -> Sheet:
    """A table from rows that were split elsewhere."""
    columns = zip(*cells, strict=True) if cells else ([] for _ in header.columns)
    arrays = [pa.array(column, pa.string()) for column in columns]
    return Sheet(header, pa.table(arrays, list(header.columns)), encoding, problems, content, lines)


def _at_once(content: bytes, header: Header) -> Any:
    """Arrow's reading. Its threads would cost more CPU than they save: what they allocate, the system has to clear."""
    return pyarrow.csv.read_csv(
        pa.BufferReader(content),
        pyarrow.csv.ReadOptions(skip_rows=header.line, column_names=header.columns, use_threads=False),
        pyarrow.csv.ParseOptions(delimiter=header.delimiter, newlines_in_values=True),
        pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(header.columns, pa.string())),
    ).combine_chunks()


class _Lines:
    """The lines of a text, as an iterator that can be sent back."""

    def __init__(self, text: str, start: int) -> None:
        self.all = list(io.StringIO(text, newline=""))
        self.next = start

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self.next >= len(self.all):
            raise StopIteration
        self.next += 1
        return self.all[self.next - 1]


def _carefully(text: str, header: Header) -> _Rows:
    """Every row, every start of a row, and every row that is not as long as the header."""
    found = _Rows()
    lines = _Lines(text, header.line)
    reader = csv.reader(lines, delimiter=header.delimiter)
    width = len(header.columns)
    while lines.next < len(lines.all):
        start = lines.next
        try:
            cells = next(reader)
        except csv.Error as error:
            cells = []
            found.problems[start + 1] = f"cannot be split into cells ({error})"
        if len(cells) != width and (resume := _runs_away(lines, start, header)):
            found.problems[start + 1] = (
                f"opens a quote that is never closed; it was left out, up to line {resume}"
            )
            lines.next = resume
        elif not cells or (len(cells) == 1 < width and not cells[0].strip()):
            continue
        elif len(cells) > width:
            found.problems[start + 1] = (
                f"has {len(cells)} cells where the header has {width}; it was left out"
            )
        else:
            if len(cells) < width:
                found.problems[start + 1] = f"has {len(cells)} cells where the header has {width}"
                cells += [""] * (width - len(cells))
            found.cells.append(cells)
            found.lines.append(start + 1)
    return found


def _runs_away(lines: _Lines, start: int, header: Header) -> int:
    """Index of the first line that a quote left open has swallowed and where a whole row begins, or 0."""
    for index in range(start + 1, lines.next):
        follows = csv.reader(lines.all[index : index + ROW_WITHIN], delimiter=header.delimiter)
        if len(next(_forgiving(follows), [])) == len(header.columns) > 1:
            return index
    return 0
