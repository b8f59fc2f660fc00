"""Temporary tables of a large ledger, kept in a file beside it until what they rest on changes.

What the measures look at is made from the ledger each time, which takes seconds over millions of messages. The shelf holds those
tables with a stamp that names everything they were made from; whoever has the same stamp takes them down instead. It is a copy and
nothing else: the file can be deleted at any time, and one that is damaged or half-written is made anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import duckdb

SUFFIX = ".kept"
"""Added to the name of the ledger's file."""
FEWEST = 200_000
"""A ledger with fewer interactions is looked at faster than its tables are kept [interactions]."""


class Shelf:
    """The kept tables of one ledger file."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, ledger: Path) -> None:
        """Nothing is opened before the first question."""
        self._connection = connection
        self._path = ledger.with_name(ledger.name + SUFFIX)
        self._shown: list[str] = []

    def take_down(self, stamp: str) -> frozenset[str]:
        """Put the tables that are kept under a stamp in the place of the temporary ones, and name them."""
        self.clear()
        if not self._path.is_file():
            return frozenset()
        try:
            self._attach()
            if self._ask("select stamp from shelf.stamp") == [(stamp,)]:
                for (name,) in self._ask(_TABLES):
                    self._ask(f'drop table if exists temp."{name}"')
                    self._ask(f'create temp view "{name}" as select * from shelf.main."{name}"')
                    self._shown.append(name)
        except duckdb.Error:
            self.clear()
        return frozenset(self._shown)

    def put_up(self, stamp: str, tables: Iterable[str]) -> None:
        """Keep these temporary tables, beside those that were taken down; a disk that is full costs time later and nothing else."""
        with suppress(duckdb.Error, OSError):
            if not self._shown:
                self._detach()
                self._path.unlink(missing_ok=True)
                self._attach()
            self._ask("begin")
            for name in tables:
                if name not in self._shown:
                    self._ask(f'create table shelf.main."{name}" as select * from temp."{name}"')
            if not self._shown:
                self._ask("create table shelf.main.stamp (stamp text not null)")
                self._connection.execute("insert into shelf.main.stamp values (?)", [stamp]).fetchall()
            self._ask("commit")
        with suppress(duckdb.Error):
            self._ask("rollback")

    def clear(self) -> None:
        """Take the kept tables away, so that temporary ones of these names can be made."""
        for name in self._shown:
            self._ask(f'drop view if exists temp."{name}"')
        self._shown = []
        self._detach()

    def _attach(self) -> None:
        escaped = str(self._path).replace("'", "''")
        self._ask(f"attach '{escaped}' as shelf")

    def _detach(self) -> None:
        self._ask("detach database if exists shelf")

    def _ask(self, sql: str) -> list[tuple[str, ...]]:
        return self._connection.execute(sql).fetchall()


_TABLES = "select table_name from duckdb_tables() where database_name = 'shelf' and table_name <> 'stamp' order by table_name"
