r"""Reading strategy.yaml: everything that can be read, and every problem at once.

>>> strategy, problems = read_strategy("level: as a fellow engineer\nobjectivs: []")
>>> strategy.level
'as a fellow engineer'
>>> problems[0].line, problems[0].why
(2, '“objectivs” is not a key of the strategy; did you mean “objectives”? (column 1)')
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, cast

from heard.model import Problem
from heard.strategy import Strategy
from heard.strategy.keys import PAUSE, STRATEGY, Either, Many, Named, Shape, Table, homes
from heard.strategy.tree import MOST_BYTES, Node, Unreadable, plant
from heard.strategy.values import Scalar


def load_strategy(path: Path) -> tuple[Strategy, tuple[Problem, ...]]:
    """The strategy in a file; a file that cannot be opened is a problem too."""
    try:
        with path.open("rb") as file:
            source = file.read(MOST_BYTES + 1)
    except OSError as error:
        why = f"the strategy cannot be opened: {error.strerror or error}"
        return Strategy(), (Problem(path=str(path), why=why),)
    return read_strategy(source, str(path))


def read_strategy(source: str | bytes, path: str = "strategy.yaml") -> tuple[Strategy, tuple[Problem, ...]]:
    """The strategy in a text, and what could not be read of it, in the order of the lines.

    What is wrong is left out and the rest is read. A text that is not YAML at all gives the empty strategy and one problem.
    """
    reading = _Reading(path)
    try:
        tree = plant(source)
    except Unreadable as error:
        reading.say(error, error.why)
        return Strategy(), tuple(reading.problems)
    strategy = reading.strategy(tree)
    reading.problems.sort(key=lambda problem: problem.line or 0)
    return strategy, tuple(reading.problems)


class _Reading:
    """One file being read, and the problems met so far."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def say(self, where: Node | Unreadable, why: str) -> None:
        """Keep a problem."""
        column = f" (column {where.column})" if where.column else ""
        self.problems.append(Problem(path=self.path, why=why + column, line=where.line))

    def strategy(self, tree: Node) -> Strategy:
        """The whole file."""
        if tree.kind == "nothing":
            return Strategy()
        if tree.kind != "map":
            self.say(
                tree,
                f"the file is {_got(tree)}; write keys with a colon, as in “level: as a fellow engineer”",
            )
            return Strategy()
        lines = {key.text: key.line for key, _ in tree.pairs}
        strategy = cast("Strategy", self.table(tree, STRATEGY, lines=lines))
        for channel in _entries(tree, "channels"):
            self.names(channel, "for", "objective", [each.name for each in strategy.objectives])
            self.names(channel, "voice", "voice", [each.name for each in strategy.voices])
        for rule in _listed(_below(tree, "tracked")):
            self.tracked(rule, [each.name for each in strategy.channels])
        for test in _listed(_below(tree, "tests")):
            self.test(test, [each.name for each in strategy.channels])
        return strategy

    def test(self, test: Node, channels: list[str]) -> None:
        """Say what a test lacks: one that is not whole cannot be analysed as it was drawn."""
        if test.empty:
            return
        name = _name(test, PAUSE)
        if name and name.lower() not in channels:
            self.say(test, f"a test names the channel {_quoted(name)}, which the strategy does not have")
        lacks = [key for key in ("begins", "weeks", "blocks", "seed") if not _below(test, key)]
        blocks = [each.text for each in _listed(_below(test, "blocks"))]
        if lacks:
            self.say(
                test,
                f"the test {_quoted(name)} has no {_quoted(lacks[0])}; have it drawn by: heard test {name}",
            )
        elif len(blocks) % 2 or any(
            one == other for one, other in zip(blocks[::2], blocks[1::2], strict=True)
        ):
            self.say(
                test,
                f"the blocks of the test {_quoted(name)} are no pairs of on and off; write them as they were drawn",
            )
        elif (weeks := _below(test, "weeks")) and weeks.text.strip("0") == "":
            self.say(weeks, f"the test {_quoted(name)} has blocks of no weeks; write 1 or more")

    def tracked(self, rule: Node, channels: list[str]) -> None:
        """Say which rules for tracked hours can fit nothing, or name no channel."""
        if rule.kind != "map":
            return
        channel = _below(rule, "channel")
        name = " ".join(channel.text.split()).lower() if channel else ""
        if channel and name and name not in channels:
            known = _hint(name, channels) or "write it under channels first"
            self.say(
                channel,
                f"a rule for tracked hours names the channel {_quoted(channel.text)}, which the strategy does not have; {known}",
            )
        if all(key.text == "channel" or value.empty for key, value in rule.pairs):
            self.say(
                rule,
                "a rule for tracked hours names nothing to know them by; write a project, tag, domain …, as in "
                "{project: LinkedIn, channel: linkedin}",
            )

    def names(self, channel: tuple[Node, Node], key: str, noun: str, known: list[str]) -> None:
        """Say which names in a channel name nothing."""
        for node in _texts(_below(channel[1], key)):
            name = " ".join(node.text.split())
            if name and name not in known:
                self.say(
                    node,
                    f"the channel “{channel[0].text}” names the {noun} {_quoted(name)}, and no {noun} has "
                    f"that name; {_hint(name, known) or 'write it down first'}",
                )

    def value(self, node: Node, shape: Shape, what: str) -> Any:
        """What a node means, or None."""
        if node.kind == "nothing":
            return None
        match shape:
            case Scalar():
                return self.scalar(node, shape, what)
            case Many():
                return self.many(node, shape, what)
            case Named():
                return self.named(node, shape, what)
            case Either():
                return self.either(node, shape, what)
            case Table():
                return self.entry(node, shape, what)

    def scalar(self, node: Node, shape: Scalar, what: str) -> object | None:
        """One value."""
        pairs = list(node.pairs) if node.kind == "map" else []
        if len(pairs) == 1 and pairs[0][0].kind == pairs[0][1].kind == "text":
            whole = f"{pairs[0][0].text}: {pairs[0][1].text}"
            self.say(
                node, f"{what} holds a colon, which YAML takes for a key; put it in quotes: '{_short(whole)}'"
            )
            return None
        value = shape.value(node.text.strip()) if node.kind == "text" else None
        if value is None:
            self.say(node, f"{what} is {_got(node)}; write {shape.expected}")
        return value

    def many(self, node: Node, shape: Many, what: str) -> tuple[object, ...]:
        """A list; one text stands for a list of one."""
        if node.kind == "map":
            self.say(node, f"{what} is {_got(node)}; write a list, each entry on its own line after a dash")
            return ()
        read: list[object] = []
        first: dict[tuple[str, str], int] = {}
        for each in node.parts if node.kind == "list" else (node,):
            value = (
                None
                if each.empty
                else self.value(each, shape.of, what if node is each else f"an entry of {what}")
            )
            if value is None:
                continue
            if not isinstance(shape.of, Scalar):
                table = _fitting(each, shape.of)
                name = (table.noun, _name(each, table).casefold())
                if table.unique and name in first:
                    self.say(
                        each,
                        f"{table.noun} called {_quoted(_name(each, table))} stands on line {first[name]} already; "
                        "give this one another name",
                    )
                    continue
                first[name] = each.line
            read.append(value)
        return tuple(read)

    def named(self, node: Node, shape: Named, what: str) -> tuple[object, ...]:
        """A map from names to tables; a list of mere names is one too."""
        read: dict[str, object] = {}
        for key, each in self.pairs(node, what):
            if key.kind != "text" or shape.name.value(key.text.strip()) is None:
                self.say(key, f"a name in {what} is {_got(key)}; write {shape.name.expected}")
                continue
            name = " ".join(key.text.split())
            name = name if shape.name.pattern else name.lower()
            if name in read:
                self.say(key, f"{shape.of.noun} called {_quoted(name)} stands twice; the first one is read")
                continue
            named = f"{shape.of.noun.partition(' ')[2]} {_quoted(name)}"
            read[name] = self.table(each, shape.of, f"the {named}", line=key.line, **{shape.field: name})
        return tuple(read.values())

    def pairs(self, node: Node, what: str) -> Iterator[tuple[Node, Node]]:
        """Names and values, also where only names were written."""
        if node.kind == "map":
            yield from node.pairs
            return
        for each in node.parts if node.kind == "list" else (node,):
            if each.kind == "text":
                yield each, Node("nothing", each.line, each.column)
            elif each.kind != "nothing":
                self.say(each, f"an entry of {what} is {_got(each)}; write “name: {{…}}” without a dash")

    def either(self, node: Node, shape: Either, what: str) -> object | None:
        """One of several tables."""
        table = _fitting(node, shape)
        if node.kind == "map" and _below(node, table.first):
            return self.entry(node, table, what)
        begins = " or ".join(f"“{each.first}:”" for each in shape.tables)
        self.say(node, f"{what} is {_got(node)}; begin it with {begins}")
        return None

    def entry(self, node: Node, table: Table, what: str) -> object | None:
        """A table that names itself by its first key, or a bare text that stands for that key."""
        if node.kind == "text" and table.first:
            key = next(key for key in table.keys if key.name == table.first)
            return table.make(line=node.line, **{key.field or key.name: self.value(node, key.shape, what)})
        if node.kind != "map":
            self.say(
                node, f"{what} is {_got(node)}; write keys with a colon, as in {{{table.keys[0].name}: …}}"
            )
            return None
        name = _name(node, table)
        if table.first and not name:
            self.say(node, f"{table.noun} has no “{table.first}”; write “{table.first}: …”")
            return None
        noun = table.noun.partition(" ")[2] if table.first else table.noun
        return self.table(node, table, f"the {noun} {_quoted(name)}" if name else table.noun)

    def table(self, node: Node, table: Table, what: str = "", **fields: Any) -> object:
        """The noun that a map makes."""
        what = what or table.noun
        fields = {"line": node.line} | fields
        seen: dict[str, int] = {}
        if node.kind == "text" and table.first:
            fields[table.first] = node.text
        elif node.kind not in {"map", "nothing"}:
            self.say(
                node, f"{what} is {_got(node)}; write keys with a colon, as in {{{table.keys[0].name}: …}}"
            )
        for key, value in node.pairs if node.kind == "map" else ():
            known = next((each for each in table.keys if each.name == key.text), None)
            if known is None:
                self.say(key, _unknown(key, table, what))
            elif key.text in seen:
                self.say(key, f"“{key.text}” stands on line {seen[key.text]} already; the first one is read")
            else:
                seen[key.text] = key.line
                read = self.value(
                    value,
                    known.shape,
                    f"“{key.text}” of {what}" if table is not STRATEGY else f"“{key.text}”",
                )
                if read is not None:
                    fields[known.field or known.name] = read
        return table.make(**fields)


