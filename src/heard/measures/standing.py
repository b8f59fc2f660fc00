"""Whether one has earned the right to ask somebody something: four tests, each with what it rests on.

They are guards and no forecast: in a public set of requests those who had taken part before were granted 1.6 times as often, and
yet history alone told little of who would say yes (AUC .53 to .56).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Literal

from heard.measures.requests import HORIZON_US
from heard.measures.stats import grade, half_life_weight
from heard.measures.stats.proportions import Beta
from heard.measures.ties import DAY_US, Tie
from heard.model import day

if TYPE_CHECKING:
    from heard.ledger.store import Ledger
    from heard.strategy import Strategy

Size = Literal["small", "medium", "large"]
SIZES: dict[Size, float] = {"small": 0.5, "medium": 1.0, "large": 3.0}
"""How many gifts an ask weighs, in norms: five minutes of theirs; an introduction; money, or a meeting about it. A convention."""
NORM = 2.0
"""Gifts that go before an ask, where the ledger cannot tell [gifts per ask]: a convention."""
ENOUGH_PEOPLE = 10
"""Of a channel must have answered an ask before its own norm is used."""
PRIOR_ASKS = 10
"""What the channel's rate of answering is worth beside their own answers [asks]."""
LAST_ASKS = 6
"""Their answers are judged by so many of the last questions."""
SURE = 0.8
HALF_LIFE_DAYS = 180
REMINDERS = 1
"""One reminder is a courtesy, a second is pressure."""
SUBSTANTIAL = ("introduction", "answer", "gift", "recommendation")
"""What counts as a gift here; thanks and a click on “endorse” are not something to draw on."""

