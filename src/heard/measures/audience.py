"""Question 1 (C1): is my target market there?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from heard.measures import decide
from heard.measures.labelled import Errors
from heard.measures.stats import SEED, Draws, estimate, grade, jeffreys
from heard.model import Answer, Estimate, Missing, Verdict
from heard.people.match import named
from heard.strategy import Strategy, Target

if TYPE_CHECKING:
    from heard.ledger.store import Ledger

ENOUGH = 0.10
"""A channel holds the market if one in ten of those met there belongs to it: a convention, to be argued with."""
COMPARABLE = 50
"""A channel on which fewer people can be classified is not held up as the better one [persons]: a convention."""
PRIOR_PEOPLE = 1.0
"""What the Jeffreys prior is worth [persons]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """Who is on a channel."""

    channel: str
    share: Answer
    """Target market among those whose work can be told [share]."""
    people: Answer
    """Persons met there in any way [persons]."""
    target_people: Answer
    """Of them in the target market [persons]; at least so many, since others could not be classified."""
    unclassified: Answer
    """Of them without title, company or business address [persons]."""
    named: Answer
    """People of the strategy's list who were met there [persons]."""
    found: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    """Names from the strategy's list."""
    elsewhere: tuple[str, Estimate] | None = None
    """The channel with the highest share, where it is another and clearly higher."""
    verdict: Verdict = "cannot tell"

    def measures(self) -> dict[str, Answer]:
        """Every number by name."""
        return {
            "share": self.share,
            "people": self.people,
            "target_people": self.target_people,
            "unclassified": self.unclassified,
            "named": self.named,
        }


@dataclass(frozen=True, slots=True)
class Markets:
    """Who is on each channel, for what concerns all of them."""

    by: Mapping[str, Market]


def markets(
    ledger: Ledger, strategy: Strategy, channels: Iterable[str], errors: Errors | None = None
) -> dict[str, Market]:
    """The target market's share of the people met on each channel [share, 0..1].

    Counts persons, not accounts. A person is classified by the newest title, company or business address that any export gives;
    whoever has none is reported, never assumed off target. The prior is Jeffreys'. With `errors`, from fifty people on whom the user
    labelled, each share is corrected for those wrongly counted in or out (Rogan & Gladen 1978). Missing where nobody was met, nobody can be
    classified, or the strategy names no segment.
    """
    counts = {channel: row for channel, *row in ledger.rows(_PRESENT)}
    met = {target.name: _met_on(ledger, target) for target in strategy.targets}
    found = {
        channel: _market(channel, counts.get(channel, [0, 0, 0]), strategy, met, errors)
        for channel in channels
    }
    return {channel: _compared(market, found) for channel, market in found.items()}


def _market(
    channel: str, counts: list[int], strategy: Strategy, met: dict[str, set[str]], errors: Errors | None
) -> Market:
    people, classified, target = counts
    here = tuple(name for name, on in met.items() if channel in on)
    missed = tuple(name for name in met if name not in here)
    listed: Answer = Missing("the strategy names nobody to meet", "write under meet: whom you need to meet")
    if met:
        listed = Estimate(len(here), len(here), len(here), "persons", len(met))
    share = _share(channel, people, classified, target, strategy)
    probability = None
    if isinstance(share, Estimate):
        corrected = _corrected(target, classified, errors)
        share = estimate(corrected, "share", classified) if corrected else share
        above = (corrected or jeffreys(target, classified)).above(ENOUGH)
        probability = None if grade(classified, PRIOR_PEOPLE, above) == "unknown" else above
        if _hidden(people, classified, target):
            probability = None
    verdict = decide(probability)
    return Market(
        channel=channel,
        share=share,
        people=Estimate.counted(people, "persons"),
        target_people=Estimate.counted(target, "persons"),
        unclassified=Estimate.counted(people - classified, "persons"),
        named=listed,
        found=here,
        missed=missed,
        verdict="mixed" if verdict == "no" and here else verdict,
    )


def _corrected(target: int, classified: int, errors: Errors | None) -> Draws | None:
    """The share without those who are wrongly counted in or out; None where nobody labelled enough."""
    if errors is None:
        return None
    rng = np.random.default_rng(SEED)
    return errors.corrected(rng.beta(target + 0.5, classified - target + 0.5, len(errors.sensitivity)))


def _hidden(people: int, classified: int, target: int) -> bool:
    """Whether those who cannot be classified are so many that they could turn the answer round."""
    return people > 2 * classified and target / people < ENOUGH < (target + people - classified) / people


def _share(channel: str, people: int, classified: int, target: int, strategy: Strategy) -> Answer:
    if not strategy.segments:
        return Missing(
            "the strategy describes no segment",
            "describe under meet: who belongs to your market, by title or company",
        )
    if not people:
        return Missing(
            f"nobody was met on {channel}, as far as the ledger knows",
            f"import the export of {channel}, or log meetings in the journal",
        )
    if not classified:
        return Missing(
            f"of the {people:,} people on {channel} no title, company or business address is known",
            "import an export that says where people work, such as LinkedIn's connections",
        )
    return estimate(jeffreys(target, classified), "share", classified)


def _compared(market: Market, found: dict[str, Market]) -> Market:
    """The market, with the channel that holds clearly more of it."""
    shares = [
        (other.channel, other.share)
        for other in found.values()
        if isinstance(other.share, Estimate) and other.share.n >= COMPARABLE
    ]
    if not isinstance(market.share, Estimate) or not shares:
        return market
    best, share = max(shares, key=lambda pair: pair[1].low)
    if best == market.channel or share.low <= market.share.high:
        return market
    return replace(market, elsewhere=(best, share))


def _met_on(ledger: Ledger, target: Target) -> set[str]:
    """Channels on which a person of the strategy's list was met."""
    at = target.at.lower()
    persons = [
        person
        for person, _, _, company in named(ledger, target.name)
        if not at or not company or at in company.lower()
    ]
    return {channel for person in persons for (channel,) in ledger.rows(_CHANNELS_OF, person=person)}


_PRESENT = """
select p.channel, count(*), count(c.person), count(m.person)
from (select distinct channel, person from exchange) as p
left join (select person from classified) as c on c.person = p.person
left join (select distinct person from market) as m on m.person = p.person
group by p.channel
order by p.channel
"""
_CHANNELS_OF = "select distinct channel from exchange where person = $person order by channel"
