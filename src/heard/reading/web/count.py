"""What became of the records of one file that is read record by record.

>>> count = Count("posts.xml", "posts")
>>> [problem.why for problem in count.problem("This post has no number.", 12)]
['This post has no number.']
>>> [record.status for record in count.end()]
['failed']
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from heard.model import FileSeen, Problem
from heard.reading.rows import MOST_PROBLEMS


@dataclass(slots=True)
class Count:
    """The account of one file while it is read."""

    path: str
    what: str
    rows: int = 0
    """Facts that came of it."""
    left_out: Counter[str] = field(default_factory=Counter)
    """Records that were understood and are no facts, by what they are."""
    bad: int = 0

    def problem(self, why: str, line: int | None = None) -> Iterator[Problem]:
        """A record that could not be understood; after a hundred they are only counted."""
        self.bad += 1
        if self.bad <= MOST_PROBLEMS:
            yield Problem(path=self.path, why=why, line=line)

    def end(self, *, failed: bool = False) -> Iterator[Problem | FileSeen]:
        """The file's `FileSeen`, and a problem where nothing was found in it."""
        if self.bad > MOST_PROBLEMS:
            yield Problem(path=self.path, why=f"{self.bad - MOST_PROBLEMS:,} more records are like these.")
        left_out = ", ".join(f"{kind} ({count:,})" for kind, count in sorted(self.left_out.items()))
        if not self.rows and not self.bad and not failed:
            why = f"Nothing was taken from it; left out: {left_out}." if left_out else "It holds no records."
            yield Problem(path=self.path, why=why)
        yield FileSeen(
            path=self.path,
            status="failed" if failed or (self.bad and not self.rows) else "read",
            rows=self.rows,
            what=f"{self.what}; left out: {left_out}" if left_out else self.what,
        )
