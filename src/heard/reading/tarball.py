"""A tar, gzipped or not, as members of the archive that it lies in; distrusted as a zip is, and never extracted.

A tar can only be read from its beginning. `unpacked` keeps in memory what may hold words while the tar is listed, up to a limit; the
rest is found again by another pass, should somebody ask for it. `files` gives one JSON file after the other, in a single pass.
"""

from __future__ import annotations

import gzip
import io
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import IO, Any, cast

from heard.model import Problem
from heard.reading.archive import (
    MAX_MEMBER_BYTES,
    MAX_MEMBERS,
    MAX_RATIO,
    RATIO_MATTERS_ABOVE,
    Archive,
    DamagedError,
    Member,
)

GZIP = b"\x1f\x8b"
MAGIC_AT, MAGIC = 257, b"ustar"
RECORD, NAME = 512, 100
PACKED = {".gz", ".tgz", ".tar", ""}
WORDS = {".json", ".csv"}
MAX_HELD = 256 << 20
"""Bytes of files with words that are kept in memory, all together."""
MAX_HEADER = 1 << 20
"""Bytes of a header that holds a long name; a tar may claim any size, and it is read at once."""
PIECE = 1 << 12
DAMAGE = (tarfile.TarError, EOFError, zlib.error, OSError, ValueError)


def unpacked(archive: Archive) -> Archive:
    """The archive with what its tars hold in their place; itself where it holds none."""
    alone = len(archive.members) == 1
    tars = [member for member in archive.members if (alone or _may_be_tar(member)) and is_tar(member)]
    if not tars:
        return archive
    members = [member for member in archive.members if member not in tars]
    problems: list[Problem] = [*archive.problems]
    for tar in tars:
        found = _Listing(tar, "" if alone else f"{tar.path}/")
        found.read()
        members += found.members
        problems += found.problems
    return replace(
        archive,
        members=tuple(sorted(members, key=lambda member: member.path)),
        problems=tuple(problems),
    )


class DamagedTarError(ValueError):
    """A tar cannot be read further; the text is one sentence and the next step."""


def files(member: Member, most: int) -> Iterator[tuple[str, bytes | None]]:
    """Each file in a tar by its path, and the bytes of those that are JSON and no larger than `most`.

    Raises:
        DamagedTarError: the tar ends early, is none, or unpacks to far more than it should.
    """
    total, is_bomb = 0, False
    try:
        with opened(member) as (packed, unzipped):
            for count, entry in enumerate(packed, start=1):
                total += max(entry.size, RECORD)
                is_bomb = total > max(RATIO_MATTERS_ABOVE, MAX_RATIO * member.size) or count > MAX_MEMBERS
                if is_bomb:
                    break
                if entry.isfile():
                    path = entry.name.removeprefix("./").encode("utf-8", "replace").decode()
                    wanted = path.endswith(".json") and path.count("/") <= 1 and entry.size <= most
                    content = packed.extractfile(entry) if wanted else None
                    yield path, content.read() if content else None
            if unzipped.damage:
                raise EOFError(unzipped.damage)
    except DAMAGE as error:
        why = f"It is damaged or was not downloaded whole ({error}); what came before was read. Download it again."
        raise DamagedTarError(why) from error
    if is_bomb:
        raise DamagedTarError(
            "It unpacks to far more than it should, as tar bombs do; it was not read further."
        )


def _may_be_tar(member: Member) -> bool:
    """A look saved at ten thousand pictures, no judgement."""
    return PurePosixPath(member.path).suffix.lower() in PACKED


def is_tar(member: Member) -> bool:
    """Whether a file begins as a tar does, gzipped or not."""
    return first_in(member) is not None


def first_in(member: Member) -> str | None:
    """The path of the first file or folder in a tar, gzipped or not; None where a file is none."""
    try:
        head = member.head(1 << 14)
        if head.startswith(GZIP):
            head = zlib.decompressobj(31).decompress(head, RECORD)
    except (DamagedError, zlib.error):
        return None
    name = head[:NAME].partition(b"\0")[0]
    return name.decode("utf-8", "replace") if head[MAGIC_AT:].startswith(MAGIC) else None


class _Entry(tarfile.TarInfo):
    """A header that refuses to be as long as a file."""

    def _proc_member(self, tar: tarfile.TarFile) -> tarfile.TarInfo:
        if self.size > MAX_HEADER and not (self.isreg() or self.isdir()):
            raise tarfile.ReadError("a header in it is too long")
        return cast("tarfile.TarInfo", super()._proc_member(tar))  # type: ignore[misc]


