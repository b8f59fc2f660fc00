"""Discord's data package: what its owner wrote, channel by channel, and nothing that others wrote; and what chat exporters write.

    account/user.json                         whose it is, and friends
    messages/index.json                       {"469603040000000001": "Direct Message with ben#0", …}
    messages/c469603040000000001/channel.json     kind, server and members of a channel; the folder also without the c
    messages/c469603040000000001/messages.json    [{"ID": …, "Timestamp": …, "Contents": …, "Attachments": …}]; until about 2023 a CSV

The time of a message is in its id. Folders may be written large or in another language, and lie in `package/`. A file of
DiscordChatExporter holds one channel with what everybody said; its messages are those of the package, and count once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Literal, cast

from heard.model import Export, FileSeen, Interaction, Problem, Profile, Record
from heard.reading import csv
from heard.reading.archive import Archive, DamagedError, Member, is_html
from heard.reading.discord import RECORD, Channel, Message, Owner, moment
from heard.reading.discord_log import BEGINS, LOG, SAID, lines, place_of_log, said
from heard.reading.discord_records import TABLE, Place, Talk, interaction, place_of, table
from heard.reading.json_elements import Elements
from heard.reading.json_records import DECODING, MARK, MOST_PROBLEMS, decoded, parsed, problems

TITLE = "Discord"
CHANNEL = "discord"
WAIT_DAYS = 30
HOW_TO_GET_IT = (
    "User Settings > Data & Privacy > Request all of my data; messages and account are enough. Discord mails a link to "
    "package.zip within days, at most thirty; add it as it is."
)
BLIND = (
    "Only what you wrote is in it. What others wrote, to you or to all, is missing, and so are replies, reactions and which message "
    "yours answers: silence there is not silence. Packages sometimes lack the messages of whole channels. A channel that a chat "
    "exporter wrote has both sides; whether you may use one, Discord's terms say."
)
BESIDE = "Nothing that comes of itself: others' messages are in nobody's export but their own."
NOT_SEEN = "files of DiscordChatExporter, relationships in user.json, private threads, and folder names in other languages."
FILES = {
    "account/user.json": "your account and your friends",
    "messages/index.json": "what channels are called",
    "messages/*/channel.json": "where you wrote: kind, server and members",
    "messages/*/messages.json": "your messages in one channel",
    "messages/*/messages.csv": "your messages in one channel, until about 2023",
    "*.json": "one channel as DiscordChatExporter writes it, with what everybody said",
}
LEFT_ALONE = {
    "activity/*": "what Discord noted of your clicks; nothing that was said",
    "servers/*": "settings of your servers",
    "programs/*": "programmes that you take part in",
    "activities/*": "games that you played",
    "ads/*": "what advertisers are told of you",
    "support_tickets/*": "what you asked Discord's support",
    "account/*": "pictures and apps of your account",
    "readme.txt": "Discord's own explanation",
    "__MACOSX/*": "left behind by the computer, not by Discord",
    ".DS_Store": "left behind by the computer, not by Discord",
}

Kind = Literal["channel", "messages", "table", "owner", "names", "log", ""]
HEADS: dict[Kind, re.Pattern[bytes]] = {
    "channel": re.compile(rb'\{\s*"id":\s*"\d{15,20}"\s*,\s*"type":\s*(?:"[A-Z_]+"|\d+)\s*[,}]'),
    "messages": re.compile(rb'\[\s*\{\s*"ID":\s*"?\d{15,20}"?\s*,\s*"Timestamp":'),
    "owner": re.compile(rb'\{\s*"id":\s*"\d{15,20}"\s*,\s*"username":'),
    "names": re.compile(rb'\{\s*"\d{15,20}":\s*(?:"|null)'),
    "log": LOG,
}
"""How the files of a package begin."""
USUAL: dict[str, Kind] = {
    "channel.json": "channel",
    "messages.json": "messages",
    "messages.csv": "table",
    "user.json": "owner",
}
"""For files too damaged or too empty to be known by their head, within a package."""
FRIEND = frozenset({"1", "FRIEND"})
TEXTS = {".json", ".csv"}


def recognise(archive: Archive) -> Export | None:
    """An archive with a channel or a list of messages as only Discord writes them."""
    kinds: dict[str, Kind] = {member.path: _kind(member) for member in archive.members}
    kinds = {path: kind for path, kind in kinds.items() if kind}
    if not {"channel", "messages", "table", "log"} & set(kinds.values()):
        return None
    if not {"channel", "messages", "log"} & set(kinds.values()) and "names" not in kinds.values():
        return None
    folders = {_folder(path) for path, kind in kinds.items() if kind in {"channel", "messages", "table"}}
    parents = {str(PurePosixPath(folder).parent) for folder in folders}
    for member in archive.members:
        if member.path not in kinds and (usual := USUAL.get(member.name.lower())):
            kinds[member.path] = usual
    kinds = {path: kind for path, kind in kinds.items() if kind != "names" or _folder(path) in parents}
    owner, notes = _owner(archive, kinds)
    return Export(
        source="discord",
        owner=f"discord:{owner}" if owner else "",
        notes=notes,
        context={"kinds": kinds, "owner": owner},
    )


def read(archive: Archive, export: Export) -> Iterator[Record]:
    """Names first, then each channel and what was written in it."""
    kinds = cast("dict[str, Kind]", export.context["kinds"])
    talk = Talk(cast("str", export.context["owner"]))
    of_kind = {
        kind: [member for member in archive.members if kinds.get(member.path) == kind]
        for kind in (*HEADS, "table")
    }
    for member in of_kind["owner"]:
        yield from _read_owner(member, talk)
    for member in of_kind["names"]:
        yield from _read_names(member, talk)
    for member in of_kind["channel"]:
        yield from _read_channel(member, talk)
    rows = 0
    written = [*of_kind["messages"], *of_kind["table"]]
    for member in written:
        for record in _read_messages(member, talk):
            rows += isinstance(record, Interaction)
            yield record
    for member in of_kind["log"]:
        for record in _read_log(member, talk):
            rows += isinstance(record, Interaction)
            yield record
    for member in archive.members:
        if member.path not in kinds:
            yield _other(member)
    for account, name in sorted(talk.names.items()):
        if account != talk.owner:
            yield Profile(account=f"discord:{account}", name=name)
    if talk.owner and not of_kind["owner"]:
        yield Profile(account=f"discord:{talk.owner}", owner=True)
    silent = sorted(set(talk.places) - {_folder(member.path) for member in written})
    if silent:
        why = f"Channels without messages in this package: {len(silent):,}, of which this is the first; Discord sometimes leaves them out, so ask again if you wrote there."
        yield Problem(path=silent[0], why=why)
    if not rows:
        yield Problem(
            path=archive.path.name,
            why="No message was found in it; ask Discord again, with messages included.",
        )


# --- knowing a package ---


def _kind(member: Member) -> Kind:
    ending = PurePosixPath(member.path).suffix.lower()
    if ending not in TEXTS or "activity" in PurePosixPath(member.path.lower()).parts:
        return ""
    try:
        head = member.head(4096)
    except DamagedError:
        return ""
    if ending == ".csv":
        found = csv.find_header(head, TABLE)
        return "table" if found and found.columns == ("id", "timestamp", "contents", "attachments") else ""
    head = head.removeprefix(MARK).lstrip()
    return next((kind for kind, pattern in HEADS.items() if pattern.match(head)), "")


def _owner(archive: Archive, kinds: dict[str, Kind]) -> tuple[str, tuple[str, ...]]:
    """The owner's id, from the account or as the one member that all direct conversations share."""
    shared: set[str] | None = None
    conversations = 0
    for member in archive.members:
        kind = kinds.get(member.path)
        try:
            if kind == "owner":
                return decoded(member.read(), Owner).id, ()
            if kind == "channel" and (people := decoded(member.read(), Channel).recipients):
                conversations += 1
                shared = set(people) if shared is None else shared & set(people)
        except (DamagedError, *DECODING):
            continue
    if conversations > 1 and shared and len(shared) == 1:
        return shared.pop(), (
            "Your account is not in it; it was found as the one member of all your conversations.",
        )
    return "", (
        "It does not say who you are; name your Discord account, as in discord:469603040000000001, under `me` in strategy.yaml.",
    )


