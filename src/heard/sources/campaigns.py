"""E-mail campaigns: Mailchimp's reports, and tables of other tools that say how many letters were sent and opened.

    Title,Subject,List,Send Date,Send Weekday,Total Recipients,Successful Deliveries,…,Unique Opens,Open Rate,…,Unique Clicks,…
    May letter,What broke in April?,Friends,"May 05, 2026 09:30 am",Tuesday,402,398,…,181,45.48%,…,25,…

    "Title:","May letter"
    "Delivery Date/Time:","Tue, May 5, 2026 9:30"
    "Recipients Who Opened:","181 (45.5%)"

Counts, not people: a letter to a list is no talk with anybody on it. Other tools' tables are known by a column for the campaign, one
for the day and one for how many were sent.
"""

from __future__ import annotations

import csv as cells
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

from heard.model import Export, FileSeen, Metric, Problem, Record, Traffic
from heard.reading import csv
from heard.reading.aliases import Layout, find
from heard.reading.archive import Archive, DamagedError, Member
from heard.reading.arrays import number
from heard.reading.day_month import Order, day_of, order_of
from heard.reading.deal_words import parts_of
from heard.reading.files import beginning, content_of
from heard.reading.named import Plain
from heard.reading.rows import Understood, told
from heard.reading.settled import Settled, doubts, settled_of
from heard.reading.traffic.counts import whole

TITLE = "E-mail campaigns"
CHANNEL = ""
WAIT_DAYS = 0
HOW_TO_GET_IT = (
    "Mailchimp: Analytics > Reports > Export > Export campaign reports, which comes at once. Brevo, MailerLite and others: the list of "
    "campaigns > Export. Any table will do that has a column each for campaign, send date, recipients, unique opens and unique clicks."
)
BLIND = (
    "It holds counts, no people. Opens say little: Apple Mail opens every letter by itself, and who shows no pictures never opens one. "
    "Some firms' filters click each link. A click is no talk; an answer lies in your mailbox."
)
BESIDE = "Your mailbox (mbox), for answers, and the web site's counts (ga4, plausible, matomo or accesslog), for what came of clicks."
NOT_SEEN = (
    "Any of it: it was written after descriptions of Mailchimp's reports and other programs that read them."
)
FILES = {"*.csv": "letters of campaigns: sent, opened, clicked, unsubscribed"}
LEFT_ALONE: dict[str, str] = {}

LETTERS = Layout(
    aliases={
        "name": "title campaignname campaign campaigntitle name emailname kampagne betreff subject",
        "subject": "subject subjectline betreff",
        "list": "list audience listname lists recipientlist liste",
        "day": "senddate sentdate sentat senton datesent sent deliverydate sendtime sentdatetime versanddatum date",
        "sent": "totalrecipients recipients sentcount emailssent totalsent delivered successfuldeliveries sends empfänger",
        "bounced": "totalbounces bounces bounced bouncecount",
        "opened": "uniqueopens opensunique uniqueopened opened opens totaluniqueopens öffnungen",
        "clicked": "uniqueclicks clicksunique uniqueclicked clicked clicks totaluniqueclicks klicks",
        "unsubscribed": "unsubscribes unsubscribed unsubscriptions totalunsubs abmeldungen",
        "id": "uniqueid campaignid",
    },
    needs=("name", "day", "sent", "opened clicked", "opened unsubscribed bounced"),
)
LAYOUTS = {"campaigns": LETTERS}
PLAIN = (
    Plain(
        name="campaigns",
        what="e-mail campaigns: how many were sent, opened, clicked",
        fields={
            "campaign": "campaign name", "subject": "subject", "list": "list", "day": "send date", "sent": "recipients",
            "bounced": "bounces", "opened": "unique opens", "clicked": "unique clicks", "unsubscribed": "unsubscribes",
        },
        needs=("campaign", "day", "sent", "opened clicked", "opened unsubscribed bounced"),
    ),
)  # fmt: skip
METRICS: tuple[Metric, ...] = ("sent", "bounced", "opened", "clicked", "unsubscribed")
ALONE: dict[str, Metric] = {
    "totalrecipients": "sent", "bounces": "bounced", "recipientswhoopened": "opened", "recipientswhoclicked": "clicked",
    "totalunsubs": "unsubscribed",
}  # fmt: skip
"""Lines of the report on one campaign; where two versions of a letter were tried, each comes twice and they are added."""
REPORT = re.compile(r"(?:Email )?Campaign Report\s*", re.IGNORECASE)
IN_WORDS = re.compile(r"(?:[A-Za-z]{3,9},?\s+)?([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})\b.*")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MOST_BYTES = 64 << 20


def recognise(archive: Archive) -> Export | None:
    """A table of campaigns with what was sent and opened, or a report on one."""
    days = [day for member in archive.members if _kind(member) for day in _days_in(member)]
    if not any(_kind(member) for member in archive.members):
        return None
    newest = max(days, default=None)
    taken = datetime(newest.year, newest.month, newest.day, tzinfo=UTC) if newest else None
    return Export(source="campaigns", taken_at=taken)


