"""What people talk about, in their own words: the phrases of one to three words that several people use, the most telling first.

A phrase is a run of words between small words, everyday words and marks. It tells the more, the more people say it, the longer it is,
and the more it gathers in few conversations: whoever talks about bearings says the word again and again, and elsewhere nobody does,
while an everyday word is spread over all of them (residual inverse document frequency, Church & Gale 1995). Nothing is trained and
nothing drawn at random, so the same texts give the same phrases.

It needs words between spaces: Chinese, Japanese and Thai are passed over.

>>> texts = [Said(f"The grease of our bearing plant, {n}?", thread=n, writer=n) for n in range(3)]
>>> keyphrases(texts)[0].words
'bearing plant'
"""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

LENGTHS = {1: 1.0, 2: 2.0, 3: 2.5}
"""What a phrase of so many words is worth beside one of one: two words tell more than one, a third adds little."""
FEWEST_TEXTS, FEWEST_WRITERS, FEWEST_THREADS = 3, 2, 2
"""Below that it is one person's word, or one conversation's, and no topic."""
MOST_LETTERS = 2_000
"""Of a text that are looked at."""
STOCK_LETTERS, STOCK_WRITERS = 20, 3
"""A line of so many letters that so many people wrote alike is nobody's own words."""
SAME = 0.5
"""A shorter phrase is passed over, if so many of its texts say a longer one that was chosen [share]."""
_NOT_WORDS = re.compile(
    r"```.*?(?:```|\Z)|`[^`\n]*`"
    r"|^(?:[ \t]*[>|+]|-(?! )|\t|@@|diff --git)[^\n]*|^[^\n]*[;{}\\][ \t]*$|^[\w-]{3,30}:[^\n]*@[^\n]*$"
    r"|(?:https?://|www\.)\S+|\S+@\S+|<[^<>\n]{1,80}>|\S*[\\/_=(){}\[\]$][^\s,.;]*",
    re.MULTILINE | re.DOTALL,
)
"""Code, patches, quotations, addresses and paths."""
_RUN = re.compile(r"[^\W\d_][\w'\u2019+#-]*(?:\.[^\W\d_][\w+#-]*)*(?:[ \t]+|\r?\n(?=\S))?|[^\w\s]+|\n")
"""A word with the space behind it, or a mark that ends a run."""


