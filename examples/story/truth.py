"""The truth behind the example: what really goes on at Larkfield, which a review of the exports should be able to find.

Every chance and every span that shapes the story stands here; the other modules only put it into words and formats.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NamedTuple

START = date(2024, 11, 1)
END = datetime(2026, 10, 31, 9, 40, tzinfo=UTC)
"""The moment the exports were taken; nothing in them is later."""

CONNECTIONS = 2180
HIDDEN_CONNECTIONS = 24
"""Rows of closed accounts, which hold a date and nothing else."""


class Chance(NamedTuple):
    """How likely the other side answers, and how soon [h, the median]."""

    market: float
    others: float
    hours: float


ANSWERED = {
    "linkedin help": Chance(0.84, 0.72, 9.0),
    "linkedin question": Chance(0.55, 0.33, 16.0),
    "linkedin greeting": Chance(0.48, 0.36, 20.0),
    "linkedin pitch": Chance(0.05, 0.04, 30.0),
    "linkedin peer": Chance(0.80, 0.80, 8.0),
    "mail help": Chance(0.88, 0.80, 8.0),
    "mail after a trade show": Chance(0.62, 0.50, 14.0),
    "mail after an introduction": Chance(0.87, 0.87, 10.0),
    "mail pitch": Chance(0.08, 0.06, 30.0),
    "mail work": Chance(0.93, 0.93, 5.0),
}
"""Whether somebody comes back after Ines wrote, by what she wrote."""

ADDRESS_SHOWN = {"market": 0.2, "peer": 0.06}
"""Share of her connections who let her see their mail address, by what they are; those whom the story names all do."""
ADDRESS_SHOWN_BY_OTHERS = 0.03
INES_ANSWERS_A_QUESTION = 0.91
INES_HOURS = 6.0
"""Her median time to answer [h]."""

HOURS_PER_WEEK = {"linkedin": 2.1, "x": 2.9, "email": 2.5, "blog": 1.2, "phone": 0.5}
"""In a week with a note of it. Over all weeks, holidays and forgotten ones too, X takes about two and a half."""
HOURS_ELSEWHERE = {
    "facebook": (0.4, START),
    "floor.plants.example": (0.4, START),
    "youtube": (0.3, date(2026, 1, 5)),
    "flickr": (0.25, date(2026, 6, 1)),
}
"""The same on the lesser channels, and since when. The forum counts her hours itself."""
FORUM_SINCE = date(2025, 6, 2)
FORUM_THANKS = 0.78
"""How often somebody whom she answered in the forum says what came of it."""
BLOG_ANSWERED = 0.7
"""How often a reader who writes below a page is answered."""
BLOG_MARKET = 0.45
"""Share of the market among those readers."""
VISITS_PER_DAY = {
    "search": 11.0,
    "direct": 6.0,
    "linkedin": 3.2,
    "forum": 1.5,
    "youtube": 0.9,
    "x": 0.35,
    "facebook": 0.08,
    "flickr": 0.03,
}
"""Visits of the site on a working day, by what brought them."""
TRACKED = (date(2026, 7, 1), date(2026, 9, 30))
"""The quarter in which a tracker ran, for films, LinkedIn and work for clients. It counts nothing that the journal does not know, but films."""
WEEK_LOGGED = 0.94
"""Share of working weeks in which she wrote her hours down."""

SHOWS = (
    ("Line & Pack Fair", date(2025, 3, 11)),
    ("Maintenance Days", date(2025, 9, 23)),
    ("Line & Pack Fair", date(2026, 3, 10)),
    ("Maintenance Days", date(2026, 9, 22)),
)
MET_PER_SHOW = 22


class Deal(NamedTuple):
    """A lead, where it began and what became of it."""

    id: str
    person: str
    channel: str
    opened: date
    stage: str = "open"
    closed: date | None = None
    euros: int = 0
    note: str = ""
    through: str = ""
    """Who introduced them."""


DEALS = (
    Deal(
        "D01",
        "Hannah Brock",
        "linkedin",
        date(2024, 12, 9),
        "lost",
        date(2025, 2, 17),
        0,
        "hired a planner instead",
    ),
    Deal("D02", "Piotr Zielak", "email", date(2025, 1, 20), "won", date(2025, 3, 31), 9500, "", "Sam Ito"),
    Deal("D03", "Petra Moreau", "tradeshow", date(2025, 3, 13), "won", date(2025, 5, 26), 12000),
    Deal("D04", "Owen Tallis", "tradeshow", date(2025, 3, 17), "won", date(2025, 7, 7), 14000),
    Deal(
        "D05", "Jonas Reinke", "tradeshow", date(2025, 3, 20), "lost", date(2025, 6, 12), 0, "budget frozen"
    ),
    Deal(
        "D06",
        "Rory Quill",
        "x",
        date(2025, 4, 28),
        "lost",
        date(2025, 5, 19),
        0,
        "wanted a free talk, has no plant",
    ),
    Deal("D07", "Marit Solheim", "linkedin", date(2025, 5, 12), "won", date(2025, 8, 25), 11000),
    Deal(
        "D08",
        "Gareth Pym",
        "email",
        date(2025, 6, 30),
        "lost",
        date(2025, 9, 15),
        0,
        "never came back on the quote",
    ),
    Deal("D09", "Ayodele Banks", "linkedin", date(2025, 7, 21), "won", date(2025, 10, 20), 8000),
    Deal("D10", "Katrin Vogt", "tradeshow", date(2025, 9, 25), "won", date(2025, 12, 8), 15500),
    Deal(
        "D11",
        "Felix Arendt",
        "tradeshow",
        date(2025, 9, 29),
        "lost",
        date(2026, 1, 19),
        0,
        "group does it in-house",
    ),
    Deal(
        "D12",
        "Beatrix Noor",
        "tradeshow",
        date(2025, 10, 6),
        "lost",
        date(2026, 2, 23),
        0,
        "chose a larger firm",
    ),
    Deal(
        "D13", "Tom Hargrave", "email", date(2025, 11, 10), "won", date(2026, 2, 2), 12000, "", "Petra Moreau"
    ),
    Deal(
        "D14", "Ruth Abara", "phone", date(2026, 1, 12), "lost", date(2026, 3, 30), 0, "plant is being sold"
    ),
    Deal(
        "D15", "Callum Reid", "linkedin", date(2026, 2, 9), "lost", date(2026, 5, 4), 0, "no budget this year"
    ),
    Deal("D16", "Sofia Brandt", "tradeshow", date(2026, 3, 12), "won", date(2026, 6, 15), 13500),
    Deal("D17", "Ivo Kranz", "tradeshow", date(2026, 3, 16), "lost", date(2026, 7, 6), 0, "left the company"),
    Deal("D18", "Nadia Ferris", "linkedin", date(2026, 4, 20), "won", date(2026, 7, 20), 10500),
    Deal("D19", "Erik Dahl", "email", date(2026, 6, 22), through="Owen Tallis"),
    Deal("D20", "Joana Prado", "linkedin", date(2026, 7, 27)),
    Deal("D21", "Desmond Achterberg", "blog", date(2026, 8, 31)),
    Deal("D22", "Greta Lohmann", "tradeshow", date(2026, 9, 23)),
    Deal("D23", "Ismail Kaya", "tradeshow", date(2026, 9, 25)),
    Deal("D24", "Orla Keane", "linkedin", date(2026, 10, 12)),
)

INTRODUCTIONS = (
    ("Sam Ito", "Piotr Zielak", date(2025, 1, 15), "mail"),
    ("Sam Ito", "Hugo Lindqvist", date(2025, 6, 3), "mail"),
    ("Petra Moreau", "Tom Hargrave", date(2025, 11, 5), "mail"),
    ("Lena Hofmann", "Klaus Wendt", date(2025, 4, 9), "mail"),
    ("Owen Tallis", "Erik Dahl", date(2026, 6, 17), "mail"),
    ("Marit Solheim", "Runa Eide", date(2026, 1, 27), "mail"),
    ("Katrin Vogt", "Anke Petersen", date(2026, 5, 19), "mail"),
    ("Ayodele Banks", "Morag Sinclair", date(2026, 2, 24), "linkedin"),
    ("Lena Hofmann", "Carla Benedetti", date(2025, 10, 14), "linkedin"),
    ("Nadia Ferris", "Declan Hurley", date(2026, 9, 8), "linkedin"),
    ("Sam Ito", "Bianca Rossini", date(2026, 4, 14), "linkedin"),
)
"""Who introduced whom to Ines, when and where."""

ASKED = (
    ("Sam Ito", "Piotr Zielak", date(2025, 1, 13), "yes"),
    ("Lena Hofmann", "Klaus Wendt", date(2025, 4, 7), "yes"),
    ("Sam Ito", "Hugo Lindqvist", date(2025, 6, 2), "yes"),
    ("Gareth Pym", "Fiona Marsh", date(2025, 7, 14), "no"),
    ("Lena Hofmann", "Carla Benedetti", date(2025, 10, 13), "yes"),
    ("Petra Moreau", "Tom Hargrave", date(2025, 11, 3), "yes"),
    ("Marit Solheim", "Runa Eide", date(2026, 1, 26), "yes"),
    ("Callum Reid", "Stuart Abernethy", date(2026, 3, 23), "no"),
    ("Katrin Vogt", "Anke Petersen", date(2026, 5, 18), "yes"),
    ("Owen Tallis", "Erik Dahl", date(2026, 6, 15), "yes"),
    ("Felix Arendt", "Ulrike Sommer", date(2026, 8, 24), "no"),
    ("Nadia Ferris", "Declan Hurley", date(2026, 9, 7), "yes"),
)
"""Introductions she asked for, and what was said."""
