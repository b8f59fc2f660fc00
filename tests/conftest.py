"""Homes: one whose journal is the docstring of the test, and the example company's."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from inspect import cleandoc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from heard import api

settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

LARKFIELD = Path(__file__).parents[1] / "examples" / "larkfield"
NOW = datetime(2026, 11, 1, tzinfo=UTC)
PLAIN = """
name: Larkfield Consulting
me: [ines@larkfield.example]
objectives:
  - {name: audits, what: maintenance audits sold, measure: deals, target: 2 per quarter, by: 2027-03-31, worth: 12000 EUR}
meet:
  - segment: food plants
    who: {companies: [Northwind Foods]}
  - {person: Dana Reyes, at: Northwind Foods, why: runs three plants, through: [Sam Ito]}
begin: I would visit the maintenance evening in Graz and ask what broke last month.
level: as a fellow engineer
give: [the downtime checklist]
voices: [{name: Ines Okafor, topics: [lubrication], authority: publishes without approval}]
time: 8 h/week
hour: 90 EUR
review: every 4 weeks
channels:
  linkedin: {for: [audits], focus: what plants in Graz ask, how: answer Dana's questions the same day, hours: 2 h/week, voice: Ines Okafor, listening_since: 2024-01-01, rapport: 5}
  tradeshow: {for: [audits], focus: people at their machines, how: ask what stopped last night, hours: 1 h/week, voice: Ines Okafor, listening_since: 2024-01-01, rapport: 5}
"""


@pytest.fixture
def home(tmp_path, request):
    """An open home with a sound strategy and, as its journal, the docstring of the test."""
    (tmp_path / "strategy.yaml").write_text(PLAIN, "utf-8")
    (tmp_path / "journal.txt").write_text(cleandoc(request.function.__doc__ or ""), "utf-8")
    with api.open(tmp_path) as opened:
        yield opened


@pytest.fixture
def found(home):
    """Ask for the findings of one rule, by subject."""

    def ask(code: str) -> dict[str, str]:
        return {
            finding.subject: finding.message
            for finding in home.review(now=NOW).findings
            if finding.code == code
        }

    return ask


@pytest.fixture(scope="session")
def _imported(tmp_path_factory):
    folder = tmp_path_factory.mktemp("larkfield") / "home"
    folder.mkdir()
    for name in ("strategy.yaml", "journal.txt"):
        shutil.copy(LARKFIELD / name, folder)
    with api.open(folder) as opened:
        for export in api.exports_in(LARKFIELD / "exports"):
            opened.add(export, now=NOW)
    return folder


@pytest.fixture(scope="module")
def larkfield(_imported, tmp_path_factory):
    """The example company with all its exports imported, in a folder that is this module's own."""
    return shutil.copytree(_imported, tmp_path_factory.mktemp("larkfield") / "home")
