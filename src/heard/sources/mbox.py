"""E-mail as files: mbox in all its kinds, Gmail's Takeout, Maildir and single messages.

    Takeout/Mail/All mail Including Spam and Trash.mbox     Profile/Mail/Local Folders/Sent
    Maildir/.Sent/cur/1767600000.M1P2.host:2,S

Read in one pass with bounded memory; a message that is kept twice, as sent and as received back, is one interaction. A
notification mail of a network is read as what it tells of, on that network's channel; its key begins with notice: and its title says so.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from heard.model import Columns, Export, FileSeen, Problem, micros
from heard.reading.mail import parse
from heard.reading.mail_files import head_of, opened, shape_of
from heard.reading.mail_lists import starts, verdicts
from heard.reading.mail_members import Reading, left_alone, read_member, roles_of
from heard.reading.mail_nature import folder_role, is_discussion
from heard.reading.mail_notices import notice
from heard.reading.mail_rows import Rows
from heard.reading.mail_split import split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from heard.reading.archive import Archive, Member

TITLE = "E-mail"
CHANNEL = "email"
WAIT_DAYS = 2
HOW_TO_GET_IT = (
    "Gmail: takeout.google.com, choose Mail only; ready in hours to days. Thunderbird: Help > Troubleshooting Information > "
    "Profile Folder, the files under Mail and ImapMail. Apple Mail: Mailbox > Export Mailbox. Outlook: move the mail into "
    "an account in Thunderbird."
)
BLIND = (
    "Mail that was deleted, and mail in accounts that are not exported; whether a message was read. Notifications of LinkedIn, Facebook, "
    "Instagram, X, GitHub and Discourse forums show what others did there, in English, German, Spanish and French, as far as you had them sent and "
    "kept them; what the network's own export tells too counts once."
)
BESIDE = "Contacts, for which addresses are one person."
NOT_SEEN = "Notifications in languages other than English, German, Spanish and French."
FILES = {
    "mbox": "messages in a row, whatever the file is called; also packed with gzip",
    "cur/, new/": "a Maildir: one message a file",
    "*.eml": "one message",
}
LEFT_ALONE = {
    "*.msf": "Thunderbird's index of a folder",
    "*.dat": "Thunderbird's settings of an account",
    "*/filterlog.html": "Thunderbird's log of its filters",
    "*table_of_contents": "Apple Mail's index of a mailbox",
    "*.DS_Store": "a folder's looks on macOS",
    "*/tmp/*": "a Maildir's messages that had not arrived yet",
    "*dovecot*": "a mail server's index",
    "*maildirfolder": "the mark of a Maildir's folder",
    "*subscriptions": "a mail server's list of folders",
    "Takeout/*.json": "settings of a Google account",
    "Takeout/*.html": "Google's table of contents",
    "Takeout/*.pdf": "Google's cover page",
}

UNSIGNED = (
    "Its server did not note who signed a message (Authentication-Results), so that notifications of LinkedIn, Facebook and others are "
    "taken at their word."
)
_MOST_LOOKED_AT = 2_000
_SAMPLED_FILES = 25
_SAMPLED_BYTES = 1 << 20
"""How much is looked at to know the archive and to guess whose it is."""
_TAKEOUT = re.compile(r"takeout-(\d{8}T\d{6})Z", re.IGNORECASE)

# --- recognise ---


def recognise(archive: Archive) -> Export | None:
    """An archive that holds an mbox, a Maildir, or messages more than anything else."""
    if verdicts(starts(archive, LEFT_ALONE)) == {"list"}:
        return None
    step = max(1, len(archive.members) // _MOST_LOOKED_AT)
    shapes = {
        m.path: shape_of(m.path, head_of(m))
        for m in archive.members[::step]
        if m.size and not left_alone(m.path, LEFT_ALONE)
    }
    counts = Counter(shapes.values())
    if not counts["mbox"] + counts["maildir"] and counts["other"] * 2 >= sum(counts.values()):
        return None
    taken = _TAKEOUT.search(archive.path.name)
    known = _known(
        member for member in archive.members if shapes.get(member.path) in {"mbox", "maildir", "message"}
    )
    return Export(
        source="mbox",
        owner=known.owner,
        taken_at=datetime.strptime(taken[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC) if taken else None,
        notes=known.notes,
        context={"signed": known.signed},
    )


class _Known(NamedTuple):
    """What the start of the mail shows."""

    owner: str
    notes: tuple[str, ...]
    signed: bool
    """It keeps what its server found out about senders."""


def _known(members: Iterable[Member]) -> _Known:
    """Whose mail it is, how that was found, and what notification mails are worth in it."""
    sent: Counter[str] = Counter()
    delivered: Counter[str] = Counter()
    signed = notices = False
    for member in sorted(members, key=lambda member: folder_role(member.path) != "sent")[:_SAMPLED_FILES]:
        with opened(member) as stream:
            start = stream.read(_SAMPLED_BYTES)
        for message in split(io.BytesIO(start)):
            mail = parse(message)
            if mail is None:
                continue
            signed = signed or b"authentication-results" in mail.headers
            notices = notices or notice(mail, signed=False) is not None
            if "sent" in roles_of(mail, folder_role(member.path)) and mail.sender:
                sent[mail.sender.account] += 1
            elif not is_discussion(mail.headers):
                for name in (b"delivered-to", b"x-original-to"):
                    address = mail.headers.get(name, b"").strip().lower()
                    if b"@" in address and b" " not in address:
                        delivered["email:" + address.decode("utf-8", "replace")] += 1
    owner, how = _owner(sent, delivered)
    return _Known(owner, (how, UNSIGNED) if notices and not signed else (how,), signed)


def _owner(sent: Counter[str], delivered: Counter[str]) -> tuple[str, str]:
    """The account that wrote what was sent, else the one that most of the mail was delivered to; and how it was found."""
    if sent:
        account, count = sent.most_common(1)[0]
        return (
            account,
            f"{account} is taken for yours: it wrote {count} of the {sent.total()} sent messages looked at.",
        )
    if delivered:
        account, count = delivered.most_common(1)[0]
        if count * 2 > delivered.total():
            return (
                account,
                f"{account} is taken for yours: {count} of the {delivered.total()} deliveries looked at were to it.",
            )
    return "", "Nothing says whose mail this is; name your addresses under me: in strategy.yaml."


# --- read ---


def read(archive: Archive, export: Export) -> Iterator[Columns | Problem | FileSeen]:
    """Every message once; people at the end, when all their names are known."""
    reading = Reading(
        Rows(signed=bool(export.context.get("signed"))),
        LEFT_ALONE,
        micros(export.taken_at) if export.taken_at else None,
    )
    for member in archive.members:
        yield from read_member(member, reading)
    yield from reading.rows.rest()
