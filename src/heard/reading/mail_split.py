r"""An mbox as its messages, a window at a time, whatever wrote it and however large it is.

The standard library takes every line that begins with ``From `` for a separator (python/cpython#93376), so that a sentence
makes a message. Here a separator also names a weekday and a time, and a header follows it.

>>> import io
>>> mbox = b"From a@x.example Sun Mar 22 02:19:17 2026\nSubject: Hi\n\nFrom time to time.\n"
>>> [message.separator[:8] for message in split(io.BytesIO(mbox))]
[b'From a@x']
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

WINDOW = 1 << 18
"""Bytes read at once, more where a message is larger; larger ones leave the processor's cache."""
MAX_MESSAGE = 16 << 20
"""Of a larger message only this much of its start is held: text comes first, attachments after it."""
_LOOKAHEAD = 2_000
"""Longest separator line with the start of the header after it."""

SEPARATOR = re.compile(
    rb"\nFrom (?:(?:[^\n]*[ \t])??(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),?[ \t][^\n]*\d:\d\d[^\n]*|-?\d{6,}\r?)\n"
    rb"(?=[!-9;-~]+[ \t]*:|>From |\r?\n?\Z)"
)
"""A newline, the line, and a look at what follows. Usenet archives number their articles instead of dating them."""


class Readable(Protocol):
    """What gives bytes."""

    def read(self, size: int, /) -> bytes:
        """This many bytes, or fewer at the end."""


class RawMessage(NamedTuple):
    """Where one message lies in a window: it is not copied, since copying costs as much as reading its headers."""

    separator: bytes
    """The line that began it, or nothing."""
    window: bytes
    start: int
    """Where the newline before its first header is."""
    end: int


def split(stream: Readable) -> Iterator[RawMessage]:
    """Each message of an mbox; memory is bounded by `WINDOW` and `MAX_MESSAGE`.

    A text before the first separator is a message too, since some archives lack that line.
    """
    window = b"\n" + stream.read(WINDOW).removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    start = search = 0
    separator = b""
    if window.startswith(b"\nFrom "):
        start = search = max(window.find(b"\n", 1), 0)
        separator = window[1 : start + 1]
    at_end = len(window) == 1
    while not at_end:
        held = len(window) - start
        block = stream.read(max(WINDOW, min(held, MAX_MESSAGE >> 2)))
        at_end = not block
        window = window[start:] + block
        search, start = search - start, 0
        if search > MAX_MESSAGE:
            window = window[:MAX_MESSAGE] + window[search:]
            search = MAX_MESSAGE
        certain = len(window) if at_end else len(window) - _LOOKAHEAD
        message = _unix if b"\r" in window else RawMessage
        for match in SEPARATOR.finditer(window, search):
            if match.start() >= certain:
                break
            first, last = match.span()
            yield message(separator, window, start, first + 1)
            start = last - 1
            separator = window[first + 1 : last]
        search = max(start, certain)
    if separator or window[start:].strip():
        yield _unix(separator, window, start, len(window))


def single(raw: bytes) -> RawMessage:
    """The one message of an .eml or Maildir file."""
    raw = b"\n" + raw.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    match = SEPARATOR.match(raw)
    return _unix(match[0] if match else b"", raw, match.end() - 1 if match else 0, len(raw))


def _unix(separator: bytes, window: bytes, start: int, end: int) -> RawMessage:
    """A message with the line ends of Unix, whatever it had."""
    if window.find(b"\r", start, end) >= 0:
        window = window[start:end].replace(b"\r\n", b"\n")
        start, end = 0, len(window)
    return RawMessage(separator, window, start, end)
