"""Imports and undo, on every engine."""

from __future__ import annotations

from datetime import timedelta

import pytest
from world import ENGINES, EXPORT, TAKEN, facts

from heard.ledger import store
from heard.ledger.schema import MIGRATIONS
from heard.ledger.store import Ledger
from heard.model import Export, FileSeen, Interaction, Problem, Profile

EARLIER = Export(source="world", owner=EXPORT.owner, taken_at=TAKEN - timedelta(days=90))


def add(ledger, records, name, export=EXPORT, **options):
    return ledger.add(export, records, path=name, sha256=name, imported_at=TAKEN, **options)


@pytest.mark.parametrize("engine", ENGINES)
def test_undo_is_exact(empty_ledger, engine):
    ledger = empty_ledger(engine)
    empty = ledger.fingerprint()
    first = add(
        ledger, [*facts(1), FileSeen(path="a", status="read"), Problem(path="a", why="bad", line=3)], "first"
    )
    alone = ledger.fingerprint()
    second = add(ledger, facts(2), "second")
    assert ledger.fingerprint() not in (empty, alone)
    ledger.undo(second.import_id)
    assert ledger.fingerprint() == alone
    ledger.undo(first.import_id)
    assert ledger.fingerprint() == empty


@pytest.mark.parametrize("engine", ENGINES)
def test_order_of_imports_does_not_matter(empty_ledger, engine):
    newer = [said("1", "edited"), said("2", "same"), said("3", "new")]
    older = [said("1", "first"), said("2", "same"), said("0", "gone")]
    prints = []
    for turn in (1, -1):
        ledger = empty_ledger(engine)
        for records, name, export in [(older, "older", EARLIER), (newer, "newer", EXPORT)][::turn]:
            add(ledger, records, name, export)
        assert ledger.rows("select key, text from interactions order by key") == [
            ("0", "gone"),
            ("1", "edited"),
            ("2", "same"),
            ("3", "new"),
        ]
        prints.append(ledger.fingerprint())
    assert prints[0] == prints[1]


@pytest.mark.parametrize("engine", ENGINES)
def test_undo_of_the_newer_brings_the_older_back(empty_ledger, engine):
    ledger = empty_ledger(engine)
    add(ledger, [said("1", "first")], "older", EARLIER)
    newer = add(ledger, [said("1", "edited")], "newer")
    assert (newer.new, newer.known) == (0, 1)
    ledger.undo(newer.import_id)
    assert ledger.rows("select text from interactions") == [("first",)]


@pytest.mark.parametrize("engine", ENGINES)
def test_the_same_export_adds_nothing(empty_ledger, engine):
    ledger = empty_ledger(engine)
    first = add(ledger, facts(), "first")
    before = ledger.fingerprint()
    again = add(ledger, iter(()), "first")
    assert again.again
    assert (again.new, again.known) == (0, first.new)
    assert ledger.fingerprint() == before
    repacked = add(ledger, facts(), "repacked")
    assert (repacked.new, repacked.known) == (0, first.new)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_failed_import_leaves_nothing(empty_ledger, engine):
    ledger = empty_ledger(engine)
    before = ledger.fingerprint()

    def breaking():
        yield from facts()
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="disk"):
        add(ledger, breaking(), "first")
    assert ledger.fingerprint() == before
    assert add(ledger, facts(), "first").new


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("records", [[], [FileSeen(path="a", status="unknown")]])
def test_an_export_without_facts_is_not_kept(empty_ledger, engine, records):
    ledger = empty_ledger(engine)
    before = ledger.fingerprint()
    assert add(ledger, records, "empty").read == 0
    assert ledger.fingerprint() == before


@pytest.mark.parametrize("engine", ENGINES)
def test_a_dry_run_is_not_kept(empty_ledger, engine):
    ledger = empty_ledger(engine)
    before = ledger.fingerprint()
    assert add(ledger, facts(), "dry", keep=False).new
    assert ledger.fingerprint() == before


