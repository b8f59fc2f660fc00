"""What those whom we want to meet answer, of what we begin; marks that tell, and that nothing is told where nothing does."""

from __future__ import annotations

import pytest
from telling import AS_OF_US, ME, World

from heard.measures.appeal import FEWEST_ANSWERED, FEWEST_BEGUN, Beginnings, appeals, compared
from heard.measures.stats import signs_told
from heard.model import Profile
from heard.strategy import Channel, Segment, Strategy, Target

STRATEGY = Strategy(
    name="Larkfield",
    me=(ME,),
    channels=(Channel(name="forum"), Channel(name="email")),
    segments=(Segment(name="plants", titles=("plant manager",)),),
    targets=(Target(name="Dana Reyes"),),
)
PIA, DANA, BOB = "forum:pia", "forum:dana", "forum:bob"
PLAIN = "We measured the pump again and wrote down what it does."


@pytest.fixture
def world():
    made = World(STRATEGY)
    made.facts += [
        Profile(account=PIA, name="Pia Moreau", title="Plant Manager", company="Alder"),
        Profile(account=DANA, name="Dana Reyes"),
        Profile(account=BOB, name="Bob Stone", title="Student", company="School"),
        Profile(account="email:pia@alder.example", name="Pia Moreau", title="Plant Manager", company="Alder"),
        Profile(account=ME, name="Ines Okafor", owner=True),
    ]
    yield made
    made.ledger.close()


def post(world: World, days_ago: float, text: str = PLAIN, by: str = "", **more) -> str:
    told = {"kind": "post", "channel": "forum", "visibility": "public", "text": text} | more
    key = world.said(days_ago, ME, (), **told)
    if by:
        world.said(
            days_ago - 1, by, (), **told | {"kind": "reply", "text": "Yes.", "thread": key, "reply_to": key}
        )
    return key


def way(world: World, form: str = "post", channel: str = "forum") -> Beginnings:
    world.look("forum")
    found = appeals(world.ledger, STRATEGY, ["forum", "email"], {}, AS_OF_US)[channel]
    return next(each for each in found.ways if each.form == form)


def marks(world: World, text: str, **more) -> set[str]:
    post(world, 30, text, **more)
    way(world)
    return {mark for (mark,) in world.ledger.rows("select mark from marked")}


class TestWhatCounts:
    def test_answers_of_the_market_and_of_those_on_the_list(self, world):
        for by in (PIA, DANA, BOB, ""):
            post(world, 30, by=by)
        found = way(world)
        assert (found.begun, found.answered) == (4, 2)

    def test_what_had_no_time_to_be_answered_does_not_count(self, world):
        post(world, 30, by=PIA)
        post(world, 3)
        post(world, 3, by=PIA)
        assert (way(world).begun, way(world).answered) == (2, 2)

    def test_an_answer_that_comes_too_late_is_none(self, world):
        key = post(world, 60)
        world.said(
            20,
            PIA,
            (),
            kind="reply",
            channel="forum",
            visibility="public",
            thread=key,
            reply_to=key,
            text="Ah.",
        )
        assert (way(world).begun, way(world).answered) == (1, 0)

    def test_what_answers_others_begins_nothing(self, world):
        post(world, 30, by=PIA)
        world.said(
            29,
            ME,
            (),
            kind="reply",
            channel="forum",
            visibility="public",
            thread="x",
            reply_to="y",
            text=PLAIN,
        )
        assert way(world).begun == 1

    def test_letters_to_those_we_want_to_meet(self, world):
        for number, answered in enumerate((True, False)):
            world.said(
                60 - 9 * number,
                ME,
                "email:pia@alder.example",
                thread=f"t{number}",
                text="When do you stop the line?",
            )
            if answered:
                world.said(59, "email:pia@alder.example", ME, thread=f"t{number}", text="In May.")
        world.said(40, ME, "email:bob@school.example", thread="t9", text="When?")
        found = way(world, "letter", "email")
        assert (found.begun, found.answered) == (2, 1)


@pytest.mark.parametrize(
    ("text", "mark", "there"),
    [
        ("What do you do then?", "question", True),
        ("What then?\nWe wait.", "question", True),
        ("See https://example.com/a?b=c for it.", "question", False),
        ("It took 40 hours.", "figure", True),
        ("Our B2B days.", "figure", False),
        ("See www.example.com there.", "link", True),
        ("Ask @sam there.", "name", True),
        ("Write to sam@example.com there.", "name", False),
        ("Then I went home.", "first_person", True),
        ("I'm home.", "first_person", True),
        ("In the evening.", "first_person", False),
        ("x" * 299, "short", True),
        ("x" * 300, "short", False),
        ("x" * 1_001, "long", True),
    ],
)  # fmt: skip
def test_marks_are_read_from_the_words(world, text, mark, there):
    assert (mark in marks(world, text)) is there


@pytest.mark.parametrize(("days_ago", "there"), [(29, False), (28, True), (27, True), (26, False)])
def test_the_weekend_is_saturday_and_sunday(world, days_ago, there):
    """31 October 2026 is a Saturday."""
    post(world, days_ago)
    way(world)
    assert bool(world.ledger.rows("select id from marked where mark = 'weekend'")) is there


class TestWhatIsTold:
    def told(self, world: World, asks: tuple[int, int], plain: tuple[int, int], **more) -> Beginnings:
        for text, (answered, number) in (("Which seal do you use?", asks), (PLAIN, plain)):
            for place in range(number):
                post(world, 30 + place, text, PIA if place < answered else "", **more)
        return way(world)

    def test_a_mark_that_tells_is_told_with_the_posts(self, world):
        found = self.told(world, (25, 30), (3, 60))
        question = next(mark for mark in found.told if mark.words == "it asks a question")
        assert question.answered == (25, 3)
        assert question.helps > 0.99
        assert question.lacking.value < question.having.value < 25 / 30
        assert [each.what for each in question.evidence] == [
            "post “Which seal do you use?”, answered"
        ] * 3 + [f"post “{PLAIN}”, not answered"]

    def test_only_what_all_could_read_is_quoted(self, world):
        found = self.told(world, (25, 30), (3, 60), visibility="group")
        assert {each.what for mark in found.told for each in mark.evidence} == {
            "post, answered",
            "post, not answered",
        }

    def test_where_nothing_tells_nothing_is_told(self, world):
        found = self.told(world, (10, 40), (10, 40))
        assert found.told == ()
        assert found.asked > 0

    def test_little_says_nothing(self, world):
        found = self.told(world, (FEWEST_ANSWERED - 1, FEWEST_BEGUN), (0, FEWEST_BEGUN))
        assert (found.told, found.asked) == ((), 0)


def test_a_mark_that_hardly_varies_is_not_asked():
    words = {"question": "it asks a question", "link": "it has a link"}
    found = compared({"question": (30, 10), "link": (97, 20)}, 100, 20, words)
    assert list(found) == ["question"]


def test_signs_are_told_while_few_of_them_may_be_wrong():
    assert signs_told([0.5, 0.999, 0.02, 0.7]) == [1, 2]
    assert signs_told([0.99, 0.93]) == [0, 1]
    assert signs_told([0.6, 0.4]) == []
    assert signs_told([]) == []
