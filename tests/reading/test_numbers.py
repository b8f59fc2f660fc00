from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.reading.numbers import Marks, marks_of, number_of

CENTS = st.integers(-(10**12), 10**12)
MARKS = st.sampled_from([(".", ","), (",", "."), (",", " "), (".", "\u2019"), (",", "\u202f"), (".", "")])
AROUND = st.sampled_from(["{}", "€{}", "{} €", "EUR {}", "US${}", "CHF {}"])


def written(cents: int, decimal: str, part: str) -> str:
    """An amount as a locale writes it, with two decimals."""
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole:,}".replace(",", part) + f"{decimal}{rest:02}"


@given(st.lists(CENTS, min_size=1), MARKS, AROUND)
def test_what_a_locale_writes_is_read_back_to_the_cent(amounts, marks, around):
    decimal, part = marks
    cells = [around.format(written(cents, decimal, part)) for cents in amounts]
    found = marks_of(cells)
    assert found == Marks(decimal, sure=True)
    assert [number_of(cell, found) for cell in cells] == [Decimal(cents) / 100 for cents in amounts]


@given(st.lists(st.text("0123456789.,-' €", max_size=12)), st.text("0123456789.,-'() €E+$", max_size=12))
def test_any_text_is_a_finite_number_or_a_sentence(cells, cell):
    marks = marks_of([*cells, cell])
    try:
        found = number_of(cell, marks)
    except ValueError as error:
        assert "where a number" in str(error)  # noqa: PT017 - either is right
    else:
        assert found.is_finite()


@given(st.lists(st.integers(1, 999), min_size=1), st.sampled_from(".,"))
def test_one_mark_before_three_digits_decides_nothing(thousands, mark):
    cells = [f"{count}{mark}250" for count in thousands]
    found = marks_of(cells)
    assert (found.sure, found.doubtful) == (False, len(cells))
    assert [number_of(cell, found) for cell in cells] == [count * 1000 + 250 for count in thousands]


@pytest.mark.parametrize(
    ("cells", "decimal", "sure"),
    [
        (["1.250", "399,00"], ",", True),
        (["1,250", "399.5"], ".", True),
        (["1.250.000"], ",", True),
        (["12,500.00"], ".", True),
        (["0,125"], ",", True),
        (["1.2345"], ".", True),
        (["12", "", "none"], ".", True),
        (["1,50", "1.50"], ".", False),
        (["1.250", "2,500"], ".", False),
    ],
)
def test_the_decimal_mark_of_a_file(cells, decimal, sure):
    found = marks_of(cells)
    assert (found.decimal, found.sure) == (decimal, sure)


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("(1,200.50)", "-1200.50"),
        ("\u2212 12", "-12"),
        ("1,00,000.00", "100000.00"),
        ("$.5", "0.5"),
        ("R$ 5", "5"),
        ("12.", "12"),
    ],
)
def test_ways_to_write_a_number(cell, amount):
    assert number_of(cell, Marks(".", sure=True)) == Decimal(amount)


@pytest.mark.parametrize("cell", ["", "none", "12,50", "1.2E+05", "1.2.3", "(5", "5-5", "٣"])
def test_what_is_no_number_is_refused(cell):
    with pytest.raises(ValueError, match="where a number with a decimal point should be"):
        number_of(cell, Marks(".", sure=True))
