"""The mathematics of the measures: numbers in, numbers with their uncertainty out.

Nothing here knows of a ledger, a file or a clock. What comes back with an uncertainty has ``interval()``, 80 % unless
asked otherwise, and `estimate` turns it into the answer of a measure:

    >>> estimate(jeffreys(6, 20), "share", 20)
    Estimate(value=0.30952380952380953, low=0.1860549241023582, high=0.4412925642388208, unit='share', n=20)

What cannot be answered raises `ValueError` with a sentence; whatever is drawn at random takes a seed and repeats itself.
"""

from __future__ import annotations

from heard.measures.stats.allocation import (
    Prospect,
    chance_of_best,
    evpi,
    greedy_split,
    power_split,
    prospects,
    saturating_value,
    shadow_price,
    water_fill,
)
from heard.measures.stats.diversity import hill_number, misallocation, spread, total_variation
from heard.measures.stats.population import PopulationSize, chao2, chapman
from heard.measures.stats.proportions import (
    Beta,
    beta_prior,
    intraclass_correlation,
    jeffreys,
    rogan_gladen,
    wilson,
    worst_case_bounds,
)
from heard.measures.stats.rates import (
    Gamma,
    LearningBudget,
    events_for_ratio,
    exposure_for,
    gamma_poisson,
    gamma_prior,
    learning_budget,
)
from heard.measures.stats.summary import (
    COVERAGE,
    DRAWS,
    SEED,
    Draws,
    Interval,
    Posterior,
    estimate,
    grade,
    observations_needed,
)
from heard.measures.stats.survival import Incidence, KaplanMeier, kaplan_meier
from heard.measures.stats.ties import (
    Warmth,
    burstiness,
    equivalent_age,
    give_share,
    half_life_weight,
    lomax_survival,
    neighbourhood_overlap,
    power_weight,
    silence,
    silence_ratio,
    tie_strength,
    warmth,
    weighted_reciprocity,
)
from heard.measures.stats.values import LogNormalValue, gamma_gamma, log_normal_value, returns_per_hour

__all__ = [
    "COVERAGE",
    "DRAWS",
    "SEED",
    "Beta",
    "Draws",
    "Gamma",
    "Incidence",
    "Interval",
    "KaplanMeier",
    "LearningBudget",
    "LogNormalValue",
    "PopulationSize",
    "Posterior",
    "Prospect",
    "Warmth",
    "beta_prior",
    "burstiness",
    "chance_of_best",
    "chao2",
    "chapman",
    "equivalent_age",
    "estimate",
    "events_for_ratio",
    "evpi",
    "exposure_for",
    "gamma_gamma",
    "gamma_poisson",
    "gamma_prior",
    "give_share",
    "grade",
    "greedy_split",
    "half_life_weight",
    "hill_number",
    "intraclass_correlation",
    "jeffreys",
    "kaplan_meier",
    "learning_budget",
    "log_normal_value",
    "lomax_survival",
    "misallocation",
    "neighbourhood_overlap",
    "observations_needed",
    "power_split",
    "power_weight",
    "prospects",
    "returns_per_hour",
    "rogan_gladen",
    "saturating_value",
    "shadow_price",
    "silence",
    "silence_ratio",
    "spread",
    "tie_strength",
    "total_variation",
    "warmth",
    "water_fill",
    "weighted_reciprocity",
    "wilson",
    "worst_case_bounds",
]
