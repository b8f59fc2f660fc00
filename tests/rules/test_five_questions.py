"""The five questions, each in a situation that a journal tells or that is made by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import get_args

import pytest

from heard.measures.audience import Market
from heard.measures.conversation import Meaning
from heard.measures.courses import Advice, Course
from heard.measures.focus import Spread
from heard.measures.interest import Interest
from heard.measures.plan import Plan
from heard.measures.visits import Visits
from heard.model import Estimate, Export, Finding, Interaction, Missing, Profile, day_micros
from heard.rules import rules
from heard.strategy import Channel, Strategy

NOW = datetime(2026, 11, 1, tzinfo=UTC)
STRATEGY = Strategy(
    channels=(Channel(name="x", line=7), Channel(name="email", line=8)), lines={"channels": 6}
)
NONE = Estimate.counted(0, "persons")


def say(code: str, *facts: object) -> list[str]:
    """What one rule finds."""
    return [each.message for each in rules()[code](STRATEGY, *facts) if isinstance(each, Finding)]


def market(share: Estimate | Missing, **known: object) -> Market:
    fields = {
        "people": Estimate.counted(200, "persons"),
        "target_people": NONE,
        "unclassified": NONE,
        "named": NONE,
    }
    return Market(channel="x", share=share, **{**fields, "verdict": "no", **known})


def meaning(**known: object) -> Meaning:
    fields = {
        "conversations": Estimate.counted(10, "conversations"),
        "written": 10,
        "meaningful_share": Estimate(0.05, 0.02, 0.09, "share", 80),
        "reply_rate": Missing("", ""),
        "two_way_people": NONE,
        "own_posts": Estimate.counted(0, "posts"),
    }
    return Meaning(channel="x", **{**fields, **known})


def counsel(course: Course = "keep") -> Advice:
    return Advice(channel="x", course=course, probability=None, why="")


NO_PLAN = Plan(
    **dict.fromkeys(("hours", "worthwhile_hours", "one_more_hour", "gain", "knowledge"), Missing("", ""))
)


class TestMarket:
    def test_few_of_the_market(self):
        (message,) = say("C101", market(Estimate(0.02, 0.01, 0.04, "share", 150)))
        assert (
            message
            == "Of the people you have met on x, 2 % (1 to 4 %, of 150 whose work is known) belong to your market."
        )

    def test_the_better_channel_is_named_with_its_number(self):
        better = ("email", Estimate(0.3, 0.2, 0.4, "share", 90))
        (message,) = say("C101", market(Estimate(0.02, 0.01, 0.04, "share", 150), elsewhere=better))
        assert message.endswith("On email it is 30 % (20 to 40 %, of 90 people).")

    def test_a_share_that_may_reach_one_in_ten_is_not_reproached(self):
        assert say("C101", market(Estimate(0.08, 0.04, 0.13, "share", 40), verdict="mixed")) == []

    def test_what_cannot_be_told_is_skipped_with_what_would_settle_it(self):
        (skipped,) = rules()["C101"](
            STRATEGY, market(Missing("nobody was met", "import it"), verdict="cannot tell")
        )
        assert (skipped.code, skipped.subject, skipped.settle) == ("C101", "x", "import it")

    def test_somebody_never_met(self, found):
        """2026-03-06 phone call "Sam Ito" 20m"""
        assert list(found("C102")) == ["Dana Reyes"]

    def test_somebody_met(self, found):
        """2026-03-05 tradeshow met "Dana Reyes" at Northwind Foods"""
        assert found("C102") == {}

    def test_a_namesake_elsewhere_is_not_the_one(self, found):
        """2026-03-05 tradeshow met "Dana Reyes" at Southwind Tools"""
        assert list(found("C102")) == ["Dana Reyes"]

    def test_most_people_unclassified(self):
        few = Estimate(0.3, 0.1, 0.5, "share", 5)
        assert say("C103", market(few, unclassified=Estimate.counted(195, "persons")))
        assert (
            say(
                "C103",
                market(Estimate(0.3, 0.2, 0.4, "share", 150), unclassified=Estimate.counted(50, "persons")),
            )
            == []
        )


class TestMeaning:
    def test_megaphone(self):
        (message,) = say(
            "C201", meaning(own_posts=Estimate.counted(900, "posts"), blind="Replies are not in it.")
        )
        assert (
            message == "You have posted 900 times on x and had 10 conversations there. Replies are not in it."
        )

    def test_somebody_who_talks_is_no_megaphone(self):
        assert say("C201", meaning(own_posts=Estimate.counted(90, "posts"))) == []
        assert say("C201", meaning(own_posts=Estimate.counted(40, "posts"), conversations=NONE)) == []

    def test_talk_stays_short(self):
        assert say("C202", meaning(verdict="no"))
        assert say("C202", meaning(verdict="mixed")) == []

    def test_talk_goes_deep(self):
        assert say("C203", meaning(verdict="yes"), counsel())
        assert say("C203", meaning(verdict="yes", written=0), counsel()) == [], (
            "meetings go both ways by nature"
        )

    def test_talk_that_goes_deep_leaves_the_hours_to_the_verdict(self):
        steps = {
            course: next(iter(rules()["C203"](STRATEGY, meaning(verdict="yes"), counsel(course)))).next
            for course in get_args(Course)
        }
        assert steps["drop"].startswith("Before you let it go")
        assert {step for course, step in steps.items() if course != "drop"} == {
            "Go on as you do there, and bring the people you meet elsewhere."
        }


class TestReturns:
    @pytest.fixture(autouse=True)
    def _journal(self, home):
        self.write = lambda lines: (home.path / "journal.txt").write_text("\n".join(lines), "utf-8")

    def weekly(self, channel: str, hours: float, weeks: int) -> list[str]:
        return [
            f"{date(2025, 1, 6) + timedelta(weeks=week)} {channel} hours {hours}" for week in range(weeks)
        ]

    def test_hours_below_their_price_and_hours_well_spent(self, found):
        lines = self.weekly("linkedin", 5, 90) + self.weekly("tradeshow", 1, 90)
        lines += [f'2025-{month:02}-10 tradeshow lead "P{month}" id D{month}' for month in range(1, 7)]
        lines += [f"2025-{month:02}-20 tradeshow won D{month} 12000 EUR" for month in range(1, 7)]
        self.write(lines)
        assert list(found("C301")) == ["linkedin"]
        assert found("C301")["linkedin"].startswith(
            "450 h on linkedin have won no deal. An hour there returns "
        )
        assert list(found("C302")) == ["tradeshow"]

    def test_hours_that_pay_get_more_only_where_that_is_the_verdict(self, home):
        lines = self.weekly("linkedin", 5, 90) + self.weekly("tradeshow", 1, 90)
        lines += [f'2025-{month:02}-10 tradeshow lead "P{month}" id D{month}' for month in range(1, 7)]
        lines += [f"2025-{month:02}-20 tradeshow won D{month} 12000 EUR" for month in range(1, 7)]
        self.write(lines)
        reviewed = home.review(now=NOW)
        paid = reviewed.channels["tradeshow"].evidence.returns
        steps = {
            course: next(iter(rules()["C302"](STRATEGY, paid, counsel(course)))).next
            for course in get_args(Course)
        }
        assert [course for course, step in steps.items() if "next free hour" in step] == ["focus"]
        unpaid = reviewed.channels["linkedin"].evidence.returns
        steps = {
            course: next(iter(rules()["C301"](STRATEGY, unpaid, counsel(course)))).next
            for course in get_args(Course)
        }
        assert [course for course, step in steps.items() if step.startswith("Pause")] == [
            "drop",
            "cannot tell",
        ]

    def test_a_channel_to_drop_asks_for_no_work_first(self, home):
        lines = self.weekly("linkedin", 5, 90) + self.weekly("tradeshow", 1, 90)
        lines += [f'2025-{month:02}-10 tradeshow lead "P{month}" id D{month}' for month in range(1, 7)]
        lines += [f"2025-{month:02}-20 tradeshow won D{month} 12000 EUR" for month in range(1, 7)]
        lines += ["2025-03-02 linkedin spend 900 EUR", "2025-03-02 tradeshow hours 1"]
        self.write(lines)
        reviewed = home.review(now=NOW)
        assert reviewed.channels["linkedin"].advice.course == "drop"
        steps = {each.code: each for each in reviewed.findings if each.subject == "linkedin"}
        assert steps["C301"].next.startswith("Pause linkedin")
        assert steps["C301"].severity == "high"
        assert steps["C303"].next.startswith("Nothing, if you let it go. If not: stop paying for it")
        assert steps["C303"].severity == "low"

    def test_without_hours_nothing_is_claimed(self, home, found):
        """2026-04-20 linkedin won D17 12000 EUR"""
        assert found("C301") == found("C302") == {}
        skipped = {each.why for each in home.review(now=NOW).skipped if each.code == "C301"}
        assert skipped == {"no hours on linkedin are logged", "no hours on tradeshow are logged"}

    def test_currencies_are_never_added(self, home):
        """
        2026-03-01 linkedin hours 10
        2026-03-20 linkedin won D17 12000 EUR
        2026-04-20 linkedin won D18 9000 USD
        """
        answer = home.review(now=NOW).channels["linkedin"].evidence.returns.return_per_hour
        assert isinstance(answer, Missing)
        assert "EUR and USD" in answer.why

    def test_money_without_deals(self, found):
        """
        2026-03-02 linkedin  spend 440 EUR
        2026-03-03 linkedin  spend 60.00 EUR
        2026-03-03 tradeshow spend 900 EUR
        2026-04-20 tradeshow won D1 12000 EUR
        """
        assert found("C303") == {"linkedin": "500 EUR went into linkedin, and no lead has come of it."}

    def test_expectation_not_met(self, home, found):
        """
        2025-01-06 linkedin hours 2
        2025-05-01 linkedin lead "Sam Ito" id D1
        2026-10-01 linkedin hours 2
        """
        path = home.path / "strategy.yaml"
        expecting = path.read_text("utf-8").replace(
            "hours: 2 h/week,", "hours: 2 h/week, expect: 1 lead/month,"
        )
        path.write_text(expecting, "utf-8")
        said = "You expect 1 lead/month of linkedin; 1 came in 21 months. That is 0.6 a year"
        assert found("C304")["linkedin"].startswith(said)

    def test_doubling_all_hours_halves_the_return(self, home):
        deals = ["2025-05-01 linkedin won D1 12000 EUR", "2025-06-01 linkedin won D2 9000 EUR"]
        answers = []
        for hours in (2, 4):
            self.write(deals + self.weekly("linkedin", hours, 50))
            answers.append(home.review(now=NOW).channels["linkedin"].evidence.returns.return_per_hour)
        assert answers[0].value == pytest.approx(2 * answers[1].value)
        assert answers[0].high == pytest.approx(2 * answers[1].high)


class TestSpread:
    def test_too_thin(self):
        spread = Spread(
            channels_by_hours=Estimate.counted(3, "channels"),
            channels_by_results=Estimate.counted(1, "channels"),
            misplaced=Estimate(0.4, 0.3, 0.5, "share", 40),
            starved=("x", "blog", "flickr"),
            hours={"x": 3.0, "email": 40.0, "blog": 2.0, "flickr": 2.0},
            results={"email": 40},
        )
        (message,) = say("C401", spread)
        assert message.endswith("x, blog and flickr got too little to learn whether they work.")
        assert say("C402", spread, NO_PLAN) == [], "most hours and most results are on one channel"
        assert set(say("C404", spread)) == {
            "2 h of the last half year went into blog, which your strategy does not name.",
            "2 h of the last half year went into flickr, which your strategy does not name.",
        }

    def test_hours_lie_elsewhere(self):
        spread = Spread(
            channels_by_hours=Estimate.counted(2, "channels"),
            channels_by_results=Estimate.counted(2, "channels"),
            misplaced=Estimate(0.4, 0.3, 0.5, "share", 40),
            hours={"x": 60.0, "email": 20.0},
            results={"x": 4, "email": 36},
        )
        (message,) = say("C402", spread, NO_PLAN)
        assert message.startswith(
            "40 % of your hours (30 to 50 %, judged by 40 conversations) lie on other channels"
        )
        assert message.endswith(
            "Most hours went to x: 60 h of 80 h. Most conversations came from email: 36 of 40."
        )

    def test_hours_near_the_plan(self, found):
        """
        2026-10-01 tradeshow hours 8
        2026-10-14 linkedin  hours 20
        2026-10-21 linkedin  hours 20
        2026-10-28 linkedin  hours 20
        """
        assert found("C403") == {}

    def test_far_more_hours_than_planned(self, found):
        """
        2026-10-14 tradeshow hours 24
        2026-10-21 tradeshow hours 24
        2026-10-28 tradeshow hours 24
        """
        assert set(found("C403")) == {"linkedin", "tradeshow"}


class TestPlan:
    def plan(self, **known: object) -> Plan:
        fields = {
            "hours": Estimate(40, 40, 40, "h/week", 1),
            "worthwhile_hours": Estimate(11.4, 7, 16, "h/week", 9),
            "one_more_hour": Missing("", ""),
            "gain": Estimate(900, -40, 2100, "EUR/quarter", 9),
            "knowledge": Missing("", ""),
            "proposed": {"x": Estimate(3, 0, 5, "h/week", 9), "email": Estimate(8, 4, 12, "h/week", 9)},
            "price": 60.0,
        }
        return Plan(**{**fields, **known})

    def test_only_some_hours_are_worth_their_price(self):
        (message,) = say("C405", self.plan())
        assert message == (
            "Only 11 h of your 40 h a week (7 to 16, judged by 9 deals won) are worth your 60 on these channels."
        )
        assert say("C405", self.plan(worthwhile_hours=Estimate(38, 30, 40, "h/week", 9))) == []
        assert say("C405", self.plan(price=None)) == []

    def test_what_the_present_split_costs(self):
        assert say("C406", self.plan()) == [], "it may as well be the better one"
        (message,) = say("C406", self.plan(gain=Estimate(900, 120, 2100, "EUR/quarter", 9)))
        assert message.startswith("Your present hours would bring 900 (120 to 2,100) EUR a quarter more")

    def test_what_is_not_known_is_skipped(self):
        (skipped,) = rules()["C406"](STRATEGY, self.plan(gain=Missing("no deals", "log them")))
        assert skipped.settle == "log them"


class TestInterest:
    def rates(self, verdict: str) -> Interest:
        rate, other = Estimate(0.2, 0.1, 0.3, "share", 40), Estimate(0.5, 0.4, 0.6, "share", 60)
        return Interest(channel="x", target_reply_rate=rate, other_reply_rate=other, verdict=verdict)

    def test_market_unmoved_and_market_answers(self):
        (message,) = say("C501", self.rates("no"))
        assert message.startswith(
            "On x your market answers 20 % (10 to 30 %, of 40 conversations you opened); others answer 50 %"
        )
        assert say("C501", self.rates("mixed")) == say("C502", self.rates("mixed")) == []
        assert say("C502", self.rates("yes"))

    def brought(self, **known: object) -> Interest:
        fields = {
            "number": Estimate.counted(412, "visits"),
            "share": Estimate(0.2, 0.2, 0.2, "share", 2060),
            "since": "2026-01-01",
            "until": "2026-06-30",
            "heard": True,
            "begun": 0,
        }
        return replace(self.rates("mixed"), brought=Visits(**{**fields, **known}))

    def test_visits_without_talk(self):
        (message,) = say("C503", self.brought())
        assert message == (
            "x brought 412 visits to your web site, 20 % of all, from 2026-01-01 to 2026-06-30; in that time nobody began a talk with you "
            "there, and no deal began there."
        )
        (message,) = say("C503", self.brought(share=Missing("a part was exported", "export all")))
        assert "web site from 2026-01-01" in message

    @pytest.mark.parametrize(
        "known", [{"begun": 1}, {"heard": False}, {"number": Estimate.counted(99, "visits")}]
    )
    def test_visits_that_say_nothing(self, known):
        assert say("C503", self.brought(**known)) == []
        assert say("C503", self.rates("mixed")) == []

    def test_what_had_no_time_to_be_answered_is_no_silence(self, home):
        """2026-10-31 linkedin hours 1"""
        home.ledger.add(Export(source="world"), self.written(), path="w", sha256="w", imported_at=NOW)
        evidence = home.review(now=NOW).channels["linkedin"].evidence
        assert evidence.interest.target_reply_rate.n == 2, "the letter of the day before is left out"
        assert evidence.meaning.reply_rate.n == 3, "the curve counts it as long as it has waited"
        assert evidence.meaning.conversations.value == 3

    def written(self):
        yield Profile(account="linkedin:dana", name="Dana Reyes", company="Northwind Foods")
        yield Profile(account="linkedin:ines", name="Ines", owner=True)
        letters = [(date(2026, 9, 1), True), (date(2026, 9, 20), False), (date(2026, 10, 30), False)]
        for number, (day, answered) in enumerate(letters):
            moment = day_micros(day)
            yield self.message(f"{number}", "linkedin:ines", "linkedin:dana", moment, f"t{number}")
            if answered:
                yield self.message(
                    f"{number}r", "linkedin:dana", "linkedin:ines", moment + 10**9, f"t{number}"
                )

    def message(self, key: str, actor: str, to: str, moment: int, thread: str) -> Interaction:
        return Interaction(
            key=key,
            kind="message",
            channel="linkedin",
            actor=actor,
            to=(to,),
            happened_us=moment,
            thread=thread,
        )
