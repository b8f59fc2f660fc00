"""Question 2 (C2): are the interactions meaningful?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from heard.measures import decide
from heard.measures.stats import estimate, grade, jeffreys, kaplan_meier
from heard.model import Answer, Estimate, Evidence, Missing, Verdict, day

if TYPE_CHECKING:
    from heard.ledger.store import Ledger

ENOUGH = 0.2
"""A channel is one for conversation if one thread in five goes back and forth: a convention, to be argued with."""
PRIOR_THREADS = 1.0
"""What the Jeffreys prior is worth [conversations]."""
HORIZON_DAYS = {"linkedin": 14}
"""How long an answer may take there; on lists and in mail nearly all that ever come have come by seven days [d]."""
DEFAULT_HORIZON_DAYS = 7
HOUR_US = 3_600_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What becomes of words on a channel."""

    channel: str
    conversations: Answer
    """Threads with at least one person, and meetings, calls and visits [conversations]."""
    meaningful_share: Answer
    """Of them that went back and forth: three turns at least, or eye to eye [share]."""
    reply_rate: Answer
    """Of the threads that we opened, those answered within the horizon [share]."""
    written: int
    """Of them in writing [conversations]."""
    two_way_people: Answer
    """Persons who have written to us and we to them, or whom we met [persons]."""
    own_posts: Answer
    """Posts, shares and comments of ours, to nobody in particular and in answer to nobody [posts]."""
    answered: tuple[Estimate, ...] = ()
    """Of the threads that we opened, those answered within one day, within two, and so on up to the horizon [share]."""
    horizon_days: int = DEFAULT_HORIZON_DAYS
    blind: str = ""
    """What the channel's export cannot show."""
    examples: tuple[Evidence, ...] = ()
    """The last conversations with the target market that went back and forth."""
    verdict: Verdict = "cannot tell"

    def measures(self) -> dict[str, Answer]:
        """Every number by name."""
        return {
            "conversations": self.conversations,
            "meaningful_share": self.meaningful_share,
            "reply_rate": self.reply_rate,
            "two_way_people": self.two_way_people,
            "own_posts": self.own_posts,
        }


def meanings(
    ledger: Ledger, channels: Iterable[str], blind: Mapping[str, str], as_of_us: int
) -> dict[str, Meaning]:
    """How many conversations there were on each channel, and which share of them went back and forth [share, 0..1].

    A conversation is a thread; in a chat that the network keeps for ever, it ends after seven days of silence. A turn is a run by
    one side. In public a thread is one as soon as both sides have spoken to each other in it; nobody opened it, so that it counts for
    no reply rate. Meetings, calls and visits count as conversations that went both ways. Bulk mail, machines and advertisers are
    out. The reply rate is one minus the Kaplan-Meier curve at the horizon, so that what is unanswered today is not yet a refusal.

    Missing where the export shows our side only; silence there is not silence.
    """
    threads = {channel: row for channel, *row in ledger.rows(_THREADS)}
    meetings: dict[str, int] = dict(ledger.rows(_MEETINGS))
    two_way: dict[str, int] = dict(ledger.rows(_TWO_WAY))
    posts: dict[str, int] = dict(ledger.rows(_POSTS, as_of_us=as_of_us))
    found = {}
    for channel in channels:
        written, meaningful = threads.get(channel, [0, 0])
        met = meetings.get(channel, 0)
        horizon = HORIZON_DAYS.get(channel, DEFAULT_HORIZON_DAYS)
        share, verdict = _meaningful(channel, meaningful + met, written + met, blind.get(channel, ""))
        rate, answered = _reply_rate(ledger, channel, horizon, as_of_us)
        found[channel] = Meaning(
            channel=channel,
            conversations=Estimate.counted(written + met, "conversations"),
            written=written,
            meaningful_share=share,
            reply_rate=rate,
            answered=answered,
            two_way_people=Estimate.counted(two_way.get(channel, 0), "persons"),
            own_posts=Estimate.counted(posts.get(channel, 0), "posts"),
            horizon_days=horizon,
            blind=blind.get(channel, ""),
            examples=_examples(ledger, channel),
            verdict=verdict,
        )
    return found


