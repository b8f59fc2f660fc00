"""The engines that can hold a ledger: DuckDB in one file, PostgreSQL for a team.

An engine runs SQL that is the same text everywhere, with parameters written ``$name``, and takes Arrow tables in bulk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal
from pathlib import Path
from typing import Any, Protocol

import duckdb
import pyarrow as pa

from heard.ledger.shelf import Shelf
from heard.model import HeardError

Row = tuple[Any, ...]
IMPORT_MEMORY = "192MB"
"""What the engine may hold while it imports; with the reader's own that keeps a mailbox of any size below 600 MB."""
READING_MEMORY = "64MB"
"""What it may hold as long as the source reads, which remembers much itself; more holds blocks that are written already, and is no faster."""
FETCHED = 50_000
"""Rows that become columns at once."""
SLOW_COMPRESSION = "dict_fsst,fsst"
"""Packing text this way makes the file half as large and takes a third of an import's time."""


class Engine(Protocol):
    """What a ledger asks of its engine."""

    def rows(self, sql: str, **parameters: object) -> list[Row]:
        """Run one statement and return all its rows; decimals of an average come back as floats."""

    def columns(self, sql: str) -> pa.Table:
        """Run one statement without parameters and return all its rows as an Arrow table."""

    def script(self, sql: str) -> None:
        """Run several statements that take no parameters and give no rows."""

    @property
    def stage(self) -> duckdb.DuckDBPyConnection:
        """A DuckDB in which arriving facts are made into rows."""

    def pour(self, table: str, sql: str, parameters: dict[str, object], arriving: pa.Table) -> None:
        """Append what a query of the stage gives, of the table `arriving`; its columns bear the names of the ledger's table."""

    def transaction(self) -> Any:
        """All or nothing: a context manager."""

    def beside_reader(self) -> Any:
        """Within a transaction, while a source reads: a context manager."""

    @property
    def shelf(self) -> Shelf | None:
        """Where temporary tables are kept from one opening to the next; None where they are not."""

    def close(self) -> None:
        """Let go of the ledger."""


