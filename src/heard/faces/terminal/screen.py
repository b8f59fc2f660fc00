r"""Words on a terminal: wrapped at its width, coloured where it can, and harmless whatever an export put into them.

>>> clean("Dana\x1b[2J Reyes\u202e")
'Dana Reyes'
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from heard.faces.safe import JOINERS, SEQUENCE

WORD = re.compile(r"\s*\S+(?: %\S*)?\s*")
Piece = str | tuple[str, str]
"""A text, or a text and its style."""
HARMLESS = {"Cc": " ", "Zl": " ", "Zp": " ", "Cf": "", "Cs": "\ufffd"}
"""What stands for a control, a line break, an invisible mark (among them those that turn the direction) and half a letter."""


def clean(text: str) -> str:
    """A text without anything that a terminal would obey, or that turns the direction of what follows."""
    return "".join(map(_harmless, SEQUENCE.sub("", text)))


def _harmless(letter: str) -> str:
    if letter in JOINERS:
        return letter
    return HARMLESS.get(unicodedata.category(letter), letter)


def console(*, stderr: bool = False) -> Console:
    """Where to print; NO_COLOR, COLUMNS and pipes are respected."""
    return Console(stderr=stderr, highlight=False, markup=False, emoji=False)


def working(what: str) -> AbstractContextManager[object]:
    """Say on the terminal that something takes a while; nothing is said to a pipe."""
    screen = console(stderr=True)
    return screen.status(what) if screen.is_terminal else nullcontext()


def line(*pieces: Piece) -> Text:
    """Pieces as one text, each made harmless."""
    return Text.assemble(
        *(clean(each) if isinstance(each, str) else (clean(each[0]), each[1]) for each in pieces)
    )


def say(screen: Console, *pieces: Piece, indent: int = 0, hang: int = 0) -> None:
    """Print a paragraph; its lines begin at `indent`, and those after the first `hang` further in.

    A word longer than the line, such as a path, stays whole.
    """
    words = line(*pieces)
    lines = words.divide(_breaks(words.plain, screen.width - indent, hang))
    for number, each in enumerate(lines):
        each.rstrip()
        screen.print(Text(" " * (indent + (hang if number else 0))).append_text(each), soft_wrap=True)


def say_whole(screen: Console, *pieces: Piece) -> None:
    """Print a line that is not wrapped: a command to be copied, or an error to be searched for."""
    screen.print(line(*pieces), soft_wrap=True)


def _breaks(text: str, width: int, hang: int) -> Iterator[int]:
    """Where lines end: between words, but not between a number and its per cent."""
    column = 0
    for word in WORD.finditer(text):
        if column and column + cell_len(word[0].rstrip()) > width:
            yield word.start()
            column = hang
        column += cell_len(word[0])


def heading(screen: Console, text: str) -> None:
    """Print a heading with a free line before it."""
    screen.print()
    say(screen, (text, "bold"))


def table(headers: Sequence[str], rows: Iterable[Iterable[Piece]], *, wrapped: int = -1) -> Table:
    """Columns without lines between them; only one is wrapped where the terminal is narrow, the last unless another is named."""
    drawn = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    for place, header in enumerate(headers):
        drawn.add_column(header, no_wrap=place != wrapped % len(headers), overflow="fold")
    for row in rows:
        drawn.add_row(*(line(cell) for cell in row))
    return drawn


def say_json(value: object) -> None:
    """Print a value as JSON, in ASCII: nothing in it reaches the terminal as anything but letters."""
    print(json.dumps(value, indent=2, allow_nan=False, default=str))  # noqa: T201 - the one place that prints data


def counted(number: int, one: str, many: str = "") -> str:
    """A number and its noun, as in: 1 file, 2,301 files."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
