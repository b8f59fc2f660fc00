"""Question 5 (C5), in words: what those whom we want to meet answer, of what we say, and what they pass over.

What we begin is held against what becomes of it: posts and letters to a list, that somebody we want to meet answers there; and letters
and messages to one to three of them, that they answer. Each way of beginning on each channel has its own baseline. Marks are such as
the writer can set or leave out: a question, a number, a link, a name, the first person, length, a topic.

``begun (id, channel, form, ts_us, text, title, answered, ...)`` is one row for each such beginning, made by `appeals`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from heard.measures.conversation import DEFAULT_HORIZON_DAYS, HORIZON_DAYS, HOUR_US
from heard.measures.speaking import MARKS, pattern_of
from heard.measures.stats import Beta, beta_prior, estimate, signs_told
from heard.model import Estimate, Evidence, day
from heard.people.match import named
from heard.text.phrases import Said, keyphrases

if TYPE_CHECKING:
    from heard.ledger.store import Ledger
    from heard.strategy import Strategy

Form = Literal["post", "letter"]
FEWEST_BEGUN, FEWEST_ANSWERED, FEWEST_EACH = 20, 5, 8
"""Of a way of beginning, before anything is said of it; and with and without a mark [beginnings]: a convention."""
WORTH_SAYING = 0.05
"""A difference that nobody would feel is not worth a finding, however sure it is [share]: a convention."""
SHORT, LONG = 300, 1_000
"""Letters below and above which it is called short and long [letters]."""
MOST_TOPICS, TEXTS_READ = 6, 500
"""Of our own topics, and of the latest posts that are read for them."""
SHOWN, EXCERPT = 3, 70
"""Posts named beside a mark, and letters that are quoted of one that all could read."""
MARKED = {
    "question": "it asks a question",
    "figure": "it has a number in it",
    "link": "it has a link",
    "name": "it names somebody with @",
    "first_person": "you say I",
    "short": f"it is shorter than {SHORT} letters",
    "long": f"it is longer than {LONG:,} letters",
    "weekend": "it goes out at the weekend",
}
"""Each mark, by the column that tells it, as a clause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something that is in part of what we begin, and goes with being answered or not."""

    words: str
    """As a clause: it asks a question; it is about “valve”."""
    having: Estimate
    """Of what has it, the share answered by those we want to meet [share]."""
    lacking: Estimate
    """Of what has it not [share]."""
    answered: tuple[int, int]
    """Answered, with it and without it [beginnings]."""
    helps: float
    """Probability that what has it is answered more often [0..1]."""
    evidence: tuple[Evidence, ...] = ()
    """The last that bear out the difference: with the mark first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginnings:
    """One way of beginning on a channel."""

    form: Form
    begun: int
    """That had time to be answered [beginnings]."""
    answered: int
    """By those whom we want to meet [beginnings]."""
    asked: int = 0
    """Marks that were in eight of them at least, and missing in eight [count]."""
    told: tuple[Mark, ...] = ()
    """Those that tell answered from unanswered, the surest first; none: it does not show in the data."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """What is answered on a channel of what we begin there."""

    channel: str
    ways: tuple[Beginnings, ...] = ()
    blind: str = ""
    """What the channel's export cannot show."""


def appeals(
    ledger: Ledger, strategy: Strategy, channels: Iterable[str], blind: Mapping[str, str], as_of_us: int
) -> dict[str, Appeal]:
    """Which marks of what we begin go with being answered by those we want to meet; association, and no effect.

    With and without a mark the share answered is shrunk to the baseline of its way of beginning on its channel: Beta(m M, (1 - m) M),
    where M is learned from how far all its marks lie apart, within 2..200 (`beta_prior`). Told are as many of all marks, on
    all channels, the surest first, as have a mean probability of the wrong sign of 5 % at most, and lie five points apart.
    """
    names = list(channels)
    ledger.script(_TABLES)
    for person in {row[0] for target in strategy.targets for row in named(ledger, target.name)}:
        ledger.rows("insert into wanted_person values ($person)", person=person)
    ledger.rows("insert into wanted_person select distinct person from market")
    for name in names:
        horizon_us = HORIZON_DAYS.get(name, DEFAULT_HORIZON_DAYS) * 24 * HOUR_US
        ledger.rows(_POSTS, channel=name, horizon_us=horizon_us, as_of_us=as_of_us)
        ledger.rows(_LETTERS, channel=name, horizon_us=horizon_us, as_of_us=as_of_us)
    ledger.rows(_MARKED, newline="\n", punctuation=MARKS, spaces=" " * len(MARKS), short=SHORT, long=LONG)
    words = MARKED | {
        f"topic {number}": f"it is about “{topic}”" for number, topic in enumerate(_topics(ledger))
    }
    ways: dict[tuple[str, Form], tuple[int, int]] = {
        (channel, form): (begun, answered) for channel, form, begun, answered in ledger.rows(_WAYS)
    }
    found: list[tuple[str, Form, str, Mark]] = []
    asked: dict[tuple[str, Form], int] = {}
    for (channel, form), way in ways.items():
        sides = {key: (number, won) for key, number, won in ledger.rows(_SIDES, channel=channel, form=form)}
        held = compared(sides, *way, words)
        asked[channel, form] = len(held)
        found += [(channel, form, key, mark) for key, mark in held.items()]
    sure = [found[place] for place in signs_told([mark.helps for *_, mark in found])]
    told = [each for each in sure if abs(each[3].having.value - each[3].lacking.value) >= WORTH_SAYING]
    return {
        name: Appeal(
            channel=name,
            blind=blind.get(name, ""),
            ways=tuple(
                Beginnings(
                    form=form,
                    begun=begun,
                    answered=answered,
                    asked=asked[channel, form],
                    told=tuple(
                        _shown(ledger, name, form, key, mark)
                        for at, of, key, mark in told
                        if (at, of) == (channel, form)
                    ),
                )
                for (channel, form), (begun, answered) in ways.items()
                if channel == name
            ),
        )
        for name in names
    }


