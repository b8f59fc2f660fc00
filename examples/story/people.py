"""Everybody in the example. All are invented: the domains are reserved for examples and the account numbers are impossible."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from examples.story.truth import ASKED, CONNECTIONS, DEALS, END, INTRODUCTIONS, START

Role = Literal["market", "peer", "vendor", "recruiter", "student", "other"]
Language = Literal["en", "de"]

X_BASE = 7_700_000_000_000_000_000
"""Account numbers on X begin here: above every number that X has given out, so that nobody real is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """Where somebody works."""

    name: str
    domain: str
    trade: str


@dataclass(slots=True, kw_only=True, eq=False)
class Person:
    """Somebody, and where they can be found."""

    first: str
    last: str
    role: Role
    title: str
    company: Company
    language: Language = "en"
    slug: str = ""
    """Name in a LinkedIn address; empty for those who are not there."""
    email: str = ""
    x: str = ""
    """Handle on X."""
    x_id: int = 0
    connected: date | None = None
    """Since when on LinkedIn."""

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}"

    @property
    def linkedin(self) -> str:
        """Address of the profile."""
        return f"https://www.linkedin.com/in/{self.slug}"


LARKFIELD = Company(name="Larkfield Consulting", domain="larkfield.example", trade="consulting")
INES = Person(
    first="Ines", last="Okafor", role="peer", title="Maintenance engineer turned consultant", company=LARKFIELD,
    slug="ines-okafor", email="ines@larkfield.example", x="ines_larkfield", x_id=X_BASE + 1,
)  # fmt: skip
TOMAS = Person(
    first="Tomas", last="Lind", role="peer", title="Reliability consultant", company=LARKFIELD,
    slug="tomas-lind-larkfield", email="tomas@larkfield.example", x="tomas_larkfield", x_id=X_BASE + 2, connected=date(2017, 5, 9),
)  # fmt: skip

_KNOWN: tuple[tuple[str, str, str, str, Language], ...] = (
    ("Sam Ito", "Reliability lead", "Harrow Lane Dairy", "dairy", "en"),
    ("Dana Reyes", "Director of Operations", "Northwind Foods", "food", "en"),
    ("Lena Hofmann", "Food safety consultant", "Hofmann Beratung", "consulting", "de"),
    ("Hannah Brock", "Head of Maintenance", "Sutter Bakeries", "bakery", "en"),
    ("Piotr Zielak", "Plant Manager", "Kestrel Snacks", "snack", "en"),
    ("Petra Moreau", "Plant Manager", "Alder Mill Paper", "paper", "en"),
    ("Owen Tallis", "Head of Operations", "Calder Packaging", "packaging", "en"),
    ("Jonas Reinke", "Werkleiter", "Rheinfelder Kartonagen", "carton", "de"),
    ("Rory Quill", "Founder and podcast host", "Shopfloor Stories", "media", "en"),
    ("Marit Solheim", "Plant Manager", "Fjordglimt Seafoods", "seafood", "en"),
    ("Gareth Pym", "Operations Director", "Pym & Daughters Preserves", "food", "en"),
    ("Ayodele Banks", "Head of Operations", "Tamarind Kitchen Foods", "food", "en"),
    ("Katrin Vogt", "Leiterin Instandhaltung", "Ostermoor Papier", "paper", "de"),
    ("Felix Arendt", "Werkleiter", "Arendt Folien", "film", "de"),
    ("Beatrix Noor", "Head of Maintenance", "Polderzicht Dairy", "dairy", "en"),
    ("Tom Hargrave", "Plant Manager", "Millbrook Tissue", "tissue", "en"),
    ("Ruth Abara", "Head of Operations", "Saltmarsh Foods", "food", "en"),
    ("Callum Reid", "Plant Manager", "Strathcairn Bottling", "drinks", "en"),
    ("Sofia Brandt", "Werkleiterin", "Heidegrund Molkerei", "dairy", "de"),
    ("Ivo Kranz", "Head of Maintenance", "Kranzberg Packaging", "packaging", "de"),
    ("Nadia Ferris", "Head of Maintenance", "Corran Foods", "food", "en"),
    ("Erik Dahl", "Plant Manager", "Dahlvik Board", "board", "en"),
    ("Joana Prado", "Head of Operations", "Ribeira Conservas", "food", "en"),
    ("Desmond Achterberg", "Plant Manager", "Achterberg Tissue", "tissue", "en"),
    ("Greta Lohmann", "Werkleiterin", "Lohmann Backwaren", "bakery", "de"),
    ("Ismail Kaya", "Head of Maintenance", "Bosfor Snacks", "snack", "en"),
    ("Orla Keane", "Plant Manager", "Keane & Foley Dairies", "dairy", "en"),
    ("Hugo Lindqvist", "Head of Maintenance", "Norrsund Paper", "paper", "en"),
    ("Klaus Wendt", "Leiter Instandhaltung", "Wendtland Zucker", "food", "de"),
    ("Runa Eide", "Plant Manager", "Eidfjell Fisk", "seafood", "en"),
    ("Anke Petersen", "Werkleiterin", "Petersen Wellpappe", "board", "de"),
    ("Morag Sinclair", "Head of Operations", "Lochgarry Oats", "food", "en"),
    ("Carla Benedetti", "Plant Manager", "Pastificio Benedetti", "food", "en"),
    ("Declan Hurley", "Head of Maintenance", "Hurley Farm Foods", "food", "en"),
    ("Bianca Rossini", "Plant Manager", "Cartiera Rossini", "paper", "en"),
    ("Fiona Marsh", "Head of Operations", "Marshgate Dairy", "dairy", "en"),
    ("Stuart Abernethy", "Plant Manager", "Abernethy Spirits", "drinks", "en"),
    ("Ulrike Sommer", "Leiterin Produktion", "Sommerfeld Verpackung", "packaging", "de"),
)  # fmt: skip
STORY = frozenset(name for name, *_ in _KNOWN)
"""Those whom the story names."""
_NOT_CONNECTED = {"Dana Reyes", "Fiona Marsh", "Stuart Abernethy", "Ulrike Sommer", "Rory Quill"}

