"""What the weeks show together, beside two peers, on a published generator whose truth is known.

    python bench/response.py sets CHECKOUT sets.json [--sets 200]     in an environment with pandas
    python bench/response.py heard sets.json heard.json
    python bench/response.py pymc sets.json pymc.json --take 20       in an environment with pymc-marketing and numpyro
    python bench/response.py meridian sets.json meridian.json --take 4     in an environment with google-meridian
    python bench/response.py table heard.json pymc.json meridian.json

The generator is mmm-param-recovery, published by PyMC Labs on GitHub (pymc-labs/mmm-param-recovery), preset small_business: 104 weeks,
4 channels, 2 other causes. It asks a library for carry-over and saturation that has since moved; the two formulas are given to it here.
Two further cases change one thing each: two of the channels do nothing, or the saturation is of a kind that no model here knows.

CPU seconds are user and system, of all threads and children, imports left out. OMP_NUM_THREADS=1 for all, since on matrices of this
size further threads of the linear algebra only wait.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
CASES = ("published", "nothing", "family")
FIRST_SEED = 50_000
"""Of the sets that are published; the model was set on others."""
REACHES_ZERO = 0.01
"""A lower bound that is so small a part of the upper one is 0, for all models: a finite sample never lies there."""
SILENT = 2
"""Channels of four that do nothing, in the case of that name."""


def sets(checkout: str, out: str, count: int, first: int) -> None:
    """Write sets of every case, their truth beside them."""
    sys.path.insert(0, checkout)
    _stand_in()
    generate = import_module("mmm_param_recovery.data_generator.core").generate_mmm_dataset
    preset = import_module("mmm_param_recovery.data_generator.presets").get_preset_config
    found = []
    for case in CASES:
        for seed in range(first, first + count):
            config = preset("small_business", seed)
            if case == "nothing":
                for place in range(SILENT):
                    config.channels[(seed + place) % len(config.channels)].base_effectiveness = 0.0
            if case == "family":
                config.transforms.saturation_fun = ["root", "logarithm"]
                config.transforms.saturation_kwargs = [
                    {"power": 0.6},
                    {"scale": 0.3},
                    {"power": 0.5},
                    {"scale": 0.5},
                ]
            made = generate(config)
            table, truth = made["data"], next(iter(made["ground_truth"]["roas_values"].values()))
            channels = [name for name in table.columns if name.startswith("x")]
            found.append(
                {
                    "case": case,
                    "seed": seed,
                    "weeks": [str(day)[:10] for day in table["date"]],
                    "channels": channels,
                    "inputs": table[channels].to_numpy().tolist(),
                    "result": table["y"].tolist(),
                    "controls": table[["c1", "c2"]].to_numpy().tolist(),
                    "truth": [float(truth[name.split("_", 1)[1]]) for name in channels],
                }
            )
    Path(out).write_text(json.dumps(found))


class _Evaluated:
    """An array that answers as the generator expects of a library."""

    def __init__(self, values: Array) -> None:
        self._values = values

    def eval(self) -> Array:
        """The array itself."""
        return self._values


def _carried(x: Array, alpha: float, l_max: int) -> _Evaluated:
    """Sum over lags of alpha^lag x[t - lag], up to `l_max` weeks (Jin et al. 2017, geometric)."""
    return _Evaluated(np.convolve(x, alpha ** np.arange(l_max))[: len(x)])


def _stand_in() -> None:
    """What the generator imports and this bench does without: formulas of its transformations, and no drawing."""
    modules: dict[str, dict[str, Any]] = {
        "pytensor.tensor.variable": {"TensorVariable": object},
        "pymc_marketing.mmm": {
            "transformers": type(
                "Transformers",
                (),
                {
                    "geometric_adstock": staticmethod(_carried),
                    "hill_function": staticmethod(
                        lambda x, slope, kappa: _Evaluated(x**slope / (kappa**slope + x**slope))
                    ),
                    "root": staticmethod(lambda x, power: _Evaluated(x**power)),
                    "logarithm": staticmethod(lambda x, scale: _Evaluated(np.log1p(x / scale))),
                },
            )
        },
        "mmm_param_recovery.data_generator.visualization": {"__getattr__": lambda _: None},
    }
    for name, members in modules.items():
        parts = name.split(".")
        if not name.startswith("mmm_param"):
            for end in range(1, len(parts)):
                sys.modules[".".join(parts[:end])] = ModuleType(parts[end - 1])
        sys.modules[name] = ModuleType(name)
        vars(sys.modules[name]).update(members)


def pymc(one: dict[str, Any]) -> Array:
    """Draws of value per unit by pymc-marketing, as the authors of the generator set it up for it: 2 chains of 500 + 500."""
    pd, mmm = import_module("pandas"), import_module("pymc_marketing.mmm")
    prior = import_module("pymc_extras.prior").Prior
    spent = np.array(one["inputs"])
    scale = len(one["channels"]) * spent.sum(0) / spent.sum()
    model = import_module("pymc_marketing.mmm.multidimensional").MMM(
        date_column="time",
        target_column="y",
        channel_columns=one["channels"],
        control_columns=["c1", "c2"],
        scaling={"channel": {"method": "max", "dims": ()}, "target": {"method": "max", "dims": ()}},
        saturation=mmm.HillSaturationSigmoid(
            priors={
                "sigma": prior(
                    "InverseGamma",
                    mu=prior("HalfNormal", sigma=scale, dims=("channel",)),
                    sigma=prior("HalfNormal", sigma=1.5),
                    dims=("channel",),
                ),
                "beta": prior("HalfNormal", sigma=1.5, dims=("channel",)),
                "lam": prior("HalfNormal", sigma=1.5, dims=("channel",)),
            }
        ),
        adstock=mmm.GeometricAdstock(
            l_max=8, priors={"alpha": prior("Beta", alpha=1, beta=3, dims=("channel",))}
        ),
        yearly_seasonality=2,
    )
    table = pd.DataFrame(
        np.column_stack([one["inputs"], one["controls"]]), columns=[*one["channels"], "c1", "c2"]
    )
    table.insert(0, "time", pd.to_datetime(one["weeks"]))
    result = pd.Series(one["result"], name="y")
    model.build_model(X=table, y=result)
    model.add_original_scale_contribution_variable(var=["channel_contribution"])
    model.fit(
        X=table,
        y=result,
        chains=2,
        draws=500,
        tune=500,
        target_accept=0.9,
        random_seed=one["seed"],
        nuts_sampler="numpyro",
        progressbar=False,
    )
    came = model.posterior["channel_contribution_original_scale"].sum("date")
    came = came.transpose("chain", "draw", "channel").to_numpy()
    return np.asarray(came.reshape(-1, came.shape[-1]) / spent.sum(0), dtype=float)


def meridian(one: dict[str, Any]) -> Array:
    """The same by Meridian: 2 chains of 500 + 250 + 500."""
    pd, distributions = import_module("pandas"), import_module("meridian.backend").tfd
    builder = import_module("meridian.data.data_frame_input_data_builder")
    model, spec, priors = (
        import_module(f"meridian.model.{name}") for name in ("model", "spec", "prior_distribution")
    )
    spent = np.array(one["inputs"])
    scale = len(one["channels"]) * spent.sum(0) / spent.sum()
    table = pd.DataFrame(
        np.column_stack([one["inputs"], one["controls"]]), columns=[*one["channels"], "c1", "c2"]
    )
    table = table.assign(time=one["weeks"], geo="local", population=1, y=one["result"])
    built = (
        builder.DataFrameInputDataBuilder(kpi_type="revenue")
        .with_kpi(table, kpi_col="y")
        .with_population(table)
        .with_controls(table, control_cols=["c1", "c2"])
        .with_media(
            table,
            media_cols=one["channels"],
            media_spend_cols=one["channels"],
            media_channels=one["channels"],
        )
        .build()
    )
    fitted = model.Meridian(
        input_data=built,
        model_spec=spec.ModelSpec(
            prior=priors.PriorDistribution(
                beta_m=distributions.LogNormal(np.zeros_like(scale), scale, name="beta_m"),
                alpha_m=distributions.Beta(np.float64(1), np.float64(3), name="alpha_m"),
            ),
            media_effects_dist="log_normal",
            max_lag=8,
            knots=list(range(0, len(table), 13)),
            media_prior_type="coefficient",
        ),
    )
    fitted.sample_posterior(n_chains=2, n_adapt=500, n_burnin=250, n_keep=500, seed=one["seed"])
    analyzer = import_module("meridian.analysis.analyzer").Analyzer(fitted)
    came = np.asarray(analyzer.incremental_outcome(use_posterior=True))
    return np.asarray(came.reshape(-1, came.shape[-1]) / spent.sum(0), dtype=float)


def heard(one: dict[str, Any]) -> Array:
    """The same by Heard."""
    weekly_response = import_module("heard.measures.stats").weekly_response
    found = weekly_response(np.array(one["inputs"]), np.array(one["result"]), np.array(one["controls"]))
    return np.asarray(found.draws, dtype=float)


MODELS: dict[str, Callable[[dict[str, Any]], Array]] = {"heard": heard, "pymc": pymc, "meridian": meridian}


IMPORTS = {
    "heard": ["heard.measures.stats.response"],
    "pymc": ["pymc_marketing.mmm.multidimensional", "pymc.sampling.jax", "numpyro.infer"],
    "meridian": ["meridian.data.data_frame_input_data_builder", "meridian.analysis.analyzer"],
}
"""What each loads before its time is taken."""


def shortest(draws: Array, coverage: float = 0.9) -> tuple[Array, Array]:
    """The shortest interval that holds so many of the draws, by channel: the same code for all models."""
    ordered = np.sort(draws, axis=0)
    held = int(coverage * len(ordered))
    low = np.argmin(ordered[held:] - ordered[: len(ordered) - held], axis=0)
    channels = np.arange(ordered.shape[1])
    return ordered[low, channels], ordered[low + held, channels]


def run(model: str, given: str, out: str, take: int, seconds: float) -> None:
    """Ask one model of so many sets of each case; what a file holds already is not asked again."""
    done = {(one["case"], one["seed"]) for one in _read(out)} if Path(out).exists() else set()
    chosen: dict[int, list[dict[str, Any]]] = {}
    for one in json.loads(Path(given).read_text()):
        chosen.setdefault(one["seed"], []).append(one)
    asked = [one for seed in sorted(chosen)[:take] for one in chosen[seed] if (one["case"], seed) not in done]
    for name in IMPORTS[model]:
        import_module(name)
    started = time.monotonic()
    with Path(out).open("a") as file:
        for one in asked:
            if time.monotonic() - started > seconds:
                break
            before = _cpu()
            draws = MODELS[model](one)
            spent = _cpu() - before
            low, high = shortest(draws)
            answer = {
                "model": model,
                "case": one["case"],
                "seed": one["seed"],
                "cpu": spent,
                "truth": one["truth"],
                "value": np.median(draws, axis=0).tolist(),
                "low": low.tolist(),
                "high": high.tolist(),
            }
            file.write(json.dumps(answer) + "\n")
            file.flush()


def _read(path: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in Path(path).read_text().splitlines()]


def _cpu() -> float:
    return sum(used.ru_utime + used.ru_stime for used in map(getrusage, (RUSAGE_SELF, RUSAGE_CHILDREN)))


def table(paths: list[str]) -> None:
    """Print what every model said of the sets, and once more of those sets only that all were asked."""
    answers = [one for path in paths for one in _read(path)]
    for case in CASES:
        of_case = [one for one in answers if one["case"] == case]
        models = list(dict.fromkeys(one["model"] for one in of_case))
        for one in models:
            _line(case, one, [each for each in of_case if each["model"] == one])
        for peer in models[1:]:
            seeds = {each["seed"] for each in of_case if each["model"] == peer}
            for one in (models[0], peer):
                _line(
                    f"{case}, same sets",
                    one,
                    [e for e in of_case if e["model"] == one and e["seed"] in seeds],
                )


def _line(case: str, model: str, answers: list[dict[str, Any]]) -> None:
    truth, value, low, high = (
        np.array([one[name] for one in answers]) for name in ("truth", "value", "low", "high")
    )
    held = (np.where(low > REACHES_ZERO * high, low, 0) <= truth) & (truth <= high)
    does = truth > 0
    error = np.abs(value - truth)[does] / truth[does]
    width = (high - low)[does] / truth[does]
    cpu = np.array([one["cpu"] for one in answers])
    silent = f"  channels that do nothing {100 * held[~does].mean():.1f} %" if (~does).any() else ""
    print(
        f"{case:22}{model:10}{len(answers):4} sets  held {100 * held.mean():5.1f} % ± {100 * _error(held):.1f}"
        f" ({' '.join(f'{100 * each:.0f}' for each in held.mean(axis=0))})  error {100 * np.median(error):5.1f} %"
        f"  width {100 * np.median(width):4.0f} %  CPU {np.median(cpu):7.3f} s (mean {cpu.mean():.3f}){silent}"
    )


def _error(held: npt.NDArray[np.bool_]) -> float:
    """Standard error of a share, where channels of one set are not independent."""
    return float(held.mean(axis=1).std() / np.sqrt(len(held)))


def main() -> None:
    """One step."""
    arguments = argparse.ArgumentParser(description="What the weeks show together, beside two peers.")
    arguments.add_argument("step", choices=["sets", *MODELS, "table"])
    arguments.add_argument("files", nargs="+")
    arguments.add_argument("--sets", type=int, default=200, help="of each case")
    arguments.add_argument("--first", type=int, default=FIRST_SEED)
    arguments.add_argument("--take", type=int, default=10_000, help="sets of each case that a model is asked")
    arguments.add_argument("--seconds", type=float, default=float("inf"), help="stop after so long")
    asked = arguments.parse_args()
    if asked.step == "sets":
        checkout, out = asked.files
        sets(checkout, out, asked.sets, asked.first)
    elif asked.step == "table":
        table(asked.files)
    else:
        given, out = asked.files
        run(asked.step, given, out, asked.take, asked.seconds)


if __name__ == "__main__":
    main()
