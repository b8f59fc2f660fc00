"""Toggl Track: the detailed report as CSV.

    User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags
    Ines Okafor,ines@larkfield.example,Larkfield,LinkedIn,,Answered in the group,No,2026-03-02,08:30:00,2026-03-02,09:15:00,00:45:00,posting

Since 2026 the settings' own export writes durations as 18:25 min, and the new reports write Member, Stop date and Stop time. Times are
those of the profile's zone, which the file does not name; only the day is kept of them. An entry is known by whose it is and when it
began, so that a changed description or length replaces it.

Which channel an entry belongs to is said under ``tracked:`` in the strategy, by project, client, task, tag or title. Hours that another
source holds too are not added to these: for each channel and week the source that holds most counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from heard.model import Export, FileSeen, Problem, Record
from heard.reading.archive import Archive, DamagedError, Member
from heard.reading.hours_rows import Table
from heard.reading.hours_tables import read_tables, recognised

TITLE = "Toggl Track"
CHANNEL = ""
WAIT_DAYS = 0
HOW_TO_GET_IT = (
    "track.toggl.com > Reports > Detailed, choose a year, Export > CSV; it comes at once. Or Settings > Data export > Time entries. "
    "The summary and weekly reports hold no days of entries and cannot be read. Do not save it in Excel: it changes dates."
)
BLIND = "Only what you started the timer for: an hour that was not tracked is not in it. Entries that are still running are left out."
BESIDE = "The journal, for hours without a timer."
NOT_SEEN = "Reports in languages other than English."
FILES = {
    "Toggl_time_entries_….csv": "entries of the detailed report: project, client, task, tags, description, start and end"
}
LEFT_ALONE = {
    "clients.json, projects.json, tags.json, tasks/….json, workspace_users.json": "the workspace's lists: names, and no hours",
}

NO_DAYS = (
    "This is Toggl's summary, which says how long and not when; export Reports > Detailed as CSV instead."
)
NO_HOURS = (
    "This is the export of a Toggl workspace: names of projects, clients and tags, and no hours. Export the time entries as well: "
    "Reports > Detailed, as CSV."
)
TABLES = {
    "detailed": Table(
        what="time entries of Toggl Track",
        marks=("startdate starttime duration project", "startdate starttime duration description"),
        needs="start_date",
        aliases={
            "person": "user member", "email": "email", "client": "client", "project": "project", "task": "task",
            "title": "description", "tag": "tags", "start_date": "startdate", "start_time": "starttime",
            "end_date": "enddate stopdate", "end_time": "endtime stoptime", "duration": "duration",
        },
    ),
    "summary": Table(
        what="Toggl's summary report",
        marks=("project client duration", "project timeentry duration", "project description duration", "user project duration"),
        aliases={},
        refused=NO_DAYS,
    ),
}  # fmt: skip
LISTS = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*\[\s*\{(?=[^}]*"(?:wid|workspace_id)"\s*:)(?=[^}]*"name"\s*:)(?=[^}]*"(?:creator_id|cid|client_id|uid|project_id)"\s*:)'
)
"""How the lists of a workspace begin: each object says its workspace."""


def recognise(archive: Archive) -> Export | None:
    """A table of entries, or the lists of a workspace, to say what to export instead."""
    lists = any(_is_list(member) for member in archive.members)
    return recognised(archive, "toggl", TABLES) or (Export(source="toggl") if lists else None)


def read(archive: Archive, export: Export) -> Iterator[Record]:
    """Each entry, on the day or days on which it was."""
    lists = {member.path for member in archive.members if _is_list(member)}
    for record in read_tables(archive, export, TABLES):
        if isinstance(record, FileSeen) and record.status == "unknown" and record.path in lists:
            yield FileSeen(
                path=record.path, status="known", what="a list of a Toggl workspace, without hours"
            )
        else:
            yield record
    if lists:
        yield Problem(path=min(lists), why=NO_HOURS)


def _is_list(member: Member) -> bool:
    try:
        return member.name.lower().endswith(".json") and LISTS.match(member.head(4096)) is not None
    except DamagedError:
        return False
