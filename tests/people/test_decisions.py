"""decisions.yaml: read with lines, continued and shortened without touching another letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from heard.model import HeardError
from heard.people.decisions import (
    HEADER,
    Decision,
    contradictions,
    parties,
    read_decisions,
    unlike,
    with_decisions,
    without_decision,
)

SAME = Decision("same", ("email:a@x.example", "linkedin:a"))
OTHERS = Decision("different", ("email:a@x.example", "linkedin:b"))
OWN_WORDS = """\
# mine
people:

    # the twins
    - different: [linkedin:pia-1, linkedin:pia-2]   # I met both
    - same:
        - PIA@C.example
        - linkedin:pia-1
    # the end

# of the file
"""
HANDLES = some.builds(
    "{}:{}".format,
    some.sampled_from(("x", "email", "linkedin")),
    some.text(min_size=1).filter(lambda text: text.strip() == text and text.isprintable()),
)


def test_a_file_by_hand_is_understood_with_its_lines():
    decisions, problems = read_decisions(OWN_WORDS)
    assert problems == ()
    assert [(each.kind, each.accounts, each.line) for each in decisions] == [
        ("different", ("linkedin:pia-1", "linkedin:pia-2"), 5),
        ("same", ("email:pia@c.example", "linkedin:pia-1"), 6),
    ]


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("people:\n  - same: [a]", 2, "“same” names accounts, as in [email:sam@harrow.example, linkedin:sam-ito]"),
        ("people:\n  - same: [x:a]", 2, "“same” needs two accounts that are not one"),
        ("people:\n  - different: [x:a, x:a]", 2, "“different” needs two accounts that are not one"),
        ("people:\n  - alike: [x:a, x:b]", 2, "a decision is one of same, different, split, person, robot, private, with a colon and accounts in brackets"),
        ("people: nobody", 1, "write one decision on each line, after a dash"),
        ("poeple:\n  - split: x:a", 1, "“poeple” is not a key of decisions.yaml; the key is people"),
        ("- same: [x:a, x:b]", 1, "the file begins with “people:” and a list of decisions"),
        ("people:\n  - same: [x:a, x:b", 2, "a bracket that was opened before is not closed with “]”, or a comma is missing"),
        ("people:\npeople:", 2, "“people” stands twice; put all decisions under the first"),
        ("people:\n  - same: [x:a, x:b]\n  - same: [x:b, x:c]\n  - different: [x:c, x:a]", 4, "x:a and x:c are the same and different at once, by lines 2, 3 and 4; delete what is wrong"),
        ("people:\n  - robot: x:a\n  - person: x:a", 3, "x:a is a person and a robot at once, by lines 2 and 3; delete what is wrong"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(text, line, why):
    _, problems = read_decisions(text)
    assert [(each.line, each.why) for each in problems] == [(line, why)]


def test_the_rest_of_a_file_is_read_beside_a_bad_line():
    decisions, problems = read_decisions("people:\n  - same: nobody\n  - split: x:a\n")
    assert [each.kind for each in decisions] == ["split"]
    assert len(problems) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        HEADER,
        "people:",
        "# mine",
        "people: # mine\n# further",
        OWN_WORDS,
        OWN_WORDS.rstrip("\n"),
        OWN_WORDS.replace("\n", "\r\n"),
        "people:\n- split: x:a\n",
    ],
)
def test_a_decision_is_added_and_taken_back_to_the_letter(text):
    longer = with_decisions(text, [(SAME, "Ann\nLee")])
    decisions, problems = read_decisions(longer)
    assert problems == ()
    assert decisions[-1] == SAME
    shorter = without_decision(longer, decisions[-1])
    assert (
        shorter.strip() == text.replace(HEADER, "").strip()
        or shorter.rstrip("\n") == text.rstrip("\n") + "\npeople:"
    )
    if "- " in text:
        assert shorter.rstrip("\n") == text.rstrip("\n")
    assert set(text.split("\n")) <= set(longer.split("\n"))


def test_any_decision_can_be_taken_back_and_its_comment_goes_with_it():
    decisions, _ = read_decisions(OWN_WORDS)
    assert without_decision(OWN_WORDS, decisions[0]) == OWN_WORDS.replace(
        "    - different: [linkedin:pia-1, linkedin:pia-2]   # I met both\n", ""
    )
    assert without_decision(OWN_WORDS, decisions[1]) == OWN_WORDS.replace(
        "    - same:\n        - PIA@C.example\n        - linkedin:pia-1\n", ""
    )


def test_a_list_on_one_line_is_left_alone():
    with pytest.raises(HeardError, match="line 1: write one decision on each line, after a dash"):
        with_decisions("people: [{split: [x:a]}]", [(SAME, "")])


def test_a_decision_that_contradicts_others_is_refused_with_their_lines():
    text = with_decisions("", [(SAME, ""), (OTHERS, "")])
    with pytest.raises(
        HeardError,
        match=r"contradicts lines 5 and 6 of decisions.yaml: with it, email:a@x.example and linkedin:b are the same and different at once",
    ):
        with_decisions(text, [(Decision("same", ("linkedin:a", "linkedin:b")), "")])


@given(some.lists(HANDLES, min_size=2, max_size=4, unique=True), some.text())
def test_any_account_is_kept_whatever_letters_it_has(accounts, about):
    decision = Decision("same", tuple(accounts))
    text = with_decisions("", [(decision, about)])
    assert text.count("\n") == HEADER.count("\n") + 1
    (read,), problems = read_decisions(text)
    assert problems == ()
    assert read == decision
    assert without_decision(text, read) == ""


DECISIONS = some.lists(
    some.builds(
        lambda kind, accounts: Decision(kind, tuple(accounts)),
        some.sampled_from(("same", "different")),
        some.lists(
            some.sampled_from([f"x:{letter}" for letter in "abcdefg"]), min_size=2, max_size=3, unique=True
        ),
    ),
    max_size=8,
)


@given(DECISIONS, some.randoms())
def test_the_order_of_decisions_makes_no_difference(decisions, rng):
    shuffled = rng.sample(decisions, len(decisions))
    assert parties(decisions) == parties(shuffled)
    assert [what for what, _ in contradictions(decisions)] == [what for what, _ in contradictions(shuffled)]


@given(DECISIONS)
def test_decisions_contradict_each_other_exactly_where_they_cannot_all_hold(decisions):
    party = parties(decisions)
    joined = any(party[one] == party[other] for one, other in unlike(decisions))
    assert bool(list(contradictions(decisions))) == joined


@given(some.lists(HANDLES, min_size=2, max_size=4, unique=True), some.text())
def test_the_fast_reading_of_our_own_lines_is_that_of_yaml(accounts, about):
    text = with_decisions("", [(SAME, ""), (Decision("same", tuple(accounts)), about)])
    assert read_decisions(text) == read_decisions(text + "# and this line is no part of it\n")


def test_thousands_of_decisions_are_read():
    added = [(Decision("same", (f"x:{number}", f"y:{number}")), "") for number in range(5000)]
    assert len(read_decisions(with_decisions("", added))[0]) == 5000
