"""X's archive of an account, as it is made in 2026: one assignment of JSON a file."""

from __future__ import annotations

import html
import json
import random
import re
import struct
import zlib
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from examples.story.people import INES, X_BASE, Person
from examples.story.speech import case, say
from examples.story.talk import at_work, chat, later, some_day
from examples.story.truth import END

NAME = f"twitter-2026-10-31-{'4f1a7c9e02d8b635' * 4}.zip"
Json = dict[str, Any]
_SCHEDULER = '<a href="https://postline.example" rel="nofollow">Postline</a>'
_WEB = '<a href="https://mobile.twitter.com" rel="nofollow">Twitter Web App</a>'
_DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789"


def snowflake(rng: random.Random, when: datetime) -> int:
    """A post's number, which holds its moment."""
    return (int(when.timestamp() * 1000) + rng.randrange(999) - 1_288_834_974_657) << 22 | rng.randrange(
        1 << 12
    )


def members(people: dict[str, Person]) -> dict[str, str | bytes]:
    """Every file of the archive."""
    rng = random.Random("larkfield x")
    known = [person for person in people.values() if person.x]
    strangers = [
        Person(
            first=rng.choice(known).first, last=rng.choice(known).last, role="other", title="", company=INES.company,
            x=f"{rng.choice(('shop', 'gear', 'plant', 'iot', 'lean', 'bolt'))}_{rng.choice(('talk', 'fan', 'daily', 'lab', 'nerd'))}{n}", x_id=X_BASE + 500_000 + n * 37,
        )
        for n in range(160)
    ]  # fmt: skip
    posts, notes = _posts(known, strangers, rng)
    posts.sort(key=lambda post: int(post["id"]), reverse=True)
    cut = 2000
    photo = next(post for post in posts if post["full_text"].startswith("Good morning"))
    picture = _picture()
    files: dict[str, tuple[str, list[Json]]] = {
        "account": ("account", [{"account": {"email": INES.email, "createdVia": "web", "username": INES.x, "accountId": str(INES.x_id), "createdAt": "2016-04-11T18:22:41.000Z", "accountDisplayName": "Ines Okafor"}}]),
        "profile": ("profile", [{"profile": {"description": {"bio": "Maintenance engineer turned consultant. Conveyors, bearings, night shifts.", "website": "https://t.co/LarkField0", "location": "Hanover"}, "avatarMediaUrl": f"https://pbs.example/profile_images/{INES.x_id}/face.jpg"}}]),
        "account-timezone": ("account_timezone", [{"accountTimezone": {"accountId": str(INES.x_id), "timeZone": "Berlin"}}]),
        "account-creation-ip": ("account_creation_ip", [{"accountCreationIp": {"accountId": str(INES.x_id), "userCreationIp": "192.0.2.17"}}]),
        "tweets": ("tweets", [{"tweet": post} for post in posts[:cut]]),
        "tweets-part1": ("tweets", [{"tweet": post} for post in posts[cut:]]),
        "deleted-tweets": ("deleted_tweets", []),
        "note-tweet": ("note_tweet", [{"noteTweet": note} for note in notes]),
        "community-tweet": ("community_tweet", []),
        "like": ("like", _likes(rng)),
        "follower": ("follower", _follows("follower", rng.sample(known, int(len(known) * 0.7)) + strangers[:110], rng, 420)),
        "following": ("following", _follows("following", known + strangers, rng, 610)),
        "block": ("block", [{"blocking": {"accountId": str(X_BASE + 900_001), "userLink": f"https://twitter.com/intent/user?user_id={X_BASE + 900_001}"}}]),
        "mute": ("mute", []),
        "direct-messages": ("direct_messages", [*_direct(known, strangers, rng), _rory(people["Rory Quill"], rng)]),
        "direct-messages-group": ("direct_messages_group", _direct_group(known, rng)),
        "ad-impressions": ("ad_impressions", _advertisements(rng)),
        "ad-engagements": ("ad_engagements", []),
        "personalization": ("personalization", [{"p13nData": {"demographics": {"languages": [{"language": "English", "isDisabled": False}], "genderInfo": {"gender": "female"}}, "interests": {"interests": [{"name": "Manufacturing", "isDisabled": False}]}}}]),
        "ip-audit": ("ip_audit", [{"ipAudit": {"accountId": str(INES.x_id), "createdAt": f"2026-10-{day:02}T07:12:00.000Z", "loginIp": "192.0.2.17"}} for day in range(30, 20, -1)]),
    }  # fmt: skip
    members: dict[str, str | bytes] = {
        "Your archive.html": "<!DOCTYPE html>\n<html><head><title>Your archive</title></head><body><p>Open this file in a browser to see your archive.</p></body></html>\n",
        "data/README.txt": "# Files in this archive\n\nEach file in this folder holds one type of data.\n",
        f"data/tweets_media/{photo['id']}-Fk3mQ7aXwAEbHnR.png": picture,
    }
    kinds: dict[str, Json] = {"tweetsMedia": {"mediaDirectory": "data/tweets_media"}}
    for name, (window, rows) in files.items():
        stem, _, part = name.partition("-part")
        members[f"data/{name}.js"] = f"window.YTD.{window}.part{part or 0} = " + json.dumps(
            rows, ensure_ascii=False, indent=2, separators=(",", " : ")
        )
        words = stem.split("-")
        kind = kinds.setdefault(words[0] + "".join(word.title() for word in words[1:]), {"files": []})
        kind["files"].append(
            {
                "fileName": f"data/{name}.js",
                "globalName": f"YTD.{window}.part{part or 0}",
                "count": str(len(rows)),
            }
        )
    size = sum(len(content) for content in members.values())
    manifest = {
        "userInfo": {"accountId": str(INES.x_id), "userName": INES.x, "displayName": "Ines Okafor"},
        "archiveInfo": {"sizeBytes": str(size), "generationDate": f"{END:%Y-%m-%dT%H:%M:%S}.000Z", "isPartialArchive": False, "maxPartSizeBytes": "53687091200"},
        "readmeInfo": {"fileName": "data/README.txt", "directory": "data/", "name": "README.txt"},
        "dataTypes": kinds,
    }  # fmt: skip
    members["data/manifest.js"] = "window.__THAR_CONFIG = " + json.dumps(
        manifest, indent=2, separators=(",", " : ")
    )
    return dict(sorted(members.items()))


