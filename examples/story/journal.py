"""The journal that Ines keeps by hand, and her strategy."""

from __future__ import annotations

import random
from datetime import date, timedelta

from examples.story.meetings import SCANNED_SINCE
from examples.story.people import INES, Person
from examples.story.speech import case, fill
from examples.story.talk import some_day
from examples.story.truth import (
    ASKED,
    DEALS,
    END,
    HOURS_ELSEWHERE,
    HOURS_PER_WEEK,
    INTRODUCTIONS,
    MET_PER_SHOW,
    SHOWS,
    START,
    TRACKED,
    WEEK_LOGGED,
)

_DOING = {
    "linkedin": ("answering questions", "messages", "answering in the round table", "a post and its comments", "writing to new connections"),
    "x": ("scheduling links", "posts for the week", "writing a thread", "looking for people with plants", "scheduling, again"),
    "email": ("answering readers", "follow-ups", "answering clients", "questions about the {machine}", "sorting and answering"),
    "blog": ("a page on {part}", "drawing a figure", "rewriting the checklist", "a story about {cause}"),
    "phone": ("calling back", "talks with clients", "calls after the fair"),
    "facebook": ("the blog's links", "a link and a picture"),
    "floor.plants.example": ("answering on the list", "reading the list"),
    "youtube": ("filming", "cutting", "answering below a film"),
    "flickr": ("photos of the week",),
}  # fmt: skip
_FAIR_SPENDING = (1150, 1480, 1620, 1690)

Line = tuple[date, int, str]


def met_at_shows(people: dict[str, Person]) -> dict[str, list[Person]]:
    """Whom she met at which trade show: the later clients among them."""
    rng = random.Random("larkfield shows")
    named = {deal.person for deal in DEALS} | {target for _, target, _, _ in INTRODUCTIONS} | {"Dana Reyes"}
    crowd = [p for p in people.values() if p.slug and p.name not in named]
    market, others = (
        [p for p in crowd if p.role == "market"],
        [p for p in crowd if p.role in {"peer", "other"}],
    )
    found: dict[str, list[Person]] = {}
    for show, opening in SHOWS:
        here = [
            people[d.person]
            for d in DEALS
            if d.channel == "tradeshow" and timedelta(0) <= d.opened - opening < timedelta(days=30)
        ]
        size = int(MET_PER_SHOW * 0.75) - len(here)
        found[f"{show} {opening.year}"] = (
            here + rng.sample(market, size) + rng.sample(others, MET_PER_SHOW - size - len(here))
        )
    return found


def journal(people: dict[str, Person], met: dict[str, list[Person]]) -> str:
    """All of journal.txt."""
    rng = random.Random("larkfield journal")
    lines = [
        *_hours(rng),
        *_hours_elsewhere(),
        *_money(rng),
        *_shows(met, rng),
        *_calls(people, met, rng),
        *_deals(people, rng),
        *_favours(people, met, rng),
    ]
    lines.sort()
    out = [
        "; Larkfield Consulting: what no export knows. One line a fact.",
        "; x is X, tradeshow is both fairs. Hours are rounded to the quarter.",
        "; Since 2026 the scanner knows whom we met at fairs; the forum counts its hours itself.",
    ]
    quarter = ""
    for day, _, text in lines:
        here = f"{day.year}, quarter {(day.month + 2) // 3}"
        if here != quarter:
            out += ["", f"; {here}"]
            quarter = here
        out.append(f"{day} {text}")
    return "\n".join(out) + "\n"


def _line(day: date, channel: str, fact: str, order: int = 5) -> Line:
    return (day, order, f"{channel:<10}{' ' if len(channel) > 9 else ''}{fact}")


