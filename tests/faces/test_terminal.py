"""How a review is said on a terminal and in JSON, and that nothing in it can give the terminal an order."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some
from reviews import channel, exact, finding, nothing_known, plan, review

from heard.faces.formats import answer_json, review_json
from heard.faces.terminal import screen
from heard.faces.terminal.pages import sections
from heard.faces.terminal.review import open_questions, tell
from heard.model import Estimate, Evidence, Missing, Problem, Skipped

ORDERS = "\x1b[2J\x1b]0;owned\x07\x1b]52;c;cm0=\x1b\\\x9b31m\x1b(B\x1bc\x90q\x9c\u202eevil\u202c\u2066x\u2069\u200b"

PLAIN = "\u062e\u0627\u0646\u0647\u200c\u0647\u0627 👩\u200d🔧 [bold]x[/bold]"
"""Persian with its joiner, a mechanic of two emoji, and what is an order to rich alone."""


def told(found, capsys, **more) -> str:
    tell(screen.console(), found, **more)
    return capsys.readouterr().out


# --- the screen ---


def test_orders_to_the_terminal_are_gone():
    assert screen.clean(f"Dana {ORDERS}Reyes") == "Dana evilxReyes"
    assert screen.clean("two\nlines\tand\u2028more") == "two lines and more"
    assert screen.clean("\udc80") == "\ufffd"
    assert screen.clean(PLAIN) == PLAIN


@given(some.text())
def test_no_text_whatever_holds_an_order(text):
    shown = screen.clean(text + ORDERS)
    assert not any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")


def test_a_paragraph_is_wrapped_between_words_and_hangs(capsys):
    screen.say(screen.console(), "S101 x  " + "word " * 30 + "16 % " * 5, indent=2, hang=4)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 3
    assert all(len(line) <= 80 for line in lines)
    assert lines[0].startswith("  S101")
    assert all(line.startswith(("      w", "      16")) for line in lines[1:])


def test_a_number_stays_with_its_per_cent(capsys):
    screen.say(screen.console(), "a" * 76 + " 16 % of it")
    assert capsys.readouterr().out.splitlines()[1] == "16 % of it"


def test_a_path_longer_than_the_line_stays_whole(capsys):
    screen.say(screen.console(), "see /" + "x" * 200)
    assert "/" + "x" * 200 in capsys.readouterr().out


def test_no_colour_where_none_is_wanted(capsys, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    screen.say(screen.console(), ("red", "red"))
    assert "\x1b[31m" in capsys.readouterr().out
    monkeypatch.setenv("NO_COLOR", "1")
    screen.say(screen.console(), ("red", "red"))
    assert "31m" not in capsys.readouterr().out


def test_json_is_ascii(capsys):
    screen.say_json({"who": f"Müller{ORDERS}"})
    out = capsys.readouterr().out
    assert out.isascii()
    assert "\x1b" not in out
    assert json.loads(out)["who"].startswith("Müller")


# --- the review in words ---


def test_a_finding_is_read_as_place_code_message_step_evidence(capsys):
    seen = tuple(
        Evidence(id=str(n), at="2026-03-02", channel="x", who="Dana Reyes", what=f"{n} turns")
        for n in range(5)
    )
    found = review(
        findings=(
            finding("C401", "Too thin.", name="spread-too-thin", line=14, next="Choose two.", evidence=seen),
        )
    )
    said = told(found, capsys)
    assert "strategy.yaml:14  C401 spread-too-thin  Too thin." in said
    assert "    → Choose two.\n      2026-03-02  x  Dana Reyes: 0 turns\n" in said
    assert "2 turns" in said
    assert "3 turns" not in said
    assert "and 2 more like these" in said
    assert said.rstrip().endswith("heard explain C401")


def test_the_step_of_findings_that_share_it_is_said_once(capsys):
    alike = tuple(
        finding("S304", f"No listening on {name}.", subject=name, next="Read for three weeks.")
        for name in "abc"
    )
    said = told(review(findings=alike), capsys)
    assert said.count("S304") == 4
    assert said.count("Read for three weeks.") == 1


def test_what_matters_most_comes_first_and_the_rest_is_counted(capsys):
    many = tuple(
        finding("C301", f"Number {n}.", severity="high" if n < 3 else "low", next=f"Do {n}.")
        for n in range(20)
    )
    said = told(review(findings=many), capsys)
    assert (
        said.index("First\n")
        < said.index("Number 2.")
        < said.index("When there is time\n")
        < said.index("Number 3.")
    )
    assert "Number 11." in said
    assert "Number 12." not in said
    assert "8 more findings" in said
    assert "Number 19." in told(review(findings=many), capsys, everything=True)


def test_how_sure_is_said_where_it_is_not_sure(capsys):
    said = told(review(findings=(finding(confidence="hint"),)), capsys)
    assert "(a hint only)" in " ".join(said.split())


def test_nothing_to_report_is_said(capsys):
    assert "Nothing to report" in told(review(findings=(), skipped=(), problems=()), capsys)


def test_problems_of_the_strategy_come_first_with_their_lines(capsys):
    found = review(
        problems=(Problem(path="strategy.yaml", line=7, why="“chanels” is no key"),), findings=(finding(),)
    )
    said = told(found, capsys)
    assert said.index("strategy.yaml:7  “chanels” is no key") < said.index("C301")


def test_the_table_shows_each_channel_and_fits_eighty_columns(capsys):
    channels = {"tradeshow": channel("tradeshow", course="focus"), "x": nothing_known("x")}
    said = told(review(channels=channels), capsys)
    rows = {
        line.split()[0]: line.split() for line in said.splitlines() if line.startswith(("tradeshow ", "x "))
    }
    assert rows["tradeshow"][1:4] == ["yes", "yes", "yes"]
    assert "focus" in " ".join(rows["tradeshow"])
    assert rows["x"][1:6] == ["?"] * 5
    assert max(map(len, said.splitlines())) <= 80
    assert "? cannot be told yet" in said


def test_the_whole_review_is_said_in_a_sentence_and_the_reasons_with_what_speaks_against_them(capsys):
    channels = {"x": channel("x", course="drop"), "tradeshow": channel("tradeshow", course="focus")}
    channels["x"] = replace(
        channels["x"],
        advice=replace(channels["x"].advice, against=("your market is there", "people talk with you there")),
    )
    said = " ".join(told(review(channels=channels), capsys).split())
    assert "Give more to tradeshow; let x go." in said
    assert (
        "Drop (x): it has about what it needs, although your market is there and people talk with you there."
        in said
    )
    assert said.index("Focus (tradeshow)") < said.index("Drop (x)")


def test_the_hours_stand_beside_those_proposed_and_are_added_up(capsys):
    channels = {"x": channel("x"), "tradeshow": channel("tradeshow"), "blog": nothing_known("blog")}
    split = plan(x=exact(0.0, "h/week"), tradeshow=Estimate(3.5, 1, 4, "h/week", 9))
    said = told(review(channels=channels, plan=split), capsys)
    rows = {
        line.split()[0]: line.split(maxsplit=1)[1].strip()
        for line in said[said.index("Your hours") :].splitlines()[2:6]
    }
    assert rows["x"].split() == ["1.9", "0"]
    assert rows["tradeshow"] == "1.9  3.5 (1.0 to 4.0)"
    assert rows["blog"].split() == ["?", "?"]
    assert rows["together"].split() == ["3.8", "3.5"]
    assert "most conversations with your market" in " ".join(said.split()), "without deals it rests on talk"


def test_blindness_is_named_and_told_on_request(capsys):
    found = review(channels={"x": channel("x", blind="What others did is not in it.")})
    assert "Silence on x is not silence" in told(found, capsys)
    assert "What others did is not in it." in told(found, capsys, everything=True)


def test_what_could_not_be_told_is_one_entry_for_one_reason():
    open_ = open_questions(
        (
            Skipped("no hours on x are logged", "write them, as in: 2026-03-02 x hours 1", "x", "C301"),
            Skipped(
                "no hours on email are logged", "write them, as in: 2026-03-02 email hours 1", "email", "C301"
            ),
            Skipped("no hours on x are logged", "write them, as in: 2026-03-02 x hours 1", "x", "C302"),
            Skipped("nobody was met on blog", "import the export of blog", "blog", "C101"),
            Skipped("nobody was met on x", "import the export of x", "x", "C101"),
        )
    )
    assert [(each.why, each.settle, each.questions) for each in open_] == [
        ("no hours on x and email are logged", "write them, as in: 2026-03-02 x hours 1", 3),
        ("nobody was met on blog and x", "import the export of blog and x", 2),
    ]


def test_a_long_list_of_open_questions_is_counted(capsys):
    skipped = tuple(Skipped(f"reason {n}", "settle it", "", "C101") for n in range(9))
    said = told(review(skipped=skipped), capsys)
    assert "3 more reasons; --all shows them." in said
    assert "- Reason 8" in told(review(skipped=skipped), capsys, everything=True)


def test_what_is_accepted_and_what_is_not_shown(capsys):
    found = review(
        accepted=((finding("C401", name="spread-too-thin"), "trade-show season"),), not_shown={"bulk": 214}
    )
    said = told(found, capsys, unread=3)
    assert "C401 spread-too-thin" in said
    assert "because trade-show season" in said
    assert "214 sent to many at once" in said
    assert "3 records could not be read; see: heard problems" in said


def test_hours_that_count_nowhere_are_said(capsys):
    said = " ".join(told(review(hours_not_shown={"unmapped": 31.2, "recorded twice": 4.26}), capsys).split())
    assert "31 h of tracked time that no rule maps to a channel" in said
    assert "4.3 h on a channel and week of which another record holds more" in said


def test_a_hostile_archive_cannot_reach_the_terminal(capsys, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    hostile = Evidence(id="1", at=ORDERS, channel=ORDERS, who=f"[red]{ORDERS}", what=ORDERS)
    found = review(
        findings=(finding("C301", ORDERS, subject=ORDERS, name=ORDERS, next=ORDERS, evidence=(hostile,)),),
        accepted=((finding("C302", ORDERS, subject=ORDERS), ORDERS),),
        skipped=(Skipped(ORDERS, ORDERS, ORDERS, ORDERS),),
        problems=(Problem(path=ORDERS, why=ORDERS, line=1),),
        channels={ORDERS: channel(ORDERS, blind=ORDERS)},
        not_shown={ORDERS: 1},
        name=ORDERS,
    )
    said = told(found, capsys, everything=True)
    assert "[red]" in said
    assert not any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in said.replace("\n", ""))
    assert "\u202e" not in said


# --- the review as JSON ---


def test_the_json_is_the_contract():
    found = review_json(
        review(channels={"x": channel("x"), "email": nothing_known("email")}, findings=(finding(),))
    )
    assert {"heard", "as_of", "findings", "skipped", "channels", "not_shown"} <= found.keys()
    assert date.fromisoformat(found["as_of"])
    assert {
        "code", "name", "subject", "line", "message", "confidence", "severity", "evidence", "next",
    } <= found["findings"][0].keys()  # fmt: skip
    assert set(found["channels"]["x"]) >= {
        "market",
        "meaning",
        "returns",
        "spread",
        "interest",
        "verdict",
        "probability",
    }
    for answer in ("market", "meaning", "returns", "spread", "interest"):
        assert found["channels"]["x"][answer]["verdict"] in {"yes", "no", "mixed", "cannot tell"}
        for each in found["channels"]["email"][answer]["measures"].values():
            assert set(each) in ({"value", "low", "high", "unit", "n"}, {"missing", "settle"})
    json.dumps(found, allow_nan=False)


def test_evidence_and_skipped_keep_their_keys():
    seen = Evidence(id="1", at="2026-03-02", channel="x", who="Dana", what="3 turns")
    found = review_json(
        review(findings=(finding(evidence=(seen,)),), skipped=(Skipped("why", "settle", "x", "C301"),))
    )
    assert list(found["findings"][0]["evidence"]) == [
        {"id": "1", "at": "2026-03-02", "channel": "x", "who": "Dana", "what": "3 turns"}
    ]
    assert {"code": "C301", "why": "why", "settle": "settle"}.items() <= found["skipped"][0].items()


def test_accepted_findings_say_why():
    found = review_json(review(accepted=((finding(), "season"),)))
    assert found["accepted"][0]["because"] == "season"


def test_what_has_no_end_is_null():
    endless = replace(exact(1, "h"), high=math.inf, low=math.nan)
    assert answer_json(endless) == {"value": 1, "low": None, "high": None, "unit": "h", "n": 7}
    assert answer_json(Missing("why", "how")) == {"missing": "why", "settle": "how"}
    assert answer_json(Estimate(1, 1, 1, "h", 2))["n"] == 2


# --- a rule's page ---


@pytest.mark.parametrize(
    "page",
    [
        "First line.\n\nWhy it matters: because\nof it.\n\nMore of it.\n\nEvidence: none.",
        "First line.\n\n## Why it matters\nBecause\nof it.\n\nMore of it.\n\n## Evidence\nNone.",
    ],
)
def test_a_page_is_taken_apart_at_its_headings(page):
    assert list(sections(page)) == [
        ("Why it matters", ["Because of it.", "More of it."]),
        ("Evidence", ["None."]),
    ]
