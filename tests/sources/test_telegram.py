from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from heard.model import FileSeen, Interaction, Problem
from heard.reading import telegram_runs
from heard.reading.archive import open_archive
from heard.sources import telegram

WHOLE = (
    Path(__file__).parent / "telegram" / "whole-account" / "export" / "DataExport_2024-03-15" / "result.json"
)


def read(path):
    archive = open_archive(path)
    export = telegram.recognise(archive)
    assert export is not None
    return list(telegram.read(archive, export))


def keys(records):
    return [record.key for record in records if isinstance(record, Interaction)]


@pytest.fixture(scope="module")
def everything():
    return read(WHOLE)


@pytest.fixture(params=["whole", "in runs"])
def size(request, monkeypatch):
    """A file that is decoded whole, and one that is too large for it."""
    if request.param == "in runs":
        monkeypatch.setattr(telegram_runs, "WHOLE", 0)
        monkeypatch.setattr(telegram_runs, "BLOCK", 900)


@pytest.mark.usefixtures("size")
def test_a_file_that_breaks_off_anywhere_loses_its_end_only_and_says_so(tmp_path, everything):
    content = WHOLE.read_bytes()
    path = tmp_path / "result.json"
    start = content.index(b'"user_id"')
    found = 0
    for end in range(start + 20, len(content) - 2, 97):
        path.write_bytes(content[:end])
        records = read(path)
        assert keys(everything)[: len(keys(records))] == keys(records)
        assert len(keys(records)) >= found
        found = len(keys(records))
        assert any(isinstance(record, Problem) for record in records)
        assert len([record for record in records if isinstance(record, FileSeen)]) == 1
    assert found == len(keys(everything))


def test_a_chat_by_itself_has_the_keys_that_it_has_in_the_whole(tmp_path, everything):
    chats = json.loads(WHOLE.read_bytes())["chats"]["list"]
    path = tmp_path / "result.json"
    for chat in chats:
        path.write_text(json.dumps(chat))
        assert set(keys(read(path))) <= set(keys(everything))


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"messages": []}',
        '{"participants": [{"name": "Ada"}], "messages": [{"sender_name": "Ada"}], "thread_type": "Regular"}',
        '{"type": "personal_chat"}',
        "<!doctype html><title>Other</title>",
        "type: personal_chat",
    ],
)
def test_other_files_are_not_telegrams(tmp_path, content):
    path = tmp_path / "result.json"
    path.write_text(content)
    assert telegram.recognise(open_archive(path)) is None


def test_words_that_look_like_a_message_are_words(tmp_path):
    text = '[{"id": 9, "type": "message", "text": "no"}] \\x41'
    chat = {
        "name": "Ben",
        "type": "personal_chat",
        "id": 2,
        "messages": [{"id": 1, "type": "message", "date_unixtime": "1", "from_id": "user2", "text": text}],
    }
    path = tmp_path / "result.json"
    path.write_text(json.dumps(chat)[:-1])
    assert [r.text for r in read(path) if isinstance(r, Interaction)] == [text]


def spoilt_zip(path, name, content, others=()):
    """A zip in which the last bytes of one file were changed after it was packed."""
    with zipfile.ZipFile(path, "w") as packed:
        for other, inside in others:
            packed.writestr(other, inside)
        packed.writestr(name, content)
    path.write_bytes(path.read_bytes().replace(b"SPOIL", b"SPILT"))
    return path


def chat(*messages):
    return {"name": "Ben", "type": "personal_chat", "id": 2, "messages": [*messages]}


def said(number, text="", **more):
    return {"id": number, "type": "message", "date_unixtime": "1", "from_id": "user2", "text": text, **more}


@pytest.mark.usefixtures("size")
def test_a_broken_message_costs_itself_and_is_named_by_its_line(tmp_path):
    path = tmp_path / "result.json"
    messages = [said(number, f"Pump {number}.") for number in range(60)]
    lines = json.dumps(chat(*messages), indent=1).splitlines()
    at = next(number for number, line in enumerate(lines) if '"id": 31,' in line)
    lines[at + 2] = '   "date_unixtime": "1" "spoilt",'
    path.write_text("\n".join(lines))
    records = read(path)
    assert keys(records) == [f"2:{number}" for number in range(60) if number != 31]
    assert {r.line for r in records if isinstance(r, Problem) and r.line} <= {1, at, at + 1}


@pytest.mark.usefixtures("size")
def test_messages_in_a_chat_of_a_new_kind_are_not_those_of_the_chat_before(tmp_path):
    path = tmp_path / "result.json"
    new = {"name": "Lift", "type": "elevator", "id": 3, "messages": [said(number) for number in range(30)]}
    path.write_text(
        json.dumps({"chats": {"about": "", "list": [chat(said(1)), new, {**chat(said(2)), "id": 4}]}})
    )
    records = read(path)
    assert keys(records) == ["2:1", "4:2"]
    assert any("elevator" in r.why for r in records if isinstance(r, Problem))


def test_a_damaged_zip_is_said(tmp_path):
    content = json.dumps(chat(said(1, "x" * 200_000), said(2, "SPOIL")))
    records = read(spoilt_zip(tmp_path / "export.zip", "result.json", content))
    assert [(r.status, r.rows) for r in records if isinstance(r, FileSeen)] == [("failed", 0)]
    assert ["damaged" in r.why for r in records if isinstance(r, Problem)] == [True]


def test_a_zip_damaged_at_its_start_is_nobodys(tmp_path):
    path = spoilt_zip(tmp_path / "export.zip", "result.json", json.dumps(chat(said(1, "SPOIL"))))
    assert telegram.recognise(open_archive(path)) is None


def test_what_stands_twice_is_told_once_and_counted(tmp_path):
    by = [
        {"from": "Ada", "from_id": "user1", "date": "soon"},
        {"from": "Ada", "from_id": "user1"},
        {"from": None},
    ]
    liked = said(1, "Hi", reactions=[{"type": "emoji", "count": 3, "emoji": "+", "recent": by}])
    (tmp_path / "result.json").write_text(json.dumps(chat(liked, liked)))
    records = read(tmp_path)
    assert keys(records) == ["2:1", "2:1:+:telegram:1"]
    assert next(r.what for r in records if isinstance(r, FileSeen)).endswith(
        "messages that stand here twice (1), reactions that stand here twice (1), reactions without a name (1)"
    )


def test_other_parts_of_a_text_name_nobody(tmp_path):
    parts = [{"type": "bold", "text": "Hi"}, {"type": "mention", "text": "@ada"}]
    (tmp_path / "result.json").write_text(json.dumps(chat(said(1, parts))))
    assert [r.mentioned for r in read(tmp_path) if isinstance(r, Interaction)] == [("telegram:@ada",)]
