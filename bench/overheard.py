"""How often the rules on voices and on listening are wrong, on public lists on which nothing was handed out and nobody paid.

    python bench/overheard.py ARCHIVE [ARCHIVE …] [--read FILE]

Each ARCHIVE is one list. It is looked at as of four days, by which 40, 55, 70 and 85 % of it lay before; what came within a year after
decides. Who is one person, and who is none, is told by the whole archive. What is counted as wrong:

V101  a voice that is named (eight at most, as by heard voices) did not speak up and was not answered once in the year after.
V201  whoever was answered at least as usual was answered less than is usual in the year after, of four posts or more.
V202  whoever was answered less than is usual was answered at least as usual.
V203  a voice is said to be silent on a topic that every second letter of theirs was about; its words are sought in the others.
V301  every text, of all letters: on these lists nobody hands out anything.
V401  nobody is said to speak about a topic that the list talks about.
L101  newcomers who began a talk before anybody had seen them there for three weeks were answered all the same.
L301  nothing is decided; `--read` writes the questions into a file, to be read by somebody, and the texts of V301.
"""

from __future__ import annotations

import argparse
import tempfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from heard import api
from heard.ledger.store import Ledger
from heard.measures.listening import listening
from heard.measures.speaking import hear, pattern_of, remark
from heard.measures.voices import voices
from heard.model import day, day_micros
from heard.people.apart import set_apart
from heard.people.match import resolve
from heard.people.view import look
from heard.strategy import Strategy
from heard.text.phrases import Said, keyphrases

DAY_US = 86_400_000_000
CUTS = (0.40, 0.55, 0.70, 0.85)
NAMED, LOUDEST, TOPICS = 8, 30, 3
FEWEST_AFTER = 4
EVERYBODY = 100_000
NOBODY = Strategy()


class Tally(Counter[str]):
    """Alarms by rule, and the wrong ones of them under the code with a minus before it."""

    def said(self, code: str, *, wrong: bool) -> None:
        """Count one."""
        self[code] += 1
        self[f"-{code}"] += wrong


