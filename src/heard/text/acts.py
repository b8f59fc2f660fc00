r"""What somebody does by writing: asks, thanks, praises, introduces, promotes, points to a source; and in which language.

Words tell little. Each act is therefore told as a fact, told as a hint, or not told at all, by the precision that was measured
on networks at which nobody had looked while the lists were written (`RELIANCE`, by bench/acts.py). Whether something is help
is told by structure: who answered whose question.

>>> acts("Thanks, that was the bearing! Could you send me the list?").said
('ask', 'thanks')
>>> acts("> could you?\n\nYes, see https://example.com/a?b").said
('resource',)
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

from heard.text.language import language_of, plain_words

Act = Literal["ask", "thanks", "praise", "introduction", "promotion", "spam", "resource"]
MOST_LETTERS = 20_000
"""Of a text that are looked at; nobody asks later."""
LONG = 400
"""Letters from which on two marks of spam may meet by chance."""
_OTHERS = re.compile(
    r"```.*?(?:```|\Z)|`[^`\n]*`"  # code
    r"|(?:https?://|www\.)\S+"
    r"|^[ \t]*>[^\n]*"  # quoted lines
    r"|\u201c[^\u201c\u201d\n]{2,300}\u201d|\u201e[^\u201e\u201c\u201d\n]{2,300}[\u201c\u201d]|\u00ab[^\u00ab\u00bb\n]{2,300}\u00bb"
    r'|(?<!\w)"[^"\n]{2,300}"(?!\w)',
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)
"""What stands in a message and is not said by it: code, addresses, other people's words."""
_ASKS = re.compile(r"\?(?![\w/=&])|[\uff1f\u061f]")
"""A question mark inside a word belongs to an address or to code."""
_COPIES = re.compile(r"[`>\"\u201c\u201e\u00ab]")
_SIGN_OFF = re.compile(
    r"(?<=\n)[ \t]*(?:(?:many|best|kind|with|and) )?"
    r"(?:thanks|thank you|thx|cheers|danke|vielen dank|besten dank|merci|gracias|grazie|obrigad[oa]|bedankt|dank je|dank u)"
    r"(?:[ &]+[\w' &]{1,24})?[ \t]*[,.!\u2013-]{0,3}[ \t]*(?:[\w.]+ ?){0,3}$",
    re.IGNORECASE | re.MULTILINE,
)
"""A line that says thanks and at most a name, below another line: a way to say good-bye."""
_CALLING = re.compile(r"(?:\+?\d[\d -]{8,}\d|\b\d{5}\b)")
_SHOUTING = re.compile(r"!{3,}|\b(?:[A-Z]{3,}[ ,.!]+){3}")
_MONEY = re.compile(r"[£$€]\s?\d|\d\s?(?:€|%)")


Medium = Literal["post", "chat", "mail"]
RELIANCE: dict[tuple[Act, Medium], float] = {
    ("ask", "chat"): 0.90,  # NPS chat; written dialogues in English, German, Italian and Chinese .96 to .97
    ("ask", "mail"): 0.84,  # EmailIntentDataSet, which calls only requests so
    ("thanks", "chat"): 0.96,  # 50 read by hand, of NPS chat and of written dialogues
    ("thanks", "post"): 0.97,  # GoEmotions, test part; 20 of 20 read by hand in companies' posts
    ("thanks", "mail"): 0.88,  # 25 read by hand in EmailIntentDataSet
    ("praise", "post"): 0.65,  # GoEmotions
    ("promotion", "post"): 0.97,  # companies' posts; comments on YouTube 1.00
    ("promotion", "chat"): 0.99,  # SMS
    ("spam", "post"): 0.99,  # comments on YouTube
    ("spam", "chat"): 0.99,  # SMS
    ("resource", "post"): 1.0,  # an address is one
    ("resource", "chat"): 1.0,
    ("resource", "mail"): 1.0,
}  # fmt: skip
"""The precision measured by bench/acts.py on networks other than those on which the lists were mended [0..1]."""
FACT, HINT = 0.90, 0.50
"""From so much precision on an act is told as a fact, and as a hint; below that, or where none was measured, it is not told."""


