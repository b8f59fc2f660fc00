"""Tests of a channel: which are worth starting, where one stands, and what came of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from heard import api
from heard.api.testing import Design, Refusal, Trial
from heard.measures.stats import flip_power
from heard.model import Estimate, Export, HeardError, Interaction, Missing, Outcome, Profile, day_micros

ME = "email:ines@larkfield.example"
FIRST = date(2026, 1, 5)
STRATEGY = """\
me: [ines@larkfield.example, "linkedin:ines", "x:ines"]
meet: [{segment: plants, who: {titles: [plant manager]}}]
channels: {linkedin: , x: , email: }
"""
NOW = datetime(2026, 7, 5, 12, tzinfo=UTC)
DRAWN = (
    "tests:\n  - {channel: linkedin, begins: 2026-01-05, weeks: 2, "
    "blocks: [on, off, off, on, on, off, on, off, off, on, on, off], seed: 1}\n"
)
ON = (0, 3, 4, 6, 9, 10)


def reply(day: date, channel: str, who: int = 0, at: int = 0) -> Interaction:
    return Interaction(
        key=f"{channel} {day} {who} {at}",
        kind="message",
        channel=channel,
        actor=f"{channel}:p{who}",
        to=(f"{channel}:ines",),
        happened_us=day_micros(day) + at + 1,
        visibility="direct",
    )


def world(home, facts, strategy: str = STRATEGY) -> api.Home:
    (home / "strategy.yaml").write_text(strategy, "utf-8")
    opened = api.open(home)
    people = [
        Profile(account=f"{channel}:p{who}", name=f"Pia {who}", title="Plant Manager")
        for channel in ("linkedin", "x")
        for who in range(5)
    ]
    made = datetime(2026, 7, 1, tzinfo=UTC)
    opened.ledger.add(
        Export(source="mbox", owner=ME), [*people, *facts], path="all", sha256="all", imported_at=made
    )
    return opened


def half_a_year(linkedin: int, x: int):
    """So many replies a week, from as many people, twice as many lines."""
    for week in range(26):
        for channel, number in (("linkedin", linkedin), ("x", x)):
            for who in range(number):
                day = FIRST + timedelta(weeks=week, days=who)
                yield from (reply(day, channel, who, at) for at in (0, 1))


def test_a_test_is_drawn_from_what_usually_comes_and_written_down(tmp_path):
    with world(tmp_path, half_a_year(4, 2)) as home:
        drawn = home.test("LinkedIn", now=NOW)
        assert isinstance(drawn, Design)
        assert (drawn.weekly, drawn.without) == (6, 2), "two lines of a person on one day count once"
        assert drawn.pause.begins == date(2026, 7, 6)
        assert drawn.pause.seed == 20260706
        assert len(drawn.pause.blocks) >= 12
        assert sum(drawn.pause.blocks) * 2 == len(drawn.pause.blocks)
        assert drawn.power >= 0.8
        (kept,) = home.strategy()[0].tests
        assert (kept.channel, kept.blocks, kept.seed) == ("linkedin", drawn.pause.blocks, 20260706)
        again = home.test("linkedin", now=NOW)
        assert isinstance(again, Trial)
        assert again.state == "planned"
        with pytest.raises(HeardError, match="two at once would blur each other"):
            home.test("x", now=NOW)


def test_the_same_seed_draws_the_same_weeks(tmp_path):
    with world(tmp_path, half_a_year(4, 2)) as home:
        one, other, third = (home.test("linkedin", now=NOW, seed=seed, dry_run=True) for seed in (1, 1, 2))
        assert one == other
        assert one != third
        assert home.strategy()[0].tests == ()


@pytest.mark.parametrize(
    ("linkedin", "x", "why"),
    [
        (0, 3, "none of the 75 target replies of the last 25 weeks came by linkedin"),
        (1, 5, "to see them missing takes"),
        (0, 0, "the ledger knows 0 weeks"),
    ],
)
def test_a_test_that_would_show_nothing_is_refused(tmp_path, linkedin, x, why):
    with world(tmp_path, half_a_year(linkedin, x)) as home:
        found = home.test("linkedin", now=NOW)
        assert isinstance(found, Refusal)
        assert why in found.why
        assert home.strategy()[0].tests == ()
        if linkedin:
            assert found.reachable.startswith("26 weeks on and as many off would show a fall from 6 to ")


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"channel": "fax"}, "no channel “fax”"),
        ({"begins": date(2026, 7, 5)}, "A test is named before it begins"),
        ({"weeks": 0}, "A block has 1 to 26 weeks"),
    ],
)
def test_what_cannot_be_asked_is_said(tmp_path, asked, why):
    with world(tmp_path, half_a_year(4, 2)) as home, pytest.raises(HeardError, match=why):
        home.test(**({"channel": "linkedin", "now": NOW} | asked))


def drawn_world(home, each_on: int, each_off: int, more=()):
    """Twelve blocks, with replies by x on counted days only and many on those that do not count."""
    facts = [
        reply(FIRST + timedelta(weeks=2 * block, days=5 + number % 9), "x", number // 9)
        for block in range(12)
        for number in range(each_on if block in ON else each_off)
    ]
    idle = [
        reply(FIRST + timedelta(weeks=2 * block, days=2), "x", 4) for block in range(12) if block not in ON
    ]
    return world(home, [*facts, *idle, *more], STRATEGY + DRAWN)


def test_an_ended_test_is_analysed_by_its_own_design(tmp_path):
    said = Interaction(
        key="mine", kind="post", channel="linkedin", actor="linkedin:ines", happened_us=day_micros(date(2026, 1, 20))
    )  # fmt: skip
    with drawn_world(tmp_path, 4, 1, [said]) as home:
        found = home.test("linkedin", as_of=date(2026, 6, 21), now=NOW)
        assert isinstance(found, Trial)
        assert found.state == "ended"
        result = found.result
        assert result
        assert (result.on, result.off, result.spoken) == (24, 6, 1)
        assert result.weeks == pytest.approx(6 * 9 / 7)
        assert (result.p, result.designs, result.verdict) == (2 / 64, 64, "more")
        assert isinstance(result.ratio, Estimate)
        assert result.ratio.value == 4
        assert result.ratio.low < 4 < result.ratio.high


def test_an_outcome_that_may_be_chance_tells_nothing(tmp_path):
    with drawn_world(tmp_path, 2, 2) as home:
        result = home.test("linkedin", as_of=date(2026, 6, 21), now=NOW).result
        assert (result.p, result.verdict) == (1.0, "cannot tell")


def test_a_test_without_any_event_has_no_ratio(tmp_path):
    with drawn_world(tmp_path, 0, 0) as home:
        result = home.test("linkedin", as_of=date(2026, 6, 21), now=NOW).result
        assert isinstance(result.ratio, Missing)
        assert result.verdict == "cannot tell"


@pytest.mark.parametrize(
    ("as_of", "state", "block", "days"),
    [
        (date(2026, 1, 4), "planned", 0, 0),
        (date(2026, 1, 5), "running", 0, 0),
        (date(2026, 2, 3), "running", 2, 1),
        (date(2026, 6, 20), "running", 11, 12),
    ],
)
def test_nothing_is_told_before_the_end(tmp_path, as_of, state, block, days):
    with drawn_world(tmp_path, 4, 1) as home:
        found = home.test("linkedin", as_of=as_of, now=NOW)
        assert (found.state, found.block, found.days, found.result) == (state, block, days, None)


def test_today_and_review_speak_of_it(tmp_path):
    proved = STRATEGY + DRAWN + "evidence:\n  - {claim: they come by linkedin, test: linkedin 2026-01-05}\n"
    with drawn_world(tmp_path, 4, 1) as home:
        (tmp_path / "strategy.yaml").write_text(proved, "utf-8")
        lines = home.today(as_of=date(2026, 1, 19), now=NOW).lines
        assert [line.finding.message for line in lines if line.finding.code == "T601"] == [
            "Block 2 of 12 of your test began today: linkedin is off until 2026-02-01."
        ]

        def said(as_of):
            found = home.review(as_of=as_of, now=NOW).findings
            return [each.code for each in found if each.code in ("S501", "C305", "C306")]

        assert said(date(2026, 6, 20)) == ["C305"]
        assert said(date(2026, 6, 21)) == ["C306"]


def test_leads_and_meetings_are_counted_too(tmp_path):
    led = [
        Outcome(key=f"D{number}", day=FIRST + timedelta(days=4 * number), channel="linkedin", deal=f"D{number}", stage="lead")
        for number in range(40)
    ]  # fmt: skip
    met = [
        Interaction(
            key=f"m{number}", kind="meeting", channel="x", actor="x:ines", to=("x:p1",), happened_us=day_micros(FIRST + timedelta(days=4 * number))
        )
        for number in range(40)
    ]  # fmt: skip
    with world(tmp_path, [*half_a_year(1, 1), *led, *met]) as home:
        drawn = home.test("linkedin", outcome="leads", now=NOW, dry_run=True)
        assert isinstance(drawn, Design)
        assert drawn.weekly == pytest.approx(40 / 25, abs=0.1)
        assert drawn.without == 0
        none = home.test("linkedin", outcome="meetings", now=NOW, dry_run=True)
        assert isinstance(none, Refusal)
        assert "came by linkedin" in none.why


def test_power_grows_with_pairs_and_has_the_level_where_nothing_differs():
    assert flip_power(2, 2, 1.3, 10) <= 0.08
    assert flip_power(3, 1, 1.3, 6) < flip_power(3, 1, 1.3, 13)
    assert flip_power(9, 0, 1.3, 5) == 0, "five pairs can never be told from chance"
    assert flip_power(3, 1, 1.3, 10, dispersion=3) < flip_power(3, 1, 1.3, 10)
    with pytest.raises(ValueError, match="one pair"):
        flip_power(1, 1, 1, 0)
