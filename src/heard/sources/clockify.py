"""Clockify: the detailed report as CSV.

    "Project","Client","Description","Task","User","Group","Email","Tags","Billable","Start Date","Start Time","End Date","End Time","Duration (h)","Duration (decimal)"
    "LinkedIn","","Answered in the group","","Ines Okafor","","ines@larkfield.example","posting","No","02/03/2026","08:30:00","02/03/2026","09:15:00","00:45:00","0.75"

Dates and times are written as the account is set: 03/04/2026, 14.04.2026 or 2026-04-14, 9:00 or 09:00:00 AM. Which number is the day is
decided for a file, by its dates and by entries across midnight, and said where nothing decides. Columns are left out and added freely;
newer reports have Type, in which breaks and days off are no work. An entry is known by whose it is and when it began.

Which channel an entry belongs to is said under ``tracked:`` in the strategy, by project, client, task, tag or title. Hours that another
source holds too are not added to these: for each channel and week the source that holds most counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from heard.model import Export, Record
from heard.reading.archive import Archive
from heard.reading.hours_rows import Table
from heard.reading.hours_tables import read_tables, recognised

TITLE = "Clockify"
CHANNEL = ""
WAIT_DAYS = 0
HOW_TO_GET_IT = (
    "app.clockify.me > Reports > Detailed, choose a year, Export > Save as CSV; it comes at once. Set the report's language to English. The summary and weekly "
    "reports hold no entries and cannot be read. Do not save it in Excel: it changes dates."
)
BLIND = "Only what you started the timer for: an hour that was not tracked is not in it. Breaks and days off are left out."
BESIDE = "The journal, for hours without a timer."
NOT_SEEN = "Reports in languages other than English."
FILES = {
    "Clockify_Time_Report_Detailed_….csv": "entries of the detailed report: project, client, task, tags, description, start and end"
}
LEFT_ALONE: dict[str, str] = {}

TABLES = {
    "detailed": Table(
        what="time entries of Clockify",
        marks=(
            "startdate starttime durationh", "startdate starttime durationdecimal",
            "project user group startdate starttime enddate endtime",
        ),
        needs="start_date start_time",
        aliases={
            "person": "user", "email": "email", "client": "client", "project": "project", "task": "task activity",
            "title": "description", "tag": "tags", "start_date": "startdate", "start_time": "starttime", "end_date": "enddate",
            "end_time": "endtime", "duration": "durationh", "decimal": "durationdecimal", "made_date": "dateofcreation", "type": "type",
        },
    ),
    "summary": Table(
        what="Clockify's summary report",
        marks=("timeh timedecimal",),
        aliases={},
        refused="This is Clockify's summary, which says how long and not when; export Reports > Detailed as CSV instead.",
    ),
}  # fmt: skip


def recognise(archive: Archive) -> Export | None:
    """A table of entries; the summary too, to say what to export instead."""
    return recognised(archive, "clockify", TABLES)


def read(archive: Archive, export: Export) -> Iterator[Record]:
    """Each entry, on the day or days on which it was."""
    yield from read_tables(archive, export, TABLES)
