"""RescueTime: time by program and web site, as the API and the reports give it as CSV.

    Date,Time Spent (seconds),Number of People,Activity,Category,Productivity
    2026-03-02T08:00:00,1260,1,linkedin.com,General Social Networking,-1

Rows of an hour or a day; an activity is a program or a web site. The variant with Document holds titles of windows and pages, which
are private: they are not kept, and the rows of one activity in one hour are added up, on whichever device it was. Two other
headers, ``Timestamp,Minutes,Application`` and ``day,device,category,app,context,seconds``, are read as one program's tests have
them; nothing proves that RescueTime ever wrote them.

Which channel an activity belongs to is said under ``tracked:`` in the strategy, by domain, app or category. Hours that another source
holds too are not added to these: for each channel and week the source that holds most counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from heard.model import Export, Record
from heard.reading.archive import Archive
from heard.reading.hours_rows import Table
from heard.reading.hours_tables import read_tables, recognised

TITLE = "RescueTime"
CHANNEL = ""
WAIT_DAYS = 0
HOW_TO_GET_IT = (
    "rescuetime.com/anapi/manage: make a key, then open rescuetime.com/anapi/data?key=YOUR_KEY&perspective=interval&resolution_time=hour"
    "&restrict_begin=2026-01-01&restrict_end=2026-12-31&format=csv and save what comes. Or Reports > Export > CSV. A free account keeps three months."
)
BLIND = (
    "It counts the window in front, whether or not you looked at it, and on this computer only: phones, paper and talks are not in it. "
    "Titles of windows and documents are not kept."
)
BESIDE = "The journal, for talks, paper and the phone."
NOT_SEEN = "Reports in languages other than English."
FILES = {"rescuetime….csv": "seconds by hour or day, program or web site, and category"}
LEFT_ALONE: dict[str, str] = {}

TABLES = {
    "activities": Table(
        what="time by program and web site, of RescueTime",
        marks=("date timespentseconds activity", "timestamp minutes application", "day app category seconds"),
        needs="start_date app",
        aliases={
            "start_date": "date timestamp day", "app": "activity application app", "category": "category",
            "seconds": "timespentseconds seconds", "minutes": "minutes",
        },
    ),
}  # fmt: skip


def recognise(archive: Archive) -> Export | None:
    """A table of activities with their time."""
    return recognised(archive, "rescuetime", TABLES)


def read(archive: Archive, export: Export) -> Iterator[Record]:
    """Each activity in its hour or on its day."""
    yield from read_tables(archive, export, TABLES)
