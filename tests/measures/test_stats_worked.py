"""Numbers worked out beforehand with other code, each to the precision it was printed with."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from heard.measures import stats
from heard.measures.stats import Beta, Cure, Gamma, Lead, Path, attribution

REPLIES = stats.kaplan_meier([0.1, 0.3, 1, 2, 2, 5, 9, 3, 1, 14, 14, 14], [True] * 7 + [False] * 5)
GAPS = [12, 20, 9, 30, 14]
HOURS = [10, 6, 3, 2, 2, 1, 1]
RESULTS = [0, 9, 0, 3, 0, 0, 0]
REPLIED = [3, 12, 5, 0, 18, 7]
SENT = [20, 150, 40, 12, 60, 100]
DEALS = [4, 1, 0, 7, 2]
DEAL_HOURS = [40, 25, 30, 60, 50]
VALUE = stats.log_normal_value([1200, 3000, 800, 5000], typical=2000)
RATES = [Gamma(6, 80), Gamma(3, 65), Gamma(2, 70), Gamma(9, 100), Gamma(4, 90)]
EXPECTED_RETURNS = [2000 * rate.mean for rate in RATES]


def close(*numbers: float) -> Any:
    """Equal to six decimals, as printed."""
    return pytest.approx(numbers, abs=6e-7)


def near(*numbers: float, within: float) -> Any:
    """Equal but for the error of the draws."""
    return pytest.approx(numbers, abs=within)


def bounds(found: stats.Posterior, coverage: float = stats.COVERAGE) -> tuple[float, float, float]:
    interval = found.interval(coverage)
    return interval.value, interval.low, interval.high


class TestTies:
    @pytest.mark.parametrize(
        ("out", "back", "expected"),
        [
            ([3, 10, 40], [2, 12], (0.156219, 0.213785, 0.275250, 2.096771)),
            ([0], [0], (1.0, 1.0, 1.5, 0.0)),
            ([30], [30], (0.005794, 0.005794, 0.008691, 30.0)),
            ([1, 2, 3, 4, 5], [], (0.828488, 0.0, 0.207122, 2.743204)),
            ([], [], (0.0, 0.0, 0.0, math.inf)),
        ],
    )
    def test_warmth(self, out: list[float], back: list[float], expected: tuple[float, ...]) -> None:
        found = stats.warmth(out, back)
        assert (found.out, found.back, found.strength, found.days) == close(*expected)

    def test_exponential_decay(self) -> None:
        out = (stats.half_life_weight([10, 40, 100], 90) * [2, 1, 1]).sum()
        back = (stats.half_life_weight([8, 95], 90) * [1, 2]).sum()
        both = math.sqrt(out * back)
        assert (out, back, both, 1 - math.exp(-both)) == close(3.049554, 1.902470, 2.408669, 0.910065)

    def test_exponential_decay_of_one_side(self) -> None:
        assert (float(stats.half_life_weight([1, 2, 3, 4, 5], 90).sum()),) == close(4.886090)

    def test_half_life(self) -> None:
        assert (float(stats.half_life_weight(45, 90)), math.log(2) / 90) == close(0.707107, 0.007702)

    def test_credit_of_an_ask(self) -> None:
        gifts = stats.half_life_weight([5, 20, 50, 200], 180).sum()
        asks = stats.half_life_weight([60], 180).sum()
        assert (gifts, asks, gifts - 2 * asks) == close(3.194603, 0.793701, 1.607202)

    def test_overlap(self) -> None:
        assert stats.neighbourhood_overlap({"a", "b", "c", "v"}, {"b", "c", "d", "u"}) == 0.5

    def test_reciprocity(self) -> None:
        contact = {("a", "b"): 5.0, ("b", "a"): 2.0, ("a", "c"): 4.0, ("c", "a"): 4.0, ("b", "c"): 3.0}
        assert (stats.weighted_reciprocity(contact),) == close(0.666667)

    @pytest.mark.parametrize(
        ("given", "received", "expected"),
        [
            (7.5, 2.5, (0.708333, 0.536078, 0.863950, 0.935974)),
            (0, 3, (0.2, 0.025996, 0.437659, 0.0625)),
            (1, 0, (0.666667, 0.316228, 0.948683, 0.75)),
        ],
    )
    def test_give_share(self, given: float, received: float, expected: tuple[float, ...]) -> None:
        share = stats.give_share(given, received)
        assert (*bounds(share), share.above(0.5)) == close(*expected)

    def test_silence(self) -> None:
        assert (stats.silence_ratio(130, GAPS),) == close(7.647059)
        assert (
            stats.lomax_survival(130, GAPS),
            stats.lomax_survival(60, GAPS),
            stats.lomax_survival(130, []),
        ) == close(0.010695, 0.080530, 0.1875)
        assert stats.silence(130, GAPS) == "cooling"

    def test_burstiness(self) -> None:
        assert (stats.burstiness(GAPS, finite=False), stats.burstiness(GAPS)) == close(-0.391750, -0.423173)


class TestShares:
    @pytest.mark.parametrize(
        ("successes", "trials", "expected"),
        [
            (6, 20, (0.309524, 0.136116, 0.517228)),
            (0, 8, (0.055556, 0.0, 0.262217)),
            (9, 60, (0.155738, 0.076898, 0.255876)),
            (7, 25, (0.288462, 0.134916, 0.472776)),
        ],
    )
    def test_jeffreys(self, successes: int, trials: int, expected: tuple[float, ...]) -> None:
        assert bounds(stats.jeffreys(successes, trials), 0.95) == close(*expected)

    @pytest.mark.parametrize(
        ("successes", "trials", "expected"), [(6, 20, (0.145477, 0.518973)), (9, 60, (0.080974, 0.261146))]
    )
    def test_wilson(self, successes: int, trials: int, expected: tuple[float, ...]) -> None:
        interval = stats.wilson(successes, trials, 0.95)
        assert (interval.low, interval.high) == close(*expected)

    def test_rogan_gladen(self) -> None:
        seen = stats.jeffreys(9, 60).interval(0.95)
        corrected = [stats.rogan_gladen(share, 0.8, 0.95) for share in (9 / 60, seen.low, seen.high)]
        assert corrected == close(0.133333, 0.035864, 0.274502)

    def test_prior_of_an_introducer(self) -> None:
        assert bounds(Beta(2, 8).updated(3, 4)) == close(0.357143, 0.200502, 0.523429)

    @pytest.mark.parametrize(
        ("answered", "written", "expected"), [(2, 3, (0.346154, 0.974657)), (0, 4, (0.178571, 0.659278))]
    )
    def test_whether_they_answer(self, answered: int, written: int, expected: tuple[float, ...]) -> None:
        share = Beta.around(0.25, 10).updated(answered, written)
        assert (share.mean, share.above(0.125)) == close(*expected)

    def test_prior_of_channels(self) -> None:
        prior = stats.beta_prior(REPLIED, SENT)
        assert (prior.a, prior.b, stats.intraclass_correlation(REPLIED, SENT), prior.mean) == close(
            1.493028, 11.181122, 0.073131, 0.117801
        )
        shrunk = [prior.updated(won, sent).mean for won, sent in zip(REPLIED, SENT, strict=True)]
        assert shrunk == close(0.137510, 0.082945, 0.123268, 0.060510, 0.268225, 0.075377)

    def test_prior_of_channels_that_hardly_differ(self) -> None:
        replied = [3, 12, 5, 0, 9, 7]
        prior = stats.beta_prior(replied, SENT)
        rho = stats.intraclass_correlation(replied, SENT)
        assert (rho, 1 / rho - 1, prior.mean, prior.trials) == close(0.002350, 424.603415, 0.094241, 200)

    def test_target_against_others(self) -> None:
        target, others = stats.jeffreys(6, 22), stats.jeffreys(30, 360)
        assert (target.mean, others.mean, target.mean / others.mean, target.exceeds(others)) == close(
            0.282609, 0.084488, 3.344975, 0.994873
        )

    def test_target_against_others_with_a_prior(self) -> None:
        prior = stats.beta_prior([6, 30], [22, 360])
        target, others = prior.updated(6, 22), prior.updated(30, 360)
        assert (target.mean, others.mean, target.mean / others.mean, target.exceeds(others)) == close(
            0.187734, 0.083907, 2.237392, 0.971978
        )

    def test_thin_target(self) -> None:
        prior = stats.beta_prior([6, 30], [22, 360])
        target, others = prior.updated(1, 4), prior.updated(30, 360)
        assert (target.mean, target.exceeds(others)) == close(0.120201, 0.668150)
        assert stats.grade(4, prior.trials, target.exceeds(others)) == "unknown"

    @pytest.mark.parametrize(
        ("posts", "weeks", "answered", "expected"),
        [
            (24, 40, 18, (0.428280, 0.547636, 0.234541)),
            (60, 52, 9, (0.914808, 0.108087, 0.098878)),
            (5, 4, 4, (0.393987, 0.336276, 0.132488)),
        ],
    )
    def test_voices(self, posts: int, weeks: int, answered: int, expected: tuple[float, ...]) -> None:
        often = Gamma(posts + 1, weeks + 4).quantile(0.1)
        heard = Beta.around(0.3, 6).updated(answered, posts).quantile(0.1)
        assert (often, heard, often * heard) == close(*expected)


class TestReplies:
    @pytest.mark.parametrize(("days", "expected"), [(14, (0.6625, 0.151979)), (2, (0.4375, 0.148232))])
    def test_replied_by(self, days: float, expected: tuple[float, ...]) -> None:
        found = REPLIES.by(days)
        assert (found.probability, found.se) == close(*expected)

    def test_settled(self) -> None:
        assert (7 / 12, 7 / REPLIES.by(14).settled) == close(0.583333, 0.7)

    def test_median(self) -> None:
        assert (REPLIES.median().value, float(np.median(REPLIES.happened))) == (5, 2)

    def test_deals_by_60_days(self) -> None:
        lags = [3, 8, 15, 21, 40, 60]
        still_open = [2, 5, 9, 12, 20, 30, 35, 50, 70, 90, 120, 150, 180, 200]
        found = stats.kaplan_meier(lags + still_open, [True] * 6 + [False] * 14).by(60)
        assert (found.probability, found.se) == close(0.421748, 0.138502)


class TestOpenLeads:
    WON = (3, 8, 15, 21, 40, 60)
    OPEN = (2, 5, 9, 12, 20, 30, 35, 50, 70, 90, 120, 150, 180, 200)
    LEADS = (*(Lead(days, "won") for days in WON), *(Lead(days, "open") for days in OPEN))
    FITTED = Cure(0.426618, 0.030231)

    def test_likeliest_parameters(self) -> None:
        worked = float(self.FITTED.log_likelihood(self.LEADS))
        assert worked == pytest.approx(-35.292139, abs=1e-6)
        shares, speeds = np.meshgrid(np.linspace(0.3, 0.6, 61), np.linspace(0.02, 0.05, 61))
        assert Cure(shares, speeds).log_likelihood(self.LEADS).max() <= worked
        assert pytest.approx(33.078802, rel=1e-4) == 1 / 0.030231

    def test_what_is_still_to_come(self) -> None:
        assert self.FITTED.still_wins([10, 60, 180]).tolist() == pytest.approx(
            [0.354808, 0.108175, 0.003213], abs=2e-6
        )
        further = float(self.FITTED.still_wins(self.OPEN).sum())
        assert (further, 6 + further) == pytest.approx((2.532355, 8.532355), abs=1e-5)

    def test_the_forecast_holds_it_with_what_is_not_known(self) -> None:
        found = stats.forecast({"all": self.LEADS})["all"].wins
        assert found.interval().low < 2.532355 < found.interval().high
        assert found.interval().high - found.interval().low >= 2


class TestCredit:
    PATHS = (
        Path(("post", "mail"), 3, 1),
        Path(("mail",), 2, 6),
        Path(("post", "event", "mail"), 2, 0),
        Path(("event",), 1, 3),
        Path(("post",), 0, 8),
    )

    @pytest.mark.parametrize(
        ("ask", "event", "mail", "post"),
        [
            (attribution.removal, 0.25, 0.875, 0.333333),
            (attribution.markov, 1.371429, 4.8, 1.828571),
            (attribution.shapley, 1.666667, 4.166667, 2.166667),
            (attribution.linear, 1.666667, 4.166667, 2.166667),
            (attribution.last, 1, 7, 0),
            (attribution.first, 1, 2, 5),
        ],
    )
    def test_rules(self, ask: attribution.Rule, event: float, mail: float, post: float) -> None:
        found = ask(self.PATHS)
        assert (found["event"], found["mail"], found["post"]) == close(event, mail, post)

    def test_chance_of_a_win(self) -> None:
        assert (attribution.win_probability(self.PATHS),) == close(0.307692)


class TestExperiments:
    def test_weeks(self) -> None:
        weeks = [stats.weeks_per_arm(2, 1), stats.weeks_per_arm(2, 1, dispersion=1.5)]
        weeks += [stats.weeks_per_arm(0.5, 0), stats.weeks_per_arm(5, 4)]
        assert weeks == close(22.873312, 34.309968, 7.848880, 70.421216)

    def test_power(self) -> None:
        assert (stats.exact_power(2, 1, 8, 8), stats.exact_power(2, 1, 24, 24)) == close(0.295406, 0.784660)

    def test_two_counts(self) -> None:
        found = stats.c_test(14, 8, 5, 8)
        assert (found.p, found.ratio.low, found.ratio.high) == close(0.063568, 0.953013, 9.933050)

    def test_the_design_decides(self) -> None:
        weeks, on = [3, 1, 2, 0, 2, 1, 4, 1], [True, False, True, False, False, True, True, False]
        free = stats.randomisation_test(weeks, on, stats.free_designs(8, 4))
        pairs = stats.randomisation_test(weeks, on, stats.pair_designs(4))
        assert (free.difference, free.p, free.designs) == close(1.5, 0.2, 70)
        assert (pairs.difference, pairs.p, pairs.designs) == close(1.5, 0.25, 16)


class TestVanity:
    def test_followers_and_replies(self) -> None:
        followers = [100, 104, 112, 121, 128, 135, 137, 145, 153, 156, 160, 163, 168]
        found = stats.vanity(followers, [2, 1, 3, 2, 2, 4, 1, 3, 2, 1, 3, 2, 2], lag=1)
        seen = found.correlation
        assert (found.falls, seen.value, seen.low, seen.high, found.p) == close(
            0, -0.483314, -0.815668, 0.088902, 1
        )
        assert found.verdict == "vanity"


class TestPopulation:
    def test_chapman(self) -> None:
        found = stats.chapman(30, 24, 9)
        assert (found.sd, *bounds(found, 0.95), found.seen_share) == close(
            14.897376, 76.5, 58.058236, 120.986528, 0.588235
        )
        assert found.reportable

    def test_nobody_seen_twice(self) -> None:
        found = stats.chapman(10, 8, 0)
        assert (found.value, found.sd) == close(98.0, 62.928531)
        assert not found.reportable

    def test_chao2(self) -> None:
        assert (stats.chao2(45, 36, 9, 2), stats.chao2(5, 5, 0, 3)) == close(81.0, 11.666667)


class TestDilution:
    def test_hill_numbers(self) -> None:
        assert [stats.hill_number(HOURS, order) for order in (0, 1, 2)] == close(7, 5.078838, 4.032258)
        assert [stats.hill_number(RESULTS, order) for order in (0, 1, 2)] == close(2, 1.754765, 1.6)

    def test_spread(self) -> None:
        assert (stats.spread(HOURS, RESULTS), stats.total_variation(HOURS, RESULTS)) == close(2.894312, 0.68)

    def test_minimum_attention(self) -> None:
        assert (stats.exposure_for(1, 0.05, 0.95), stats.exposure_for(3, 0.05, 0.8)) == close(
            59.914645, 85.580597
        )

    def test_learning_budget(self) -> None:
        assert (stats.events_for_ratio(3), stats.events_for_ratio(2)) == (6, 14)
        assert stats.learning_budget(0.05, 4) == stats.LearningBudget(6, 120, 30)


class TestReturns:
    def test_prior(self) -> None:
        worked = float(stats.log_marginal(11.313566, 0.066576, DEALS, DEAL_HOURS))
        assert worked == pytest.approx(-9.462829, abs=1e-6)
        shapes, means = np.meshgrid(np.linspace(10, 13, 31), np.linspace(0.06, 0.07, 31))
        assert stats.log_marginal(shapes, means, DEALS, DEAL_HOURS).max() <= worked

    @pytest.mark.parametrize(
        ("deals", "hours", "expected"),
        [
            (4, 40, (0.075, 0.039399, 0.115933)),
            (1, 25, (0.046154, 0.016955, 0.081882)),
            (0, 30, (0.028571, 0.007597, 0.055567)),
            (7, 60, (0.09, 0.054325, 0.129947)),
            (2, 50, (0.044444, 0.019386, 0.074231)),
        ],
    )
    def test_rate(self, deals: int, hours: float, expected: tuple[float, ...]) -> None:
        assert bounds(stats.gamma_poisson(Gamma(2, 40), deals, hours)) == close(*expected)

    def test_which_rate_is_higher(self) -> None:
        fourth, first = (
            stats.gamma_poisson(Gamma(2, 40), deals, hours) for deals, hours in ((7, 60), (4, 40))
        )
        assert (fourth.exceeds(first),) == close(0.647069)

    def test_value(self) -> None:
        assert (VALUE.m, VALUE.k, VALUE.alpha, VALUE.beta) == close(7.579830, 5, 4, 2.051151)
        assert (VALUE.median, VALUE.plug_in_mean) == close(1958.296725, 2756.422322)

    def test_return_per_hour(self) -> None:
        rate = stats.gamma_poisson(Gamma(2, 40), 4, 40)
        rates = np.random.default_rng(20240101).gamma(rate.shape, 1 / rate.rate, (200_000, 1))
        drawn = stats.Draws(stats.returns_per_hour(rates, [VALUE], 50_000)[:, 0])
        assert (drawn.mean, *bounds(drawn)) == pytest.approx(
            (233.061464, 187.410498, 89.793268, 399.135397), rel=0.01
        )
        assert (drawn.above(60),) == near(0.974105, within=0.003)

    def test_repeat_customer(self) -> None:
        assert (stats.gamma_gamma(3, 3000, p=6.25, q=3.74, v=1500),) == close(3053.745928)


class TestAllocation:
    def test_chance_below_the_value_of_an_hour(self) -> None:
        expected = [2000 * rate.mean for rate in RATES]
        assert expected == close(150, 92.307692, 57.142857, 180, 88.888889)
        assert [rate.above(60 / 2000) for rate in RATES] == close(
            0.964327, 0.690207, 0.379615, 0.996197, 0.714092
        )

    def test_split_of_scarce_hours(self) -> None:
        split = stats.water_fill(EXPECTED_RETURNS, 12)
        assert split.tolist() == close(3.826434, 1.884403, 0, 4.555721, 1.733442)
        assert (float(stats.shadow_price(EXPECTED_RETURNS, 12)),) == close(57.629045)

    def test_split_of_more_hours_than_pay(self) -> None:
        split = stats.water_fill(EXPECTED_RETURNS, 40, reservation=60)
        assert (*split.tolist(), float(split.sum())) == close(
            3.665163, 1.723132, 0, 4.394449, 1.572170, 11.354914
        )
        assert float(stats.shadow_price(EXPECTED_RETURNS, 40, reservation=60)) == 60

    def test_which_is_best(self) -> None:
        returns = 2000 * sampled(seed=7, draws=100_000)
        assert returns.mean(axis=0).tolist() == pytest.approx(EXPECTED_RETURNS, rel=0.01)
        assert stats.chance_of_best(returns).tolist() == near(
            0.30207, 0.07342, 0.01682, 0.55881, 0.04888, within=0.005
        )
        assert stats.evpi(returns) == pytest.approx(26.619032, rel=0.02)

    def test_prospects(self) -> None:
        returns = 2000 * sampled(seed=7, draws=20_000)
        found = stats.prospects(returns, [6, 3, 2, 1, 0], 12, [True, True, True, True, False], reservation=60)
        assert [each.drop for each in found] == near(0.0377, 0.322, 0.6413, 0.0039, 0.30445, within=0.012)
        assert [each.focus for each in found] == near(0.0, 0.0312, 0.0386, 0.9585, 0.5025, within=0.012)
        assert [each.mean_hours for each in found] == near(
            3.114674, 1.428127, 0.544492, 3.916017, 1.30095, within=0.04
        )
        assert [each.course for each in found] == ["keep", "keep", "keep", "focus", "try"]

    def test_power_curves(self) -> None:
        split = stats.power_split([10, 6, 3], 0.5, 20)
        assert split.tolist() == close(13.793103, 4.965517, 1.241379)
        assert (float(np.sqrt(split) @ [10, 6, 3]),) == close(53.851648)

    def test_any_concave_curve(self) -> None:
        def curve(most: float, saturation: float) -> Callable[[float], float]:
            return lambda hours: float(stats.saturating_value(most / saturation, hours, saturation))

        curves = [curve(400, 6), curve(250, 3), curve(60, 4)]
        split = stats.greedy_split(curves, 12)
        total = sum(each(hours) for each, hours in zip(curves, split, strict=True))
        assert (*split, total) == close(7.5, 4.5, 0, 479.615541)


def sampled(*, seed: int, draws: int) -> Any:
    rng = np.random.default_rng(seed)
    return np.column_stack([rng.gamma(rate.shape, 1 / rate.rate, draws) for rate in RATES])
