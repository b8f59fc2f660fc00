r"""Access logs whose lines name their fields: W3C (IIS, CloudFront), and an object a line (Caddy, Traefik, nginx and Apache in JSON).

    #Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status
    2026-03-02 07:14:05 10.0.0.4 GET /guide/ utm_source=x 443 - 198.51.100.7 Mozilla/5.0+(X11) https://t.co/a 200

    {"ts":1772435645.5,"request":{"client_ip":"198.51.100.7","method":"GET","host":"larkfield.example","uri":"/","headers":{…}},"status":200}

W3C keeps UTC; IIS writes a space as ``+``, CloudFront as ``%20``. The names in an object of nginx and Apache are what its owner chose.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote

import msgspec

from heard.model import micros
from heard.reading.archive import Member
from heard.reading.csv import fold
from heard.reading.traffic.log_lines import Request, head_lines, parsed, parsed_s3

W3C = {
    "client": ("xforwardedfor", "csxforwardedfor", "cip"),
    "host": ("xhostheader", "cshost"),
    "method": ("csmethod",),
    "path": ("csuristem",),
    "query": ("csuriquery",),
    "status": ("scstatus",),
    "referrer": ("csreferer",),
    "agent": ("csuseragent",),
    "day": ("date",),
    "clock": ("time",),
}
"""Folded names in ``#Fields:``, by what they hold; the first that says something counts."""
OBJECT = {
    "client": ("httpxforwardedfor", "xforwardedfor", "clientip", "clienthost", "remoteaddr", "remoteip", "remotehost", "ip", "clientaddr"),
    "host": ("requesthost", "httphost", "host", "vhost", "servername"),
    "method": ("requestmethod", "method"),
    "path": ("requesturi", "requestpath", "uri", "url", "path"),
    "query": ("querystring", "args", "query"),
    "request": ("request", "requestline"),
    "status": ("downstreamstatus", "status", "statuscode"),
    "referrer": ("requestreferer", "httpreferer", "httpreferrer", "referer", "referrer"),
    "agent": ("requestuseragent", "httpuseragent", "useragent", "agent"),
    "at": ("startutc", "ts", "timeiso8601", "timelocal", "msec", "timestamp", "time", "date", "createdat", "eventdatetime"),
}  # fmt: skip
"""Folded names in an object, in the same way."""
NEEDED = {"client", "method", "path", "status"}
NOT_SAID = {"", "-", "REDACTED"}
NUMBER = re.compile(r"\d{10}(?:\d{3})?(?:\.\d{1,9})?")
SECONDS = 10**11
"""Seconds since 1970 stay below, milliseconds do not."""
BALANCER = re.compile(
    rb"(?:(?:https?|h2|grpcs?|wss?) )?\d{4}-\d\d-\d\dT[\d:.]+Z \S+ \S+:\d+ (?:\S+:\d+|-) -?\d|.{0,99}haproxy\[\d+\]: "
)
"""A line of Amazon's balancers, or of HAProxy."""
PORT = re.compile(r"(?:\[(.+)\]|([^:]+)):\d+")


@dataclass(slots=True)
class Fields:
    """The lines of a W3C log below the last ``#Fields:``."""

    names: tuple[str, ...] = ()
    day: str = ""
    """What ``#Date:`` says, for logs that keep only the time of day."""

    def directive(self, line: bytes) -> str:
        """The name of a directive, which is remembered; empty where the line is none."""
        if not line.startswith((b"#", b"\xef\xbb\xbf#")):
            return ""
        name, _, said = line.decode("utf-8-sig", "replace")[1:].partition(":")
        if name.casefold() == "fields":
            self.names = tuple(fold(field) for field in said.split())
        elif name.casefold() == "date":
            self.day = said.strip()[:10]
        return name.casefold() or "remark"

    def parsed(self, line: bytes) -> Request | None:
        """The request that a line tells of, or None; a directive is remembered."""
        if self.directive(line):
            return None
        text = line.decode("utf-8", "replace").strip("\r ")
        tabs = "\t" in text
        cells = text.split("\t" if tabs else " ")
        if not self.names or len(cells) != len(self.names):
            return None
        said = _named(dict(zip(self.names, cells, strict=True)), W3C)
        try:
            at = datetime.fromisoformat(f"{said.get('day') or self.day}T{said['clock']}+00:00")
            return _request(said, at, unquote if tabs else _pluses)
        except (KeyError, ValueError):
            return None