def _examples(ledger: Ledger, channel: str) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(
            id=f"{first:016x}",
            at=day(last_us),
            channel=channel,
            who=who,
            what=f"{letters} messages, {turns} turns",
        )
        for first, last_us, who, letters, turns in ledger.rows(_EXAMPLES, channel=channel)
    )


def _meaningful(channel: str, meaningful: int, threads: int, blind: str) -> tuple[Answer, Verdict]:
    if not threads:
        if blind:
            why = f"no conversation is to be seen on {channel}, whose export shows little but your own side"
            return Missing(why, "import your mailbox too: notifications name who answered you"), "cannot tell"
        return (
            Missing(
                f"no conversation on {channel} is in the ledger",
                f"import what shows them, or log calls and meetings on {channel}",
            ),
            "cannot tell",
        )
    found = jeffreys(meaningful, threads)
    above = found.above(ENOUGH)
    told = grade(threads, PRIOR_THREADS, above) != "unknown"
    return estimate(found, "share", threads), decide(above if told else None)


def _reply_rate(
    ledger: Ledger, channel: str, horizon: int, as_of_us: int
) -> tuple[Answer, tuple[Estimate, ...]]:
    """Share of the conversations we opened that were answered within the horizon, and within each day of it [share, 0..1]."""
    waited = ledger.rows(
        _WAITS, channel=channel, horizon_us=horizon * 24 * HOUR_US, as_of_us=as_of_us, hour_us=HOUR_US
    )
    if not waited:
        none = Missing(
            f"you opened no conversation on {channel}", "write to somebody, or import what shows it"
        )
        return none, ()
    hours, answered, cases = (np.array(column) for column in zip(*waited, strict=True))
    curve = kaplan_meier(np.repeat(hours, cases).tolist(), np.repeat(answered.astype(bool), cases).tolist())
    try:
        by_day = tuple(
            estimate(curve.by(24 * days).interval(), "share", int(cases.sum()))
            for days in range(1, horizon + 1)
        )
    except ValueError:
        recent = Missing(
            f"what you wrote on {channel} is too recent to have been answered", f"wait {horizon} days"
        )
        return recent, ()
    return by_day[-1], by_day


_EXAMPLES = """
with chosen as (
    select * from conversation
    where channel = $channel and meaningful = 1 and target = 1
    order by last_us desc, thread, session
    limit 3
)
select min(t.id), c.last_us, max(p.name), c.letters, c.turns
from chosen c
join turns t on t.channel = c.channel and t.thread = c.thread and t.session = c.session
join exchange e on e.id = t.id
join market m on m.person = e.person
join portrait p on p.person = e.person
group by c.last_us, c.thread, c.session, c.letters, c.turns
order by c.last_us desc, c.thread, c.session
"""
_THREADS = """
select channel, count(*), cast(sum(meaningful) as bigint) from conversation group by channel order by channel
"""
_MEETINGS = """
select channel, count(distinct id) from exchange where kind in ('meeting', 'call', 'visit') group by channel order by channel
"""
_TWO_WAY = """
select channel, count(*)
from (
    select channel, person from exchange where kind not in ('connection', 'invitation', 'follow', 'reaction')
    group by channel, person having min(mine) < max(mine) or max(case when kind in ('meeting', 'call', 'visit') then 1 else 0 end) = 1
) as both_ways
group by channel
order by channel
"""
_POSTS = """
select i.channel, count(*)
from interactions i join people p on p.account = i.actor
where p.person = 0 and i.ts_us is not null and i.ts_us <= $as_of_us and i.id not in (select id from twice)
    and (i.kind in ('post', 'share') or (i.kind in ('comment', 'reply') and i.reply_to is null and i.id not in (select interaction from recipients)))
group by i.channel
order by i.channel
"""
_WAITS = """
with opened as (
    select began_us, case when theirs_us is not null and theirs_us - began_us <= $horizon_us then 1 else 0 end as answered,
        case
            when theirs_us is not null and theirs_us - began_us <= $horizon_us then theirs_us - began_us
            when $as_of_us - began_us < $horizon_us then $as_of_us - began_us
            else $horizon_us
        end as waited_us
    from conversation
    where channel = $channel and opened_by_us = 1
)
select cast((waited_us - waited_us % $hour_us) / $hour_us as bigint) as hours, answered, count(*)
from opened
group by 1, answered
order by 1, answered
"""
