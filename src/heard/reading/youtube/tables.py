"""The tables of YouTube's Takeout, whose names and columns are in the language of the account.

A column is known by its English name or, in any other language, by what its cells look like: a channel is ``UC`` and 22 more
letters, a video has eleven, a comment begins with ``Ug``.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from heard.model import micros
from heard.reading.csv import Header, decode, fold

SAMPLE = 20
"""Rows by which a table in an unknown language is known."""
CHANNEL_ID = re.compile(r"UC[\w-]{22}")
VIDEO_ID = re.compile(r"[\w-]{11}")
FORMS: Mapping[str, re.Pattern[str]] = {
    "channel": CHANNEL_ID,
    "video": VIDEO_ID,
    "comment": re.compile(r"Ug(?!kx)[\w-]{14,}(?:\.[\w-]+)?"),
    "post": re.compile(r"Ugkx[\w-]{14,}"),
    "playlist": re.compile(r"(?:PL|LL|WL|FL|OL|RD|UU)[\w-]*"),
    "moment": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\S*"),
    "segments": re.compile(r"\s*\{.*\}\s*", re.DOTALL),
    "link": re.compile(r"https?://(?:www\.)?youtube\.com/channel/\S+"),
    "number": re.compile(r"\d+(?:\.\d+)?"),
    "words": re.compile(r".*", re.DOTALL),
}
"""What the cells of a column look like."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is read: what Heard calls it, its folded English name, and the form of its cells."""

    field: str
    name: str
    form: str
    needed: bool = True


def _columns(*specs: str) -> tuple[Column, ...]:
    """Columns from ``field name form``, with a question mark where one may be missing."""
    split = [spec.split() for spec in specs]
    return tuple(Column(field, name, form.rstrip("?"), not form.endswith("?")) for field, name, form in split)


TABLES: Mapping[str, tuple[Column, ...]] = {
    "comments": _columns(
        "id commentid comment", "channel channelid channel", "time commentcreatetimestamp moment", "text commenttext segments",
        "parent parentcommentid comment?", "video videoid video?", "post postid post?", "price price number?",
    ),
    "chats": _columns(
        "id livechatid words", "channel channelid channel", "time livechatcreatetimestamp moment", "text livechattext segments",
        "video videoid video", "price price number?",
    ),
    "videos": _columns(
        "id videoid video", "length approxdurationms number", "channel channelid channel", "created videocreatetimestamp moment",
        "published videopublishtimestamp moment?", "title videotitleoriginal title?", "text videodescriptionoriginal about?",
        "privacy privacy privacy?",
    ),
    "subscriptions": _columns("channel channelid channel", "url channelurl link", "title channeltitle words"),
    "playlist": _columns("video videoid video", "time playlistvideocreationtimestamp moment"),
    "playlists": _columns("id playlistid playlist"),
    "channels": _columns("channel channelid channel", "title channeltitleoriginal title?"),
    "details": _columns("video videoid video"),
}  # fmt: skip
"""From the most telling to the least."""
VAGUE = {"channels", "details"}
"""Tables of which one column alone is known, so that they come last: ``Video-ID`` is German and English."""
PROOF = ("comments", "chats", "videos", "subscriptions")
"""Tables that no other network writes."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was recognised."""

    kind: str
    header: Header
    """Its columns bear Heard's names where Heard reads them."""
    channels: tuple[str, ...]
    """Channels among its first rows: the owner's own, except in subscriptions."""


def table_of(head: bytes) -> Table | None:
    """Which table a file is, by its first bytes."""
    text = decode(head)[0]
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines)
    names = next(reader, [])
    line = reader.line_num
    rows = [row for row, _ in zip(reader, range(SAMPLE), strict=False) if len(row) == len(names)]
    if not any(names):
        return None
    folded = [fold(name) for name in names]
    for kinds in (TABLES.keys() - VAGUE, VAGUE):
        for found in (_by_name, _by_form):
            for kind in (kind for kind in TABLES if kind in kinds):
                places = found(TABLES[kind], folded, names, rows)
                if places and (found is _by_name or _fits(kind, places, len(names))):
                    return _table(kind, names, folded, line, places, rows)
    return None


