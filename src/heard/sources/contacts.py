"""Address books: vCards, and the CSVs of Google Contacts and Outlook.

    contacts.vcf     BEGIN:VCARD … FN:Ada Ferro … EMAIL;TYPE=work:ada@acme.example … END:VCARD
    contacts.csv     First Name,Middle Name,Last Name,…,Organization Name,…,E-mail 1 - Label,E-mail 1 - Value
    Kontakte.csv     Anrede;Vorname;Weitere Vornamen;Nachname;…;E-Mail-Adresse;E-Mail-Typ

That somebody stands in an address book is no exchange: Heard takes names, companies and addresses from it and nothing else. Google
changed its columns in 2024; both are read. Outlook writes its columns in the language of Windows: English and German are read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from sys import intern

from heard.model import Export, FileSeen, Problem, Profile, Record
from heard.reading import csv
from heard.reading.archive import Archive, DamagedError, Member
from heard.reading.beside import stands_alone
from heard.reading.files import beginning
from heard.reading.named import Plain
from heard.reading.rows import Understood, told
from heard.reading.vcards import BEGINS, CHARSET, Person, cards, person
from heard.reading.web.count import Count
from heard.reading.web.parts import COMPUTERS_OWN, left_alone

TITLE = "Address book"
CHANNEL = "contacts"
WAIT_DAYS = 0
HOW_TO_GET_IT = (
    "Google: contacts.google.com > Export, as Google CSV or vCard. Apple: Contacts > select all > File > Export > Export vCard. "
    "Outlook: File > Open & Export > Import/Export > Export to a file > Comma Separated Values > Contacts. Each comes at once. "
    "Out of a Google Takeout with more in it, add the folder Contacts."
)
BLIND = (
    "It holds no exchange. An address book says who somebody is, not when you last spoke; a date in it is when the card was changed. "
    "Silence there is not silence."
)
BESIDE = "Anything with talks in it; an address book says only who is who."
NOT_SEEN = "Any whole export: it was written after descriptions of these formats and small samples of them."
FILES = {
    "*.vcf": "cards of people",
    "*.csv": "contacts, of Google or Outlook",
}
LEFT_ALONE = {
    **dict.fromkeys(("*.jpg", "*.jpeg", "*.png", "*.gif", "*.webp"), "pictures of people; Heard reads words"),
    "Takeout/archive_browser.html": "Google's table of contents",
    "*.ics": "a calendar, which is added by itself",
    **COMPUTERS_OWN,
}

ENDINGS = {".vcf", ".vcard", ".csv", ".txt", ""}
MOST_BYTES = 512 << 20
"""An address book of a hundred thousand people, with their pictures, stays below."""
KINDS = {
    "google": frozenset({"email1value", "givenname"}),
    "google since 2024": frozenset({"email1value", "firstname"}),
    "outlook": frozenset({"firstname", "lastname", "emailaddress", "jobtitle", "businessstreet"}),
    "outlook, short": frozenset({"emailaddress", "emailtype"}),
    "outlook in German": frozenset({"vorname", "nachname", "emailadresse"}),
    "outlook in French": frozenset({"prénom", "nom", "adressedemessagerie"}),
    "outlook in Spanish": frozenset({"nombre", "apellidos", "direccióndecorreoelectrónico"}),
    "outlook in Italian": frozenset({"nome", "cognome", "indirizzoemail"}),
    "outlook in Italian, since 2013": frozenset({"nome", "cognome", "indirizzodipostaelettronica"}),
    "outlook in Portuguese": frozenset({"nome", "sobrenome", "endereçodeemail"}),
    "outlook in Portuguese, by first and last": frozenset({"primeironome", "últimonome", "endereçodeemail"}),
    "outlook in Dutch": frozenset({"voornaam", "achternaam", "emailadres"}),
    "by hand": frozenset({"person", "personemail"}),
    "by hand, in two columns": frozenset({"firstname", "lastname", "personemail"}),
}
PLAIN = (
    Plain(
        name="contacts",
        what="people and their addresses",
        fields={
            "name": "person",
            "first": "First Name",
            "last": "Last Name",
            "email": "Person email",
            "company": "Company",
            "title": "Job title",
        },
        needs=("name first", "name last", "email"),
    ),
)
ADDRESSES = re.compile(
    r"email\d+value|email\d?ad(?:d)?res(?:s)?(?:e)?\d?|personemail|adressedemessagerie\d?|direccióndelcorreoelectrónico\d?"
    r"|direccióndecorreoelectrónico\d?|indirizzo(?:e?mail|dipostaelettronica)\d?|endereçodeemail\d?"
)
NAMES = (
    ("name",),
    ("person",),
    ("firstname", "middlename", "lastname"),
    ("givenname", "additionalname", "familyname"),
    ("vorname", "weiterevornamen", "nachname"),
    ("prénom", "deuxièmeprénom", "nom"),
    ("nombre", "segundonombre", "apellidos"),
    ("nome", "secondonome", "nomedomeio", "cognome", "sobrenome"),
    ("primeironome", "nomedomeio", "últimonome"),
    ("voornaam", "middelstenaam", "achternaam"),
    ("fileas",),
    ("nickname",),
    ("emaildisplayname",),
    ("emailangezeigtername",),
)
"""Columns that make a name, the best first."""
COMPANIES = (
    "organizationname",
    "organization1name",
    "company",
    "firma",
    "société",
    "organización",
    "compañía",
    "società",
    "empresa",
    "bedrijf",
)
TITLES = (
    "organizationtitle",
    "organization1title",
    "jobtitle",
    "position",
    "profession",
    "puesto",
    "cargo",
    "qualifica",
    "functie",
)
"""A `Title` of Outlook's is Dr or Ms."""
INSIDE = ("/o=", "/ou=", "/cn=")
"""How an address begins that only an Exchange server understands."""


