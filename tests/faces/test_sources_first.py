"""Which exports `heard sources` says to ask for first, and what a review says that they cannot show."""

from __future__ import annotations

from pathlib import Path

import pytest
from plain import LINKEDIN

from heard import api
from heard.api.first import unread, wanted
from heard.api.review import blind_on
from heard.sources import sources
from heard.strategy import Channel, Strategy

TESTS = Path(__file__).parents[1]


def strategy(*channels: str) -> Strategy:
    return Strategy(channels=tuple(Channel(name=channel) for channel in channels))


def names(found) -> list[str]:
    return [each.name for each in found]


def test_what_the_strategy_names_comes_first_and_of_that_what_takes_longest():
    found = names(wanted(strategy("linkedin", "reddit", "bluesky", "tradeshow"), ()))
    assert found[:4] == ["reddit", "linkedin", "bluesky", "badges"]
    assert found[4:6] == ["mbox", "contacts"]
    assert sorted(found) == sorted(sources())


def test_without_a_strategy_what_settles_most_comes_first_and_then_what_takes_longest():
    found = wanted(Strategy(), ())
    assert [each.name for each in found if each.why] == ["mbox", "contacts", "calendar", "deals", "journal"]
    waits = [each.source.WAIT_DAYS for each in found if not each.why]
    assert waits == sorted(waits, reverse=True)


def test_what_was_added_is_marked_and_asked_for_no_more():
    found = wanted(strategy("blog", "linkedin"), {"wordpress", "mbox"})
    assert names(found)[0] == "linkedin"
    assert found[0].beside == ()  # the mailbox is there
    assert {each.name for each in found if each.added} == {"wordpress", "mbox"}
    assert not next(each for each in found if each.name == "ghost").why  # the blog is seen


def test_a_mailbox_stands_beside_what_notifies_by_mail():
    found = {each.name: each.beside for each in wanted(strategy("linkedin", "discord"), ())}
    assert found["linkedin"] == ("mbox",)
    assert found["discord"] == ()


def test_channels_that_no_export_shows_are_named():
    assert unread(strategy("linkedin", "phone", "tradeshow", "evening class")) == ("phone", "evening class")


@pytest.mark.parametrize("name", sorted(sources()))
def test_a_wait_is_said_in_words_too(name):
    source = sources()[name]
    slow = any(word in source.HOW_TO_GET_IT for word in ("day", "thirty"))
    assert source.WAIT_DAYS == 0 or slow or "hours" in source.HOW_TO_GET_IT


def test_the_list_begins_with_what_to_ask_for(heard, home):
    heard("add", "--home", home, LINKEDIN / "era-2026" / "export")
    listed = heard("sources", "--home", home, "--json").json
    by_name = {each["name"]: each for each in listed}
    assert (listed[0]["name"], listed[0]["wanted_for"], listed[0]["rank"]) == ("mbox", "email", 1)
    assert by_name["linkedin"]["added"] is True
    said = " ".join(heard("sources", "--home", home).out.split())
    assert "Ask for these first mbox (E-mail), up to 2 days: your strategy names email" in said
    assert "Already added; a newer export adds what is new" in said


def test_looking_makes_no_home_and_no_ledger(heard, tmp_path):
    assert "heard init" in heard("sources").out
    (tmp_path / "empty").mkdir()
    heard("sources", "--home", tmp_path / "empty")
    assert list((tmp_path / "empty").iterdir()) == []


def test_only_exports_that_were_added_are_blind(tmp_path):
    with api.open(tmp_path) as opened:
        assert blind_on(opened.ledger) == {}
        feed = next((TESTS / "sources" / "feed").glob("*/export"))
        opened.add(feed)
        assert blind_on(opened.ledger) == {"blog": sources()["feed"].BLIND}
        opened.add(next((TESTS / "sources" / "wordpress").glob("*/export")))
        both = blind_on(opened.ledger)["blog"]
        assert all(
            f"{each.TITLE}: {each.BLIND}" in both for each in (sources()["feed"], sources()["wordpress"])
        )
