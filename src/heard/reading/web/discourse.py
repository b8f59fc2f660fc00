"""Topics of a Discourse forum as its own pages get them: ``/t/1234.json`` and ``/posts.json``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from heard.model import Interaction, Problem, Profile, Record
from heard.reading.archive import Member
from heard.reading.web.count import Count
from heard.reading.web.parts import host_of, list_of, load_json, moment, start_of, table_of, text_of
from heard.reading.web.quotes import mentions, own_words, quoted, shown_words

CHANNEL = "forum"
WHAT = "topics with everybody's posts"
TOPIC = re.compile(rb'"(?:post_stream|latest_posts)"\s*:\s*[{\[]')
POST = (b'"topic_id"', b'"post_number"', b'"cooked"')
"""Fields of a post, which ``/posts/1234.json`` gives alone."""
ASIDE = {
    b'"topic_list"': "lists of topics, without what was said in them",
    b'"user_actions"': "what a member did, cut short; save the topics instead",
    b'"user_badges"': "a member's page",
}
"""What else the forum gives as JSON, by a field that it holds."""
HEAD = 1 << 16
"""How far the fields of a topic reach before its posts, where a program has sorted them."""
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
    starters: dict[str, str] = field(default_factory=dict)
    """Who began each topic, since further pages of a topic do not say it."""

    def account(self, name: str, site: str = "") -> str:
        """A member's account; the name alone is unique within a forum."""
        return f"discourse:{site or self.site}/{name.lower()}"

    @property
    def me(self) -> str:
        """The owner's account, also where only the forum is known."""
        return self.account(self.owner or "(you)")


def is_topic(member: Member) -> bool:
    """Whether a file begins as the JSON of a topic, of a forum's newest posts, or of one post."""
    head = start_of(member, HEAD)
    alone = all(field in head for field in POST)
    return head.lstrip()[:1] == b"{" and (alone or TOPIC.search(head) is not None)


def aside(member: Member) -> str:
    """What other page of a forum a file is, or nothing."""
    head = start_of(member, HEAD)
    return next((what for mark, what in ASIDE.items() if head.lstrip()[:1] == b"{" and mark in head), "")


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
    posts = posts or ([top] if {"post_number", "topic_id"} <= top.keys() else [])
    site = _site(top, posts) or forum.site
    if posts and not site:
        why = "It does not say which forum it is of, so that its posts bear no address; add it beside your download or other topics."
        yield Problem(path=member.path, why=why)
    forum.starters |= {
        f"{site}:{table_of(post).get('topic_id')}": text_of(table_of(post).get("username"))
        for post in posts
        if table_of(post).get("post_number") == 1
    }
    for number, post in enumerate(posts, start=1):
        yield from _shown(table_of(post), number, top, site, forum, count)
    total = len(list_of(table_of(top.get("post_stream")).get("stream")))
    if total > len(posts):
        why = f"It holds {len(posts):,} of the topic's {total:,} posts; the forum gives the others on further pages."
        yield Problem(path=member.path, why=why)
    yield from count.end()


def _site(top: dict[str, Any], posts: list[Any]) -> str:
    """The forum's host: it stands in the pictures of members who have one, and in links from topic to topic."""
    pictures = (AVATAR.search(text_of(table_of(post).get("avatar_template"))) for post in posts)
    links = [*list_of(table_of(top.get("details")).get("links"))]
    links += [link for post in posts for link in list_of(table_of(post).get("link_counts"))]
    inner = (host_of(text_of(table_of(link).get("url"))) for link in links if table_of(link).get("internal"))
    return next((found[1].lower() for found in pictures if found), "") or next(filter(None, inner), "")


def _shown(
    post: dict[str, Any],
    number: int,
    top: dict[str, Any],
    site: str,
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
    whom = whom or ("" if at == 1 else forum.starters.get(topic, ""))
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
