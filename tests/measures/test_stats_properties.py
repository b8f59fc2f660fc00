"""What must hold for any numbers: of scale, order, more evidence, and the edges where there is almost nothing."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.measures import stats
from heard.measures.stats import Beta, Gamma, Interval
from heard.model import Estimate

AGES = st.lists(st.integers(0, 3000), max_size=20, unique=True)
HOURS = st.floats(0.5, 500)
POSITIVE = st.floats(0.05, 500)
BETAS = st.builds(Beta, st.floats(0.5, 500), st.floats(0.5, 500))
GAMMAS = st.builds(Gamma, POSITIVE, POSITIVE)
COUNTS = st.integers(0, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
CHANNELS = st.lists(st.tuples(st.integers(0, 30), HOURS), min_size=1, max_size=9)
WEIGHTS = st.lists(st.floats(0.01, 100), min_size=1, max_size=9)
RETURNS = st.lists(st.floats(0, 1000), min_size=1, max_size=9)
CASES = st.lists(st.tuples(st.floats(0, 100), st.booleans()), min_size=1, max_size=30)


@pytest.fixture(scope="module", autouse=True)
def _loaded() -> None:
    """Load the special functions before any test is timed."""
    stats.jeffreys(1, 2).interval()


def width(interval: Interval) -> float:
    return interval.high - interval.low


def curve(cases: list[tuple[float, bool]]) -> stats.KaplanMeier:
    return stats.kaplan_meier([time for time, _ in cases], [happened for _, happened in cases])


class TestIntervals:
    @given(st.one_of(BETAS, GAMMAS), st.floats(0.05, 0.98))
    def test_a_posterior_holds_its_mean(self, posterior: Beta | Gamma, coverage: float) -> None:
        found = posterior.interval(coverage)
        assert 0 <= found.low <= found.value == posterior.mean <= found.high

    def test_a_very_skewed_posterior_holds_its_mean(self) -> None:
        assert Gamma(0.01, 1).quantile(0.9) < Gamma(0.01, 1).mean == Gamma(0.01, 1).interval().high

    @given(COUNTS)
    def test_shares(self, counts: tuple[int, int]) -> None:
        successes, trials = counts
        bounds = [stats.jeffreys(successes, trials).interval()]
        if trials:
            bounds.append(stats.wilson(successes, trials))
        for found in bounds:
            assert 0 <= found.low <= found.value <= found.high <= 1

    @given(COUNTS.filter(lambda counts: counts[1] > 0), st.integers(2, 20))
    def test_more_of_the_same_narrows(self, counts: tuple[int, int], times: int) -> None:
        successes, trials = counts
        more = successes * times, trials * times
        assert width(stats.jeffreys(*more).interval()) < width(stats.jeffreys(*counts).interval())
        assert width(stats.wilson(*more)) < width(stats.wilson(*counts))

    @given(GAMMAS, st.integers(2, 20))
    def test_more_of_the_same_narrows_a_rate(self, rate: Gamma, times: int) -> None:
        found = Gamma(rate.shape * times, rate.rate * times).interval()
        assert found.high / found.value <= rate.interval().high / rate.mean + 0.05 or rate.shape < 1

    @given(BETAS, st.floats(0, 1), st.floats(0, 1))
    def test_higher_thresholds_are_less_likely_passed(self, share: Beta, one: float, other: float) -> None:
        assert share.above(min(one, other)) >= share.above(max(one, other))

    @given(BETAS, BETAS)
    def test_one_of_two_shares_is_higher(self, one: Beta, other: Beta) -> None:
        assert one.exceeds(other) + other.exceeds(one) == pytest.approx(1, abs=1e-5)

    @given(GAMMAS, GAMMAS)
    def test_one_of_two_rates_is_higher(self, one: Gamma, other: Gamma) -> None:
        assert one.exceeds(other) + other.exceeds(one) == pytest.approx(1, abs=1e-9)

    def test_shares_against_a_closed_form(self) -> None:
        # P(X > Y) of Beta(3, 1) against Beta(1, 1) is the mean of X
        assert Beta(3, 1).exceeds(Beta(1, 1)) == pytest.approx(0.75, abs=1e-6)

    def test_wider_coverage_is_wider(self) -> None:
        share = stats.jeffreys(6, 20)
        assert width(share.interval(0.95)) > width(share.interval())

    def test_draws(self) -> None:
        drawn = stats.Draws(np.arange(101.0))
        interval = drawn.interval()
        assert [interval.low, interval.value, interval.high] == pytest.approx([10, 50, 90])
        assert [drawn.mean, drawn.median, drawn.above(75)] == pytest.approx([50, 50, 25 / 101])


class TestAnswers:
    def test_estimate(self) -> None:
        assert stats.estimate(Interval(2, 1, 3), "days", 7) == Estimate(2, 1, 3, "days", 7)
        found = stats.estimate(stats.jeffreys(0, 8), "share", 8)
        assert (found.low, found.n, found.exact) == (0, 8, False)

    def test_an_endless_bound_is_an_answer(self) -> None:
        assert stats.estimate(Interval(5, 2, math.inf), "days", 12).high == math.inf

    @pytest.mark.parametrize(
        ("n", "strength", "probability", "expected"),
        [
            (0, 20, 0.99, "unknown"),
            (4, 20, 0.668, "unknown"),
            (4, 20, 0.9, "hint"),
            (20, 20, 0.5, "hint"),
            (20, 20, 0.8, "measured"),
            (20, 1, 0.02, "measured"),
        ],
    )
    def test_grade(self, n: int, strength: float, probability: float, expected: str) -> None:
        assert stats.grade(n, strength, probability) == expected

    def test_observations_needed(self) -> None:
        assert stats.observations_needed(0.3, 0.1) == math.ceil(1.642 * 0.3 * 0.7 / 0.01)
        assert stats.observations_needed(0, 0.1) == 0


class TestTies:
    @given(AGES, AGES, st.integers(0, 3000))
    def test_another_day_warms(self, out: list[int], back: list[int], day: int) -> None:
        assert stats.warmth([*out, day], back).days <= stats.warmth(out, back).days

    @given(AGES, AGES)
    def test_both_sides_count_alike(self, out: list[int], back: list[int]) -> None:
        assert stats.warmth(out, back).strength == pytest.approx(stats.warmth(back, out).strength)

    @given(st.integers(0, 3000))
    def test_one_exchange_is_as_old_as_it_is(self, age: int) -> None:
        assert stats.warmth([age], [age]).days == pytest.approx(age, abs=1e-9)

    @pytest.mark.parametrize(
        ("out", "back", "state", "band"),
        [
            ([], [], "none", None),
            ([1], [], "one-way", None),
            ([], [1], "one-way", None),
            ([14], [14], "two-way", "warm"),
            ([90], [90], "two-way", "active"),
            ([300], [300], "two-way", "cool"),
            ([400], [400], "two-way", "dormant"),
        ],
    )
    def test_words(self, out: list[float], back: list[float], state: str, band: str | None) -> None:
        found = stats.warmth(out, back)
        assert (found.state, found.band) == (state, band)

    def test_a_clock_that_is_ahead_counts_as_today(self) -> None:
        assert stats.warmth([-3], [-1]) == stats.warmth([0], [0])

    def test_many_ties_at_once(self) -> None:
        ages = stats.equivalent_age(stats.tie_strength([1, 0, 0.005794], [1, 0, 0.005794]))
        assert ages.tolist() == pytest.approx([0, math.inf, 30], abs=0.01)

    def test_overlap_of_two_hermits(self) -> None:
        assert stats.neighbourhood_overlap({"v"}, {"u"}) == 0

    @given(st.dictionaries(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")), POSITIVE, min_size=1))
    def test_reciprocity_ignores_names(self, contact: dict[tuple[str, str], float]) -> None:
        renamed = {(a.upper(), b.upper()): weight for (a, b), weight in contact.items()}
        assert stats.weighted_reciprocity(contact) == stats.weighted_reciprocity(renamed)
        assert 0 <= stats.weighted_reciprocity(contact) <= 1 + 1e-12

    @given(POSITIVE, POSITIVE)
    def test_giving_more_raises_the_share(self, given_help: float, received: float) -> None:
        before, after = (
            stats.give_share(given_help, received),
            stats.give_share(given_help + 1, received),
        )
        assert after.above(0.5) >= before.above(0.5)

    @given(st.lists(POSITIVE, max_size=8), POSITIVE, POSITIVE)
    def test_longer_silence_is_rarer(self, gaps: list[float], one: float, other: float) -> None:
        short, long = sorted((one, other))
        assert stats.lomax_survival(long, gaps) <= stats.lomax_survival(short, gaps) <= 1

    @given(st.lists(POSITIVE, min_size=3, max_size=8), POSITIVE, st.floats(0.1, 10))
    def test_silence_ratio_has_no_unit(self, gaps: list[float], silence: float, factor: float) -> None:
        scaled = stats.silence_ratio(silence * factor, [gap * factor for gap in gaps])
        assert scaled == pytest.approx(stats.silence_ratio(silence, gaps))

    @pytest.mark.parametrize(
        ("days", "gaps", "word"),
        [
            (30, [], "usual"),
            (600, [], "lapsed"),
            (20, [10, 10, 10], "usual"),
            (900, [10, 10, 10], "lapsed"),
            (100, [1, 1, 1], "lapsed"),
            (25, [1, 1, 1], "cooling"),
            (5, [0, 0, 0], "usual"),
        ],
    )
    def test_silence_in_words(self, days: float, gaps: list[float], word: str) -> None:
        assert stats.silence(days, gaps) == word

    @given(st.lists(POSITIVE, min_size=2, max_size=20))
    def test_burstiness(self, gaps: list[float]) -> None:
        assert -1 <= stats.burstiness(gaps, finite=False) <= 1
        assert -1 - 1e-9 <= stats.burstiness(gaps) <= 1 + 1e-9

    def test_a_clock_is_not_bursty(self) -> None:
        assert stats.burstiness([7, 7, 7, 7]) == -1


class TestGroups:
    @given(st.lists(COUNTS, min_size=1, max_size=12).filter(lambda groups: sum(n for _, n in groups) > 0))
    def test_shrinking_moves_towards_the_prior(self, groups: list[tuple[int, int]]) -> None:
        prior = stats.beta_prior([k for k, _ in groups], [n for _, n in groups])
        assert 2 - 1e-9 <= prior.trials <= 200 + 1e-9
        for successes, trials in groups:
            if trials:
                ends = sorted((prior.mean, successes / trials))
                assert ends[0] - 1e-9 <= prior.updated(successes, trials).mean <= ends[1] + 1e-9

    @given(st.lists(COUNTS, min_size=5, max_size=8), st.randoms(use_true_random=False))
    def test_order_of_groups_changes_nothing(self, groups: list[tuple[int, int]], random: Any) -> None:
        if not any(n for _, n in groups):
            return
        shuffled = random.sample(groups, len(groups))
        one, other = (
            stats.beta_prior([k for k, _ in each], [n for _, n in each]) for each in (groups, shuffled)
        )
        assert (one.a, one.b) == pytest.approx((other.a, other.b), rel=1e-6)

    def test_groups_that_cannot_say(self) -> None:
        assert math.isnan(stats.intraclass_correlation([], []))
        assert math.isnan(stats.intraclass_correlation([1, 0, 1], [1, 1, 1]))
        assert math.isnan(stats.intraclass_correlation([0, 0], [5, 9]))
        assert stats.beta_prior([1, 0, 1, 0, 1, 0], [1] * 6) == Beta(10, 10)

    def test_nobody_ever_answered(self) -> None:
        prior = stats.beta_prior([0] * 6, [10] * 6)
        assert (prior.mean, prior.trials) == pytest.approx((0.5 / 61, 20))

    def test_groups_without_trials_say_nothing(self) -> None:
        assert stats.beta_prior([3, 0, 9], [10, 0, 40]) == stats.beta_prior([3, 9], [10, 40])

    def test_groups_that_differ_less_than_chance(self) -> None:
        assert stats.beta_prior([5] * 6, [10] * 6).trials == 200

    def test_unclassified_people(self) -> None:
        assert list(stats.worst_case_bounds(6, 20, 10)) == pytest.approx([6 / 30, 16 / 30])


class TestSurvival:
    @given(CASES)
    def test_it_only_rises_and_stays_a_probability(self, cases: list[tuple[float, bool]]) -> None:
        found = curve(cases)
        shares = [found.by(float(time)) for time in found.times]
        assert [share.probability for share in shares] == sorted(share.probability for share in shares)
        for share in shares:
            interval = share.interval()
            assert -1e-12 <= interval.low <= share.probability <= interval.high <= 1 + 1e-12

    @given(CASES)
    def test_median_lies_between_its_bounds(self, cases: list[tuple[float, bool]]) -> None:
        median = curve(cases).median()
        assert median.low <= median.value <= median.high

    @given(st.lists(st.floats(0, 100), min_size=1, max_size=30), st.floats(0, 100))
    def test_without_censoring_it_counts(self, times: list[float], time: float) -> None:
        found = stats.kaplan_meier(times, [True] * len(times)).by(time)
        happened = sum(each <= time for each in times)
        assert found.probability == pytest.approx(happened / len(times))
        assert found.settled == len(times)
        assert found.effective_n == pytest.approx(len(times))

    @given(CASES, st.integers(2, 5))
    def test_more_of_the_same_narrows(self, cases: list[tuple[float, bool]], times: int) -> None:
        end = max(time for time, _ in cases)
        once, often = curve(cases).by(end), curve(cases * times).by(end)
        assert often.probability == pytest.approx(once.probability)
        assert width(often.interval()) < width(once.interval())

    def test_nobody_answered_yet(self) -> None:
        silent = stats.kaplan_meier([3, 9, 14], [False] * 3)
        assert silent.by(9).interval() == Interval(0, 0, stats.jeffreys(0, 2).quantile(0.9))
        assert silent.median() == Interval(math.inf, 14, math.inf)

    def test_everybody_answered(self) -> None:
        found = stats.kaplan_meier([1, 2, 3], [True] * 3).by(30)
        assert (found.probability, found.interval().high, found.effective_n) == (1, 1, 3)


class TestPopulation:
    @given(st.integers(0, 500), st.integers(0, 500), st.data())
    def test_at_least_those_seen(self, first: int, second: int, data: st.DataObject) -> None:
        both = data.draw(st.integers(0, min(first, second)))
        found = stats.chapman(first, second, both)
        interval = found.interval()
        assert found.seen - 1e-9 <= interval.low <= interval.value <= interval.high
        assert 0 < found.seen_share <= 1 + 1e-9
        swapped = stats.chapman(second, first, both)
        assert swapped.value == pytest.approx(found.value)

    @given(st.integers(0, 50), st.integers(0, 50), st.integers(2, 9))
    def test_lower_bound_is_above_those_seen(self, once: int, twice: int, lists: int) -> None:
        assert stats.chao2(once + twice, once, twice, lists) >= once + twice


class TestDilution:
    @given(WEIGHTS)
    def test_hill_numbers_fall_with_their_order(self, weights: list[float]) -> None:
        numbers = [stats.hill_number(weights, order) for order in (0, 0.5, 1, 2, 5)]
        for more, fewer in itertools.pairwise(numbers):
            assert 1 - 1e-9 <= fewer <= more + 1e-9

    @given(WEIGHTS, st.floats(0.1, 10), st.randoms(use_true_random=False))
    def test_neither_names_nor_units_matter(self, weights: list[float], factor: float, random: Any) -> None:
        shuffled = [factor * weight for weight in random.sample(weights, len(weights))]
        assert stats.hill_number(shuffled, 1) == pytest.approx(stats.hill_number(weights, 1))

    @given(st.integers(1, 20))
    def test_even_hours(self, channels: int) -> None:
        assert stats.hill_number([3.0] * channels, 1) == pytest.approx(channels)

    @given(WEIGHTS)
    def test_hours_as_results_are_in_place(self, weights: list[float]) -> None:
        assert stats.total_variation(weights, weights) == 0
        assert stats.spread(weights, weights) == 1

    def test_one_channel(self) -> None:
        assert (stats.hill_number([5], 1), stats.total_variation([5], [2])) == (1, 0)
        assert stats.misallocation([5], [2], draws=100).median == 0

    def test_more_results_make_misallocation_surer(self) -> None:
        few, many = (
            stats.misallocation([10, 6, 4], [times, 3 * times, times]).interval() for times in (1, 20)
        )
        assert width(many) < width(few)

    def test_misallocation_repeats_itself(self) -> None:
        one, other = (stats.misallocation([10, 6, 4], [1, 3, 1]) for _ in range(2))
        assert (one.samples == other.samples).all()


class TestRates:
    @settings(max_examples=30, deadline=None)
    @given(CHANNELS)
    def test_doubling_all_hours_halves_every_rate(self, channels: list[tuple[int, float]]) -> None:
        deals, hours = [k for k, _ in channels], [h for _, h in channels]
        once = stats.gamma_prior(deals, hours)
        twice = stats.gamma_prior(deals, [2 * h for h in hours])
        for k, h in channels:
            rate = stats.gamma_poisson(once, k, h).interval()
            halved = stats.gamma_poisson(twice, k, 2 * h).interval()
            assert [2 * bound for bound in (halved.low, halved.value, halved.high)] == pytest.approx(
                [rate.low, rate.value, rate.high], rel=1e-4
            )

    def test_doubling_all_hours_halves_return_per_hour(self) -> None:
        value = stats.log_normal_value([900, 1500], typical=1000)
        once, twice = (
            stats.returns_per_hour([Gamma(4, 10 * factor), Gamma(2, 30 * factor)], [value, value], 20_000)
            for factor in (1, 2)
        )
        assert np.allclose(once, 2 * twice)

    @settings(max_examples=30, deadline=None)
    @given(st.lists(st.tuples(st.integers(0, 30), HOURS), min_size=5, max_size=9))
    def test_learned_prior_stays_in_its_bounds(self, channels: list[tuple[int, float]]) -> None:
        prior = stats.gamma_prior([k for k, _ in channels], [h for _, h in channels])
        assert 0.5 - 1e-9 <= prior.shape <= 20 + 1e-9
        rates = [k / h for k, h in channels]
        assert prior.mean <= max(rates) + 0.5 / sum(h for _, h in channels) + 1e-9

    def test_prior_of_channels_that_differ_wildly(self) -> None:
        assert stats.gamma_prior([0, 0, 0, 0, 90], [10] * 5, doubt=math.inf).shape == 0.5

    def test_prior_of_channels_that_do_not_differ(self) -> None:
        prior = stats.gamma_prior([3] * 6, [30] * 6, doubt=math.inf)
        assert (prior.shape, prior.mean) == pytest.approx((20, 0.1))

    def test_less_doubt_keeps_a_prior_near_two_events(self) -> None:
        shapes = [stats.gamma_prior([3] * 6, [30] * 6, doubt=doubt).shape for doubt in (0.01, 0.5, 1, 2)]
        assert shapes == sorted(shapes)
        assert shapes[0] == pytest.approx(2, rel=0.01)

    def test_intervals_hold_the_rate_as_often_as_they_say(self) -> None:
        rng = np.random.default_rng(stats.SEED)
        hours = [40, 25, 30, 60, 50]
        held = []
        for _ in range(60):
            rates = 0.07 * rng.gamma(4, 1 / 4, len(hours))
            deals = rng.poisson(rates * hours).tolist()
            prior = stats.gamma_prior(deals, hours)
            for rate, k, h in zip(rates, deals, hours, strict=True):
                found = stats.gamma_poisson(prior, k, h).interval()
                held.append(found.low <= rate <= found.high)
        assert 0.68 < np.mean(held) < 0.88

    def test_prior_of_few_channels(self) -> None:
        assert stats.gamma_prior([3, 5], [40, 40]) == Gamma(2, 20)

    def test_prior_without_deals(self) -> None:
        assert stats.gamma_prior([0] * 6, [10] * 6) == Gamma(2, 240)

    def test_channels_without_hours_say_nothing(self) -> None:
        assert stats.gamma_prior([3, 0, 5], [40, 0, 40]) == stats.gamma_prior([3, 5], [40, 40])
        assert stats.gamma_poisson(Gamma(2, 40), 0, 0) == Gamma(2, 40)

    @given(GAMMAS, st.floats(0.01, 5))
    def test_above(self, rate: Gamma, threshold: float) -> None:
        assert 0 <= rate.above(threshold) <= rate.above(0) == 1

    @given(st.floats(0.5, 100), st.floats(1, 500), st.floats(0.5, 0.99))
    def test_an_unsure_rate_takes_longer(self, shape: float, hours: float, probability: float) -> None:
        rate = Gamma(shape, hours)
        wait = rate.hours_to_first(probability)
        assert wait >= stats.exposure_for(1, rate.mean, probability)
        assert (hours / (hours + wait)) ** shape == pytest.approx(1 - probability)

    @given(st.floats(1.2, 10), st.floats(1.2, 10))
    def test_a_finer_answer_takes_more(self, one: float, other: float) -> None:
        fine, coarse = sorted((one, other))
        assert stats.events_for_ratio(fine) >= stats.events_for_ratio(coarse)

    def test_any_answer_will_do(self) -> None:
        assert stats.events_for_ratio(10_000) == 0

    def test_no_time_is_spent(self) -> None:
        assert stats.learning_budget(0.05, 0).weeks == math.inf


class TestValues:
    def test_no_deal_yet(self) -> None:
        value = stats.log_normal_value([], typical=2000)
        assert value.median == pytest.approx(2000)
        assert value.plug_in_mean > 2000

    @given(st.lists(st.floats(1, 1e6), min_size=1, max_size=9), st.floats(0.1, 10))
    def test_another_currency_changes_nothing(self, values: list[float], rate: float) -> None:
        once = stats.log_normal_value(values, typical=1000)
        converted = stats.log_normal_value([rate * value for value in values], typical=1000 * rate)
        assert converted.median == pytest.approx(rate * once.median)
        assert converted.beta == pytest.approx(once.beta)

    def test_cap(self) -> None:
        value = stats.log_normal_value([], typical=2000)
        means = value.means(np.random.default_rng(1), 1000, 3000)
        assert means.max() == pytest.approx(3000)

    def test_a_shared_value_decides_nothing_between_channels(self) -> None:
        rates = [Gamma(9, 60), Gamma(4, 60)]
        shared = stats.log_normal_value([500, 9000], typical=2000)
        own = stats.log_normal_value([500, 9001], typical=2000)
        together = stats.returns_per_hour(rates, [shared, shared], 90_000)
        apart = stats.returns_per_hour(rates, [shared, own], 90_000)
        exact = rates[0].exceeds(rates[1])
        assert np.mean(together[:, 0] > together[:, 1]) == pytest.approx(exact, abs=0.01)
        assert np.mean(apart[:, 0] > apart[:, 1]) < exact - 0.05


class TestAllocation:
    @given(RETURNS, st.floats(0, 100), st.floats(0, 200))
    def test_hours_are_spent_while_they_pay(self, returns: list[float], hours: float, floor: float) -> None:
        split = stats.water_fill(returns, hours, reservation=floor)
        price = float(stats.shadow_price(returns, hours, reservation=floor))
        spent = float(split.sum())
        assert (split >= 0).all()
        assert spent <= hours + 1e-6
        if max(returns) > 0 and price > floor + 1e-9:
            assert spent == pytest.approx(hours, abs=1e-6)

    @given(RETURNS, st.floats(0.1, 100), st.randoms(use_true_random=False))
    def test_no_other_split_returns_more(self, returns: list[float], hours: float, random: Any) -> None:
        best = stats.saturating_value(returns, stats.water_fill(returns, hours)).sum()
        shares = np.array([random.random() + 1e-9 for _ in returns])
        other = stats.saturating_value(returns, hours * shares / shares.sum()).sum()
        assert best >= other - 1e-6

    @given(st.permutations([150.0, 90.0, 60.0, 180.0]))
    def test_order_of_channels_changes_nothing(self, returns: list[float]) -> None:
        split = dict(zip(returns, stats.water_fill(returns, 12).tolist(), strict=True))
        again = dict(zip(sorted(returns), stats.water_fill(sorted(returns), 12).tolist(), strict=True))
        assert split == pytest.approx(again)

    def test_many_splits_at_once(self) -> None:
        returns = np.array([[150.0, 90.0], [10.0, 500.0], [0.0, 0.0]])
        rows = [stats.water_fill(row, 6, saturation=[4, 8]).tolist() for row in returns]
        assert stats.water_fill(returns, 6, saturation=[4, 8]).tolist() == rows

    def test_floors(self) -> None:
        split = stats.water_fill([150.0, 90.0, 1.0], 12, floors=[0, 0, 1.2])
        assert split.tolist() == pytest.approx([*stats.water_fill([150.0, 90.0], 10.8).tolist(), 1.2])
        generous = stats.water_fill([150.0, 90.0, 1.0], 12, floors=[0.1, 0.1, 0])
        assert generous.tolist() == pytest.approx(stats.water_fill([150.0, 90.0, 1.0], 12).tolist())

    def test_nothing_returns_anything(self) -> None:
        assert stats.water_fill([0.0, 0.0], 12).tolist() == [0, 0]

    def test_one_channel(self) -> None:
        assert stats.water_fill([100.0], 12).tolist() == pytest.approx([12])
        returns = stats.returns_per_hour([Gamma(4, 40)], [stats.log_normal_value([], typical=900)], 9000)
        assert stats.evpi(returns) == pytest.approx(0)
        assert stats.chance_of_best(returns).tolist() == [1]

    def test_a_channel_that_returns_nothing_is_dropped(self) -> None:
        returns = np.tile([100.0, 0.01], (50, 1))
        found = stats.prospects(returns, [2, 2], 8, [True, False], reservation=20)
        assert [each.course for each in found] == ["focus", "drop"]
        assert found[1].hours == Interval(0, 0, 0)

    @given(st.lists(st.lists(st.floats(0, 100), min_size=3, max_size=3), min_size=1, max_size=20))
    def test_knowing_better_never_costs(self, draws: list[list[float]]) -> None:
        returns = np.array(draws)
        assert stats.evpi(returns) >= -1e-9
        assert stats.chance_of_best(returns).sum() == pytest.approx(1)

    @given(st.lists(st.floats(0.1, 100), min_size=1, max_size=6), st.floats(0.05, 0.95))
    def test_power_split_spends_all(self, scales: list[float], exponent: float) -> None:
        assert stats.power_split(scales, exponent, 20).sum() == pytest.approx(20)

    def test_no_curve(self) -> None:
        assert stats.greedy_split([], 12) == []


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda: Beta(0, 1), "two positive"),
        (lambda: Gamma(1, math.inf), "two positive"),
        (lambda: stats.jeffreys(3, 2), "number of trials"),
        (lambda: stats.jeffreys(1, 2).interval(1), "between 0 and 1"),
        (lambda: stats.wilson(0, 0), "at least one trial"),
        (lambda: stats.rogan_gladen(0.2, 0.5, 0.5), "no better than a coin"),
        (lambda: stats.worst_case_bounds(0, 0, 0), "at least one trial"),
        (lambda: stats.beta_prior([0, 0], [0, 0]), "at least one group"),
        (lambda: stats.estimate(Interval(math.inf, 14, math.inf), "days", 3), "no finite value"),
        (lambda: stats.observations_needed(0.5, 0), "half-width is positive"),
        (lambda: stats.half_life_weight(3, 0), "half-life is positive"),
        (lambda: stats.weighted_reciprocity({}), "some contact"),
        (lambda: stats.give_share(-1, 0), "from 0"),
        (lambda: stats.silence_ratio(9, [1, 2]), "four different days"),
        (lambda: stats.silence_ratio(-9, [1, 2, 3]), "not negative"),
        (lambda: stats.lomax_survival(9, [], 0), "is positive"),
        (lambda: stats.burstiness([4]), "three different days"),
        (lambda: stats.kaplan_meier([], []), "needs cases"),
        (lambda: stats.kaplan_meier([-1], [True]), "needs cases"),
        (lambda: stats.kaplan_meier([3, 9], [True, False]).by(14), "followed for 14; ask for at most 9"),
        (lambda: stats.chapman(3, 2, 3), "overlap"),
        (lambda: stats.chao2(5, 5, 0, 1), "two lists"),
        (lambda: stats.hill_number([0, 0], 1), "not all 0"),
        (lambda: stats.misallocation([1, 2], [3]), "same channels"),
        (lambda: stats.gamma_poisson(Gamma(1, 1), 2, 0), "without any hours"),
        (lambda: stats.gamma_poisson(Gamma(1, 1), -2, 3), "from 0"),
        (lambda: stats.gamma_prior([1], [9], doubt=0), "doubt"),
        (lambda: stats.gamma_prior([0], [0]), "one channel with hours"),
        (lambda: stats.exposure_for(0, 1, 0.5), "at least one event"),
        (lambda: Gamma(2, 40).hours_to_first(1), "below 1"),
        (lambda: stats.learning_budget(0, 3), "positive rate"),
        (lambda: stats.events_for_ratio(1), "more than once"),
        (lambda: stats.log_normal_value([0], 3), "is positive"),
        (lambda: stats.LogNormalValue(m=0, k=1, alpha=1, beta=1).plug_in_mean, "no mean yet"),
        (lambda: stats.returns_per_hour([], [], 9), "at least one channel"),
        (lambda: stats.gamma_gamma(0, 0, p=1, q=1, v=1), "does not exist"),
        (lambda: stats.water_fill([], 3), "needs channels"),
        (lambda: stats.water_fill([1.0], 3, floors=4), "leave hours"),
        (lambda: stats.power_split([0], 0.5, 3), "positive scale"),
        (lambda: stats.greedy_split([], 3, 0), "step is positive"),
    ],
)
def test_what_cannot_be_answered_says_so(ask: Callable[[], Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        ask()


def test_every_public_name_is_told() -> None:
    assert stats.__all__ == sorted(
        stats.__all__, key=lambda name: (not name.isupper(), not name[0].isupper(), name)
    )
    assert all(hasattr(stats, name) for name in stats.__all__)
