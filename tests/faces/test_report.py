from __future__ import annotations

import re
from base64 import b64encode
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest
from looking import WellFormed, contrast, one, words
from reviews import UNKNOWN, channel, exact, finding, nothing_known, review, share
from selectolax.lexbor import LexborHTMLParser as Page

from heard import api
from heard.faces.pages import style
from heard.faces.report import FIRST, render, summary, write_report
from heard.faces.say import COURSES, MEASURES, QUESTIONS, number, replies
from heard.model import Answer, Estimate, Evidence, HeardError, Missing, Problem, Skipped

HOSTILE = "<script>alert(1)</script>\u202e\x1b[2J\"'><img src=https://evil.example/x onerror=alert(2)>"
EVIDENCE = Evidence(
    id="00c0ffee", at="2026-03-05", channel="linkedin", who="Dana Reyes", what="won, 12,000 EUR"
)


def everything() -> api.Review:
    return review(
        {
            "linkedin": channel(blind="Who read it."),
            "x": nothing_known("x"),
            "email": channel("email", spread="yes"),
        },
        findings=(
            *(finding(f"S10{digit}", f"Finding number {digit}.", severity="high") for digit in range(7)),
            finding("C303", "Money went into x.", evidence=(EVIDENCE,)),
            finding(
                "C203",
                "On email people talk with you.",
                severity="low",
                works=True,
                evidence=(EVIDENCE,),
                line=None,
            ),
        ),
        accepted=((finding("C401", "The hours lie on many channels."), "trade-show season"),),
        skipped=(
            Skipped("no hours on x are logged", "log them", "x", "C301"),
            Skipped("no hours on x are logged", "log them", "x", "C302"),
        ),
        problems=(Problem(path="strategy.yaml", why="“chanels” is no key; did you mean channels?", line=12),),
        not_shown={"automatic": 1920, "undated": 3},
        hours_not_shown={"unmapped": 31.2, "elsewhere": 0.4},
        misplaced=share(0.46, 0.44, 0.47, 384),
    )


@pytest.mark.parametrize(
    "each", [everything(), review(), review({"x": nothing_known()})], ids=["all", "none", "unknown"]
)
def test_the_page_is_well_formed_and_can_be_walked_by_headings_and_landmarks(each: api.Review) -> None:
    page = render(each)
    parsed = WellFormed(page)
    assert parsed.open == []
    assert set(parsed.ids.values()) == {1}
    assert parsed.wanted <= set(parsed.ids)
    assert parsed.headings[0] == 1
    assert parsed.headings.count(1) == 1
    assert all(
        after <= before + 1 for before, after in zip(parsed.headings, parsed.headings[1:], strict=False)
    )
    tree = Page(page)
    assert all(len(tree.css(landmark)) == 1 for landmark in ("main", "nav", "body > header", "footer"))
    assert all(cell.attributes.get("scope") in {"col", "row"} for cell in tree.css("th"))
    assert one(tree, "html").attributes["lang"] == "en"


def test_the_page_asks_nothing_of_any_network_and_runs_nothing() -> None:
    page = render(everything())
    tree = Page(page)
    assert not tree.css("script, link, img, iframe, object, embed, form, base, [src], [style]")
    assert all((link.attributes["href"] or "").startswith("#") for link in tree.css("[href]"))
    assert not re.search(r"url\((?!#)|@import|@font-face", page)
    assert set(re.findall(r"https?://[^\s\"'<]+", page)) <= {"http://www.w3.org/2000/svg"}


