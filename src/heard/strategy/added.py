r"""Adding a test to strategy.yaml as text, so that everything else stays as the user wrote it, letter for letter.

>>> from datetime import date
>>> drawn = Pause(channel="x", begins=date(2026, 11, 30), blocks=(True, False), seed=7)
>>> print(with_test("level: as a fellow engineer\n", drawn), end="")
level: as a fellow engineer
tests:
  - {channel: "x", outcome: target replies, begins: 2026-11-30, weeks: 2, blocks: [on, off], seed: 7}
"""

from __future__ import annotations

import json
import re

from heard.model import HeardError
from heard.strategy import Pause
from heard.strategy.read import read_strategy
from heard.strategy.tree import Node, Unreadable, plant

KEY = "tests"


def with_test(text: str, pause: Pause) -> str:
    """The text of a strategy with one more test, behind those that stand there.

    Raises:
        HeardError: the file is written in a way that cannot be continued; it is then left as it is.
    """
    before, problems = read_strategy(text)
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(ending)
    try:
        place, indent = _end(plant(text), lines)
    except Unreadable as error:
        raise HeardError(f"strategy.yaml, line {error.line or 1}: {error.why}") from error
    lines[place:place] = [f"{indent}- {_written(pause)}"]
    added = ending.join(lines)
    after, problems_then = read_strategy(added)
    wanted = [_written(each) for each in (*before.tests, pause)]
    if [_written(each) for each in after.tests] != wanted or len(problems_then) > len(problems):
        raise HeardError(
            "strategy.yaml is written in a way that cannot be continued; put “tests:” at its end, one test a line, and try again: "
            f"- {_written(pause)}"
        )
    return added


def _written(pause: Pause) -> str:
    blocks = ", ".join("on" if on else "off" for on in pause.blocks)
    return (
        f"{{channel: {json.dumps(pause.channel)}, outcome: {pause.outcome}, begins: {pause.begins}, weeks: {pause.weeks}, "
        f"blocks: [{blocks}], seed: {pause.seed}}}"
    )


def _end(tree: Node, lines: list[str]) -> tuple[int, str]:
    """Behind which line a test is added, counted from 0, and its indent; begins the list where there is none."""
    pairs = list(tree.pairs) if tree.kind == "map" else []
    found = next(((key, value) for key, value in pairs if key.text == KEY), None)
    if found is None:
        while lines and not lines[-1].strip():
            lines.pop()
        lines += [f"{KEY}:", ""]
        return len(lines) - 1, "  "
    key, value = found
    if value.kind == "nothing":
        return key.line, "  "
    last = value.parts[-1].line if value.kind == "list" and value.parts else 0
    dash = re.match(r"(\s*)- ", lines[last - 1]) if last else None
    if not dash:
        raise HeardError(f"strategy.yaml, line {key.line}: write one test on each line, after a dash.")
    ends = min((other.line - 1 for other, _ in pairs if other.line > value.line), default=len(lines))
    while ends > last and not lines[ends - 1].strip().split("#")[0]:
        ends -= 1
    return ends, dash[1]
