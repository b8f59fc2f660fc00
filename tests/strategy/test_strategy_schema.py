"""The editors' schema says what the reader says."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from heard.strategy.interview import blank
from heard.strategy.read import read_strategy
from heard.strategy.schema import schema

EXAMPLE = (Path(__file__).parent / "example.yaml").read_text("utf-8")


def fits(value: Any, asked: dict[str, Any]) -> bool:
    """Whether a value satisfies the few words of JSON Schema that ours uses; a new word fails here."""
    assert set(asked) <= {
        "$schema", "title", "description", "type", "pattern", "properties", "additionalProperties", "required",
        "items", "anyOf", "propertyNames",
    }  # fmt: skip
    kinds = {
        "string": str, "integer": int, "number": int | float, "boolean": bool, "null": type(None), "object": dict,
        "array": list,
    }  # fmt: skip
    named = [asked["type"]] if isinstance(asked.get("type"), str) else asked.get("type", list(kinds))
    if not any(isinstance(value, kinds[name]) for name in named):
        return False
    if "anyOf" in asked and not any(fits(value, each) for each in asked["anyOf"]):
        return False
    if isinstance(value, str):
        return bool(re.search(asked.get("pattern", ""), value))
    if isinstance(value, list):
        return all(fits(each, asked.get("items", {})) for each in value)
    if isinstance(value, dict):
        known, others = asked.get("properties", {}), asked.get("additionalProperties", {})
        return (
            set(asked.get("required", ())) <= set(value)
            and all(fits(name, asked.get("propertyNames", {})) for name in value)
            and all(
                fits(each, known[name]) if name in known else others is not False and fits(each, others)
                for name, each in value.items()
            )
        )
    return True


def as_an_editor_sees(text: str) -> Any:
    """Dates are texts to the language servers of editors, as they are in JSON."""
    return json.loads(json.dumps(YAML(typ="safe", pure=True).load(text), default=str)) or {}


@pytest.mark.parametrize(
    "text",
    [
        EXAMPLE,
        blank(),
        "channels: linkedin",
        "channels: [x]",
        "channels: {x: }",
        "objectives: [a]",
        "give: a",
    ],
)
def test_what_the_reader_takes_fits(text):
    assert read_strategy(text)[1] == ()
    assert fits(as_an_editor_sees(text), schema())


@pytest.mark.parametrize(
    "text",
    [
        "objectivs: []", "time: 6 h", "hour: 12.000 EUR", "me: [ines]", "review: sometimes", "name: [a]", "give: {a: b}",
        "meet: [plant managers]", "meet: [{at: x}]", "objectives: [{what: x}]", "objectives: [{name: a, by: soon}]",
        "channels: {x: {fro: a}}", "channels: {x: {rapport: five}}", "channels: {x: {money: 40 EUR}}", "accept: {C4: x}",
    ],
)  # fmt: skip
def test_what_the_reader_refuses_does_not_fit(text):
    assert read_strategy(text)[1]
    assert not fits(as_an_editor_sees(text), schema())


def test_every_key_is_described():
    def described(part: Any) -> None:
        for name, each in part.get("properties", {}).items() if isinstance(part, dict) else ():
            assert each["description"], name
        for each in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
            described(each)

    described(schema())
    assert json.loads(json.dumps(schema())) == schema()
