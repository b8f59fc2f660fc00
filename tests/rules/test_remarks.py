"""What is said of a draft, and what is not."""

from __future__ import annotations

from datetime import date

import pytest

from heard.api import check
from heard.measures.drafts import Place, Reader, Sent, copies
from heard.model import Skipped
from heard.rules import family
from heard.rules.alarms import ALARMS, LETTERS, MOST, OFF, STRANGERS, told
from heard.strategy import Acceptance, Strategy

FRIEND = Reader(name="Sam Ito", standing="earned", because="you wrote to each other last on 2026-10-30")
STRANGER = Reader(
    name="Dana Reyes",
    standing="not yet",
    because="nothing has gone both ways between you so far",
    stranger=True,
    company="Northwind Foods",
)
PITCH = "I saw your talk on bearings. We offer maintenance audits at a discount; book a demo this week."
DULL = (
    "Success comes from working together towards common aims, because only together can things be moved forward and change be shaped. "
    "Quality needs trust, trust needs time, and time needs people with the courage to go new ways together every single day."
)


def said(text: str, reader: Reader | None = None, place: Place | None = None, **more) -> list[str]:
    return [remark.code for remark in check(text, reader=reader, place=place, **more).remarks]


@pytest.mark.parametrize(
    ("code", "fires", "silent"),
    [
        ("D101", "We are proud to announce a new office.", "I am proud of our customers: they asked first."),
        ("D102", "A seamless experience that leverages synergies.", "A seamless steel tube, 40 mm wide."),
        ("D103", "Perhaps it is, maybe it is not, I think it might be, or sort of.", "Perhaps it was the left bearing; I shall look on Tuesday."),
        ("D105", DULL, f"{DULL} On 3 May it broke."),
        ("D106", "We moved. " + "We bought a machine and our people like it and the paint is blue. " * 3, "We moved. " + "We bought what you asked for and our people like it. " * 4),
        ("D107", "A successful year, a record and an award.", "A successful year, a record and an award. But the first pump failed."),
        ("D107", "A successful year, a record and an award.", "A successful year, a record and an award. What was yours?"),
        ("D108", "URGENT!!! You have won a prize, call 09012345678", "You asked for the number: 09012345678."),
        ("D108", "Oil #oil #pump #plant #graz", "# Oil\n\n## Pumps\n\n### Plants\n\n#### Graz"),
        ("D108", "Oil! Great! Pumps! Yes!", "Great! I looked at the pump on Tuesday and found the left bearing dry."),
        ("D109", "Oil \u202eliO", "Oil"),
        ("D206", "https://example.com/list", "The list of what broke in May stands at https://example.com/list"),
        ("D206", "It is done. Please do not reply to this message.", "It is done. Reply if it is not."),
    ],
)  # fmt: skip
def test_a_rule_fires_and_is_silent(code, fires, silent):
    assert code in said(fires)
    assert code not in said(silent)


def test_the_passive_is_asked_for_only():
    text = "The pump was stopped. The oil was changed. The bearing was cleaned."
    assert said(text) == []
    assert said(text, everything=True) == ["D104"]


def test_a_pitch_is_an_offer_to_a_friend_and_a_nuisance_to_a_stranger():
    assert said(PITCH, FRIEND) == []
    assert said(PITCH, STRANGER) == ["D201"]


def test_a_pitch_to_a_cool_tie_is_a_hint():
    (remark,) = check(PITCH, reader=Reader(name="Sam", because="your tie is cool")).remarks
    assert (remark.code, remark.confidence) == ("D201", "hint")


def test_a_pitch_to_nobody_in_particular_cannot_be_judged():
    (skipped,) = check(PITCH).skipped
    assert isinstance(skipped, Skipped)
    assert skipped.code == "D201"


def posted(text: str, answers: int = 0, at: str = "2026-10-01", kind: str = "post") -> Sent:
    return Sent(f"{len(text)}", at, "linkedin", kind, kind != "post", answers, text)


def test_a_post_that_sells_waits_for_others_that_do_not():
    selling = [posted("Book a demo of our product, at a discount.")] * 3
    talking = [posted("Which bearing broke last?")] * 7
    assert said(PITCH, place=Place(channel="linkedin", sent=(*selling, *talking))) == ["D201"]
    assert said(PITCH, place=Place(channel="linkedin", sent=(*selling[:2], *talking))) == []
    assert said(PITCH, place=Place(channel="linkedin", sent=(*talking, *talking, *selling))) == []


