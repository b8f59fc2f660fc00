"""Who speaks about something on their own, often, and is answered; in their own sentences.

Volume is not passion: whoever posts every week and is never answered comes after whoever posts every month and is. Both are lower
bounds, so that little evidence does not win by chance.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from heard.measures.speaking import remark
from heard.measures.stats import Beta, Gamma, estimate
from heard.model import Answer, Estimate, Evidence, Missing, day
from heard.text.clean import clean
from heard.text.phrases import phrases_of

if TYPE_CHECKING:
    from heard.ledger.store import Ledger
    from heard.strategy import Strategy

FEWEST_POSTS, FEWEST_WEEKS = 4, 4
"""Below that nobody is called a voice: a convention."""
WEEKS_KNOWN = 4.0
"""The prior of how often somebody speaks up is one post in so many weeks [weeks]: a convention."""
POSTS_KNOWN = 6.0
"""What the share of all is worth beside somebody's own [posts]: a convention."""
WEEK_US = 7 * 86_400_000_000
SENTENCES = 3
POSTS_READ = 40
"""Of each voice the latest so many posts are read for sentences."""
COPIES_SHOWN = 3
BOUND = 0.1
_SENTENCE = re.compile(r"(?<=[.!?…])[\"')\u201d\u2019]*\s+|\n\s*\n|\n(?=[-*•>\d])")
_FIRST_PERSON = re.compile(
    r"\b(?:I|I'm|I've|I'd|we|our|my|ich|wir|mein|unser|je|j'ai|nous|notre|yo|nosotros|io|noi|ik|wij)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\b\d{1,6}\b")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w-]{2,}")
