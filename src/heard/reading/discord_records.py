"""What is said in a Discord package, as interactions: where it was written, and to whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from heard.model import Interaction, Visibility
from heard.reading import csv
from heard.reading.archive import DamagedError
from heard.reading.discord import (
    DIRECT,
    OPEN,
    THREADS,
    TOGETHER,
    WITH_WHOM,
    Channel,
    Message,
    mentioned,
    plain,
)
from heard.reading.json_records import Parsed
from heard.reading.seen import Seen

TABLE = {"messages": frozenset({"id", "timestamp", "contents", "attachments"})}
LONGEST_ID = 20


@dataclass(frozen=True, slots=True)
class Place:
    """Where messages were written."""

    id: str
    title: str = ""
    visibility: Visibility = "direct"
    members: tuple[str, ...] = ()
    """Those who are addressed by whatever is written, perhaps with the owner."""
    server: str = "@me"
    is_thread: bool = False


@dataclass(slots=True)
class Talk:
    """What is known of a package while it is read."""

    owner: str
    names: dict[str, str] = field(default_factory=dict)
    """Of accounts."""
    channels: dict[str, str] = field(default_factory=dict)
    """Names of channels."""
    places: dict[str, Place] = field(default_factory=dict)
    """By folder."""
    seen: Seen = field(default_factory=Seen)


def place_of(channel: Channel, talk: Talk) -> Place:
    """Where a channel's messages are written, and for whom."""
    kind, known = str(channel.type), talk.channels.get(channel.id, "")
    people = tuple(channel.recipients or ()) if kind in DIRECT | TOGETHER else ()
    others = [one for one in people if one != talk.owner]
    if len(others) == 1 and (called := WITH_WHOM.fullmatch(known)):
        talk.names.setdefault(others[0], called["name"])
    server = channel.guild.name if channel.guild else ""
    title = " in ".join(filter(None, (channel.name, server))) or ("" if kind in DIRECT else known)
    talk.channels[channel.id] = channel.name or known.partition(" in ")[0]
    return Place(
        id=channel.id,
        title=title,
        visibility="group" if kind in OPEN else "direct",
        members=people,
        server=channel.guild.id if channel.guild else "@me" if people else "",
        is_thread=kind in THREADS,
    )


def table(content: bytes) -> tuple[Parsed[Message], Mapping[int, str]]:
    """The messages of a CSV, and what is odd about a line of it.

    Raises:
        DamagedError: it has no header of Discord's.
    """
    header = csv.find_header(content[:4096], TABLE)
    if header is None:
        raise DamagedError("it has no header of Discord's")
    sheet = csv.read(content, header)
    found: Parsed[Message] = Parsed()
    for at, row in enumerate(sheet.rows()):
        if row["id"].isdecimal() and len(row["id"]) < LONGEST_ID:
            found.records.append(Message(int(row["id"]), row["contents"]))
        else:
            why = "its id is no whole number; a spreadsheet may have changed it, so add the zip as Discord sent it"
            found.bad.append((sheet.line(at), why))
    return found, sheet.problems


def interaction(message: Message, happened: int, place: Place, talk: Talk) -> Interaction:
    """A message of the owner."""
    text = message.text or ""
    called = mentioned(text)
    members = place.members if talk.owner else ()
    to = [one for one in dict.fromkeys(members or called) if one != talk.owner]
    return Interaction(
        key=str(message.id),
        kind="message",
        channel="discord",
        actor=f"discord:{talk.owner}" if talk.owner else None,
        happened_us=happened,
        to=tuple(f"discord:{one}" for one in to),
        mentioned=tuple(f"discord:{one}" for one in called),
        thread=place.id,
        reply_to=place.id if place.is_thread and place.id != str(message.id) else None,
        title=place.title,
        text=plain(text, talk.names, talk.channels),
        url=f"https://discord.com/channels/{place.server}/{place.id}/{message.id}" if place.server else "",
        visibility=place.visibility,
    )
