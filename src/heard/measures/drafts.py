"""What is known, beside its words, of a draft: who will read it, where it will stand, and what we sent before."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from heard.measures.person import Person
from heard.measures.standing import Verdict
from heard.model import day

if TYPE_CHECKING:
    from heard.ledger.store import Ledger
    from heard.strategy import Strategy

LATEST = 3_000
"""Own texts that are looked at, the latest first."""
LATEST_POSTS = 10
"""Own posts among which the promotional ones are counted: methods differ, ten can be read in a minute."""
MOST_PROMOTIONAL = 2
"""Of the last ten, before one more is too many: a convention."""
SHINGLE = 5
"""Words in a row that two texts must share to be called alike there."""
ALIKE = 0.6
"""From this share of such rows on a text is a copy of another [share]."""
FEWEST_WORDS = 20
"""Below that, two texts are alike by chance."""
LIMITS = {"x": 280, "bluesky": 300, "mastodon": 500, "sms": 160, "linkedin": 3000}
"""Letters that a post may have there [letters]; a server of Mastodon may allow more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who will read it, and whether something may be asked of them."""

    name: str = ""
    """Empty where nobody was named."""
    standing: Verdict = "unknown"
    because: str = ""
    """What the standing rests on, as a clause."""
    stranger: bool = False
    """Nothing has gone both ways."""
    company: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """A text of our own, as it went out."""

    id: str
    at: str
    """ISO date."""
    channel: str
    kind: str
    direct: bool
    answers: int
    """Answers that are seen [count]."""
    text: str
    """Stays here where it was direct: no finding may quote it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where it will stand, and what we sent before."""

    channel: str = ""
    """Empty where none was named."""
    rapport: int | None = None
    """Exchanges with a person before business may enter there, as the strategy has it."""
    sent: tuple[Sent, ...] = ()
    """Own texts, the latest first."""

    @property
    def limit(self) -> int | None:
        """Letters that a post may have there [letters]."""
        return LIMITS.get(self.channel)

    @property
    def posts(self) -> tuple[Sent, ...]:
        """Own public texts on this channel, the latest first."""
        return tuple(each for each in self.sent if each.channel == self.channel and not each.direct)


def reader_of(person: Person, strategy: Strategy, channel: str) -> Reader:
    """Whether something may be asked of a person, by the tests of `heard.measures.standing` for an ask of medium size.

    Before them: not yet where nothing has gone both ways, or where fewer words were exchanged than the channel's `rapport` asks.
    """
    tie = person.tie
    found = strategy.channel(channel) if channel else None
    needed = (found.rapport if found else None) or 1
    exchanges = min(tie.sent, tie.received) + tie.meetings
    stranger = tie.state != "two-way"
    standing: Verdict
    if stranger:
        standing, because = "not yet", "nothing has gone both ways between you so far"
    elif exchanges < needed:
        standing, because = (
            "not yet",
            f"you have exchanged {exchanges} of the {needed} words that your strategy asks for first",
        )
    elif person.standing is None:
        standing, because = "unknown", "this is no person"
    else:
        standing, because = person.standing.verdict, person.standing.because
    return Reader(name=tie.name, standing=standing, because=because, stranger=stranger, company=tie.company)


def unknown_reader(name: str) -> Reader:
    """Somebody of whom the ledger holds nothing."""
    return Reader(name=name, standing="not yet", because="the ledger holds nothing of you two", stranger=True)


def sent(ledger: Ledger) -> tuple[Sent, ...]:
    """What we wrote, the latest first, and how often each was answered; `look` goes before.

    A letter or message was answered if the next word in its conversation is theirs; a post by as many as replied to it.
    """
    return tuple(
        Sent(f"{id_:016x}", day(ts_us), channel, kind, bool(direct), int(answers), text)
        for id_, ts_us, channel, kind, direct, answers, text in ledger.rows(_SENT, most=LATEST)
    )


def copies(text: str, earlier: Iterable[Sent]) -> list[Sent]:
    """Own direct texts of which most stands in this one as well."""
    rows = _rows(text)
    if not rows:
        return []
    return [
        each
        for each in earlier
        if each.direct
        and (theirs := _rows(each.text))
        and len(rows & theirs) >= ALIKE * min(len(rows), len(theirs))
    ]


def _rows(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    if len(words) < FEWEST_WORDS:
        return set()
    return {tuple(words[place : place + SHINGLE]) for place in range(len(words) - SHINGLE + 1)}


_SENT = """
with ours as (
    select i.id, i.ts_us, i.channel, i.kind, case when i.visibility in ('direct', 'group') then 1 else 0 end as direct, i.text
    from interactions i join people p on p.account = i.actor
    where p.person = 0 and i.nature = 'personal' and i.ts_us is not null and i.text <> '' and i.source <> 'journal'
        and i.kind in ('post', 'reply', 'comment', 'message', 'mail') and i.id not in (select id from twice)
),
latest as (
    select id, ts_us, channel, kind, direct, text, row_number() over (order by ts_us desc, id) as place from ours
),
replied as (
    select r.reply_to as id, count(*) as answers
    from interactions r join latest l on l.id = r.reply_to left join people p on p.account = r.actor
    where l.place <= $most and coalesce(p.person, 1) <> 0
    group by r.reply_to
),
next as (
    select id, case when lead(mine) over (partition by channel, thread, session order by ts_us, id) = 0 then 1 else 0 end as answered from turns
)
select l.id, l.ts_us, l.channel, l.kind, l.direct,
    case when l.kind in ('message', 'mail') then greatest(coalesce(n.answered, 0), coalesce(r.answers, 0)) else coalesce(r.answers, 0) end,
    l.text
from latest l left join replied r on r.id = l.id left join next n on n.id = l.id
where l.place <= $most
order by l.place
"""
