"""Topics of a Discourse forum as its own pages get them: ``/t/1234.json`` and ``/posts.json``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from heard.model import Interaction, Problem, Profile, Record
from heard.reading.archive import Member
from heard.reading.web.count import Count
from heard.reading.web.parts import list_of, load_json, moment, start_of, table_of, text_of
from heard.reading.web.quotes import mentions, own_words, quoted, shown_words

CHANNEL = "forum"
WHAT = "topics with everybody's posts"
TOPIC = re.compile(rb'"(?:post_stream|latest_posts)"\s*:\s*[{\[]')
AVATAR = re.compile(r"/user_avatar/([\w.-]+)/")
NOTICES = {2: "notices of moderators", 3: "notices of the forum"}
"""Types of posts that nobody wrote."""


@dataclass(slots=True)
class Forum:
    """Which forum it is, whose download, and who spoke."""

    site: str = ""
    owner: str = ""
    """Name of the member, as they log in."""
    people: dict[str, Profile] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)

    def account(self, name: str, site: str = "") -> str:
        """A member's account; the name alone is unique within a forum."""
        return f"discourse:{site or self.site}/{name.lower()}"

    @property
    def me(self) -> str:
        """The owner's account, also where only the forum is known."""
        return self.account(self.owner or "(you)")


def is_topic(member: Member) -> bool:
    """Whether a file begins as the JSON of a topic, or of a forum's newest posts."""
    head = start_of(member, 1 << 14)
    return head.lstrip()[:1] == b"{" and TOPIC.search(head) is not None


def topics(member: Member, forum: Forum) -> Iterator[Record]:
    """Every post in a file of posts."""
    count = Count(member.path, WHAT)
    try:
        top = table_of(load_json(member))
    except ValueError as error:
        yield Problem(path=member.path, why=str(error))
        yield from count.end(failed=True)
        return
    posts = list_of(table_of(top.get("post_stream")).get("posts")) or list_of(top.get("latest_posts"))
    hosts = (AVATAR.search(text_of(table_of(post).get("avatar_template"))) for post in posts)
    site = next((found[1].lower() for found in hosts if found), forum.site)
    starters = {
        table_of(post).get("topic_id"): text_of(table_of(post).get("username"))
        for post in posts
        if table_of(post).get("post_number") == 1
    }
    for number, post in enumerate(posts, start=1):
        yield from _shown(table_of(post), number, top, site, starters, forum, count)
    total = len(list_of(table_of(top.get("post_stream")).get("stream")))
    if total > len(posts):
        why = f"It holds {len(posts):,} of the topic's {total:,} posts; the forum gives the others on further pages."
        yield Problem(path=member.path, why=why)
    yield from count.end()


def _shown(
    post: dict[str, Any],
    number: int,
    top: dict[str, Any],
    site: str,
    starters: dict[Any, str],
    forum: Forum,
    count: Count,
) -> Iterator[Record]:
    """One post of a topic."""
    name, topic_id, at = text_of(post.get("username")), post.get("topic_id"), post.get("post_number")
    if not name or not isinstance(topic_id, int) or not isinstance(at, int):
        missing = "author" if not name else "topic" if not isinstance(topic_id, int) else "number"
        yield from count.problem(f"Post {number:,} has no {missing}; it was left out.")
        return
    topic, left_out = f"{site}:{topic_id}", NOTICES.get(post.get("post_type", 1))
    if post.get("user_deleted") or post.get("deleted_at") or post.get("hidden"):
        left_out = "posts that were taken away"
    if not left_out and f"{topic}:{at}" in forum.keys:
        left_out = "posts that were read before"
    if left_out:
        count.left_out[left_out] += 1
        return
    forum.keys.add(f"{topic}:{at}")
    happened = moment(text_of(post.get("created_at")))
    if happened is None:
        yield from count.problem(f"Post {number:,} has no time that can be read; it was kept without.")
    said = text_of(post.get("raw")) or text_of(post.get("cooked"))
    own = own_words(said) if post.get("raw") else shown_words(said)
    quote, answered = quoted(said), post.get("reply_to_post_number")
    whom = text_of(table_of(post.get("reply_to_user")).get("username")) or (quote.name if quote else "")
    whom = whom or ("" if at == 1 else starters.get(topic_id, ""))
    whom = "" if whom.lower() == name.lower() else whom
    if not answered and quote and quote.post and quote.topic in {"", str(topic_id)}:
        answered = quote.post
    count.rows += 1
    account = forum.account(name, site)
    forum.people.setdefault(
        account,
        Profile(
            account=account, name=text_of(post.get("name")) or name, title=text_of(post.get("user_title"))
        ),
    )
    path = text_of(post.get("post_url")) or f"/t/{topic_id}/{at}"
    direct = top.get("archetype") == "private_message"
    yield Interaction(
        key=f"{topic}:{at}", kind="message" if direct else "post" if at == 1 else "reply", channel=CHANNEL, actor=account, happened_us=happened,
        to=(forum.account(whom, site),) if whom else (), mentioned=tuple(forum.account(one, site) for one in mentions(own)),
        thread=topic, reply_to=None if at == 1 else f"{topic}:{answered or 1}",
        title=text_of(top.get("title")) or text_of(post.get("topic_title")), text=own, url=f"https://{site}{path}" if site else "",
        nature="automatic" if isinstance(post.get("user_id"), int) and post["user_id"] < 0 else "personal",
        visibility="direct" if direct else "public",
    )  # fmt: skip
