"""What the rows of a time tracker's table mean, once it is known which column is which.

Dates, times and numbers are read as the whole table writes them. A row that cannot be placed is refused with its reason; a row of
which a part is doubtful is kept, and the doubt is told.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from heard.model import Effort, Record
from heard.reading import csv
from heard.reading.assignment import collector_at_rest
from heard.reading.day_month import LARGEST_MONTH, Order, Parts, day_of
from heard.reading.deal_words import order_in, parts_of, unguarded
from heard.reading.deals import FOOTER
from heard.reading.hours import LONGEST, app_in, by_day, clock_of, domain_in, labels, seconds_of
from heard.reading.numbers import Marks, marks_of, number_of
from heard.reading.rows import Understood, told
from heard.reading.settled import OPEN, Settled, doubts

HOUR = 3600
SLACK = 60
"""Seconds by which a duration may differ from the times beside it: some trackers round to minutes or hundredths of an hour."""
UNIT = {"decimal": HOUR, "hours": HOUR, "minutes": 60, "seconds": 1}
"""Seconds in the number of a column, by field; the first that stands in the table counts."""
NAMED = ("client", "project", "task", "category")
SAID = (*NAMED, "tag", "app", "email")
DAYS = ("start_date", "end_date", "made_date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One kind of table: how it is known, and under which names each field may stand."""

    what: str
    marks: tuple[str, ...]
    """Folded columns, any group of which proves the kind."""
    aliases: dict[str, str]
    """Folded columns by field, the best first."""
    needs: str = ""
    """Fields without which no row can be read."""
    own: bool = False
    """Its owner goes on writing it, and what an earlier reading of it brought is taken back."""
    refused: str = ""
    """Why no such table can be read, and what to export instead."""


@dataclass(slots=True)
class Entry:
    """Hours of one row, before it is known which rows are alike."""

    identity: str
    row: dict[str, str]
    days: list[tuple[date, float]]
    """Seconds by day."""
    note: str
    labels: tuple[str, ...]


