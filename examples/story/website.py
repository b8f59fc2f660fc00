"""What counts and names nobody: visits of the site as Plausible exports them, and the monthly letter as Mailchimp reports on it."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

from examples.story.pack import Files, csv_file
from examples.story.speech import case, fill, say
from examples.story.truth import VISITS_PER_DAY

NAME = "larkfield_example_2026-10-31.zip"
LETTERS = "campaigns.csv"
_FIRST = date(2026, 5, 1)
_LAST = date(2026, 10, 30)
_CAME_FROM = {
    "search": ("Google", "google.com", "", "", ""), "direct": ("", "", "", "", ""), "linkedin": ("LinkedIn", "linkedin.com/feed", "", "", ""),
    "forum": ("forum", "forum.plants.example", "forum", "community", "answers"), "youtube": ("YouTube", "youtube.com", "", "", ""),
    "x": ("Twitter", "t.co", "", "", ""), "facebook": ("Facebook", "facebook.com", "", "", ""), "flickr": ("Flickr", "flickr.com", "", "", ""),
}  # fmt: skip
_LETTER = ("newsletter", "", "newsletter", "email")


def letter_days() -> list[date]:
    """The first Tuesday of each month."""
    days = (date(2024 + month // 12, month % 12 + 1, 1) for month in range(11, 34))
    return [day + timedelta(days=(1 - day.weekday()) % 7) for day in days]


def visits() -> Files:
    """The tables of the whole export, of half a year."""
    rng = random.Random("larkfield website")
    rows: list[tuple[str, ...]] = []
    days: dict[date, int] = {}
    day = _FIRST
    while day <= _LAST:
        lively = 0.35 if day.weekday() > 4 else 1.0
        found = {name: _count(rng, mean * lively) for name, mean in VISITS_PER_DAY.items()}
        for name, number in found.items():
            if number:
                rows.append(_row(day, _CAME_FROM[name], number, rng))
        for letter in letter_days():
            if 0 <= (day - letter).days < 4:
                number = _count(rng, 16 / (1 + 2 * (day - letter).days))
                found["letter"] = number
                if number:
                    rows.append(_row(day, (*_LETTER, f"letter-{letter:%Y-%m}"), number, rng))
        days[day] = sum(found.values())
        day += timedelta(days=1)
    span = f"{_FIRST:%Y%m%d}_{_LAST:%Y%m%d}"
    return {
        f"imported_visitors_{span}.csv": csv_file("date,visitors,pageviews,bounces,visits,visit_duration", [
            (day.isoformat(), str(number), str(number * 2), str(number // 2), str(number), str(number * 55)) for day, number in days.items()
        ]),
        f"imported_sources_{span}.csv": csv_file(
            "date,source,referrer,utm_source,utm_medium,utm_campaign,utm_content,utm_term,pageviews,visitors,visits,visit_duration,bounces", rows
        ),
        f"imported_pages_{span}.csv": csv_file(
            "date,hostname,page,visits,visitors,pageviews,total_scroll_depth,total_scroll_depth_visits,total_time_on_page,total_time_on_page_visits",
            [(day.isoformat(), "larkfield.example", "/blog/", str(number), str(number), str(number), "900", str(number), str(number * 40), str(number)) for day, number in days.items()],
        ),
    }  # fmt: skip


def letters() -> str:
    """Mailchimp's table of all letters."""
    rng = random.Random("larkfield letter")
    rows = []
    for number, day in enumerate(letter_days()):
        sent = 210 + number * 6 + rng.randrange(8)
        bounced, opened, clicked = rng.randrange(4), int(sent * rng.uniform(0.38, 0.5)), int(sent * rng.uniform(0.03, 0.09))  # fmt: skip
        when = datetime(day.year, day.month, day.day, 9, 30)  # noqa: DTZ001 - Mailchimp writes the account's own time
        about = case(rng)
        rows.append((
            f"Letter {day:%Y-%m}", say(rng, "HEADLINE", about) if number % 2 else fill(rng, "What broke in {month}?", about), "Friends of Larkfield", f"{when:%b %d, %Y %I:%M} am",
            f"{day:%A}", str(sent), str(sent - bounced), str(bounced), "0", str(bounced), "0", "0", str(opened), f"{100 * opened / sent:.2f}%", str(opened * 2),
            str(clicked), f"{100 * clicked / sent:.2f}%", str(clicked + 3), str(rng.randrange(3)), "0", "0", "0", f"{0x5a10c0 + number * 977:010x}", "0", "0", "0",
        ))  # fmt: skip
    header = (
        "Title,Subject,List,Send Date,Send Weekday,Total Recipients,Successful Deliveries,Soft Bounces,Hard Bounces,Total Bounces,Times Forwarded,"
        "Forwarded Opens,Unique Opens,Open Rate,Total Opens,Unique Clicks,Click Rate,Total Clicks,Unsubscribes,Abuse Complaints,"
        "Times Liked on Facebook,Folder Id,Unique Id,Total Orders,Total Gross Sales,Total Revenue"
    )
    return csv_file(header, [row for row in rows if row[3]])


def _row(day: date, came: tuple[str, ...], number: int, rng: random.Random) -> tuple[str, ...]:
    source, referrer, utm, medium, campaign = came
    seconds = number * rng.randrange(20, 140)
    return (day.isoformat(), source, referrer, utm, medium, campaign, "", "", str(number * 2), str(number), str(number), str(seconds), str(number // 2))  # fmt: skip


def _count(rng: random.Random, mean: float) -> int:
    """A number around a mean, as visits fall [Poisson]."""
    count, waited = 0, rng.expovariate(1)
    while waited < mean:
        count += 1
        waited += rng.expovariate(1)
    return count