def read(archive: Archive, export: Export) -> Iterator[Record]:
    """Each campaign's counts."""
    for member in archive.members:
        kind = _kind(member)
        if not kind:
            yield FileSeen(
                path=member.path, status="unknown", what="not a report on e-mail campaigns that Heard knows"
            )
            continue
        content = yield from content_of(member, MOST_BYTES, FILES["*.csv"])
        if content is None:
            continue
        yield from (
            _one(member.path, content)
            if kind == "report"
            else _table(member.path, content, settled_of(export))
        )


def _kind(member: Member) -> str:
    head = beginning(member)
    first = csv.decode(head[:200])[0].lstrip().partition("\n")[0].strip('" \r')
    if REPORT.fullmatch(first):
        return "report"
    return "table" if find(head, LAYOUTS) else ""


def _days_in(member: Member) -> Iterator[date]:
    """The days that it names: a later export of the same campaigns has later ones."""
    try:
        text = csv.decode(member.head())[0]
    except DamagedError:
        return
    for found in re.finditer(
        r"\b[A-Z][a-z]{2,8} \d{1,2}, \d{4}\b|\b\d{4}-\d\d-\d\d\b|\b\d\d?[./]\d\d?[./]\d{4}\b", text
    ):
        if day := _day(found[0], Order(day_first=True, sure=True)):
            yield day


def _day(cell: str, order: Order) -> date | None:
    """The day in a cell, in words or in figures."""
    try:
        if found := IN_WORDS.fullmatch(cell):
            return date(int(found[3]), MONTHS.index(found[1][:3].lower()) + 1, int(found[2]))
        parts = parts_of(cell)
        return day_of(parts, order) if parts else None
    except ValueError:
        return None


# --- a table of campaigns ---


def _table(path: str, content: bytes, settled: Settled) -> Iterator[Record]:
    table = find(content[:16_384], LAYOUTS)
    assert table is not None, "it was known by its header"
    sheet = csv.read(content, table.header)
    rows = [table.cells(row) for row in sheet.rows()]
    order = settled.order(order_of(parts for row in rows if (parts := parts_of(row["day"]))))
    found = Understood()
    keys = [f"{row['name'] or row.get('id', '')}|{_day(row['day'], order) or row['day']}" for row in rows]
    for at, (row, key) in enumerate(zip(rows, number(keys), strict=True)):
        try:
            found.facts += _letters(row, key, order)
        except ValueError as error:
            found.bad[at] = str(error)
    found.warnings += doubts(order)
    idle = table.idle()
    yield from told(path, FILES["*.csv"] + (f"; columns not used: {idle}" if idle else ""), sheet, found)


def _letters(row: dict[str, str], key: str, order: Order) -> list[Traffic]:
    if not row["name"] and not row.get("subject"):
        raise ValueError("does not name the campaign")
    if not row["day"]:
        raise ValueError("has no day on which it was sent")
    day = _day(row["day"], order)
    if day is None:
        raise ValueError(f"holds “{row['day'][:40]}” where a date should be")
    counted = {
        metric: whole(row[metric])
        for metric in METRICS
        if row.get(metric) and row[metric].casefold() not in {"n/a", "-"}
    }
    if not any(counted.values()):
        raise ValueError("holds no count")
    return _told(row["name"] or row["subject"], row.get("list", ""), day, key, counted)


def _told(name: str, addresses: str, day: date, key: str, counted: dict[Metric, int]) -> list[Traffic]:
    return [
        Traffic(
            key=f"{key}|{metric}", day=day, last_day=day, channel="email", metric=metric, number=count, site=addresses[:200],
            dimension="campaign", campaign=name[:200],
        )
        for metric, count in counted.items() if count
    ]  # fmt: skip


# --- the report on one campaign ---


def _one(path: str, content: bytes) -> Iterator[Record]:
    """Labels and what stands beside them."""
    said: dict[str, str] = {}
    counted: dict[Metric, int] = {}
    bad = False
    for line, row in enumerate(_pairs(csv.decode(content)[0]), start=1):
        label, value = csv.fold(row[0]), row[1].strip()
        if metric := ALONE.get(label):
            try:
                counted[metric] = counted.get(metric, 0) + whole(value.partition("(")[0].strip())
            except ValueError as error:
                bad = True
                yield Problem(path=path, line=line, why=f"This line {error}.")
        else:
            said.setdefault(label, value)
    day = _day(said.get("deliverydatetime", ""), Order(day_first=True, sure=True))
    if day is None or not said.get("title") or not counted:
        yield Problem(
            path=path, why="It lacks the title, the day of delivery or every count; export the report again."
        )
        yield FileSeen(path=path, status="failed", what=FILES["*.csv"])
        return
    yield from _told(said["title"], said.get("list", ""), day, f"{said['title']}|{day}", counted)
    yield FileSeen(
        path=path,
        status="failed" if bad and not counted else "read",
        rows=1,
        what="the report on one campaign",
    )


def _pairs(text: str) -> Iterator[list[str]]:
    """Lines of a label and a value; other lines give two empty ones, so that lines can be counted."""
    for line in text.splitlines():
        row = next(cells.reader([line]), [])
        yield row if len(row) == 2 and row[0].strip().endswith(":") else ["", ""]
