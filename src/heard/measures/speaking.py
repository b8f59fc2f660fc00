"""What is said where more than one can hear it, by whom, and whether they spoke up on their own.

``remark (id, channel, thread, talk, ts_us, speaker, about, enters, opens, prompted, answered, opener)``, made by `remark`, is one row for
each post, comment, letter to a list or line in a group. Speaker 0 is ourselves; our voices of the strategy are -1, -2 ... in its order.
All of it but `about` and `enters` is the same for every topic and stands in ``spoken``, made by `hear`, which a large ledger keeps.

A talk is a thread; a chat that goes on for ever is a new one after an hour of silence. Somebody `enters` it by their first remark in
it about the topic. They were `prompted`, if an earlier remark of another's there was addressed to them or named them. Who `opens` it is
`answered` by anything that another says there later; whoever joins, by what answers that very remark, or in a chat by the next that
another says. The same long text by three people or more is nobody's own word, and is in ``copied (text, speakers, times, id)`` instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from heard.ledger.store import Ledger
    from heard.strategy import Strategy

TALK_PAUSE_US = 3_600_000_000
"""A chat is a new talk after so long a silence [us]: a convention."""
COPIED_LETTERS, COPIED_SPEAKERS = 60, 3
"""A text of so many letters that so many people say alike is copied: a convention."""
MARKS = ".,;:!?()[]{}<>\"'/|*_~`#=+&-\u201c\u201d\u2019\u2026\n\t\r"
"""What may stand between two words."""


def hear(ledger: Ledger, strategy: Strategy, as_of_us: int, private: Iterable[str] = ()) -> None:
    """Make the tables ``spoken``, ``copied`` and ``speaker``; `look` and `set_apart` go before.

    Args:
        ledger: with the tables that they make.
        strategy: whose voices are told from one another.
        as_of_us: the moment to look from [us since 1970, UTC].
        private: accounts, as in email:sam@harrow.example, of people who are left out.
    """
    ledger.script(_TABLES)
    for handle in private:
        ledger.rows("insert into private_account values ($handle)", handle=handle)
    for number, voice in enumerate(strategy.voices, start=1):
        ledger.rows(
            "insert into our_voice values ($number, $name)",
            number=-number,
            name=" ".join(voice.name.lower().split()),
        )
    ledger.script(_SPEAKERS)
    ledger.rows(_COPIED, letters=COPIED_LETTERS, speakers=COPIED_SPEAKERS)
    ledger.rows(_SPOKEN, as_of_us=as_of_us, pause_us=TALK_PAUSE_US)


def remark(ledger: Ledger, topics: Iterable[str] = ()) -> None:
    """Make the table of what was said, and what of it is about a topic; `hear` goes before.

    Args:
        ledger: with the tables that it makes.
        topics: words, or words in a row; a remark is about the topic if its words or its subject have one of them. Words of four
            letters and more may go on, as in bearing and bearings. None: every remark is about it.
    """
    ledger.script(_TOPIC)
    patterns = [pattern_of(topic) for topic in topics]
    for pattern in patterns or ["%"]:
        first = pattern.strip("% ").partition(" ")[0]
        ledger.rows("insert into topic_pattern values ($pattern, $first)", pattern=pattern, first=first)
    if patterns:
        ledger.rows(_ABOUT, marks=MARKS, spaces=" " * len(MARKS))
    ledger.rows(_REMARKS, every=int(not patterns))


def pattern_of(topic: str) -> str:
    """A topic as it is sought in words between spaces."""
    words = " ".join(topic.lower().translate({ord(mark): " " for mark in MARKS}).split())
    plain = words.replace("\\", "").replace("%", "")
    return f"% {plain}%" if len(plain.rpartition(" ")[2]) >= 4 else f"% {plain} %"


_TABLES = """
drop table if exists private_account;
create temp table private_account (handle text not null);
drop table if exists our_voice;
create temp table our_voice (number bigint not null, name text not null);
drop table if exists copied;
create temp table copied (text text not null, speakers bigint not null, times bigint not null, id bigint not null);
drop table if exists spoken;
create temp table spoken (
    id bigint not null, channel text not null, thread bigint not null, talk bigint not null, ts_us bigint not null, speaker bigint not null,
    opens smallint not null, prompted smallint not null, answered smallint not null, opener bigint not null
);
"""
_TOPIC = """
drop table if exists topic_pattern;
create temp table topic_pattern (pattern text not null, first text not null);
drop table if exists about_it;
create temp table about_it (id bigint not null);
drop table if exists remark;
create temp table remark (
    id bigint not null, channel text not null, thread bigint not null, talk bigint not null, ts_us bigint not null, speaker bigint not null,
    about smallint not null, enters smallint not null, opens smallint not null, prompted smallint not null, answered smallint not null,
    opener bigint not null
);
"""
_SPEAKERS = """
drop table if exists speaker;
create temp table speaker as
with named as (
    select p.account, max(v.number) as number
    from people p join profiles f on f.account = p.account join our_voice v on v.name = lower(f.name)
    group by p.account
),
colleague as (
    select p.person, max(n.number) as number from named n join people p on p.account = n.account where p.person <> 0 group by p.person
)
select p.account, case when p.person = 0 then coalesce(n.number, 0) else coalesce(c.number, p.person) end as speaker
from people p left join named n on n.account = p.account left join colleague c on c.person = p.person
where p.person not in (select person from apart)
    and p.person not in (
        select q.person from private_account a join accounts h on h.handle = a.handle join people q on q.account = h.account where q.person <> 0
    );
