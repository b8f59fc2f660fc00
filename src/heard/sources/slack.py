"""Slack's workspace export, as an administrator makes it.

    users.json  channels.json  integration_logs.json      every plan
    groups.json  dms.json  mpims.json                     private channels and direct messages, where the plan allows them
    general/2024-03-14.json                               a list of messages for each channel and day; direct messages by their id

`ts` is a message's time and its id; in a thread `thread_ts` is the id of the first. Folders of channels that were renamed keep the
old name, which no list knows.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from pathlib import PurePosixPath
from typing import TypeVar, cast

from heard.model import Export, FileSeen, Interaction, Problem, Profile, Record
from heard.reading.archive import Archive, DamagedError, Member, is_html
from heard.reading.json_records import DECODING, MARK, Parsed, parsed, problems
from heard.reading.slack import RECORD, Message, Room, User, moment
from heard.reading.slack_records import Place, Talk, interactions

TITLE = "Slack"
CHANNEL = "slack"
WAIT_DAYS = 3
HOW_TO_GET_IT = (
    "An owner or administrator of the workspace: Tools & settings > Workspace settings > Import/Export Data > Export. Slack sends "
    "a link within minutes to days. Public channels are in every export; private ones and direct messages only where the plan and Slack allow it."
)
BLIND = (
    "What the export leaves out was still said. Most hold public channels only; a free workspace loses what is older than its "
    "limit, edited messages have only their last words, reactions no time, and it does not say who you are."
)
BESIDE = "Your mailbox (mbox), for what went on beside it."
NOT_SEEN = "groups.json, dms.json, mpims.json, huddles, canvases.json, lists.json, org_users.json."
FILES = {
    "users.json": "who belongs to the workspace",
    "channels.json": "public channels",
    "groups.json": "private channels and their members",
    "dms.json": "who writes to whom directly",
    "mpims.json": "direct conversations of several",
    "*/YYYY-MM-DD.json": "messages, replies, reactions and huddles of one channel on one day",
}
LEFT_ALONE = {
    "integration_logs.json": "which apps were added and removed",
    "canvases.json": "documents, not what was said",
    "lists.json": "tables, not what was said",
    "org_users.json": "everybody in the whole organisation; those of this workspace are in users.json",
    "file_conversations.json": "which file was shown where",
    "huddle_transcripts.json": "what was said in huddles, as a machine heard it",
    "canvas_in_the_conversation.json": "a document pinned to a channel",
    "__uploads/*": "files that were sent; Heard reads words",
    "attachments/*": "files that were sent; Heard reads words",
    "__MACOSX/*": "left behind by the computer, not by Slack",
    ".DS_Store": "left behind by the computer, not by Slack",
}

Shape = TypeVar("Shape")

LISTS = ("users.json", "channels.json", "groups.json", "dms.json", "mpims.json")
PROOF = {
    name: re.compile(proof, re.DOTALL)
    for name, proof in {
        "users.json": rb'\[\s*\{[^\[\]]*?"id":\s*"[UW][A-Z0-9]{2,}"(?=.*?"(?:profile|team_id)")',
        **dict.fromkeys(LISTS[1:], rb'\[\s*\{[^{}]*?"id":\s*"[CDG][A-Z0-9]{2,}"(?=.*?"(?:members|creator)")'),
    }.items()
}
"""How the lists begin that only Slack writes."""
DAY = re.compile(r"(?P<folder>[^/]+)/(?P<day>\d{4}-\d\d-\d\d)\.json")


def recognise(archive: Archive) -> Export | None:
    """An archive with a list of users or channels as only Slack writes it."""
    roots = [PurePosixPath(member.path).parent for member in archive.members if _proves(member)]
    if not roots:
        return None
    root = min(roots, key=lambda path: (len(path.parts), str(path)))
    notes = [
        "It does not say who you are; name your Slack account, as in slack:U0123ABCD, under `me` in strategy.yaml."
    ]
    here = {member.name.lower() for member in archive.members if PurePosixPath(member.path).parent == root}
    if not here & {"groups.json", "dms.json", "mpims.json"}:
        notes.append("It holds public channels only; private channels and direct messages are not in it.")
    return Export(source="slack", notes=tuple(notes), context={"root": root})


def read(archive: Archive, export: Export) -> Iterator[Record]:
    """The lists first, since days name users and channels by them; then each day."""
    root = cast("PurePosixPath", export.context["root"])
    talk = Talk()
    inside = {
        member.path: str(PurePosixPath(member.path).relative_to(root))
        for member in archive.members
        if PurePosixPath(member.path).is_relative_to(root)
    }
    lists = {inside[member.path].lower(): member for member in archive.members if member.path in inside}
    for name in LISTS:
        if name in lists:
            yield from _read_list(lists[name], name, talk)
    rows, folder = 0, ""
    for member in archive.members:
        name = inside.get(member.path, "")
        if name.lower() in LISTS:
            continue
        if not (day := DAY.fullmatch(name)):
            yield _other(member)
            continue
        if day["folder"] != folder:
            folder = day["folder"]
            talk.authors.clear()
            if folder not in talk.places:
                talk.places[folder] = Place(folder, folder, "direct")
                yield Problem(
                    path=member.path,
                    why="No list of the export names the channel of this folder, as happens when it was renamed; its messages were read as private.",
                )
        for record in _read_day(member, talk.places[folder], talk):
            rows += isinstance(record, Interaction)
            yield record
    for app, called in sorted(talk.apps.items()):
        yield Profile(account=f"slack:{app}", name=called)
    if not rows:
        yield Problem(
            path=archive.path.name, why="No message was found in it; ask for an export of a longer time."
        )


# --- files ---


def _proves(member: Member) -> bool:
    proof = PROOF.get(member.name.lower())
    if proof is None:
        return False
    try:
        return proof.match(member.head().lstrip(b"\xef\xbb\xbf \r\n")) is not None
    except DamagedError:
        return False


def _read_list(member: Member, name: str, talk: Talk) -> Iterator[Record]:
    """Users, or channels of one kind."""
    rows = 0
    if name == "users.json":
        users = yield from _records(member, User, FILES[name])
        for user in users.records if users else []:
            rows += 1
            talk.names[user.id] = user.called
            if user.is_bot:
                talk.robots.add(user.id)
            about = user.profile
            yield Profile(
                account=f"slack:{user.id}",
                name=user.called,
                title=about.title or "",
                email=(about.email or "").lower(),
            )
        if users:
            yield FileSeen(path=member.path, status="read", rows=rows, what=FILES[name])
        return
    rooms = yield from _records(member, Room, FILES[name])
    for room in rooms.records if rooms else []:
        rows += 1
        people = tuple(room.members or ()) if name in {"dms.json", "mpims.json"} else ()
        title = "" if name in {"dms.json", "mpims.json"} else room.name
        place = Place(room.id, title, "group" if name == "channels.json" else "direct", people)
        for folder in filter(None, (room.id, room.name)):
            talk.places.setdefault(folder, place)
    if rooms:
        yield FileSeen(path=member.path, status="read", rows=rows, what=FILES[name])


def _read_day(member: Member, place: Place, talk: Talk) -> Iterator[Record]:
    """What was said in one channel on one day."""
    what = FILES["*/YYYY-MM-DD.json"]
    messages = yield from _records(member, Message, what)
    if messages is None:
        return
    talk.left_out.clear()
    rows = 0
    for message in messages.records:
        if moment(message.ts) is None:
            yield Problem(
                path=member.path,
                why=f"A message has no time that could be read (ts is “{message.ts[:30]}”); it was left out.",
            )
            continue
        for record in interactions(message, place, talk):
            rows += 1
            yield record
    told = ", ".join(f"{name} ({count:,})" for name, count in sorted(talk.left_out.items()))
    notes = (what, told and f"left out: {told}", "" if messages.records else "it holds no messages")
    yield FileSeen(path=member.path, status="read", rows=rows, what="; ".join(filter(None, notes)))


def _records(member: Member, shape: type[Shape], what: str) -> Generator[Record, None, Parsed[Shape] | None]:
    """The records of a file; None where it has none that can be read, which is told here."""
    try:
        content = member.read()
        found = parsed(content.removeprefix(MARK), shape, RECORD)
    except DamagedError as error:
        why = f"It is damaged ({error}) and was not read; download the export again."
    except DECODING as error:
        page = is_html(content)
        why = (
            "It is a web page and not Slack's list; add the zip that Slack's mail links to."
            if page
            else (f"It is no list as Slack writes them ({error}); download the export again.")
        )
    else:
        yield from problems(member.path, found.bad)
        if found.records or not found.bad:
            return found
        why = "Not one of its records could be read."
    yield Problem(path=member.path, why=why)
    yield FileSeen(path=member.path, status="failed", what=what)
    return None


def _other(member: Member) -> FileSeen:
    path = PurePosixPath(member.path)
    for name in (path.name.lower(), *(f"{part}/*" for part in path.parts[:-1])):
        if name in LEFT_ALONE:
            return FileSeen(path=member.path, status="known", what=LEFT_ALONE[name])
    return FileSeen(path=member.path, status="unknown", what="not a file that Heard knows of Slack")
