"""Badge scans of trade shows, and lists of who came to an event.

    event,scan_date,name,job_title,company,email,scanned_by,rating,notes,consent
    Line & Pack Fair,2026-03-11 10:20,Dana Reyes,Plant manager,Northwind Foods,dana@northwind.example,Ines,hot,asked about bearings,yes

The first line is the template: save your list as CSV with these columns. No standard exists; a scanner's own table is read too, where
it names people and says who scanned them, when, or on which badge. Columns are known by what vendors call them.
A scan is a card that changed hands. Where a note or a rating stands beside it, somebody spoke, and it is a visit at your stand. Who only
registered was not met: of them Heard takes the name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from heard.model import Export, FileSeen, Interaction, Profile, Record, micros
from heard.reading import csv
from heard.reading.aliases import Layout, Table, find
from heard.reading.archive import Archive, Member
from heard.reading.arrays import number
from heard.reading.day_month import Order, day_of, order_of
from heard.reading.deal_words import ADDRESS, parts_of
from heard.reading.files import beginning, content_of
from heard.reading.named import Plain
from heard.reading.rows import Understood, told
from heard.reading.settled import Settled, doubts, settled_of

TITLE = "Badge scans"
CHANNEL = ""
SHOW = "tradeshow"
"""The channel of every scan. What a list of scans cannot show, the journal does, so that the channel is not blind for it."""
WAIT_DAYS = 0
HOW_TO_GET_IT = (
    "The organiser's lead app (Cvent, iCapture, Swapcard and others) > Leads > Export, as CSV or Excel; often only for some weeks after the show. Luma, "
    "Eventbrite, Zoom: the list of guests > Export as CSV. Or type cards into a table of your own; its first line: "
    "event,scan_date,name,job_title,company,email,scanned_by,rating,notes,consent"
)
BLIND = (
    "Only who was scanned. Most talks at a stand leave no scan, and a scan says that a badge was read, not that anybody listened. Times are "
    "those of the scanner's clock. What was said after the show lies in your mailbox."
)
BESIDE = "Your mailbox (mbox), for what was said after the show, and the journal, for talks without a scan."
NOT_SEEN = "Any of it: the columns are those that vendors and people name."
FILES = {"*.csv": "people whose badge was scanned, or who came"}
LEFT_ALONE: dict[str, str] = {}

SCANS = Layout(
    aliases={
        "first": "firstname givenname vorname prénom prenom",
        "last": "lastname surname familyname nachname nom",
        "name": "fullname name attendeename attendee leadname contactname visitorname",
        "company": "company companyname organization organisation account firma unternehmen employer",
        "title": "jobtitle title position role funktion",
        "email": "email emailaddress workemail businessemail mail",
        "seen": "scandate scantime scandatetime scannedat scannedon scanned capturedate capturetime capturedat captured checkedinat checkindate checkintime",
        "who": "scannedby capturedby collectedby rep salesrep staff devicename user",
        "badge": "badgeid badgenumber badge registrationid attendeeid barcode leadid",
        "notes": "notes note comments comment remarks followup notizen bemerkungen",
        "rating": "rating temperature priority leadscore leadrating qualification",
        "consent": "consent optin gdpr gdprconsent marketingpermission marketingoptin einwilligung",
        "event": "event eventname show showname tradeshow messe",
        "registered": "approvalstatus tickettype ticketname registrationtime",
    },
    needs=("name first last email", "seen who badge registered"),
)
LAYOUTS = {"scans": SCANS}
PLAIN = (
    Plain(
        name="badges",
        what="people whose badge was scanned at a show",
        fields={
            "name": "full name", "first": "first name", "last": "last name", "company": "company", "title": "job title",
            "email": "email", "day": "scan date", "scanned_by": "scanned by", "badge": "badge id", "notes": "notes",
            "rating": "rating", "consent": "consent", "event": "event",
        },
        needs=("name first last email", "day scanned_by badge"),
    ),
)  # fmt: skip
OWNER = "tradeshow:me"
"""Whoever stands at the stand."""
EXCEL_DAYS = (40_000, 60_000)
"""Days since 1899-12-30, as Excel keeps dates: 2009 to 2064."""
CLOCK = r"%H:%M:%S", "%H:%M", "%I:%M:%S %p", "%I:%M %p"
MOST_BYTES = 64 << 20
DAY_FIRST = Order(day_first=True, sure=True)


def recognise(archive: Archive) -> Export | None:
    """A table of people with what only a scanner or a guest list says of them."""
    return Export(source="badges", owner=OWNER) if any(_table(member) for member in archive.members) else None


def read(archive: Archive, export: Export) -> Iterator[Record]:
    """Each person once for each scan."""
    yield Profile(account=export.owner, owner=True)
    for member in archive.members:
        table = _table(member)
        if table is None:
            yield FileSeen(path=member.path, status="unknown", what="not a list of scans that Heard knows")
        elif (content := (yield from content_of(member, MOST_BYTES, FILES["*.csv"]))) is not None:
            sheet = csv.read(content, table.header)
            yield from _Scans(table, sheet, settled_of(export)).told(member.path)


def _table(member: Member) -> Table | None:
    """The table in a file, unless it is that of an address book or of a network, which name people too."""
    table = find(beginning(member), LAYOUTS)
    if table is None:
        return None
    by_scanner = table.columns.get("who") in {"scannedby", "capturedby", "collectedby"}
    return table if by_scanner or table.columns.keys() & {"seen", "badge", "registered"} else None


@dataclass(slots=True)
class _Scans:
    table: Table
    sheet: csv.Sheet
    settled: Settled
    found: Understood = field(default_factory=Understood)
    order: Order = DAY_FIRST
    undated: int = 0

    def told(self, path: str) -> Iterator[Record]:
        """Everybody in the table."""
        rows = [self.table.cells(row) for row in self.sheet.rows()]
        self.order = self.settled.order(
            order_of(parts for row in rows if (parts := parts_of(row.get("seen", ""))))
        )
        names = [self._key(row) for row in rows]
        people: set[Profile] = set()
        for at, (row, key) in enumerate(zip(rows, number(names), strict=True)):
            try:
                self._row(at, row, key, people)
            except ValueError as error:
                self.found.bad[at] = str(error)
        self._warn()
        idle = self.table.idle()
        yield from told(
            path, FILES["*.csv"] + (f"; columns not used: {idle}" if idle else ""), self.sheet, self.found
        )

    def _warn(self) -> None:
        self.found.warnings += doubts(self.order)
        if self.undated:
            self.found.warnings.append(
                f"Scans of this file ({self.undated:,}) bear no day, and count in no measure; add a column scan_date."
            )

    def _row(self, at: int, row: dict[str, str], key: str, people: set[Profile]) -> None:
        name, address = _name(row), ADDRESS.search(row.get("email", ""))
        if row.get("email") and not address:
            self.found.partly[at] = f"has the address {row['email'][:60]!r}, which is none"
        if not name and not address:
            raise ValueError("names nobody")
        account = f"email:{address[0].lower()}" if address else f"name:{name.lower()}"
        person = Profile(
            account=account, name=name, title=row.get("title", ""), company=row.get("company", ""),
            email=address[0].lower() if address else "",
        )  # fmt: skip
        seen = row.get("seen", "")
        moment = self._moment(seen) if seen else None
        if person not in people:
            people.add(person)
            self.found.facts.append(person)
        if not seen and ("seen" in self.table.columns or not self.table.columns.keys() & {"who", "badge"}):
            self.found.left_out["registered, and not seen there"] += 1
            return
        self.undated += moment is None
        self.found.facts.append(_scan(row, key, account, moment))

    def _key(self, row: dict[str, str]) -> str:
        """By whom and when: the name first, since a later export may have badges and addresses that an earlier one lacks."""
        who, when = (
            _name(row).casefold() or row.get("email", "").casefold() or row.get("badge", ""),
            self._written(row),
        )
        return f"{who}|{when}" if when else f"{who}|{row.get('event', '')}|"

    def _written(self, row: dict[str, str]) -> str:
        """When it was scanned, written the same whatever a spreadsheet made of it."""
        cell = row.get("seen", "")
        try:
            return str(self._moment(cell)) if cell else ""
        except ValueError:
            return cell

    def _moment(self, cell: str) -> int:
        """When, by the scanner's clock [us]; Excel keeps days as numbers."""
        if cell.replace(".", "", 1).isdecimal() and EXCEL_DAYS[0] < float(cell) < EXCEL_DAYS[1]:
            return micros(datetime(1899, 12, 30, tzinfo=UTC) + timedelta(seconds=round(float(cell) * 86_400)))
        parts = parts_of(cell)
        try:
            day = day_of(parts, self.order) if parts else None
        except ValueError:
            day = None
        if day is None:
            raise ValueError(f"holds “{cell[:40]}” where the day of a scan should be")
        return micros(datetime.combine(day, _clock(cell), UTC))


