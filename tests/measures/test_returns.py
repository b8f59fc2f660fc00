"""Returns, credit and the plan of the hours, from journals."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from heard.measures.deals import Deal, leads
from heard.model import Estimate, HeardError, Missing

NOW = datetime(2026, 11, 1, tzinfo=UTC)
START = date(2025, 1, 6)


def weekly(channel: str, hours: float, weeks: int = 90) -> list[str]:
    return [f"{START + timedelta(weeks=week)} {channel} hours {hours}" for week in range(weeks)]


def won(channel: str, number: int, *, talk: str = "") -> list[str]:
    """A lead of some month of 2025 that was won ten days later, after a talk on some channel."""
    name, month = f"{channel[0].upper()}{number}", f"2025-{number:02}"
    told = [f'{month}-05 {talk} call "P {name}" 20m'] if talk else []
    return [
        *told,
        f'{month}-10 {channel} lead "P {name}" id {name}',
        f"{month}-20 {channel} won {name} 12000 EUR",
    ]


@pytest.fixture
def review(home):
    """Write the journal and review it."""

    def ask(*lines: str, **asked):
        (home.path / "journal.txt").write_text("\n".join(lines), "utf-8")
        return home.review(now=NOW, **asked)

    return ask


class TestOpenLeads:
    def test_are_counted_with_what_will_come_of_them(self, review):
        closed = [line for number in range(1, 7) for line in won("tradeshow", number)]
        fresh = [f'2026-10-{day} tradeshow lead "Q {day}" id Q{day}' for day in range(10, 31, 5)]
        found = review(*weekly("tradeshow", 1), *weekly("linkedin", 1), *closed, *fresh).channels["tradeshow"]
        returned = found.evidence.returns
        assert (returned.leads.value, returned.won.value, returned.open_leads.value) == (11, 6, 5)
        assert 0 <= returned.still_to_win.low < returned.still_to_win.value < returned.still_to_win.high <= 5

    def test_an_old_open_lead_promises_less(self, review):
        closed = [line for number in range(1, 7) for line in won("tradeshow", number)]
        expected = []
        for day in ("2025-02-01", "2026-10-20"):
            lead = [f'{day} tradeshow lead "Old {number}" id O{number}' for number in range(4)]
            answer = review(*weekly("tradeshow", 1), *closed, *lead).channels["tradeshow"].evidence.returns
            expected.append(answer.still_to_win.value)
        assert expected[0] < expected[1] / 2

    def test_deals_told_of_when_they_ended_say_nothing_of_the_time_they_took(self):
        told = [Deal("D1", "x", "2026-01-05", "2026-01-05", "won", None, "", 900, "EUR", led=False)]
        assert leads(told, date(2026, 11, 1)) == []

    def test_a_record_of_ends_that_began_late_is_noticed(self):
        """Forty leads waited a year before the first end; then ends came every week."""
        told = []
        for number in range(40):
            closed = f"2026-0{1 + number // 10}-{1 + number % 10:02}" if number < 30 else ""
            told.append(
                Deal(
                    f"D{number}",
                    "x",
                    "2025-01-01",
                    closed,
                    "won" if closed else "lead",
                    None,
                    "",
                    None,
                    "",
                    "hubspot",
                )
            )
        found = leads(told, date(2026, 11, 1))
        assert {lead.entered for lead in found} == {365}
        assert {lead.entered for lead in leads(told[:1] + told[30:], date(2026, 11, 1))} == {0}


class TestCost:
    def test_time_and_money_apart_and_together(self, review):
        lines = [*weekly("tradeshow", 1, 10), *won("tradeshow", 1), "2025-02-01 tradeshow spend 500 EUR"]
        returned = review(*lines).channels["tradeshow"].evidence.returns
        assert (returned.hours.value, returned.spend.value) == (10, 500)
        assert (returned.cost.value, returned.cost.unit) == (10 * 90 + 500, "EUR")
        assert returned.return_per_cost.value == pytest.approx(returned.return_per_hour.value * 10 / 1400)

    def test_another_currency_is_not_added(self, review):
        lines = [*weekly("tradeshow", 1, 10), *won("tradeshow", 1), "2025-02-01 tradeshow spend 500 USD"]
        assert isinstance(review(*lines).channels["tradeshow"].evidence.returns.cost, Missing)


class TestCredit:
    def test_a_channel_on_the_way_gets_a_share_by_other_rules(self, review):
        found = review(
            *weekly("tradeshow", 1), *won("tradeshow", 1, talk="linkedin"), *won("tradeshow", 2)
        ).channels
        on_the_way = found["linkedin"].evidence.returns
        assert on_the_way.won.value == 0
        assert (on_the_way.credit.low, on_the_way.credit.high) == (0, 1)
        assert on_the_way.credited_deals == ("T1",)
        assert not on_the_way.credited.robust

    def test_a_deal_links_to_what_went_before_it(self, review):
        found = review(*weekly("tradeshow", 1), *won("tradeshow", 1, talk="linkedin")).channels
        (before,) = found["tradeshow"].evidence.returns.before["T1"]
        assert (before.at, before.channel, before.who) == ("2025-01-05", "linkedin", "P T1")
        assert before.what == "call, before T1"

    def test_without_a_person_there_is_no_way(self, review):
        found = review("2025-03-01 tradeshow hours 2", "2025-03-20 tradeshow won D1 900 EUR").channels
        assert isinstance(found["tradeshow"].evidence.returns.credit, Missing)


class TestPlan:
    def lines(self) -> list[str]:
        deals = [line for number in range(1, 13) for line in won("tradeshow", number)]
        return [*weekly("tradeshow", 1), *weekly("linkedin", 6), *deals]

    def test_hours_that_are_asked_for_are_split(self, review):
        few, many = (review(*self.lines(), hours=hours).plan for hours in (2, 30))
        assert (few.hours.value, many.hours.value) == (2, 30)
        assert sum(each.value for each in few.split.values()) == pytest.approx(2)
        assert few.split["tradeshow"].value > few.split["linkedin"].value
        assert many.worthwhile_hours.value < 30
        assert few.one_more_hour.value > many.one_more_hour.value

    def test_what_is_proposed_follows_the_courses(self, review):
        found = review(*self.lines())
        courses = {name: each.advice.course for name, each in found.channels.items()}
        assert courses == {"linkedin": "drop", "tradeshow": "focus"}
        assert found.plan.proposed["linkedin"].value == found.plan.proposed["linkedin"].high == 0
        now = {name: each.evidence.attention.hours_per_week.value for name, each in found.channels.items()}
        assert found.plan.proposed["tradeshow"].value > now["tradeshow"]

    @pytest.mark.parametrize("hours", [0.5, 6, 40])
    def test_no_more_hours_are_proposed_than_there_are(self, review, hours):
        for lines in (self.lines(), [*weekly("tradeshow", 1), *weekly("linkedin", 1), *won("tradeshow", 1)]):
            proposed = review(*lines, hours=hours).plan.proposed.values()
            assert sum(each.value for each in proposed) <= hours + 1e-6
            assert all(0 <= each.low <= each.value <= each.high <= hours for each in proposed)

    def test_what_is_kept_for_another_aim_holds_its_share(self, review, home):
        (home.path / "strategy.yaml").write_text(
            "me: [ines@larkfield.example]\nhour: 90 EUR\ntime: 4 h/week\n"
            "objectives: [{name: names, measure: introductions}, {name: audits, measure: deals}]\n"
            "channels: {linkedin: {for: [names]}, tradeshow: {for: [audits]}}\n",
            "utf-8",
        )
        found = review(*self.lines())
        assert found.channels["linkedin"].advice.course == "keep"
        now = found.channels["linkedin"].evidence.attention.hours_per_week.value
        total = sum(each.evidence.attention.hours_per_week.value for each in found.channels.values())
        share = min(1, found.plan.hours.value / total)
        assert found.plan.proposed["linkedin"].value == pytest.approx(share * now)

    def test_the_present_split_costs(self, review):
        gain = review(*self.lines()).plan.gain
        assert 0 < gain.low < gain.value
        assert gain.unit == "EUR/quarter"

    def test_one_channel_is_no_split(self, review):
        assert isinstance(review("2026-03-01 linkedin hours 3").plan.gain, Missing)

    def test_hours_that_no_week_has(self, review):
        with pytest.raises(HeardError, match="--hours 6"):
            review(*self.lines(), hours=0)

    def test_knowing_is_worth_less_where_more_is_known(self, review):
        deals = [line for number in range(1, 13) for line in won("tradeshow", number)]
        little = review(
            *weekly("tradeshow", 1, 30), *weekly("linkedin", 1, 30), *won("tradeshow", 1)
        ).plan.knowledge
        much = review(*weekly("tradeshow", 4), *weekly("linkedin", 4), *deals).plan.knowledge
        assert isinstance(little, Estimate)
        assert little.value > much.value >= 0
