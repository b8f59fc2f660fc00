"""A zip that was not downloaded whole, made readable as far as it goes.

The table of contents of a zip is its end, so a zip that breaks off has none. Each file in it still has a header of its own; from
those the table is made anew, with the size and checksum of what is really there. Nothing is written to disk.
"""

from __future__ import annotations

import io
import mmap
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

HEADER = struct.Struct("<4s2B4HL2L2H")
"""Of a file: mark, versions, flags, method, time, date, checksum, packed and unpacked size, lengths of name and extra field."""
ENTRY = struct.Struct("<4s4B4HL2L5H2L")
"""The same in the table of contents, with where the file begins."""
END = struct.Struct("<4s4H2LH")
MARK = b"PK\x03\x04"
SIZES_FOLLOW = 0x08
"""A flag: the header does not know the sizes; they stand behind the file."""
WINDOW = 1 << 16
OUTPUT = 1 << 20
LARGEST = 0xFFFF_FFFF
"""Beyond 4 GiB a zip has another form, which is not mended."""


@dataclass(frozen=True, slots=True)
class Salvage:
    """What could be saved."""

    stream: io.BufferedReader
    """The zip with a table of contents."""
    cut: tuple[str, ...]
    """Paths of files that break off."""


@dataclass(slots=True)
class _Found:
    size: int = 0
    checksum: int = 0
    end: int = 0
    whole: bool = False


def salvage(path: Path, *, ratio: int, harmless: int) -> Salvage | None:
    """The zip as far as it goes, or None where no file in it can be made out.

    Args:
        path: the zip that cannot be opened.
        ratio: a file that unpacks to more times its size is not unpacked to its end.
        harmless: a file up to this size is, whatever its ratio [bytes].
    """
    length = path.stat().st_size
    if length < HEADER.size or length > LARGEST:
        return None
    entries: list[bytes] = []
    cut: list[str] = []
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as packed:
        at = packed.find(MARK)
        while 0 <= at <= length - HEADER.size:
            header = HEADER.unpack_from(packed, at)
            flags, method, known, name_size, extra_size = (
                header[3],
                header[4],
                header[8],
                header[10],
                header[11],
            )
            begin = at + HEADER.size + name_size + extra_size
            name = packed[at + HEADER.size : at + HEADER.size + name_size]
            if begin >= length:
                break
            if method == zipfile.ZIP_DEFLATED:
                found = _unpacked(packed, begin, ratio, harmless)
            elif method == zipfile.ZIP_STORED and not flags & SIZES_FOLLOW:
                found = _stored(packed, begin, known)
            else:
                at = packed.find(MARK, begin)
                continue
            if not found.whole:
                cut.append(name.decode("utf-8", "replace"))
            entries.append(_entry(header, name, at, begin, found))
            at = packed.find(MARK, max(found.end, begin))
    if not entries:
        return None
    table = b"".join(entries)
    end = END.pack(b"PK\x05\x06", 0, 0, len(entries), len(entries), len(table), length, 0)
    return Salvage(io.BufferedReader(_Joined(path, table + end)), tuple(cut))


def _unpacked(packed: mmap.mmap, begin: int, ratio: int, harmless: int) -> _Found:
    """Measure a packed file by unpacking it, in memory that does not grow."""
    found, unpacker, at = _Found(end=begin), zlib.decompressobj(-zlib.MAX_WBITS), begin
    while window := packed[at : at + WINDOW]:
        at += len(window)
        while window:
            try:
                piece = unpacker.decompress(window, OUTPUT)
            except zlib.error:
                return found
            found.size += len(piece)
            found.checksum = zlib.crc32(piece, found.checksum)
            window = unpacker.unconsumed_tail
            found.end = at - len(window) - len(unpacker.unused_data)
            if unpacker.eof:
                found.whole = True
                return found
            if found.size > harmless and found.size > ratio * (found.end - begin):
                return found
    return found


def _stored(packed: mmap.mmap, begin: int, size: int) -> _Found:
    """Measure a file that is not packed."""
    there = min(size, len(packed) - begin)
    checksum = 0
    for at in range(begin, begin + there, OUTPUT):
        checksum = zlib.crc32(packed[at : min(at + OUTPUT, begin + there)], checksum)
    return _Found(there, checksum, begin + there, there == size)


def _entry(header: tuple[int, ...], name: bytes, at: int, begin: int, found: _Found) -> bytes:
    """A line of the table of contents."""
    _, version, system, flags, method, time, date = header[:7]
    packed = ENTRY.pack(
        b"PK\x01\x02", version, system, version, system, flags & ~SIZES_FOLLOW, method, time, date,
        found.checksum, found.end - begin, min(found.size, LARGEST), len(name), 0, 0, 0, 0, 0, at,
    )  # fmt: skip
    return packed + name


class _Joined(io.RawIOBase):
    """A file and what is missing at its end."""

    def __init__(self, path: Path, rest: bytes) -> None:
        self._file = path.open("rb")
        self._length = path.stat().st_size
        self._rest = rest
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        start = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._length + len(self._rest)}[whence]
        self._at = max(0, start + offset)
        return self._at

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        wanted = len(buffer)
        if self._at < self._length:
            self._file.seek(self._at)
            found = self._file.read(min(wanted, self._length - self._at))
        else:
            found = self._rest[self._at - self._length : self._at - self._length + wanted]
        buffer[: len(found)] = found
        self._at += len(found)
        return len(found)

    def close(self) -> None:
        self._file.close()
        super().close()
