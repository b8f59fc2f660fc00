"""How right the words and the market are about this ledger, by labels that its owner gave to some of it.

What is labelled is drawn from strata: what the words say, what is doubtful, and the rest; so that fifty labels tell something of what is
rare. Each stratum counts for as much as there is of it. `stratify` makes ``stratum (what, id, stratum)``, where `id` is an interaction
or a person; `learn` makes ``labelled (what, id, ask, thanks, market)`` of the labels whose message or person is in the ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np
import pyarrow as pa

from heard.measures.acts import THANKS
from heard.measures.stats import DRAWS, SEED, Draws, estimate, rogan_gladen
from heard.measures.stats.summary import Array
from heard.model import Answer, Missing
from heard.text.acts import FACT, HINT

if TYPE_CHECKING:
    from heard.ledger.store import Ledger
    from heard.strategy import Strategy

What = Literal["message", "person"]
Told = Literal["fact", "hint", "silent"]
FEWEST_SAID = 10
"""Labels of what is said to be so, below which precision is not told [labels]: a convention."""
ENOUGH_PEOPLE = 50
"""Labelled people from which on shares are corrected [persons]; methods differ, and below it the correction is worse than none."""
_CLEAR = {"ask": ("ask", "both"), "thanks": ("thanks", "both"), "market": ("market",)}
"""The strata of which each is said."""


@dataclass(frozen=True, slots=True)
class Label:
    """What the user said of one message or person."""

    what: What
    id: int
    """Of the interaction, or of one of the person's accounts."""
    ask: bool = False
    thanks: bool = False
    market: bool = False


