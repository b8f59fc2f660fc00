"""The confusion table of detection: each golden export, as it is, against every source.

    python tools/confusion.py

A row is what an export is, a column what claims it; on the diagonal stand the exports that only their own source claims. What more
than one claims, or none, Heard asks about; such exports are listed below.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from heard.reading.archive import open_archive
from heard.sources import recognise, sources

CASES = Path(__file__).parent.parent / "tests" / "sources"


def main() -> None:
    """Print the table."""
    names = [*sources()]
    counts: Counter[tuple[str, str]] = Counter()
    asked = []
    for export in sorted(CASES.glob("*/*/export")):
        inside = [*export.iterdir()]
        path = inside[0] if len(inside) == 1 and inside[0].is_file() else export
        claims = [each.source for each in recognise(open_archive(path))]
        source = export.parent.parent.name
        counts.update((source, claim) for claim in claims)
        if claims != [source]:
            asked.append(f"{source}/{export.parent.name}: {' or '.join(claims) or 'nobody'}")
    width = max(map(len, names))
    print(" " * width, *(f"{number:>3}" for number in range(1, len(names) + 1)))
    for number, source in enumerate(names, start=1):
        cells = (counts[source, claim] for claim in names)
        print(f"{source:{width}}", *(f"{cell or '.':>3}" for cell in cells), f"  {number}")
    print("Asked about:", *(asked or ["none"]), sep="\n  ")


if __name__ == "__main__":
    main()