def _posts(known: list[Person], strangers: list[Person], rng: random.Random) -> tuple[list[Json], list[Json]]:
    """Four posts a day, most of them her own links by a scheduler; few answers to others, and those to engineers."""
    posts: list[Json] = []
    notes: list[Json] = []
    circle = rng.sample([p for p in known if p.role == "peer"], 25) + strangers[:18]
    for _ in range(1780):
        day = some_day(rng)
        about = case(rng, "en", at_work(rng, day))
        link = f"https://larkfield.example/blog/{about['slug']}"
        text = say(rng, "BROADCAST", about, headline=say(rng, "HEADLINE", about), url="{url}")
        when = datetime.combine(day, rng.choice((time(6, 30), time(11, 0), time(15, 30))), UTC) + timedelta(
            seconds=rng.randrange(1, 4)
        )
        posts.append(_post(rng, text, when, urls=[link], source=_SCHEDULER, hearts=(0, 0, 0, 0, 1, 1, 2)))
    for _ in range(430):
        whom = rng.choice(strangers + [p for p in known if p.role != "market"])
        about = case(rng)
        text = f"RT @{whom.x}: " + say(
            rng,
            rng.choice(("THOUGHT", "SHARE_QUESTION", "BROADCAST")),
            about,
            headline=say(rng, "HEADLINE", about),
            url="https://t.co/" + "".join(rng.choices(_LETTERS, k=10)),
        )
        text = text if len(text) <= 140 else text[:139] + "…"
        posts.append(_post(rng, text, at_work(rng, some_day(rng)), mention=whom, hearts=(0,)))
    for _ in range(350):
        whom = rng.choice(circle) if rng.random() < 0.75 else rng.choice(strangers)
        about, when = case(rng), at_work(rng, some_day(rng))
        text = f"@{whom.x} " + say(rng, "X_REPLY", about, url="{url}")
        theirs = snowflake(rng, when - timedelta(hours=rng.expovariate(0.3) + 0.05))
        posts.append(
            _post(
                rng,
                text,
                when,
                mention=whom,
                reply_to=(str(theirs), whom),
                urls=[f"https://larkfield.example/blog/{about['slug']}"] if "{url}" in text else [],
                hearts=(0, 0, 1, 1, 2, 3),
            )
        )
    for _ in range(90):
        about, when = case(rng), at_work(rng, some_day(rng))
        parts = [
            say(rng, "SHARE_STORY", about).replace("\n\n", " "),
            say(rng, "ANSWER", about),
            "More on the blog: {url}",
        ][: rng.choice((2, 3, 3))]
        before: Json | None = None
        for text in parts:
            post = _post(
                rng,
                text[:270],
                when,
                reply_to=(before["id"], INES) if before else None,
                urls=[f"https://larkfield.example/blog/{about['slug']}"] if "{url}" in text else [],
                hearts=(0, 1, 1, 2, 4),
            )
            posts.append(post)
            before, when = post, when + timedelta(seconds=rng.randrange(20, 90))
    for _ in range(120):
        whom, about = rng.choice(strangers), case(rng)
        when = at_work(rng, some_day(rng))
        quoted = f"https://twitter.com/{whom.x}/status/{snowflake(rng, when - timedelta(hours=3))}"
        posts.append(_post(rng, say(rng, "COMMENT", about) + " {url}", when, urls=[quoted], hearts=(0, 0, 1)))
    posts.extend(
        _post(rng, say(rng, "THOUGHT", case(rng)), at_work(rng, some_day(rng)), hearts=(0, 0, 1, 1, 2, 3, 5))
        for _ in range(230)
    )
    for _ in range(64):
        about, when = case(rng), at_work(rng, some_day(rng))
        whole = " ".join(
            say(rng, kind, about).replace("\n\n", " ")
            for kind in ("SHARE_STORY", "ANSWER", "ANSWER", "CLOSE")
        )
        whole += " #" + about["tag"]
        post = _post(rng, html.unescape(whole)[:274] + "…", when, hearts=(0, 1, 2, 3, 6))
        post["created_at"] = _stamp(when)
        posts.append(post)
        iso = f"{when:%Y-%m-%dT%H:%M:%S}.000Z"
        notes.append({
            "noteTweetId": str(int(post["id"]) - (200 << 22)), "updatedAt": iso, "createdAt": iso, "lifecycle": {"value": "1", "name": "Committed", "originalName": "Committed", "annotations": {}},
            "core": {"styletags": [], "urls": [], "text": whole, "mentions": [], "cashtags": [], "hashtags": [{"text": about["tag"], "fromIndex": str(len(whole) - len(about["tag"]) - 1), "toIndex": str(len(whole))}]},
        })  # fmt: skip
    return posts, notes


