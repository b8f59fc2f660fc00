r"""One message from its bytes: who, to whom, when, about what, and the first readable text in it.

Only the header block and the first text part are touched; attachments are passed over, never decoded.

>>> from heard.reading.mail_split import single
>>> mail = parse(single(b"From: Ada <ada@acme.example>\nSubject: Hi\n\nThe pump is back.\n"))
>>> mail.sender, mail.text
(Address(account='email:ada@acme.example', name='Ada'), 'The pump is back.\n')
"""

from __future__ import annotations

import binascii
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from heard.reading.mail_headers import (
    Address,
    Headers,
    addresses,
    decode,
    from_base64,
    message_id,
    moment,
    received,
    scan,
    separator_moment,
    to_text,
)
from heard.reading.mail_split import MAX_MESSAGE

if TYPE_CHECKING:
    from heard.reading.mail_split import RawMessage

MAX_TEXT = 1 << 20
"""Text kept of one message; a person does not write more than a megabyte."""
MAX_HEADERS = 256 << 10
"""Headers of thousands of recipients stay below; what is above is a defect or an attack."""
_MAX_DEPTH = 8
_MAX_PARTS = 100
_EARLIEST_US = 315_532_800_000_000
"""1980: older mail is a clock that was never set."""
_SLACK_US = 2 * 86_400_000_000
"""Clocks and zones that are wrong by a day or two are ordinary."""


class Mail(msgspec.Struct, gc=False, kw_only=True):
    """What one message says."""

    headers: Headers
    id: str
    """Message-ID without its brackets, or nothing."""
    sender: Address | None
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    """Copied in, secretly too where the writer's own copy says so."""
    sent_us: int | None
    subject: str
    reply_to: str
    """Id of the message that it answers, or nothing."""
    root: str
    """Id of the first message of its thread, or nothing."""
    text: str
    is_html: bool
    """The text is HTML since there is no plain one."""
    archived: bool
    """It names nobody addressed and no way it came: so list archives keep mail."""
    problems: tuple[str, ...]


_BLANK = re.compile(rb"\n(?=\n)")


class _Text(NamedTuple):
    text: str
    is_html: bool
    cut: bool = False


_NO_TEXT = _Text("", is_html=False)


def parse(
    message: RawMessage, *, delivered_us: int | None = None, latest_us: int | None = None
) -> Mail | None:
    """What a message says, or None where it has no header that says anything.

    Args:
        message: its bytes.
        delivered_us: when it arrived, where the file's name says so.
        latest_us: when the export was made; no message is younger.
    """
    _, raw, start, stop = message
    blank = _BLANK.search(raw, start, stop)
    end = blank.start() + 1 if blank else stop
    if end - start > MAX_HEADERS:
        end = start + MAX_HEADERS
    headers = scan(raw, start, end)
    get = headers.get
    sender = addresses(headers[b"from"]) if b"from" in headers else ()
    if not (sender or get(b"message-id") or get(b"date") or get(b"subject")):
        return None
    problems: list[str] = []
    if end == start + MAX_HEADERS:
        problems.append(f"has headers of more than {MAX_HEADERS >> 10} KB; the rest of them was not read")
    found = _text(raw, blank.end() + 1 if blank else stop, stop, headers, 0)
    if found.cut:
        problems.append(f"has a text of more than {MAX_TEXT >> 20} MB; its start was kept")
    elif not found.text and stop - start > MAX_MESSAGE:
        problems.append(f"has no text in its first {MAX_MESSAGE >> 20} MB; the rest was not read")
    if delivered_us is None and message.separator:
        delivered_us = separator_moment(message.separator)
    sent_us = _sent(raw, start, end, headers, delivered_us, latest_us)
    if sent_us is None:
        problems.append("has no date that can be read; it was kept without one")
    references, answers = get(b"references"), get(b"in-reply-to")
    answered = message_id(answers) if answers else ""
    to = addresses(headers[b"to"]) if b"to" in headers else ()
    cc = _copied(headers)
    return Mail(
        headers=headers,
        id=message_id(headers[b"message-id"]) if b"message-id" in headers else "",
        sender=sender[0] if sender else None,
        to=to,
        cc=cc,
        sent_us=sent_us,
        subject=decode(headers[b"subject"]) if b"subject" in headers else "",
        reply_to=answered or (message_id(references, last=True) if references else ""),
        root=(message_id(references) if references else "") or answered,
        text=found.text,
        is_html=found.is_html,
        archived=not to and not cc and bool(sender and message.separator) and not received(raw, start, end),
        problems=tuple(problems),
    )


def _copied(headers: Headers) -> tuple[Address, ...]:
    copied = addresses(headers[b"cc"]) if b"cc" in headers else ()
    return copied + addresses(headers[b"bcc"]) if b"bcc" in headers else copied


