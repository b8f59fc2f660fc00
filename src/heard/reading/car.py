"""Repositories of the AT Protocol: CAR files, their blocks, and the tree that gives each record its name.

A CAR (version 1) is a header that names the root, then blocks; each is led by its length and by its CID, the hash of what it
holds. The root is the commit: whose repository it is and where its tree begins. A node of the tree (`l`, then entries of `p`, `k`,
`v`, `t`) leads to smaller names, then lists names, each without what it shares with the one before, then what lies between.

Blocks are listed once and decoded when they are asked for, so that a file that breaks off or has a damaged block gives the rest.
"""

from __future__ import annotations

import hashlib
import mmap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import msgspec

from heard.reading.archive import Member

MAX_BYTES = 2 << 30
"""Of a repository inside a zip, which has to fit in memory; one on disk is not loaded."""
MAX_HEADER = 1 << 16
MAX_BLOCK = 4 << 20
"""The network takes no record above 1 MiB."""
MAX_DEPTH = 64
"""A tree of a million names has ten levels."""
SHA_256 = b"\x01\x71\x12\x20"
"""How the CID of every block that the network makes begins: version 1, DAG-CBOR, SHA-256 of 32 bytes."""
CID_BYTES = len(SHA_256) + 32
ROOTS = b"\xa2\x65roots"
ALPHABET = "234567abcdefghijklmnopqrstuvwxyz"
TID_LENGTH = 13
Content = bytes | mmap.mmap


class Commit(msgspec.Struct):
    """Whose repository it is, and where its tree begins."""

    did: str
    version: int
    data: bytes
    rev: str = ""


class Entry(msgspec.Struct):
    """A name in a node of the tree."""

    p: int
    k: bytes
    v: bytes
    t: bytes | None = None


class Node(msgspec.Struct):
    """A node of the tree."""

    e: list[Entry]
    l: bytes | None = None  # noqa: E741  # the format's own name


@dataclass(slots=True)
class Repository:
    """A repository whose blocks are listed."""

    content: Content
    root: bytes
    blocks: dict[bytes, tuple[int, int]]
    """Where each block begins and ends."""
    problems: list[str] = field(default_factory=list)
    reached: set[bytes] = field(default_factory=set)
    missing: int = 0
    """Blocks that were asked for and are not there."""

    def block(self, cid: bytes) -> object:
        """What a block holds.

        Raises:
            ValueError: it is not there, or damaged.
        """
        place = self.blocks.get(cid)
        if place is None:
            self.missing += 1
            raise ValueError("it is missing")
        self.reached.add(cid)
        held = self.content[place[0] : place[1]]
        if cid.startswith(SHA_256) and hashlib.sha256(held).digest() != cid[len(SHA_256) :]:
            raise ValueError("it is damaged")
        return _decoded(held)

    def commit(self) -> Commit:
        """Whose repository it is.

        Raises:
            ValueError: the file does not say.
        """
        return msgspec.convert(self.block(self.root), Commit)

    def records(self, node: bytes) -> Iterator[tuple[str, bytes]]:
        """The name and the CID of every record below a node, in the order of names."""
        for name, cid in self._walk(node, 0):
            yield name.decode("utf-8", "replace"), cid

    def _walk(self, cid: bytes, depth: int) -> Iterator[tuple[bytes, bytes]]:
        if cid in self.reached or depth > MAX_DEPTH:
            self.problems.append("A part of the index leads back to itself; it was left out.")
            return
        try:
            node = msgspec.convert(self.block(cid), Node)
        except ValueError as error:
            self.problems.append(
                f"A part of the index could not be read ({error}); the records in it are lost."
            )
            return
        if node.l is not None:
            yield from self._walk(node.l, depth + 1)
        name = b""
        for entry in node.e:
            name = name[: entry.p] + entry.k
            yield name, entry.v
            if entry.t is not None:
                yield from self._walk(entry.t, depth + 1)


def is_repository(head: bytes) -> bool:
    """Whether a file begins as a CAR does."""
    return ROOTS in head[:12]


@contextmanager
def opened(member: Member) -> Iterator[Repository]:
    """The repository in a file.

    Raises:
        ValueError: it is none.
    """
    path = member.on_disk
    if path is not None and member.size:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            yield listed(content)
    elif member.size > MAX_BYTES:
        raise ValueError("it is too large to be read inside a zip; unpack the zip and add the file")
    else:
        yield listed(member.read())


def listed(content: Content) -> Repository:
    """The blocks of a CAR, up to where it breaks off.

    Raises:
        ValueError: it has no header.
    """
    length, at = _number(content, 0)
    if not 0 < length <= MAX_HEADER or at + length > len(content):
        raise ValueError("it has no header")
    header = _decoded(content[at : at + length])
    roots = header.get("roots") if isinstance(header, dict) else None
    if not isinstance(roots, list) or not roots or not isinstance(roots[0], bytes):
        raise ValueError("its header names no root")
    repository = Repository(content, roots[0], {})
    at += length
    while at < len(content):
        try:
            length, start = _number(content, at)
            begin = _after_cid(content, start)
        except ValueError:
            begin = start = length = 0
        at = start + length
        if not start <= begin <= at <= len(content) or not 0 < length <= MAX_BLOCK:
            repository.problems.append("The file breaks off or is damaged; what came before was read.")
            break
        repository.blocks[content[start:begin]] = (begin, at)
    return repository


def written(key: str) -> int | None:
    """When a record was written, as its key says [us, UTC]; None where the key is no timestamp.

    >>> written("3ke6kg3wk2222")
    1700000000000000
    >>> written("self")
    """
    if len(key) != TID_LENGTH or key[0] not in ALPHABET[:16] or any(letter not in ALPHABET for letter in key):
        return None
    number = 0
    for letter in key:
        number = number << 5 | ALPHABET.index(letter)
    return number >> 10


def _decoded(block: bytes) -> object:
    """The value in a block.

    Raises:
        ValueError: it is damaged.
    """
    import libipld  # noqa: PLC0415  # only who has a repository needs it

    try:
        value: object = libipld.decode_dag_cbor(block)
    except RecursionError as error:
        raise ValueError("it is too deep to be a record") from error
    return value


def _number(content: Content, at: int) -> tuple[int, int]:
    """A number of seven bits a byte, smallest first, and where it ends."""
    number = 0
    for shift, byte in enumerate(content[at : at + 9]):
        number |= (byte & 0x7F) << 7 * shift
        if byte < 0x80:
            return number, at + shift + 1
    raise ValueError("it holds a number without an end")


def _after_cid(content: Content, at: int) -> int:
    """Where a CID ends."""
    if content[at : at + len(SHA_256)] == SHA_256:
        return at + CID_BYTES
    if content[at : at + 2] == b"\x12\x20":
        return at + 34
    for _ in range(3):
        _, at = _number(content, at)
    length, at = _number(content, at)
    return at + length
