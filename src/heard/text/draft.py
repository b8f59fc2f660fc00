r"""A draft: a text before it is sent, and where in it what stands.

>>> draft = read_draft("---\ntitle: Oil\n---\nWe *leverage* `x?` synergies.\n")
>>> [spot.words for spot in draft.spots("jargon")]
['leverage', 'synergies']
>>> draft.place(draft.spots("jargon")[0].start)
(4, 5)
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import accumulate

from heard.text.acts import Acts, acts

MOST_LETTERS = 200_000
"""Of a draft that are looked at: a book is not a message."""
_BLANK = re.compile(r"[^\n]")
_FRONT = re.compile(r"\A(?:---\n.*?\n(?:---|\.\.\.)|\+\+\+\n.*?\n\+\+\+)[ \t]*(?:\n|\Z)", re.DOTALL)
"""Front matter, in YAML or TOML."""
_NOT_PROSE = re.compile(
    r"<(?P<tag>script|style)\b[^<>]{0,2000}>.*?(?:</(?P=tag)>|\Z)"
    r"|^(?P<fence>```|~~~)[^\n]*\n.*?(?:^(?P=fence)[^\n]*$|\Z)"  # blocks of code
    r"|^(?:\t| {4,})(?![ \t]*(?:[-*+]|\d+\.)[ ])[^\n]*$"
    r"|`[^`\n]*`"
    r"|^[ ]{0,3}>[^\n]*$"  # quotations
    r"|<!--.*?(?:-->|\Z)"
    r"|</?[a-zA-Z][^<>]{0,2000}>"
    r"|\]\([^()\n]{0,2000}\)"  # where links lead
    r"|\{\{[^{}\n]{0,500}\}\}|\{%[^{}\n]{0,500}%\}"  # the marks of a site's templates
    r"|(?:https?://|www\.)\S+",
    re.MULTILINE | re.DOTALL,
)
_WORD = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)*")
_SENTENCE = re.compile(r"[^.!?\u2026\n]+(?:[.!?\u2026]+|\n[^\S\n]*(?=\n|\Z)|\n|\Z)", re.MULTILINE)
_LINK = re.compile(r"(?:https?://|www\.)\S+")
_HIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\U000e0000-\U000e007f]+|(?<=.)\ufeff"
)
_BROKEN = re.compile(r"[\x01-\x06\x08\x0e-\x1a\x1c-\x1f]")
BINARY = 0.05
"""From so many control characters on, a file is no text [share]; orders to a terminal are not counted, they are shown."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of the draft, from `start` up to and without `end` [letters]."""

    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Draft:
    """A text as it stands, and the prose in it."""

    text: str
    prose: str
    """As long as the text; what is not the writer's prose (front matter, code, quotations, markup, links) is blank."""

    @cached_property
    def acts(self) -> Acts:
        """What it does, and in which language."""
        return acts(self.prose)

    @cached_property
    def words(self) -> list[Spot]:
        """Every word of the prose, in lower case."""
        return [
            Spot(found.start(), found.end(), found[0].lower().replace("\u2019", "'"))
            for found in _WORD.finditer(self.prose)
        ]

    @cached_property
    def sentences(self) -> list[Spot]:
        """Every sentence of the prose that has a word; a line of a letter ends none, an empty line does."""
        return [
            Spot(
                found.start() + len(found[0]) - len(found[0].lstrip()),
                found.start() + len(found[0].rstrip()),
                found[0].strip(),
            )
            for found in _SENTENCE.finditer(_unwrapped(self.prose))
            if _WORD.search(found[0])
        ]

    @cached_property
    def links(self) -> list[Spot]:
        """Every address on the web, wherever it stands but in code and quotations."""
        return [Spot(found.start(), found.end(), found[0]) for found in _LINK.finditer(self.text)]

    @cached_property
    def hidden(self) -> list[Spot]:
        """Letters that turn the direction of others, and orders to a terminal: what no reader sees and no writer meant."""
        return [Spot(found.start(), found.end(), "") for found in _HIDDEN.finditer(self.text)]

    @property
    def whole(self) -> Spot:
        """Its first sentence, which stands for all of it."""
        return self.sentences[0] if self.sentences else Spot(0, 0, "")

    def spots(self, part: str) -> list[Spot]:
        """Where phrases of a part of words/style.toml stand, in order."""
        return self._phrases.get(part, [])

    @cached_property
    def _phrases(self) -> dict[str, list[Spot]]:
        found: dict[str, list[Spot]] = {}
        known, longest = _phrases()
        said = [spot.words for spot in self.words]
        for place in range(len(said)):
            for length in range(min(longest, len(said) - place), 0, -1):
                phrase = " ".join(said[place : place + length])
                for part in known.get(phrase, ()):
                    start, end = self.words[place].start, self.words[place + length - 1].end
                    if "\n\n" not in self.prose[start:end]:
                        found.setdefault(part, []).append(Spot(start, end, phrase))
        return found

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of a letter, both counted from 1."""
        line = bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    @cached_property
    def _lines(self) -> list[int]:
        """Where each line begins."""
        return list(accumulate((len(line) + 1 for line in self.text.split("\n")[:-1]), initial=0))


def read_draft(text: str) -> Draft:
    """A draft from its text; Markdown and HTML are known by their marks."""
    text = text[: 2 * MOST_LETTERS].replace("\r\n", "\n").replace("\r", "\n")[:MOST_LETTERS]
    prose = _FRONT.sub(_blank, text)
    return Draft(text, _NOT_PROSE.sub(_blank, prose))


def is_text(content: str) -> bool:
    """Whether what was read is a text and not a picture or a program."""
    begin = content[:MOST_LETTERS]
    return "\0" not in begin and len(_BROKEN.findall(begin)) <= BINARY * len(begin)


def _blank(found: re.Match[str]) -> str:
    return _BLANK.sub(" ", found[0])


def _unwrapped(prose: str) -> str:
    """With spaces for the ends of lines within a paragraph, so that a sentence may run over them; as long as before."""
    return re.sub(r"(?<=[^\n])\n(?=[ \t]*[^\s#*+>-])", " ", prose)


@cache
def _phrases() -> tuple[dict[str, tuple[str, ...]], int]:
    """The parts that each phrase belongs to, and how many words the longest has."""
    lists = tomllib.loads((files("heard.text") / "words" / "style.toml").read_text("utf-8"))["phrases"]
    known: dict[str, tuple[str, ...]] = {}
    for part, phrases in lists.items():
        for phrase in phrases:
            known[phrase] = (*known.get(phrase, ()), part)
    return known, max(len(phrase.split()) for phrase in known)