def _folder(path: str) -> str:
    return str(PurePosixPath(path).parent)


def _other(member: Member) -> FileSeen:
    path = PurePosixPath(member.path)
    for name in (path.name, *(f"{part}/*" for part in path.parts[:-1])):
        if why := LEFT_ALONE.get(name) or LEFT_ALONE.get(name.lower()):
            return FileSeen(path=member.path, status="known", what=why)
    return FileSeen(path=member.path, status="unknown", what="not a file that Heard knows of Discord")


# --- talk it ---


def _failed(member: Member, what: str, error: Exception) -> Iterator[Record]:
    """A file of which nothing could be read."""
    page = not isinstance(error, DamagedError) and is_html(member.head())
    why = f"It is {'a web page' if page else f'damaged ({error})'} and was not read; ask Discord for the package again."
    yield Problem(path=member.path, why=why)
    yield FileSeen(path=member.path, status="failed", what=what)


def _read_owner(member: Member, talk: Talk) -> Iterator[Record]:
    what = FILES["account/user.json"]
    try:
        owner = decoded(member.read(), Owner)
    except (DamagedError, *DECODING) as error:
        yield from _failed(member, what, error)
        return
    me = f"discord:{owner.id}"
    yield Profile(
        account=me, name=owner.global_name or owner.username, email=(owner.email or "").lower(), owner=True
    )
    friends = [one for one in owner.relationships or [] if str(one.type) in FRIEND]
    for friend in friends:
        account = friend.user.id if friend.user else friend.id
        if friend.user:
            talk.names[account] = friend.user.global_name or friend.user.username
        yield Interaction(
            key=f"friend:{account}",
            kind="connection",
            channel="discord",
            actor=me,
            to=(f"discord:{account}",),
            visibility="direct",
        )
    yield FileSeen(path=member.path, status="read", rows=len(friends), what=what)