def _stamp(when: datetime) -> str:
    return (
        f"{_DAYS[when.weekday()]} {_MONTHS[when.month - 1]} {when.day:02} {when:%H:%M:%S} +0000 {when.year}"
    )


def _post(
    rng: random.Random, text: str, when: datetime, *, urls: list[str] | None = None, mention: Person | None = None,
    reply_to: tuple[str, Person] | None = None, source: str = _WEB, hearts: tuple[int, ...] = (0,),
) -> Json:  # fmt: skip
    """One post. Positions count characters of the escaped text."""
    when = min(when, END - timedelta(minutes=7))
    number = str(snowflake(rng, when))
    links = []
    for url in urls or []:
        short = "https://t.co/" + "".join(rng.choices(_LETTERS, k=10))
        text = text.replace("{url}", short, 1)
        shown = url.removeprefix("https://")
        links.append(
            {"url": short, "expanded_url": url, "display_url": shown if len(shown) < 28 else shown[:26] + "…"}
        )
    text = text.replace(" & ", " &amp; ")
    for link in links:
        at = text.find(link["url"])
        link["indices"] = [str(at), str(at + 23)]  # type: ignore[assignment]
    people = []
    if mention:
        at = text.find(f"@{mention.x}")
        people.append(
            {
                "name": mention.name,
                "screen_name": mention.x,
                "indices": [str(at), str(at + 1 + len(mention.x))],
                "id_str": str(mention.x_id),
                "id": str(mention.x_id),
            }
        )
    tags = [{"text": m[1], "indices": [str(m.start()), str(m.end())]} for m in re.finditer(r"#(\w+)", text)]
    found: Json = {
        "edit_info": {"initial": {"editTweetIds": [number], "editableUntil": f"{when + timedelta(hours=1):%Y-%m-%dT%H:%M:%S}.000Z", "editsRemaining": "5", "isEditEligible": reply_to is None}},
        "retweeted": False, "source": source,
        "entities": {"hashtags": tags, "symbols": [], "user_mentions": people, "urls": [{key: link[key] for key in ("url", "expanded_url", "display_url", "indices")} for link in links]},
        "display_text_range": ["0", str(len(text))], "favorite_count": str(rng.choice(hearts)),
    }  # fmt: skip
    if reply_to:
        found |= {"in_reply_to_status_id_str": reply_to[0], "in_reply_to_user_id": str(reply_to[1].x_id)}
    found |= {
        "id_str": number,
        "truncated": False,
        "retweet_count": str(rng.choice((0,) * 14 + (1,)))
        if not text.startswith("RT")
        else str(rng.randrange(40)),
    }
    if reply_to:
        found["in_reply_to_status_id"] = reply_to[0]
    found |= {
        "id": number,
        "possibly_sensitive": False,
        "created_at": _stamp(when),
        "favorited": False,
        "full_text": text,
        "lang": "en",
    }
    if reply_to:
        found |= {"in_reply_to_screen_name": reply_to[1].x, "in_reply_to_user_id_str": str(reply_to[1].x_id)}
    return found


