"""heard voices and heard listen: names and sentences, no number of anybody's, and whoever does not want it is left out."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from heard import api
from heard.model import Export, Interaction, Profile, day_micros

ME = "forum:ines"
AS_OF = date(2026, 10, 31)
STRATEGY = """\
name: Larkfield
me: ["forum:ines"]
voices:
  - {name: Ines Okafor, topics: [bearings]}
  - {name: Tomas Lind, topics: [bearings]}
"""


@pytest.fixture
def home(tmp_path):
    (tmp_path / "strategy.yaml").write_text(STRATEGY, "utf-8")
    facts: list[Interaction | Profile] = [
        Profile(account=ME, name="Ines Okafor", owner=True),
        Profile(account="forum:kim", name="Kim \x1b[2JLund", title="Engineer", company="Alder"),
    ]
    for week in range(12):
        for who, text in (
            ("forum:kim", f"We measured {week} bearings in Aldermoor last week."),
            (ME, "Our bearing guide is out now."),
        ):
            facts.append(said(f"{who}{week}", week, who, text))
        facts.append(
            said(
                f"r{week}",
                week,
                f"forum:reader{week}",
                "Secret? Why?",
                thread=f"forum:kim{week}",
                reply_to=f"forum:kim{week}",
            )
        )
        facts.append(
            said(
                f"d{week}", week, "forum:kim", "The secret bearing letter was this one.", visibility="direct"
            )
        )
    with api.open(tmp_path) as opened:
        opened.ledger.add(
            Export(source="forum"),
            facts,
            path="forum",
            sha256="forum",
            imported_at=datetime(2026, 11, 1, tzinfo=UTC),
        )
    return tmp_path


def said(key: str, week: int, actor: str, text: str, **more) -> Interaction:
    told = {"kind": "post", "channel": "forum", "visibility": "public", "thread": key} | more
    moment = (
        day_micros(AS_OF - timedelta(days=7 * week + 1))
        + 3_600_000_000 * (2 if more else 1)
        + week * 427_000_000
    )
    return Interaction(key=key, actor=actor, happened_us=moment, text=text, **told)


@pytest.fixture
def heard(heard, home):
    return lambda *words: heard(*words, "--home", home)


def test_voices_are_named_with_their_own_sentences_and_no_number(heard):
    code, out, _ = heard("voices", "bearing")
    plain = " ".join(out.split())
    assert code == 1
    assert "Kim Lund (Engineer at Alder) speaks up" in plain
    assert "“We measured 0 bearings in Aldermoor last week.”" in plain
    assert "Ines Okafor speaks up" in plain
    assert "answered less often than others" in plain
    assert "topic of Tomas Lind" in plain
    assert "12 people seen too seldom to tell" not in plain
    assert max(map(len, out.splitlines())) <= 80


def test_a_topic_of_several_words_needs_no_quotes(heard):
    assert "“our bearing guide”" in heard("voices", "our", "bearing", "guide")[1]
    assert "“bearing” and “valve”" in heard("voices", "bearing, valve")[1]


def test_json_has_the_numbers(heard):
    found = json.loads(heard("voices", "bearing", "--json")[1])
    assert set(found) == {"as_of", "topics", "voices", "ours", "usual", "findings", "skipped", "not_shown"}
    (kim,) = found["voices"]
    assert (kim["posts"], kim["answered"]["n"], len(kim["sentences"])) == (12, 12, 3)
    assert kim["often"]["unit"] == "posts per week"
    assert [each["name"] for each in found["ours"]] == ["Ines Okafor"]


def test_letters_and_terminal_orders_stay_in_the_ledger(heard):
    for words in (("voices",), ("voices", "bearing"), ("voices", "--json"), ("voices", "secret", "--json")):
        out = heard(*words)[1]
        assert "bearing letter" not in out
        assert "\x1b" not in out


def test_whoever_does_not_want_it_is_left_out_and_comes_back(heard):
    assert heard("mark", "forum:kim", "private")[0] == 0
    assert "Kim" not in heard("voices", "bearing")[1]
    assert "neither named among voices nor quoted" in heard("decisions")[1]
    assert heard("mark", "forum:kim", "private", "--undo")[0] == 0
    assert "Kim" in heard("voices", "bearing")[1]


def test_nobody_speaks_about_it(heard):
    code, out, _ = heard("voices", "zeppelins")
    assert code == 0
    assert "Nobody was heard to speak about it" in " ".join(out.split())


def test_an_empty_home_says_what_is_missing(heard, home):
    (home / "heard.duckdb").unlink()
    code, out, _ = heard("voices")
    assert (code, "import what others say" in " ".join(out.split())) == (0, True)


def test_listen_says_what_is_talked_about_and_by_whom(heard):
    code, out, _ = heard("listen")
    plain = " ".join(out.split())
    assert code == 0
    assert "13 people, in 12 talks" in plain
    assert "(1 person)" not in plain
    assert "In most talks: Kim Lund" in plain
    assert max(map(len, out.splitlines())) <= 80


def test_listen_in_json(heard):
    found = json.loads(heard("listen", "forum", "--json")[1])
    assert set(found) == {"as_of", "channels", "findings"}
    forum = found["channels"]["forum"]
    assert set(forum) == {
        "since", "done", "done_on", "spoke", "measures", "topics", "speakers", "questions", "more_questions",
    }  # fmt: skip
    assert forum["measures"]["people"]["value"] == 13
    assert forum["spoke"] is not None


def test_listen_to_a_planned_channel_says_whether_it_was_too_early(heard, home):
    (home / "strategy.yaml").write_text(
        STRATEGY + "channels:\n  forum: {listening_since: 2026-10-01}\n", "utf-8"
    )
    codes = [each["code"] for each in json.loads(heard("listen", "--json")[1])["findings"]]
    assert "L101" in codes


def test_listen_to_nothing(heard, home):
    code, _, err = heard("listen", "nowhere")
    assert (code, "of forum it does" in " ".join(err.split())) == (2, True)
    (home / "heard.duckdb").unlink()
    code, out, _ = heard("listen")
    assert (code, "Nothing is to be heard yet" in out) == (0, True)
