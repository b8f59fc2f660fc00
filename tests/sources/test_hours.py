"""The five hour trackers: damage, damage and whatever stands in the cells."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heard.ledger.engines import DuckDB
from heard.ledger.store import Ledger
from heard.model import Effort, FileSeen, Problem
from heard.reading.activitywatch import cut, one_by_one
from heard.reading.archive import open_archive
from heard.reading.hours import clock_of, domain_in, labels, seconds_of
from heard.reading.hours_rows import marks_in, order_in_entries
from heard.sources import recognise, sources

HERE = Path(__file__).parent
TRACKERS = ("toggl", "clockify", "harvest", "activitywatch", "rescuetime")
HEADERS = {
    "toggl": ["User", "Project", "Description", "Start date", "Start time", "End date", "End time", "Duration", "Tags"],
    "clockify": ["User", "Project", "Description", "Start Date", "Start Time", "End Date", "End Time", "Duration (h)", "Duration (decimal)"],
    "harvest": ["Date", "Client", "Project", "Task", "Notes", "Hours", "First Name", "Last Name", "Currency"],
    "rescuetime": ["Date", "Time Spent (seconds)", "Number of People", "Activity", "Document", "Category", "Productivity", "a", "b"],
}  # fmt: skip
CELL = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0"), max_size=12),
    st.sampled_from(
        ["2026-03-02", "03/04/2026", "31.12.2026", "10:23:52 AM", "23:59", "0:00", "1,500", "7,5", "99999", "-1", "linkedin.com",
         "9999-12-31", "0001-01-01", "2026-03-02T08:00:00"]
    ),
)  # fmt: skip
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def read(path: Path, source: str):
    archive = open_archive(path)
    (export,) = recognise(archive)
    assert export.source == source
    return list(sources()[source].read(archive, export))


def every(records, kind):
    return [record for record in records if isinstance(record, kind)]


def table(names, rows, delimiter=","):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows([names, *rows])
    return out.getvalue()


def hours(records):
    return {(effort.key, effort.day): round(effort.hours, 6) for effort in every(records, Effort)}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=120)
@given(
    rows=st.lists(st.lists(CELL, min_size=9, max_size=9), max_size=6), source=st.sampled_from(list(HEADERS))
)
def test_whatever_stands_in_the_cells_is_read_or_told(tmp_path, rows, source):
    (tmp_path / "table.csv").write_text(table(HEADERS[source], rows), "utf-8")
    records = read(tmp_path / "table.csv", source)
    (seen,) = every(records, FileSeen)
    facts = every(records, Effort)
    assert seen.rows <= len(rows)
    assert facts or every(records, Problem) or not seen.rows or "left out" in seen.what
    assert len({fact.key for fact in facts}) == len(facts)
    assert all(0 < fact.hours <= 24 and fact.channel == "" for fact in facts)
    ledger = Ledger(DuckDB(None))
    ledger.add(
        recognise(open_archive(tmp_path / "table.csv"))[0], records, path="t", sha256="1", imported_at=NOW
    )
    ledger.close()


CASES = sorted(
    path
    for source in HEADERS
    for path in (HERE / source).glob("*/export/*.csv")
    if "damaged" not in str(path)
)


@pytest.mark.parametrize("path", CASES, ids=lambda path: "/".join(path.parts[-4:-2]))
@pytest.mark.parametrize("damage", ["columns", "delimiter", "utf-16", "zip", "header", "order"])
def test_the_same_hours_after_damage(tmp_path, path, damage):
    source = path.parts[-4]
    before = hours(read(path, source))
    names, *rows = csv.reader(io.StringIO(path.read_text("utf-8-sig")))
    rows = [row for row in rows if len(row) <= len(names)]
    rows = [row + [""] * (len(names) - len(row)) for row in rows]
    target = tmp_path / "again.csv"
    if damage == "columns":
        target.write_text(table(["New", *reversed(names)], [["?", *reversed(row)] for row in rows]), "utf-8")
    elif damage == "delimiter":
        target.write_text(table(names, rows, ";"), "utf-8")
    elif damage == "utf-16":
        target.write_bytes(table(names, rows, "\t").encode("utf-16"))
    elif damage == "zip":
        inner = io.BytesIO()
        with zipfile.ZipFile(inner, "w") as packed:
            packed.writestr("again.csv", table(names, rows))
        target = tmp_path / "again.zip"
        with zipfile.ZipFile(target, "w") as packed:
            packed.writestr("inner.zip", inner.getvalue())
    elif damage == "header":
        target.write_text("My hours\n\n" + table([name.upper() for name in names], rows), "utf-8")
    else:
        target.write_text(table(names, rows[::-1]), "utf-8")
    assert hours(read(target, source)) == before


@pytest.mark.parametrize("path", CASES, ids=lambda path: "/".join(path.parts[-4:-2]))
def test_a_table_without_a_column_is_read_or_named(tmp_path, path):
    names, *rows = csv.reader(io.StringIO(path.read_text("utf-8-sig")))
    for gone in range(len(names)):
        target = tmp_path / f"{gone}.csv"
        kept = [cell for at, cell in enumerate(names) if at != gone]
        target.write_text(
            table(kept, [[c for at, c in enumerate(row) if at != gone] for row in rows]), "utf-8"
        )
        archive = open_archive(target)
        for export in recognise(archive):
            records = list(sources()[export.source].read(archive, export))
            assert every(records, Effort) or every(records, Problem)


def test_an_entry_that_was_changed_is_the_same_entry(tmp_path):
    rows = [["Ines", "LinkedIn", "Post", "2026-03-02", "08:30:00", "2026-03-02", "09:30:00", "01:00:00", ""]]
    target = tmp_path / "t.csv"
    target.write_text(table(HEADERS["toggl"], rows))
    (first,) = every(read(target, "toggl"), Effort)
    rows[0][1:3] = ["Newsletter", "Draft"]
    rows[0][6:8] = ["09:45:00", "01:15:00"]
    target.write_text(table(HEADERS["toggl"], rows))
    (second,) = every(read(target, "toggl"), Effort)
    assert second.key == first.key
    assert second.hours == 1.25


def test_titles_and_addresses_of_pages_are_not_kept():
    for source, words in {
        "activitywatch": ("Dana", "Private", "bank.example", "/in/", "Feed"),
        "rescuetime": ("Dana", "blood", "letter.odt"),
    }.items():
        for case in (HERE / source).iterdir():
            facts = [str(each) for each in every(read(case / "export", source), Effort)]
            assert [fact for fact in facts if any(word in fact for word in words)] == []


def test_a_folder_of_single_buckets_is_the_same_as_all_at_once(tmp_path):
    whole = HERE / "activitywatch" / "all-buckets" / "export"
    for name, bucket in json.loads((whole / "aw-buckets-export.json").read_text())["buckets"].items():
        (tmp_path / f"{name}.json").write_text(json.dumps({"buckets": {name: bucket}}))
    assert hours(read(tmp_path, "activitywatch")) == hours(read(whole, "activitywatch"))


def test_a_bucket_export_that_breaks_off_anywhere_is_read_as_far_as_it_goes(tmp_path):
    text = (HERE / "activitywatch" / "all-buckets" / "export" / "aw-buckets-export.json").read_text()
    target = tmp_path / "export.json"
    most = 0
    for end in range(20, len(text), 97):
        target.write_text(text[:end])
        records = read(target, "activitywatch")
        assert every(records, Problem), "what breaks off is named"
        most = max(most, *(seen.rows for seen in every(records, FileSeen)))
    assert most >= 13


STRETCHES = st.lists(
    st.tuples(st.integers(0, 90), st.integers(0, 40), st.sampled_from("abc")).map(
        lambda each: (each[0], each[0] + each[1], each[2])
    ),
    max_size=12,
)


@given(STRETCHES, STRETCHES)
def test_no_minute_is_counted_twice(these, by):
    alone, mask = one_by_one(these), one_by_one(by)
    for one, other in pairwise(alone):
        assert one[1] <= other[0]
    covered = {at for start, end, _ in these for at in range(start, end)}
    allowed = {at for start, end, _ in mask for at in range(start, end)}
    kept = [at for start, end, _ in cut(alone, mask) for at in range(start, end)]
    assert len(kept) == len(set(kept))
    assert set(kept) == {at for start, end, _ in alone for at in range(start, end)} & allowed
    assert set(kept) <= covered


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("01:30:00", 5400), ("0:13", 780), ("18:25 min", 1105), ("2h 5m", 7500), ("45 min", 2700), ("30 sec", 30), ("", None),
        ("soon", None), ("1:75", None), ("7.5", None),
    ],
)  # fmt: skip
def test_lengths_of_time(text, seconds):
    assert seconds_of(text) == seconds


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("10:23:52", time(10, 23, 52)), ("9:00", time(9)), ("12:05 AM", time(0, 5)), ("12:05:09 PM", time(12, 5, 9)),
        ("1:00\u202fp.m.", time(13)), ("08h30", time(8, 30)),
    ],
)  # fmt: skip
def test_times_of_day(text, clock):
    assert clock_of(text) == clock


@pytest.mark.parametrize("text", ["24:00", "25:30", "10", "", "10:61", "morning"])
def test_what_is_no_time_of_day(text):
    with pytest.raises(ValueError, match="where a time of day should be"):
        clock_of(text)


def test_web_sites_and_programs_are_told_apart():
    assert [domain_in(each) for each in ("www.LinkedIn.com", "mail.google.com", "Thunderbird.exe", "Excel", "10.0.0.1", "localhost")] == [
        "linkedin.com", "mail.google.com", "", "", "", "",
    ]  # fmt: skip


def test_labels_are_short_and_one_line_each():
    (label,) = labels({"project": ["a\nchannel: b" + "x" * 500]})
    assert "\n" not in label
    assert len(label) < 250


@pytest.mark.parametrize(
    ("rows", "day_first", "sure"),
    [
        ([((3, 4, 2026), (4, 4, 2026))], True, True),
        ([((3, 4, 2026), (3, 5, 2026))], False, True),
        ([((3, 4, 2026), (3, 4, 2026))], True, False),
        ([((3, 4, 2026), (4, 4, 2026)), ((3, 4, 2026), (3, 5, 2026))], True, False),
        ([((25, 4, 2026), (25, 4, 2026)), ((3, 4, 2026), (3, 4, 2026))], True, True),
        ([((2026, 4, 3), (2026, 4, 4))], True, True),
    ],
)
def test_which_number_is_the_day(rows, day_first, sure):
    found = order_in_entries([[start, end, None] for start, end in rows])
    assert (found.day_first, found.sure) == (day_first, sure)


def test_thousands_of_hours_are_none():
    assert marks_in(["1,500", "two"], 3600).decimal == ","
    assert marks_in(["1.500"], 3600) == marks_in(["1.500", "1.25"], 3600)
    assert not marks_in(["1,500"], 1).sure


def test_every_case_twice_is_the_same_ledger():
    """Two readings of all trackers in different order."""
    prints = []
    for order in (TRACKERS, TRACKERS[::-1]):
        ledger = Ledger(DuckDB(None))
        for source in order:
            for case in sorted((HERE / source).iterdir()):
                archive = open_archive(case / "export")
                (export,) = recognise(archive)
                ledger.add(
                    export, sources()[source].read(archive, export), path=str(case), sha256=case.name, imported_at=NOW + timedelta(1)
                )  # fmt: skip
        prints.append(ledger.fingerprint())
        ledger.close()
    assert prints[0] == prints[1]


def test_what_a_day_cannot_hold_is_cut_and_told(tmp_path):
    rows = [["2026-03-02", "60000", "1", "linkedin.com", doc, "Social", "0", "", ""] for doc in "ab"]
    rows.append(["2026-03-02", "600", "1", "blog.example", "", "Social", "0", "", ""])
    (tmp_path / "rescuetime.csv").write_text(table(HEADERS["rescuetime"], rows), "utf-8")
    records = read(tmp_path / "rescuetime.csv", "rescuetime")
    assert sorted(each.hours for each in every(records, Effort)) == [600 / 3600, 24]
    assert ["a day of them was counted: 1." in each.why for each in every(records, Problem)] == [True]
