"""How a page is looked into."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

from selectolax.lexbor import LexborHTMLParser, LexborNode

VOID = {"meta", "br", "hr", "img", "input", "link"}


class WellFormed(HTMLParser):
    """Every element that is opened is closed, in order; an id is given once."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: Counter[str] = Counter()
        self.wanted: set[str] = set()
        self.headings: list[int] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_startendtag(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids[value or ""] += 1
            if name in {"aria-labelledby", "aria-describedby"}:
                self.wanted.update((value or "").split())
            if name == "href":
                self.wanted.add((value or "").removeprefix("#"))
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def one(page: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    """The first element that is meant; there must be one."""
    found = page.css_first(selector)
    assert found is not None
    return found


def words(page: str) -> str:
    """What a person reads."""
    return re.sub(r"\s+", " ", one(LexborHTMLParser(page), "body").text())


def contrast(one: str, other: str) -> float:
    """As WCAG 2.2 defines it."""

    def luminance(colour: str) -> float:
        digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
        parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
