"""A second export of the same rows with a column more brings nothing twice, or Heard has said which column to export."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from heard.model import Effort, Interaction, Outcome, Problem, Record, Traffic
from heard.reading.archive import open_archive
from heard.sources import recognise, sources

ROWS: dict[str, tuple[list[str], list[list[str]]]] = {
    "rescuetime": (
        ["Date", "Time Spent (seconds)", "Activity", "Category"],
        [["2026-03-02T08:00:00", "600", "linkedin.com", "Social"], ["2026-03-02T08:00:00", "60", "Writer", "Writing"]],
    ),
    "badges": (
        ["Scan date", "First Name", "Last Name", "Email", "Badge ID", "Event"],
        [["2026-03-11 10:20", "Dana", "Reyes", "dana@northwind.example", "B-1", "Fair"], ["2026-03-11 11:00", "Bo", "Lind", "", "B-2", "Fair"]],
    ),
    "campaigns": (
        ["Title", "Send Date", "Total Recipients", "Unique Opens", "Unique Clicks", "Unique Id"],
        [["May letter", "2026-05-05", "402", "181", "25", "17a"], ["June letter", "2026-06-02", "410", "170", "20", "27b"]],
    ),
    "deals": (
        ["Opportunity Name", "Stage", "Created Date", "Close Date", "Account Name", "Contact Email"],
        [["Refit", "Closed Won", "2026-01-05", "2026-02-01", "Acme", "ada@acme.example"], ["Audit", "Proposal", "2026-01-06", "", "Acme", ""]],
    ),
}  # fmt: skip
MAY_LACK = {
    "rescuetime": ["Category"],
    "badges": ["Email", "Badge ID", "Event"],
    "campaigns": ["Unique Id"],
    "deals": ["Account Name", "Contact Email"],
}


def read(path: Path, names: list[str], rows: list[list[str]], without: str) -> list[Record]:
    kept = [at for at, name in enumerate(names) if name != without]
    out = io.StringIO()
    csv.writer(out).writerows([[row[at] for at in kept] for row in (names, *rows)])
    path.write_text(out.getvalue(), "utf-8")
    archive = open_archive(path)
    (export,) = recognise(archive)
    return list(sources()[export.source].read(archive, export))


def keys(records: list[Record]) -> set[str]:
    return {each.key for each in records if isinstance(each, Effort | Interaction | Outcome | Traffic)}


@pytest.mark.parametrize(
    ("source", "column"), [(source, column) for source, columns in MAY_LACK.items() for column in columns]
)
def test_a_column_more_changes_no_key(tmp_path, source, column):
    names, rows = ROWS[source]
    narrow, wide = (read(tmp_path / "table.csv", names, rows, without) for without in (column, ""))
    assert keys(narrow) == keys(wide) != set()


@pytest.mark.parametrize(
    ("names", "row", "lacking"),
    [
        (["Date", "Project", "Task", "Notes", "Hours", "First Name"], ["2026-03-02", "LinkedIn", "Posting", "", "1", "Ines"], "of which client"),
        (["Date", "Client", "Project", "Task", "Hours"], ["2026-03-02", "", "LinkedIn", "Posting", "1"], "whose the hours are"),
        (["Opportunity Name", "Stage", "Created Date"], ["Refit", "Proposal", "2026-01-05"], "holds an id"),
    ],
)  # fmt: skip
def test_what_a_row_cannot_be_known_by_is_said(tmp_path, names, row, lacking):
    problems = [each for each in read(tmp_path / "table.csv", names, [row], "") if isinstance(each, Problem)]
    assert any(lacking in each.why and "second time" in each.why for each in problems)


def test_a_timesheet_of_ones_own_takes_its_earlier_reading_back(tmp_path):
    (tmp_path / "hours.csv").write_text("worked_on,hours\n2026-03-02,1.5\n", "utf-8")
    (export,) = recognise(open_archive(tmp_path / "hours.csv"))
    assert (export.source, export.replaces) == ("timesheet", True)
