"""Who waits for the user, and who is left in peace."""

from __future__ import annotations

import pytest
from telling import AS_OF, AS_OF_US, ME, SAM, World

from heard.measures.giving import give
from heard.measures.requests import request
from heard.measures.ties import people
from heard.measures.waiting import Waiting, waiting
from heard.model import Profile
from heard.strategy import Segment, Strategy, Target, Voice

DANA = "email:dana@northwind.example"
PIA = "email:pia@alder.example"
TOMAS = "email:tomas@larkfield.example"
STRATEGY = Strategy(
    segments=(Segment(name="plants", titles=("plant manager",)),),
    targets=(Target(name="Dana Reyes", through=("Sam Ito",)),),
    voices=(Voice(name="Tomas Lind"),),
)


@pytest.fixture
def world():
    made = World(STRATEGY)
    made.facts += [
        Profile(account=SAM, name="Sam Ito"),
        Profile(account=DANA, name="Dana Reyes"),
        Profile(account=PIA, name="Pia Moreau", title="Plant Manager", company="Alder"),
        Profile(account=TOMAS, name="Tomas Lind"),
    ]
    yield made
    made.ledger.close()


def waits(world: World) -> Waiting:
    world.look()
    give(world.ledger)
    request(world.ledger)
    return waiting(world.ledger, STRATEGY, AS_OF, AS_OF_US)


def names(found) -> list[str]:
    return [each.tie.name for each in found]


def both_wrote(world: World, who: str, days: float, thread: str) -> None:
    world.said(days + 0.2, who, ME, text="Hello.", thread=thread)
    world.said(days, text="Hello.", to=who, thread=thread)


class TestQuestions:
    def test_those_of_the_list_come_first_and_strangers_last(self, world):
        world.said(2, "email:seller@shop.example", ME, text="Interested?", thread="s")
        world.said(9, PIA, ME, text="Which oil?", thread="p")
        world.said(3, DANA, ME, text="Which grease?", thread="d")
        found = waits(world).questions
        assert names(found) == ["Dana Reyes", "Pia Moreau", "seller@shop.example"]
        assert [each.rank for each in found] == ["on your list", "of your market", "a stranger"]
        assert [each.days for each in found] == [3, 9, 2]

    def test_an_answer_on_any_channel_ends_it(self, world):
        world.said(9, PIA, ME, text="Which oil?", thread="p")
        world.said(8, to=PIA, text="Thin.", thread="x", channel="linkedin", kind="message")
        assert waits(world).questions == ()

    def test_a_question_beyond_answering_is_counted(self, world):
        world.said(90, PIA, ME, text="Which oil?", thread="p")
        found = waits(world)
        assert (found.questions, found.too_late) == ((), 1)

    def test_a_colleague_is_no_line(self, world):
        world.said(2, TOMAS, ME, text="Could you bring the wrench?", thread="t")
        assert waits(world).questions == ()

    def test_robots_and_lists_are_no_line(self, world):
        world.said(
            2, "email:noreply@shop.example", ME, text="Did you like it?", thread="r", nature="automatic"
        )
        world.said(2, "email:news@shop.example", ME, text="Seen our offer?", thread="n", nature="bulk")
        found = waits(world)
        assert (found.questions, found.thanks, found.lapsed) == ((), (), ())

    def test_a_crawler_that_signs_as_a_person_is_no_line(self, world):
        kira = "email:kira.lane@watch.example"
        world.facts.append(Profile(account=kira, name="Kira Lane", title="Plant Manager"))
        for number in range(200):
            text = f"Item {number} was found on a page that you watch: interested?"
            world.said(50 - number * 0.25, kira, ME, text=text, thread=f"k{number}")
        world.said(60, to=kira, text="Could you stop?", thread="stop")
        found = waits(world)
        assert (found.questions, found.thanks, found.helpable, found.lapsed) == ((), (), (), ())
        assert "Kira Lane" not in [tie.name for tie in people(world.ledger, AS_OF).ties]