@pytest.mark.parametrize("engine", ENGINES)
def test_a_fact_met_twice_in_one_export_counts_once(empty_ledger, engine):
    ledger = empty_ledger(engine)
    twice = add(
        ledger,
        [
            said("1", "copy in the inbox"),
            *(said(str(n), "") for n in range(2, 9)),
            said("1", "copy in the archive"),
        ],
        "mail",
    )
    assert twice.new == 8
    assert ledger.rows("select text from interactions where key = '1'") == [("copy in the inbox",)]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_file_that_goes_on_is_replaced(empty_ledger, engine):
    ledger = empty_ledger(engine)
    book = Export(source="journal", replaces=True)
    ledger.add(book, [said("1", "a"), said("2", "b")], path="journal.txt", sha256="1", imported_at=TAKEN)
    later = ledger.add(
        book, [said("1", "a"), said("3", "c")], path="journal.txt", sha256="2", imported_at=TAKEN
    )
    assert (later.new, later.known) == (1, 1)
    assert ledger.rows("select key from interactions order by key") == [("1",), ("3",)]
    assert len(ledger.imports()) == 1


@pytest.mark.parametrize("engine", ENGINES)
def test_a_file_that_was_emptied_takes_its_facts_along(empty_ledger, engine):
    ledger = empty_ledger(engine)
    book = Export(source="journal", replaces=True)
    ledger.add(book, [said("1", "a")], path="journal.txt", sha256="1", imported_at=TAKEN)
    ledger.add(
        book, [FileSeen(path="journal.txt", status="read")], path="journal.txt", sha256="2", imported_at=TAKEN
    )
    assert ledger.rows("select count(*) from interactions") == [(0,)]


@pytest.mark.parametrize("engine", ENGINES)
def test_an_address_book_is_kept_for_its_people(empty_ledger, engine):
    ledger = empty_ledger(engine)
    people = [
        Profile(account="email:a@b.example", name="Ada"),
        Profile(account="email:c@d.example", name="Cy"),
    ]
    first = add(ledger, people, "book")
    assert (first.new, first.known) == (2, 0)
    again = add(ledger, [*people, Profile(account="email:e@f.example", name="Eve")], "newer book")
    assert (again.new, again.known) == (1, 2)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_ledger_of_an_older_heard_is_brought_up_to_date(empty_ledger, engine, monkeypatch):
    with monkeypatch.context() as earlier:
        earlier.setattr(store, "MIGRATIONS", MIGRATIONS[:1])
        older = empty_ledger(engine)
    older.script("insert into problems values (1, 'a', 3, 'kept')")
    ledger = Ledger(older._engine)
    assert ledger.rows("select why from problems") == [("kept",)]
    assert ledger.rows("select max(version) from schema_version") == [(len(MIGRATIONS),)]
    counted = ledger.rows("select count(*) from traffic")
    added = add(ledger, facts(), "first")
    assert added.new
    assert ledger.rows("select count(*) from traffic") > counted
    ledger.undo(added.import_id)
    assert ledger.rows("select count(*) from traffic") == counted


@pytest.mark.parametrize("engine", ENGINES)
def test_every_column_says_what_it_means(empty_ledger, engine):
    ledger = empty_ledger(engine)
    question = {
        "duckdb": """
            select table_name, column_name from duckdb_columns()
            where comment is null and database_name = 'ledger' and table_name <> 'schema_version'
                and table_name not in (select view_name from duckdb_views())
        """,
        "postgres": """
            select c.relname, a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
            where c.relkind = 'r' and n.nspname = 'public' and a.attnum > 0 and c.relname <> 'schema_version'
                and col_description(c.oid, a.attnum) is null
        """,
    }[engine]
    assert ledger.rows(question) == []


@pytest.mark.parametrize("engine", ENGINES)
def test_a_ledger_of_an_earlier_version_is_brought_up_to_date(empty_ledger, engine, monkeypatch):
    with monkeypatch.context() as earlier:
        earlier.setattr(store, "MIGRATIONS", MIGRATIONS[:1])
        old = empty_ledger(engine)
    old.rows(
        "insert into effort_rows values (1, 1, 1, 'journal', 'k', cast('2026-01-01' as date), 'email', 1.5, '')"
    )
    new = Ledger(old._engine)
    assert new.rows("select hours, labels from efforts") == [(1.5, "")]


def said(key: str, text: str) -> Interaction:
    return Interaction(
        key=key,
        kind="mail",
        channel="email",
        actor="email:a@b.example",
        to=("email:c@d.example",),
        happened_us=1,
        text=text,
    )
