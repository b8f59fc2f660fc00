r"""`heard init`: asks the questions through whoever can ask, and writes strategy.yaml with its comments.

>>> answers = interview(lambda question, trouble: {"level": "as a fellow engineer"}.get(question.key, ""))
>>> "level: \"as a fellow engineer\"" in write(answers)
True
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from heard.strategy.keys import STRATEGY
from heard.strategy.questions import PARTS, Part, Question
from heard.strategy.values import TEXT, Scalar

Ask = Callable[[Question, str], str]
"""Shows a question and what was wrong with the last answer (or nothing), and gives the answer; empty leaves it open."""
Answers = Mapping[str, Any]
"""By key: a text, a list of texts, or a list of answers; the shape of strategy.yaml, with ``who.titles`` for a key within."""

NO = {"no", "n"}
MARGIN = 34
"""Column at which a comment begins."""


def interview(ask: Ask) -> dict[str, Any]:
    """The answers to every question; a part with entries goes on until the first question of one is left open."""
    answers: dict[str, Any] = {}
    for part in PARTS:
        if not part.key:
            answers |= {question.key: _answered(ask, question, answers) for question in part.questions}
            continue
        entries = answers.setdefault(part.key, [])
        first, *others = part.questions
        while name := _answered(
            ask, first, answers, taken=[_folded(entry.get(first.key)) for entry in entries]
        ):
            entry = {first.key: name}
            for question in others:
                entry[question.key] = _answered(ask, question, answers)
                if question.key == "if" and _folded(entry["if"]) in NO:
                    break
            else:
                entries.append(entry)
            first = replace(first, before="")
    return answers


def _answered(ask: Ask, question: Question, answers: Answers, taken: list[str] | None = None) -> Any:
    """One answer that the reader will understand, or nothing."""
    known = [entry["name"] for entry in answers.get(question.among, ())]
    if question.among and not known:
        return ""
    trouble = ""
    while True:
        said = _clean(ask(question, trouble))
        pieces = [piece.strip() for piece in (said.split(question.parted) if question.parted else [said])]
        pieces = [piece for piece in pieces if piece]
        if any(question.shape.value(piece) is None for piece in pieces):
            trouble = f"write {question.shape.expected}"
        elif question.among and not set(pieces) <= set(known):
            trouble = f"choose among {', '.join(known)}"
        elif said and taken and _folded(said) in taken:
            trouble = "that name is taken; choose another"
        else:
            return pieces if question.parted else said


def blank() -> str:
    """A strategy with nothing but questions."""
    return write({})


def write(answers: Answers) -> str:
    """strategy.yaml with the answers; what was left open stays as an empty key with its question beside it."""
    lines = [
        "# A strategy is not a list of tools. The questions stand in the order in which they want to be answered:",
        "# first whom you need to meet, and only at the end which tool serves, if it does, and how.",
        "# Every key may stay empty. “heard review” tells what that costs.",
    ]
    written: set[str] = set()
    for part in PARTS:
        lines += ["", f"# {part.says}"] if part.key not in written else [f"  # {part.says}"]
        if not part.key:
            lines += [_key("", question, answers.get(question.key)) for question in part.questions]
            continue
        if part.key not in written:
            lines.append(f"{part.key}:")
        written.add(part.key)
        lines += _entries(
            part, [*answers.get(part.key, ()), *(_seen(answers) if part.key == "evidence" else ())]
        )
    accept = next(key for key in STRATEGY.keys if key.name == "accept")
    lines += [
        "",
        f"# {accept.about}",
        "accept:",
        '#   C401: {because: "trade-show season", until: 2027-01-31}',
    ]
    return "\n".join(lines) + "\n"


def _seen(answers: Answers) -> Iterator[dict[str, str]]:
    """What was said of a tool's people is evidence."""
    for channel in answers.get("channels", ()):
        if channel.get("if"):
            yield {"claim": f"the people I need to meet are on {channel['name']}", "example": channel["if"]}


def _entries(part: Part, entries: list[dict[str, Any]]) -> Iterator[str]:
    """The entries of a list, or one as an example in comments, with the questions beside it."""
    first = part.questions[0]
    mine = [entry for entry in entries if entry.get(first.key)]
    for entry in mine:
        yield from _entry(part, entry)
    if not mine:
        example = {question.key: question.example for question in part.questions}
        asked = {question.key.rpartition(".")[2]: question.ask for question in part.questions}
        for line in _entry(part, example):
            ask = asked.get(line.partition(":")[0].lstrip(" -"), first.ask if part.key == "channels" else "")
            yield f"#{line}".ljust(MARGIN) + f" # {ask}" if ask else f"#{line}"


def _entry(part: Part, entry: dict[str, Any]) -> Iterator[str]:
    first, *others = part.questions
    if part.key == "channels":
        yield f"  {_word(entry[first.key])}:"
    else:
        yield f"  - {first.key}: {_value(first.shape, entry[first.key])}"
    within = ""
    for question in others:
        outer, dot, inner = question.key.rpartition(".")
        if dot and outer != within:
            yield f"    {outer}:"
        within = outer
        if question.key != "if":
            yield _key("      " if dot else "    ", replace(question, key=inner), entry.get(question.key))


def _key(indent: str, question: Question, answer: Any) -> str:
    """A key with its answer, or empty with its question and an example beside it."""
    if answer:
        return f"{indent}{question.key}: {_written(question, answer)}"
    return (
        f"{indent}{question.key}:".ljust(MARGIN) + f" # {question.ask} {_written(question, question.example)}"
    )


def _written(question: Question, answer: Any) -> str:
    """An answer as the reader takes it."""
    if not question.parted:
        return _value(question.shape, answer)
    pieces = (
        answer if isinstance(answer, list) else [piece.strip() for piece in answer.split(question.parted)]
    )
    return f"[{', '.join(_value(question.shape, piece) for piece in pieces)}]"


def _value(shape: Scalar, answer: str) -> str:
    """A text in quotes; a day, an amount or hours as they are."""
    return (
        json.dumps(_clean(answer), ensure_ascii=False)
        if shape is TEXT or ":" in answer or "@" in answer
        else answer
    )


def _word(name: str) -> str:
    """A key as it is where YAML takes it for a word, and in quotes elsewhere."""
    return name if re.fullmatch(r"[a-z][a-z0-9_-]*", name) and name != "null" else _value(TEXT, name)


def _clean(answer: str) -> str:
    """An answer on one line, without characters that a text file cannot hold."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in answer).split())


def _folded(answer: Any) -> str:
    return answer.casefold() if isinstance(answer, str) else ""
