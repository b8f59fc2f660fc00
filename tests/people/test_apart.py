"""Who is no person: machines that sign as humans, lists and shared addresses; and humans as regular as machines."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from heard.ledger.engines import DuckDB
from heard.ledger.store import Ledger
from heard.measures.ties import people, weigh
from heard.model import Export, Interaction, Profile, day_micros
from heard.people.apart import apart, set_apart
from heard.people.match import resolve
from heard.people.view import look
from heard.strategy import Strategy

AS_OF = date(2026, 10, 31)
AS_OF_US = day_micros(AS_OF + timedelta(days=1)) - 1
START_US = day_micros(date(2026, 1, 5))
HOUR_US = 3_600_000_000
ME = "email:ines@larkfield.example"
KIRA = "email:kira@hive.example"


class World:
    """A ledger in memory that holds what is said into it."""

    def __init__(self) -> None:
        self.ledger = Ledger(DuckDB(None))
        self.facts: list[Interaction | Profile] = [Profile(account=ME, owner=True)]

    def said(self, actor: str, at_us: int, to: str = ME, **more) -> str:
        key = f"m{len(self.facts)}"
        told = {"kind": "mail", "channel": "email", "visibility": "direct", "thread": key} | more
        self.facts.append(Interaction(key=key, actor=actor, to=(to,), happened_us=at_us, **told))
        return key

    def writes(self, actor: str, times: int, every_us: int, text: str, **more) -> None:
        """Much the same, again and again, in threads of its own; and one letter of ours to it."""
        for n in range(times):
            self.said(actor, START_US + 427_000_000 + n * every_us, text=text.format(n), **more)
        self.said(ME, START_US, actor, text="Could you tell me more?")

    def apart(self, stated: dict[str, bool] | None = None) -> dict[str, str]:
        export = Export(source="mbox", owner=ME)
        taken = datetime(2026, 11, 1, tzinfo=UTC)
        self.ledger.add(export, self.facts, path="mail", sha256=str(len(self.facts)), imported_at=taken)
        self.facts = []
        resolve(self.ledger, [ME])
        set_apart(self.ledger, stated)
        look(self.ledger, Strategy(), AS_OF_US)
        weigh(self.ledger, AS_OF)
        return {each.account: each.what for each in apart(self.ledger)}

    def why(self, account: str) -> str:
        return next(each.why for each in apart(self.ledger) if each.account == account)

    def ties(self) -> set[str]:
        return {tie.name for tie in people(self.ledger, AS_OF).ties}


@pytest.fixture
def world():
    made = World()
    yield made
    made.ledger.close()


def test_somebody_who_was_away_is_a_person(world):
    world.said(ME, START_US, "email:abi@acme.example", text="Could you have a look?")
    world.said("email:abi@acme.example", START_US + HOUR_US, text="I am away.", nature="automatic")
    world.said("email:noreply@shop.example", START_US + HOUR_US, text="Your order.", nature="automatic")
    assert world.apart() == {"email:noreply@shop.example": "robot"}


# --- a machine under a human's name ---


def test_a_crawler_that_signs_as_a_person_gives_no_tie(world):
    world.facts.append(Profile(account=KIRA, name="Kira Lane"))
    world.writes(KIRA, 300, 5 * HOUR_US, "Item {} was found on a page that you watch: a used pump, as new")
    assert world.apart() == {KIRA: "robot"}
    assert world.ties() == set()
    assert world.why(KIRA) == (
        "It wrote 300 times and never an answer; 100% begin alike, and 100% at the same minute of the hour or in one breath."
    )


def test_a_machine_that_varies_its_minutes_is_told_by_its_nights(world):
    texts = ("Price of oil fell to {} today, which is its lowest", "Build {} is red: {} tests", "{} is free")
    for n in range(240):
        world.said(KIRA, START_US + n * 7 * HOUR_US + n * 661_000_000, text=texts[n % 3].format(n, n))
    assert world.apart() == {KIRA: "robot"}


def test_a_machine_that_writes_in_bursts(world):
    for n in range(40):
        at = START_US + (n // 8) * 31 * HOUR_US + (n // 8) * 500_000_000 + (n % 8) * 900_000 + 3_000_000
        world.said(KIRA, at, text=f"Ticket {n} was closed" if n % 2 else f"Ticket {n} was opened for you")
    assert world.apart() == {KIRA: "robot"}


def test_a_bot_of_a_list_that_everybody_answers_but_that_answers_nobody(world):
    for n in range(60):
        asked = world.said(
            KIRA,
            START_US + n * 24 * HOUR_US + 60_500_000,
            "email:floor@lists.example",
            visibility="group",
            text=f"Reminder {n}: the weekly call begins in one hour, dial in please",
        )
        world.said("email:sam@harrow.example", START_US + n * 24 * HOUR_US + 2 * HOUR_US, KIRA, thread=asked, reply_to=asked,
                   text="Thanks!", visibility="group")  # fmt: skip
    assert world.apart()[KIRA] == "robot"
    assert "sam@harrow.example" not in " ".join(world.apart())


@pytest.mark.parametrize(("name", "alike", "what"), [("kernel test robot", True, "robot"), ("Erik Bot", True, "robot"), ("Erik Bot", False, None), ("Kira Lane", True, None), ("Kira Lane,test robot", True, None)])  # fmt: skip
def test_a_robot_that_answers_is_told_by_its_name_and_by_what_it_says(world, name, alike, what):
    world.facts += [Profile(account=KIRA, name=each) for each in name.split(",")]
    for n in range(30):
        letters = "".join(chr(97 + (n * step + step) % 26) for step in (3, 5, 7, 11))
        asked = world.said(
            "email:sam@harrow.example",
            START_US + n * 24 * HOUR_US,
            "email:floor@lists.example",
            visibility="group",
        )
        text = (
            "Thank you for the patch! Perhaps something to improve"
            if alike
            else f"{letters} is what I would try, {letters}"
        )
        world.said(KIRA, START_US + (n * 24 + 3) * HOUR_US + n * 77_000_000, "email:sam@harrow.example", thread=asked, reply_to=asked,
                   text=text, visibility="group")  # fmt: skip
    assert world.apart().get(KIRA) == what


# --- humans as regular as machines ---


def test_a_writer_of_newsletters_who_answers_mail_is_a_person(world):
    world.writes(
        KIRA, 300, 24 * HOUR_US, "The daily letter {}: what broke, and how it was mended", title="Daily {}"
    )
    mine = world.said(ME, START_US + 9 * HOUR_US, KIRA, text="May I quote you?")
    world.said(KIRA, START_US + 11 * HOUR_US, thread=mine, reply_to=mine, text="Please do.")
    assert world.apart() == {}
    assert world.ties() == {"kira@hive.example"}


def test_an_answer_is_seen_where_the_network_keeps_threads_only(world):
    world.writes(
        KIRA,
        200,
        24 * HOUR_US,
        "Good morning {}! Have you seen this one already?",
        thread="chat",
        kind="message",
    )
    world.said(ME, START_US + 9 * HOUR_US, KIRA, thread="chat", kind="message", text="Not yet.")
    assert world.apart() == {}


def test_whoever_writes_of_different_things_is_a_person(world):
    subjects = [
        f"{a} {b}"
        for a in ("Oil", "Belts", "Seals", "Night shift", "Graz")
        for b in ("at last", "again", "?", "in May", "!")
    ]
    for n, subject in enumerate(subjects):
        world.said(
            KIRA,
            START_US + n * 24 * HOUR_US + 60_000_000,
            title=subject,
            text=f"{subject}: what do you think of it, Ines?",
        )
    assert world.apart() == {}


def test_below_twenty_nothing_is_said(world):
    world.writes(KIRA, 19, 24 * HOUR_US, "Item {} was found on a page that you watch: a used pump, as new")
    assert world.apart() == {}


def test_midnight_is_where_a_day_without_time_is_kept(world):
    texts = (
        "We met about the oil, as usual on this day of the week",
        "The list of what is missing at the plant in Graz",
    )
    for n in range(30):
        world.said(KIRA, START_US + n * 24 * HOUR_US, text=texts[n % 2])
    assert world.apart() == {}


def test_whom_the_journal_names_is_a_person(world):
    world.writes(KIRA, 300, 5 * HOUR_US, "Item {} was found on a page that you watch: a used pump, as new")
    call = Interaction(key="j", kind="call", channel="phone", actor=ME, to=(KIRA,), happened_us=START_US)
    world.ledger.add(
        Export(source="journal"), [call], path="j", sha256="j", imported_at=datetime(2026, 11, 1, tzinfo=UTC)
    )
    assert world.apart() == {}


# --- posts and lists ---


@pytest.mark.parametrize(
    ("address", "names", "what"),
    [
        ("support@hive.example", ["Ana Cruz", "Bo Lind"], "role address"),
        ("info@hive.example", ["Hive"], "role address"),
        ("info@hive.example", [], "role address"),
        ("support@hive.example", ["Hive Support"], "role address"),
        ("info@hive.example", ["Ana Cruz"], None),
        ("mail@anacruz.example", ["Ana Cruz"], None),
        ("info@hive.example", ["Ana Cruz", "Ana", "Hive Info"], None),
        ("ana@hive.example", ["Ana Cruz", "Cruz, Ana", "A. Cruz"], None),
        ("desk@hive.example", ["Ana", "Bo", "Cem", "Dana", "Eva", "Finn"], "role address"),
    ],
)
def test_an_address_of_a_post_is_no_person_unless_one_signs_with_it(world, address, names, what):
    account = f"email:{address}"
    world.facts += [Profile(account=account, name=name) for name in names]
    for n in range(3):
        asked = world.said(ME, START_US + n * 24 * HOUR_US, account, text="Is it back?")
        world.said(
            account, START_US + n * 24 * HOUR_US + HOUR_US, thread=asked, reply_to=asked, text=f"It is {n}."
        )
    assert world.apart().get(account) == what
    assert bool(world.ties()) is (what is None)


def test_a_post_that_is_one_person_s_other_account_is_that_person(world):
    world.facts.append(Profile(account="linkedin:ana", name="Ana Cruz", email="info@hive.example"))
    world.said("email:info@hive.example", START_US)
    world.said("linkedin:ana", START_US, channel="linkedin", kind="message")
    assert world.apart() == {}


def test_a_list_and_what_only_machines_send(world):
    floor = "email:floor@lists.example"
    for actor in (ME, KIRA, "email:sam@harrow.example"):
        world.said(actor, START_US, floor, visibility="group")
    world.said("email:shop@hive.example", START_US, nature="bulk")
    assert world.apart() == {floor: "list", "email:shop@hive.example": "robot"}


# --- the user's word ---


def test_the_user_s_word_wins_both_ways(world):
    sam = "email:sam@harrow.example"
    world.writes(KIRA, 300, 5 * HOUR_US, "Item {} was found on a page that you watch: a used pump, as new")
    world.said(sam, START_US)
    assert world.apart({KIRA: True, sam: False, "email:nobody@a.example": False}) == {sam: "robot"}
    assert world.why(sam) == "You said so."
