r"""decisions.yaml: what the user says of who is who. It outranks what exports seem to say, and it survives whatever is imported.

>>> decisions, problems = read_decisions('people:\n  - same: ["email:sam@harrow.example", "linkedin:sam-ito"]')
>>> decisions[0].kind, decisions[0].accounts
('same', ('email:sam@harrow.example', 'linkedin:sam-ito'))

One decision stands on each line, with accounts as network:handle. A line is added and taken away as text, so that everything else in
the file stays as the user wrote it, letter for letter.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Literal, get_args

from heard.model import HeardError, Problem
from heard.strategy.tree import Node, Unreadable, plant

Word = Literal["same", "different", "split", "person", "robot", "private"]
WORDS: tuple[Word, ...] = get_args(Word)
FEWEST = {"same": 2, "different": 2}
"""Accounts that a decision needs at least; otherwise one."""
FILE = "decisions.yaml"
KEY = "people"
HEADER = f"""\
# What you said about who is who. It outranks what your exports seem to say. One decision a line; delete a line to take it back.
#   same: these are one person      different: these are not      split: only your own “same” joins these to anything
#   person: this is somebody        robot: this is nobody        private: not named among voices, nor quoted
{KEY}:
"""
OWN = re.compile(rf'  - ({"|".join(WORDS)}): (\["[ -~\u00a1-\ud7ff]*"\])(?:  # [ -~\u00a1-\ud7ff]*)?')
"""A line as we write it, whose accounts JSON and YAML read alike."""
ACCOUNT = re.compile(r"[a-z][a-z0-9+_-]*:.+")


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that the user says of some accounts."""

    kind: Word
    """same and different: of each other; split: no evidence joins them to anything; person and robot: what they are;
    private: not to be named among voices, nor quoted."""
    accounts: tuple[str, ...]
    """As in linkedin:sam-ito."""
    line: int = field(default=0, compare=False)
    """Where it stands in the file."""

    @property
    def meaning(self) -> tuple[Word, tuple[str, ...]]:
        """What is equal in two decisions that say the same."""
        return self.kind, tuple(sorted(self.accounts))


def read_decisions(source: str | bytes, path: str = FILE) -> tuple[tuple[Decision, ...], tuple[Problem, ...]]:
    """The decisions in a text, and what could not be read of it or contradicts itself, in the order of the lines."""
    decisions = _as_written(source)
    problems: list[Problem] = []
    if decisions is None:
        decisions = []
        try:
            tree = plant(source, "list of decisions")
        except Unreadable as error:
            return (), (Problem(path=path, why=error.why, line=error.line),)
        for read in _entries(tree):
            if isinstance(read, Decision):
                decisions.append(read)
            else:
                problems.append(Problem(path=path, why=read[1], line=read[0]))
    problems += [
        Problem(path=path, why=f"{what} at once, by {_lines(lines)}; delete what is wrong", line=lines[-1])
        for what, lines in contradictions(decisions)
    ]
    return tuple(decisions), tuple(sorted(problems, key=lambda problem: problem.line or 0))


def parties(decisions: Iterable[Decision]) -> dict[str, str]:
    """Who stands for each account of a decision: the first of those that the user says are the same."""
    first: dict[str, str] = {}

    def root(account: str) -> str:
        while first.setdefault(account, account) != account:
            account = first[account]
        return account

    for decision in decisions:
        ends = sorted({root(account) for account in decision.accounts})
        if decision.kind == "same":
            first.update(dict.fromkeys(ends, ends[0]))
    return {account: root(account) for account in sorted(first)}


def unlike(decisions: Iterable[Decision]) -> set[tuple[str, str]]:
    """Pairs of accounts that are different persons, as the user says."""
    return {
        pair
        for decision in decisions
        if decision.kind == "different"
        for pair in combinations(sorted(set(decision.accounts)), 2)
    }


def stated(decisions: Iterable[Decision]) -> dict[str, bool]:
    """Accounts of which the user says whether they are a person."""
    return {
        account: each.kind == "person"
        for each in decisions
        if each.kind in ("person", "robot")
        for account in each.accounts
    }


