"""The JSON Schema of strategy.yaml, so that an editor completes keys and marks mistakes while the user types."""

from __future__ import annotations

from typing import Any

from heard.strategy.keys import STRATEGY, Either, Key, Many, Named, Shape, Table
from heard.strategy.values import COUNT, SEED, TEXT, Scalar


def schema() -> dict[str, Any]:
    """The schema, made from the same table of keys that the reader follows."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Heard strategy",
        "description": "What you want, whom you need to meet, what you give, and only then the tools.",
        **_shape(STRATEGY),
    }


def _shape(shape: Shape) -> dict[str, Any]:
    if isinstance(shape, Scalar):
        return _scalar(shape)
    if isinstance(shape, Many):
        alone = {"type": "null"} if isinstance(shape.of, Either) else _alone(shape.of)
        return {"anyOf": [{"type": "array", "items": _shape(shape.of)}, alone]}
    if isinstance(shape, Either):
        return {"anyOf": [_table(table, table.first) for table in shape.tables]}
    if isinstance(shape, Named):
        each = _table(shape.of) if not shape.of.first else {"anyOf": [_table(shape.of), _alone(shape.of)]}
        named: dict[str, Any] = {"type": "object", "additionalProperties": each}
        if shape.name.pattern:
            named["propertyNames"] = {"pattern": f"^(?:{shape.name.pattern})$"}
        return {"anyOf": [named, {"type": "array", "items": _scalar(shape.name)}, _scalar(shape.name)]}
    return {"anyOf": [_table(shape, shape.first), _alone(shape)]} if shape.first else _table(shape)


def _alone(shape: Scalar | Table) -> dict[str, Any]:
    return _scalar(shape) if isinstance(shape, Scalar) else _scalar(TEXT)


def _table(table: Table, required: str = "") -> dict[str, Any]:
    return {
        "type": ["object", "null"],
        "properties": {key.name: _shape(key.shape) | {"description": _about(key)} for key in table.keys},
        "additionalProperties": False,
        **({"required": [required]} if required else {}),
    }


def _about(key: Key) -> str:
    if isinstance(key.shape, Scalar) and key.shape.pattern:
        return f"{key.about} Write {key.shape.expected}."
    return key.about


def _scalar(scalar: Scalar) -> dict[str, Any]:
    if not scalar.pattern:
        return {"type": ["string", "number", "boolean", "null"]}
    kinds = ["string", "integer", "null"] if scalar in (COUNT, SEED) else ["string", "null"]
    return {"type": kinds, "pattern": f"^(?:{scalar.pattern})$"}
