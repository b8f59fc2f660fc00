"""What YouTube's Takeout holds, as interactions: comments, videos, likes and subscriptions."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, field

import msgspec

from heard.model import Interaction, Record, Visibility
from heard.reading.arrays import number
from heard.reading.seen import Seen
from heard.reading.youtube.pages import Remark
from heard.reading.youtube.tables import CHANNEL_ID, VIDEO_ID, moment, words

LIKES = ("LL", "FL")
"""How the ids of two playlists begin: of what one likes, and of one's favourites."""
LIKED, SUBSCRIBED = "Liked ", "Subscribed to "
UNLISTED = ("unlisted", "nicht gelistet", "verborgen", "non répertori", "oculto", "non in elenco")
ROUNDED = re.compile(r"\d(?:[.,]\d+)?E\+\d+")
"""What a spreadsheet makes of a long number."""
_VIDEO = re.compile(r"(?:[?&]v=|/shorts/|youtu\.be/)([\w-]{11})")
_CHANNEL = re.compile(r"/channel/(UC[\w-]{22})")
_COMMENT = re.compile(r"[?&]lc=([\w.-]+)")


class Subtitle(msgspec.Struct, gc=False):
    """Whose video it is."""

    name: str = ""
    url: str = ""


class Activity(msgspec.Struct, rename="camel", gc=False):
    """Something done on YouTube, as My Activity has it."""

    title: str = ""
    title_url: str = ""
    subtitles: list[Subtitle] = []
    time: str = ""


class Resource(msgspec.Struct, rename="camel", gc=False):
    """What a subscription or a like is of."""

    channel_id: str = ""
    video_id: str = ""


class Snippet(msgspec.Struct, rename="camel", gc=False):
    """When it was, and of what."""

    published_at: str = ""
    title: str = ""
    playlist_id: str = ""
    resource_id: Resource = msgspec.field(default_factory=Resource)


class Item(msgspec.Struct, gc=False):
    """A subscription or a like as YouTube's own interface gives it."""

    kind: str = ""
    snippet: Snippet = msgspec.field(default_factory=Snippet)


