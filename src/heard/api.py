"""The Python API, and all that the faces call.

>>> import heard                                                          # doctest: +SKIP
>>> with heard.open("~/heard") as home:                                   # doctest: +SKIP
...     home.add("Complete_LinkedInDataExport_10-31-2026.zip")
...     review = home.review()
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from heard.ledger.engines import DuckDB, Engine, Postgres
from heard.ledger.store import Imported, Ledger
from heard.model import Export, HeardError, Problem, Record
from heard.reading.archive import Archive, open_archive
from heard.sources import recognise, sources

LEDGER = "heard.duckdb"
JOURNAL = "journal.txt"
STRATEGY = "strategy.yaml"
OWN = {LEDGER, f"{LEDGER}.wal", STRATEGY, "decisions.yaml"}
"""What a home folder holds that is no export."""


def open(home: str | Path, *, ledger: str = "") -> Home:  # noqa: A001 - heard.open reads like the word it is
    """Open a home folder: its strategy, its journal and its ledger.

    Args:
        home: the folder.
        ledger: ``postgresql://…`` where a team shares the ledger; otherwise it is heard.duckdb in the folder.
    """
    return Home(Path(home).expanduser(), ledger)


class Home:
    """A home folder, opened. Use it as a context manager."""

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
        *,
        source: str = "",
        dry_run: bool = False,
        now: datetime | None = None,
        progress: Callable[[Record], None] = lambda _: None,
    ) -> Imported:
        """Import one export: a zip, a folder or a file. `exports_in` finds them in a folder of several.

        Args:
            path: where the export lies.
            source: the source that shall read it, where more than one could.
            dry_run: read and report, but leave the ledger as it was.
            now: when it is added; the present, unless given.
            progress: called with every record as it is read.

        Raises:
            HeardError: nothing recognises it, or more than one source does and `source` names none of them.
        """
        archive, export = _recognised(Path(path).expanduser(), source)
        return self.ledger.add(
            export,
            chain(archive.problems, sources()[export.source].read(archive, export)),
            path=str(archive.path.resolve()),
            sha256=archive.digest(),
            imported_at=now or datetime.now(UTC),
            keep=not dry_run,
            progress=progress,
        )

    def imports(self) -> list[dict[str, Any]]:
        """Every import, oldest first."""
        return self.ledger.imports()

    def undo(self, name: str) -> dict[str, Any]:
        """Take one import back exactly. It is named as `imports` lists it: by the first digits of its id.

        Raises:
            HeardError: no import, or more than one, bears that name.
        """
        meant = [each for each in self.imports() if short(each["import_id"]).startswith(name)]
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


def exports_in(path: str | Path) -> list[Path]:
    """The exports in a folder: itself, where one source claims it whole; otherwise what its entries are.

    What nothing claims is given back too, so that adding it names it.
    """
    path = Path(path).expanduser()
    if not path.is_dir() or len(recognise(open_archive(path))) == 1:
        return [path]
    entries = sorted(
        entry for entry in path.iterdir() if not entry.name.startswith(".") and entry.name not in OWN
    )
    return [export for entry in entries for export in (exports_in(entry) if entry.is_dir() else [entry])]


def _recognised(path: Path, source: str) -> tuple[Archive, Export]:
    archive = open_archive(path)
    claims = recognise(archive)
    if source:
        if source not in sources():
            raise HeardError(f"Heard has no source called {source}; it has {', '.join(sources())}.")
        claims = [export for export in claims if export.source == source]
    if len(claims) > 1:
        titles = " or ".join(export.source for export in claims)
        raise HeardError(f"{path} could be {titles}; say which with --as, or add its parts one by one.")
    if not claims:
        raise HeardError(
            f"{path} is not {f'an export of {source}' if source else 'an export that Heard knows'}; see: heard sources"
        )
    return archive, claims[0]
