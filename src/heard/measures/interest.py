"""Question 5 (C5): Am I interesting?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from heard.measures import decide
from heard.measures.conversation import DEFAULT_HORIZON_DAYS, HORIZON_DAYS, HOUR_US
from heard.measures.stats import Beta, beta_prior, estimate, grade
from heard.measures.visits import Visits, visits
from heard.model import Answer, Missing, Verdict, day

if TYPE_CHECKING:
    from heard.ledger.store import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    """Whether those we want to meet answer us."""

    channel: str
    target_reply_rate: Answer
    """Of the conversations we opened with the target market, those answered in time, shrunk to our own baseline [share]."""
    other_reply_rate: Answer
    """The same with everybody else [share]."""
    preferred: float | None = None
    """Probability that the target market answers us more often than others do [0..1]."""
    blind: str = ""
    brought: Visits | None = None
    """Visits to the web site; None where nothing counts them. They decide nothing."""
    verdict: Verdict = "cannot tell"

    def measures(self) -> dict[str, Answer]:
        """Every number by name."""
        rates = {"target_reply_rate": self.target_reply_rate, "other_reply_rate": self.other_reply_rate}
        return rates | (self.brought.measures() if self.brought else {})


def interests(
    ledger: Ledger, channels: Iterable[str], blind: Mapping[str, str], as_of_us: int
) -> dict[str, Interest]:
    """How often the target market answers what we begin, against how often others do [share, 0..1].

    Counts first messages that had time to be answered, in conversations with people whose work is known. Each group is shrunk
    to the pooled rate of all groups by empirical Bayes (moments, the prior's strength held within 2..200). Likes count nothing.
    Visits that the channel brought to the web site stand beside it and decide nothing.

    Missing where we opened no conversation with the target market.
    """
    names = list(channels)
    counted: dict[tuple[str, int], tuple[int, int]] = {}
    for channel in names:
        horizon_us = HORIZON_DAYS.get(channel, DEFAULT_HORIZON_DAYS) * 24 * HOUR_US
        for target, answered, opened in ledger.rows(
            _OPENED, channel=channel, horizon_us=horizon_us, as_of_us=as_of_us
        ):
            counted[channel, target] = (answered, opened)
    spoken = {channel for (channel,) in ledger.rows(_SPOKEN)}
    prior = (
        beta_prior([k for k, _ in counted.values()], [n for _, n in counted.values()])
        if counted
        else Beta(1.0, 1.0)
    )
    brought = visits(ledger, names, day(as_of_us))
    return {
        channel: replace(
            _met(channel)
            if channel in spoken
            else _interest(channel, counted, prior, blind.get(channel, "")),
            brought=brought.get(channel),
        )
        for channel in names
    }


def _interest(
    channel: str, counted: Mapping[tuple[str, int], tuple[int, int]], prior: Beta, blind: str
) -> Interest:
    answered, opened = counted.get((channel, 1), (0, 0))
    other_answered, other_opened = counted.get((channel, 0), (0, 0))
    if not opened:
        return _silent(channel, blind)
    theirs, others = prior.updated(answered, opened), prior.updated(other_answered, other_opened)
    preferred = theirs.exceeds(others) if other_opened else None
    told = preferred is not None and grade(opened, prior.trials, preferred) != "unknown"
    return Interest(
        channel=channel,
        target_reply_rate=estimate(theirs, "share", opened),
        other_reply_rate=estimate(others, "share", other_opened)
        if other_opened
        else Missing(
            f"on {channel} you opened no conversation outside the target market",
            "nothing: there is no baseline to need",
        ),
        preferred=preferred,
        blind=blind,
        verdict=decide(preferred if told else None),
    )


def _met(channel: str) -> Interest:
    missing = Missing(
        f"on {channel} you speak with people, and nothing is written that could be answered",
        "ask three of them afterwards what they remember of the talk",
    )
    return Interest(channel=channel, target_reply_rate=missing, other_reply_rate=missing)


def _silent(channel: str, blind: str) -> Interest:
    why = f"you opened no conversation with the target market on {channel}{', as far as exports show' if blind else ''}"
    missing = Missing(why, "write to five people of your market there, about them, and wait two weeks")
    return Interest(channel=channel, target_reply_rate=missing, other_reply_rate=missing, blind=blind)


_SPOKEN = """
select channel from exchange where kind <> 'connection' group by channel
having min(case when kind in ('meeting', 'call', 'visit', 'introduction') then 1 else 0 end) = 1
"""
_OPENED = """
select target, cast(sum(case when theirs_us is not null and theirs_us - began_us <= $horizon_us then 1 else 0 end) as bigint), count(*)
from conversation
where channel = $channel and opened_by_us = 1 and classified = 1 and persons <= 3
    and (began_us + $horizon_us <= $as_of_us or (theirs_us is not null and theirs_us - began_us <= $horizon_us))
group by target
order by target
"""
