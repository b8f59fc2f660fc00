"""What is said in Telegram's chats, as interactions: who spoke to whom, calls, and reactions with names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import msgspec

from heard.model import Interaction, Kind, Visibility, micros
from heard.reading.seen import Seen
from heard.reading.telegram import CHATS, Chat, Message, Opened, Owner, Reactor, entities, words
from heard.reading.telegram_runs import Authors

TWO = frozenset({"personal_chat", "bot_chat"})
OPEN: dict[str, tuple[Kind, Visibility]] = {
    "public_supergroup": ("message", "group"),
    "public_channel": ("post", "public"),
    "replies": ("reply", "public"),
}
"""Chats that anybody can read; all others are between their members."""
SKIPPED = {
    "saved_messages": "notes to yourself",
    "verification_codes": "codes to log in with",
}


@dataclass(slots=True)
class Talk:
    """Everything said so far, so that nothing is told twice."""

    owner: Owner | None
    names: dict[str, str] = field(default_factory=dict)
    """What accounts are called."""
    left_out: Counter[str] = field(default_factory=Counter)
    """What was understood of a file and is no interaction."""
    without_zone: int = 0
    """Messages of a file whose time is local."""
    seen: Seen = field(default_factory=Seen)
    authors: Authors = field(default_factory=Authors)
    """Of the messages of one chat."""
    thread: str = ""
    """The chat that is being read, in one run of messages or in many."""

    @property
    def me(self) -> str:
        """The owner's account, or nothing."""
        return f"telegram:{self.owner.user_id}" if self.owner else ""

    def next_file(self) -> None:
        """Start to count anew."""
        self.left_out.clear()
        self.without_zone = 0

    def chat(self, opened: Opened, bad: list[tuple[int, str]]) -> Iterator[Interaction]:
        """The interactions of a chat; what could not be read is added to `bad`."""
        chat, messages = opened.chat, opened.messages.records
        if chat is None:
            return
        if chat.type in SKIPPED:
            self.left_out[SKIPPED[chat.type]] += len(messages)
            return
        if chat.type not in CHATS:
            bad.append((opened.line, f"a kind of chat that Heard does not know: {chat.type}"))
            return
        if chat.type in TWO and chat.name:
            self.names.setdefault(f"telegram:{chat.id}", chat.name)
        thread = thread_of(chat)
        if thread != self.thread:
            self.thread, self.authors = thread, Authors()
        if chat.type not in TWO:
            for message in messages:
                self.authors.add(message.id, account(message.from_id))
        for message in messages:
            key = f"{thread}:{message.id}"
            if key in self.seen:
                self.left_out["messages that stand here twice"] += 1
                continue
            self.seen.add(key)
            moment = _moment(message)
            if moment is None:
                bad.append((opened.line, f"message {message.id} of this chat has no date"))
                continue
            if message.date_unixtime is None:
                self.without_zone += 1
            yield from self._message(chat, message, key, moment)

    def _message(
        self,
        chat: Chat,
        message: Message,
        key: str,
        moment: int,
    ) -> Iterator[Interaction]:
        kind, visibility = OPEN.get(chat.type, ("message", "direct"))
        who, name = account(message.from_id), message.name
        if message.type == "service":
            if message.action != "phone_call" or not message.duration_seconds:
                missed = message.action == "phone_call"
                self.left_out["calls that nobody took" if missed else "Telegram's own lines"] += 1
                return
            kind, who, name = "call", account(message.actor_id), message.actor
        elif message.type != "message":
            self.left_out["messages that this Telegram could not show"] += 1
            return
        if who and name:
            self.names[who] = name
        mentioned = tuple(dict.fromkeys(self._mentioned(message)))
        answered = message.reply_to_message_id if message.reply_to_peer_id is None else None
        forwarded = message.forwarded_from is not msgspec.UNSET
        if chat.type in TWO:
            to = self._other_side(chat, who)
        else:
            to = tuple(
                dict.fromkeys(a for a in (self.authors.get(answered or 0), *mentioned) if a and a != who)
            )
        yield Interaction(
            key=key,
            kind=kind,
            channel="telegram",
            actor=who or None,
            happened_us=moment,
            to=to,
            mentioned=mentioned,
            thread=thread_of(chat),
            reply_to=f"{thread_of(chat)}:{answered}" if answered else None,
            title="" if chat.type in TWO else chat.name or "",
            text="" if forwarded else words(message).strip(),
            visibility=visibility,
            nature="automatic" if chat.type == "bot_chat" else "personal",
        )
        yield from self._reactions(message, key, who, visibility, moment)

    def _reactions(
        self,
        message: Message,
        key: str,
        author: str,
        visibility: Visibility,
        moment: int,
    ) -> Iterator[Interaction]:
        shift = moment - (_local(message.date) or moment)
        for reaction in message.reactions:
            if unnamed := max(reaction.count - len(reaction.recent), 0):
                self.left_out["reactions without a name"] += unnamed
            for reactor in reaction.recent:
                who = account(reactor.from_id)
                self._keep_name(who, reactor)
                same = f"{key}:{reaction.emoji}:{who}"
                if not who or same in self.seen:
                    self.left_out[
                        "reactions without a name" if not who else "reactions that stand here twice"
                    ] += 1
                    continue
                self.seen.add(same)
                local = _local(reactor.date)
                yield Interaction(
                    key=same,
                    kind="reaction",
                    channel="telegram",
                    actor=who,
                    happened_us=None if local is None else local + shift,
                    to=(author,) if author and author != who else (),
                    thread=key.partition(":")[0],
                    reply_to=key,
                    text=reaction.emoji,
                    visibility=visibility,
                )

    def _keep_name(self, who: str, reactor: Reactor) -> None:
        if who and reactor.name:
            self.names.setdefault(who, reactor.name)

    def _other_side(self, chat: Chat, who: str) -> tuple[str, ...]:
        peer = f"telegram:{chat.id}"
        if who != peer:
            return (peer,)
        return (self.me,) if self.me and self.me != peer else ()

    def _mentioned(self, message: Message) -> Iterator[str]:
        own = (self.owner.username or "").lstrip("@").lower() if self.owner else ""
        for part in entities(message):
            if part.user_id:
                yield f"telegram:{part.user_id}"
            elif part.type == "mention":
                handle = part.text.lstrip("@").lower()
                yield self.me if own and handle == own else f"telegram:@{handle}"


def account(peer: str | int | None) -> str:
    """An account by the number that Telegram gives it: people bare, channels and groups with the word before it."""
    return f"telegram:{str(peer).removeprefix('user')}" if peer else ""


def _moment(message: Message) -> int | None:
    """When it was said [us, UTC]."""
    return _local(message.date) if message.date_unixtime is None else message.date_unixtime * 1_000_000


def _local(text: str) -> int | None:
    """A time of the computer that exported, as if its clock were in UTC [us]."""
    try:
        return micros(datetime.fromisoformat(text).replace(tzinfo=UTC))
    except ValueError:
        return None


def thread_of(chat: Chat) -> str:
    """A chat's key: people, groups and channels are numbered apart from each other."""
    if chat.type in TWO:
        return str(chat.id)
    return f"{'group' if chat.type == 'private_group' else 'channel'}{chat.id}"
