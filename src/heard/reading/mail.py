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
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

from heard.reading.mail_dates import moment, separator_moment
from heard.reading.mail_headers import (
    Address,
    Headers,
    addresses,
    decode,
    from_base64,
    message_id,
    received,
    scan,
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


_BLANK = re.compile(rb"\n\n")
_ESCAPED = re.compile(rb">From ")
"""Patterns for what bytes.find finds too, in twice the time."""


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
    separator, raw, start, stop = message
    blank = _BLANK.search(raw, start, stop)
    end = blank.start() + 1 if blank else stop
    if end - start > MAX_HEADERS:
        end = start + MAX_HEADERS
    headers = scan(raw, start, end)
    get = headers.get
    senders = addresses(headers[b"from"]) if b"from" in headers else ()
    if not (senders or get(b"message-id") or get(b"date") or get(b"subject")):
        return None
    problems: list[str] = []
    if end == start + MAX_HEADERS:
        problems.append(f"has headers of more than {MAX_HEADERS >> 10} KB; the rest of them was not read")
    if blank is None and raw[stop - 1 : stop] != b"\n":
        problems.append("breaks off in its headers; what there is of them was read")
    found = _text(raw, blank.end() if blank else stop, stop, _form(headers), 0)
    if found.cut:
        problems.append(f"has a text of more than {MAX_TEXT >> 20} MB; its start was kept")
    elif not found.text and stop - start > MAX_MESSAGE:
        problems.append(f"has no text in its first {MAX_MESSAGE >> 20} MB; the rest was not read")
    if delivered_us is None and separator:
        delivered_us = separator_moment(separator)
    sent_us = _sent(raw, start, end, headers, delivered_us, latest_us)
    if sent_us is None:
        problems.append("has no date that can be read; it was kept without one")
    answered = message_id(headers[b"in-reply-to"]) if b"in-reply-to" in headers else ""
    references = get(b"references")
    to = addresses(headers[b"to"]) if b"to" in headers else ()
    cc = addresses(headers[b"cc"]) if b"cc" in headers else ()
    if b"bcc" in headers:
        cc += addresses(headers[b"bcc"])
    return Mail(
        headers=headers,
        id=message_id(headers[b"message-id"]) if b"message-id" in headers else "",
        sender=senders[0] if senders else None,
        to=to,
        cc=cc,
        sent_us=sent_us,
        subject=decode(headers[b"subject"]) if b"subject" in headers else "",
        reply_to=answered or (message_id(references, last=True) if references else ""),
        root=(message_id(references) if references else "") or answered,
        text=found.text,
        is_html=found.is_html,
        archived=not to and not cc and bool(senders and separator) and not received(raw, start, end),
        problems=tuple(problems),
    )


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

_USUAL_BOUNDARY = re.compile(rb"boundary=\"([^\"]+)\"")
_BOUNDARY = re.compile(rb"boundary\s*=\s*(?:\"([^\"]+)\"|([^\s;\"]+))", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([^\s\"';]+)", re.IGNORECASE)
_MAX_CACHED = 400


class _Form(NamedTuple):
    """What the headers of a message, or of a part of one, say of what is below them."""

    kind: Literal["plain", "html", "parts", "other"]
    charset: str = ""
    encoding: bytes = b""
    mark: bytes = b""
    """The newline and the line that begins each part."""


_OTHER = _Form("other")


def _form(headers: Headers) -> _Form:
    content_type = headers.get(b"content-type", b"text/plain")
    if b"multipart/" in content_type[:14].lower():
        boundary = _USUAL_BOUNDARY.search(content_type) or _BOUNDARY.search(content_type)
        return _Form("parts", mark=b"\n--" + boundary[boundary.lastindex or 1]) if boundary else _OTHER
    encoding = headers.get(b"content-transfer-encoding", b"")
    return _single_form(content_type[:_MAX_CACHED], encoding[:_MAX_CACHED])


@lru_cache(4096)
def _single_form(content_type: bytes, encoding: bytes) -> _Form:
    words = content_type.partition(b";")[0].split()
    kind = words[0].lower() if words else b"text/plain"
    if kind not in {b"text/plain", b"text/html", b"text"}:
        return _OTHER
    charset = _CHARSET.search(content_type)
    named = charset[1].decode("ascii", "replace") if charset else ""
    return _Form("html" if kind == b"text/html" else "plain", named, encoding.strip()[:6].lower())


def _form_of_part(block: bytes) -> _Form:
    """What the headers of a part say; of an attachment nothing is wanted."""
    headers = scan(block, 0, len(block))
    kind = headers.get(b"content-type", b"text/plain").lstrip()[:10].lower()
    if headers.get(b"content-disposition", b"").lstrip()[:10].lower() == b"attachment":
        return _OTHER
    return _form(headers) if kind.startswith((b"text/", b"multipart/")) else _OTHER


_cached_form_of_part = lru_cache(4096)(_form_of_part)
"""A mailer writes the same few words above each text; only what names a boundary is new every time."""


def _text(raw: bytes, start: int, end: int, form: _Form, depth: int) -> _Text:
    """The first plain text between two places, else the first HTML."""
    kind, charset, encoding, mark = form
    if kind == "parts":
        return _text_of_parts(raw, start, end, mark, depth)
    if kind == "other" or start >= end:
        return _NO_TEXT
    payload = raw[start : min(end, start + MAX_TEXT)]
    if _ESCAPED.search(payload):
        payload = _unescaped(payload)
    if encoding == b"quoted":
        payload = binascii.a2b_qp(payload)
    elif encoding == b"base64":
        payload = from_base64(payload)
    return _Text(to_text(payload, charset), kind == "html", end - start > MAX_TEXT)


def _text_of_parts(raw: bytes, start: int, end: int, mark: bytes, depth: int) -> _Text:
    html = _NO_TEXT
    if depth > _MAX_DEPTH:
        return html
    here = _boundary(raw, mark, max(start - 1, 0), end)
    for _ in range(_MAX_PARTS):
        if here < 0:
            break
        head = here + len(mark)
        if raw.startswith(b"--", head) or (head := raw.find(b"\n", head, end)) < 0:
            break
        blank = raw.find(b"\n\n", head, end)
        if blank < 0:
            break
        after = _boundary(raw, mark, blank, end)
        block = raw[head : blank + 1]
        form = _cached_form_of_part(block) if len(block) < _MAX_CACHED else _form_of_part(block)
        if form.kind != "other":
            found = _text(raw, blank + 2, after if after >= 0 else end, form, depth + 1)
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