def compared(
    counted: Mapping[str, tuple[int, int]], begun: int, answered: int, words: Mapping[str, str]
) -> dict[str, Mark]:
    """Each mark that is in enough of what was begun, and missing in enough, with the share answered on either side [share].

    Args:
        counted: by mark, beginnings that have it, and answered ones of them [beginnings].
        begun: all beginnings [beginnings].
        answered: of them.
        words: the marks as clauses.
    """
    if begun < FEWEST_BEGUN or answered < FEWEST_ANSWERED:
        return {}
    sides = {
        key: (won, number, answered - won, begun - number)
        for key, (number, won) in counted.items()
        if min(number, begun - number) >= FEWEST_EACH
    }
    if not sides:
        return {}
    won = [count for row in sides.values() for count in (row[0], row[2])]
    tried = [count for row in sides.values() for count in (row[1], row[3])]
    prior = Beta.around(
        answered / begun if answered < begun else 1 - 0.5 / begun, beta_prior(won, tried).trials
    )
    marks = {}
    for key, (with_won, with_all, without_won, without_all) in sides.items():
        having, lacking = prior.updated(with_won, with_all), prior.updated(without_won, without_all)
        marks[key] = Mark(
            words=words[key],
            having=estimate(having, "share", with_all),
            lacking=estimate(lacking, "share", without_all),
            answered=(with_won, without_won),
            helps=having.exceeds(lacking),
        )
    return marks


def _topics(ledger: Ledger) -> list[str]:
    """What our own posts are about; each is written down as a mark."""
    said = [
        Said(f"{title}\n{text}", number, number)
        for number, (title, text) in enumerate(ledger.rows(_TEXTS, most=TEXTS_READ))
    ]
    topics = [phrase.words for phrase in keyphrases(said, MOST_TOPICS)]
    for number, topic in enumerate(topics):
        ledger.rows(
            "insert into topic values ($mark, $pattern)", mark=f"topic {number}", pattern=pattern_of(topic)
        )
    ledger.rows(_ABOUT, punctuation=MARKS, spaces=" " * len(MARKS))
    return topics


def _shown(ledger: Ledger, channel: str, form: Form, key: str, mark: Mark) -> Mark:
    """With the last that had the mark, and the last that had it not, as far as they bear the difference out."""
    better = int(mark.helps >= 0.5)
    evidence = tuple(
        Evidence(
            id=f"{id_:016x}",
            at=day(ts_us),
            channel=channel,
            who="you",
            what=f"{form}{_quoted(excerpt)}, {'answered' if answered else 'not answered'}",
        )
        for id_, ts_us, answered, excerpt in [
            *ledger.rows(_LAST, channel=channel, form=form, mark=key, has=1, answered=better, most=SHOWN),
            *ledger.rows(_LAST, channel=channel, form=form, mark=key, has=0, answered=1 - better, most=1),
        ]
    )
    return replace(mark, evidence=evidence)


def _quoted(text: str) -> str:
    words = " ".join(text.split())
    return f" “{words if len(words) <= EXCERPT else words[: EXCERPT - 1].rstrip() + '…'}”" if words else ""


