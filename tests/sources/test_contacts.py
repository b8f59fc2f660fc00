from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.model import FileSeen, Problem, Profile
from heard.reading.archive import open_archive
from heard.reading.vcards import cards, person
from heard.sources import contacts, recognise

HERE = Path(__file__).parent / "contacts"
CASES = sorted(path.parent.name for path in HERE.glob("*/export"))
CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEMAIL:{address}\nEND:VCARD\n"


def everything(path):
    archive = open_archive(path)
    found = contacts.recognise(archive)
    assert found is not None
    return list(contacts.read(archive, found))


def book(tmp_path, text, name="book.vcf"):
    (tmp_path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return tmp_path


def people(path):
    return {one.account: one for one in everything(path) if isinstance(one, Profile)}


def problems(path):
    return [one.why for one in everything(path) if isinstance(one, Problem)]


@pytest.mark.parametrize("case", CASES)
def test_every_file_becomes_exactly_one(case):
    told = [record.path for record in everything(HERE / case / "export") if isinstance(record, FileSeen)]
    assert sorted(told) == [member.path for member in open_archive(HERE / case / "export").members]


@pytest.mark.parametrize("case", CASES)
def test_an_account_is_told_once(case):
    told = [record.account for record in everything(HERE / case / "export") if isinstance(record, Profile)]
    assert len(told) == len(set(told))


def test_a_name_keeps_its_comma(tmp_path):
    book(tmp_path, CARD.format(name="Ferro, Ada", address="ada@acme.example"))
    assert people(tmp_path)["email:ada@acme.example"].name == "Ferro, Ada"


def test_a_comma_that_was_marked_is_not_marked_again(tmp_path):
    book(tmp_path, CARD.format(name="Ferro\\, Ada", address="ada@acme.example"))
    assert people(tmp_path)["email:ada@acme.example"].name == "Ferro, Ada"


def test_two_addresses_of_a_person_are_one_person():
    found = people(HERE / "vcard-3" / "export")
    assert found["email:ada.ferro@home.example"].email == "ada@acme.example"


def test_who_shares_an_address_stays_apart():
    found = people(HERE / "vcard-3" / "export")
    assert found["email:bo@larkfield.example"].email == "bo@larkfield.example"


def test_a_card_in_the_encoding_that_it_names(tmp_path):
    book(
        tmp_path,
        "BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=ISO-8859-2:Łucja Żak\nEND:VCARD\n".encode("iso-8859-2"),
    )
    assert people(tmp_path).keys() == {"name:łucja żak"}


def test_a_card_in_an_encoding_that_there_is_not(tmp_path):
    book(tmp_path, "BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=KLINGON:Zoë\nEND:VCARD\n".encode("cp1252"))
    assert people(tmp_path).keys() == {"name:zoë"}
    assert problems(tmp_path) == [
        "This file is not in UTF-8; it was read as Windows-1252, so look at a name with accents."
    ]


def test_cards_in_utf_16(tmp_path):
    book(tmp_path, CARD.format(name="Zoë", address="zoe@acme.example").encode("utf-16"))
    assert people(tmp_path)["email:zoe@acme.example"].name == "Zoë"


def test_some_damaged_letters_are_told(tmp_path):
    text = (
        CARD.format(name="Zoë Żak", address="zoe@acme.example").encode()
        + CARD.format(name="Bo", address="").encode()
    )
    book(tmp_path, text.replace(b"Bo", b"B\xff"))
    assert problems(tmp_path) == ["Some letters in this file are damaged and show as \ufffd."]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("N:Ferro;Ada;Maria;Dr.;", "Dr. Ada Maria Ferro"),
        ("N:;;;;\nNICKNAME:Addie", "Addie"),
        ("N:;;;;\nORG:Acme;Research", "Acme"),
    ],
)
def test_a_card_without_the_name_that_is_shown(written, name):
    (card,) = cards(f"BEGIN:VCARD\nVERSION:3.0\n{written}\nEND:VCARD\n")
    assert person(card).name == name


def test_a_picture_of_old_is_cut_out_with_all_its_lines():
    (card,) = cards(
        "BEGIN:VCARD\nVERSION:2.1\nPHOTO;JPEG;ENCODING=BASE64:\nabcd/+==\n abcd\n\nFN:Ada\nEND:VCARD\n"
    )
    assert card.lines == ["BEGIN:VCARD", "VERSION:2.1", "FN:Ada", "END:VCARD"]


@pytest.mark.parametrize("chat", ["_chat.txt", "result.json", "messages.html"])
def test_cards_that_were_sent_in_a_chat_are_not_an_address_book(tmp_path, chat):
    book(tmp_path, CARD.format(name="Ada", address="ada@acme.example"))
    (tmp_path / chat).write_text("words of a chat")
    assert contacts.recognise(open_archive(tmp_path)) is None


def test_a_takeout_with_mail_belongs_to_the_mail(tmp_path):
    mail = b"From a@x.example Sun Mar 22 02:19:17 2026\nFrom: a@x.example\nTo: b@x.example\nSubject: Hi\n\nHello\n"
    with zipfile.ZipFile(tmp_path / "takeout.zip", "w") as packed:
        packed.writestr("Takeout/Mail/All mail", mail)
        packed.writestr(
            "Takeout/Contacts/All Contacts.vcf", CARD.format(name="Ada", address="ada@acme.example")
        )
    assert [export.source for export in recognise(open_archive(tmp_path / "takeout.zip"))] == ["mbox"]


def test_a_packed_card_that_is_damaged_costs_its_file(tmp_path):
    path = tmp_path / "takeout.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("good.vcf", CARD.format(name="Ada", address="ada@acme.example"))
        packed.writestr("long.vcf", CARD.format(name="Bo", address="bo@acme.example") * 2000)
        packed.writestr("short.vcf", CARD.format(name="Cy", address="cy@acme.example"))
    content = path.read_bytes()
    path.write_bytes(
        content[: content.rindex(b"FN:Bo")]
        + b"FN:Xx"
        + content[content.rindex(b"FN:Bo") + 5 :].replace(b"FN:Cy", b"FN:Yy", 1)
    )
    seen = {one.path: one.status for one in everything(path) if isinstance(one, FileSeen)}
    assert seen == {"good.vcf": "read", "long.vcf": "failed", "short.vcf": "failed"}
    assert people(path).keys() == {"email:ada@acme.example"}


def test_a_book_larger_than_any_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(contacts, "MOST_BYTES", 10)
    book(tmp_path, CARD.format(name="Ada", address="ada@acme.example"))
    assert [one.status for one in everything(tmp_path) if isinstance(one, FileSeen)] == ["failed"]


@settings(max_examples=150)
@given(st.lists(st.text('AEFN:;,=\\"\n \tQP.é-@1', max_size=30), max_size=5))
def test_whatever_stands_between_two_cards_costs_only_itself(tmp_path_factory, lines):
    tmp_path = tmp_path_factory.mktemp("book")
    first, last = (CARD.format(name=name, address=f"{name}@acme.example") for name in ("ada", "bo"))
    book(tmp_path, f"{first}BEGIN:VCARD\nVERSION:2.1\n" + "\n".join(lines) + f"\nEND:VCARD\n{last}")
    assert {"email:ada@acme.example", "email:bo@acme.example"} <= people(tmp_path).keys()