# --- when ---


def _sent(
    raw: bytes, start: int, end: int, headers: Headers, delivered_us: int | None, latest_us: int | None
) -> int | None:
    """The Date header unless it is impossible, else when it was delivered, else its first hop."""
    said = moment(headers[b"date"]) if b"date" in headers else None
    if not _is_possible(delivered_us, latest_us):
        delivered_us = None
    if delivered_us and _is_possible(said, delivered_us):
        return said
    hops = received(raw, start, end)
    arrived = next((at for value in reversed(hops) if _is_possible(at := moment(value), latest_us)), None)
    if _is_possible(said, delivered_us or arrived or latest_us):
        return said
    first = next((at for value in hops if _is_possible(at := moment(value), latest_us)), None)
    return delivered_us or first


def _is_possible(at_us: int | None, latest_us: int | None) -> bool:
    return (
        at_us is not None and at_us >= _EARLIEST_US and (latest_us is None or at_us <= latest_us + _SLACK_US)
    )


# --- the text ---

_BOUNDARY = re.compile(rb"boundary\s*=\s*(?:\"([^\"]+)\"|([^\s;\"]+))", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([^\s\"';]+)", re.IGNORECASE)


@lru_cache(4096)
def _kind(content_type: bytes) -> tuple[bytes, str]:
    """The media type in lower case and the charset."""
    found = _CHARSET.search(content_type)
    kind = content_type.partition(b";")[0].split()
    return (kind[0].lower() if kind else b"text/plain"), (
        found[1].decode("ascii", "replace") if found else ""
    )


def _text(raw: bytes, start: int, end: int, headers: Headers, depth: int) -> _Text:
    """The first plain text between two places, else the first HTML."""
    content_type = headers.get(b"content-type", b"text/plain")
    if b"multipart/" in content_type[:14].lower():
        return _text_of_parts(raw, start, end, content_type, depth)
    kind, charset = _kind(content_type)
    if kind not in {b"text/plain", b"text/html", b"text"} or start >= end:
        return _NO_TEXT
    payload = raw[start : min(end, start + MAX_TEXT)]
    if b">From " in payload:
        payload = _unescaped(payload)
    encoding = headers.get(b"content-transfer-encoding", b"").strip()[:6].lower()
    if encoding == b"quoted":
        payload = binascii.a2b_qp(payload)
    elif encoding == b"base64":
        payload = from_base64(payload)
    return _Text(to_text(payload, charset), kind == b"text/html", end - start > MAX_TEXT)


def _text_of_parts(raw: bytes, start: int, end: int, content_type: bytes, depth: int) -> _Text:
    boundary = _BOUNDARY.search(content_type)
    if boundary is None or depth > _MAX_DEPTH:
        return _NO_TEXT
    mark = b"\n--" + (boundary[1] or boundary[2])
    html = _NO_TEXT
    here = _boundary(raw, mark, max(start - 1, 0), end)
    for _ in range(_MAX_PARTS):
        if here < 0 or raw.startswith(b"--", here + len(mark)):
            break
        head = raw.find(b"\n", here + len(mark), end)
        if head < 0:
            break
        blank = raw.find(b"\n\n", head, end)
        headers = scan(raw, head, blank + 1 if blank >= 0 else end)
        wanted = headers.get(b"content-disposition", b"").lstrip()[:10].lower() != b"attachment"
        kind = headers.get(b"content-type", b"text/plain").lstrip()[:10].lower()
        after = _boundary(raw, mark, blank if blank >= 0 else head, end)
        if wanted and blank >= 0 and kind.startswith((b"text/", b"multipart/")):
            found = _text(raw, blank + 2, after if after >= 0 else end, headers, depth + 1)
            if not found.is_html and found.text.strip():
                return found
            html = html if html.text else found
        here = after
    return html


def _boundary(raw: bytes, mark: bytes, start: int, end: int) -> int:
    """The next line that is this boundary and not a longer one that begins like it."""
    here = raw.find(mark, start, end)
    while here >= 0 and raw[here + len(mark) : here + len(mark) + 1] not in b"\n -\t":
        here = raw.find(mark, here + 1, end)
    return here


def _unescaped(payload: bytes) -> bytes:
    """Lines that an mbox had to escape, as they were written.

    ``>From`` below a quoted line is left: mboxo cannot tell it from a quotation, and a quotation it is then.
    """
    lines = payload.split(b"\n")
    for at, line in enumerate(lines):
        if (
            line[:1] == b">"
            and line.lstrip(b">").startswith(b"From ")
            and not (at and lines[at - 1][:1] == b">")
        ):
            lines[at] = line[1:]
    return b"\n".join(lines)