_TABLES = """
drop table if exists wanted_person;
create temp table wanted_person (person bigint not null);
drop table if exists begun;
create temp table begun (
    id bigint not null, channel text not null, form text not null, ts_us bigint not null, answered smallint not null
);
drop table if exists marked;
create temp table marked (id bigint not null, form text not null, mark text not null);
drop table if exists topic;
create temp table topic (mark text not null, pattern text not null);
"""
_POSTS = """
insert into begun
with own as (
    select i.id, coalesce(i.thread, i.id) as thread, i.ts_us
    from interactions i join people p on p.account = i.actor
    where p.person = 0 and i.channel = $channel and i.nature = 'personal' and i.ts_us <= $as_of_us and i.visibility <> 'direct'
        and i.kind in ('post', 'mail') and i.reply_to is null and i.text <> '' and i.source <> 'journal' and i.id not in (select id from twice)
),
theirs as (
    select coalesce(i.thread, i.reply_to, i.id) as thread, i.reply_to, i.ts_us
    from interactions i join people p on p.account = i.actor
    where i.channel = $channel and i.nature = 'personal' and i.ts_us <= $as_of_us and i.kind in ('post', 'comment', 'reply', 'mail', 'message')
        and p.person in (select person from wanted_person) and p.person <> 0
),
answers as (
    select o.id from own o join theirs t on t.thread = o.thread where t.ts_us > o.ts_us and t.ts_us - o.ts_us <= $horizon_us
    union
    select o.id from own o join theirs t on t.reply_to = o.id where t.ts_us - o.ts_us <= $horizon_us
)
select o.id, $channel, 'post', o.ts_us, case when a.id is null then 0 else 1 end
from own o left join answers a on a.id = o.id
where o.ts_us + $horizon_us <= $as_of_us or a.id is not null
"""
_LETTERS = """
insert into begun
select min(t.id), c.channel, 'letter', c.mine_us, case when c.theirs_us is not null and c.theirs_us - c.mine_us <= $horizon_us then 1 else 0 end
from conversation c join turns t on t.channel = c.channel and t.thread = c.thread and t.session = c.session and t.ts_us = c.mine_us and t.mine = 1
where c.channel = $channel and c.opened_by_us = 1 and c.persons <= 3
    and exists (select 1 from exchange e where e.id = t.id and e.person in (select person from wanted_person))
    and t.id not in (select id from begun)
    and (c.began_us + $horizon_us <= $as_of_us or (c.theirs_us is not null and c.theirs_us - c.mine_us <= $horizon_us))
group by c.channel, c.thread, c.session, c.mine_us, c.theirs_us
"""
_MARKED = f"""
insert into marked
with said as (
    select b.id, b.form, i.text, length(i.text) as letters, cast(floor(b.ts_us / {24 * HOUR_US}e0) as bigint) % 7 as day,
        ' ' || translate(lower(i.text), $punctuation, $spaces) || ' ' as words
    from begun b join interactions i on i.id = b.id
)
select id, form, 'question' from said where text like '%? %' or text like '%?' or text like ('%?' || $newline || '%')
union all
select id, form, 'figure' from said where translate(words, '123456789', '000000000') like '% 0%'
union all
select id, form, 'link' from said where text like '%http%' or text like '%www.%'
union all
select id, form, 'name' from said where ' ' || text like '% @_%' or id in (select interaction from recipients where role = 'mentioned')
union all
select id, form, 'first_person' from said where words like '% i %' or words like '% ich %' or words like '% je %' or words like '% ik %'
union all
select id, form, 'short' from said where letters < $short
union all
select id, form, 'long' from said where letters > $long
union all
select id, form, 'weekend' from said where day in (2, 3)
"""
_ABOUT = """
insert into marked
with said as (
    select b.id, b.form, ' ' || translate(lower(i.title || ' ' || i.text), $punctuation, $spaces) || ' ' as words
    from begun b join interactions i on i.id = b.id
    where b.form = 'post'
)
select s.id, s.form, t.mark from said s join topic t on s.words like t.pattern
"""
_TEXTS = """
select i.title, i.text from begun b join interactions i on i.id = b.id where b.form = 'post' order by b.ts_us desc, b.id limit $most
"""
_WAYS = """
select channel, form, count(*), cast(sum(answered) as bigint) from begun group by channel, form order by channel, form
"""
_SIDES = """
select m.mark, count(*), cast(sum(b.answered) as bigint)
from marked m join begun b on b.id = m.id and b.form = m.form
where b.channel = $channel and b.form = $form
group by m.mark
order by m.mark
"""
_LAST = """
select b.id, b.ts_us, b.answered,
    case when i.visibility in ('public', 'unlisted') or i.source = 'mailinglist' then substr(coalesce(nullif(i.title, ''), i.text), 1, 200) else '' end
from begun b join interactions i on i.id = b.id left join marked m on m.id = b.id and m.form = b.form and m.mark = $mark
where b.channel = $channel and b.form = $form and b.answered = $answered and case when m.id is null then 0 else 1 end = $has
order by b.ts_us desc, b.id
limit $most
"""
