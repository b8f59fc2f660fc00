"""Whatever is done to an export, each of its records is read, or its loss is told: no silence, no invention, no crash.

Every golden case, of every source, found by folder. After each mutation:

- nothing is raised but a `HeardError`, and each file of the archive is told of once;
- the same facts are read, or what is not the same is named: by a new problem, by a file that is unknown or failed, by what a file's
  own line says was left out, or by nobody claiming the export, which adding answers with an error;
- where a field is missing, or a text breaks off, facts may say less, but none at another time or of another amount is made up.

An export that gives no facts is not kept, and adding it exits with 2.

Of each case as many mutations are tried as time allows, chosen by its name; `HEARD_MUTATIONS=all` tries every one (two minutes).
"""

from __future__ import annotations

import os
import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fnmatch import fnmatchcase
from pathlib import Path

import msgspec
import pytest
from mutations import DATA, Files, Mutation, ending, files_of, mutations, wrappings

from heard.model import Columns, Fact, FileSeen, HeardError, Problem, Profile
from heard.reading.archive import open_archive
from heard.sources import sources

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/*/export"))
CANNOT_TELL = {
    "edit_info": "X: the only sign that two posts are versions of one",
    "subtype": "Slack: the only sign that a message is a huddle, which has times of its own",
    "Fecha": "Analytics: a table without days is one of the whole period",
    "date": "Telegram: a reaction's own time; messages have a second one",
}
"""Fields without which nobody can know that something is missing."""
COLUMN_BY_COLUMN = {"Traffic", "Expense"}
"""Facts of which a row holds several, each in a column that one may leave out: without a column of costs there are none."""
MOST = 100_000 if os.environ.get("HEARD_MUTATIONS") else 30


@dataclass
class Told:
    """All that one reading of an export tells."""

    claimed: bool = False
    facts: list[Fact] = field(default_factory=list)
    files: list[FileSeen] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: tuple[str, ...] = ()
    members: frozenset[str] = frozenset()

    def file(self, path: str) -> FileSeen | None:
        return next((seen for seen in self.files if seen.path == path), None)


def told(source: str, path: Path) -> Told:
    """What a source reads; a `HeardError` is as good as not claiming it."""
    try:
        archive = open_archive(path)
        export = sources()[source].recognise(archive)
    except HeardError:
        return Told()
    if export is None:
        return Told()
    found = Told(claimed=True, notes=export.notes, members=frozenset(each.path for each in archive.members))
    for record in (*archive.problems, *sources()[source].read(archive, export)):
        if isinstance(record, Columns):
            found.facts += [record.fact(**row) for row in record.table.to_pylist()]
        elif isinstance(record, Problem):
            found.problems.append(record)
        elif isinstance(record, FileSeen):
            found.files.append(record)
        else:
            found.facts.append(record)
    return found


# --- the law ---


def broken(mutation: Mutation, before: Told, after: Told) -> str:
    """What of the law a reading breaks, or nothing."""
    if not after.claimed:
        return ""
    seen = Counter(each.path for each in after.files)
    if twice := [path for path, count in seen.items() if count > 1]:
        return f"told twice of {twice}"
    if len(after.members) > 1 and (
        untold := [path for path in after.members if not any(_covers(each, path) for each in seen)]
    ):
        return f"not told of {untold}"
    was, is_now = _counted(before.facts), _counted(after.facts)
    lost, new = was - is_now, is_now - was
    if not lost + new or named(mutation, before, after):
        return ""
    if mutation.kind == "moved" and _things(before) == _things(after):
        return ""
    if mutation.kind in {"same", "moved"}:
        return f"lost {_shown(lost)}, new {_shown(new)}"
    was, is_now = _meanings(before.facts), _meanings(after.facts)
    if mutation.kind == "cut off" and not _is_text(mutation):
        return f"breaks off in silence: lost {_shown(lost)}"
    invented, gone = is_now - was, was - is_now
    gone = {each for each in gone if each[0] not in COLUMN_BY_COLUMN}
    if mended(before, after) or mutation.name.rpartition(" without ")[2] in CANNOT_TELL:
        return ""
    if invented or (gone and mutation.kind == "poorer"):
        return f"invented {[*invented]}, lost {[*gone]}"
    return ""


def _covers(told_of: str, path: str) -> bool:
    """Whether what is told of is the file, a folder or kind of files that it is of, or something packed in it."""
    inside, around = told_of.startswith(f"{path}/"), path.startswith(f"{told_of.rstrip('/')}/")
    return told_of == path or inside or around or ("*" in told_of and fnmatchcase(path, told_of))


def named(mutation: Mutation, before: Told, after: Told) -> bool:
    """Whether something is said that was not said of the sound export, of a file that was touched or of the export."""
    said = Counter((each.path, each.line, each.why) for each in before.problems)
    now = Counter((each.path, each.line, each.why) for each in after.problems)
    if now - said:
        return True
    if set(after.notes) - set(before.notes) and _meanings(before.facts) == _meanings(after.facts):
        return True  # the same was read, and why it is told otherwise is said of the export: whose it is, as a rule
    lines = {each.path: each.what for each in before.files}
    if any(each.status == "read" and lines.get(each.path, each.what) != each.what for each in after.files):
        return True  # such a line says what was left out
    for path in mutation.files:
        was, is_now = before.file(path), after.file(path)
        if is_now is None:
            continue
        if is_now.status in {"unknown", "failed"} and (was is None or was.status != is_now.status):
            return True
        if "empty" in is_now.what.split():
            return True
        if mutation.kind == "cut off" and any(each.path == path for each in after.problems):
            return True  # what was broken from the start breaks off earlier, and says so in the same words
    return False


def mended(before: Told, after: Told) -> bool:
    """Whether a mutation took away what had been wrong: a field that could not be read is not missed."""
    return bool(
        {(each.path, each.why) for each in before.problems}
        - {(each.path, each.why) for each in after.problems}
    )


def _is_text(mutation: Mutation) -> bool:
    """Whether a file of this kind may end anywhere, so that nobody can tell that it was longer."""
    return all(ending(path) not in DATA | {".gz", ".zip", ".car", ".tgz"} for path in mutation.files)


def _counted(facts: list[Fact]) -> Counter[bytes]:
    return Counter(msgspec.json.encode(fact) for fact in facts)


def _shown(facts: Counter[bytes]) -> str:
    return f"{facts.total()}: {next(iter(facts), b'').decode()[:300]}"


def _meanings(facts: list[Fact]) -> Counter[tuple[str, str, int | date | None, Decimal | float | None, str]]:
    """When each thing happened and what it was worth: what no reading may make up."""
    return Counter(
        (
            type(fact).__name__,
            fact.channel,
            getattr(fact, "happened_us", None) or getattr(fact, "day", None),
            getattr(fact, "amount", None) or getattr(fact, "hours", None),
            getattr(fact, "currency", ""),
        )
        for fact in facts
        if not isinstance(fact, Profile)
    )


# --- the cases ---


def put(folder: Path, files: dict[str, bytes | None]) -> None:
    """Write files, or remove them with the folders they leave empty."""
    for path, content in files.items():
        place = folder / path
        if content is None:
            place.unlink(missing_ok=True)
            while not any((place := place.parent).iterdir()) and place != folder:
                place.rmdir()
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)


def breaks(case: Path, folder: Path, most: int = MOST) -> dict[str, str]:
    """What of the law each mutation of a case breaks."""
    files = files_of(given(case))
    alone = len(files) == 1 and given(case).is_file()
    put(folder, files)

    def look() -> Told:
        entries = [*folder.iterdir()]
        single = alone and len(entries) == 1 and entries[0].is_file()
        return told(case.parent.name, entries[0] if single else folder)

    before = look()
    assert before.claimed
    found = {}
    for mutation in chosen(case, files, most):
        put(folder, mutation.files)
        found[mutation.name] = broken(mutation, before, look())
        put(folder, {path: files.get(path) for path in mutation.files})
    return {name: why for name, why in found.items() if why}


def chosen(case: Path, files: Files, most: int) -> list[Mutation]:
    every = [*mutations(files)]
    return random.Random(f"{case.parent.name}/{case.name}").sample(every, min(most, len(every)))


def given(case: Path) -> Path:
    """What a person adds: the one file that the export is, or the folder."""
    inside = [*(case / "export").iterdir()]
    return inside[0] if len(inside) == 1 and inside[0].is_file() else case / "export"


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_what_is_done_to_a_file_is_told(case, tmp_path):
    assert breaks(case, tmp_path) == {}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_in_whatever_it_is_packed(case, tmp_path):
    files = files_of(given(case))
    put(tmp_path / "folder", files)
    before = told(
        case.parent.name, given(case) if len(files) == 1 and given(case).is_file() else tmp_path / "folder"
    )
    place = tmp_path / f"{given(case).stem if given(case).is_file() else 'export'}.zip"
    for name, packed, is_whole in wrappings(files):
        place.write_bytes(packed)
        after = told(case.parent.name, place)
        if is_whole:
            assert _things(after) == _things(before), name
        elif after.claimed and _counted(after.facts) != _counted(before.facts):
            assert any(each.path == place.name for each in after.problems), name


def _things(found: Told) -> Counter[bytes]:
    """Everything but what is said of people, whose pages may be known by the name of a folder."""
    return _counted([fact for fact in found.facts if not isinstance(fact, Profile)])
