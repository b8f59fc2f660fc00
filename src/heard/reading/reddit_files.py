"""Reddit's own list of the files of an archive, with the SHA-256 of each: what is missing or was changed shows."""

from __future__ import annotations

import base64
import hashlib
from pathlib import PurePosixPath

from heard.model import Problem
from heard.reading.archive import DamagedError, Member
from heard.reading.csv import Sheet
from heard.reading.rows import Understood


def checked(sheet: Sheet, members: list[Member]) -> Understood:
    """Reddit's own list of files against those that are here."""
    understood = Understood()
    here = {member.name.lower(): member for member in members}
    for at, row in enumerate(sheet.rows()):
        member = here.get(PurePosixPath(row["filename"]).name.lower())
        try:
            digest = _digest(row["sha256"])
            if member is None:
                why = "Reddit's own list names this file, and it is not here; add the zip as Reddit made it."
                understood.facts.append(Problem(path=row["filename"], why=why))
            elif _sha256(member) != digest:
                why = "It is not as Reddit made it: it was changed or damaged since. What can be read of it was read."
                understood.facts.append(Problem(path=member.path, why=why))
        except ValueError as error:
            understood.bad[at] = str(error)
    return understood


def _digest(text: str) -> bytes:
    """A SHA-256 in hexadecimal or base64.

    Raises:
        ValueError: it is neither.
    """
    try:
        found = bytes.fromhex(text) if len(text) == 2 * 32 else base64.b64decode(text, validate=True)
    except ValueError:
        found = b""
    if len(found) != 32:
        raise ValueError(f"has no SHA-256 ({text[:20]})")
    return found


def _sha256(member: Member) -> bytes:
    total = hashlib.sha256()
    try:
        with member.open() as stream:
            while piece := stream.read(1 << 20):
                total.update(piece)
    except DamagedError:
        return b""
    return total.digest()
