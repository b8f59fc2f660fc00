"""Whether the voices that Heard names on a project's public list are the people whom the project itself names, and no robot.

    python bench/voices.py ARCHIVE NAMES [--topic TOPIC] [--most 10]

ARCHIVE is any export that Heard reads, such as the monthly files of a mailing list; NAMES has one name of the project's own file of
authors or maintainers on each line. Heard is told nothing but the messages. Beside it stand the same number of people by their
number of messages alone, robots among them, which is the common way. Nobody is named: it prints counts.

A speaker is one of the names if all words of the name are in theirs, or the last word is in the address.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from heard import api

LOUDEST = """
select coalesce(max(t.name), ''), string_agg(distinct a.handle, ' '), max(case when d.person is null then 0 else 1 end)
from (
    select p.person, count(*) as written
    from interactions i join people p on p.account = i.actor
    where lower(i.title || ' ' || i.text) like $pattern
    group by p.person
) w
join people p on p.person = w.person
join accounts a on a.account = p.account
left join portrait t on t.person = w.person
left join apart d on d.person = w.person
where w.person <> 0
group by w.person, w.written
order by w.written desc, w.person
limit $most
"""


def main() -> None:
    """Print how many of the voices, and of the loudest, the project names."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("archive", type=Path, nargs="?")
    arguments.add_argument("names", type=Path, nargs="?")
    arguments.add_argument("--topic", default="")
    arguments.add_argument("--most", type=int, default=10)
    given = arguments.parse_args()
    if given.archive is None or given.names is None:
        print(
            "Name an archive and a file with the project's own names, as above in this file; nothing is measured without."
        )
        return
    listed = [line.strip() for line in given.names.read_text("utf-8").splitlines() if line.strip()]
    with tempfile.TemporaryDirectory() as folder, api.open(folder) as home:
        added = home.add(given.archive)
        began = time.perf_counter()
        found = home.voices(given.topic, most=given.most).voices
        took = time.perf_counter() - began
        machines = home.ledger.rows("select count(*) from apart where what = 'robot'")[0][0]
        loudest = home.ledger.rows(LOUDEST, pattern=f"%{given.topic.lower()}%", most=given.most)
    named = [is_listed(each.name, "", listed) for each in found.others]
    loud = [is_listed(name, handles, listed) for name, handles, _ in loudest]
    print(f"{added.new:,} facts; voices took {took:.1f} s")
    print(
        f"listed by the project: {len(listed)}; speakers in all: {len(named) + found.more + found.too_few:,}; robots set apart: {machines}"
    )
    print(
        f"of the {len(named)} voices the project names {sum(named)}; of the first half {sum(named[: len(named) // 2])}; robots 0 by construction"
    )
    print(
        f"of the {len(loud)} with most messages it names {sum(loud)}, and {sum(machine for *_, machine in loudest)} are robots"
    )
    print(f"ratio of named, voices to loudest: {sum(named) / max(sum(loud), 1):.2f}")


def is_listed(name: str, handles: str, listed: list[str]) -> bool:
    """Whether this is one of the names."""
    words = set(name.lower().replace(",", " ").replace(".", " ").replace("@", " ").split())
    addresses = f"{name} {handles}".lower() if "@" in f"{name}{handles}" else ""
    return any(set(each.lower().split()) <= words or each.lower().split()[-1] in addresses for each in listed)


if __name__ == "__main__":
    main()
