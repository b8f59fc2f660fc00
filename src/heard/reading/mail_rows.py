"""Messages as rows: each once, a list's mail addressed to whom it answers, and everybody met.

rows = Rows()
rows.take(mail, roles)
table = rows.chunk()
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from hashlib import sha256
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa

from heard.model import Columns, Interaction, Profile
from heard.reading.mail_headers import Address, addresses
from heard.reading.mail_nature import Role, is_discussion, list_address, list_channel, nature
from heard.reading.mail_notices import KEY, TITLE, Notice, notice
from heard.text.clean import clean, from_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from heard.reading.mail import Mail

CHANNEL = "email"
"""Of what is no list's."""
CHUNK = 10_000
MOST_LETTERS = 8 << 20
"""Messages a table and letters in them, whichever is reached first; larger ones save no time and hold more memory."""
MOST_WAITING = 20_000
MOST_WAITING_LETTERS = 16 << 20
"""Bounds on the replies that wait for the message they answer, which some exports hold after them."""

_DIGEST = re.compile(r"\bDigest, Vol \d+, Issue \d+|\bdigest #\d+|Digest Number \d+", re.IGNORECASE)
"""A digest repeats what stands in the archive by itself."""
_TEXTS = pa.list_(pa.string())
_SCHEMA = pa.schema(
    {
        "key": pa.string(),
        "kind": pa.string(),
        "actor": pa.string(),
        "happened_us": pa.int64(),
        "to": _TEXTS,
        "cc": _TEXTS,
        "thread": pa.string(),
        "reply_to": pa.string(),
        "title": pa.string(),
        "text": pa.string(),
        "visibility": pa.string(),
        "nature": pa.string(),
        "channel": pa.string(),
        "url": pa.string(),
        "mentioned": _TEXTS,
    }
)
_ACCOUNT = itemgetter(0)


class Row(NamedTuple):
    """One message; the columns that are the same in every row are missing."""

    key: str
    kind: str
    actor: str | None
    happened_us: int | None
    to: tuple[str, ...]
    cc: tuple[str, ...]
    thread: str
    reply_to: str | None
    title: str
    text: str
    visibility: str
    nature: str
    channel: str
    url: str


