"""Who is one person: evidence joins, the user's own word outranks it, and the order of things makes no difference."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from heard.ledger.engines import DuckDB
from heard.ledger.store import Ledger
from heard.model import Export, Profile
from heard.people.decisions import Decision, contradictions, parties, unlike
from heard.people.match import US, resolve

NOW = datetime(2026, 11, 1, tzinfo=UTC)
ADDRESSES = [f"{letter}@x.example" for letter in "abc"]
ACCOUNTS = [f"{network}:{number}" for network in ("linkedin", "x") for number in range(3)]
PROFILES = some.lists(
    some.builds(Profile, account=some.sampled_from(ACCOUNTS), email=some.sampled_from(["", *ADDRESSES])),
    min_size=1,
    max_size=8,
)
HANDLES = [*ACCOUNTS, *(f"email:{address}" for address in ADDRESSES), "x:not in the ledger"]
DECISIONS = some.lists(
    some.builds(
        lambda kind, accounts: Decision(kind, tuple(accounts)),
        some.sampled_from(("same", "different", "split")),
        some.lists(some.sampled_from(HANDLES), min_size=2, max_size=2, unique=True),
    ),
    max_size=5,
).filter(lambda decisions: not list(contradictions(decisions)))


@pytest.fixture(scope="module")
def ledger():
    opened = Ledger(DuckDB(None))
    yield opened
    opened.close()


def known(ledger: Ledger, *imports) -> None:
    """Make the ledger hold what these imports bring, and every address."""
    for each in ledger.imports():
        ledger.undo(each["import_id"])
    for profiles in (*imports, [Profile(account=f"email:{address}") for address in ADDRESSES]):
        bring(ledger, profiles)


def bring(ledger: Ledger, profiles) -> int:
    """One import."""
    name = f"{profiles}"
    done = ledger.add(Export(source="mbox"), profiles, path=name, sha256=name, imported_at=NOW)
    return done.import_id


def persons(ledger: Ledger, decisions=(), me=()) -> set[frozenset[str]]:
    resolve(ledger, me, decisions)
    groups: dict[int, set[str]] = {}
    for person, handle in ledger.rows(
        "select person, handle from people p join accounts a on a.account = p.account"
    ):
        groups.setdefault(person, set()).add(handle)
    return {frozenset(group) for group in groups.values()}


def together(groups: set[frozenset[str]], one: str, other: str) -> bool:
    return any({one, other} <= group for group in groups)


def sam_by_three_exports() -> list[Profile]:
    return [
        Profile(account="linkedin:0", email="a@x.example"),
        Profile(account="x:0", email="a@x.example"),
        Profile(account="x:1", email="b@x.example"),
    ]


def test_an_address_joins_and_the_users_word_joins_further(ledger):
    known(ledger, sam_by_three_exports())
    assert together(persons(ledger), "linkedin:0", "x:0")
    said = persons(ledger, [Decision("same", ("x:0", "email:b@x.example"))])
    assert together(said, "linkedin:0", "x:1")


def test_different_outranks_evidence_that_leads_round_a_corner(ledger):
    known(ledger, sam_by_three_exports())
    said = persons(ledger, [Decision("different", ("linkedin:0", "x:0"))])
    assert not together(said, "linkedin:0", "x:0")
    assert together(said, "email:a@x.example", "linkedin:0")
    assert together(said, "x:1", "email:b@x.example")


def test_split_leaves_out_evidence_and_not_the_users_word(ledger):
    known(ledger, sam_by_three_exports())
    split = Decision("split", ("x:0",))
    assert frozenset({"x:0"}) in persons(ledger, [split])
    joined = persons(ledger, [split, Decision("same", ("x:0", "x:1"))])
    assert frozenset({"x:0", "x:1", "email:b@x.example"}) in joined


def test_the_users_word_reaches_across_an_account_that_is_not_there(ledger):
    known(ledger, sam_by_three_exports())
    bridge = [Decision("same", (one, "x:gone")) for one in ("linkedin:0", "x:1")]
    assert together(persons(ledger, bridge), "linkedin:0", "x:1")


def test_an_account_that_is_said_to_be_ours_is_ours(ledger):
    known(ledger, sam_by_three_exports())
    resolve(ledger, ["x:1"], [Decision("same", ("x:1", "x:0"))])
    ours = ledger.rows(
        "select handle from people p join accounts a on a.account = p.account where person = $us", us=US
    )
    assert {"x:1", "x:0", "linkedin:0"} <= {handle for (handle,) in ours}
    resolve(ledger, ["x:1"], [Decision("different", ("email:b@x.example", "x:1"))])
    ours = ledger.rows(
        "select handle from people p join accounts a on a.account = p.account where person = $us", us=US
    )
    assert ours == [("x:1",)]


@settings(max_examples=12)
@given(PROFILES, DECISIONS)
def test_the_users_word_always_holds(ledger, profiles, decisions):
    known(ledger, profiles)
    there = {handle for (handle,) in ledger.rows("select handle from accounts")}
    said = persons(ledger, decisions)
    party = parties(decisions)
    for one, other in unlike(decisions):
        assert not together(said, one, other)
    for one in there & party.keys():
        for other in there & party.keys():
            if party[one] == party[other]:
                assert together(said, one, other)


@settings(max_examples=4)
@given(PROFILES, PROFILES, DECISIONS, some.randoms())
def test_the_order_of_imports_and_decisions_makes_no_difference(
    ledger, some_profiles, others, decisions, rng
):
    known(ledger, some_profiles, others)
    first = persons(ledger, decisions)
    known(ledger, others, some_profiles)
    assert persons(ledger, rng.sample(decisions, len(decisions))) == first


@settings(max_examples=4)
@given(PROFILES, DECISIONS, some.sampled_from(HANDLES), some.sampled_from(HANDLES))
def test_a_merge_taken_back_leaves_nothing(ledger, profiles, decisions, one, other):
    known(ledger, profiles)
    before, ledger_before = persons(ledger, decisions), ledger.fingerprint()
    persons(ledger, [*decisions, Decision("same", (one, other))])
    assert ledger.fingerprint() == ledger_before
    assert persons(ledger, decisions) == before


@settings(max_examples=4)
@given(PROFILES, PROFILES, DECISIONS)
def test_an_import_taken_back_and_read_again_changes_nothing(ledger, profiles, others, decisions):
    known(ledger, profiles)
    again = bring(ledger, others)
    before, ledger_before = persons(ledger, decisions), ledger.fingerprint()
    if others != profiles:
        ledger.undo(again)
        persons(ledger, decisions)
        bring(ledger, others)
    assert ledger.fingerprint() == ledger_before
    assert persons(ledger, decisions) == before