class DuckDB:
    """One file on this machine."""

    shelf: Shelf | None

    def __init__(self, path: Path | None) -> None:
        """Open the file, or a ledger in memory.

        Raises:
            HeardError: another program holds it, or the file is no ledger.
        """
        self.shelf = None
        if path is None:
            self._connection = duckdb.connect()
            return
        try:
            self._connection = duckdb.connect()
            # Written so that the oldest DuckDB we support can still open it.
            escaped = str(path).replace("'", "''")
            self._connection.execute(f"attach '{escaped}' as ledger (storage_version 'v1.5.0')").fetchall()
            self._connection.execute("use ledger").fetchall()
            self._connection.execute(f"set disabled_compression_methods = '{SLOW_COMPRESSION}'").fetchall()
            # What does not fit into memory goes beside the ledger, not into whatever folder one stands in.
            self._connection.execute(f"set temp_directory = '{escaped}.tmp'").fetchall()
            self.shelf = Shelf(self._connection, path)
        except duckdb.IOException as error:
            if holder := re.search(r"PID (\d+)", str(error)):
                raise HeardError(
                    f"Another program (process {holder[1]}) has the ledger {path} open; wait until it is done, then try again."
                ) from error
            raise HeardError(f"The ledger {path} cannot be opened: {str(error).splitlines()[0]}") from error

    def rows(self, sql: str, **parameters: object) -> list[Row]:
        """Run one statement and return all its rows."""
        found = self._connection.execute(sql, _used(sql, parameters)).fetchall()
        return [_plain(row) for row in found]

    def columns(self, sql: str) -> pa.Table:
        """Run one statement and return all its rows as columns."""
        return self._connection.sql(sql).to_arrow_table()

    def script(self, sql: str) -> None:
        """Run several statements."""
        for statement in self._connection.extract_statements(sql):
            self._connection.execute(statement).fetchall()

    @property
    def stage(self) -> duckdb.DuckDBPyConnection:
        """The ledger's own connection, so that rows are made where they stay."""
        return self._connection

    def pour(self, table: str, sql: str, parameters: dict[str, object], arriving: pa.Table) -> None:
        """Append what a query gives."""
        answer(self._connection, f"insert into {table} by name {sql}", parameters, arriving)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. One thread: what several save in waiting they cost twice over in work, and a source leaves none waiting.

        The end has all memory: a commit holds the texts of the last rows at once, and gives up where they do not fit.
        """
        try:
            self._connection.execute("set threads = 1").fetchall()
            self._connection.execute(f"set memory_limit = '{IMPORT_MEMORY}'").fetchall()
            self._connection.execute("begin").fetchall()
            yield
            self._connection.execute("reset memory_limit").fetchall()
            self._connection.execute("commit").fetchall()
        except (duckdb.IOException, duckdb.OutOfMemoryException, duckdb.TransactionException) as error:
            self._roll_back()
            raise HeardError(
                f"The ledger could not be written ({str(error).splitlines()[0]}); nothing was changed."
            ) from error
        except BaseException:
            self._roll_back()
            raise
        finally:
            with suppress(duckdb.Error):  # a broken connection has no more to say than the error on its way
                self._connection.execute("reset threads").fetchall()
                self._connection.execute("reset memory_limit").fetchall()

    @contextmanager
    def beside_reader(self) -> Iterator[None]:
        """In less memory: what is poured is in the file soon, and would be kept beside it until there is no room."""
        self._connection.execute(f"set memory_limit = '{READING_MEMORY}'").fetchall()
        yield
        self._connection.execute(f"set memory_limit = '{IMPORT_MEMORY}'").fetchall()

    def _roll_back(self) -> None:
        try:
            self._connection.execute("rollback").fetchall()
        except duckdb.Error:
            return  # the transaction is already gone

    def close(self) -> None:
        """Write the log into the file, in no more memory than an import takes, and let go of it."""
        with suppress(duckdb.Error):  # what ended the work is on its way already
            self._connection.execute(f"set memory_limit = '{IMPORT_MEMORY}'").fetchall()
        self._connection.close()


class Postgres:
    """A ledger that a team shares. Needs ``pip install 'heard[postgres]'``."""

    shelf = None
    """Each of the team would overwrite what another keeps."""

    def __init__(self, address: str) -> None:
        """Connect to ``postgresql://…``.

        Raises:
            HeardError: the driver is not installed, or nobody answers at the address.
        """
        try:
            import psycopg  # noqa: PLC0415 - only a team's ledger needs it
        except ImportError as error:
            raise HeardError(
                "A PostgreSQL ledger needs its driver: pip install 'heard[postgres]'."
            ) from error
        self.stage = duckdb.connect()
        try:
            self._connection = psycopg.connect(address, autocommit=True)
        except psycopg.Error as error:
            raise HeardError(f"PostgreSQL did not let us in: {str(error).strip().splitlines()[0]}") from error

    def rows(self, sql: str, **parameters: object) -> list[Row]:
        """Run one statement and return all its rows."""
        used = _used(sql, parameters)
        text = re.sub(r"\$(\w+)", r"%(\1)s", sql.replace("%", "%%")) if used else sql
        cursor = self._connection.execute(text, used or None)
        return [_plain(row) for row in cursor.fetchall()] if cursor.description else []

    def columns(self, sql: str) -> pa.Table:
        """Run one statement and return all its rows as columns."""
        cursor = self._connection.execute(sql)
        names = [column.name for column in cursor.description or ()]
        parts = [
            pa.table(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))
            for rows in iter(lambda: cursor.fetchmany(FETCHED), [])
        ]
        return (
            pa.concat_tables(parts, promote_options="default")
            if parts
            else pa.table({name: [] for name in names})
        )

    def script(self, sql: str) -> None:
        """Run several statements."""
        self._connection.execute(sql)

    def pour(self, table: str, sql: str, parameters: dict[str, object], arriving: pa.Table) -> None:
        """Append what a query of the stage gives, by COPY."""
        columns = answer(self.stage, sql, parameters, arriving)
        names = ", ".join(columns.column_names)
        with self._connection.cursor().copy(f"copy {table} ({names}) from stdin") as copy:
            for batch in columns.to_batches(max_chunksize=10_000):
                for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    copy.write_row(row)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing."""
        with self._connection.transaction():
            yield

    @contextmanager
    def beside_reader(self) -> Iterator[None]:
        """As it is: the server's memory is its own."""
        yield

    def close(self) -> None:
        """Close the connection."""
        self.stage.close()
        self._connection.close()


def answer(
    connection: duckdb.DuckDBPyConnection,
    sql: str,
    parameters: dict[str, object],
    arriving: pa.Table,  # noqa: ARG001 - the engine finds it by its name
) -> Any:
    """What a statement that names the table `arriving` gives, if it gives anything.

    A table that is registered becomes an entry of the catalogue, which keeps it to the end of the transaction, even where another
    takes its name: a mailbox would be in memory whole. One that is found among the variables is let go with the statement.
    """
    found = connection.sql(sql, params=parameters)
    return None if found is None else found.to_arrow_table()


def _used(sql: str, parameters: dict[str, object]) -> dict[str, object]:
    """The parameters that the statement names; engines refuse others."""
    named = set(re.findall(r"\$(\w+)", sql))
    return {name: value for name, value in parameters.items() if name in named}


def _plain(row: Row) -> Row:
    """The same row whichever engine gave it: averages of integers are decimals on one and floats on another."""
    return tuple(float(value) if isinstance(value, Decimal) else value for value in row)
