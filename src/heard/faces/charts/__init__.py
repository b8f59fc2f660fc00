"""Charts: measures drawn with their intervals, for report and web alike.

A chart says what was found in its title, its unit on the axis and its numbers in words beside each row, so that it can be read
without colour, without seeing, and on a telephone: places are percentages of the width, so that text keeps its size. We draw
ourselves, since no library that we know writes static SVG with a text alternative, in the page's own colours and without a script.

The five questions at a glance are a table (`parts.html`): a table can be walked cell by cell, and folds on a telephone.

>>> [svg(chart) for chart in charts(review) if chart.drawn]                        # doctest: +SKIP
"""

from __future__ import annotations

from markupsafe import Markup

from heard.api import Review
from heard.faces.charts.curves import reply_curves
from heard.faces.charts.parts import Chart
from heard.faces.charts.rows import (
    answers_by_whom,
    hours_and_results,
    hours_now_and_proposed,
    market_share,
    return_per_hour,
)
from heard.faces.charts.year import year
from heard.faces.pages import templates

__all__ = ["Chart", "charts", "svg"]


def charts(review: Review) -> tuple[Chart, ...]:
    """The charts of a review, in the order of the five questions."""
    return (
        market_share(review),
        reply_curves(review),
        return_per_hour(review),
        hours_now_and_proposed(review),
        hours_and_results(review),
        year(review),
        answers_by_whom(review),
    )


def svg(chart: Chart) -> Markup:
    """The drawing with its text alternative; it takes its looks from the page's stylesheet."""
    return Markup(templates().get_template(f"charts/{chart.template}").render(chart=chart))  # noqa: S704 - the template escapes
