"""Google Analytics 4: reports downloaded as CSV.

    # ----------------------------------------
    # Traffic acquisition
    # Account: Larkfield
    # Property: larkfield.example
    # ----------------------------------------
    # All Users
    # Start date: 20260701
    # End date: 20260731
    Session source / medium,Sessions,Engaged sessions,Key events
    lnkd.in / referral,38,21,2
    ,412,250,9,Grand total

One file may hold several tables, each below lines of its own. What is counted are sessions by what brought them, and the key events
that Analytics saw in them. Whom it saw it does not say.
"""

from __future__ import annotations

import csv as cells
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from heard.model import Export, FileSeen, Metric, Problem, Record
from heard.reading import csv
from heard.reading.archive import Archive, Member
from heard.reading.files import beginning, content_of
from heard.reading.rows import Understood, told
from heard.reading.traffic.counts import NOTHING, Counts, channel_of, plain_day, whole

TITLE = "Google Analytics 4"
CHANNEL = ""
WAIT_DAYS = 0
HOW_TO_GET_IT = (
    "Analytics, in English or another great language of Europe > Reports > Acquisition > Traffic acquisition > choose “Session source / medium” as the dimension and the "
    "period > Share this report > Download file > CSV. It comes at once."
)
BLIND = (
    "It holds counts, no people. Whoever refused cookies or blocks Analytics is not in it, and small numbers are left out, so that every "
    "count is a lower bound. Apps open links without saying where they came from: such a visit is called direct. A visit is no talk."
)
BESIDE = "Deals, for what visits came to, and the access log, for who refused to be counted."
NOT_SEEN = (
    "Any whole export: it was written after descriptions of the format and other programs that read it. Columns in Dutch, and lines of "
    "sums in other languages than English."
)
FILES = {"*.csv": "sessions and key events, by what brought them"}
LEFT_ALONE = {
    "*.csv without a source": "tables of other things than what brought the sessions: pages, countries, days"
}

DAY = re.compile(r"#[^:\n]{1,60}:\s*(\d{8})\s*")
PROPERTY = re.compile(r"#\s*(?:Propert\w*|Propri\w+|Propiedad)\s*:\s*(.+)", re.IGNORECASE)
EVERYBODY = {
    "all users",
    "alle nutzer",
    "tous les utilisateurs",
    "todos los usuarios",
    "tutti gli utenti",
    "todos os usuários",
    "alle gebruikers",
}
SOURCE = (
    "sessionsourcemedium", "sessionmanualsourcemedium", "sessionsource", "sessionmanualsource",
    "sessionprimarychannelgroupdefaultchannelgroup", "sessionprimarychannelgroup", "sessiondefaultchannelgroup",
    "sessiondefaultchannelgrouping",
)  # fmt: skip
"""Columns that say what brought a session, the finest first."""
MEDIUM = ("sessionmedium", "sessionmanualmedium")
CAMPAIGN = ("sessioncampaign", "sessionmanualcampaignname", "sessioncampaignname")
DIMENSIONS = {
    "sessionsourcemedium": "source / medium",
    "sessionprimarychannelgroupdefaultchannelgroup": "primary channel group (Default Channel Group)",
}
"""What the two that Analytics offers first are called, so that a report says the same in every language."""
WORDS = {
    "sessionsourcemedium": r"(?=.*SESSION)(?=.*(?:source|quelle|fuente|sorgente|origem|bron))(?=.*(?:medium|support|medio|mezzo|mídia)).*",
    "sessionprimarychannelgroupdefaultchannelgroup": r"(?=.*SESSION)(?=.*(?:channelgr|canaux|canales|canali|canais|kanaalgr)).*",
    "sessioncampaign": r"(?=.*SESSION)(?=.*(?:kampagne|campagne|campaña|campagna|campanha)).*",
    "sessionsource": r"(?=.*SESSION).*(?:quelle|fuente|sorgente|origem|bron).*",
    "sessionmedium": r"(?=.*SESSION).*(?:medium|support|medio|mezzo|mídia|meio).*",
    "sessions": r"sitzungen|sesiones|sessioni|sessões|sessies",
    "keyevents": r"schlüsselereignisse|événementsclés|eventosclave|eventichiave|eventosprincipais|belangrijkegebeurtenissen",
    "conversions": r"conversiones|conversioni|conversões|conversies",
    "date": r"datum|fecha|data",
}
"""Columns in German, French, Spanish, Italian, Portuguese and Dutch, folded, by their English name; the first that fits counts."""
FIRST_USER = re.compile(
    r"firstuser|erst\w*nutzer|premi\w*utilisateur|\w*prim\w*usuario|\w*primo\w*utente|\w*primeiro\w*usuário|\w*eerste\w*gebruiker"
)
"""How columns begin that say what first brought somebody, on whatever day that was."""
SESSION = r"(?:session|sitzung|sesión|sessione|sessão|sessie)"
LOCAL = {english: re.compile(words.replace("SESSION", SESSION)) for english, words in WORDS.items()}
COUNTED: dict[str, Metric] = {"sessions": "visits", "keyevents": "conversions", "conversions": "conversions"}
NO_CAMPAIGN = re.compile(r"\((?:not set|direct|organic|referral|other|none)\)", re.IGNORECASE)
MOST_BYTES = 256 << 20
"""Analytics exports a hundred thousand rows at most."""


