"""The records of a Flickr export. Nearly all of its numbers are texts, and fields have had two spellings."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from typing import Any

import msgspec

from heard.model import micros
from heard.text.clean import from_html

Said = str | int | float | None
"""A text, or a number that is one."""
NO_LIST = msgspec.Raw(b"[]")
NSID = re.compile(r"\d+@N\d\d", re.IGNORECASE)
_WHO = re.compile(r"flickr\.com/(?:photos|people)/([^/?#]+)")
_DISCUSSED = re.compile(r"/groups/([^/]+)/discuss/([^/#?]+)(?:/(?:#?(?:comment|reply))?(\d+))?")
_NUMBER = re.compile(r"#(?:comment|reply)(\d+)")


class Owner(msgspec.Struct, gc=False):
    """Whose export it is."""

    nsid: str
    screen_name: Said = ""
    real_name: Said = ""
    path_alias: Said = ""
    occupation: Said = ""
    email: Said = ""
    profile_url: Said = ""


class Person(msgspec.Struct, gc=False):
    """Somebody who is on a photo."""

    nsid: str
    username: Said = ""
    userurl: Said = ""


class Comment(msgspec.Struct, gc=False):
    """A comment, under a photo of one's own or in a list of what one wrote."""

    id: Said = ""
    comment_id: Said = ""
    photo_id: Said = ""
    photoset_id: Said = ""
    gallery_id: Said = ""
    photo_url: Said = ""
    url: Said = ""
    comment_url: Said = ""
    comment: Said = ""
    user: Said = ""
    date: Said = ""
    created: Said = ""


class Note(msgspec.Struct, gc=False):
    """Words pinned to a place on a photo."""


class Photo(msgspec.Struct, gc=False):
    """A photo or a film of one's own."""

    id: Said
    name: Said = ""
    description: Said = ""
    date_imported: Said = ""
    photopage: Said = ""
    privacy: Said = ""
    people: msgspec.Raw = NO_LIST
    comments: msgspec.Raw = NO_LIST
    notes: msgspec.Raw = NO_LIST


class Fave(msgspec.Struct, gc=False):
    """A photo that one likes."""

    photo_id: Said
    photo_url: Said = ""


class Discussed(msgspec.Struct, gc=False):
    """What one wrote in a group."""

    url: Said = ""
    type: Said = ""
    subject: Said = ""
    topic_title: Said = ""
    message: Said = ""
    body: Said = ""
    created: Said = ""
    date: Said = ""
    reply_id: Said = ""


class Testimonial(msgspec.Struct, gc=False):
    """Praise, given or received."""

    profile_url: Said = ""
    author_or_subject_screen_name: Said = ""
    body: Said = ""
    created: Said = ""


class Mail(msgspec.Struct, rename={"sender": "from"}, gc=False):
    """A message of FlickrMail."""

    id: Said
    sender: Said = ""
    from_user_id: Said = ""
    to: Said = ""
    to_user_id: Said = ""
    to_user_name: Said = ""
    to_username: Said = ""
    subject: Said = ""
    message: Said = ""
    body: Said = ""
    date_sent: Said = ""


def said(*cells: Any) -> str:
    """The first cell that says something, as text."""
    return next((str(cell).strip() for cell in cells if cell not in {None, ""}), "")


def words(*cells: Any) -> str:
    """The same without markup."""
    text = said(*cells)
    return from_html(text) if "<" in text else html.unescape(text)


def moment(*cells: Any) -> int | None:
    """The first time that is written down [us, UTC]; Flickr names no zone, and UTC is assumed.

    Raises:
        ValueError: it is no time.
    """
    text = said(*cells)
    if not text or text.startswith("0000-"):
        return None
    try:
        found = datetime.fromtimestamp(int(text), UTC) if text.isdigit() else datetime.fromisoformat(text)
    except (ValueError, OverflowError, OSError) as error:
        raise ValueError(f"has a time that cannot be read: {text[:40]}") from error
    return micros(found if found.tzinfo else found.replace(tzinfo=UTC))


def who(address: str) -> str:
    """Whom a page belongs to: a number such as ``12345678@N00``, or the name that its owner chose; empty if nobody."""
    found = _WHO.search(address)
    return handle(found[1]) if found else ""


def handle(name: str) -> str:
    """A number or a chosen name, as all files write it alike."""
    return name.upper() if NSID.fullmatch(name) else name.lower()


def comment_number(comment: Comment) -> str:
    """The comment's own number, which ends its address and, in one's own photos, its id."""
    found = _NUMBER.search(said(comment.comment_url, comment.url))
    return found[1] if found else said(comment.comment_id, comment.id).rpartition("-")[2]


def discussion(address: str) -> tuple[str, str, str]:
    """Group, topic and reply that an address in a group leads to; empty where it does not say."""
    found = _DISCUSSED.search(address)
    if found is None:
        return "", "", ""
    number = _NUMBER.search(address)
    return found[1], found[2], found[3] or (number[1] if number else "")
