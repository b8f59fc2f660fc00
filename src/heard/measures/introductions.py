"""Who can introduce us to somebody: paths of at most three steps, each with what shows it.

A path is as strong as its weakest step, and paths stand by the product of their steps. No probability is given: too few asks are
logged to know how often one comes off. Of a company, a segment or the whole list, those who are reached best are shown, and which
few people would open most of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Literal

from heard.measures.between import name_of, seek, told
from heard.measures.standing import standing
from heard.measures.stats.cover import cover
from heard.measures.steps import STRENGTHS, Provenance, Step, Strength, own_step, step_between
from heard.measures.ties import Tie, several, tie
from heard.measures.wanted import Wanted, names_of_wanted, wanted
from heard.measures.ways import Way, Ways
from heard.model import day, day_micros
from heard.people.apart import why_apart

if TYPE_CHECKING:
    from heard.ledger.store import Ledger
    from heard.strategy import Strategy

SUREST: tuple[Provenance, ...] = ("inferred", "stated", "imported", "seen")
Held = Callable[[Tie], str]
"""Why somebody is not to be asked yet, as a clause; empty if they may be."""
READY = ("warm", "active")
"""A tie as fresh as this may be asked at once."""
OPENERS = 3
"""People proposed at most to open a list."""
LISTED = 3
"""Somebody whom the strategy names counts as much as so many of whom it gives the kind only: a convention."""
SEARCHED = 2_000
"""Of those whom we want to meet, so many who are reached best are looked at for who would open most."""
EVERY = 100_000
"""Ways asked for where all are wanted."""
MORE = "an export shows your own ties and few of others; mails with both in Cc, group threads, or a line in your journal would show more"


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
class Opener:
    """Somebody who leads to several whom we want to meet."""

    tie: Tie
    """How we stand with them: whether they will help."""
    opens: tuple[str, ...]
    """To whom they lead and nobody before them does."""
    alone: int
    """To how many of the whole list nobody else leads: what is new [persons]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Introductions:
    """Who can introduce us to somebody, or why nobody is seen."""

    as_of: date
    """The day from which it looks."""
    target: str
    """Who is meant: a person, a company, a segment, or the people on the list."""
    paths: tuple[Path, ...] = ()
    """To a person: the strongest first, of each person to ask the best one. To several: the best one to each who is reached best."""
    none: str | None = None
    """Why there is no path, as a sentence."""
    several: bool = False
    """Whether it was asked for several people."""
    openers: tuple[Opener, ...] = ()
    """Of several: who would open most, each beside those before."""
    asked_already: tuple[str, ...] = ()
    """Who would be among them if what we asked of them were not still open."""
    met: tuple[str, ...] = ()
    """Of several: some of those whom we know already."""
    counts: tuple[int, int, int] = (0, 0, 0)
    """Of several: known already, with a path, without one [persons]."""


def introductions(
    ledger: Ledger, strategy: Strategy, asked: str, as_of: date, as_of_us: int, most: int
) -> Introductions:
    """Paths of at most three steps to a person, a company, a segment or the whole list; `weigh`, `give` and `request` go before.

    Args:
        ledger: with the tables ``apart`` and ``tie``.
        strategy: whose list may name the person, and who could introduce us.
        asked: a name, an address, an account, a segment or a company; the whole list if empty.
        as_of: the day to look from.
        as_of_us: its last microsecond [us since 1970, UTC].
        most: paths given at most; to a person, each begins with another one.

    Raises:
        HeardError: several people are called that, or it is ourselves.
    """
    meant = wanted(ledger, strategy, asked)
    why = meant.none
    if not why and meant.person is not None and meant.person > 0:
        why = _needless(ledger, tie(ledger, as_of, meant.person), meant.title)
    if why:
        return Introductions(as_of=as_of, target=meant.title, none=why)
    named = {name.lower(): person for person, name in meant.named.items()}
    seek(ledger, told(ledger, strategy, named), day_micros(as_of), as_of_us)
    held = partial(warm_first, ledger, strategy, as_of_us)
    ways = Ways(ledger, (person for (person,) in ledger.rows("select person from meet")), day_micros(as_of))
    if meant.person is None:
        return _to_several(ledger, meant, ways, as_of, most, held)
    found = ways.to(meant.person, most)
    if not found:
        through = {each.name.lower(): each.through for each in strategy.targets}.get(meant.title.lower(), ())
        why = _why_none(ledger, meant.title, meant.person, through)
        return Introductions(as_of=as_of, target=meant.title, none=why)
    paths = _paths(ledger, as_of, [way for way, _ in found], meant, held)
    return Introductions(as_of=as_of, target=meant.title, paths=paths)


