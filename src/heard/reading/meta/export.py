"""An export of Meta's as a whole: which of its files are read, which are left alone, and what became of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any, cast

import msgspec

from heard.model import Export, FileSeen, Interaction, Problem, Profile, Record
from heard.reading.archive import Archive, DamagedError, Member
from heard.reading.meta.chats import Chats
from heard.reading.meta.documents import (
    BOM,
    CHAT,
    LIST,
    PAGE,
    SECRET_CHAT,
    UNREADABLE,
    Document,
    Listed,
    listed,
    look,
    stem,
)
from heard.reading.meta.names import Names
from heard.reading.meta.network import ending

Fact = Interaction | str
"""What a reader makes of a record: a fact, or what the record is if it is left out."""
Reader = Callable[[Any, Any], Iterator[Fact]]
"""What a record of a reading is. It raises `ValueError` with the reason if the record cannot be understood."""

MEDIA = {
    ".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".bmp", ".mp4", ".mov", ".webm", ".avi", ".3gp", ".m4a", ".mp3",
    ".aac", ".wav", ".ogg", ".opus", ".srt", ".vtt", ".svg", ".ico", ".css", ".js", ".pdf", ".doc", ".docx", ".xls",
    ".xlsx", ".ppt", ".pptx", ".zip", ".vcf", ".ics",
}  # fmt: skip
JUNK = {"__macosx", ".ds_store", "thumbs.db", "desktop.ini"}
LEFT_ALONE_IN_BOTH = {
    "no-data.txt": "a section without anything in it",
    "*.jpg, *.mp4 and the like": "pictures, films, sounds and papers; Heard reads words",
    "start_here.html": "the maker's own way in",
    "__MACOSX/*": "left behind by the computer, not by the network",
}


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of file is known and read."""

    what: str
    name: str
    """As the newest era spells it."""
    keys: frozenset[str]
    """First fields, without the number of a version."""
    stems: frozenset[str]
    """Names in all eras, which alone tell one bare list from another."""
    read: Reader | None = None
    """None for messages, which have a reader of their own, and for the file that only tells of the owner."""

    @property
    def tells_owner(self) -> bool:
        """Whether it holds nothing but whose export it is."""
        return self.read is None and not self.keys & {CHAT, SECRET_CHAT}


def kind(what: str, name: str, keys: str, stems: str, read: Reader | None = None) -> Kind:
    """One line of a table of kinds; keys and names are set apart by spaces."""
    names = {stem(f"{each}.json") for each in (name.rpartition("/")[2].removesuffix(".json"), *stems.split())}
    return Kind(what, name, frozenset(keys.split()), frozenset(names), read)


