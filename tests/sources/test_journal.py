from __future__ import annotations

from datetime import UTC, datetime

import pytest

from heard.ledger.engines import DuckDB
from heard.ledger.store import Ledger
from heard.reading.archive import open_archive
from heard.sources import journal, recognise

NOW = datetime(2026, 11, 1, tzinfo=UTC)


def added(tmp_path, *lines):
    """Read a journal into a ledger: how many facts it took, and what could not be read."""
    path = tmp_path / "journal.txt"
    path.write_text("\n".join(("2026-01-01 email hours 1", *lines)) + "\n", "utf-8")
    archive = open_archive(path)
    (export,) = recognise(archive)
    ledger = Ledger(DuckDB(None))
    try:
        done = ledger.add(export, journal.read(archive, export), path=str(path), sha256="1", imported_at=NOW)
    finally:
        ledger.close()
    return done.new - 1, done.problems


@pytest.mark.parametrize(
    "fact", ["spend {} EUR booth", "won D1 {} EUR", "lost D1 {} EUR", 'lead "Dana Reyes" id D1 {} EUR']
)
def test_an_amount_that_the_ledger_cannot_keep_is_a_problem_of_its_line(tmp_path, fact):
    for amount in ("999999999999999.99", "7"):
        assert added(tmp_path, f"2026-03-05 tradeshow {fact.format(amount)}")[1] == ()
    for amount in ("1000000000000000", "9" * 400):
        kept, (problem,) = added(tmp_path, f"2026-03-05 tradeshow {fact.format(amount)}")
        assert kept == 0
        assert problem.line == 2
        assert "is more than any amount" in problem.why


def test_more_hours_than_a_day_has_are_a_problem_of_their_line(tmp_path):
    assert added(tmp_path, "2026-03-05 tradeshow hours 24") == (1, ())
    for hours in ("24.1", "9" * 400):
        kept, (problem,) = added(tmp_path, f"2026-03-05 tradeshow hours {hours}")
        assert kept == 0
        assert problem.line == 2
        assert "more than a day has" in problem.why
