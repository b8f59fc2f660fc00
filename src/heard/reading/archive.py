"""A zip, a folder or one file, seen as the same list of members, and distrusted until read.

Nothing is extracted to disk. A member's path, size and ratio are judged before a byte of it is opened, and again while it is
read, since a zip's directory can lie.

>>> archive = open_archive(Path("Complete_LinkedInDataExport.zip"))      # doctest: +SKIP
>>> [member.path for member in archive.members]                          # doctest: +SKIP
['Connections.csv', 'messages.csv', ...]
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, cast

from heard.model import HeardError, Problem
from heard.reading import workbook
from heard.reading.salvage import salvage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed import WriteableBuffer

MAX_MEMBERS = 200_000
"""More files than any known export holds; media folders of ten years stay below."""
MAX_MEMBER_BYTES = 8 << 30
"""A mailbox of 8 GiB is real; a CSV of 10 GiB inside a zip of 10 MB is not."""
MAX_RATIO = 200
"""Text packs to a tenth or a twentieth; zip bombs to a thousandth."""
RATIO_MATTERS_ABOVE = 16 << 20
"""A small file of spaces may pack very well and harms nobody."""
MAX_DEPTH = 2
"""A zip in a zip is how some people send an export; deeper is a trick."""
MAX_NESTED_BYTES = 1 << 30
"""Zips in a zip are held in memory while they are read, all of them together."""
TABLES, BOOKS = (".csv", ".tsv", ".txt"), (".xlsx", ".xlsm")
UNREADABLE = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError)
"""What a zip raises that cannot even be listed."""
PART = re.compile(
    r"(takeout-\d{8}T\d{6}Z|(?:facebook|instagram)-.+-\d{4}-\d\d-\d\d|\d+_[0-9a-f]+_part|data-download)[\w-]*\.zip",
    re.IGNORECASE,
)
"""How Google, Meta and Flickr name the several zips of one large export."""
HEAD = 65_536
"""How much of a member `Member.head` shows; enough to know any file by its content."""


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive."""

    path: str
    """Path within the archive, with forward slashes."""
    size: int
    """Bytes, unpacked."""
    _open: _Opener = field(repr=False)

    def head(self, size: int = HEAD) -> bytes:
        """The first bytes, to know the file by."""
        with self._open.stream() as stream:
            return stream.read(size)

    def read(self) -> bytes:
        """All bytes. For files that must fit in memory; others are streamed by `open`."""
        with self._open.stream() as stream:
            return stream.read()

    @contextmanager
    def open(self) -> Iterator[IO[bytes]]:
        """A stream of its bytes."""
        with self._open.stream() as stream:
            yield stream

    def windows(self, size: int = 1 << 20, overlap: int = 256) -> Iterator[bytes]:
        """All of it in pieces of which each begins with the end of the one before, to search for something short."""
        with self._open.stream() as stream:
            window = stream.read(size)
            while window:
                yield window
                more = stream.read(size)
                window = more and window[-overlap:] + more

    @property
    def on_disk(self) -> Path | None:
        """The file itself, where it is one on disk and can be mapped into memory."""
        return self._open.path if isinstance(self._open, _OnDisk) else None

    @property
    def name(self) -> str:
        """The last part of the path."""
        return PurePosixPath(self.path).name


@dataclass(frozen=True, slots=True)
class Archive:
    """Members in the order of their paths, and what was refused."""

    path: Path
    members: tuple[Member, ...]
    problems: tuple[Problem, ...] = ()

    def find(self, name: str) -> Member | None:
        """The member with this path, in whatever case."""
        wanted = name.lower()
        return next((member for member in self.members if member.path.lower() == wanted), None)

    def digest(self) -> str:
        """SHA-256 of what the archive is: a file's bytes; a folder's paths and bytes."""
        if self.path.is_file():
            with self.path.open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest()
        total = hashlib.sha256()
        for member in self.members:
            with member.open() as stream:
                total.update(f"{member.path}\0{hashlib.file_digest(stream, 'sha256').hexdigest()}\n".encode())  # type: ignore[arg-type]
        return total.hexdigest()


def is_html(head: bytes) -> bool:
    """Whether a web page stands where data should."""
    return head.removeprefix(b"\xef\xbb\xbf").lstrip()[:15].lower().startswith((b"<!doctype html", b"<html"))


