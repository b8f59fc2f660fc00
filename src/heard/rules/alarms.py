"""How often each rule on drafts speaks of mail that was answered all the same, counted by bench/drafts.py on public mail.

The letters are those that somebody quotes below an answer, in the annotated mails of two lists of the Apache foundation and of Enron
(HPI-Information-Systems/Quagga): 501 letters of five words and more, read as if to anybody. They are letters between people who
work on the same thing, so the figures say nothing of letters to strangers; `heard check --measure` counts your own.
"""

from __future__ import annotations

LETTERS = 501
MOST = 0.02
"""A rule that speaks more often than that of what was answered is off, unless asked for [share]."""
ALARMS: dict[str, int] = {
    "D101": 0, "D102": 1, "D103": 0, "D104": 1, "D105": 0, "D106": 5, "D107": 0, "D108": 6, "D109": 0,
    "D201": 0, "D202": 4, "D203": 0, "D204": 0, "D205": 0, "D206": 0,
}  # fmt: skip
"""Alarms in those letters, by rule [count]."""
AGAINST = {"D104"}
"""Rules that the evidence on their own page speaks against."""
OFF = frozenset(AGAINST | {code for code, number in ALARMS.items() if number > MOST * LETTERS})


def told(code: str) -> str:
    """The false-alarm rate as a sentence; empty for a rule that does not judge drafts."""
    if code not in ALARMS:
        return ""
    share = 100 * ALARMS[code] / LETTERS
    off = " It is off by default; heard check --all asks it." if code in OFF else ""
    return (
        f"{ALARMS[code]} of {LETTERS} public letters that were answered all the same ({share:.1f} %), read as if to anybody.{off} "
        "Yours are counted by: heard check --measure"
    )
