"""Every measure is asked of every engine, and gives the same answer."""

from __future__ import annotations

import dataclasses
import math
from datetime import date
from functools import partial
from typing import get_args

import duckdb
import pytest
from world import (
    AS_OF,
    ENGINES,
    EXPORT,
    JOURNAL,
    STRATEGY,
    TAKEN,
    TIMER,
    TRACKED,
    archive,
    asks,
    blog,
    facts,
    mailbox,
    tracked,
)

from heard.ledger.arrivals import arrived
from heard.measures.acts import tell_acts
from heard.measures.appeal import appeals
from heard.measures.audience import markets
from heard.measures.conversation import meanings
from heard.measures.drafts import sent
from heard.measures.focus import attention
from heard.measures.giving import give, giving_in_all
from heard.measures.interest import interests
from heard.measures.introductions import introductions
from heard.measures.labelled import Label, counts, errors_of, judged, learn, questions, stratify
from heard.measures.listening import listening
from heard.measures.pauses import design, trials
from heard.measures.person import person
from heard.measures.pleasing import pleasing
from heard.measures.requests import request
from heard.measures.returns import returns
from heard.measures.rhythm import rhythm
from heard.measures.speaking import hear
from heard.measures.ties import people, weigh
from heard.measures.together import together
from heard.measures.visits import visits
from heard.measures.voices import voices
from heard.measures.waiting import waiting
from heard.model import Export, HeardError, day_micros
from heard.people.apart import apart, set_apart
from heard.people.decisions import Decision
from heard.people.find import find
from heard.people.hours import hours_left_out
from heard.people.match import named, resolve
from heard.people.propose import gather
from heard.people.view import left_out, look, newest
from heard.strategy import Outcome, Pause

PAUSED = dataclasses.replace(
    STRATEGY,
    tests=(
        Pause(
            channel="linkedin",
            begins=date(2025, 3, 3),
            blocks=(True, False, False, True, True, False, False, True, True, False, True, False),
            seed=1,
        ),
    ),
)
NAMES = [channel.name for channel in STRATEGY.channels]
AS_OF_US = day_micros(AS_OF)
STRANGERS = (
    *(f"far{number}@far.example" for number in range(5)),
    *(f"further{number}@far.example" for number in range(3)),
    "p4@gmail.com",
    "Nobody Seen",
    "Nobody Known",
    "Person 9",
    "far1@far.example",
)
"""Some with a path of two steps or three, one of the list only, one whom we know, and some without."""


def decided(ledger) -> list:
    """Who is one person by the user's own word, one of them round a corner; the tables are then as before."""
    handles = (
        "linkedin:person-0",
        "email:p0@northwind.example",
        "email:p1@gmail.com",
        "email:far1@far.example",
    )
    linked, firm, private, far = handles
    said = [
        Decision("same", (linked, private)),
        Decision("different", (private, firm)),
        Decision("split", ("linkedin:person-9",)),
        Decision("same", (far, "x:nobody here")),
    ]
    resolve(ledger, STRATEGY.me, said)
    found = ledger.rows("select account, person from people order by account")
    joined = ledger.rows("select account, other, why from same order by account, other, why")
    resolve(ledger, STRATEGY.me)
    assert joined != ledger.rows("select account, other, why from same order by account, other, why")
    return found + joined


def waits(ledger):
    """Everything that `heard today` is made of."""
    return waiting(ledger, STRATEGY, AS_OF, AS_OF_US)


def spoken(ledger, topics, private):
    """Who speaks about a topic."""
    hear(ledger, STRATEGY, AS_OF_US, private)
    return voices(ledger, STRATEGY, topics, 3)


def listened(ledger):
    """What is to be heard on each channel."""
    hear(ledger, STRATEGY, AS_OF_US)
    return listening(ledger, STRATEGY, AS_OF_US)


def labelled(ledger):
    """What is asked, and what sixty labels each say."""
    answers = []
    for what in ("message", "person"):
        stratify(ledger, STRATEGY, what)
        learn(ledger, ())
        asked = questions(ledger, what, 60, 5)
        said = [
            Label(what, each.id, ask=bool(each.id % 2), market=each.stratum == "market") for each in asked
        ]
        learn(ledger, said)
        answers += [asked, counts(ledger, what), questions(ledger, what, 5, 6)]
        answers += [
            judged(ledger, name) for name in (("ask", "thanks") if what == "message" else ("market",))
        ]
    errors = errors_of(ledger)
    return [*answers, markets(ledger, STRATEGY, NAMES, errors)]


def recorded(ledger) -> list:
    """What is known of everybody, as it is compared to find who may be one person."""
    connection = duckdb.connect()
    gather(connection, ledger)
    found = connection.execute("select * from record order by record").fetchall()
    connection.close()
    return found


