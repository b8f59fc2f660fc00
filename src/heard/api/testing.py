"""Tests of a channel: drawn once and written into the strategy, then looked at."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from heard.ledger.store import Ledger
from heard.measures.pauses import Design, Refusal, Trial, design, trials
from heard.model import HeardError
from heard.strategy import Outcome, Pause, Strategy
from heard.strategy.added import with_test
from heard.strategy.whole import write_whole

Tested = Design | Refusal | Trial
"""What there is to say of a channel: a test that was drawn, why none is, or how one stands."""
MOST_BLOCK_WEEKS = 26


def test_of(
    ledger: Ledger,
    path: Path,
    strategy: Strategy,
    asked: Pause,
    present: date,
    as_of: date,
    as_of_us: int,
    weeks: int | None,
    *,
    keep: bool,
) -> Tested:
    """How the last test of a channel stands; where there is none, or another first day is asked for, a new one.

    Args:
        ledger: looked at, by `heard.people.view.look`.
        path: of strategy.yaml, which gets a line where a test was drawn.
        strategy: what stands there.
        asked: the channel, and what is to be counted; its first day and seed, if they were asked for.
        present: today.
        as_of: the day to look from.
        as_of_us: its last moment [us since 1970, UTC].
        weeks: of a block, if that was asked for.
        keep: write it down.

    Raises:
        HeardError: the strategy has no such channel, the test would begin before it is named, or another is under way.
    """
    if strategy.channel(asked.channel) is None:
        known = ", ".join(channel.name for channel in strategy.channels) or "none yet"
        raise HeardError(f"Your strategy has no channel “{asked.channel}”; its channels are: {known}")
    found = trials(ledger, strategy, as_of, as_of_us).all
    own = [each for each in found if each.pause.channel == asked.channel]
    if own and (asked.begins is None or own[-1].pause.begins == asked.begins):
        return own[-1]
    earliest = max(present, as_of) + timedelta(days=1)
    begins = asked.begins or earliest + timedelta(days=-earliest.weekday() % 7)
    if begins < earliest:
        raise HeardError(
            f"A test is named before it begins, and {begins} is past; leave --begins out, or name a day from {earliest} on."
        )
    if weeks is not None and not 1 <= weeks <= MOST_BLOCK_WEEKS:
        raise HeardError(f"A block has 1 to {MOST_BLOCK_WEEKS} weeks, as in: --weeks 2")
    for each in found:
        if each.ends is None or begins < each.ends:
            when = f"until {each.ends - timedelta(days=1)}" if each.ends else "which is not drawn"
            raise HeardError(
                f"Another test is under way, of {each.pause.channel}, {when}; two at once would blur each other."
            )
    seed = int(f"{begins:%Y%m%d}") if asked.seed is None else asked.seed
    drawn = design(
        ledger,
        Pause(channel=asked.channel, outcome=asked.outcome, begins=begins, seed=seed),
        as_of,
        as_of_us,
        weeks,
    )
    if keep and isinstance(drawn, Design):
        _write(path, drawn.pause)
    return drawn


def _write(path: Path, pause: Pause) -> None:
    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise HeardError(
            f"{path} is not written in UTF-8, so that nothing was added to it; save it as UTF-8."
        ) from error
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    write_whole(path, mark + with_test(text.removeprefix(mark), pause))


__all__ = ["Design", "Outcome", "Refusal", "Tested", "Trial", "test_of"]
