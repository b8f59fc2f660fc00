"""Direct messages of an X archive: of two, of groups, and encrypted."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from heard.model import Interaction, micros
from heard.reading.assignment import pieces
from heard.reading.seen import Seen
from heard.reading.x.shapes import Conversation, Event, Said, SealedEvent
from heard.reading.x.text import unescaped

EVENTS = rb"\w+(?:Create|Conversation|Join|Leave|Update)"
CONVERSATION = re.compile(rb'"conversationId"\s*:\s*"([\w-]+)"')
_json = json.JSONDecoder()


@dataclass(slots=True)
class Chats:
    """The chats of one archive."""

    owner: str
    seen: Seen = field(default_factory=Seen)

    def conversation(self, found: Conversation) -> Iterator[Interaction]:
        """The messages and reactions of a conversation, oldest first; X writes the newest first."""
        events = sorted(found.messages, key=_moment)
        thread = f"dm:{found.conversation_id}"
        members = _members_at_first(events, self.owner)
        title = ""
        for event in events:
            if event.conversation_name_update is not None:
                title = event.conversation_name_update.name
            members = _after(event, members)
            said = event.message_create or event.welcome_message_create
            if said is None or said.id in self.seen:
                continue
            self.seen.add(said.id)
            others = _recipients(said, found.conversation_id, members)
            text = said.text
            for link in said.urls:
                text = text.replace(link.url, link.expanded.replace("&", "&amp;") or link.url)
            yield Interaction(
                key=f"dm:{said.id}", kind="message", channel="x", actor=f"x:{said.sender_id}",
                happened_us=micros(said.created_at), to=tuple(f"x:{other}" for other in others), thread=thread,
                title=title, text=unescaped(text), visibility="direct",
            )  # fmt: skip
            for reaction in said.reactions:
                yield Interaction(
                    key=f"dm-reaction:{reaction.event_id}", kind="reaction", channel="x", actor=f"x:{reaction.sender_id}",
                    happened_us=micros(reaction.created_at), to=(f"x:{said.sender_id}",), thread=thread,
                    reply_to=f"dm:{said.id}", title=title, text=reaction.reaction_key, visibility="direct",
                )  # fmt: skip

    def sealed(self, event: SealedEvent) -> Iterator[Interaction]:
        """An encrypted message: who and when; nobody but X's app can read the text."""
        if event.detail.message_create_event is None or event.message_id in self.seen:
            return
        self.seen.add(event.message_id)
        others = [
            part for part in event.conversation_id.split(":") if part.isdigit() and part != event.sender_id
        ]
        yield Interaction(
            key=f"dm:{event.message_id}", kind="message", channel="x", actor=f"x:{event.sender_id}",
            happened_us=event.created_at_msec * 1000, to=tuple(f"x:{other}" for other in others),
            thread=f"dm:{event.conversation_id.replace(':', '-')}", visibility="direct",
        )  # fmt: skip


def salvage(piece: bytes) -> list[Conversation]:
    """The sound events of a conversation that cannot be read whole."""
    named = CONVERSATION.search(piece)
    if named is None:
        return []
    events = []
    for _, part in pieces(piece, EVENTS):
        try:
            found, _end = _json.raw_decode(part.decode())
            events.append(msgspec.convert(found, Event, strict=False))
        except (ValueError, msgspec.ValidationError):
            continue
    return [Conversation(named[1].decode(), tuple(events))]


def _recipients(said: Said, conversation: str, members: set[str]) -> list[str]:
    if said.recipient_id:
        return [said.recipient_id]
    if "-" in conversation:
        return [part for part in conversation.split("-") if part != said.sender_id]
    return sorted(members - {said.sender_id})


def _members_at_first(events: list[Event], owner: str) -> set[str]:
    """Who was in a group before its first event: whoever speaks or leaves without having come.

    A group that the owner was added to tells who was there; one that the owner made does not.
    """
    came: set[str] = set()
    first: set[str] = set()
    if owner and not any(event.join_conversation for event in events):
        first.add(owner)
    for event in events:
        said = event.message_create
        moved = event.join_conversation or event.participants_join
        gone = event.participants_leave
        if said is not None:
            first |= {said.sender_id} - came
        elif moved is not None:
            came |= {*moved.user_ids, *moved.participants_snapshot}
        elif gone is not None:
            first |= {*gone.user_ids} - came
    return first


def _after(event: Event, members: set[str]) -> set[str]:
    """Who is in a group after an event."""
    if event.join_conversation is not None:
        return members | {*event.join_conversation.participants_snapshot}
    if event.participants_join is not None:
        return members | {*event.participants_join.user_ids}
    if event.participants_leave is not None:
        return members - {*event.participants_leave.user_ids}
    return members


def _moment(event: Event) -> int:
    """When an event was; one of an unknown kind stands first, where it changes nothing."""
    entries = (
        event.message_create, event.welcome_message_create, event.join_conversation, event.participants_join,
        event.participants_leave, event.conversation_name_update,
    )  # fmt: skip
    return next((micros(entry.created_at) for entry in entries if entry is not None), 0)
