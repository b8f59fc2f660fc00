"""What is done to exports before and after Heard gets them: by people, by spreadsheets, by networks that change their minds.

A mutation gives files their new content, by path; None where a file goes. What it did not touch stays as it was.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import random
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from heard.reading.archive import open_archive
from heard.reading.csv import decode

Files = dict[str, bytes]
MOST_COLUMNS, MOST_FIELDS, MOST_CUTS = 6, 6, 4
"""Of what one could do to a file, as much is done as a test has time for, chosen by the file's name."""
PAGE = b"<!DOCTYPE html>\n<html><head><title>Your information</title></head><body><p>Nothing here.</p></body></html>\n"
TABLES = {".csv", ".tsv"}
DATA = {".json", ".js", ".xml", ".rss"}
TEXTS = TABLES | DATA | {".txt", ".ics", ".vcf", ".mbox", ".eml"}
ASSIGNMENT = re.compile(rb"\s*[\w. ]+=\s*(?=[\[{])")
ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
LONG_NUMBER = re.compile(r"\d{16,}")


@dataclass(frozen=True, slots=True)
class Mutation:
    """One thing done to an export."""

    name: str
    files: dict[str, bytes | None]
    """What the files hold afterwards."""
    kind: str
    """What sort of thing was done, on which depends what may come of it."""


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV as a spreadsheet sees it."""

    before: str
    """Lines above the header."""
    rows: list[list[str]]
    delimiter: str

    def written(self, rows: list[list[str]], delimiter: str = "", end: str = "\n") -> str:
        """The table with other rows."""
        out = io.StringIO()
        csv.writer(out, delimiter=delimiter or self.delimiter, lineterminator=end).writerows(rows)
        return self.before.replace("\n", end) + out.getvalue()


def table(content: bytes) -> Table | None:
    """The table in a file, or None where its rows are not of one length: what stands where is a guess then."""
    text = decode(content)[0].replace("\r\n", "\n")
    lines = text.splitlines(keepends=True)
    after_blanks = [at + 1 for at, line in enumerate(lines[:20]) if not line.strip() or line.startswith("#")]
    for start in (0, *after_blanks):
        sign = max(",;\t", key="".join(lines[start : start + 1]).count)
        rows = list(csv.reader(io.StringIO("".join(lines[start:]), newline=""), delimiter=sign))
        if len(rows) > 1 and {len(row) for row in rows} == {len(rows[0])} != {1}:
            return Table("".join(lines[:start]), rows, sign)
    return None


def ending(path: str) -> str:
    return PurePosixPath(path.lower()).suffix


def mutations(files: Files) -> Iterator[Mutation]:
    """Everything that is done to one export."""
    yield from folders(files)
    for path, content in files.items():
        if ending(path) in TABLES and (found := table(content)):
            yield from spreadsheet(path, found)
        if ending(path) in TEXTS and content:
            yield from encodings(path, content)
            yield from cuts(path, content)
        elif content:
            yield from cuts(path, content, 2)
        if ending(path) in TABLES | DATA and content:
            yield Mutation(f"page instead of {path}", {path: PAGE}, "same")
        if ending(path) in {".json", ".js"}:
            yield from objects(path, content)
    data = [path for path in files if ending(path) in TABLES | DATA]
    if len(data) > 1:
        yield Mutation("pages instead of all", dict.fromkeys(data, PAGE), "same")


def folders(files: Files) -> Iterator[Mutation]:
    """What people and languages do to folders."""
    tops = sorted({path.partition("/")[0] for path in files if "/" in path})
    for top in tops:
        moved = {path: content for path, content in files.items() if path.startswith(f"{top}/")}
        new = {path.replace(top, f"Ordner {len(top)}", 1): content for path, content in moved.items()}
        yield Mutation(f"{top}/ renamed", {**dict.fromkeys(moved), **new}, "moved")
    down = {f"Downloads/my export/{path}": content for path, content in files.items()}
    yield Mutation("two folders down", {**dict.fromkeys(files), **down}, "moved")


def spreadsheet(path: str, found: Table) -> Iterator[Mutation]:
    """What spreadsheets and networks do to a table."""
    head, *rows = found.rows
    chance = random.Random(path)
    place = len(head) // 2
    yield _table(
        path,
        "unknown column",
        found,
        [_with(row, place, "Zustand" if row is head else f"x{at}") for at, row in enumerate(found.rows)],
        "same",
    )
    yield _table(path, "columns turned", found, [row[::-1] for row in found.rows], "same")
    for at in sorted(chance.sample(range(len(head)), min(MOST_COLUMNS, len(head)))):
        yield _table(
            path, f"without {head[at]}", found, [[*row[:at], *row[at + 1 :]] for row in found.rows], "poorer"
        )
    strange = [f"Spalte {at}" for at in range(len(head))]
    yield _table(path, "strange header", found, [strange, *rows], "same")
    for name, shape in {"German": r"\3.\2.\1", "American": r"\2/\3/\1"}.items():
        dated = [
            [ISO_DAY.sub(shape, cell) if ISO_DAY.fullmatch(cell[:10]) else cell for cell in row]
            for row in rows
        ]
        if dated != rows:
            yield _table(path, f"{name} dates", found, [head, *dated], "same")
    if any(LONG_NUMBER.fullmatch(cell) for row in rows for cell in row):
        short = [[_scientific(cell) for cell in row] for row in rows]
        yield _table(path, "ids as Excel cuts them", found, [head, *short], "same")
    comma = [[re.sub(r"^(-?\d+)\.(\d\d)$", r"\1,\2", cell) for cell in row] for row in rows]
    if comma != rows:
        yield _table(path, "decimal commas", found, [head, *comma], "same")
    saved = codecs.BOM_UTF8 + found.written(found.rows, ";", "\r\n").encode()
    yield Mutation(f"{path} saved by a spreadsheet", {path: saved}, "same")


def _table(path: str, name: str, found: Table, rows: list[list[str]], kind: str) -> Mutation:
    return Mutation(f"{path} {name}", {path: found.written(rows).encode()}, kind)


def _with(row: list[str], place: int, cell: str) -> list[str]:
    return [*row[:place], cell, *row[place:]]


def _scientific(cell: str) -> str:
    return f"{float(cell):.5E}" if LONG_NUMBER.fullmatch(cell) else cell


def encodings(path: str, content: bytes) -> Iterator[Mutation]:
    """The same words in other bytes."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return
    yield Mutation(f"{path} with a mark", {path: codecs.BOM_UTF8 + text.encode()}, "same")
    yield Mutation(f"{path} in UTF-16", {path: text.encode("utf-16")}, "same")
    if "\r" not in text:
        yield Mutation(f"{path} with CRLF", {path: content.replace(b"\n", b"\r\n")}, "same")
    with suppress(UnicodeEncodeError):
        if not text.isascii():
            yield Mutation(f"{path} in cp1252", {path: text.encode("cp1252")}, "same")


