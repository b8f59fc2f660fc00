r"""Whom a post in a forum answers, and what of it is its writer's own.

>>> said = '[quote="ada, post:3, topic:9"]\nWhy?\n[/quote]\n\nBecause, @Bo.'
>>> own_words(said), quoted(said), mentions(said)
('Because, @Bo.', Quote(name='ada', post='3', topic='9'), ('bo',))
"""

from __future__ import annotations

import re
from typing import NamedTuple

from heard.text.clean import from_html

_MARKS = {
    "[": re.compile(r"\[(/?)quote[^\]\n]*\]", re.IGNORECASE),
    "<": re.compile(r"<(/?)aside\b[^>]*>", re.IGNORECASE),
}
"""What opens and closes a quotation in the words as typed, and as shown."""
_QUOTED = re.compile(
    r"\[quote=\"(?P<name>[^\",\]]{1,60})(?:,\s*post:\s*(?P<post>\d+))?(?:,\s*topic:\s*(?P<topic>\d+))?[^\]\n]*\]"
)
_ASIDE = re.compile(r"<aside\b(?=[^>]*\bclass=\"[^\">]*\bquote\b)[^>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"data-(username|post|topic)=\"([^\"]{1,60})\"")
_MENTION = re.compile(r"(?<![\w/@.&-])@(\w[\w.-]{0,59})")
_PICTURE = re.compile(r"!\[[^\]\n]*\]\([^)\s]*\)")


class Quote(NamedTuple):
    """The first post that is quoted: whose, its number, and its topic."""

    name: str
    post: str
    topic: str


def own_words(typed: str) -> str:
    """A post as it was typed, without quotations and pictures."""
    return _PICTURE.sub("", _without(typed, _MARKS["["])).strip()


def shown_words(html: str) -> str:
    """A post as it is shown, without quotations."""
    return from_html(_without(html, _MARKS["<"]))


def quoted(said: str) -> Quote | None:
    """The first post that is quoted in one, as typed or as shown."""
    if found := _QUOTED.search(said):
        return Quote(found["name"].strip().lower(), found["post"] or "", found["topic"] or "")
    if found := _ASIDE.search(said):
        said_of = dict(_ATTRIBUTE.findall(found[0]))
        if name := said_of.get("username", ""):
            return Quote(name.lower(), said_of.get("post", ""), said_of.get("topic", ""))
    return None


def mentions(text: str) -> tuple[str, ...]:
    """Everybody named with an @, once each, in lower case."""
    return tuple(dict.fromkeys(name.rstrip(".-").lower() for name in _MENTION.findall(text)))


def _without(text: str, mark: re.Pattern[str]) -> str:
    """The text outside pairs of marks, however deep; a mark that is never closed changes nothing."""
    kept: list[str] = []
    depth = place = begin = 0
    for found in mark.finditer(text):
        if not found[1]:
            begin = begin if depth else found.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                kept.append(text[place:begin])
                place = found.end()
    return "".join([*kept, text[place:]])
