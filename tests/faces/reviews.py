"""Reviews built by hand, so that a face can be tested without a ledger."""

from __future__ import annotations

from datetime import date, timedelta

from heard.api import ChannelReview, Review
from heard.measures.audience import Market
from heard.measures.conversation import Meaning
from heard.measures.courses import Advice, Course, Evidence
from heard.measures.focus import Attention, Spread
from heard.measures.interest import Interest
from heard.measures.plan import Plan
from heard.measures.returns import Returns
from heard.measures.rhythm import Rhythm, Week
from heard.measures.visits import Visits
from heard.model import Answer, Estimate, Finding, Missing, Problem, Skipped, Verdict
from heard.strategy import Strategy

UNKNOWN = Missing("no hours on it are logged", "write them in the journal")


def share(value: float = 0.16, low: float = 0.1, high: float = 0.26, n: int = 60) -> Estimate:
    return Estimate(value, low, high, "share", n)


def exact(value: float, unit: str, n: int = 7) -> Estimate:
    return Estimate(value, value, value, unit, n)


def channel(
    name: str = "linkedin",
    *,
    verdict: Verdict = "yes",
    spread: Verdict = "no",
    course: Course = "keep",
    market: Answer | None = None,
    per_hour: Answer | None = None,
    hours: Answer | None = None,
    results: Answer | None = None,
    blind: str = "",
    answered: tuple[Estimate, ...] = (),
) -> ChannelReview:
    """A channel of which everything is known, unless something else is said."""
    return ChannelReview(
        evidence=Evidence(
            market=Market(
                channel=name,
                share=market or share(),
                people=exact(211, "persons"),
                target_people=exact(12, "persons"),
                unclassified=exact(151, "persons"),
                named=exact(1, "persons", 2),
                found=("Dana Reyes",),
                missed=("Sam Ito",),
                elsewhere=("tradeshow", share(0.64, 0.58, 0.71, 87)),
                verdict=verdict,
            ),
            meaning=Meaning(
                channel=name,
                conversations=exact(93, "conversations"),
                written=90,
                meaningful_share=share(0.29, 0.23, 0.36, 93),
                reply_rate=share(0.38, 0.3, 0.47, 51),
                two_way_people=exact(31, "persons"),
                own_posts=exact(612, "posts"),
                answered=answered,
                blind=blind,
                verdict=verdict,
            ),
            returns=Returns(
                channel=name,
                hours=exact(186, "h", 124),
                spend=exact(333, "EUR"),
                cost=exact(17073, "EUR", 125),
                leads=exact(7, "deals"),
                won=exact(3, "deals"),
                open_leads=exact(2, "deals"),
                still_to_win=Estimate(0.5, 0, 1, "deals", 2),
                deals_per_100_hours=Estimate(1.6, 0.7, 3.1, "deals/100 h", 3),
                return_per_hour=per_hour or Estimate(163, 79, 298, "EUR/h", 3),
                return_per_cost=Estimate(1.8, 0.9, 3.2, "EUR per EUR", 3),
                credit=share(0.4, 0.1, 0.8, 3),
                hours_to_settle=exact(0, "h", 0),
                price=90,
                worthwhile=0.86,
                verdict=verdict,
            ),
            attention=Attention(
                channel=name,
                hours_per_week=exact(1.9, "h/week", 48),
                planned_hours_per_week=exact(2, "h/week", 1),
                share_of_hours=hours or exact(0.21, "share", 48),
                results=exact(193, "conversations"),
                share_of_results=results or exact(0.5, "share", 384),
                hours_to_learn=exact(3.4, "h", 384),
                verdict=spread,
            ),
            interest=Interest(
                channel=name,
                target_reply_rate=share(0.51, 0.48, 0.54, 402),
                other_reply_rate=share(0.48, 0.46, 0.5, 767),
                brought=Visits(
                    number=exact(412, "visits"),
                    share=exact(0.2, "share", 2060),
                    since="2026-01-01",
                    until="2026-06-30",
                    heard=True,
                    begun=3,
                ),
                verdict=verdict,
            ),
        ),
        advice=Advice(channel=name, course=course, probability=0.8, why="it has about what it needs"),
    )