def lacking(ledger) -> list:
    """What is counted without the mailbox, and again with it."""
    count = "select source, count(*) from interactions group by source order by source"
    mailbox_only = [each["import_id"] for each in ledger.imports() if each["source"] == "mbox"]
    with ledger.without(mailbox_only):
        found = ledger.rows(count)
    assert found != ledger.rows(count)
    return found + ledger.rows(count)


QUESTIONS = {
    "without an import": lacking,
    "what arrived": lambda ledger: arrived(ledger, 0, AS_OF_US),
    "newest": newest,
    "left out": lambda ledger: left_out(ledger, AS_OF_US),
    "named": lambda ledger: named(ledger, "Person 3"),
    "people": lambda ledger: ledger.rows("select count(*), count(distinct person) from people"),
    "who is who, as decided": decided,
    "records to compare": recorded,
    "market": lambda ledger: ledger.rows(
        "select segment, count(*) from market group by segment order by segment"
    ),
    "conversations": lambda ledger: ledger.rows(
        "select * from conversation order by channel, thread, session"
    ),
    "C1": lambda ledger: markets(ledger, STRATEGY, NAMES),
    "C2": lambda ledger: meanings(ledger, NAMES, {"x": "blind"}, AS_OF_US),
    "C3": lambda ledger: returns(ledger, STRATEGY, NAMES, AS_OF.isoformat()),
    "year": lambda ledger: rhythm(ledger, AS_OF),
    "what the weeks show": lambda ledger: together(ledger, NAMES, AS_OF),
    "C4": lambda ledger: attention(ledger, STRATEGY, NAMES, AS_OF),
    "who is no person": apart,
    "told twice": lambda ledger: ledger.rows(
        "select i.key, o.key from twice w join interactions i on i.id = w.id join interactions o on o.id = w.first order by i.key"
    ),
    "ties": lambda ledger: people(ledger, AS_OF),
    "the page of ties": lambda ledger: people(ledger, AS_OF, 3),
    "a person": lambda ledger: person(ledger, STRATEGY, find(ledger, "linkedin:person-9"), AS_OF, AS_OF_US),
    "acts": lambda ledger: ledger.rows("select interaction, ask, thanks from acts order by interaction"),
    "own letters": sent,
    "who is meant": lambda ledger: meant(ledger, "person 3") + meant(ledger, "Persn 9"),
    "who introduces": lambda ledger: [
        introductions(ledger, STRATEGY, name, AS_OF, AS_OF_US, 9) for name in STRANGERS
    ],
    "steps between others": lambda ledger: ledger.rows(
        "select hop, one, other, band, provenance, days, last_us from step order by hop, one, other"
    ),
    "traffic": lambda ledger: ledger.rows(
        """
        select channel, metric, dimension, cast(sum(number) as bigint), cast(min(day) as text), cast(max(last_day) as text)
        from traffic group by channel, metric, dimension order by channel, metric, dimension
        """
    ),
    "hours that count": lambda ledger: ledger.rows(
        "select id, source, day, channel, hours, why from spent order by id"
    ),
    "hours that do not": hours_left_out,
    "requests": lambda ledger: ledger.rows("select * from request order by ts_us, id, person, mine"),
    "giving in all": lambda ledger: giving_in_all(ledger, AS_OF_US),
    "what waits": waits,
    "who speaks": lambda ledger: [
        spoken(ledger, topics, private)
        for topics, private in (((), ()), (("blog", "list"), ("email:far1@far.example",)))
    ],
    "what is labelled": labelled,
    "what pleases": lambda ledger: pleasing(ledger, NAMES, AS_OF),
    "what is to be heard": listened,
    "what they answer": lambda ledger: (
        appeals(ledger, STRATEGY, NAMES, {}, AS_OF_US),
        ledger.rows("select id, form, mark from marked order by id, form, mark"),
    ),
    "visits": lambda ledger: visits(ledger, NAMES, AS_OF.isoformat()),
    "a test that ended": lambda ledger: trials(ledger, PAUSED, AS_OF, AS_OF_US),
    "tests to begin": lambda ledger: [
        design(ledger, Pause(channel=name, outcome=outcome, begins=AS_OF, seed=3), AS_OF, AS_OF_US)
        for name in NAMES
        for outcome in get_args(Outcome)
    ],
    "C5": lambda ledger: interests(ledger, NAMES, {}, AS_OF_US),
    "who opens the list": lambda ledger: [
        introductions(ledger, STRATEGY, name, AS_OF, AS_OF_US, 9) for name in ("", "food", "Northwind Foods")
    ],
}


