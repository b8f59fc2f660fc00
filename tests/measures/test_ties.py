"""How we stand with whom, and who gave more, through the ledger."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from telling import AS_OF, ME, SAM, World

from heard.ledger.engines import DuckDB
from heard.ledger.store import Ledger
from heard.measures.giving import balance
from heard.measures.stats import give_share, warmth
from heard.measures.ties import tie, weigh
from heard.model import Estimate, Missing, Profile, day_micros


@pytest.fixture
def world():
    made = World()
    yield made
    made.ledger.close()


# --- freshness ---


def test_the_worked_numbers(world):
    for days in (3, 10, 40):
        world.said(days)
    for days in (2, 12):
        world.said(days, SAM, ME)
    found = world.tie()
    assert (found.state, found.band, found.lapse) == ("two-way", "warm", "usual")
    assert found.freshness.value == pytest.approx(2.096771, abs=1e-6)
    assert found.freshness.exact
    assert (found.freshness.unit, found.freshness.n) == ("days", 5)
    assert (found.sent, found.received, found.contact_days, found.silent_days) == (3, 2, 5, 2)
    assert (found.first, found.last) == ("2026-09-21", "2026-10-29")


@pytest.mark.parametrize(
    ("days", "band"),
    [
        (0, "warm"),
        (14, "warm"),
        (15, "active"),
        (90, "active"),
        (91, "cool"),
        (365, "cool"),
        (366, "dormant"),
    ],
)
def test_an_exchange_both_ways_is_as_old_as_it_is(world, days, band):
    world.said(days)
    world.said(days, SAM, ME)
    found = world.tie()
    assert found.freshness.value == pytest.approx(days, abs=1e-9)
    assert (found.band, found.circle) == (band, band)


def test_a_day_counts_once_on_all_channels(world):
    world.said(5)
    world.said(5, SAM, ME)
    alone = world.tie().freshness
    world.said(5.2, channel="x", kind="message")
    world.said(4.8, SAM, ME, channel="x", kind="message")
    found = world.tie()
    assert found.freshness == alone
    assert (found.sent, found.received, found.channels) == (2, 2, ("email", "x"))


def test_one_side_alone_has_no_strength(world):
    for days in range(1, 6):
        world.said(days)
    found = world.tie()
    assert (found.state, found.band, found.circle, found.lapse) == ("one-way", None, "they are silent", None)
    assert isinstance(found.freshness, Missing)
    assert found.silent_days == 1


@pytest.mark.parametrize("kind", ["reaction", "share", "follow", "connection", "invitation", "endorsement"])
def test_a_click_is_no_day(world, kind):
    world.said(3, kind=kind)
    world.said(3, SAM, ME, kind=kind)
    found = world.tie()
    assert (found.state, found.contact_days, found.last) == ("none", 0, "")
    assert isinstance(found.freshness, Missing)
    assert world.people().ties == ()
    assert world.people().counts["never"] == 1


@pytest.mark.parametrize("kind", ["meeting", "call", "visit"])
def test_a_meeting_is_a_day_of_both(world, kind):
    world.said(30, kind=kind, channel="tradeshow")
    found = world.tie()
    assert found.freshness.value == pytest.approx(30)
    assert (found.meetings, found.sent) == (1, 0)


@pytest.mark.parametrize(("others", "weight"), [(2, 1.0), (3, 1 / 4), (9, 1 / 10)])
def test_mail_to_many_is_worth_a_part(world, others, weight):
    crowd = tuple(f"email:p{n}@c.example" for n in range(others))
    world.said(7, to=(SAM, *crowd))
    world.said(7, SAM, (ME, *crowd))
    found = world.tie()
    assert found.freshness.value == pytest.approx((8**-1.5 * weight / 1.0) ** (-1 / 1.5) - 1)


def test_what_comes_later_does_not_count(world):
    world.said(0)
    world.said(10)
    world.said(10, SAM, ME)
    world.look(as_of=AS_OF - timedelta(days=4))
    found = tie(world.ledger, AS_OF - timedelta(days=4), world.number(SAM))
    assert found.freshness.value == pytest.approx(6)
    assert found.last == "2026-10-21"


def test_a_long_silence_is_said_as_the_tests_have_it(world):
    day = 130
    for gap in (0, 14, 30, 9, 20, 12):
        day += gap
        world.said(day)
    world.said(130, SAM, ME)
    assert world.tie().lapse == "cooling"


@settings(max_examples=60)
@given(some.sets(some.integers(0, 3000), max_size=12), some.sets(some.integers(0, 3000), max_size=12))
def test_the_engine_computes_what_the_formula_says(ours, theirs):
    ledger = Ledger(DuckDB(None))
    ledger.script(
        """
        create temp table apart (person bigint, what text);
        create temp table exchange (person bigint, mine smallint, kind text, ts_us bigint, recipients bigint)
        """
    )
    for mine, days in ((1, ours), (0, theirs)):
        for each in days:
            moment = day_micros(AS_OF - timedelta(days=each)) + 3_600_000_000
            ledger.rows(
                "insert into exchange values (7, $mine, 'mail', $moment, 1)", mine=mine, moment=moment
            )
    weigh(ledger, AS_OF)
    found = ledger.rows("select circle, fresh_days from tie")
    expected = warmth(sorted(ours), sorted(theirs))
    if not ours and not theirs:
        assert found == []
    elif expected.band:
        assert found == [(expected.band, pytest.approx(expected.days, abs=1e-6))]
    else:
        assert found[0][0] in {"they are silent", "you are silent", "once"}
    ledger.close()


# --- everybody ---


def test_everybody_stands_by_circle_and_then_by_name(world):
    for name, days in (("Zoe", 1), ("adam", 2), ("Öz", 3), ("Pia", 200)):
        account = f"email:{name.lower()}@c.example"
        world.facts.append(Profile(account=account, name=name, title="Fitter", company="C"))
        world.said(days, to=account)
        world.said(days, account, ME)
    found = world.people()
    assert [each.name for each in found.ties] == ["adam", "Öz", "Zoe", "Pia"]
    assert (found.ties[0].title, found.ties[0].company) == ("Fitter", "C")
    assert (found.counts["warm"], found.counts["cool"]) == (3, 1)
    assert [each.name for each in world.people(most=2).ties] == ["adam", "Zoe", "Pia"]
    assert world.people(most=2).counts == found.counts


def test_who_wrote_once_is_counted_only(world):
    world.said(3, "email:stranger@d.example", ME)
    world.said(3, SAM, ME)
    world.said(9, SAM, ME)
    found = world.people()
    assert [each.name for each in found.ties] == ["sam@harrow.example"]
    assert found.ties[0].circle == "you are silent"
    assert found.counts["once"] == 1


def test_robots_and_lists_are_no_people(world):
    robot, listed = "email:robot@shop.example", "email:floor@lists.example"
    world.said(2, robot, ME, nature="automatic")
    world.said(1, to=robot)
    for n, actor in enumerate((ME, SAM, "email:una@alder.example")):
        world.said(3 + n, actor, listed, visibility="group")
    world.said(2, SAM, (ME, listed), visibility="group")
    found = world.people()
    assert found.apart == {"list": 1, "robot": 1}
    assert found.ties == ()
    assert found.counts["once"] == 1


def test_a_person_copied_in_is_no_list(world):
    for n, actor in enumerate((ME, SAM)):
        world.said(
            3 + n, actor, "email:floor@lists.example", visibility="group", cc=("email:boss@c.example",)
        )
    assert world.people().apart == {}


def test_nobody_is_an_answer(world):
    found = world.people()
    assert found.ties == ()
    assert not any(found.counts.values())


# --- giving ---


@pytest.mark.parametrize(
    ("given_", "received", "said"),
    [
        (7.5, 2.5, "you gave more"),
        (0, 3, "you owe"),
        (1, 0, "cannot tell"),
        (5, 5, "balanced"),
        (0, 0, "cannot tell"),
    ],
)
def test_the_balance_in_words(given_, received, said):
    share = give_share(given_, received)
    assert balance(share.above(0.5), given_ + received) == said


def talk(world, *turns: tuple[str, str], thread="t", channel="linkedin", kind="message"):
    """A chat, the first turn of which is the oldest."""
    for n, (actor, text) in enumerate(turns):
        to = SAM if actor == ME else ME
        world.said(len(turns) - n, actor, to, text=text, thread=thread, channel=channel, kind=kind)


@pytest.mark.parametrize(
    "asked",
    [
        "He asked “what broke?” and left.",
        "> What broke?\nNothing.",
        "It is on https://harrow.example/?page=2 now",
        "Use `a ? b : c` there.",
        "The query find?q=bearing finds it.",
    ],
)
def test_a_question_of_others_asks_for_nothing(world, asked):
    talk(world, (SAM, asked), (ME, "The bearing."))
    assert world.giving().gifts == ()


def test_who_asks_and_who_thanks_is_a_table(world):
    talk(
        world, (SAM, "What broke?"), (ME, "The bearing."), (SAM, "Thanks for telling me!"), (ME, "Any time.")
    )
    for number in range(450):
        world.said(40, text=f"Which of the {number}?")
    world.look()
    asked = "select i.text, a.ask, a.thanks from acts a join interactions i on i.id = a.interaction where a.interaction in (select id from turns where ts_us > $since_us) order by i.ts_us"
    recent = world.ledger.rows(asked, since_us=day_micros(AS_OF) - 30 * 86_400_000_000)
    assert recent == [("What broke?", 1, 0), ("Thanks for telling me!", 0, 1)]
    assert world.ledger.rows("select count(*), sum(ask), sum(thanks) from acts") == [(452, 451, 1)]


def test_an_answer_to_a_question_in_a_thread_they_began_is_given(world):
    talk(
        world,
        (SAM, "What broke?"),
        (SAM, "It was late."),
        (ME, "The bearing."),
        (SAM, "Thanks!"),
        (ME, "Any time."),
    )
    found = world.giving()
    assert found.counts(mine=True) == {"answer": 1}
    assert found.counts(mine=False) == {}
    assert found.share.value == pytest.approx(3 / 4, abs=0.01)
    assert found.share.n == 1
    assert found.gifts[0].at == "2026-10-28"


def test_their_answers_to_ours_are_received(world):
    talk(world, (ME, "What broke?"), (SAM, "The bearing?"), (ME, "Which?"), (SAM, "The left one."))
    assert world.giving().counts(mine=False) == {"answer": 2}
    assert world.giving().counts(mine=True) == {}


def test_an_answer_on_a_list_is_given_to_who_asked(world):
    listed = "email:floor@lists.example"
    asked = world.said(9, SAM, listed, text="Why does it stop?", visibility="group", thread="q")
    world.said(8, ME, (SAM, listed), text="Oil.", visibility="group", thread="q", reply_to=asked)
    assert world.giving().counts(mine=True) == {"answer": 1}


def test_what_the_journal_says(world):
    journal = {"kind": "message", "channel": "email"}
    world.said(1, text="gave the checklist", **journal)
    world.said(2, text="thanked", **journal)
    world.said(3, text='asked for introduction to "Dana" -> yes', kind="introduction")
    world.said(4, text='asked for introduction to "Uli" -> no', kind="introduction")
    world.said(5, text="asked for a reference -> yes", **journal)
    world.look(source="journal")
    found = world.giving()
    assert found.counts(mine=True) == {"gift": 1, "thanks": 1}
    assert found.counts(mine=False) == {"introduction": 1}
    assert isinstance(found.share, Estimate)


def test_recommendations_and_endorsements_go_both_ways(world):
    world.said(1, kind="recommendation", channel="linkedin", visibility="public")
    world.said(2, SAM, ME, kind="endorsement", channel="linkedin", visibility="public")
    found = world.giving()
    assert found.counts(mine=True) == {"recommendation": 1}
    assert found.counts(mine=False) == {"endorsement": 1}


def test_a_gift_halves_in_half_a_year(world):
    journal = {"kind": "message", "channel": "email", "text": "gave the checklist"}
    world.said(180, **journal)
    world.look(source="journal")
    found = world.giving()
    assert found.share.value == pytest.approx(2 / 3, abs=0.001)


def test_nothing_given_is_missing_and_not_zero(world):
    world.said(1, text="Hello.")
    found = world.giving()
    assert isinstance(found.share, Missing)
    assert (found.more, found.balance) == (None, "cannot tell")
