"""Who is proposed as one person, with what reasons, and who is not."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from heard.ledger.engines import DuckDB
from heard.ledger.store import Ledger
from heard.model import Export, Interaction, Profile
from heard.people.apart import set_apart
from heard.people.decisions import Decision
from heard.people.match import resolve
from heard.people.propose import proposals
from heard.people.view import look
from heard.strategy import Strategy

NOW = datetime(2026, 11, 1, tzinfo=UTC)
ME = "email:ines@larkfield.example"


def letter(key: str, actor: str, *to: str) -> Interaction:
    return Interaction(key=key, kind="mail", channel="email", actor=actor, to=to, happened_us=1)


@pytest.fixture
def asked():
    """Ask for proposals among a hundred strangers and these."""
    ledgers = []

    def ask(*facts, decisions=(), **options):
        ledger = Ledger(DuckDB(None))
        ledgers.append(ledger)
        strangers = [
            Profile(
                account=f"linkedin:{number}",
                name=f"Given{number * 37 % 91} Family{number * 53 % 97}",
                company=f"Firm {number % 31}",
            )
            for number in range(100)
        ]
        ledger.add(
            Export(source="mbox", owner=ME),
            [Profile(account=ME, name="Ines Okafor", owner=True), *strangers, *facts],
            path="a",
            sha256="a",
            imported_at=NOW,
        )
        resolve(ledger, (), decisions)
        set_apart(ledger)
        look(ledger, Strategy(), 2)
        before = ledger.fingerprint()
        found, count = proposals(ledger, decisions, **options)
        assert ledger.fingerprint() == before
        assert count >= len(found)
        return {frozenset((each.one.account, each.other.account)): each for each in found}

    yield ask
    for ledger in ledgers:
        ledger.close()


SAM = Profile(account="linkedin:sam", name="Sam Ito", title="Lead", company="Harrow Lane")
PAIR = frozenset(("linkedin:sam", "email:sam.ito@harrowlane.example"))


def test_a_name_and_an_address_at_the_employer_are_proposed_with_both_reasons(asked):
    found = asked(SAM, Profile(account="email:sam.ito@harrowlane.example", name="Ito, Sam"))[PAIR]
    assert found.reasons == ("the same name", "the same employer")
    assert found.against == ()
    assert {found.one.name, found.other.name} == {"Sam Ito", "Ito, Sam"}


def test_an_address_that_spells_a_name_bears_it(asked):
    assert PAIR in asked(SAM, Profile(account="email:sam.ito@harrowlane.example"))


@pytest.mark.parametrize(
    "other",
    [
        Profile(account="x:1", name="Sam Ito"),
        Profile(account="x:samito", name="Sam Ito"),
        Profile(account="email:sam.ito@gmail.com", name="Sam Ito"),
        Profile(account="x:1", name="Sam Ito", title="Lead"),
        Profile(account="x:1", name="Sam Ito", company="Birch"),
    ],
    ids=["a name", "a name as account", "a name as address", "a title too", "another employer"],
)
def test_a_name_alone_proposes_nobody(asked, other):
    assert asked(SAM, other) == {}


def test_colleagues_of_one_surname_are_not_proposed(asked):
    assert asked(SAM, Profile(account="x:1", name="Mia Ito", company="Harrow Lane")) == {}


def test_a_short_form_of_the_first_name_is_said(asked):
    found = asked(SAM, Profile(account="x:1", name="Samuel Ito", company="Harrow Lane"))
    (one,) = found.values()
    assert one.reasons[0] == "the same surname, and one first name is the short form of the other"


def test_an_account_name_that_is_no_form_of_the_name_counts(asked):
    found = asked(
        Profile(account="x:@boltfan77", name="Sam Ito"), Profile(account="github:boltfan77", name="Sam Ito")
    )
    (one,) = found.values()
    assert one.reasons == ("the same name", "an account of the same name on two networks")


def test_people_to_whom_both_wrote_are_named(asked):
    others = [f"email:{name}@x.example" for name in ("ana.li", "bo.xu", "cy.dee")]
    profiles = [
        Profile(account=each, name=name)
        for each, name in zip(others, ("Ana Li", "Bo Xu", "Cy Dee"), strict=True)
    ]
    one, other = "email:sam@old.example", "email:ito@gmail.com"
    letters = [letter(f"{who}{to}", who, to, ME) for who in (one, other) for to in others]
    found = asked(
        Profile(account=one, name="Sam Ito"), Profile(account=other, name="Sam Ito"), *profiles, *letters
    )
    assert "both wrote with Ana Li, Bo Xu and Cy Dee" in found[frozenset((one, other))].reasons


def test_two_accounts_on_one_network_speak_against_it(asked):
    (found,) = asked(SAM, Profile(account="linkedin:sam-2", name="Sam Ito", company="Harrow Lane")).values()
    assert found.against == ("two accounts on one network",)


def test_who_is_decided_about_is_not_proposed_again(asked):
    mail = Profile(account="email:sam.ito@harrowlane.example", name="Sam Ito")
    for word in ("same", "different"):
        assert asked(SAM, mail, decisions=[Decision(word, tuple(sorted(PAIR)))]) == {}


def test_ourselves_and_robots_are_not_proposed(asked):
    again = Profile(account="linkedin:ines", name="Ines Okafor", company="Larkfield")
    bots = [Profile(account=f"email:bot.one@{place}.harrow.example", name="Bot One") for place in ("a", "b")]
    sent = [
        Interaction(
            key=each.account, kind="mail", channel="email", actor=each.account, to=(ME,), nature="automatic"
        )
        for each in bots
    ]
    assert asked(again, *bots, *sent) == {}


def test_only_one_person_and_only_so_many_can_be_asked_for(asked):
    doubles = [
        Profile(account=f"{network}:{name}", name=f"{name} Ito", company=f"Yard {name}")
        for network in ("x", "github")
        for name in ("Ana", "Bo")
    ]
    assert len(asked(*doubles)) == 2
    assert len(asked(*doubles, most=1)) == 1
