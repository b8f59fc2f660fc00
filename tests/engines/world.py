"""A small invented world: three channels, sixty people, two years of letters, hours and deals; the same every time."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from heard.model import Effort, Expense, Export, Interaction, Outcome, Profile, Traffic, day_micros
from heard.strategy import Channel, Money, Objective, Segment, Strategy, Target, TrackedHours

ENGINES = ("duckdb", "postgres")
START = date(2024, 1, 1)
AS_OF = date(2025, 12, 31)
TAKEN = datetime(2026, 1, 1, tzinfo=UTC)
EXPORT = Export(source="world", owner="linkedin:ines", taken_at=TAKEN)
TIMER = Export(source="timer")
JOURNAL = Export(source="journal", owner="journal:me")
STRATEGY = Strategy(
    name="World",
    me=("email:ines@larkfield.example", "linkedin:ines"),
    objectives=(Objective(name="audits", measure="deals", worth=Money(Decimal(12000), "EUR")),),
    segments=(
        Segment(name="plant managers", titles=("plant manager", "head of operations")),
        Segment(name="food", companies=("Northwind Foods",), domains=("northwind.example",)),
    ),
    targets=(
        Target(name="Person 3", at="Northwind Foods"),
        Target(name="Nobody Known"),
        Target(name="Nobody Seen", through=("Person 9",)),
    ),
    hours_per_week=6,
    hour_worth=Money(Decimal(90), "EUR"),
    channels=tuple(
        Channel(name=name, serves=("audits",), hours_per_week=2)
        for name in ("linkedin", "email", "x", "tradeshow")
    ),
    tracked=(
        TrackedHours(channel="email", domain=("mail.example",)),
        TrackedHours(channel="linkedin", client=("Northwind Foods",), tag=("Social Media", "posting")),
        TrackedHours(channel="x", title=("short post",)),
        TrackedHours(project=("Bookkeeping",)),
    ),
)


TRACKED = (
    ("linkedin", ("project: Linked-In", "client: acme")),
    ("linkedin", ("client: northwind foods", "tag: other", "tag: socialmedia")),
    ("", ("client: northwind foods",)),
    ("x", ("project: writing", "title: a short post on pumps")),
    ("", ("title: a shorter post on linkedin",)),
    ("email", ("domain: post.mail.example", "app: firefox")),
    ("", ("domain: mail.example.evil",)),
    ("x", ("domain: twitter.com",)),
    ("tradeshow", ("title: tradeshow",)),
    ("elsewhere", ("project: bookkeeping", "tag: linkedin")),
)
"""What a tracker says of hours, and on which channel they count."""


def tracked():
    """The same hours once more, by a timer, and some of which no rule knows."""
    for number in range(400):
        _, labels = TRACKED[number % len(TRACKED)]
        yield Effort(
            key=f"t{number}",
            day=START + timedelta(days=number * 2),
            channel="",
            hours=0.25 * (number % 7 + 1),
            labels=tuple(label.lower() for label in labels),
        )


def facts(seed: int = 1):
    """Everything that happened in it."""
    rng = random.Random(seed)
    yield Profile(account="linkedin:ines", name="Ines Okafor", owner=True)
    titles = ("Plant Manager", "Head of Operations, EMEA", "Designer", "", "Assistant plant-manager", "CFO")
    companies = ("Northwind Foods", "Acme & Sons", "", "Paper-Works Ltd.")
    for number in range(60):
        yield Profile(
            account=f"linkedin:person-{number}",
            name=f"Person {number}",
            title=rng.choice(titles),
            company=rng.choice(companies),
            email=f"p{number}@northwind.example" if number % 9 == 0 else "",
        )
        yield connection(number, rng)
        yield Profile(
            account=f"email:p{number}@{rng.choice(('northwind.example', 'gmail.com'))}",
            name=f"Person {number}",
        )
    for number in range(700):
        yield from letters(number, rng)
    for number in range(300):
        yield post(number, rng)
    for week in range(104):
        for channel, hours in (("linkedin", 2), ("x", 3), ("email", 1), ("tradeshow", 0.5)):
            yield Effort(
                key=f"{week} {channel}",
                day=START + timedelta(weeks=week),
                channel=channel,
                hours=hours * rng.uniform(0.5, 1.5),
            )
    yield Expense(
        key="1", day=START + timedelta(days=40), channel="tradeshow", amount=Decimal("450.50"), currency="EUR"
    )
    for number in range(20):
        yield from deal(number, rng)
    for number in range(120):
        yield from others(number, rng)
    yield from counted(rng)
    yield from machines()
    yield from told_too()


def counted(rng: random.Random):
    """Visits to the web site by day, a quarter of them once more as a whole, and a letter to a list."""
    for number in range(90):
        day = START + timedelta(days=number)
        for channel in ("linkedin", "x", "direct"):
            yield visits(f"{day} {channel}", day, day, channel, rng.randrange(40))
    last = START + timedelta(days=59)
    yield visits("quarter", START, last, "linkedin", 800)
    yield visits("by page", START, last, "linkedin", 790, dimension="page")
    for metric, number in (("sent", 400), ("opened", 180), ("clicked", 25)):
        yield Traffic(
            key=metric,
            day=START,
            last_day=START,
            channel="email",
            metric=metric,
            number=number,
            campaign="May",
        )


def visits(
    key: str, day: date, last_day: date, channel: str, number: int, dimension: str = "source"
) -> Traffic:
    return Traffic(
        key=key, day=day, last_day=last_day, channel=channel, metric="visits", number=number, site="larkfield.example",
        dimension=dimension,
    )  # fmt: skip


def asks():
    """What the journal says of introductions."""
    for number, answer in enumerate(("yes", "no", "open", "yes"), start=20):
        yield Profile(account=f"name:person {number}", name=f"Person {number}")
        yield Interaction(
            key=f"a{number}",
            kind="introduction",
            channel="email",
            actor="journal:me",
            to=(f"name:person {number}",),
            mentioned=("email:far1@far.example",),
            happened_us=day_micros(AS_OF - timedelta(days=number)),
            text=f'asked for introduction to "Far 1" -> {answer}',
            visibility="direct",
        )


def others(number: int, rng: random.Random):
    """What others wrote to each other before our eyes: with us in Cc, on a list, or about each other."""
    one, other = f"email:p{rng.randrange(60)}@gmail.com", f"email:far{number % 5}@far.example"
    moment = day_micros(START) + rng.randrange(720 * 86_400) * 1_000_000
    told = {"channel": "email", "happened_us": moment, "thread": f"o{number}"}
    further = f"email:further{number % 3}@far.example"
    listed = "email:floor@lists.example"
    if number % 4 == 0:
        yield Interaction(key=f"o{number}", kind="mail", actor=one, to=(other,), cc=(STRATEGY.me[0],), **told)
    elif number % 4 == 1:
        crowd = tuple(f"email:p{rng.randrange(60)}@gmail.com" for _ in range(rng.randrange(12)))
        yield Interaction(key=f"o{number}", kind="mail", actor=other, to=(further, *crowd), **told)
    elif number % 4 == 2:
        group = {"kind": "mail", "to": (listed,), "visibility": "group"}
        yield Interaction(key=f"q{number}", actor=other, **group, **told)
        yield Interaction(key=f"o{number}", actor=one, reply_to=f"q{number}", **group, **told)
    else:
        yield Interaction(key=f"o{number}", kind="recommendation", actor=one, to=(other,), **told)


def machines():
    """A crawler that signs as a human, and a post that several people answer for."""
    crawler, post = "email:crawler@hive.example", "email:support@hive.example"
    yield Profile(account=crawler, name="Kira Lane")
    for number in range(150):
        yield Interaction(
            key=f"k{number}",
            kind="mail",
            channel="email",
            actor=crawler,
            to=(STRATEGY.me[0],),
            happened_us=day_micros(START) + number * 3 * 3_600_000_000 + 427_000_000,
            thread=f"k{number}",
            title=f"Listing {number}",
            text=f"New listing {number} was found for you, have a look at it: a pump.",
            visibility="direct",
        )
    for name in ("Ana Cruz", "Bo Lind"):
        yield Profile(account=post, name=name)
        yield Interaction(
            key=name,
            kind="mail",
            channel="email",
            actor=post,
            to=(STRATEGY.me[0],),
            happened_us=day_micros(START),
        )


def mailbox():
    """A notification mail of a message that the network's export holds, one of a comment that it lacks, and a list's message."""
    yield Profile(account="linkedin:name:person 3", name="Person 3")
    for kind in ("message", "comment"):
        yield Interaction(
            key=f"notice:{kind}", kind=kind, channel="linkedin", actor="linkedin:name:person 3", to=(STRATEGY.me[0],),
            happened_us=day_micros(START),
        )  # fmt: skip
    yield from archive()


def archive():
    """The same message of a list as its archive has it."""
    yield Interaction(
        key="listed@far.example", kind="mail", channel="floor", actor="email:p4@gmail.com", to=("email:floor@lists.example",),
        happened_us=day_micros(START), visibility="group",
    )  # fmt: skip


def blog(source: str):
    """A post of ours as the blog's export and as its feed have it."""
    yield Interaction(
        key=f"{source} bearings", kind="post", channel="blog", actor="linkedin:ines", happened_us=day_micros(START),
        url=f"http{'s' * (source == 'feed')}://larkfield.example/bearings{'/' * (source == 'feed')}",
    )  # fmt: skip


