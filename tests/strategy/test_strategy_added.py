"""A test is added to strategy.yaml as text: everything else stays, letter for letter."""

from __future__ import annotations

from datetime import date

import pytest

from heard.model import HeardError
from heard.strategy import Pause
from heard.strategy.added import with_test
from heard.strategy.read import read_strategy

DRAWN = Pause(channel="x", begins=date(2026, 11, 30), blocks=(False, True, True, False), seed=7)
LINE = '- {channel: "x", outcome: target replies, begins: 2026-11-30, weeks: 2, blocks: [off, on, on, off], seed: 7}'
OLDER = "{channel: x, begins: 2025-01-06, weeks: 2, blocks: [on, off], seed: 1}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("channels: {x: }\n", f"channels: {{x: }}\ntests:\n  {LINE}\n"),
        ("channels: {x: }   # mine\n\n\n", f"channels: {{x: }}   # mine\ntests:\n  {LINE}\n"),
        ("tests:\nchannels: {x: }", f"tests:\n  {LINE}\nchannels: {{x: }}"),
        (
            f"tests:\n- {OLDER}   # the first\n\n# tools\nchannels: {{x: }}\n",
            f"tests:\n- {OLDER}   # the first\n{LINE}\n\n# tools\nchannels: {{x: }}\n",
        ),
        ("channels:\r\n  x:\r\n", f"channels:\r\n  x:\r\ntests:\r\n  {LINE}\r\n"),
    ],
)
def test_a_test_is_added_and_nothing_else_changes(before, after):
    assert with_test(before, DRAWN) == after
    strategy, problems = read_strategy(after)
    assert problems == ()
    found = strategy.tests[-1]
    assert (found.name, found.blocks, found.seed) == ("x 2026-11-30", DRAWN.blocks, 7)
    assert found.first(4) == date(2027, 1, 25)


@pytest.mark.parametrize(
    "before", [f"channels: {{x: }}\ntests: [{OLDER}]\n", "{channels: {x: }}\n", "a: b: c\n"]
)
def test_a_file_that_cannot_be_continued_is_left_alone(before):
    with pytest.raises(HeardError, match=r"strategy\.yaml"):
        with_test(before, DRAWN)


@pytest.mark.parametrize(
    ("test", "why"),
    [
        ("x", "the test “x” has no “begins”; have it drawn by: heard test x"),
        ("{channel: x, begins: 2026-11-30, weeks: 2, blocks: [on, on], seed: 7}", "are no pairs of on and off"),
        ("{channel: x, begins: 2026-11-30, weeks: 0, blocks: [on, off], seed: 7}", "has blocks of no weeks"),
        ("{channel: y, begins: 2026-11-30, weeks: 2, blocks: [on, off], seed: 7}", "names the channel “y”"),
        ("{channel: x, begins: 2026-11-30, weeks: 2, blocks: [on, perhaps], seed: 7}", "write on or off"),
        ("{channel: x, outcome: likes, begins: 2026-11-30, weeks: 2, blocks: [on, off], seed: 7}", "target replies, meetings"),
    ],
)  # fmt: skip
def test_a_test_that_is_not_whole_is_a_problem(test, why):
    _, problems = read_strategy(f"channels: {{x: }}\ntests:\n  - {test}\n")
    assert why in problems[0].why
    assert problems[0].line == 3
