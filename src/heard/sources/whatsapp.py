"""WhatsApp's "Export chat": one chat as text, from Android or an iPhone, with or without its pictures.

    18/12/19 15:57 - Ada Quill: Hello                 Android; the language of the phone decides how dates are written
    [07.03.26, 21:22:39] Ada Quill: Hello             iPhone, `_chat.txt` in a zip
    8/8/19, 1:25 PM - Ada Quill: <Media omitted>      a picture, left out by the phone

It has no ids, no zone, no replies and no reactions. Which number of a date is the day is decided for each file from all of its
dates. The clock is the phone's own; it is read as UTC. A message is known again by its chat, author, time and words.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import PurePosixPath
from typing import cast

import msgspec

from heard.model import Export, FileSeen, Interaction, Problem, Profile, Record, day_micros
from heard.reading.archive import Archive, DamagedError, Member
from heard.reading.csv import decode
from heard.reading.day_month import Order, day_of, order_of
from heard.reading.settled import IF_WRONG, settled_of
from heard.reading.whatsapp import QUOTES, Said, attached, begins, mentioned, messages_of, parts_of, words

TITLE = "WhatsApp"
CHANNEL = "whatsapp"
WAIT_DAYS = 0
HOW_TO_GET_IT = (
    "On the phone, in each chat: ⋮ > More > Export chat on Android, the chat's name > Export chat on an iPhone; without media. "
    "It takes a minute a chat and gives one file a chat; keep the name that WhatsApp gives it, since it says whose chat it is."
)
BLIND = (
    "Only the chats that you exported are here. Reactions, replies and who has read what are not in it, nor who belongs to a "
    "group and is silent; a long chat begins at about its last 40,000 messages, and deleted messages have no words."
)
BESIDE = "Contacts, for which name in a chat is whom."
NOT_SEEN = "Names of the half days other than AM, PM and the Spanish ones; lines in languages beyond seven."
CHAT = "messages of one chat, both ways"
FILES = {"WhatsApp Chat with *.txt": CHAT, "_chat.txt": CHAT}
MEDIA = "pictures, films and sounds; Heard reads words"
LEFT_ALONE = {
    "*.jpg, *.jpeg, *.png, *.webp, *.gif, *.heic": MEDIA,
    "*.mp4, *.mov, *.3gp, *.opus, *.ogg, *.m4a, *.mp3, *.aac, *.amr": MEDIA,
    "*.vcf": "addresses that somebody passed on",
    "<attached: *>": "any other file that a message of the chat brought",
    "__MACOSX/*, .DS_Store": "left behind by the computer, not by WhatsApp",
}

ENDINGS = {
    ending.strip().removeprefix("*"): why
    for names, why in LEFT_ALONE.items()
    for ending in names.split(",")
    if ending.strip().startswith("*.")
}
MAX_BYTES = 256 << 20
"""Ten times the longest chat that WhatsApp exports."""
TITLED = re.compile(
    r"(?:WhatsApp[ _]Chat(?:[ _](?:with|mit)[ _]| - )|Chat de WhatsApp con |Conversa do WhatsApp com |Discussion WhatsApp avec |"
    r"Chat WhatsApp con |WhatsApp-chat met |WhatsApp-chatt med )(?P<name>.+)",
    re.IGNORECASE,
)
HELD = 32 << 20
"""Bytes of chats whose messages are kept from the first look at them to the reading."""
_Spoken = tuple[Said, str | None]
COPY = re.compile(r"\s*\(\d+\)$")
SECOND = 1_000_000
"""[us]"""


@dataclass
class _Chat:
    """What one file says as a whole; what follows from it is asked for once all of it is known."""

    member: Member
    title: str
    """The other person or the group, as the file's own name says."""
    authors: Counter[str] = field(default_factory=Counter)
    order: Order = field(default_factory=lambda: Order(day_first=True, sure=True))
    was_named: bool = False
    """WhatsApp tells in it of a name given to the chat, which only groups have."""
    problem: str = ""
    encoding: str = ""
    packed: list[bytes] = field(default_factory=list)
    """The messages and what a person said in each, as `HELD` allows: reading them a second time takes as long as the first."""

    def take(self, text: str, *, keep: bool) -> None:
        """Learn what the messages say together."""
        dates = []
        for spoken in _spoken(text):
            for said, own_words in spoken:
                dates.append(said.date)
                if own_words is not None:
                    self.authors[said.author] += 1
                elif QUOTES & set(said.text):
                    self.was_named = True
            if keep:
                self.packed.append(msgspec.msgpack.encode(spoken))
        self.order = order_of(dates)

    def messages(self) -> Iterator[_Spoken]:
        """Each message, and what a person said in it."""
        if not self.packed:
            yield from chain.from_iterable(_spoken(decode(self.member.read())[0]))
        while self.packed:
            yield from msgspec.msgpack.decode(self.packed.pop(0), type=list[_Spoken])

    @cached_property
    def is_between_two(self) -> bool:
        """Nobody but one or two people spoke, and the file is not called after a third."""
        if self.was_named or len(self.authors) > 2:
            return False
        return len(self.authors) < 2 or not self.title or _fold(self.title) in map(_fold, self.authors)

    @cached_property
    def key(self) -> str:
        """What tells this chat from others."""
        if len(self.authors) == 2 and self.is_between_two:
            return "/".join(sorted(map(_id, self.authors)))
        return _fold(self.title) or "/".join(sorted(map(_id, self.authors)))


