"""A web server's access log, gzipped or not: Apache, nginx and all that write the common or the combined format, IIS, Caddy, Traefik.

    198.51.100.7 - - [02/Mar/2026:08:14:05 +0100] "GET /guide/?utm_source=x HTTP/2.0" 200 5120 "https://t.co/a" "Mozilla/5.0 …"
    larkfield.example:443 198.51.100.7 - - [02/Mar/2026:08:14:05 +0100] "GET / HTTP/1.1" 200 811 "-" "Mozilla/5.0 …"
    2026-03-02 07:14:05 10.0.0.4 GET /guide/ utm_source=x 443 - 198.51.100.7 Mozilla/5.0+… https://t.co/a 200      (below #Fields:)
    {"ts": 1772435645.5, "request": {"client_ip": "198.51.100.7", "method": "GET", "uri": "/guide/", …}, "status": 200, …}

IIS and CloudFront name their fields in the file, S3 has its own format, and Caddy, Traefik, nginx and Apache may write an object a line.

Heard counts visits: pages that one address and browser asked for without a pause of half an hour. A visit belongs to what brought
it: the utm tags of the link, else the page before. No address is stored, and no hash of one. Robots are left out by what they call
themselves and by what they do, and are counted. Rotated logs are read in the order of their days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from operator import itemgetter

from heard.model import EPOCH, Export, FileSeen, Problem, Record
from heard.reading.archive import Archive, DamagedError, Member
from heard.reading.traffic.log_fields import kept_by_others, reader_of
from heard.reading.traffic.log_lines import GZIP, Request, lines
from heard.reading.traffic.sessions import Sessions
from heard.reading.web.count import Count
from heard.reading.web.parts import COMPUTERS_OWN, left_alone

TITLE = "Access log"
CHANNEL = ""
WAIT_DAYS = 0
HOW_TO_GET_IT = (
    "On your own server: /var/log/nginx/access.log* or /var/log/apache2/access.log*; of IIS C:\\inetpub\\logs\\LogFiles. At a web host: the control panel > Logs > Raw "
    "access. Most keep two weeks: fetch them now, and again every two weeks. Add all of them together, as a folder."
)
BLIND = (
    "It holds counts, no people. Who reads a page out of a cache is not in it. Several people behind one address with the same browser "
    "are one visitor, and some robots pass for people. Apps open links without saying where they came from: such a visit is called "
    "direct. A visit is no talk."
)
BESIDE = "What others did there: a contact form or an order that came of a visit stands in deals (deals)."
NOT_SEEN = "Logs of IIS, CloudFront, S3 and of servers that write JSON: they were written after what their makers say."
FILES = {"access.log*": "visits, and what brought them"}
LEFT_ALONE = {
    **dict.fromkeys(("error.log*", "*error_log*"), "what went wrong on the server"),
    "log of a load balancer": "it keeps no page before; take the log of the web server behind it",
    **COMPUTERS_OWN,
}

ENDINGS = (".log", ".gz", ".txt")
READ_BACK = 1 << 16
"""Bytes at the end of a log in which its last lines are looked for."""
LOOKED_AT = 50
"""Lines from the top among which the first is looked for that can be read."""
REMARK = (b"#", b"\xef\xbb\xbf#")
Reader = Callable[[bytes], Request | None]


def recognise(archive: Archive) -> Export | None:
    """Files most of whose first lines are those of an access log."""
    ours = [(member, reader) for member in archive.members if (reader := _reader(member))]
    if not ours:
        others = any(_may_be_ours(member) and kept_by_others(member) for member in archive.members)
        return Export(source="accesslog") if others else None
    last_us = max(
        (found.at_us for member, reader in ours for line in _ends(member, reader) if (found := reader(line))),
        default=None,
    )
    taken = None if last_us is None else EPOCH + timedelta(microseconds=last_us)
    return Export(source="accesslog", taken_at=taken)


def read(archive: Archive, _export: Export) -> Iterator[Record]:
    """The visits that all files together tell of."""
    logs = sorted(
        (
            (_first(member, reader), member.path, member, reader)
            for member in archive.members
            if (reader := _reader(member))
        ),
        key=itemgetter(0, 1),
    )
    sessions = Sessions()
    told: list[Count] = []
    before = b""
    for (_, line, _), path, member, reader in logs:
        if line and line == before:
            yield FileSeen(
                path=path, status="known", what="it begins as the log before it does, which was read"
            )
        else:
            told.append(Count(path, FILES["access.log*"]))
            yield from _log(member, reader, sessions, told[-1])
        before = line
    counts = sessions.counts()
    if sessions.robots and told:
        told[-1].left_out["visits of robots that do not say so"] = sessions.robots
    if sessions.bare and told:
        why = (
            f"Lines that keep neither the browser nor the page before: {sessions.bare:,}. Of these robots pass for people, and only tags "
            "say what brought a visit. Let the server write the combined format."
        )
        yield Problem(path=told[-1].path, why=why)
    for each in told:
        yield from each.end(failed=each.bad > 0 and not each.rows)
    for member in archive.members:
        if not any(member.path == path for _, path, _, _ in logs):
            yield from _other(member)
    for site in counts:
        yield from site.told()


def _may_be_ours(member: Member) -> bool:
    name = member.name.lower()
    return name.endswith(ENDINGS) or "." not in name or "log" in name


def _reader(member: Member) -> Reader | None:
    return reader_of(member) if _may_be_ours(member) else None


def _first(member: Member, reader: Reader) -> tuple[int, bytes, int]:
    """When a log begins [us since 1970, UTC], its first line, and its size, so that of two that begin alike the larger comes first."""
    try:
        for line, _ in zip(lines(member), range(LOOKED_AT), strict=False):
            if found := reader(line.rstrip(b"\r")):
                return found.at_us, line.rstrip(b"\r"), -member.size
    except DamagedError:
        pass
    return 0, b"", -member.size


def _ends(member: Member, reader: Reader) -> list[bytes]:
    """The last lines of a log; of one that is zipped the first, since a zipped log has stopped growing."""
    end = member.head(READ_BACK)
    if not end.startswith(GZIP):
        with member.open() as stream:
            while block := stream.read(1 << 20):
                end = (end + block)[-READ_BACK:]
    else:
        end = _first(member, reader)[1]
    return [line.rstrip(b"\r") for line in end.split(b"\n")]


def _log(member: Member, reader: Reader, sessions: Sessions, count: Count) -> Iterator[Record]:
    """One file; what breaks off is read as far as it goes."""
    try:
        for number, line in enumerate(lines(member), start=1):
            request = reader(line.rstrip(b"\r"))
            if request is None:
                if line.startswith(REMARK):
                    count.left_out["lines about the log itself"] += 1
                elif line.strip():
                    yield from count.problem("This line is not one of an access log.", number)
            elif what := sessions.take(request):
                count.left_out[what] += 1
            else:
                count.rows += 1
    except DamagedError as error:
        count.bad += not count.rows
        yield Problem(
            path=member.path, why=f"It breaks off or is damaged ({error}); what came before was read."
        )


def _other(member: Member) -> Iterator[Record]:
    if why := left_alone(member.path, LEFT_ALONE):
        yield FileSeen(path=member.path, status="known", what=why)
    elif _may_be_ours(member) and kept_by_others(member):
        kept = "log of a load balancer"
        yield Problem(path=member.path, why=f"This is the {kept}: {LEFT_ALONE[kept]}.")
        yield FileSeen(path=member.path, status="known", what=f"{kept}: {LEFT_ALONE[kept]}")
    else:
        yield FileSeen(
            path=member.path, status="unknown", what="not an access log in a format that Heard knows"
        )
