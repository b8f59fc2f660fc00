"""Harvest: the detailed time report as CSV.

    Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,Invoiced?,Approved?,First Name,Last Name,Roles,Employee?,…
    2026-03-02,Larkfield,LinkedIn,,Posting,Answered in the group,"0,75",No,No,No,Ines,Okafor,,Yes,…

Hours of a day, without times of day. Numbers and dates are as the account is set: 0.75, "0,75" or 0:45, 2026-03-02 or 02.03.2026;
which, is decided for a file and said where nothing decides. An entry is known by whose it is, its day, client, project and task, and
its ordinal among those that are alike.

Which channel an entry belongs to is said under ``tracked:`` in the strategy, by project, client, task or title. Hours that another
source holds too are not added to these: for each channel and week the source that holds most counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from heard.model import Export, Record
from heard.reading.archive import Archive
from heard.reading.hours_rows import Table
from heard.reading.hours_tables import read_tables, recognised

TITLE = "Harvest"
CHANNEL = ""
WAIT_DAYS = 0
HOW_TO_GET_IT = "Harvest > Reports > Detailed time, choose a year, Export > CSV or Excel; it comes at once, or by mail where it is large. Do not save a CSV in Excel: it changes dates."
BLIND = (
    "Only the hours that you entered, and no time of day: an hour that is not in the timesheet is not in it."
)
BESIDE = "The journal, for hours that nobody entered."
NOT_SEEN = "Reports in languages other than English."
FILES = {"harvest_time_report_….csv": "the detailed time report: day, client, project, task, notes, hours"}
LEFT_ALONE: dict[str, str] = {}

TABLES = {
    "detailed": Table(
        what="hours of Harvest",
        marks=("date client project task hours", "date project task notes hours"),
        needs="start_date hours",
        aliases={
            "start_date": "date", "client": "client", "project": "project", "task": "task", "title": "notes", "hours": "hours",
            "person": "firstname", "last_name": "lastname", "email": "email",
        },
    ),
}  # fmt: skip


def recognise(archive: Archive) -> Export | None:
    """The detailed report."""
    return recognised(archive, "harvest", TABLES)


def read(archive: Archive, export: Export) -> Iterator[Record]:
    """Each entry on its day."""
    yield from read_tables(archive, export, TABLES)
