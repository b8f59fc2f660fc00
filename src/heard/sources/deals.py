"""Deals and money: tables of HubSpot, Salesforce, Pipedrive and Stripe, and two plain ones that you write yourself.

    deals.csv   deal,person,channel,opened,closed,stage,amount,currency
                D17,Dana Reyes,linkedin,2026-03-09,2026-04-20,won,12000,EUR
    spend.csv   date,channel,amount,currency,note
                2026-03-05,tradeshow,1800.00,EUR,booth

Columns are chosen by whoever exports, so that each kind of table is known by a few of them and read by the aliases of the rest.
A deal becomes a lead on the day it was opened and won or lost on the day it was closed. The close date of an open deal is a
forecast and is not read.
"""

from __future__ import annotations

from collections.abc import Iterator

from heard.model import Export, FileSeen, Problem, Record
from heard.reading import csv
from heard.reading.archive import HEAD, Archive, DamagedError, Member
from heard.reading.deals import Before, Reading, Table
from heard.reading.files import beginning
from heard.reading.named import Plain
from heard.reading.settled import Settled, settled_of

TITLE = "Deals and money"
CHANNEL = ""
WAIT_DAYS = 0
HOW_TO_GET_IT = (
    "HubSpot: Deals > Export, as CSV, column headers in English. Salesforce: an opportunity report > Export > Details Only, as CSV. "
    "Pipedrive: Deals > list view > Export filter results, as CSV. Stripe: Payments > Export, all columns. Or write deals.csv and "
    "spend.csv yourself. Excel workbooks are read too, but do not save a CSV in Excel: it changes dates and cuts long ids short."
)
BLIND = (
    "Only what somebody entered. Where a deal began is what its source field says: a hint, not a proof. A deal that was opened again "
    "shows its last state, earlier ones are gone; and money spent is only what spend.csv lists."
)
BESIDE = "Hours and money: without them nobody can tell what a channel earns for what it costs."
NOT_SEEN = (
    "Any whole export: columns are those that the four programs' documents and other people's imports name."
)


TABLES = {
    "hubspot": Table(
        what="deals in HubSpot",
        marks=("recordid dealname", "hsobjectid dealname"),
        needs="title stage",
        aliases={
            "id": "recordid hsobjectid", "title": "dealname", "stage": "dealstage", "won": "isclosedwon hsisclosedwon",
            "amount": "amount", "currency": "currency dealcurrencycode", "opened": "createdate", "closed": "closedate",
            "source": "originalsource originalsourcetype originaltrafficsource leadsource hsanalyticssource",
            "detail": "originalsourcedrilldown1 hsanalyticssourcedata1", "person": "associatedcontact associatedcontacts",
            "email": "contactemail email", "company": "associatedcompany",
        },
    ),
    "salesforce": Table(
        what="opportunities in Salesforce",
        marks=("opportunityname stage", "opportunityname closedate", "opportunityid stage"),
        needs="stage",
        aliases={
            "id": "opportunityid", "title": "opportunityname", "stage": "stage", "won": "won", "amount": "amount",
            "currency": "amountcurrency opportunitycurrency currency", "opened": "createddate", "closed": "closedate",
            "source": "leadsource primarycampaignsource", "person": "contactname primarycontact contact",
            "email": "contactemail email", "company": "accountname",
        },
    ),
    "pipedrive": Table(
        what="deals in Pipedrive",
        marks=("dealtitle dealstatus", "dealtitle dealstage", "dealtitle dealvalue"),
        needs="title stage",
        aliases={
            "id": "dealid", "title": "dealtitle", "stage": "dealstatus", "amount": "dealvalue",
            "currency": "dealcurrency dealcurrencyofvalue", "opened": "dealdealcreated dealcreated dealcreatedtime dealaddtime",
            "won_on": "dealwontime", "lost_on": "deallosttime", "closed": "dealdealclosedon dealclosetime",
            "source": "dealsource dealsourcechannel dealleadsource dealchannel", "person": "personname dealcontactperson",
            "email": "personemailwork personemail personemailhome personemailother", "company": "organizationname dealorganization",
        },
    ),
    "stripe": Table(
        what="payments in Stripe",
        marks=tuple(f"id {day} amount {proof}" for day in ("createddateutc", "createdutc")
                    for proof in ("amountrefunded", "captured", "mode", "customeremail")),
        needs="id amount opened",
        aliases={
            "id": "id", "title": "description", "stage": "status", "amount": "amount", "refunded": "amountrefunded",
            "currency": "currency", "opened": "createddateutc createdutc", "captured": "captured", "mode": "mode",
            "source": "channelmetadata sourcemetadata utmsourcemetadata", "person": "customername cardname",
            "email": "customeremail",
        },
    ),
    "deals": Table(
        what="deals, written by hand",
        marks=("deal channel opened stage", "deal person channel stage", "deal opened stage"),
        needs="id stage opened",
        aliases={
            name: alias for alias, name in {
                "deal": "id", "person": "person", "channel": "source", "opened": "opened", "closed": "closed", "stage": "stage",
                "amount": "amount", "currency": "currency",
            }.items()
        },
    ),
    "spend": Table(
        what="money spent, written by hand",
        marks=("date channel amount",),
        needs="opened source amount",
        aliases={"opened": "date", "source": "channel", "amount": "amount", "currency": "currency", "title": "note"},
    ),
}  # fmt: skip
PLAIN = (
    Plain(
        name="deals",
        what="deals: when each was opened, how it stands, what it is worth",
        fields={
            name: name
            for name in ("deal", "person", "channel", "opened", "closed", "stage", "amount", "currency")
        },
        needs=("deal", "opened", "stage"),
    ),
    Plain(
        name="spend",
        what="money spent on a channel",
        fields={
            "day": "date",
            "channel": "channel",
            "amount": "amount",
            "currency": "currency",
            "note": "note",
        },
        needs=("day", "channel", "amount"),
    ),
)
FILES = {
    "deals.csv": "deals: HubSpot's, Pipedrive's, Salesforce's opportunities as a report, or your own",
    "payments.csv": "Stripe's payments: each is a deal won, less what was refunded",
    "spend.csv": "money spent on a channel, written by hand",
}
LEFT_ALONE = {
    "contacts.csv": "HubSpot's contacts: people without a deal bring no outcome",
    "companies.csv": "HubSpot's companies: a deal names its own",
    "payouts.csv": "Stripe's payouts: the same money as the payments, on its way to the bank",
}
ASIDE = {
    "contacts.csv": "recordid firstname",
    "companies.csv": "recordid companyname",
    "payouts.csv": "id amount arrivaldateutc",
}
MARKS = {f"{kind}#{at}": frozenset(names.split()) for kind, table in TABLES.items() for at, names in enumerate(table.marks)}  # fmt: skip
MARKS |= {name: frozenset(names.split()) for name, names in ASIDE.items()}
BY_HAND = {"deals", "spend"}
FORMATTED = "This is a formatted report, with groups and sums among its rows; export it again and choose Details Only."