def test_the_policy_allows_this_stylesheet_and_nothing_else() -> None:
    page = render(everything())
    sheet = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert sheet
    digest = b64encode(sha256(sheet[1].encode()).digest()).decode()
    policy = one(Page(page), "meta[http-equiv=Content-Security-Policy]").attributes["content"]
    assert (
        policy
        == f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert one(Page(page), "meta[name=robots]").attributes["content"] == "noindex"


def test_hostile_names_are_text_and_no_more() -> None:
    hostile = Evidence(id=HOSTILE, at=HOSTILE, channel=HOSTILE, who=HOSTILE * 500, what=HOSTILE)
    page = render(
        review(
            {HOSTILE: channel(HOSTILE, blind=HOSTILE), HOSTILE * 900: channel(HOSTILE)},
            name=HOSTILE,
            findings=(finding(HOSTILE, HOSTILE, name=HOSTILE, next=HOSTILE, evidence=(hostile,)),),
            accepted=((finding(HOSTILE, HOSTILE), HOSTILE),),
            skipped=(Skipped(HOSTILE, HOSTILE, HOSTILE, HOSTILE),),
            problems=(Problem(path=HOSTILE, why=HOSTILE),),
            not_shown={HOSTILE: 1},
        )
    )
    assert not Page(page).css("script, img, [onerror], [src]")
    assert WellFormed(page).open == []
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00-\x09\x0b-\x1f]", page)
    assert len(page) < 200_000


def test_every_finding_stands_there_with_its_next_step_evidence_code_and_line() -> None:
    each = everything()
    said = words(render(each))
    for found in (*each.findings, *(accepted for accepted, _ in each.accepted)):
        assert found.message in said
        assert found.code in said
    assert "Pause it for six weeks." in said
    assert "strategy.yaml line 14" in said
    assert "2026-03-05 Dana Reyes, won, 12,000 EUR on linkedin, 00c0ffee" in said
    assert "You said: trade-show season" in said


def test_what_matters_most_comes_first_and_good_news_has_its_own_place() -> None:
    tree = Page(render(everything()))
    first = [node.text() for node in tree.css(".first .message")]
    assert first == [f"Finding number {digit}." for digit in range(FIRST)]
    assert [node.text() for node in tree.css(".works .message")] == ["On email people talk with you."]
    assert "Money went into x." in [node.text() for node in tree.css(".later .message")]


def test_findings_with_one_next_step_share_it() -> None:
    tree = Page(render(review(findings=(finding(message="On x."), finding(message="On email.", line=15)))))
    assert len(tree.css(".first .advice")) == 1
    assert one(tree, ".first .signed").text().endswith("strategy.yaml lines 14, 15")


def test_every_number_equals_that_of_the_review() -> None:
    each = everything()
    sections = Page(render(each)).css(".channel")
    assert [one(section, "h3").text() for section in sections] == list(each.channels)
    for section, known in zip(sections, each.channels.values(), strict=True):
        shown = [float(number.attributes["value"] or "") for number in section.css("data")]
        assert shown == [answer.value for answer in answers(known) if isinstance(answer, Estimate)]
    linkedin = re.sub(r"\s+", " ", sections[0].text())
    assert "16 % (10 to 26 %, of 60 people)" in linkedin
    assert "163 EUR/h (79 to 298, from 3 deals won)" in linkedin
    assert "1 person (of 2 on it)" in linkedin
    assert "That an hour here is worth your 90 is 9 in 10." in linkedin


def test_what_is_missing_says_why_and_what_would_settle_it_and_is_never_zero() -> None:
    section = one(Page(render(review({"x": nothing_known()}))), ".channel")
    assert not section.css("data")
    said = re.sub(r"\s+", " ", section.text())
    assert said.count(f"Cannot tell yet: {UNKNOWN.why}. What would settle it: {UNKNOWN.settle}.") == len(
        QUESTIONS
    )


def test_too_thin_is_said_so_that_nobody_takes_it_for_good() -> None:
    tree = Page(render(review({"a": channel(spread="yes"), "b": channel(spread="no")})))
    cells = [row.css("td")[3] for row in tree.css(".glance tbody tr")]
    assert [cell.text().strip() for cell in cells] == ["too thin", "enough"]
    assert "bad" in (one(cells[0], ".verdict").attributes["class"] or "")
    assert one(cells[0], "use").attributes["href"] == "#icon-bad"


