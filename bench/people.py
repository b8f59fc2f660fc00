"""How long the list of relationships and an introduction take over 2.5 million messages of 100 thousand people.

    python bench/people.py [--messages N]

The letters are invented: a third is ours, one in ten goes from one person to another with us in Cc. Each question is asked in a
process of its own, as the command line does: the time on the clock, the CPU time of all threads and the highest memory of that
process. msgvault's release gates stand beside: an index built in 25 s and 3 GiB at most, then a list within 250 ms. The first
question makes what all of them are asked of and keeps it beside the ledger; the others take it from there.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

import duckdb

from heard import api
from heard.model import Columns, Export, Interaction, Profile, Record

NOW = datetime(2026, 11, 1, tzinfo=UTC)
BLOCK = 500_000
PEOPLE = 100_000
STRATEGY = """
me: [ines@larkfield.example]
meet:
  - {segment: plant managers, who: {titles: [plant manager]}}
"""
LETTERS = """
select 'i' || i as key, 'mail' as kind, 'email' as channel,
    case when i % 3 = 0 then 'email:ines@larkfield.example' else 'email:p' || (i * 31 % 99991) || '@world.example' end as actor,
    1700000000000000 + (i * 7919 % 63072000) * 1000000 as happened_us,
    case when i % 3 = 0 then ['email:p' || (i * 37 % 99989 % greatest(1, i * 41 % 60000)) || '@world.example']
        when i % 10 = 1 then ['email:p' || (i * 43 % 99971) || '@world.example']
        else ['email:ines@larkfield.example'] end as "to",
    case when i % 3 <> 0 and i % 10 = 1 then ['email:ines@larkfield.example'] else [] end as cc,
    't' || (i // 5) as thread, 'What stopped the line last night, and who was called?' as text, 'direct' as visibility
from range($first, $last) as r(i)
"""
NAMES = """
select 'email:p' || i || '@world.example' as account, 'Person ' || i as name,
    case i % 100 when 0 then 'Plant Manager' else 'Designer' end as title, 'Company ' || (i % 997) as company
from range($people) as r(i)
"""
QUESTIONS: dict[str, Callable[[api.Home], object]] = {
    "the list of relationships, its tables made and kept": lambda home: home.people(most=50),
    "the list of relationships": lambda home: home.people(most=50),
    "the page of one": lambda home: home.person("p99@world.example"),
    "who introduces us to one of them": lambda home: home.intro("p99@world.example"),
    "who opens a segment of a thousand": lambda home: home.intro("plant managers"),
}


def world(messages: int) -> Iterator[Record]:
    """A ledger's worth of letters."""
    made = duckdb.connect()
    yield Profile(account="email:ines@larkfield.example", name="Ines Okafor", owner=True)
    yield Columns(fact=Profile, table=made.sql(NAMES, params={"people": PEOPLE}).to_arrow_table())
    for first in range(0, messages, BLOCK):
        block = {"first": first, "last": min(first + BLOCK, messages)}
        yield Columns(fact=Interaction, table=made.sql(LETTERS, params=block).to_arrow_table())


def ask(folder: Path, question: str) -> None:
    """Ask one question and print what it took."""
    start = time.perf_counter()
    with api.open(folder) as home:
        QUESTIONS[question](home)
        took = time.perf_counter() - start
    used = getrusage(RUSAGE_SELF)
    spent, memory = used.ru_utime + used.ru_stime, used.ru_maxrss / 2**20
    print(f"  {question}: {took:.2f} s on the clock, {spent:.2f} s of CPU, {memory:.2f} GiB", flush=True)


def main() -> None:
    """Write the ledger once, then ask each question in a process of its own."""
    arguments = argparse.ArgumentParser(description="Time and memory of the list of relationships.")
    arguments.add_argument("--messages", type=int, default=2_500_000)
    arguments.add_argument("--ask", nargs=2, metavar=("HOME", "QUESTION"), help=argparse.SUPPRESS)
    given = arguments.parse_args()
    if given.ask:
        ask(Path(given.ask[0]), given.ask[1])
        return
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "strategy.yaml").write_text(STRATEGY, "utf-8")
        with api.open(folder) as home:
            home.ledger.add(
                Export(source="world"), world(given.messages), path="world", sha256="1", imported_at=NOW
            )
        print(f"{given.messages:,} messages", flush=True)
        for question in QUESTIONS:
            subprocess.run([sys.executable, __file__, "--ask", folder, question], check=True)


if __name__ == "__main__":
    main()