SHORTEST, LONGEST = 30, 240
"""A sentence that is shown [letters]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Something that somebody said in public."""

    text: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody who speaks about it on their own."""

    name: str
    title: str = ""
    company: str = ""
    ours: bool = False
    """One of our own voices, or ourselves."""
    posts: int
    """Talks about it that they began, or joined unasked [posts]."""
    weeks: float
    """Since they were first seen, until the end of what is recorded [weeks]."""
    often: Estimate
    """How often [posts per week]."""
    answered: Estimate
    """Of these, those that others answered [share]."""
    helps: int
    """People whose talks they joined [persons]."""
    more: float
    """Probability that they are answered more often than is usual for so many begun, and so many joined [0..1]."""
    sentences: tuple[Sentence, ...] = ()
    """Their own, from what all could read, the most lively first."""
    evidence: tuple[Evidence, ...] = ()
    """Their latest posts about it."""

    @property
    def heard(self) -> float:
        """A lower bound of answered posts of their own [posts per week]."""
        return self.often.low * self.answered.low


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """One text that several people said letter for letter."""

    text: str
    """Empty where not all could read it."""
    speakers: int
    times: int
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """Who speaks about something on their own and is answered, the most heard first."""

    topics: tuple[str, ...]
    """Empty: about anything."""
    others: tuple[Speaker, ...] = ()
    ours: tuple[Speaker, ...] = ()
    usual: Answer
    """Of all talks that anybody began or joined unasked, those answered [share]."""
    silent: tuple[str, ...] = ()
    """Voices of the strategy whose topic it is, and who have not said a word about it."""
    copied: tuple[Copied, ...] = ()
    more: int = 0
    """Others who speak about it, too, and are not listed [persons]."""
    too_few: int = 0
    """People who spoke about it less than four times, or for less than four weeks [persons]."""


class _Counts(NamedTuple):
    speaker: int
    posts: int
    answered: int
    began: int
    began_answered: int
    weeks: float
    helps: int


def voices(ledger: Ledger, strategy: Strategy, topics: Iterable[str] = (), most: int = 8) -> Voices:
    """Who speaks about a topic on their own, often, and is answered.

    `often` is Gamma(u + 1, weeks + 4) for u posts, `answered` is Beta(a + 6 m, u - a + 6 (1 - m)) for a of them answered, m the share
    that is usual for so many begun and so many joined; by the product of both 10 % bounds they are ordered. Needs 4 posts in 4 weeks.

    Args:
        ledger: after `heard.measures.speaking.hear`.
        strategy: whose voices are ours.
        topics: words, or words in a row, of which one is enough; none: about anything.
        most: others given at most.
    """
    topics = tuple(topics)
    remark(ledger, topics)
    rows = [_Counts(*row) for row in ledger.rows(_COUNTED)]
    spoke, answered = sum(row.posts for row in rows), sum(row.answered for row in rows)
    usual = _usual(rows)
    found = sorted(
        (
            (row.speaker, _weighed(row, usual(row)))
            for row in rows
            if row.posts >= FEWEST_POSTS and row.weeks >= FEWEST_WEEKS
        ),
        key=lambda pair: (-pair[1].heard, pair[0]),
    )
    others = [pair for pair in found if pair[0] > 0]
    ours = [pair for pair in found if pair[0] <= 0]
    names = {-number: voice.name for number, voice in enumerate(strategy.voices, start=1)} | {
        0: strategy.name or "you"
    }
    said = {row.speaker for row in rows}
    return Voices(
        topics=topics,
        others=tuple(_told(ledger, speaker, who, {}) for speaker, who in others[:most]),
        ours=tuple(_told(ledger, speaker, who, names) for speaker, who in ours),
        usual=estimate(Beta(answered + 0.5, spoke - answered + 0.5), "share", spoke)
        if spoke
        else Missing(
            "nobody was heard to speak about it", "import what others say: a list's archive, a forum, a group"
        ),
        silent=tuple(
            voice.name
            for number, voice in enumerate(strategy.voices, start=1)
            if -number not in said and (0 not in said or number > 1) and _concerns(voice.topics, topics)
        ),
        copied=tuple(_copied(*row) for row in ledger.rows(_COPIES, most=COPIES_SHOWN)),
        more=max(0, len(others) - most),
        too_few=sum(row.speaker > 0 for row in rows) - len(others),
    )


def spoken_up(posts: int, weeks: float) -> Gamma:
    """How often somebody speaks up [posts per week]."""
    return Gamma(posts + 1, weeks + WEEKS_KNOWN)


def answering(answered: int, posts: int, usual: float) -> Beta:
    """How often what somebody says is answered [share]; `usual` is the share that all have."""
    usual = min(max(usual, 0.01), 0.99)
    return Beta(answered + usual * POSTS_KNOWN, posts - answered + (1 - usual) * POSTS_KNOWN)


def _usual(rows: Sequence[_Counts]) -> Callable[[_Counts], float]:
    """Of what somebody said, the share that would be answered if it went as with all: who begins is answered more than who joins."""
    began, joined = sum(row.began for row in rows), sum(row.posts - row.began for row in rows)
    of_begun = sum(row.began_answered for row in rows) / max(began, 1)
    of_joined = sum(row.answered - row.began_answered for row in rows) / max(joined, 1)
    return lambda row: (row.began * of_begun + (row.posts - row.began) * of_joined) / row.posts


def _weighed(row: _Counts, usual: float) -> Speaker:
    often, share = spoken_up(row.posts, row.weeks), answering(row.answered, row.posts, usual)
    return Speaker(
        name="",
        ours=row.speaker <= 0,
        posts=row.posts,
        weeks=row.weeks,
        often=Estimate(
            often.mean, often.quantile(BOUND), often.quantile(1 - BOUND), "posts per week", row.posts
        ),
        answered=Estimate(share.mean, share.quantile(BOUND), share.quantile(1 - BOUND), "share", row.posts),
        helps=row.helps,
        more=share.above(usual),
    )


def _told(ledger: Ledger, speaker: int, found: Speaker, names: dict[int, str]) -> Speaker:
    """With name, sentences and evidence."""
    name, title, company = names.get(speaker, ""), "", ""
    if speaker > 0:
        ((name, title, company),) = ledger.rows(_NAMED, speaker=speaker)
    rows = ledger.rows(_POSTS, speaker=speaker, most=POSTS_READ)
    said = [
        (Evidence(id=f"{id_:016x}", at=day(ts_us), channel=channel, who=name, what=kind), text)
        for id_, ts_us, channel, kind, text in rows
    ]
    return replace(
        found,
        name=name,
        title=title,
        company=company,
        sentences=best(said),
        evidence=tuple(evidence for evidence, _ in said[:SENTENCES]),
    )


def best(said: Iterable[tuple[Evidence, str]]) -> tuple[Sentence, ...]:
    """The three liveliest sentences, of different posts: first person, a number, a name, and something that is talked about.

    That they are lively is a convention and no measure; they are shown, and nothing rests on them.
    """
    found: list[tuple[int, int, Sentence]] = []
    for place, (evidence, text) in enumerate(said):
        lively = [
            (_lively(sentence), sentence)
            for sentence in (" ".join(part.split()) for part in _SENTENCE.split(clean(text)))
            if _is_whole(sentence)
        ]
        if lively:
            worth, sentence = max(lively, key=lambda pair: pair[0])
            found.append((-worth, place, Sentence(text=sentence, evidence=evidence)))
    chosen: dict[str, Sentence] = {}
    for _, _, each in sorted(found, key=lambda row: row[:2]):
        chosen.setdefault(each.text, each)
    return tuple(chosen.values())[:SENTENCES]


def _is_whole(sentence: str) -> bool:
    return (
        SHORTEST <= len(sentence) <= LONGEST
        and sentence[0].isalpha()
        and sentence[-1] in ".!"
        and not sentence.endswith(("i.e.", "e.g.", "z.B.", "p.ex.", "cf.", "vs.", "al.", "..."))
        and sentence.count("(") == sentence.count(")")
    )


def _lively(sentence: str) -> int:
    marks = sum(bool(mark.search(sentence)) for mark in (_FIRST_PERSON, _NUMBER, _NAME))
    strange = sum(not letter.isalnum() and letter not in " ,.'-\u2019" for letter in sentence)
    return 2 * marks + min(len(phrases_of(sentence)), 4) - (6 if strange * 12 > len(sentence) else 0)


def _concerns(own: tuple[str, ...], topics: tuple[str, ...]) -> bool:
    """Whether one of the topics is one of theirs, or a part of it."""
    return any(
        topic.lower() in mine.lower() or mine.lower() in topic.lower() for mine in own for topic in topics
    )


def _copied(
    text: str, speakers: int, times: int, id_: int, ts_us: int, channel: str, kind: str, open_: int
) -> Copied:
    return Copied(
        text=" ".join(text.split())[:LONGEST] if open_ else "",
        speakers=speakers,
        times=times,
        evidence=Evidence(id=f"{id_:016x}", at=day(ts_us), channel=channel, who="several", what=kind),
    )


OPEN = "(i.visibility in ('public', 'unlisted') or i.source = 'mailinglist')"
"""What all could read; a list's archive is what everybody on the list has read."""
_COUNTED = f"""
with seen as (
    select speaker, min(ts_us) as first_us from remark group by speaker
),
recorded as (
    select max(ts_us) as last_us from remark
),
own as (
    select speaker, count(*) as posts, sum(answered) as answered, sum(opens) as began, sum(opens * answered) as began_answered,
        count(distinct case when opener <> speaker then opener end) as helps
    from remark
    where enters = 1 and prompted = 0
    group by speaker
)
select o.speaker, o.posts, cast(o.answered as bigint), cast(o.began as bigint), cast(o.began_answered as bigint), cast(r.last_us - s.first_us as double precision) / {WEEK_US}e0, o.helps
from own o join seen s on s.speaker = o.speaker cross join recorded r
order by o.speaker
"""
_NAMED = """
select coalesce(nullif(max(t.name), ''), substr(min(a.handle), strpos(min(a.handle), ':') + 1)), coalesce(max(t.title), ''), coalesce(max(t.company), '')
from people p join accounts a on a.account = p.account left join portrait t on t.person = p.person
where p.person = $speaker
"""
_POSTS = f"""
select i.id, i.ts_us, i.channel, i.kind, case when {OPEN} then i.text else '' end
from remark m join interactions i on i.id = m.id
where m.speaker = $speaker and m.about = 1 and m.enters = 1 and m.prompted = 0
order by m.answered desc, i.ts_us desc, i.id
limit $most
"""
_COPIES = f"""
select i.text, c.speakers, c.times, i.id, i.ts_us, i.channel, i.kind, case when {OPEN} then 1 else 0 end
from copied c join interactions i on i.id = c.id
where i.ts_us is not null and exists (select 1 from topic_pattern t where ' ' || lower(i.title || ' ' || i.text) || ' ' like t.pattern)
order by c.speakers desc, c.times desc, i.id
limit $most
"""
