"""A calendar as iCalendar: Google, Apple, Outlook, Nextcloud and every other write it.

    BEGIN:VEVENT
    UID:7f3a@larkfield.example
    DTSTART;TZID=Europe/Berlin:20260302T100000
    RRULE:FREQ=WEEKLY;BYDAY=MO
    SUMMARY:Harbour, weekly
    ORGANIZER;CN=Ines Okafor:mailto:ines@larkfield.example
    ATTENDEE;CN=Chi Nguyen;PARTSTAT=ACCEPTED:mailto:chi@harbour.example
    END:VEVENT

A meeting counts when it took place, as far as a calendar knows: before the newest change in the file, not cancelled, and with somebody
else. Repeated meetings are counted one by one for five years back; a changed one of them is an event of its own with the same UID.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from typing import Any

from heard.model import Export, FileSeen, Interaction, Problem, Profile, Record, micros
from heard.reading import csv
from heard.reading.archive import Archive, DamagedError, Member
from heard.reading.beside import stands_alone
from heard.reading.calendars import BEGINS, CALENDAR_HOST, Calendar, Piece, calendars, newest, owner_of
from heard.reading.files import beginning
from heard.reading.meetings import UNREADABLE, Meeting, expand, parse
from heard.reading.web.count import Count
from heard.reading.web.parts import COMPUTERS_OWN, left_alone

TITLE = "Calendar"
CHANNEL = "calendar"
WAIT_DAYS = 0
HOW_TO_GET_IT = (
    "Google: calendar.google.com > Settings > Import & export > Export, a zip at once. Apple: Calendar > File > Export > Export. "
    "Outlook: File > Save Calendar. Nextcloud: the calendar's menu > Export. Out of a Google Takeout with more in it, add the folder "
    "Calendar."
)
BLIND = (
    "Whether a meeting took place is not in it. A calendar holds what was planned: who came, what was said and what was agreed without an "
    "invitation is left out, and Google leaves out guests whose list is hidden. Silence there is not silence."
)
BESIDE = (
    "Your mailbox (mbox), for what was agreed without an invitation, and contacts, for names of the guests."
)
NOT_SEEN = "Any whole export: it was written after the format's description and small samples of it."
FILES = {"*.ics": "events of a calendar"}
LEFT_ALONE = {
    "Takeout/archive_browser.html": "Google's table of contents",
    "*.vcf": "an address book, which is added by itself",
    **COMPUTERS_OWN,
}

ENDINGS = {".ics", ".ical", ".ifb", ".icalendar", ".txt", ""}
MOST_BYTES = 256 << 20
"""A calendar of twenty years has a twentieth of it."""
BACK = timedelta(days=5 * 365 + 2)
"""How far back a repeated meeting is counted, before the newest change."""
NOT_EVENTS = {"VTODO": "tasks", "VJOURNAL": "notes", "VFREEBUSY": "times that are taken"}


@dataclass(slots=True)
class Reading:
    """What holds for all files of an archive."""

    owner: str
    until: datetime
    seen: set[str] = field(default_factory=set)
    """Keys of the meetings that were told: the same one stands in the calendars of several people."""
    names: dict[str, str] = field(default_factory=dict)


def recognise(archive: Archive) -> Export | None:
    """Whether it holds a calendar, and no chat, mailbox or site that has invitations as attachments."""
    ours = [member for member in archive.members if _is_calendar(member)]
    if not ours or not stands_alone(archive, _is_calendar, LEFT_ALONE):
        return None
    texts = [text for member in ours if (text := _text(member)) is not None]
    owner, how = owner_of(texts)
    return Export(
        source="calendar", owner=f"email:{owner}" if owner else "", taken_at=newest(texts), notes=(how,)
    )


def read(archive: Archive, export: Export) -> Iterator[Record]:
    """Every meeting that took place, and who was asked to it."""
    reading = Reading(export.owner, export.taken_at or datetime(1970, 1, 1, tzinfo=UTC))
    for member in archive.members:
        if _is_calendar(member):
            yield from _file(member, reading)
        elif why := left_alone(member.path, LEFT_ALONE):
            yield FileSeen(path=member.path, status="known", what=why)
        elif member.path.lower().endswith((".ics", ".ical")):
            yield Problem(path=member.path, why="It is empty, damaged or no calendar; export it again.")
            yield FileSeen(path=member.path, status="failed", what=FILES["*.ics"])
        else:
            yield FileSeen(
                path=member.path, status="unknown", what="not a file that a calendar's export holds"
            )
    reading.names.setdefault(reading.owner, "")
    for account, name in reading.names.items():
        if account:
            email = account.removeprefix("email:") if account.startswith("email:") else ""
            yield Profile(account=account, name=name, email=email, owner=account == reading.owner)


def _is_calendar(member: Member) -> bool:
    head = beginning(member, ENDINGS, 512)
    return BEGINS.match(csv.decode(head)[0].encode() if head.startswith(csv.UTF_16) else head) is not None


def _text(member: Member) -> str | None:
    """The text of a calendar; nothing where it cannot be unpacked or is too large."""
    try:
        return csv.decode(member.read())[0] if member.size <= MOST_BYTES else None
    except DamagedError:
        return None


def _file(member: Member, reading: Reading) -> Iterator[Record]:
    count = Count(member.path, FILES["*.ics"])
    text = _text(member)
    if text is None:
        why = f"It is damaged or larger than {MOST_BYTES >> 20} MiB and was not read; download it again."
        yield Problem(path=member.path, why=why)
        yield from count.end(failed=True)
        return
    for calendar in calendars(text):
        yield from _calendar(calendar, reading, count)
        if not calendar.whole:
            yield from count.problem("The file breaks off before the calendar's end; export it again.")
    yield from count.end()


def _calendar(calendar: Calendar, reading: Reading, count: Count) -> Iterator[Record]:
    """The events of a calendar, those of the same UID together."""
    zones = [piece.text() for piece in calendar.pieces if piece.kind == "VTIMEZONE" and piece.whole]
    zone = calendar.says("X-WR-TIMEZONE")
    found: list[Meeting] = []
    for piece in calendar.pieces:
        if piece.kind in NOT_EVENTS:
            count.left_out[NOT_EVENTS[piece.kind]] += 1
        elif piece.kind == "VEVENT":
            try:
                meeting = parse(piece, zones, zone)
            except ValueError as error:
                yield from count.problem(f"This event {error}; it was left out.", piece.line)
                continue
            yield from _oddities(meeting, piece, count)
            found.append(meeting)
    by_uid: dict[str, list[Meeting]] = {}
    for meeting in found:
        by_uid.setdefault(meeting.uid, []).append(meeting)
    for uid, meetings in by_uid.items():
        yield from _series(uid, meetings, calendar, reading, count)


def _oddities(meeting: Meeting, piece: Piece, count: Count) -> Iterator[Record]:
    for why in meeting.oddities:
        yield from count.problem(f"This event {why}; the rest was kept.", piece.line)


def _series(
    uid: str, meetings: list[Meeting], calendar: Calendar, reading: Reading, count: Count
) -> Iterator[Record]:
    """One event with all its instances, of each the newest version."""
    newest_of = []
    for _, versions in groupby(sorted(meetings, key=lambda one: one.instance), key=lambda one: one.instance):
        *older, last = sorted(versions, key=lambda one: one.version)
        newest_of.append(last)
        count.left_out.update(["older versions"] * len(older))
    if any(one.all_day for one in newest_of):
        count.left_out["all-day events"] += len(newest_of)
        return
    try:
        occurrences = expand(newest_of, reading.until - BACK, reading.until)
    except UNREADABLE as error:
        why = " ".join(str(error).split())[:160]
        yield from count.problem(
            f"This event could not be repeated ({why}); it was left out.", newest_of[0].line
        )
        return
    if occurrences.cut:
        why = f"This event is repeated more often than meetings are; the newest {len(occurrences.found):,} times were kept."
        yield from count.problem(why, newest_of[0].line)
    if occurrences.later:
        count.left_out["planned after the newest change"] += occurrences.later
    if occurrences.earlier:
        count.left_out["series, for what is more than five years before"] += 1
    called_off = calendar.says("METHOD").upper() == "CANCEL"
    for instance, event in occurrences.found:
        fact = _fact(uid, instance, event, reading, cancelled=called_off)
        if isinstance(fact, str):
            count.left_out[fact] += 1
        elif fact.key in reading.seen:
            count.left_out["copies"] += 1
        else:
            reading.seen.add(fact.key)
            count.rows += 1
            yield fact


def _fact(uid: str, instance: str, event: Any, reading: Reading, *, cancelled: bool) -> Interaction | str:
    """A meeting that took place, or what the event is."""
    if cancelled or str(_first(event.get("STATUS", ""))).upper() == "CANCELLED":
        return "cancelled"
    happened = micros(_moment(event["DTSTART"].dt))
    if happened < 0:
        return "before 1970"
    organiser, machine, name = _who(_first(event.get("ORGANIZER")))
    names = {organiser: name}
    asked: dict[str, None] = {}
    attendees = event.get("ATTENDEE", [])
    for one in attendees if isinstance(attendees, list) else [attendees]:
        account, is_room, name = _who(one)
        if not account or is_room:
            continue
        if str(one.params.get("PARTSTAT", "")).upper() == "DECLINED":
            if account == reading.owner:
                return "declined by you"
            continue
        names[account] = names.get(account) or name
        asked[account] = None
    asked.pop(organiser, None)
    people = {*asked, *([] if machine or not organiser else [organiser])}
    if not asked or (people <= {reading.owner} if reading.owner else len(people) < 2):
        return "without anybody else"
    for account, name in names.items():
        if account and not (account == organiser and machine):
            reading.names[account] = reading.names.get(account) or name
    return Interaction(
        key=f"{uid}/{instance}" if instance else uid,
        kind="meeting",
        channel=CHANNEL,
        actor=organiser or None,
        happened_us=happened,
        to=tuple(asked),
        thread=uid,
        title=" ".join(str(_first(event.get("SUMMARY", ""))).split()),
        visibility="direct",
        nature="automatic" if machine else "personal",
    )


def _who(said: Any) -> tuple[str, bool, str]:
    """The account of an organiser or attendee, whether it is a room or another calendar, and the name."""
    if said is None:
        return "", False, ""
    address = str(said).strip().lower().removeprefix("mailto:")
    name = " ".join(str(said.params.get("CN", "")).split()).strip("'\"")
    if "@" not in address:
        address = str(said.params.get("EMAIL", "")).strip().lower()
    machine = str(said.params.get("CUTYPE", "")).upper() in {"ROOM", "RESOURCE", "GROUP"} or address.endswith(
        CALENDAR_HOST
    )
    if name.lower() == address or "@" in name:
        name = ""
    if "@" in address and " " not in address:
        return f"email:{address}", machine, name
    return (f"name:{name.lower()}" if name else ""), machine, name


def _first(said: Any) -> Any:
    """The first of a property that should come once."""
    return said[0] if isinstance(said, list) else said


def _moment(at: date) -> datetime:
    assert isinstance(at, datetime), "events of a day were left out"
    return at if at.tzinfo else at.replace(tzinfo=UTC)
