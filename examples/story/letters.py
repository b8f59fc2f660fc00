"""The letters in Ines' mailbox: clients, prospects, readers, peers and the office."""

from __future__ import annotations

import random
from datetime import date, timedelta

from examples.story.circulars import (
    absences,
    junk,
    linkedin_notifications,
    machines,
    newsletters,
    plant_floor,
)
from examples.story.mail import MBOX, ME, Mail, Threads, address, mbox, page, signature, thread
from examples.story.notices import crawler, facebook
from examples.story.people import INES, TOMAS, Company, Person
from examples.story.speech import case, say
from examples.story.talk import LAST, Turn, asked, at_work, chance, chat, later, opened, some_day
from examples.story.truth import DEALS, END, INTRODUCTIONS, SHOWS, START, Deal


def members(people: dict[str, Person], met: dict[str, list[Person]]) -> dict[str, str | bytes]:
    """Every file of the zip; `met` says whom she met at which trade show."""
    rng = random.Random("larkfield mail")
    threads = [
        *_deals(people, rng), *_after_shows(met, rng), *_help(people, rng), *_peers(people, rng), *_introductions(people, rng),
        *_sam_and_dana(people, rng), *_office(rng), *_pitches(people, rng), *plant_floor(people, rng), *linkedin_notifications(people, rng),
        *machines(rng), *newsletters(rng), *junk(people, rng), *absences(people, rng), *facebook(people), *crawler(),
    ]  # fmt: skip
    return {MBOX: mbox(threads, rng), "Takeout/archive_browser.html": page()}


def _question(
    rng: random.Random, person: Person, first: date, last: date, *, answered: bool | None = None
) -> list[Mail]:
    """Somebody asks by mail between two days."""
    start = at_work(rng, some_day(rng, min(first, last), last))
    about = case(rng, person.language, start)
    turns = asked(rng, "mail help", person, start, about, answered=answered)
    return thread(rng, turns, person, say(rng, "SUBJECT", about))


def _back_and_forth(
    rng: random.Random, pair: tuple[Person, Person], first: date, last: date, words: str,
    most: int, subjects: tuple[str, ...] = (), cc: tuple[Person, ...] = (), label: str = "",
) -> list[Mail]:  # fmt: skip
    """Two at work write to each other."""
    other = pair[0] if pair[1] is INES else pair[1]
    start = at_work(rng, some_day(rng, first, last))
    about = case(rng, other.language if words == "WORK" else "en", start)
    turns = chat(rng, "mail work", pair, start, words, about, most)
    return thread(
        rng,
        turns,
        other,
        rng.choice(subjects) if subjects else say(rng, "SUBJECT", about),
        cc=cc,
        label=label,
    )


def _deals(people: dict[str, Person], rng: random.Random) -> Threads:
    """A lead becomes a row of threads; a won one goes on for months, also with Tomas in copy."""
    threads: Threads = []
    for deal in DEALS:
        person = people[deal.person]
        last = deal.closed or LAST
        work = last + timedelta(days=150) if deal.stage == "won" else last
        count = {"won": 26, "lost": 6, "open": 4}[deal.stage]
        for number in range(count):
            pair = (person, INES) if number % 2 else (INES, person)
            cc = (TOMAS,) if deal.stage == "won" and rng.random() < 0.3 else ()
            label = f"Clients/{person.company.name}" if deal.stage == "won" else ""
            threads.append(
                _back_and_forth(
                    rng,
                    pair,
                    deal.opened,
                    min(work, LAST),
                    "WORK",
                    6,
                    cc=cc,
                    label=label,
                )
            )
        threads += _settled(deal, person, rng)
    return threads


def _settled(deal: Deal, person: Person, rng: random.Random) -> Threads:
    """The mail that decides it, and what a won client asks and thanks for later."""
    if deal.closed is None:
        return []
    when = at_work(rng, deal.closed)
    if deal.stage == "lost":
        text = (
            "Hello Ines, sorry that it took so long. We will not go ahead: "
            + deal.note
            + ". Thank you for your time."
        )
        return [thread(rng, [Turn(person, when, text)], person, "Your proposal")]
    german = person.language == "de"
    yes = (
        "Guten Tag Frau Okafor, die Unterschrift ist da. Wir freuen uns auf die zwei Tage."
        if german
        else "Hello Ines, it is signed. Two days on site, as you proposed. We look forward to it."
    )
    thanks = (
        "Vielen Dank, ich melde mich wegen der Termine."
        if german
        else "Thank you, that is good news. I will send dates."
    )
    found = [
        thread(
            rng,
            [Turn(person, when, yes), Turn(INES, later(rng, when, 2), thanks)],
            person,
            "Angebot" if german else "Your proposal",
        )
    ]
    found.extend(_question(rng, person, deal.closed, LAST) for _ in range(9))
    return found


