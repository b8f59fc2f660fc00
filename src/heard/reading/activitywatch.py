"""ActivityWatch's events as hours of a day by program and web site.

Three watchers look at the same minutes: one at the window in front, one at the tab of a browser, one at whether anybody is there. So
their times are never added: the tab says which site the browser showed while it was in front, and the third which of all that counts.

>>> sorted(cut([(0, 10, "firefox"), (20, 30, "code")], [(5, 25, "")]))
[(5, 10, 'firefox'), (20, 25, 'code')]
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlsplit

import msgspec

from heard.model import EPOCH, micros
from heard.reading.hours import app_in, by_day, domain_in
from heard.reading.json_records import DECODING, MARK, parsed

Stretch = tuple[int, int, str]
"""Start and end [us since 1970, UTC], and what was to be seen."""
EVENT = re.compile(rb'\{\s*"(?:id|timestamp)"\s*:')
EVENTS = re.compile(rb'"events"\s*:\s*(?=\[)')
TYPE = re.compile(rb'"type"\s*:\s*"([\w.-]{1,80})"')
HOST = re.compile(rb'"hostname"\s*:\s*"([^"\\]{0,200})"')
NAME = re.compile(rb'"(?:id|client)"\s*:\s*"([^"\\]{1,200})"')
BROWSER = re.compile(
    r"(?<![a-z])(?:ms|google|microsoft)?"
    r"(firefox|librewolf|waterfox|chromium|chrome|brave|edge|vivaldi|opera|safari|arc|zen|orion)(?![a-z])",
    re.IGNORECASE,
)
"""Programs whose window shows web sites, in their own names and in those of their watchers."""
LONGEST = 366 * 86_400
"""Seconds of an event; longer ones are of a broken clock."""
LATEST = micros(datetime(2100, 1, 1, tzinfo=UTC))
"""The same of moments before 1970 or from here on [us since 1970, UTC]."""
SEEN_BY = {"currentwindow": "app", "afkstatus": "status", "web.tab.current": "url"}
"""The three kinds of watchers, and the field of an event that says what was to be seen."""
NOBODY = {"", "unknown"}
"""Hosts of watchers that do not know theirs, as browsers' were for years."""


class Data(msgspec.Struct):
    """What a watcher saw. Titles are never decoded."""

    app: str | None = None
    url: str | None = None
    status: str | None = None
    incognito: bool | None = None


class Event(msgspec.Struct):
    """A stretch of time."""

    timestamp: datetime
    duration: float
    """[s]"""
    data: Data = msgspec.field(default_factory=Data)


class _Bucket(msgspec.Struct):
    events: msgspec.Raw
    type: str = ""
    hostname: str | None = ""
    client: str | None = ""


class _Export(msgspec.Struct):
    buckets: dict[str, _Bucket]


@dataclass(slots=True)
class Bucket:
    """The events of one watcher on one computer."""

    name: str
    kind: str
    host: str
    events: list[Event] = field(default_factory=list)
    bad: list[tuple[int, str]] = field(default_factory=list)
    """Line, and why an event cannot be read."""


def buckets(content: bytes) -> list[Bucket]:
    """Every bucket of an export; where the file is broken, every event that can be made out.

    Raises:
        ValueError: nothing of it can.
    """
    content = content.removeprefix(MARK)
    try:
        whole = msgspec.json.decode(content, type=_Export, strict=False).buckets
    except DECODING:
        found = list(_broken(content))
        if not found:
            raise ValueError("it holds no bucket with events") from None
        return found
    return [
        _filled(Bucket(name, each.type, each.hostname or ""), bytes(each.events))
        for name, each in whole.items()
    ]


def _filled(bucket: Bucket, events: bytes) -> Bucket:
    try:
        found = parsed(events, Event, EVENT)
    except DECODING as error:
        bucket.bad.append((1, str(error)))
    else:
        bucket.events, bucket.bad = found.records, found.bad
    return bucket


def _broken(content: bytes) -> Iterator[Bucket]:
    """The buckets of a file that is no whole JSON, each from where its events begin to where the next bucket does."""
    starts = [found.end() for found in EVENTS.finditer(content)]
    before = 0
    for at, start in enumerate(starts):
        following = starts[at + 1] if at + 1 < len(starts) else 0
        about = content[max(before, start - 4096) : start]
        kind, host, name = (_last(pattern, about) for pattern in (TYPE, HOST, NAME))
        end = content.rfind(b"]", start, following) + 1 if following else len(content)
        yield _filled(Bucket(name, kind, host), content[start:end])
        before = end


def _last(pattern: re.Pattern[bytes], content: bytes) -> str:
    found = pattern.findall(content)
    return found[-1].decode("utf-8", "replace") if found else ""


