"""What a message does: by its own words only, and never more surely than was measured."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from heard.text.acts import RELIANCE, acts, told

LISTS = tomllib.loads((files("heard.text") / "words" / "acts.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Which bearing broke?", "ask"),
        ("Could you send me the list", "ask"),
        ("Weiß jemand, wer in Graz Pumpen wartet", "ask"),
        ("哪个轴承坏了\uff1f", "ask"),
        ("Thanks for the list, it saved my week.", "thanks"),
        ("Vielen Dank für die Liste", "thanks"),
        ("thx!", "thanks"),
        ("Thank you, that helped. Do you have one for fans?", "ask thanks"),
        ("Congratulations on the new plant!", "praise"),
        ("Dana, let me introduce you to Sam, who runs the workshop.", "introduction"),
        ("Sign up now for our new webinar", "promotion"),
        ("URGENT!!! You have won a prize, call 09012345678", "spam"),
        ("It is on https://example.com/list", "resource"),
        ("We changed the bearing on Tuesday.", ""),
    ],
)
def test_the_words_tell(text, said):
    assert acts(text).said == tuple(said.split())


@pytest.mark.parametrize(
    "text",
    [
        "> Which bearing broke?\nThe left one.",
        "He said “which bearing?” and left.",
        'The form asks "which bearing?" on its first page.',
        "Use `a ? b : c` there.",
        "```\nwhere id = ?\n```\nis the query.",
        "It is on https://example.com/find?q=bearing",
        "The query find?q=bearing finds it.",
        "",
    ],
)
def test_a_question_of_others_is_no_ask(text):
    assert not acts(text).ask


@pytest.mark.parametrize(
    "text",
    [
        "The left one broke.\n\nThanks,\nInes",
        "The left one broke.\nMany thanks, Ines",
        "Could you send me the list? Thanks!",
        "No thanks, we have one.",
        "Thanks in advance for the list",
        "Any help would be appreciated",
        "Vielen Dank im Voraus",
        "He gave thanksgiving dinners",
        "> Thanks for the list",
    ],
)
def test_politeness_is_no_thanks(text):
    assert not acts(text).thanks


def test_a_question_is_still_one_beside_what_is_copied():
    assert acts("See https://example.com/?a=b. Is it the left one?").ask
    assert acts("> It broke.\nWhich one?").ask


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00\x1b[2J\x07",
        "\u202e\u2066?",
        "\ud800?",
        "<b>?</b>" * 10,
        "?" * 100_000,
        '"' * 100_000,
        "`" * 100_000,
    ],
)
def test_hostile_text_is_answered(text):
    assert len(acts(text)) == 8


def test_five_megabytes_are_read_as_far_as_needed():
    assert acts("Which bearing broke? " + "word " * 1_000_000).said == ("ask",)


def test_an_act_is_a_fact_only_where_it_was_measured():
    assert told("thanks", "chat") == "fact"
    assert told("ask", "mail") == "hint"
    assert told("praise", "post") == "hint"
    assert told("introduction", "mail") == "silent"
    assert all(0 <= precision <= 1 for precision in RELIANCE.values())


def test_the_lists_name_their_source_and_repeat_nothing():
    assert LISTS["source"]
    assert LISTS["licence"]
    for phrases in LISTS["phrases"].values():
        assert [phrase for phrase, times in Counter(phrases).items() if times > 1] == []
        assert [phrase for phrase in phrases if phrase != phrase.lower() or "-" in phrase] == []
