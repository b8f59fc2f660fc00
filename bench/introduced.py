"""Would Heard have named who made two people known to each other? Find introductions that happened, rewind to the day before, and ask.

    python bench/introduced.py --mbox linux-mips.mbox
    python bench/introduced.py --mails enron.db

linux-mips is published by lore.kernel.org as a git repository of mails, and mirrored; give its mails as one mbox. `enron.db` holds
who of 156 people at Enron wrote to whom, without texts (Perry & Wolfe 2013, after the release of the regulator); lessons on GitHub
carry it, and it is read as a mailbox of such mails.

Two rules say what an introduction is; in both, A and B had never written to each other. Only those count who write at all somewhere
in the archive, so that an address of a list is nobody.

Drawn in: X answers a mail of A's and addresses exactly one person whom that mail did not address, B. Within 30 days, and in the
same thread, B writes to A, which is the first word between them. A is who asks.

To both: X writes to exactly two people, A and B. Within 30 days one of them writes to the other for the first time; that one, A, is
who asks. `--said` keeps those whose words speak of introducing, as Heard itself does where it counts introductions.

Only if X and A had been in touch by the evening before is it asked: of all with whom A had been in touch by then, who makes A known
to B? A is put in the place of the ledger's owner, and the ledger looked at as of that evening by the code that answers `heard intro`.
Beside it stand the messages between A and each candidate and between the candidate and B, their sum and their product; how lately
both were in touch, the staler of the two; and chance. Where several stand equal, the mean over their orders is counted. Who is one
person, and who is no person, is told by the whole archive, later mails as well. Intervals are 95 %, Wilson's.
"""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

import numpy as np

from heard import api
from heard.ledger.store import Ledger
from heard.measures.between import seek
from heard.measures.giving import INTRODUCING
from heard.measures.introductions import EVERY
from heard.measures.stats import wilson
from heard.measures.ties import weigh
from heard.measures.ways import Ways
from heard.model import day, day_micros
from heard.people.apart import set_apart
from heard.people.match import resolve
from heard.people.view import look
from heard.strategy import Strategy

PLACES = (1, 3)
"""First, and among the first three."""
COVERAGE = 0.95
SEED = 20261122
OURS = "Heard's paths"
DAY_US = 86_400_000_000
WITHIN_US = 30 * DAY_US

Case = tuple[int, int, int, int]
"""When [us since 1970, UTC], who introduced, who asks, and whom to meet."""

MAILS = """
create temp table letter as
select i.id, i.ts_us, i.thread, i.reply_to, p.person as writer
from interactions i join people p on p.account = i.actor
where i.nature = 'personal' and i.kind in ('mail', 'post', 'reply', 'message') and i.ts_us is not null
    and p.person not in (select person from apart);
create temp table sent as
select distinct l.id, l.ts_us, l.thread, l.writer, p.person as other
from letter l join recipients r on r.interaction = l.id and r.role <> 'mentioned' join people p on p.account = r.account
where p.person <> l.writer and p.person in (select writer from letter)
union
select l.id, l.ts_us, l.thread, l.writer, o.writer from letter l join letter o on o.id = l.reply_to where o.writer <> l.writer;
create temp table met as
select least(writer, other) as one, greatest(writer, other) as other, min(ts_us) as first_us from sent group by 1, 2;
"""
DRAWN_IN = """
with added as (
    select s.id, s.ts_us, s.thread, s.writer as introducer, q.writer as asker, min(s.other) as target
    from sent s
    join letter l on l.id = s.id
    join letter q on q.id = l.reply_to and q.writer <> s.writer
    left join sent before on before.id = q.id and before.other = s.other
    where s.other <> q.writer and before.id is null
    group by s.id, s.ts_us, s.thread, s.writer, q.writer
    having count(*) = 1
)
select a.id, a.ts_us, a.introducer, a.asker, a.target
from added a
join met m on m.one = least(a.asker, a.target) and m.other = greatest(a.asker, a.target)
join sent w on w.ts_us = m.first_us and w.writer = a.target and w.other = a.asker and w.thread = a.thread
where m.first_us > a.ts_us and m.first_us <= a.ts_us + $within_us
order by a.ts_us, a.id
"""
TO_BOTH = """
with pair as (
    select id, ts_us, writer as introducer, min(other) as one, max(other) as other from sent group by id, ts_us, writer
    having count(*) = 2
)
select p.id, p.ts_us, p.introducer, w.writer, w.other
from pair p
join met m on m.one = p.one and m.other = p.other
join sent w on w.ts_us = m.first_us and least(w.writer, w.other) = p.one and greatest(w.writer, w.other) = p.other
where m.first_us > p.ts_us and m.first_us <= p.ts_us + $within_us
order by p.ts_us, p.id
"""
COUNTED = """
select t.person, a.number, coalesce(b.number, 0), a.last_us, coalesce(b.last_us, 0)
from tie t
join (
    select case when writer = $asker then other else writer end as person, count(*) as number, max(ts_us) as last_us
    from sent where (writer = $asker or other = $asker) and ts_us <= $as_of_us group by 1
) a on a.person = t.person
left join (
    select case when writer = $target then other else writer end as person, count(*) as number, max(ts_us) as last_us
    from sent where (writer = $target or other = $target) and ts_us <= $as_of_us group by 1
) b on b.person = t.person
where t.person <> $target
"""


