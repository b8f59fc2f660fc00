from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from looking import one
from reviews import UNKNOWN, channel, exact, nothing_known, review, share
from selectolax.lexbor import LexborHTMLParser as Page

from heard.api import Review
from heard.faces.charts import Axis, charts, hours_and_results, market_share, return_per_hour, svg
from heard.faces.report import render
from heard.model import Estimate

NUMBERS = st.floats(-1e15, 1e15, allow_nan=False)


@given(st.lists(NUMBERS, max_size=12))
def test_all_that_is_drawn_lies_on_the_axis(values: list[float]) -> None:
    axis = Axis.over(values)
    assert all(axis.low <= value <= axis.high for value in (0.0, *values))
    assert all(0 <= axis.at(value) <= 100 for value in (*values, *axis.ticks))
    assert 2 <= len(axis.ticks) <= 12


@given(st.lists(st.tuples(NUMBERS, NUMBERS, NUMBERS), min_size=1, max_size=4))
def test_every_interval_is_drawn_inside_the_picture(found: list[tuple[float, float, float]]) -> None:
    each = review(
        {
            f"c{place}": channel(per_hour=Estimate(*order(three), "EUR/h", 3))
            for place, three in enumerate(found)
        }
    )
    drawn = svg(return_per_hour(each))
    places = [float(place) for place in re.findall(r'[xc]\w*="(-?[\d.]+)%"', drawn)]
    assert all(0 <= place <= 100 for place in places)
    assert drawn.count('class="interval"') == len(found)
    assert drawn.count('class="point"') == len(found)


def order(three: tuple[float, float, float]) -> tuple[float, float, float]:
    low, value, high = sorted(three)
    return value, low, high


@pytest.mark.parametrize("extreme", [0.0, -4.0, 1e15, 1e-12])
def test_zero_huge_and_negative_numbers_are_drawn(extreme: float) -> None:
    drawn = svg(return_per_hour(review({"x": channel(per_hour=exact(extreme, "EUR/h"))})))
    assert "nan" not in drawn
    assert 'class="point"' in drawn


@pytest.mark.parametrize("endless", [float("inf"), float("nan"), 1e300])
def test_a_number_without_end_is_not_drawn(endless: float) -> None:
    chart = return_per_hour(review({"x": channel(per_hour=Estimate(1, 0, endless, "EUR/h", 1))}))
    assert not chart.drawn
    assert 'class="point"' not in svg(chart)


def test_a_drawing_has_the_same_in_words_and_in_a_table() -> None:
    each = review({"linkedin": channel(), "x": nothing_known()})
    page = Page(render(each))
    figures = page.css("figure")
    assert [one(figure, "figcaption").text() for figure in figures] == [chart.title for chart in charts(each)]
    for figure, chart in zip(figures, charts(each), strict=True):
        drawing = one(figure, "svg")
        assert drawing.attributes["role"] == "img"
        assert one(drawing, "title").text() == chart.title
        assert one(drawing, "desc").text() == chart.described
        assert [one(row, "th").text() for row in figure.css("tbody tr")] == ["linkedin", "x"]
        shown = [float(number.attributes["value"] or "") for number in figure.css("data")]
        assert shown == [
            mark.number.estimate.value for row in chart.rows for mark in row.marks if mark.number
        ]
    assert market_share(each).described == (
        "linkedin: 16\u00a0% (10 to 26\u00a0%, of 60 people). x: cannot tell yet. The dashed line: enough, one in ten."
    )


def test_without_channels_or_numbers_nothing_is_drawn() -> None:
    for each in (review(), review({"x": nothing_known()})):
        assert not any(chart.drawn for chart in charts(each))
        assert "<svg" in svg(market_share(each))
        assert not Page(render(each)).css("figure svg")


def named(**channels: tuple[float, float]) -> Review:
    return review(
        {
            name: channel(hours=exact(hours, "share"), results=exact(results, "share"))
            for name, (hours, results) in channels.items()
        }
    )


def test_the_title_is_the_finding() -> None:
    assert hours_and_results(named(x=(0.7, 0.1), email=(0.3, 0.9))).title == (
        "Most of your time goes to x; most conversations come from email."
    )
    assert hours_and_results(named(x=(0.7, 0.8), email=(0.3, 0.2))).title == (
        "Most of your time goes to x, and most conversations come from there."
    )
    assert hours_and_results(review({"x": channel(results=UNKNOWN)})).title == (
        "Most of your time goes to linkedin; where the conversations come from cannot be told yet."
    ).replace("linkedin", "x")
    assert hours_and_results(review()).title == "Where your time goes cannot be told yet."
    verdicts = {"a": channel(verdict="yes"), "b": channel(verdict="no"), "c": nothing_known()}
    assert market_share(review(verdicts)).title == "Your market is on a, and not on b."
    assert return_per_hour(review({"b": verdicts["b"]})).title == "An hour does not pay its price on b."
    assert (
        return_per_hour(review({"c": verdicts["c"]})).title
        == "Where an hour pays its price cannot be told yet."
    )


def test_the_unit_stands_on_the_axis_and_the_price_is_a_line() -> None:
    drawn = svg(return_per_hour(review({"x": channel(market=share())})))
    assert ">EUR for an hour<" in drawn
    assert 'class="reference"' in drawn
    assert ">your hour, 90<" in drawn
