"""The words of an X archive as a person reads them."""

from __future__ import annotations

import re

from heard.reading.x.shapes import Link

MEDIA = re.compile(r"https?://t\.co/\w+")
"""X ends a post with a link to its own pictures, and lists it under no `urls`."""
ESCAPES = (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&amp;", "&"))
"""All that X escapes; the ampersand last, so that nothing is undone twice."""


def plain(text: str, links: tuple[Link, ...] = ()) -> str:
    """A post's text with its links written out and its escapes undone.

    Links are put in before escapes are undone: their places count the code points of the escaped text.
    """
    for link in sorted(links, key=_start, reverse=True) if len(links) > 1 else links:
        if link.expanded_url:
            start, end = link.indices
            full = link.expanded_url
            if "&" in full:
                full = full.replace("&", "&amp;")
            if text[start:end] == link.url:
                text = f"{text[:start]}{full}{text[end:]}"
            else:
                text = text.replace(link.url, full)
    last = text.rfind("http")
    if last >= 0 and MEDIA.fullmatch(text, last):
        text = text[:last].rstrip()
    return unescaped(text)


def unescaped(text: str) -> str:
    """A text with X's escapes undone."""
    if "&" in text:
        for escape, character in ESCAPES:
            if escape in text:
                text = text.replace(escape, character)
    return text


def _start(link: Link) -> int:
    return link.indices[0]
