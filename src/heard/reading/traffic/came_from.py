"""What brought a visit: the channel that its tags, its referrer and the tools' names for both mean, by the table beside this file.

>>> channel_of(referrer="https://lnkd.in/dXyz"), channel_of(source="newsletter", medium="email"), channel_of(source="google", medium="cpc")
('linkedin', 'email', 'paid search')
>>> channel_of(), channel_of(source="Podcast"), channel_of(referrer="https://forum.example/t/12")
('direct', 'podcast', 'referral')
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from urllib.parse import urlsplit

from heard.reading.csv import fold

LONGEST = 40
"""Letters of a channel's name that a link made up: whoever writes a link can put anything there."""
PAID = frozenset({"paid search", "paid social"})


@dataclass(frozen=True, slots=True)
class Table:
    """The table of channels, turned round."""

    hosts: dict[str, str]
    names: dict[str, str]
    media: dict[str, str]
    clicks: dict[str, str]


@cache
def table() -> Table:
    """What is written in came_from.toml."""
    said = tomllib.loads((files("heard.reading.traffic") / "came_from.toml").read_text("utf-8"))
    media, clicks = said.pop("media"), said.pop("clicks")
    return Table(
        hosts={host: channel for channel, each in said.items() for host in each.get("hosts", ())},
        names={name: channel for channel, each in said.items() for name in each["names"]},
        media={fold(name): channel for channel, names in media.items() for name in names},
        clicks=clicks,
    )


def channel_of(*, source: str = "", medium: str = "", referrer: str = "", click: str = "") -> str:
    """The channel of a visit: what its tags say counts before what an advertiser's click says, and that before the referrer.

    Args:
        source: utm_source, or what a tool calls the source: a name or a host.
        medium: utm_medium.
        referrer: the page before, as an address; that of the site itself is left empty.
        click: the name of a parameter that a network adds to its links.
    """
    source = source.strip()
    by_source = _named(source)
    by_medium = table().media.get(fold(medium), "")
    if by_source == "search" and by_medium in PAID:
        return "paid search"
    if by_source == "unknown" and not (by_medium or click or referrer):
        return "unknown"
    if by_source not in {"", "unknown"}:
        return by_source
    if by_medium and (by_medium != "referral" or not source):
        return by_medium
    if source and by_source != "unknown":
        own = " ".join(source.casefold().split())
        return "referral" if "." in own or by_medium == "referral" else own[:LONGEST]
    by_click = table().clicks.get(click.lower(), "")
    if by_click in PAID or not referrer:
        return by_click or "direct"
    return _of_host(host_of(referrer)) or by_click or "referral"


def host_of(address: str) -> str:
    """The host of an address, without ``www.``; empty where there is none. Apps name themselves, as in android-app://com.slack/."""
    try:
        host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    except ValueError:
        return ""
    return host.lower().rstrip(".").removeprefix("www.")


def _named(source: str) -> str:
    """The channel of a source that is a name, or a host that tools give in its place."""
    return table().names.get(fold(source), "") or (_of_host(host_of(source)) if "." in source else "")


@lru_cache(1 << 14)
def _of_host(host: str) -> str:
    """The channel of a host, by the most of its end that the table knows."""
    known, parts = table().hosts, host.split(".")
    if 2 <= len(parts) <= 3 and f"{parts[0]}.*" in known:
        return known[f"{parts[0]}.*"]
    return next((known[end] for start in range(len(parts)) if (end := ".".join(parts[start:])) in known), "")
