"""Direct mail: letters and postcards that you sent, by your own list.

    sent_date,campaign,name,company,address,postcode,country,cost,currency,code
    2026-02-16,Checklist by post,Dana Reyes,Northwind Foods,Mill Lane 4,8010,AT,1.10,EUR,CL26

The first line is the template: save your mailing list as CSV with these columns. Each row with a day is a letter to many, as bulk mail
is; a row without one is a person on the list and nothing more. What the letters cost is spending on the channel. Postal addresses are
not kept. Put the code into the link on the letter, as utm_campaign, and the visits it brings stand beside it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from heard.model import Expense, Export, FileSeen, Interaction, Profile, Record, Traffic, day_micros
from heard.reading import csv
from heard.reading.aliases import Layout, Table, find
from heard.reading.archive import Archive, Member
from heard.reading.arrays import number
from heard.reading.day_month import Order, day_of, order_of
from heard.reading.deal_words import ADDRESS, currency_in, parts_of
from heard.reading.files import beginning, content_of
from heard.reading.named import Plain
from heard.reading.numbers import Marks, marks_of, number_of
from heard.reading.rows import Understood, told
from heard.reading.settled import Settled, doubts, other_mark, settled_of

TITLE = "Direct mail"
CHANNEL = ""
POST = "directmail"
"""The channel of every letter. What a mailing list cannot show, the journal does, so that the channel is not blind for it."""
WAIT_DAYS = 0
HOW_TO_GET_IT = (
    "Your mailing list, or the one that the printer's shop sent back, saved as CSV. Its first line: "
    "sent_date,campaign,name,company,address,postcode,country,cost,currency,code"
)
BLIND = (
    "Only what was sent. Who read it shows nowhere; who answered shows in your mailbox, in the journal, and in visits by the link with its "
    "code. Silence there is not silence."
)
BESIDE = "Your mailbox (mbox) and the web site's counts, for who answered, and deals."
NOT_SEEN = "A list as a printer's shop sends it back: its columns are those that shops name."
FILES = {"*.csv": "letters sent by post: to whom, on which day, at what cost"}
LEFT_ALONE: dict[str, str] = {}

LETTERS = Layout(
    aliases={
        "day": "sentdate datesent mailedon maildate maileddate postedon versanddatum",
        "campaign": "campaign campaignname mailing piece kampagne",
        "first": "firstname vorname",
        "last": "lastname surname nachname",
        "name": "name fullname recipient empfänger",
        "company": "company companyname organization organisation firma",
        "title": "jobtitle position",
        "email": "email emailaddress",
        "street": "address address1 addressline1 street streetaddress straße strasse adresse",
        "postcode": "postcode zip zipcode postalcode plz",
        "cost": "cost costperpiece unitcost price kosten",
        "currency": "currency währung",
        "code": "code responsecode couponcode offercode",
    },
    needs=("name last company", "street postcode", "day campaign code"),
)
LAYOUTS = {"letters": LETTERS}
PLAIN = (
    Plain(
        name="mailing",
        what="letters sent by post",
        fields={
            "day": "sent date", "campaign": "campaign", "first": "first name", "last": "last name", "name": "full name",
            "company": "company", "title": "job title", "email": "email", "street": "street", "postcode": "postcode",
            "cost": "cost", "currency": "currency", "code": "code",
        },
        needs=("name last company", "street postcode", "day campaign code"),
    ),
)  # fmt: skip
OWNER = "directmail:me"
"""Whoever sends them."""
MOST_BYTES = 256 << 20
DAY_FIRST = Order(day_first=True, sure=True)
POINT = Marks(".", sure=True)


def recognise(archive: Archive) -> Export | None:
    """A table of postal addresses with a campaign, a code or a day of sending."""
    if not any(_table(member) for member in archive.members):
        return None
    return Export(source="directmail", owner=OWNER, replaces=True)


def read(archive: Archive, export: Export) -> Iterator[Record]:
    """Each person, each letter, and what the letters cost."""
    yield Profile(account=export.owner, owner=True)
    for member in archive.members:
        table = _table(member)
        if table is None:
            yield FileSeen(path=member.path, status="unknown", what="not a mailing list that Heard knows")
        elif (content := (yield from content_of(member, MOST_BYTES, FILES["*.csv"]))) is not None:
            sheet = csv.read(content, table.header)
            yield from _Letters(table, sheet, settled_of(export)).told(member.path)


def _table(member: Member) -> Table | None:
    return find(beginning(member), LAYOUTS)


@dataclass(slots=True)
class _Letters:
    table: Table
    sheet: csv.Sheet
    settled: Settled
    found: Understood = field(default_factory=Understood)
    order: Order = DAY_FIRST
    marks: Marks = POINT
    sent: Counter[tuple[date, str]] = field(default_factory=Counter)
    cost: dict[tuple[date, str, str], Decimal] = field(default_factory=dict)

    def told(self, path: str) -> Iterator[Record]:
        """Everybody on the list, and what was sent."""
        rows = [self.table.cells(row) for row in self.sheet.rows()]
        self.order = self.settled.order(
            order_of(parts for row in rows if (parts := parts_of(row.get("day", ""))))
        )
        self.marks = self.settled.marks(marks_of(row["cost"] for row in rows if row.get("cost")))
        keys = [f"{self._written(row)}|{row.get('campaign', '')}|{_account(row)}" for row in rows]
        people: set[Profile] = set()
        for at, (row, key) in enumerate(zip(rows, number(keys), strict=True)):
            try:
                self._row(at, row, key, people)
            except ValueError as error:
                self.found.bad[at] = str(error)
        self.found.facts += self._sums()
        self._warn()
        kept = {name for name in self.table.columns if name not in {"street", "postcode"}}
        idle = Table(self.table.header, {name: self.table.columns[name] for name in kept}).idle()
        yield from told(
            path, FILES["*.csv"] + (f"; columns not used: {idle}" if idle else ""), self.sheet, self.found
        )

    def _warn(self) -> None:
        self.found.warnings += doubts(self.order)
        if not self.marks.sure:
            self.found.warnings.append(
                f"Costs of this file ({self.marks.doubtful:,}) can be read two ways, as 1,234 can; the decimal mark was taken to be "
                f"“{self.marks.decimal}”. {other_mark(self.marks)}"
            )

    def _row(self, at: int, row: dict[str, str], key: str, people: set[Profile]) -> None:
        account = _account(row)
        if not account and not row.get("company"):
            raise ValueError("names nobody")
        day = self._day(row.get("day", ""))
        if account:
            self._person(row, account, people)
        if day is None:
            self.found.left_out["on the list, and nothing sent"] += 1
            return
        self.sent[day, row.get("campaign") or row.get("code", "")] += 1
        if row.get("cost"):
            self._pay(at, row, day, row.get("campaign") or row.get("code", ""))
        if not account:
            self.found.left_out["letters to a firm, with nobody's name"] += 1
            return
        code = f"code {row['code']}" if row.get("code") else ""
        self.found.facts.append(
            Interaction(
                key=key, kind="mail", channel=POST, actor=OWNER, to=(account,), happened_us=day_micros(day),
                title="; ".join(filter(None, (row.get("campaign", ""), code))), visibility="direct", nature="bulk",
            )
        )  # fmt: skip

    def _person(self, row: dict[str, str], account: str, people: set[Profile]) -> None:
        email = account.removeprefix("email:") if account.startswith("email:") else ""
        person = Profile(
            account=account,
            name=_name(row),
            title=row.get("title", ""),
            company=row.get("company", ""),
            email=email,
        )
        if person not in people:
            people.add(person)
            self.found.facts.append(person)

    def _pay(self, at: int, row: dict[str, str], day: date, campaign: str) -> None:
        currency = row.get("currency", "").upper() or currency_in(row["cost"])
        try:
            cost = number_of(row["cost"], self.marks)
        except ValueError as error:
            self.found.partly[at] = f"{error}; its cost was left out"
            return
        if len(currency) != 3 or not 0 <= cost < 10**6:
            self.found.partly[at] = (
                "has a cost without a currency, or one that no letter has; it was left out"
            )
            return
        self.cost[day, campaign, currency] = self.cost.get((day, campaign, currency), Decimal(0)) + cost

    def _day(self, cell: str) -> date | None:
        if not cell:
            return None
        parts = parts_of(cell)
        try:
            if parts:
                return day_of(parts, self.order)
        except ValueError:
            pass
        raise ValueError(f"holds “{cell[:40]}” where the day of sending should be")

    def _written(self, row: dict[str, str]) -> str:
        """The day of sending, written the same whatever a spreadsheet made of it."""
        cell = row.get("day", "")
        try:
            return str(self._day(cell) or "")
        except ValueError:
            return cell

    def _sums(self) -> list[Record]:
        """What was sent on a day, counted, and what it cost, to the cent."""
        sums: list[Record] = [
            Traffic(
                key=f"{day}|{campaign}|sent", day=day, last_day=day, channel=POST, metric="sent", number=letters, dimension="campaign",
                campaign=campaign[:200],
            )
            for (day, campaign), letters in self.sent.items()
        ]  # fmt: skip
        sums += [
            Expense(
                key=f"{day}|{campaign}|{currency}", day=day, channel=POST, amount=cost.quantize(Decimal("0.01")), currency=currency,
                note=campaign,
            )
            for (day, campaign, currency), cost in self.cost.items()
        ]  # fmt: skip
        return sums


def _account(row: dict[str, str]) -> str:
    """By address, else by name; nothing where only a firm is named."""
    address, name = ADDRESS.search(row.get("email", "")), _name(row)
    return f"email:{address[0].lower()}" if address else f"name:{name.lower()}" if name else ""


def _name(row: dict[str, str]) -> str:
    return " ".join((row.get("name") or f"{row.get('first', '')} {row.get('last', '')}").split())