def recognise(archive: Archive) -> Export | None:
    """Any table with the columns of one of the kinds."""
    kinds = {header.kind.partition("#")[0] for member in archive.members if (header := _header(member))}
    return Export(source="deals", replaces=kinds <= BY_HAND) if kinds & TABLES.keys() else None


def read(archive: Archive, export: Export) -> Iterator[Record]:
    """Each deal's steps, each payment and expense, and the people they name."""
    before = Before()
    for member in archive.members:
        try:
            yield from _member(member, before, settled_of(export))
        except DamagedError as error:
            yield Problem(path=member.path, why=f"It is damaged ({error}) and was not read; export it again.")
            yield FileSeen(path=member.path, status="failed")


def _has_groups(sheet: csv.Sheet) -> bool:
    """Whether sums stand among the rows, so that a row does not say all that it is of."""
    first = [sheet.column(name).to_pylist() for name in sheet.header.columns[:2]]
    return any(csv.fold(cell) == "subtotal" for column in first for cell in column)


def _header(member: Member) -> csv.Header | None:
    return csv.find_header(beginning(member, size=HEAD), MARKS)


def _member(member: Member, before: Before, settled: Settled) -> Iterator[Record]:
    header = _header(member)
    if header is None:
        yield FileSeen(
            path=member.path, status="unknown", what="not a table of deals or money that Heard knows"
        )
        return
    if header.kind in LEFT_ALONE:
        yield FileSeen(path=member.path, status="known", what=LEFT_ALONE[header.kind])
        return
    kind = header.kind.partition("#")[0]
    table = TABLES[kind]
    sheet = csv.read(member.read(), header)
    if kind == "salesforce" and _has_groups(sheet):
        yield Problem(path=member.path, why=FORMATTED)
        yield FileSeen(path=member.path, status="failed", what=table.what)
        return
    reading = Reading(kind, table, sheet, before, settled)
    if missing := [name for name in table.needs.split() if name not in reading.columns]:
        named = " and ".join({"opened": "date", "source": "channel"}.get(name, name) for name in missing)
        why = f"It has no column for the {named}; its columns are {', '.join(header.names)[:300]}. Add what is missing and export again."
        yield Problem(path=member.path, why=why)
        yield FileSeen(path=member.path, status="failed", what=table.what)
        return
    yield from reading.told(member.path)
