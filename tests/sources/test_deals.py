from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heard.ledger.engines import DuckDB
from heard.ledger.store import Ledger
from heard.model import Expense, FileSeen, Outcome, Problem, Profile
from heard.reading.archive import open_archive
from heard.reading.deal_words import channel_of, currency_in, order_in, person_of, stage_of
from heard.sources import deals, recognise

OWN = ["deal", "person", "channel", "opened", "closed", "stage", "amount", "currency"]
CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0"), max_size=12)


def read(folder, **files):
    for name, content in files.items():
        (folder / f"{name}.csv").write_bytes(content.encode() if isinstance(content, str) else content)
    archive = open_archive(folder)
    (export,) = recognise(archive)
    assert export.source == "deals"
    return list(deals.read(archive, export))


def every(records, kind):
    return [record for record in records if isinstance(record, kind)]


def table(rows, names=OWN):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([names, *rows])
    return out.getvalue()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    rows=st.lists(st.lists(CELL, min_size=8, max_size=8), max_size=6),
    kind=st.sampled_from(["own", "spend", "stripe"]),
)
def test_whatever_stands_in_the_cells_is_read_or_told(tmp_path, rows, kind):
    names = {
        "own": OWN,
        "spend": ["date", "channel", "amount", "currency", "note", "a", "b", "c"],
        "stripe": [
            "id",
            "Created (UTC)",
            "Amount",
            "Amount Refunded",
            "Currency",
            "Status",
            "Mode",
            "Customer Email",
        ],
    }[kind]
    records = read(tmp_path, table=table(rows, names))
    (seen,) = every(records, FileSeen)
    assert seen.rows <= len(rows)
    facts = every(records, Outcome) + every(records, Expense)
    assert facts or every(records, Problem) or not seen.rows or "left out" in seen.what
    assert len({fact.key for fact in facts}) == len(facts)


def test_the_order_of_rows_changes_no_key(tmp_path):
    rows = [[f"D{at}", "", "email", "2026-01-05", "2026-02-01", "won", "10", "EUR"] for at in range(5)]
    forward = every(read(tmp_path, table=table(rows)), Outcome)
    back = every(read(tmp_path, table=table(rows[::-1])), Outcome)
    assert {step.key: step for step in forward} == {step.key: step for step in back}


def test_deals_without_an_id_are_told_apart_by_what_they_say(tmp_path):
    names = ["Opportunity Name", "Stage", "Created Date", "Close Date"]
    row = ["Refit", "Closed Won", "2026-01-05", "2026-02-01"]
    steps = every(read(tmp_path, report=table([row, row], names)), Outcome)
    assert [step.deal for step in steps] == [
        "salesforce:Refit/2026-01-05", "salesforce:Refit/2026-01-05",
        "salesforce:Refit/2026-01-05#2", "salesforce:Refit/2026-01-05#2",
    ]  # fmt: skip


def test_utf_16_with_tabs_and_a_pipeline_column_of_money(tmp_path):
    names = ["Opportunity ID", "Opportunity Name", "Stage", "Amount", "Close Date", "Created Date"]
    row = ["006A", "Größe", "Closed Won", "EUR 12.500,00", "31.07.2026", "04.05.2026"]
    text = "\n".join("\t".join(cells) for cells in (names, row))
    (lead, won) = every(read(tmp_path, report=text.encode("utf-16")), Outcome)
    assert (lead.day, won.day) == (date(2026, 5, 4), date(2026, 7, 31))
    assert (won.amount, won.currency, won.note) == (Decimal("12500.00"), "EUR", "Größe")


def test_two_currencies_in_one_row_are_never_mixed(tmp_path):
    row = ["D1", "", "email", "2026-01-05", "2026-02-01", "won", "£10.00", "EUR"]
    records = read(tmp_path, table=table([row]))
    assert {(step.amount, step.currency) for step in every(records, Outcome)} == {(None, "")}
    assert ["one currency" in problem.why for problem in every(records, Problem)] == [True]


def test_amounts_without_a_currency_are_counted_and_left_out(tmp_path):
    rows = [[f"D{at}", "", "email", "2026-01-05", "2026-02-01", "won", "10"] for at in range(3)]
    records = read(tmp_path, table=table(rows, OWN[:-1]))
    assert {step.amount for step in every(records, Outcome)} == {None}
    assert [problem.why for problem in every(records, Problem)] == [
        "Amounts of this file (3) name no currency and were left out; add a column of the currency."
    ]


def test_payments_without_the_column_mode_are_doubted(tmp_path):
    names = ["id", "Created (UTC)", "Amount", "Amount Refunded", "Currency"]
    rows = [
        ["ch_1", "2026-01-05 10:00:00", "399.00", "100.00", "eur"],
        ["po_1", "2026-01-06 10:00:00", "5.00", "", "eur"],
    ]
    records = read(tmp_path, payments=table(rows, names))
    assert [(step.key, step.amount) for step in every(records, Outcome)] == [
        ("stripe:ch_1:won", Decimal("299.00"))
    ]
    assert ["no column Mode" in problem.why for problem in every(records, Problem)] == [True]
    assert "payouts and balance entries (1)" in every(records, FileSeen)[0].what


