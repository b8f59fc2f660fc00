"""What the weeks show together: whether more deals began in the weeks with more hours, channel by channel.

A second reading beside the counted deals for an hour, which goes by where the user says that a deal began. This one does not look at
that at all. It is an association, never an effect, and is not part of the review: with the deals of a small business it can hardly
ever be told, and where it can the range is wide.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from heard.measures.deals import deals
from heard.measures.stats import estimate, weekly_response, weeks_needed
from heard.model import Answer, Missing

if TYPE_CHECKING:
    from heard.ledger.store import Ledger

DEALS_A_WEEK = 1
"""With fewer on average the noise of a week is nothing like normal, as the model has it: a convention."""


def together(ledger: Ledger, channels: Iterable[str], as_of: date) -> dict[str, Answer]:
    """Deals that the weeks show with each channel's hours [deals/100 h], wherever they are said to have begun.

    Hours and deals are counted in weeks back from `as_of` to the first hour; a deal counts in the week of its first step. Of money
    nothing is said, since it is seldom spent in so many weeks.

    Missing without hours, with fewer than 52 weeks of them or than three for each number asked, and with less than a deal a week.
    """
    inputs = _weekly(ledger, as_of)
    logged = sorted(inputs)
    weeks = max((len(each) for each in inputs.values()), default=0)
    began = [
        date.fromisoformat(deal.opened) for told in deals(ledger, as_of.isoformat()).values() for deal in told
    ]
    result = np.zeros(weeks)
    for day in began:
        if (age := (as_of - day).days // 7) < weeks:
            result[weeks - 1 - age] += 1
    found = int(result.sum())
    shown = _missing(weeks, len(logged), found) or weekly_response(
        np.column_stack([inputs[name] for name in logged]), 100 * result
    )
    answers: dict[str, Answer] = {}
    for name in channels:
        if name not in inputs:
            answers[name] = Missing(
                f"no hours on {name} are logged",
                f"write them in the journal, as in: 2026-03-02 {name} hours 1.5",
            )
        elif isinstance(shown, Missing):
            answers[name] = shown
        else:
            answers[name] = estimate(shown.interval(logged.index(name)), "deals/100 h", found)
    return answers


def _missing(weeks: int, channels: int, found: int) -> Missing | None:
    """Why nothing can be told, if so."""
    needed = weeks_needed(channels)
    if weeks < needed:
        return Missing(
            f"{weeks} weeks are too few to tell by what came in which week, with hours on {channels} of the channels",
            f"{needed - weeks} weeks more of hours and deals would do",
        )
    if found < DEALS_A_WEEK * weeks:
        return Missing(
            f"only {found} deals began in {weeks} weeks, too few to compare one week with another",
            f"{DEALS_A_WEEK * weeks - found} more would do; pausing a channel may tell sooner: heard test CHANNEL",
        )
    return None


def _weekly(ledger: Ledger, as_of: date) -> dict[str, np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """Hours by channel and week [h], the oldest first; a week in which nothing is logged has none."""
    told = [
        (channel, (as_of - date.fromisoformat(day)).days // 7, hours)
        for channel, day, hours in ledger.rows(_DAYS, as_of=as_of.isoformat())
    ]
    weeks = max((age for _, age, _ in told), default=-1) + 1
    found = {channel: np.zeros(weeks) for channel, _, _ in told}
    for channel, age, hours in told:
        found[channel][weeks - 1 - age] += hours
    return found


_DAYS = """
select channel, cast(day as text), cast(sum(cast(hours as decimal(18, 6))) as double precision)
from spent
where why = '' and day <= cast($as_of as date) and hours > 0
group by channel, day
order by channel, day
"""
