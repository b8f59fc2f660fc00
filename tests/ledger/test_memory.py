"""What an import may hold in memory, and what becomes of one that needs more."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from heard.ledger import engines
from heard.ledger.engines import DuckDB
from heard.ledger.store import Ledger
from heard.model import Export, HeardError, Interaction


@pytest.fixture
def ledger(tmp_path, monkeypatch):
    monkeypatch.setattr(engines, "IMPORT_MEMORY", "24MB")
    monkeypatch.setattr(engines, "READING_MEMORY", "16MB")
    opened = Ledger(DuckDB(tmp_path / "heard.duckdb"))
    yield opened
    opened.close()


def letters(number: int, letters_each: int):
    lot = random.Random(1)
    for key in range(number):
        text = lot.randbytes(letters_each // 2).hex()
        yield Interaction(key=f"{key}", kind="mail", channel="email", actor="email:a@b.example", text=text)


def add(ledger: Ledger, facts) -> None:
    ledger.add(
        Export(source="mbox"), facts, path="a", sha256="a", imported_at=datetime(2026, 11, 1, tzinfo=UTC)
    )


def test_texts_larger_together_than_an_import_may_hold_are_kept(ledger):
    add(ledger, letters(40, 1 << 20))
    assert ledger.rows("select count(*), cast(sum(length(text)) as bigint) from interactions") == [
        (40, 40 << 20)
    ]


def test_an_import_that_finds_no_memory_says_so_and_changes_nothing(ledger):
    before = ledger.fingerprint()
    with (
        pytest.raises(HeardError, match=r"could not be written .* nothing was changed"),
        ledger._engine.transaction(),
    ):
        ledger.rows("select list(repeat(cast(range as text), 100)) from range(1000000)")
    assert ledger.fingerprint() == before
