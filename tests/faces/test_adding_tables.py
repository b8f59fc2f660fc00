"""Tables whose columns nobody knows: `heard add --map`, what is remembered of it, and what decides where a file does not."""

from __future__ import annotations

from datetime import date

import pytest

from heard import api
from heard.api.columns import FILE, parse_map, read_columns
from heard.model import HeardError
from heard.reading.archive import open_archive
from heard.sources import plain_tables, recognise

SPENT = "Datum;Kanal;Betrag;Ort\n02.03.2026;linkedin;1.234,50 EUR;Graz\n15.03.2026;tradeshow;40,00 EUR;Wien\n"
MAP = "Datum=day,Kanal=channel,Betrag=amount"


@pytest.fixture
def table(tmp_path):
    def write(text: str, name: str = "ausgaben.csv", encoding: str = "utf-8"):
        path = tmp_path / name
        path.write_text(text, encoding)
        return path

    return write


def facts(home, question: str) -> list:
    with api.open(home) as opened:
        return opened.ledger.rows(question)


def spent(home) -> list:
    return [(day, channel, float(amount)) for day, channel, amount in
            facts(home, "select day, channel, amount from expenses order by day, channel")]  # fmt: skip


def test_an_unknown_table_shows_its_columns_and_what_could_be_meant(heard, home, table):
    path = table(SPENT)
    said = heard("add", path, "--home", home)
    assert said.code == 2
    assert "Its columns are Datum, Kanal, Betrag, Ort." in said.err
    assert "--map" in said.err
    assert "spend: day, channel, amount" in said.err.lower()
    told = heard("add", path, "--home", home, "--json").json
    assert told["columns"] == ["Datum", "Kanal", "Betrag", "Ort"]
    assert told["tables"]["spend"]["needs"] == ["day", "channel", "amount"]
    assert not (home / FILE).exists()


def test_named_columns_are_read_and_remembered(heard, home, table):
    said = heard("add", table(SPENT), "--home", home, "--map", MAP)
    assert said.code == 0, said.err
    assert "Columns that have no name of a field, and were not read: Ort." in " ".join(said.out.split())
    assert spent(home) == [(date(2026, 3, 2), "linkedin", 1234.5), (date(2026, 3, 15), "tradeshow", 40)]
    later = "Betrag;Datum;Kanal;Ort\n5,00 EUR;20.04.2026;linkedin;Graz\n"
    assert heard("add", table(later, "april.csv"), "--home", home).code == 0
    assert spent(home)[-1] == (date(2026, 4, 20), "linkedin", 5)
    assert "map: {Datum: day, Kanal: channel, Betrag: amount}" in (home / FILE).read_text("utf-8")


def test_a_dry_run_remembers_nothing(heard, home, table):
    assert heard("add", table(SPENT), "--home", home, "--map", MAP, "--dry-run").code == 0
    assert not (home / FILE).exists()


def test_columns_are_named_in_a_file_too(heard, home, table, tmp_path):
    named = tmp_path / "named.yaml"
    named.write_text("Datum: day\nKanal: channel\nBetrag: amount\n", "utf-8")
    assert heard("add", table(SPENT), "--home", home, "--map", named).code == 0
    assert len(spent(home)) == 2


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("Datum=day,Kanal=chanel", "No table has a field called chanel"),
        ("Tag=day", "It has no column “Tag”; its columns are Datum, Kanal, Betrag, Ort"),
        ("Datum=day,Kanal=channel", "spend needs amount too"),
        ("Datum=day,Kanal=day,Betrag=amount", "Two columns are named day"),
        ("Datum", "“Datum” names no column"),
        ("money: Datum=day", "Heard has no table called money"),
        ("Datum=day,Betrag=stage,Ort=street", "No one table has all of day, stage, street"),
    ],
)
def test_wrong_names_are_answered_with_what_there_is(heard, home, table, said, why):
    answer = heard("add", table(SPENT), "--home", home, "--map", said)
    assert answer.code == 2
    assert why in answer.err
    assert not (home / FILE).exists()


def test_naming_it_anew_takes_the_earlier_reading_back(heard, home, table):
    path = table("Datum,Kanal,Betrag,Brutto\n2026-03-02,x,10.00 EUR,12.00 EUR\n")
    heard("add", path, "--home", home, "--map", MAP)
    heard("add", path, "--home", home, "--map", "Datum=day,Kanal=channel,Brutto=amount")
    assert spent(home) == [(date(2026, 3, 2), "x", 12)]
    assert len(heard("imports", "--home", home, "--json").json) == 1
    assert len(read_columns(home)) == 1
    assert "nothing new" in heard("add", path, "--home", home).out


