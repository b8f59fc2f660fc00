"""The parts that posts and comments of any site are made of: times, addresses, accounts, and the JSON they come in.

>>> moment("2026-03-02 08:30:00"), moment("Mon, 02 Mar 2026 10:30:00 CEST"), moment("0000-00-00 00:00:00")
(1772440200000000, 1772440200000000, None)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_tz
from fnmatch import fnmatchcase
from typing import Any
from urllib.parse import urlsplit

import msgspec

from heard.model import micros
from heard.reading.archive import DamagedError, Member, is_html
from heard.reading.files import beginning

MOST_JSON = 512 << 20
"""Bytes of a JSON file that is read as a whole; a site of twenty years has a tenth of it."""
ZONES = {
    "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2, "WET": 0, "WEST": 1, "BST": 1, "EET": 2, "EEST": 3, "MSK": 3, "JST": 9, "AEST": 10,
    "AEDT": 11, "NZST": 12, "NZDT": 13,
}  # fmt: skip
"""Hours ahead of UTC of zones that RFC 822 does not name and feeds write all the same."""
COMPUTERS_OWN = dict.fromkeys(
    (".DS_Store", "__MACOSX/*", "Thumbs.db", "desktop.ini"),
    "left behind by the computer, not part of the export",
)
TEXTS = {".xml", ".wxr", ".rss", ".atom", ".rdf", ".feed", ".json", ".txt", ".csv", ".gz", ".tgz", ".tar", ""}
"""Endings of files that may hold what is read here: a look saved at ten thousand pictures, no judgement."""
_RFC_ZONES = frozenset({"UT", "UTC", "GMT", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT"})
_LETTERS = re.compile(r"\s([A-Z]{2,4})$")
_WEEKDAY = re.compile(r"^[^\d,]{1,12},\s*")


def moment(text: str | None) -> int | None:
    """The moment that an ISO or RFC 822 date names [us, UTC]; without a zone it is UTC; None where it is no date."""
    plain = " ".join((text or "").split())
    letters = _LETTERS.search(plain)
    zone = letters[1] if letters else ""
    if zone in ZONES or zone in {"UT", "UTC", "GMT"}:
        plain = plain[: -len(zone)].rstrip()
    elif zone and zone not in _RFC_ZONES and zone not in {"AM", "PM"}:
        return None
    try:
        read = datetime.fromisoformat(plain)
        at = micros(read if read.tzinfo else read.replace(tzinfo=UTC))
    except ValueError:
        parsed = parsedate_tz(_WEEKDAY.sub("", plain)) if plain else None
        if parsed is None:
            return None
        try:
            at = micros(datetime(*parsed[:6], tzinfo=UTC)) - (parsed[9] or 0) * 1_000_000
        except ValueError:
            return None
    at -= ZONES.get(zone, 0) * 3_600_000_000
    return at if at >= 0 else None


def site_of(url: str) -> str:
    """The host and path of a site's address, which make ids that are unique within it unique everywhere."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").lower()
    except ValueError:
        return ""
    return (host.removeprefix("www.") + parts.path).rstrip("/")


def host_of(url: str) -> str:
    """The host of an address without `www.`, or nothing."""
    return site_of(url).partition("/")[0]


def web(url: object) -> str:
    """An address of the Web, or nothing."""
    return url if isinstance(url, str) and url.startswith(("http://", "https://")) else ""


def commenter(email: str, name: str) -> str | None:
    """The account of somebody who left an address, or only a name."""
    address, known = email.strip().lower(), " ".join(name.lower().split())
    if "@" in address and " " not in address:
        return f"email:{address}"
    return f"blog:name:{known}" if known else None


def left_alone(path: str, known: Mapping[str, str]) -> str:
    """Why a file is known and not read, or nothing; a pattern matches the whole path or its end."""
    return next((why for glob, why in known.items() if fnmatchcase(f"/{path}", f"*/{glob}")), "")


def start_of(member: Member, size: int = 8192) -> bytes:
    """The first bytes of a file that may hold text; nothing of a picture, nor where it is damaged."""
    return beginning(member, TEXTS, size)


def load_json(member: Member) -> Any:
    """The value in a JSON file.

    Raises:
        ValueError: it cannot be read; the text is one sentence and the next step.
    """
    if member.size > MOST_JSON:
        raise ValueError(
            f"It is larger than {MOST_JSON >> 20} MiB, more than any known export; it was not read."
        )
    try:
        if is_html(member.head(1024)):
            raise ValueError(
                "It is a web page and not data: download the file itself, not the page around it."
            )
        return msgspec.json.decode(member.read().removeprefix(b"\xef\xbb\xbf"))
    except DamagedError as error:
        raise ValueError(f"It is damaged ({error}); download it again.") from error
    except RecursionError as error:
        raise ValueError("It is nested deeper than any known export; it was not read.") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ValueError(
            f"It is damaged or was not downloaded whole ({error}); download it again."
        ) from error


def text_of(value: object) -> str:
    """A text or number as text; anything else is nothing."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else ""


def table_of(value: object) -> dict[str, Any]:
    """An object of JSON, or an empty one where something else stands."""
    return value if isinstance(value, dict) else {}


def list_of(value: object) -> list[Any]:
    """A list of JSON, or an empty one where something else stands."""
    return value if isinstance(value, list) else []