"""
_COPIED = """
insert into copied
select lower(i.text), count(distinct s.speaker), count(*), min(i.id)
from interactions i join speaker s on s.account = i.actor
where length(i.text) >= $letters and i.visibility <> 'direct' and i.nature = 'personal'
group by lower(i.text)
having count(distinct s.speaker) >= $speakers
"""
_ABOUT = """
insert into about_it
select s.id
from spoken s join interactions i on i.id = s.id
where exists (
    select 1 from topic_pattern t
    where strpos(lower(i.title || ' ' || i.text), t.first) > 0
        and ' ' || translate(lower(i.title || ' ' || i.text), $marks, $spaces) || ' ' like t.pattern
)
"""
_REMARKS = """
insert into remark
with topical as (
    select s.*, case when $every = 1 or a.id is not null then 1 else 0 end as about from spoken s left join about_it a on a.id = s.id
),
turned as (
    select *, row_number() over (partition by channel, thread, talk, speaker, about order by ts_us, id) as turn from topical
)
select id, channel, thread, talk, ts_us, speaker, about, case when about = 1 and turn = 1 then 1 else 0 end, opens, prompted, answered, opener
from turned
"""
_SPOKEN = """
insert into spoken
with said as (
    select i.id, i.channel, i.kind, i.ts_us, coalesce(i.thread, i.reply_to, i.id) as thread, i.reply_to, s.speaker
    from interactions i join speaker s on s.account = i.actor
    where i.nature = 'personal' and i.ts_us is not null and i.ts_us <= $as_of_us and i.visibility <> 'direct'
        and i.kind in ('post', 'reply', 'comment', 'mention', 'message', 'mail') and i.id not in (select id from twice)
        and (length(i.text) < 60 or lower(i.text) not in (select text from copied))
),
before as (
    select *, lag(ts_us) over (partition by channel, thread order by ts_us, id) as last_us from said
),
placed as (
    select *, sum(case when last_us is null or (kind = 'message' and ts_us - last_us > $pause_us) then 1 else 0 end)
        over (partition by channel, thread order by ts_us, id rows unbounded preceding) as talk
    from before
),
turned as (
    select *, first_value(speaker) over (partition by channel, thread, talk order by ts_us, id) as opener,
        row_number() over (partition by channel, thread, talk order by ts_us, id) as place
    from placed
),
ended as (
    select channel, thread, talk, speaker, max(ts_us) as last_us, max(place) as last_place from turned group by channel, thread, talk, speaker
),
latest as (
    select channel, thread, talk, speaker, last_place,
        row_number() over (partition by channel, thread, talk order by last_place desc) as behind
    from ended
),
replied as (
    select distinct o.id
    from said o join interactions i on i.reply_to = o.id join speaker s on s.account = i.actor
    where s.speaker <> o.speaker and i.nature = 'personal'
),
called as (
    select t.channel, t.thread, t.talk, c.speaker, min(t.place) as place
    from turned t join recipients r on r.interaction = t.id and r.role <> 'cc' join speaker c on c.account = r.account
    where c.speaker <> t.speaker
    group by t.channel, t.thread, t.talk, c.speaker
)
select t.id, t.channel, t.thread, t.talk, t.ts_us, t.speaker,
    case when t.place = 1 and t.reply_to is null then 1 else 0 end,
    case when c.place < t.place then 1 else 0 end,
    case
        when r.id is not null then 1
        when (t.place = 1 or t.kind = 'message') and coalesce(case when l.speaker <> t.speaker then l.last_place else n.last_place end, 0) > t.place then 1
        else 0
    end,
    t.opener
from turned t
left join latest l on l.channel = t.channel and l.thread = t.thread and l.talk = t.talk and l.behind = 1
left join latest n on n.channel = t.channel and n.thread = t.thread and n.talk = t.talk and n.behind = 2
left join replied r on r.id = t.id
left join called c on c.channel = t.channel and c.thread = t.thread and c.talk = t.talk and c.speaker = t.speaker
"""
