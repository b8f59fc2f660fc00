"""What was asked and answered, what was given in all, and whether one may ask."""

from __future__ import annotations

import pytest
from telling import AS_OF, AS_OF_US, ME, SAM, World

from heard.measures.giving import give, giving_in_all
from heard.measures.requests import request
from heard.measures.standing import answering, credit, standing
from heard.measures.ties import tie
from heard.model import Missing, Profile
from heard.strategy import Channel, Strategy

DANA = "email:dana@northwind.example"
PIA = "email:pia@alder.example"


@pytest.fixture
def world():
    made = World()
    yield made
    made.ledger.close()


def asked(world: World) -> list[tuple[int, int, bool, int]]:
    """Whether it is ours, whether it opens, whether it was answered, and how many letters; in order of time."""
    world.look()
    request(world.ledger)
    rows = world.ledger.rows(
        "select mine, opens, answered_us, letters from request order by ts_us, id, person"
    )
    return [(mine, opens, answered is not None, letters) for mine, opens, answered, letters in rows]


def stand(world: World, who: str = SAM, size: str = "medium", strategy: Strategy | None = None):
    world.look()
    give(world.ledger)
    request(world.ledger)
    found = tie(world.ledger, AS_OF, world.number(who))
    return standing(world.ledger, strategy or Strategy(), found, AS_OF_US, size)


def guard(world: World, name: str, *rest, **more):
    return next(each for each in stand(world, *rest, **more).tests if each.name == name)


def an_ask_that_is_answered(world: World, days: int, thread: str) -> None:
    world.said(days, text="Could you have a look?", thread=thread)
    world.said(days - 1, SAM, ME, text="It is the bearing.", thread=thread)


def a_gift(world: World, days: int, thread: str) -> None:
    world.said(days, SAM, ME, text="What do you do about wear?", thread=thread)
    world.said(days - 1, text="Grease it each week.", thread=thread)


# --- what was asked ---


def test_a_question_is_answered_by_whatever_comes_next(world):
    world.said(30, text="Which oil?", thread="a")
    world.said(29, SAM, ME, text="The thin one. Why?", thread="a")
    assert asked(world) == [(1, 1, True, 1), (0, 0, False, 1)]


def test_reminders_belong_to_the_question(world):
    world.said(30, text="Which oil?", thread="a")
    world.said(25, text="I ask again.", thread="a")
    world.said(20, text="And once more.", thread="a")
    assert asked(world) == [(1, 1, False, 3)]


def test_an_answer_may_come_by_another_way_within_two_weeks(world):
    world.said(60, text="Which oil?", thread="a")
    world.said(50, SAM, ME, text="Thin.", thread="b", channel="linkedin", kind="message")
    world.said(40, text="And which grease?", thread="c")
    world.said(20, SAM, ME, text="Hello.", thread="d")
    assert [answered for _, _, answered, _ in asked(world)] == [True, False]


def test_a_meeting_answers(world):
    world.said(5, SAM, ME, text="When do we meet?", thread="a")
    world.said(2, text="", kind="meeting", thread="b")
    assert [answered for _, _, answered, _ in asked(world)] == [True]


def test_what_goes_to_a_crowd_is_asked_of_nobody(world):
    world.said(5, DANA, (ME, SAM, PIA, "email:x@y.example"), text="Who comes?", thread="a")
    assert asked(world) == []


def test_a_question_to_a_room_is_not_asked_of_us(world):
    world.said(
        5, DANA, (), text="Who comes?", thread="room", visibility="group", kind="message", channel="slack"
    )
    assert asked(world) == []


def test_a_thread_that_is_taken_up_again_opens_anew(world):
    world.said(60, SAM, ME, text="Hello.", thread="a")
    world.said(59, text="How are you?", thread="a")
    world.said(30, text="Would you have a minute?", thread="a")
    assert [opens for _, opens, _, _ in asked(world)] == [0]
    world.said(20, SAM, ME, text="No.", thread="a")
    world.said(2, text="And now?", thread="a")
    assert [opens for _, opens, _, _ in asked(world)] == [0, 1]


# --- what was given in all ---


def test_an_introduction_in_a_mail_counts_once_one_of_them_writes_to_the_other(world):
    world.said(20, SAM, (ME, DANA), text="Let me introduce you to Dana.", thread="i")
    assert world.giving().counts(mine=False) == {}
    world.said(19, ME, (DANA, SAM), text="Thank you, Sam. Dana, hello.", thread="i")
    assert world.giving().counts(mine=False) == {"introduction": 1}
    assert world.giving(DANA).counts(mine=False) == {}


def test_no_introduction_between_those_who_wrote_before(world):
    world.said(90, DANA, ME, text="Hello.", thread="b")
    world.said(20, SAM, (ME, DANA), text="Let me introduce you to Dana.", thread="i")
    world.said(19, ME, (DANA, SAM), text="We know each other.", thread="i")
    assert world.giving().counts(mine=False) == {}


def test_an_introduction_that_we_make_is_given_to_both(world):
    world.said(20, ME, (SAM, DANA), text="Sam, meet Dana.", thread="i")
    world.said(19, DANA, (SAM, ME), text="Hello, Sam.", thread="i")
    assert world.giving().counts(mine=True) == {"introduction": 1}
    assert world.giving(DANA).counts(mine=True) == {"introduction": 1}