def main() -> None:
    """Print the counts of each list, and of all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("archives", type=Path, nargs="*")
    parser.add_argument("--read", type=Path, default=None)
    given = parser.parse_args()
    if not given.archives:
        print("Nothing is measured without the archive of a list; bench/overheard.py --help says what it is.")
        return
    everything, texts = Tally(), list[str]()
    for archive in given.archives:
        with tempfile.TemporaryDirectory() as folder, api.open(folder) as home:
            added = home.add(archive)
            found = _list(home.ledger, texts)
        print(f"{archive.name}, {added.new:,} facts: {_told(found)}", flush=True)
        everything.update(found)
    print(f"together: {_told(everything)}")
    if given.read:
        given.read.write_text("\n".join(texts), "utf-8")


def _told(found: Tally) -> str:
    return "; ".join(
        f"{code} {found[f'-{code}']} of {number} ({100 * found[f'-{code}'] / number:.1f} %)"
        for code, number in sorted(found.items())
        if f"-{code}" in found and number
    )


def _list(ledger: Ledger, texts: list[str]) -> Tally:
    tally = Tally()
    resolve(ledger, NOBODY.me)
    set_apart(ledger)
    days = ledger.rows(
        "select ts_us from interactions where ts_us is not null and nature = 'personal' order by ts_us"
    )
    end_us = days[-1][0]
    look(ledger, NOBODY, end_us)
    hear(ledger, NOBODY, end_us)
    remark(ledger)
    ledger.script("drop table if exists whole; create temp table whole as select * from remark")
    tally["letters heard"] = 0
    _copied(ledger, tally, texts)
    _newcomers(ledger, tally)
    _silent(ledger, tally)
    _topics(ledger, tally)
    for part in CUTS:
        cut = date.fromisoformat(day(days[int(part * len(days))][0]))
        if day_micros(cut + timedelta(days=365)) < end_us:
            _year(ledger, cut, tally, texts)
    del tally["letters heard"]
    return tally


def _copied(ledger: Ledger, tally: Tally, texts: list[str]) -> None:
    for text, speakers, times in ledger.rows(
        "select text, speakers, times from copied order by speakers desc, text"
    ):
        tally.said("V301", wrong=True)
        texts.append(f"V301 {speakers} people, {times} times: {' '.join(text.split())[:200]}")


def _newcomers(ledger: Ledger, tally: Tally) -> None:
    for new, number, answered in ledger.rows(NEWCOMERS, weeks_us=21 * DAY_US):
        code = "L101" if new else "L101 (those who were seen for three weeks)"
        tally[code] += number
        tally[f"-{code}"] += answered


def _silent(ledger: Ledger, tally: Tally) -> None:
    for (speaker,) in ledger.rows(LOUD, most=LOUDEST):
        said = [f"{title}\n{text}" for title, text in ledger.rows(THEIRS, speaker=speaker)]
        told, kept = said[::2], said[1::2]
        topics = [
            phrase.words for phrase in keyphrases([Said(text, n, n) for n, text in enumerate(told)], TOPICS)
        ]
        for topic in topics:
            tally.said("V203", wrong=not any(_about(text, topic) for text in kept))


def _about(text: str, topic: str) -> bool:
    words = pattern_of(text).strip("%").strip()
    sought = pattern_of(topic)
    return f" {words} ".find(sought[1:].rstrip("%")) >= 0


def _topics(ledger: Ledger, tally: Tally) -> None:
    said = [Said(f"{title}\n{text}", thread, who) for title, text, thread, who in ledger.rows(LATEST)]
    for topic in keyphrases(said, 2 * NAMED):
        remark(ledger, (topic.words,))
        found = voices(ledger, NOBODY, (topic.words,))
        tally.said("V401", wrong=not found.others)
    remark(ledger)


def _year(ledger: Ledger, cut: date, tally: Tally, texts: list[str]) -> None:
    cut_us = day_micros(cut + timedelta(days=1)) - 1
    hear(ledger, NOBODY, cut_us)
    found = voices(ledger, NOBODY, (), EVERYBODY)
    speakers: dict[int, int] = dict(ledger.rows("select id, speaker from remark"))
    after = {
        speaker: (posts, answered, began)
        for speaker, posts, answered, began in ledger.rows(
            AFTER, since_us=cut_us, until_us=cut_us + 365 * DAY_US
        )
    }
    ((began, began_answered, joined, joined_answered),) = ledger.rows(
        USUAL, since_us=cut_us, until_us=cut_us + 365 * DAY_US
    )
    for place, each in enumerate(found.others):
        posts, answered, begun = after.get(speakers[int(each.evidence[0].id, 16)], (0, 0, 0))
        if place < NAMED:
            tally.said("V101", wrong=not answered)
        if posts >= FEWEST_AFTER:
            usual = begun * began_answered / max(began, 1) + (posts - begun) * joined_answered / max(
                joined, 1
            )
            if each.more >= 0.5:
                tally.said("V201", wrong=answered < usual)
            elif each.more <= 0.2:
                tally.said("V202", wrong=answered >= usual)
    for heard in listening(ledger, NOBODY, cut_us).values():
        for question in heard.questions:
            ((title, text),) = ledger.rows(
                "select title, text from interactions where id = $id", id=int(question.evidence.id, 16)
            )
            tally["L301"] += 1
            texts.append(f"L301 {question.evidence.id} {title} || {' '.join(text.split())[:700]}")


NEWCOMERS = """
with seen as (select speaker, min(ts_us) as first_us from whole group by speaker),
began as (
    select w.speaker, w.answered, case when w.ts_us - s.first_us < $weeks_us then 1 else 0 end as new,
        row_number() over (partition by w.speaker order by w.ts_us, w.id) as place
    from whole w join seen s on s.speaker = w.speaker
    where w.opens = 1
)
select new, count(*), cast(sum(answered) as bigint) from began where place = 1 group by new order by new
"""
LOUD = "select speaker from whole group by speaker order by count(*) desc, speaker limit $most"
THEIRS = "select i.title, i.text from whole w join interactions i on i.id = w.id where w.speaker = $speaker order by w.ts_us, w.id"
LATEST = """
select i.title, i.text, w.thread, w.speaker from whole w join interactions i on i.id = w.id order by w.ts_us desc, w.id limit 2000
"""
AFTER = """
select speaker, count(*), cast(sum(answered) as bigint), cast(sum(opens) as bigint) from whole
where enters = 1 and prompted = 0 and ts_us > $since_us and ts_us <= $until_us
group by speaker
"""
USUAL = """
select coalesce(sum(opens), 0), coalesce(sum(opens * answered), 0), coalesce(sum(1 - opens), 0), coalesce(sum((1 - opens) * answered), 0)
from whole where enters = 1 and prompted = 0 and ts_us > $since_us and ts_us <= $until_us
"""

if __name__ == "__main__":
    main()