def _likes(rng: random.Random) -> list[Json]:
    found = []
    for _ in range(380):
        number = str(snowflake(rng, at_work(rng, some_day(rng))))
        like = {
            "tweetId": number,
            "fullText": say(rng, "THOUGHT", case(rng)),
            "expandedUrl": f"https://twitter.com/i/web/status/{number}",
        }
        if rng.random() < 0.08:
            del like["fullText"]
        found.append({"like": like})
    return found


def _follows(word: str, people: list[Person], rng: random.Random, most: int) -> list[Json]:
    numbers = [p.x_id for p in people] + [
        X_BASE + 700_000 + rng.randrange(90_000) for _ in range(most - len(people))
    ]
    return [
        {word: {"accountId": str(n), "userLink": f"https://twitter.com/intent/user?user_id={n}"}}
        for n in dict.fromkeys(numbers)
    ]


def _rory(rory: Person, rng: random.Random) -> Json:
    """The one lead that X ever brought."""
    when = at_work(rng, date(2025, 4, 25))
    said = (
        (
            rory,
            "Hi Ines, love your threads. Would you come on the podcast, and maybe do a workshop for my listeners?",
        ),
        (INES, "Hello Rory, thank you. A paid half day could work. How many of your listeners run a plant?"),
        (rory, "Mostly students and fans, but the exposure is huge! Could the first one be free?"),
        (INES, "I will send you a proposal by mail."),
    )
    messages = []
    for who, text in said:
        messages.append((who, when, text))
        when = later(rng, when, 10)
    return _conversation(rory, messages, rng)


