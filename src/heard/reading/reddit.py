"""The rows of Reddit's tables as interactions.

>>> account("u/Ines_Okafor")
'reddit:ines_okafor'
>>> post_of("https://www.reddit.com/r/pumps/comments/1abcd2/bearing_noise/lq7a2b9/")
('1abcd2', 'lq7a2b9')
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import chain

from heard.model import Interaction, Visibility
from heard.reading.csv import Sheet
from heard.reading.seen import Seen
from heard.reading.times import read_time

TIMES = ("%Y-%m-%d %H:%M:%S UTC", "%Y-%m-%d %H:%M:%S.%f UTC", "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S.%f%z")
"""Reddit writes the first; the others are those of its neighbours, in case it changes its mind."""
NOBODY = {"", "[deleted]", "[removed]"}
ROBOTS = {"reddit:reddit", "reddit:automoderator"}
PAGE = re.compile(r"/comments/(\w+)(?:/[^/?#]*(?:/(\w+))?)?")
NAMED = re.compile(r"(?<![\w/])/?u/([\w-]{3,20})\b", re.IGNORECASE)
QUOTED = re.compile(r"^>(?!!)[^\n]*\n?", re.MULTILINE)
"""A line quoted from somebody else; what begins with ``>!`` is hidden and not quoted."""
TAKEN_BACK = {"none", "removed", "0", ""}

Row = dict[str, str]
Reader = Callable[[Row, "Context"], Interaction | str]


@dataclass(frozen=True, slots=True)
class Context:
    """What the rows of one archive need to know of each other."""

    owner: str = ""
    """Account, or empty where the archive does not say."""
    members: dict[str, set[str]] = field(default_factory=dict)
    """Who was seen in each chat."""
    seen: Seen = field(default_factory=Seen)
    """Keys of what was read, since some tables stand twice in the archive, once without the words."""
    about: str = ""
    """What the file's name says that its rows do not: ``comment_votes``."""

    @property
    def me(self) -> str | None:
        """The owner as an actor."""
        return self.owner or None


def account(name: str) -> str | None:
    """The account of a user; None for communities, for nobody and for accounts that are gone."""
    plain = re.sub(r"^/?u/", "", name.strip(), flags=re.IGNORECASE).lower()
    return None if plain in NOBODY or plain.startswith(("/r/", "r/", "#")) else f"reddit:{plain}"


def post_of(link: str) -> tuple[str, str]:
    """The ids of the post and of the comment that an address names, empty where it names none."""
    found = PAGE.search(link)
    return (found[1], found[2] or "") if found else ("", "")


def moment(text: str) -> int | None:
    """A moment [us, UTC]; None where there is none.

    Raises:
        ValueError: there is one, and it cannot be read.
    """
    if not text:
        return None
    found = read_time(text, TIMES)
    if found is None:
        raise ValueError(f"has a time that is not as Reddit writes it ({text[:40]})")
    return found


def members(sheets: Iterable[Sheet]) -> dict[str, set[str]]:
    """Who was seen in each chat."""
    found: dict[str, set[str]] = {}
    for row in chain.from_iterable(sheet.rows() for sheet in sheets):
        if name := account(row["username"]):
            found.setdefault(row["channelurl"], set()).add(name)
    return found


def owner_of(sheets: Iterable[Sheet]) -> str:
    """The account that has a part in every private message, if only one has."""
    common: set[str] | None = None
    for row in chain.from_iterable(sheet.rows() for sheet in sheets):
        both = {name for name in (account(row["from"]), account(row["to"])) if name}
        if both:
            common = both if common is None else common & both
    return common.pop() if common and len(common) == 1 else ""


def posts(row: Row, context: Context) -> Interaction | str:
    """A post of the owner; the community it was put in stands in its address."""
    body = _words(row.get("body", ""))
    link = row["url"]
    return _new(
        context,
        Interaction(
            key=f"t3_{_id(row)}", kind="post", channel="reddit", actor=context.me, happened_us=moment(row["date"]),
            mentioned=_mentioned(body, context), thread=f"t3_{row['id']}", title=html.unescape(row.get("title", "")),
            text=body or ("" if post_of(link)[0] == row["id"] else link), url=row["permalink"],
        ),
    )  # fmt: skip


def comments(row: Row, context: Context) -> Interaction | str:
    """A comment of the owner; whom it answers the archive does not say."""
    post = post_of(row["link"])[0] or post_of(row["permalink"])[0]
    thread = f"t3_{post}" if post else None
    body = _words(row.get("body", ""))
    return _new(
        context,
        Interaction(
            key=f"t1_{_id(row)}", kind="comment", channel="reddit", actor=context.me, happened_us=moment(row["date"]),
            mentioned=_mentioned(body, context), thread=thread, reply_to=row["parent"] or thread,
            text=body, url=row["permalink"],
        ),
    )  # fmt: skip


