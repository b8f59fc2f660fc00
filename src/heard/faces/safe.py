r"""Text from exports, made safe to show: names come from strangers, and strangers are inventive.

>>> printable("Dana\u202e Reyes\x1b[2J\n")
'Dana Reyes'
>>> printable("A" * 1000, most=5)
'AAAA…'
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # colours, cursor, clearing
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)?"  # titles, links, clipboard
    r"|\x1b[ -/]*[0-~]"
)
"""What a terminal takes for an order."""
JOINERS = "\u200c\u200d"
"""Invisible, and yet spelling: Persian words and many emoji need them."""
UNBROKEN = "\u00a0\u202f"
"""Spaces that hold a number and its unit together."""
HIDDEN = {"Cc", "Cf", "Cs"}
"""Controls (a terminal obeys them), formats (some turn the line around) and halves of characters (no file takes them)."""
MARKS = {"Mn", "Me"}
MOST_MARKS = 4
"""Accents piled on one letter: Vietnamese takes two, pointed Hebrew three; a tower of twenty covers the lines above."""


def printable(text: str, most: int = 2000) -> str:
    """One line of at most so many characters, without anything that moves the cursor, turns the line around or hides.

    Args:
        text: what an export, a file name or a person wrote.
        most: how many characters may be shown; what is cut off leaves an ellipsis.
    """
    shown = "".join(islice(_visible(SEQUENCE.sub("", text)), most + 2)).strip()
    return shown if len(shown) <= most else f"{shown[: most - 1].rstrip()}…"


def _visible(text: str) -> Iterator[str]:
    last, marks = " ", 0
    for char in text:
        category = unicodedata.category(char)
        if char.isspace() and char not in UNBROKEN:
            if last != " ":
                yield " "
            last = " "
        elif category not in HIDDEN or char in JOINERS:
            marks = marks + 1 if category in MARKS else 0
            if marks <= MOST_MARKS:
                yield char
                last = char
