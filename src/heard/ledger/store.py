"""The ledger: imports as one transaction each, exact undo, and questions in SQL.

>>> ledger = Ledger(DuckDB(Path("heard.duckdb")))                        # doctest: +SKIP
>>> ledger.rows("select count(*) from interactions")                     # doctest: +SKIP
[(21834,)]
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec

from heard import __version__
from heard.ledger.columns import Stage, columns_of, completed, identity
from heard.ledger.schema import BROUGHT, MIGRATIONS, VERSIONED
from heard.ledger.shelf import FEWEST
from heard.model import Columns, Export, Fact, FileSeen, HeardError, Problem, Record, micros

if TYPE_CHECKING:
    import pyarrow as pa

    from heard.ledger.engines import Engine, Row

BATCH = 20_000
"""Facts gathered before they are handed to the engine; more makes no difference to speed, less does."""
NOT_CONTENT = {"imported_us", "version", "added"}
"""Columns of `imports` that depend on when and in what order exports were added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did."""

    import_id: int
    source: str
    files: tuple[FileSeen, ...]
    problems: tuple[Problem, ...]
    new: int
    """Facts the ledger did not hold."""
    known: int
    """Facts that another import had brought already."""
    notes: tuple[str, ...] = ()
    again: bool = False
    """The very same export had been added before; nothing was read."""

    @property
    def read(self) -> int:
        """Facts that were read."""
        return self.new + self.known


class _Enough(Exception):  # noqa: N818 - it ends a transaction, and is no error
    """What was asked is answered; let everything be as it was."""


class Ledger:
    """Every fact once, in an engine."""

    def __init__(self, engine: Engine) -> None:
        """Bring the schema up to date.

        Raises:
            HeardError: a newer Heard wrote this ledger.
        """
        self._engine = engine
        self._as_it_is = True
        engine.script("create table if not exists schema_version (version integer not null)")
        version = max((row[0] for row in self.rows("select version from schema_version")), default=0)
        if version > len(MIGRATIONS):
            raise HeardError("A newer Heard wrote this ledger; update Heard to open it.")
        for number, migration in enumerate(MIGRATIONS[version:], start=version + 1):
            with engine.transaction():
                engine.script(migration)
                self.rows("insert into schema_version values ($number)", number=number)

    def rows(self, sql: str, **parameters: object) -> list[Row]:
        """The answer to a question in SQL, whole."""
        return self._engine.rows(sql, **parameters)

    def columns(self, sql: str) -> pa.Table:
        """The same as columns of Arrow, for answers of a million rows."""
        return self._engine.columns(sql)

    def script(self, sql: str) -> None:
        """Run statements that give no rows, such as those that make temporary tables."""
        self._engine.script(sql)

    def recall(self, stamp: str) -> frozenset[str]:
        """Take the temporary tables that were kept under this stamp, and name them."""
        shelf = self._engine.shelf if self._as_it_is else None
        return shelf.take_down(stamp) if shelf else frozenset()

    def keep(self, stamp: str, tables: Iterable[str]) -> None:
        """Keep these temporary tables under a stamp, where the ledger is so large that it saves time."""
        if (
            self._as_it_is
            and self._engine.shelf is not None
            and self.rows("select count(*) from interactions")[0][0] >= FEWEST
        ):
            self._engine.shelf.put_up(stamp, tables)

    def append(self, table: str, rows: pa.Table) -> None:
        """Append many rows to a temporary table at once; the columns bear the names of the table's."""
        if rows.num_rows:
            self._engine.pour(table, "select * from arriving", {}, rows)

    def close(self) -> None:
        """Let go of the engine."""
        self._engine.close()

    def add(
        self,
        export: Export,
        records: Iterable[Record],
        *,
        path: str,
        sha256: str,
        reading: str = "",
        imported_at: datetime,
        keep: bool = True,
        progress: Callable[[Record], None] = lambda _: None,
    ) -> Imported:
        """Take in an export whole, or leave the ledger as it was. An export of which nothing could be read is not kept.

        Where the user says how the same files are to be read, `reading` tells one such reading from another; the last one holds.
        """
        files, sha256 = sha256, f"{sha256} {reading}".strip()
        import_id = identity(f"{export.source}:{path if export.replaces else ''}:{sha256}")
        if self.rows("select 1 from imports where import_id = $import_id", import_id=import_id):
            return self._again(import_id)
        arrival = _Arrival(self._engine, export.source, import_id)
        with self._engine.transaction():
            self.rows(
                """
                insert into imports values ($import_id, $source, $owner, $path, $sha256, $taken_us, $imported_us, $version, $notes, 0, 0, 0)
                """,
                import_id=import_id,
                source=export.source,
                owner=export.owner,
                path=path,
                sha256=sha256,
                taken_us=micros(export.taken_at) if export.taken_at else None,
                imported_us=micros(imported_at),
                version=__version__,
                notes="\n".join(export.notes),
            )
            with self._engine.beside_reader():
                for record in records:
                    arrival.take(record)
                    progress(record)
                arrival.flush()
            found, added = self._settle(import_id)
            if not keep or not (found or export.replaces):
                self._take_back(import_id)
            else:
                if export.replaces:
                    self._take_back_earlier(import_id, export.source, path)
                self._take_back_other_readings(sha256, files)
            self.rows(
                "update imports set found = $found, added = $added, problems = $problems where import_id = $import_id",
                found=found,
                added=added,
                problems=len(arrival.problems),
                import_id=import_id,
            )
        return Imported(
            import_id=import_id,
            source=export.source,
            files=tuple(arrival.files),
            problems=tuple(arrival.problems),
            new=added,
            known=found - added,
            notes=export.notes,
        )

    def undo(self, import_id: int) -> None:
        """Take one import back exactly: the ledger is as if it had never been added."""
        with self._engine.transaction():
            self._take_back(import_id)

    @contextmanager
    def without(self, import_ids: Iterable[int]) -> Iterator[None]:
        """The ledger as if some imports had not been added yet; afterwards it is as it was, and so are the tables to ask."""
        shelf = self._engine.shelf
        if shelf is not None:
            shelf.clear()
        self._as_it_is = False
        try:
            with suppress(_Enough), self._engine.transaction():
                for import_id in import_ids:
                    self._take_back(import_id)
                yield
                raise _Enough
        finally:
            self._as_it_is = True

    def imports(self) -> list[dict[str, Any]]:
        """Every import, oldest first."""
        names = (
            "import_id",
            "source",
            "owner",
            "path",
            "taken_us",
            "imported_us",
            "found",
            "added",
            "problems",
            "notes",
        )
        found = self.rows(f"select {', '.join(names)} from imports order by imported_us, import_id")
        return [dict(zip(names, row, strict=True)) for row in found]

    def problems(self) -> list[tuple[str, Problem]]:
        """Every piece of input that could not be read, with the export it lies in."""
        found = self.rows(
            """
            select i.path, p.path, p.line, p.why
            from problems p join imports i on i.import_id = p.import_id
            order by i.imported_us, i.path, p.path, p.line
            """
        )
        return [(export, Problem(path=path, line=line, why=why)) for export, path, line, why in found]

    def fingerprint(self) -> str:
        """A hash of everything that the imports brought, whatever their order; the time of adding is left out."""
        total = hashlib.sha256()
        for table in BROUGHT:
            columns = [row[0] for row in self.rows(_COLUMNS_OF, table=table) if row[0] not in NOT_CONTENT]
            joined = " || '|' || ".join(f"coalesce(cast({column} as text), '-')" for column in columns)
            for piece, whole in self.rows(_FINGERPRINT.replace("COLUMNS", joined).replace("TABLE", table)):
                total.update(f"{table}{piece}{whole}".encode())
        return total.hexdigest()

    def _again(self, import_id: int) -> Imported:
        files = self.rows(
            "select path, status, found, what from files where import_id = $import_id order by path",
            import_id=import_id,
        )
        source, found = self.rows(
            "select source, found from imports where import_id = $import_id", import_id=import_id
        )[0]
        seen = tuple(
            FileSeen(path=path, status=status, rows=rows, what=what) for path, status, rows, what in files
        )
        return Imported(
            import_id=import_id, source=source, files=seen, problems=(), new=0, known=found, again=True
        )

    def _settle(self, import_id: int) -> tuple[int, int]:
        """Where another import holds the same fact, elect the row that counts. Returns facts found and facts added."""
        found = added = 0
        for table in VERSIONED:
            mine, shared = self.rows(_OVERLAP.replace("TABLE", table), import_id=import_id)[0]
            found += mine
            added += mine - shared
            if shared:
                self.rows(_DEMOTE.replace("TABLE", table), import_id=import_id)
                self.rows(_ELECT.replace("TABLE", table))
        if not found:  # an address book holds nothing but people
            found, known = self.rows(_PEOPLE, import_id=import_id)[0]
            added = found - known
        return found, added

    def _take_back_earlier(self, import_id: int, source: str, path: str) -> None:
        earlier = self.rows(
            "select import_id from imports where source = $source and path = $path and import_id <> $import_id",
            source=source,
            path=path,
            import_id=import_id,
        )
        for (old,) in earlier:
            self._take_back(old)

    def _take_back_other_readings(self, sha256: str, files: str) -> None:
        others = self.rows(
            "select import_id from imports where sha256 <> $sha256 and (sha256 = $files or sha256 like $files || ' %')",
            sha256=sha256,
            files=files,
        )
        for (other,) in others:
            self._take_back(other)

    def _take_back(self, import_id: int) -> None:
        for table in BROUGHT:
            self.rows(f"delete from {table} where import_id = $import_id", import_id=import_id)
        for table in VERSIONED:
            self.rows(_ELECT.replace("TABLE", table))