@dataclass(slots=True)
class Entry:
    """What the cards say of one account."""

    name: str
    title: str
    company: str
    first: str
    """The account of the first address on its card."""


@dataclass(slots=True)
class Book:
    """Everybody, each once, whatever file or card they stand in. It is held whole, so that little is kept of each."""

    people: dict[str, Entry] = field(default_factory=dict)
    others: dict[str, set[str]] = field(default_factory=dict)
    """Who else bears an address: an office shares one."""

    def add(self, somebody: Person) -> str:
        """Take somebody in; what they are if they are left out, or nothing."""
        addresses = [address for one in somebody.addresses if (address := _address(one))]
        accounts = [f"email:{address}" for address in addresses]
        if not accounts and not somebody.name:
            return "without a name or an address"
        accounts = accounts or [f"name:{somebody.name.lower()}"]
        title, company = intern(somebody.title), intern(somebody.company)
        known = True
        for account in accounts:
            one = self.people.get(account)
            if one is None:
                known = False
                self.people[account] = Entry(somebody.name, title, company, accounts[0])
                continue
            one.name, one.title, one.company = (
                one.name or somebody.name,
                one.title or title,
                one.company or company,
            )
            if (name := somebody.name.lower()) != one.name.lower():
                self.others.setdefault(account, set()).add(name)
        return "already in it" if known else ""

    def told(self) -> Iterator[Profile]:
        """Everybody; a second address bears the first as its mail, unless several people share that one."""
        for account, one in self.people.items():
            shared = _several(self._names(one.first) | self._names(account))
            bears = account if shared else one.first
            email = bears.removeprefix("email:") if account.startswith("email:") else ""
            yield Profile(account=account, name=one.name, title=one.title, company=one.company, email=email)

    def _names(self, account: str) -> set[str]:
        return {self.people[account].name.lower()} | self.others.get(account, set())


def _several(names: set[str]) -> bool:
    """Whether names are those of several people: the longest of one person's holds all the words of the others."""
    words = [set(name.split()) for name in names]
    return any(not one <= max(words, key=len) for one in words)


def recognise(archive: Archive) -> Export | None:
    """Whether it holds cards or a table of contacts, and no chat, mailbox or site that has them as attachments."""
    if not any(_kind(member) for member in archive.members):
        return None
    if not stands_alone(archive, lambda member: bool(_kind(member)), LEFT_ALONE):
        return None
    return Export(source="contacts")


def read(archive: Archive, _export: Export) -> Iterator[Record]:
    """Everybody in it, each once, after the files."""
    book = Book()
    for member in archive.members:
        kind = _kind(member)
        if kind and member.size > MOST_BYTES:
            yield Problem(path=member.path, why=f"It is larger than {MOST_BYTES >> 20} MiB; it was not read.")
            yield FileSeen(
                path=member.path, status="failed", what=FILES["*.vcf" if kind == "cards" else "*.csv"]
            )
        elif kind:
            yield from _contacts(member, kind, book)
        elif why := left_alone(member.path, LEFT_ALONE):
            yield FileSeen(path=member.path, status="known", what=why)
        else:
            yield from _unknown(member)
    yield from book.told()


def _kind(member: Member) -> str:
    """What a file holds: cards, a table, or nothing of ours."""
    head = beginning(member, ENDINGS, 16_384)
    if BEGINS.match(_narrow(head)):
        return "cards"
    return "table" if csv.find_header(head, KINDS) else ""


