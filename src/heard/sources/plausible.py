"""Plausible: the whole export of a site, or what is on its dashboard.

    imported_sources_20260701_20260731.csv
        date,source,referrer,utm_source,utm_medium,utm_campaign,utm_content,utm_term,pageviews,visitors,visits,visit_duration,bounces
        2026-07-01,LinkedIn,lnkd.in,,,,,,9,5,6,310,2
    Plausible export larkfield.example 2026-07-01 to 2026-07-31 .zip: sources.csv
        name,visitors,bounce_rate,visit_duration
        LinkedIn,71,46,64

The whole export counts visits by day; the dashboard counts visitors of the period, and lists three hundred sources at most. Of both
Heard reads what brought the visits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from heard.model import Export, FileSeen, Problem, Record
from heard.reading import csv
from heard.reading.archive import Archive, DamagedError, Member
from heard.reading.files import beginning, content_of
from heard.reading.rows import Understood, told
from heard.reading.traffic.counts import NOTHING, Counts, channel_of, plain_day, whole

TITLE = "Plausible"
CHANNEL = ""
WAIT_DAYS = 0
HOW_TO_GET_IT = (
    "Site settings > Imports & exports > Export data; a link comes by mail. It is the whole history by day. The download button on the "
    "dashboard gives only the period that is on show."
)
BLIND = (
    "It holds counts, no people. Whoever blocks scripts is not in it. Apps open links without saying where they came from: such a visit "
    "is called direct. A visit is no talk."
)
BESIDE = "Deals, for what visits came to."
NOT_SEEN = "Any whole export: it was written after Plausible's own code and documentation."
FILES = {
    "imported_sources_*.csv": "visits by day, and what brought them",
    "sources.csv": "visitors of the period, and what brought them",
}
OTHER = "the same visits, divided another way"
LEFT_ALONE = {
    **dict.fromkeys(
        ("imported_visitors_*.csv", "imported_pages_*.csv", "imported_entry_pages_*.csv", "imported_exit_pages_*.csv",
         "imported_locations_*.csv", "imported_devices_*.csv", "imported_browsers_*.csv", "imported_operating_systems_*.csv",
         "imported_custom_events_*.csv", "imported_custom_props_*.csv"), OTHER,
    ),
    **dict.fromkeys(
        ("visitors.csv", "channels.csv", "referrers.csv", "utm_*.csv", "pages.csv", "entry_pages.csv", "exit_pages.csv",
         "countries.csv", "regions.csv", "cities.csv", "browsers.csv", "browser_versions.csv", "operating_systems.csv",
         "operating_system_versions.csv", "devices.csv", "conversions.csv", "custom_props.csv"), OTHER,
    ),
}  # fmt: skip

WHOLE = {"whole": frozenset({"date", "source", "visitors"})}
KINDS = {**WHOLE, "dashboard": frozenset({"name", "visitors"})}
WHOLE_NAME = re.compile(r"(?:.*/)?imported_(\w+?)(?:_(\d{8})_(\d{8}))?\.csv", re.IGNORECASE)
OTHERS = re.compile(
    r"(?:.*/)?(?:visitors|channels|sources|referrers|utm_\w+|(?:entry_|exit_)?pages|countries|regions|cities|browsers|browser_versions"
    r"|operating_systems|operating_system_versions|devices|conversions|custom_props)\.csv",
    re.IGNORECASE,
)
GOAL = {"goal": frozenset({"date", "uniqueconversions", "totalconversions"})}
OF_A_GOAL = (
    "These are the days of a goal, without visits: take the filter off the dashboard and download it again."
)
VISITORS = {"days": frozenset({"date", "visitors", "pageviews", "visits"})}
PERIOD = re.compile(r"(\d{4}-\d\d-\d\d)\s+to\s+(\d{4}-\d\d-\d\d)")
SITE = re.compile(r"(?<![\w.-])((?:[a-z0-9-]+\.)+[a-z]{2,24})(?![\w.-])", re.IGNORECASE)
NO_SITE = (
    "Nothing says which site these visits are of: the table of pages does, or the zip under the name that Plausible gave it. They were "
    "read, but would count a second time beside an export that names it; take this one back (heard undo) before you add such."
)
MOST_LISTED = 300
"""Rows that the dashboard gives of a report."""
MOST_BYTES = 512 << 20


def recognise(archive: Archive) -> Export | None:
    """A table of sources by day; or one of sources beside the days of the dashboard."""
    if not any(_kind(archive, member) or _header(member, GOAL) for member in archive.members):
        return None
    last = _last_day(archive)
    return Export(
        source="plausible",
        taken_at=datetime.combine(last, time.max.replace(microsecond=0), UTC) if last else None,
    )


def read(archive: Archive, _export: Export) -> Iterator[Record]:
    """What brought the visits; the rest is known."""
    site = _site(archive)
    for member in archive.members:
        kind = _kind(archive, member)
        if kind:
            if not site:
                yield Problem(path=member.path, why=NO_SITE)
            yield from _table(archive, member, kind, site)
        elif _header(member, GOAL):
            yield Problem(path=member.path, why=OF_A_GOAL)
            yield FileSeen(path=member.path, status="known", what="conversions of one goal by day")
        elif WHOLE_NAME.fullmatch(member.path) or OTHERS.fullmatch(member.path):
            yield from _aside(member)
        else:
            yield FileSeen(path=member.path, status="unknown", what="not a file that Plausible exports")


def _aside(member: Member) -> Iterator[Record]:
    """A table that divides the same visits another way, unless it should have been the one of the sources."""
    if re.search(r"(?:^|/)(?:imported_)?sources(?:_[0-9_]+)?\.csv$", member.path, re.IGNORECASE):
        yield Problem(
            path=member.path, why="It has no columns that Heard knows, or is damaged; export it again."
        )
        yield FileSeen(path=member.path, status="failed", what=FILES["sources.csv"])
    else:
        yield FileSeen(path=member.path, status="known", what=OTHER)


def _kind(archive: Archive, member: Member) -> str:
    """What a file holds of what brought the visits: the whole, what was on the dashboard, or nothing."""
    if not member.name.lower().endswith(".csv"):
        return ""
    header = _header(member, KINDS)
    if header is None:
        return ""
    if header.kind == "whole":
        return (
            "whole"
            if "visits" in header.columns and ("utmmedium" in header.columns or "bounces" in header.columns)
            else ""
        )
    beside = any(
        _header(other, VISITORS) for other in archive.members if other.name.lower() == "visitors.csv"
    )
    return "dashboard" if member.name.lower() == "sources.csv" and beside else ""


def _header(member: Member, kinds: dict[str, frozenset[str]]) -> csv.Header | None:
    return csv.find_header(beginning(member, {".csv"}), kinds)


def _last_day(archive: Archive) -> date | None:
    """The last day that the export knows of, as its names say."""
    said = [
        found[3] for member in archive.members if (found := WHOLE_NAME.fullmatch(member.path)) and found[3]
    ]
    said += [found[2] for found in PERIOD.finditer(archive.path.name)]
    days = []
    for text in said:
        try:
            days.append(plain_day(text))
        except ValueError:
            continue
    return max(days, default=None)


def _site(archive: Archive) -> str:
    """The site, as the archive's name or the table of pages says."""
    if named := SITE.search(re.sub(r"\.(?:zip|csv)$", "", archive.path.name)):
        return named[1].lower()
    for member in archive.members:
        header = _header(member, {"pages": frozenset({"date", "hostname", "page"})})
        if header:
            rows = csv.read(member.head(), header).rows()
            return next((row["hostname"].lower() for row in rows if row["hostname"]), "")
    return ""


