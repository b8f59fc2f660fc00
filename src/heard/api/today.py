"""What to do today: at most a handful of lines, and a count of everything that was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import md5

from heard.api.set_aside import SetAside
from heard.ledger.store import Ledger
from heard.measures.giving import GivingInAll, giving_in_all
from heard.measures.labelled import Words
from heard.measures.pauses import Trials, trials
from heard.measures.waiting import Waiting, waiting
from heard.model import Finding, Problem
from heard.rules import ask, family, rules
from heard.strategy import Strategy

MOST = 5
EVERY = 1_000_000
"""Where every line is wanted."""
AS_SHIPPED = Words()
OF_ONE_KIND = 2
"""Lines of one kind, as long as another kind has something to say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing to do, with a name by which it can be set aside."""

    name: str
    """Six hexadecimal digits, the same as long as what it rests on is the same."""
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """What to do today."""

    as_of: date
    """The day from which it looks."""
    lines: tuple[Line, ...]
    """What was asked of us first."""
    not_shown: Mapping[str, int]
    """Everything that was left out, by what it is [count]."""
    giving: GivingInAll
    problems: tuple[Problem, ...] = ()
    """Lines of today.txt that could not be read."""


def today(
    ledger: Ledger,
    strategy: Strategy,
    set_aside: SetAside,
    as_of: date,
    as_of_us: int,
    most: int,
    words: Words = AS_SHIPPED,
) -> Today:
    """What to do on a day; `weigh`, `give` and `request` go before.

    Args:
        ledger: with the tables that they make.
        strategy: whose list comes first.
        set_aside: what the user has done, or put off.
        as_of: the day to look from.
        as_of_us: its last microsecond [us since 1970, UTC].
        most: lines given at most.
        words: how questions and thanks may be told, by the user's own labels.
    """
    found = waiting(ledger, strategy, as_of, as_of_us)
    said = ask(
        family("T"),
        strategy,
        {Waiting: found, Words: words, Trials: trials(ledger, strategy, as_of, as_of_us)},
        {},
    )
    lines = [Line(name=_name(each), finding=each) for each in said if isinstance(each, Finding)]
    done = [line for line in lines if line.name in set_aside.done]
    later = [line for line in lines if set_aside.until.get(line.name, as_of) > as_of]
    open_ = [line for line in lines if line not in done and line not in later]
    shown = chosen(open_, most)
    left = Counter(line.finding.code for line in open_ if line not in shown)
    return Today(
        as_of=as_of,
        lines=tuple(shown),
        not_shown={
            **{rules()[code].name: number for code, number in sorted(left.items())},
            **{
                what: number
                for what, number in (
                    ("done", len(done)),
                    ("put off", len(later)),
                    ("left in peace", found.quiet),
                    ("too old", found.too_late),
                    (
                        "no real question",
                        (len(found.questions) + len(found.helpable)) * (words.ask == "silent"),
                    ),
                )
                if number
            },
        },
        giving=giving_in_all(ledger, as_of_us),
        problems=set_aside.problems,
    )


def chosen(lines: Iterable[Line], most: int) -> list[Line]:
    """The first of each kind, in the order of kinds; then whatever comes next. Nobody is named twice."""
    lines = list(lines)
    named: set[str] = set()
    first: list[Line] = []
    for line in lines:
        if line.finding.subject not in named:
            named.add(line.finding.subject)
            first.append(line)
    kinds: Counter[str] = Counter()
    picked: list[Line] = []
    for limit in (OF_ONE_KIND, len(first)):
        for line in first:
            code = line.finding.code
            if (
                line not in picked
                and kinds[code] < limit
                and len(picked) < most
                and line.finding.confidence != "hint"
            ):
                kinds[code] += 1
                picked.append(line)
    picked += [line for line in first if line not in picked][: most - len(picked)]
    return [line for line in first if line in picked]


def _name(finding: Finding) -> str:
    said = f"{finding.code} {finding.subject} {finding.evidence[0].id if finding.evidence else ''}"
    return md5(said.encode(), usedforsecurity=False).hexdigest()[:6]
