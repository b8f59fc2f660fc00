"""The year's rhythm, from journals."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from heard.measures.rhythm import WEEKS
from heard.model import Export, Interaction, day_micros

NOW = datetime(2026, 11, 1, tzinfo=UTC)
ME, DANA = "email:ines@larkfield.example", "email:dana@northwind.example"


def letter(number: int, day: date, actor: str, to: str) -> Interaction:
    return Interaction(
        key=str(number),
        channel="email",
        kind="mail",
        actor=actor,
        to=(to,),
        happened_us=day_micros(day) + 3_600_000_000,
        visibility="direct",
    )


def test_hours_lie_in_their_weeks_and_a_week_without_an_entry_has_none(home):
    """
    2025-11-01 linkedin hours 9
    2025-11-02 linkedin hours 1
    2026-10-24 linkedin hours 2
    2026-10-25 linkedin hours 3
    2026-10-31 linkedin hours 4
    """
    weeks = home.review(as_of=date(2026, 10, 31)).rhythm.weeks
    assert len(weeks) == WEEKS
    assert (weeks[0].first, weeks[-1].first) == (date(2025, 11, 2), date(2026, 10, 25))
    assert [weeks[place].hours for place in (0, 1, -2, -1)] == [1, None, 2, 7]
    assert {week.wrote for week in weeks} == {None}


def test_what_came_back_counts_beside_what_was_written_and_nothing_is_no_zero(home):
    today = date(2026, 10, 31)
    letters = [
        letter(1, today - timedelta(days=6), ME, DANA),
        letter(2, today, DANA, ME),
        letter(3, today - timedelta(days=7), DANA, ME),
        letter(4, today - timedelta(days=364), ME, DANA),
        letter(5, today + timedelta(days=1), ME, DANA),
    ]
    home.ledger.add(Export(source="mbox", owner=ME), letters, path="m", sha256="m", imported_at=NOW)
    weeks = home.review(as_of=today).rhythm.weeks
    told = {place: (week.wrote, week.came) for place, week in enumerate(weeks) if week.wrote is not None}
    assert told == {WEEKS - 1: (1, 1), WEEKS - 2: (0, 1)}