def test_what_is_not_shown_is_counted() -> None:
    said = words(render(everything()))
    assert "1,920 written by machines" in said
    assert "31 h of tracked time that no rule maps to a channel" in said
    assert "0.4 h of tracked time that your rules give to no channel" in said
    assert "No hours on x are logged. What would settle it: log them. C301, C302" in said
    assert "Line 12: “chanels” is no key" in said


def test_the_whole_review_in_a_sentence() -> None:
    each = review(
        {name: channel(name, course=course) for name, course in zip("abcdef", COURSES, strict=True)}
    )
    assert summary(each) == (
        "Give more to a; keep b; try c; listen on d first; let e go; leave f open, since it cannot be told yet."
    )
    assert summary(review()).startswith("Your strategy names no channel yet")


def test_every_measure_has_a_name() -> None:
    assert {name for each in asked(channel()) for name in each} == set(MEASURES)


def test_the_two_schemes_can_be_read() -> None:
    schemes = re.findall(r":root \{(.*?)\}", style(), re.DOTALL)
    assert len(schemes) == 3
    for scheme in schemes:
        colours = dict(re.findall(r"--(\w+): (#\w+)", scheme))
        for ink in ("ink", "quiet", "accent", "warn"):
            for ground in ("paper", "card", "wash"):
                assert contrast(colours[ink], colours[ground]) >= 4.5


def test_the_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "review.html"
    target.write_text("the old one")
    write_report(review(), target)
    assert target.read_text("utf-8") == render(review())
    taken = tmp_path / "folder"
    taken.mkdir()
    for place in (taken, tmp_path / "nowhere" / "review.html"):
        with pytest.raises(HeardError, match="cannot be written"):
            write_report(review(), place)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder", "review.html"]


def test_a_home_becomes_a_page(tmp_path: Path) -> None:
    (tmp_path / "strategy.yaml").write_text(
        "name: Larkfield\nme: [ines@larkfield.example]\n"
        "objectives: [{name: audits, measure: deals, worth: 12000 EUR}]\n"
        "meet: [{person: Dana Reyes}]\ntime: 6 h/week\n"
        "channels:\n  tradeshow: {for: [audits], hours: 1 h/week}\n  x: {for: [audits], hours: 1 h/week}\n"
    )
    (tmp_path / "journal.txt").write_text(
        "2026-03-02 tradeshow hours 4\n2026-03-02 x hours 40\n2026-03-02 x spend 40 EUR\n"
        '2026-03-05 tradeshow met "Dana Reyes" at Northwind Foods\n'
        '2026-03-09 tradeshow lead "Dana Reyes" id D17\n2026-04-20 tradeshow won D17 12000 EUR\n'
    )
    with api.open(tmp_path) as home:
        each = home.review(now=datetime(2026, 5, 1, tzinfo=UTC))
    page = render(each)
    said = words(page)
    assert each.findings
    assert all(found.message in said for found in each.findings)
    assert [node.text() for node in Page(page).css(".channel h3")] == ["tradeshow", "x"]
    assert len(Page(page).css(".channel data")) == sum(
        isinstance(answer, Estimate) for known in each.channels.values() for answer in answers(known)
    )


def asked(known: api.ChannelReview) -> list[dict[str, Answer]]:
    each = known.evidence
    return [
        measured.measures()
        for measured in (each.market, each.meaning, each.returns, each.attention, each.interest)
    ]


def answers(known: api.ChannelReview) -> list[Answer]:
    return [answer for each in asked(known) for answer in each.values()]


def test_one_of_it_is_not_several() -> None:
    assert str(number(share(n=1), "of {:,} people")) == "16\u00a0% (10 to 26\u00a0%, of 1 person)"
    assert str(number(exact(1, "deals"))) == "1\u00a0deal"


def test_one_reason_is_given_once() -> None:
    other = Missing("nobody was met", "go there")
    known = list(replies(channel(market=other)))
    assert [(unknown.labels, unknown.missing) for reply in known for unknown in reply.unknown] == [
        ((MEASURES["share"][0],), other)
    ]
