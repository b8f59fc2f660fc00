"""Who can introduce us to somebody: paths of at most three steps, each with what shows it.

A path is as strong as its weakest step. Our own step is as strong as the tie; a step between two others is as strong as the
number of days on which they are seen together. No probability is given: too few asks are logged to know how often one comes off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from heard.measures.between import name_of, seek, told
from heard.measures.ties import Tie, several, tie
from heard.model import Evidence, day, day_micros
from heard.people.apart import why_apart
from heard.people.find import seek as sought
from heard.people.find import unknown

if TYPE_CHECKING:
    from heard.ledger.store import Ledger
    from heard.strategy import Strategy

Strength = Literal["strong", "moderate", "weak"]
Provenance = Literal["seen", "imported", "stated", "inferred"]
STRENGTHS: dict[int, Strength] = {3: "strong", 2: "moderate", 1: "weak"}
"""Of our own step: strong if the tie is warm or active, moderate if cool, weak if dormant, one-way, or a connection without a word."""
SUREST: tuple[Provenance, ...] = ("inferred", "stated", "imported", "seen")
SHOWN = 3
"""Things shown for each step, the latest first."""
READY = ("warm", "active")
"""A tie as fresh as this may be asked at once."""
NOBODY = -1
"""The number of a person who is on the list and in no export."""
MORE = "an export shows your own ties and few of others; mails with both in Cc, group threads, or a line in your journal would show more"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One person to the next, and what shows that they know each other."""

    person: int
    """Who is reached by it."""
    giver: str
    """Who is asked; empty for ourselves."""
    taker: str
    """Who is reached."""
    strength: Strength
    provenance: Provenance
    days: int
    """Different days on which they are seen together [days]; 0 where it was only said."""
    last: str
    """The last of them, as an ISO date; empty where there is none."""
    wrote: Literal["both", "giver", "taker", "neither"]
    """Who of the two is seen to write to the other."""
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A way to a person, from ourselves on."""

    tie: Tie
    """How we stand with the first person."""
    steps: tuple[Step, ...]
    ask: Literal["now", "warm first"]
    because: str = ""
    """Why it is to be warmed first, as a clause; empty if it is not."""

    @property
    def people(self) -> tuple[str, ...]:
        """Who is asked, who is asked next, and the person to meet."""
        return tuple(step.taker for step in self.steps)

    @property
    def weakest(self) -> int:
        """Which step is the weakest, from 0; of equals the least sure, then the one that rests on fewer days."""
        order = tuple(STRENGTHS.values())[::-1]
        return min(
            range(len(self.steps)),
            key=lambda i: (
                order.index(self.steps[i].strength),
                SUREST.index(self.steps[i].provenance),
                self.steps[i].days,
            ),
        )

    @property
    def strength(self) -> Strength:
        """That of the weakest step."""
        return self.steps[self.weakest].strength


@dataclass(frozen=True, slots=True, kw_only=True)
class Introductions:
    """Who can introduce us to somebody, or why nobody is seen."""

    as_of: date
    """The day from which it looks."""
    target: str
    paths: tuple[Path, ...] = ()
    """The strongest first, then the shortest, then the freshest; of each person to ask the best one."""
    none: str | None = None
    """Why there is no path, as a sentence."""


def introductions(
    ledger: Ledger, strategy: Strategy, asked: str, as_of: date, as_of_us: int, most: int
) -> Introductions:
    """Paths of at most three steps to a person; `set_apart` and `weigh` go before.

    Args:
        ledger: with the tables ``apart`` and ``tie``.
        strategy: whose list may name the person, and who could introduce us.
        asked: a name, an address or an account.
        as_of: the day to look from.
        as_of_us: its last microsecond [us since 1970, UTC].
        most: paths given at most; each begins with another person.

    Raises:
        HeardError: several people are called that, or it is ourselves.
    """
    asked = " ".join(asked.split())
    number = sought(ledger, asked, "intro")
    if number is None:
        number = sought(ledger, f"name:{asked.lower()}", "intro")
    through = {each.name.lower(): each.through for each in strategy.targets}
    if number is None:
        listed = [each for each in strategy.targets if each.name.lower() == asked.lower()]
        if not listed:
            return Introductions(as_of=as_of, target=asked, none=unknown(ledger, asked))
        number, name = NOBODY, listed[0].name
    else:
        stand = tie(ledger, as_of, number)
        name = _name(ledger, strategy, number, stand.name, asked)
        if why := _needless(ledger, stand, name):
            return Introductions(as_of=as_of, target=name, none=why)
    seek(ledger, number, told(ledger, strategy, number, name), day_micros(as_of), as_of_us)
    ways = ledger.rows(_PATHS, most=most)
    stands = several(ledger, as_of, (first for first, _ in ways))
    paths = tuple(_path(ledger, stands[first], name, number, second) for first, second in ways)
    if paths:
        return Introductions(as_of=as_of, target=name, paths=paths)
    why = _why_none(ledger, name, number, through.get(name.lower(), ()))
    return Introductions(as_of=as_of, target=name, none=why)


def _needless(ledger: Ledger, stand: Tie, name: str) -> str:
    """Why nobody is asked for an introduction: we know them, or they are no person."""
    if machine := why_apart(ledger, stand.person):
        return f"{name} is a {machine.what} and no person; nobody can introduce you."
    if not stand.band:
        return ""
    return (
        f"You know {name} already: you both wrote or met, the tie is {stand.band}, and you were last in touch on {stand.last}, "
        f"by {' and '.join(stand.channels)}. Write to them yourself."
    )


def _name(ledger: Ledger, strategy: Strategy, number: int, shown: str, asked: str) -> str:
    """As the strategy writes it, where it does; else as the latest export does, or as it was asked for."""
    known = {
        name for (name,) in ledger.rows(
            "select lower(p.name) from profiles p join people pe on pe.account = p.account where pe.person = $person", person=number
        )
    } | {shown.lower()}  # fmt: skip
    return next(
        (each.name for each in strategy.targets if each.name.lower() in known),
        asked if asked.lower() == shown else shown,
    )


def _why_none(ledger: Ledger, name: str, number: int, through: Sequence[str]) -> str:
    refused = [name_of(ledger, who) for (who,) in ledger.rows(_REFUSED, target=number)]
    if refused:
        return f"No path to {name} is seen yet: {' and '.join(refused)} said no when you asked, and nobody else is seen with them."
    if through:
        return (
            f"No path to {name} is seen yet: you wrote that {' or '.join(through)} could introduce you, and nothing in the ledger "
            f"shows a tie of yours there; add the export or the journal line that does."
        )
    if number == NOBODY:
        return (
            f"No path to {name} is seen yet: {name} is on your list, and in nothing that was added; {MORE}."
        )
    beside = ledger.rows("select count(distinct other) from pair where hop = 1")[0][0]
    if beside:
        people = "1 person is" if beside == 1 else f"{beside:,} people are"
        return f"No path to {name} is seen yet: {people} seen with them, and none leads back to anybody you know; {MORE}."
    return (
        f"No path to {name} is seen yet: they are in the ledger, and nobody else is seen with them; {MORE}."
    )


def _path(ledger: Ledger, stand: Tie, name: str, target: int, second: int | None) -> Path:
    steps = [_own(ledger, stand)]
    if second is not None:
        steps.append(_between(ledger, 2, steps[0], second, name_of(ledger, second)))
    steps.append(_between(ledger, 1, steps[-1], target, name))
    because = _because(ledger, stand)
    return Path(tie=stand, steps=tuple(steps), ask="warm first" if because else "now", because=because)


def _because(ledger: Ledger, stand: Tie) -> str:
    last = ledger.rows(
        "select ts_us, answer from asked where person = $person order by ts_us desc, id desc limit 1",
        person=stand.person,
    )
    if last and last[0][1] == "open":
        return f"what you asked on {day(last[0][0])} is still open"
    if not stand.band:
        return {
            "they are silent": "they have not written to you yet, as far as is seen",
            "never": "you are connected and have not exchanged a word, as far as is seen",
        }.get(stand.circle, "they wrote to you and you have not answered, as far as is seen")
    return "" if stand.band in READY else f"the tie is {stand.band}"


def _own(ledger: Ledger, stand: Tie) -> Step:
    """The step from us to somebody whom we could ask."""
    ((band,),) = ledger.rows("select band from knows where person = $person", person=stand.person)
    seen = stand.circle != "never"
    found = ledger.rows(_OWN, person=stand.person, most=SHOWN, word=int(seen))
    return Step(
        person=stand.person,
        giver="",
        taker=stand.name,
        strength=STRENGTHS[band],
        provenance="seen" if seen else "imported",
        days=stand.contact_days,
        last=stand.last,
        wrote="both" if stand.band else "taker" if stand.received else "giver" if stand.sent else "neither",
        evidence=tuple(
            Evidence(
                id=f"{id_:016x}", at=day(ts_us), channel=channel, who=stand.name, what=_with_us(kind, mine)
            )
            for id_, ts_us, channel, kind, mine in found
        ),
    )


def _with_us(kind: str, mine: int) -> str:
    if kind in ("meeting", "call", "visit", "connection"):
        return f"{kind} with you"
    return f"{kind} {'from you' if mine else 'to you'}"


def _between(ledger: Ledger, hop: int, before: Step, person: int, name: str) -> Step:
    """The step from one person to another, neither of them ourselves."""
    ends = {"hop": hop, "one": person, "other": before.person}
    ((band, provenance, days, last_us, one_wrote, other_wrote),) = ledger.rows(_BETWEEN, **ends)
    wrote: Literal["both", "giver", "taker", "neither"] = (
        "both"
        if one_wrote and other_wrote
        else "giver"
        if other_wrote
        else "taker"
        if one_wrote
        else "neither"
    )
    return Step(
        person=person,
        giver=before.taker,
        taker=name,
        strength=STRENGTHS[band],
        provenance=provenance,
        days=days,
        last="" if last_us is None else day(last_us),
        wrote=wrote,
        evidence=tuple(
            Evidence(
                id=f"{id_:016x}" if id_ else "",
                at="" if ts_us is None else day(ts_us),
                channel=channel,
                who=name if writer == person else before.taker,
                what=_shown(kind, how, before.taker, name, writer == person),
            )
            for id_, ts_us, channel, kind, how, writer in ledger.rows(_SHOWN, most=SHOWN, **ends)
        ),
    )


def _shown(kind: str, how: str, giver: str, taker: str, back: bool) -> str:
    """What shows two people together, without its words."""
    one, other = (taker, giver) if back else (giver, taker)
    return {
        "wrote": f"{kind} from {one} to {other}",
        "answered": f"{kind} of {one} that answers {other}",
        "imported": f"{kind} by {one} of {other}" if kind == "recommendation" else f"{kind} of {one} and {other}",
        "together": f"{kind} that went to {giver} and {taker}",
        "thread": f"{giver} and {taker} wrote in one thread",
        "stated": f"your journal says that {giver} agreed to introduce you to {taker}",
    }[how] if kind != "through" else f"your strategy says that {giver} could introduce you to {taker}"  # fmt: skip


_PATHS = """
with path as (
    select a.person as first, cast(null as bigint) as second, least(a.band, s.band) as band, 2 as steps,
        least(a.last_us, coalesce(s.last_us, a.last_us)) as last_us
    from step s join knows a on a.person = s.other
    where s.hop = 1
    union all
    select a.person, near.other, least(a.band, far.band, near.band), 3,
        least(a.last_us, coalesce(far.last_us, a.last_us), coalesce(near.last_us, a.last_us))
    from step near
    join step far on far.hop = 2 and far.one = near.other
    join knows a on a.person = far.other
    left join knows b on b.person = near.other
    where near.hop = 1 and (b.person is null or least(b.band, near.band) < least(a.band, far.band, near.band))
),
best as (
    select *, row_number() over (partition by first order by band desc, steps, last_us desc, second) as place from path
)
select first, second from best where place = 1 order by band desc, steps, last_us desc, first limit $most
"""
_BETWEEN = """
select band, provenance, days, last_us, one_wrote, other_wrote from step where hop = $hop and one = $one and other = $other
"""
_SHOWN = """
select id, ts_us, channel, kind, how, writer
from (
    select *, row_number() over (
        partition by id
        order by case how when 'wrote' then 1 when 'answered' then 2 when 'imported' then 3 when 'stated' then 4 when 'together' then 5 else 6 end
    ) as place
    from pair
    where hop = $hop and one = $one and other = $other
) p
where place = 1
order by case when how in ('together', 'thread') then 1 else 0 end, coalesce(ts_us, 0) desc, id
limit $most
"""
_OWN = """
select id, ts_us, channel, kind, mine
from exchange
where person = $person and ($word = 0 or kind not in ('reaction', 'share', 'follow', 'connection', 'invitation', 'endorsement'))
order by case when kind = 'connection' then 0 else 1 end, ts_us desc, id
limit $most
"""
_REFUSED = """
select person
from (select *, row_number() over (partition by person order by ts_us desc, id desc) as place from asked where target = $target) s
where place = 1 and answer = 'no'
order by ts_us desc, person
"""
