"""Zips and tables that come out the same, byte for byte, every time."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

Files = dict[str, str | bytes]
"""What an archive holds, by path."""


def write_zip(path: Path, members: Files, made: datetime) -> None:
    """Pack members in their order; every one bears the moment the export was made."""
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, made.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            packed.writestr(entry, content, compresslevel=9)


def csv_line(fields: tuple[str, ...] | list[str], *, quote_all: bool = False) -> str:
    """A line as LinkedIn writes it: quotes only where they are needed, unless the file quotes everything."""
    return ",".join(
        '"' + field.replace('"', '""') + '"' if quote_all or any(c in field for c in ',"\n\r') else field
        for field in fields
    )


def csv_file(
    header: str,
    rows: Sequence[tuple[str, ...]],
    *,
    end: str = "\n",
    quote_all: bool = False,
    last: bool = True,
) -> str:
    """A table; `last` is whether the last line ends, which in some files it does not."""
    head = csv_line(header.split(","), quote_all=quote_all)
    return end.join([head, *(csv_line(row, quote_all=quote_all) for row in rows)]) + (end if last else "")