class _Arrival:
    """Records on their way into the engine, gathered by type."""

    def __init__(self, engine: Engine, source: str, import_id: int) -> None:
        self._engine = engine
        self._stage = Stage(engine, source, import_id)
        self._import_id = import_id
        self._waiting: dict[type, list[Fact]] = {}
        self.files: list[FileSeen] = []
        self.problems: list[Problem] = []

    def take(self, record: Record) -> None:
        if isinstance(record, Columns):
            self._load(record.fact, completed(record.fact, record.table))
        elif isinstance(record, Problem):
            self.problems.append(record)
        elif isinstance(record, FileSeen):
            self.files.append(record)
        else:
            waiting = self._waiting.setdefault(type(record), [])
            waiting.append(record)
            if len(waiting) >= BATCH:
                self._load(type(record), columns_of(waiting))
                waiting.clear()

    def flush(self) -> None:
        for fact, waiting in self._waiting.items():
            if waiting:
                self._load(fact, columns_of(waiting))
        self._waiting.clear()
        for file in self.files:
            self._engine.rows(
                "insert into files values ($import_id, $path, $status, $rows, $what)",
                import_id=self._import_id,
                **msgspec.structs.asdict(file),
            )
        for problem in self.problems:
            self._engine.rows(
                "insert into problems values ($import_id, $path, $line, $why)",
                import_id=self._import_id,
                **msgspec.structs.asdict(problem),
            )

    def _load(self, fact: type, table: pa.Table) -> None:
        self._stage.take(fact, table)


