"""The Python API, and all that the faces call.

>>> import heard                                                          # doctest: +SKIP
>>> with heard.open("~/heard") as home:                                   # doctest: +SKIP
...     home.add("Complete_LinkedInDataExport_10-31-2026.zip")
...     review = home.review()
"""

from heard.api.changes import Changes
from heard.api.checking import Alarms, Checked, check
from heard.api.columns import UnknownTableError, tables
from heard.api.exports import AS_IT_IS, LEDGER, STRATEGY, Asked, exports_in
from heard.api.first import Wanted, unread, wanted
from heard.api.home import Home, open  # noqa: A004 - heard.open reads like the word it is
from heard.api.kept import JOURNAL, short
from heard.api.labelling import Labelled
from heard.api.labels import FILE as LABELS
from heard.api.listening import Heard
from heard.api.review import SEVERITY, ChannelReview, Review
from heard.api.set_aside import FILE as SET_ASIDE
from heard.api.today import Line, Today
from heard.api.voices import VoicesFound
from heard.measures.voices import Sentence

__all__ = [
    "AS_IT_IS",
    "JOURNAL",
    "LABELS",
    "LEDGER",
    "SET_ASIDE",
    "SEVERITY",
    "STRATEGY",
    "Alarms",
    "Asked",
    "Changes",
    "ChannelReview",
    "Checked",
    "Heard",
    "Home",
    "Labelled",
    "Line",
    "Review",
    "Sentence",
    "Today",
    "UnknownTableError",
    "VoicesFound",
    "Wanted",
    "check",
    "exports_in",
    "open",
    "short",
    "tables",
    "unread",
    "wanted",
]
