"""A mailbox as Google Takeout packs it: one mbox, and a page to look at."""

from __future__ import annotations

import base64
import html
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime

from examples.story.people import INES, Person
from examples.story.talk import BERLIN, Turn
from examples.story.truth import END

NAME = "Takeout-mail.zip"
MBOX = "Takeout/Mail/All mail Including Spam and Trash.mbox"
_TAGE = ("Mo.", "Di.", "Mi.", "Do.", "Fr.", "Sa.", "So.")
_DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_MONATE = ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Dez."]


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A mailbox with the name its owner gave it."""

    name: str
    email: str


@dataclass(slots=True, kw_only=True, eq=False)
class Mail:
    """One mail before it is text."""

    sender: Address
    to: list[Address]
    when: datetime
    subject: str
    text: str
    cc: list[Address] = field(default_factory=list)
    bcc: list[Address] = field(default_factory=list)
    answers: Mail | None = None
    labels: str = ""
    headers: tuple[str, ...] = ()
    html: str = ""
    """The same as HTML."""
    html_alone: bool = False
    """Whether the page is sent without the text."""
    german: bool = False
    signature: str = ""
    quotes: bool = False
    id: str = ""


ME = Address(name="Ines Okafor", email=INES.email)
Threads = list[list[Mail]]


def address(person: Person) -> Address:
    """Where somebody gets mail."""
    return Address(name=person.name, email=person.email)


def signature(person: Person) -> str:
    """What stands below a mail."""
    if person is INES:
        return "-- \nInes Okafor\nLarkfield Consulting, maintenance audits\nhttps://larkfield.example | +49 30 23125 014"
    number = sum(map(ord, person.name)) % 1000
    if number % 3 == 0:
        return ""
    if number % 3 == 1:
        return f"{'Viele Grüße' if person.language == 'de' else 'Best regards'}\n{person.first}"
    return f"-- \n{person.name}\n{person.title}, {person.company.name}\n+49 30 23125 {number:03}"


def thread(
    rng: random.Random, turns: list[Turn], other: Person, subject: str, *,
    cc: tuple[Person, ...] = (), after: Mail | None = None, label: str = "",
) -> list[Mail]:  # fmt: skip
    """Turns of a conversation as mails that answer each other."""
    found: list[Mail] = []
    dress = sum(map(ord, other.name)) % 19
    for turn in turns:
        to = other if turn.who is not other else INES
        if turn.who not in {INES, other}:
            to = INES
        here = [p for p in (other, INES, *cc) if p is not turn.who and p is not to]
        before = found[-1] if found else after
        plain = before is None or rng.random() < 0.25
        found.append(Mail(
            sender=address(turn.who), to=[address(to)], cc=[address(p) for p in here if p in cc], when=turn.when,
            subject=subject if before is None else ("AW: " if turn.who.language == "de" else "Re: ") + subject,
            text=turn.text, html=_dressed(turn, None if plain else before) if turn.who is other and dress < 3 else "", html_alone=dress == 0, answers=before,
            german=other.language == "de", signature=signature(turn.who), quotes=not plain,
            labels="Sent" if turn.who is INES else rng.choice(("Inbox,Important,Opened", "Important,Opened", "Inbox,Opened")) + (f",{label}" if label else ""),
        ))  # fmt: skip
    return found


def _dressed(turn: Turn, before: Mail | None) -> str:
    """The same as a page, as some programs send it."""
    lines = f"{turn.text}\n{signature(turn.who)}".splitlines()
    body = "".join(f"<div>{html.escape(line)}</div>" for line in lines if line != "-- ")
    quoted = html.escape(before.text) if before else ""
    quote = (
        f'<br><div class="gmail_quote"><blockquote class="gmail_quote">{quoted}</blockquote></div>'
        if quoted
        else ""
    )
    return f'<div dir="ltr">{body}{quote}</div>'


def mbox(threads: list[list[Mail]], rng: random.Random) -> bytes:
    """All threads, the latest first, as Takeout writes them: each mail behind a line of its own kind."""
    parts: list[bytes] = []
    used: set[int] = set()
    threads = [sorted(mails, key=lambda m: m.when) for mails in threads if mails]
    threads.sort(key=lambda mails: (mails[-1].when, mails[-1].subject), reverse=True)
    for mails in threads:
        first = 0
        for mail in mails:
            number = (int(mail.when.timestamp() * 1000) << 20) | rng.randrange(64)
            while number in used:
                number += 1
            used.add(number)
            first = first or number
            mail.id = mail.id or f"<{number >> 20:x}{number & 63:02x}@{mail.sender.email.partition('@')[2]}>"
            head = f"From {number}@xxx {_DAYS[mail.when.weekday()]} {_MONTHS[mail.when.month - 1]} {mail.when:%d %H:%M:%S +0000 %Y}\r\n"
            text = f"X-GM-THRID: {first}\r\nX-Gmail-Labels: {mail.labels}\r\n{_headers(mail)}{_body(mail)}"
            text = "".join(
                f">{line}" if line.lstrip(">").startswith("From ") else line
                for line in text.splitlines(keepends=True)
            )
            parts.append((head + text.rstrip("\r\n") + "\r\n\r\n").encode())
    return b"".join(parts)


def _headers(mail: Mail) -> str:
    when = mail.when.astimezone(
        BERLIN if mail.sender.email.endswith("larkfield.example") or mail.german else UTC
    )
    lines = [
        f"Message-ID: {mail.id}", f"Date: {_DAYS[when.weekday()]}, {when.day} {_MONTHS[when.month - 1]} {when:%Y %H:%M:%S %z}",
        f"Subject: {_encoded(mail.subject)}", f"From: {_spelled(mail.sender)}", f"To: {_spelled_all(mail.to)}",
    ]  # fmt: skip
    if mail.cc:
        lines.append(f"Cc: {_spelled_all(mail.cc)}")
    if mail.bcc:
        lines.append(f"Bcc: {_spelled_all(mail.bcc)}")
    if mail.answers:
        lines += [f"In-Reply-To: {mail.answers.id}", f"References: {mail.answers.id}"]
    return "\r\n".join([*lines, *mail.headers, "MIME-Version: 1.0", ""])


def _spelled(who: Address) -> str:
    name = _encoded(who.name)
    if any(c in name for c in ',.&"()') and not name.startswith("=?"):
        name = f'"{name}"'
    return f"{name} <{who.email}>" if name else who.email


def _spelled_all(people: list[Address]) -> str:
    return ",\r\n ".join(map(_spelled, people))


def _encoded(text: str) -> str:
    """RFC 2047 where the text is not ASCII, in pieces of whole words."""
    if text.isascii():
        return text
    pieces, piece = [], ""
    for word in text.split(" "):
        if len((piece + word).encode()) > 40 and piece:
            pieces.append(piece)
            piece = ""
        piece += ("" if not pieces and not piece else " ") + word
    return "\r\n ".join(f"=?UTF-8?B?{base64.b64encode(p.encode()).decode()}?=" for p in [*pieces, piece])


def _body(mail: Mail) -> str:
    text = mail.text
    if mail.signature:
        text += f"\n\n{mail.signature}"
    if mail.quotes and mail.answers:
        text += "\n\n" + _quote(mail.answers, german=mail.german)
    text = text.replace("\n", "\r\n")
    kind = 'text/{}; charset="UTF-8"\r\nContent-Transfer-Encoding: {}\r\n\r\n{}\r\n'
    if mail.html and not mail.html_alone:
        plain, page = kind.format("plain", "8bit", text), kind.format("html", "8bit", mail.html)
        edge = f"b{int(mail.when.timestamp()):x}"
        return f'Content-Type: multipart/alternative; boundary="{edge}"\r\n\r\n--{edge}\r\nContent-Type: {plain}--{edge}\r\nContent-Type: {page}--{edge}--\r\n'
    if mail.html:
        return "Content-Type: " + kind.format("html", "8bit", mail.html)
    if mail.german and len(text) % 5 == 0:
        packed = base64.encodebytes(text.encode()).decode().rstrip("\n").replace("\n", "\r\n")
        return "Content-Type: " + kind.format("plain", "base64", packed)
    return "Content-Type: " + kind.format("plain", "7bit" if text.isascii() else "8bit", text)


def _quote(mail: Mail, *, german: bool) -> str:
    when = mail.when.astimezone(BERLIN)
    who = f"{mail.sender.name} <{mail.sender.email}>"
    if german:
        first = f"Am {_TAGE[when.weekday()]}, {when.day}. {_MONATE[when.month - 1]} {when.year} um {when:%H:%M} Uhr schrieb {who}:"
    else:
        first = f"On {_DAYS[when.weekday()]}, {when.day} {_MONTHS[when.month - 1]} {when.year} at {when:%H:%M}, {who} wrote:"
    return first + "\n" + "\n".join(f"> {line}" if line else ">" for line in mail.text.split("\n"))


def page() -> str:
    """The page that Takeout adds."""
    return f"<!DOCTYPE html>\n<html><head><title>Google Takeout archive</title></head><body><h1>Archive for ines@larkfield.example</h1><p>{END:%d %B %Y}</p></body></html>\n"
