"""A timesheet of your own: a table with a day and hours in each row.

    worked_on,channel,hours,project,client,task,note
    2026-03-02,linkedin,1.5,,Larkfield,,answered in the group

The first line is the template. A table with other names is read too, once you have said what its columns are (heard add --map).

Hours with a channel's name belong to it; the others are placed by what stands under ``tracked:`` in the strategy. Hours that another
source holds too are not added to these: for each channel and week the source that holds most counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from heard.model import Export, Record
from heard.reading.archive import Archive
from heard.reading.hours_rows import Table
from heard.reading.hours_tables import read_tables, recognised
from heard.reading.named import Plain

TITLE = "Timesheet"
CHANNEL = ""
WAIT_DAYS = 0
HOW_TO_GET_IT = (
    "You write it, in any spreadsheet, and save it as CSV. Its first line: worked_on,channel,hours,project,client,task,note. With other "
    'names, say what each column is, as in: heard add hours.csv --map "Datum=day,Stunden=hours,Kanal=channel"'
)
BLIND = "Only the hours that you wrote down: an hour that is not in the table was not spent, as far as Heard can tell."
BESIDE = "A calendar, for meetings that nobody wrote down."
NOT_SEEN = "Nothing: you write the file yourself, and it is read as its first line says."
FILES = {"hours.csv": "hours by day, and on which channel or project they were spent"}
LEFT_ALONE: dict[str, str] = {}

TABLES = {
    "timesheet": Table(
        what="hours, written by hand",
        own=True,
        marks=("workedon hours",),
        needs="start_date hours",
        aliases={
            "start_date": "workedon", "hours": "hours", "category": "channel", "project": "project", "client": "client",
            "task": "task", "title": "note",
        },
    ),
}  # fmt: skip
PLAIN = (
    Plain(
        name="hours",
        what="time spent, by day",
        fields={
            "day": "worked on", "hours": "hours", "channel": "channel", "project": "project", "client": "client", "task": "task",
            "note": "note",
        },
        needs=("day", "hours"),
    ),
)  # fmt: skip


def recognise(archive: Archive) -> Export | None:
    """A table that says on which day so many hours were worked."""
    return recognised(archive, "timesheet", TABLES)


def read(archive: Archive, export: Export) -> Iterator[Record]:
    """Each row on its day."""
    yield from read_tables(archive, export, TABLES)
