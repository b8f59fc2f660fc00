"""Every golden export and every export of the example: added twice it adds nothing, and undo takes it back exactly."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from heard.ledger.engines import DuckDB
from heard.ledger.store import Ledger
from heard.reading.archive import open_archive
from heard.sources import recognise, sources

TESTS = Path(__file__).parents[1]
CASES = sorted(path.parent for path in (TESTS / "sources").glob("*/*/export"))
EXAMPLE = TESTS.parent / "examples" / "larkfield"
EXPORTS = [*(EXAMPLE / "exports").iterdir(), EXAMPLE / "journal.txt"]
NOW = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def ledger():
    opened = Ledger(DuckDB(None))
    yield opened
    opened.close()


def add(ledger: Ledger, path: Path, name: str):
    archive = open_archive(path)
    (export,) = recognise(archive)
    records = sources()[export.source].read(archive, export)
    return ledger.add(export, records, path=str(path), sha256=name, imported_at=NOW)


@pytest.mark.parametrize(
    "path", [case / "export" for case in CASES] + EXPORTS, ids=lambda path: "/".join(path.parts[-3:])
)
def test_twice_adds_nothing_and_undo_is_exact(ledger, path):
    inside = list(path.iterdir()) if path.is_dir() else [path]
    path = inside[0] if len(inside) == 1 and inside[0].is_file() else path
    before = ledger.fingerprint()
    first = add(ledger, path, "first")
    once = ledger.fingerprint()
    assert (once == before) == (first.read == 0), "what gives no fact is not kept"
    second = add(ledger, path, "packed anew")
    assert second.new == 0
    assert second.known == first.read
    for added in (second, first):
        if added.read:
            ledger.undo(added.import_id)
    assert ledger.fingerprint() == before
