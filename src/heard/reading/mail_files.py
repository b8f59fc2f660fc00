r"""Which files of an archive hold mail, told by their first bytes, and how each is opened.

>>> shape_of("Archive/2026", b"From a@x.example Sun Mar 22 02:19:17 2026\nSubject: Hi\n\n")
'mbox'
"""

from __future__ import annotations

import gzip
import io
import re
import sys
import zlib
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Literal, cast

from heard.reading.archive import MAX_RATIO, RATIO_MATTERS_ABOVE, Member
from heard.reading.mail_split import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterator

Shape = Literal["mbox", "message", "maildir", "pst", "msg", "emlx", "other"]
"""A row of messages, one message, one in a Maildir; three that are not read; no mail."""

HEAD = 8_192
"""Enough of a file to know it by."""
_GZIP = b"\x1f\x8b\x08"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAILDIR = re.compile(r"(?:^|/)(?:cur|new)/[^/]+$")
_USUAL = re.compile(
    rb"^(?:from|to|date|subject|message-id|received|return-path|mime-version|delivered-to|x-gm-thrid|x-mozilla-status)[ \t]*:",
    re.IGNORECASE | re.MULTILINE,
)
_EMLX = re.compile(rb"\d{1,10}[ \t]*\r?\n(?=[!-9;-~]+:)")
_STARTS_WITH_HEADERS = re.compile(rb"(?:\xef\xbb\xbf)?\s*[!-9;-~]+[ \t]*:")


def shape_of(path: str, head: bytes) -> Shape:
    """What a file is, by its first bytes; the path only tells a Maildir from a loose message."""
    if head.startswith(b"!BDN"):
        return "pst"
    if head.startswith(_OLE):
        return "msg" if path.lower().endswith(".msg") else "other"
    start = head.lstrip(b"\xef\xbb\xbf\r\n")
    if start.startswith(b"From ") and (
        SEPARATOR.match(b"\n" + start) or _has_headers(start.partition(b"\n")[2])
    ):
        return "mbox"
    if (number := _EMLX.match(head)) and _has_headers(head[number.end() :]):
        return "emlx"
    if not _has_headers(head):
        return "other"
    if _MAILDIR.search(path):
        return "maildir"
    return "mbox" if _later_separator(head) else "message"


def _has_headers(head: bytes) -> bool:
    """Whether a block of headers comes first; a saved web page has one too, and names its place."""
    block = head.replace(b"\r\n", b"\n").lstrip(b"\n").partition(b"\n\n")[0]
    return (
        _STARTS_WITH_HEADERS.match(block) is not None
        and len(set(_USUAL.findall(block.lower()))) >= 2
        and b"Snapshot-Content-Location" not in block
    )


def _later_separator(head: bytes) -> bool:
    """Whether messages follow a first one whose separator is missing, as Sympa's archives have it."""
    return SEPARATOR.search(head) is not None


def head_of(member: Member) -> bytes:
    """The first bytes of a member, unpacked where it is gzip; nothing where it is damaged."""
    with opened(member) as stream:
        return stream.peek(HEAD)


@contextmanager
def opened(member: Member) -> Iterator[Stream]:
    """The bytes of a member, unpacked where it is gzip, up to where it is damaged."""
    with ExitStack() as stack:
        try:
            stream = io.BufferedReader(cast("io.RawIOBase", stack.enter_context(member.open())), 1 << 16)
            if stream.peek(3)[:3] == _GZIP:
                most = max(MAX_RATIO * member.size, RATIO_MATTERS_ABOVE)
                unpacked = Stream(gzip.GzipFile(fileobj=stream), most)
            else:
                unpacked = Stream(stream, sys.maxsize)
        except OSError as error:
            unpacked = Stream(io.BytesIO(), 0, str(error))
        yield unpacked


class Stream:
    """A stream that ends where its file is damaged, and says why."""

    def __init__(self, stream: io.BufferedIOBase, most: int, damage: str = "") -> None:
        self._stream = stream
        self._left = most
        self._ahead = b""
        self.damage = damage
        """Why it ended early, or nothing."""

    def peek(self, size: int) -> bytes:
        """The next bytes, which `read` gives again."""
        self._ahead = self.read(size)
        return self._ahead

    def read(self, size: int) -> bytes:
        """This many bytes, or fewer where it ends."""
        found = [self._ahead[:size]] if self._ahead else []
        size -= len(self._ahead[:size])
        self._ahead = self._ahead[len(found[0]) :] if found else b""
        while size > 0 and not self.damage:
            try:
                piece = self._stream.read1(size)
            except (OSError, EOFError, zlib.error) as error:
                self.damage = str(error) or "it ends too early"
                break
            if not piece:
                break
            size -= len(piece)
            self._left -= len(piece)
            found.append(piece)
            if self._left < 0:
                self.damage = "it unpacks to far more than mail does"
        return found[0] if len(found) == 1 else b"".join(found)
