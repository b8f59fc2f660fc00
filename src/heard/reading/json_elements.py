r"""The elements of a list in a JSON file that is too large for memory, one by one as bytes.

The list is a field of the outermost object. Where that field comes twice, as in Mastodon's outbox.json, both lists count; a parser
that keeps the first finds nothing. An element that is never closed is cut where the next one visibly begins.

>>> from io import BytesIO
>>> elements = Elements(BytesIO(b'{"a": {"items": [0]}, "items": [], "items": ["x", {"b": "]"}]}'), b"items")
>>> list(elements)
[b'"x"', b'{"b": "]"}']
>>> elements.whole
True
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from typing import IO

BLOCK = 1 << 18
MOST_OPEN = 4 << 20
"""Bytes after which an element that does not end is taken to be broken; a post has some thousands."""
TOKEN = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*("|\\?\Z)|[{}\[\]]', re.DOTALL)
NEVER = re.compile(rb"(?!)")
END_OF_FILE = re.compile(rb"\]\s*(?:\}\s*)?$")


class Elements:
    """The strings, objects and lists of the list, and how the file ended."""

    def __init__(self, stream: IO[bytes], field: bytes, begins: re.Pattern[bytes] = NEVER) -> None:
        """Read a stream from where it stands.

        Args:
            stream: the file.
            field: the name of the list.
            begins: the comma before an element and the element's first bytes, to go on by where one is broken.
        """
        self.listed = False
        """Whether there is such a list."""
        self.whole = False
        """Whether the file was read to its end, and ended where it should."""
        self._stream, self._field, self._begins = stream, b'"' + field + b'"', begins
        self._buffer = b""
        self._depth = 0
        self._inside = False
        self._key = b""
        self._start = -1

    def __iter__(self) -> Iterator[bytes]:
        at = 0
        while block := self._stream.read(BLOCK):
            keep = self._start if self._start >= 0 else at
            self._buffer = self._buffer[keep:] + block
            at -= keep
            self._start = min(self._start, 0)
            at = yield from self._scan(at, last=False)
            if self._start >= 0 and len(self._buffer) - self._start > MOST_OPEN:
                at = yield from self._give_up()
            elif len(self._buffer) - at > MOST_OPEN:
                at = len(self._buffer)
        yield from self._scan(at, last=True)
        self.whole = self.listed and self._depth == 0
        if self._start >= 0:
            yield self._buffer[self._start :]

    def _scan(self, at: int, *, last: bool) -> Generator[bytes, None, int]:
        """The elements that end in the buffer, and how far it was understood."""
        for token in TOKEN.finditer(self._buffer, at):
            sign = self._buffer[token.start()]
            if sign == 0x22:  # a quote
                if token[1] != b'"' and not last:
                    return token.start()
                if self._depth == 1:
                    self._key = token[0]
                elif self._depth == 2 and self._inside:
                    yield token[0]
            elif sign in b"{[":
                self._depth += 1
                if self._depth == 2 and sign == 0x5B and self._key == self._field:
                    self._inside = self.listed = True
                elif self._depth == 3 and self._inside:
                    self._start = token.start()
            else:
                self._depth -= 1
                if self._depth == 2 and self._start >= 0:
                    yield self._buffer[self._start : token.end()]
                    self._start = -1
                elif self._depth <= 1:
                    self._inside = False
        return len(self._buffer)

    def _give_up(self) -> Generator[bytes, None, int]:
        """The element that does not end, up to where the last one visibly begins, and where that is."""
        begins = [found.start(1) for found in self._begins.finditer(self._buffer, self._start + 1)]
        at = begins[-1] if begins else len(self._buffer)
        yield self._buffer[self._start : at]
        self._depth, self._start = 2, -1
        return at


def apart(element: bytes, begins: re.Pattern[bytes]) -> Iterator[bytes]:
    """The element; where it holds others because it was never closed, each of them."""
    starts = [found.start(1) for found in begins.finditer(element)]
    if not starts:
        yield element
        return
    for start, end in zip([0, *starts], [*starts, len(element)], strict=True):
        yield END_OF_FILE.sub(b"", element[start:end]).rstrip(b" \t\r\n,")