def _hours(rng: random.Random) -> list[Line]:
    lines = []
    monday = START + timedelta(days=3)
    while monday < END.date():
        holiday = (monday.month, monday.day) > (12, 20) or (monday.month == 8 and monday.day < 16)
        if rng.random() < WEEK_LOGGED and not holiday:
            for channel, mean in HOURS_PER_WEEK.items():
                hours = max(round(rng.gauss(mean, mean * 0.28) * 4) / 4, 0.25)
                parts = (
                    (hours,)
                    if hours < 1.5 or rng.random() < 0.5
                    else (hours - round(hours / 2 * 4) / 4, round(hours / 2 * 4) / 4)
                )
                for part in parts:
                    day = monday + timedelta(days=rng.randrange(5))
                    if day <= END.date() and not (channel in {"blog", "phone"} and rng.random() < 0.12):
                        lines.append(
                            _line(
                                day,
                                channel,
                                f"hours {part:g}".ljust(20)
                                + rng.choice(_DOING[channel]).format_map(case(rng)),
                            )
                        )
        monday += timedelta(days=7)
    for number, (show, opening) in enumerate(SHOWS):
        lines += [
            _line(
                opening - timedelta(days=days),
                "tradeshow",
                f"hours {hours}".ljust(20) + "preparing the stand",
            )
            for days, hours in ((20, 1.5), (13, 2), (6, 2.5))
        ]
        lines += [
            _line(opening + timedelta(days=n), "tradeshow", f"hours {hours}".ljust(20) + show)
            for n, hours in enumerate((7, 8, 5.5 if number else 6))
        ]
    return lines


def _hours_elsewhere() -> list[Line]:
    """An evening a week at most for each of the others; films were tracked for a quarter, and stand in the tracker alone."""
    rng = random.Random("larkfield journal elsewhere")
    lines = []
    for channel, (mean, since) in HOURS_ELSEWHERE.items():
        monday = since - timedelta(days=since.weekday())
        while monday < END.date():
            hours = max(round(rng.gauss(mean, mean * 0.4) * 4) / 4, 0.25)
            day = monday + timedelta(days=rng.randrange(5))
            tracked = channel == "youtube" and TRACKED[0] <= day <= TRACKED[1]
            if rng.random() < WEEK_LOGGED * 0.9 and since <= day < END.date() and not tracked:
                lines.append(_line(day, channel, f"hours {hours:g}".ljust(20) + rng.choice(_DOING[channel])))
            monday += timedelta(days=7)
    return lines


