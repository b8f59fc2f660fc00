"""Which exports lie at a path, and which source reads each."""

from __future__ import annotations

from pathlib import Path

from heard.ledger.shelf import SUFFIX as KEPT
from heard.model import Export, HeardError
from heard.reading.archive import Archive, open_archive
from heard.sources import recognise, sources

LEDGER = "heard.duckdb"
STRATEGY = "strategy.yaml"
OWN = {LEDGER, f"{LEDGER}.wal", f"{LEDGER}{KEPT}", STRATEGY, "decisions.yaml", "today.txt"}
"""What a home folder holds that is no export."""


def exports_in(path: str | Path) -> list[Path]:
    """The exports in a folder: itself, where one source claims it whole; otherwise what its entries are.

    What nothing claims is given back too, so that adding it names it; a folder in which nothing is claimed stands for itself.
    """
    path = Path(path).expanduser()
    if not path.is_dir() or len(recognise(open_archive(path))) == 1:
        return [path]
    entries = sorted(
        entry for entry in path.iterdir() if not entry.name.startswith(".") and entry.name not in OWN
    )
    found = [export for entry in entries for export in (exports_in(entry) if entry.is_dir() else [entry])]
    return found if any(_claimed(export) for export in found) else [path]


def _claimed(path: Path) -> bool:
    """Whether some source knows it; what is damaged may have been an export."""
    try:
        return bool(recognise(open_archive(path)))
    except HeardError:
        return True


def recognised(path: Path, source: str) -> tuple[Archive, Export]:
    """The archive at a path, and what the one source that claims it says of it.

    Raises:
        HeardError: nothing recognises it, or more than one source does and `source` names none of them.
    """
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
