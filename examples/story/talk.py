"""Who says what to whom, and when: conversations as turns, with human delays, and cut off where the exports end."""

from __future__ import annotations

import math
import random
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from examples.story import exchanges
from examples.story.people import INES, Person, slots_of
from examples.story.speech import Slots, case, fill, say
from examples.story.truth import ANSWERED, END, INES_ANSWERS_A_QUESTION, INES_HOURS, START

BERLIN = ZoneInfo("Europe/Berlin")
PACIFIC = ZoneInfo("America/Los_Angeles")
_WEEKDAYS = (1.0, 1.25, 1.25, 1.15, 0.85, 0.12, 0.1)
LAST = END.date()


class Turn(NamedTuple):
    """One message of a conversation."""

    who: Person
    when: datetime
    text: str


def some_day(rng: random.Random, first: date = START, last: date = LAST) -> date:
    """A day between two, rarely a weekend, seldom in August and around the turn of the year."""
    span = max((last - first).days, 0) + 1
    while True:
        day = first + timedelta(days=rng.randrange(span))
        quiet = (
            0.45
            if day.month == 8 or (day.month, day.day) > (12, 21) or (day.month, day.day) < (1, 6)
            else 1.0
        )
        if rng.random() * 1.25 < _WEEKDAYS[day.weekday()] * quiet or span < 4:
            return day


def at_work(rng: random.Random, day: date) -> datetime:
    """A moment of a working day, now and then an evening [UTC]."""
    hour = rng.choices(
        (7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 19, 21), (5, 9, 12, 11, 9, 5, 9, 10, 9, 8, 5, 3, 3)
    )[0]
    local = datetime.combine(day, time(hour, rng.randrange(60), rng.randrange(60)), BERLIN)
    return local.astimezone(UTC)


def later(rng: random.Random, when: datetime, median: float) -> datetime:
    """A moment after another: log-normal with this median [h], moved out of nights and, mostly, out of weekends."""
    moment = when + timedelta(hours=median * math.exp(rng.gauss(0, 1.1)), seconds=rng.randrange(40, 90))
    local = moment.astimezone(BERLIN)
    if local.hour < 6 or local.hour > 21:
        local = (local + timedelta(hours=10)).replace(hour=rng.randrange(7, 11))
    while local.weekday() > 4 and rng.random() < 0.9:
        local = (local + timedelta(days=1)).replace(hour=rng.randrange(7, 12))
    return max(local.astimezone(UTC), when + timedelta(seconds=50))


def chance(kind: str, person: Person) -> float:
    """How likely this person answers that."""
    said = ANSWERED[kind]
    return said.market if person.role == "market" else said.others


def asked(
    rng: random.Random,
    kind: str,
    person: Person,
    start: datetime,
    about: Slots | None = None,
    *,
    answered: bool | None = None,
) -> list[Turn]:
    """They ask, Ines helps, they come back: the conversations that carry her business."""
    about = about or case(rng, person.language, start)
    turns = [Turn(person, start, _greeted(_hello(rng, person), say(rng, "ASK", about)))]
    if not (rng.random() < INES_ANSWERS_A_QUESTION if answered is None else answered):
        return _until_the_end(turns)
    turns.append(Turn(INES, later(rng, start, INES_HOURS), say(rng, "ANSWER", about)))
    hours = ANSWERED[kind].hours
    if rng.random() > chance(kind, person):
        return _until_the_end(turns)
    report = say(rng, "REPORT", about)
    turns.append(Turn(person, later(rng, turns[-1].when, hours), report))
    if "?" not in report and rng.random() < 0.25:
        return _until_the_end(turns)
    turns.append(Turn(INES, later(rng, turns[-1].when, INES_HOURS), say(rng, "CLOSE", about)))
    if rng.random() < 0.5:
        turns.append(Turn(person, later(rng, turns[-1].when, hours), say(rng, "ONWARDS", about)))
        if "?" in turns[-1].text:
            turns.append(Turn(INES, later(rng, turns[-1].when, INES_HOURS), say(rng, "ANSWER", about)))
            if rng.random() < chance(kind, person):
                turns.append(Turn(person, later(rng, turns[-1].when, hours), say(rng, "REPORT", about)))
    return _until_the_end(turns)


def opened(
    rng: random.Random,
    kind: str,
    person: Person,
    start: datetime,
    said: tuple[str, str],
    about: Slots | None = None,
) -> list[Turn]:
    """Ines writes first: a question, a greeting or a pitch; what she said and what they would say."""
    about = about or case(rng, person.language, start)
    turns = [Turn(INES, start, say(rng, said[0], about, person))]
    if rng.random() > chance(kind, person):
        return _until_the_end(turns)
    turns.append(Turn(person, later(rng, start, ANSWERED[kind].hours), say(rng, said[1], about)))
    if said[0] in {"QUESTION", "AFTER_SHOW"} and rng.random() < 0.75:
        turns.append(Turn(INES, later(rng, turns[-1].when, INES_HOURS), say(rng, "ANSWER", about)))
        if rng.random() < 0.7:
            turns.append(
                Turn(person, later(rng, turns[-1].when, ANSWERED[kind].hours), say(rng, "REPORT", about))
            )
    return _until_the_end(turns)


def chat(
    rng: random.Random,
    kind: str,
    people: tuple[Person, Person],
    start: datetime,
    words: str,
    about: Slots,
    most: int = 5,
) -> list[Turn]:
    """Two who know each other go back and forth: one opens, the other answers, and perhaps they come to something else."""
    turns: list[Turn] = []
    when, likely, hours = start, 1.0, ANSWERED[kind].hours
    opening, answers = exchange(rng, words, people[0], about)
    said = [opening, answers, after(about)]
    while len(turns) < most and rng.random() < likely:
        who = people[len(turns) % 2]
        text = fill(
            rng, rng.choice(said.pop(0)), about | slots_of(people[0] if people[0] is not INES else people[1])
        )
        turns.append(Turn(who, when, text))
        likely = ANSWERED[kind].others if len(turns) == 1 else 0.5 if said else 0.35
        if not said:
            about = case(rng, about["language"], when)
            opening, answers = exchange(rng, words, people[len(turns) % 2], about)
            said = [opening, answers, after(about)]
        when = later(rng, when, hours)
    return _until_the_end(turns)


def exchange(
    rng: random.Random, words: str, opens: Person, about: Slots
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """An opening and the answers that fit it."""
    if words == "WORK":
        words += "_OURS" if opens is INES else "_THEIRS"
    if about["language"] == "de":
        words += "_DE"
    found: tuple[exchanges.Exchange, ...] = getattr(exchanges, words)
    opening, answers = rng.choice(found)
    return (opening,), answers


def after(about: Slots) -> tuple[str, ...]:
    """How somebody closes a matter."""
    return exchanges.AFTER_DE if about["language"] == "de" else exchanges.AFTER


def _hello(rng: random.Random, person: Person) -> str:
    if person.language == "de":
        return rng.choice(("Guten Tag Frau Okafor, ", "Hallo Frau Okafor, ", "Guten Tag, "))
    return rng.choice(("Hi Ines, ", "Hello Ines, ", "Dear Ines, ", "Ines, ", "", "Hi Ines. ", ""))


def _greeted(hello: str, text: str) -> str:
    """A sentence after a greeting; behind a comma it goes on in lower case."""
    return hello + (
        text[0].lower() + text[1:] if hello.endswith(", ") and not text.startswith("I ") else text
    )


def _until_the_end(turns: list[Turn]) -> list[Turn]:
    return [turn for turn in turns if turn.when < END]
