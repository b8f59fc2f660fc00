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
from heard.measures.stats.conversions import shared_fate
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


class TestLeads:
    def test_an_old_lead_is_less_likely_won(self) -> None:
        model = stats.Cure(0.4, 1 / 30)
        chances = model.still_wins([0, 30, 300])
        assert chances[0] == pytest.approx(0.4)
        assert (np.diff(chances) < 0).all()

    def test_leads_declared_lost_make_the_open_ones_likelier(self) -> None:
        never = stats.Cure(0.3, 1 / 50)
        told = stats.Cure(0.3, 1 / 50, lost=0.9, lost_speed=1 / 20)
        assert told.still_wins(60) > never.still_wins(60)

    def test_no_more_are_won_than_are_open(self) -> None:
        leads = {"a": [stats.Lead(5, "open")] * 3 + [stats.Lead(9, "won")], "b": [stats.Lead(40, "lost")]}
        found = stats.forecast(leads)
        assert set(np.unique(found["a"].wins.samples)) == {0, 1, 2, 3}
        assert not found["b"].wins.samples.any()

    def test_many_leads_are_gathered(self) -> None:
        rng = np.random.default_rng(1)
        ages = rng.uniform(0, 300, 2_000)
        ends = np.where(rng.random(2_000) < 0.3, rng.exponential(40, 2_000), np.inf)
        leads = [stats.Lead(min(a, e), "won" if e <= a else "open") for a, e in zip(ages, ends, strict=True)]
        found = stats.forecast({"a": leads})["a"]
        came = int(((ends > ages) & np.isfinite(ends)).sum())
        assert found.wins.interval(0.98).low <= came <= found.wins.interval(0.98).high
        assert found.share.interval(0.98).low <= 0.3 <= found.share.interval(0.98).high

    def test_what_ended_before_the_record_began_is_not_taken_for_open(self) -> None:
        """Half of all leads are won, but of those older than 200 days only the ends of the last 100 days are on record."""
        rng = np.random.default_rng(2)
        ages = rng.uniform(0, 400, 3_000)
        ends = np.where(rng.random(3_000) < 0.5, rng.exponential(60, 3_000), np.inf)
        started = np.maximum(0, ages - 100)
        seen = ends > started
        told = [
            (min(age, end), "won" if end <= age else "open", start)
            for age, end, start in zip(ages[seen], ends[seen], started[seen], strict=True)
        ]
        with_start = stats.forecast({"a": [stats.Lead(*each) for each in told]})["a"].share
        without = stats.forecast({"a": [stats.Lead(age, end) for age, end, _ in told]})["a"].share
        assert without.interval(0.99).high < 0.45 < with_start.mean < 0.55
        curve = stats.kaplan_meier(
            [age for age, _, _ in told], [end == "won" for _, end, _ in told], [start for *_, start in told]
        )
        assert curve.by(350).probability == pytest.approx(0.5, abs=0.05)

    def test_what_was_won_together_says_less(self) -> None:
        """Six of twenty were won, the same each: one here and one there, or the six that began one after the other."""
        apart, together = [], []
        for number in range(20):
            spread, first = number % 3 == 1 and number < 18, number < 6
            apart.append(stats.Lead(20, "won") if spread else stats.Lead(300, "open"))
            together.append(stats.Lead(20, "won") if first else stats.Lead(300, "open"))
        plain, bursts = (stats.forecast({"a": each})["a"].share.interval() for each in (apart, together))
        assert width(plain) < width(bursts)

    def test_a_channel_of_which_all_leads_are_lost_may_win_nothing(self) -> None:
        """A share has no least value, so that a range that begins at 0 can hold the truth of a channel that does nothing."""
        leads = {name: [stats.Lead(30, "lost")] * 20 for name in "abcd"}
        found = stats.forecast(leads)["a"].share
        assert found.interval().low < 1e-4
        assert 0 < found.interval().high < 0.1

    def test_the_order_is_that_of_their_beginning(self) -> None:
        told = [stats.Lead(20, "won" if day < 6 else "lost", began=day) for day in range(20)]
        model = stats.Cure(0.3, 1 / 20, lost=0.9, lost_speed=1 / 20)
        assert shared_fate(told, model) == shared_fate(told[::-1], model) > shared_fate([], model) > 1

    def test_sooner_is_less(self) -> None:
        leads = {"a": [stats.Lead(20, "won")] * 6 + [stats.Lead(5, "open")] * 14}
        soon, later, ever = (
            stats.forecast(leads, within=days)["a"].wins.mean for days in (10, 100, math.inf)
        )
        assert 0 < soon < later < ever

    def test_what_comes_together_leaves_the_mean_and_widens(self) -> None:
        """Sixty leads of one day, of which it is told that whole months are won or not."""
        told = [stats.Lead(10, "won" if day // 60 % 2 else "lost", began=day) for day in range(240)]
        mixed = [stats.Lead(10, "won" if day % 2 else "lost", began=day) for day in range(240)]
        fresh = [stats.Lead(0, "open", began=240)] * 60
        found = [stats.forecast({"a": [*each, *fresh]})["a"].wins for each in (mixed, told)]
        assert found[0].mean == pytest.approx(found[1].mean, rel=0.15)
        assert width(found[0].interval()) < width(found[1].interval()) / 1.5


class TestCredit:
    PATHS = (stats.Path(("post", "mail"), 3, 1), stats.Path(("mail",), 2, 6), stats.Path(("post",), 0, 8))

    def test_shares_sum_to_one_under_every_rule(self) -> None:
        many = [stats.Path(path.channels, 9 * path.won, 9 * path.not_won) for path in self.PATHS]
        found = stats.credit(many)
        assert set(found["mail"].shares) == {"first", "last", "linear", "shapley", "markov"}
        for rule in found["mail"].shares:
            assert sum(each.shares[rule].value for each in found.values()) == pytest.approx(1)

    def test_few_deals_are_asked_the_simple_rules_only(self) -> None:
        assert set(stats.credit(self.PATHS, {"post": 5.0})["mail"].shares) == {
            "first",
            "last",
            "linear",
            "stated",
        }

    def test_robust_only_where_ranks_agree(self) -> None:
        assert not any(each.robust for each in stats.credit(self.PATHS).values())
        alone = [stats.Path(("mail",), 4), stats.Path(("post",), 1)]
        assert all(each.robust for each in stats.credit(alone).values())

    def test_the_range_holds_every_rule(self) -> None:
        mail = stats.credit(self.PATHS)["mail"]
        assert mail.range.low <= mail.shares["first"].value < mail.shares["last"].value <= mail.range.high

    def test_nothing_was_won(self) -> None:
        assert stats.credit([stats.Path(("mail",), 0, 9)]) == {}


class TestExperiments:
    def test_a_design_is_balanced_and_repeats_itself(self) -> None:
        drawn = stats.pause_design(6, seed=3)
        assert drawn == stats.pause_design(6, seed=3)
        assert [sum(drawn[pair : pair + 2]) for pair in range(0, 12, 2)] == [1] * 6
        assert drawn in set(stats.pair_designs(6))
        assert len({stats.pause_design(6, seed=seed) for seed in range(30)}) > 10

    def test_a_pause_that_changes_nothing_is_rarely_found(self) -> None:
        rng = np.random.default_rng(1)
        found = 0
        for seed in range(200):
            on = stats.pause_design(6, seed=seed)
            found += (
                stats.randomisation_test(rng.poisson(3, 12).tolist(), on, stats.pair_designs(6)).p <= 0.05
            )
        assert found <= 20

    def test_what_can_be_reached(self) -> None:
        reachable = stats.reachable_rate(2, 22.873312)
        assert reachable == pytest.approx(1, abs=1e-6)
        assert stats.reachable_rate(0.1, 2) is None
        assert stats.weeks_per_arm(2, 2) == math.inf

    def test_the_first_third_of_a_block_is_not_counted(self) -> None:
        assert list(stats.counted_days(14)) == list(range(5, 14))

    def test_nothing_on_one_side(self) -> None:
        found = stats.c_test(4, 8, 0, 8)
        assert (found.ratio.value, found.ratio.high) == (math.inf, math.inf)
        assert found.ratio.low > 0.5


class TestVanity:
    def test_a_number_that_goes_before_the_outcome(self) -> None:
        rng = np.random.default_rng(5)
        metric = rng.normal(size=60).cumsum()
        outcome = np.concatenate([[0.0, 0.0], np.diff(metric)[:-1]]) + rng.normal(0, 0.3, 60)
        assert stats.vanity(metric.tolist(), outcome.tolist(), lag=1).verdict == "informative"

    def test_made_by_others_than_the_market(self) -> None:
        rng = np.random.default_rng(5)
        one, other = rng.normal(size=(2, 14)).tolist()
        assert stats.vanity(one, other, lag=0, target_share=0.05).verdict == "vanity"

    def test_what_never_changes_says_nothing(self) -> None:
        assert stats.vanity([3] * 14, list(range(14)), lag=0).correlation.value == 0


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
    @settings(max_examples=20)
    @given(CHANNELS)
    def test_doubling_all_hours_halves_every_rate(self, channels: list[tuple[int, float]]) -> None:
        deals, hours = [k for k, _ in channels], [h for _, h in channels]
        once = stats.channel_rates(deals, hours, draws=500)
        twice = stats.channel_rates(deals, [2 * h for h in hours], draws=500)
        assert np.allclose(once.draws, 2 * twice.draws)
        assert once.prior_events == pytest.approx(twice.prior_events)

    def test_doubling_all_hours_halves_return_per_hour(self) -> None:
        value = stats.log_normal_value([900, 1500], typical=1000)
        once, twice = (
            stats.returns_per_hour(
                stats.channel_rates([4, 2], [10 * factor, 30 * factor]).draws, [value, value], 20_000
            )
            for factor in (1, 2)
        )
        assert np.allclose(once, 2 * twice)

    def test_channels_that_differ_learn_little_from_each_other(self) -> None:
        apart = stats.channel_rates([0, 0, 0, 0, 90], [10] * 5)
        alike = stats.channel_rates([18] * 5, [10] * 5)
        assert apart.prior_events < 1
        assert alike.prior_events > 5

    def test_one_channel_is_drawn_towards_the_others(self) -> None:
        rates = stats.channel_rates([1, 30, 31, 29, 30], [10] * 5)
        assert 0.1 < rates.mean(0) < 2 < rates.mean(1)

    def test_intervals_hold_the_rate_as_often_as_they_say(self) -> None:
        rng = np.random.default_rng(stats.SEED)
        hours = [40, 25, 30, 60, 50]
        held = []
        for _ in range(80):
            rates = 0.07 * rng.gamma(2, 1 / 2, len(hours))
            said = stats.channel_rates(rng.poisson(rates * hours).tolist(), hours, draws=1_000)
            for place, rate in enumerate(rates):
                found = stats.Draws(said.draws[:, place]).shortest()
                held.append(found.low <= rate <= found.high)
        assert 0.72 < np.mean(held) < 0.88

    def test_without_deals_a_rate_is_low_and_not_0(self) -> None:
        found = stats.Draws(stats.channel_rates([0, 0], [100, 10]).draws[:, 0]).interval()
        assert 0 < found.value < 0.02 < found.high * 10

    def test_bursts_widen(self) -> None:
        plain, bursts = (
            stats.Draws(stats.channel_rates([8, 3], [90, 40], dispersion=each).draws[:, 0]).shortest()
            for each in (1, 3)
        )
        assert width(plain) < width(bursts)

    def test_bursts_are_seen(self) -> None:
        months = [[1.0] * 24]
        assert 1 <= stats.dispersion([[1] * 24], months) < 1.3
        assert stats.dispersion([[12, 0, 0, 0, 0, 0] * 4], months) > 3

    def test_one_event_says_nothing_of_bursts(self) -> None:
        months = [[1.0] * 24]
        one = [0] * 23 + [1]
        assert stats.dispersion([one], months) == pytest.approx(stats.dispersion([[0] * 24], months))

    def test_months_off_the_record_are_no_bursts(self) -> None:
        """Two events in each month that was logged, hardly any in the days of those that were not."""
        gaps = [10.0, 10.0, 0.3, 0.0] * 6
        came = [2, 2, 0, 0] * 6
        even = stats.dispersion([[2] * 12], [[10.0] * 12])
        assert stats.dispersion([came], [gaps]) == pytest.approx(even, abs=0.05)
        assert stats.dispersion([came], [[10.0] * 24]) > even + 0.1

    @given(st.lists(st.integers(0, 9), min_size=2, max_size=5), st.integers(0, 50))
    @settings(max_examples=20)
    def test_events_that_count_for_half_are_never_surer(self, events: list[int], seed: int) -> None:
        """On the ratio scale: less of the same never narrows."""
        hours = [40.0 + 10 * place for place in range(len(events))]
        whole, half = (
            np.log(stats.channel_rates(events, hours, dispersion=each, seed=seed).draws @ hours)
            for each in (1, 2)
        )
        assert np.std(half) >= 0.99 * np.std(whole)

    def test_a_rate_near_the_threshold_takes_longest_to_settle(self) -> None:
        known = Gamma(4, 40)
        far, near = (stats.hours_to_settle(known, threshold, 0.8) for threshold in (0.01, 0.1))
        assert far.low <= far.value <= far.high
        assert far.value < near.value < math.inf

    def test_the_range_of_the_wait_is_that_of_what_may_come(self) -> None:
        """Whoever knows the rate is still at the mercy of luck; the wait is within its 80 % range about as often."""
        rng = np.random.default_rng(3)
        known, threshold = Gamma(5, 450), 0.01
        said = stats.hours_to_settle(known, threshold, 0.8)
        waits = []
        for rate in rng.gamma(known.shape, 1 / known.rate, 300):
            came, spent = 0, 0.0
            while 0.2 < Gamma(known.shape + came, known.rate + spent).above(threshold) < 0.8:
                came, spent = came + int(rng.poisson(rate * 5)), spent + 5
            waits.append(spent)
        held = np.mean((said.low <= np.array(waits)) & (np.array(waits) <= said.high))
        assert 0.7 < held < 0.9

    def test_channels_without_hours_say_nothing(self) -> None:
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
        known = [Gamma(9, 60), Gamma(4, 60)]
        rng = np.random.default_rng(3)
        rates = np.column_stack([rng.gamma(each.shape, 1 / each.rate, stats.DRAWS) for each in known])
        shared = stats.log_normal_value([500, 9000], typical=2000)
        own = stats.log_normal_value([500, 9001], typical=2000)
        together = stats.returns_per_hour(rates, [shared, shared], 90_000)
        apart = stats.returns_per_hour(rates, [shared, own], 90_000)
        exact = known[0].exceeds(known[1])
        assert np.mean(together[:, 0] > together[:, 1]) == pytest.approx(exact, abs=0.01)
        assert np.mean(apart[:, 0] > apart[:, 1]) < exact - 0.05


class TestAllocation:
    def test_what_a_split_gains_and_what_knowing_is_worth(self) -> None:
        sure, unsure = np.tile([90.0, 30.0], (400, 1)), np.random.default_rng(1).gamma(1, 60, (400, 2))
        best = stats.water_fill([90.0, 30.0], 8)
        assert stats.gain(sure, best, best).interval().value == 0
        assert stats.gain(sure, best, [0, 8]).interval().low > 0
        assert stats.knowledge(sure, 8) == pytest.approx(0, abs=1e-9)
        assert stats.knowledge(unsure, 8) > 10
        assert stats.knowledge(unsure, 8, reservation=1e6) == 0

    def test_present_hours_return_what_they_did(self) -> None:
        first = stats.first_hour(np.array([[50.0, 20.0]]), [6.0, 0.0])
        assert stats.saturating_value(first, [6.0, 0.0])[0, 0] == pytest.approx(300)
        assert first[0, 1] == pytest.approx(20)

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
        returns = stats.returns_per_hour(
            stats.channel_rates([4], [40]).draws, [stats.log_normal_value([], typical=900)], 9000
        )
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
        (lambda: stats.channel_rates([0], [0]), "each with hours"),
        (lambda: stats.hours_to_settle(Gamma(1, 1), 0, 0.8), "positive threshold"),
        (lambda: stats.forecast({"x": [stats.Lead(3, "won", 5)]}), "before it ended"),
        (lambda: stats.kaplan_meier([3], [True], [5]), "before it ends"),
        (lambda: stats.weeks_per_arm(-1, 2), "not negative"),
        (lambda: stats.c_test(1, 0, 2, 3), "both sides"),
        (lambda: stats.pause_design(0, seed=1), "one pair"),
        (lambda: stats.randomisation_test([1, 2], [True, True], []), "some off"),
        (lambda: stats.vanity([1] * 11, [2] * 11, lag=1), "12 weeks"),
        (lambda: stats.exposure_for(0, 1, 0.5), "at least one event"),
        (lambda: Gamma(2, 40).hours_to_first(1), "below 1"),
        (lambda: stats.learning_budget(0, 3), "positive rate"),
        (lambda: stats.events_for_ratio(1), "more than once"),
        (lambda: stats.log_normal_value([0], 3), "is positive"),
        (lambda: stats.LogNormalValue(m=0, k=1, alpha=1, beta=1).plug_in_mean, "no mean yet"),
        (lambda: stats.returns_per_hour(np.zeros((9, 0)), [], 9), "at least one channel"),
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