Verdict = Literal["earned", "not yet", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """One of the tests: passed, failed, or not to be told."""

    name: Literal["they answer", "credit", "no ask is open", "warm", "rapport"]
    passed: bool | None
    why: str
    """One clause."""
    evidence: tuple[str, ...] = ()
    """The interactions it rests on, in hexadecimal, the latest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Whether one may ask this person, and why."""

    size: Size
    tests: tuple[Guard, ...]

    @property
    def verdict(self) -> Verdict:
        """Earned if all tests are passed; not yet if one has failed; else unknown."""
        if any(test.passed is False for test in self.tests):
            return "not yet"
        return "earned" if all(test.passed for test in self.tests) else "unknown"

    @property
    def because(self) -> str:
        """The test that decides it, as a clause; empty where the right is earned."""
        failed = [test.why for test in self.tests if test.passed is False]
        open_ = [test.why for test in self.tests if test.passed is None]
        return (failed or open_ or [""])[0]


@dataclass(frozen=True, slots=True)
class _Ask:
    id: str
    channel: str
    ts_us: int
    opens: int
    letters: int
    answered_us: int | None


def standing(ledger: Ledger, strategy: Strategy, tie: Tie, as_of_us: int, size: Size = "medium") -> Standing:
    """Whether an ask of this size to this person is earned; `give`, `request` and `weigh` go before.

    1. *No ask is open*: none unanswered in the last 14 days, and no second reminder.
    2. *They answer*: Beta(10 m, 10 (1 - m)) + their answers to our last six matured questions, m the share of answers on that
       channel; passed where the chance that they answer at least half as often as that is .8.
    3. *Credit*: gifts less the norm times asks (a question that opens a conversation; one that comes back in a talk is none), each
       half as much after 180 days. The norm is the median of gifts per ask over at least ten people of the channel whose asks were
       answered, else 2; it is halved for a small ask and tripled for a large one.
    4. *Warm*: both wrote, as fresh as within a year.
    5. *Rapport*, for a large ask, where the strategy says after how many exchanges business may enter on the channel.

    Args:
        ledger: with the tables ``gift``, ``request`` and ``tie``.
        strategy: whose channels say how many exchanges come before business.
        tie: how we stand with the person.
        as_of_us: the moment to look from [us since 1970, UTC].
        size: small takes five minutes, medium is an introduction, large is money or a meeting about it.
    """
    asks = [_Ask(f"{id_:016x}", *rest) for id_, *rest in ledger.rows(_ASKS, person=tie.person)]
    gifts = ledger.rows(_GIFTS, person=tie.person)
    tests = [
        _none_open(asks, as_of_us),
        _they_answer(ledger, asks, as_of_us),
        _credit(ledger, asks, gifts, tie.channels, as_of_us, size),
        _warm(tie),
    ]
    needed = min(
        (each.rapport for each in strategy.channels if each.rapport and each.name in tie.channels), default=0
    )
    if size == "large" and needed:
        tests.append(_rapport(ledger, tie.person, needed))
    return Standing(size=size, tests=tuple(tests))


def answering(answered: int, asked: int, rate: float) -> tuple[Beta, float]:
    """How often somebody answers [share of questions], and the chance that it is at least half as often as is usual there."""
    found = Beta(rate * PRIOR_ASKS + answered, (1 - rate) * PRIOR_ASKS + asked - answered)
    return found, found.above(rate / 2)


def credit(gift_ages: Sequence[float], ask_ages: Sequence[float], norm: float) -> float:
    """Gifts less the norm times asks [gifts], each half as much after 180 days; ages in days."""
    gave, asked = (
        float(half_life_weight(list(ages), HALF_LIFE_DAYS).sum()) for ages in (gift_ages, ask_ages)
    )
    return gave - norm * asked


def _they_answer(ledger: Ledger, asks: list[_Ask], as_of_us: int) -> Guard:
    matured = [ask for ask in asks if ask.answered_us or ask.ts_us <= as_of_us - HORIZON_US][:LAST_ASKS]
    if not matured:
        return Guard(
            name="they answer",
            passed=None,
            why="you have not asked them anything yet that they could have answered",
        )
    rates = {
        channel: (answered + 0.5) / (asked + 1)
        for channel, asked, answered in ledger.rows(_RATES, matured_us=as_of_us - HORIZON_US)
    }
    usual = sum(rates[ask.channel] for ask in matured) / len(matured)
    answered = sum(ask.answered_us is not None for ask in matured)
    _, sure = answering(answered, len(matured), usual)
    told = grade(len(matured), PRIOR_ASKS, sure) != "unknown"
    return Guard(
        name="they answer",
        passed=True if sure >= SURE else False if told and sure <= 1 - SURE else None,
        why=f"they answered {answered} of the last {len(matured)} questions of yours"
        + (
            ", which is too few to count against them" if sure >= SURE and answered * 2 < len(matured) else ""
        ),
        evidence=tuple(ask.id for ask in matured),
    )


def _credit(
    ledger: Ledger,
    asks: list[_Ask],
    gifts: list[tuple[int, int, int]],
    channels: Sequence[str],
    as_of_us: int,
    size: Size,
) -> Guard:
    given = [(id_, ts_us) for id_, ts_us, mine in gifts if mine]
    asks = [ask for ask in asks if ask.opens]
    norm, said = _norm(ledger, channels)
    if not given and not asks:
        return Guard(
            name="credit",
            passed=None,
            why="nothing that you gave them is to be seen, and nothing that you asked",
        )
    left = credit(
        [(as_of_us - ts_us) / DAY_US for _, ts_us in given],
        [(as_of_us - ask.ts_us) / DAY_US for ask in asks],
        norm * SIZES[size],
    )
    return Guard(
        name="credit",
        passed=left > 0,
        why=f"you gave {_times(len(given))} and asked {_times(len(asks))}, the older the less it counts; {said}, "
        f"{_gifts(norm * SIZES[size])} before an ask like this",
        evidence=tuple(f"{id_:016x}" for id_, _ in given[:LAST_ASKS])
        + tuple(ask.id for ask in asks[:LAST_ASKS]),
    )


def _norm(ledger: Ledger, channels: Sequence[str]) -> tuple[float, str]:
    """Gifts that go before an ask [gifts per ask], and where that comes from."""
    by_channel: dict[str, list[float]] = {}
    for channel, gave, asked in ledger.rows(_NORMS):
        if channel in channels:
            by_channel.setdefault(channel, []).append(gave / asked)
    told = [median(found) for found in by_channel.values() if len(found) >= ENOUGH_PEOPLE]
    return (max(told), "with those who answer you") if told else (NORM, "by custom")


def _times(number: int) -> str:
    return {0: "never", 1: "once", 2: "twice"}.get(number, f"{number:,} times")


def _gifts(number: float) -> str:
    return "1 gift goes" if number == 1 else f"{number:.2g} gifts go"


def _none_open(asks: list[_Ask], as_of_us: int) -> Guard:
    waiting = [ask for ask in asks if ask.answered_us is None]
    fresh = [ask for ask in waiting if ask.ts_us > as_of_us - HORIZON_US]
    pressed = [ask for ask in waiting[:1] if ask.letters > 1 + REMINDERS]
    if fresh:
        why = f"what you asked on {day(fresh[0].ts_us)} is still open"
    elif pressed:
        why = f"you wrote {pressed[0].letters} times about what you asked on {day(pressed[0].ts_us)}, and they have not answered"
    else:
        why = "nothing that you asked within two weeks is open"
    return Guard(
        name="no ask is open",
        passed=not fresh and not pressed,
        why=why,
        evidence=tuple(ask.id for ask in (fresh or pressed)),
    )


def _warm(tie: Tie) -> Guard:
    if tie.band in ("warm", "active", "cool"):
        return Guard(name="warm", passed=True, why=f"the tie is {tie.band}")
    if tie.circle == "never":
        return Guard(name="warm", passed=None, why="not a word was exchanged, as far as is seen")
    silent = {"they are silent": "they have not written to you yet, as far as is seen"}
    return Guard(
        name="warm",
        passed=False,
        why=f"the tie is {tie.band}"
        if tie.band
        else silent.get(tie.circle, "they wrote to you and you have not answered, as far as is seen"),
    )


def _rapport(ledger: Ledger, person: int, needed: int) -> Guard:
    ((there,),) = ledger.rows(_EXCHANGES, person=person)
    return Guard(
        name="rapport",
        passed=there >= needed,
        why=f"{there} exchanges both ways, where your strategy lets business enter after {needed}",
    )


_ASKS = """
select id, channel, ts_us, opens, letters, answered_us from request where person = $person and mine = 1 order by ts_us desc, id
"""
_GIFTS = f"""
select id, ts_us, mine from gift
where person = $person and help in ({", ".join(f"'{each}'" for each in SUBSTANTIAL)})
order by ts_us desc, id
"""
_RATES = """
select channel, count(*), count(answered_us)
from request
where mine = 1 and (answered_us is not null or ts_us <= $matured_us)
group by channel
"""
_NORMS = f"""
select a.channel, coalesce(g.gave, 0), a.asked
from (
    select channel, person, count(*) as asked from request where mine = 1 and opens = 1 group by channel, person having count(answered_us) > 0
) a
left join (
    select channel, person, count(*) as gave
    from gift
    where mine = 1 and help in ({", ".join(f"'{each}'" for each in SUBSTANTIAL)})
    group by channel, person
) g on g.channel = a.channel and g.person = a.person
"""
_EXCHANGES = """
select cast(coalesce(sum(case when mine = 0 and before = 1 then 1 else 0 end), 0) as bigint)
from (
    select mine, lag(mine) over (order by ts_us, id) as before
    from exchange
    where person = $person and kind in ('message', 'mail', 'reply', 'comment', 'mention')
) e
"""
