"""Which hours count, and on which channel: trackers are mapped by the strategy, and no two records of one week are added.

``spent (id, source, day, channel, hours, why)`` is one row for each entry of the ledger; `why` is empty where it counts, else it is
``unmapped`` (no rule gives it a channel), ``elsewhere`` (a rule says that it belongs to none) or ``recorded twice``.

A journal names the channel itself. A tracker says project, client, task, tag, title, domain, app, category or person, and the first
rule under ``tracked:`` of which every mark fits decides. Without a rule, what bears the name of a channel belongs to it.

Two records of the same hours are never added. Where several sources hold hours on a channel in one week, from Monday on, the one that
holds most counts for that week. A week and not a day, since many a journal has one line for a whole week. The larger one and not a
ranking of sources, since each forgets: timers are not started, and journals not written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from heard.model import day
from heard.strategy import MARKS, Strategy

if TYPE_CHECKING:
    from heard.ledger.store import Ledger

SITES = {
    "bluesky": ("bsky.app",),
    "discord": ("discord.com", "discordapp.com"),
    "email": ("mail.google.com", "outlook.office.com", "outlook.office365.com", "outlook.live.com", "app.fastmail.com", "mail.proton.me"),
    "facebook": ("facebook.com", "messenger.com"),
    "mastodon": ("mastodon.social", "mastodon.online"),
    "telegram": ("telegram.org", "t.me"),
    "x": ("x.com", "twitter.com"),
    "youtube": ("youtube.com", "youtu.be"),
}  # fmt: skip
"""Where the web site of a channel does not simply bear its name before ``.com``."""
NAMED = 1_000_000
"""Place of what only bears a channel's name: behind all rules of the user."""
WORD = re.compile(r"[^\W_]+")
JOINERS = re.compile(r"[\s_-]+")


def count_hours(ledger: Ledger, strategy: Strategy, as_of_us: int) -> None:
    """Make the table ``spent``, as of a moment [us since 1970, UTC]."""
    ledger.script(_LABELS)
    if ledger.rows("select 1 from label limit 1"):
        _write_rules(ledger, strategy)
    ledger.script("drop table if exists spent; create temp table spent" + _SPENT_COLUMNS)
    ledger.rows(_SPENT, as_of=day(as_of_us), named=NAMED)


def hours_left_out(ledger: Ledger) -> dict[str, float]:
    """Hours that count on no channel, by why [h]."""
    return dict(ledger.rows(_LEFT_OUT))


def _write_rules(ledger: Ledger, strategy: Strategy) -> None:
    """The rules of the user, and behind them the names of the channels."""
    for place, rule in enumerate(strategy.tracked):
        marks = rule.marks()
        for mark, values in marks.items():
            for value in values:
                _rule(ledger, place, rule.channel.lower(), mark, value, len(marks))
    for at, channel in enumerate(strategy.channels):
        for order, mark in enumerate(MARKS[:-1]):
            values = (
                (channel.name,) if mark != "domain" else SITES.get(channel.name, (f"{channel.name}.com",))
            )
            for value in values:
                _rule(ledger, NAMED + 1000 * order + at, channel.name, mark, value, 1)


def _rule(ledger: Ledger, place: int, channel: str, mark: str, value: str, needs: int) -> None:
    """One value of one mark of a rule, in the form that labels are compared in."""
    value = value.casefold()
    if mark == "title" and place < NAMED:
        pattern = " ".join(WORD.findall(value))
    elif mark == "domain":
        pattern = value.strip().removeprefix("www.").strip("./")
    else:
        pattern = JOINERS.sub("", value)
    if pattern:
        ledger.rows(
            "insert into hours_rule values ($place, $channel, $mark, $pattern, $needs)",
            place=place,
            channel=channel,
            mark=mark,
            pattern=pattern,
            needs=needs,
        )


_LABELS = """
drop table if exists hours_rule;
create temp table hours_rule (place integer not null, channel text not null, mark text not null, pattern text not null, needs integer not null);

drop table if exists label;
create temp table label as
select labels, split_part(line, ': ', 1) as mark, substr(line, strpos(line, ': ') + 2) as value,
    replace(replace(replace(substr(line, strpos(line, ': ') + 2), ' ', ''), '-', ''), '_', '') as plain
from (
    select labels, unnest(string_to_array(labels, chr(10))) as line
    from (select distinct labels from efforts where channel = '') as different
) as lines;
"""

_SPENT_COLUMNS = """ (
    id bigint not null, source text not null, day date not null, channel text not null, hours double precision not null, why text not null
)"""
_SPENT = """
insert into spent
with fitting as (
    select l.labels, r.place, r.channel
    from label l join hours_rule r on r.mark = l.mark
    where case
        when r.mark = 'domain' then r.pattern = l.value or strpos(l.value || '/', '.' || r.pattern || '/') > 0
        when r.mark = 'title' and r.place < $named then strpos(' ' || l.value || ' ', ' ' || r.pattern || ' ') > 0
        else r.pattern = l.plain
    end
    group by l.labels, r.place, r.channel, r.needs
    having count(distinct r.mark) = r.needs
),
decided as (
    select labels, channel, row_number() over (partition by labels order by place) as place from fitting
),
placed as (
    select e.id, e.source, e.day, coalesce(f.channel, e.channel) as channel, e.hours,
        case when e.channel <> '' then '' when f.labels is null then 'unmapped' when f.channel = '' then 'elsewhere' else '' end as why,
        floor((e.day - cast('1970-01-05' as date)) / 7e0) as week
    from efforts e left join decided f on f.labels = e.labels and f.place = 1 and e.channel = ''
    where e.day <= cast($as_of as date)
),
weekly as (
    select channel, week, source,
        row_number() over (partition by channel, week order by cast(sum(cast(hours as decimal(18, 6))) * 3600 as bigint) desc, source) as place
    from placed
    where why = ''
    group by channel, week, source
)
select p.id, p.source, p.day, p.channel, p.hours, case when p.why = '' and w.place > 1 then 'recorded twice' else p.why end
from placed p left join weekly w on w.channel = p.channel and w.week = p.week and w.source = p.source
"""
_LEFT_OUT = """
select why, cast(sum(cast(hours as decimal(18, 6))) as double precision) from spent where why <> '' group by why order by why
"""
