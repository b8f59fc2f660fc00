"""How findings are said: numbers as a person says them, never alone, always with their interval and count."""

from __future__ import annotations

from collections.abc import Iterator

from heard.measures.pauses import Trial
from heard.model import Answer, Estimate, Missing, Skipped
from heard.strategy import Strategy


def share(found: Estimate, of: str) -> str:
    """A share, as in: 16 % (10 to 26 %, of 60 people)."""
    return f"{100 * found.value:.0f} % ({between(found)}, of {found.n:,} {of})"


def between(found: Estimate) -> str:
    """The interval of a share, as in: 10 to 26 %."""
    return f"{100 * found.low:.0f} to {100 * found.high:.0f} %"


def rate(found: Estimate, digits: int = 0) -> str:
    """A number with its interval and unit, as in: 187 (90 to 399) EUR/h."""
    unit = found.unit.replace("/quarter", " a quarter")
    if found.exact:
        return f"{found.value:,.{digits}f} {unit}"
    return f"{found.value:,.{digits}f} ({found.low:,.{digits}f} to {found.high:,.{digits}f}) {unit}"


def hours(value: float) -> str:
    """Hours, with a decimal below ten."""
    return f"{value:,.0f} h" if value >= 10 or value == int(value) else f"{value:.1f} h"


def chance(probability: float) -> str:
    """A probability in words that do not pretend, as in: 9 in 10."""
    if probability >= 0.995:
        return "more than 199 in 200"
    if probability <= 0.005:
        return "less than 1 in 200"
    if probability >= 0.95 or probability <= 0.05:
        return f"{round(probability * 100)} in 100"
    return f"{round(probability * 10)} in 10"


def listed(names: tuple[str, ...] | list[str], most: int = 4) -> str:
    """Names in a sentence, as in: Ada, Bob and 3 others."""
    if len(names) > most:
        return f"{', '.join(names[: most - 1])} and {len(names) - most + 1} others"
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)


def outcome(trial: Trial) -> str:
    """What came of a test that has ended, as in: 41 target replies in the weeks on and 22 in as many off, which … ."""
    found = trial.result
    if found is None:
        return "it has not ended"
    times = ""
    if isinstance(found.ratio, Estimate):
        times = f", {found.ratio.value:.2g} times as many ({found.ratio.low:.2g} to {found.ratio.high:.2g}, 19 in 20)"
    return (
        f"{found.on:,} {trial.pause.outcome} in {found.weeks:.3g} weeks with {trial.pause.channel} and {found.off:,} in as many without it{times}; "
        f"by chance alone so different in {percent(found.p)} of the {found.designs:,} ways in which the lot could have fallen"
    )


def percent(probability: float) -> str:
    """A share in per cent, exact enough to hold against one in twenty."""
    return f"{100 * probability:.0f} %" if probability >= 0.1 else f"{100 * probability:.2g} %"


def skipped(missing: Answer, subject: str) -> Iterator[Skipped]:
    """Why a question cannot be answered, where it cannot."""
    if isinstance(missing, Missing):
        yield Skipped(missing.why, missing.settle, subject)


def line_of(strategy: Strategy, channel: str) -> int | None:
    """Where the strategy speaks of a channel."""
    found = strategy.channel(channel)
    return found.line if found else None