@dataclass(slots=True)
class Block:
    """A table of the file with the lines of comment above it."""

    comments: list[str] = field(default_factory=list)
    header: int = 0
    """Line on which its columns are named, counted from 1."""
    rows: list[str] = field(default_factory=list)
    """Its lines; those of totals are blank."""
    totals: int = 0


def recognise(archive: Archive) -> Export | None:
    """Tables that begin with comments, of which two name a day."""
    ours = [member for member in archive.members if (days := _days(_comments(member))) and len(days) >= 2]
    if not ours:
        return None
    ends = [max(_days(_comments(member))) for member in ours]
    return Export(source="ga4", taken_at=datetime.combine(max(ends), time.max.replace(microsecond=0), UTC))


def read(archive: Archive, _export: Export) -> Iterator[Record]:
    """Each table's counts."""
    for member in archive.members:
        if len(_days(_comments(member))) < 2:
            yield FileSeen(path=member.path, status="unknown", what="not a report of Google Analytics 4")
        else:
            yield from _file(member)


def _comments(member: Member) -> list[str]:
    """The first lines of a file, where they are comments."""
    lines = csv.decode(beginning(member, size=4096))[0].splitlines()
    return lines[:20] if lines and lines[0].startswith("#") else []


def _days(comments: list[str]) -> list[date]:
    """The days that lines of comment name."""
    found = []
    for line in comments:
        if (named := DAY.fullmatch(line)) and named[1]:
            try:
                found.append(plain_day(named[1]))
            except ValueError:
                continue
    return found


def _file(member: Member) -> Iterator[Record]:
    content = yield from content_of(member, MOST_BYTES)
    if content is None:
        return
    counts: dict[tuple[str, str], Counts] = {}
    seen: list[FileSeen] = []
    title, site = "", ""
    text, encoding = csv.decode(content)
    if encoding == "cp1252":
        why = "This file is not in UTF-8; it was read as Windows-1252, so look at a name with accents."
        yield Problem(path=member.path, why=why)
    for block in _blocks(text.splitlines(keepends=True)):
        title = title or next((said for line in block.comments if (said := line.strip("#- "))), "a report")
        site = next(
            (named[1].strip() for line in block.comments if (named := PROPERTY.fullmatch(line))), site
        )
        for record in _Table(member.path, block, title, site).told(counts):
            if isinstance(record, FileSeen):
                seen.append(record)
            else:
                yield record
    for each in counts.values():
        yield from each.told()
    read_or_not = {each.status for each in seen} or {"failed"}
    yield FileSeen(
        path=member.path,
        status="read" if "read" in read_or_not else "failed" if "failed" in read_or_not else "known",
        rows=sum(each.rows for each in seen),
        what="; ".join(dict.fromkeys(each.what for each in seen)) or "a report without a table",
    )


def _blocks(lines: list[str]) -> Iterator[Block]:
    """The tables of a file: a comment below a row begins the next."""
    block = Block()
    for number, line in enumerate(lines, start=1):
        if line.startswith("#"):
            if block.header:
                yield block
                block = Block()
            block.comments.append(line.strip())
        elif not block.header:
            block.header, block.rows = (number, [line]) if line.strip() else (0, [])
        else:
            total = _is_total(line, block.rows[0])
            block.totals += total
            block.rows.append("\n" if total else line)
    if block.header:
        yield block


def _is_total(line: str, header: str) -> bool:
    """Whether a line holds the sums: nothing in its first cell, and one cell more than the header, which says so."""
    if not line.startswith((",", '"",')):
        return False
    row, names = next(cells.reader([line]), []), next(cells.reader([header]), [])
    return len(row) == len(names) + 1 and not row[0]


