"""A draft: its prose, and where in it what stands."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from heard.text.draft import MOST_LETTERS, is_text, read_draft


@pytest.mark.parametrize(
    "text",
    [
        "---\ntitle: synergies\n---\nOil.",
        "+++\ntitle = 'synergies'\n+++\nOil.",
        "```\nsynergies\n```\nOil.",
        "~~~ text\nsynergies\n~~~\nOil.",
        "```\nsynergies",
        "`synergies` are oil.",
        "> synergies\n\nOil.",
        "    synergies\n\nOil.",
        "<!-- synergies -->Oil.",
        '<b class="synergies">Oil</b>',
        "<script>synergies</script>Oil.",
        "See https://example.com/synergies",
        "[Oil](https://example.com/synergies)",
        "{{ synergies }} Oil.",
    ],
)
def test_what_is_not_prose_is_not_judged(text):
    draft = read_draft(text)
    assert draft.spots("jargon") == []
    assert len(draft.prose) == len(draft.text)


def test_places_are_those_of_the_file():
    draft = read_draft("---\ntitle: Oil\n---\n\nOil is\r\ngood, and  Synergies\nare not.")
    (spot,) = draft.spots("jargon")
    assert draft.place(spot.start) == (6, 12)
    assert draft.text[spot.start : spot.end] == "Synergies"


def test_a_phrase_runs_over_the_end_of_a_line_but_not_of_a_paragraph():
    assert [spot.words for spot in read_draft("This is cutting\nedge oil.").spots("jargon")] == [
        "cutting edge"
    ]
    assert read_draft("This is cutting\n\nedge oil.").spots("jargon") == []


def test_a_sentence_runs_over_the_end_of_a_line_but_not_of_a_paragraph():
    said = read_draft("# Oil\n\nWhich pump\nbroke? The left\none\n\nBye").sentences
    assert [sentence.words.replace("\n", " ") for sentence in said] == [
        "# Oil",
        "Which pump broke?",
        "The left one",
        "Bye",
    ]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "\x00" * 9, "\u202e", "\ud800", "```", "<", "---\n", "\U0001f642" * 99]
)
def test_anything_is_a_draft(text):
    draft = read_draft(text)
    assert draft.place(0) == (1, 1)
    assert draft.words == draft.spots("jargon") == []


@pytest.mark.parametrize(
    "mark", ["{{", "{%", "<", "<!--", "](", "```\n", "`", "---\n", "<script>", "http://"]
)
def test_what_is_opened_a_hundred_thousand_times_is_read(mark):
    assert len(read_draft(mark * (MOST_LETTERS // len(mark))).prose) <= MOST_LETTERS


def test_of_a_book_the_beginning_is_read():
    assert len(read_draft("oil " * 1_500_000).text) == MOST_LETTERS


def test_a_picture_is_no_text():
    assert not is_text("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00")
    assert is_text("Oil.\n\tAnd water.\x0c")
    assert is_text("")


def test_the_lists_name_their_source_and_can_be_found():
    lists = tomllib.loads((files("heard.text") / "words" / "style.toml").read_text("utf-8"))
    assert lists["source"]
    assert lists["licence"]
    for part, phrases in lists["phrases"].items():
        assert [phrase for phrase, times in Counter(phrases).items() if times > 1] == []
        assert [phrase for phrase in phrases if not read_draft(phrase).spots(part)] == []
