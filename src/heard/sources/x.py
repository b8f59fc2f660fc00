"""X, formerly Twitter: "Download an archive of your data", in every layout since 2010.

    data/manifest.js            window.__THAR_CONFIG = { … }                whose archive, when, which files
    data/tweets.js              window.YTD.tweets.part0 = [ … ]             since autumn 2022, in parts of 100 MiB
    data/tweet.js               window.YTD.tweet.part0 = [ … ]              2020 to 2022
    tweet.js                    the same, its records bare                  2018 to early 2020
    data/js/tweets/2014_05.js   Grailbird.data.tweets_2014_05 = [ … ]       before August 2018

A file is known by the name it assigns to, never by its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from heard.model import Export, FileSeen, Interaction, Problem, Profile, Record, Visibility, micros
from heard.reading.archive import Archive, DamagedError, Member
from heard.reading.assignment import Salvage, records
from heard.reading.seen import Seen
from heard.reading.x.chats import Chats, salvage
from heard.reading.x.layout import GRAILBIRD, File, Layout, aside, survey
from heard.reading.x.left_alone import REASONS
from heard.reading.x.posts import Posts
from heard.reading.x.shapes import (
    Conversation,
    Follow,
    Like,
    LiveComment,
    Note,
    OwnerProfile,
    Post,
    SealedEvent,
)
from heard.reading.x.text import plain, unescaped

TITLE = "X (Twitter)"
CHANNEL = "x"
WAIT_DAYS = 2
HOW_TO_GET_IT = (
    "Settings and privacy > Your account > Download an archive of your data. X asks for your password and a code, takes a day "
    "or more, and then offers one zip; add it as it is."
)
BLIND = (
    "What others did is not in it: replies, mentions, likes and reposts by others, and how often a post was seen. Silence there "
    "is not silence. Likes and follows bear no date, followers no name, and the text of encrypted chats cannot be read."
)
BESIDE = "Your mailbox (mbox), for who answered, liked and followed: X's notifications name them."
NOT_SEEN = (
    "The layout of 2018 to early 2020, parts of one archive in several zips, long articles, calls and rooms; the other layouts were compared with "
    "archives that their owners published, of 2014, 2020, 2023, 2024 and 2026."
)
LEFT_ALONE = {f"data/{name.replace('_', '-')}.js": why for name, why in REASONS.items()} | {
    "data/*_media/": "pictures, films and sounds; Heard reads words",
    "assets/": "X's own viewer of the archive",
}

SEALED = b'"messageCreateEvent"'
DAYS_ONLY_BEFORE = 2011
"""Grailbird wrote 00:00:00 for the time of every post before November 2010 (3,719 of 3,719 in a real archive)."""


@dataclass(slots=True)
class _Reading:
    """One archive while it is read."""

    owner: str
    posts: Posts
    chats: Chats
    bio: str = ""
    seen: Seen = field(default_factory=Seen)
    repeats: Counter[str] = field(default_factory=Counter)

    def take_posts(self, path: str, found: list[Post], visibility: Visibility = "public") -> Iterator[Record]:
        """Posts, replies, mentions and retweets."""
        yield from self.posts.read(path, found, visibility)

    def take_circle(self, path: str, found: list[Post]) -> Iterator[Record]:
        """Posts that only a chosen circle could see, from August 2022 to October 2023."""
        yield from self.posts.read(path, found, "followers")

    def take_notes(self, path: str, found: list[Note]) -> Iterator[Record]:
        """Whole texts of long posts."""
        self.posts.keep_notes(path, found)
        yield from ()

    def take_profile(self, _path: str, found: list[OwnerProfile]) -> Iterator[Record]:
        """What the owner says of themselves."""
        self.bio = plain(found[0].description.bio) if found else ""
        yield from ()

    def take_likes(self, _path: str, found: list[Like]) -> Iterator[Record]:
        """Likes, whose author and time X leaves out."""
        for like in found:
            key = f"like:{like.tweet_id}"
            if self._is_new(key):
                yield Interaction(
                    key=key, kind="reaction", channel="x", actor=self._me, reply_to=like.tweet_id,
                    text=unescaped(like.full_text), url=f"https://x.com/i/web/status/{like.tweet_id}",
                )  # fmt: skip

    def take_followers(self, _path: str, found: list[Follow]) -> Iterator[Record]:
        """Who follows the owner."""
        for follow in found:
            yield from self._follow(follow.account_id, self.owner)

    def take_following(self, _path: str, found: list[Follow]) -> Iterator[Record]:
        """Whom the owner follows."""
        for follow in found:
            yield from self._follow(self.owner, follow.account_id)

    def take_chats(self, _path: str, found: list[Conversation]) -> Iterator[Record]:
        """Direct messages and the reactions to them."""
        for conversation in found:
            yield from self.chats.conversation(conversation)

    def take_sealed(self, _path: str, found: list[SealedEvent]) -> Iterator[Record]:
        """Encrypted messages, without their text."""
        for event in found:
            yield from self.chats.sealed(event)

    def take_live_comments(self, _path: str, found: list[LiveComment]) -> Iterator[Record]:
        """Comments on live broadcasts; they have no id."""
        for comment in found:
            happened = micros(comment.created_at)
            same = f"live:{comment.broadcast_id}:{happened}"
            self.repeats[same] += 1
            yield Interaction(
                key=f"{same}:{self.repeats[same]}", kind="comment", channel="x", actor=self._me, happened_us=happened,
                thread=f"live:{comment.broadcast_id}", text=comment.text,
            )  # fmt: skip

    @property
    def _me(self) -> str | None:
        return f"x:{self.owner}" if self.owner else None

    def _follow(self, who: str, whom: str) -> Iterator[Interaction]:
        key = f"follow:{who}:{whom}"
        if self._is_new(key):
            actor, to = (f"x:{name}" if name else None for name in (who, whom))
            yield Interaction(key=key, kind="follow", channel="x", actor=actor, to=(to,) if to else ())

    def _is_new(self, key: str) -> bool:
        new = key not in self.seen
        self.seen.add(key)
        return new


@dataclass(frozen=True, slots=True)
class _Kind:
    """How one kind of file is read."""

    what: str
    wrapper: str
    shape: type[Any]
    take: Callable[[_Reading, str, list[Any]], Iterator[Record]]
    salvage: Salvage[Any] | None = None


_POSTS = _Kind("posts, replies, mentions and retweets", "tweet", Post, _Reading.take_posts)
_CHATS = _Kind(
    "direct messages and reactions to them", "dmConversation", Conversation, _Reading.take_chats, salvage
)
_GROUPS = _Kind(
    "messages in groups and reactions to them", "dmConversation", Conversation, _Reading.take_chats, salvage
)
_READ = {
    "note_tweet": _Kind("the whole text of long posts", "noteTweet", Note, _Reading.take_notes),
    "deleted_note_tweet": _Kind("the whole text of long posts that were deleted", "noteTweet", Note, _Reading.take_notes),
    "profile": _Kind("what you say of yourself", "profile", OwnerProfile, _Reading.take_profile),
    "tweets": _POSTS,
    "tweet": _POSTS,
    "Grailbird": _POSTS,
    "community_tweet": _Kind("posts in communities", "tweet", Post, _Reading.take_posts),
    "twitter_circle_tweet": _Kind("posts to your circle", "tweet", Post, _Reading.take_circle),
    "deleted_tweets": _Kind("posts that you deleted in the last two weeks", "tweet", Post, _Reading.take_posts),
    "like": _Kind("posts that you like, without author and date", "like", Like, _Reading.take_likes),
    "follower": _Kind("who follows you, by number alone", "follower", Follow, _Reading.take_followers),
    "following": _Kind("whom you follow, by number alone", "following", Follow, _Reading.take_following),
    "direct_messages": _CHATS,
    "direct_message": _CHATS,
    "direct_messages_group": _GROUPS,
    "direct_message_group": _GROUPS,
    "message_event": _Kind("encrypted messages: who and when; the text cannot be read", "messageEvent", SealedEvent,
                           _Reading.take_sealed),
    "periscope_comments_made_by_user": _Kind("your comments on live broadcasts", "periscopeCommentsMadeByUser", LiveComment,
                                             _Reading.take_live_comments),
}  # fmt: skip
"""By the name that a file assigns to, in the order of reading: whole texts wait for their posts."""
_SAYS = {
    "manifest": "whose archive it is, when it was made, and which files belong to it",
    "account": "your name, handle and address",
    "user_details": "your name and handle",
    "payload_details": "when the archive was made",
}
"""Files that were read to know the archive."""

_UNREADABLE = {
    "html": "A web page stands where X puts data; download the archive again and add the zip itself.",
    "damaged": "The zip is damaged here; download it again.",
    "empty": "It is empty, and X writes a list at least; download the archive again.",
}

FILES = {
    "data/js/tweets/*.js" if name == "Grailbird" else f"data/{name.replace('_', '-')}.js": what
    for name, what in {**_SAYS, **{name: kind.what for name, kind in _READ.items()}}.items()
}


def recognise(archive: Archive) -> Export | None:
    """Whether a file in it assigns to a name that only X uses."""
    layout = survey(archive)
    if layout is None:
        return None
    return Export(
        source="x",
        owner=f"x:{layout.owner.account_id}" if layout.owner else "",
        taken_at=layout.taken_at,
        notes=tuple(_notes(layout)),
        context={"layout": layout},
    )


def read(archive: Archive, export: Export) -> Iterator[Record]:
    """Everything in it, the files that wait for nothing first."""
    layout = cast("Layout", export.context["layout"])
    owner, handle = (layout.owner.account_id, layout.owner.username) if layout.owner else ("", "")
    reading = _Reading(owner, Posts(owner, handle), Chats(owner))
    order = {name: number for number, name in enumerate(_READ)}
    seen: dict[str, FileSeen] = {}
    unread = {problem.path for problem in layout.problems}
    yield from layout.problems
    for root in layout.foreign:
        why = f"It is the archive of another account, {layout.owners[root].username}; add each archive by itself."
        yield Problem(path=root, why=why)
    for file in sorted(layout.files, key=lambda file: order.get(file.kind, len(order))):
        path = file.member.path
        if file.root in layout.foreign or path in unread:
            seen[path] = FileSeen(path=path, status="failed")
        elif file.kind in _READ:
            seen[path] = yield from _read_file(reading, file.member, _READ[file.kind])
        elif file.kind in _UNREADABLE:
            seen[path] = FileSeen(path=path, status="failed")
            yield Problem(path=path, why=_UNREADABLE[file.kind])
        else:
            seen[path] = _named(file)
    yield from reading.posts.finish()
    if layout.owner:
        yield Profile(
            account=f"x:{owner}", name=layout.owner.account_display_name, title=reading.bio, email=layout.owner.email,
            url=f"https://x.com/{handle}" if handle else "", owner=True,
        )  # fmt: skip
    yield from _missing(layout)
    rows = Counter({path: status.rows for path, status in seen.items()}) + reading.posts.counts
    if not rows.total():
        yield Problem(
            path=archive.path.name,
            why="No post, message, like or follow was found in it; ask X for the whole archive.",
        )
    for path, status in seen.items():
        yield FileSeen(path=path, status=status.status, rows=rows[path], what=status.what)
    yield from _others(archive, layout, seen)


def _read_file(reading: _Reading, member: Member, kind: _Kind) -> Generator[Record, None, FileSeen]:
    """The facts of one file, and what became of it. Posts are counted when all were read."""
    rows, failed = 0, False
    try:
        for block in records(member, kind.shape, kind.wrapper, kind.salvage):
            failed = failed or bool(block.problems)
            yield from block.problems
            for record in kind.take(reading, member.path, block.records):
                rows += isinstance(record, Interaction)
                yield record
    except DamagedError as error:
        failed = True
        yield Problem(path=member.path, why=f"The zip is damaged here ({error}); what came before was read.")
    return FileSeen(path=member.path, status="failed" if failed else "read", rows=rows, what=kind.what)


def _named(file: File) -> FileSeen:
    """What became of a file that holds no facts."""
    path = file.member.path
    if file.kind in _SAYS:
        return FileSeen(path=path, status="read", what=_SAYS[file.kind])
    if file.kind in REASONS:
        return FileSeen(path=path, status="known", what=REASONS[file.kind])
    if file.kind == "tweet_index":
        return FileSeen(path=path, status="known", what="an index of the other files")
    return FileSeen(path=path, status="unknown", what=f"a kind of data that X has added: {file.assigned}")


def _others(archive: Archive, layout: Layout, seen: dict[str, FileSeen]) -> Iterator[FileSeen]:
    """Everything else: folders of pictures and the viewer as one each, strangers one by one."""
    roots = {file.root for file in layout.files}
    folders: Counter[tuple[str, str]] = Counter()
    for member in archive.members:
        if member.path not in seen:
            place, what = aside(member, roots)
            if place:
                folders[place, what] += 1
            else:
                yield FileSeen(path=member.path, status="unknown")
    for (place, what), count in folders.items():
        yield FileSeen(path=place, status="known", what=f"{what} ({count:,} files)" if count > 1 else what)


def _missing(layout: Layout) -> Iterator[Problem]:
    """Files that X's own list names and that are not there, where they would have been read."""
    for root, manifest in layout.manifests:
        here = {file.assigned for file in layout.files if file.root == root}
        for listed in (file for kind in manifest.data_types.values() for file in kind.files):
            name = listed.global_name.removeprefix("YTD.").partition(".")[0]
            if listed.count and name in _READ and listed.global_name not in here:
                why = f"X's own list counts {listed.count:,} records in this file, and it is not here; add the zip as X made it."
                yield Problem(path=root + listed.file_name, why=why)


def _notes(layout: Layout) -> Iterator[str]:
    """What the person should know of this very archive."""
    if layout.owner is None:
        yield "It does not say whose it is, as account.js and manifest.js are not in it; name your account in strategy.yaml."
    if any(
        manifest.archive_info and manifest.archive_info.is_partial_archive for _, manifest in layout.manifests
    ):
        yield "It is one of several zips; add the others as well."
    if any(file.kind == "message_event" and SEALED in file.member.head() for file in layout.files):
        yield "It holds encrypted chats: who wrote and when is read; nothing but X's app can show the text."
    years = [int(found[1]) for file in layout.files if (found := GRAILBIRD.fullmatch(file.assigned))]
    if years and min(years) < DAYS_ONLY_BEFORE:
        yield "Posts before November 2010 bear a day and no time."