def _after_shows(met: dict[str, list[Person]], rng: random.Random) -> Threads:
    """Within a week she writes to everyone she met, about what broke at their place."""
    threads: Threads = []
    for (show, opening), crowd in zip(SHOWS, met.values(), strict=True):
        for person in crowd:
            start = at_work(rng, some_day(rng, opening + timedelta(days=3), opening + timedelta(days=9)))
            about = case(rng, person.language) | {"show": show}
            turns = opened(
                rng, "mail after a trade show", person, start, ("AFTER_SHOW", "AFTER_SHOW_REPLY"), about
            )
            threads.append(
                thread(
                    rng,
                    turns,
                    person,
                    f"{show} {opening.year}" if person.language == "en" else "Unser Gespräch auf der Messe",
                )
            )
            if len(turns) > 2:
                for _ in range(rng.randrange(4)):
                    threads.append(_question(rng, person, opening + timedelta(days=14), LAST))
    return threads


def _help(people: dict[str, Person], rng: random.Random) -> Threads:
    """Readers and connections who ask by mail; some never got an answer."""
    threads: Threads = []
    deal_names = {deal.person for deal in DEALS} | {"Dana Reyes"}
    market = [p for p in people.values() if p.role == "market" and p.slug and p.name not in deal_names]
    others = [p for p in people.values() if p.role in {"peer", "other"} and p.slug]
    for person in rng.sample(market, 215) + rng.sample(others, 140):
        since = max(person.connected or START, START)
        for _ in range(rng.choices((1, 2, 3), (60, 28, 12))[0]):
            threads.append(_question(rng, person, since, LAST))
    for person in rng.sample(market, 6):
        threads.append(
            _question(rng, person, LAST - timedelta(days=20), LAST - timedelta(days=4), answered=False)
        )
    return threads


def _peers(people: dict[str, Person], rng: random.Random) -> Threads:
    """Engineers she has known for years; Sam Ito most of all."""
    threads: Threads = []
    crowd = rng.sample(
        [p for p in people.values() if p.role == "peer" and p.slug and p.name != "Sam Ito"], 55
    )
    for person in [*crowd, *[people["Lena Hofmann"]] * 14, *[people["Sam Ito"]] * 62]:
        for _ in range(
            1 if person.name in {"Sam Ito", "Lena Hofmann"} else rng.choices((1, 3, 7), (40, 40, 20))[0]
        ):
            pair = (person, INES) if rng.random() < 0.5 else (INES, person)
            threads.append(_back_and_forth(rng, pair, START, LAST, "PEER", 6))
    when = at_work(rng, date(2026, 10, 27))
    turns = [
        Turn(
            people["Sam Ito"],
            when,
            "Hi Ines, the chain on the crate washer is quiet at last. Measuring it monthly was the trick, thank you. How did the fair go?",
        ),
        Turn(
            INES,
            later(rng, when, 3),
            "Glad to hear it, Sam. Tired feet, good talks. I will tell you over a coffee.",
        ),
    ]
    threads.append(thread(rng, turns, people["Sam Ito"], "the crate washer"))
    return threads


def _introductions(people: dict[str, Person], rng: random.Random) -> Threads:
    threads: Threads = []
    for introducer_name, target_name, day, where in INTRODUCTIONS:
        if where != "mail":
            continue
        introducer, target = people[introducer_name], people[target_name]
        about, when = case(rng), at_work(rng, day)
        first = Mail(
            sender=address(introducer), to=[address(target), ME], when=when, subject=f"{target.first}, meet Ines", signature=signature(introducer),
            text=say(rng, "INTRODUCTION", about, target, a=target.first), labels="Inbox,Important,Opened",
        )  # fmt: skip
        turns = [
            Turn(target, later(rng, when, 8), say(rng, "INTRODUCED", about, introducer=introducer.first))
        ]
        turns.append(
            Turn(
                INES,
                later(rng, turns[-1].when, 3),
                f"Hello {target.first}, good to meet you. " + say(rng, "ANSWER", about),
            )
        )
        if rng.random() < chance("mail after an introduction", target):
            turns.append(Turn(target, later(rng, turns[-1].when, 10), say(rng, "REPORT", about)))
        threads.append([first, *thread(rng, turns, target, f"{target.first}, meet Ines", after=first)])
        thanks = Turn(
            INES,
            later(rng, when, 4),
            f"Thank you for introducing me to {target.first}, {introducer.first}. That was kind.",
        )
        back = Turn(introducer, later(rng, thanks.when, 6), "With pleasure. You would have done the same.")
        threads.append(thread(rng, [thanks, back], introducer, f"thank you for {target.first}"))
    return threads


