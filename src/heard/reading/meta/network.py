"""Whose export it is: Facebook's or Instagram's, which share a layout, so that one place decides for both.

Records that only one of them writes prove it; so do the folders that bear its name. Messages look alike in both: there the words
in them and the name that the network gave the zip decide, and where nothing does, both claim it and the person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import PurePosixPath

from heard.reading.archive import Archive, DamagedError, Member
from heard.reading.meta.documents import CHAT, LIST, PAGE, SECRET_CHAT, Document, look

NETWORKS = ("facebook", "instagram")
FOLDERS = {
    "facebook": ("your_facebook_activity/", "your_activity_across_facebook/"),
    "instagram": ("your_instagram_activity/",),
}
"""Since late 2023, since 2024; since April 2024."""
VERSIONED = {
    "friends", "sent_requests", "received_requests", "rejected_requests", "deleted_friends", "following", "followers",
    "comments", "group_comments", "group_posts", "reactions", "groups_joined", "groups_admined", "event_responses",
    "event_invitations", "profile", "page_likes", "pages_followed", "pages", "notifications",
}  # fmt: skip
"""Fields that Facebook writes with the number of a version since mid-2021."""
BARE = {
    "friends": re.compile(rb'\[\s*\{\s*"(?:name|timestamp)"\s*:'),
    "comments": re.compile(rb'\[\s*\{\s*"(?:timestamp|data|title|attachments)"\s*:'),
    "reactions": re.compile(rb'\[\s*\{\s*"(?:timestamp|data|title)"\s*:'),
    "groups_joined": re.compile(rb'\[\s*\{\s*"(?:timestamp|data|title)"\s*:'),
    "group_comments": re.compile(rb'\[\s*\{\s*"(?:timestamp|data|title)"\s*:'),
    "profile": re.compile(rb'"name"\s*:\s*\{\s*"(?:full_name|first_name)"'),
}
"""Fields without it, until mid-2021, and what follows them in Facebook's files."""
POSTS = re.compile(rb'\[\s*\{\s*"(?:timestamp|data|attachments|title|tags)"\s*:')
POST_PARTS = re.compile(rb'"(?:post|external_context|update_timestamp|media)"\s*:')
INSTAGRAM = re.compile(
    r"relationships_\w+|profile_user|likes_(?:media|comment)_likes|ig_\w+|saved_saved_media|story_activities_\w+|impressions_history_\w+"
    r"|comments_(?:media|reels)_comments"
)
CARRIERS = re.compile(rb'"string_(?:list|map)_data"\s*:')
MEDIA = re.compile(rb'\[\s*\{\s*"media"\s*:\s*\[\s*\{\s*"uri"\s*:')
WORDS = {
    "facebook": re.compile(rb"facebook\.com|facebook[ -](?:user|nutzer|gebruiker)|utilisateur facebook", re.IGNORECASE),
    "instagram": re.compile(
        rb"instagram\.com|instagramuser|instagram[ -](?:user|nutzer|gebruiker)|utilisateur instagram"
        rb"|profile_share_username|original_content_owner",
        re.IGNORECASE,
    ),
}  # fmt: skip
META_PAGE = re.compile(rb'class="[^"]*(?:_a6-|_3-95|_a705|_4t5n|pam _3)')
"""Classes that stand in every page of both networks' exports in HTML."""
ZIP = re.compile(r"(facebook|instagram)-.+?-(\d{4})-(\d\d)-(\d\d)(?:-|$|\.)", re.IGNORECASE)
"""The name that the network gives a zip: ``facebook-anakovac-2024-03-05-Ab3dE6gH.zip``."""
NAMED = re.compile(r"(facebook|instagram)-", re.IGNORECASE)
MOMENT = re.compile(rb'"(?:timestamp|timestamp_ms)"\s*:\s*(\d{9,13})(?=[^\w])')
LAST = 253_402_300_800
"""The end of the year 9999 [s]."""
MOST_LOOKS = 400
"""Files looked into for a proof; an export's own files are fewer, and its messages need not all be seen."""
SOME_CHATS = 60


def ending(path: str) -> str:
    """The ending of a file's name, in lower case."""
    return PurePosixPath(path).suffix.lower()


