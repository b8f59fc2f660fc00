"""YouTube in Google Takeout: five short films of repairs, and what she wrote below them. What others wrote is not in it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from examples.story.pack import Files, csv_line
from examples.story.speech import case, say
from examples.story.talk import at_work, later, some_day
from examples.story.truth import END

NAME = "takeout-20261031T093000Z-001.zip"
CHANNEL = "UClarkfieldRepairsRepairs"[:24]
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
FILMS = (
    (date(2026, 1, 19), "Hear a dry bearing before it dies", "One fan, two greases, three sounds."),
    (date(2026, 3, 2), "Cutting a belt joint square, with a set square", "Ten minutes with the belt off."),
    (date(2026, 5, 4), "The breather nobody cleans", "Before you buy a third seal for the gearbox."),
    (date(2026, 7, 6), "Measuring chain wear over ten links", "With a calliper and the chain in place."),
    (date(2026, 9, 14), "Photo-eye and steam: fifteen degrees", "One bracket, one false stop less."),
)


def members() -> Files:
    """Every file of the Takeout."""
    rng = random.Random("larkfield youtube")
    films, comments = [], []
    for day, title, text in FILMS:
        film, when = _letters(rng, 11), datetime(day.year, day.month, day.day, 16, 0, tzinfo=UTC)
        made = when - timedelta(hours=5)
        films.append((film, str(rng.randrange(70_000, 190_000)), "en", "Science & Technology", text, CHANNEL, "maintenance", title, "Public", "Processed", _time(made), _time(when)))  # fmt: skip
        for _ in range(rng.randrange(6, 12)):
            asked = later(rng, at_work(rng, some_day(rng, day, min(day + timedelta(days=90), END.date()))), 1)
            answered = later(rng, asked, 20)
            if answered < END:
                thread = f"Ugx{_letters(rng, 15)}4AaABAg"
                said = say(rng, rng.choice(("ANSWER", "ANSWER", "CLOSE")), case(rng))
                comments.append((answered, _comment(f"{thread}.{_letters(rng, 22)}", thread, film, answered, said)))  # fmt: skip
    for _ in range(9):
        when = at_work(rng, some_day(rng, date(2026, 1, 5)))
        text = say(rng, "COMMENT", case(rng))
        comments.append((when, _comment(f"Ugy{_letters(rng, 15)}4AaABAg", "", _letters(rng, 11), when, text)))
    place = "Takeout/YouTube and YouTube Music"
    return {
        "Takeout/archive_browser.html": "<!doctype html><title>Takeout</title>\n",
        f"{place}/channels/channel.csv": _table("Channel ID,Channel Title (Original),Channel Visibility", [(CHANNEL, "Larkfield repairs", "Public")]),
        f"{place}/video metadata/videos.csv": _table(
            "Video ID,Approx Duration (ms),Video Audio Language,Video Category,Video Description (Original),Channel ID,Tag 1,Video Title (Original),Privacy,Video State,Video Create Timestamp,Video Publish Timestamp",
            films,
        ),
        f"{place}/comments/comments.csv": _table(
            "Comment ID,Channel ID,Comment Create Timestamp,Price,Parent Comment ID,Post ID,Video ID,Comment Text,Top-Level Comment ID",
            [row for _, row in sorted(comments)],
        ),
        f"{place}/subscriptions/subscriptions.csv": _table("Channel Id,Channel Url,Channel Title", [
            (f"UC{name}"[:24], f"http://www.youtube.com/channel/UC{name}"[:55], title)
            for name, title in (("beltandchainbeltandchain", "Belt & Chain"), ("nightshiftstoriesnights", "Night shift stories"))
        ]),
    }  # fmt: skip


def _comment(key: str, parent: str, film: str, when: datetime, text: str) -> tuple[str, ...]:
    said = '{"text":"' + text.replace('"', '\\"') + '"}'
    return (key, CHANNEL, f"{when:%Y-%m-%dT%H:%M:%S}.{sum(map(ord, key)) % 1000:03}000+00:00", "0", parent, "", film, said, parent or key)  # fmt: skip


def _letters(rng: random.Random, count: int) -> str:
    return "".join(rng.choices(_LETTERS, k=count))


def _time(when: datetime) -> str:
    return f"{when:%Y-%m-%dT%H:%M:%S}+00:00"


def _table(header: str, rows: Sequence[tuple[str, ...]]) -> str:
    """Takeout leaves empty lines at the end of its tables."""
    return "\n".join([header, *map(csv_line, rows)]) + "\n" * 6