def open_archive(path: Path) -> Archive:
    """See a zip, a folder or a single file as an archive.

    Raises:
        HeardError: there is no such path, or the zip cannot be read at all.
    """
    if not path.exists():
        raise HeardError(f"There is no file or folder {path}; check the path.")
    if path.is_dir():
        return _with_sheets(_open_folder(path))
    with path.open("rb") as stream:
        head = stream.read(128)
    if why := workbook.why_not(head, path.name):
        raise HeardError(why)
    if head[:2] == b"PK":
        archive = _open_zip(path)
        return _workbook(archive) if archive.find(workbook.BOOK) else _with_sheets(archive)
    return Archive(path, (Member(path.name, path.stat().st_size, _OnDisk(path)),))


def _workbook(archive: Archive) -> Archive:
    """A workbook as the sheets in it.

    Raises:
        HeardError: it cannot be read.
    """
    path = archive.path
    if archive.problems:
        raise HeardError(
            f"{path.name} is no sound workbook ({archive.problems[0].path}: {archive.problems[0].why}) Export it again."
        )
    try:
        with path.open("rb") as stream:
            found = workbook.tables(stream, path.stem)
    except workbook.WorkbookError as error:
        raise HeardError(f"{path.name} {error}.") from error
    return Archive(path, tuple(Member(name, len(text), Held(text)) for name, text in found))


def _with_sheets(archive: Archive) -> Archive:
    """A folder or zip of nothing but tables, with the sheets of its workbooks; among other files a workbook is an attachment."""
    books = [member for member in archive.members if member.name.lower().endswith(BOOKS)]
    if not books or not all(member.name.lower().endswith((*TABLES, *BOOKS)) for member in archive.members):
        return archive
    members = [member for member in archive.members if member not in books]
    problems = [*archive.problems]
    for member in books:
        try:
            found = workbook.tables(
                io.BytesIO(member.read()), str(PurePosixPath(member.path).with_suffix(""))
            )
            members += [Member(name, len(text), Held(text)) for name, text in found]
        except (workbook.WorkbookError, DamagedError) as error:
            problems.append(Problem(path=member.path, why=f"This workbook {error}."))
            members.append(member)
    return Archive(archive.path, tuple(sorted(members, key=lambda member: member.path)), tuple(problems))


def _open_folder(path: Path) -> Archive:
    members, problems = [], []
    root = path.resolve()
    for file in sorted(path.rglob("*")):
        inside = file.relative_to(path).as_posix()
        if file.is_symlink() and not file.resolve().is_relative_to(root):
            problems.append(Problem(path=inside, why="A link that leads out of the folder was not followed."))
        elif file.is_file():
            members.append(Member(inside, file.stat().st_size, _OnDisk(file)))
        if len(members) > MAX_MEMBERS:
            raise HeardError(
                f"{path} holds more than {MAX_MEMBERS:,} files; point at the export's own folder."
            )
    families = Counter(part[1].lower() for member in members if (part := PART.fullmatch(member.name)))
    if max(families.values(), default=0) > 1:
        members = _in_place(members, problems)
    return Archive(path, tuple(members), tuple(problems))


def _in_place(members: list[Member], problems: list[Problem]) -> list[Member]:
    """The files of a folder, and what its zips hold instead of the zips: the parts of one export, and what was put beside them."""
    found: list[Member] = []
    for member in members:
        if member.on_disk is None or not member.name.lower().endswith(".zip"):
            found.append(member)
            continue
        try:
            inside = _open_zip(member.on_disk)
        except HeardError as error:
            problems.append(Problem(path=member.path, why=str(error)))
            found.append(member)
        else:
            found += [replace(each, path=f"{member.path}/{each.path}") for each in inside.members]
            problems += [
                Problem(
                    path=member.path if each.path == member.name else f"{member.path}/{each.path}",
                    why=each.why,
                )
                for each in inside.problems
            ]
    if len(found) > MAX_MEMBERS:
        raise HeardError(
            f"The zips beside {members[0].path} hold more than {MAX_MEMBERS:,} files; add them one by one."
        )
    return found


def _open_zip(path: Path) -> Archive:
    members: list[Member] = []
    problems: list[Problem] = []
    try:
        packed = zipfile.ZipFile(path)
    except UNREADABLE as error:
        saved = salvage(path, ratio=MAX_RATIO, harmless=RATIO_MATTERS_ABOVE)
        if saved is None:
            raise HeardError(
                f"{path.name} is damaged or was not downloaded whole ({error}); download it again, or unpack what can be "
                "unpacked and add the folder."
            ) from error
        packed = zipfile.ZipFile(saved.stream)
        why = "The zip was not downloaded whole; what there is of it was read. Download it again and add that too."
        problems.append(Problem(path=path.name, why=why))
        problems.extend(
            Problem(path=name, why="It breaks off; what comes before was read.") for name in saved.cut
        )
    _list_zip(packed, path.name, "", 1, members, problems)
    return Archive(path, tuple(sorted(members, key=lambda member: member.path)), tuple(problems))


