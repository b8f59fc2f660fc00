from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.faces.safe import printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Dana Reyes", "Dana Reyes"),
        ("  Dana\r\n\tReyes\u2028", "Dana Reyes"),
        ("Dana\u202eseyeR\u2066\u200f", "DanaseyeR"),
        ("\x1b]0;title\x07Dana\x9b31m Reyes", "Dana Reyes"),
        ("half \ud83d of it", "half of it"),
        (
            "\u0645\u06cc\u200c\u0634\u0648\u062f 👩\u200d🔧",
            "\u0645\u06cc\u200c\u0634\u0648\u062f 👩\u200d🔧",
        ),
        ("16\u00a0%", "16\u00a0%"),
        ("Nguyễn Ze" + "\u0336" * 40, "Nguyễn Ze" + "\u0336" * 4),
        ("", ""),
    ],
)
def test_text_is_shown_as_one_harmless_line(text: str, shown: str) -> None:
    assert printable(text) == shown


@given(st.text(), st.integers(1, 50))
def test_nothing_that_hides_or_moves_survives_and_the_length_holds(text: str, most: int) -> None:
    shown = printable(text, most)
    assert len(shown) <= most
    assert all(unicodedata.category(char) not in {"Cc", "Cs", "Zl", "Zp"} for char in shown)
    assert printable(shown, most) == shown


def test_a_huge_name_is_cut_and_says_so() -> None:
    assert printable("A" * 10_000_000, 5) == "AAAA…"