def cuts(path: str, content: bytes, most: int = MOST_CUTS) -> Iterator[Mutation]:
    """The file breaks off."""
    chance = random.Random(path)
    for at in sorted({0, *(chance.randrange(len(content)) for _ in range(most - 1))}):
        yield Mutation(f"{path} cut at {at}", {path: content[:at]}, "cut off" if at else "same")


def objects(path: str, content: bytes) -> Iterator[Mutation]:
    """A network renames a field, wherever it stands in the file, or adds one."""
    start = ASSIGNMENT.match(content)
    before = content[: start.end()] if start else b""
    try:
        data = json.loads(content[len(before) :].removeprefix(codecs.BOM_UTF8), object_pairs_hook=_each_once)
    except ValueError:
        return
    names: dict[str, None] = {}
    holders: set[str] = set()
    _names(data, names, holders)
    fields = [*names]
    for name in random.Random(path).sample(fields, min(MOST_FIELDS, len(fields))):
        renamed = json.dumps(_renamed(data, name), ensure_ascii=False, indent=1).encode()
        yield Mutation(
            f"{path} without {name}", {path: before + renamed}, "hollow" if name in holders else "poorer"
        )
    more = json.dumps(_more(data), ensure_ascii=False).encode()
    yield Mutation(f"{path} with more fields", {path: before + more}, "same")


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object; one that names a field twice would lose the first by being written anew."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError
    return found


def _names(data: Any, names: dict[str, None], holders: set[str]) -> None:
    """Every field, and those of them that hold others."""
    if isinstance(data, dict):
        names.update(dict.fromkeys(data))
        holders |= {name for name, value in data.items() if isinstance(value, dict | list)}
        data = [*data.values()]
    if isinstance(data, list):
        for each in data:
            _names(each, names, holders)


def _renamed(data: Any, name: str) -> Any:
    if isinstance(data, dict):
        return {f"{key}_neu" if key == name else key: _renamed(value, name) for key, value in data.items()}
    return [_renamed(each, name) for each in data] if isinstance(data, list) else data


def _more(data: Any) -> Any:
    if isinstance(data, dict):
        return {**{key: _more(value) for key, value in data.items()}, "zustand_neu": {"a": [1, "b", None]}}
    return [_more(each) for each in data] if isinstance(data, list) else data


# --- archives ---


def files_of(path: Path) -> Files:
    """What a folder, a file or a zip holds, by path; a zip in it is unpacked, as Heard does."""
    return {member.path: member.read() for member in open_archive(path).members}


def zipped(files: Files) -> bytes:
    """A zip of them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, content in files.items():
            packed.writestr(zipfile.ZipInfo(path, (2026, 3, 2, 8, 30, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def wrappings(files: Files) -> Iterator[tuple[str, bytes, bool]]:
    """The export as people send it on: its name, a zip, and whether that is whole."""
    packed = zipped(files)
    yield "zipped", packed, True
    yield (
        "zipped in a folder",
        zipped({f"my export/{path}": content for path, content in files.items()}),
        True,
    )
    yield "a zip in a zip", zipped({"export.zip": packed}), True
    for part in (0.3, 0.6, 0.9, 0.99):
        yield f"a zip cut at {part}", packed[: int(len(packed) * part)], False
