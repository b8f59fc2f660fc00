"""Which exports lie at a path, and which source reads each."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from shlex import quote

from heard.api.columns import EXAMPLE, Said, UnknownTableError, meant, parse_map, settle, shown
from heard.api.columns import FILE as COLUMNS
from heard.ledger.shelf import SUFFIX as KEPT
from heard.model import Export, HeardError
from heard.reading.archive import Archive, open_archive
from heard.reading.csv import Header, fold
from heard.reading.named import header_of, with_headings
from heard.reading.settled import KEY, Settled
from heard.sources import plain_tables, recognise, sources

Key = tuple[frozenset[str], str]

LEDGER = "heard.duckdb"
STRATEGY = "strategy.yaml"
OWN = {
    LEDGER,
    f"{LEDGER}.wal",
    f"{LEDGER}{KEPT}",
    STRATEGY,
    "decisions.yaml",
    "today.txt",
    "labels.txt",
    COLUMNS,
}
"""What a home folder holds that is no export."""


def exports_in(path: str | Path) -> list[Path]:
    """The exports in a folder: itself, where one source claims it whole; otherwise what its entries are.

    What nothing claims is given back too, so that adding it names it; a folder in which nothing is claimed stands for itself.
    """
    path = Path(path).expanduser()
    if not path.is_dir() or len(recognise(open_archive(path))) == 1:
        return [path]
    entries = sorted(
        entry for entry in path.iterdir() if not entry.name.startswith(".") and entry.name not in OWN
    )
    found = [export for entry in entries for export in (exports_in(entry) if entry.is_dir() else [entry])]
    return found if any(_claimed(export) for export in found) else [path]


def _claimed(path: Path) -> bool:
    """Whether some source knows it; what is damaged may have been an export."""
    try:
        return bool(recognise(open_archive(path)))
    except HeardError:
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the user says when adding."""

    source: str = ""
    """The source that shall read it, where more than one could."""
    map: str = ""
    """What the columns of a table are, or the name of a YAML file that says it."""
    dates: str = ""
    """day-first or month-first, where nothing in a file decides."""
    decimal: str = ""
    """comma or point, likewise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """An export, the source that claims it, and what the user said of its tables."""

    archive: Archive
    export: Export
    said: tuple[Said, ...] = ()

    @property
    def reading(self) -> str:
        """What tells this reading of the files from another one; empty where the user said nothing."""
        told = json.dumps([each.plain() for each in self.said], sort_keys=True)
        return sha256(told.encode()).hexdigest()[:16] if self.said else ""


AS_IT_IS = Asked()
"""The user says nothing: the files themselves decide."""


def recognised(path: Path, asked: Asked, known: Mapping[Key, Said]) -> Recognised:
    """The archive at a path, and what the one source that claims it says of it.

    Args:
        path: where it lies.
        asked: what the user says of it now.
        known: what the user said before of tables with some columns.

    Raises:
        UnknownTableError: it is a table whose columns nobody has named.
        HeardError: nothing recognises it, or more than one source does and `asked` names none of them.
    """
    archive = open_archive(path)
    if asked.source and asked.source not in sources():
        raise HeardError(f"Heard has no source called {asked.source}; it has {', '.join(sources())}.")
    headers = {member.path: header for member in archive.members if (header := header_of(member))}
    named = _named(path, headers, asked, known)
    archive = replace(
        archive,
        members=tuple(
            with_headings(member, plain_tables()[named[member.path].table][1], named[member.path].map)
            if member.path in named
            else member
            for member in archive.members
        ),
    )
    claims = recognise(archive)
    if named:
        readers = {plain_tables()[said.table][0] for said in named.values()}
        claims = [export for export in claims if export.source in readers]
    if asked.source:
        claims = [export for export in claims if export.source == asked.source]
    if len(claims) > 1:
        titles = " or ".join(export.source for export in claims)
        raise HeardError(f"{path} could be {titles}; say which with --as, or add its parts one by one.")
    if not claims:
        raise _unknown(path, asked, headers)
    return _settled(archive, claims[0], headers, named, asked, known)


def _named(
    path: Path, headers: Mapping[str, Header], asked: Asked, known: Mapping[Key, Said]
) -> dict[str, Said]:
    """What the user says of the columns of each table, now or before."""
    if not asked.map:
        before = {member: known.get(Said(columns=header.names).key) for member, header in headers.items()}
        return {member: said for member, said in before.items() if said and said.table}
    table, columns = parse_map(asked.map)
    wanted = {fold(column) for column in columns}
    meant = {member: header for member, header in headers.items() if wanted <= set(header.columns)} or headers
    if not meant:
        raise HeardError(f"{path} holds no table whose columns could be named; --map is for CSV files.")
    try:
        return {member: settle(header, table, columns) for member, header in meant.items()}
    except UnknownTableError as error:
        raise UnknownTableError(f"{path}: {error}", error.columns) from error


def _settled(
    archive: Archive,
    export: Export,
    headers: Mapping[str, Header],
    named: Mapping[str, Said],
    asked: Asked,
    known: Mapping[Key, Said],
) -> Recognised:
    """The export with what the user says of its dates and numbers, and what to remember of that."""
    of_source = Said(source=export.source)
    tables = [Said(columns=header.names) for member, header in headers.items() if not member.endswith(".txt")]
    told = list({each.key: each for each in [*tables, *named.values()]}.values()) or [of_source]
    told = [_with(each, known.get(each.key), asked) for each in told]
    dates = next((each.dates for each in told if each.dates), "")
    decimal = next((each.decimal for each in told if each.decimal), "")
    export.context[KEY] = Settled(dates, decimal)  # type: ignore[arg-type]
    said = tuple(each for each in told if each.table or each.dates or each.decimal)
    return Recognised(
        archive=archive,
        export=replace(export, notes=(*export.notes, *(note for each in said for note in _notes(each)))),
        said=said,
    )


def _with(said: Said, before: Said | None, asked: Asked) -> Said:
    """With what the user says of dates and numbers, now or before."""
    return replace(
        said,
        dates=asked.dates or (before.dates if before else ""),
        decimal=asked.decimal or (before.decimal if before else ""),
    )


def _notes(said: Said) -> Iterator[str]:
    """What was made of the columns, since the user should see it."""
    if not said.table:
        return
    yield f"Read as {said.table}, as you named its columns: {', '.join(f'{name} is {field}' for name, field in said.map.items())}."
    if left := [name for name in said.columns if name not in said.map]:
        yield f"Columns that have no name of a field, and were not read: {shown(left)}."


def _unknown(path: Path, asked: Asked, headers: Mapping[str, Header]) -> HeardError:
    """Why it cannot be added, and the next step."""
    tables = [header for member, header in headers.items() if not member.lower().endswith(".txt")]
    if tables and not asked.map:
        what = f"no table that {asked.source} knows" if asked.source else "a table that Heard does not know"
        return UnknownTableError(
            f"{path} is {what}. Its columns are {shown(tables[0].names)}. Say what they are, as in: heard add {quote(str(path))} {EXAMPLE}. "
            f"{meant().capitalize()} Or see: heard sources",
            tables[0].names,
        )
    what = f"an export of {asked.source}" if asked.source else "an export that Heard knows"
    return HeardError(f"{path} is not {what}; see: heard sources")