class Reading:
    """One table while it is read."""

    def __init__(self, table: Table, sheet: csv.Sheet, settled: Settled = OPEN) -> None:
        self.table, self.found = table, Understood()
        columns = sheet.header.columns
        self.columns = {name: column for name, aliases in table.aliases.items()
                        if (column := next((alias for alias in aliases.split() if alias in columns), ""))}  # fmt: skip
        self.cells = {name: cells_in(sheet.column(column)) for name, column in self.columns.items()}
        days = {name: [parts_of(cell) for cell in self._column(name, len(sheet))] for name in DAYS}
        self.footer = {
            at
            for at, cell in enumerate(cells_in(sheet.column(columns[0])))
            if days["start_date"][at] is None and FOOTER.fullmatch(cell)
        }
        lines = {sheet.line(at) for at in self.footer}
        self.sheet = replace(
            sheet, problems={line: why for line, why in sheet.problems.items() if line not in lines}
        )
        body = [at for at in range(len(sheet)) if at not in self.footer]
        self.number = next((name for name in UNIT if name in self.columns), "")
        numbers = [self.cells[self.number][at] for at in body] if self.number else ()
        self.marks = settled.marks(marks_in(numbers, UNIT.get(self.number, 1)))
        self.order = settled.order(order_in_entries([[days[name][at] for name in DAYS] for at in body]))
        self.people: set[str] = set()
        self.said: dict[tuple[str, ...], tuple[tuple[str, ...], tuple[str, ...]]] = {}
        """Labels that stand before the title's and behind them, by the cells that they are of."""
        self.numbers: dict[str, float] = {}
        """Numbers that were read, by cell [s]."""

    def _column(self, name: str, rows: int) -> list[str]:
        return self.cells.get(name) or [""] * rows

    def told(self, path: str) -> Iterator[Record]:
        """Everything in the table."""
        with collector_at_rest():
            entries = self._entries()
            if "app" in self.columns:
                entries = self._added_up(entries)
            self.found.facts.extend(efforts(entries))
        self._warn()
        idle = [name for name, column in zip(self.sheet.header.names, self.sheet.header.columns, strict=True)
                if column not in self.columns.values()]  # fmt: skip
        what = self.table.what + (f"; columns not used: {', '.join(idle)}"[:400] if idle else "")
        yield from told(path, what, self.sheet, self.found)

    def _entries(self) -> list[Entry]:
        """The hours of every row that holds some."""
        entries = []
        for at in range(len(self.sheet)):
            if at in self.footer:
                self.found.left_out["lines of the footer"] += 1
                continue
            row = {name: cells[at] for name, cells in self.cells.items()}
            doubts: list[str] = []
            try:
                entry = self._entry(row, doubts)
            except ValueError as error:
                self.found.bad[at] = str(error)
                continue
            if isinstance(entry, str):
                self.found.left_out[entry] += 1
                continue
            entries.append(entry)
            if doubts:
                self.found.partly[at] = ", and ".join(doubts)
        return entries

    def _added_up(self, entries: list[Entry]) -> list[Entry]:
        """Entries of one identity as one, of which they are parts, as the documents opened in one program are; no more than a day."""
        added: dict[str, Entry] = {}
        for entry in entries:
            first = added.setdefault(entry.identity, entry)
            if first is not entry:
                (day, seconds), (_, more) = first.days[0], entry.days[0]
                first.days[0] = (day, seconds + more)
                first.labels = tuple(dict.fromkeys((*first.labels, *entry.labels)))
        longer = [entry for entry in added.values() if entry.days[0][1] > LONGEST]
        for entry in longer:
            entry.days[0] = (entry.days[0][0], LONGEST)
        if longer:
            self.found.warnings.append(
                f"Rows of one program on one day add up to more than a day, and a day of them was counted: {len(longer):,}."
            )
        return list(added.values())

    def _warn(self) -> None:
        warn = self.found.warnings.append
        self.found.warnings += doubts(self.order, self.marks)
        if missing := self._not_told_apart_by():
            warn(
                f"No column of this file says {' and '.join(missing)}, so that they would count a second time beside a file of the same "
                "entries that has one; export the same columns each time."
            )
        if len(self.people) > 1:
            names = ", ".join(each[:40] for each in sorted(self.people)[:5]) + (
                " …" if len(self.people) > 5 else ""
            )
            warn(
                f"It holds the hours of {len(self.people)} people ({names}), and all of them count. Export your own alone, or leave "
                "somebody out by a first rule without a channel under tracked: in the strategy, as in {person: …}."
            )

    def _not_told_apart_by(self) -> list[str]:
        """What an entry is known by where a tracker keeps it, and this file does not."""
        if self.table.own:
            return []
        whose = "person" in self.table.aliases and not self.columns.keys() & {"person", "email"}
        by_name = () if self.columns.keys() & {"start_time", "app"} else NAMED
        named = [name for name in by_name if name in self.table.aliases and name not in self.columns]
        return ["whose the hours are"] * whose + [f"of which {name} the hours are" for name in named]

    def _entry(self, row: dict[str, str], doubts: list[str]) -> Entry | str:
        """The hours in a row, or what the row is if it holds none."""
        if row.get("type") and csv.fold(row["type"]) not in {"", "regular"}:
            return f"rows of the type “{row['type'][:40]}”"
        day = self._day(row, "start_date")
        days = self._between(row, day, doubts) if row.get("start_time") else self._on(row, day)
        if isinstance(days, str):
            return days
        person = " ".join(filter(None, (row.get("person"), row.get("last_name"))))
        if whose := row.get("email", "").casefold() or person.casefold():
            self.people.add(person or whose)
        began = (
            f"{day} {(row.get('start_time') and clock_of(row['start_time'])) or _hour_in(row['start_date'])}"
        )
        identity = "|".join((whose, began.strip(), *self._which(row)))
        return Entry(identity, row, days, row.get("title", ""), self._labels(row, person))

    def _labels(self, row: dict[str, str], person: str) -> tuple[str, ...]:
        """What the row says of its hours; all but the title comes again in many rows."""
        cells = (person, *(row.get(name, "") for name in SAID))
        if cells not in self.said:
            activity = row.get("app", "")
            site = domain_in(activity)
            named = {name: (row.get(name, ""),) for name in NAMED}
            known = {
                "domain": (site,),
                "app": ("" if site else app_in(activity),),
                "person": (person, row.get("email", "")),
            }
            before = labels({**named, "category": (), "tag": row.get("tag", "").split(",")})
            self.said[cells] = before, labels({**known, "category": named["category"]})
        before, after = self.said[cells]
        return *before, *labels({"title": (row.get("title", ""),)}), *after

    def _which(self, row: dict[str, str]) -> Iterable[str]:
        """What tells entries of one moment apart: nothing for a timer, of which one runs at a time."""
        if row.get("start_time"):
            return ()
        return (row.get(name, "").casefold() for name in (("app",) if "app" in self.columns else NAMED))

    def _day(self, row: dict[str, str], name: str) -> date:
        cell = row.get(name, "")
        parts = parts_of(cell)
        if parts is None:
            raise ValueError(f"holds “{cell[:40]}” where a date should be")
        try:
            return day_of(parts, self.order)
        except ValueError as error:
            raise ValueError(f"holds “{cell[:40]}”, which is no day of the calendar") from error

    def _said(self, row: dict[str, str]) -> float | None:
        """How long the row says that it took [s]."""
        span = row.get(self.number, "")
        if (seconds := seconds_of(row.get("duration", "") or (span if ":" in span else ""))) is not None:
            return seconds
        if span and span not in self.numbers:
            self.numbers[span] = float(number_of(span, self.marks)) * UNIT[self.number]
        return self.numbers.get(span)

    def _on(self, row: dict[str, str], day: date) -> list[tuple[date, float]] | str:
        """Hours of a day without times of day."""
        seconds = self._said(row)
        if seconds is None:
            cell = row.get("duration", "") or row.get(self.number, "")
            raise ValueError(
                f"holds “{cell[:40]}” where a length of time should be" if cell else "says no length of time"
            )
        if not 0 <= seconds <= LONGEST:
            raise ValueError(f"has {seconds / HOUR:,.1f} hours, which no day has")
        return [(day, seconds)] if seconds else "entries of no length"

    def _between(self, row: dict[str, str], day: date, doubts: list[str]) -> list[tuple[date, float]] | str:
        """Hours from a start to an end, by the clock on the wall."""
        start = datetime.combine(day, clock_of(row["start_time"]))
        try:
            said = self._said(row)
        except ValueError as error:
            said = None
            doubts.append(f"{error}, so that only its times were taken")
        if not row.get("end_time"):
            if not said:
                return "entries that were still running"
            end = start + timedelta(seconds=said)
        else:
            last = self._day(row, "end_date") if row.get("end_date") else day
            end = datetime.combine(last, clock_of(row["end_time"]))
            if end < start and not row.get("end_date"):
                end += timedelta(days=1)
        lasted = (end - start).total_seconds()
        if said is not None and abs(abs(said - lasted) - HOUR) <= SLACK and 0 <= said <= LONGEST:
            lasted = said  # the clocks were changed that night
        elif lasted < 0:
            raise ValueError("ends before it starts, as where day and month are exchanged")
        elif said is not None and abs(said - lasted) > SLACK and lasted <= LONGEST:
            doubts.append(
                f"says that it took {said / HOUR:.2f} h, and {lasted / HOUR:.2f} h lie between its times; the times were taken"
            )
        if lasted > LONGEST:
            raise ValueError(
                f"lasts {lasted / HOUR:,.1f} h, more than a day: a timer that was left running, or day and month are exchanged"
            )
        days = list(by_day(start, start + timedelta(seconds=lasted)))
        return days or "entries of no length"


