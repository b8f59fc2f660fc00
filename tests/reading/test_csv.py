from __future__ import annotations

import csv as standard
import io
from collections.abc import Iterable
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.reading import csv

TIES = {"ties": frozenset({"firstname", "connectedon"})}
Quoting = Literal[0, 1, 2, 3]
CELL = st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"]), max_size=12)


def sheet(content: bytes | str) -> csv.Sheet:
    content = content.encode() if isinstance(content, str) else content
    header = csv.find_header(content, TIES)
    assert header is not None
    return csv.read(content, header)


def written(rows: Iterable[tuple[str, ...]], quoting: Quoting) -> str:
    out = io.StringIO()
    standard.writer(out, quoting=quoting, lineterminator="\n").writerows(rows)
    return out.getvalue()


@pytest.mark.parametrize(
    ("text", "line", "delimiter"),
    [
        ("First Name,Connected On\n", 1, ","),
        ('Notes:\n"Words, more words"\n\nFirst Name,Connected On\n', 4, ","),
        ("First Name;Connected On;Position, or title\n", 1, ";"),
        ("sep=;\nFirst Name;Connected On\n", 2, ";"),
        ('\ufeff"First Name"\t"Connected On"\r\n', 1, "\t"),
        ('"a note\nof two lines"\nFIRST_NAME,connected on\n', 3, ","),
    ],
)
def test_the_header_is_found_by_what_it_holds(text: str, line: int, delimiter: str) -> None:
    header = csv.find_header(text.encode(), TIES)
    assert header is not None
    assert (header.line, header.delimiter) == (line, delimiter)


def test_no_header_where_nothing_is_known() -> None:
    assert csv.find_header(b"Name,Date\nJo,2021-01-01\n", TIES) is None
    assert csv.find_header(b"", TIES) is None
    assert csv.find_header(b"x" * 200_000, TIES) is None


def test_of_two_kinds_the_fuller_one_wins() -> None:
    kinds = {"repost": frozenset({"date", "link"}), "comment": frozenset({"date", "link", "message"})}
    header = csv.find_header(b"Date,Link,Message\n", kinds)
    assert header is not None
    assert header.kind == "comment"


def test_a_name_that_comes_twice_gets_a_number() -> None:
    header = csv.find_header(b"First Name,Connected On,Skill,Skill\n", TIES)
    assert header is not None
    assert header.columns == ("firstname", "connectedon", "skill", "skill2")


