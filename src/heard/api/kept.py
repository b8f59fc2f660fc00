"""What a home keeps: exports go into its ledger, and come out again exactly."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from heard.api.columns import read_columns, remember
from heard.api.exports import AS_IT_IS, LEDGER, Asked, recognised
from heard.ledger.engines import DuckDB, Engine, Postgres
from heard.ledger.store import Imported, Ledger
from heard.model import HeardError, Problem, Record
from heard.sources import sources

JOURNAL = "journal.txt"
JOURNAL_SOURCE = "journal"


class Kept:
    """A home folder and its ledger."""

    def __init__(self, path: Path, ledger: str = "") -> None:
        """Open the ledger, making it if there is none."""
        self.path = path
        if not path.is_dir():
            raise HeardError(f"There is no folder {path}; make it, or name another with --home.")
        engine: Engine = Postgres(ledger) if ledger else DuckDB(path / LEDGER)
        self.ledger = Ledger(engine)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the ledger."""
        self.ledger.close()

    def add(
        self,
        path: str | Path,
        asked: Asked = AS_IT_IS,
        *,
        source: str = "",
        dry_run: bool = False,
        now: datetime | None = None,
        progress: Callable[[Record], None] = lambda _: None,
    ) -> Imported:
        """Import one export: a zip, a folder or a file. `exports_in` finds them in a folder of several.

        Args:
            path: where the export lies.
            asked: how it is to be read; what is said of columns, dates and numbers is remembered in columns.yaml.
            source: the source that shall read it, where more than one could.
            dry_run: read and report, but leave the ledger as it was.
            now: when it is added; the present, unless given.
            progress: called with every record as it is read.

        Raises:
            HeardError: nothing recognises it, or more than one source does and `source` names none of them.
        """
        asked = replace(asked, source=source) if source else asked
        known = {} if source == JOURNAL_SOURCE else read_columns(self.path)
        found = recognised(Path(path).expanduser(), asked, known)
        added = self.ledger.add(
            found.export,
            chain(found.archive.problems, sources()[found.export.source].read(found.archive, found.export)),
            path=str(found.archive.path.resolve()),
            sha256=found.archive.digest(),
            reading=found.reading,
            imported_at=now or datetime.now(UTC),
            keep=not dry_run,
            progress=progress,
        )
        if added.read and not dry_run:
            for said in found.said:
                remember(self.path, said)
        return added

    def refresh(self, now: datetime) -> Imported | None:
        """Read the journal of the home folder again, where it has changed."""
        journal = self.path / JOURNAL
        return (
            self.add(journal, source=JOURNAL_SOURCE, now=now)
            if journal.is_file() and journal.stat().st_size
            else None
        )

    def imports(self) -> list[dict[str, Any]]:
        """Every import, oldest first."""
        return self.ledger.imports()

    def undo(self, name: str) -> dict[str, Any]:
        """Take one import back exactly. It is named as `imports` lists it: by the first digits of its id.

        Raises:
            HeardError: no import, or more than one, bears that name.
        """
        meant = [each for each in self.imports() if name and short(each["import_id"]).startswith(name)]
        if len(meant) != 1:
            raise HeardError(
                f"{'No import is' if not meant else 'More than one import is'} called {name}; see: heard imports"
            )
        self.ledger.undo(meant[0]["import_id"])
        return meant[0]

    def problems(self) -> list[tuple[str, Problem]]:
        """Every piece of input that could not be read, with the export it lies in."""
        return self.ledger.problems()


def short(number: int) -> str:
    """An id as people see it: 16 hexadecimal digits."""
    return f"{number:016x}"