def messages(row: Row, context: Context) -> Interaction | str:
    """A private message, from or to the owner."""
    actor, to = account(row["from"]), account(row["to"])
    return _new(
        context,
        Interaction(
            key=f"message:{_id(row)}", kind="message", channel="reddit", actor=actor, happened_us=moment(row["date"]),
            to=(to,) if to else (), thread=f"message:{row['threadid'] or row['id']}",
            title=html.unescape(row.get("subject", "")), text=_words(row.get("body", "")), url=row["permalink"],
            visibility="direct", nature="automatic" if actor in ROBOTS else "personal",
        ),
    )  # fmt: skip


def chats(row: Row, context: Context) -> Interaction | str:
    """A chat message; its readers are taken to be whoever else spoke in that chat, unless a whole community could."""
    if not row["messageid"]:
        raise ValueError("has no id")
    actor, chat = account(row["username"]), row["channelurl"]
    visibility: Visibility = "group" if row.get("subreddit") else "direct"
    parent = row.get("threadparentmessageid", "")
    others = () if visibility == "group" else sorted(context.members.get(chat, set()) - {actor or ""})
    return _new(
        context,
        Interaction(
            key=f"chat:{row['messageid']}", kind="message", channel="reddit", actor=actor,
            happened_us=moment(row["createdat"]), to=tuple(others), thread=f"chat:{chat}" if chat else None,
            reply_to=f"chat:{parent}" if parent else None, title=row.get("channelname", ""),
            text=_words(row["message"]), visibility=visibility,
            nature="automatic" if actor in ROBOTS else "personal",
        ),
    )  # fmt: skip


def votes(row: Row, context: Context) -> Interaction | str:
    """A vote for or against a post or comment; it bears no time, and no author."""
    if row["direction"].lower() in TAKEN_BACK:
        return "taken back"
    post, comment = post_of(row["permalink"])
    on_comment = comment == _id(row) if post else "comment" in context.about
    voted = f"t{1 if on_comment else 3}_{row['id']}"
    return _new(
        context,
        Interaction(
            key=f"vote:{context.owner}:{voted}", kind="reaction", channel="reddit", actor=context.me,
            thread=f"t3_{post}" if post else None, reply_to=voted, text=row["direction"].lower(), url=row["permalink"],
        ),
    )  # fmt: skip


def friends(row: Row, context: Context) -> Interaction | str:
    """Somebody whom the owner follows."""
    whom = account(row["username"])
    if whom is None:
        return "accounts that are gone"
    key = f"follow:{context.owner}:{whom}"
    return _new(context, Interaction(key=key, kind="follow", channel="reddit", actor=context.me, to=(whom,)))


def subscriptions(row: Row, context: Context) -> Interaction | str:
    """A community that the owner reads; it is no person, so it is the title and not an account."""
    name = re.sub(r"^/?r/", "", row["subreddit"])
    if not name:
        raise ValueError("names no community")
    key = f"follow:{context.owner}:r/{name.lower()}"
    return _new(
        context, Interaction(key=key, kind="follow", channel="reddit", actor=context.me, title=f"r/{name}")
    )


def gold_given(row: Row, context: Context) -> Interaction:
    """An award that the owner gave."""
    return _gold(row, row["award"], context.me, (), f"gave:{context.owner}")


def gold_received(row: Row, context: Context) -> Interaction:
    """An award that somebody gave to the owner."""
    to = (context.owner,) if context.owner else ()
    giver = account(row["gilderusername"])
    return _gold(row, row["goldreceived"], giver, to, f"got:{context.owner}:{giver or ''}")


def _gold(row: Row, award: str, actor: str | None, to: tuple[str, ...], who: str) -> Interaction:
    """An award; it has no id, so identical ones get ordinals."""
    post, comment = post_of(row["contentlink"])
    about = f"t1_{comment}" if comment else f"t3_{post}" if post else None
    happened = moment(row["date"])
    return Interaction(
        key=f"award:{who}:{row['contentlink']}:{award}:{happened}", kind="reaction", channel="reddit", actor=actor,
        happened_us=happened, to=to, thread=f"t3_{post}" if post else None, reply_to=about, text=award,
        url=row["contentlink"],
    )  # fmt: skip


def _id(row: Row) -> str:
    if not row["id"]:
        raise ValueError("has no id")
    return row["id"]


def _new(context: Context, found: Interaction) -> Interaction | str:
    """The interaction, unless another table of the archive held it."""
    if found.key in context.seen:
        return "in another table of this archive too"
    context.seen.add(found.key)
    return found


def _words(text: str) -> str:
    """The writer's own words, without the lines that quote another."""
    return QUOTED.sub("", html.unescape(text)).strip()


def _mentioned(text: str, context: Context) -> tuple[str, ...]:
    """Users named in a text, each once, but for the owner."""
    named = dict.fromkeys(f"reddit:{name.lower()}" for name in NAMED.findall(text))
    return tuple(name for name in named if name != context.owner)