def _scan(row: dict[str, str], key: str, account: str, moment: int | None) -> Interaction:
    """A talk at the stand where something was written down of it; otherwise a card that changed hands."""
    words = [row.get("notes", ""), f"rated: {row['rating']}" if row.get("rating") else ""]
    consent = f"consent to be written to: {row['consent']}" if row.get("consent") else ""
    return Interaction(
        key=key, kind="visit" if any(words) else "connection", channel=SHOW, actor=account, to=(OWNER,), happened_us=moment,
        title="; ".join(filter(None, (row.get("event", ""), consent))), text="\n".join(filter(None, words)), visibility="direct",
    )  # fmt: skip


def _name(row: dict[str, str]) -> str:
    return " ".join((f"{row.get('first', '')} {row.get('last', '')}".strip() or row.get("name", "")).split())


def _clock(cell: str) -> time:
    """The time of day behind a date; midnight where none stands there."""
    rest = (
        cell.replace("T", " ")
        .partition(" ")[2]
        .strip()
        .removesuffix("Z")
        .partition(".")[0]
        .partition("+")[0]
        .strip()
    )
    for pattern in CLOCK:
        try:
            return datetime.strptime(rest, pattern).time()  # noqa: DTZ007 - it is the scanner's clock
        except ValueError:
            continue
    return time()
