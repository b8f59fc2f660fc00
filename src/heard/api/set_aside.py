"""today.txt: what the user has done, or put off. One line a thing; delete a line to see it again.

    done        a3f2c1  unanswered-question Sam Ito
    2026-11-29  b771e0  tie-gone-quiet Dana Reyes

A day is the one on which the line comes back.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from heard.model import Problem
from heard.strategy.whole import write_whole

FILE = "today.txt"
HEADER = "; What you have done or put off. Delete a line to see it again.\n"
LINE = re.compile(r"(?P<when>done|\d{4}-\d\d-\d\d)\s+(?P<name>[0-9a-f]{6})(?:\s+.*)?")
MOST_BYTES = 4 << 20
"""Ten years of thirty lines a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """What is not to be shown."""

    done: frozenset[str] = frozenset()
    """Names of lines that never come back."""
    until: Mapping[str, date] = field(default_factory=dict)
    """The day on which a line comes back, by its name."""
    problems: tuple[Problem, ...] = ()


def read_set_aside(home: Path) -> SetAside:
    """What a home folder says."""
    path = home / FILE
    if not path.is_file():
        return SetAside()
    with path.open("rb") as file:
        text = file.read(MOST_BYTES).decode("utf-8-sig", "replace")
    done: set[str] = set()
    until: dict[str, date] = {}
    problems: list[Problem] = []
    for number, said in enumerate(text.splitlines(), start=1):
        line = said.partition(";")[0].strip()
        if not line:
            continue
        found = LINE.fullmatch(line)
        day = _day(found["when"]) if found else None
        if found and found["when"] == "done":
            done.add(found["name"])
        elif found and day:
            until[found["name"]] = day
        else:
            why = f"“{line[:60]}” is not a line of {FILE}; write “done” or a day, and the name of a line, as in: done a3f2c1"
            problems.append(Problem(path=FILE, line=number, why=why))
    return SetAside(done=frozenset(done), until=until, problems=tuple(problems))


def set_aside(home: Path, name: str, when: date | None, what: str) -> None:
    """Write down that a line is done, or on which day it comes back.

    Args:
        home: the folder.
        name: of the line.
        when: the day; None where it is done.
        what: the line in words, so that the file can be read.
    """
    path = home / FILE
    text = path.read_text("utf-8") if path.is_file() else HEADER
    kept = [
        line
        for line in text.splitlines()
        if not ((found := LINE.fullmatch(line.strip())) and found["name"] == name)
    ]
    words = " ".join(what.replace(";", ",").split())
    kept.append(f"{when.isoformat() if when else 'done':<10}  {name}  {words}")
    write_whole(path, "\n".join(kept) + "\n")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
