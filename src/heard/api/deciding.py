"""What the user says of who is who: kept in decisions.yaml of the home, and taken back exactly. The ledger is never touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from heard.ledger.store import Ledger
from heard.model import HeardError, Problem
from heard.people.decisions import (
    FILE,
    Decision,
    Word,
    in_one_sentence,
    parties,
    read_decisions,
    with_decisions,
    without_decision,
)
from heard.people.find import handles_of, meant, name_of, named
from heard.strategy.whole import write_whole

MOST_BYTES = 50_000_000
"""Half a million decisions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision that was written down, stood there already, or was taken back."""

    decision: Decision
    names: tuple[str, ...] = ()
    """Whom it is about."""
    changed: bool = True
    """False where it holds without writing anything."""


def decisions_of(home: Path) -> tuple[tuple[Decision, ...], tuple[Problem, ...]]:
    """Every decision of a home, and what in its file cannot be read or contradicts itself."""
    path = home / FILE
    if not path.is_file():
        return (), ()
    with path.open("rb") as file:
        return read_decisions(file.read(MOST_BYTES))


def standing(home: Path) -> tuple[Decision, ...]:
    """The same, for whoever builds on them.

    Raises:
        HeardError: the file cannot be read whole, or contradicts itself: to guess would be to overrule the user.
    """
    decisions, problems = decisions_of(home)
    if problems:
        raise HeardError(in_one_sentence(problems))
    return decisions


def decide(ledger: Ledger, home: Path, word: Word, asked: Sequence[str]) -> Decided:
    """Write a decision down.

    Args:
        ledger: looked at, with the decisions that stand.
        home: the folder.
        word: what is said.
        asked: of whom, by name, address or account.

    Raises:
        HeardError: nobody or several are meant, or it contradicts what was said before.
    """
    before = standing(home)
    decision, names = _meant(ledger, before, word, asked)
    for each in before:
        if each.meaning == decision.meaning:
            return Decided(decision=each, names=names, changed=False)
    text = with_decisions(_read(home), [(decision, ", ".join(names))])
    _write(home, text)
    line = next(each.line for each in standing(home) if each.meaning == decision.meaning)
    return Decided(decision=replace(decision, line=line), names=names)


def note(home: Path, added: Sequence[tuple[Decision, str]]) -> None:
    """Write down decisions on accounts that are known to be meant, each with whom it is about.

    Raises:
        HeardError: they contradict what was said before.
    """
    _write(home, with_decisions(_read(home), added))


def take_back(ledger: Ledger, home: Path, word: Word, asked: Sequence[str]) -> Decided:
    """Delete a decision from the file, whose text is then as before.

    Raises:
        HeardError: no such decision stands there, or several do.
    """
    could = [set(named(ledger, each)) for each in asked]
    found = [
        each
        for each in standing(home)
        if each.kind == word and all(set(each.accounts) & accounts for accounts in could)
    ]
    if len(found) != 1:
        said = "No decision of yours says that" if not found else "More than one decision of yours says that"
        raise HeardError(
            f"{said}; they are listed, each with the command that takes it back, by: heard decisions"
        )
    _write(home, without_decision(_read(home), found[0]))
    return Decided(decision=found[0])


def _meant(
    ledger: Ledger, before: Sequence[Decision], word: Word, asked: Sequence[str]
) -> tuple[Decision, tuple[str, ...]]:
    """The decision as it is written, and the names of those it is about."""
    found = [
        meant(ledger, each, word if word in ("same", "different", "split") else "mark") for each in asked
    ]
    persons = [person for person, _ in found]
    accounts = [account for _, account in found]
    names = tuple(dict.fromkeys(name_of(ledger, person) or account for person, account in found))
    if word == "same" and len(set(persons)) == 1:
        if len(set(accounts)) == 1:
            raise HeardError(
                f"“{asked[0]}” and “{asked[-1]}” are one person already, with the account {accounts[0]}."
            )
    elif word == "different" and len(set(accounts)) == 1:
        raise HeardError(
            f"“{asked[0]}” and “{asked[-1]}” are one person here, so name two of the accounts: {', '.join(handles_of(ledger, persons[0]))}"
        )
    elif word == "split":
        accounts = _taken_apart(ledger, before, asked[0], persons[0], accounts[0])
    return Decision(word, tuple(accounts)), names


def _taken_apart(
    ledger: Ledger, before: Sequence[Decision], asked: str, person: int, account: str
) -> list[str]:
    """The one account that was asked for, or all those of a person who was."""
    every = handles_of(ledger, person)
    party = parties(each for each in before if each.kind == "same")
    own = next((each for each in before if each.kind == "same" and account in each.accounts), None)
    if len(every) == 1:
        raise HeardError(f"“{asked}” has one account only, {account}: there is nothing to split.")
    if own and {party.get(each) for each in every} == {party[account]}:
        raise HeardError(
            f"You said yourself that these are the same, on line {own.line} of {FILE}; to take it back, see: heard decisions"
        )
    return [account] if account in (asked, f"email:{asked.lower()}") else every


def _read(home: Path) -> str:
    path = home / FILE
    return path.read_bytes().decode("utf-8") if path.is_file() else ""


def _write(home: Path, text: str) -> None:
    """An empty text takes the file away."""
    if text:
        write_whole(home / FILE, text)
    else:
        (home / FILE).unlink()