def _narrow(head: bytes) -> bytes:
    """The first bytes, in UTF-8 where they are in UTF-16."""
    return csv.decode(head[: len(head) & ~1])[0].encode() if head.startswith(csv.UTF_16) else head


def _unknown(member: Member) -> Iterator[Record]:
    suffix = member.path.lower().rpartition(".")[2]
    if suffix in {"vcf", "vcard", "csv"}:
        why = "It is damaged, empty, or has columns that Heard does not know; export the contacts again as vCard."
        yield Problem(path=member.path, why=why)
        yield FileSeen(path=member.path, status="failed", what="no contacts that Heard can read")
    else:
        yield FileSeen(path=member.path, status="unknown", what="not a file that an address book holds")


def _contacts(member: Member, kind: str, book: Book) -> Iterator[Record]:
    try:
        content = member.read()
    except DamagedError as error:
        yield Problem(path=member.path, why=f"It is damaged ({error}) and was not read; download it again.")
        yield FileSeen(path=member.path, status="failed", what=FILES["*.vcf" if kind == "cards" else "*.csv"])
        return
    yield from (_cards if kind == "cards" else _table)(member.path, content, book)


# --- cards ---


def _cards(path: str, content: bytes, book: Book) -> Iterator[Record]:
    count = Count(path, FILES["*.vcf"])
    text, encoding = _decoded(content)
    for card in cards(text):
        try:
            somebody = person(card)
        except ValueError as error:
            yield from count.problem(f"This card {error}; it was left out.", card.line)
            continue
        if somebody.kind == "group":
            count.left_out["groups"] += 1
            continue
        for address in _without_sense(somebody):
            yield from count.problem(f"This card has the address {address!r}, which is none.", card.line)
        why = book.add(somebody)
        count.rows += why != "without a name or an address"
        count.left_out.update([why] if why else [])
    if encoding == "cp1252":
        yield Problem(
            path=path,
            why="This file is not in UTF-8; it was read as Windows-1252, so look at a name with accents.",
        )
    elif encoding == "utf-8, damaged":
        yield Problem(path=path, why="Some letters in this file are damaged and show as \ufffd.")
    yield from count.end()


def _decoded(content: bytes) -> tuple[str, str]:
    """The text; version 2.1 may name its encoding in each line, of which one holds for the file."""
    text, encoding = csv.decode(content)
    if encoding == "cp1252":
        named = Counter(name.decode().lower() for name in CHARSET.findall(content))
        try:
            return content.decode(named.most_common(1)[0][0] if named else "ascii"), "named"
        except (LookupError, UnicodeDecodeError):
            pass
    return text, encoding


# --- tables ---


def _table(path: str, content: bytes, book: Book) -> Iterator[Record]:
    header = csv.find_header(content[:16_384], KINDS)
    assert header is not None, "it was known by its header"
    sheet = csv.read(content, header)
    understood = Understood()
    inside = 0
    for at, row in enumerate(sheet.rows()):
        somebody = _row(row)
        inside += sum(one.lower().startswith(INSIDE) for one in somebody.addresses)
        if bad := _without_sense(somebody):
            understood.partly[at] = f"has the address {bad[0]!r}, which is none"
        if why := book.add(somebody):
            understood.left_out[why] += 1
    if inside:
        understood.warnings.append(
            f"Addresses that only an Exchange server understands: {inside:,}; the names were kept without them."
        )
    yield from told(path, FILES["*.csv"], sheet, understood)


def _row(row: dict[str, str]) -> Person:
    """Who stands in a row; Google joins several values of a cell by three colons."""
    spoken = (" ".join(filter(None, (row.get(column, "") for column in columns))) for columns in NAMES)
    company = _first(row, COMPANIES)
    return Person(
        name=" ".join((next(filter(None, spoken), "") or company).split()),
        title=_first(row, TITLES),
        company=company,
        addresses=tuple(
            address.strip()
            for column, cell in sorted(row.items(), key=lambda each: re.sub(r"\D", "", each[0]) or "1")
            if cell and ADDRESSES.fullmatch(column)
            for address in cell.split(" ::: ")
        ),
    )


def _first(row: dict[str, str], columns: tuple[str, ...]) -> str:
    return next((cell.split(" ::: ")[0] for column in columns if (cell := row.get(column, ""))), "")


# --- addresses ---


def _address(said: str) -> str:
    """A mail address, or nothing."""
    plain = said.strip().lower().removeprefix("mailto:").strip("<>")
    name, _, host = plain.rpartition("@")
    return plain if name and host and not any(letter.isspace() for letter in plain) else ""


def _without_sense(somebody: Person) -> list[str]:
    """Addresses that are none, apart from those that an Exchange server understands."""
    return [one for one in somebody.addresses if not _address(one) and not one.lower().startswith(INSIDE)]
