"""YAML 1.2 as a tree of plain text in which every node knows its line.

Nothing is constructed and nothing is expanded: a value stays the text that the user wrote, and an alias is refused, so that a
file of ten lines cannot grow to a thousand million.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, Protocol

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    DocumentStartEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

MOST_BYTES = 200_000
"""A strategy is a page or two; YAML is read at about 150,000 bytes a second, so this is a second and a half."""
DEEPEST = 12
"""The format itself needs five."""


class Unreadable(Exception):  # noqa: N818 - it is not a fault of ours but a property of the file
    """The file as a whole cannot be read: on which line, and why."""

    def __init__(self, why: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(why)
        self.why, self.line, self.column = why, line, column


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of YAML: nothing, a text, a list of nodes, or a map whose parts are key and value in turn."""

    kind: Literal["nothing", "text", "list", "map"]
    line: int
    column: int
    text: str = ""
    parts: list[Node] = field(default_factory=list)

    @property
    def pairs(self) -> Iterator[tuple[Node, Node]]:
        """Key and value of a map."""
        return zip(self.parts[::2], self.parts[1::2], strict=True)

    @property
    def empty(self) -> bool:
        """Whether nothing was written here, however deep the empty keys and dashes go."""
        values = self.parts[1::2] if self.kind == "map" else self.parts
        return not self.text.strip() and all(value.empty for value in values)


def plant(source: str | bytes, what: str = "strategy") -> Node:
    """The tree of a file that holds one of what is said; raises `Unreadable` with one plain sentence."""
    text = _decoded(source, what)
    top = Node("list", 1, 1)
    growing = [top]
    try:
        for event in YAML(typ="safe", pure=True).parse(text):
            if isinstance(event, CollectionEndEvent):
                growing.pop()
            elif isinstance(event, DocumentStartEvent) and top.parts:
                raise Unreadable(
                    f"a second document begins here; keep one {what} in the file and delete this “---”",
                    *_place(event.start_mark),
                )
            elif isinstance(event, NodeEvent):
                node = _node(event)
                growing[-1].parts.append(node)
                if node.kind in {"list", "map"}:
                    growing.append(node)
                    if len(growing) > DEEPEST:
                        raise Unreadable(
                            "brackets or dashes stand too deep inside each other here; is one not closed?",
                            node.line,
                            node.column,
                        )
    except ReaderError as error:
        code = error.character if isinstance(error.character, int) else ord(error.character)
        raise Unreadable(
            f"the character U+{code:04X} cannot stand in a text file like this; delete it",
            text.count("\n", 0, error.position) + 1,
        ) from error
    except MarkedYAMLError as error:
        opened = error.context in {"while scanning a quoted scalar", "while parsing a flow node"}
        mark = error.context_mark if opened else error.problem_mark
        raise Unreadable(_plain(error), *_place(mark or error.problem_mark)) from error
    except (
        ValueError,
        ArithmeticError,
    ) as error:  # ruamel.yaml lets chr() speak for a character that is none
        raise Unreadable("a backslash inside quotes names a character that does not exist") from error
    return top.parts[0] if top.parts else Node("nothing", 1, 1)


def _decoded(source: str | bytes, what: str) -> str:
    if len(source) > MOST_BYTES:
        raise Unreadable(
            f"the file is larger than {MOST_BYTES // 1000} kB, which no {what} is; is it another file?"
        )
    if isinstance(source, str):
        return source.removeprefix("\ufeff")
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            "the text is not in UTF-8; save the file again with the encoding UTF-8", line
        ) from error


def _node(event: NodeEvent) -> Node:
    line, column = event.start_mark.line + 1, event.start_mark.column + 1
    if isinstance(event, AliasEvent):
        raise Unreadable(
            f"“*{event.anchor}” repeats another part of the file, which is not followed here; write it out "
            "(or put the star in quotes)",
            line,
            column,
        )
    if isinstance(event, ScalarEvent):
        nothing = event.style is None and event.value in {"", "~", "null", "Null", "NULL"}
        return Node("nothing" if nothing else "text", line, column, "" if nothing else event.value)
    if isinstance(event, SequenceStartEvent):
        return Node("list", line, column)
    assert isinstance(event, MappingStartEvent)
    return Node("map", line, column)


class _Mark(Protocol):
    line: int
    column: int


def _place(mark: _Mark | None) -> tuple[int | None, int | None]:
    return (mark.line + 1, mark.column + 1) if mark else (None, None)


SAID = (
    (r"mapping values are not allowed", "YAML takes the colon here for the end of a key; put the whole value in quotes, or indent this line like its neighbours"),
    (r"found character '(\\t|\t)'", "there is a tab here; indent with spaces"),
    (r"found character '(.)' that cannot start", "a value cannot begin with “{0}”; put it in quotes"),
    (r"could not find expected ':'", "a key has no colon after it"),
    (r"found unexpected end of stream", "a quotation mark is opened and never closed"),
    (r"expected ',' or '(.)'", "a bracket that was opened before is not closed with “{0}”, or a comma is missing"),
    (r"expected the node content, but found '<stream end>'", "a bracket is opened and never closed"),
    (r"expected the node content, but found '(.)'", "“{0}” stands where a value should"),
    (r"unknown escape character '(.)'", "“\\{0}” inside double quotes means nothing; use single quotes"),
    (r"but found '<scalar>'", "text follows where the value has ended; put the whole value in quotes, and write a quotation mark inside it twice"),
    (r"expected <block end>|'<block", "this line is not indented like its neighbours"),
)  # fmt: skip
"""What ruamel.yaml says, and what it means to a person."""


def _plain(error: MarkedYAMLError) -> str:
    said = " ".join(str(part) for part in (error.context, error.problem) if part)
    for pattern, meaning in SAID:
        if match := re.search(pattern, said):
            return meaning.format(*match.groups())
    return f"this is not YAML ({' '.join(said.split())}); look at this line and the one above"