def written(path: Path, folder: Path) -> Path:
    """The mails of the database as a mailbox, since that is what Heard reads."""
    found = sqlite3.connect(path)
    to: dict[int, list[int]] = {}
    for mail, person in found.execute("select mid, to_eid from RecipientBase order by mid, rno"):
        to.setdefault(mail, []).append(person)
    mbox = folder / "mails.mbox"
    with mbox.open("wb") as lines:
        for mail, seconds, writer in found.execute("select mid, unix_time, from_eid from MessageBase"):
            message = EmailMessage()
            message["Message-ID"] = f"<{mail}@mails.example>"
            message["Date"] = format_datetime(datetime.fromtimestamp(seconds, UTC))
            message["From"] = f"person{writer}@mails.example"
            message["To"] = ", ".join(f"person{person}@mails.example" for person in to.get(mail, ()))
            message["Subject"] = f"mail {mail}"
            message.set_content(f"What mail {mail} said is not published.")
            lines.write(b"From mails Thu Jan  1 00:00:00 1970\n" + bytes(message) + b"\n")
    return mbox


def introduced(ledger: Ledger, *, said: bool) -> dict[str, tuple[int, list[Case]]]:
    """By rule: how many introductions, of each two people the first one, and those by somebody with whom A had been in touch."""
    ledger.script(MAILS)
    speaks = {
        id_
        for pattern in INTRODUCING
        for (id_,) in ledger.rows(
            "select id from interactions where lower(text) like $pattern or lower(title) like $pattern",
            pattern=pattern,
        )
    }
    first_words: dict[tuple[int, int], int] = {
        (one, other): first_us for one, other, first_us in ledger.rows("select one, other, first_us from met")
    }
    found: dict[str, tuple[int, list[Case]]] = {}
    for name, rule in (("drawn in", DRAWN_IN), ("to both", TO_BOTH)):
        first: dict[tuple[int, int], Case] = {}
        for id_, *case in ledger.rows(rule, within_us=WITHIN_US):
            if id_ in speaks or not said:
                first.setdefault((case[2], case[3]), (case[0], case[1], case[2], case[3]))
        known = [
            case
            for case in first.values()
            if first_words[min(case[1:3]), max(case[1:3])] < case[0] - case[0] % DAY_US
        ]
        found[name] = len(first), known
    return found


