"""The SQL of people and measures keeps to what means the same on every engine."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import heard

SOURCE = Path(heard.__file__).parent
FILES = sorted([*(SOURCE / "people").glob("*.py"), *(SOURCE / "measures").glob("*.py")])
DIFFERENT = {
    r"\blog\(": "ten on two engines, e on the third; write ln",
    r"\b(dayofweek|weekday|isodow)\b": "weeks begin on different days",
    r"\bepoch\w*\(": "one engine drops the fraction; use ts_us",
    r"\bregexp_\w+|\bsimilar to\b|~\s*'": "three dialects of regular expressions",
    r"\b(arg_max|arg_min|approx_count_distinct|any_value|list_\w+|hash)\(": "not known to all engines",
    r"\bon conflict\b|\bqualify\b|\bexclude\b": "not known to all engines",
    r"::": "write cast",
    r"\bwith recursive\b": "stops at a million rows on one engine",
    r"(?<![\w.])\d+\.\d+(?!e)\b": "a decimal on one engine, a double on another; write an exponent",
}
"""What gives other answers, silently or loudly, and why."""


def statements(path: Path) -> list[str]:
    """Every text in a module that holds SQL."""
    texts = [
        node.value
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    return [
        text
        for text in texts
        if re.search(r"\b(select|insert into|create temp table)\b.*\b(from|values|as)\b", text, re.DOTALL)
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("pattern", DIFFERENT)
def test_sql_is_portable(path, pattern):
    for text in statements(path):
        found = re.search(pattern, text)
        assert not found, f"{found[0]!r}: {DIFFERENT[pattern]}\n{text}"


def test_there_is_sql_to_look_at():
    assert sum(len(statements(path)) for path in FILES) > 20
