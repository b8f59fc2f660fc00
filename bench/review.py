"""How long a review takes over ledgers of 100 thousand, 1 million and, with --full, 10 million interactions, in CPU seconds.

    python bench/review.py [--full]

The ledgers are invented: letters on two channels with one person in five interactions, posts, connections, hours and deals. The
claim is that a million take less than 10 s on two cores, and that the cost grows no faster than the ledger: the ratio printed
last is growth of cost over growth of the ledger, each step against the one before it.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

import duckdb

from heard import api
from heard.model import Columns, Effort, Export, Interaction, Outcome, Profile, Record

NOW = datetime(2026, 11, 1, tzinfo=UTC)
BLOCK = 500_000
STRATEGY = """
name: Larkfield Consulting
me: [ines@larkfield.example]
objectives: [{name: audits, what: audits sold, measure: deals, target: 2 per quarter, by: 2027-03-31, worth: 12000 EUR}]
meet:
  - {segment: plant managers, who: {titles: [plant manager, head of operations], companies: [Northwind Foods]}}
begin: I would visit the maintenance evening in Graz.
time: 8 h/week
hour: 90 EUR
channels:
  linkedin: {for: [audits], hours: 2 h/week}
  email: {for: [audits], hours: 2 h/week}
  x: {for: [audits], hours: 3 h/week}
"""
LETTERS = """
select 'i' || i as key, case when i % 10 = 0 then 'post' when i % 2 = 0 then 'mail' else 'message' end as kind,
    case when i % 10 = 0 then 'x' when i % 2 = 0 then 'email' else 'linkedin' end as channel,
    case when i % 10 = 0 or i % 3 = 0 then 'me:me' else 'p:' || (i // 7 % $people) end as actor,
    1700000000000000 + (i * 7919 % 63072000) * 1000000 as happened_us,
    case when i % 10 = 0 then [] when i % 3 = 0 then ['p:' || (i // 7 % $people)] else ['me:me'] end as "to",
    case when i % 10 = 0 then null else 't' || (i // 7) end as thread,
    'What stopped the line last night, and who was called? ' || i as text,
    case when i % 10 = 0 then 'public' else 'direct' end as visibility
from range($first, $last) as r(i)
"""
PEOPLE = """
select 'p:' || i as account, 'Person ' || i as name,
    case i % 4 when 0 then 'Plant Manager' when 1 then 'Designer' when 2 then '' else 'Head of Quality' end as title,
    case i % 3 when 0 then '' else 'Company ' || (i % 997) end as company
from range($people) as r(i)
"""


def world(size: int) -> Iterator[Record]:
    """A ledger's worth of facts."""
    made = duckdb.connect()
    people = size // 5
    yield Profile(account="me:me", name="Ines Okafor", owner=True)
    yield Columns(fact=Profile, table=made.sql(PEOPLE, params={"people": people}).to_arrow_table())
    for first in range(0, size, BLOCK):
        block = {"first": first, "last": min(first + BLOCK, size), "people": people}
        yield Columns(fact=Interaction, table=made.sql(LETTERS, params=block).to_arrow_table())
    day = date(2024, 11, 4)
    for week in range(104):
        for channel, hours in (("linkedin", 2.0), ("x", 3.0), ("email", 1.5)):
            yield Effort(
                key=f"{week} {channel}", day=day + timedelta(weeks=week), channel=channel, hours=hours
            )
    for deal in range(12):
        channel = ("linkedin", "email")[deal % 2]
        opened = day + timedelta(weeks=8 * deal)
        yield Outcome(
            key=f"l{deal}", day=opened, channel=channel, deal=f"D{deal}", stage="lead", account=f"p:{deal}"
        )
        yield Outcome(
            key=f"w{deal}",
            day=opened + timedelta(days=40),
            channel=channel,
            deal=f"D{deal}",
            stage="won",
            amount=Decimal(9000 + 500 * deal),
            currency="EUR",
        )


def cpu() -> float:
    """CPU seconds of this process so far."""
    used = getrusage(RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Build each ledger, review it three times, and print the median."""
    arguments = argparse.ArgumentParser(description="CPU seconds of a review, by size of the ledger.")
    arguments.add_argument("--full", action="store_true", help="ten million interactions too")
    sizes = [100_000, 1_000_000, *([10_000_000] if arguments.parse_args().full else [])]
    before: tuple[int, float] | None = None
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "strategy.yaml").write_text(STRATEGY, "utf-8")
            with api.open(folder) as home:
                start = cpu()
                home.ledger.add(
                    Export(source="world"), world(size), path="world", sha256=str(size), imported_at=NOW
                )
                built = cpu() - start
                times = []
                for _ in range(3):
                    start, wall = cpu(), time.perf_counter()
                    home.review(now=NOW)
                    times.append((cpu() - start, time.perf_counter() - wall))
            spent, wall = sorted(times)[1]
            line = f"{size:>10,} interactions: review {spent:6.2f} CPU s, {wall:6.2f} s on the clock; written in {built:.1f} CPU s"
            if before:
                line += (
                    f"; growth of cost over growth of the ledger {spent / before[1] / (size / before[0]):.2f}"
                )
            print(line, flush=True)
            before = (size, spent)


if __name__ == "__main__":
    main()