@dataclass(slots=True)
class Watched:
    """All events of an export by kind and computer."""

    windows: defaultdict[str, list[Stretch]] = field(default_factory=lambda: defaultdict(list))
    present: defaultdict[str, list[Stretch]] = field(default_factory=lambda: defaultdict(list))
    """Both what was there and what was not, since each ends the other."""
    tabs: defaultdict[tuple[str, str], list[Stretch]] = field(default_factory=lambda: defaultdict(list))
    """By computer and browser; the browser is empty where the watcher's name does not say it."""

    def take(self, bucket: Bucket) -> Counter[str] | None:
        """Add a bucket; gives how many of its events say too little, by what they lack, or None where it is of another kind."""
        if bucket.kind == "currentwindow":
            self.windows[bucket.host] += _stretches(bucket.events, lambda data: app_in(data.app or ""))
        elif bucket.kind == "afkstatus":
            self.present[bucket.host] += _stretches(bucket.events, lambda data: data.status or "")
        elif bucket.kind == "web.tab.current":
            self.tabs[bucket.host, _browser(bucket.name)] += _stretches(bucket.events, _site)
        else:
            return None
        needed = SEEN_BY[bucket.kind]
        lacking = Counter({needed: sum(getattr(event.data, needed) is None for event in bucket.events)})
        lacking["a sound time"] = sum(_moments(event) is None for event in bucket.events)
        return +lacking

    def unguarded(self) -> list[str]:
        """Computers of which nothing says whether anybody was there."""
        return sorted(host for host in {*self.windows, *self._alone()} if not self._here(host))

    def seconds(self) -> dict[tuple[str, date, str, str], float]:
        """Time by computer, day [UTC], program and site [s]."""
        found: defaultdict[tuple[str, date, str, str], float] = defaultdict(float)
        for host, seen in self.windows.items():
            shown = self._counting(host, one_by_one(seen))
            for start, end, app in shown:
                _add(found, host, start, end, app, "", 1)
            for browser, tabs in self._tabs_of(host).items():
                fronts = [each for each in shown if _browser(each[2]) and browser in {"", _browser(each[2])}]
                for start, end, both in cut(fronts, tabs, joined=True):
                    app, _, site = both.partition("\n")
                    if site:
                        _add(found, host, start, end, app, "", -1)
                        _add(found, host, start, end, app, site, 1)
        for host in self._alone():
            merged = [each for (other, _), tabs in self.tabs.items() if other == host for each in tabs]
            for start, end, site in self._counting(host, one_by_one(merged)):
                _add(found, host, start, end, "", site, 1)
        return {key: seconds for key, seconds in found.items() if seconds > 1e-6 and any(key[2:])}

    def _alone(self) -> set[str]:
        """Computers of which only the tabs are known."""
        return {
            host
            for host, _ in self.tabs
            if host not in self.windows and not (host in NOBODY and self.windows)
        }

    def _here(self, host: str) -> list[Stretch]:
        """When somebody was there; of a watcher without a computer, at any of them."""
        return self.present.get(host) or (
            [each for every in self.present.values() for each in every] if host in NOBODY else []
        )

    def _counting(self, host: str, stretches: list[Stretch]) -> list[Stretch]:
        here = self._here(host)
        if not here:
            return stretches
        return list(cut(stretches, [each for each in one_by_one(here) if each[2] == "not-afk"]))

    def _tabs_of(self, host: str) -> dict[str, list[Stretch]]:
        """The tabs of each browser; one whose watcher does not know its computer may be on any.

        Watchers that do not say their browser are asked only where no other is, so that no minute is told twice.
        """
        found: defaultdict[str, list[Stretch]] = defaultdict(list)
        for (other, browser), tabs in self.tabs.items():
            if other == host or other in NOBODY:
                found[browser] += tabs
        if "" in found and len(found) > 1:
            del found[""]
        return {browser: one_by_one(tabs) for browser, tabs in found.items()}


def one_by_one(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Stretches of which none overlaps the next: of several that begin at once the longest, each cut where another begins."""
    kept: list[Stretch] = []
    for start, end, what in sorted(stretches, key=lambda each: (each[0], -each[1])):
        if end <= start or (kept and kept[-1][0] == start):
            continue
        if kept and kept[-1][1] > start:
            kept[-1] = (kept[-1][0], start, kept[-1][2])
        kept.append((start, end, what))
    return kept


def cut(these: list[Stretch], by: list[Stretch], *, joined: bool = False) -> Iterator[Stretch]:
    """The parts of stretches that lie within others; both in order and without overlaps.

    Args:
        these: what is cut.
        by: what it is cut to.
        joined: say what both showed, on two lines; otherwise what the first did.
    """
    at = 0
    for start, end, what in these:
        while at < len(by) and by[at][1] <= start:
            at += 1
        look = at
        while look < len(by) and by[look][0] < end:
            low, high = max(start, by[look][0]), min(end, by[look][1])
            if low < high:
                yield low, high, f"{what}\n{by[look][2]}" if joined else what
            look += 1


def _add(
    found: defaultdict[tuple[str, date, str, str], float],
    host: str,
    start: int,
    end: int,
    app: str,
    site: str,
    sign: int,
) -> None:
    for day, seconds in by_day(_moment(start), _moment(end)):
        found[host, day, app, site] += sign * seconds


def _moment(at: int) -> datetime:
    return (EPOCH + timedelta(microseconds=at)).replace(tzinfo=None)


def _stretches(events: list[Event], what: Callable[[Data], str]) -> Iterator[Stretch]:
    for event in events:
        if (moments := _moments(event)) and event.duration:
            yield (*moments, what(event.data))


def _moments(event: Event) -> tuple[int, int] | None:
    """Start and end [us since 1970, UTC], or None where a clock was broken; watchers begin with events that last no time."""
    start = micros(event.timestamp if event.timestamp.tzinfo else event.timestamp.replace(tzinfo=UTC))
    if 0 <= event.duration <= LONGEST and 0 <= start < LATEST:
        return start, start + round(event.duration * 1_000_000)
    return None


def _site(data: Data) -> str:
    """The web site of a tab; none of a private window."""
    if data.incognito or not data.url:
        return ""
    try:
        return domain_in(urlsplit(data.url[:2000]).hostname or "")
    except ValueError:
        return ""


def _browser(name: str) -> str:
    """Which browser a program or a watcher belongs to, or nothing."""
    found = BROWSER.search(name)
    return found[1].lower() if found else ""