def _list_zip(
    packed: zipfile.ZipFile,
    name: str,
    prefix: str,
    depth: int,
    members: list[Member],
    problems: list[Problem],
) -> None:
    entries = packed.infolist()
    if len(entries) + len(members) > MAX_MEMBERS:
        raise HeardError(f"{name} claims more than {MAX_MEMBERS:,} files; it is not an export Heard knows.")
    seen: set[str] = set()
    held = 0
    for entry in entries:
        if entry.is_dir():
            continue
        inside = prefix + entry.filename.replace("\\", "/")
        why = (
            "The zip holds this path twice; the first was kept."
            if inside in seen
            else _refusal(entry, inside)
        )
        seen.add(inside)
        if why:
            problems.append(Problem(path=inside, why=why))
        elif (
            entry.filename.lower().endswith(".zip")
            and depth < MAX_DEPTH
            and held + entry.file_size <= MAX_NESTED_BYTES
        ):
            held += entry.file_size
            try:
                inner = zipfile.ZipFile(io.BytesIO(packed.read(entry)))
            except (*UNREADABLE, zlib.error, EOFError) as error:
                problems.append(Problem(path=inside, why=f"The zip inside the zip is damaged ({error})."))
            else:
                _list_zip(inner, name, f"{inside}/", depth + 1, members, problems)
        else:
            members.append(Member(inside, entry.file_size, _InZip(packed, entry)))


def _refusal(entry: zipfile.ZipInfo, path: str) -> str:
    """Why a member is not trusted, or nothing."""
    parts = PurePosixPath(path).parts
    if path.startswith("/") or ".." in parts or (parts and parts[0].endswith(":")) or "\0" in path:
        return "Its path leads out of the archive; it was not read."
    if (entry.external_attr >> 16) & 0o170000 == 0o120000:
        return "It is a link, which no export holds; it was not read."
    if entry.flag_bits & 1:
        return "It is encrypted; unpack it with its password and add the folder."
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        return "It is packed in a way that no export uses; unpack the zip and add the folder."
    if entry.file_size > MAX_MEMBER_BYTES:
        return (
            f"It claims {entry.file_size / 1e9:.0f} GB unpacked, more than any known export; it was not read."
        )
    if entry.file_size > RATIO_MATTERS_ABOVE and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        return f"It unpacks to {entry.file_size // max(entry.compress_size, 1)} times its size, as zip bombs do; it was not read."
    return ""


@dataclass(frozen=True, slots=True)
class _OnDisk:
    path: Path

    @contextmanager
    def stream(self) -> Iterator[IO[bytes]]:
        with self.path.open("rb") as stream:
            yield stream


@dataclass(frozen=True, slots=True)
class _InZip:
    packed: zipfile.ZipFile
    entry: zipfile.ZipInfo

    @contextmanager
    def stream(self) -> Iterator[IO[bytes]]:
        try:
            unpacked = self.packed.open(self.entry)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            raise DamagedError(str(error)) from error
        with unpacked:
            yield cast("IO[bytes]", io.BufferedReader(_Bounded(unpacked, self.entry.file_size), 1 << 16))


@dataclass(frozen=True, slots=True)
class Held:
    """A member whose bytes are in memory."""

    content: bytes

    @contextmanager
    def stream(self) -> Iterator[IO[bytes]]:
        """A stream of them."""
        yield io.BytesIO(self.content)


class _Bounded(io.RawIOBase):
    """A stream that fails when it gives more than its zip promised, or cannot be unpacked."""

    def __init__(self, stream: IO[bytes], size: int) -> None:
        self._stream = stream
        self._left = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer).cast("B")
        try:
            found = self._stream.read(len(view))
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise DamagedError(str(error)) from error
        self._left -= len(found)
        if self._left < 0:
            raise DamagedError("it unpacks to more than the zip says")
        view[: len(found)] = found
        return len(found)

    def readall(self) -> bytes:
        """All at once: a third faster than in the pieces that `io` would ask for."""
        try:
            found = self._stream.read(self._left + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise DamagedError(str(error)) from error
        self._left -= len(found)
        if self._left < 0:
            raise DamagedError("it unpacks to more than the zip says")
        return found


class DamagedError(OSError):
    """A member could not be unpacked."""


_Opener = _OnDisk | _InZip | Held