def scores(ledger: Ledger, case: Case) -> dict[str, dict[int, float]]:
    """What each measure says of each candidate, on the evening before."""
    at_us, _, asker, target = case
    as_of = date.fromisoformat(day(at_us)) - timedelta(days=1)
    as_of_us = day_micros(as_of + timedelta(days=1)) - 1
    ledger.rows("update people set person = 0 where person = $asker", asker=asker)
    look(ledger, Strategy(), as_of_us)
    weigh(ledger, as_of)
    ledger.script("drop table if exists meet; create temp table meet (person bigint not null)")
    ledger.rows("insert into meet values ($target)", target=target)
    seek(ledger, [], day_micros(as_of), as_of_us)
    paths = Ways(ledger, [target], day_micros(as_of)).to(target, EVERY)
    counted = ledger.rows(COUNTED, asker=asker, target=target, as_of_us=as_of_us)
    ledger.rows("update people set person = $asker where person = 0", asker=asker)
    worth = {way[0]: strength for way, strength in paths}
    return {
        OURS: {person: worth.get(person, 0.0) for person, *_ in counted},
        "messages, sum": {person: float(ours + theirs) for person, ours, theirs, _, _ in counted},
        "messages, product": {person: float(ours * theirs) for person, ours, theirs, _, _ in counted},
        "last contact": {person: float(min(last, lately)) for person, _, _, last, lately in counted},
        "chance": {person: 0.0 for person, *_ in counted},
    }


def hit(said: Mapping[int, float], introducer: int, places: int) -> float:
    """Chance that the introducer is among the first so many, if those who stand equal are put in any order."""
    above = sum(score > said[introducer] for score in said.values())
    equal = sum(score == said[introducer] for score in said.values())
    return min(max((places - above) / equal, 0.0), 1.0)


def backtest(name: str, mbox: Path, *, said: bool, most: int) -> None:
    """Print how often each measure had the introducer first, and among three."""
    with tempfile.TemporaryDirectory() as home, api.open(home) as opened:
        opened.add(mbox)
        resolve(opened.ledger, [])
        set_apart(opened.ledger)
        for rule, (number, cases) in introduced(opened.ledger, said=said).items():
            drawn = (
                np.random.default_rng(SEED).permutation(len(cases))[:most]
                if len(cases) > most
                else range(len(cases))
            )
            asked = [(cases[place][1], scores(opened.ledger, cases[place])) for place in drawn]
            known = [(introducer, each) for introducer, each in asked if introducer in each[OURS]]
            print(
                f"{name}, {rule}: {number:,} introductions, {len(cases):,} by somebody whom A knew, {len(known):,} asked"
            )
            report(known)


def report(known: list[tuple[int, dict[str, dict[int, float]]]]) -> None:
    """Print the shares of one rule, and of those where a path to B by the introducer was to be seen."""
    seen = [(introducer, each) for introducer, each in known if each[OURS][introducer]]
    for title, chosen in (("all", known), ("X seen with B before", seen)):
        if not chosen:
            continue
        sizes = sorted(len(each[OURS]) for _, each in chosen)
        print(f" {title}: {len(chosen):,}, candidates in the middle {sizes[len(sizes) // 2]:,}")
        for measure in chosen[0][1]:
            shares = []
            for places in PLACES:
                hits = sum(hit(each[measure], introducer, places) for introducer, each in chosen)
                share = wilson(hits, len(chosen), COVERAGE)
                shares.append(f"{hits / len(chosen):.3f} [{share.low:.3f}, {share.high:.3f}]")
            print(f"  {measure}: first {shares[0]}, among three {shares[1]}", flush=True)


def main() -> None:
    """Look at each archive in turn."""
    arguments = argparse.ArgumentParser(description="Introductions that happened, ranked the day before.")
    arguments.add_argument("--mbox", type=Path, action="append", default=[], help="mails as one mbox")
    arguments.add_argument(
        "--mails", type=Path, action="append", default=[], help="a database of mails without texts"
    )
    arguments.add_argument("--said", action="store_true", help="only what speaks of introducing")
    arguments.add_argument("--most", type=int, default=100_000, help="of each rule, so many drawn by lot")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for path in (*given.mbox, *given.mails):
            backtest(
                path.name,
                path if path in given.mbox else written(path, Path(folder)),
                said=given.said,
                most=given.most,
            )


if __name__ == "__main__":
    main()
