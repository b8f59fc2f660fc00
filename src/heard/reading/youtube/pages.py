"""The web pages of YouTube's Takeout: the history as Google gives it unless asked for JSON, and comments until 2023."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from heard.reading.archive import Member
from heard.reading.youtube.tables import moment
from heard.text.clean import from_html

HISTORY_HEAD = 1 << 19
"""A page of history begins with a hundred thousand letters of style."""
WINDOW = 1 << 20
_TITLE = re.compile(rb'mdl-typography--title">YouTube')
_CELL = b'class="outer-cell'
_WATCHED = re.compile(
    rb'<a href="https?://(?:www|music)\.youtube\.com/watch\?v=([\w-]{11})[^"]*">[^<]*</a><br\s*/?>\s*'
    rb'<a href="https?://www\.youtube\.com/channel/(UC[\w-]{22})">([^<]*)</a>'
)
_TIME = re.compile(r"\b(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?: ?UTC|Z)")
_ITEM = re.compile(r"<li>(.*?)</li>", re.DOTALL)
_LINK = re.compile(r'<a href="(https?://(?:www\.)?youtube\.com/[^"]*)"')
_BREAK = re.compile(r"<br\s*/?>")
_COMMENTS = re.compile(rb'<li>[^<]{0,200}<a href="https?://(?:www\.)?youtube\.com/(?:watch|post|channel)')


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment, or a message in a live chat, as the page has it."""

    time: str
    url: str
    text: str


def is_comments(head: bytes) -> bool:
    """Whether a page is a list of comments on videos."""
    return _COMMENTS.search(head) is not None and _TIME.search(head.decode("utf-8", "replace")) is not None


def is_activity(head: bytes) -> bool:
    """Whether a page is what Google's "My Activity" shows of anything."""
    return _CELL in head


def is_history(head: bytes) -> bool:
    """Whether a page is what Google's "My Activity" shows of YouTube."""
    return is_activity(head) and _TITLE.search(head) is not None


def remarks(content: bytes) -> Iterator[Remark | None]:
    """Each comment of a page, or None for one that cannot be read. The sentence before it is in the account's language."""
    for found in _ITEM.finditer(content.decode("utf-8", "replace")):
        sentence, _, text = _split(found[1])
        time, link = _TIME.search(sentence), _LINK.search(sentence)
        try:
            moment(when := f"{time[1]}T{time[2]}+00:00" if time else "")
        except ValueError:
            yield None
        else:
            yield Remark(when, html.unescape(link[1]) if link else "", from_html(text))


def _split(item: str) -> tuple[str, str, str]:
    found = _BREAK.search(item)
    return (item[: found.start()], found[0], item[found.end() :]) if found else (item, "", "")


def watched(member: Member) -> Iterator[tuple[str, str, str] | None]:
    """Video, channel and the channel's name for each entry of a page of history; None for one without."""
    with member.open() as stream:
        rest, above = b"", True
        while more := stream.read(WINDOW):
            *cells, rest = (rest + more).split(_CELL)
            if cells:
                yield from map(_entry, cells[1:] if above else cells)
                above = False
        yield _entry(rest)


def _entry(cell: bytes) -> tuple[str, str, str] | None:
    found = _WATCHED.search(cell)
    if found is None:
        return None
    return found[1].decode(), found[2].decode(), html.unescape(found[3].decode("utf-8", "replace"))