@dataclass(slots=True)
class _Listing:
    """The members of one tar."""

    tar: Member
    prefix: str
    members: list[Member] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    total: int = 0
    held: int = 0

    def read(self) -> None:
        """List it, up to where it breaks off."""
        seen: set[str] = set()
        try:
            with opened(self.tar) as (tar, unzipped):
                for entry in tar:
                    if entry.isdir():
                        continue
                    path = self.prefix + entry.name.replace("\\", "/").removeprefix("./")
                    why = self._refusal(entry, path)
                    if path in seen:
                        why = "The archive holds this path twice; the first was kept."
                    seen.add(path)
                    if why:
                        self.problems.append(Problem(path=path, why=why))
                    else:
                        self._keep(tar, entry, path)
                    self.total += entry.size
                    if self._is_bomb():
                        return
                if unzipped.damage:
                    raise DamagedError(unzipped.damage)
        except DAMAGE as error:
            why = f"It breaks off or is damaged ({error}); what came before was read. Download it again."
            self.problems.append(Problem(path=self.tar.path, why=why))

    def _is_bomb(self) -> bool:
        """Whether what was listed so far is more than an archive of this size holds; then reading ends, and that is said."""
        why = ""
        if self.total > max(RATIO_MATTERS_ABOVE, MAX_RATIO * self.tar.size):
            why = "It unpacks to hundreds of times its size, as archives do that mean harm; the rest was not read."
        elif len(self.members) + len(self.problems) > MAX_MEMBERS:
            why = f"It claims more than {MAX_MEMBERS:,} files; the rest was not read."
        if why:
            self.problems.append(Problem(path=self.tar.path, why=why))
        return bool(why)

    def _refusal(self, entry: tarfile.TarInfo, path: str) -> str:
        """Why a member is not trusted, or nothing."""
        parts = PurePosixPath(path).parts
        if (
            entry.name.startswith(("/", "\\"))
            or ".." in parts
            or (parts and parts[0].endswith(":"))
            or "\0" in path
        ):
            return "Its path leads out of the archive; it was not read."
        if not entry.isreg():
            return "It is a link or a device, which no export holds; it was not read."
        if entry.size > MAX_MEMBER_BYTES:
            return f"It claims {entry.size / 1e9:.0f} GB, more than any known export; it was not read."
        return ""

    def _keep(self, tar: tarfile.TarFile, entry: tarfile.TarInfo, path: str) -> None:
        """Note a member, with its content if it may hold words."""
        words = PurePosixPath(path).suffix.lower() in WORDS and self.held + entry.size <= MAX_HELD
        if not words or self.total + entry.size > max(RATIO_MATTERS_ABOVE, MAX_RATIO * self.tar.size):
            self.members.append(Member(path, entry.size, cast("Any", _Passed(self.tar, entry.name))))
            return
        content = bytearray()
        stream = cast(
            "io.BufferedReader", tar.extractfile(entry)
        ).raw  # unbuffered: what breaks off loses no more than a piece
        try:
            while piece := stream.read(PIECE):
                content += piece
        finally:  # a member that breaks off is worth what came of it
            self.held += len(content)
            self.members.append(Member(path, len(content), cast("Any", _Held(bytes(content)))))


class _Unzipped:
    """What a stream holds, unzipped if it is zipped; it ends where it is damaged, and keeps why."""

    def __init__(self, stream: IO[bytes], zipped: bool) -> None:
        self.damage = ""
        self._stream = cast("io.BufferedReader", gzip.GzipFile(fileobj=stream) if zipped else stream)

    def read(self, size: int) -> bytes:
        """As many bytes as asked for, or all that are left."""
        content = bytearray()
        while len(content) < size:
            try:
                piece = self._stream.read1(size - len(content))
            except DAMAGE as error:
                self.damage = str(error)
                break
            if not piece:
                break
            content += piece
        return bytes(content)


@contextmanager
def opened(member: Member) -> Iterator[tuple[tarfile.TarFile, _Unzipped]]:
    """The tar in a file, and the stream beneath it, which keeps why it ended early."""
    zipped = member.head(len(GZIP)) == GZIP
    with member.open() as packed:
        stream = _Unzipped(packed, zipped)
        with tarfile.open(fileobj=cast("IO[bytes]", stream), mode="r|", tarinfo=_Entry) as tar:
            yield tar, stream


@dataclass(frozen=True, slots=True)
class _Held:
    """A member whose content is in memory."""

    content: bytes = field(repr=False)

    @contextmanager
    def stream(self) -> Iterator[IO[bytes]]:
        yield io.BytesIO(self.content)


@dataclass(frozen=True, slots=True)
class _Passed:
    """A member that is found again by reading the tar up to it."""

    tar: Member
    name: str

    @contextmanager
    def stream(self) -> Iterator[IO[bytes]]:
        try:
            with opened(self.tar) as (tar, _):
                found = next((entry for entry in tar if entry.name == self.name), None)
                stream = tar.extractfile(found) if found is not None else None
                if stream is None:
                    raise DamagedError("it cannot be found again")
                yield stream
        except (tarfile.TarError, EOFError, zlib.error) as error:
            raise DamagedError(str(error)) from error
