"""One step of a way to somebody: how sure it is, how strong, and what shows it.

Our own step is as strong as the tie; a step between two others is as strong as the number of days on which they are seen together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from heard.measures.ties import Tie
from heard.model import Evidence, day

if TYPE_CHECKING:
    from heard.ledger.store import Ledger

Strength = Literal["strong", "moderate", "weak"]
Provenance = Literal["seen", "imported", "stated", "inferred"]
STRENGTHS: dict[int, Strength] = {3: "strong", 2: "moderate", 1: "weak"}
"""Of our own step: strong if the tie is warm or active, moderate if cool, weak if dormant, one-way, or a connection without a word."""
SHOWN = 3
"""Things shown for each step, the latest first."""


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


def own_step(ledger: Ledger, stand: Tie) -> Step:
    """The step from us to somebody whom we could ask; `between.seek` goes before."""
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


def step_between(ledger: Ledger, before: Step, person: int, name: str) -> Step:
    """The step from one person to another, neither of them ourselves; `between.seek` goes before."""
    ends = {"one": person, "other": before.person}
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


_BETWEEN = """
select band, provenance, days, last_us, one_wrote, other_wrote from step where one = $one and other = $other
"""
_SHOWN = """
select id, ts_us, channel, kind, how, writer
from (
    select *, row_number() over (
        partition by id
        order by case how when 'wrote' then 1 when 'answered' then 2 when 'imported' then 3 when 'stated' then 4 when 'together' then 5 else 6 end
    ) as place
    from pair
    where one = $one and other = $other
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
