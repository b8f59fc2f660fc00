"""A table of visits: your own, or that of a tool that Heard does not know by itself.

    visited_on,channel,medium,campaign,page,site,visits,conversions
    2026-03-02,linkedin,social,,/guide/,larkfield.example,38,2
    March 2026,newsletter,email,spring,,larkfield.example,25,

The first line is the template. A table with other names is read too, once you have said what its columns are (heard add --map):
Fathom, Umami, Simple Analytics, Cloudflare and others have one with a day, what brought the visits, and how many.

A row is of a day, a month or a year. What brought it is a channel, a source such as t.co, or both at once as in google / organic.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from heard.model import Export, FileSeen, Metric, Record
from heard.reading import csv
from heard.reading.aliases import Layout, Table, find
from heard.reading.archive import Archive, Member
from heard.reading.day_month import Order, day_of, order_of
from heard.reading.deal_words import parts_of
from heard.reading.files import beginning, content_of
from heard.reading.named import Plain
from heard.reading.rows import Understood, told
from heard.reading.settled import Settled, doubts, settled_of
from heard.reading.traffic.counts import NOTHING, Counts, channel_of, whole
from heard.reading.traffic.periods import days_named

TITLE = "Visits table"
CHANNEL = ""
WAIT_DAYS = 0
HOW_TO_GET_IT = (
    "Your tool's table of sources by day, as CSV. Say what its columns are, as in: heard add sources.csv --map "
    '"Day=day,Referrer=channel,Visitors=visits". Or write one yourself; its first line: '
    "visited_on,channel,medium,campaign,page,site,visits,conversions"
)
BLIND = (
    "It holds counts, no people. Whoever blocks scripts is not in it. Apps open links without saying where they came from: such a visit "
    "is called direct. A visit is no talk."
)
BESIDE = "Deals, for what visits came to."
NOT_SEEN = "Nothing: you say what the columns are."
FILES = {"visits.csv": "visits and conversions by day, and what brought them"}
LEFT_ALONE: dict[str, str] = {}

LAYOUTS = {
    "visits": Layout(
        aliases={
            name: name for name in ("visitedon", "channel", "medium", "campaign", "page", "site", "visits", "conversions")
        },
        needs=("visitedon", "channel", "visits conversions"),
    )
}  # fmt: skip
PLAIN = (
    Plain(
        name="visits",
        what="visits to a web site, and what brought them",
        fields={
            "day": "visited on", "channel": "channel", "medium": "medium", "campaign": "campaign", "page": "page", "site": "site",
            "visits": "visits", "conversions": "conversions",
        },
        needs=("day", "channel", "visits conversions"),
    ),
)  # fmt: skip
METRICS: tuple[Metric, ...] = ("visits", "conversions")
MOST_BYTES = 256 << 20


def recognise(archive: Archive) -> Export | None:
    """A table with the columns of the template."""
    ours = any(_table(member) for member in archive.members)
    return Export(source="visits", replaces=True) if ours else None


def read(archive: Archive, export: Export) -> Iterator[Record]:
    """Each row's counts."""
    for member in archive.members:
        table = _table(member)
        if table is None:
            yield FileSeen(path=member.path, status="unknown", what="not a table of visits that Heard knows")
        elif (content := (yield from content_of(member, MOST_BYTES, FILES["visits.csv"]))) is not None:
            yield from _file(member.path, csv.read(content, table.header), table, settled_of(export))


def _table(member: Member) -> Table | None:
    return find(beginning(member), LAYOUTS)


def _file(path: str, sheet: csv.Sheet, table: Table, settled: Settled) -> Iterator[Record]:
    rows = [table.cells(row) for row in sheet.rows()]
    order = settled.order(order_of(parts for row in rows if (parts := parts_of(row["visitedon"]))))
    found = Understood()
    counts: dict[str, Counts] = {}
    for at, row in enumerate(rows):
        try:
            into = counts.setdefault(row.get("site", ""), Counts(row.get("site", ""), "channel"))
            if not _row(row, order, into):
                found.left_out[NOTHING] += 1
        except ValueError as error:
            found.bad[at] = str(error)
    found.warnings += doubts(order)
    for each in counts.values():
        yield from each.told()
    idle = table.idle()
    yield from told(path, FILES["visits.csv"] + (f"; columns not used: {idle}" if idle else ""), sheet, found)


def _row(row: dict[str, str], order: Order, into: Counts) -> int:
    first, last = _days(row["visitedon"], order)
    name, _, medium = row["channel"].partition(" / ")
    medium = row.get("medium") or medium
    if not name and not medium:
        raise ValueError("does not say what brought the visits")
    numbers: dict[Metric, int] = {metric: whole(row[metric]) for metric in METRICS if row.get(metric)}
    if not numbers:
        raise ValueError("holds no count")
    channel = channel_of(source=name, medium=medium)
    for metric, number in numbers.items():
        into.add(
            first, last, channel, metric, number, page=row.get("page", ""), campaign=row.get("campaign", "")
        )
    return sum(numbers.values())


def _days(cell: str, order: Order) -> tuple[date, date]:
    """The days that a cell names, in figures or in words.

    Raises:
        ValueError: it names none.
    """
    try:
        if parts := parts_of(cell):
            return (day_of(parts, order),) * 2
    except ValueError:
        pass
    else:
        if days := days_named(cell):
            return days
    raise ValueError(f"holds “{cell[:40]}” where a day should be")
