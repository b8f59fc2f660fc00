"""Who speaks about something on their own, often, and is answered: volume is not passion."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from telling import AS_OF_US, ME, World

from heard.measures.speaking import hear, pattern_of
from heard.measures.voices import Voices, answering, best, spoken_up, voices
from heard.model import Evidence, Missing, Profile
from heard.strategy import Strategy, Voice

KIM, LEE, OLA = (f"forum:{name}" for name in ("kim", "lee", "ola"))
ANN = "forum:ann"
STRATEGY = Strategy(
    name="Larkfield",
    me=(ME,),
    voices=(
        Voice(name="Ines Okafor", topics=("bearings",)),
        Voice(name="Tomas Lind", topics=("pump bearings",)),
    ),
)


@pytest.fixture
def world():
    made = World(STRATEGY)
    made.facts += [Profile(account=who, name=who.partition(":")[2].title()) for who in (KIM, LEE, OLA, ANN)]
    made.facts += [Profile(account=ME, name="Ines Okafor", owner=True)]
    yield made
    made.ledger.close()


def post(world: World, who: str, days_ago: float, answered: bool = False, **more) -> str:
    told = {
        "kind": "post",
        "channel": "forum",
        "visibility": "public",
        "text": "We measured the bearing of pump 7 again.",
    }
    odd = len(world.facts) * 7 % 60 / 1440  # a robot would be at the same minute of each hour
    key = world.said(days_ago - odd, who, (), **(told | more))
    if answered:
        world.said(
            days_ago - 0.1,
            f"forum:reader{key}",
            (),
            kind="reply",
            channel="forum",
            visibility="public",
            text="Why?",
            thread=key,
            reply_to=key,
        )
    return key


def found(world: World, *topics: str, private: Iterable[str] = (), **more) -> Voices:
    world.look("forum")
    hear(world.ledger, STRATEGY, AS_OF_US, private)
    return voices(world.ledger, STRATEGY, topics, **more)


def names(voices: Voices) -> list[str]:
    return [each.name for each in voices.others]


@pytest.mark.parametrize(
    ("posts", "weeks", "answered", "often", "share", "score"),
    [
        (24, 40, 18, 0.428280, 0.547636, 0.234541),
        (60, 52, 9, 0.914808, 0.108087, 0.098878),
        (5, 4, 4, 0.393987, 0.336276, 0.132488),
    ],
)
def test_the_worked_numbers(posts, weeks, answered, often, share, score):
    low, answers = spoken_up(posts, weeks).quantile(0.1), answering(answered, posts, 0.3).quantile(0.1)
    assert (low, answers) == pytest.approx((often, share), abs=1e-6)
    assert low * answers == pytest.approx(score, abs=1e-6)


class TestOrder:
    def test_whoever_is_answered_comes_before_whoever_posts_most(self, world):
        for week in range(40):
            post(world, LEE, 280 - 7 * week)
            post(world, LEE, 279 - 7 * week)
        for week in range(0, 40, 2):
            post(world, KIM, 280.5 - 7 * week, answered=True)
        told = found(world)
        assert names(told) == ["Kim", "Lee"]
        kim, lee = told.others
        assert (kim.posts, kim.answered.n, lee.posts) == (20, 20, 80)
        assert kim.often.low < kim.often.value < kim.often.high
        assert kim.more > 0.9
        assert lee.more < 0.1

    def test_too_few_posts_or_weeks_is_nobody_yet(self, world):
        for day in range(10):
            post(world, OLA, day, answered=True)
        for week in range(3):
            post(world, KIM, 80 - 7 * week)
        told = found(world)
        assert (told.others, told.too_few) == ((), 12)

    def test_the_rest_are_counted(self, world):
        for who in (KIM, LEE, OLA):
            for week in range(8):
                post(world, who, 60 - 7 * week)
        told = found(world, most=1)
        assert (len(told.others), told.more) == (1, 2)


class TestUnprompted:
    def test_a_talk_counts_once_however_long(self, world):
        for week in range(6):
            key = post(world, KIM, 60 - 7 * week)
            for turn in range(5):
                post(world, KIM, 59.9 - 7 * week - turn / 100, thread=key, reply_to=key, kind="reply")
        assert found(world).others[0].posts == 6

    def test_to_be_called_by_name_is_to_be_asked(self, world):
        for week in range(6):
            key = world.said(
                60 - 7 * week,
                ANN,
                KIM,
                kind="post",
                channel="forum",
                visibility="public",
                text="Kim, the bearing?",
            )
            post(world, KIM, 59 - 7 * week, thread=key, reply_to=key, kind="reply")
        assert "Kim" not in names(found(world))

    def test_whoever_takes_up_what_another_asked_spoke_up_and_helps(self, world):
        for week in range(6):
            asker = f"forum:asker{week}"
            key = post(world, asker, 60 - 7 * week)
            post(world, KIM, 59 - 7 * week, thread=key, reply_to=key, kind="reply")
        (kim,) = found(world).others
        assert (kim.posts, kim.helps) == (6, 6)

    def test_a_chat_is_a_new_talk_after_an_hour(self, world):
        for week in range(6):
            for minute in range(3):
                post(
                    world,
                    KIM,
                    60 - 7 * week - minute / 1440,
                    kind="message",
                    visibility="group",
                    thread="room",
                )
            post(world, ANN, 60 - 7 * week - 5 / 1440, kind="message", visibility="group", thread="room")
        kim = next(each for each in found(world).others if each.name == "Kim")
        assert (kim.posts, kim.answered.value > 0.8) == (6, True)

    def test_letters_between_two_are_no_speaking_up(self, world):
        for week in range(8):
            world.said(60 - 7 * week, KIM, ME, text="The bearing again, says Kim.")
        told = found(world)
        assert told.others == ()
        assert isinstance(told.usual, Missing)

    def test_machines_and_lists_are_nobody(self, world):
        for number in range(150):
            post(
                world,
                "forum:crawler",
                150 - number,
                text=f"New listing {number}: a bearing, have a look at it",
            )
        assert "Crawler" not in names(found(world))
        assert found(world).others == ()


class TestTopic:
    @pytest.mark.parametrize(
        ("topic", "text", "about"),
        [
            ("bearing", "The bearings, again.", True),
            ("Bearing temperature", "(bearing-temperature!)", True),
            ("bear", "A bearing", True),
            ("ring", "The bearing", False),
            ("plc", "Our PLC is down", True),
            ("plc", "Our plcs", False),
            ("100%", "It is 100 pumps", True),
            ("lager", "Das Lager ist heiß", True),
        ],
    )
    def test_words_are_found_as_words(self, world, topic, text, about):
        for week in range(6):
            post(world, KIM, 60 - 7 * week, text=text)
        assert names(found(world, topic)) == (["Kim"] if about else [])

    def test_one_of_several_topics_is_enough(self, world):
        for week in range(6):
            post(world, KIM, 60 - 7 * week, text="valve" if week % 2 else "gearbox")
        assert found(world, "valve", "gearbox").others[0].posts == 6

    @pytest.mark.parametrize("topic", ["%", "\\", "'; drop table people; --", "_", "", "💧", "a" * 9_999])
    def test_no_topic_breaks_it(self, world, topic):
        post(world, KIM, 3)
        assert found(world, topic).topics == (topic,)

    def test_a_pattern_is_bounded_by_spaces(self):
        assert pattern_of("PLC") == "% plc %"
        assert pattern_of("pump, bearing") == "% pump bearing%"


class TestOurs:
    def test_each_of_our_voices_is_told_apart(self, world):
        world.facts.append(Profile(account="forum:tomas", name="Tomas Lind"))
        for week in range(6):
            post(world, ME, 60 - 7 * week, answered=True)
            post(world, "forum:tomas", 60.5 - 7 * week)
        told = found(world, "bearing")
        assert {each.name: each.ours for each in told.ours} == {"Ines Okafor": True, "Tomas Lind": True}
        assert told.others == ()
        assert told.silent == ()
        ines, tomas = (
            next(each for each in told.ours if each.name.startswith(name)) for name in ("Ines", "Tomas")
        )
        assert ines.heard > tomas.heard

    def test_a_voice_that_never_spoke_of_its_topic_is_silent(self, world):
        post(world, ME, 3)
        assert found(world, "bearing").silent == ("Tomas Lind",)
        assert found(world, "gearbox").silent == ()


class TestPrivacy:
    def test_whoever_is_private_is_not_named(self, world):
        for week in range(6):
            post(world, KIM, 60 - 7 * week, answered=True)
        assert names(found(world)) == ["Kim"]
        assert names(found(world, private=[KIM])) == []

    @pytest.mark.parametrize(
        ("visibility", "shown"), [("public", 1), ("unlisted", 1), ("group", 0), ("followers", 0)]
    )
    def test_only_what_all_could_read_is_quoted(self, world, visibility, shown):
        for week in range(6):
            post(world, KIM, 60 - 7 * week, visibility=visibility)
        (kim,) = found(world).others
        assert len(kim.sentences) == shown
        assert [each.id for each in kim.evidence]

    def test_the_same_words_by_many_count_for_nobody(self, world):
        stock = "I am thrilled to share that our bearing campaign of the year has launched today!"
        for who in (KIM, LEE, OLA):
            for week in range(6):
                post(world, who, 60 - 7 * week, text=stock)
        told = found(world, "bearing")
        assert told.others == ()
        (copied,) = told.copied
        assert (copied.speakers, copied.times, copied.text) == (3, 18, stock)


class TestSentences:
    SEEN = Evidence(id="00", at="2026-10-28", channel="forum", who="Kim", what="post")

    def test_the_liveliest_come_first_and_one_from_each_post(self):
        said = [
            "It is what it is, and nothing more than that.",
            "Hello. We measured 7 pumps with Dana in Aldermoor last month. It was fine.",
            "> quoted 5 pumps by Ann\n\nI counted 12 bearings of our oldest pump myself.",
            "What broke?",
        ]
        found = best((replace(self.SEEN, id=f"{number}"), text) for number, text in enumerate(said))
        assert [each.text for each in found] == [
            "We measured 7 pumps with Dana in Aldermoor last month.",
            "I counted 12 bearings of our oldest pump myself.",
            "It is what it is, and nothing more than that.",
        ]

    @pytest.mark.parametrize(
        "text", ["", "x" * 5_000_000, "\x1b[31m" * 99, "... ... ...", "if (a == b) { c = d[e]; }"]
    )
    def test_what_is_no_sentence_is_not_quoted(self, text):
        assert best([(self.SEEN, text)]) == ()
