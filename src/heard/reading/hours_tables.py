"""The tables of a time tracker in an archive: known by their columns, each read or named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from heard.model import Export, FileSeen, Problem, Record
from heard.reading import csv
from heard.reading.archive import HEAD, TABLES, Archive, DamagedError, Member
from heard.reading.files import beginning
from heard.reading.hours_rows import Reading, Table
from heard.reading.settled import Settled, settled_of

PLAIN = {
    "start_date": "date",
    "start_time": "start",
    "duration": "duration",
    "hours": "hours",
    "app": "activity",
}


def recognised(archive: Archive, source: str, tables: Mapping[str, Table]) -> Export | None:
    """Any table with the columns of one of the kinds."""
    marks = _marks(tables)
    kinds = {
        header.kind.partition("#")[0] for member in archive.members if (header := _header(member, marks))
    }
    return Export(source=source, replaces=all(tables[kind].own for kind in kinds)) if kinds else None


def read_tables(archive: Archive, export: Export, tables: Mapping[str, Table]) -> Iterator[Record]:
    """The hours of every table."""
    marks = _marks(tables)
    for member in archive.members:
        try:
            yield from _member(member, tables, marks, settled_of(export))
        except DamagedError as error:
            yield Problem(path=member.path, why=f"It is damaged ({error}) and was not read; export it again.")
            yield FileSeen(path=member.path, status="failed")


def _marks(tables: Mapping[str, Table]) -> dict[str, frozenset[str]]:
    return {
        f"{kind}#{at}": frozenset(names.split())
        for kind, table in tables.items()
        for at, names in enumerate(table.marks)
    }


def _header(member: Member, marks: Mapping[str, frozenset[str]]) -> csv.Header | None:
    return csv.find_header(beginning(member, size=HEAD), marks)


def _member(
    member: Member, tables: Mapping[str, Table], marks: Mapping[str, frozenset[str]], settled: Settled
) -> Iterator[Record]:
    header = _header(member, marks)
    if header is None:
        if member.name.lower().endswith(TABLES):
            member.head()  # a damaged one is told as such
        yield FileSeen(path=member.path, status="unknown", what="not a table of hours that Heard knows")
        return
    table = tables[header.kind.partition("#")[0]]
    if table.refused:
        yield Problem(path=member.path, why=table.refused)
        yield FileSeen(path=member.path, status="failed", what=table.what)
        return
    reading = Reading(table, csv.read(member.read(), header), settled)
    if missing := [name for name in table.needs.split() if name not in reading.columns]:
        named = " and ".join(PLAIN.get(name, name) for name in missing)
        why = f"It has no column for the {named}; its columns are {', '.join(header.names)[:300]}. Export all columns."
        yield Problem(path=member.path, why=why)
        yield FileSeen(path=member.path, status="failed", what=table.what)
        return
    yield from reading.told(member.path)
