"""One module a network, found by folder.

A source says what it is, how the person obtains the export, which files it knows, how to recognise it by content and how to
read it. A new network is one new file here and its golden folder under tests/sources; nothing else is edited.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from heard.model import Export, Record
    from heard.reading.archive import Archive
    from heard.reading.named import Plain


class Source(Protocol):
    """What a module in this folder offers. A module is its own implementation; there is no class to inherit."""

    TITLE: str
    """The network's name as people write it."""
    CHANNEL: str
    """The channel its interactions belong to, or empty where each record names its own."""
    WAIT_DAYS: int
    """Days that one may wait for the export, as `HOW_TO_GET_IT` says; 0 where it comes the same day [days]."""
    HOW_TO_GET_IT: str
    """Where the person asks for the export, and how long it takes."""
    BLIND: str
    """What the export cannot show; silence there is not silence."""
    BESIDE: str
    """What to add beside it, and what that shows of what this one leaves out."""
    NOT_SEEN: str
    """What of it was written without a real export to hold it against."""
    FILES: Mapping[str, str]
    """Each file that is read, and what is in it."""
    LEFT_ALONE: Mapping[str, str]
    """Each file that is known and not read, and why."""

    @staticmethod
    def recognise(archive: Archive) -> Export | None:
        """Whether this is such an export, judged by content, never by its name."""

    @staticmethod
    def read(archive: Archive, export: Export) -> Iterator[Record]:
        """Everything in it: facts, problems, and one `FileSeen` for each file of the archive."""


@cache
def sources() -> Mapping[str, Source]:
    """Every source by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.ispkg)
    return {name: cast("Source", import_module(f"{__name__}.{name}")) for name in names}


def recognise(archive: Archive) -> list[Export]:
    """Every source that claims the archive: one as a rule; none, or two that the person must decide between."""
    return [export for source in sources().values() if (export := source.recognise(archive)) is not None]


@cache
def plain_tables() -> Mapping[str, tuple[str, Plain]]:
    """Tables whose columns the user may name, each with the source that reads it; a source offers them as PLAIN, if any."""
    return {
        table.name: (name, table)
        for name, source in sources().items()
        for table in cast("tuple[Plain, ...]", getattr(source, "PLAIN", ()))
    }