_FIRST = {
    "de": "Maja Jan Lukas Miriam Sabine Thomas Uwe Birgit Holger Steffi Nils Carsten Heike Jutta Malte Silke Ralf Dirk Bernd Antje Tobias Sven "
    "Katja Martin Jörg Jürgen Günter Björn Käthe Ömer Elif Dilara Emre Franziska Gesine Henrik Imke Johanna Kerstin Ludger Meike Norbert Olaf "
    "Pauline Rainer Svenja Torsten Ulla Volker Wiebke",
    "en": "Alice Ben Chloe Daniel Eleanor Fergus Grace Harriet Isaac Jack Kieran Lauren Megan Niamh Oliver Priya Quentin Rachel Simon Tess Umar "
    "Victoria Wesley Yasmin Zoe Aaron Bethan Connor Deirdre Ewan Farah Glenn Hollie Imran Joyce Kofi Leroy Maureen Nathan Olivia Paulette Ravi "
    "Shauna Trevor Una Vikram Wendy Abigail Brendan Cathal",
    "eu": "Anouk Bram Camille Diego Elena Femke Giulia Hanneke Ingrid Javier Karin Lars Matteo Nele Oskar Pilar Renske Sander Tove Ulrik Wouter "
    "Ylva Zofia Agnieszka Bartek Clément Dorota Esteban Freja Gonzalo Helena Inês Jakub Kasia Luca Marek Noémie Paolo Rafał Signe Tiago Vera",
}  # fmt: skip
_LAST = {
    "de": "Albers Bachmeier Claasen Dressler Eickhoff Fassbender Gerlach Hinrichs Illner Jansen Kessler Lübke Mertens Niehoff Oltmann Pohlmann Quast "
    "Rademacher Schütte Tiemann Uhlig Voss Wiesner Zander Ahlers Brinkmann Cordes Dierks Evers Frerichs Grothe Heuer Imhoff Jürgens Kampmann "
    "Lindemann Möller Nolte Osterkamp Pieper Reimers Stahmer Thiele Ulbrich Vahrenkamp Westphal Yilmaz Ziegler Böttcher Hölscher",
    "en": "Ashdown Bellamy Crowther Dunmore Elphick Fairclough Garside Hebden Ibbotson Jarrold Kettering Langstaff Midgley Naylor Oakshott Pickersgill "
    "Quarmby Ramsbottom Satterley Threlfall Upjohn Vickery Wragg Yelland Adeyemi Boateng Chaudhry Desai Eze Farrell Gallagher Hennessy Iqbal "
    "Joshi Kilbride Loughlin Mulcahy Nwosu Osborne Prendergast Rafferty Sharma Tierney Underhay Varley Whelan Arkwright Brocklebank Clitheroe",
    "eu": "Andersson Bakker Castellani Dubrowski Espinosa Fontaine Gruszka Haverkort Ivarsen Jagielski Karlsen Lefort Mendonça Nowicki Ottosson "
    "Pellegrino Quintero Rasmusson Sobczak Terpstra Uggla Verhoeven Wallin Zawadzki Almqvist Bergström Cordeiro Dijkman Ekström Fiorelli Hoekstra "
    "Kowalczyk Lindholm Moretti Nygård Oliveira Persson Rossetti Sjöberg Teixeira",
}  # fmt: skip
_PLACE = (
    "Alderbrook Ashwell Barrowdene Birkholt Brightwater Brockenfeld Calverton Cedarholm Coldbrook Dornhagen Dunmarsh Eastmere Elmstedt Fairholme Fennmoor "
    "Foxcombe Glenhaven Granville Grünholz Haselbach Hawkstone Heathfield Hollingdale Ivybank Kelderby Kestenholz Kirkmoor Langwarden Larchmont Lindenau "
    "Lowfields Marlbrook Meadowgate Moorhus Nettlecombe Neuwerder Oakhampton Oldenstede Pinewater Queensferry Ravensby Redholm Rosendal Rothmere Sandhurst "
    "Seabrook Silverdale Stonebridge Tarnfield Thornwick Ulmenhof Velbrook Waldau Westerholt Whinfell Wiesengrund Yarrowby Zellhof"
)
_MAKES = {
    "food": "Foods", "bakery": "Bakeries", "dairy": "Dairy", "snack": "Snacks", "packaging": "Packaging", "carton": "Cartons", "film": "Films",
    "paper": "Paper", "tissue": "Tissue", "board": "Board", "drinks": "Drinks",
}  # fmt: skip
_SELLS = (
    "Sensors",
    "Lubricants",
    "Software",
    "Automation",
    "Bearings",
    "Analytics",
    "Robotics",
    "Media",
    "Growth",
    "Leads",
)
_WORKS = (
    "Engineering",
    "Reliability",
    "Technik",
    "Services",
    "Works",
    "Steel",
    "Chemicals",
    "Logistics",
    "Energy",
    "Institute",
)
_TITLES: dict[str, tuple[str, ...]] = {
    "market": ("Plant Manager", "Head of Operations", "Head of Maintenance", "Operations Director", "Plant Manager", "Maintenance Manager", "Director of Operations"),
    "market de": ("Werkleiter", "Leiter Instandhaltung", "Plant Manager", "Head of Maintenance", "Leiter Produktion"),
    "peer": ("Reliability engineer", "Maintenance engineer", "Vibration analyst", "Senior maintenance planner", "Independent consultant", "Process engineer", "Lubrication specialist", "Maintenance technician", "CMMS administrator"),
    "vendor": ("Key Account Manager", "Sales Development Representative", "Growth Partner", "Regional Sales Manager", "Founder & CEO", "Business Development Manager"),
    "recruiter": ("Talent Partner", "Recruitment Consultant", "Senior Technical Recruiter"),
    "student": ("Mechanical engineering student", "Working student", "PhD candidate"),
    "other": ("Quality Manager", "Controller", "HR Business Partner", "Project Manager", "Purchasing Manager", "Supply Chain Analyst", "Lecturer", "Safety Officer", "IT Manager"),
}  # fmt: skip
_MIX: tuple[tuple[Role, int], ...] = (
    ("market", 540), ("peer", 640), ("vendor", 380), ("recruiter", 110), ("student", 90), ("other", 420),
)  # fmt: skip


