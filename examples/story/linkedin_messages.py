"""LinkedIn's messages: help, questions, pitches, introductions, offers and advertisements."""

from __future__ import annotations

import base64
import random
from collections import defaultdict
from datetime import datetime, timedelta
from typing import NamedTuple

from examples.story.english import ANSWER
from examples.story.pack import csv_file
from examples.story.people import INES, Person
from examples.story.speech import case, fill, say
from examples.story.talk import LAST, Turn, asked, at_work, chat, exchange, later, opened, some_day
from examples.story.truth import END, INTRODUCTIONS, START

HEADER = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT,IS CONVERSATION DRAFT"


class Message(NamedTuple):
    """A row of messages.csv before it is one."""

    thread: str
    title: str
    sender: Person | None
    to: tuple[Person, ...]
    when: datetime
    subject: str
    text: str
    folder: str
    draft: bool = False


def messages(
    people: dict[str, Person],
    there: list[Person],
    asked_to_connect: list[tuple[tuple[str, ...], Person, datetime]],
    rng: random.Random,
) -> str:
    found: list[Message] = []
    for person, turns in _talks(people, there, rng):
        folder = "ARCHIVE" if person.role == "vendor" and rng.random() < 0.2 else "INBOX"
        for turn in turns:
            to = person if turn.who is INES else INES
            found.append(
                Message(f"with {person.slug}", "", turn.who, (to,), turn.when, "", turn.text, folder)
            )
    for row, person, accepted in asked_to_connect:
        if row[3] and accepted < END:
            writer, reader = (INES, person) if row[4] == "OUTGOING" else (person, INES)
            found.append(Message(f"with {person.slug}", "", writer, (reader,), accepted, "", row[3], "INBOX"))
    found += _groups(people, there, rng)
    found += _advertisements(rng)
    drafted = case(rng)
    found.append(
        Message(
            f"with {people['Carla Benedetti'].slug}",
            "",
            INES,
            (people["Carla Benedetti"],),
            END - timedelta(days=2),
            "",
            say(rng, "ANSWER", drafted),
            "INBOX",
            True,
        )
    )
    return _message_file(found)


def _talks(
    people: dict[str, Person], there: list[Person], rng: random.Random
) -> list[tuple[Person, list[Turn]]]:
    """Conversations of two, each in a row of turns."""
    talks: list[tuple[Person, list[Turn]]] = []
    market = [p for p in there if p.role == "market"]
    others = [p for p in there if p.role in {"other", "peer", "student"}]
    peers = [
        *rng.sample([p for p in there if p.role == "peer" and p.name not in {"Sam Ito", "Lena Hofmann"}], 95),
        people["Sam Ito"],
        people["Lena Hofmann"],
    ]
    vendors = [p for p in there if p.role == "vendor"]

    def begin(person: Person) -> datetime:
        since = max(person.connected or START, START)
        return at_work(rng, some_day(rng, min(since + timedelta(days=1), LAST), LAST))

    askers = rng.sample(market, 225)
    strangers = [person for person in market if person not in askers]
    for person in askers + rng.sample(others, 170):
        talks.extend(
            (person, asked(rng, "linkedin help", person, begin(person)))
            for _ in range(rng.choices((1, 2, 3, 4), (46, 30, 16, 8))[0])
        )
    for deal in [
        p
        for p in market
        if p.name in {"Marit Solheim", "Ayodele Banks", "Nadia Ferris", "Joana Prado", "Orla Keane"}
    ]:
        since = max(deal.connected or START, START)
        for _ in range(4):
            day = some_day(rng, since, since + timedelta(days=65))
            talks.append((deal, asked(rng, "linkedin help", deal, at_work(rng, day), answered=True)))
    for person in rng.sample(market, 7):
        when = at_work(rng, some_day(rng, LAST - timedelta(days=16), LAST - timedelta(days=3)))
        talks.append((person, asked(rng, "linkedin help", person, when, answered=False)))
    talks.extend(
        (
            person,
            opened(rng, "linkedin question", person, begin(person), ("QUESTION", "REPLY_TO_QUESTION")),
        )
        for person in rng.sample(market, 210) + rng.sample(others, 120)
    )
    talks.extend(
        (
            person,
            opened(rng, "linkedin greeting", person, begin(person), ("GREETING", "REPLY_TO_GREETING")),
        )
        for person in rng.sample(market, 150) + rng.sample(others, 250)
    )
    talks.extend(
        (person, opened(rng, "linkedin pitch", person, begin(person), ("PITCH", "REPLY_TO_PITCH")))
        for person in rng.sample(strangers, 170) + rng.sample(others, 110)
    )
    for person in peers:
        for _ in range(rng.choices((1, 3, 6, 12), (40, 30, 22, 8))[0]):
            pair = (person, INES) if rng.random() < 0.55 else (INES, person)
            talks.append((person, chat(rng, "linkedin peer", pair, begin(person), "PEER", case(rng))))
    for person in vendors + [p for p in there if p.role == "recruiter"]:
        when = begin(person)
        for _ in range(rng.choices((0, 1, 2, 3), (15, 45, 25, 15))[0]):
            if when < END:
                text = say(rng, "RECRUITER" if person.role == "recruiter" else "VENDOR", case(rng))
                talks.append((person, [Turn(person, when, text)]))
            when = later(rng, when, 120)
        if rng.random() < 0.06 and when < END:
            talks.append(
                (
                    person,
                    [
                        Turn(
                            INES,
                            when,
                            rng.choice(
                                ("No, thank you.", "Please take me off your list.", "Not for us, thanks.")
                            ),
                        )
                    ],
                )
            )
    return talks


