"""Conversations of Messenger and of Instagram, and of Messenger's store of encrypted chats.

No message has an id. Its key is its moment in milliseconds with a sum of its words, which is the same in the inbox, in
``e2ee_cutover`` and in the store of encrypted chats; alike ones within a conversation get ordinals.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

import msgspec

from heard.model import Interaction, Kind
from heard.reading.meta.documents import SECRET_CHAT, UNREADABLE, Document, Listed, listed
from heard.reading.meta.names import TOLD_TWICE, Names, to
from heard.reading.meta.network import micro
from heard.reading.meta.text import NOBODY, checksum, one_line, repair
from heard.reading.seen import Seen

PARTS = ("photos", "videos", "gifs", "audio_files", "files")
WORDS = {
    "photos": "photo",
    "videos": "film",
    "gifs": "moving picture",
    "audio_files": "sound",
    "files": "file",
}
MEMBERSHIP = {"subscribe", "unsubscribe"}
ECHO = re.compile(r"Liked a message|Reacted .{1,40} to your message ?")
"""What Instagram writes beside a reaction, in English."""
_PARTICIPANTS = re.compile(r'"participants"\s*:\s*')
_json = json.JSONDecoder()
_THREAD = re.compile(r"_([0-9A-Za-z]+)$")
_PREFIX = re.compile(r"_[0-9A-Za-z]+$")


class Share(msgspec.Struct, gc=False):
    """What a message passes on."""

    link: str = ""


class Reaction(msgspec.Struct, gc=False):
    """A sign that somebody set under a message."""

    reaction: str = ""
    actor: str = ""
    timestamp: int | None = None
    timestamp_ms: int | None = None


class Message(msgspec.Struct, gc=False):
    """A message; the store of encrypted chats writes some of its fields otherwise."""

    sender_name: str = ""
    timestamp_ms: int | None = None
    content: str | None = None
    type: str = ""
    share: Share | None = None
    photos: list[Any] = []
    videos: list[Any] = []
    gifs: list[Any] = []
    audio_files: list[Any] = []
    files: list[Any] = []
    sticker: Any = None
    reactions: list[Reaction] = []
    call_duration: float | None = None
    missed: bool = False
    is_unsent: bool = False
    sender: str = msgspec.field(name="senderName", default="")
    text: str | None = None
    timestamp: int | None = None
    unsent: bool = msgspec.field(name="isUnsent", default=False)
    media: list[Any] = []


@dataclass(slots=True)
class Chats:
    """The conversations of one export."""

    names: Names
    _family: str = ""
    _counts: Counter[str] = field(default_factory=Counter)
    """How often a key came in this conversation."""
    _told: Seen = field(default_factory=Seen)
    """Every message, as a number: a long life holds a million."""

    def read(self, document: Document) -> tuple[Listed[Message], Iterator[Interaction | str]]:
        """The messages of a file, and what each is."""
        found = listed(document.member, Message)
        return found, self._facts(document, found)

    def _facts(self, document: Document, found: Listed[Message]) -> Iterator[Interaction | str]:
        place = PurePosixPath(document.member.path).parent
        people = _participants(found.rest.get("participants"))
        thread = self._thread(document, found, people, place.name)
        title = one_line(str(found.rest.get("title") or found.rest.get("threadName") or ""))
        title = title if len(people) > 2 else ""
        family = document.member.path if document.key == SECRET_CHAT else str(place)
        if family != self._family:
            self._family, self._counts = family, Counter()
        oldest_first = found.records[::-1]
        oldest_first.sort(key=lambda each: _when(each[1]) or 0)
        for where, message in oldest_first:
            if where in {"", "messages"} and (message.sender_name or message.sender or _when(message)):
                if _when(message) is None:
                    found.fail(
                        document.member.path, None, "A message bears no time; it was kept without one."
                    )
                yield from self._message(message, people, thread, title)
            elif where in {"", "messages"}:
                found.fail(document.member.path, None, "A message without sender and time was left out.")

    def _message(
        self, message: Message, people: list[str], thread: str, title: str
    ) -> Iterator[Interaction | str]:
        happened = _when(message)
        sender = one_line(message.sender_name or message.sender)
        text = repair(message.content or message.text or "").strip()
        if message.is_unsent or message.unsent:
            yield "taken back by who wrote them"
            return
        if message.type.lower() in MEMBERSHIP:
            yield "who joined or left"
            return
        if self.names.network == "instagram" and ECHO.fullmatch(text):
            yield "reactions told a second time"
            return
        moment, words = (happened or 0) // 1000, checksum(text)
        key = self._numbered(f"message:{moment}:{words}")
        told: int | str = key if "#" in key else moment << 32 | words
        if told in self._told:
            yield TOLD_TWICE
            return
        self._told.add(told)
        actor = self.names.by_name(sender)
        others = to(*(self.names.by_name(name) for name in people if name.lower() != sender.lower()))
        kind, about = _kind(message)
        yield Interaction(
            key=key, kind=kind, channel=self.names.network, actor=actor, happened_us=happened, to=others, thread=thread,
            title=title or about, text=text, url=repair(message.share.link) if message.share else "", visibility="direct",
        )  # fmt: skip
        for reaction in message.reactions:
            by = one_line(reaction.actor)
            when = micro(reaction.timestamp_ms or reaction.timestamp) or happened
            yield Interaction(
                key=self._numbered(f"reaction:{key}:{by.lower()}"), kind="reaction", channel=self.names.network,
                actor=self.names.by_name(by), happened_us=when, to=to(actor), thread=thread, reply_to=key, title=title,
                text=repair(reaction.reaction), visibility="direct",
            )  # fmt: skip

    def _numbered(self, key: str) -> str:
        self._counts[key] += 1
        return key if self._counts[key] == 1 else f"{key}#{self._counts[key]}"

    def _thread(self, document: Document, found: Listed[Message], people: list[str], folder: str) -> str:
        """A conversation's own number, else its members."""
        path = str(found.rest.get("thread_path") or folder)
        if document.key != SECRET_CHAT and (number := _THREAD.search(path)):
            return f"thread:{number[1]}"
        members = sorted(name.lower() for name in people)
        name = _PREFIX.sub("", one_line(str(found.rest.get("threadName") or "")))
        return f"thread:{checksum(*members, name)}"

    def join(self, documents: Iterable[Document], usernames: Mapping[str, str]) -> int:
        """Join names to accounts by the folders of conversations of two, where every folder of that name tells the same; count them.

        Args:
            documents: files of messages.
            usernames: accounts by their username without signs, as folders bear it.
        """
        me = self.names.owner_name.lower()
        told: dict[str, set[str]] = {}
        for document in documents:
            others = [name.lower() for name in participants(document.head) if name.lower() != me]
            folder = _PREFIX.sub("", PurePosixPath(document.member.path).parent.name).lower()
            if me and len(others) == 1 and others[0] not in NOBODY:
                told.setdefault(others[0], set()).add(usernames.get(folder, ""))
        self.names.joined = {name: account for name, (account, *more) in told.items() if account and not more}
        return len(self.names.joined)


