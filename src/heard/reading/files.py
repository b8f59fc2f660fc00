"""A file that is taken as a whole, or not at all."""

from __future__ import annotations

from collections.abc import Collection, Generator
from pathlib import PurePosixPath

from heard.model import FileSeen, Problem, Record
from heard.reading.archive import TABLES, DamagedError, Member


def beginning(member: Member, endings: Collection[str] = TABLES, size: int = 16_384) -> bytes:
    """The first bytes of a file with one of these endings; nothing of others, nor where it is damaged."""
    if PurePosixPath(member.path.lower()).suffix not in endings:
        return b""
    try:
        return member.head(size)
    except DamagedError:
        return b""


def content_of(member: Member, most: int, what: str = "") -> Generator[Record, None, bytes | None]:
    """All bytes of a file; None, and the reason told, where there are more than so many [bytes] or it is damaged."""
    try:
        if member.size <= most:
            return member.read()
        why = f"It is larger than {most >> 20} MiB; it was not read."
    except DamagedError as error:
        why = f"It is damaged ({error}) and was not read; export it again."
    yield Problem(path=member.path, why=why)
    yield FileSeen(path=member.path, status="failed", what=what)
    return None
