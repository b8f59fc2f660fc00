"""Whether what Heard says will become of open leads came true, on public leads of which it is known.

    python bench/forecasts.py FOLDER [--draws 200] [--seed 1]

FOLDER holds olist_marketing_qualified_leads_dataset.csv and olist_closed_deals_dataset.csv, the marketing funnel of Olist, a Brazilian
department store on marketplaces: 8,000 leads of sellers from June 2017 to May 2018 by origin, 842 of them won by November 2018. Olist
publishes it on Kaggle as olistbr/marketing-funnel-olist. What was lost is not in it. At each date only what was known by then is shown.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from heard.measures.deals import Deal, leads
from heard.measures.stats import Draws, Lead, forecast, kaplan_meier

DATES = tuple(date.fromisoformat(each) for each in ("2018-01-31", "2018-02-28", "2018-03-31", "2018-04-30", "2018-05-15"))  # fmt: skip
HORIZONS = (30, 90, 180)
"""Days; the last of the dates is 183 days before the last deal."""
SMALL = (20, 60)
"""Leads of a small business that is drawn from all."""
Random = np.random.Generator


def read(folder: Path) -> list[Deal]:
    """Every lead with its end, however late."""
    with (folder / "olist_closed_deals_dataset.csv").open(encoding="utf-8") as file:
        won = {row["mql_id"]: row["won_date"][:10] for row in csv.DictReader(file)}
    with (folder / "olist_marketing_qualified_leads_dataset.csv").open(encoding="utf-8") as file:
        return [
            Deal(
                name=row["mql_id"],
                channel=row["origin"] or "unknown",
                opened=row["first_contact_date"][:10],
                closed=max(won.get(row["mql_id"], ""), row["first_contact_date"][:10])
                if row["mql_id"] in won
                else "",
                stage="won" if row["mql_id"] in won else "lead",
                person=None,
                who="",
                amount=None,
                currency="",
                source="olist",
            )
            for row in csv.DictReader(file)
        ]


def known(told: Sequence[Deal], day: date) -> list[Deal]:
    """What was known of them on a day."""
    return [
        deal if deal.closed and deal.closed <= day.isoformat() else replace(deal, closed="", stage="lead")
        for deal in told
        if deal.opened <= day.isoformat()
    ]


def came(told: Sequence[Deal], day: date, within: int) -> dict[str, int]:
    """Deals won after a day of the leads that were open on it, by channel."""
    found: dict[str, int] = defaultdict(int)
    for deal in told:
        if deal.opened <= day.isoformat() < deal.closed <= (day + timedelta(days=within)).isoformat():
            found[deal.channel] += 1
    return found


def by_channel(told: Sequence[Deal], day: date) -> dict[str, list[Lead]]:
    """As the measures take them."""
    channels = sorted({deal.channel for deal in told})
    return {name: leads([deal for deal in told if deal.channel == name], day) for name in channels}


def share_so_far(told: Mapping[str, Sequence[Lead]], name: str) -> float:
    """Open leads times the share of all leads that was won by now, which is the common way [deals]."""
    won = sum(lead.end == "won" for lead in told[name])
    return won / max(len(told[name]), 1) * sum(lead.end == "open" for lead in told[name])


def curve(told: Mapping[str, Sequence[Lead]], within: int) -> dict[str, float]:
    """The same by the curve of Kaplan and Meier, which ends with the longest time seen [deals]."""
    seen = [lead for each in told.values() for lead in each if lead.days > lead.entered]
    if not any(lead.end == "won" for lead in seen):
        return dict.fromkeys(told, 0.0)
    found = kaplan_meier(
        [lead.days for lead in seen], [lead.end == "won" for lead in seen], [lead.entered for lead in seen]
    )
    longest = max(lead.days for lead in seen)

    def left(days: float) -> float:
        return 1 - found.by(min(days, longest)).probability

    return {
        name: sum(1 - left(lead.days + within) / left(lead.days) for lead in each if lead.end == "open")
        for name, each in told.items()
    }


def whole(told: Sequence[Deal]) -> None:
    """Print the forecast of all leads at each date, against what came."""
    print(
        f"{'':12}{'days':>5}{'open':>7}{'Heard, 80 %':>22}{'90 %':>14}{'share so far':>14}{'curve':>8}{'came':>7}"
    )
    channels: dict[float, list[bool]] = {0.8: [], 0.9: []}
    misses: dict[str, list[float]] = defaultdict(list)
    for day in DATES:
        seen = by_channel(known(told, day), day)
        for within in HORIZONS:
            found = forecast(seen, within=within)
            truth, by_curve = came(told, day, within), curve(seen, within)
            total = Draws(np.sum([each.wins.samples for each in found.values()], axis=0))
            wide, wider = total.interval(0.8), total.interval(0.9)
            naive = sum(share_so_far(seen, name) for name in seen)
            fresh = sum(lead.end == "open" for each in seen.values() for lead in each)
            print(
                f"{day!s:12}{within:5}{fresh:7,}{wide.value:8.0f} [{wide.low:4.0f}, {wide.high:4.0f}]   [{wider.low:4.0f}, {wider.high:4.0f}]"
                f"{naive:14.0f}{sum(by_curve.values()):8.0f}{sum(truth.values()):7}"
            )
            for name, each in found.items():
                for coverage, held in channels.items():
                    bounds = each.wins.interval(coverage)
                    held.append(bounds.low <= truth[name] <= bounds.high)
                misses["Heard"].append(abs(each.wins.median - truth[name]))
                misses["share so far"].append(abs(share_so_far(seen, name) - truth[name]))
                misses["curve"].append(abs(by_curve[name] - truth[name]))
    for coverage, held in channels.items():
        print(f"by channel: {100 * coverage:.0f} % held {100 * np.mean(held):.1f} % of {len(held)}")
    print(
        "mean miss by channel [deals]: "
        + ", ".join(f"{name} {np.mean(each):.1f}" for name, each in misses.items())
    )


def small(told: Sequence[Deal], draws: int, seed: int) -> None:
    """Print how often the forecast held for small businesses, each some leads of a date drawn by lot."""
    print(f"\n{draws} small businesses of {SMALL[0]} to {SMALL[1]} leads at each date, deals within 90 days")
    rng = np.random.default_rng(seed)
    for day in DATES:
        shown = [deal for deal in told if deal.opened <= day.isoformat()]
        held: dict[float, list[float]] = {0.8: [], 0.9: []}
        misses: dict[str, list[float]] = defaultdict(list)
        for _ in range(draws):
            some = [
                shown[place]
                for place in rng.choice(len(shown), int(rng.integers(SMALL[0], SMALL[1] + 1)), replace=False)
            ]
            seen = by_channel(known(some, day), day)
            found = forecast(seen, within=90)
            total = Draws(np.sum([each.wins.samples for each in found.values()], axis=0))
            truth = sum(came(some, day, 90).values())
            rank = (
                float((total.samples < truth).mean()) + float((total.samples == truth).mean()) * rng.random()
            )
            for coverage, each in held.items():
                each.append((1 - coverage) / 2 <= rank <= (1 + coverage) / 2)
            misses["Heard"].append(abs(total.mean - truth))
            misses["share so far"].append(abs(sum(share_so_far(seen, name) for name in seen) - truth))
            misses["curve"].append(abs(sum(curve(seen, 90).values()) - truth))
        print(
            f"{day!s:12}80 % held {100 * np.mean(held[0.8]):.1f} %, 90 % held {100 * np.mean(held[0.9]):.1f} %; mean miss: "
            + ", ".join(f"{name} {np.mean(each):.2f}" for name, each in misses.items())
        )


def main() -> None:
    """Both, or nothing without the data."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    arguments.add_argument("folder", type=Path, nargs="?")
    arguments.add_argument("--draws", type=int, default=200)
    arguments.add_argument("--seed", type=int, default=1)
    asked = arguments.parse_args()
    if asked.folder is None:
        print("Name the folder with the two files, as above in this file; nothing is measured without.")
        return
    told = read(asked.folder)
    whole(told)
    small(told, asked.draws, asked.seed)


if __name__ == "__main__":
    main()