_COLUMNS_OF = (
    "select column_name from information_schema.columns where table_name = $table order by column_name"
)
_FINGERPRINT = """
select piece, md5(string_agg(hash, '' order by hash))
from (select substr(hash, 1, 2) as piece, hash from (select md5(COLUMNS) as hash from TABLE) as hashed) as pieces
group by piece
order by piece
"""
_OVERLAP = """
select count(*), count(others.id)
from TABLE as mine
left join (select distinct id from TABLE where import_id <> $import_id) as others on others.id = mine.id
where mine.import_id = $import_id
"""
_PEOPLE = """
select count(*), count(others.account)
from (select distinct account from profile_rows where import_id = $import_id and owner = 0) as mine
left join (select distinct account from profile_rows where import_id <> $import_id) as others on others.account = mine.account
"""
_DEMOTE = """
update TABLE set current = 0
where current = 1
    and id in (select id from TABLE where import_id = $import_id)
    and id in (select id from TABLE where import_id <> $import_id)
"""
_ELECT = """
update TABLE set current = 1
from (
    select r.id, r.import_id, row_number() over (partition by r.id order by i.taken_us desc nulls last, i.import_id desc) as place
    from TABLE as r join imports as i on i.import_id = r.import_id
    where r.id in (select id from TABLE group by id having max(current) = 0)
) as best
where best.place = 1 and TABLE.id = best.id and TABLE.import_id = best.import_id
"""
