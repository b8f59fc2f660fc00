"""Which hours count, from a journal and a tracker to the review."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from heard.faces.formats import review_json
from heard.model import Estimate

NOW = datetime(2026, 11, 1, tzinfo=UTC)
TOGGL = """User,Email,Client,Project,Task,Description,Billable,Start date,Start time,End date,End time,Duration,Tags
Ines,ines@larkfield.example,Larkfield,LinkedIn,,Posting,No,2026-03-02,08:00:00,2026-03-02,10:00:00,02:00:00,
Ines,ines@larkfield.example,Larkfield,LinkedIn,,Posting,No,2026-03-03,08:00:00,2026-03-03,09:00:00,01:00:00,
Ines,ines@larkfield.example,Larkfield,LinkedIn,,Posting,No,2026-03-09,08:00:00,2026-03-09,09:00:00,01:00:00,
Ines,ines@larkfield.example,Northwind Foods,Audit,,Line 2 and the stand,Yes,2026-03-04,08:00:00,2026-03-04,16:00:00,08:00:00,audit
"""


@pytest.fixture
def tracked(home, tmp_path):
    """The home with a tracker's export, and a way to ask it after writing rules into its strategy."""
    export = tmp_path / "exports" / "toggl.csv"
    export.parent.mkdir()
    export.write_text(TOGGL)
    home.add(export, now=NOW)
    plain = (tmp_path / "strategy.yaml").read_text("utf-8")

    def ask(rules: str = "") -> tuple[dict[str, float], dict[str, float]]:
        (tmp_path / "strategy.yaml").write_text(plain + rules, "utf-8")
        review = home.review(now=NOW)
        assert review.problems == ()
        hours = {name: each.evidence.returns.hours for name, each in review.channels.items()}
        shown = json.loads(json.dumps(review_json(review)))["not_shown"]
        assert {why: shown[f"hours {why}"] for why in review.hours_not_shown} == dict(review.hours_not_shown)
        return (
            {name: each.value for name, each in hours.items() if isinstance(each, Estimate)},
            dict(review.hours_not_shown),
        )

    return ask


def test_the_larger_record_of_a_week_counts(tracked):
    """
    2026-03-06 linkedin  hours 2.5   the whole week
    2026-03-10 linkedin  hours 1.5
    2026-03-05 tradeshow hours 4
    """
    assert tracked() == ({"linkedin": 3 + 1.5, "tradeshow": 4}, {"recorded twice": 2.5 + 1, "unmapped": 8})


def test_a_rule_holds_at_once_and_without_a_new_import(tracked):
    """
    2026-03-05 tradeshow hours 4
    """
    assert tracked("tracked: [{tag: audit, channel: tradeshow}]\n") == (
        {"linkedin": 4, "tradeshow": 8},
        {"recorded twice": 4},
    )
    assert tracked("tracked: [{client: northwind foods}]\n") == (
        {"linkedin": 4, "tradeshow": 4},
        {"elsewhere": 8},
    )
    assert tracked("tracked: [{title: the stand, client: other, channel: tradeshow}]\n")[1] == {"unmapped": 8}


def test_the_first_rule_that_fits_decides_and_stands_before_names(tracked):
    """
    2026-01-01 linkedin hours 1
    """
    first = "{client: Larkfield, channel: tradeshow}"
    assert tracked(f"tracked: [{first}, {{project: LinkedIn, channel: linkedin}}]\n")[0] == {
        "linkedin": 1,
        "tradeshow": 4,
    }


def test_nobodys_hours_but_the_journals_are_as_they_were(home):
    """
    2026-03-02 linkedin hours 1.5
    2026-03-02 linkedin hours 1.5
    """
    review = home.review(now=NOW)
    assert review.channels["linkedin"].evidence.returns.hours == Estimate(3, 3, 3, "h", 2)
    assert review.hours_not_shown == {}