def test_only_what_is_written_by_hand_is_replaced_by_its_next_reading(tmp_path):
    (tmp_path / "deals.csv").write_text(table([]))
    assert recognise(open_archive(tmp_path))[0].replaces
    (tmp_path / "payments.csv").write_text("id,Created (UTC),Amount,Mode\n")
    assert not recognise(open_archive(tmp_path))[0].replaces


def test_a_person_is_told_once(tmp_path):
    rows = [[f"D{at}", "Dana Reyes", "email", "2026-01-05", "", "lead", "", ""] for at in range(3)]
    assert every(read(tmp_path, table=table(rows)), Profile) == [
        Profile(account="name:dana reyes", name="Dana Reyes")
    ]


@pytest.mark.parametrize(
    ("source", "detail", "channel"),
    [
        ("LinkedIn", "", "linkedin"), ("Organic social", "", "social"), ("Organic social", "LinkedIn", "linkedin"),
        ("PAID_SOCIAL", "Twitter", "x"), ("Trade show", "", "tradeshow"), ("E-mail", "", "email"), ("Referral", "Ada", "referral"),
        ("Referrals", "", "referrals"), ("  Podcast   Guests ", "", "podcast guests"), ("", "", "unknown"),
    ],
)  # fmt: skip
def test_channels(source, detail, channel):
    assert channel_of(source, detail) == channel


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        ("Closed won (Sales Pipeline)", "won"), ("closedlost", "lost"), ("Closed - Won", "won"), ("Lost: price", "lost"),
        ("Wonderful", "lead"), ("To be won", "lead"), ("", "lead"),
    ],
)  # fmt: skip
def test_stages(words, stage):
    assert stage_of(words) == stage


def test_persons_and_currencies():
    assert person_of("Dana Reyes (Dana@acme.example); Bo") == (
        "email:dana@acme.example",
        "Dana Reyes",
        "dana@acme.example",
    )
    assert person_of("") == (None, "", "")
    assert [currency_in(cell) for cell in ("5 €", "US$5", "A$5", "¥5", "5", "CHF 5")] == [
        "EUR",
        "USD",
        "",
        "",
        "",
        "CHF",
    ]


@pytest.mark.parametrize(
    ("columns", "pairs", "day_first", "sure"),
    [
        ([[(3, 4, 2026), (25, 4, 2026)]], [], True, True),
        ([[(3, 4, 2026), (4, 25, 2026)]], [], False, True),
        ([[(3, 4, 2026), (2, 5, 2026)]], [((3, 4, 2026), (2, 5, 2026))], True, True),
        (
            [[(5, 1, 2026), (1, 2, 2026), (6, 3, 2026), (2, 4, 2026), (4, 5, 2026), (3, 6, 2026)]],
            [],
            True,
            True,
        ),
        ([[(1, 9, 2026), (2, 8, 2026), (3, 7, 2026)]], [], True, False),
        ([[(2026, 1, 9), (5, 5, 2026)]], [], True, True),
        ([[(25, 4, 2026), (4, 25, 2026), (3, 4, 2026)]], [], True, False),
    ],
)
def test_day_or_month_first(columns, pairs, day_first, sure):
    found = order_in(columns, pairs)
    assert (found.day_first, found.sure) == (day_first, sure)


@pytest.mark.parametrize(
    ("amount", "kept"),
    [
        ("1" + "0" * 15, None),
        ("9" * 40 + ".00", None),
        ("1.23456789", "1.23"),
        ("5.500", "5500"),
        ("7.1000", "7.10"),
        ("0.005", "0.00"),
    ],
)
def test_every_amount_fits_the_ledger(tmp_path, amount, kept):
    ledger = Ledger(DuckDB(None))
    try:
        rows = [[f"D{at}", "", "email", "2026-01-05", "2026-02-01", "won", amount, "EUR"] for at in range(2)]
        rows.append(["D9", "", "email", "2026-01-05", "2026-02-01", "won", amount[:1], "EUR"])
        (tmp_path / "deals.csv").write_text(table(rows))
        archive = open_archive(tmp_path)
        (export,) = recognise(archive)
        records = list(deals.read(archive, export))
        added = ledger.add(
            export, records, path="deals.csv", sha256="1", imported_at=datetime(2026, 11, 1, tzinfo=UTC)
        )
    finally:
        ledger.close()
    assert added.new == 6
    assert [step.amount for step in every(records, Outcome)][1] == (Decimal(kept) if kept else None)
    if amount != "7.1000":
        assert added.problems