def _groups(people: dict[str, Person], there: list[Person], rng: random.Random) -> list[Message]:
    """Introductions, and a circle of engineers that Ines reads and sometimes answers."""
    found: list[Message] = []
    for introducer_name, target_name, day, where in INTRODUCTIONS:
        if where != "linkedin":
            continue
        introducer, target = people[introducer_name], people[target_name]
        about, thread = case(rng), f"intro {target_name}"
        when = at_work(rng, day)
        text = say(rng, "INTRODUCTION", about, target, a=target.first)
        found.append(
            Message(thread, f"{target.first}, meet Ines", introducer, (target, INES), when, "", text, "INBOX")
        )
        when = later(rng, when, 6)
        found.append(
            Message(
                thread,
                "",
                target,
                (introducer, INES),
                when,
                "",
                say(rng, "INTRODUCED", about, introducer=introducer.first),
                "INBOX",
            )
        )
        when = later(rng, when, 4)
        found.append(
            Message(
                thread,
                "",
                INES,
                (introducer, target),
                when,
                "",
                f"Thank you for the introduction, {introducer.first}. " + say(rng, "ANSWER", about),
                "INBOX",
            )
        )
    circle = [
        people["Lena Hofmann"],
        people["Sam Ito"],
        *rng.sample([p for p in there if p.role == "peer" and p.slug], 5),
    ]
    for _ in range(46):
        about, when = case(rng), at_work(rng, some_day(rng))
        speakers = rng.sample(circle, 3)
        opening, answers = exchange(rng, "PEER", speakers[0], about)
        last = INES if rng.random() < 0.4 else speakers[2]
        for speaker, words in zip((*speakers[:2], last), (opening, answers, ANSWER), strict=True):
            to = tuple(p for p in [*circle, INES] if p is not speaker)
            found.append(
                Message(
                    "circle",
                    "Reliability round table",
                    speaker,
                    to,
                    when,
                    "",
                    fill(rng, rng.choice(words), about),
                    "INBOX",
                )
            )
            when = later(rng, when, 5)
    return [message for message in found if message.when < END]


def _advertisements(rng: random.Random) -> list[Message]:
    found: list[Message] = []
    for number in range(290):
        about = case(rng) | {
            "vendor": rng.choice(
                (
                    "Velbrook Analytics",
                    "Tarnfield Software",
                    "Redholm Robotics",
                    "Kelderby Media",
                    "Lindenau Automation",
                )
            )
        }
        body = "".join(
            f'<p class="spinmail-quill-editor__spin-break">{part}</p>'
            for part in say(rng, "SPONSORED", about).split(". ")
        )
        subject = fill(
            rng,
            rng.choice(
                (
                    "{topic}: are you ready?",
                    "Your invitation",
                    "Save {pct} % with {topic}",
                    "A guide for leaders",
                )
            ),
            about,
        )
        found.append(
            Message(
                f"ad {number}",
                about["vendor"],
                None,
                (INES,),
                at_work(rng, some_day(rng)),
                subject,
                body,
                rng.choice(("INBOX", "INBOX", "SPAM")),
            )
        )
    for number in range(60):
        text = say(rng, "VENDOR", case(rng))
        found.append(
            Message(
                f"gone {number}",
                "",
                None,
                (INES,),
                at_work(rng, some_day(rng)),
                "",
                text,
                rng.choice(("SPAM", "INBOX")),
            )
        )
    return found


def _message_file(found: list[Message]) -> str:
    """Conversation after conversation, the newest first, as LinkedIn writes them."""
    threads: dict[str, list[Message]] = defaultdict(list)
    for message in sorted(found, key=lambda m: (m.when, m.text), reverse=True):
        threads[message.thread].append(message)
    rows: list[tuple[str, ...]] = []
    for number, (thread, messages) in enumerate(threads.items()):
        key = f"2-{base64.b64encode(f'larkfield-{number:05d}_100'.encode()).decode()}"
        title = next((m.title for m in messages if m.title), "")
        rows.extend((
                key, title, m.sender.name if m.sender else ("LinkedIn Member" if thread.startswith("gone") else title),
                m.sender.linkedin if m.sender else "", ", ".join(p.name for p in m.to), ",".join(p.linkedin for p in m.to),
                f"{m.when:%Y-%m-%d %H:%M:%S} UTC", m.subject, m.text, m.folder, "", "Yes" if m.draft else "No", "No",
            ) for m in messages)  # fmt: skip
    return csv_file(HEADER, rows, quote_all=True)