def _when(message: Message) -> int | None:
    return micro(message.timestamp_ms or message.timestamp)


def in_all(documents: Iterable[Document]) -> str:
    """The one name that has a part in every conversation: the owner's, where nothing else tells it."""
    shared: set[str] | None = None
    for document in documents:
        if names := set(participants(document.head)):
            shared = names if shared is None else shared & names
    return shared.pop() if shared and len(shared) == 1 else ""


def participants(head: bytes) -> list[str]:
    """Who takes part, by the first bytes of a file."""
    found = _PARTICIPANTS.search(text := head.decode("utf-8", "replace"))
    try:
        return _participants(_json.raw_decode(text[found.end() :])[0]) if found else []
    except UNREADABLE:
        return []


def _participants(listed_people: Any) -> list[str]:
    found = listed_people if isinstance(listed_people, list) else []
    names = (
        each if isinstance(each, str) else each.get("name") for each in found if isinstance(each, str | dict)
    )
    return [one_line(str(name or "")) for name in names]


def _kind(message: Message) -> tuple[Kind, str]:
    """What a message is, and a word for what it carries."""
    if message.call_duration is not None or message.type.lower() == "call":
        spoken = bool(message.call_duration) and not message.missed
        return ("call", "") if spoken else ("message", "missed call")
    carried = [WORDS[part] for part in PARTS if getattr(message, part)]
    if message.sticker:
        carried.append("sticker")
    if message.media:
        carried.append("media")
    return "message", "" if message.content or message.text else ", ".join(carried)
