"""What the golden folders do not show: what is not claimed, damage, and bounds."""

from __future__ import annotations

import zipfile

import pytest

from heard.model import Columns, FileSeen, Interaction, Problem
from heard.reading import mail_rows
from heard.reading.archive import open_archive
from heard.sources import mbox

HEADERS = "From: Ada <ada@acme.example>\nTo: bo@werk.example\nSubject: x\nMessage-ID: <{0}@acme.example>\nDate: Mon, 5 Jan 2026 10:00:00 +0000\n"


def message(number, more="", text="Text."):
    return f"From a@b Mon Jan  5 10:00:00 2026\n{HEADERS.format(number)}{more}\n{text}\n\n"


def said(path):
    archive = open_archive(path)
    export = mbox.recognise(archive)
    assert export is not None
    rows, problems, files = [], [], []
    for record in mbox.read(archive, export):
        if isinstance(record, Columns):
            rows += record.table.to_pylist() if record.fact is Interaction else []
        else:
            (problems if isinstance(record, Problem) else files).append(record)
    assert sorted(file.path for file in files) == [member.path for member in archive.members]
    return rows, problems, files


@pytest.mark.parametrize(
    "files",
    [
        {"a.json": "{}"},
        {"a.csv": "From,To\n1,2\n"},
        {"empty.mbox": ""},
        {"a.eml": HEADERS.format(1) + "\nText.", "b.json": "{}", "c.json": "{}"},
        {"popstate.dat": "x"},
    ],
)
def test_what_holds_no_mail_or_little_is_not_claimed(tmp_path, files):
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    assert mbox.recognise(open_archive(tmp_path)) is None


def test_the_owner_is_whom_most_was_delivered_to(tmp_path):
    inbox = tmp_path / "inbox"
    inbox.write_text(
        "".join(message(n, "Delivered-To: bo@werk.example\n") for n in range(3))
        + message(9, "X-Original-To: x@werk.example\n")
    )
    export = mbox.recognise(open_archive(inbox))
    assert export.owner == "email:bo@werk.example"
    assert "3 of the 4 deliveries" in export.notes[0]


def test_no_owner_where_deliveries_disagree_or_are_a_list_s(tmp_path):
    inbox = tmp_path / "inbox"
    inbox.write_text(
        message(1, "Delivered-To: bo@werk.example\n")
        + message(2, "Delivered-To: mailing list x\n")
        + message(3, "Delivered-To: x@werk.example\n")
        + message(4, "Delivered-To: bo@werk.example\nList-Post: <mailto:l@x.example>\n")
        + "From a@b Mon Jan  5 10:00:00 2026\nX-None: x\n\n\n"
    )
    assert mbox.recognise(open_archive(inbox)).owner == ""


def test_a_damaged_zip_gives_what_comes_before(tmp_path):
    path = tmp_path / "mail.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(
            "a.mbox", "".join(message(n, text=f"{n * 7919 % 1000003} " * 90) for n in range(4000))
        )
        packed.writestr("b.bin", bytes(range(256)) * 100)
    raw = bytearray(path.read_bytes())
    middle = len(raw) // 2
    raw[middle : middle + 40] = b"\xff" * 40
    path.write_bytes(bytes(raw))
    rows, problems, files = said(path)
    assert 100 < len(rows) < 4000
    assert "what came before was read" in problems[-1].why
    assert [file.status for file in files] == ["read", "unknown"]


def test_a_file_that_cannot_be_opened_is_named(tmp_path):
    path = tmp_path / "mail.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("a.mbox", message(1))
        packed.writestr("b.mbox", message(2))
    raw = path.read_bytes()
    second = raw.rfind(b"PK\x03\x04")
    path.write_bytes(raw[:second] + b"XX" + raw[second + 2 :])
    rows, problems, files = said(path)
    assert len(rows) == 1
    assert problems[0].path == "b.mbox"
    assert [file.status for file in files] == ["read", "failed"]


def test_chunks(tmp_path, monkeypatch):
    monkeypatch.setattr(mail_rows, "CHUNK", 3)
    path = tmp_path / "a"
    path.write_text("".join(message(n) for n in range(10)))
    rows, _, files = said(path)
    assert [row["key"] for row in rows] == [f"{n}@acme.example" for n in range(10)]
    assert files == [FileSeen(path="a", status="read", rows=10, what="10 messages")]


LIST = "List-Post: <mailto:l@x.example>\nIn-Reply-To: <{0}@acme.example>\n"


@pytest.mark.parametrize("most", [1, 1000])
def test_answers_that_come_before_their_question_wait_for_it(tmp_path, monkeypatch, most):
    monkeypatch.setattr(mail_rows, "MOST_WAITING", most)
    path = tmp_path / "sent"
    path.write_text(
        message(1, LIST.format(2))
        + message(2, "List-Post: <mailto:l@x.example>\n").replace("Ada <ada@", "Bo <bo@")
        + message(3, LIST.format(2))
    )
    rows = {row["key"][0]: row["to"] for row in said(path)[0]}
    known = ["email:bo@acme.example"]
    assert rows == {"1": known if most > 1 else ["email:l@x.example"], "2": ["email:l@x.example"], "3": known}


def test_who_goes_on_from_their_own_message_writes_to_the_list(tmp_path):
    path = tmp_path / "a"
    path.write_text(message(2, "List-Post: <mailto:l@x.example>\n") + message(3, LIST.format(2)))
    assert [row["to"] for row in said(path)[0]] == [["email:l@x.example"]] * 2


@pytest.mark.parametrize(
    ("more", "actor"),
    [
        ("Reply-To: bo@werk.example\n", "email:bo@werk.example"),
        ("X-Original-From: Bo <bo@werk.example>\n", "email:bo@werk.example"),
        ("Reply-To: l@x.example\n", "name:bo lind"),
        ("", "name:bo lind"),
    ],
)
def test_who_writes_behind_a_list(tmp_path, more, actor):
    path = tmp_path / "a"
    path.write_text(
        message(1, "List-Post: <mailto:l@x.example>\n" + more).replace(
            "Ada <ada@acme.example>", "Bo Lind via L <l@x.example>"
        )
    )
    assert said(path)[0][0]["actor"] == actor


def test_thunderbird_s_status_may_be_nonsense(tmp_path):
    path = tmp_path / "a"
    path.write_text(message(1, "X-Mozilla-Status: zzzz\n"))
    assert len(said(path)[0]) == 1