def _direct(known: list[Person], strangers: list[Person], rng: random.Random) -> list[Json]:
    """Mostly offers from strangers that stay unanswered, and a dozen peers."""
    found = []
    for person in strangers[40:95] + rng.sample([p for p in known if p.role == "peer"], 14):
        about, when = case(rng), at_work(rng, some_day(rng))
        messages: list[tuple[Person, datetime, str]] = []
        if person in strangers:
            messages.append((person, when, say(rng, "VENDOR", about)))
            if rng.random() < 0.15:
                messages.append((INES, later(rng, when, 30), "no thanks"))
        else:
            messages.extend(
                chat(rng, "linkedin peer", (person, INES), when, "PEER", about, rng.choice((1, 2, 3)))
            )
        found.append(_conversation(person, [m for m in messages if m[1] < END], rng))
    return found


def _conversation(person: Person, messages: list[tuple[Person, datetime, str]], rng: random.Random) -> Json:
    low, high = sorted((INES.x_id, person.x_id))
    rows = []
    for who, when, text in reversed(messages):
        to = person if who is INES else INES
        number = str(snowflake(rng, when))
        rows.append(
            {
                "messageCreate": {
                    "recipientId": str(to.x_id),
                    "reactions": [],
                    "urls": [],
                    "text": html.escape(text, quote=False),
                    "mediaUrls": [],
                    "senderId": str(who.x_id),
                    "id": number,
                    "createdAt": f"{when:%Y-%m-%dT%H:%M:%S}.{rng.randrange(1000):03}Z",
                    "editHistory": [],
                }
            }
        )
    return {"dmConversation": {"conversationId": f"{low}-{high}", "messages": rows}}


def _direct_group(known: list[Person], rng: random.Random) -> list[Json]:
    circle = rng.sample([p for p in known if p.role == "peer"], 4)
    when = at_work(rng, date(2025, 2, 12))
    rows: list[Json] = [
        {
            "joinConversation": {
                "initiatingUserId": str(circle[0].x_id),
                "participantsSnapshot": [str(p.x_id) for p in [*circle, INES]],
                "createdAt": f"{when:%Y-%m-%dT%H:%M:%S}.000Z",
            }
        }
    ]
    for _ in range(24):
        when = later(rng, when, 200)
        if when < END:
            rows.append(
                {
                    "messageCreate": {
                        "reactions": [],
                        "urls": [],
                        "text": html.escape(say(rng, "ANSWER", case(rng)), quote=False),
                        "mediaUrls": [],
                        "senderId": str(rng.choice([*circle, INES]).x_id),
                        "id": str(snowflake(rng, when)),
                        "createdAt": f"{when:%Y-%m-%dT%H:%M:%S}.000Z",
                        "editHistory": [],
                    }
                }
            )
    return [
        {
            "dmConversation": {
                "conversationId": str(snowflake(rng, datetime(2025, 2, 12, 9, tzinfo=UTC))),
                "messages": rows[::-1],
            }
        }
    ]


def _advertisements(rng: random.Random) -> list[Json]:
    found = []
    for _ in range(40):
        when = at_work(rng, some_day(rng, date(2026, 8, 1)))
        found.append(
            {
                "deviceInfo": {"osType": "Desktop"},
                "displayLocation": "TimelineHome",
                "promotedTweetInfo": {
                    "tweetId": str(snowflake(rng, when)),
                    "tweetText": say(rng, "SPONSORED", case(rng), vendor="Velbrook Analytics").replace(
                        "%FIRSTNAME%", "there"
                    ),
                    "urls": [],
                    "mediaUrls": [],
                },
                "advertiserInfo": {"advertiserName": "Velbrook Analytics", "screenName": "@velbrook_ad"},
                "matchedTargetingCriteria": [],
                "impressionTime": f"{when:%Y-%m-%d %H:%M:%S}",
            }
        )
    return [{"ad": {"adsUserData": {"adImpressions": {"impressions": found}}}}]


def _picture() -> bytes:
    """A small grey square, as PNG."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    rows = b"".join(b"\0" + bytes(120 + (x * y) % 60 for x in range(48)) for y in range(48))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", 48, 48, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows, 0))
        + chunk(b"IEND", b"")
    )