def told_too():
    """What the network's export says of the day of the notifications."""
    yield Interaction(
        key="day", kind="message", channel="linkedin", actor="linkedin:person-3", to=("linkedin:ines",),
        happened_us=day_micros(START) - 3_600_000_000, visibility="direct",
    )  # fmt: skip


def connection(number: int, rng: random.Random) -> Interaction:
    """A tie on one network."""
    moment = day_micros(START + timedelta(days=rng.randrange(700)))
    return Interaction(
        key=f"c{number}",
        kind="connection",
        channel="linkedin",
        actor="linkedin:ines",
        to=(f"linkedin:person-{number}",),
        happened_us=moment,
    )


def letters(number: int, rng: random.Random):
    """A thread of one to six letters, begun by either side."""
    person = rng.randrange(60)
    channel = rng.choice(("linkedin", "email"))
    me, they = (
        ("linkedin:ines", f"linkedin:person-{person}")
        if channel == "linkedin"
        else (
            "email:ines@larkfield.example",
            f"email:p{person}@{rng.choice(('northwind.example', 'gmail.com'))}",
        )
    )
    moment = day_micros(START) + rng.randrange(720 * 86_400) * 1_000_000
    mine = rng.random() < 0.6
    for turn in range(rng.randint(1, 6)):
        yield Interaction(
            key=f"m{number}-{turn}",
            kind="message" if channel == "linkedin" else "mail",
            channel=channel,
            actor=me if mine else they,
            to=(they if mine else me,),
            cc=(f"email:p{(person + 1) % 60}@gmail.com",) if channel == "email" and number % 10 == 0 else (),
            happened_us=moment,
            thread=f"t{person}" if channel == "linkedin" else f"m{number}",
            text="What broke last month?" if turn % 2 else "The bearing, again.",
            visibility="direct",
            nature="bulk" if number % 25 == 0 else "personal",
        )
        moment += rng.randrange(60, 9 * 86_400) * 1_000_000
        mine = mine if rng.random() < 0.2 else not mine


def post(number: int, rng: random.Random) -> Interaction:
    """Something said to nobody in particular."""
    moment = day_micros(START) + rng.randrange(720 * 86_400) * 1_000_000
    return Interaction(
        key=f"p{number}",
        kind="post",
        channel="x",
        actor="linkedin:ines",
        happened_us=moment,
        text="Read our blog!",
    )


def deal(number: int, rng: random.Random):
    """A deal, open, won or lost."""
    opened = START + timedelta(days=rng.randrange(600))
    channel = rng.choice(("linkedin", "email", "tradeshow"))
    yield Outcome(
        key=f"{number} lead",
        day=opened,
        channel=channel,
        deal=f"D{number}",
        stage="lead",
        account=f"linkedin:person-{number}",
    )
    if number % 3:
        stage = "won" if number % 3 == 1 else "lost"
        amount = Decimal(rng.randrange(4000, 30000)) if stage == "won" else None
        day = opened + timedelta(days=60)
        yield Outcome(
            key=f"{number} end",
            day=day,
            channel=channel,
            deal=f"D{number}",
            stage=stage,
            amount=amount,
            currency="EUR" if amount else "",
        )
