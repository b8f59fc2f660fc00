from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from looking import one
from reviews import UNKNOWN, channel, exact, nothing_known, plan, review, share, weeks
from selectolax.lexbor import LexborHTMLParser as Page

from heard.api import Review
from heard.faces.charts import charts, svg
from heard.faces.charts.curves import reply_curves
from heard.faces.charts.parts import Axis
from heard.faces.charts.rows import (
    Rows,
    answers_by_whom,
    hours_and_results,
    hours_now_and_proposed,
    market_share,
    return_per_hour,
)
from heard.faces.charts.year import year
from heard.faces.report import render
from heard.faces.say import Number
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
    each = everything()
    page = Page(render(each))
    figures = {
        (figure.attributes["id"] or "").removeprefix("chart-"): figure for figure in page.css("figure")
    }
    drawn = charts(each)
    assert list(figures) == [chart.key for chart in drawn]
    assert all(chart.drawn for chart in drawn)
    for chart in drawn:
        figure = figures[chart.key]
        assert one(figure, "figcaption").text() == chart.title
        drawing = one(figure, "svg")
        assert drawing.attributes["role"] == "img"
        assert one(drawing, "title").text() == chart.title
        assert one(drawing, "desc").text() == chart.described
        assert [cell.text() for cell in figure.css("thead th")] == list(chart.table.heads)
        assert [one(row, "th").text() for row in figure.css("tbody tr")] == [
            name for name, _ in chart.table.rows
        ]
        shown = [float(number.attributes["value"] or "") for number in figure.css("data")]
        assert shown == [
            cell.estimate.value for _, cells in chart.table.rows for cell in cells if isinstance(cell, Number)
        ]
    assert market_share(each).described == (
        "linkedin: 16\u00a0% (10 to 26\u00a0%, of 60 people). x: cannot tell yet. The dashed line: enough, one in ten."
    )


def test_every_number_that_is_not_counted_is_drawn_and_told_with_its_interval() -> None:
    for chart in charts(everything()):
        numbers = [cell for _, cells in chart.table.rows for cell in cells if isinstance(cell, Number)]
        assert numbers
        assert all(cell.interval for cell in numbers if not cell.estimate.exact)
    rows = [chart for chart in charts(everything()) if isinstance(chart, Rows)]
    assert len(rows) == 5
    for chart in rows:
        marks = [mark for row in chart.rows for mark in row.marks if mark.number]
        ranged = [
            mark for mark in marks if mark.shape in {"point", "hollow"} or not mark.number.estimate.exact
        ]
        assert svg(chart).count('class="end"') == 2 * len(ranged)
    curves = reply_curves(everything())
    assert svg(curves).count('class="band"') == len(curves.curves) == 1


def test_without_channels_or_numbers_nothing_is_drawn() -> None:
    for each in (review(), review({"x": nothing_known()})):
        assert not any(chart.drawn for chart in charts(each))
        assert all(chart.title for chart in charts(each))
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


def everything() -> Review:
    """A review of which every chart can be drawn."""
    by_day = (share(0.2, 0.1, 0.3, 51), share(0.38, 0.3, 0.47, 51))
    return review(
        {"linkedin": channel(answered=by_day, course="focus"), "x": nothing_known()},
        plan=plan(linkedin=Estimate(2.5, 1, 4, "h/week", 9)),
        rhythm=weeks((3, 1, 2.0), (None, None, None), (5, 0, None)),
    )


def test_a_curve_is_drawn_up_to_its_own_horizon_and_what_has_none_is_said() -> None:
    found = reply_curves(everything())
    (curve,) = found.curves
    assert curve.step == "M0 1H1V0.8000H2V0.6200"
    assert curve.band == "M1 1V0.7000H2V0.5300V0.7000H2V0.9000H1Z"
    assert found.note == f"No curve for x: {UNKNOWN.why}."
    assert found.described == "linkedin: 38\u00a0% (30 to 47\u00a0%) within 2 days."


def test_the_title_names_the_channel_that_is_answered_most_only_where_that_is_clear() -> None:
    def title(*rates: Estimate) -> str:
        return reply_curves(
            review({name: channel(name, answered=(rate,)) for name, rate in zip("abc", rates, strict=False)})
        ).title

    clear, other = share(0.7, 0.6, 0.8), share(0.4, 0.3, 0.5)
    assert title(clear, other) == "You are answered most on a: 70\u00a0% within 1 day."
    assert title(clear, share(0.5, 0.4, 0.65)) == "Where you are answered most cannot be told yet."
    assert title(clear, share(0.0, 0.0, 0.65, 1)).startswith("You are answered on a"), (
        "one letter is no rival"
    )
    assert title(clear) == "You are answered on a: 70\u00a0% within 1 day."


def test_a_week_without_a_record_leaves_a_gap_and_is_no_zero() -> None:
    found = year(everything())
    wrote, came, hours = found.strips
    assert wrote.floor == came.floor == "M0 1h1M2 1h1"
    assert wrote.bars.count("M") == 2
    assert came.bars.count("M") == 1, "nothing came back: the line is there, and no bar"
    assert hours.floor == "M0 1h1"
    assert found.title == "In a year you wrote 8 times, and 1 came back; hours are logged in 1 of 3 weeks."
    assert found.table.rows[1][1] == ("cannot tell yet",) * 3
    assert "until 31 October 2026" in svg(found)


def test_the_hours_proposed_stand_beside_those_of_now_with_their_range() -> None:
    found = hours_now_and_proposed(everything())
    assert found.title == "More hours for linkedin."
    assert found.rows[0].brief == "now 1.9, next 2.5 (1.0 to 4.0)"
    assert found.rows[1].says == "cannot tell yet"
    assert found.note.startswith("In all 1.9\u00a0h a week now and 2.5\u00a0h a week proposed.")


def test_the_answers_of_the_market_stand_beside_those_of_others() -> None:
    found = answers_by_whom(everything())
    assert [row.name for row in found.rows] == ["linkedin"]
    assert found.rows[0].brief == "market 51\u00a0% (48 to 54\u00a0%), others 48\u00a0% (46 to 50\u00a0%)"
    assert found.title == "Your market answers you more than others do on linkedin."