_SPELLED = {"ö": "oe", "ü": "ue", "ä": "ae", "ß": "ss", "ł": "l", "ø": "o", "å": "a"}


def plain(text: str) -> str:
    """Lower-case letters without accents, for addresses."""
    text = "".join(_SPELLED.get(letter, letter) for letter in text.lower())
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join("".join(letter if letter.isalnum() else " " for letter in text).split())


def everybody() -> dict[str, Person]:
    """All people by name: those whom the story names first, then the crowd of her connections."""
    rng = random.Random("larkfield people")
    people: dict[str, Person] = {}
    deal_days = {deal.person: deal.opened for deal in DEALS}
    first_seen = {target: day for _, target, day, _ in INTRODUCTIONS}
    for name, title, firm, trade, language in _KNOWN:
        first, last = name.split(" ", 1)
        company = Company(name=firm, domain=f"{plain(firm).replace('-', '')}.example", trade=trade)
        person = Person(
            first=first, last=last, role="peer" if trade == "consulting" or name == "Sam Ito" else "other" if trade == "media" else "market",
            title=title, company=company, language=language, email=f"{plain(first)}.{plain(last)}@{company.domain}",
        )  # fmt: skip
        if name not in _NOT_CONNECTED:
            person.slug = f"{plain(name)}-{rng.randrange(16**6):06x}"
            known = first_seen.get(name) or deal_days.get(name)
            person.connected = (known + timedelta(days=rng.randrange(2, 9))) if known else date(2019, 3, 14)
            if (
                name in deal_days
                and known
                and next(d.channel for d in DEALS if d.person == name) == "linkedin"
            ):
                person.connected = known - timedelta(days=rng.randrange(70, 200))
            if known:
                person.connected = min(person.connected, END.date() - timedelta(days=3))
        people[name] = person
    people["Rory Quill"].x, people["Rory Quill"].x_id = "rory_shopfloor", X_BASE + 601
    for asked, *_ in ASKED:
        if asked not in people:
            raise ValueError(f"Nobody is called {asked}.")
    _add_crowd(people, rng)
    return people


