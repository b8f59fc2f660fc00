"""The rules of the strategy file: each with a strategy in which it speaks and one in which it is silent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from heard.model import Finding, Skipped
from heard.rules import rules
from heard.strategy import Strategy
from heard.strategy.read import read_strategy

SOUND = """\
name: Larkfield Consulting
objectives:
  - {name: audits, what: maintenance audits sold, measure: deals, target: 2 per quarter, by: 2027-03-31, worth: 12000 EUR}
meet:
  - {segment: plant managers, who: {titles: [plant manager]}}
  - {person: Dana Reyes, through: [Sam Ito]}
begin: I would visit the regional maintenance evening and ask what broke last month.
level: as a fellow engineer, not as a vendor
give: [answer two questions a week in the forum]
voices: [{name: Ines Okafor, authority: publishes without approval}]
time: 6 h/week
review: every 4 weeks
channels:
  linkedin: {for: audits, focus: business questions, how: answer questions in two groups, hours: 2 h/week, listening_since: 2026-06-01}
  facebook: {for: audits, focus: people first, how: ask after the photographs of the evening, hours: 1 h/week, listening_since: 2026-06-01}
evidence: [{claim: plant managers answer each other, example: the thread on bearings of 2 May}]
accept: {C401: trade-show season}
"""
OF_STRATEGY = [code for code in rules() if code.startswith("S")]


def strategy(text: str) -> Strategy:
    found, problems = read_strategy(text)
    assert [problem.why for problem in problems] == []
    return found


def changed(**keys: str) -> Strategy:
    """The sound strategy with other keys; what a key is given is YAML, and nothing takes the key away."""
    sound = strategy(SOUND)
    other, _ = read_strategy("\n".join(f"{key}: {value}" for key, value in keys.items()))
    fields = {
        "meet": ("segments", "targets"),
        "time": ("hours_per_week",),
        "review": ("review_weeks",),
    }
    return replace(
        sound, **{field: getattr(other, field) for key in keys for field in fields.get(key, (key,))}
    )


def said(code: str, about: Strategy) -> list[tuple[str, str]]:
    """Subject and message of what one rule finds."""
    return [(each.subject, each.message) for each in rules()[code](about) if isinstance(each, Finding)]


FIRES = [
    ("S101", {"objectives": ""}, "objectives", "Nothing here says what you want."),
    ("S102", {"objectives": "[join Facebook]"}, "join Facebook", "“join Facebook” is a means; it does not say what you want from it."),
    ("S102", {"objectives": "[{name: social, what: a Twitter strategy}]"}, "social", "“a Twitter strategy” is a means; it does not say what you want from it."),
    ("S103", {"objectives": "[{name: fame, measure: followers, target: 10000}]"}, "fame", "“fame” counts “followers”, and that can grow without one of the plant managers having answered you."),
    ("S103", {"objectives": "[{name: fame, measure: the number, target: 10k followers}]"}, "fame", "“fame” counts “10k followers”, and that can grow without one of the plant managers having answered you."),
    ("S103", {"objectives": "[get more likes]", "meet": "[{person: Dana Reyes}]"}, "get more likes", "“get more likes” counts “get more likes”, and that can grow without Dana Reyes having answered you."),
    ("S104", {"objectives": "[audits]"}, "audits", "How will you know that “audits” came true? Nothing is counted yet."),
    ("S104", {"objectives": "[{name: audits, measure: deals}]"}, "audits", "“audits” counts “deals”, but not how many would be enough."),
    ("S105", {"objectives": "[audits]"}, "audits", "“audits” has no day on which you will look whether it came true."),
    ("S106", {"objectives": "[{name: audits, measure: deals}]"}, "audits", "“audits” does not say what one of the “deals” that you count is worth, so the hours cannot be held against it."),
    ("S106", {"objectives": "[audits]"}, "audits", "“audits” does not say what it is worth, so the hours cannot be held against it."),
    ("S201", {"meet": ""}, "meet", "Nobody stands here whom you need to meet."),
    ("S202", {"meet": "[{segment: plant managers}]"}, "plant managers", "If one of the “plant managers” stood next to you, by what would you know?"),
    ("S203", {"begin": ""}, "begin", "How would you begin with plant managers if the internet did not exist?"),
    ("S203", {"begin": "I would write to them on LinkedIn"}, "begin", "“I would write to them on LinkedIn” still leans on LinkedIn."),
    ("S204", {"level": "…"}, "level", "As what do you meet plant managers: as a colleague, a neighbour, a pupil, a seller?"),
    ("S205", {"meet": "[{person: Dana Reyes}]"}, "Dana Reyes", "Who could introduce you to Dana Reyes? Nobody is named yet."),
    ("S205", {"meet": "[{person: Ann}, {person: Bob}, {person: Cyd}, {person: Dan}]"}, "Ann", "Who could introduce you to Ann, Bob, Cyd or 1 more? Nobody is named yet."),
    ("S301", {"channels": "[x]"}, "x", "“x” is only a name so far: neither what it is for nor what you would do there."),
    ("S301", {"channels": "{x: {how: answer questions}}"}, "x", "Nothing says which objective “x” serves."),
    ("S302", {"channels": "{x: {focus: questions, how: …}}"}, "x", "You would be on “x”, but nothing says what you would do there."),
    ("S303", {"channels": "{x: {how: answer questions}}"}, "x", "What is “x” good at that your other ways of meeting people are not?"),
    ("S304", {"channels": "{x: {how: answer questions}}"}, "x", "Nothing says that you have listened on “x” before planning what to say."),
    ("S305", {"channels": "{x: {how: answer questions of engineers}, y: {how: Answer questions of engineers}}"}, "y", "“y” and “x” are to be used in the same words: “Answer questions of engineers”."),
    ("S305", {"channels": "{x: {focus: what broke last month}, y: {focus: what broke last month}}"}, "y", "“y” and “x” are to be used in the same words: “what broke last month”."),
    ("S306", {"channels": "{x: {how: Post engaging content regularly.}}"}, "x", "“Post engaging content regularly.” could stand in anybody's plan: no word in it is yours."),
    ("S306", {"give": "[valuable content]"}, "give", "“valuable content” could stand in anybody's plan: no word in it is yours."),
    ("S306", {"level": "as industry experts"}, "level", "“as industry experts” could stand in anybody's plan: no word in it is yours."),
    ("S307", {"channels": "{x: {how: answer questions, rapport: 0}}"}, "x", "On “x” business may come with the first word."),
    ("S307", {"channels": "{x: {how: pitch our audits}}"}, "x", "You write “pitch our audits” for “x”, and nothing says how well you know a person by then."),
    ("S401", {"give": "[…]"}, "give", "Nothing says what you give to plant managers before you ask for anything."),
    ("S402", {"voices": ""}, "voices", "Nobody is named who speaks."),
    ("S402", {"voices": "[the team]"}, "the team", "“the team” has no face: who is it that plant managers would be talking to?"),
    ("S402", {"voices": "[Larkfield]"}, "Larkfield", "“Larkfield” has no face: who is it that plant managers would be talking to?"),
    ("S403", {"voices": "[Ines Okafor]"}, "Ines Okafor", "Nothing says what Ines Okafor may say without asking anybody."),
    ("S404", {"voices": "[Ines Okafor, Sam Ito]", "channels": "{x: {how: answer}}"}, "x", "Who speaks on “x”: Ines Okafor or Sam Ito?"),
    ("S501", {"evidence": "[everybody is on x]"}, "everybody is on x", "“everybody is on x”: where did you see that happen?"),
    ("S601", {"time": "1 h/week"}, "time", "Your channels want 3 hours a week (linkedin 2 and facebook 1), and you have 1."),
    ("S602", {"review": ""}, "review", "Nothing says when you will look whether this plan is any good."),
    ("S603", {"accept": "{C401: }"}, "C401", "You live with C401, and nothing says why."),
    ("S604", {"accept": "{Z999: a reason}"}, "Z999", "No rule is called Z999, so accepting it changes nothing."),
]  # fmt: skip

SILENT = [
    ("S101", {"objectives": "[join Facebook]"}),
    ("S102", {"objectives": "[{name: linkedin, what: two plant managers ring us}]"}),
    ("S103", {"objectives": "[{name: fame, measure: followers who became clients}]"}),
    ("S103", {"objectives": "[join Facebook]"}),
    ("S104", {"objectives": "[a Twitter strategy]"}),
    ("S105", {"objectives": "[a Twitter strategy]"}),
    ("S106", {"objectives": "[a Twitter strategy]"}),
    ("S201", {"meet": "[{person: Dana Reyes}]"}),
    ("S202", {"meet": "[{segment: bakers, who: {domains: [bakery.example]}}]"}),
    ("S205", {"meet": "[{segment: bakers}]"}),
    ("S302", {"channels": "[x]"}),
    ("S303", {"channels": "[x]"}),
    ("S304", {"channels": "[x]"}),
    ("S305", {"channels": "{x: {focus: people first}, y: {focus: people first}}"}),
    ("S306", {"channels": "{x: {how: content}}"}),
    ("S307", {"channels": "{x: {how: pitch our audits, rapport: 5}}"}),
    ("S307", {"channels": "{x: {how: 'listen, never sell'}}"}),
    ("S402", {"name": "Ines Okafor"}),
    ("S403", {"voices": "[the team]"}),
    ("S404", {"voices": "[Ines Okafor, the team]"}),
    ("S404", {"voices": "[Ines Okafor, Sam Ito]", "channels": "{x: {voice: Sam Ito}}"}),
    ("S601", {"time": "3 h/week"}),
    ("S601", {"channels": ""}),
]


@pytest.mark.parametrize(("code", "keys", "subject", "message"), FIRES)
def test_speaks(code, keys, subject, message):
    about = changed(**keys)
    if code in {"S301", "S404"}:
        about = replace(
            about,
            channels=tuple(
                replace(channel, serves=("audits",) if code == "S404" else ()) for channel in about.channels
            ),
        )
    assert said(code, about) == [(subject, message)]


@pytest.mark.parametrize("code", OF_STRATEGY)
def test_a_sound_strategy_is_left_in_peace(code):
    assert list(rules()[code](strategy(SOUND))) == []


@pytest.mark.parametrize(("code", "keys"), SILENT)
def test_silent(code, keys):
    assert said(code, changed(**keys)) == []


def test_every_rule_speaks_somewhere():
    assert {code for code, *_ in FIRES} == set(OF_STRATEGY)


def test_a_finding_points_at_its_line():
    about = strategy(
        "level: as a neighbour\nreview:\nvoices:\n  - the team\nchannels:\n  x: {how: answer questions}"
    )
    lines = {
        each.code: each.line
        for code in OF_STRATEGY
        for each in rules()[code](about)
        if isinstance(each, Finding)
    }
    assert (lines["S602"], lines["S402"], lines["S301"], lines["S101"]) == (2, 4, 6, None)


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ({"time": ""}, "the strategy does not say how much time you have"),
        ({"channels": "[x]"}, "the strategy does not say how many hours any channel may take"),
    ],
)
def test_hours_cannot_be_compared_with_what_is_not_written(keys, why):
    (advice,) = rules()["S601"](changed(**keys))
    assert isinstance(advice, Skipped)
    assert advice.why == why


def test_what_to_leave_out_is_the_smallest_that_helps():
    (finding,) = rules()["S601"](changed(time="2.5 h/week"))
    assert isinstance(finding, Finding)
    assert finding.next.startswith("Without “facebook” the rest would fit.")


def test_where_no_single_channel_makes_room_the_best_stay():
    (finding,) = rules()["S601"](changed(time="0.5 h/week"))
    assert isinstance(finding, Finding)
    assert finding.next.startswith("Take the hours first from where nobody answers you")


def test_an_empty_strategy_gets_a_handful_of_questions():
    found = [each for code in OF_STRATEGY for each in rules()[code](Strategy())]
    assert [each.code for each in found] == ["S101", "S201", "S203", "S204", "S401", "S402", "S602"]