def _unknown(key: Node, table: Table, what: str) -> str:
    """What to say of a key that is not known here."""
    if key.kind != "text":
        return f"a key of {what} is {_got(key)}; write a word with a colon after it"
    names = [each.name for each in table.keys]
    said = f"{_quoted(key.text)} is not a key of {what}; "
    if places := homes(key.text):
        return said + f"it belongs to {' or '.join(place.noun for place in places)}"
    if hint := _hint(key.text, names):
        return said + hint
    return said + f"the keys are {', '.join(names)}"


def _hint(name: str, known: Iterable[str]) -> str:
    """The likely meaning of a name that is not known."""
    folded = {each.casefold(): each for each in known}
    close = get_close_matches(name.casefold(), folded, n=1)
    return f"did you mean “{folded[close[0]]}”?" if close else ""


def _fitting(node: Node, shape: Table | Either) -> Table:
    """The table whose first key stands in the map; the first table where none does."""
    if isinstance(shape, Table):
        return shape
    return next((table for table in shape.tables if _below(node, table.first)), shape.tables[0])


def _name(node: Node, table: Table) -> str:
    """What an entry calls itself."""
    found = node if node.kind == "text" else _below(node, table.first)
    return " ".join(found.text.split()) if found else ""


def _below(node: Node, key: str) -> Node | None:
    """The value of a key."""
    pairs = node.pairs if node.kind == "map" else ()
    return next((value for name, value in pairs if name.text == key), None)


def _texts(node: Node | None) -> Iterator[Node]:
    """The texts in a value that may be a list."""
    if node:
        yield from (each for each in (node, *node.parts) if each.kind == "text")


def _listed(node: Node | None) -> list[Node]:
    """The entries of a list; one that stands alone is a list of one."""
    return node.parts if node and node.kind == "list" else [node] if node else []


def _entries(tree: Node, key: str) -> Iterator[tuple[Node, Node]]:
    """Names and tables below a key."""
    node = _below(tree, key)
    return node.pairs if node and node.kind == "map" else iter(())


def _got(node: Node) -> str:
    """What was written, in words."""
    return {
        "nothing": "empty", "text": _quoted(node.text), "list": "a list", "map": "a map of keys",
    }[node.kind]  # fmt: skip


def _quoted(text: str) -> str:
    return f"“{_short(text)}”"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:57]}…"
