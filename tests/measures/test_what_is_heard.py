"""What is talked about on a channel, what nobody answered, and whether one has listened enough to speak."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from msgspec import structs
from telling import AS_OF, AS_OF_US, ME, World

from heard.measures.listening import ENOUGH_TALKS, Listening, asked, listening
from heard.measures.speaking import hear
from heard.model import Estimate, HeardError, Missing, Profile
from heard.strategy import Channel, Segment, Strategy

PIA = "forum:pia"
STRATEGY = Strategy(
    me=(ME,),
    segments=(Segment(name="plants", titles=("plant manager",)),),
    channels=(Channel(name="forum"),),
)


@pytest.fixture
def world():
    made = World(STRATEGY)
    made.facts += [
        Profile(account=PIA, name="Pia Moreau", title="Plant Manager", company="Alder"),
        Profile(account=ME, name="Ines", owner=True),
    ]
    yield made
    made.ledger.close()


def post(world: World, who: str, days_ago: float, text: str = "The bearing temperature rose.", **more) -> str:
    told = {"kind": "post", "channel": "forum", "visibility": "public", "text": text}
    return world.said(days_ago - len(world.facts) * 7 % 60 / 1440, who, (), **(told | more))


def heard(world: World, strategy: Strategy = STRATEGY, private: tuple[str, ...] = ()) -> Listening:
    world.look("forum")
    hear(world.ledger, strategy, AS_OF_US, private)
    return listening(world.ledger, strategy, AS_OF_US, "forum")["forum"]


def since(day: date) -> Strategy:
    return replace(STRATEGY, channels=(Channel(name="forum", listening_since=day),))


class TestEnough:
    def test_three_weeks_and_thirty_talks_of_the_market(self, world):
        for number in range(ENOUGH_TALKS):
            post(world, PIA, 40 - number)
        found = heard(world)
        assert (found.done, found.spoke, found.target_talks.value) == (True, "", 30)
        assert found.done_on == (AS_OF - timedelta(days=11)).isoformat()

    def test_one_talk_less_is_not_enough(self, world):
        for number in range(ENOUGH_TALKS - 1):
            post(world, PIA, 60 - number)
        for number in range(9):
            post(world, f"forum:reader{number}", 9 - number)
        found = heard(world)
        assert (found.done, found.done_on) == (False, "")
        assert (found.talks.value, found.people.value, found.target_people.value) == (38, 10, 1)

    def test_talks_within_two_weeks_are_not_enough(self, world):
        for number in range(40):
            post(world, PIA, 14 - number / 4)
        assert not heard(world).done

    def test_where_no_market_is_described_the_weeks_are_asked(self, world):
        post(world, "forum:a", 40)
        post(world, "forum:b", 2)
        found = heard(world, Strategy(me=(ME,)))
        assert found.done
        assert isinstance(found.target_talks, Missing)

    def test_it_counts_from_the_day_that_the_strategy_says(self, world):
        for number in range(60):
            post(world, PIA, 90 - number)
        found = heard(world, since(AS_OF - timedelta(days=50)))
        assert found.stated
        assert found.talks.value == pytest.approx(20, abs=2)
        assert not found.done


class TestSpoke:
    def test_whoever_spoke_before_it_was_enough_is_told_the_day(self, world):
        for number in range(60):
            post(world, PIA, 90 - number)
        post(world, ME, 85)
        found = heard(world)
        assert (found.spoke_first, found.spoke) == (True, (AS_OF - timedelta(days=85)).isoformat())
        assert found.evidence[0].who == "you"

    def test_whoever_waited_is_not(self, world):
        for number in range(60):
            post(world, PIA, 90 - number)
        post(world, ME, 20)
        assert not heard(world).spoke_first

    def test_a_letter_to_one_is_no_speaking(self, world):
        post(world, PIA, 40)
        post(world, ME, 39, visibility="direct")
        assert heard(world).spoke == ""


class TestQuestions:
    def test_what_nobody_answered_with_the_market_first(self, world):
        post(world, "forum:ann", 5, "Which grease do you use?")
        post(world, PIA, 9, "Hello. Does anybody log hours of use?")
        key = post(world, "forum:bo", 8, "Is it answered?")
        post(world, PIA, 7, "Yes.", kind="reply", thread=key, reply_to=key)
        found = heard(world)
        assert [(each.name, each.target, each.days, each.text) for each in found.questions] == [
            ("Pia Moreau", True, 9, "Does anybody log hours of use?"),
            ("ann", False, 5, "Which grease do you use?"),
        ]

    def test_a_fresh_one_and_an_old_one_are_left_alone(self, world):
        post(world, PIA, 1, "Still fresh?")
        post(world, PIA, 90, "Long past?")
        assert heard(world).questions == ()

    def test_the_rest_are_counted(self, world):
        for number in range(9):
            post(world, f"forum:r{number}", 10 + number, "Which grease?")
        found = heard(world)
        assert (len(found.questions), found.more_questions) == (3, 6)

    def test_whoever_only_begins_talks_announces(self, world):
        for number in range(4):
            post(world, "forum:courses", 10 + number, f"Have you seen course {number}?")
        assert heard(world).questions == ()

    def test_words_of_a_closed_group_are_not_shown(self, world):
        post(world, PIA, 9, "Does anybody log hours of use?", visibility="group")
        assert heard(world).questions[0].text == ""

    @pytest.mark.parametrize(
        ("text", "question"),
        [
            ("", None),
            ("?", None),
            ("No question.", None),
            ("From 21?24 June: see https://acme.example/a?b", None),
            ("Two files (temporary, accidental?) are there.", None),
            ("x" * 5_000 + "?", None),
            ("x" * 500 + "?", ""),
            ("Why?", ""),
            ("One. Two two two two two?", "Two two two two two?"),
            ("Hello all,\n\nwhich grease\nis best?", "which grease is best?"),
        ],
    )
    def test_a_question_is_one_sentence(self, text, question):
        assert asked(text) == question


def test_topics_say_how_many_are_of_the_market(world):
    for number in range(4):
        post(world, f"forum:r{number}", 9 - number, f"The bearing temperature rose by {number} degrees.")
    post(world, PIA, 3)
    topic = heard(world).topics[0]
    assert (topic.words, topic.people, topic.talks, topic.target_people) == (
        "bearing temperature rose",
        5,
        5,
        1,
    )


def test_names_of_those_who_speak_are_no_topic_and_the_private_are_not_named(world):
    world.facts.append(Profile(account="forum:kim", name="Kim Gearbox"))
    for number in range(4):
        post(world, f"forum:r{number}", 9 - number, f"Thanks Gearbox, valve {number} it was")
    post(world, "forum:kim", 3, "valve")
    assert [topic.words for topic in heard(world).topics] == ["valve"]
    assert "Kim Gearbox" in heard(world).speakers
    assert "Kim Gearbox" not in heard(world, private=("forum:kim",)).speakers


def test_the_line_of_a_notification_mail_is_no_topic(world):
    for number in range(6):
        title = f"By notification mail: Given{number} commented on your post"
        post(world, f"forum:r{number}", 9 - number, "", title=title)
        world.facts[-1] = structs.replace(world.facts[-1], key=f"notice:{number}")
    assert heard(world).topics == ()


def test_a_channel_on_which_only_we_speak_is_none(world):
    post(world, ME, 3)
    world.look("forum")
    hear(world.ledger, STRATEGY, AS_OF_US)
    assert listening(world.ledger, STRATEGY, AS_OF_US) == {}
    with pytest.raises(HeardError, match="nothing that others said on “forum”"):
        listening(world.ledger, STRATEGY, AS_OF_US, "forum")


def test_every_number_has_its_unit(world):
    post(world, PIA, 3)
    assert {name: found.unit for name, found in heard(world).measures().items() if isinstance(found, Estimate)} == {
        "weeks": "weeks", "talks": "talks", "people": "persons", "target_people": "persons", "target_talks": "talks",
    }  # fmt: skip
