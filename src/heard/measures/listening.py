"""What is talked about on a channel, by whom, how many of the target market, what nobody answered, and whether one has listened enough.

Listening is done after three weeks of traffic and thirty talks of the target market: a share seen in thirty talks is known to about
18 points. Where the strategy describes no market, the weeks alone are asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from heard.measures.speaking import remark
from heard.measures.voices import OPEN, SHORTEST
from heard.model import Answer, Estimate, Evidence, HeardError, Missing, day, day_micros
from heard.text.phrases import Said, keyphrases

if TYPE_CHECKING:
    from heard.ledger.store import Ledger
    from heard.strategy import Strategy

WEEK_US = 7 * 86_400_000_000
DAY_US = 86_400_000_000
ENOUGH_WEEKS, ENOUGH_TALKS = 3, 30
"""Of traffic, and of talks in which the target market spoke: a convention of practitioners."""
MOST_TEXTS = 2_000
"""Of a channel the latest so many remarks are read for topics."""
MOST_TOPICS, MOST_SPEAKERS, MOST_QUESTIONS = 8, 5, 3
QUESTION_DAYS, PATIENCE_DAYS = 60, 2
"""A question is open if nobody answered it for two days, and is past answering after sixty [days]: a convention."""
ANNOUNCER = 4
"""Who has begun so many talks there and said nothing in any other announces, and asks nobody [talks]: a convention."""
LONGEST, MOST_LETTERS = 160, 2_000
"""Of a question that is shown, and of a text that is looked at [letters]."""
_ASKED = re.compile(r"(?<=\w)\?(?=[\s\"')]|$)")
_ENDED = re.compile(r"(?<=[.!?])\s+|\n\s*\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """Something that is talked about."""

    words: str
    people: int
    """Who say it [persons]."""
    talks: int
    target_people: int
    """Of these people, those in the target market [persons]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Something that was asked of all, and nobody answered."""

    name: str
    target: bool
    """Whether it was asked by somebody of the target market."""
    days: int
    """Ago [days]."""
    text: str
    """The question, where all could read it."""
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Listening:
    """What is to be heard on a channel."""

    channel: str
    planned: bool
    """The strategy names the channel."""
    stated: bool
    """The strategy says since when one listens; otherwise it is counted from the first thing that is seen."""
    since: str
    """The day from which it counts [ISO]."""
    weeks: Estimate
    """Of traffic since then [weeks]."""
    talks: Estimate
    """In which others spoke since then [talks]."""
    people: Estimate
    """Who spoke since then [persons]."""
    target_people: Answer
    """Of these, those in the target market [persons]."""
    target_talks: Answer
    """In which they spoke [talks]."""
    done: bool
    """Three weeks, and thirty talks of the target market."""
    done_on: str = ""
    """The day on which it was enough [ISO]."""
    spoke: str = ""
    """The day on which we first said something there [ISO]."""
    spoke_first: bool = False
    """That was before it was enough."""
    evidence: tuple[Evidence, ...] = ()
    """What we said first."""
    topics: tuple[Topic, ...] = ()
    speakers: tuple[str, ...] = ()
    """Who spoke in most talks, by name."""
    questions: tuple[Question, ...] = ()
    more_questions: int = 0
    """That are open, too, and are not given."""

    def measures(self) -> dict[str, Answer]:
        """Every number by name."""
        return {
            "weeks": self.weeks,
            "talks": self.talks,
            "people": self.people,
            "target_people": self.target_people,
            "target_talks": self.target_talks,
        }


def listening(ledger: Ledger, strategy: Strategy, as_of_us: int, channel: str = "") -> dict[str, Listening]:
    """What is to be heard on each channel on which others speak before more than one, the busiest first.

    Args:
        ledger: after `look` and `heard.measures.speaking.hear`.
        strategy: which channels are planned, since when one listens, and who the market is.
        as_of_us: the moment to look from [us since 1970, UTC].
        channel: this one only.

    Raises:
        HeardError: nothing of that channel is to be heard.
    """
    remark(ledger)
    channels = [name for name, _ in ledger.rows(_CHANNELS)]
    if channel and channel not in channels:
        known = (
            f"of {', '.join(channels[:5])} it does"
            if channels
            else "nor of any other; import a list's archive, a forum or a group"
        )
        raise HeardError(
            f"The ledger holds nothing that others said on “{channel}” before more than one, {known}."
        )
    market = {person for (person,) in ledger.rows("select distinct person from market")}
    wanted = [channel] if channel else channels
    return {name: _listening(ledger, strategy, as_of_us, name, market) for name in wanted}


def _listening(
    ledger: Ledger, strategy: Strategy, as_of_us: int, channel: str, market: set[int]
) -> Listening:
    plan = strategy.channel(channel)
    stated = plan.listening_since if plan else None
    ((first_us, last_us),) = ledger.rows(_TRAFFIC, channel=channel)
    since_us = day_micros(stated) if stated else first_us
    ((people, target_people, talks, target_talks),) = ledger.rows(_HEARD, channel=channel, since_us=since_us)
    weeks = max(0, last_us - since_us) / WEEK_US
    reached = ledger.rows(_ENOUGH, channel=channel, since_us=since_us, before=ENOUGH_TALKS - 1)
    enough_us = max(since_us + ENOUGH_WEEKS * WEEK_US, reached[0][0] if strategy.segments and reached else 0)
    done = last_us >= enough_us and (bool(reached) or not strategy.segments)
    own = ledger.rows(_OWN, channel=channel)
    missing = Missing(
        "the strategy describes no segment",
        "describe under meet: who belongs to your market, by title or company",
    )
    open_questions = ledger.rows(
        _QUESTIONS,
        channel=channel,
        since_us=as_of_us - QUESTION_DAYS * DAY_US,
        until_us=as_of_us - PATIENCE_DAYS * DAY_US,
        announcer=ANNOUNCER,
    )
    questions = [row for row in open_questions if asked(row[5]) is not None]
    return Listening(
        channel=channel,
        planned=plan is not None,
        stated=stated is not None,
        since=day(since_us),
        weeks=Estimate(weeks, weeks, weeks, "weeks", talks),
        talks=Estimate.counted(talks, "talks"),
        people=Estimate.counted(people, "persons"),
        target_people=Estimate.counted(target_people, "persons") if strategy.segments else missing,
        target_talks=Estimate.counted(target_talks, "talks") if strategy.segments else missing,
        done=done,
        done_on=day(enough_us) if done else "",
        spoke=day(own[0][1]) if own else "",
        spoke_first=bool(own) and (not done or own[0][1] < enough_us),
        evidence=tuple(
            Evidence(id=f"{id_:016x}", at=day(ts_us), channel=channel, who="you", what=kind)
            for id_, ts_us, kind in own
        ),
        topics=_topics(ledger, channel, market),
        speakers=tuple(
            sorted(
                (
                    name
                    for _, name in ledger.rows(
                        _SPEAKERS, channel=channel, since_us=since_us, most=MOST_SPEAKERS
                    )
                ),
                key=str.casefold,
            )
        ),
        questions=tuple(_question(row, as_of_us, channel) for row in questions[:MOST_QUESTIONS]),
        more_questions=max(0, len(questions) - MOST_QUESTIONS),
    )


def _topics(ledger: Ledger, channel: str, market: set[int]) -> tuple[Topic, ...]:
    """What is talked about there; the line that a notification mail begins with is the network's own."""
    rows = ledger.rows(_TEXTS, channel=channel, most=MOST_TEXTS)
    said = [
        Said(f"{title}\n{text}", hash((thread, talk)), speaker) for title, text, thread, talk, speaker in rows
    ]
    names = [name for (name,) in ledger.rows(_NAMES, channel=channel)]
    return tuple(
        Topic(
            words=found.words,
            people=found.writers,
            talks=found.threads,
            target_people=len({said[place].writer for place in found.texts} & market),
        )
        for found in keyphrases(said, MOST_TOPICS, names)
    )


