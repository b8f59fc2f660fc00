"""The strongest paths, against every path there is."""

from __future__ import annotations

from itertools import combinations, pairwise, permutations
from math import prod

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.measures.stats.cover import cover
from heard.measures.stats.paths import MANY, Path, Ties

PEOPLE = 7
STRENGTHS = st.sampled_from([0.25, 0.5, 0.75, 1.0, 0.1, 1e-6])


@st.composite
def networks(draw):
    """Some of all ties that seven people can have, either end first."""
    pairs = draw(st.lists(st.sampled_from(list(combinations(range(PEOPLE), 2))), unique=True))
    turned = [pair[::-1] if draw(st.booleans()) else pair for pair in pairs]
    return {pair: float(np.float32(draw(STRENGTHS))) for pair in turned}


def laid(network, size=PEOPLE):
    return Ties(size, [one for one, _ in network], [other for _, other in network], list(network.values()))


def every(network, source, target):
    """All paths of at most three ties, the best first, by trying all."""
    worth = network | {(other, one): each for (one, other), each in network.items()}
    others = [each for each in range(PEOPLE) if each not in (source, target)]
    ways = []
    for between in (way for number in (0, 1, 2) for way in permutations(others, number)):
        people = (source, *between, target)
        steps = list(pairwise(people))
        if source != target and all(step in worth for step in steps):
            ways.append((-prod(worth[step] for step in steps), len(people), people))
    return [Path(people, -strength) for strength, _, people in sorted(ways)]


def set_apart(network, paths):
    """The best of those that begin alike, without those that go round by somebody to one who is reached as well without."""
    worth = network | {(other, one): each for (one, other), each in network.items()}
    kept = {}
    for path in paths:
        source, *between, _ = path.people
        if (
            len(between) == 2
            and worth.get((source, between[1]), 0)
            >= worth[source, between[0]] * worth[between[0], between[1]]
        ):
            continue
        kept.setdefault(path.people[1] if between else None, path)
    return list(kept.values())


@given(networks(), st.integers(0, PEOPLE - 1), st.integers(0, PEOPLE - 1), st.integers(1, 40))
def test_the_strongest_are_those_of_all_that_there_are(network, source, target, most):
    expected = every(network, source, target)
    assert laid(network).strongest(source, target, most) == expected[:most]


@given(networks(), st.integers(0, PEOPLE - 1), st.integers(0, PEOPLE - 1), st.integers(1, 9))
def test_apart_each_begins_with_another_person_and_none_goes_round(network, source, target, most):
    expected = set_apart(network, every(network, source, target))
    assert laid(network).strongest(source, target, most, apart=True) == expected[:most]


@given(networks(), st.integers(0, PEOPLE - 1))
def test_one_pass_finds_the_best_to_everybody(network, source):
    expected = [
        max((path.strength for path in every(network, source, each)), default=0) for each in range(PEOPLE)
    ]
    found = laid(network).reach(source).to(range(PEOPLE)).tolist()
    assert found[:source] + found[source + 1 :] == expected[:source] + expected[source + 1 :]


def test_of_more_paths_than_are_put_in_order_the_best_are_kept_and_asking_leaves_no_trace():
    rng = np.random.default_rng(3)
    middle = 2 * MANY
    network = {(0, 1 + each): float(np.float32(rng.random())) for each in range(middle)}
    network |= {(1 + each, middle + 1): 0.5 for each in range(middle)}
    network[middle + 1, middle + 2] = 0.5
    ties = laid(network, middle + 3)
    best = sorted((network[0, 1 + each] / 4, 1 + each) for each in range(middle))[::-1][:5]
    for _ in range(2):
        found = ties.strongest(0, middle + 2, 5)
        assert [(path.strength, path.people[1]) for path in found] == best
        assert [path.people[::-1] for path in ties.strongest(middle + 2, 0, 5)] == [
            path.people for path in found
        ]


@pytest.mark.parametrize(
    ("one", "other", "strength", "why"),
    [
        ([0, 1], [1, 0], [0.5, 0.5], "once"),
        ([0, 0], [1, 1], [0.5, 0.5], "once"),
        ([2], [2], [0.5], "themselves"),
        ([0], [1], [0.0], "stronger than 0"),
        ([0], [1], [1.5], "at most 1"),
        ([0], [1], [float("nan")], "at most 1"),
    ],
)
def test_what_is_no_tie_is_refused(one, other, strength, why):
    with pytest.raises(ValueError, match=why):
        Ties(3, one, other, strength)


def test_who_opens_most_as_worked_by_hand():
    reach = {
        "ann": {"t1": 0.6 * 0.4, "t2": 0.6 * 0.2},
        "bob": {"t1": 0.3 * 0.9, "t3": 0.3 * 0.5},
        "cyd": {"t2": 0.5 * 0.5},
        "dan": {},
    }
    found = cover(reach, {"t1": 3, "t2": 2, "t3": 1}, 9)
    assert [who for who, _ in found] == ["bob", "ann", "cyd"]
    assert [gain for _, gain in found] == pytest.approx([0.96, 0.7656, 0.44])
