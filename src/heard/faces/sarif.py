"""What `heard check` found as SARIF 2.1.0, which editors and code hosts read."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from heard import __version__
from heard.api import Checked
from heard.rules import Rule, rules
from heard.rules.remarks import Remark

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVEL = {"high": "error", "medium": "warning", "low": "note"}


def sarif(checked: dict[str, Checked]) -> dict[str, Any]:
    """One run over all files; `checked` by the name of the file."""
    said = [(name, remark) for name, found in checked.items() for remark in found.remarks]
    codes = sorted({remark.code for _, remark in said})
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "heard",
                        "semanticVersion": f"{__version__}",
                        "rules": [_rule(rules()[code]) for code in codes],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(name, remark, codes.index(remark.code)) for name, remark in said],
                "invocations": [
                    {
                        "executionSuccessful": True,
                        "toolExecutionNotifications": [
                            {"level": "note", "message": {"text": f"{name}: {why}"}}
                            for name, why in _unsaid(checked)
                        ],
                    }
                ],
            }
        ],
    }


def _unsaid(checked: dict[str, Checked]) -> list[tuple[str, str]]:
    return [(name, why) for name, found in checked.items() for why in found.not_judged] + [
        (name, f"{skipped.code}: {skipped.why}")
        for name, found in checked.items()
        for skipped in found.skipped
    ]


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": rule.summary},
        "help": {"text": rule.page},
    }


def _result(name: str, remark: Remark, index: int) -> dict[str, Any]:
    return {
        "ruleId": remark.code,
        "ruleIndex": index,
        "level": LEVEL[remark.severity],
        "message": {"text": f"{remark.message} {remark.next}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(name.replace("\\", "/"))},
                    "region": {
                        "startLine": remark.line,
                        "startColumn": remark.column,
                        "endLine": remark.last_line,
                        "endColumn": remark.last_column,
                    },
                }
            }
        ],
    }