def _question(row: tuple[int, int, str, int, str, str, int], as_of_us: int, channel: str) -> Question:
    id_, ts_us, kind, target, name, text, open_ = row
    return Question(
        name=name,
        target=bool(target),
        days=(as_of_us - ts_us) // DAY_US,
        text=(asked(text) or "") if open_ else "",
        evidence=Evidence(
            id=f"{id_:016x}", at=day(ts_us), channel=channel, who=name, what=f"{kind} with a question"
        ),
    )


def asked(text: str) -> str | None:
    """The first question of a text as one line; empty where it is too short or too long to be shown, None where there is none.

    A question mark inside a word, or alone, is a letter that was lost.
    """
    place = 0
    for mark in _ASKED.finditer(text[:MOST_LETTERS]):
        question = " ".join(_ENDED.split(text[place : mark.end()])[-1].split())
        place = mark.end()
        if question.count("(") == question.count(")"):
            return question if SHORTEST / 2 <= len(question) <= LONGEST else ""
    return None


def busiest(found: Mapping[str, Listening]) -> list[Listening]:
    """Planned channels first, then those with most talks."""
    return sorted(found.values(), key=lambda each: (not each.planned, -each.talks.value, each.channel))


_CHANNELS = """
select channel, count(*) from remark where speaker > 0 group by channel order by count(*) desc, channel
"""
_TRAFFIC = "select min(ts_us), max(ts_us) from remark where channel = $channel and speaker > 0"
_HEARD = """
with said as (
    select r.speaker, r.thread, r.talk, case when m.person is null then 0 else 1 end as target
    from remark r left join (select distinct person from market) m on m.person = r.speaker
    where r.channel = $channel and r.speaker > 0 and r.ts_us >= $since_us
),
talks as (
    select thread, talk, max(target) as target from said group by thread, talk
)
select (select count(distinct speaker) from said), (select count(distinct speaker) from said where target = 1),
    (select count(*) from talks), (select count(*) from talks where target = 1)
"""
_ENOUGH = """
select first_us
from (
    select min(r.ts_us) as first_us
    from remark r join (select distinct person from market) m on m.person = r.speaker
    where r.channel = $channel and r.ts_us >= $since_us
    group by r.thread, r.talk
) t
order by first_us
limit 1 offset $before
"""
_OWN = """
select r.id, r.ts_us, i.kind from remark r join interactions i on i.id = r.id
where r.channel = $channel and r.speaker <= 0
order by r.ts_us, r.id
limit 1
"""
_NAMED = """
select p.person, coalesce(nullif(max(t.name), ''), substr(min(a.handle), strpos(min(a.handle), ':') + 1)) as name
    from people p join accounts a on a.account = p.account left join portrait t on t.person = p.person
    where p.person in (select speaker from remark where channel = $channel)
    group by p.person
"""
_SPEAKERS = f"""
with named as ({_NAMED}),
spoke as (
    select speaker, count(*) as talks
    from (select distinct speaker, thread, talk from remark where channel = $channel and speaker > 0 and ts_us >= $since_us) d
    group by speaker
)
select s.speaker, n.name from spoke s join named n on n.person = s.speaker order by s.talks desc, s.speaker limit $most
"""
_NAMES = f"with named as ({_NAMED}) select name from named order by name"
_TEXTS = """
select case when i.key like 'notice:%' then '' else i.title end, i.text, r.thread, r.talk, r.speaker
from remark r join interactions i on i.id = r.id
where r.channel = $channel
order by r.ts_us desc, r.id
limit $most
"""
_QUESTIONS = f"""
with named as ({_NAMED})
select r.id, r.ts_us, i.kind, case when m.person is null then 0 else 1 end as target, n.name, i.text, case when {OPEN} then 1 else 0 end
from remark r
join interactions i on i.id = r.id
join named n on n.person = r.speaker
left join (select distinct person from market) m on m.person = r.speaker
where r.channel = $channel and r.speaker > 0 and r.opens = 1 and r.answered = 0 and i.text like '%?%'
    and r.ts_us >= $since_us and r.ts_us <= $until_us
    and r.speaker not in (select speaker from remark where channel = $channel group by speaker having count(*) >= $announcer and sum(opens) = count(*))
order by target desc, r.ts_us desc, r.id
"""
