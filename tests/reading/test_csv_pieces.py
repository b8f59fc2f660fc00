"""A table in pieces holds the rows that it holds whole, on the same lines, and what is wrong with it costs as much."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.reading import csv_pieces
from heard.reading.archive import Held, Member
from heard.reading.csv import find_header, read
from heard.reading.csv_pieces import sheets

KINDS = {"notes": frozenset({"day", "words"})}
CELLS = st.text(st.sampled_from('ab ",;\né👍'), max_size=40)


@pytest.fixture(autouse=True, scope="module")
def _tiny():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_pieces, "PIECE", 300)
        patch.setattr(csv_pieces, "AFTER", 120)
        yield


def both(content):
    """Rows with their lines, and problems: in pieces and whole; and how many pieces."""
    header = find_header(content, KINDS)
    assert header is not None
    pieces = list(sheets(Member("notes.csv", len(content), Held(content)), header))
    found = [
        (
            [(sheet.line(at), row) for sheet in each for at, row in enumerate(sheet.rows())],
            {line: why for sheet in each for line, why in sheet.problems.items()},
        )
        for each in (pieces, [read(content, header)])
    ]
    return *found, len(pieces)


@settings(max_examples=40)
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=60), st.sampled_from(["\n", "\r\n"]))
def test_pieces_are_the_whole(rows, ending):
    out = io.StringIO()
    csv.writer(out, lineterminator=ending).writerows([("Day", "Words", "More"), *rows])
    in_pieces, whole, _ = both(out.getvalue().encode())
    assert in_pieces == whole


def test_a_row_that_is_too_long_is_left_out_and_named_by_its_line_wherever_the_pieces_begin():
    lines = ["Day,Words,More", *(f"2026-03-02,pump {number},x" for number in range(200))]
    lines[150] = "2026-03-02,one,too,many"
    in_pieces, whole, pieces = both("\n".join(lines).encode())
    assert pieces > 10
    assert in_pieces == whole
    assert list(whole[1]) == [151]
