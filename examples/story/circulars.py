"""What is in the mailbox beside letters to Ines alone: a list, notifications, robots, newsletters, offers and absences."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

from examples.story.linkedin_posts import Share, shares
from examples.story.mail import ME, Address, Mail, Threads, address, signature, thread
from examples.story.people import INES, LARKFIELD, Person
from examples.story.speech import case, fill, say
from examples.story.talk import LAST, Turn, at_work, later, some_day
from examples.story.truth import END, START

_LIST = Address(name="", email="floor@plants.example")


_LIST_HEADERS = (
    "List-Id: Plant floor <floor.plants.example>",
    "Precedence: list",
    "List-Unsubscribe: <mailto:floor-leave@plants.example>",
)


def plant_floor(people: dict[str, Person], rng: random.Random) -> Threads:
    """A mailing list on which Ines helps now and then; whoever copies her directly sends her two of the same mail."""
    threads: Threads = []
    crowd = rng.sample(
        [p for p in people.values() if p.role in {"peer", "market"} and p.slug and p.language == "en"], 130
    )
    weights = [1 / (n + 3) for n in range(len(crowd))]
    for _ in range(560):
        about, when = case(rng), at_work(rng, some_day(rng))
        subject = say(rng, "LIST_SUBJECT", about)
        asker = rng.choice(crowd)
        mails: list[Mail] = []
        text = say(rng, "ASK", about).replace("I read your post on", "I read the thread on")
        speakers: list[tuple[Person, str]] = [(asker, text)]
        for number in range(rng.choices((0, 1, 2, 3, 5, 8), (16, 22, 24, 18, 14, 6))[0]):
            who = INES if rng.random() < 0.09 else rng.choices(crowd, weights)[0]
            speakers.append(
                (asker, say(rng, "REPORT", about))
                if number and rng.random() < 0.3
                else (who, say(rng, rng.choice(("ANSWER", "ANSWER", "COMMENT")), about))
            )
        double: Mail | None = None
        for who, words in speakers:
            before = mails[-1] if mails else None
            mail = Mail(
                sender=address(who), to=[_LIST], when=when, subject=f"Re: [plant-floor] {subject}" if before else f"[plant-floor] {subject}", text=words, answers=before,
                quotes=before is not None and rng.random() < 0.7, signature=signature(who), headers=_LIST_HEADERS, labels="Sent" if who is INES else "Category Forums,Lists/plant-floor",
            )  # fmt: skip
            if before and before.sender.email == INES.email and who is not INES:
                mail.cc = [ME]
                mail.id = f"<{int(when.timestamp()):x}.d@{who.company.domain}>"
                double = Mail(
                    sender=mail.sender,
                    to=mail.to,
                    cc=mail.cc,
                    when=when + timedelta(seconds=4),
                    subject=mail.subject,
                    text=mail.text,
                    answers=before,
                    signature=mail.signature,
                    labels="Inbox,Opened",
                    id=mail.id,
                )
            mails.append(mail)
            when = later(rng, when, 11)
        threads.append([m for m in [*mails, *([double] if double else [])] if m.when < END])
    return threads


def linkedin_notifications(people: dict[str, Person], rng: random.Random) -> Threads:
    """LinkedIn tells by mail who commented on her posts, which its archive does not."""
    market = [p for p in people.values() if p.role == "market" and p.slug]
    others = [p for p in people.values() if p.role in {"peer", "other", "student"} and p.slug]
    faithful = rng.sample(market, 90) + rng.sample(others, 70)
    threads: Threads = []
    for share in shares():
        most = {"SHARE_QUESTION": 12, "SHARE_STORY": 8, "SHARE_LINK": 1}[share.kind]
        for _ in range(rng.randrange(most + 1)):
            person = (
                rng.choice(faithful)
                if rng.random() < 0.7
                else rng.choice(market if rng.random() < 0.5 else others)
            )
            when = later(rng, share.when, 7)
            if when < END and (person.connected or START) <= when.date():
                threads.append([_notification(rng, person, share, when)])
    for person in rng.sample(others + market, 420):
        day = person.connected
        if day and START < day < LAST:
            when = later(rng, at_work(rng, day), 1)
            if when < END:
                text = f"{person.name} accepted your invitation. See their profile: https://www.linkedin.com/comm/in/{person.slug}"
                threads.append(
                    [
                        _from_linkedin(
                            "invitations@linkedin.com", when, f"{person.first} accepted your invitation", text
                        )
                    ]
                )
    for _ in range(330):
        when = at_work(rng, some_day(rng))
        person = rng.choice(others)
        subject, text = rng.choice((
            (f"{person.first} just messaged you", f"{person.name} sent you a message. View message: https://www.linkedin.com/comm/messaging"),
            (f"You appeared in {rng.randrange(3, 40)} searches this week", "See who is looking at your profile: https://www.linkedin.com/comm/me/profile-views"),
            (f"Congratulate {person.first} on the new position", f"{person.name} has a new job as {person.title}."),
        ))  # fmt: skip
        threads.append(
            [
                _from_linkedin(
                    "messages-noreply@linkedin.com"
                    if "messaged" in subject
                    else "notifications-noreply@linkedin.com",
                    when,
                    subject,
                    text,
                )
            ]
        )
    return threads


def _notification(rng: random.Random, person: Person, share: Share, when: datetime) -> Mail:
    about = case(rng, person.language)
    said = say(rng, "COMMENT", about)
    target = share.url.rpartition("/")[2].replace("%3A", ":")
    text = f"{person.name} commented on your post\n\n{person.title} at {person.company.name}\n\n\u201c{said}\u201d\n\nView comment: https://www.linkedin.com/comm/feed/update/{target}/"
    return _from_linkedin(
        "notifications-noreply@linkedin.com", when, f"{person.name} commented on your post", text
    )


def _from_linkedin(sender: str, when: datetime, subject: str, text: str) -> Mail:
    footer = "This email was intended for Ines Okafor (Maintenance engineer turned consultant)\nUnsubscribe: https://www.linkedin.com/comm/psettings/email-unsubscribe"
    return Mail(
        sender=Address(name="LinkedIn", email=sender), to=[ME], when=when, subject=subject, text=f"{text}\n\n----------------------------------------\n{footer}",
        headers=("X-LinkedIn-Class: NOTIFICATIONS", "List-Unsubscribe: <https://www.linkedin.com/comm/psettings/email-unsubscribe>"), labels="Category Social,Unread",
    )  # fmt: skip


def machines(rng: random.Random) -> Threads:
    """Robots: calendars, monitors, bookings; and X, which has little to tell."""
    robots = (
        (Address(name="Calendar", email="calendar-noreply@calendar.example"), "Accepted: site visit {town} ({day})", "{first2} accepted the invitation: site visit {town} on {day}.", ("Auto-Submitted: auto-generated",)),
        (Address(name="Uptime watch", email="alerts@uptime.example"), "larkfield.example is {updown}", "larkfield.example was {updown} for {few} minutes.", ("Auto-Submitted: auto-generated", "Precedence: bulk")),
        (Address(name="Rail tickets", email="noreply@rail.example"), "Your booking to {town}", "Your ticket to {town}, {day}, coach {m}, seat {n}.", ()),
        (Address(name="Bank", email="no-reply@bank.example"), "Your statement is ready", "Statement {n} of your business account is in your mailbox.", ()),
        (Address(name="Web shop", email="noreply@toolshop.example"), "Order {n}{m} has been shipped", "Your order with {few} items is on its way.", ("Auto-Submitted: auto-generated",)),
        (Address(name="Booking page", email="noreply@bookings.example"), "Reminder: call on {day}", "You have a call about {machine} on {day}.", ("Auto-Submitted: auto-generated",)),
    )  # fmt: skip
    threads: Threads = []
    for _ in range(1750):
        sender, subject, text, headers = rng.choice(robots)
        when = at_work(rng, some_day(rng))
        about = case(rng, "en", when) | {"updown": rng.choice(("down", "up again"))}
        threads.append(
            [
                Mail(
                    sender=sender,
                    to=[ME],
                    when=when,
                    subject=fill(rng, subject, about),
                    text=fill(rng, text, about),
                    headers=headers,
                    labels="Category Updates,Unread"
                    if rng.random() < 0.5
                    else "Inbox,Category Updates,Opened",
                )
            ]
        )
    for number in range(120):
        when = at_work(rng, some_day(rng))
        who = f"{rng.choice(('shop', 'gear', 'plant', 'lean'))}_{rng.choice(('talk', 'fan', 'lab'))}{number}"
        subject = f"@{who} replied to your post" if number % 4 == 0 else f"See what @{who} posted"
        threads.append(
            [
                Mail(
                    sender=Address(name="X", email="info@x.com"),
                    to=[ME],
                    when=when,
                    subject=subject,
                    text=say(rng, "X_REPLY", case(rng), url="") + "\n\nSettings: https://x.com/settings",
                    headers=("List-Unsubscribe: <https://x.com/i/u>",),
                    labels="Category Social,Unread",
                )
            ]
        )
    return threads


def newsletters(rng: random.Random) -> Threads:
    """Letters to many, half of them HTML alone."""
    senders = [
        (f"{town} {what}", f"news@{town.lower()}{what.lower()}.example")
        for town, what in zip(
            [
                "Alderbrook",
                "Birkholt",
                "Dornhagen",
                "Elmstedt",
                "Fennmoor",
                "Kelderby",
                "Lindenau",
                "Oakhampton",
                "Redholm",
                "Tarnfield",
                "Velbrook",
                "Westerholt",
                "Ashwell",
                "Calverton",
                "Foxcombe",
                "Hawkstone",
            ],
            [
                "Weekly",
                "Tools",
                "Bearings",
                "Digest",
                "Lubes",
                "Reliability",
                "Sensors",
                "Machines",
                "Events",
                "Jobs",
                "Software",
                "Energy",
                "Safety",
                "Packaging",
                "Paper",
                "Food",
            ],
            strict=True,
        )
    ]
    threads: Threads = []
    for number, (name, sender) in enumerate(senders):
        day = START + timedelta(days=number % 7)
        while day < LAST:
            about = case(rng)
            subject = (
                say(rng, "HEADLINE", about)
                if number % 3
                else fill(rng, "{pct} % off until {day}: everything for your {machine}", about)
            )
            lines = list(
                dict.fromkeys(
                    say(rng, rng.choice(("HEADLINE", "THOUGHT", "HEADLINE", "SHARE_QUESTION")), case(rng))
                    for _ in range(3)
                )
            )
            when = at_work(rng, day)
            address_ = sender.partition("@")[2]
            body = (
                "<html><body><h1>"
                + subject
                + "</h1>"
                + "".join(
                    f'<p>{line} <a href="https://{address_}/r/{n}">Read more</a></p>'
                    for n, line in enumerate(lines)
                )
                + f'<p><small>You get this letter since you signed up. <a href="https://{address_}/out">Unsubscribe</a></small></p></body></html>'
            )
            threads.append(
                [
                    Mail(
                        sender=Address(name=name, email=sender),
                        to=[ME],
                        when=when,
                        subject=subject,
                        text="\n\n".join(lines),
                        html=body,
                        html_alone=bool(number % 2),
                        headers=(f"List-Unsubscribe: <https://{address_}/out>", "Precedence: bulk"),
                        labels="Category Promotions,Unread" if number % 4 else "Category Promotions,Opened",
                    )
                ]
            )
            day += timedelta(days=7 if number % 3 else 5)
    return threads


def junk(people: dict[str, Person], rng: random.Random) -> Threads:
    """Spam, and offers by people who write the same to everybody."""
    threads: Threads = []
    vendors = [p for p in people.values() if p.role == "vendor"]
    for _ in range(470):
        person = rng.choice(vendors)
        when = at_work(rng, some_day(rng))
        while when < END and rng.random() < 0.7:
            turns = [Turn(person, when, say(rng, "VENDOR", case(rng)))]
            threads.append(
                thread(
                    rng,
                    turns,
                    person,
                    rng.choice(
                        ("Quick question", "Larkfield + us", "15 minutes?", "Re: my last mail", "Partnership")
                    ),
                )
            )
            when = later(rng, when, 150)
    for number in range(560):
        about = case(rng)
        sender = Address(
            name=rng.choice(
                ("Dr. Kofi Mensa", "Prize Desk", "Parcel Service", "Crypto Gain", "Export Manager Liu")
            ),
            email=f"x{number * 7919 % 100003}@mailer{number % 23}.example",
        )
        subject = rng.choice(
            (
                "URGENT: your parcel",
                "You have won",
                "Business proposal",
                "Invoice overdue!!!",
                "Cheap {part}s direct from factory",
            )
        ).format_map(about)
        text = fill(
            rng,
            rng.choice(
                (
                    "Dear friend, I have {n} million for you. Reply with your bank details.",
                    "Your parcel waits. Pay {m} EUR here: http://mailer.example/pay",
                    "We export {machine} and {part} at best price, kindly revert.",
                    "Double your money in {m} days, {pct} % guaranteed.",
                )
            ),
            about,
        )
        threads.append(
            [
                Mail(
                    sender=sender,
                    to=[ME],
                    when=at_work(rng, some_day(rng)),
                    subject=subject,
                    text=text,
                    labels="Spam,Unread" if number % 9 else "Trash,Opened",
                )
            ]
        )
    return threads


def absences(people: dict[str, Person], rng: random.Random) -> Threads:
    """Machines that answer for people on holiday, and a few mails that came back."""
    threads: Threads = []
    crowd = [p for p in people.values() if p.role == "market" and p.slug]
    for number in range(170):
        person, when = rng.choice(crowd), at_work(rng, some_day(rng))
        first = Mail(
            sender=ME,
            to=[address(person)],
            when=when,
            subject="Maintenance audit",
            text=say(rng, "PITCH", case(rng, person.language, when), person),
            signature=signature(INES),
            german=person.language == "de",
            labels="Sent",
        )
        german = person.language == "de"
        if number % 6 == 0:
            reply = Mail(
                sender=Address(name="Mail Delivery Subsystem", email=f"mailer-daemon@{LARKFIELD.domain}"),
                to=[ME],
                when=when + timedelta(seconds=30),
                subject="Delivery Status Notification (Failure)",
                text=f"Your message to {person.email} could not be delivered: address not found.",
                headers=("Auto-Submitted: auto-replied",),
                answers=first,
                labels="Inbox,Opened",
            )
        else:
            away = (
                "Ich bin bis {day} nicht im Haus. Ihre Nachricht wird nicht weitergeleitet."
                if german
                else "I am out of the office until {day} and read mail now and then."
            )
            reply = Mail(
                sender=address(person),
                to=[ME],
                when=when + timedelta(seconds=rng.randrange(20, 90)),
                subject=("Automatische Antwort: " if german else "Automatic reply: ") + "Maintenance audit",
                text=fill(rng, away, case(rng, person.language)),
                headers=("Auto-Submitted: auto-replied", "X-Auto-Response-Suppress: All"),
                answers=first,
                german=german,
                labels="Inbox,Opened",
            )
        threads.append([m for m in (first, reply) if m.when < END])
    return threads