def recognise(archive: Archive) -> Export | None:
    """A text at the top of the archive whose first lines are heads of messages."""
    depth = min((member.path.count("/") for member in archive.members), default=0)
    chats: list[_Chat] = []
    left = HELD
    for member in archive.members:
        if member.path.count("/") <= depth + 1 and _is_chat(member):
            left -= member.size
            chats.append(_survey(member, archive, keep=left >= 0))
    if not chats or min(chat.member.path.count("/") for chat in chats) > depth:
        return None
    owner = _owner(chats)
    notes = [
        "WhatsApp writes the phone's own time without its zone; it is read as UTC, so an hour may be off."
    ]
    if not owner:
        notes.append(
            "It does not say whose phone it is; name your WhatsApp account under `me` in strategy.yaml."
        )
    if any(not chat.is_between_two for chat in chats):
        notes.append("Of a group, only those who spoke are known; to whom a message was said is not.")
    return Export(
        source="whatsapp",
        owner=_account(owner) if owner else "",
        notes=tuple(notes),
        context={"chats": chats, "owner": owner},
    )


def read(archive: Archive, export: Export) -> Iterator[Record]:
    """Every chat, then the people, then the files that came with messages."""
    chats = cast("list[_Chat]", export.context["chats"])
    names: set[str] = set()
    came: set[str] = set()
    keys: Counter[str] = Counter()
    for chat in chats:
        chat.order = settled_of(export).order(chat.order)
        yield from _read_chat(chat, names, came, keys)
    owner = cast("str", export.context["owner"])
    for name in sorted(names | ({owner} if owner else set())):
        account = _account(name)
        yield Profile(
            account=account,
            name="" if account.startswith("whatsapp:+") else name.lstrip("~ "),
            owner=name == owner,
        )
    read_already = {chat.member.path for chat in chats}
    for member in archive.members:
        if member.path not in read_already:
            yield _other(member, came)


# --- knowing a chat ---


def _is_chat(member: Member) -> bool:
    if PurePosixPath(member.path).suffix.lower() in ENDINGS or member.size > MAX_BYTES:
        return False
    try:
        head = member.head(1 << 14)
    except DamagedError:
        return False
    return b"\0" not in head and begins(decode(head)[0])


def _survey(member: Member, archive: Archive, *, keep: bool) -> _Chat:
    chat = _Chat(member, _title(member, archive))
    try:
        text, chat.encoding = decode(member.read())
    except DamagedError as error:
        chat.problem = f"It is damaged ({error}) and was not read; export the chat again."
    else:
        chat.take(text, keep=keep)
    return chat


def _spoken(text: str) -> Iterator[list[_Spoken]]:
    """The messages of each part of a chat, and what a person said in them."""
    for line, part in parts_of(text):
        yield [(said, words(said) if said.author else None) for said in messages_of(part, line)]


def _title(member: Member, archive: Archive) -> str:
    """The name that WhatsApp gave the file, its folder or its zip, without the words around it."""
    path = PurePosixPath(member.path)
    for name in (path.stem, path.parent.name, archive.path.stem):
        if found := TITLED.fullmatch(COPY.sub("", name)):
            return COPY.sub("", found["name"]).strip()
    return ""