CHATS = kind("messages, both ways, and reactions to them", "messages/*/*/message_1.json", CHAT, "message")
SECRET_CHATS = kind(
    "encrypted messages, from Messenger's own store", "messages.zip: *_1.json", SECRET_CHAT, ""
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A file, and what is to become of it."""

    document: Document
    kind: Kind | None
    seen: FileSeen
    problem: str = ""

    @property
    def path(self) -> str:
        """Where it lies in the archive."""
        return self.document.member.path


def survey(
    archive: Archive, kinds: Iterable[Kind], left_alone: Mapping[str, str], network: str
) -> list[Placed]:
    """What each file is, by its first bytes, and by its name where many files begin alike."""
    table = [*kinds]
    folders = {
        name.removesuffix("/*").lower(): why for name, why in left_alone.items() if name.endswith("/*")
    }
    files = {stem(name): why for name, why in left_alone.items() if name.endswith(".json")}
    return [_place(member, table, folders, files, network) for member in archive.members]


def _place(
    member: Member, kinds: list[Kind], folders: Mapping[str, str], files: Mapping[str, str], network: str
) -> Placed:
    path = member.path
    nothing = Document(member, "", version=False, head=b"")
    parts = [part.lower() for part in PurePosixPath(path).parts]
    if JUNK & set(parts):
        return Placed(nothing, None, _known(path, LEFT_ALONE_IN_BOTH["__MACOSX/*"]))
    if ending(path) in MEDIA:
        return Placed(nothing, None, _known(path, LEFT_ALONE_IN_BOTH["*.jpg, *.mp4 and the like"]))
    if parts[-1] in {"no-data.txt", "no-data.json"}:
        return Placed(nothing, None, _known(path, LEFT_ALONE_IN_BOTH["no-data.txt"]))
    try:
        document = look(member)
    except DamagedError as error:
        why = f"It is damaged ({error}) and was not read; download the export again."
        return Placed(nothing, None, FileSeen(path=path, status="failed"), why)
    named = next((each for each in kinds if document.stem in each.stems), None)
    if document.key == PAGE:
        return _page(document, named)
    if left := files.get(document.stem, ""):
        return Placed(document, None, _known(path, left))
    found = next((each for each in kinds if document.key in each.keys), None)
    if found is None and (document.key == LIST or document.version):
        found = named  # Meta wraps lists that were bare, and numbers their fields anew
    if found:
        return Placed(replace(document, head=document.head[:600]), found, FileSeen(path=path, status="read"))
    if named and ending(path) == ".json":
        why = (
            f"None of its fields is one that Heard knows of this file; {network} may have changed its export."
        )
        if not document.head:
            why = "It is empty; download the export again."
        return Placed(document, None, FileSeen(path=path, status="failed", what=named.what), why)
    if left := next((folders[part] for part in reversed(parts[:-1]) if part in folders), ""):
        return Placed(document, None, _known(path, left))
    what = f"not a file that Heard knows of {network}"
    return Placed(document, None, FileSeen(path=path, status="unknown", what=what))


def _page(document: Document, named: Kind | None) -> Placed:
    path = document.member.path
    if named or ending(path) == ".json":
        what = f"{named.what}, as a web page" if named else "a web page where data should be"
        return Placed(document, None, FileSeen(path=path, status="failed", what=what))
    return Placed(document, None, _known(path, "a web page of the export, made to be looked at"))


def _known(path: str, why: str) -> FileSeen:
    return FileSeen(path=path, status="known", what=why)


def read_export(
    archive: Archive,
    export: Export,
    network: str,
    shape: type[msgspec.Struct],
    readings: Callable[[Names], Any],
) -> Iterator[Record]:
    """Everything in an export, file by file, then everybody met and the owner.

    Args:
        archive: where it lies.
        export: what was learned of it: its files as `placed`, its `owner`, and its `chats`.
        network: as people write it.
        shape: of the records of its lists.
        readings: makes what the records are read with.
    """
    placed = cast("list[Placed]", export.context["placed"])
    owner, chats = cast("Profile", export.context["owner"]), cast("Chats", export.context["chats"])
    reading = readings(chats.names)
    yield from pages_instead(placed, network)
    if why := nothing_in_it(placed, network):
        yield Problem(path=archive.path.name, why=why)
    for each in placed:
        yield from read_file(each, shape, chats, reading)
    yield from chats.names.people.values()
    if owner.account:
        yield owner


def pages_instead(placed: list[Placed], network: str) -> Iterator[Problem]:
    """One sentence, however many web pages stand where JSON should."""
    pages = [each.path for each in placed if each.seen.status == "failed" and each.document.key == PAGE]
    if pages:
        yield Problem(
            path=pages[0],
            why=f"This is the export in HTML ({len(pages):,} pages of it), which is made to be looked at; ask {network} for it again "
            "and choose JSON as the format.",
        )


def nothing_in_it(placed: list[Placed], network: str) -> str:
    """Why an export brings no facts though nothing in it is wrong; empty if it may bring some."""
    if any(each.kind and each.kind.name != "" for each in placed) or any(
        each.seen.status == "failed" for each in placed
    ):
        return ""
    return f"None of its files is one that Heard reads; {network} sends large exports as several zips: add the others as well."


def read_file(placed: Placed, shape: type[msgspec.Struct], chats: Chats, reading: Any) -> Iterator[Record]:
    """The facts of one file, its problems and its `FileSeen`."""
    kind_of, path = placed.kind, placed.path
    if kind_of is None:
        if placed.problem:
            yield Problem(path=path, why=placed.problem)
        yield placed.seen
        return
    left_out: Counter[str] = Counter()
    rows = 0
    found: Listed[Any]
    try:
        if kind_of.tells_owner:
            yield from _owner_file(placed)
            return
        if kind_of in {CHATS, SECRET_CHATS}:
            found, facts = chats.read(placed.document)
        else:
            found = listed(placed.document.member, shape)
            facts = _facts(found, kind_of, reading, path)
        for fact in facts:
            if isinstance(fact, str):
                left_out[fact] += 1
            else:
                rows += 1
                yield fact
    except DamagedError as error:
        yield Problem(path=path, why=f"It is damaged ({error}) and was not read; download the export again.")
        yield FileSeen(path=path, status="failed", what=kind_of.what)
        return
    yield from found.problems
    told = ", ".join(f"{what} ({count:,})" for what, count in sorted(left_out.items()))
    empty = "" if rows or left_out or found.bad else "it holds no rows"
    words = [kind_of.what, told and f"left out: {told}", empty]
    failed = found.bad and not rows and not left_out
    yield FileSeen(
        path=path, status="failed" if failed else "read", rows=rows, what="; ".join(filter(None, words))
    )


def _owner_file(placed: Placed) -> Iterator[Record]:
    """What became of the file that was read to know whose export it is."""
    what = placed.kind.what if placed.kind else ""
    try:
        msgspec.json.decode(placed.document.member.read().removeprefix(BOM))
    except UNREADABLE as error:
        yield Problem(path=placed.path, why=f"It is damaged ({error}); download the export again.")
        yield FileSeen(path=placed.path, status="failed", what=what)
    else:
        yield FileSeen(path=placed.path, status="read", what=what)


def _facts(found: Listed[Any], kind_of: Kind, reading: Any, path: str) -> Iterator[Fact]:
    """What the records are; those that cannot be understood are told beside those that could not be decoded."""
    for number, (name, record) in enumerate(found.records, 1):
        try:
            reading.within = name
            yield from kind_of.read(reading, record)  # type: ignore[misc]
        except UNREADABLE as error:
            found.fail(path, None, f"Record {number:,} {error}; the others were read.")