def _to_several(
    ledger: Ledger, meant: Wanted, ways: Ways, as_of: date, most: int, held: Held
) -> Introductions:
    """The best path to each of those who are reached best, and who would open most."""
    reached = ways.best(len(ways.targets))
    known = f"you know {meant.known} of them already" if meant.known else "you know nobody of them yet"
    if not reached:
        left = f"of the {len(ways.targets)} others nobody is seen with anybody whom you could ask; {MORE}"
        none = f"{known[0].upper()}{known[1:]}, and {left if ways.targets else 'there is nobody else'}."
        return Introductions(as_of=as_of, target=meant.title, none=none, several=True, met=meant.known_names)
    chances: dict[int, dict[int, float]] = {}
    for target in reached[:SEARCHED]:
        for way, worth in ways.to(target, EVERY):
            chances.setdefault(way[0], {})[target] = worth
    busy = {person for (person,) in ledger.rows(_OPEN)}
    values = {target: LISTED if target in meant.named else 1 for target in reached}
    free = {person: reach for person, reach in chances.items() if person not in busy}
    return Introductions(
        as_of=as_of,
        target=meant.title,
        paths=_paths(ledger, as_of, [ways.to(target, 1)[0][0] for target in reached[:most]], meant, held),
        several=True,
        openers=_openers(ledger, as_of, meant, chances, free, values),
        asked_already=tuple(
            name_of(ledger, person) for person, _ in cover(chances, values, OPENERS) if person in busy
        ),
        met=meant.known_names,
        counts=(meant.known, len(reached), len(ways.targets) - len(reached)),
    )


def _openers(
    ledger: Ledger,
    as_of: date,
    meant: Wanted,
    chances: dict[int, dict[int, float]],
    free: dict[int, dict[int, float]],
    values: dict[int, int],
) -> tuple[Opener, ...]:
    """Who of those who are free to be asked would open most, and to whom nobody else at all leads."""
    leads = Counter(target for reach in chances.values() for target in reach)
    alone = {target for target, number in leads.items() if number == 1}
    called = names_of_wanted(ledger) | meant.named
    found: list[Opener] = []
    opened: set[int] = set()
    taken = cover(free, values, OPENERS)
    stands = several(ledger, as_of, (person for person, _ in taken))
    for person, _ in taken:
        fresh = set(free[person]) - opened
        names = sorted((-values[target], called[target]) for target in fresh)
        if names:
            opens = tuple(name for _, name in names)
            found.append(Opener(tie=stands[person], opens=opens, alone=len(alone & set(free[person]))))
        opened.update(fresh)
    return tuple(found)


def _name(ledger: Ledger, meant: Wanted, person: int) -> str:
    return meant.named.get(person) or name_of(ledger, person)


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


def _why_none(ledger: Ledger, name: str, number: int, through: Sequence[str]) -> str:
    refused = [name_of(ledger, who) for (who,) in ledger.rows(_REFUSED, target=number)]
    if refused:
        return f"No path to {name} is seen yet: {' and '.join(refused)} said no when you asked, and nobody else is seen with them."
    if through:
        return (
            f"No path to {name} is seen yet: you wrote that {' or '.join(through)} could introduce you, and nothing in the ledger "
            f"shows a tie of yours there; add the export or the journal line that does."
        )
    if number < 0:
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


def _paths(ledger: Ledger, as_of: date, ways: Sequence[Way], meant: Wanted, held: Held) -> tuple[Path, ...]:
    stands = several(ledger, as_of, {first for first, *_ in ways})
    return tuple(_path(ledger, stands[way[0]], way, meant, held) for way in ways)


def _path(ledger: Ledger, stand: Tie, way: Way, meant: Wanted, held: Held) -> Path:
    steps = [own_step(ledger, stand)]
    for person in way[1:]:
        steps.append(step_between(ledger, steps[-1], person, _name(ledger, meant, person)))
    because = held(stand)
    return Path(tie=stand, steps=tuple(steps), ask="warm first" if because else "now", because=because)


def warm_first(ledger: Ledger, strategy: Strategy, as_of_us: int, stand: Tie) -> str:
    """Why somebody is not to be asked yet, as a clause; empty if they may be. `between.seek` goes before."""
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
    if stand.band not in READY:
        return f"the tie is {stand.band}"
    found = standing(ledger, strategy, stand, as_of_us)
    return found.because if found.verdict == "not yet" else ""


_OPEN = """
select person
from (select *, row_number() over (partition by person order by ts_us desc, id desc) as place from asked) a
where place = 1 and answer = 'open'
"""
_REFUSED = """
select person
from (select *, row_number() over (partition by person order by ts_us desc, id desc) as place from asked where target = $target) s
where place = 1 and answer = 'no'
order by ts_us desc, person
"""
