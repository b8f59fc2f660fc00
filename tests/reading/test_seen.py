"""Millions of keys in a dozen bytes each, told apart as a set tells them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from heard.reading import seen
from heard.reading.seen import Seen

KEYS = st.one_of(
    *(
        st.tuples(st.lists(keys, max_size=200), st.lists(keys, max_size=50))
        for keys in (st.integers(0, 2**60), st.text(max_size=3))
    )
)


@given(KEYS)
def test_it_holds_what_was_added_and_nothing_else(keys):
    added, asked = keys
    recent, seen.RECENT = seen.RECENT, 4
    try:
        ours, theirs = Seen(), set()
        for key in added:
            assert (key in ours) == (key in theirs)
            ours.add(key)
            theirs.add(key)
    finally:
        seen.RECENT = recent
    assert all(key in ours for key in added)
    assert [key in ours for key in asked] == [key in theirs for key in asked]
    assert ours.isdisjoint(asked) == theirs.isdisjoint(asked)


def test_what_was_added_at_once_is_held_and_the_last_can_be_taken_back(monkeypatch):
    monkeypatch.setattr(seen, "RECENT", 100)
    ours = Seen()
    ours.update(f"dm:{number}" for number in range(1_000))
    ours.add("dm:1001")
    ours.discard("dm:1001")
    assert "dm:1001" not in ours
    assert not ours.isdisjoint(["dm:no", "dm:999"])
    assert sum(f"dm:{number}" in ours for number in range(2_000)) == 1_000
