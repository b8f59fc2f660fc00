"""Workbooks: what a cell becomes, and what is refused before it is read."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.model import HeardError
from heard.reading import workbook
from heard.reading.archive import open_archive

CELLS: list[tuple[object, str]] = [
    (None, ""), ("a, b", '"a, b"'), (True, "TRUE"), (12, "12"), (12.0, "12"), (0.75, "0.75"), (1.125, "1.1250"), (-3.5, "-3.5"),
    (123456789012345678, "1.23457E+17"), (date(2026, 3, 2), "2026-03-02"), (time(8, 14), "08:14:00"),
    (datetime(2026, 3, 2), "2026-03-02"),  # noqa: DTZ001 - a workbook knows no zones
    (datetime(2026, 3, 2, 8, 14, 5), "2026-03-02 08:14:05"),  # noqa: DTZ001
    (timedelta(hours=26, minutes=5), "26:05:00"), ("=1+1", ""),
]  # fmt: skip


def book(path: Path, *sheets: list[list[object]]) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for at, rows in enumerate(sheets, start=1):
        sheet = made.create_sheet(f"Sheet {at}")
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


def texts(path: Path) -> dict[str, str]:
    return {member.path: member.read().decode() for member in open_archive(path).members}


def again(path: Path, change) -> Path:
    """The same workbook with other parts."""
    parts = {
        entry.filename: change(entry.filename, zipfile.ZipFile(path).read(entry))
        for entry in zipfile.ZipFile(path).infolist()
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return path


@pytest.mark.parametrize(("cell", "text"), CELLS, ids=repr)
def test_a_cell_is_what_a_csv_would_hold(tmp_path, cell, text):
    path = book(tmp_path / "a.xlsx", [["Name", "Value", "End"], ["x", cell, "z"]])
    assert texts(path) == {"a.csv": f"Name,Value,End\nx,{text},z\n"}


def test_sheets_are_files_and_an_empty_one_is_none(tmp_path):
    path = book(tmp_path / "a.xlsx", [["A"], [], ["1", "2"], []], [], [["B"], ["3"]])
    assert texts(path) == {"a/Sheet 1.csv": "A,\n\n1,2\n", "a/Sheet 3.csv": "B\n3\n"}


def test_among_tables_a_workbook_is_one_and_among_other_files_an_attachment(tmp_path):
    book(tmp_path / "a.xlsx", [["A"], ["1"]])
    (tmp_path / "b.csv").write_text("B\n2\n")
    assert [*texts(tmp_path)] == ["a.csv", "b.csv"]
    (tmp_path / "c.json").write_text("{}")
    assert [member.path for member in open_archive(tmp_path).members] == ["a.xlsx", "b.csv", "c.json"]


def test_a_damaged_workbook_beside_a_table_is_told(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"PK\3\4 xl/workbook.xml")
    (tmp_path / "b.csv").write_text("B\n2\n")
    archive = open_archive(tmp_path)
    assert [member.path for member in archive.members] == ["a.xlsx", "b.csv"]
    assert "save as > csv utf-8" in archive.problems[0].why.lower()


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.xls", workbook.OLD + b"\0" * 600, "old Excel, or has a password"),
        ("a.xlsx", workbook.OLD + b"\0" * 600, "old Excel, or has a password"),
        ("a.ods", b"PK\3\4" + b"\0" * 26 + workbook.OPEN_DOCUMENT, "LibreOffice"),
    ],
)
def test_other_spreadsheets_get_the_next_step(tmp_path, name, content, why):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(HeardError, match=why) as error:
        open_archive(tmp_path / name)
    assert workbook.INSTEAD in str(error.value)


@pytest.mark.parametrize(
    "change",
    [
        lambda name, part: part[: len(part) // 2] if "sheet1" in name else part,
        lambda name, part: b"" if name == workbook.BOOK else part,
        lambda name, part: part.replace(b"<worksheet", b"<!DOCTYPE a [<!ENTITY b 'c'>]><worksheet") if "sheet1" in name else part,
        lambda name, part: part + b" " * (20 << 20) if "sheet1" in name else part,
    ],
    ids=["cut", "empty", "entities", "bomb"],
)  # fmt: skip
def test_what_is_no_sound_workbook_is_refused(tmp_path, change):
    path = again(book(tmp_path / "a.xlsx", [["A", "B"], ["1", "2"]]), change)
    with pytest.raises(HeardError, match=r"a\.xlsx"):
        open_archive(path)


def test_a_sheet_that_claims_to_be_endless_is_as_large_as_it_is(tmp_path):
    path = again(
        book(tmp_path / "a.xlsx", [["A", "B"], ["1", "2"]]),
        lambda _, part: part.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"'),
    )
    assert texts(path) == {"a.csv": "A,B\n1,2\n"}


def test_what_unpacks_to_more_than_a_table_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_BYTES", 4000)
    with pytest.raises(HeardError, match="unpacks to"):
        open_archive(book(tmp_path / "a.xlsx", [["A"], ["1"]]))


def test_too_many_cells_end_early(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_CELLS", 1000)
    path = again(
        book(tmp_path / "a.xlsx", [["A"], ["1"]]),
        lambda _, part: part.replace(b'r="A2"', b'r="XFD2"'),
    )
    with pytest.raises(HeardError, match="more than 1,000 cells"):
        open_archive(path)


@given(st.binary(max_size=400))
def test_no_bytes_break_it(content):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr(workbook.BOOK, content)
    with pytest.raises(workbook.WorkbookError):
        workbook.tables(packed, "a")