@dataclass(slots=True)
class Reading:
    """One Takeout while it is read."""

    owner: str
    names: dict[str, str] = field(default_factory=dict)
    """The owner's channels."""
    makers: dict[str, str] = field(default_factory=dict)
    """Whose a video is, for those that were commented on."""
    met: dict[str, str] = field(default_factory=dict)
    """Names of other channels."""
    done: Seen = field(default_factory=Seen)

    def account(self, channel: str = "") -> str | None:
        """The account of a channel, or the owner's."""
        found = channel or self.owner
        return f"youtube:{found}" if found else None

    def comment(self, row: dict[str, str], *, live: bool) -> Interaction | str:
        """A comment, or what was said in a live chat."""
        video, post = row.get("video", ""), row.get("post", "")
        key, parent = row["id"], row.get("parent", "")
        if not key:
            raise ValueError("has no id")
        if ROUNDED.fullmatch(key):
            raise ValueError("has an id that a spreadsheet has rounded; add the file as Google made it")
        if not self.first(key):
            return "twice in this Takeout"
        if not live and "." in key:
            parent = parent or key.partition(".")[0]
        if video:
            self.makers.setdefault(video, "")
        if row["channel"]:
            self.names.setdefault(row["channel"], "")
        url = f"https://www.youtube.com/watch?v={video}" if video else ""
        paid = row.get("price", "").strip("0.") != ""
        return Interaction(
            key=key, kind="comment", channel="youtube", actor=self.account(row["channel"]), happened_us=moment(row["time"]),
            thread=video or post or None, reply_to=parent or video or post or None, text=words(row["text"]),
            title=("Super Chat" if live else "Super Thanks") if paid else "", url=f"{url}&lc={key}" if url and not live else url,
        )  # fmt: skip

    def video(self, row: dict[str, str]) -> Interaction | str:
        """A video of one's own."""
        key = row["id"]
        if not VIDEO_ID.fullmatch(key):
            raise ValueError(f"has no video's id: {key[:40] or 'none'}")
        privacy = row.get("privacy", "").casefold()
        self.makers[key] = row["channel"]
        self.names.setdefault(row["channel"], "")
        if privacy.startswith("priv"):
            return "private videos"
        visibility: Visibility = "unlisted" if privacy.startswith(UNLISTED) else "public"
        return Interaction(
            key=key, kind="post", channel="youtube", actor=self.account(row["channel"]),
            happened_us=moment(row.get("published") or row["created"]), thread=key, title=row.get("title", ""),
            text=row.get("text", ""), url=f"https://www.youtube.com/watch?v={key}", visibility=visibility,
        )  # fmt: skip

    def like(self, video: str, time: str, title: str = "", maker: str = "") -> Interaction | str:
        """A video that the owner likes."""
        if not VIDEO_ID.fullmatch(video):
            raise ValueError("names no video")
        happened = moment(time)
        key = f"like:{self.owner}:{video}"
        if not self.first(key):
            return "twice in this Takeout"
        return Interaction(
            key=key, kind="reaction", channel="youtube", actor=self.account(), to=(f"youtube:{maker}",) if maker else (),
            happened_us=happened, reply_to=video, title=title, url=f"https://www.youtube.com/watch?v={video}",
        )  # fmt: skip

    def follow(self, channel: str, name: str, time: str | None = None) -> Interaction | str:
        """A channel that the owner follows; the table of them has no times."""
        if not CHANNEL_ID.fullmatch(channel):
            raise ValueError(f"names no channel: {channel[:40] or 'none'}")
        happened = None if time is None else moment(time)
        key = f"follow:{self.owner}:{channel}"
        self.met[channel] = name or self.met.get(channel, "")
        if not self.first(key):
            return "twice in this Takeout"
        return Interaction(
            key=key, kind="follow", channel="youtube", actor=self.account(), to=(f"youtube:{channel}",), happened_us=happened,
            url=f"https://www.youtube.com/channel/{channel}",
        )  # fmt: skip

    def remarks(self, found: list[Remark]) -> list[Interaction | str]:
        """Comments of a page, which bear their id only in their link, and not always."""
        keys = []
        for remark in found:
            video, comment = _found(_VIDEO, remark.url), _found(_COMMENT, remark.url)
            said = zlib.crc32(remark.text.encode())
            keys.append(comment or f"comment:{video}:{moment(remark.time)}:{said:x}")
        return [
            self.comment(
                {
                    "id": key,
                    "video": _found(_VIDEO, remark.url),
                    "channel": "",
                    "time": remark.time,
                    "text": remark.text,
                },
                live=not _found(_COMMENT, remark.url),
            )
            for key, remark in zip(number(keys), found, strict=True)
        ]

    def activity(self, done: Activity) -> Interaction | str:
        """A like or a subscription; what was watched only tells whose the video is."""
        video = _found(_VIDEO, done.title_url)
        maker = next((_found(_CHANNEL, subtitle.url) for subtitle in done.subtitles), "")
        if done.title.startswith(SUBSCRIBED):
            return self.follow(
                _found(_CHANNEL, done.title_url), done.title.removeprefix(SUBSCRIBED), done.time
            )
        if done.title.startswith(LIKED):
            return self.like(video, done.time, done.title.removeprefix(LIKED), maker)
        if video and maker:
            self.learn(video, maker, done.subtitles[0].name)
        if video:
            return "videos watched"
        return "searches" if "search_query=" in done.title_url else "other things done"

    def item(self, found: Item) -> Interaction | str:
        """A subscription or a like as it was until 2021."""
        snippet = found.snippet
        if found.kind == "youtube#subscription":
            return self.follow(snippet.resource_id.channel_id, snippet.title, snippet.published_at)
        if snippet.playlist_id and not snippet.playlist_id.startswith(LIKES):
            return "videos in other playlists"
        return self.like(snippet.resource_id.video_id, snippet.published_at, snippet.title)

    def first(self, key: str) -> bool:
        """Whether this Takeout has not said it yet, since parts and older forms of a file repeat each other."""
        new = key not in self.done
        self.done.add(key)
        return new

    def learn(self, video: str, channel: str, name: str) -> None:
        """Whose a video is, where it was commented on."""
        if channel and self.makers.get(video) == "":
            self.makers[video] = channel
            self.met.setdefault(channel, name)

    def addressed(self, fact: Record) -> Record:
        """A comment with the account it is for: the maker of the video, where it answers no other comment."""
        if not (isinstance(fact, Interaction) and fact.kind == "comment" and fact.reply_to == fact.thread):
            return fact
        maker = self.makers.get(fact.thread or "")
        if not maker or fact.actor == f"youtube:{maker}":
            return fact
        return msgspec.structs.replace(fact, to=(f"youtube:{maker}",))


def _found(pattern: re.Pattern[str], url: str) -> str:
    found = pattern.search(url)
    return found[1] if found else ""
