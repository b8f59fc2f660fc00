"""What stands beside the files of a small format: chats, mailboxes and sites hold cards and invitations as attachments.

An archive in which other words stand is another source's, and its attachments with it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from heard.reading.archive import Archive, Member
from heard.reading.mail_files import head_of, shape_of
from heard.reading.web.parts import left_alone

WORDS = {
    ".txt",
    ".json",
    ".xml",
    ".html",
    ".htm",
    ".js",
    ".mbox",
    ".eml",
    ".mbx",
    ".db",
    ".sqlite",
    ".gz",
    "",
}
"""Endings of the files that chats, mailboxes and sites are exported in."""
MAIL = {"mbox", "maildir", "message"}


def stands_alone(archive: Archive, is_ours: Callable[[Member], bool], known: Mapping[str, str]) -> bool:
    """Whether nothing in an archive belongs to a chat, a mailbox or a site."""
    return not any(
        _holds_words(member) and not left_alone(member.path, known) and not is_ours(member)
        for member in archive.members
    )


def _holds_words(member: Member) -> bool:
    if PurePosixPath(member.path.lower()).suffix not in WORDS:
        return False
    return member.name.lower().endswith(tuple(WORDS - {""})) or shape_of(member.path, head_of(member)) in MAIL
