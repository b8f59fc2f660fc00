r"""Lines of a web server's access log, in the common and the combined format, with or without the host before them.

    198.51.100.7 - - [02/Mar/2026:08:14:05 +0100] "GET /guide/?utm_source=x HTTP/2.0" 200 5120 "https://t.co/a" "Mozilla/5.0 …"

Apache writes a quote within a field as ``\"`` and other bytes as ``\xHH``, nginx writes both as ``\xHH``. A member may be gzipped.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

from heard.model import micros
from heard.reading.archive import MAX_RATIO, RATIO_MATTERS_ABOVE, DamagedError, Member

LINE = re.compile(
    rb"(?:(?P<vhost>[\w.-]+)(?::\d+)? (?=[0-9A-Fa-f]*[.:]))?(?P<client>[0-9A-Fa-f.:]{3,45}|[\w.-]+) \S+ [^\[\"]{0,80}? ?"
    rb"\[(?P<day>\d\d/[A-Z][a-z]{2}/\d{4}):(?P<time>\d\d:\d\d:\d\d) (?P<zone>[+-]\d{4})\] "
    rb'"(?P<request>(?:[^"\\]|\\.)*)" (?P<status>\d{3}) (?:\d+|-)'
    rb'(?: "(?P<referrer>(?:[^"\\]|\\.)*)" "(?P<agent>(?:[^"\\]|\\.)*)")?.*'
)
S3 = re.compile(
    rb"[0-9a-f]{64} (?P<vhost>[\w.-]+) \[(?P<day>\d\d/[A-Z][a-z]{2}/\d{4}):(?P<time>\d\d:\d\d:\d\d) (?P<zone>[+-]\d{4})\] "
    rb'(?P<client>\S+) \S+ \S+ \S+ \S+ "(?P<request>(?:[^"\\]|\\.)*)" (?P<status>\d{3}) \S+ \S+ \S+ \S+ \S+ '
    rb'"(?P<referrer>(?:[^"\\]|\\.)*)" "(?P<agent>(?:[^"\\]|\\.)*)".*'
)
"""Of a site that lies in a bucket of Amazon's S3; the bucket is named as the site is."""
ESCAPED = re.compile(rb"\\(?:x([0-9A-Fa-f]{2})|(.))")
MONTHS = {
    month: number
    for number, month in enumerate(
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], start=1
    )
}
LONGEST = 1 << 16
"""Bytes of a line; servers refuse requests that are longer."""
BLOCK = 1 << 18
GZIP = b"\x1f\x8b"
WITHIN = 16_384
"""Bytes from the top by which a log is known."""
LOOKED_AT = 20
"""Lines among them."""


@dataclass(frozen=True, slots=True)
class Request:
    """One line, as far as it is looked at."""

    client: bytes
    vhost: str
    day: date
    """Where the server stands."""
    at_us: int
    """[us since 1970, UTC]."""
    method: str
    target: str
    status: int
    referrer: str
    agent: str | None
    """What the browser calls itself; None in the common format, which does not keep it."""


def parsed(line: bytes) -> Request | None:
    """The request that a line tells of, or None where it is no line of such a log."""
    return _request(LINE.fullmatch(line))


def parsed_s3(line: bytes) -> Request | None:
    """The same of a line of S3."""
    return _request(S3.fullmatch(line))


def _request(found: re.Match[bytes] | None) -> Request | None:
    if found is None:
        return None
    try:
        day, midnight_us = _day(found["day"], found["zone"])
    except (KeyError, ValueError):
        return None
    clock = found["time"]
    seconds = int(clock[:2]) * 3600 + int(clock[3:5]) * 60 + int(clock[6:8])
    method, _, rest = _plain(found["request"]).partition(" ")
    return Request(
        client=found["client"], vhost=(found["vhost"] or b"").decode("ascii", "replace").lower(), day=day,
        at_us=midnight_us + seconds * 1_000_000, method=method, target=rest.partition(" ")[0], status=int(found["status"]),
        referrer=_said(found["referrer"]), agent=None if found["agent"] is None else _said(found["agent"]),
    )  # fmt: skip


@lru_cache(64)
def _day(day: bytes, zone: bytes) -> tuple[date, int]:
    """A day as the log writes it, and its midnight [us since 1970, UTC]."""
    written = day.decode()
    on = date(int(written[7:]), MONTHS[written[3:6]], int(written[:2]))
    offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[3:5])) * (-1 if zone[:1] == b"-" else 1)
    return on, micros(datetime(on.year, on.month, on.day, tzinfo=timezone(offset)))


def _said(field: bytes | None) -> str:
    return "" if field in {None, b"-"} else _plain(field or b"")


def _plain(field: bytes) -> str:
    """A field without the escapes of the server."""
    if b"\\" in field:
        field = ESCAPED.sub(lambda found: bytes([int(found[1], 16)]) if found[1] else found[2], field)
    return field.decode("utf-8", "replace")


def head_lines(member: Member) -> list[bytes]:
    """The first lines of a file, unzipped where it is zipped; none where it is damaged."""
    try:
        head = member.head(WITHIN)
        if head.startswith(GZIP):
            head = zlib.decompressobj(31).decompress(head, WITHIN)
    except (DamagedError, zlib.error):
        return []
    lines = [line.rstrip(b"\r") for line in head.split(b"\n")[:LOOKED_AT] if line.strip()]
    if len(lines) > 1 and len(head) >= WITHIN:
        lines.pop()  # it may be cut
    return lines


def lines(member: Member) -> Iterator[bytes]:
    """Every line, unzipped where the file is zipped; one that is too long comes cut.

    Raises:
        DamagedError: it breaks off, or unpacks to more than a log does; what came before was given.
    """
    rest = b""
    for block in _blocks(member):
        *whole, rest = (rest + block).split(b"\n")
        yield from whole
        if len(rest) > LONGEST:
            yield rest[:LONGEST]
            rest = b""
    if rest:
        yield rest


def _blocks(member: Member) -> Iterator[bytes]:
    """What the file holds, in pieces."""
    zipped = member.head(2) == GZIP
    with member.open() as stream:
        if not zipped:
            while block := stream.read(BLOCK):
                yield block
            return
        given, unzipped = 0, gzip.GzipFile(fileobj=stream)
        try:
            while block := unzipped.read1(BLOCK):
                given += len(block)
                if given > max(RATIO_MATTERS_ABOVE, MAX_RATIO * member.size):
                    raise DamagedError("it unpacks to hundreds of times its size")
                yield block
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise DamagedError(str(error)) from error
