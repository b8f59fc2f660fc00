"""The maintenance forum, which runs on Discourse: her own posts as she downloads them, and the topics as pages, which show both sides."""

from __future__ import annotations

import html
import json
import random
from datetime import date, datetime, timedelta
from typing import NamedTuple

from examples.story.pack import Files, csv_file
from examples.story.people import INES, Person
from examples.story.places import FORUM, Regulars, login, regulars
from examples.story.speech import case, say
from examples.story.talk import at_work, later, some_day
from examples.story.truth import END, FORUM_SINCE, FORUM_THANKS

NAME = "user_archive-ines-261031-094000-7.zip"
TOPICS = "forum-topics.zip"
ME = "ines"
_CATEGORIES = ("Bearings and lubrication", "Conveyors", "Planning", "Packaging lines")


class Post(NamedTuple):
    """One post of a topic."""

    who: Person
    when: datetime
    text: str
    to: Person | None
    answers: int


class Topic(NamedTuple):
    """A question, and what came of it."""

    number: int
    title: str
    category: str
    posts: list[Post]

    @property
    def slug(self) -> str:
        """The title in an address."""
        return "-".join("".join(c if c.isalnum() else " " for c in self.title.lower()).split())


def topics(people: dict[str, Person]) -> list[Topic]:
    """Those in which she wrote: somebody asks, one or two answer, and who asked says what came of it."""
    rng = random.Random("larkfield forum")
    crowd = regulars(people)
    found = []
    for number in range(78):
        day = some_day(rng, FORUM_SINCE)
        posts = [post for post in _posts(rng, crowd, day) if post.when < END]
        if any(post.who is INES for post in posts):
            title = say(rng, "LIST_SUBJECT", case(rng))
            found.append(
                Topic(400 + number * 7, title[0].upper() + title[1:], rng.choice(_CATEGORIES), posts)
            )
    return found


def _posts(rng: random.Random, crowd: Regulars, day: date) -> list[Post]:
    about, when, asker = case(rng), at_work(rng, day), crowd.some(rng, 0.55)
    posts = [Post(asker, when, say(rng, "ASK", about).replace("I read your post on", "I read the topic on"), None, 0)]  # fmt: skip
    for who in rng.sample(crowd.peers, rng.choice((0, 1, 1, 2))):
        if who is not asker:
            when = later(rng, when, 9)
            posts.append(Post(who, when, say(rng, "COMMENT", about), asker, 1))
    when = later(rng, when, 10)
    posts.append(Post(INES, when, say(rng, "ANSWER", about), asker, 1))
    if rng.random() < FORUM_THANKS:
        when = later(rng, when, 16)
        mine = len(posts)
        posts.append(Post(asker, when, say(rng, "REPORT", about), INES, mine))
        if "?" in posts[-1].text or rng.random() < 0.3:
            when = later(rng, when, 10)
            posts.append(Post(INES, when, say(rng, "CLOSE", about), asker, len(posts)))
    return posts


def members(people: dict[str, Person]) -> Files:
    """What she downloads: posts, likes, and how long she read on each day."""
    rng = random.Random("larkfield forum archive")
    rows = [
        (topic.title, topic.category, "No", _raw(post), _cooked(post), str(rng.randrange(4)), str(number < len(topic.posts) and 1),
         f"https://{FORUM}/t/{topic.slug}/{topic.number}/{number}", f"{post.when:%Y-%m-%dT%H:%M:%S}.000Z")
        for topic in topics(people)
        for number, post in enumerate(topic.posts, start=1)
        if post.who is INES
    ]  # fmt: skip
    likes = []
    for topic in topics(people)[::3]:
        when = later(rng, topic.posts[0].when, 12)
        if when < END:
            likes.append((str(7000 + topic.number), str(topic.number * 11), str(topic.number), "1", f"{when:%Y-%m-%d %H:%M:%S} UTC", f"{when:%Y-%m-%d %H:%M:%S} UTC", "", ""))  # fmt: skip
    visits, day = [], FORUM_SINCE
    while day < END.date():
        if day.weekday() < 5 and rng.random() < 0.38:
            visits.append((day.isoformat(), str(rng.randrange(4, 30)), rng.choice(("false", "true")), str(rng.randrange(300, 1500))))  # fmt: skip
        day += timedelta(days=1)
    return {
        "user_archive.csv": csv_file("topic_title,categories,is_pm,post_raw,post_cooked,like_count,reply_count,url,created_at", rows),
        "likes.csv": csv_file("id,post_id,topic_id,post_number,created_at,updated_at,deleted_at,deleted_by", likes),
        "visits.csv": csv_file("visited_at,posts_read,mobile,time_read", visits),
        "preferences.json": json.dumps({"user": {"id": 412, "username": ME, "name": "Ines Okafor", "trust_level": 2}}, indent=4),
        "badges.csv": csv_file("badge_id,badge_name", [("5", "Welcome"), ("14", "First Quote")]),
    }  # fmt: skip


def pages(people: dict[str, Person]) -> Files:
    """Each topic as its page in JSON."""
    found: Files = {}
    for topic in topics(people):
        posts = [
            {
                "id": topic.number * 11 + number, "name": post.who.name, "username": _name(post.who),
                "avatar_template": f"/user_avatar/{FORUM}/{_name(post.who)}/{{size}}/7_2.png", "created_at": f"{post.when:%Y-%m-%dT%H:%M:%S}.000Z",
                "cooked": _cooked(post), "post_number": number, "post_type": 1, "reply_to_post_number": post.answers if post.answers > 1 else None,
                "reads": 30 + number, "yours": post.who is INES, "topic_id": topic.number, "topic_slug": topic.slug,
                "user_title": post.who.title, "user_id": 412 if post.who is INES else 500 + sum(map(ord, post.who.name)),
                "hidden": False, "user_deleted": False, "trust_level": 1, "post_url": f"/t/{topic.slug}/{topic.number}/{number}",
                **({"reply_to_user": {"username": _name(post.to), "name": post.to.name}} if post.to else {}),
            }
            for number, post in enumerate(topic.posts, start=1)
        ]  # fmt: skip
        whole = {"post_stream": {"posts": posts, "stream": [post["id"] for post in posts]}, "id": topic.number, "title": topic.title, "archetype": "regular"}  # fmt: skip
        found[f"{topic.number}.json"] = json.dumps(whole, ensure_ascii=False)
    return found


def _name(person: Person) -> str:
    return ME if person is INES else login(person)


def _raw(post: Post) -> str:
    return (f"@{_name(post.to)} " if post.to else "") + post.text


def _cooked(post: Post) -> str:
    to = f'<a class="mention" href="/u/{_name(post.to)}">@{_name(post.to)}</a> ' if post.to else ""
    return f"<p>{to}{html.escape(post.text, quote=False)}</p>"