def nothing_known(name: str = "x") -> ChannelReview:
    """A channel of which nothing is known."""
    return ChannelReview(
        evidence=Evidence(
            market=Market(
                channel=name,
                share=UNKNOWN,
                people=UNKNOWN,
                target_people=UNKNOWN,
                unclassified=UNKNOWN,
                named=UNKNOWN,
            ),
            meaning=Meaning(
                channel=name,
                conversations=UNKNOWN,
                written=0,
                meaningful_share=UNKNOWN,
                reply_rate=UNKNOWN,
                two_way_people=UNKNOWN,
                own_posts=UNKNOWN,
            ),
            returns=Returns(
                channel=name,
                hours=UNKNOWN,
                spend=UNKNOWN,
                cost=UNKNOWN,
                leads=UNKNOWN,
                won=UNKNOWN,
                open_leads=UNKNOWN,
                still_to_win=UNKNOWN,
                deals_per_100_hours=UNKNOWN,
                return_per_hour=UNKNOWN,
                return_per_cost=UNKNOWN,
                credit=UNKNOWN,
                hours_to_settle=UNKNOWN,
            ),
            attention=Attention(
                channel=name,
                hours_per_week=UNKNOWN,
                planned_hours_per_week=UNKNOWN,
                share_of_hours=UNKNOWN,
                results=UNKNOWN,
                share_of_results=UNKNOWN,
                hours_to_learn=UNKNOWN,
            ),
            interest=Interest(channel=name, target_reply_rate=UNKNOWN, other_reply_rate=UNKNOWN),
        ),
        advice=Advice(
            channel=name, course="cannot tell", probability=None, why="there is nothing to weigh it by"
        ),
    )


def finding(code: str = "C301", message: str = "An hour here pays little.", **more: object) -> Finding:
    fields = {
        "subject": "linkedin",
        "next": "Pause it for six weeks.",
        "name": "hours-below-their-price",
        "line": 14,
    }
    return Finding(code=code, message=message, **(fields | more))  # type: ignore[arg-type]


def plan(**proposed: Answer) -> Plan:
    """Hours that are proposed, and nothing else."""
    return Plan(
        hours=UNKNOWN,
        worthwhile_hours=UNKNOWN,
        one_more_hour=UNKNOWN,
        gain=UNKNOWN,
        knowledge=UNKNOWN,
        proposed=proposed,
    )


def weeks(*told: tuple[int | None, int | None, float | None]) -> Rhythm:
    """Weeks with what was written, what came back and the hours."""
    first = date(2026, 10, 11)
    return Rhythm(
        tuple(
            Week(first=first + timedelta(weeks=place), wrote=wrote, came=came, hours=hours)
            for place, (wrote, came, hours) in enumerate(told)
        )
    )


def review(
    channels: dict[str, ChannelReview] | None = None,
    *,
    name: str = "Larkfield Consulting",
    findings: tuple[Finding, ...] = (),
    accepted: tuple[tuple[Finding, str], ...] = (),
    skipped: tuple[Skipped, ...] = (),
    problems: tuple[Problem, ...] = (),
    not_shown: dict[str, int] | None = None,
    hours_not_shown: dict[str, float] | None = None,
    misplaced: Answer = UNKNOWN,
    plan: Plan | None = None,
    rhythm: Rhythm | None = None,
) -> Review:
    return Review(
        as_of=date(2026, 10, 31),
        strategy=Strategy(name=name),
        findings=findings,
        accepted=accepted,
        skipped=skipped,
        problems=problems,
        channels=channels or {},
        spread=Spread(
            channels_by_hours=exact(5.2, "channels"), channels_by_results=UNKNOWN, misplaced=misplaced
        ),
        plan=plan
        or Plan(
            hours=UNKNOWN, worthwhile_hours=UNKNOWN, one_more_hour=UNKNOWN, gain=UNKNOWN, knowledge=UNKNOWN
        ),
        rhythm=rhythm or Rhythm(),
        not_shown=not_shown or {},
        hours_not_shown=hours_not_shown or {},
    )
