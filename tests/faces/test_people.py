"""heard people: everybody in words and as JSON, and the page of one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from heard import api
from heard.model import Export, Interaction, Profile, day_micros

ME = "email:ines@larkfield.example"
SAM = "linkedin:sam-ito"
AS_OF = date(2026, 10, 31)
ORDERS = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202eevil\u2066x"
JOURNAL = """\
2026-10-29 phone     call "Sam Ito" 20m
2026-10-30 email     gave "Sam Ito" the downtime checklist
2026-10-31 phone     call "Dana Reyes"
"""


@pytest.fixture
def heard(heard, home):
    return lambda *words: heard("people", *words, "--home", home)


@pytest.fixture
def home(tmp_path):
    """A home with a journal, a few letters, and no strategy."""
    (tmp_path / "journal.txt").write_text(JOURNAL, "utf-8")
    add(tmp_path, "first", *known())
    return tmp_path


def add(home, name: str, *facts: Interaction | Profile) -> None:
    with api.open(home) as opened:
        opened.ledger.add(
            Export(source="mbox", owner=ME),
            facts,
            path=name,
            sha256=name,
            imported_at=datetime(2026, 11, 1, tzinfo=UTC),
        )


def letter(key: str, days_ago: int, actor: str, to: str, **more) -> Interaction:
    told = {"kind": "mail", "channel": "email", "visibility": "direct", "text": "secret words", "thread": key}
    moment = day_micros(AS_OF - timedelta(days=days_ago)) + 3_600_000_000
    return Interaction(key=key, actor=actor, to=(to,), happened_us=moment, **(told | more))


def known():
    yield Profile(account=ME, name="Ines Okafor", owner=True)
    yield Profile(account=SAM, name="Sam Ito", title="Lead", company="Harrow", email="sam@harrow.example")
    yield Profile(account="email:sam@harrow.example", name="Sam Ito")
    yield letter("1", 10, ME, "email:sam@harrow.example", title="secret subject")
    yield letter("2", 9, "email:sam@harrow.example", ME, title="secret subject")
    yield letter("3", 8, ME, SAM, channel="linkedin", kind="comment", visibility="public", title="Bearings")
    yield Profile(account="email:pia@c.example", name="Pia Moreau", title="Fitter", company="Alder")
    yield Profile(account="linkedin:pia-2", name="Pia Moreau", company="Birch")
    yield letter("4", 40, ME, "email:pia@c.example")
    yield letter("5", 5, "email:stranger@d.example", ME)
    yield letter("6", 5, "email:noreply@shop.example", ME, nature="automatic")


# --- everybody ---


def test_everybody_is_said_by_circle_and_what_is_hidden_is_counted(heard):
    said = heard()
    assert said.code == 0
    assert "seen from 2026-10-31" in said.out
    assert "Warm: as fresh as" in said.out
    assert "Sam Ito, Lead at Harrow: last on 2026-10-30, by email, linkedin and phone" in said.words
    assert said.out.index("Dana Reyes") < said.out.index("Sam Ito") < said.out.index("One-way: you wrote")
    assert "Pia Moreau, Fitter at Alder: last on 2026-09-21, by email" in said.words
    assert "1 person who wrote once and to whom you did not write and 1 robot." in said.words
    assert "stranger@" not in said.out
    assert max(map(len, said.out.splitlines()[:-1])) <= 80


def test_the_rest_of_a_circle_is_counted(heard):
    said = heard("--most", 1)
    assert "Dana Reyes" in said.out
    assert "Sam Ito" not in said.out
    assert "and 1 more, last in touch before these" in said.out


def test_everybody_as_json(heard):
    found = heard("--json").json
    assert found["as_of"] == "2026-10-31"
    assert [each["name"] for each in found["people"]] == ["Dana Reyes", "Sam Ito", "Pia Moreau"]
    assert found["people"][2]["tie"]["state"] == "one-way"
    assert found["people"][2]["tie"]["days"] is None
    assert found["circles"]["warm"] == 2
    assert found["not_shown"] == {"once": 1, "never": 0, "robot": 1}
    assert [each["name"] for each in heard("--json", "--most", 1).json["people"]] == [
        "Dana Reyes",
        "Pia Moreau",
    ]


def test_an_earlier_day_sees_less(heard):
    assert [each["name"] for each in heard("--json", "--as-of", "2026-10-01").json["people"]] == [
        "Pia Moreau"
    ]


def test_nobody_yet_says_what_to_do(heard, home):
    (home / "journal.txt").unlink()
    (home / "heard.duckdb").unlink()
    said = heard()
    assert said.code == 0
    assert "Nobody yet" in said.out
    assert "heard add PATH" in said.out
    assert heard("--json").json["people"] == []


def test_accounts_of_the_strategy_are_ours(heard, home):
    (home / "strategy.yaml").write_text("me: [pia@c.example]\n", "utf-8")
    assert "Pia Moreau" not in heard().out


# --- one person ---


def test_a_person_reads_as_tie_giving_history_accounts(heard):
    said = heard("sam  ITO")
    assert said.code == 0
    assert said.out.startswith("Sam Ito, Lead at Harrow\n")
    assert "Last in touch on 2026-10-30, 1 day before." in said.words
    assert (
        "3 messages from you and 1 from them, 1 meeting, call or visit, on 5 days since 2026-10-21"
        in said.words
    )
    assert (
        "Who gave more cannot be told yet: too little is to be seen. You gave 1 gift; you got nothing"
        in said.words
    )
    assert "2026-10-29 phone call with them" in said.words
    assert "2026-10-22 email mail from them 2026-10-21" in said.words
    assert "linkedin comment from you Bearings" in said.words
    assert "linkedin:sam-ito an export gives it the address sam@harrow.example (imported)" in said.words
    assert "name:sam ito you wrote this name" in said.words
    assert "(you said so)" in said.out


def test_words_that_are_not_public_stay_in_the_ledger(heard):
    for said in (heard("Sam Ito"), heard("Sam Ito", "--json"), heard(), heard("--json")):
        assert "secret" not in said.out
        assert "checklist" not in said.out


def test_a_person_as_json_is_the_contract(heard):
    found = heard("Sam Ito", "--json").json
    assert {"accounts", "tie", "giving", "counts", "history"} <= found.keys()
    assert {"state", "days", "band", "last"} <= found["tie"].keys()
    assert (found["tie"]["state"], found["tie"]["band"], found["tie"]["last"]) == (
        "two-way",
        "warm",
        "2026-10-30",
    )
    assert found["tie"]["days"] == found["tie"]["freshness"]["value"]
    assert found["counts"] == {"contact_days": 5, "sent": 3, "received": 1, "meetings": 1}
    assert found["giving"]["given"] == {"gift": 1}
    assert found["giving"]["received"] == {}
    assert [each["at"] for each in found["history"]] == [
        "2026-10-30", "2026-10-29", "2026-10-23", "2026-10-22", "2026-10-21",
    ]  # fmt: skip
    assert {"id", "at", "channel", "kind", "direction", "title"} == found["history"][0].keys()
    assert {each["provenance"] for each in found["accounts"]} == {"imported", "stated"}


@pytest.mark.parametrize(
    "name", ["sam@harrow.example", "SAM@harrow.example", "linkedin:sam-ito", "name:sam ito"]
)
def test_a_person_is_found_by_any_account(heard, name):
    assert heard(name, "--json").json["name"] == "Sam Ito"


def test_a_name_of_several_lists_them_with_their_company(heard):
    said = heard("Pia Moreau")
    assert said.code == 2
    assert said.out == ""
    assert said.err == (
        "2 people are called “Pia Moreau”: Fitter at Alder (email:pia@c.example); Birch (linkedin:pia-2). "
        "Name one by the account, as in: heard people email:pia@c.example\n"
    )
    assert heard("linkedin:pia-2").out.startswith("Pia Moreau, Birch\n")


def test_a_person_without_a_word_has_no_tie_yet(heard):
    said = heard("linkedin:pia-2")
    assert "No tie yet: not a word was exchanged" in said.words
    assert "nothing that was given between you is to be seen" in said.words
    assert heard("linkedin:pia-2", "--json").json["tie"]["state"] == "none"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("Sam Itto", "did you mean Sam Ito?"),
        ("Dana Reye", "did you mean Dana Reyes?"),
        ("Xyzzy", "see who is there with: heard people"),
        (" ", "see who is there with: heard people"),
    ],
)
def test_nobody_of_that_name_is_2_with_the_nearest(heard, name, hint):
    said = heard(name)
    assert said.code == 2
    assert said.err.endswith(f"{hint}\n")


@pytest.mark.parametrize("name", ["Ines Okafor", "ines@larkfield.example"])
def test_oneself_is_nobody_else(heard, name):
    said = heard(name)
    assert said.code == 2
    assert "is yourself" in said.err


def test_a_robot_has_a_page_and_no_tie(heard):
    said = heard("noreply@shop.example")
    assert "This is a robot and no person" in said.out
    assert "Giving" not in said.out
    assert "their headers say" in said.words
    page = heard("noreply@shop.example", "--json").json
    assert page["apart"] == "robot"
    assert heard("--json").json["robots"] == [
        {"account": "email:noreply@shop.example", "name": "", "what": "robot", "why": page["apart_why"]}
    ]


def test_hostile_names_cannot_reach_the_terminal(heard, home):
    who = f"linkedin:{ORDERS}"
    other = f"x:{ORDERS}"
    add(
        home,
        "hostile",
        Profile(account=who, name=f"[red]Eve{ORDERS}", title=ORDERS, company=ORDERS),
        Profile(account=other, name=f"[red]Eve{ORDERS}"),
        letter("h1", 1, who, ME, channel=f"x{ORDERS}", visibility="public", title=ORDERS),
        letter("h2", 1, ME, who, channel="linkedin", kind="comment", visibility="public", title=ORDERS),
    )
    printed = [heard(), heard(who), heard(f"[red]Eve{ORDERS}"), heard(f"Eva{ORDERS}")]
    assert [each.code for each in printed] == [0, 0, 2, 2]
    assert "[red]Eve" in printed[0].out
    for each in printed:
        shown = (each.out + each.err).replace("\n", "")
        assert not any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in shown)
        assert not set(shown) & set("\u202e\u2066")
    assert heard(who, "--json").out.isascii()


def test_the_balance_is_said_with_its_chance(heard, home):
    (home / "journal.txt").write_text(
        "".join(f'2026-10-{day} email gave "Sam Ito" a hand\n' for day in range(10, 20))
        + "".join(
            f'2026-10-{day} email asked "Dana Reyes" for introduction to "Uli" -> yes\n'
            for day in range(10, 14)
        ),
        "utf-8",
    )
    assert "You gave more than you got; the chance of that is more than 199 in 200." in heard("Sam Ito").words
    said = heard("Dana Reyes").words
    assert "You got more than you gave: you owe; the chance of that is more than 199 in 200." in said
    assert "You gave nothing that shows; you got 4 introductions." in said


def test_a_long_silence_is_named(heard, home):
    days = {"cooling": (0, 14, 44, 53, 73, 85), "lapsed": (0, 1, 2, 3)}
    for who, gaps in days.items():
        account = f"email:{who}@c.example"
        for gap in gaps:
            key = f"{who}{gap}"
            add(
                home,
                key,
                letter(f"{key}i", 130 + gap, account, ME),
                letter(f"{key}o", 130 + gap, ME, account),
            )
    assert "That is a longer silence than is usual between you." in heard("cooling@c.example").words
    assert "That is a silence so long that the tie has most likely lapsed." in heard("lapsed@c.example").words
    said = heard().words
    assert "last on 2026-06-23, by email; a longer silence than is usual between you" in said
    assert "by email; a silence so long that the tie has most likely lapsed" in said


def test_an_even_balance_is_said_as_such(heard, home):
    (home / "journal.txt").write_text(
        "".join(f'2026-10-{day} email gave "Sam Ito" a hand\n' for day in (10, 12, 14))
        + "".join(
            f'2026-10-{day} email asked "Sam Ito" for introduction to "Uli" -> yes\n' for day in (11, 13)
        ),
        "utf-8",
    )
    assert (
        "What you gave and what you got are about even; the chance that you gave more is 5 in 10."
        in heard("Sam Ito").words
    )


def test_connections_without_a_word_are_counted(heard, home):
    connected = letter("c", 3, ME, "linkedin:eve", kind="connection", channel="linkedin")
    add(home, "connections", Profile(account="linkedin:eve", name="Eve"), connected)
    said = heard()
    assert "1 person with whom not a word was exchanged" in said.words
    assert "Eve" not in said.out