def networks(archive: Archive) -> set[str]:
    """The networks that the archive is an export of; both where nothing tells them apart."""
    paths = [member.path for member in archive.members]
    found = {
        network
        for network in NETWORKS
        if any(
            path.startswith(folder) or f"/{folder}" in path for path in paths for folder in FOLDERS[network]
        )
    }
    talk = False
    heads = b""
    for document in _looks(archive.members):
        proof = _proof(document)
        found |= {proof} & set(NETWORKS)
        talk |= proof == CHAT
        heads += document.head if proof == CHAT else b""
    if found or not talk:
        return found
    if len(said := {network for network in NETWORKS if WORDS[network].search(heads)}) == 1:
        return said
    names = [archive.path.name, *(PurePosixPath(path).parts[0] for path in paths[:1])]
    named = {match[1].lower() for name in names if (match := NAMED.match(name))}
    return named or set(NETWORKS)


def _looks(members: Iterable[Member]) -> Iterator[Document]:
    """The files that may prove something: a look at each, but not at ten thousand."""
    files = [member for member in members if ending(member.path) in {".json", ".html", ".htm"}]
    others = [member for member in files if not member.name.lower().startswith("message")]
    chats = [member for member in files if member.name.lower().startswith("message")]
    for member in chain(islice(others, MOST_LOOKS), islice(chats, SOME_CHATS)):
        try:
            yield look(member)
        except DamagedError:
            continue


def _proof(document: Document) -> str:
    """The network that wrote a file; `CHAT` for messages of either; nothing for any other file."""
    key, head = document.key, document.head
    if key == PAGE:
        return _page(document) if META_PAGE.search(head) else ""
    if key == SECRET_CHAT:
        return "facebook" if b'"threadName"' in head or b'"senderName"' in head else ""
    if key == CHAT:
        return CHAT if b'"sender_name"' in head or b'"thread_path"' in head else ""
    if INSTAGRAM.fullmatch(key) or (
        CARRIERS.search(head) and (b"string_map_data" in head or b"instagram.com/" in head)
    ):
        return "instagram"
    if (key in VERSIONED and document.version) or (key in BARE and BARE[key].search(head)):
        return "facebook"
    if key == LIST and MEDIA.match(head) and b'"creation_timestamp"' in head:
        return "instagram"
    if key == LIST and b'"label_values"' in head:
        return _said(head) or ""
    return "facebook" if key == LIST and POSTS.match(head) and POST_PARTS.search(head) else ""


def _page(document: Document) -> str:
    return _said(document.head + document.member.path.encode()) or CHAT


def _said(text: bytes) -> str:
    """The one network that a text speaks of."""
    found = [network for network in NETWORKS if network.encode() in text.lower()]
    return found[0] if len(found) == 1 else ""


def taken_at(archive: Archive, network: str, documents: Iterable[Document]) -> datetime | None:
    """When it was made: the day in the name that the network gave it, else the newest moment in its files."""
    first = (PurePosixPath(member.path).parts[:2] for member in archive.members[:1])
    for name in (archive.path.name, *chain.from_iterable(first)):
        if (found := ZIP.match(name)) and found[1].lower() == network:
            try:
                return datetime(int(found[2]), int(found[3]), int(found[4]), tzinfo=UTC)
            except ValueError:
                continue
    newest = max((_newest(document.member) for document in documents), default=0)
    return datetime.fromtimestamp(newest, UTC) if newest else None


def _newest(member: Member) -> int:
    """The newest moment in a file [s], as far as it can be unpacked."""
    newest = 0
    with suppress(DamagedError):
        for window in member.windows():
            newest = max(newest, *map(seconds, map(int, MOMENT.findall(window))), 0)
    return newest


def seconds(number: int) -> int:
    """A moment in seconds, which Meta writes in seconds or in thousandths."""
    return number // 1000 if number >= 100_000_000_000 else number


def micro(number: int | None) -> int | None:
    """The same in microseconds, and None where it is no moment: for zero, and for the year 0 that Meta writes where it has no time."""
    if not number or not 0 < (second := seconds(number)) < LAST:
        return None
    return number * 1000 if second != number else number * 1_000_000
