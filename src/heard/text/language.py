"""In which language a text is written, told by its small words; or that it cannot be told.

>>> language("Could you tell me which pump broke last month?")
'en'
>>> language("ok!")
''
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections import Counter
from functools import cache
from importlib.resources import files
from itertools import repeat
from typing import Any

FEWEST_LETTERS = 20
"""Below that it is not tried: the best library measured is wrong there one time in twelve."""
MOST_WORDS = 40
"""Looked at; more make no difference, and a byte that counts three points a word holds so many."""
FEWEST_POINTS = 4
"""Two words of one language, or more that several share; one word alone may be a name."""
CLEAR_LEAD = 2
"""Points by which the first language must lead the second."""
MOST_LETTERS = 80
"""Looked at where the script decides."""
_BITS = 8
_MARKS = '.,;:!?"()[]{}<>/\\|*_~`#=+&%$^@-\u201c\u201d\u2026\u2013\u2014\u00ab\u00bb\u00bf\u00a1\n\t\r'
_PLAIN = {**dict.fromkeys(map(ord, _MARKS), " "), ord("\u2019"): "'"}


def language(text: str) -> str:
    """The language as ISO 639-1 has it; empty below 20 letters, and where no language leads clearly."""
    return language_of(plain_words(text), text)


def plain_words(text: str) -> list[str]:
    """The words in lower case, without the marks around them."""
    return text.lower().translate(_PLAIN).split()


def language_of(words: list[str], text: str) -> str:
    """The same of a text whose words are known."""
    names, points = _points()
    if len(text) < 2 * FEWEST_LETTERS and sum(map(str.isalpha, text)) < FEWEST_LETTERS:
        return ""
    total = sum(map(points.get, words[:MOST_WORDS], repeat(0)))
    if total:
        counted = total.to_bytes(len(names), "little")
        most = max(counted)
        place = counted.index(most)
        if most >= FEWEST_POINTS and most - CLEAR_LEAD >= max(counted[:place] + counted[place + 1 :]):
            return names[place]
    return "" if text.isascii() else _by_script(text)


def _by_script(text: str) -> str:
    """The language whose letters no other writes, as far as its neighbours go."""
    known, found = _scripts(), Counter[str]()
    for letter in text[:MOST_LETTERS]:
        if letter > "\u036f" and letter.isalpha():
            found[known.get(unicodedata.name(letter, "").partition(" ")[0], "")] += 1
    if found["ja"] * 5 > found["zh"]:
        return "ja"  # it writes Chinese letters too, but never without its own
    return max(found, key=found.__getitem__, default="")


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads((files("heard.text") / "words" / "language.toml").read_text("utf-8"))


@cache
def _points() -> tuple[tuple[str, ...], dict[str, int]]:
    """The languages, and the points of each small word as one number that has a byte for each of them.

    So one sum over the words of a text counts for all languages at once. A word that no other language has is worth three
    points, one that two have two, and any other one.
    """
    spoken = {name: set(words.split()) for name, words in _lists()["words"].items()}
    names = tuple(spoken)
    points: dict[str, int] = {}
    for word in set[str]().union(*spoken.values()):
        places = [place for place, name in enumerate(names) if word in spoken[name]]
        worth = {1: 3, 2: 2}.get(len(places), 1)
        points[word] = sum(worth << (_BITS * place) for place in places)
    return names, points


@cache
def _scripts() -> dict[str, str]:
    return {script: name for name, scripts in _lists()["scripts"].items() for script in scripts.split()}