def left_alone(decisions: Iterable[Decision]) -> tuple[str, ...]:
    """Accounts of people who are not to be named among voices, nor quoted."""
    return tuple(account for each in decisions if each.kind == "private" for account in each.accounts)


def contradictions(decisions: Iterable[Decision]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """What cannot be, as in “a:1 and b:2 are the same and different”, and the lines that say so together."""
    decisions = list(decisions)
    party = parties(decisions)
    for one, other in sorted(unlike(decisions)):
        if party[one] == party[other]:
            apart = [each.line for each in decisions if (one, other) in unlike([each])]
            joined = [
                each.line
                for each in decisions
                if each.kind == "same" and party[each.accounts[0]] == party[one]
            ]
            yield f"{one} and {other} are the same and different", tuple(sorted({*apart, *joined}))
    kinds: dict[str, dict[str, int]] = {}
    for each in decisions:
        if each.kind in ("person", "robot"):
            for account in each.accounts:
                kinds.setdefault(account, {})[each.kind] = each.line
    for account, lines in sorted(kinds.items()):
        if len(lines) > 1:
            yield f"{account} is a person and a robot", tuple(sorted(lines.values()))


def with_decisions(text: str, added: Sequence[tuple[Decision, str]]) -> str:
    """The text with more decisions, after the last one.

    Args:
        text: of the file; empty where there is none yet.
        added: what is said, and whom it is about, which becomes a comment.

    Raises:
        HeardError: they contradict others, or the list is not written as one decision a line.
    """
    before = _sound(text)
    decisions = [replace(decision, line=0) for decision, _ in added]
    for what, numbers in contradictions([*before, *decisions]):
        raise HeardError(
            f"That contradicts {_lines(number for number in numbers if number)} of {FILE}: with it, {what} at once. "
            "Take one of them back first; see: heard decisions"
        )
    lines = (text or HEADER).split("\n")
    place, indent = _end(text or HEADER, lines)
    ending = "\r" if lines[0].endswith("\r") else ""
    if place == len(lines) or (place == len(lines) - 1 and lines[place] == ""):
        lines[place:] = [""]
    lines[place:place] = [
        f"{indent}- {decision.kind}: [{', '.join(map(_quoted, decision.accounts))}]{f'  # {_visible(about)}' if about else ''}{ending}"
        for decision, about in added
    ]
    return _checked("\n".join(lines), [*before, *decisions])


def without_decision(text: str, decision: Decision) -> str:
    """The text without one decision; empty where nothing is left but what `with_decisions` began the file with.

    Raises:
        HeardError: the list is not written as one decision a line.
    """
    before = _sound(text)
    lines = text.split("\n")
    starts = [each.line - 1 for each in before]
    begins = decision.line - 1
    ends = min((start for start in starts if start > begins), default=_end(text, lines)[0])
    while ends > begins + 1 and not lines[ends - 1].strip().split("#")[0]:
        ends -= 1
    del lines[begins:ends]
    left = "\n".join(lines)
    return "" if left == HEADER else _checked(left, [each for each in before if each.line != decision.line])


def _as_written(source: str | bytes) -> list[Decision] | None:
    """The decisions of a file in which all lines are as we write them, a hundred times faster than by YAML; None of any other."""
    try:
        text = source if isinstance(source, str) else source.decode("utf-8")
        lines = text.split("\n")
        first = next(number for number, line in enumerate(lines) if line.strip() and not line.startswith("#"))
        decisions = []
        for number, line in enumerate(lines[first + 1 :], start=first + 2):
            if match := OWN.fullmatch(line):
                accounts = json.loads(match[2])
                if len(set(accounts)) < FEWEST.get(match[1], 1) or not all(map(ACCOUNT.fullmatch, accounts)):
                    return None
                kind = next(word for word in WORDS if word == match[1])
                decisions.append(Decision(kind, tuple(accounts), number))
            elif line.strip():
                return None
    except (ValueError, StopIteration):
        return None
    return decisions if lines[first] == f"{KEY}:" else None


def _entries(tree: Node) -> Iterator[Decision | tuple[int, str]]:
    if tree.kind == "nothing":
        return
    if tree.kind != "map":
        yield tree.line, f"the file begins with “{KEY}:” and a list of decisions"
        return
    seen = False
    for key, value in tree.pairs:
        if key.text != KEY:
            yield key.line, f"“{key.text}” is not a key of {FILE}; the key is {KEY}"
        elif seen:
            yield key.line, f"“{KEY}” stands twice; put all decisions under the first"
        elif value.kind == "list":
            yield from map(_decision, value.parts)
        elif value.kind != "nothing":
            yield value.line, "write one decision on each line, after a dash"
        seen = seen or key.text == KEY


def _decision(node: Node) -> Decision | tuple[int, str]:
    pairs = list(node.pairs) if node.kind == "map" else []
    if len(pairs) != 1 or pairs[0][0].text not in WORDS:
        return node.line, f"a decision is one of {', '.join(WORDS)}, with a colon and accounts in brackets"
    (key, value), *_ = pairs
    written = value.parts if value.kind == "list" else [value]
    accounts = [_account(each.text) for each in written]
    kind = next(word for word in WORDS if word == key.text)
    if not all(accounts):
        return node.line, f"“{kind}” names accounts, as in [email:sam@harrow.example, linkedin:sam-ito]"
    if len(set(accounts)) < FEWEST.get(kind, 1):
        return node.line, f"“{kind}” needs two accounts that are not one"
    return Decision(kind, tuple(accounts), node.line)


def _account(text: str) -> str:
    """An account as the ledger names it; a bare address is one of mail. Empty where it is none."""
    text = text.strip()
    if ACCOUNT.fullmatch(text):
        return text
    return f"email:{text.lower()}" if "@" in text and ":" not in text else ""


def _sound(text: str) -> list[Decision]:
    decisions, problems = read_decisions(text)
    if problems:
        raise HeardError(in_one_sentence(problems))
    return list(decisions)


def in_one_sentence(problems: tuple[Problem, ...]) -> str:
    """What is wrong with the file, as the error of whoever needs it whole."""
    more = f" ({len(problems) - 1} more: heard decisions)" if problems[1:] else ""
    return f"{FILE}, line {problems[0].line or 1}: {problems[0].why}{more}."


def _end(text: str, lines: list[str]) -> tuple[int, str]:
    """Behind which line a decision is added, counted from 0, and its indent."""
    own = _as_written(text)
    if own is not None:
        return (own[-1].line if own else lines.index(f"{KEY}:") + 1), "  "
    tree = plant(text, "list of decisions")
    node = next((value for key, value in tree.pairs if key.text == KEY), None) if tree.parts else None
    if node is None:
        while lines and not lines[-1].strip():
            lines.pop()
        lines += [f"{KEY}:", ""]
        return len(lines) - 1, "  "
    key_line = next(key.line for key, _ in tree.pairs if key.text == KEY)
    if node.kind == "nothing":
        return key_line, "  "
    last = lines[node.parts[-1].line - 1] if node.parts else ""
    dash = re.match(r"(\s*)- ", last)
    if not dash:
        raise HeardError(f"{FILE}, line {key_line}: write one decision on each line, after a dash.")
    ends = min((key.line - 1 for key, _ in tree.pairs if key.line > node.line), default=len(lines))
    while ends > node.parts[-1].line and not lines[ends - 1].strip().split("#")[0]:
        ends -= 1
    return ends, dash[1]


def _checked(text: str, wanted: list[Decision]) -> str:
    """The text, if it says what it should: a file in a style that we did not foresee is left alone."""
    decisions, problems = read_decisions(text)
    if problems or [each.meaning for each in decisions] != [each.meaning for each in wanted]:
        raise HeardError(
            f"{FILE} is written in a way that cannot be continued; put one decision on each line."
        )
    return text


def _lines(numbers: Iterable[int]) -> str:
    *others, last = map(str, sorted(set(numbers)))
    return f"lines {', '.join(others)} and {last}" if others else f"line {last}"


def _quoted(account: str) -> str:
    """An account as YAML takes it, whatever letters it has."""
    return re.sub(r"[^\x20-\x7e]", _escaped, json.dumps(account, ensure_ascii=False))


def _escaped(letter: re.Match[str]) -> str:
    return letter[0] if letter[0].isprintable() else f"\\U{ord(letter[0]):08x}"


def _visible(about: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in about).split())