@dataclass(slots=True)
class _Table:
    path: str
    block: Block
    title: str
    site: str
    found: Understood = field(default_factory=Understood)

    def told(self, counts: dict[tuple[str, str], Counts]) -> Iterator[Record]:
        """What became of the rows; the counts are gathered."""
        names = next(cells.reader([self.block.rows[0]]), [])
        columns = csv.unique([_english(csv.fold(name)) for name in names])
        header = csv.Header("ga4", tuple(names), columns, self.block.header, ",")
        source = next((column for column in SOURCE if column in header.columns), "")
        days = _days(self.block.comments)
        if not source or not COUNTED.keys() & set(header.columns):
            yield from self._left(names, header)
            return
        if len(days) < 2 and "date" not in header.columns:
            yield Problem(
                path=self.path,
                line=self.block.header,
                why="Above this table two days are missing, and it has no column Date; it was left out.",
            )
            yield FileSeen(path=self.path, status="failed", what=self.title)
            return
        content = "\n" * (self.block.header - 1) + "".join(self.block.rows)
        sheet = csv.read_carefully(content.encode(), header)
        dimension = DIMENSIONS.get(source) or names[header.columns.index(source)].removeprefix("Session ")
        segment = self._segment()
        if segment:
            dimension += f", {segment}"
            self.found.warnings.append(f"It counts only the segment “{segment[:60]}”, not everybody.")
        into = counts.setdefault((self.site, dimension), Counts(self.site, dimension))
        for at, row in enumerate(sheet.rows()):
            try:
                if not self._row(row, source, (min(days), max(days)) if len(days) > 1 else None, into):
                    self.found.left_out[NOTHING] += 1
            except ValueError as error:
                self.found.bad[at] = str(error)
        if self.block.totals:
            self.found.left_out["lines of sums"] = self.block.totals
        yield from told(self.path, f"{self.title}: {FILES['*.csv']}", sheet, self.found)

    def _left(self, names: list[str], header: csv.Header) -> Iterator[Record]:
        """A table that says nothing of what brought anybody; in another language than English, that cannot be told."""
        if any(name in ENGLISH for name in header.columns) or FIRST_USER.match(header.columns[0]):
            yield FileSeen(
                path=self.path, status="known", what=f"{self.title}: {next(iter(LEFT_ALONE.values()))}"
            )
            return
        why = (
            f"This table has no column “Session source / medium” and “Sessions”; its columns are {', '.join(names)[:200]}. "
            "If it says what brought the sessions, switch Analytics to English and download it again."
        )
        yield Problem(path=self.path, line=self.block.header, why=why)
        yield FileSeen(path=self.path, status="failed", what=self.title)

    def _segment(self) -> str:
        """The group of people that was counted, where it is not everybody: the line above that of the first day."""
        said = [line.strip("# ") for line in self.block.comments]
        at = next((at for at, line in enumerate(self.block.comments) if DAY.fullmatch(line)), 0)
        above = said[at - 1] if at else ""
        return "" if ":" in above or not above.strip("-") or above.casefold() in EVERYBODY else above

    def _row(self, row: dict[str, str], source: str, period: tuple[date, date] | None, into: Counts) -> int:
        day = plain_day(row["date"]) if row.get("date") else None
        first, last = (day, day) if day else period or (None, None)
        if first is None or last is None:
            raise ValueError("has no day")
        name, _, medium = (
            row[source].partition(" / ") if source.endswith("sourcemedium") else (row[source], "", "")
        )
        medium = medium or next((row[column] for column in MEDIUM if row.get(column)), "")
        if not name:
            raise ValueError("does not say what brought the visits")
        campaign = next((row[column] for column in CAMPAIGN if row.get(column)), "")
        counted = [
            (metric, _count(row[column], metric)) for column, metric in COUNTED.items() if row.get(column)
        ]
        if not counted:
            raise ValueError("holds no count")
        for metric, number in counted:
            into.add(
                first, last, channel_of(source=name, medium=medium), metric, number,
                campaign="" if NO_CAMPAIGN.fullmatch(campaign) else campaign,
            )  # fmt: skip
        return sum(number for _, number in counted)


ENGLISH = {
    "sessions", "activeusers", "totalusers", "newusers", "views", "eventcount", "keyevents", "users", "engagedsessions", "country",
    "pagetitleandscreenclass", "pagepathandscreenclass", "landingpage", "eventname", "nthday", "date",
}  # fmt: skip
"""Columns by which a table is known to be in English."""


def _english(column: str) -> str:
    """The English name of a folded column that is one of those which are read, else what it is."""
    if column in {*SOURCE, *MEDIUM, *CAMPAIGN, *COUNTED, "date"}:
        return column
    return next((english for english, local in LOCAL.items() if local.fullmatch(column)), column)


def _count(cell: str, metric: Metric) -> int:
    """A key event may be given out in parts to several sources; sessions are whole."""
    parts = metric == "conversions" and re.fullmatch(r"[0-9]{1,12}\.[0-9]{1,12}", cell)
    return round(float(cell)) if parts else whole(cell)
