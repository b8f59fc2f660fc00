"""The entries of a feed, whatever dialect it is in: RSS 0.9 to 2.0, Atom 0.3 and 1.0, JSON Feed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from heard.reading.web.parts import list_of, table_of, text_of
from heard.reading.web.wxr import NAMESPACE
from heard.reading.web.xml import Stream, drop, elements, name_of
from heard.text.clean import from_html

Dialect = Literal["RSS", "Atom", "JSON Feed"]
RDF_RSS = (
    b"http://purl.org/rss/1.0/",
    b"http://my.netscape.com/rdf/simple/0.9/",
    b"http://channel.netscape.com/rdf/simple/0.9/",
)
ATOM = (b"http://www.w3.org/2005/Atom", b"http://purl.org/atom/ns#")
JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:\\?/\\?/jsonfeed\.org\\?/version\\?/')
_PLAIN = {
    "", "http://backend.userland.com/rss2", "http://blogs.law.harvard.edu/tech/rss",
    *(space.decode() for space in (*RDF_RSS, *ATOM)),
}  # fmt: skip
_PREFIXES = {
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/syndication/thread/1.0": "thr:",
    "http://search.yahoo.com/mrss/": "media:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
}
_RDF_ABOUT = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_MAIL_NAME = re.compile(
    r"\s*(?:mailto:)?([^\s()<>]+@[^\s()<>]+)\s*(?:\((.*)\))?\s*$|\s*(.*?)\s*<([^\s<>]+@[^\s<>]+)>\s*$"
)
_WHEN = ("pubDate", "published", "issued", "dc:date", "date", "updated", "modified", "created")


@dataclass(slots=True)
class Entry:
    """One entry, or, for what stands above the entries, the feed."""

    line: int | None = None
    id: str = ""
    link: str = ""
    title: str = ""
    text: str = ""
    html: str = ""
    """Its content where that is markup; else it is in `text`."""
    name: str = ""
    email: str = ""
    uri: str = ""
    when: str = ""
    answers: str = ""
    """Id or address of the entry that this one answers."""
    built: str = ""
    """When the feed was made, which it may say beside the time of its newest entry."""
    is_feed: bool = False


def dialect(head: bytes) -> Dialect | None:
    """Which dialect the first bytes of a file are in, or None; an export of WordPress is no feed."""
    if head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{":
        return "JSON Feed" if JSON_FEED.search(head) else None
    root = name_of(head).rpartition(":")[2]
    if root == "feed":
        return "Atom" if any(space in head for space in ATOM) else None
    if root == "rss":
        return None if NAMESPACE.encode() in head else "RSS"
    return "RSS" if root == "RDF" and any(space in head for space in RDF_RSS) else None


def read_xml(stream: Stream) -> Iterator[Entry]:
    """The feed, as far as it is told above the first entry, and the entries of RSS or Atom in their order."""
    feed = Entry(is_feed=True)
    told = False
    for element in elements(stream):
        name, parent = _name(element), element.getparent()
        if name in {"item", "entry"}:
            if not told:
                yield feed
                told = True
            yield _entry(element)
            drop(element)
        elif parent is not None and _name(parent) in {"channel", "feed"} and name != "items":
            _take(feed, name, element)


def read_json(value: object) -> Iterator[Entry | None]:
    """The feed, and its entries; None for one that is none."""
    top = table_of(value)
    everybody = _authors(top)
    home = text_of(top.get("home_page_url")) or text_of(top.get("feed_url"))
    yield Entry(link=home, title=text_of(top.get("title")), name=everybody[0], uri=everybody[1], is_feed=True)
    for item in list_of(top.get("items")):
        if not isinstance(item, dict):
            yield None
            continue
        name, uri = _authors(item)
        yield Entry(
            id=text_of(item.get("id")), link=text_of(item.get("url")) or text_of(item.get("external_url")),
            title=text_of(item.get("title")), html=text_of(item.get("content_html")),
            text=text_of(item.get("content_text")) or text_of(item.get("summary")), name=name, uri=uri,
            when=text_of(item.get("date_published")) or text_of(item.get("date_modified")),
        )  # fmt: skip


def _authors(table: dict[str, Any]) -> tuple[str, str]:
    """The first author and their address: version 1.1 has a list, version 1 a single one."""
    first = table_of(next(iter(list_of(table.get("authors"))), table.get("author")))
    return text_of(first.get("name")).strip(), text_of(first.get("url")).strip()


def _name(element: Any) -> str:
    if not isinstance(element.tag, str):
        return ""
    if not element.tag.startswith("{"):
        return str(element.tag)
    space, _, name = element.tag[1:].partition("}")
    return name if space in _PLAIN else _PREFIXES.get(space, "other:") + name


def _entry(element: Any) -> Entry:
    entry = Entry(line=element.sourceline, id=(element.get(_RDF_ABOUT) or "").strip())
    for child in element:
        _take(entry, _name(child), child)
    return entry


def _take(entry: Entry, name: str, element: Any) -> None:
    """Keep what one element says."""
    text = "".join(element.itertext())
    if name == "guid":
        entry.id = text.strip()
    elif name == "id":
        entry.id = entry.id or text.strip()
    elif name == "link":
        _link(entry, element, text.strip())
    elif name == "title":
        entry.title = entry.title or (text if element.get("type") == "text" else from_html(text)).strip()
    elif name in {"content:encoded", "content"}:
        _content(entry, element, text)
    elif name in {"description", "summary"}:
        if not entry.html and not entry.text:
            _content(entry, element, text)
    elif name == "media:group":
        about = next((child for child in element if _name(child) == "media:description"), None)
        entry.text = entry.text or ((about.text or "").strip() if about is not None else "")
    elif name == "itunes:author":
        entry.name = entry.name or ("" if entry.is_feed else text.strip())
    elif name in {"author", "dc:creator", "managingEditor"}:
        _author(entry, element, text)
    elif name in _WHEN:
        if not entry.when or name in {"pubDate", "published"}:
            entry.when = text.strip()
    elif name == "lastBuildDate":
        entry.when = entry.built = text.strip() or entry.when
    elif name == "thr:in-reply-to":
        entry.answers = (element.get("ref") or element.get("href") or "").strip()


def _link(entry: Entry, element: Any, text: str) -> None:
    """Atom has several, told apart by what they relate to; RSS has the address as text."""
    if element.get("rel") in {None, "alternate"} and not entry.link:
        entry.link = text or (element.get("href") or "").strip()


def _content(entry: Entry, element: Any, text: str) -> None:
    kind = element.get("type") or "html"
    if kind == "xhtml":
        from lxml import etree  # noqa: PLC0415  # loaded where XML is read

        entry.html = "".join(etree.tostring(child, encoding="unicode", with_tail=False) for child in element)
    elif kind in {"text", "text/plain"}:
        entry.html, entry.text = "", text.strip()
    else:
        entry.html = text


def _author(entry: Entry, element: Any, text: str) -> None:
    """Atom parts name, email and uri; RSS writes ``ines@larkfield.example (Ines Okafor)``."""
    parts = {_name(child): (child.text or "").strip() for child in element}
    if parts:
        entry.name, entry.email, entry.uri = (parts.get(part, "") for part in ("name", "email", "uri"))
    elif found := _MAIL_NAME.match(text):
        entry.email = found[1] or found[4]
        entry.name = (found[2] or found[3] or entry.name).strip()
    else:
        entry.name = text.strip()