def _read_names(member: Member, talk: Talk) -> Iterator[Record]:
    what = FILES["messages/index.json"]
    try:
        names = decoded(member.read(), dict[str, str | None])
    except (DamagedError, *DECODING) as error:
        yield from _failed(member, what, error)
        return
    talk.channels |= {key: name for key, name in names.items() if name and name != "Unknown channel"}
    yield FileSeen(path=member.path, status="read", what=what)


def _read_channel(member: Member, talk: Talk) -> Iterator[Record]:
    what = FILES["messages/*/channel.json"]
    try:
        channel = decoded(member.read(), Channel)
    except (DamagedError, *DECODING) as error:
        yield from _failed(member, what, error)
        return
    talk.places[_folder(member.path)] = place_of(channel, talk)
    yield FileSeen(path=member.path, status="read", what=what)


def _read_messages(member: Member, talk: Talk) -> Iterator[Record]:
    what = FILES["messages/*/messages.json"]
    folder = _folder(member.path)
    place = talk.places.get(folder)
    if place is None:
        place = Place(PurePosixPath(folder).name.removeprefix("c"), server="")
        yield Problem(
            path=member.path,
            why="Nothing beside it says what channel this is; its messages were read as private.",
        )
    try:
        content = member.read()
        is_table = PurePosixPath(member.path).suffix.lower() == ".csv"
        found, odd = table(content) if is_table else (parsed(content.removeprefix(MARK), Message, RECORD), {})
    except (DamagedError, *DECODING) as error:
        yield from _failed(member, what, error)
        return
    rows = twice = 0
    bad = found.bad
    for message in found.records:
        happened = moment(message.id)
        if happened is None:
            bad.append((1, f"{message.id} is no id of a message"))
        elif message.id in talk.seen:
            twice += 1
        else:
            talk.seen.add(message.id)
            rows += 1
            yield interaction(message, happened, place, talk)
    yield from problems(member.path, sorted(odd.items()), kept=True)
    yield from problems(member.path, sorted(bad))
    notes = (
        what,
        f"left out: messages that stand here twice ({twice:,})" if twice else "",
        "" if rows or twice or bad else "it holds no messages",
    )
    yield FileSeen(
        path=member.path,
        status="failed" if bad and not rows else "read",
        rows=rows,
        what="; ".join(filter(None, notes)),
    )


def _read_log(member: Member, talk: Talk) -> Iterator[Record]:
    what = FILES["*.json"]
    bad: list[tuple[int, str]] = []
    left_out: Counter[str] = Counter()
    rows = 0
    try:
        place = place_of_log(member)
        with member.open() as stream:
            elements = Elements(stream, b"messages", BEGINS)
            for at, line in enumerate(lines(elements), 1):
                if isinstance(line, Exception):
                    bad.append((at, str(line)))
                elif (happened := moment(line.id)) is None:
                    bad.append((at, f"{line.id} is no id of a message"))
                elif line.type not in SAID:
                    left_out["notes of Discord's own"] += 1
                elif line.id in talk.seen:
                    left_out["messages that stand here twice"] += 1
                else:
                    talk.seen.add(line.id)
                    talk.names[line.author.id] = line.author.nickname or line.author.name
                    rows += 1
                    yield said(line, happened, place, talk)
    except (DamagedError, *DECODING) as error:
        yield from _failed(member, what, error)
        return
    if not elements.whole:
        yield Problem(path=member.path, why="It breaks off or is damaged; what can be read of it was read.")
    for at, why in bad[:MOST_PROBLEMS]:
        yield Problem(path=member.path, why=f"Message {at:,} could not be read ({why}); the others were.")
    if len(bad) > MOST_PROBLEMS:
        why = f"{len(bad) - MOST_PROBLEMS:,} more messages could not be read."
        yield Problem(path=member.path, why=why)
    others = ", ".join(f"{kind} ({count:,})" for kind, count in sorted(left_out.items()))
    yield FileSeen(
        path=member.path,
        status="failed" if not rows and (bad or not elements.listed) else "read",
        rows=rows,
        what=f"{what}; left out: {others}" if others else what,
    )