def efforts(entries: list[Entry]) -> Iterator[Effort]:
    """The entries as facts; those of one identity are told apart by an ordinal that does not depend on their order in the file."""
    alike: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        alike[entry.identity].append(entry)
    ordinal = {
        id(entry): at
        for each in alike.values()
        if len(each) > 1
        for at, entry in enumerate(sorted(each, key=lambda one: sorted(one.row.items())))
    }
    for entry in entries:
        same = f"#{at + 1}" if (at := ordinal.get(id(entry), 0)) else ""
        for at, (day, seconds) in enumerate(entry.days):
            yield Effort(
                key=f"{entry.identity}{same}" + (f"/{day}" if at else ""), day=day, channel="", hours=seconds / HOUR,
                note=entry.note, labels=entry.labels,
            )  # fmt: skip


def cells_in(column: Any) -> list[str]:
    """The cells of a column without what protects them; what comes again is the same text in memory."""
    encoded = column.dictionary_encode()
    words = [unguarded(cell.strip()) for cell in encoded.dictionary.to_pylist()]
    return [words[at] for at in encoded.indices.to_pylist()]


def marks_in(cells: Iterable[str], unit: int) -> Marks:
    """The decimal mark of numbers of hours: where nothing else decides, no entry is longer than a day."""
    cells = [cell for cell in cells if cell and ":" not in cell]
    found = marks_of(cells)
    if found.sure:
        return found
    wrong = {mark: _beyond_a_day(cells, Marks(mark, sure=True), unit) for mark in ".,"}
    if wrong["."] == wrong[","]:
        return found
    return Marks(min(wrong, key=wrong.__getitem__), sure=True)


def order_in_entries(rows: list[list[Parts | None]]) -> Order:
    """Day or month first: by a number above twelve, by entries that end on the day they begin or the next, by a sorted column."""
    columns: list[list[Parts]] = [[parts for row in rows if (parts := row[at])] for at in range(len(DAYS))]
    open_ones = [parts for column in columns for parts in column if parts[0] < 1000]
    if not any(max(parts[:2]) > LARGEST_MONTH for parts in open_ones):
        pairs = {(start, end) for start, end, *_ in rows if start and end and start != end}
        votes = Counter(ways[0] for pair in pairs if len(ways := _ways(*pair)) == 1)
        if len(votes) == 1:
            return Order(next(iter(votes)), sure=True)
    return order_in(columns, [])


def _ways(start: Parts, end: Parts) -> list[bool]:
    """Whether day first lets an entry end on its day or the next, and whether month first does."""
    ways = []
    for way in (True, False):
        order = Order(day_first=way, sure=True)
        try:
            if 0 <= (day_of(end, order) - day_of(start, order)).days <= 1:
                ways.append(way)
        except ValueError:
            continue
    return ways


def _beyond_a_day(cells: Iterable[str], marks: Marks, unit: int) -> int:
    """How many numbers cannot be read so, or mean more than a day."""
    wrong = 0
    for cell in cells:
        try:
            wrong += abs(number_of(cell, marks)) * unit > Decimal(LONGEST)
        except ValueError:
            wrong += 1
    return wrong


def _hour_in(cell: str) -> str:
    """The time of day that stands behind a date, as RescueTime's hourly rows have it."""
    _, _, clock = cell.replace("T", " ").partition(" ")
    try:
        return str(clock_of(clock)) if clock else ""
    except ValueError:
        return clock[:20]