def test_own_posts_are_the_example():
    place = Place(
        channel="linkedin",
        sent=(
            posted("We are thrilled to grow.", 0, "2026-10-20"),
            posted("I broke a bearing.", 6, "2026-10-03"),
        ),
    )
    (remark,) = check("We are proud to grow.", place=place).remarks
    assert (
        "on 2026-10-20, got no answer; the one of 2026-10-03, without such words, got 6 answers"
        in remark.message
    )
    assert [each.at for each in remark.evidence] == ["2026-10-20", "2026-10-03"]


def test_a_place_without_any_answers_gives_no_example():
    place = Place(channel="linkedin", sent=(posted("We are thrilled to grow."), posted("I broke a bearing.")))
    (remark,) = check("We are proud to grow.", place=place).remarks
    assert remark.evidence == ()


def test_six_questions_are_too_many_and_five_are_not():
    text = "I read your post on bearings. Who? What? When? Where? Why?"
    assert said(text, STRANGER) == said(text, FRIEND) == []
    assert said(f"{text} How?", STRANGER) == said(f"{text} How?") == ["D202"]


def test_a_stranger_hears_why_it_is_them():
    text = "I would like to know how often bearings break in food plants, and who changes them at night."
    assert said(text, STRANGER) == [], "off unless asked for: on public lists it is mostly wrong"
    assert said(text, STRANGER, everything=True) == ["D203"]
    assert said(text, FRIEND, everything=True) == []
    assert said(f"I read your post. {text}", STRANGER, everything=True) == []
    assert said(f"Northwind has three plants. {text}", STRANGER, everything=True) == []


def test_the_same_words_to_many():
    text = "I wanted to ask which bearings break most in your plant and how long the line stands still whenever that happens at night."
    letters = tuple(posted(f"Dear {name}, {text}", kind="mail") for name in ("Ada", "Bob", "Cyd"))
    assert "D204" in said(text, place=Place(sent=letters))
    assert "D204" not in said(text, place=Place(sent=letters[:2]))
    assert copies("Dear Ada", [posted("Dear Ada", kind="mail")]) == []


def test_a_place_takes_so_much():
    text = "I saw it. " * 40
    assert said(text, place=Place(channel="x")) == ["D205"]
    assert said(text, place=Place(channel="linkedin")) == []
    (remark,) = check(text, place=Place(channel="x")).remarks
    assert (remark.line, remark.column) == (1, 281)


def test_a_stranger_reads_standing_up():
    text = "I saw your talk on bearings in Graz. " * 63
    assert said("I saw your talk on bearings in Graz. " * 62, STRANGER) == []
    assert said(text, STRANGER) == ["D205"]
    assert said(text, FRIEND) == []


def test_a_remark_marks_its_words():
    (remark,) = check("I write.\n\nA seamless oil that leverages water.").remarks
    assert (remark.line, remark.column, remark.last_line, remark.last_column) == (3, 3, 3, 11)
    assert remark.words == "seamless"


def test_what_the_user_accepts_is_left_out():
    strategy = Strategy(accept=(Acceptance(code="D102", because="my readers use these words"),))
    assert said("A seamless oil that leverages water.", strategy=strategy) == []


def test_what_was_accepted_until_a_day_comes_back():
    accepted = Acceptance(code="D102", because="this month only", until=date(2026, 10, 31))
    strategy = Strategy(accept=(accepted,))
    assert said("A seamless oil that leverages water.", strategy=strategy, as_of=date(2026, 10, 31)) == []
    assert said("A seamless oil that leverages water.", strategy=strategy, as_of=date(2026, 11, 1)) == [
        "D102"
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "The draft is empty."),
        ("   \n", "The draft is empty."),
        ("```\nx\n```", "no prose"),
        ("word " * 60_000, "Only the first 200,000 letters"),
        ("Mi puoi dire quale pompa era ferma ieri sera nello stabilimento?", "“it”"),
    ],
)
def test_what_is_not_judged_is_said(text, why):
    assert any(why in each for each in check(text).not_judged)


def test_rules_that_are_on_are_seldom_wrong():
    assert {code for code, number in (ALARMS | STRANGERS).items() if number > MOST * LETTERS} <= OFF
    assert "D203" in OFF


@pytest.mark.parametrize("rule", family("DVL"), ids=lambda rule: rule.code)
def test_every_page_says_how_often_the_rule_was_wrong(rule):
    assert "%" in told(rule.code) or rule.code in {"L201", "L202"}
