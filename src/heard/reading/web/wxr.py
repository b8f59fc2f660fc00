"""WordPress's export as values: its elements by plain names, its words as a reader sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from heard.reading.web.parts import moment
from heard.text.clean import from_html

NAMESPACE = "http://wordpress.org/export/"
"""A version follows: 1.0 to 1.2 so far."""
_PREFIXES = {
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
}
_NO_TIME = "0000-00-00"
"""What the database holds in place of a time that is not yet known."""
_SHORTCODE = re.compile(
    r"\[/?(?:caption|gallery|audio|video|playlist|embed)\b[^\]]*\]|\[[a-z][\w-]*(?:\s+[\w-]+=(?:\"[^\"\]]*\"|[^\s\]\"]+))+\s*/?\]"
)
_BLOCKS = re.compile(r"<!-- wp:|<(?:p|div|ul|ol|h[1-6]|table)\b", re.IGNORECASE)


@dataclass(slots=True)
class Element:
    """An element of an item: its texts by name, its comments, and where it begins."""

    line: int | None
    texts: dict[str, str] = field(default_factory=dict)
    comments: list[Element] = field(default_factory=list)

    def get(self, name: str) -> str:
        """A text without the space around it, or nothing."""
        return self.texts.get(name, "").strip()


def name_of(tag: object) -> str:
    """An element's name with the prefix that it has in an export of today, whatever its version."""
    if not isinstance(tag, str):
        return ""
    if not tag.startswith("{"):
        return tag
    space, _, name = tag[1:].partition("}")
    if space.startswith(NAMESPACE):
        return ("excerpt:" if space.rstrip("/").endswith("excerpt") else "wp:") + name
    return _PREFIXES.get(space, "other:") + name


def element_of(found: Any) -> Element:
    """An element as values."""
    element = Element(found.sourceline)
    for child in found:
        name = name_of(child.tag)
        if name == "wp:comment":
            element.comments.append(element_of(child))
        elif name:
            element.texts.setdefault(name, "".join(child.itertext()))
    return element


def words(html: str) -> str:
    """What a post or comment says, without blocks, shortcodes and markup; empty lines part paragraphs where no markup does."""
    plain = _SHORTCODE.sub(" ", html) if "[" in html else html
    if "<" not in plain and "&" not in plain:
        return "\n".join(line.strip() for line in plain.strip().splitlines())
    if not _BLOCKS.search(plain):
        plain = plain.replace("\r\n", "\n").replace("\n\n", "<p>").replace("\n", "<br>")
    return from_html(plain)


def line_of(html: str) -> str:
    """A title or name without markup."""
    return from_html(html) if "<" in html or "&" in html else " ".join(html.split())


def when(element: Element, what: str, zone_us: int | None) -> int | None:
    """The moment of a post or comment [us, UTC]: its GMT time, else its local time less what the blog is ahead of UTC."""
    for name in (f"wp:{what}_date_gmt", "pubDate"):
        text = element.get(name)
        if not text.startswith(_NO_TIME) and (at := moment(text)) is not None:
            return at
    local = element.get(f"wp:{what}_date")
    at = None if local.startswith(_NO_TIME) else moment(local)
    return None if at is None else at - (zone_us or 0)


def zone_of(element: Element) -> int | None:
    """How far the blog's clock is ahead of UTC, as a post's two times tell [us], or None."""
    local, utc = moment(element.get("wp:post_date")), moment(element.get("wp:post_date_gmt"))
    return None if local is None or utc is None else local - utc


def parsed(found: Iterator[Any]) -> Iterator[tuple[str, Any]]:
    """Each element that ended and is an item or stands beside the items, with its name."""
    for element in found:
        name, parent = name_of(element.tag), element.getparent()
        if name == "item" or (parent is not None and parent.tag == "channel"):
            yield name, element
