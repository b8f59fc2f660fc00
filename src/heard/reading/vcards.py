r"""vCards of any version, card by card, so that one bad card costs one.

Apple escapes quotes in parameters in a way that stops vobject; split beforehand, that costs one person instead of all. Pictures
are cut out before a card is parsed: they are nine tenths of most files.

>>> [(card.line, card.whole) for card in cards("BEGIN:VCARD\nFN:Ada\nEND:VCARD\nBEGIN:VCARD\nFN:Bo\n")]
[(1, True), (4, False)]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

BEGINS = re.compile(rb"(?:\xef\xbb\xbf)?\s*BEGIN:VCARD\s*[\r\n]", re.IGNORECASE)
PICTURE = re.compile(r"(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]", re.IGNORECASE)
PROPERTY = re.compile(r"(?:[\w-]+\.)?[A-Za-z][\w-]*[;:]")
LINE = re.compile(r"\r\n|\r|\n")
SHOWN = re.compile(r"(?:[\w-]+\.)?(?:FN|TITLE|ROLE)[;:]", re.IGNORECASE)
"""Properties that are one text, in which many programs leave a comma as it is; vobject would stop there."""
COMMA = re.compile(r"(?<!\\),")
CHARSET = re.compile(rb";CHARSET=\"?([\w-]+)", re.IGNORECASE)


@dataclass(slots=True)
class Card:
    """One card as it stands in the file."""

    line: int
    """Where it begins, counted from 1."""
    lines: list[str] = field(default_factory=list)
    whole: bool = False
    """It has an end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What a card says of somebody."""

    name: str = ""
    title: str = ""
    company: str = ""
    addresses: tuple[str, ...] = ()
    kind: str = ""
    """Empty for a person; version 4 has groups and organisations too."""


def cards(text: str) -> Iterator[Card]:
    """Each card of a file, without its pictures."""
    card: Card | None = None
    in_picture = False
    for number, line in enumerate(LINE.split(text), start=1):
        mark = line.strip().upper()
        if mark == "BEGIN:VCARD":
            if card:
                yield card
            card, in_picture = Card(number), False
        if card is None:
            continue
        if in_picture and not PROPERTY.match(line):
            continue
        in_picture = PICTURE.match(line) is not None
        if in_picture:
            continue
        card.lines.append(line)
        if mark == "END:VCARD":
            card.whole = True
            yield card
            card = None
    if card:
        yield card


def person(card: Card) -> Person:
    """What a card says.

    Raises:
        ValueError: the card cannot be read; the text completes "This card …".
    """
    import vobject  # noqa: PLC0415  # only who has an address book needs it

    if not card.whole:
        raise ValueError("has no end")
    try:
        parsed = next(vobject.readComponents("\r\n".join(_with_commas(card.lines)) + "\r\n", allowQP=True))
        return _person(parsed.contents)
    except (
        vobject.base.VObjectError,
        ValueError,
        LookupError,
        AttributeError,
        TypeError,
        StopIteration,
    ) as error:
        why = " ".join(str(error).split()) or type(error).__name__
        raise ValueError(f"could not be read ({why[:160]})") from error


def _with_commas(lines: list[str]) -> Iterator[str]:
    """The lines, with a comma in a text marked as one."""
    shown = goes_on = False
    for line in lines:
        if goes_on or line.startswith((" ", "\t")):
            yield COMMA.sub(r"\\,", line) if shown else line
        else:
            shown = SHOWN.match(line) is not None
            name, colon, value = line.partition(":")
            yield name + colon + COMMA.sub(r"\\,", value) if shown else line
        quoted = "QUOTED-PRINTABLE" in line.upper() or goes_on
        goes_on = quoted and line.endswith("=")


def _person(contents: dict[str, list[Any]]) -> Person:
    company = next(iter(_texts(contents, "org")), "")
    return Person(
        name=_name(contents) or company,
        title=next(iter(_texts(contents, "title") or _texts(contents, "role")), ""),
        company=company,
        addresses=tuple(dict.fromkeys(_texts(contents, "email"))),
        kind=next(iter(_texts(contents, "kind") or _texts(contents, "x-addressbookserver-kind")), "").lower(),
    )


def _name(contents: dict[str, list[Any]]) -> str:
    """The name as it is shown, else in the order in which it is spoken."""
    if shown := _texts(contents, "fn"):
        return shown[0]
    for written in contents.get("n", []):
        parts = (written.value.prefix, written.value.given, written.value.additional, written.value.family)
        if spoken := _plain(" ".join(" ".join(part) if isinstance(part, list) else part for part in parts)):
            return spoken
    return next(iter(_texts(contents, "nickname")), "")


def _texts(contents: dict[str, list[Any]], name: str) -> list[str]:
    """The values of a property; of a list, as ORG is, the first: what follows are departments."""
    values = [
        line.value[0] if isinstance(line.value, list) and line.value else line.value
        for line in contents.get(name, [])
    ]
    return [plain for value in values if isinstance(value, str) and (plain := _plain(value))]


def _plain(text: str) -> str:
    return " ".join(text.split())