def _table(archive: Archive, member: Member, kind: str, site: str) -> Iterator[Record]:
    what = FILES["imported_sources_*.csv" if kind == "whole" else "sources.csv"]
    header = _header(member, KINDS)
    assert header is not None, "it was known by its header"
    period = _period(archive) if kind == "dashboard" else None
    if kind == "dashboard" and period is None:
        why = "Nothing says of which days it is: add the zip under the name that Plausible gave it."
        yield Problem(path=member.path, why=why)
        yield FileSeen(path=member.path, status="failed", what=what)
        return
    content = yield from content_of(member, MOST_BYTES, what)
    if content is None:
        return
    sheet = csv.read(content, header)
    counts, found = Counts(site, "source"), Understood()
    for at, row in enumerate(sheet.rows()):
        try:
            number = whole(row["visitors" if period else "visits"])
            if not number:
                found.left_out[NOTHING] += 1
            elif period:
                counts.add(*period, channel_of(source=row["name"]), "visitors", number)
            else:
                _day(row, number, counts)
        except ValueError as error:
            found.bad[at] = str(error)
    if kind == "dashboard" and len(sheet) >= MOST_LISTED:
        found.warnings.append(
            f"The dashboard lists {MOST_LISTED} sources at most, and the rest is missing; use Site settings > Export data."
        )
    yield from counts.told()
    yield from told(member.path, what, sheet, found)


def _day(row: dict[str, str], number: int, counts: Counts) -> None:
    """A row of the whole export: tags count before the name that Plausible gives, and that before the referrer."""
    day = plain_day(row["date"])
    source = row.get("utmsource") or row["source"]
    channel = channel_of(source=source, medium=row.get("utmmedium", ""), referrer=row.get("referrer", ""))
    counts.add(day, day, channel, "visits", number, campaign=row.get("utmcampaign", ""))


def _period(archive: Archive) -> tuple[date, date] | None:
    """The days of the dashboard: as the zip is named, or the first and the last of the table of days."""
    if named := PERIOD.search(archive.path.name):
        try:
            return plain_day(named[1]), plain_day(named[2])
        except ValueError:
            return None
    for member in archive.members:
        header = _header(member, VISITORS) if member.name.lower() == "visitors.csv" else None
        if header:
            try:
                days = [plain_day(row["date"]) for row in csv.read(member.read(), header).rows()]
            except (DamagedError, ValueError):
                return None
            return (min(days), max(days)) if days else None
    return None
