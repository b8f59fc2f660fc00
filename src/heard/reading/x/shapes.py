"""The fields of an X archive that Heard reads; a decoder skips all others.

One shape serves every era: since 2020 numbers are text and a post's words are `full_text`; before August 2018 they were
numbers and `text`.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct

Moment = Annotated[datetime, Meta(tz=True)]
"""ISO 8601 with its zone, which X writes everywhere but in posts."""


class Link(Struct, gc=False):
    """A t.co link, what it leads to, and where it stands in the escaped text, counted in code points."""

    url: str
    expanded_url: str | None = None
    indices: tuple[int, int] = (0, 0)


class Person(Struct, gc=False):
    """An account named in a post. X writes -1 for the id of one that is gone."""

    screen_name: str
    name: str | None = None
    id_str: str = "-1"


class Entities(Struct, gc=False):
    """What X found in the text of a post."""

    user_mentions: tuple[Person, ...] = ()
    urls: tuple[Link, ...] = ()


class Versions(Struct, gc=False, rename="camel"):
    """The ids of a post and of its edited versions, oldest first."""

    edit_tweet_ids: tuple[str, ...] = ()


class Edited(Struct, gc=False, rename="camel"):
    """An edited version says it of its original."""

    edit_control_initial: Versions | None = None


class Edits(Struct, gc=False):
    """Since September 2022."""

    initial: Versions | None = None
    edit: Edited | None = None


class Original(Struct, gc=False):
    """The post that was retweeted; only archives before August 2018 hold it."""

    id_str: str
    text: str
    user: Person
    entities: Entities | None = None


class Post(Struct, gc=False):
    """A tweet."""

    id_str: str
    created_at: str
    full_text: str | None = None
    text: str | None = None
    entities: Entities | None = None
    edit_info: Edits | None = None
    in_reply_to_status_id_str: str | None = None
    in_reply_to_user_id_str: str | None = None
    in_reply_to_screen_name: str | None = None
    retweeted_status: Original | None = None


class NoteLink(Struct, gc=False, rename="camel"):
    """A link in a long post."""

    short_url: str
    expanded_url: str = ""


class NoteCore(Struct, gc=False):
    """The words of a long post."""

    text: str
    urls: tuple[NoteLink, ...] = ()


class Note(Struct, gc=False, rename="camel"):
    """A post of more than 280 characters, whole."""

    created_at: Moment
    core: NoteCore


class Like(Struct, gc=False, rename="camel"):
    """A post that the owner likes: neither whose it is nor since when."""

    tweet_id: str
    full_text: str = ""
    expanded_url: str = ""


class Follow(Struct, gc=False, rename="camel"):
    """An account that follows or is followed: its id alone."""

    account_id: str


class LiveComment(Struct, gc=False, rename="camel"):
    """A comment on a live broadcast."""

    broadcast_id: str
    created_at: Moment
    text: str = ""


class ChatLink(Struct, gc=False):
    """A link in a direct message."""

    url: str
    expanded: str = ""


class Reaction(Struct, gc=False, rename="camel"):
    """A reaction to a direct message. X's own README calls the fields otherwise, and is wrong."""

    sender_id: str
    event_id: str
    created_at: Moment
    reaction_key: str = ""


class Said(Struct, gc=False, rename="camel"):
    """A direct message; one to a group has no recipient."""

    id: str
    sender_id: str
    created_at: Moment
    recipient_id: str = ""
    text: str = ""
    urls: tuple[ChatLink, ...] = ()
    reactions: tuple[Reaction, ...] = ()


class Moved(Struct, gc=False, rename="camel"):
    """Somebody came or went; the snapshot lists who was there when the owner came."""

    created_at: Moment
    initiating_user_id: str = ""
    user_ids: tuple[str, ...] = ()
    participants_snapshot: tuple[str, ...] = ()


class Renamed(Struct, gc=False, rename="camel"):
    """A group got a name."""

    created_at: Moment
    name: str = ""


class Event(Struct, gc=False, rename="camel"):
    """One entry of a conversation: exactly one of its fields is there, or none that Heard reads."""

    message_create: Said | None = None
    welcome_message_create: Said | None = None
    join_conversation: Moved | None = None
    participants_join: Moved | None = None
    participants_leave: Moved | None = None
    conversation_name_update: Renamed | None = None


class Conversation(Struct, gc=False, rename="camel"):
    """A conversation: of two, named by both ids, or of a group, named by a number."""

    conversation_id: str
    messages: tuple[Event, ...] = ()


class Present(Struct, gc=False):
    """Something of which only the presence matters."""


class Sealed(Struct, gc=False, rename="camel"):
    """What kind of event it is; its content is encrypted."""

    message_create_event: Present | None = None


class SealedEvent(Struct, gc=False, rename="camel"):
    """An event of an encrypted chat."""

    message_id: str
    sender_id: str
    conversation_id: str
    created_at_msec: int
    detail: Sealed


class Account(Struct, gc=False, rename="camel"):
    """account.js."""

    account_id: str
    username: str = ""
    account_display_name: str = ""
    email: str = ""


class Described(Struct, gc=False):
    """What the owner says of themselves."""

    bio: str = ""


class OwnerProfile(Struct, gc=False):
    """profile.js."""

    description: Described


class User(Struct, gc=False, rename="camel"):
    """Who the manifest says the owner is."""

    account_id: str
    user_name: str = ""
    display_name: str = ""


class Made(Struct, gc=False, rename="camel"):
    """When the archive was made."""

    generation_date: Moment | None = None
    is_partial_archive: bool = False


class ListedFile(Struct, gc=False, rename="camel"):
    """A file that the manifest names."""

    file_name: str
    global_name: str = ""
    count: int = 0


class Listed(Struct, gc=False):
    """The files of one kind of data."""

    files: tuple[ListedFile, ...] = ()


class Manifest(Struct, gc=False, rename="camel"):
    """manifest.js."""

    user_info: User | None = None
    archive_info: Made | None = None
    data_types: dict[str, Listed] = {}


class Details(Struct, gc=False):
    """user_details.js, before August 2018."""

    id: str
    screen_name: str = ""
    full_name: str = ""
    bio: str = ""


class Payload(Struct, gc=False):
    """payload_details.js, before August 2018."""

    created_at: str = ""