def meant(ledger, asked: str) -> list[str]:
    """What is said of a name that means nobody, or several."""
    with pytest.raises(HeardError) as said:
        find(ledger, asked)
    return [str(said.value)]


@pytest.fixture(scope="module")
def worlds(engine_ledgers):
    for ledger in engine_ledgers.values():
        ledger.add(EXPORT, facts(), path="world", sha256="1", imported_at=TAKEN)
        ledger.add(TIMER, tracked(), path="timer", sha256="3", imported_at=TAKEN)
        ledger.add(JOURNAL, asks(), path="journal", sha256="2", imported_at=TAKEN)
        held_by = {
            "mbox": mailbox,
            "mailinglist": archive,
            "feed": partial(blog, "feed"),
            "wordpress": partial(blog, "wordpress"),
        }
        for number, (source, held) in enumerate(held_by.items(), 3):
            export = Export(source=source)
            ledger.add(export, held(), path=source, sha256=str(number), imported_at=TAKEN)
        resolve(ledger, STRATEGY.me)
        set_apart(ledger)
        look(ledger, STRATEGY, AS_OF_US)
        weigh(ledger, AS_OF)
        tell_acts(ledger)
        give(ledger)
        request(ledger)
        introductions(ledger, STRATEGY, "far1@far.example", AS_OF, AS_OF_US, 9)
    return engine_ledgers


@pytest.mark.parametrize("question", QUESTIONS)
def test_engines_agree(worlds, question):
    answers = {engine: flat(QUESTIONS[question](ledger)) for engine, ledger in worlds.items()}
    first = answers[ENGINES[0]]
    assert first, "the question must have an answer"
    for engine in ENGINES[1:]:
        assert len(answers[engine]) == len(first)
        for ours, theirs in zip(first, answers[engine], strict=True):
            same = math.isclose(ours, theirs, rel_tol=1e-9) if isinstance(ours, float) else ours == theirs
            assert same, f"{ours!r} on {ENGINES[0]}, {theirs!r} on {engine}"


def flat(answer) -> list:
    """Every value in an answer, in order."""
    if dataclasses.is_dataclass(answer):
        return flat(
            [getattr(answer, field.name) for field in dataclasses.fields(answer) if field.name != "draws"]
        )
    if isinstance(answer, dict):
        return flat([each for pair in answer.items() for each in pair])
    if isinstance(answer, list | tuple):
        return [value for each in answer for value in flat(each)]
    return [answer]


def test_the_strangers_are_reached_in_every_way(worlds):
    found = [introductions(worlds["duckdb"], STRATEGY, name, AS_OF, AS_OF_US, 60) for name in STRANGERS]
    paths = [path for each in found for path in each.paths]
    assert {len(path.steps) for path in paths} == {2, 3}
    assert {path.strength for path in paths} >= {"moderate", "weak"}
    assert {step.provenance for path in paths for step in path.steps} == {
        "seen",
        "imported",
        "stated",
        "inferred",
    }
    assert any(each.none for each in found)


def test_hours_count_on_the_channel_that_the_strategy_says(worlds):
    for ledger in worlds.values():
        placed = {
            labels: channel if why in {"", "recorded twice"} else why.replace("unmapped", "")
            for labels, channel, why in ledger.rows(
                "select distinct e.labels, s.channel, s.why from spent s join efforts e on e.id = s.id where s.source = 'timer'"
            )
        }
        assert placed == {"\n".join(labels).lower(): channel for channel, labels in TRACKED}


def test_two_records_of_a_week_are_never_added(worlds):
    for ledger in worlds.values():
        several = ledger.rows(
            """
            select channel, floor((day - cast('1970-01-05' as date)) / 7e0) as week from spent where why = ''
            group by channel, floor((day - cast('1970-01-05' as date)) / 7e0)
            having count(distinct source) > 1
            """
        )
        assert several == []
        assert {source for (source,) in ledger.rows("select distinct source from spent where why = ''")} == {
            "world",
            "timer",
        }
        kept, left = (
            dict(
                ledger.rows(
                    """
                    select channel || cast(floor((day - cast('1970-01-05' as date)) / 7e0) as text), sum(hours)
                    from spent where why = $why group by 1
                    """,
                    why=why,
                )
            )
            for why in ("", "recorded twice")
        )
        assert left
        assert all(kept[week] >= hours - 1e-3 for week, hours in left.items())


def test_what_is_told_twice_is_found(worlds):
    assert QUESTIONS["told twice"](worlds["duckdb"]) == [
        ("feed bearings", "wordpress bearings"),
        ("listed@far.example", "listed@far.example"),
        ("notice:message", "day"),
    ]