def _table(
    kind: str, names: list[str], folded: list[str], line: int, places: dict[str, int], rows: list[list[str]]
) -> Table:
    fields = {at: field for field, at in places.items()}
    columns, seen = [], Counter[str]()
    for at, name in enumerate(folded):
        column = fields.get(at) or f"other:{name}"
        seen[column] += 1
        columns.append(column if seen[column] == 1 else f"{column}{seen[column]}")
    stands = places.get("channel")
    cells = [] if stands is None else [row[stands].strip() for row in rows]
    channels = tuple(dict.fromkeys(cell for cell in cells if CHANNEL_ID.fullmatch(cell)))
    return Table(kind, Header(kind, tuple(names), tuple(columns), line, ","), channels)


def _by_name(
    columns: tuple[Column, ...], folded: list[str], _names: list[str], _rows: list[list[str]]
) -> dict[str, int]:
    """Where each column stands, by its English name; nothing where one that is needed is missing."""
    places = {column.field: folded.index(column.name) for column in columns if column.name in folded}
    return places if all(column.field in places for column in columns if column.needed) else {}


def _by_form(
    columns: tuple[Column, ...], _folded: list[str], names: list[str], rows: list[list[str]]
) -> dict[str, int]:
    """Where each column stands, by what its cells look like."""
    places: dict[str, int] = {}
    for column in columns:
        at = (
            _special(column, names, places)
            if column.form not in FORMS
            else _first(column, names, rows, places)
        )
        if at is not None:
            places[column.field] = at
        elif column.needed:
            return {}
    return places


def _first(column: Column, names: list[str], rows: list[list[str]], places: dict[str, int]) -> int | None:
    """The first column not taken yet whose cells all have the form."""
    for at in range(len(names)):
        cells = [row[at].strip() for row in rows if row[at].strip()]
        if at not in places.values() and cells and all(FORMS[column.form].fullmatch(cell) for cell in cells):
            return at
    return None


def _special(column: Column, names: list[str], places: dict[str, int]) -> int | None:
    """Columns of a video that only their place tells: in every language ``(Original)`` stands behind title and description.

    The title comes after the channel, the description before it and after the length; privacy comes two before the first time.
    """
    channel = places.get("channel", -1)
    marked = [at for at, name in enumerate(names) if "(" in name and at not in places.values()]
    if column.form == "title":
        return next((at for at in marked if at > channel), None)
    if column.form == "about":
        return next((at for at in marked if at < channel), None)
    return places["created"] - 2 if places.get("created", 0) - 2 > places.get("title", channel) else None


def _fits(kind: str, places: dict[str, int], width: int) -> bool:
    """Whether a table known by its cells alone stands as Google writes it."""
    first = TABLES[kind][0].field
    if kind in {"comments", "videos"}:
        return True
    if kind == "playlist":
        return width == len(places) and places[first] == 0
    return places[first] == 0


def moment(text: str) -> int:
    """A time as Google writes it, in UTC where it does not say [us].

    Raises:
        ValueError: it is no time.
    """
    try:
        found = datetime.fromisoformat(text.strip().removesuffix(" UTC"))
    except ValueError as error:
        raise ValueError(f"has a time that cannot be read: {text[:40] or 'none'}") from error
    return micros(found if found.tzinfo else found.replace(tzinfo=UTC))


def words(cell: str) -> str:
    """The words of a comment, out of the pieces that Google cuts them into; the format changed in June 2024.

    >>> words('{"text":"Thanks, "},{"text":"this helped"}'), words('{"takeoutSegments":[{"text":"Yes"}]}')
    ('Thanks, this helped', 'Yes')
    """
    try:
        pieces = json.loads(f"[{cell}]", strict=False)
    except ValueError:
        return cell
    if len(pieces) == 1 and isinstance(pieces[0], dict) and "takeoutSegments" in pieces[0]:
        pieces = pieces[0]["takeoutSegments"]
    if not (isinstance(pieces, list) and all(isinstance(piece, dict) for piece in pieces)):
        return cell
    return "".join(str(piece.get("text", "")) for piece in pieces).strip()