def test_giving_in_all_counts_people_beside_the_sums(world):
    for number in range(6):
        a_gift(world, 40 + number, f"g{number}")
    world.said(30, text="Which oil?", thread="q")
    world.said(29, DANA, ME, text="Thin.", thread="q")
    world.look()
    give(world.ledger)
    found = giving_in_all(world.ledger, AS_OF_US)
    assert (found.given, found.received, found.ahead, found.behind) == (6, 0, 1, 0)
    assert found.share.low < found.share.value < found.share.high
    assert found.share.n == 6


def test_nothing_given_is_missing_and_not_zero(world):
    world.said(3)
    world.look()
    give(world.ledger)
    assert isinstance(giving_in_all(world.ledger, AS_OF_US).share, Missing)


# --- standing ---


def test_the_worked_numbers():
    found, sure = answering(2, 3, 0.25)
    assert (found.mean, sure) == (pytest.approx(0.346154, abs=1e-6), pytest.approx(0.974657, abs=1e-6))
    found, sure = answering(0, 4, 0.25)
    assert (found.mean, sure) == (pytest.approx(0.178571, abs=1e-6), pytest.approx(0.659278, abs=1e-6))
    assert credit([5, 20, 50, 200], [60], 2) == pytest.approx(1.607202, abs=1e-6)


def test_it_is_earned_by_giving_and_being_answered(world):
    for number in range(4):
        a_gift(world, 30 + number, f"g{number}")
    an_ask_that_is_answered(world, 60, "q")
    found = stand(world)
    assert found.verdict == "earned"
    assert found.because == ""
    assert all(len(each.evidence) > 0 for each in found.tests if each.name in ("they answer", "credit"))


def test_of_a_stranger_it_is_unknown(world):
    world.facts.append(Profile(account=SAM, name="Sam Ito"))
    found = stand(world)
    assert found.verdict == "unknown"
    assert found.because


def test_an_open_ask_comes_first(world):
    for number in range(4):
        a_gift(world, 30 + number, f"g{number}")
    an_ask_that_is_answered(world, 60, "q")
    world.said(3, text="Would you introduce me to Dana?", thread="open")
    found = stand(world)
    assert found.verdict == "not yet"
    assert found.because == "what you asked on 2026-10-28 is still open"


def test_a_second_reminder_is_pressure(world):
    world.said(60, text="Would you introduce me to Dana?", thread="a")
    world.said(50, text="Did you see this?", thread="a")
    assert guard(world, "no ask is open").passed
    world.said(40, text="Once more.", thread="a")
    assert guard(world, "no ask is open").passed is False


def test_more_asked_than_given_is_not_yet(world):
    for number in range(3):
        an_ask_that_is_answered(world, 60 + 5 * number, f"q{number}")
    assert guard(world, "credit").passed is False


def test_a_large_ask_needs_more(world):
    for number in range(3):
        a_gift(world, 30 + number, f"g{number}")
    an_ask_that_is_answered(world, 60, "q")
    assert guard(world, "credit", size="small").passed
    assert guard(world, "credit", size="large").passed is False


def test_business_waits_for_rapport(world):
    strategy = Strategy(channels=(Channel(name="email", rapport=3),))
    for number in range(2):
        an_ask_that_is_answered(world, 60 + 5 * number, f"q{number}")
    found = guard(world, "rapport", size="large", strategy=strategy)
    assert (found.passed, found.why) == (
        False,
        "2 exchanges both ways, where your strategy lets business enter after 3",
    )
    an_ask_that_is_answered(world, 20, "q9")
    assert guard(world, "rapport", size="large", strategy=strategy).passed
    assert [each.name for each in stand(world, strategy=strategy).tests].count("rapport") == 0


def test_a_dormant_tie_is_not_yet_and_an_answered_gift_warms_it(world):
    world.said(900, thread="a")
    world.said(899, SAM, ME, text="Which oil?", thread="a")
    assert guard(world, "warm").why == "the tie is dormant"
    world.said(20, text="The thin one, I found out at last.", thread="b")
    world.said(19, SAM, ME, text="Thank you!", thread="b")
    assert guard(world, "warm").passed


def test_the_norm_is_that_of_the_people_there(world):
    for number in range(10):
        who = f"email:p{number}@alder.example"
        for gift in range(4):
            world.said(100 - gift, who, ME, text="What now?", thread=f"{number}-{gift}")
            world.said(99.5 - gift, ME, who, text="Turn it off.", thread=f"{number}-{gift}")
        world.said(50, ME, who, text="Could you help me?", thread=f"{number}-ask")
        world.said(49, who, ME, text="Yes.", thread=f"{number}-ask")
    an_ask_that_is_answered(world, 60, "q")
    assert "with those who answer you, 4 gifts go before an ask like this" in guard(world, "credit").why


def test_without_enough_people_the_norm_is_custom_and_says_so(world):
    an_ask_that_is_answered(world, 60, "q")
    assert "by custom, 2 gifts go before an ask like this" in guard(world, "credit").why
