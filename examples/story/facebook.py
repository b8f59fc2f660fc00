"""Facebook's "Export your information" as JSON, as it is since 2024: her posts, her friends and what recent notifications tell."""

from __future__ import annotations

import json
import random
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from examples.story.pack import Files
from examples.story.people import INES, Person
from examples.story.places import regulars
from examples.story.speech import case, say
from examples.story.talk import at_work, some_day
from examples.story.truth import END, START

NAME = "facebook-inesokafor-2026-10-31-q7Lk2Vd8.zip"
Json = dict[str, Any]


def members(people: dict[str, Person]) -> Files:
    """Every file of the export."""
    rng = random.Random("larkfield facebook")
    friends = _friends(people, rng)
    activity = "your_facebook_activity"
    files: dict[str, object] = {
        "personal_information/profile_information/profile_information.json": {"profile_v2": {
            "name": {"full_name": "Ines Okafor", "first_name": "Ines", "middle_name": "", "last_name": "Okafor"},
            "emails": {"emails": [INES.email], "previous_emails": []}, "username": "ines.okafor.larkfield",
            "registration_timestamp": _stamp(datetime(2012, 5, 6, tzinfo=UTC)), "profile_uri": "https://www.facebook.com/ines.okafor.larkfield",
        }},
        "connections/friends/your_friends.json": {"friends_v2": [{"name": person.name, "timestamp": _stamp(at_work(rng, some_day(rng, date(2012, 6, 1), date(2025, 5, 1))))} for person in friends]},
        f"{activity}/posts/your_posts__check_ins__photos_and_videos_1.json": _posts(rng),
        f"{activity}/comments_and_reactions/comments.json": {"comments_v2": _comments(friends, rng)},
        f"{activity}/comments_and_reactions/likes_and_reactions.json": _reactions(friends, rng),
        f"{activity}/pages/your_pages.json": {"pages_v2": [{"name": "Larkfield Consulting", "timestamp": _stamp(datetime(2024, 10, 28, tzinfo=UTC)), "url": "https://www.facebook.com/larkfieldconsulting"}]},
        "logged_information/notifications/notifications.json": {"notifications_v2": _notifications(friends, rng)},
        "preferences/language_and_locale/language_and_locale.json": {"language_and_locale_v2": []},
    }  # fmt: skip
    packed: Files = {"start_here.html": "<!DOCTYPE html><html><body>Start here</body></html>"}
    for name, content in files.items():
        packed[name] = _as_facebook_writes(content)
    return packed


def _friends(people: dict[str, Person], rng: random.Random) -> list[Person]:
    """Colleagues of old and family, and a few whom she knows from elsewhere."""
    found = regulars(people)
    return [*rng.sample(found.market, 5), *rng.sample(found.peers, 11), *rng.sample([p for p in people.values() if p.role == "other" and p.slug], 47)]  # fmt: skip


def _posts(rng: random.Random) -> list[Json]:
    """What stood on the blog, three times a week."""
    found: list[Json] = []
    day = START
    while day < END.date():
        about = case(rng)
        headline = say(rng, "HEADLINE", about)
        link = f"https://larkfield.example/blog/{about['slug']}"
        when = datetime.combine(day, time(8, 0), UTC) + timedelta(seconds=rng.randrange(1, 9))
        found.append({
            "timestamp": _stamp(when), "title": "Ines Okafor shared a link.", "data": [{"post": say(rng, "BROADCAST", about, headline=headline, url=link)}],
            "attachments": [{"data": [{"external_context": {"name": headline, "url": link}}]}],
        })  # fmt: skip
        day += timedelta(days=rng.choice((2, 2, 3)))
    return found[::-1]


def _comments(friends: list[Person], rng: random.Random) -> list[Json]:
    found = []
    for _ in range(14):
        when, friend = at_work(rng, some_day(rng)), rng.choice(friends)
        words = rng.choice(
            ("Happy birthday!", "How lovely.", "Greetings to all of you.", "See you at the fair?")
        )
        found.append({"timestamp": _stamp(when), "data": [{"comment": {"timestamp": _stamp(when), "comment": words, "author": "Ines Okafor"}}], "title": f"Ines Okafor commented on {friend.name}'s photo."})  # fmt: skip
    return sorted(found, key=_newest)


def _reactions(friends: list[Person], rng: random.Random) -> list[Json]:
    found = []
    for number in range(60):
        when, friend = at_work(rng, some_day(rng)), rng.choice(friends)
        link = f"https://www.facebook.com/{friend.slug}/posts/{number}"
        labels = [{"label": "Reaction", "value": rng.choice(("Like", "Like", "Love"))}, {"label": "URL", "value": link, "href": link}, {"label": "Name", "value": friend.name}]  # fmt: skip
        found.append({"timestamp": _stamp(when), "media": [], "label_values": labels, "fbid": str(4_000_000_000_000 + number)})  # fmt: skip
    return sorted(found, key=_newest)


def _notifications(friends: list[Person], rng: random.Random) -> list[Json]:
    """What the last three months brought: next to nothing, and that from family."""
    found = []
    for number in range(16):
        friend = rng.choice(friends[16:])
        text = rng.choice((f"{friend.name} reacted to your post.", f"{friend.name} reacted to your post.", "You have memories to look back on today.", f"{friend.name} added a new photo."))  # fmt: skip
        when = at_work(rng, some_day(rng, date(2026, 8, 1), date(2026, 10, 30)))
        found.append({"timestamp": _stamp(when), "unread": number % 3 == 0, "href": "https://www.facebook.com/ines.okafor.larkfield/posts/1", "text": text})  # fmt: skip
    return sorted(found, key=_newest)


def _newest(entry: Json) -> int:
    return -int(entry["timestamp"])


def _stamp(when: datetime) -> int:
    return int(when.timestamp())


def _as_facebook_writes(content: object) -> str:
    """JSON whose letters beyond ASCII are the bytes of UTF-8, each spelled as a letter of its own."""
    text = json.dumps(content, ensure_ascii=False, indent=2)
    return "".join(c if c.isascii() else "".join(f"\\u{byte:04x}" for byte in c.encode()) for c in text)