class TestThanks:
    def test_an_answer_that_nothing_followed(self, world):
        world.said(12, text="Which oil?", thread="a")
        world.said(10, SAM, ME, text="The thin one.", thread="a")
        (found,) = waits(world).thanks
        assert (found.tie.name, found.help, found.days) == ("Sam Ito", "answer", 10)

    @pytest.mark.parametrize("words", ["Thank you, that was it.", "Danke!", "Fine, it runs."])
    def test_any_word_after_an_answer_will_do(self, world, words):
        world.said(12, text="Which oil?", thread="a")
        world.said(10, SAM, ME, text="The thin one.", thread="a")
        world.said(9, text=words, thread="a")
        assert waits(world).thanks == ()

    def test_an_introduction_wants_thanks_and_no_less(self, world):
        world.said(12, SAM, (ME, PIA), text="Ines, meet Pia.", thread="i")
        world.said(11, ME, (PIA, SAM), text="Hello, Pia.", thread="i")
        (found,) = waits(world).thanks
        assert (found.tie.name, found.help) == ("Sam Ito", "introduction")
        world.said(10, text="Thank you for Pia.", thread="t")
        assert waits(world).thanks == ()

    def test_what_is_long_ago_needs_another_reason(self, world):
        world.said(60, text="Which oil?", thread="a")
        world.said(50, SAM, ME, text="The thin one.", thread="a")
        assert waits(world).thanks == ()


class TestHelp:
    def test_a_public_question_of_the_market(self, world):
        post = {"kind": "post", "channel": "linkedin", "visibility": "public"}
        world.said(3, PIA, (), text="Has anybody seen this noise?", thread="a", **post)
        world.said(3, SAM, (), text="We were at the fair.", thread="b", **post)
        assert names(waits(world).helpable) == ["Pia Moreau"]

    def test_what_we_answered_is_left_out(self, world):
        post = {"kind": "post", "channel": "linkedin", "visibility": "public"}
        key = world.said(3, PIA, (), text="Has anybody seen this noise?", thread="a", **post)
        world.said(
            2, ME, (PIA,), text="The cage.", thread="a", channel="linkedin", kind="comment", reply_to=key
        )
        assert waits(world).helpable == ()


class TestLapsed:
    def test_a_tie_of_the_market_that_lapsed(self, world):
        for number in range(5):
            both_wrote(world, PIA, 400 + number, f"p{number}")
        (found,) = waits(world).lapsed
        assert (found.tie.name, found.tie.silent_days) == ("Pia Moreau", 400)

    def test_a_tie_of_no_use_to_the_strategy_is_left_alone(self, world):
        for number in range(5):
            both_wrote(world, "email:old@friend.example", 400 + number, f"o{number}")
        assert waits(world).lapsed == ()

    def test_two_letters_without_an_answer_are_enough(self, world):
        for number in range(5):
            both_wrote(world, PIA, 400 + number, f"p{number}")
        world.said(300, to=PIA, text="How are you?", thread="q")
        world.said(200, to=PIA, text="Still there?", thread="q")
        found = waits(world)
        assert (found.lapsed, found.quiet) == ((), 1)

    def test_anything_of_theirs_anywhere_starts_anew(self, world):
        world.said(300, to=PIA, text="How are you?", thread="q")
        world.said(200, to=PIA, text="Still there?", thread="q")
        assert waits(world).quiet == 1
        world.said(90, PIA, ME, kind="comment", channel="linkedin", visibility="public", text="Nice.")
        assert waits(world).quiet == 0


class TestRipe:
    def way_to_dana(self, world):
        for number in range(6):
            world.said(60 - number, SAM, (DANA,), text="See you.", thread=f"w{number}", cc=(ME,))
        for number in range(4):
            world.said(30 + 2 * number, SAM, ME, text="What now?", thread=f"g{number}")
            world.said(29 + 2 * number, text="Turn it off.", thread=f"g{number}")
        world.said(20, text="Could you look at it?", thread="q")
        world.said(19, SAM, ME, text="Done.", thread="q")
        world.said(18, text="Thank you.", thread="q")

    def test_a_strong_way_and_an_earned_question(self, world):
        self.way_to_dana(world)
        (found,) = waits(world).ripe
        assert (found.target, found.path.tie.name) == ("Dana Reyes", "Sam Ito")

    def test_an_ask_that_is_open_is_not_followed_by_another(self, world):
        self.way_to_dana(world)
        world.said(2, text="Could you lend me the gauge?", thread="open")
        assert waits(world).ripe == ()