class Said(NamedTuple):
    """A text, and of whom and where it is."""

    text: str
    thread: int
    writer: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Something that people talk about."""

    words: str
    """As it is most often written."""
    texts: tuple[int, ...]
    """Which of the texts say it, by their places."""
    writers: int
    """People who say it [count]."""
    threads: int
    """Conversations in which it is said [count]."""


def keyphrases(said: Iterable[Said], most: int = 12, without: Iterable[str] = ()) -> tuple[Phrase, ...]:
    """The phrases that tell best what these texts are about.

    Args:
        said: the texts, cleaned of what others wrote.
        most: phrases given at most.
        without: words that make no topic, such as the names of the people who write.
    """
    said = list(said)
    dull = _everyday() | {word.lower() for name in without for word in name.split()}
    texts: dict[str, list[int]] = defaultdict(list)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    stock = _stock(said)
    for place, each in enumerate(said):
        own = "\n".join(line for line in each.text[:MOST_LETTERS].split("\n") if line not in stock)
        for key, form in phrases_of(own, dull).items():
            texts[key].append(place)
            forms[key][form] += 1
    conversations = len({each.thread for each in said})
    found = []
    for key, places in texts.items():
        writers = len({said[place].writer for place in places})
        threads = len({said[place].thread for place in places})
        if len(places) < FEWEST_TEXTS or writers < FEWEST_WRITERS or threads < FEWEST_THREADS:
            continue
        worth = telling(writers, threads, len(places), conversations, key.count(" ") + 1)
        found.append((-worth, key, writers, threads))
    chosen: list[Phrase] = []
    keys: list[tuple[str, ...]] = []
    for _, key, writers, threads in sorted(found):
        words = tuple(key.split())
        if any(_same(words, texts[key], other, texts[" ".join(other)]) for other in keys):
            continue
        keys.append(words)
        chosen.append(
            Phrase(
                words=min(forms[key], key=lambda form: (-forms[key][form], form)),
                texts=tuple(texts[key]),
                writers=writers,
                threads=threads,
            )
        )
        if len(chosen) == most:
            break
    return tuple(chosen)


def telling(writers: int, threads: int, texts: int, conversations: int, words: int) -> float:
    """How well a phrase tells what is talked about: the least of writers and threads, times 1/2 + residual idf, times 1, 2 or 2.5 by length.

    Residual idf is what its threads are fewer than if its texts had fallen into them by chance: log2(1 - e^(-m/N)) - log2(t/N), for m
    texts and t of N threads, between 0 and 1. The least is under a root, so that a word of everybody's does not win by number
    alone. Source: Church & Gale, Poisson mixtures, 1995; the other parts are conventions.
    """
    by_chance = 1 - math.exp(-texts / conversations)
    residual = math.log2(by_chance) - math.log2(threads / conversations)
    return float(min(writers, threads) ** 0.5 * (0.5 + min(max(residual, 0.0), 1.0)) * LENGTHS[words])


def phrases_of(text: str, dull: frozenset[str] | set[str] | None = None) -> dict[str, str]:
    """Every phrase of a text in lower case, with how it is first written there."""
    dull = _everyday() if dull is None else dull
    found: dict[str, str] = {}
    run: list[str] = []
    for piece in (*_RUN.findall(_NOT_WORDS.sub(" \n ", text[:MOST_LETTERS])), "\n"):
        word = piece.strip().replace("\u2019", "'").removesuffix("'s")
        lower = word.lower()
        if len(word) > 1 and word[0].isalpha() and lower not in dull and lower.partition("'")[0] not in dull:
            run.append(word)
            if piece[-1].isspace():
                continue
        _take(run, found)
        run = []
    return found


def _stock(said: Sequence[Said]) -> set[str]:
    """Lines that several people wrote letter for letter: a machine's, a form's or a signature's."""
    writers: dict[str, set[int]] = defaultdict(set)
    for each in said:
        for line in each.text[:MOST_LETTERS].split("\n"):
            if len(line) >= STOCK_LETTERS:
                writers[line].add(each.writer)
    return {line for line, by in writers.items() if len(by) >= STOCK_WRITERS}


def _take(run: Sequence[str], found: dict[str, str]) -> None:
    for start in range(len(run)):
        for end in range(start + 1, min(start + max(LENGTHS), len(run)) + 1):
            form = " ".join(run[start:end])
            found.setdefault(form.lower(), form)


def _same(words: tuple[str, ...], texts: list[int], other: tuple[str, ...], chosen: list[int]) -> bool:
    """Whether a phrase says little that a chosen one does not: one is in the other, and mostly in the same texts."""
    short, long = sorted((words, other), key=len)
    within = any(long[start : start + len(short)] == short for start in range(len(long) - len(short) + 1))
    if not within and _stem(words) != _stem(other):
        return False
    return len(long) == len(words) or len(set(texts) & set(chosen)) >= SAME * len(texts)


def _stem(words: tuple[str, ...]) -> str:
    """One and many alike, as far as an s at the end tells."""
    return " ".join(words).removesuffix("s")


@cache
def _everyday() -> frozenset[str]:
    """The small and the everyday words of all languages at once: who writes in two is not to be cut at one."""
    folder = files("heard.text") / "words"
    lists = (
        tomllib.loads((folder / name).read_text("utf-8"))["words"]
        for name in ("language.toml", "everyday.toml")
    )
    return frozenset(word for spoken in lists for words in spoken.values() for word in words.split())
