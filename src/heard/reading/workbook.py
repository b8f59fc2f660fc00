"""Excel workbooks (.xlsx) as the tables that their sheets are, so that every source of tables reads them.

Cells become the text that a CSV of the same sheet would hold, whatever the country: days as 2026-03-02, numbers with a point. What Excel
cannot keep is not made up: of a number it knows fifteen digits, and a longer one is written so that its reader sees that it was cut.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import IO, Any

BOOK = "xl/workbook.xml"
"""The part that every workbook has."""
OLD = b"\xd0\xcf\x11\xe0"
"""How workbooks before 2007 begin, and those with a password."""
OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
INSTEAD = "open it, choose Save as > CSV UTF-8, and add that"
MOST_BYTES = 256 << 20
"""All parts together, unpacked; a million rows of ten columns stay below."""
MOST_CELLS = 20_000_000
MOST_DIGITS = 10**15


class WorkbookError(Exception):
    """A workbook that cannot be read; the text is the end of a sentence, with the next step."""


def why_not(head: bytes, name: str) -> str:
    """Why a file is a spreadsheet that cannot be read, as a sentence with the next step; empty where it is none."""
    if head.startswith(OLD) and name.lower().endswith((".xls", ".xlsx", ".xlsm")):
        return f"{name} is a workbook of an old Excel, or has a password; {INSTEAD}."
    if head.startswith(b"PK") and head[30:].startswith(OPEN_DOCUMENT):
        return f"{name} is a spreadsheet of LibreOffice; {INSTEAD}."
    return ""


def tables(stream: IO[bytes], stem: str) -> list[tuple[str, bytes]]:
    """The name and the CSV of each sheet that holds anything; a single one is called as the workbook.

    Args:
        stream: the workbook, of which nobody knows yet whether it is safe.
        stem: its name without the ending.

    Raises:
        WorkbookError: it is damaged, or larger than a table.
    """
    _weighed(stream)
    import openpyxl  # noqa: PLC0415  # only who has a workbook needs it

    try:
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        found = [(sheet.title, text) for sheet in book.worksheets if (text := _sheet(sheet))]
    except WorkbookError:
        raise
    except Exception as error:  # the parser raises whatever its parts do on a damaged file
        raise WorkbookError(f"is damaged ({type(error).__name__}); {INSTEAD}") from error
    alone = len(found) == 1
    return [(f"{stem}.csv" if alone else f"{stem}/{title}.csv", text) for title, text in found]


def _weighed(stream: IO[bytes]) -> None:
    """Refuse what unpacks to more than a table.

    Raises:
        WorkbookError: it does, or is no zip.
    """
    try:
        with zipfile.ZipFile(stream) as packed:
            promised = sum(entry.file_size for entry in packed.infolist())
            if promised > MOST_BYTES:
                raise WorkbookError(
                    f"unpacks to {promised >> 20:,} MiB, more than Heard reads of a workbook; {INSTEAD}"
                )
            for entry in packed.infolist():
                _as_promised(packed, entry)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        raise WorkbookError(f"is damaged ({error}); {INSTEAD}") from error
    stream.seek(0)


def _as_promised(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Unpack a part once, to see that it is no larger than the directory says, and declares no entities."""
    left, before = entry.file_size, b""
    with packed.open(entry) as part:
        while block := part.read(1 << 20):
            left -= len(block)
            if left < 0 or (b"<!DOCTYPE" in before + block and entry.filename.endswith((".xml", ".rels"))):
                raise WorkbookError(f"holds what no workbook holds ({entry.filename[:60]}); it was not read")
            before = block[-16:]


def _sheet(sheet: Any) -> bytes:
    """A sheet as CSV; nothing where it is empty."""
    sheet.reset_dimensions()  # what a sheet says of its size may be anything
    rows: list[list[str]] = []
    width, cells, blank = 0, 0, 0
    for row in sheet.iter_rows(values_only=True):
        cells += len(row) or 1
        if cells > MOST_CELLS:
            raise WorkbookError(f"has more than {MOST_CELLS:,} cells; {INSTEAD}")
        texts = [_text(cell) for cell in row]
        while texts and not texts[-1]:
            texts.pop()
        if not texts:
            blank += 1
            continue
        rows += [[] for _ in range(blank)] + [texts]
        width, blank = max(width, len(texts)), 0
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(_padded(rows, width))
    return out.getvalue().encode()


def _padded(rows: list[list[str]], width: int) -> Iterator[list[str]]:
    """Rows of one length; a blank one stays a blank line, which ends a table."""
    for row in rows:
        yield row + [""] * (width - len(row)) if row else row


def _text(cell: Any) -> str:
    """A cell as a CSV holds it."""
    match cell:
        case None:
            return ""
        case bool():
            return str(cell).upper()
        case int() | float() if abs(cell) >= MOST_DIGITS:
            return f"{cell:.5E}"
        case float():
            return _number(cell)
        case datetime():
            return cell.isoformat(" ", "seconds") if cell.time() != time() else cell.date().isoformat()
        case date() | time():
            return cell.isoformat()
        case timedelta():
            minutes, seconds = divmod(round(cell.total_seconds()), 60)
            return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
        case _:
            return str(cell)


def _number(cell: float) -> str:
    """A number with a decimal point; of three decimals a fourth, since 1.234 may be a thousand to who reads it."""
    if cell.is_integer():
        return str(int(cell))
    text = f"{cell:.12f}".rstrip("0")
    return f"{text}0" if re.fullmatch(r"-?\d+\.\d{3}", text) else text