def parsed_object(line: bytes) -> Request | None:
    """The request that an object tells of, or None."""
    try:
        found = msgspec.json.decode(line)
        if not isinstance(found, dict):
            return None
        said = _named(_flat(found), OBJECT)
        if "request" in said:
            method, _, rest = said["request"].partition(" ")
            said = {"method": method, "path": rest.partition(" ")[0], **said}
        if "?" in said.get("path", ""):
            said.pop("query", None)
        return _request(said, _moment(said["at"]), str)
    except (KeyError, ValueError, OverflowError, OSError, RecursionError):
        return None


def reader_of(member: Member) -> Callable[[bytes], Request | None] | None:
    """What reads the lines of a log, chosen by its first lines; None where they are of no log that Heard knows."""
    lines = head_lines(member)
    fields = Fields()
    found = [fields.parsed(line) for line in lines if not fields.directive(line)]
    if fields.names:
        is_web = {*W3C["method"], *W3C["path"]} <= {*fields.names}
        return fields.parsed if is_web and 2 * sum(map(bool, found)) >= len(found) else None
    return next((each for each in (parsed, parsed_s3, parsed_object) if _most(each, lines)), None)


def kept_by_others(member: Member) -> bool:
    """Whether most of the first lines are those of a load balancer, which keeps no page before."""
    lines = head_lines(member)
    return 2 * sum(BALANCER.match(line) is not None for line in lines) > len(lines)


def _most(reader: Callable[[bytes], Request | None], lines: list[bytes]) -> bool:
    """Whether most of some lines can be read."""
    return 2 * sum(reader(line) is not None for line in lines) > len(lines)


def _flat(found: Mapping[str, Any]) -> dict[str, str]:
    """The cells of an object by folded name; of Caddy's request, which holds the rest, each by its own, and of a list the first."""
    flat: dict[str, str] = {}
    for name, value in found.items():
        first = value[0] if isinstance(value, list) and value else value
        if isinstance(first, dict):
            if fold(name) in {"request", "headers"}:
                flat |= _flat(first)
            if fold(name) == "headers":
                flat.setdefault("useragent", "")
        elif isinstance(first, str | int | float) and not isinstance(first, bool):
            flat[fold(name)] = str(first)
    return flat


def _named(cells: Mapping[str, str], names: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """What is said, by what it is; of an agent also that it is kept and empty."""
    said: dict[str, str] = {}
    for meaning, folded in names.items():
        present = [cells[name] for name in folded if name in cells]
        value = next((cell for cell in present if cell not in NOT_SAID), None)
        if value is not None:
            said[meaning] = value
        elif meaning == "agent" and any(cell != "REDACTED" for cell in present):
            said[meaning] = ""
    return said


def _request(said: Mapping[str, str], at: datetime, plain: Any) -> Request:
    """The request of a line.

    Raises:
        ValueError: something is missing or no number.
    """
    if not said.keys() >= NEEDED:
        raise ValueError("does not say who asked for what")
    client = said["client"].partition(",")[0].strip()
    host = said.get("host", "").lower()
    query = said.get("query", "").removeprefix("?")
    return Request(
        client=(_without_port(client)).encode("utf-8", "replace"), vhost=_without_port(host), day=at.date(), at_us=micros(at),
        method=said["method"], target=f"{said['path']}?{query}" if query else said["path"], status=int(said["status"]),
        referrer=plain(said.get("referrer", "")), agent=plain(said["agent"]) if "agent" in said else None,
    )  # fmt: skip


def _without_port(address: str) -> str:
    found = PORT.fullmatch(address)
    return (found[1] or found[2]) if found else address


def _pluses(cell: str) -> str:
    """As IIS writes a header: a space is a plus."""
    return cell.replace("+", " ")


def _moment(text: str) -> datetime:
    """When it was: since 1970, as 2026-03-02T08:14:05+01:00, or as 02/Mar/2026:08:14:05 +0100.

    Raises:
        ValueError: it is none of these, or names no zone.
    """
    if NUMBER.fullmatch(text):
        seconds = float(text)
        return datetime.fromtimestamp(seconds if seconds < SECONDS else seconds / 1000, UTC)
    at = datetime.strptime(text, "%d/%b/%Y:%H:%M:%S %z") if text[2:3] == "/" else datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("names no zone")
    return at
