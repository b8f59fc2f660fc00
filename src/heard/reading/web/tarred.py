"""The JSON files in a packed tar, one after the other, in one pass and in bounded memory."""

from __future__ import annotations

import tarfile
import zlib
from collections.abc import Iterator

from heard.reading.archive import MAX_MEMBERS, MAX_RATIO, RATIO_MATTERS_ABOVE, Member
from heard.reading.tarball import opened
from heard.reading.web.parts import MOST_JSON

GZIP = b"\x1f\x8b\x08"
DAMAGE = (tarfile.TarError, OSError, EOFError, zlib.error, ValueError)
"""What a tar raises that breaks off or is none."""


class DamagedTarError(ValueError):
    """A tar cannot be read further; the text is one sentence and the next step."""


def is_tar(head: bytes) -> bool:
    """Whether the first bytes of a file may begin a packed tar, or are a plain one."""
    return head.startswith(GZIP) or head[257:262] == b"ustar"


def files(member: Member) -> Iterator[tuple[str, bytes | None]]:
    """Each file in a tar by its path, and the bytes of those that are JSON.

    Raises:
        DamagedTarError: the tar ends early, is none, or unpacks to far more than it should.
    """
    most, seen = max(MAX_RATIO * member.size, RATIO_MATTERS_ABOVE), 0
    count = 0
    try:
        with opened(member) as (packed, unzipped):
            for count, entry in enumerate(packed, start=1):
                seen += max(entry.size, 512)
                if _is_too_much(seen, most, count):
                    break
                if entry.isfile():
                    path = entry.name.removeprefix("./").encode("utf-8", "replace").decode()
                    wanted = path.endswith(".json") and path.count("/") <= 1 and entry.size <= MOST_JSON
                    content = packed.extractfile(entry) if wanted else None
                    yield path, content.read() if content else None
            if unzipped.damage:
                raise EOFError(unzipped.damage)
    except DAMAGE as error:
        why = f"It is damaged or was not downloaded whole ({error}); what came before was read. Download it again."
        raise DamagedTarError(why) from error
    if _is_too_much(seen, most, count):
        raise DamagedTarError(
            "It unpacks to far more than it should, as tar bombs do; it was not read further."
        )


def _is_too_much(seen: int, most: int, count: int) -> bool:
    return seen > most or count > MAX_MEMBERS
