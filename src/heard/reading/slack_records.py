"""What is said in Slack's channels, as interactions: messages, comments on files, huddles and reactions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import cast

from heard.model import Interaction, Kind, Nature, Visibility
from heard.reading.seen import Seen
from heard.reading.slack import Huddle, Message, mentioned, moment, plain

SAID = frozenset({None, "", "file_share", "thread_broadcast", "me_message", "bot_message", "file_comment"})
"""Subtypes in which somebody speaks; all others but huddles are lines of Slack's own."""
ROBOT = "USLACKBOT"
A_DAY = 86_400_000_000
"""[us]"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was said."""

    key: str
    title: str
    visibility: Visibility
    members: tuple[str, ...] = ()
    """Those who are addressed by whatever is said; empty in channels."""


@dataclass(slots=True)
class Talk:
    """What is known of a workspace while its days are read."""

    places: dict[str, Place] = field(default_factory=dict)
    """By folder."""
    names: dict[str, str] = field(default_factory=dict)
    robots: set[str] = field(default_factory=lambda: {ROBOT})
    apps: dict[str, str] = field(default_factory=dict)
    seen: Seen = field(default_factory=Seen)
    authors: dict[str, str] = field(default_factory=dict)
    """Of the messages of one folder."""
    left_out: Counter[str] = field(default_factory=Counter)


def interactions(message: Message, place: Place, talk: Talk) -> Iterator[Interaction]:
    """What one message tells; what it is otherwise is counted."""
    key = f"{place.key}:{message.ts}"
    if message.room and message.subtype == "huddle_thread":
        yield from _huddle(message, key, place, talk)
        return
    if message.subtype not in SAID or message.type not in {"message", ""}:
        talk.left_out["Slack's own lines"] += 1
        return
    if key in talk.seen:
        talk.left_out["replies shown twice"] += 1
        return
    talk.seen.add(key)
    kind: Kind = "message"
    who, text = message.user or message.bot_id or "", message.text or ""
    if message.subtype == "file_comment" and message.comment:
        who, text, kind = message.comment.user or who, message.comment.comment, "comment"
    if message.bot_id and not message.user and message.username:
        talk.apps[message.bot_id] = message.username
    talk.authors[message.ts] = who
    answers = message.thread_ts if message.thread_ts and message.thread_ts != message.ts else None
    called = mentioned(text)
    asked = (message.parent_user_id or talk.authors.get(answers, "")) if answers else ""
    to = place.members or (asked, *called)
    automatic = message.subtype == "bot_message" or bool(message.bot_id) or who in talk.robots
    yield Interaction(
        key=key,
        kind=kind,
        channel="slack",
        actor=_account(who) if who else None,
        happened_us=moment(message.ts),
        to=_accounts(to, who),
        mentioned=_accounts(called, ""),
        thread=f"{place.key}:{message.thread_ts}" if message.thread_ts else place.key,
        reply_to=f"{place.key}:{answers}" if answers else None,
        title=place.title,
        text=plain(text, talk.names),
        visibility=place.visibility,
        nature="automatic" if automatic else "personal",
    )
    yield from _reactions(message, key, who, place, talk)


def _huddle(message: Message, key: str, place: Place, talk: Talk) -> Iterator[Interaction]:
    """A call of some members of a channel."""
    room = cast("Huddle", message.room)
    people = list(dict.fromkeys([*room.participant_history, *room.participants]))
    who = room.created_by or message.user or (people[0] if people else "")
    if len({*people, who} - {""}) < 2 or key in talk.seen:
        talk.left_out["huddles that nobody joined"] += 1
        return
    talk.seen.add(key)
    yield Interaction(
        key=key,
        kind="meeting",
        channel="slack",
        actor=_account(who),
        happened_us=room.date_start * 1_000_000 or moment(message.ts),
        to=_accounts(people, who),
        thread=place.key,
        title=place.title,
        visibility=place.visibility,
    )


def _reactions(message: Message, key: str, author: str, place: Place, talk: Talk) -> Iterator[Interaction]:
    """Signs under a message. They bear no time: the day is the message's, as nearly all are given on it."""
    day = (moment(message.ts) or 0) // A_DAY * A_DAY
    for reaction in message.reactions or []:
        if unnamed := reaction.count - len(reaction.users):
            talk.left_out["reactions without a name"] += max(unnamed, 0)
        for user in dict.fromkeys(reaction.users):
            nature: Nature = "automatic" if user in talk.robots else "personal"
            yield Interaction(
                key=f"{key}:{reaction.name}:{user}",
                kind="reaction",
                channel="slack",
                actor=_account(user),
                happened_us=day,
                to=_accounts([author], user),
                thread=f"{place.key}:{message.thread_ts}" if message.thread_ts else place.key,
                reply_to=key,
                title=place.title,
                text=f":{reaction.name}:",
                visibility=place.visibility,
                nature=nature,
            )


def _account(user: str) -> str:
    return f"slack:{user}"


def _accounts(users: Iterable[str], but: str) -> tuple[str, ...]:
    """Each account once, in order, without one."""
    return tuple(_account(user) for user in dict.fromkeys(users) if user and user != but)