@pytest.mark.parametrize("name", sorted(plain_tables()))
def test_every_table_is_read_by_its_source_under_other_names(heard, home, table, name):
    source, plain = plain_tables()[name]
    cells = {
        "day": "2026-03-02", "opened": "2026-03-02", "closed": "2026-04-02", "amount": "12.00 EUR", "hours": "1.5",
        "email": "dana@northwind.example", "sent": "400", "opened_letters": "", "clicked": "10", "bounced": "3",
        "unsubscribed": "1", "cost": "0.80 EUR", "visits": "38", "conversions": "2", "stage": "won", "currency": "EUR",
    }  # fmt: skip
    if name == "campaigns":
        cells["opened"] = "100"
    row = [cells.get(field, f"some {field}") for field in plain.fields]
    header = [f"Spalte {number}" for number in range(len(row))]
    path = table(";".join(header) + "\n" + ";".join(row) + "\n")
    named = ",".join(f"{column}={field}" for column, field in zip(header, plain.fields, strict=True))
    said = heard("add", path, "--home", home, "--map", f"{name}: {named}", "--json")
    assert said.code in (0, 1), said.err
    assert said.json["source"] == source
    assert said.json["new"] > 0


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_names_hold_in_every_encoding(heard, home, table, encoding):
    text = SPENT.replace("Ort", "Örtlichkeit").replace("Wien", "Köln")
    heard("add", table(text, encoding=encoding), "--home", home, "--map", MAP)
    assert len(spent(home)) == 2


def test_a_bad_row_is_told_with_the_line_of_the_file(heard, home, table):
    text = "Unsere Ausgaben\n\n" + SPENT + "irgendwann;x;3,00 EUR;Graz\n"
    heard("add", table(text), "--home", home, "--map", MAP)
    assert [problem["line"] for problem in heard("problems", "--home", home, "--json").json] == [6]


def test_what_nothing_in_a_file_decides_is_asked_and_remembered(heard, home, table):
    text = 'date,channel,amount,currency\n03/04/2026,x,"1,230",EUR\n'
    said = " ".join(heard("add", table(text), "--home", home).out.split())
    assert "add it again with --dates month-first" in said
    assert "add it again with --decimal comma" in said
    assert spent(home) == [(date(2026, 4, 3), "x", 1230)]
    assert heard("add", table(text), "--home", home, "--dates", "month-first", "--decimal", "comma").code == 0
    assert spent(home) == [(date(2026, 3, 4), "x", 1.23)]
    heard("add", table(text.replace("03/04", "05/06"), "more.csv"), "--home", home)
    assert spent(home)[-1][0] == date(2026, 5, 6)
    (kept,) = read_columns(home).values()
    assert (kept.dates, kept.decimal, kept.table) == ("month-first", "comma", "")


def test_what_the_file_itself_says_outranks_the_setting(heard, home, table):
    text = "date,channel,amount,currency\n03/04/2026,x,1.50,EUR\n25/04/2026,x,2.50,EUR\n"
    heard("add", table(text), "--home", home, "--dates", "month-first")
    assert spent(home)[0][0] == date(2026, 4, 3)


def test_a_chat_is_read_by_the_order_that_was_said(heard, home, tmp_path):
    chat = tmp_path / "WhatsApp Chat with Dana Reyes.txt"
    chat.write_text("03/04/2026, 10:00 - Dana Reyes: Hello\n03/04/2026, 10:05 - Ines: Hello\n", "utf-8")
    assert "--dates month-first" in heard("add", chat, "--home", home).out.replace("\n", " ")
    heard("add", chat, "--home", home, "--dates", "month-first")
    days = facts(
        home, "select distinct cast(cast(ts as date) as text) from interactions where kind = 'message'"
    )
    assert days == [("2026-03-04",)]
    assert [said.source for said in read_columns(home).values()] == ["whatsapp"]


def test_the_file_of_names_is_the_users(heard, home, table):
    heard("add", table(SPENT), "--home", home, "--map", MAP)
    path = home / FILE
    path.write_text(path.read_text("utf-8") + "# my own remark\n", "utf-8")
    heard(
        "add",
        table("Wann,Stunden\n2026-03-02,2\n", "h.csv"),
        "--home",
        home,
        "--map",
        "Wann=day,Stunden=hours",
    )
    assert "# my own remark" in path.read_text("utf-8")
    assert {said.table for said in read_columns(home).values()} == {"spend", "hours"}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("- columns: [a, b\n", "line"),
        ("a: b\n", "is no list of tables"),
        ("- table: spend\n", "entry 1 names no columns"),
        ("- {columns: [a], table: money}\n", "names the table “money”"),
        ("- {columns: [a], table: spend, map: {a: stage}}\n", "names the field “stage”"),
        ("- {columns: [a], dates: sometimes}\n", "says dates: sometimes"),
    ],
)
def test_a_file_of_names_that_cannot_be_read_is_named(heard, home, table, text, why):
    (home / FILE).write_text(text, "utf-8")
    said = heard("add", table(SPENT), "--home", home)
    assert said.code == 2
    assert why in said.err


def test_equals_signs_and_colons_in_names_of_columns():
    assert parse_map("a=b=day,c: d=amount") == ("", {"a=b": "day", "c: d": "amount"})
    assert parse_map("spend: a=day") == ("spend", {"a": "day"})
    with pytest.raises(HeardError, match="cannot be read"):
        parse_map("nowhere.yaml")


@pytest.mark.parametrize("name", sorted(plain_tables()))
def test_the_headings_of_a_table_are_claimed_by_its_source_alone(name, tmp_path):
    source, plain = plain_tables()[name]
    path = tmp_path / "table.csv"
    path.write_text(",".join(plain.fields.values()) + "\n" + "," * (len(plain.fields) - 1) + "\n", "utf-8")
    assert [export.source for export in recognise(open_archive(path))] == [source]
