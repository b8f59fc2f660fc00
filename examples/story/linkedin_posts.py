"""What Ines posts on LinkedIn, and what she does to the posts of others."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import NamedTuple

from examples.story.pack import csv_file
from examples.story.speech import case, say
from examples.story.talk import at_work, some_day


class Share(NamedTuple):
    """One of her posts."""

    when: datetime
    url: str
    text: str
    kind: str
    link: str


def urn(rng: random.Random, when: datetime) -> int:
    """An activity's number, which holds its moment."""
    return (int(when.timestamp() * 1000) - rng.randrange(900)) << 22 | rng.randrange(1 << 22)


def shares() -> list[Share]:
    """Her posts: questions and stories are answered, links are not."""
    rng = random.Random("larkfield shares")
    found = []
    for _ in range(168):
        when = at_work(rng, some_day(rng))
        about = case(rng, "en", when)
        kind = rng.choices(("SHARE_QUESTION", "SHARE_STORY", "SHARE_LINK"), (34, 30, 36))[0]
        link = f"https://larkfield.example/blog/{about['slug']}" if kind == "SHARE_LINK" else ""
        text = say(rng, kind, about, url=link, headline=say(rng, "HEADLINE", about))
        noun = rng.choice(("share", "ugcPost", "share"))
        url = f"https://www.linkedin.com/feed/update/urn%3Ali%3A{noun}%3A{urn(rng, when)}"
        found.append(Share(when, url, text, kind, link))
    return sorted(found)


def shares_file() -> str:
    rows = [
        (f"{s.when:%Y-%m-%d %H:%M:%S}", s.url, s.text.replace("\n", '"\n"'), s.link, "", "MEMBER_NETWORK")
        for s in reversed(shares())
    ]
    return csv_file("Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility", rows)


def reactions(rng: random.Random) -> dict[str, str | bytes]:
    """What she did to posts of others. LinkedIn does not say whose they were, and escapes quotes in comments its own way."""
    comments, reactions, votes, reposts = [], [], [], []
    for _ in range(430):
        when = at_work(rng, some_day(rng))
        number = urn(rng, when - timedelta(hours=rng.expovariate(1 / 14) + 0.1))
        link = f"https://www.linkedin.com/feed/update/urn%3Ali%3A{rng.choice(('activity', 'ugcPost'))}%3A{number}"
        about = case(rng, "de" if rng.random() < 0.15 else "en")
        text = say(rng, rng.choice(("ANSWER", "COMMENT", "ANSWER")), about)
        if rng.random() < 0.3:
            text = text.replace(". ", ".\n", 1)
        if rng.random() < 0.05:
            text = f'They call it "{about["cause"]}" there.\n{text}'
        body = '"' + text.replace('"', '\\"') + '"' if any(c in text for c in ',"') else text
        comments.append((when, f"{when:%Y-%m-%d %H:%M:%S},{link},{body}"))
    for _ in range(960):
        when = at_work(rng, some_day(rng))
        number = urn(rng, when - timedelta(hours=rng.expovariate(1 / 20) + 0.1))
        link = f"https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A{number}"
        if rng.random() < 0.15:
            link += f"?commentUrn=urn%3Ali%3Acomment%3A%28activity%3A{number}%2C{urn(rng, when)}%29"
        kind = rng.choices(
            ("LIKE", "PRAISE", "EMPATHY", "INTEREST", "APPRECIATION", "ENTERTAINMENT"), (70, 8, 6, 10, 4, 2)
        )[0]
        reactions.append((f"{when:%Y-%m-%d %H:%M:%S}", kind, link))
    for _ in range(14):
        when = at_work(rng, some_day(rng))
        link = f"https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A{urn(rng, when)}"
        votes.append(
            (
                f"{when:%Y-%m-%d %H:%M:%S}",
                link,
                rng.choice(("Weekly", "Monthly", "When it squeaks", "We do not")),
            )
        )
        reposts.append((f"{when - timedelta(days=2):%Y-%m-%d %H:%M:%S}", link))
    comments.sort(reverse=True)
    return {
        "Comments.csv": "\r\n".join(["Date,Link,Message", *(line for _, line in comments)]) + "\r\n",
        "Reactions.csv": csv_file("Date,Type,Link", sorted(reactions, reverse=True)),
        "Votes.csv": csv_file("Date,Link,OptionText", sorted(votes, reverse=True)),
        "InstantReposts.csv": csv_file("Date,Link", sorted(reposts, reverse=True)),
    }