class Question(NamedTuple):
    """Something that the user may label."""

    what: What
    id: int
    stratum: str
    ts_us: int | None
    channel: str
    who: str
    text: str
    """Of a direct message for the eyes of its owner only: it is in no file, no report and no log."""
    direct: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """How right one thing that Heard says is, by the labels."""

    name: Literal["ask", "thanks", "market"]
    labels: int
    precision: Answer
    """Of what is said to be so, what is [share]."""
    recall: Answer
    """Of what is so, what is said to be; also called sensitivity [share]."""
    specificity: Answer
    """Of what is not so, what is not said to be [share]."""

    @property
    def told(self) -> Told | None:
        """How it may be told to anybody; None where the labels do not say."""
        if isinstance(self.precision, Missing):
            return None
        return (
            "fact" if self.precision.value >= FACT else "hint" if self.precision.value >= HINT else "silent"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How questions and thanks may be told, by the user's own labels; without them as before."""

    ask: Told = "fact"
    thanks_missed: bool = False
    """Fewer than half of the thanks are found."""


@dataclass(frozen=True, slots=True, eq=False)
class Errors:
    """How often people are wrongly counted in or out of the target market, as draws."""

    sensitivity: Array
    specificity: Array
    labels: int

    def corrected(self, share: Array) -> Draws | None:
        """A share of the market, corrected for them; None where they are no better than a coin (Rogan & Gladen 1978)."""
        sound = self.sensitivity + self.specificity > 1
        if sound.mean() < FACT:
            return None
        pairs = zip(share[sound], self.sensitivity[sound], self.specificity[sound], strict=True)
        return Draws(np.array([rogan_gladen(*each) for each in pairs]))


def stratify(ledger: Ledger, strategy: Strategy, what: What) -> None:
    """Make the table of strata of messages or of people; `look` goes before, and `tell_acts` for messages."""
    ledger.script(_STRATA)
    if what == "message":
        ledger.rows(_MESSAGES)
        return
    words = {
        word
        for segment in strategy.segments
        for mark in (*segment.titles, *segment.words, *segment.companies)
        for word in mark.lower().split()
        if len(word) >= 4 and word.isalnum()
    }
    for word in sorted(words):
        ledger.rows("insert into mark_word values ($pattern)", pattern=f"% {word}%")
    if strategy.segments:
        ledger.rows(_PEOPLE)


def learn(ledger: Ledger, labels: Iterable[Label]) -> None:
    """Make the table of what is labelled; `look` goes before."""
    ledger.script(_LABELS)
    rows = [(each.what, each.id, int(each.ask), int(each.thanks), int(each.market)) for each in labels]
    kinds = {
        "what": pa.string(),
        "id": pa.int64(),
        "ask": pa.int16(),
        "thanks": pa.int16(),
        "market": pa.int16(),
    }
    columns = zip(*rows, strict=True) if rows else ([] for _ in kinds)
    ledger.append(
        "said_label",
        pa.table(
            {
                name: pa.array(values, kind)
                for (name, kind), values in zip(kinds.items(), columns, strict=True)
            }
        ),
    )
    ledger.rows(_LABELLED)


def questions(ledger: Ledger, what: What, most: int, seed: int) -> list[Question]:
    """What to ask the user next, from each stratum in turn; the seed decides the order, and what is labelled is left out."""
    factor = 7_919 + 2 * (seed % 400_000)
    return [
        Question(what, id_, stratum, ts_us, channel, who, text, bool(direct))
        for id_, stratum, ts_us, channel, who, text, direct in ledger.rows(
            _NEXT_MESSAGES if what == "message" else _NEXT_PEOPLE, most=most, factor=factor
        )
    ]


def judged(ledger: Ledger, name: Literal["ask", "thanks", "market"]) -> Judged:
    """How right the words, or the marks of the market, are [share]; `stratify` and `learn` go before."""
    found = _draws(ledger, name)
    if isinstance(found, Missing):
        return Judged(name=name, labels=0, precision=found, recall=found, specificity=found)
    labels = found.labels
    return Judged(
        name=name,
        labels=labels,
        precision=estimate(Draws(found.precision), "share", found.said)
        if found.said >= FEWEST_SAID
        else Missing(
            f"only {found.said} of them are labelled", f"label {FEWEST_SAID - found.said} more: heard label"
        ),
        recall=estimate(Draws(found.sensitivity), "share", labels),
        specificity=estimate(Draws(found.specificity), "share", labels),
    )


def words_of(ledger: Ledger) -> Words:
    """How questions and thanks may be told; as shipped where the labels do not say."""
    ask, thanks = judged(ledger, "ask"), judged(ledger, "thanks")
    missed = not isinstance(thanks.recall, Missing) and thanks.recall.high < HINT
    return Words(ask=ask.told or "fact", thanks_missed=missed)


def errors_of(ledger: Ledger) -> Errors | None:
    """How often the market is mistaken, from fifty labelled people on; `stratify` and `learn` go before."""
    found = _draws(ledger, "market")
    if isinstance(found, Missing) or found.labels < ENOUGH_PEOPLE:
        return None
    return Errors(found.sensitivity, found.specificity, found.labels)


class _Found(NamedTuple):
    precision: Array
    sensitivity: Array
    specificity: Array
    labels: int
    said: int


def _draws(ledger: Ledger, name: str) -> _Found | Missing:
    """What the labels say, each stratum drawn from Beta(k + 1/2, n - k + 1/2) and weighed by how much there is of it."""
    what: What = "person" if name == "market" else "message"
    rows = {
        stratum: (size, labels, so) for stratum, size, labels, so in ledger.rows(_COUNTED[name], what=what)
    }
    labels = sum(number for _, number, _ in rows.values())
    said = [stratum for stratum in rows if stratum in _CLEAR[name]]
    if not labels or not said:
        return Missing(
            f"you have labelled {'nobody' if what == 'person' else 'no message'} yet", "heard label"
        )
    rng = np.random.default_rng(SEED)
    so = {
        stratum: size * rng.beta(true + 0.5, number - true + 0.5, DRAWS)
        for stratum, (size, number, true) in sorted(rows.items())
    }
    inside = sum((so[stratum] for stratum in said), np.zeros(DRAWS))
    everything = sum(so.values(), np.zeros(DRAWS))
    sizes = {stratum: size for stratum, (size, _, _) in rows.items()}
    told, total = sum(sizes[stratum] for stratum in said), sum(sizes.values())
    outside_not = (total - told) - (everything - inside)
    return _Found(
        precision=inside / told,
        sensitivity=inside / everything,
        specificity=outside_not / (total - everything),
        labels=labels,
        said=sum(rows[stratum][1] for stratum in said),
    )


def counts(ledger: Ledger, what: What) -> Mapping[str, tuple[int, int]]:
    """Of each stratum, how much there is and how much is labelled [count]."""
    return {stratum: (size, labels) for stratum, size, labels, _ in ledger.rows(_COUNTED["ask"], what=what)}


_STRATA = """
drop table if exists mark_word;
create temp table mark_word (pattern text not null);
drop table if exists stratum;
create temp table stratum (what text not null, id bigint not null, stratum text not null);
"""
_DOUBT = " or ".join(f"lower(i.text) like '{pattern}'" for pattern in THANKS)
_MESSAGES = f"""
insert into stratum
select 'message', i.id,
    case
        when a.ask = 1 and a.thanks = 1 then 'both'
        when a.ask = 1 then 'ask'
        when a.thanks = 1 then 'thanks'
        when i.text like '%?%' or {_DOUBT} then 'doubtful'
        else 'neither'
    end
from interactions i join people p on p.account = i.actor left join acts a on a.interaction = i.id
where i.nature = 'personal' and i.source <> 'journal' and i.text <> '' and i.kind in ('message', 'mail', 'post', 'comment', 'reply')
    and p.person not in (select person from apart) and i.id not in (select id from twice)
"""
_PEOPLE = """
insert into stratum
select 'person', c.person,
    case
        when c.person in (select person from market) then 'market'
        when exists (select 1 from mark_word w where c.title like w.pattern or c.company like w.pattern) then 'doubtful'
        else 'other'
    end
from classified c
"""
_LABELS = """
drop table if exists said_label;
create temp table said_label (what text not null, id bigint not null, ask smallint not null, thanks smallint not null, market smallint not null);
drop table if exists labelled;
create temp table labelled (what text not null, id bigint not null, ask smallint not null, thanks smallint not null, market smallint not null);
"""
_LABELLED = """
insert into labelled
select what, id, ask, thanks, market from said_label where what = 'message'
union all
select 'person', p.person, 0, 0, max(l.market)
from said_label l join people p on p.account = l.id
where l.what = 'person' and p.person <> 0
group by p.person
"""
_COUNTED = {
    name: f"""
select s.stratum, count(*), count(l.id), cast(coalesce(sum(l.{name}), 0) as bigint)
from stratum s left join labelled l on l.what = s.what and l.id = s.id
where s.what = $what
group by s.stratum
order by s.stratum
"""
    for name in _CLEAR
}
_NEXT_MESSAGES = """
with placed as (
    select id, stratum, row_number() over (partition by stratum order by (id % 1000003) * $factor % 1000003, id) as place
    from stratum
    where what = 'message'
),
named as (
    select p.account, max(t.name) as name from people p join portrait t on t.person = p.person where p.person <> 0 group by p.account
)
select d.id, d.stratum, i.ts_us, i.channel, case when p.person = 0 then 'you' else coalesce(nullif(n.name, ''), a.handle) end, i.text,
    case when i.visibility in ('public', 'unlisted') or i.source = 'mailinglist' then 0 else 1 end
from placed d
join interactions i on i.id = d.id
join people p on p.account = i.actor
join accounts a on a.account = i.actor
left join named n on n.account = i.actor
where d.id not in (select id from labelled where what = 'message')
order by d.place, d.stratum
limit $most
"""
_NEXT_PEOPLE = """
with first as (
    select person, min(account) as account from people group by person
),
placed as (
    select f.account as id, s.id as person, s.stratum,
        row_number() over (partition by s.stratum order by (f.account % 1000003) * $factor % 1000003, f.account) as place
    from stratum s join first f on f.person = s.id
    where s.what = 'person'
)
select d.id, d.stratum, cast(null as bigint), '', t.name, t.title || case when t.title <> '' and t.company <> '' then ' at ' else '' end || t.company || case when t.domain <> '' then ' (' || t.domain || ')' else '' end, 0
from placed d join portrait t on t.person = d.person
where d.person not in (select id from labelled where what = 'person')
order by d.place, d.stratum
limit $most
"""
