"""Every rule has a code of its own, a name, a page and a test; every word list has lines that fire and lines that do not."""

from __future__ import annotations

import importlib
import pkgutil
import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

import heard.rules
from heard.rules import HEADINGS, Rule, rules
from heard.rules.phrases import faceless, general, selling, tactic, vanity, words

TESTS = "\n".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py"))
LISTS = sorted(path.stem for path in (Path(heard.rules.__file__).parent / "words").glob("*.toml"))
ASKS = {"tactics": tactic, "vanity": vanity, "general": general, "faceless": faceless, "selling": selling}
"""Which function seeks the words of which list."""


def test_codes_and_names_are_unique():
    every = [
        value
        for module in pkgutil.iter_modules(heard.rules.__path__)
        for value in vars(importlib.import_module(f"heard.rules.{module.name}")).values()
        if isinstance(value, Rule)
    ]
    assert {code for code, times in Counter(rule.code for rule in every).items() if times > 1} == set()
    assert {name for name, times in Counter(rule.name for rule in every).items() if times > 1} == set()


@pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.code)
class TestRule:
    def test_is_named_for_what_was_found(self, rule: Rule):
        assert re.fullmatch(r"[A-Z][0-9]{3}", rule.code)
        assert re.fullmatch(r"[a-z]+(-[a-z]+){0,4}", rule.name)

    def test_has_a_page_with_its_headings_in_order(self, rule: Rule):
        assert rule.summary.endswith(".")
        paragraphs = rule.page.split("\n\n")
        found = [paragraph.partition(":")[0] for paragraph in paragraphs[1:]]
        assert [heading for heading in found if heading in HEADINGS] == list(HEADINGS)

    def test_is_tested(self, rule: Rule):
        assert rule.code in TESTS


def test_every_list_is_sought_by_a_function():
    assert set(LISTS) == set(ASKS)


@pytest.mark.parametrize("name", LISTS)
class TestWords:
    def test_has_a_source_and_lines_of_both_sorts(self, name: str):
        known = words(name)
        assert known.source
        assert len(known.fires) >= 5
        assert len(known.silent) >= 5

    def test_fires_and_is_silent_where_it_must(self, name: str):
        known = words(name)
        assert [line for line in known.fires if not ASKS[name](line)] == []
        assert [line for line in known.silent if ASKS[name](line)] == []

    def test_says_no_word_twice(self, name: str):
        for part in words(name).parts.values():
            assert [word for word, times in Counter(part).items() if times > 1] == []


def test_a_person_may_bear_the_name_of_her_company():
    assert not faceless("Ines Okafor", "Ines Okafor")
    assert faceless("Larkfield", "Larkfield Consulting")
    assert faceless("Larkfield Consulting", "Larkfield Consulting")
    assert faceless("Acme", "Acme")
    assert not faceless("Ines Larkfield", "Larkfield Consulting")


def test_the_lists_are_plain_data():
    folder = Path(heard.rules.__file__).parent / "words"
    assert all(tomllib.loads(path.read_text("utf-8")) for path in folder.glob("*.toml"))