def _add_crowd(people: dict[str, Person], rng: random.Random) -> None:
    shops = [
        Company(
            name=f"{place} {_MAKES[trade]}", domain=f"{plain(place + _MAKES[trade])}.example", trade=trade
        )
        for place in _PLACE.split()
        for trade in rng.sample(sorted(_MAKES), 4)
    ]
    sellers = [
        Company(name=f"{place} {what}", domain=f"{plain(place + what)}.example", trade="vendor")
        for place in _PLACE.split()
        for what in rng.sample(_SELLS, 3)
    ]
    firms = [
        Company(name=f"{place} {what}", domain=f"{plain(place + what)}.example", trade="works")
        for place in _PLACE.split()
        for what in rng.sample(_WORKS, 3)
    ]
    roles = [role for role, count in _MIX for _ in range(count)]
    rng.shuffle(roles)
    for role in roles[: CONNECTIONS - len(people)]:
        region = rng.choices(("de", "en", "eu"), (45, 35, 20))[0]
        first, last = _fresh_name(people, region, rng)
        company = rng.choice(
            shops if role == "market" else sellers if role in {"vendor", "recruiter"} else firms
        )
        german = region == "de" and role in {"market", "peer", "other"} and rng.random() < 0.55
        title = rng.choice(_TITLES["market de" if german and role == "market" else role])
        slug = f"{plain(first)}-{plain(last)}-{rng.randrange(16**6):06x}"
        if not (first + last).isascii() and rng.random() < 0.3:
            slug = "".join(
                c if c.isascii() else "".join(f"%{b:02X}" for b in c.encode())
                for c in f"{first}-{last}-{rng.randrange(10**5)}".lower()
            )
        person = Person(
            first=first, last=last, role=role, title=title, company=company, language="de" if german else "en", slug=slug,
            email=f"{plain(first)}.{plain(last)}@{company.domain}", connected=_connected(role, rng),
        )  # fmt: skip
        if rng.random() < {"market": 0.012, "peer": 0.14, "vendor": 0.3, "student": 0.2}.get(role, 0.05):
            person.x = f"{plain(first)[:6]}{plain(last)[:4]}_{rng.randrange(100, 999)}"
            person.x_id = X_BASE + 1000 + len(people)
        people[person.name] = person


def _fresh_name(people: dict[str, Person], region: str, rng: random.Random) -> tuple[str, str]:
    while True:
        first, last = rng.choice(_FIRST[region].split()), rng.choice(_LAST[region].split())
        if f"{first} {last}" not in people:
            return first, last


def _connected(role: Role, rng: random.Random) -> date:
    """A third was there before she became a consultant; people of the market often come after a trade show."""
    if rng.random() < {"market": 0.3, "peer": 0.5}.get(role, 0.35):
        return date(2013, 2, 1) + timedelta(days=int(4280 * rng.random() ** 0.6))
    if role == "market" and rng.random() < 0.3:
        show = rng.choice((date(2025, 3, 13), date(2025, 9, 25), date(2026, 3, 12), date(2026, 9, 24)))
        return min(show + timedelta(days=int(rng.expovariate(1 / 6))), END.date())
    return START + timedelta(days=rng.randrange((END.date() - START).days))


def slots_of(person: Person) -> dict[str, str]:
    """What a text may say of somebody."""
    return {"first": person.first, "last": person.last, "company": person.company.name, "title": person.title}
