"""What weeks of hours and results show together, on invented weeks whose truth is known, and from a journal."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from heard.measures.stats import weekly_response, weeks_needed
from heard.model import Estimate, Missing

TRUTH = np.array([30.0, 8.0])
"""Value for an hour of the two channels that do something."""


def weeks(seed: int, count: int = 104, *, silent: int = 0, noise: float = 20.0):
    """Hours on two channels and on silent ones, what they bring within a few weeks, and what would have come anyway."""
    rng = np.random.default_rng(seed)
    hours = rng.gamma(1.0, 3.0, (count, 2 + silent)) * (rng.random((count, 2 + silent)) < 0.7)
    brought = np.zeros(count)
    for place, (carry, half) in enumerate([(0.0, 10.0), (0.5, 4.0)]):
        state, came = 0.0, np.zeros(count)
        for week, spent in enumerate(hours[:, place]):
            state = carry * state + (1 - carry) * spent
            came[week] = state / (half + state)
        brought += came * TRUTH[place] * hours[:, place].sum() / came.sum()
    season = 30 * np.sin(2 * np.pi * np.arange(count) / 52)
    return hours, 200 + season + brought + rng.normal(0, noise, count)


def width(found, place: int) -> float:
    interval = found.interval(place, 0.9)
    return interval.high - interval.low


class TestResponse:
    def test_finds_what_an_hour_brings(self):
        held, error = [], []
        for seed in range(10):
            found = weekly_response(*weeks(seed))
            intervals = [found.interval(place, 0.9) for place in range(2)]
            held += [each.low <= truth <= each.high for each, truth in zip(intervals, TRUTH, strict=True)]
            error.append(abs(intervals[0].value - TRUTH[0]) / TRUTH[0])
        assert (
            sum(held) >= 15
        )  # of 20; nine in ten hold if the intervals are right, so that fewer come once in 90 times
        assert np.median(error) < 0.2

    def test_fewer_weeks_say_less(self):
        ratios = []
        for seed in range(6):
            hours, result = weeks(seed, 156, noise=60)
            long, short = weekly_response(hours, result), weekly_response(hours[:60], result[:60])
            ratios += [width(short, place) / width(long, place) for place in range(2)]
        assert np.median(ratios) > 1.2

    def test_a_channel_that_does_nothing_may_do_nothing(self):
        intervals = [weekly_response(*weeks(seed, silent=1)).interval(2, 0.9) for seed in range(8)]
        assert sum(each.low == 0 for each in intervals) >= 6
        assert max(each.value for each in intervals) < TRUTH[1]

    def test_more_noise_says_less(self):
        assert width(weekly_response(*weeks(1, noise=80)), 0) > 2 * width(
            weekly_response(*weeks(1, noise=10)), 0
        )

    def test_the_same_weeks_say_the_same(self):
        hours, result = weeks(3)
        assert np.array_equal(weekly_response(hours, result).draws, weekly_response(hours, result).draws)
        assert not np.array_equal(
            weekly_response(hours, result).draws, weekly_response(hours, result, seed=1).draws
        )

    def test_units_are_carried_through(self):
        hours, result = weeks(4)
        assert weekly_response(60 * hours, 100 * result).draws == pytest.approx(
            weekly_response(hours, result).draws * 100 / 60, rel=1e-6
        )

    def test_another_cause_that_is_known_is_taken_out(self):
        hours, result = weeks(5)
        fairs = (np.arange(104) % 9 == 0).astype(float)
        plain = weekly_response(hours, result, fairs[:, np.newaxis])
        with_fairs = weekly_response(hours, result + 500 * fairs, fairs[:, np.newaxis])
        assert with_fairs.interval(0).value == pytest.approx(plain.interval(0).value, rel=0.1)
        assert width(weekly_response(hours, result + 500 * fairs), 0) > 2 * width(with_fairs, 0)

    def test_the_same_hours_every_week_tell_nothing(self):
        hours, result = weeks(6)
        hours[:, 1] = 3.0
        interval = weekly_response(hours, result).interval(1, 0.9)
        assert interval.low == 0
        assert interval.high > 3 * TRUTH[1]


@pytest.mark.parametrize(
    ("hours", "result", "said"),
    [
        (np.ones((62, 4)), np.arange(62.0), "62 weeks are too few for 4 channels: 63 are needed"),
        (np.zeros((104, 1)), np.arange(104.0), "Each channel has inputs"),
        (-np.ones((104, 1)), np.arange(104.0), "none below 0"),
        (np.ones((104, 1)), np.zeros(104), "above 0 on average, and changes"),
    ],
)
def test_says_why_nothing_can_be_told(hours, result, said):
    with pytest.raises(ValueError, match=said):
        weekly_response(hours, result)


def test_more_channels_need_more_weeks_and_a_year_is_the_least():
    assert weeks_needed(1) == 52
    assert weeks_needed(6) > weeks_needed(5) > 52
    assert weeks_needed(4, controls=2) == weeks_needed(4) + 6


class TestTogether:
    """From a journal."""

    NOW = datetime(2026, 11, 1, tzinfo=UTC)

    @pytest.fixture
    def told(self, home):
        def ask(count: int, deals_per_hour: float):
            rng = np.random.default_rng(2)
            lines, number = [], 0
            for week in range(count):
                monday = date(2026, 10, 26) - timedelta(weeks=count - 1 - week)
                for channel, brings in (("linkedin", deals_per_hour), ("tradeshow", 0.0)):
                    hours = round(float(rng.gamma(1.0, 4.0)), 1)
                    lines.append(f"{monday} {channel} hours {hours + 0.1}")
                    for _ in range(rng.poisson(brings * hours)):
                        lines.append(f'{monday} web lead "P {number}" id D{number}')
                        number += 1
            (home.path / "journal.txt").write_text("\n".join(lines), "utf-8")
            return home.together(now=self.NOW)

        return ask

    def test_credits_the_hours_whatever_the_deals_are_booked_to(self, told):
        found = told(80, 0.8)
        assert isinstance(found["linkedin"], Estimate)
        assert found["linkedin"].unit == "deals/100 h"
        assert found["linkedin"].low < 80 < found["linkedin"].high * 1.3
        assert found["linkedin"].low > 0
        assert found["tradeshow"].value < 40

    def test_too_few_weeks(self, told):
        found = told(40, 0.8)["linkedin"]
        assert isinstance(found, Missing)
        assert "40 weeks are too few" in found.why
        assert found.settle.startswith("12 weeks more")

    def test_too_few_deals(self, told):
        found = told(80, 0.02)["linkedin"]
        assert isinstance(found, Missing)
        assert "too few to compare one week with another" in found.why
        assert "heard test" in found.settle

    def test_a_channel_without_hours(self, home):
        (home.path / "journal.txt").write_text("2026-10-05 linkedin hours 1.5", "utf-8")
        found = home.together(now=self.NOW)
        assert "no hours on tradeshow are logged" in found["tradeshow"].why
        assert "weeks" in found["linkedin"].why
