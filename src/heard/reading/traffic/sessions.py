"""Visits to a web site from the requests of its log: who asks again within half an hour is still the same visit.

A client is an address and a browser, kept as a salted hash while the log is read and not longer; of an IPv6 address the half that
names the line and not the device. Robots are out by what they call themselves and by what they do, and are counted. A visit
belongs to what brought its first page: the tags of the link, else the page before.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from urllib.parse import parse_qsl, unquote

from heard.reading.traffic.came_from import channel_of, host_of, table
from heard.reading.traffic.counts import Counts
from heard.reading.traffic.log_lines import Request

GAP_US = 30 * 60 * 1_000_000
"""A visit ends after so long without a page [us]: the convention of all who count visits."""
DAY_US = 86_400_000_000
MOST_PAGES = 200
"""Nobody reads so many pages in one visit: a convention."""
MOST_REFUSED = 10
"""Who asks for so many pages that do not exist, and for more of them than of real ones, is searching for a way in."""
ROBOT = re.compile(
    r"(?<!cu)bot\b|bot[/;_-]|crawl|spider|slurp|preview|monitor|scan|probe|fetch|feed|\brss\b|uptime|pingdom|lighthouse|headless|phantomjs"
    r"|selenium|validator|archive|externalhit|externalagent|whatsapp/|cardyb|mastodon/|pleroma|misskey|embedly|vkshare|snippet|curl|wget"
    r"|python|\bperl\b|\bruby\b|^java|go-http|okhttp|httpclient|http-client|axios|node-fetch|undici|libwww|^mozilla/5\.0$|^\W*$",
    re.IGNORECASE,
)
"""What robots call themselves, the fetchers of previews among them: they come the second a link is posted."""
PART = re.compile(
    r"\.(?:css|m?js|map|png|jpe?g|gif|webp|avif|svg|ico|bmp|woff2?|ttf|otf|eot|mp[34]|webm|ogg|xml|rss|atom|txt|json|webmanifest)$"
    r"|/(?:feed|rss)/?$|^/(?:wp-json|wp-cron|cgi-bin|\.well-known)\b",
    re.IGNORECASE,
)
"""What belongs to a page or is read by machines, and is no page."""
REFERRED = re.compile(r"\.(?:css|m?js|png|jpe?g|gif|webp|svg|woff2?)$", re.IGNORECASE)
"""Parts that a page of the same site asks for as a rule: the page before them names the site."""
Arrival = tuple[date, str, str, str, str, str, str, str]
"""Day, host asked, host before, source, medium, campaign, click and page."""


@dataclass(slots=True)
class Client:
    """Somebody, while the log is read."""

    last_us: int
    pages: int = 0
    refused: int = 0
    robot: bool = False
    asked: int = 0
    """Pages, all together."""
    visits: list[Arrival] = field(default_factory=list)


@dataclass(slots=True)
class Sessions:
    """The visits of a log."""

    salt: bytes = field(default_factory=lambda: secrets.token_bytes(16), repr=False)
    clients: dict[bytes, Client] = field(default_factory=dict, repr=False)
    arrivals: Counter[Arrival] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    bare: int = 0
    """Requests of which the log does not keep the browser and the page before."""
    robots: int = 0
    """Visits of robots that did not say that they are."""
    hosts: Counter[str] = field(default_factory=Counter)
    """Hosts that pages lie on, by the parts of pages that were asked from there."""
    asked: set[str] = field(default_factory=set)
    """Hosts that were asked."""
    began_us: dict[date, int] = field(default_factory=dict)
    last_us: int = 0
    swept_us: int = 0

    def take(self, request: Request) -> str:
        """Take one request; what it is if it is no page, or nothing."""
        at_us = request.at_us
        self.began_us.setdefault(request.day, at_us)
        self.last_us = max(self.last_us, at_us)
        if at_us - self.swept_us > DAY_US:
            self._sweep(at_us - DAY_US)
            self.swept_us = at_us
        if request.vhost:
            self.asked.add(request.vhost.removeprefix("www."))
        if not request.method.isalpha():
            return "no requests, but noise"
        if request.agent is None:
            self.bare += 1
        elif _is_robot(request.agent):
            return "requests of robots that say so"
        client = self._client(request)
        path, _, query = request.target.partition("?")
        if path == "/robots.txt":
            client.robot = True
        if REFERRED.search(path) and request.referrer:
            self.hosts[host_of(request.referrer)] += 1
        if request.method != "GET":
            return "requests that are not for a page"
        if PART.search(path):
            return "parts of pages"
        if 300 <= request.status < 400 and request.status != 304:
            return "requests that were sent elsewhere"
        if request.status >= 400 or request.status < 200:
            client.refused += 1
            return "requests that failed"
        self._page(client, request, path, query)
        return ""

    def _client(self, request: Request) -> Client:
        line = b":".join(request.client.split(b":")[:4])
        name = hashlib.blake2b(
            line + b"\0" + (request.agent or "").encode("utf-8", "replace"), digest_size=12, key=self.salt
        ).digest()
        return self.clients.setdefault(name, Client(request.at_us - 2 * GAP_US))

    def _page(self, client: Client, request: Request, path: str, query: str) -> None:
        if request.at_us - client.last_us > GAP_US:
            source, medium, campaign, click = tags(query) if "=" in query else ("", "", "", "")
            before = host_of(request.referrer) if request.referrer else ""
            client.visits.append(
                (request.day, request.vhost, before, source, medium, campaign, click, plain(path))
            )
            client.pages = 0
        client.last_us = max(client.last_us, request.at_us)
        client.pages += 1
        client.asked += 1
        client.robot = client.robot or client.pages > MOST_PAGES

    def _sweep(self, before_us: int) -> None:
        """Count the visits of those who have not come back, and forget them."""
        for name in [name for name, client in self.clients.items() if client.last_us < before_us]:
            client = self.clients.pop(name)
            if client.robot or (client.refused >= MOST_REFUSED and client.refused > client.asked):
                self.robots += len(client.visits)
            else:
                self.arrivals.update(client.visits)

    def counts(self) -> list[Counts]:
        """What brought the visits, by the host that was visited; everybody is forgotten."""
        self._sweep(self.last_us + 4 * DAY_US)
        likely = next(iter(self.hosts.most_common(1)), ("", 0))[0]
        own = {*self.asked, likely} - {""}
        found: dict[str, Counts] = {}
        for (day, vhost, before, source, medium, campaign, click, page), number in self.arrivals.items():
            site = vhost.removeprefix("www.")
            into = found.setdefault(site, Counts(site, "tags and referrer"))
            into.parts = {each: f" from {_clock(at_us)}" for each, at_us in self.began_us.items()}
            channel = channel_of(
                source=source, medium=medium, click=click, referrer="" if before in own else before
            )
            into.add(day, day, channel, "visits", number, page=page, campaign=campaign)
        return list(found.values())


@lru_cache(1 << 14)
def _is_robot(agent: str) -> bool:
    return bool(ROBOT.search(agent))


def tags(query: str) -> tuple[str, str, str, str]:
    """Source, medium and campaign that a link bears, and the parameter that a network added to it."""
    try:
        said = {name.lower(): value.strip() for name, value in parse_qsl(query, max_num_fields=60)}
    except ValueError:
        return "", "", "", ""
    source = said.get("utm_source") or said.get("ref") or said.get("source") or ""
    click = next((name for name in table().clicks if name in said), "")
    return source, said.get("utm_medium", ""), said.get("utm_campaign", ""), click


def plain(path: str) -> str:
    """The path of a page without what might name a person: addresses, and codes that only one of them was sent.

    >>> plain("/news/ada@acme.example"), plain("/reset/9f86d081884c7d659a2feaa0c55ad015"), plain("/guide/bearings/")
    ('/news/…', '/reset/…', '/guide/bearings/')
    """
    return "/".join("…" if _may_name(unquote(part)) else part for part in path.split("/"))


def _may_name(part: str) -> bool:
    return (
        "@" in part
        or len(part) > 80
        or (len(part) >= 16 and "-" not in part and sum(map(str.isdigit, part)) >= 4)
    )


def _clock(at_us: int) -> str:
    """The time of day [UTC], as it stands in a key."""
    seconds = at_us // 1_000_000 % 86_400
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
