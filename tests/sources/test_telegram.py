from __future__ import annotations

import json
from pathlib import Path

import pytest

from heard.model import FileSeen, Interaction, Problem
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
