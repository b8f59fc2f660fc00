"""Whom she met by appointment and at the stand: her calendar, and the badges that were scanned at both fairs of 2026."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta

from examples.story.pack import Files, csv_file
from examples.story.people import INES, TOMAS, Person
from examples.story.places import regulars
from examples.story.speech import case, fill
from examples.story.talk import BERLIN, at_work, some_day
from examples.story.truth import DEALS, END, SHOWS

NAME = "ines@larkfield.example.ical.zip"
BADGES = "badges-2026.csv"
SCANNED_SINCE = date(2026, 1, 1)
"""Before, she wrote into the journal whom she met; since then the stand has a scanner."""
_JUST_SCANNED = 19


def badges(people: dict[str, Person], met: dict[str, list[Person]]) -> str:
    """Whoever talked has a note; the others put a card into the bowl."""
    rng = random.Random("larkfield badges")
    rows: list[tuple[str, ...]] = []
    passing = [person for person in people.values() if person.slug and person.role in {"market", "peer", "other", "vendor"}]  # fmt: skip
    for (show, opening), crowd in zip(SHOWS, met.values(), strict=True):
        if opening < SCANNED_SINCE:
            continue
        rows += [_scan(rng, show, opening, person, fill(rng, "{machine}: {part} {symptom}", case(rng))) for person in crowd]  # fmt: skip
        others = rng.sample([person for person in passing if person not in crowd], _JUST_SCANNED)
        rows += [_scan(rng, show, opening, person, "") for person in others]
    rows.sort(key=lambda row: row[1])
    return csv_file("event,scan_date,name,job_title,company,email,scanned_by,rating,notes,consent", rows)


def _scan(rng: random.Random, show: str, opening: date, person: Person, note: str) -> tuple[str, ...]:
    when = datetime.combine(opening + timedelta(days=rng.randrange(3)), time(rng.randrange(9, 17), rng.randrange(60)))  # fmt: skip
    return (show, f"{when:%Y-%m-%d %H:%M}", person.name, person.title, person.company.name, person.email, rng.choice(("Ines", "Tomas")), rng.choice(("hot", "warm")) if note else "", note, "yes" if note else rng.choice(("yes", "no")))  # fmt: skip


def calendar(people: dict[str, Person]) -> Files:
    """Her own calendar as Google exports it."""
    rng = random.Random("larkfield calendar")
    lines = ["BEGIN:VCALENDAR", "PRODID:-//Google Inc//Google Calendar 70.9054//EN", "VERSION:2.0", "CALSCALE:GREGORIAN", "METHOD:PUBLISH", f"X-WR-CALNAME:{INES.email}", "X-WR-TIMEZONE:Europe/Berlin"]  # fmt: skip
    number = 0
    for deal in DEALS:
        person, last = people[deal.person], min(deal.closed or END.date(), END.date())
        if deal.stage == "won" and deal.closed:
            last = min(deal.closed + timedelta(days=120), END.date() - timedelta(days=3))
        for _ in range({"won": 3, "lost": 1, "open": 1}[deal.stage]):
            about = case(rng)
            title = fill(rng, rng.choice(("{company}: the {machine}", "{company}: findings", "{company}: next steps")), about | {"company": person.company.name})  # fmt: skip
            guests = [person, TOMAS] if deal.stage == "won" and rng.random() < 0.4 else [person]
            number += 1
            lines += _event(number, at_work(rng, some_day(rng, deal.opened, last)), title, guests, rng)
    for person in rng.sample(regulars(people).peers, 6):
        number += 1
        lines += _event(number, at_work(rng, some_day(rng, last=END.date() - timedelta(days=3))), f"Coffee with {person.first}", [person], rng)  # fmt: skip
    lines += _event(number + 1, datetime(2026, 4, 16, 8, 0, tzinfo=BERLIN), "Route sheets", [people["Sam Ito"]], rng, repeats="RRULE:FREQ=MONTHLY;COUNT=6")  # fmt: skip
    lines += _event(number + 2, datetime(2026, 6, 11, 9, 0, tzinfo=BERLIN), "Called off: audit talk", [people["Gareth Pym"]], rng, status="CANCELLED")  # fmt: skip
    lines += ["BEGIN:VEVENT", "UID:holiday@larkfield.example", "DTSTAMP:20261031T093000Z", "DTSTART;VALUE=DATE:20260803", "DTEND;VALUE=DATE:20260815", "SUMMARY:Away", "END:VEVENT", "END:VCALENDAR"]  # fmt: skip
    return {f"{INES.email}.ics": "\r\n".join(lines) + "\r\n"}


def _event(number: int, when: datetime, title: str, guests: list[Person], rng: random.Random, *, repeats: str = "", status: str = "CONFIRMED") -> list[str]:  # fmt: skip
    local = when.astimezone(BERLIN).replace(minute=rng.choice((0, 0, 30)), second=0)
    asked = [f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN={person.name}:mailto:{person.email}" for person in (INES, *guests)]  # fmt: skip
    lines = [
        "BEGIN:VEVENT", f"DTSTART;TZID=Europe/Berlin:{local:%Y%m%dT%H%M%S}", f"DTEND;TZID=Europe/Berlin:{local + timedelta(minutes=45):%Y%m%dT%H%M%S}",
        *([repeats] if repeats else []), "DTSTAMP:20261031T093000Z", f"ORGANIZER;CN=Ines Okafor:mailto:{INES.email}", f"UID:meeting{number:03}larkfield@google.com",
        *asked, f"STATUS:{status}", "SUMMARY:" + title.replace(",", "\\,"), "END:VEVENT",
    ]  # fmt: skip
    return [part for line in lines for part in _folded(line)]


def _folded(line: str) -> list[str]:
    """Lines of at most 75 bytes, as the format wants them."""
    parts, rest = [], line
    while len(rest.encode()) > 75:
        cut = 74
        while len(rest[:cut].encode()) > 74:
            cut -= 1
        parts.append(rest[:cut])
        rest = " " + rest[cut:]
    return [*parts, rest]
