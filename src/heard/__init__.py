"""Heard: earn the right to be heard.

>>> import heard                                                          # doctest: +SKIP
>>> with heard.open("~/heard") as home:                                   # doctest: +SKIP
...     home.add("Complete_LinkedInDataExport_10-31-2026.zip")
...     review = home.review()

The names in `__all__` are the Python API. They are loaded on first use, so that `import heard` waits for no engine.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from heard.api import ChannelReview, Home, Review, exports_in, open  # noqa: A004 - heard.open reads like the word it is
    from heard.model import Answer, Estimate, Evidence, Finding, HeardError, Missing, Problem, Skipped

__version__ = "0.1.0"
__all__ = [
    "Answer",
    "ChannelReview",
    "Estimate",
    "Evidence",
    "Finding",
    "HeardError",
    "Home",
    "Missing",
    "Problem",
    "Review",
    "Skipped",
    "__version__",
    "exports_in",
    "open",
]

if not TYPE_CHECKING:

    def __getattr__(name):  # noqa: ANN001, ANN202 - type checkers read the imports above
        """A name of the API, from the module that holds it."""
        if name not in __all__:
            raise AttributeError(f"module 'heard' has no attribute {name!r}")
        module = import_module("heard.api" if name in _OF_API else "heard.model")
        return getattr(module, name)


_OF_API = {"ChannelReview", "Home", "Review", "exports_in", "open"}
