"""add, imports, undo, problems: what came from where, what was understood of it, and how to take it back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from shlex import quote
from typing import Any, cast

from rich.console import Console
from rich.status import Status

from heard import api
from heard.faces.formats import imported_json, kept_json, problems_json
from heard.faces.home import STRATEGY, with_home
from heard.faces.terminal import FAILED, FOUND, NOTHING
from heard.faces.terminal.screen import console, counted, line, say, say_json, say_whole
from heard.ledger.store import Imported
from heard.model import Columns, FileSeen, HeardError, Problem, Profile, Record

MOST_PROBLEMS = 5
"""Shown of one export; `heard problems` shows all."""
MOST_READ = 12
"""Files that were read, shown of one export."""
MOST_REASONS = 5
"""Why files were left alone; `heard sources` says all."""
REDRAW = 2_000
"""Facts between two looks at the progress: a terminal shows no more than ten a second anyway."""


@dataclass(frozen=True, slots=True)
class Failure:
    """An export that could not be added."""

    path: Path
    why: str
    columns: tuple[str, ...] = ()
    """Of a table that nobody knows."""


def add(home: Path, paths: list[Path], asked: api.Asked, *, dry_run: bool, as_json: bool) -> int:
    """Add exports, one after another; what fails does not keep the others out.

    Args:
        home: the home folder.
        paths: exports, or folders of them.
        asked: how they are to be read.
        dry_run: keep nothing.
        as_json: print JSON.
    """
    with api.open(home) as opened:
        done = [
            (export, add_one(opened, export, asked, dry_run=dry_run))
            for path in paths
            for export in _exports_in(path)
        ]
    for export, outcome in done:
        if isinstance(outcome, Imported) and not outcome.read:
            say_whole(
                console(stderr=True),
                f"Nothing in {export} could be read, so nothing of it was kept; ask for the export again, or see: heard sources",
            )
    if as_json:
        printed = [_outcome_json(export, outcome) for export, outcome in done]
        say_json(printed[0] if len(printed) == 1 else printed)
    else:
        for export, outcome in done:
            _report(export, outcome)
        _what_next(home, [outcome for _, outcome in done], dry_run=dry_run)
    return max((_exit_code(outcome) for _, outcome in done), default=FAILED)


def list_imports(home: Path, *, as_json: bool) -> int:
    """List what came from where."""
    with api.open(home) as opened:
        kept = [kept_json(each) for each in opened.imports()]
    screen = console()
    if as_json:
        say_json(kept)
    elif not kept:
        say(
            screen,
            "Nothing has been imported yet. “heard sources” says how to get your exports, and “heard add” takes them in.",
        )
    else:
        for each in kept:
            unread = f", {counted(each['problems'], 'piece')} not understood" if each["problems"] else ""
            say(
                screen,
                (each["import"][:8], "bold"),
                f"  {each['added']}  {each['source']}  {counted(each['found'], 'fact')}, {each['new']:,} new{unread}",
                hang=10,
            )
            say(screen, each["path"], indent=10)
    return NOTHING


def undo(home: Path, name: str, *, as_json: bool) -> int:
    """Take one import back."""
    with api.open(home) as opened:
        taken = kept_json(opened.undo(name))
    if as_json:
        say_json(taken)
        return NOTHING
    screen = console()
    say(
        screen,
        f"Taken back: {counted(taken['found'], 'fact')} from {taken['source']}, added on {taken['added']}. "
        "The ledger is as if it had never been added.",
    )
    say_whole(screen, f"To bring it back: {with_home('heard add ' + quote(taken['path']), home)}")
    return NOTHING


def problems(home: Path, *, as_json: bool) -> int:
    """List every record that could not be read."""
    with api.open(home) as opened:
        found = opened.problems()
    if as_json:
        say_json([{"export": export} | problems_json((problem,))[0] for export, problem in found])
    elif not found:
        say(console(), "Everything that was added could be read.")
    else:
        for export, group in groupby(found, key=lambda each: each[0]):
            say(console(), (export, "bold"))
            say_problems(console(), (problem for _, problem in group))
    return FOUND if found else NOTHING


def say_problems(screen: Console, found: Iterable[Problem], indent: int = 2) -> None:
    """Each problem with its file and line."""
    for problem in found:
        place = f"{problem.path}:{problem.line}" if problem.line else problem.path
        say(screen, (place, "cyan"), f"  {problem.why}", indent=indent, hang=2)


def add_one(
    home: api.Home, export: Path, asked: api.Asked = api.AS_IT_IS, *, dry_run: bool = False
) -> Imported | Failure:
    """Add one export with something to look at; a failure is said at once."""
    try:
        with _progress(export) as progress:
            return home.add(export, asked, dry_run=dry_run, progress=progress)
    except (HeardError, OSError) as error:
        columns = error.columns if isinstance(error, api.UnknownTableError) else ()
        failure = Failure(export, _sentence(export, error), columns)
    say_whole(console(stderr=True), failure.why)
    return failure


def _sentence(export: Path, error: Exception) -> str:
    if isinstance(error, OSError):
        return f"{export} could not be read: {error.strerror or error}."
    return str(error)


def _exports_in(path: Path) -> list[Path]:
    """The exports of a folder; a path that cannot be looked into stands for itself, and fails when it is added."""
    try:
        return api.exports_in(path)
    except (HeardError, OSError):
        return [path]


class _Counting:
    """Shows which file is read, and how many facts so far."""

    def __init__(self, export: Path, status: Status) -> None:
        self._name = export.name
        self._status = status
        self._file = ""
        self._facts = 0
        self._shown = 0

    def __call__(self, record: Record) -> None:
        """Count a record."""
        if isinstance(record, FileSeen):
            self._file = record.path
        elif isinstance(record, Columns):
            self._facts += cast("Any", record.table).num_rows
        elif not isinstance(record, Problem | Profile):
            self._facts += 1
        if isinstance(record, FileSeen) or self._facts - self._shown >= REDRAW:
            self._shown = self._facts
            self._status.update(line(f"{self._name}  {self._file}  {counted(self._facts, 'fact')}"))


@contextmanager
def _progress(export: Path) -> Iterator[Any]:
    """Something to look at while an export is read, where there is somebody to look."""
    screen = console(stderr=True)
    if not screen.is_terminal:
        yield lambda _: None
        return
    with screen.status(line(f"{export.name}  opening")) as status:
        yield _Counting(export, status)


def _exit_code(outcome: Imported | Failure) -> int:
    if isinstance(outcome, Failure) or not outcome.read:
        return FAILED
    strange = any(file.status in {"unknown", "failed"} for file in outcome.files)
    return FOUND if outcome.problems or (strange and not outcome.again) else NOTHING


def _outcome_json(export: Path, outcome: Imported | Failure) -> dict[str, Any]:
    if isinstance(outcome, Failure):
        unknown = {"columns": list(outcome.columns), "tables": api.tables()} if outcome.columns else {}
        return {"path": str(export), "error": outcome.why} | unknown
    return {"path": str(export)} | imported_json(outcome)


def _report(export: Path, outcome: Imported | Failure) -> None:
    """The coverage of one export."""
    if isinstance(outcome, Failure):
        return
    screen = console()
    say(screen, (str(export), "bold"), f" ({outcome.source}, import {api.short(outcome.import_id)[:8]})")
    if outcome.again:
        say(
            screen,
            f"This very export was added before: {counted(outcome.known, 'fact')}, nothing new.",
            indent=2,
        )
        return
    say(
        screen,
        f"{outcome.new:,} new, {outcome.known:,} already known, {len(outcome.problems):,} not understood.",
        indent=2,
    )
    unknown = [file.path for file in outcome.files if file.status == "unknown"]
    if unknown:
        say(
            screen,
            ("UNKNOWN", "bold red"),
            f"  {counted(len(unknown), 'file')} that Heard has never seen: {', '.join(unknown[:MOST_READ])}"
            f"{f' and {len(unknown) - MOST_READ} more' if len(unknown) > MOST_READ else ''}. The network may have changed its export; "
            "what is in them was not read.",
            indent=2,
            hang=2,
        )
    failed = [file.path for file in outcome.files if file.status == "failed"]
    if failed:
        say(screen, ("Failed", "bold red"), f"  {', '.join(failed)}", indent=2, hang=2)
    if outcome.problems:
        say(
            screen,
            ("Not understood", "bold yellow"),
            f"  {counted(len(outcome.problems), 'piece')}:",
            indent=2,
        )
        say_problems(screen, outcome.problems[:MOST_PROBLEMS], indent=4)
    if len(outcome.problems) > MOST_PROBLEMS:
        say(screen, f"and {len(outcome.problems) - MOST_PROBLEMS:,} more: heard problems", indent=4)
    _report_read(screen, outcome)
    _report_left_alone(screen, outcome)
    for note in outcome.notes:
        say(screen, ("Note", "bold"), f"  {note}", indent=2, hang=2)


def _report_read(screen: Console, outcome: Imported) -> None:
    read = sorted((file for file in outcome.files if file.status == "read"), key=lambda file: -file.rows)
    for file in read[:MOST_READ]:
        say(screen, ("Read", "green"), f"  {file.path}, {counted(file.rows, 'row')}", indent=2, hang=2)
    if len(read) > MOST_READ:
        rows = sum(file.rows for file in read[MOST_READ:])
        say(screen, f"and {counted(len(read) - MOST_READ, 'file')} more, {counted(rows, 'row')}", indent=2)


def _report_left_alone(screen: Console, outcome: Imported) -> None:
    reasons = Counter(file.what for file in outcome.files if file.status == "known")
    if reasons:
        say(screen, ("Left alone", "dim"), f"  {counted(reasons.total(), 'known file')}:", indent=2)
    for why, number in reasons.most_common(MOST_REASONS):
        say(screen, f"- {why}{f', {number:,} files' if number > 1 else ''}", indent=4, hang=2)
    if len(reasons) > MOST_REASONS:
        say(
            screen,
            f"and {counted(len(reasons) - MOST_REASONS, 'other reason')}: heard sources {outcome.source}",
            indent=4,
        )


def _what_next(home: Path, outcomes: list[Imported | Failure], *, dry_run: bool) -> None:
    screen = console()
    kept = [outcome for outcome in outcomes if isinstance(outcome, Imported) and outcome.read]
    if not kept:
        return
    if dry_run:
        say(screen, "This was a dry run: the ledger is as it was. Leave out --dry-run to keep it.")
    elif (home / STRATEGY).is_file():
        say_whole(screen, f"Next: {with_home('heard review', home)}")
    else:
        say(screen, f"There is no {STRATEGY} yet to set this against.")
        say_whole(screen, f"Next: {with_home('heard init', home)}")
