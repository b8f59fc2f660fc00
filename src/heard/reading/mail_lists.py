"""Whether mail is the archive of a list or somebody's mailbox, told by its start, and which list it is.

An archive holds one list's mail and no sign of a mailbox: pipermail writes who sent it and not to whom, HyperKitty, groups.io and
newsgroups how it was addressed and not how it came, public-inbox what came to nobody in particular. A mailbox has labels, flags,
several lists, sent mail, or a reader to whom it was delivered. One list's mail that was all delivered to one reader who never
writes may be either: a reader's folder, or an archive that subscribed.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from heard.reading.mail import Mail, parse
from heard.reading.mail_files import HEAD, opened, shape_of
from heard.reading.mail_members import left_alone
from heard.reading.mail_nature import folder_role, is_discussion, list_address
from heard.reading.mail_split import split

if TYPE_CHECKING:
    from heard.reading.archive import Archive, Member
    from heard.reading.mail_split import RawMessage

Kept = Literal["list", "mailbox", "either", "unclear"]

_SAMPLED_FILES = 25
_SAMPLED_BYTES = 1 << 18
_FEWEST = 3
"""Fewer messages than this, a file says too little of whose it is, unless pipermail or public-inbox wrote it."""
_NEARLY_ALL = 0.9
_OF_MAILBOX = (b"x-gmail-labels", b"x-gm-thrid", b"x-mozilla-status")
_PIPERMAIL = re.compile(rb"From [^\n@]+ at \S+  ")
"""Its separator hides the address; R's lists spoil it further."""
_SPOILT = re.compile(rb"From \S+ @\S+ ")
_PUBLIC_INBOX = b"From mboxrd@z "
_PAGE = re.compile(rb"https?://[^\s/]+/(?:[\w/.-]*/)?listinfo/([\w.+-]+)")
"""Mailman puts the page of the list below every message."""
_CAME = re.compile(
    rb"\n(?:received|x-received|delivered-to|x-original-to|authentication-results)[ \t]*:", re.IGNORECASE
)
_MARKED = re.compile(r"\s*(?:\w{2,3}:\s*)?\[([^\[\]]{2,40})\]")


@dataclass(slots=True)
class Start:
    """What the start of one file shows."""

    kept: Kept = "mailbox"
    account: str = ""
    """The list's, where headers say it."""
    hints: Counter[str] = field(default_factory=Counter)
    """The lists that its text speaks of, where no header says it."""


def starts(archive: Archive, known: Mapping[str, str]) -> dict[str, Start]:
    """The starts of files with mail, some of them where there are many."""
    found: dict[str, Start] = {}
    step = max(1, len(archive.members) // _SAMPLED_FILES)
    for member in archive.members[::step]:
        if member.size and not left_alone(member.path, known) and (start := start_of(member)):
            found[member.path] = start
    return found


def verdicts(found: Mapping[str, Start]) -> set[Kept]:
    """What the files with mail are; those that say too little go with the others."""
    return {start.kept for start in found.values()} - {"unclear"}


def start_of(member: Member) -> Start | None:
    """What one file shows; None where it holds no mail."""
    with opened(member) as stream:
        shape = shape_of(member.path, stream.peek(HEAD))
        if shape != "mbox":
            return None if shape == "other" else Start()
        raw = stream.read(_SAMPLED_BYTES)
    if folder_role(member.path):
        return Start()
    messages = list(split(io.BytesIO(raw)))
    mails = [mail for message in messages if (mail := parse(message)) is not None]
    hidden = sum(1 for each in messages if _PIPERMAIL.match(each.separator) or _SPOILT.match(each.separator))
    if not mails or any(name in mail.headers for mail in mails for name in _OF_MAILBOX):
        return Start()
    if all(each.separator.startswith(_PUBLIC_INBOX) for each in messages):
        everybody = Counter(_list_of(mail) or who.account for mail in mails for who in (*mail.to, *mail.cc))
        return Start("list", everybody.most_common(1)[0][0] if everybody else "")
    archived = sum(mail.archived and b"newsgroups" not in mail.headers for mail in mails)
    if archived >= _NEARLY_ALL * len(mails) and (hidden * 2 > len(messages) or len(mails) >= _FEWEST):
        return Start("list", hints=_hints(raw, mails))
    return _addressed(mails, came=any(_CAME.search(_header(message)) for message in messages))


def _addressed(mails: list[Mail], *, came: bool) -> Start:
    """By the one list that all of it was addressed to, and the readers that it was delivered to.

    `came` says that a message tells the way it came, as only a copy that somebody got does.
    """
    through = Counter(account for mail in mails if (account := _list_of(mail)))
    if (
        not through and not came and _answer_each_other(mails)
    ):  # groups.io and HyperKitty leave out the headers of lists
        through = Counter(who.account for mail in mails for who in (*mail.to, *mail.cc))
    account, count = through.most_common(1)[0] if through else ("", 0)
    senders = {mail.sender.account for mail in mails if mail.sender}
    if len(mails) < _FEWEST:
        return Start("unclear", account) if not came or count == len(mails) else Start()
    behind = {mail.sender.name for mail in mails if mail.sender and mail.sender.account == account}
    if count < _NEARLY_ALL * len(mails) or len((senders - {account}) | behind) < 2:
        return Start()
    readers = Counter(
        "email:" + address.decode("utf-8", "replace")
        for mail in mails
        if b"@" in (address := mail.headers.get(b"delivered-to", b"").strip().lower()) and b" " not in address
    )
    readers.pop(account, None)
    if not readers:
        return Start("list", account)
    reader, times = readers.most_common(1)[0]
    if reader in senders or len(readers) > 1 or times * 2 < len(mails):
        return Start("mailbox")
    return Start("either", account)


def _header(message: RawMessage) -> bytes:
    end = message.window.find(b"\n\n", message.start, message.end)
    return message.window[message.start : message.end if end < 0 else end]


def _answer_each_other(mails: list[Mail]) -> bool:
    """Whether somebody answers somebody else here; what one person got answers that person."""
    authors = {mail.id: mail.sender for mail in mails if mail.id}
    return any(authors.get(mail.reply_to, mail.sender) != mail.sender for mail in mails if mail.reply_to)


def _list_of(mail: Mail) -> str:
    """The account of the list or newsgroup that a message came over, or nothing."""
    if group := mail.headers.get(b"newsgroups", b"").partition(b",")[0].strip().lower():
        return "list:" + group.decode("ascii", "replace")
    return list_address(mail.headers) if is_discussion(mail.headers) else ""


def _hints(raw: bytes, mails: list[Mail]) -> Counter[str]:
    """Lists named below the messages, else in brackets before their subjects."""
    found: Counter[str] = Counter()
    for page, times in Counter(name.lower() for name in _PAGE.findall(raw)).items():
        near = re.compile(rb"\b" + re.escape(page) + rb"(?: at |@)([\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)
        hosts = Counter(host.lower() for host in near.findall(raw)).most_common(1)
        name = page.decode()
        found[f"email:{name}@{hosts[0][0].decode()}" if hosts else f"list:{name}"] += times
    if not found:
        marks = Counter(mark[1].strip().lower() for mail in mails if (mark := _MARKED.match(mail.subject)))
        found = Counter({"list:" + "-".join(name.split()): times for name, times in marks.items()})
    return found
