"""What commands print with --json: the contract with other programs.

Numbers that have no end become null, since JSON knows no infinity. An import is named as `heard imports` lists it.
"""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

import msgspec

from heard import __version__
from heard.api import ChannelReview, Review, Today, short
from heard.api.changes import QUESTIONS, Changes
from heard.api.testing import Design, Refusal, Tested
from heard.ledger.arrivals import Arrival
from heard.ledger.store import Imported
from heard.measures.giving import Giving
from heard.measures.introductions import Introductions
from heard.measures.person import Person
from heard.measures.standing import Standing
from heard.measures.ties import HIDDEN, People, Tie
from heard.model import Answer, Estimate, Problem, day
from heard.people.decisions import Decision
from heard.people.propose import Proposal


def review_json(review: Review) -> dict[str, Any]:
    """The strategy set against the evidence."""
    return {
        "heard": __version__,
        "as_of": review.as_of.isoformat(),
        "findings": [asdict(finding) for finding in review.findings],
        "skipped": [asdict(skipped) for skipped in review.skipped],
        "channels": {name: _channel(channel) for name, channel in review.channels.items()},
        "hours": {
            "measures": {name: answer_json(found) for name, found in review.plan.measures().items()},
            "split": {name: answer_json(found) for name, found in review.plan.split.items()},
            "proposed": {name: answer_json(found) for name, found in review.plan.proposed.items()},
        },
        "weeks": [asdict(week) | {"first": week.first.isoformat()} for week in review.rhythm.weeks],
        "not_shown": dict(review.not_shown)
        | {f"hours {why}": round(hours, 2) for why, hours in review.hours_not_shown.items()},
        "accepted": [asdict(finding) | {"because": because} for finding, because in review.accepted],
        "problems": problems_json(review.problems),
    }


def changes_json(found: Changes) -> dict[str, Any]:
    """What imports since a day told of the time before, and what that changed."""
    return {
        "as_of": found.as_of.isoformat(),
        "since": found.since.isoformat(),
        "imports": [_arrival(each) for each in found.arrived],
        "read_again": [_arrival(each) for each in found.read_again],
        "findings": {
            "new": [asdict(each) for each in found.new],
            "gone": [asdict(each) for each in found.gone],
            "changed": [{"then": asdict(then), "now": asdict(now)} for then, now in found.reworded],
        },
        "verdicts": [asdict(each) for each in found.turned],
    }


def _arrival(each: Arrival) -> dict[str, Any]:
    return {
        "import": short(each.import_id),
        "source": each.source,
        "path": each.path,
        "added": each.added,
        "facts": each.facts,
        "people": each.people,
    }


def compared_json(then: Review, now: Review) -> dict[str, Any]:
    """Two reviews beside each other."""
    return {"then": review_json(then), "now": review_json(now)}


def answer_json(answer: Answer) -> dict[str, Any]:
    """A number with its interval, or why there is none and what would settle it."""
    if isinstance(answer, Estimate):
        return {
            "value": _finite(answer.value),
            "low": _finite(answer.low),
            "high": _finite(answer.high),
            "unit": answer.unit,
            "n": int(answer.n),
        }
    return {"missing": answer.why, "settle": answer.settle}


def imported_json(imported: Imported) -> dict[str, Any]:
    """What an import did; `problems` counts what `not_understood` lists."""
    return {
        "import": short(imported.import_id),
        "source": imported.source,
        "files": [msgspec.structs.asdict(file) for file in imported.files],
        "new": imported.new,
        "known": imported.known,
        "problems": len(imported.problems),
        "not_understood": problems_json(imported.problems),
        "notes": list(imported.notes),
        "again": imported.again,
    }


def kept_json(kept: dict[str, Any]) -> dict[str, Any]:
    """One import, as the ledger keeps it."""
    return {
        "import": short(kept["import_id"]),
        "source": kept["source"],
        "owner": kept["owner"],
        "path": kept["path"],
        "taken": None if kept["taken_us"] is None else day(kept["taken_us"]),
        "added": day(kept["imported_us"]),
        "found": kept["found"],
        "new": kept["added"],
        "problems": kept["problems"],
        "notes": kept["notes"].splitlines(),
    }


def problems_json(problems: tuple[Problem, ...]) -> list[dict[str, Any]]:
    """Pieces of input that could not be read."""
    return [msgspec.structs.asdict(problem) for problem in problems]


def people_json(found: People) -> dict[str, Any]:
    """How we stand with everybody who is shown, how many there are in each circle, and who is not shown or is no person."""
    return {
        "as_of": found.as_of.isoformat(),
        "people": [_person(tie) for tie in found.ties],
        "circles": dict(found.counts),
        "not_shown": {circle: found.counts[circle] for circle in HIDDEN} | dict(found.apart),
        "parted": dict(found.parted),
        "robots": [asdict(machine) for machine in found.robots],
    }


def person_json(found: Person) -> dict[str, Any]:
    """One person: accounts, tie, giving, and the last exchanges without their words."""
    return {
        "as_of": found.as_of.isoformat(),
        **_person(found.tie),
        "apart": found.apart.what if found.apart else None,
        "apart_why": found.apart.why if found.apart else None,
        "accounts": [asdict(account) for account in found.accounts],
        "giving": _giving(found.giving),
        "standing": standing_json(found.standing) if found.standing else None,
        "history": [asdict(exchange) for exchange in found.history],
        "parted": [asdict(each) for each in found.parted],
    }