@dataclass(slots=True)
class Rows:
    """What must be remembered from one message to the next."""

    rows: list[Row] = field(default_factory=list)
    """Those ready to be handed on."""
    letters: int = 0
    """In their texts: a list of patches has thirty times as many a message as a person's mail."""
    authors: dict[int, str | None] = field(default_factory=dict)
    """Who wrote each message, by the hash of its key: a number is a quarter of the text's size."""
    same: Counter[str] = field(default_factory=Counter)
    """How often each content without an id was seen."""
    people: dict[Address, None] = field(default_factory=dict)
    owners: set[str] = field(default_factory=set)
    signed: bool = False
    """The mailbox keeps what its server found out about senders."""
    notices: int = 0
    """Notification mails among what was taken."""
    waiting: list[Row] = field(default_factory=list)
    letters_waiting: int = 0

    def take(self, mail: Mail, roles: frozenset[Role], of_list: str = "") -> bool:
        """Keep a message, unless its like was kept: mail to oneself and to a list comes back.

        `of_list` is the account of the list in whose archive it stands, if it stands in one.
        """
        headers = mail.headers
        if not of_list and "sent" not in roles and (told := notice(mail, signed=self.signed)):
            return self._take_notice(mail, told)
        discussion = bool(of_list) or is_discussion(headers)
        sender = _behind_the_list(mail) if discussion else mail.sender
        if "sent" in roles and sender:
            self.owners.add(sender.account)
        text = clean(from_html(mail.text) if mail.is_html else mail.text)
        key = mail.id or self._content_key(mail, text)
        if (known := hash(key)) in self.authors:
            return False
        actor = self.authors[known] = sender.account if sender else None
        speaks = "personal" if "sent" in roles else nature(headers, sender)
        if "bulk" in roles and speaks == "personal" and not discussion and "sent" not in roles:
            speaks = "bulk"
        for who in mail.to + mail.cc:
            self.people[who] = None
        if sender:
            self.people[sender] = None
        conversation = headers.get(b"x-gm-thrid")
        row = Row(
            key,
            "message" if "chat" in roles else "mail",
            actor,
            mail.sent_us,
            tuple(map(_ACCOUNT, mail.to)),
            tuple(map(_ACCOUNT, mail.cc)),
            f"gm:{conversation.strip().decode('ascii', 'replace')}" if conversation else mail.root or key,
            mail.reply_to or None,
            mail.subject,
            text,
            "direct",
            "bulk" if of_list and _DIGEST.search(mail.subject) else speaks,
            CHANNEL,
            "",
        )
        if discussion or mail.archived:
            channel = list_channel(headers, of_list) if of_list or speaks == "personal" else ""
            self._take_group(row, list_address(headers) or of_list, channel)
        else:
            self._ready(row)
        return True

    @property
    def is_full(self) -> bool:
        """Whether it is time for a table."""
        return len(self.rows) >= CHUNK or self.letters >= MOST_LETTERS

    def _ready(self, row: Row) -> None:
        self.rows.append(row)
        self.letters += len(row.text)

    def _take_notice(self, mail: Mail, told: Notice) -> bool:
        """Keep what a notification mail tells of in its place."""
        key = KEY + (mail.id or self._content_key(mail, ""))
        if (known := hash(key)) in self.authors:
            return False
        self.authors[known] = told.account
        self.people[Address(told.account, told.name)] = None
        self.notices += 1
        self._ready(
            Row(
                key,
                told.kind,
                told.account,
                mail.sent_us,
                (told.place,) if told.place else tuple(map(_ACCOUNT, mail.to)),
                (),
                told.thread or told.url or key,
                None,
                TITLE + mail.subject,
                told.text,
                told.visibility,
                "personal",
                told.channel,
                told.url,
            )
        )
        return True

    def _take_group(self, row: Row, address: str, channel: str) -> None:
        """Keep a message of a list; let it wait where it answers one that was not seen yet."""
        everybody = tuple(dict.fromkeys((*row.to, *row.cc)))
        to = (address,) if address else row.to[:1]
        row = row._replace(to=to, cc=everybody, visibility="group", channel=channel or row.channel)
        if row.reply_to is None or hash(row.reply_to) in self.authors:
            self._ready(self._addressed(row))
            return
        self.waiting.append(row)
        self.letters_waiting += len(row.text)
        if len(self.waiting) >= MOST_WAITING or self.letters_waiting > MOST_WAITING_LETTERS:
            self._end_waiting()

    def _addressed(self, row: Row) -> Row:
        """To the author of what it answers, unless that is themselves, else to the list; all others that it names were copied in."""
        author = self.authors.get(hash(row.reply_to)) if row.reply_to else None
        to = (author,) if author and author != row.actor else row.to
        return row._replace(to=to, cc=tuple([who for who in row.cc if who not in to]))

    def _end_waiting(self) -> None:
        for row in self.waiting:
            self._ready(self._addressed(row))
        self.waiting.clear()
        self.letters_waiting = 0

    def _content_key(self, mail: Mail, text: str) -> str:
        """A key for a message without an id: what it says, and which of those that say the same."""
        said = [mail.headers.get(name, b"") for name in (b"from", b"date", b"subject")]
        content = sha256(b"\0".join([*said, text[:1000].encode()])).hexdigest()[:32]
        self.same[content] += 1
        return f"sha256:{content}:{self.same[content]}"

    def chunk(self) -> Columns:
        """The rows that are ready, as a table."""
        count = len(self.rows)
        varying = zip(zip(*self.rows, strict=True), _SCHEMA.types, strict=False)
        columns = [pa.array(values, kind) for values, kind in varying]
        self.rows.clear()
        self.letters = 0
        nobody = pa.ListArray.from_arrays(pa.array([0] * (count + 1), pa.int32()), pa.array([], pa.string()))
        columns.append(nobody)
        return Columns(fact=Interaction, table=pa.Table.from_arrays(columns, schema=_SCHEMA))

    def rest(self) -> Iterator[Columns]:
        """The messages that waited, and everybody met."""
        self._end_waiting()
        if self.rows:
            yield self.chunk()
        if self.people:
            accounts = [who.account for who in self.people]
            people = {
                "account": accounts,
                "name": [who.name for who in self.people],
                "email": [account[6:] if account.startswith("email:") else "" for account in accounts],
                "owner": [account in self.owners for account in accounts],
            }
            yield Columns(fact=Profile, table=pa.table(people))


def _behind_the_list(mail: Mail) -> Address | None:
    """The writer, where the list put its own address into From for DMARC's sake: ``Ada via Pumps <pumps@…>``."""
    sender = mail.sender
    if sender is None or " via " not in sender.name:
        return sender
    name = sender.name.rpartition(" via ")[0].strip("'\" ")
    for header in (b"x-original-from", b"reply-to"):
        for writer in addresses(mail.headers.get(header, b"")):
            if writer.account not in (sender.account, list_address(mail.headers)):
                return Address(writer.account, writer.name or name)
    return Address(f"name:{name.lower()}", name)
