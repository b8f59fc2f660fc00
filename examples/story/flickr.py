"""Flickr's own data: photos of broken parts, and what a few engineers wrote below them."""

from __future__ import annotations

import json
import random
from datetime import date, datetime, timedelta
from typing import Any

from examples.story.pack import Files
from examples.story.people import INES, Person, plain
from examples.story.places import regulars
from examples.story.speech import case, fill, say
from examples.story.talk import at_work, later, some_day
from examples.story.truth import END

NAME = "72157726100310_9c4e1f20ab73_part1.zip"
ME = "99000001@N09"
_HOME = "https://www.flickr.com"
Json = dict[str, Any]


def members(people: dict[str, Person]) -> Files:
    """Every file of the first part; the pictures lie in another."""
    rng = random.Random("larkfield flickr")
    crowd = rng.sample(regulars(people).peers, 6) + rng.sample(regulars(people).market, 2)
    numbers = {person.name: f"990010{n:02}@N09" for n, person in enumerate(crowd)}
    packed: Files = {"account_profile.json": _json(_profile())}
    for number in range(31):
        when = at_work(rng, some_day(rng, date(2026, 6, 3)))
        photo = 54_000_000_000 + number * 131
        packed[f"photo_{photo}.json"] = _json(_photo(photo, when, crowd, numbers, rng))
    packed["contacts_part001.json"] = _json({"contacts": {_alias(person): f"{_HOME}/people/{numbers[person.name]}/" for person in crowd[:5]}})  # fmt: skip
    packed["followers_part001.json"] = _json({"followers": {_alias(person): f"{_HOME}/people/{numbers[person.name]}/" for person in crowd}})  # fmt: skip
    packed["albums.json"] = _json({"albums": []})
    packed["groups.json"] = _json({"groups": [{"id": "9900400@N09", "name": "Broken machine parts", "url": f"{_HOME}/groups/brokenparts/"}]})  # fmt: skip
    return packed


def _profile() -> Json:
    return {
        "real_name": "Ines Okafor", "join_date": "2026-06-01 10:12:00", "description": "What broke, and why.", "occupation": "Maintenance engineer",
        "hometown": "", "city": "Hanover", "country": "Germany", "email": INES.email,
        "social": {"facebook": "", "twitter": "", "instagram": "", "pintrest": "", "tumblr": ""}, "website_url": "https://larkfield.example",
        "profile_url": f"{_HOME}/people/larkfield/", "nsid": ME, "path_alias": "larkfield", "screen_name": "larkfield", "pro_user": "no",
        "showcase": {"photos": []}, "settings": {}, "stats": {"view_counts": {"total": "2210"}, "faves_count": "14"},
    }  # fmt: skip


def _photo(photo: int, when: datetime, crowd: list[Person], numbers: dict[str, str], rng: random.Random) -> Json:  # fmt: skip
    about = case(rng)
    page = f"{_HOME}/photos/larkfield/{photo}/"
    comments: list[Json] = []
    for _ in range(rng.choice((0, 0, 0, 1, 1, 2))):
        said = later(rng, when, 40)
        comments.append(_comment(photo, len(comments), said, numbers[rng.choice(crowd).name], say(rng, "COMMENT", about)))  # fmt: skip
        if rng.random() < 0.4:
            comments.append(
                _comment(photo, len(comments), later(rng, said, 20), ME, say(rng, "ANSWER", about))
            )
    comments = [each for each in comments if each["date"] < f"{END:%Y-%m-%d %H:%M:%S}"]
    return {
        "id": str(photo), "name": fill(rng, "{part} {on} a {machine}", about), "description": fill(rng, "It {symptom}. It was {cause}.", about),
        "count_views": str(rng.randrange(15, 140)), "count_faves": str(rng.randrange(2)), "count_comments": str(len(comments)), "count_tags": "1",
        "count_notes": "0", "rotation": 0, "date_taken": f"{when - timedelta(days=3):%Y-%m-%d %H:%M:%S}", "date_imported": f"{when:%Y-%m-%d %H:%M:%S}",
        "photopage": page, "original": f"https://live.staticflickr.example/{photo}_o.jpg", "license": "All Rights Reserved", "geo": [], "groups": [],
        "albums": [], "tags": [{"tag": "bearing", "user": ME}], "people": [], "notes": [], "privacy": "public", "comment_permissions": "public",
        "tagging_permissions": "", "safety": "safe", "comments": comments,
    }  # fmt: skip


def _comment(photo: int, place: int, when: datetime, who: str, text: str) -> Json:
    number = photo * 100 + place
    return {"id": f"99000001-{photo}-{number}", "date": f"{when:%Y-%m-%d %H:%M:%S}", "user": who, "comment": text, "url": f"{_HOME}/photos/larkfield/{photo}/#comment{number}"}  # fmt: skip


def _alias(person: Person) -> str:
    return plain(person.name).replace("-", "")


def _json(content: Json) -> str:
    return json.dumps(content, indent="\t")