def intro_json(found: Introductions) -> dict[str, Any]:
    """Who can introduce us to somebody: paths with what shows each step, or why there is none.

    `people` are those on the way, the last of them whom to meet; `weakest` counts the steps from 0; a step from ourselves is from me.
    Of a company, a segment or the whole list `openers` says who would open most of it.
    """
    return {
        "target": found.target,
        "paths": [
            {
                "rank": rank,
                "people": list(path.people),
                "strength": path.strength,
                "weakest": path.weakest,
                "steps": [
                    {
                        "from": step.giver or "me",
                        "to": step.taker,
                        "evidence": [asdict(each) for each in step.evidence],
                        "provenance": step.provenance,
                    }
                    for step in path.steps
                ],
                "ask": path.ask,
            }
            for rank, path in enumerate(found.paths, start=1)
        ],
        "none": found.none,
    } | (_openers(found) if found.several else {})


def _openers(found: Introductions) -> dict[str, Any]:
    """Of several who are to be met: who would open most, and who is known already or not reached."""
    known, reached, unseen = found.counts
    return {
        "openers": [
            {
                "person": each.tie.name,
                "tie": each.tie.circle,
                "opens": list(each.opens),
                "only_way_to": each.alone,
            }
            for each in found.openers
        ],
        "asked_already": list(found.asked_already),
        "counts": {"known": known, "reached": reached, "not_reached": unseen},
    }


def decision_json(decision: Decision) -> dict[str, Any]:
    """One thing that the user said of who is who."""
    return {"decision": decision.kind, "accounts": list(decision.accounts), "line": decision.line}


def today_json(found: Today) -> dict[str, Any]:
    """What to do today, each line with the name by which it is set aside, and how many of what were left out."""
    return {
        "as_of": found.as_of.isoformat(),
        "lines": [{"id": line.name} | asdict(line.finding) for line in found.lines],
        "giving": {
            "given": found.giving.given,
            "received": found.giving.received,
            "share": answer_json(found.giving.share),
            "ahead": found.giving.ahead,
            "behind": found.giving.behind,
        },
        "not_shown": dict(found.not_shown),
        "problems": problems_json(found.problems),
    }


def test_json(found: Tested) -> dict[str, Any]:
    """A test of a channel: its state, its design, and its result once it has ended."""
    if isinstance(found, Refusal):
        return {
            "state": "refused",
            "channel": found.channel,
            "outcome": found.outcome,
            "why": found.why,
            "reachable": found.reachable,
        }
    pause = found.pause
    said: dict[str, Any] = {
        "state": "drawn" if isinstance(found, Design) else found.state,
        "channel": pause.channel,
        "outcome": pause.outcome,
        "begins": pause.begins.isoformat() if pause.begins else None,
        "weeks": pause.weeks,
        "blocks": ["on" if on else "off" for on in pause.blocks],
        "seed": pause.seed,
    }
    if isinstance(found, Design):
        return said | {"weekly": found.weekly, "without": found.without, "power": found.power}
    result = found.result
    return said | {
        "block": found.block + 1 if found.state == "running" else None,
        "result": asdict(result) | {"ratio": answer_json(result.ratio)} if result else None,
    }


def standing_json(standing: Standing) -> dict[str, Any]:
    """Whether an ask is earned, by which tests."""
    return {
        "verdict": standing.verdict,
        "size": standing.size,
        "tests": [asdict(test) | {"evidence": list(test.evidence)} for test in standing.tests],
    }


def proposals_json(found: list[Proposal], count: int) -> dict[str, Any]:
    """Pairs that may be one person, and how many there are in all."""
    return {"proposals": [asdict(each) for each in found], "count": count}


def _person(tie: Tie) -> dict[str, Any]:
    return {
        "name": tie.name,
        "title": tie.title,
        "company": tie.company,
        "tie": {
            "state": tie.state,
            "days": tie.freshness.value if isinstance(tie.freshness, Estimate) else None,
            "band": tie.band,
            "first": tie.first or None,
            "last": tie.last or None,
            "silent_days": tie.silent_days,
            "lapse": tie.lapse,
            "circle": tie.circle,
            "freshness": answer_json(tie.freshness),
        },
        "counts": {
            "contact_days": tie.contact_days,
            "sent": tie.sent,
            "received": tie.received,
            "meetings": tie.meetings,
        },
        "channels": list(tie.channels),
    }


def _giving(giving: Giving) -> dict[str, Any]:
    return {
        "balance": giving.balance,
        "share": answer_json(giving.share),
        "probability": giving.more,
        "given": giving.counts(mine=True),
        "received": giving.counts(mine=False),
        "gifts": [asdict(gift) for gift in giving.gifts],
    }


def _channel(channel: ChannelReview) -> dict[str, Any]:
    answers = {question: getattr(channel.evidence, kept) for question, kept in QUESTIONS.items()}
    return {
        question: {
            "verdict": answer.verdict,
            "measures": {name: answer_json(found) for name, found in answer.measures().items()},
        }
        for question, answer in answers.items()
    } | {
        "verdict": channel.advice.course,
        "probability": _finite(channel.advice.probability),
        "answered_by_day": [answer_json(each) for each in channel.evidence.meaning.answered],
        "why": channel.advice.why,
        "against": list(channel.advice.against),
    }


def _finite(number: float | None) -> float | None:
    return float(number) if number is not None and math.isfinite(number) else None
