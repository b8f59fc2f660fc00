"""What is asked of the user, and what their labels say of how right the words and the market are."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from telling import ME, SAM, World

from heard.measures.labelled import (
    ENOUGH_PEOPLE,
    Errors,
    Label,
    Question,
    counts,
    errors_of,
    judged,
    learn,
    questions,
    stratify,
    words_of,
)
from heard.model import Estimate, Missing, Profile
from heard.strategy import Segment, Strategy

STRATEGY = Strategy(name="Larkfield", me=(ME,), segments=(Segment(name="plants", titles=("plant manager",)),))
SAID = {
    "ask": "Which seal do you use?",
    "thanks": "Thank you for the list, it helped.",
    "both": "Thank you for the list. Which seal do you use?",
    "doubtful": 'They wrote "why then?" on the wall.',
    "neither": "We stop the line on Monday.",
}


@pytest.fixture
def world():
    made = World(STRATEGY)
    made.facts += [Profile(account=ME, name="Ines Okafor", owner=True), Profile(account=SAM, name="Sam Ito")]
    yield made
    made.ledger.close()


def letters(world: World, number: int = 30) -> None:
    for place in range(number):
        for text in SAID.values():
            world.said(400 - place * 3.1, *((SAM, ME) if place % 2 else (ME, SAM)), text=text)
    world.look()
    stratify(world.ledger, STRATEGY, "message")


def asked(world: World, most: int = 50, seed: int = 1, labels: tuple[Label, ...] = ()) -> list[Question]:
    learn(world.ledger, labels)
    return questions(world.ledger, "message", most, seed)


class TestWhatIsAsked:
    def test_each_stratum_in_turn(self, world):
        letters(world)
        found = asked(world)
        assert Counter(each.stratum for each in found) == dict.fromkeys(SAID, 10)
        assert all(each.text == SAID[each.stratum] for each in found)
        assert all(each.direct for each in found)

    def test_the_seed_decides_and_repeats(self, world):
        letters(world)
        assert asked(world) == asked(world)
        assert {each.id for each in asked(world)} != {each.id for each in asked(world, seed=2)}

    def test_what_is_labelled_is_not_asked_again(self, world):
        letters(world)
        first = asked(world)
        later = asked(world, labels=tuple(Label("message", each.id) for each in first))
        assert not {each.id for each in first} & {each.id for each in later}
        assert len(later) == 50

    def test_what_the_journal_and_machines_say_is_not_asked(self, world):
        world.said(9, text="Which?", nature="automatic")
        world.look()
        stratify(world.ledger, STRATEGY, "message")
        assert asked(world) == []


class TestMessages:
    def told(self, world: World, wrong: int) -> None:
        letters(world)
        found = asked(world, 100)
        left = wrong
        labels = []
        for each in found:
            ask = each.stratum in {"ask", "both"}
            if ask and left:
                ask, left = False, left - 1
            labels.append(Label("message", each.id, ask=ask, thanks=each.stratum in {"thanks", "both"}))
        learn(world.ledger, labels)

    def test_all_right_is_a_fact(self, world):
        self.told(world, 0)
        found = judged(world.ledger, "ask")
        assert found.labels == 100
        assert found.precision.value > 0.95
        assert found.precision.low < found.precision.value
        assert found.told == "fact"
        assert words_of(world.ledger).ask == "fact"

    def test_some_wrong_is_a_hint_and_most_wrong_is_silence(self, world):
        self.told(world, 12)
        assert judged(world.ledger, "ask").told == "hint"
        self.told(world, 30)
        assert judged(world.ledger, "ask").told == "silent"
        assert words_of(world.ledger).ask == "silent"

    def test_a_stratum_weighs_as_much_as_there_is_of_it(self, world):
        """Of the doubtful half are questions: there are thirty of them beside sixty that are found."""
        letters(world)
        found = asked(world, 150)
        halves = Counter[str]()
        labels = []
        for each in found:
            halves[each.stratum] += 1
            ask = each.stratum in {"ask", "both"} or (
                each.stratum == "doubtful" and halves["doubtful"] % 2 == 0
            )
            labels.append(Label("message", each.id, ask=ask))
        learn(world.ledger, labels)
        assert judged(world.ledger, "ask").recall.value == pytest.approx(60 / 75, abs=0.03)

    def test_few_labels_say_nothing(self, world):
        letters(world)
        learn(world.ledger, [Label("message", each.id, ask=True) for each in asked(world, 5)])
        assert isinstance(judged(world.ledger, "ask").precision, Missing)
        assert words_of(world.ledger).ask == "fact"

    def test_none_is_missing(self, world):
        letters(world)
        learn(world.ledger, ())
        assert isinstance(judged(world.ledger, "thanks").recall, Missing)

    def test_a_label_of_what_is_not_there_counts_nothing(self, world):
        letters(world)
        learn(world.ledger, [Label("message", 7, ask=True)])
        assert judged(world.ledger, "ask").labels == 0


class TestPeople:
    def people(self, world: World, missed: int, wrong: int) -> None:
        """Forty who seem to be the market, of whom some are not, and forty who do not, of whom some are."""
        for number in range(40):
            for kind, title in (("in", "Plant Manager"), ("out", "Designer")):
                world.facts.append(
                    Profile(
                        account=f"linkedin:{kind}{number}",
                        name=f"{kind} {number}",
                        title=title,
                        company="Alder",
                    )
                )
        world.look()
        stratify(world.ledger, STRATEGY, "person")
        learn(world.ledger, ())
        labels, left = [], {"market": wrong, "other": missed}
        for each in questions(world.ledger, "person", 100, 1):
            market = each.stratum == "market"
            if left[each.stratum]:
                left[each.stratum] -= 1
                market = not market
            labels.append(Label("person", each.id, market=market))
        learn(world.ledger, labels)

    def test_people_are_shown_by_their_work(self, world):
        self.people(world, 0, 0)
        learn(world.ledger, ())
        found = questions(world.ledger, "person", 2, 1)
        assert {each.text for each in found} == {"Plant Manager at Alder", "Designer at Alder"}

    def test_sensitivity_and_specificity(self, world):
        self.people(world, missed=10, wrong=4)
        found = judged(world.ledger, "market")
        assert found.recall.value == pytest.approx(36 / 46, abs=0.02)
        assert found.specificity.value == pytest.approx(30 / 34, abs=0.02)
        assert isinstance(found.precision, Estimate)

    def test_shares_are_corrected_from_fifty_on(self, world):
        self.people(world, missed=10, wrong=4)
        errors = errors_of(world.ledger)
        assert errors is not None
        assert errors.labels == 81 >= ENOUGH_PEOPLE  # Sam too, of whom the address is known
        corrected = errors.corrected(np.full(len(errors.sensitivity), 0.5))
        assert corrected is not None
        assert corrected.median == pytest.approx(46 / 80, abs=0.02)

    def test_fewer_correct_nothing(self, world):
        self.people(world, 0, 0)
        learn(world.ledger, [])
        some = questions(world.ledger, "person", ENOUGH_PEOPLE - 1, 1)
        learn(world.ledger, [Label("person", each.id) for each in some])
        assert errors_of(world.ledger) is None

    def test_a_word_of_a_mark_is_doubtful(self, world):
        world.facts.append(
            Profile(account="linkedin:pm", name="Uli", title="Plant engineer", company="Alder")
        )
        world.look()
        stratify(world.ledger, STRATEGY, "person")
        learn(world.ledger, ())
        assert counts(world.ledger, "person") == {"doubtful": (1, 0), "other": (1, 0)}


def test_what_is_no_better_than_a_coin_corrects_nothing():
    half = np.full(1_000, 0.5)
    assert Errors(half, half, 60).corrected(half) is None
