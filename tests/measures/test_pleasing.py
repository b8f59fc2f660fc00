"""Weekly numbers that please, against answers, meetings and leads of the market in the week after."""

from __future__ import annotations

import pytest
from telling import AS_OF, ME, World

from heard.measures.pleasing import FEWEST_WANTED, LAG_WEEKS, Counter, pleasing
from heard.measures.stats import LEAST_WEEKS, Vanity
from heard.model import Missing, Profile
from heard.strategy import Segment, Strategy

STRATEGY = Strategy(name="Larkfield", me=(ME,), segments=(Segment(name="plants", titles=("plant manager",)),))
PIA = "email:pia@alder.example"
RANDOM = (
    3,
    1,
    4,
    1,
    5,
    9,
    2,
    6,
    5,
    3,
    5,
    8,
    9,
    7,
    9,
    3,
    2,
    3,
    8,
    4,
    6,
    2,
    6,
    4,
    3,
    3,
    8,
    3,
    2,
    7,
    9,
    5,
    0,
    2,
    8,
    8,
    4,
    1,
    9,
    7,
)
"""Forty weeks, the last one first."""


@pytest.fixture
def world():
    made = World(STRATEGY)
    made.facts += [
        Profile(account=PIA, name="Pia Moreau", title="Plant Manager", company="Alder"),
        Profile(account=ME, name="Ines Okafor", owner=True),
    ]
    for number in range(12):
        made.facts.append(
            Profile(account=f"x:p{number}", name=f"Pia {number}", title="Plant Manager", company=f"A{number}")
        )
    yield made
    made.ledger.close()


def likes(world: World, weeks_ago: int, number: int, who: str = "fan") -> None:
    for place in range(number):
        world.said(
            7 * weeks_ago + 1,
            f"x:{who}{place}",
            ME,
            kind="reaction",
            channel="x",
            visibility="public",
            thread=f"{weeks_ago}-{place}",
        )


def answers(world: World, weeks_ago: int, number: int) -> None:
    for place in range(number):
        minutes = (7 * weeks_ago + 13 * place) % 53  # a robot would be at the same minute of each hour
        words = f"{weeks_ago}, and {place}: yes."
        world.said(
            7 * weeks_ago + 2 + minutes / 1440,
            f"x:p{place}",
            ME,
            kind="message",
            channel="x",
            thread=f"a{place}",
            text=words,
        )


def counter(world: World) -> Counter:
    world.look("x")
    (found,) = pleasing(world.ledger, ["x"], AS_OF)["x"].counters
    return found


def test_likes_that_go_before_nothing(world):
    for week, number in enumerate(RANDOM):
        likes(world, week, 1 + number % 7)
        answers(world, week, 5)
    found = counter(world)
    assert (found.what, found.weeks, found.wanted) == ("likes", 40, 200)
    assert isinstance(found.found, Vanity)
    assert found.found.verdict == "vanity"
    assert found.found.falls is None


def test_likes_before_the_answers_of_the_week_after(world):
    for week, number in enumerate(RANDOM):
        likes(world, week, number, "p")
        if week >= LAG_WEEKS:
            answers(world, week - LAG_WEEKS, number)
    found = counter(world)
    assert found.target_share == 1
    assert isinstance(found.found, Vanity)
    assert found.found.verdict == "informative"
    assert found.found.correlation.value == pytest.approx(1)


def test_few_of_the_market_please_only(world):
    for week, number in enumerate(RANDOM):
        likes(world, week, number)
        if week >= LAG_WEEKS:
            answers(world, week - LAG_WEEKS, number)
    found = counter(world)
    assert found.target_share == 0
    assert isinstance(found.found, Vanity)
    assert found.found.verdict == "vanity"


def test_twelve_weeks_with_one_after_them(world):
    for week in range(LEAST_WEEKS):
        likes(world, week, 5)
        answers(world, week, 3)
    found = counter(world)
    assert found.found == Missing("likes are known for 12 weeks", "wait 1 weeks more")
    likes(world, LEAST_WEEKS, 5)
    assert isinstance(counter(world).found, Vanity)


def test_where_nothing_wanted_came_nothing_is_compared(world):
    for week in range(30):
        likes(world, week, 5)
    answers(world, 3, FEWEST_WANTED - 1)
    found = counter(world)
    assert isinstance(found.found, Missing)
    assert (
        found.found.why
        == "in 30 weeks there were 150 likes, and 9 answers, meetings and leads of your market"
    )


def test_a_channel_without_such_numbers_has_none(world):
    answers(world, 3, 2)
    world.look("x")
    assert pleasing(world.ledger, ["x"], AS_OF)["x"].counters == ()
