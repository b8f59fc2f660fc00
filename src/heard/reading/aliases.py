r"""Tables of which nobody has written the format down: columns are known by the names that people give them.

>>> layout = Layout(aliases={"name": "name fullname attendee", "company": "company firma", "day": "scandate scannedat"}, needs=("name", "day"))
>>> table = find(b"Full Name;Firma;Scan date\n", {"scans": layout})
>>> table.columns if table else None
{'name': 'fullname', 'company': 'firma', 'day': 'scandate'}
"""

from __future__ import annotations

import csv as cells
import io
from collections.abc import Mapping
from dataclasses import dataclass

from heard.reading import csv


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Under which names each field may stand, and without which fields it is no such table."""

    aliases: Mapping[str, str]
    """Folded names of columns by field, the best first."""
    needs: tuple[str, ...]
    """Each is a field, or several of which one must be there, parted by spaces."""


@dataclass(frozen=True, slots=True)
class Table:
    """A header that was found, and which column holds which field."""

    header: csv.Header
    columns: dict[str, str]

    def idle(self) -> str:
        """The columns that are not used, as the file writes them."""
        pairs = zip(self.header.names, self.header.columns, strict=True)
        return ", ".join(
            name for name, column in pairs if column not in self.columns.values() and name.strip()
        )

    def cells(self, row: Mapping[str, str]) -> dict[str, str]:
        """A row by field, without the apostrophe that keeps Excel from taking a cell for a formula."""
        return {name: unguarded(row[column]) for name, column in self.columns.items()}


def find(head: bytes, layouts: Mapping[str, Layout]) -> Table | None:
    """The header among the first lines that shows the most fields of a layout, all that it needs among them."""
    lines = list(io.StringIO(csv.decode(head)[0], newline=""))[: 2 * csv.HEADER_WITHIN]
    best: tuple[int, str, dict[str, str]] = (0, "", {})
    for delimiter in csv.DELIMITERS:
        try:
            rows = [
                row
                for row, _ in zip(
                    cells.reader(lines, delimiter=delimiter), range(csv.HEADER_WITHIN), strict=False
                )
            ]
        except cells.Error:
            continue
        for row in rows:
            if len(row) <= best[0]:
                continue
            names = set(map(csv.fold, row))
            for kind, layout in layouts.items():
                columns = {
                    name: column
                    for name, aliases in layout.aliases.items()
                    if (column := next((alias for alias in aliases.split() if alias in names), ""))
                }
                if len(columns) > best[0] and all(
                    columns.keys() & set(need.split()) for need in layout.needs
                ):
                    best = (len(columns), kind, columns)
    header = csv.find_header(head, {best[1]: frozenset(best[2].values())}) if best[0] else None
    return Table(header, best[2]) if header else None


def unguarded(cell: str) -> str:
    """A cell without the apostrophe or the tab before what Excel would take for a formula."""
    guarded = len(cell) > 1 and cell[0] in "'\t" and cell[1] in "=+@-"
    return cell[1:] if guarded else cell