def _money(rng: random.Random) -> list[Line]:
    lines = []
    for (show, opening), euros in zip(SHOWS, _FAIR_SPENDING, strict=True):
        stand = round(euros * 0.62)
        lines.append(
            _line(
                opening - timedelta(days=41),
                "tradeshow",
                f"spend {stand} EUR".ljust(20) + f"shared stand, {show}",
            )
        )
        lines.append(
            _line(
                opening + timedelta(days=3),
                "tradeshow",
                f"spend {euros - stand} EUR".ljust(20) + "train and room",
            )
        )
    month = date(2024, 12, 3)
    while month < END.date():
        lines.append(_line(month, "blog", "spend 9 EUR".ljust(20) + "hosting"))
        lines.append(_line(month, "x", "spend 8 EUR".ljust(20) + "X Premium"))
        if date(2025, 2, 1) < month < date(2025, 9, 1):
            lines.append(_line(month, "linkedin", "spend 47.59 EUR".ljust(20) + "Premium"))
        if rng.random() < 0.25:
            lines.append(_line(month + timedelta(days=9), "x", "spend 40 EUR".ljust(20) + "sponsored post"))
        month = date(month.year + month.month // 12, month.month % 12 + 1, 3)
    return lines


def _shows(met: dict[str, list[Person]], rng: random.Random) -> list[Line]:
    lines = []
    for (_, opening), crowd in zip(SHOWS, met.values(), strict=True):
        for person in crowd:
            note = fill(rng, " -- {machine}: {part} {symptom}", case(rng)) if rng.random() < 0.5 else ""
            day = opening + timedelta(days=rng.randrange(3))
            if opening >= SCANNED_SINCE:
                continue
            lines.append(
                _line(
                    day,
                    "tradeshow",
                    f'met "{person.name}" at {person.company.name}{note}',
                    3,
                )
            )
    return lines


def _calls(people: dict[str, Person], met: dict[str, list[Person]], rng: random.Random) -> list[Line]:
    lines: list[Line] = []
    for deal in DEALS:
        person, last = people[deal.person], min(deal.closed or END.date(), END.date())
        lines.extend(
            _line(
                some_day(rng, deal.opened, last),
                "phone",
                f'call "{person.name}" {rng.choice((10, 15, 20, 25, 40))}m',
            )
            for _ in range({"won": 5, "lost": 2, "open": 1}[deal.stage])
        )
        if deal.stage == "won" and deal.closed:
            for days in (24, 25, 84):
                day = deal.closed + timedelta(days=days)
                if day < END.date():
                    lines.append(
                        _line(
                            day,
                            deal.channel if days < 30 else "email",
                            f'visit "{person.name}" at {person.company.name}',
                        )
                    )
    crowd = [person for people_met in met.values() for person in people_met]
    lines.extend(
        _line(
            some_day(rng, date(2025, 4, 1)),
            "phone",
            f'call "{person.name}" {rng.choice((5, 10, 15, 20))}m',
        )
        for person in rng.sample(crowd, 26)
    )
    lines.extend(
        _line(some_day(rng), "phone", f'call "Sam Ito" {rng.choice((10, 20, 30))}m') for _ in range(14)
    )
    lines.extend(
        _line(day, "phone", 'meeting "Sam Ito" at Harrow Lane Dairy 45m')
        for day in (date(2025, 1, 30), date(2025, 8, 20), date(2026, 3, 26), date(2026, 9, 10))
    )
    lines.append(_line(date(2025, 11, 20), "tradeshow", 'meeting "Lena Hofmann" at Hofmann Beratung 60m'))
    return lines


def _deals(people: dict[str, Person], rng: random.Random) -> list[Line]:
    del rng
    lines = []
    for deal in DEALS:
        person = people[deal.person]
        lines.append(_line(deal.opened, deal.channel, f'lead "{person.name}" id {deal.id}', 7))
        if deal.closed and deal.stage == "won":
            lines.append(_line(deal.closed, deal.channel, f"won {deal.id} {deal.euros} EUR", 8))
        elif deal.closed:
            lines.append(_line(deal.closed, deal.channel, f"lost {deal.id} {deal.note}", 8))
    return lines


def _favours(people: dict[str, Person], met: dict[str, list[Person]], rng: random.Random) -> list[Line]:
    """What she asked of people, and what she gave."""
    del people
    lines = []
    for whom, target, day, answer in ASKED:
        lines.append(_line(day, "email", f'asked "{whom}" for introduction to "{target}" -> {answer}', 6))
        if answer == "yes":
            lines.append(_line(day + timedelta(days=rng.randrange(3, 9)), "email", f'thanked "{whom}"', 6))
    lines.extend(
        _line(
            some_day(rng, date(2025, 3, 15)),
            "email",
            f'gave "{person.name}" the free downtime checklist',
            6,
        )
        for person in rng.sample([p for crowd in met.values() for p in crowd], 22)
    )
    for what, day in (
        ("half a day on their spares list", date(2025, 2, 6)),
        ("a seat in the lubrication workshop", date(2025, 10, 9)),
        ("the route sheet for the crate washer", date(2026, 5, 7)),
    ):
        lines.append(_line(day, "email", f'gave "Sam Ito" {what}', 6))
    return lines


STRATEGY = f"""\
# Larkfield Consulting: whom we want to meet, and what for.
name: Larkfield Consulting
me: [{INES.email}, "linkedin:{INES.slug}", "x:{INES.x_id}", "discourse:forum.plants.example/ines"]
objectives:
  - {{name: audits, what: "maintenance audits sold", measure: deals, target: "2 per quarter", by: 2027-03-31, worth: 12000 EUR}}
  - {{name: posting, what: "post daily on X", measure: posts, target: "1 per day", by: 2026-12-31}}
  - {{name: introductions, what: "introductions to plants that do not know us", measure: introductions, target: "1 per month", by: 2027-03-31, worth: 1500 EUR}}
meet:
  - segment: plant managers
    who:
      titles: [plant manager, Werkleiter, Werkleiterin]
      words: [downtime, night shift, stops]
      companies: []
      domains: []
  - segment: heads of operations and maintenance
    who:
      titles: [head of operations, operations director, director of operations, head of maintenance, maintenance manager, Leiter Instandhaltung, Leiterin Instandhaltung]
      words: [bearing, conveyor, lubrication, audit]
  - person: Dana Reyes
    at: Northwind Foods
    why: runs the three plants nearest to us
    through: [Sam Ito]
  - person: Viktor Sandholm
    at: Brightwater Packaging
    why: his group audits twelve plants a year
begin: "I would go to the regional maintenance evening and ask what broke last month."
level: "as a fellow engineer, not as a vendor"
give: ["answer two questions a week on the plant floor list", "the free downtime checklist"]
voices:
  - {{name: Ines Okafor, topics: [lubrication, conveyors, audits], authority: publishes without approval}}
  - {{name: Tomas Lind, topics: [vibration, spare parts], authority: publishes without approval}}
  - {{name: The Larkfield Team, topics: [company news]}}
time: 7 h/week
hour: 90 EUR
review: every 4 weeks
channels:
  linkedin: {{for: [audits, introductions], focus: "what plants ask", how: "answer every question within a day, post one question a week", hours: 2 h/week, money: 0 EUR/month, expect: 1 lead/quarter, rapport: 5, voice: Ines Okafor, listening_since: 2024-11-01}}
  x: {{for: [posting], focus: "our blog posts", hours: 3 h/week, money: 8 EUR/month, expect: 2 leads/month, voice: The Larkfield Team}}
  email: {{for: [audits, introductions], focus: "people we have met", how: "write within a week, about what broke at their place", hours: 2 h/week, expect: 2 leads/year, rapport: 3, voice: Ines Okafor, listening_since: 2024-11-01}}
  tradeshow: {{for: [audits], focus: "meet people at their machines", how: "two fairs a year, ask before we show anything", hours: 0.5 h/week, money: 250 EUR/month, expect: 5 leads/year, rapport: 2, voice: Ines Okafor, listening_since: 2024-09-24}}
  phone: {{for: [audits], focus: "those who asked", how: "call back the same day", hours: 0.5 h/week, voice: Ines Okafor, listening_since: 2024-11-01}}
  blog: {{for: [audits], focus: "pages that answer one question each", how: "one page a month from a question somebody asked", hours: 1.5 h/week, money: 9 EUR/month, voice: Tomas Lind, listening_since: 2025-01-01}}
  facebook: {{for: [audits], focus: "be present there as well", how: "repeat our posts", hours: 1 h/week, expect: 1 lead/quarter, voice: The Larkfield Team}}
  forum: {{for: [introductions], focus: "engineers who answer each other in public", how: "answer what nobody has answered for two days, link nothing unless asked", hours: 0.5 h/week, voice: Ines Okafor, listening_since: 2025-03-01, rapport: 3}}
  floor.plants.example: {{for: [introductions], focus: "the plant floor list, where fitters write to each other", how: "two answers a week, with a number in each", hours: 0.5 h/week, rapport: 4, voice: Ines Okafor, listening_since: 2023-06-01}}
  youtube: {{for: [audits], focus: "show one repair that a fitter can copy", how: "five films a year, each from a question of the forum", hours: 0.5 h/week, money: 6 EUR/month, expect: 1 lead/year, voice: Ines Okafor, listening_since: 2025-09-01}}
  flickr: {{for: [introductions], focus: "photos of broken parts", how: "three photos a week from our own visits, each with what it was", hours: 0.25 h/week, voice: Tomas Lind, listening_since: 2026-05-01}}
tracked:
  - {{project: Films, channel: youtube}}
  - {{client: [Corran Foods, Heidegrund Molkerei]}}
evidence:
  - {{claim: "plant managers ask questions on LinkedIn and come back when we answer", example: "https://www.linkedin.com/in/marit-solheim-example", seen: 2025-05-12}}
  - {{claim: "the people we want to meet walk the Line & Pack Fair", example: "journal, 2025-03-13", seen: 2025-03-13}}
  - {{claim: "everybody in manufacturing is on X"}}
"""
