"""Each folder tests/sources/<source>/<case>/export is read as a person would add it and compared with expected.json.

`make update` rewrites expected.json; the difference is reviewed like code.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import msgspec
import pytest

from heard.model import Columns, FileSeen, Problem
from heard.reading.archive import open_archive
from heard.sources import recognise, sources

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/*/export"))


def said(case: Path) -> dict[str, Any]:
    """Everything that the one source which claims the case reads in it."""
    inside = list((case / "export").iterdir())
    alone = len(inside) == 1 and inside[0].is_file()
    archive = open_archive(inside[0] if alone else case / "export")
    exports = recognise(archive)
    assert [export.source for export in exports] == [case.parent.name], "exactly its own source must claim it"
    found: dict[str, Any] = {
        "export": {"owner": exports[0].owner, "taken_at": exports[0].taken_at, "notes": exports[0].notes}
    }
    records: list[Any] = list(archive.problems)
    for record in sources()[case.parent.name].read(archive, exports[0]):
        if isinstance(record, Columns):
            records += [record.fact(**present(row)) for row in record.table.to_pylist()]
        else:
            records.append(record)
    for name, kind in {"files": FileSeen, "problems": Problem}.items():
        found[name] = [plain(record) for record in records if isinstance(record, kind)]
    facts = [record for record in records if not isinstance(record, FileSeen | Problem)]
    for kind in sorted({type(fact).__name__ for fact in facts}):
        found[kind] = [plain(fact) for fact in facts if type(fact).__name__ == kind]
    return json.loads(msgspec.json.encode(found))


def present(row: dict[str, Any]) -> dict[str, Any]:
    """A row of columns as the fields of a fact: lists become tuples."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in row.items()}


def plain(record: msgspec.Struct) -> dict[str, Any]:
    """The fields that say something."""
    return {
        name: value
        for name in record.__struct_fields__
        if (value := getattr(record, name)) not in ("", None, (), False)
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_reads_as_expected(case):
    expected = case / "expected.json"
    found = said(case)
    if os.environ.get("HEARD_UPDATE"):
        expected.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")
    assert found == json.loads(expected.read_text("utf-8"))


def test_every_source_has_a_case():
    assert {case.parent.name for case in CASES} == set(sources())
