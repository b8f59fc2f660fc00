"""A large file is read in pieces that fit into memory: here every piece is tiny, and each golden export says what it says whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from heard.model import Columns, FileSeen, Problem
from heard.reading.archive import open_archive
from heard.sources import recognise, sources

HERE = Path(__file__).parent
LIMITS = {
    "heard.reading.csv_pieces.PIECE": 600,
    "heard.reading.csv_pieces.AFTER": 150,
    "heard.sources.reddit.PIECE": 0,
    "heard.reading.whatsapp.PART": 300,
    "heard.sources.whatsapp.HELD": 0,
    "heard.reading.seen.RECENT": 3,
    "heard.reading.x.posts.TABLE": 2,
    "heard.reading.telegram_runs.WHOLE": 0,
    "heard.reading.telegram_runs.BLOCK": 700,
}
FAMILIES = (
    "discord",
    "facebook",
    "flickr",
    "instagram",
    "reddit",
    "slack",
    "telegram",
    "tiktok",
    "whatsapp",
    "x",
    "youtube",
)
SAYS_MORE = {"telegram/broken-off": "Profile"}
"""The address book stands before the break: where the chats are not read at once with it, it is read."""
CASES = [path.parent for family in FAMILIES for path in sorted((HERE / family).glob("*/export"))]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_what_an_export_says_does_not_depend_on_the_size_of_the_pieces(case, monkeypatch):
    for name, limit in LIMITS.items():
        monkeypatch.setattr(name, limit)
    inside = [*(case / "export").iterdir()]
    alone = len(inside) == 1 and inside[0].is_file()
    archive = open_archive(inside[0] if alone else case / "export")
    (export,) = recognise(archive)
    facts: list[Any] = []
    seen = []
    problems = [*archive.problems]
    for record in sources()[case.parent.name].read(archive, export):
        if isinstance(record, Columns):
            facts += [record.fact(**row) for row in record.table.to_pylist()]
        elif isinstance(record, FileSeen):
            seen.append(record)
        elif isinstance(record, Problem):
            problems.append(record)
        else:
            facts.append(record)
    expected = json.loads((case / "expected.json").read_text("utf-8"))
    for kind in {type(fact).__name__ for fact in facts} | {*expected} - {"export", "files", "problems"}:
        found = [json.loads(msgspec.json.encode(said(fact))) for fact in facts if type(fact).__name__ == kind]
        if SAYS_MORE.get(f"{case.parent.name}/{case.name}") == kind:
            found = [fact for fact in found if fact in expected[kind]]
        assert sorted(found, key=str) == sorted(expected.get(kind, []), key=str)
    rows = {file["path"]: (file["status"], file.get("rows", 0)) for file in expected["files"]}
    assert {file.path: (file.status, file.rows) for file in seen} == rows
    assert {problem.path for problem in problems} == {problem["path"] for problem in expected["problems"]}


def said(fact: msgspec.Struct) -> dict[str, Any]:
    """The fields that say something."""
    return {
        name: value
        for name in fact.__struct_fields__
        if (value := getattr(fact, name)) not in ("", None, (), [], False)
    }
