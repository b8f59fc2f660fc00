"""How often a rule on drafts speaks of a letter that somebody answered with whom nothing had been exchanged before.

    python bench/strangers.py ARCHIVE [ARCHIVE …] [--most 501] [--seed 1]

Each ARCHIVE is one public list. A letter of A's to B counts where it is the first word between the two on the list, in either direction, and
B answered it. It is judged as `heard check --to B` would have judged it then: nothing has gone both ways. Two kinds are told apart: letters
within a thread that B began or joined, in which the thread is the reason why them; and letters that begin a thread and are addressed
to one person beside the list, which only lists that keep To and Cc show. So many of each are drawn by lot from all archives together. Beside them stand those that were not answered: a rule that speaks of both alike
tells nothing.
The counts belong into rules/alarms.py, which the rules' pages print.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from pathlib import Path

from heard import api
from heard.api import check
from heard.measures.drafts import unknown_reader
from heard.people.apart import set_apart
from heard.people.match import resolve
from heard.rules import family

FEWEST_WORDS = 5
KINDS = {
    (1, 1): "within a thread, answered",
    (1, 0): "within a thread, not answered",
    (0, 1): "to begin a thread, answered",
    (0, 0): "to begin a thread, not answered",
}
"""Whether it answers something, and whether it was answered."""


def main() -> None:
    """Count what each rule says of each kind."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("archives", type=Path, nargs="*")
    parser.add_argument("--most", type=int, default=501)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    if not given.archives:
        print("Nothing is measured without the archive of a list; bench/strangers.py --help says what it is.")
        return
    letters: dict[tuple[int, int], list[str]] = {kind: [] for kind in KINDS}
    for archive in given.archives:
        with tempfile.TemporaryDirectory() as folder, api.open(folder) as home:
            home.add(archive)
            resolve(home.ledger, ())
            set_apart(home.ledger)
            for reply, answered, text in home.ledger.rows(FIRST):
                if len(text.split()) >= FEWEST_WORDS:
                    letters[reply, answered].append(text)
    for kind, words in KINDS.items():
        found = sorted(letters[kind])
        drawn = random.Random(given.seed).sample(found, min(given.most, len(found)))
        alarms = Counter(
            code
            for text in drawn
            for code in {
                each.code for each in check(text, reader=unknown_reader("Sam Ito"), everything=True).remarks
            }
        )
        print(f"{words}: {len(found):,} first letters, {len(drawn)} drawn")
        for rule in family("D"):
            print(
                f"  {rule.code} {rule.name:24} {alarms[rule.code]:4} {100 * alarms[rule.code] / max(1, len(drawn)):5.1f} %"
            )


FIRST = """
with letter as (
    select i.id, i.reply_to, i.ts_us, i.text, p.person
    from interactions i join people p on p.account = i.actor
    where i.nature = 'personal' and i.ts_us is not null and p.person not in (select person from apart)
),
addressed as (
    select r.interaction as id, min(p.person) as person
    from recipients r join people p on p.account = r.account
    where p.person not in (select person from apart)
    group by r.interaction
    having count(distinct p.person) = 1
),
word as (
    select l.id, l.ts_us, l.person as giver, m.person as taker, 1 as reply, l.text from letter l join letter m on m.id = l.reply_to
    union all
    select l.id, l.ts_us, l.person, a.person, 0, l.text from letter l join addressed a on a.id = l.id where l.reply_to is null
),
first as (
    select *, row_number() over (
        partition by case when giver < taker then giver else taker end, case when giver < taker then taker else giver end order by ts_us, id
    ) as place
    from word
    where giver <> taker
)
select distinct f.reply, case when r.id is null then 0 else 1 end, f.text
from first f left join letter r on r.reply_to = f.id and r.person = f.taker
where f.place = 1
"""

if __name__ == "__main__":
    main()