def _sam_and_dana(people: dict[str, Person], rng: random.Random) -> Threads:
    """Sam writes to Dana and copies Ines; Dana answers Sam. Ines has never written to Dana."""
    sam, dana = people["Sam Ito"], people["Dana Reyes"]
    threads: Threads = []
    for month in (
        date(2025, 2, 4),
        date(2025, 5, 21),
        date(2025, 9, 9),
        date(2025, 12, 2),
        date(2026, 2, 17),
        date(2026, 4, 28),
        date(2026, 6, 30),
        date(2026, 8, 18),
        date(2026, 10, 13),
    ):
        about, when = case(rng), at_work(rng, month)
        subject = say(rng, "SUBJECT", about)
        lines = [
            (
                sam,
                say(rng, "ASK", about).replace("I read your post on", "I heard about")
                + " You run the same line, so I thought I would ask. Ines in copy, she found ours last time.",
            ),
            (dana, f"Hi Sam, with us it was {about['cause']}. We decided to {about['cure']}. Hello to Ines."),
            (sam, say(rng, "REPORT", about)),
        ]
        mails: list[Mail] = []
        for who, text in lines:
            other = dana if who is sam else sam
            before = mails[-1] if mails else None
            mails.append(
                Mail(
                    sender=address(who),
                    to=[address(other)],
                    cc=[ME],
                    when=when,
                    subject=("Re: " if before else "") + subject,
                    text=text,
                    answers=before,
                    quotes=before is not None,
                    signature=signature(who),
                    labels="Inbox,Opened",
                )
            )
            when = later(rng, when, 9)
        threads.append([m for m in mails if m.when < END])
    return threads


def _office(rng: random.Random) -> Threads:
    threads: Threads = []
    for _ in range(330):
        pair = (TOMAS, INES) if rng.random() < 0.5 else (INES, TOMAS)
        threads.append(_back_and_forth(rng, pair, START, LAST, "OFFICE", 4))
    desks = [
        Person(first=first, last=last, role="other", title="Office", company=Company(name=firm, domain=f"{firm.split()[0].lower()}.example", trade="office"), email=f"{first.lower()}@{firm.split()[0].lower()}.example")
        for first, last, firm in (("Gisela", "Rohde", "Rohde Steuerberatung"), ("Arno", "Pflug", "Pflug Versicherung"), ("Marta", "Silva", "Papierhaus Druck"), ("Hotel", "Lindenau", "Lindenau Rooms"), ("Ewald", "Busch", "Busch Domains"))
    ]  # fmt: skip
    for _ in range(170):
        desk = rng.choice(desks)
        subjects = ("Receipts", "Your booking", "Policy", "Print order", "A question")
        threads.append(_back_and_forth(rng, (desk, INES), START, LAST, "ADMIN", 3, subjects))
    return threads


def _pitches(people: dict[str, Person], rng: random.Random) -> Threads:
    """Her cold mails, which hardly anybody answers. Twice a month she copies and blind-copies the same colleague."""
    threads: Threads = []
    market = [p for p in people.values() if p.role == "market" and p.slug]
    for person in rng.sample(market, 330):
        turns = opened(rng, "mail pitch", person, at_work(rng, some_day(rng)), ("PITCH", "REPLY_TO_PITCH"))
        if turns:
            mails = thread(
                rng,
                turns,
                person,
                rng.choice(("Maintenance audit", "Less downtime at {company}", "Two free dates")).format(
                    company=person.company.name
                ),
            )
            if rng.random() < 0.14:
                mails[0].cc, mails[0].bcc = [address(TOMAS)], [address(TOMAS)]
            threads.append(mails)
    return threads
