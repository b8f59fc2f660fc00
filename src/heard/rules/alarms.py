"""How often each rule is wrong, counted on public mail by the programs in bench/; every rule's page prints it.

Letters that somebody quotes below an answer, in the annotated mails of two lists of the Apache foundation and of Enron
(HPI-Information-Systems/Quagga), were answered: 501 of five words and more, read as if to anybody (bench/drafts.py). They are letters
between people who work on the same thing. Letters between two who had exchanged nothing before are read as to a stranger: 501 of those
that were answered on two lists of R (bench/strangers.py). `heard check --measure` counts your own. What the rules on voices and on
listening say of public lists is held against the year after (bench/overheard.py).
"""

from __future__ import annotations

from typing import NamedTuple

LETTERS = 501
"""In either set."""
MOST = 0.02
"""A rule that speaks more often than that of what was answered is off, unless asked for [share]."""
ALARMS: dict[str, int] = {
    "D101": 0, "D102": 1, "D103": 0, "D104": 1, "D105": 0, "D106": 5, "D107": 0, "D108": 6, "D109": 0,
    "D201": 0, "D202": 1, "D203": 0, "D204": 0, "D205": 0, "D206": 0,
}  # fmt: skip
"""Alarms in letters that were answered, read as if to anybody, by rule [count]."""
STRANGERS: dict[str, int] = {
    "D101": 0, "D102": 0, "D103": 0, "D104": 5, "D105": 3, "D106": 0, "D107": 0, "D108": 0, "D109": 0,
    "D201": 2, "D202": 9, "D203": 446, "D204": 0, "D205": 8, "D206": 2,
}  # fmt: skip
"""Alarms in first letters that were answered, read as to a stranger, by rule [count]."""


class Rate(NamedTuple):
    """How often a rule was wrong."""

    wrong: int
    of: int
    what: str


COUNTED = "It counts, and claims nothing that the year after could show to be wrong; only the limits are a convention."
HEARD: dict[str, Rate] = {
    "V101": Rate(11, 80, "named on three lists of R, at four dates, did not speak up and were not answered once in the year after."),
    "V201": Rate(59, 154, "on three lists of R who were answered at least as usual were answered less than is usual in the year after, when many "
    "wrote four posts or little more."),
    "V202": Rate(18, 64, "on three lists of R who were answered less than is usual were answered at least as usual in the year after."),
    "V203": Rate(3, 270, "topics that every second letter of somebody was about would have been called silent by the other letters, on three lists of R."),
    "V301": Rate(0, 31_450, "letters on three lists of R, where nothing was handed out, had words that three people wrote alike."),
    "V401": Rate(1, 48, "topics of three lists of R, which many talk about, had nobody who speaks about them often enough."),
    "L101": Rate(2_180, 3_117, "newcomers to three lists of R who began a talk at once were answered all the same; of those who had been seen there for three "
    "weeks it was 177 of 249 (71.1 %). So on these lists nothing was lost by it: it is manners, and no forecast."),
    "L201": Rate(0, 0, COUNTED),
    "L202": Rate(0, 0, COUNTED),
    "L301": Rate(2, 24, "that it showed on three lists of R, read by hand, were no question but an answer that had lost its thread; whether somebody answered "
    "the others in private cannot be seen."),
}  # fmt: skip
"""What the rules on voices and on listening said of public lists, and was wrong."""
AGAINST = {"D104"}
"""Rules that the evidence on their own page speaks against."""
OFF = frozenset(
    AGAINST
    | {code for counted in (ALARMS, STRANGERS) for code, number in counted.items() if number > MOST * LETTERS}
)


def told(code: str) -> str:
    """How often a rule was wrong as a sentence; empty for a rule of which nothing was counted."""
    if code in HEARD:
        wrong, of, what = HEARD[code]
        return f"{wrong} of {of} ({100 * wrong / of:.1f} %) {what}" if of else what
    if code not in ALARMS:
        return ""
    off = " It is off by default; heard check --all asks it." if code in OFF else ""
    return (
        f"{_share(ALARMS[code])} of {LETTERS} public letters that were answered all the same, read as if to anybody, and "
        f"{_share(STRANGERS[code])} of {LETTERS} that were the first between two, read as to a stranger.{off} Yours are counted by: "
        "heard check --measure"
    )


def _share(number: int) -> str:
    return f"{number} ({100 * number / LETTERS:.1f} %)"
