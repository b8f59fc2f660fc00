"""XML from strangers, one element at a time: no entities, no network, no more memory than one element takes.

Control characters, which XML forbids and blogs hold, are dropped on the way in; the line numbers stay true.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import IO, Any

from heard.model import Problem

ENTITIES = re.compile(rb"<!ENTITY", re.IGNORECASE)
ROOT = re.compile(rb"<[A-Za-z_]")
"""Behind the first element nothing can be declared; what looks like it there is somebody's words on XML."""
OVERLAP = 16
"""Bytes of a piece that are looked at again with the next one; longer than all that is looked for."""
CONTROL = bytes(code for code in range(32) if code not in (9, 10, 13))
WIDE = (b"\xff\xfe", b"\xfe\xff")
ENCODING = re.compile(rb"<\?xml[^>]*\bencoding=[\"']([\w.-]+)")
AS_WINDOWS = "heard.windows"
"""What to do with bytes that are not in UTF-8, as a file says it is: to read each as Windows writes it."""


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError), "it is for decoding alone"
    wrong = error.object[error.start : error.end]
    return "".join(bytes([code]).decode("cp1252", "replace") for code in wrong), error.end


codecs.register_error(AS_WINDOWS, _as_windows)


class HostileError(ValueError):
    """A file declares entities of its own; the text is one sentence."""


class Stream:
    """The bytes of a file without control characters, counted, and refused where they declare entities."""

    def __init__(self, stream: IO[bytes], count: bytes = b"\0\0") -> None:
        self._stream = stream
        self._count = count
        self._tail = b""
        self._begun = False
        self._wide: bool | None = None
        self._decoder: codecs.IncrementalDecoder | None = None
        self.mended = 0
        """Bytes that came to what was not in UTF-8, as the file says it is."""
        self.errors: list[tuple[int, str]] = []
        """What was wrong with it, by line."""
        self.dropped = 0
        """How many control characters were left out."""
        self.counted = 0
        """How often the start of a record stands in it, whether or not it could be read."""

    def read(self, size: int = -1) -> bytes:
        """The next bytes; a pair that both ends of a piece share is seen once."""
        piece = self._stream.read(size)
        if self._wide is None:
            self._wide = piece.startswith(WIDE)
            says = ENCODING.search(piece[:256])
            if says is None or says[1].lower() in {b"utf-8", b"utf8"}:
                self._decoder = codecs.getincrementaldecoder("utf-8")(AS_WINDOWS)
        if self._wide:
            return piece
        clean = piece.translate(None, CONTROL)
        self.dropped += len(piece) - len(clean)
        clean = self._in_utf8(clean, final=not piece)
        seen = self._tail + clean
        if not self._begun:
            root = ROOT.search(seen)
            if ENTITIES.search(seen, 0, root.start() if root else len(seen)):
                raise HostileError("It declares entities of its own, which no export does; it was not read.")
            self._begun = root is not None
        self.counted += seen.count(self._count, max(0, len(self._tail) - len(self._count) + 1))
        self._tail = seen[-OVERLAP:] if piece else b""
        return clean or (self.read(size) if piece else b"")

    def _in_utf8(self, piece: bytes, *, final: bool) -> bytes:
        """A piece of a file that says it is in UTF-8, also where it is not."""
        if self._decoder is None:
            return piece
        held = len(self._decoder.getstate()[0])
        if not held and piece.isascii():
            return piece
        found = self._decoder.decode(piece, final).encode()
        self.mended += len(found) + len(self._decoder.getstate()[0]) - held - len(piece)
        return found


def elements(stream: Stream) -> Iterator[Any]:
    """Every element as it ends, whatever is wrong between; whoever asks clears what was used.

    What was wrong stands in `stream.errors` afterwards. A name whose prefix was never declared keeps its prefix.
    """
    from lxml import etree  # noqa: PLC0415  # loaded where XML is read

    parsed = etree.iterparse(
        stream, events=("end",), recover=True, resolve_entities=False, no_network=True, load_dtd=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        for _, element in parsed:
            yield element
    except etree.XMLSyntaxError as error:
        stream.errors.append((error.lineno or 0, error.msg or "it is no XML"))
    harmless = {etree.ErrorTypes.NS_ERR_UNDEFINED_NAMESPACE, etree.ErrorTypes.WAR_UNDECLARED_ENTITY,
                etree.ErrorTypes.ERR_UNDECLARED_ENTITY}  # fmt: skip
    told = {line for line, _ in stream.errors}
    stream.errors += [
        (one.line, one.message)
        for one in parsed.error_log
        if one.type not in harmless and one.line not in told
    ]


def drop(element: Any) -> None:
    """Forget an element and those of its name before it; where one was never closed, the next stands inside it."""
    element.clear()
    while (earlier := element.getprevious()) is not None and earlier.tag == element.tag:
        element.getparent().remove(earlier)


def name_of(head: bytes) -> str:
    """The name of the first element in the first bytes of a file."""
    if head.startswith(WIDE):
        head = head.decode("utf-16", "replace").encode()
    start = re.sub(
        rb"\A\s*|<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*",
        b"",
        head.removeprefix(b"\xef\xbb\xbf"),
        flags=re.DOTALL,
    )
    found = re.match(rb"\s*<([A-Za-z_][\w:.-]*)", start)
    return found[1].decode() if found else ""


def told(path: str, stream: Stream, lost: str = "") -> Iterator[Problem]:
    """What was wrong with a file that was read to its end."""
    if stream.errors:
        line, wrong = stream.errors[0]
        more = f", the first of {len(stream.errors):,} places" if len(stream.errors) > 1 else ""
        why = f"The XML is broken here ({wrong}){more}; the rest was read.{lost} Download it again."
        yield Problem(path=path, line=line or None, why=why)
    if stream.mended:
        why = "It says that it is in UTF-8, and some of its letters are not; those were read as Windows writes them."
        yield Problem(path=path, why=why)
    if stream.dropped:
        yield Problem(
            path=path, why=f"{stream.dropped:,} control characters that XML forbids were left out of it."
        )