@pytest.mark.parametrize(
    ("content", "encoding", "name"),
    [
        ("Zoë".encode(), "utf-8", "Zoë"),
        ("\ufeffZoë".encode(), "utf-8", "Zoë"),
        ("Zoë".encode("utf-16"), "utf-16", "Zoë"),
        (b"\xfe\xff" + "Zoë".encode("utf-16-be"), "utf-16", "Zoë"),
        ("Zoë".encode("cp1252"), "cp1252", "Zoë"),
        ("Zoë and Iñaki ".encode() + b"\xff", "utf-8, damaged", "Zoë and Iñaki \ufffd"),
    ],
)
def test_the_encoding_is_decided_by_the_bytes(content: bytes, encoding: str, name: str) -> None:
    assert csv.decode(content) == (name, encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_encoding_gives_the_same_table(encoding: str) -> None:
    text = 'First Name,Connected On\nZoë,08 Feb 2021\n"Iñaki\nJosé",\n'
    assert sheet(text.encode(encoding)).table.to_pydict() == {
        "firstname": ["Zoë", "Iñaki\nJosé"],
        "connectedon": ["08 Feb 2021", ""],
    }


def test_a_short_row_is_filled_up_and_told() -> None:
    found = sheet("First Name,Position,Connected On\nJo\nSam,Head,08 Feb 2021\n")
    assert [row["firstname"] for row in found.rows()] == ["Jo", "Sam"]
    assert found.problems == {2: "has 1 cells where the header has 3"}
    assert [found.line(row) for row in range(2)] == [2, 3]


def test_a_long_row_is_left_out_and_told() -> None:
    found = sheet("First Name,Connected On\nJo,Pike,08 Feb 2021\nSam,08 Feb 2021\n")
    assert [row["firstname"] for row in found.rows()] == ["Sam"]
    assert found.problems == {2: "has 3 cells where the header has 2; it was left out"}


def test_a_quote_left_open_costs_its_own_row_only() -> None:
    found = sheet('First Name,Position,Connected On\n"Jo,Head,1\nSam,"Head\nof two",2\nDana,Head,3\n')
    assert [row["firstname"] for row in found.rows()] == ["Sam", "Dana"]
    assert found.problems == {2: "opens a quote that is never closed; it was left out, up to line 2"}
    assert [found.line(row) for row in range(2)] == [3, 5]


def test_a_file_cut_in_the_middle_of_a_cell_keeps_what_is_there() -> None:
    found = sheet('First Name,Position,Connected On\nSam,Head,2\nDana,"Head of')
    assert [row["position"] for row in found.rows()] == ["Head", "Head of"]
    assert list(found.problems) == [3]


def test_a_cell_beyond_all_measure_is_told() -> None:
    found = sheet('First Name,Connected On\n"' + "x" * 200_000 + "\nJo,1\nSam,2\nToo,many,cells\n")
    assert [row["firstname"] for row in found.rows()] == ["Jo", "Sam"]
    assert list(found.problems) == [2, 5]


def test_blank_lines_and_lines_of_spaces_are_no_rows() -> None:
    found = sheet("First Name,Connected On\n\nJo,1\n   \nSam,2\n\n")
    assert [row["firstname"] for row in found.rows()] == ["Jo", "Sam"]
    assert not found.problems


def test_lines_are_known_in_a_clean_file_too() -> None:
    found = sheet('Notes:\n\nFirst Name,Connected On\r\n"Jo\r\nof two lines",1\r\n\r\nSam,2')
    assert [found.line(row) for row in range(2)] == [4, 7]


def test_a_missing_column_is_empty_text() -> None:
    found = sheet("First Name,Connected On\nJo,1\n")
    assert found.column("url").to_pylist() == [""]
    assert sheet("First Name,Connected On\n").column("firstname").to_pylist() == []


@given(
    st.lists(st.tuples(CELL, CELL, CELL), max_size=8),
    st.sampled_from([standard.QUOTE_MINIMAL, standard.QUOTE_ALL]),
)
def test_arrow_and_the_standard_library_read_alike(
    rows: list[tuple[str, str, str]], quoting: Quoting
) -> None:
    content = written([("First Name", "Connected On", "Note"), *rows], quoting=quoting).encode()
    header = csv.find_header(content, TIES)
    assert header is not None
    at_once, carefully = csv.read(content, header), csv.read_carefully(content, header)
    assert at_once.table.equals(carefully.table)
    assert [at_once.line(row) for row in range(len(at_once))] == [
        carefully.line(row) for row in range(len(carefully))
    ]


@given(st.text(st.sampled_from('ab",\n;é'), max_size=60))
def test_no_row_is_lost_silently(body: str) -> None:
    content = f"First Name,Connected On\n{body}".encode()
    header = csv.find_header(content, TIES)
    assert header is not None
    at_once, carefully = csv.read(content, header), csv.read_carefully(content, header)
    assert at_once.table.equals(carefully.table)
    assert len(carefully) or carefully.problems or not body.strip('" \n')


def test_a_table_gives_all_its_rows_in_order_however_few_are_cells_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(csv, "AT_ONCE", 3)
    table = sheet("First Name,Connected On\n" + "".join(f" n{at} ,d{at}\n" for at in range(8)))

    assert [*table.rows()] == [{"firstname": f"n{at}", "connectedon": f"d{at}"} for at in range(8)]