def _owner(chats: list[_Chat]) -> str:
    """Who is not the one that a chat is called after, or who alone speaks in all of several."""
    for chat in chats:
        others = [name for name in chat.authors if _fold(name) != _fold(chat.title)]
        if len(chat.authors) == 2 and len(others) == 1:
            return others[0]
    everywhere = set.intersection(*(set(chat.authors) for chat in chats))
    return everywhere.pop() if len(chats) > 1 and len(everywhere) == 1 else ""


# --- reading a chat ---


def _read_chat(chat: _Chat, names: set[str], came: set[str], keys: Counter[str]) -> Iterator[Record]:
    path = chat.member.path
    if chat.problem:
        yield Problem(path=path, why=chat.problem)
        yield FileSeen(path=path, status="failed", what=CHAT)
        return
    left_out = rows = bad = strange = first_strange = 0
    for said, own_words in chat.messages():
        came.add(attached(said))
        if said.strange:
            strange += said.strange
            first_strange = first_strange or said.line
        if own_words is None:
            left_out += 1
            continue
        try:
            happened = day_micros(day_of(said.date, chat.order)) + said.seconds() * SECOND
        except ValueError:
            bad += 1
            yield Problem(
                path=path,
                line=said.line,
                why="This message has a date or time that does not exist; it was left out.",
            )
            continue
        rows += 1
        yield _interaction(chat, said, own_words, happened, keys, names)
    if not chat.order.sure:
        yield Problem(
            path=path,
            why=f"Nothing in this chat tells day from month: {chat.order.ambiguous:,} dates were read as day/month. {IF_WRONG}",
        )
    if strange:
        yield Problem(
            path=path,
            line=first_strange,
            why=f"From this message on, lines look like messages in the form of another phone ({strange:,}); they were read as parts of the messages above them. Add each chat as its own file.",
        )
    if chat.encoding not in {"utf-8", "utf-16"}:
        yield Problem(path=path, why="This file is not in sound UTF-8, so letters with accents may be wrong.")
    if not rows:
        yield Problem(path=path, why="No message of a person was found in this chat; export it again.")
    what = f"{CHAT}; left out: WhatsApp's own lines ({left_out:,})" if left_out else CHAT
    yield FileSeen(path=path, status="failed" if bad and not rows else "read", rows=rows, what=what)


def _interaction(
    chat: _Chat, said: Said, text: str, happened: int, keys: Counter[str], names: set[str]
) -> Interaction:
    names.add(said.author)
    others: tuple[str, ...] = ()
    if chat.is_between_two:
        others = tuple(_account(name) for name in chat.authors if name != said.author)
        if not others and chat.title and _fold(chat.title) != _fold(said.author):
            others = (_account(chat.title),)
            names.add(chat.title)
    key = f"{chat.key}:{_id(said.author)}:{happened // SECOND}:{zlib.crc32(said.text.encode()):08x}"
    keys[key] += 1
    return Interaction(
        key=key if keys[key] == 1 else f"{key}#{keys[key]}",
        kind="message",
        channel="whatsapp",
        actor=_account(said.author),
        happened_us=happened,
        to=others,
        mentioned=tuple(dict.fromkeys(map(_account, mentioned(said)))),
        thread=chat.key,
        title="" if chat.is_between_two else chat.title,
        text=text,
        visibility="direct",
    )


def _other(member: Member, came: set[str]) -> FileSeen:
    """What a file is that is no chat."""
    path = PurePosixPath(member.path)
    if path.suffix.lower() in ENDINGS:
        return FileSeen(path=member.path, status="known", what=ENDINGS[path.suffix.lower()])
    if path.name in came:
        return FileSeen(path=member.path, status="known", what=LEFT_ALONE["<attached: *>"])
    if path.name == ".DS_Store" or "__MACOSX" in path.parts:
        return FileSeen(path=member.path, status="known", what=LEFT_ALONE["__MACOSX/*, .DS_Store"])
    return FileSeen(path=member.path, status="unknown", what="not a chat that WhatsApp exported")


# --- accounts ---


def _account(name: str) -> str:
    return f"whatsapp:{_id(name)}"


@lru_cache(4_096)
def _id(name: str) -> str:
    """A number as its digits; any other name, as the phone's address book writes it, in small letters."""
    digits = re.sub(r"\D", "", name)
    return f"+{digits}" if re.fullmatch(r"\+[\d\s().-]{6,}", name.strip()) else f"name:{_fold(name)}"


@lru_cache(4_096)
def _fold(name: str) -> str:
    return " ".join(name.lstrip("~ ").casefold().split())