class Acts(NamedTuple):
    """What one message does, as far as its words show."""

    ask: bool = False
    """A question or a request."""
    thanks: bool = False
    """Thanks for something; not those by which a letter ends, nor those said in advance."""
    praise: bool = False
    introduction: bool = False
    promotion: bool = False
    spam: bool = False
    resource: bool = False
    """It names an address on the web; help, where it answers."""
    language: str = ""
    """ISO 639-1; empty where it cannot be told."""

    @property
    def said(self) -> tuple[str, ...]:
        """The names of the acts; none is talk."""
        return tuple(name for name, done in zip(self._fields[:-1], self, strict=False) if done)


def acts(text: str) -> Acts:
    """What a message does; about 20 us on one core."""
    if len(text) > MOST_LETTERS:
        text = text[:MOST_LETTERS]
    words = plain_words(text)
    phrases, cues = _cues()
    found: set[str] = set()
    if begun := phrases.keys() & words:
        plain = f" {' '.join(words)} "
        found = {group for word in begun for group, phrase in phrases[word] if phrase in plain}
    link = "http" in text or "www." in text
    question = "?" in text or "\uff1f" in text or "\u061f" in text
    own, asked = text, None
    if question or "ask" in found or "thanks" in found:
        if link or _COPIES.search(text):
            own = _OTHERS.sub(" ", text)
            if "ask" in found and not cues["ask"].search(_plain(own)):
                found.remove("ask")
        asked = _ASKS.search(own) if question else None
    return Acts(
        ask=asked is not None or "ask" in found,
        thanks="thanks" in found and _thanks(own[: asked.start()] if asked else own, cues),
        praise="praise" in found,
        introduction="introduction" in found,
        promotion="action" in found and (link or not found.isdisjoint(("offer", "prize"))),
        spam=(link or not found.isdisjoint(("action", "offer", "prize"))) and _spam(text, found, link=link),
        resource=link,
        language=language_of(words, text),
    )


def told(act: Act, medium: Medium) -> Literal["fact", "hint", "silent"]:
    """How an act that was found in words may be told to anybody."""
    precision = RELIANCE.get((act, medium), 0.0)
    return "fact" if precision >= FACT else "hint" if precision >= HINT else "silent"


def _plain(text: str) -> str:
    return f" {' '.join(plain_words(text))} "


def _thanks(text: str, cues: dict[str, re.Pattern[str]]) -> bool:
    """Whether thanks are said before anything is asked for: not to end a letter, in advance, or to decline."""
    plain = cues["not_thanks"].sub(" ", _plain(_SIGN_OFF.sub("", text)))
    asked = cues["ask"].search(plain)
    return cues["thanks"].search(plain, 0, asked.start() + 1 if asked else len(plain)) is not None


def _spam(text: str, found: set[str], *, link: bool) -> bool:
    """Whether two of four marks come together, three in a long text: a bait, an order, a number or address to turn to, shouting."""
    marks = (
        "prize" in found or ("offer" in found and _MONEY.search(text) is not None),
        "action" in found,
        link or _CALLING.search(text) is not None,
        _SHOUTING.search(text) is not None,
    )
    return sum(marks) >= (2 if len(text) < LONG else 3)


@cache
def _cues() -> tuple[dict[str, tuple[tuple[str, str], ...]], dict[str, re.Pattern[str]]]:
    """The phrases, with their groups, by the longest word of each; and the expression of each group.

    Most messages hold no such word, and a phrase is sought only where its word is: one expression for all is ten times slower.
    """
    lists = tomllib.loads((files("heard.text") / "words" / "acts.toml").read_text("utf-8"))["phrases"]
    phrases: dict[str, tuple[tuple[str, str], ...]] = {}
    for group in lists.keys() - {"not_thanks"}:
        for phrase in lists[group]:
            word = max(phrase.split(), key=len)
            phrases[word] = (*phrases.get(word, ()), (group, f" {phrase} "))
    cues = {
        group: re.compile(
            rf"(?<= )(?:{'|'.join(sorted(map(re.escape, lists[group]), key=len, reverse=True))})(?= )"
        )
        for group in ("ask", "thanks", "not_thanks")
    }
    return phrases, cues
