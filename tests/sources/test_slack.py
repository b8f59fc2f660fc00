from __future__ import annotations

import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.model import FileSeen, Interaction, Problem
from heard.reading.archive import open_archive
from heard.reading.slack import moment, plain
from heard.sources import slack

USERS = [{"id": "U0ADA0001", "team_id": "T0", "name": "ada", "profile": {"real_name": "Ada Quill"}}]
CHANNELS = [{"id": "C0GEN0001", "name": "general", "creator": "U0ADA0001", "members": ["U0ADA0001"]}]


@pytest.fixture
def export(tmp_path):
    (tmp_path / "users.json").write_text(json.dumps(USERS))
    (tmp_path / "channels.json").write_text(json.dumps(CHANNELS))
    (tmp_path / "general").mkdir()
    return tmp_path


def read(folder):
    archive = open_archive(folder)
    found = slack.recognise(archive)
    assert found is not None
    return list(slack.read(archive, found))


def said(number):
    return {
        "type": "message",
        "user": "U0ADA0001",
        "ts": f"1710406800.{number:06}",
        "text": f"{number} {{ [ \\n {{",
    }


@given(st.integers(1, 99_999_999_999), st.integers(0, 999_999))
def test_no_digit_of_a_time_is_lost(seconds, micro):
    found = moment(f"{seconds:010}.{micro:06}")
    assert found == seconds * 1_000_000 + micro


@pytest.mark.parametrize("ts", ["", "yesterday", "1710406800", "1.7E9", "1710406800.1234567"])
def test_what_is_no_time_is_none(ts):
    assert moment(ts) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<@U9>", "@U9"),
        ("<@U9|dee>", "@dee"),
        ("<#C1|>", "#C1"),
        ("<!subteam^S1|@pumps>", "@pumps"),
        ("<!subteam^S1>", "@subteam"),
        ("<mailto:ada@larkfield.example>", "ada@larkfield.example"),
        ("&lt;@U1&gt;", "<@U1>"),
        ("&amp;lt;", "&lt;"),
        ("a < b > c", "a < b > c"),
    ],
)
def test_marks_become_words(text, shown):
    assert plain(text, {"U1": "Ada"}) == shown


def test_a_day_that_breaks_off_anywhere_keeps_its_whole_records(export):
    content = json.dumps([said(number) for number in range(5)], indent=4)
    day = export / "general" / "2024-03-14.json"
    found = 0
    for end in range(2, len(content), 7):
        day.write_text(content[:end])
        records = read(export)
        rows = [record for record in records if isinstance(record, Interaction)]
        assert len(rows) >= found
        found = len(rows)
        assert any(isinstance(record, Problem) for record in records)
        seen = [record.path for record in records if isinstance(record, FileSeen)]
        assert sorted(seen) == ["channels.json", "general/2024-03-14.json", "users.json"]
    assert found >= 4


@pytest.mark.parametrize("name", ["users.json", "channels.json"])
def test_either_list_is_enough(export, name):
    (export / name).unlink()
    (export / "general" / "2024-03-14.json").write_text(json.dumps([said(1)]))
    assert len([record for record in read(export) if isinstance(record, Interaction)]) == 1


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '[{"id": 5, "name": "x"}]', '[{"id": "U1", "name": "x"}]']
)
def test_other_lists_of_users_are_not_slacks(tmp_path, content):
    (tmp_path / "users.json").write_text(content)
    assert slack.recognise(open_archive(tmp_path)) is None


def spoilt_zip(path, name, content, others=()):
    """A zip in which the last bytes of one file were changed after it was packed."""
    with zipfile.ZipFile(path, "w") as packed:
        for other, inside in others:
            packed.writestr(other, inside)
        packed.writestr(name, content)
    path.write_bytes(path.read_bytes().replace(b"SPOIL", b"SPILT"))
    return path


def test_a_damaged_zip_costs_the_damaged_file(tmp_path):
    others = [("users.json", json.dumps(USERS)), ("channels.json", json.dumps(CHANNELS))]
    day = json.dumps([said(1), {"text": "SPOIL"}])
    records = read(spoilt_zip(tmp_path / "export.zip", "general/2024-03-14.json", day, others))
    assert [r.status for r in records if isinstance(r, FileSeen)] == ["read", "read", "failed"]
    assert sum("damaged" in r.why for r in records if isinstance(r, Problem)) == 1


def test_a_zip_whose_only_list_is_damaged_is_nobodys(tmp_path):
    path = spoilt_zip(tmp_path / "export.zip", "users.json", json.dumps([*USERS, {"id": "SPOIL"}]))
    assert slack.recognise(open_archive(path)) is None


def test_broken_lists_cost_names_and_no_messages(export):
    (export / "channels.json").write_text("{")
    (export / "dms.json").write_text("")
    (export / "general" / "2024-03-14.json").write_text(json.dumps([said(1)]))
    records = read(export)
    assert [r.visibility for r in records if isinstance(r, Interaction)] == ["direct"]
    assert [r.path for r in records if isinstance(r, FileSeen) and r.status == "failed"] == [
        "channels.json",
        "dms.json",
    ]
    (export / "channels.json").write_text(json.dumps(CHANNELS))
    (export / "users.json").write_text("{")
    assert [r.visibility for r in read(export) if isinstance(r, Interaction)] == ["group"]


def test_many_bad_records_are_told_in_a_hundred_lines(export):
    (export / "general" / "2024-03-14.json").write_text(json.dumps([said(1)] + [{"text": ""}] * 150))
    problems = [record for record in read(export) if isinstance(record, Problem)]
    assert len(problems) == 101
    assert problems[-1].why == "From here on 50 more records could not be read."


def test_a_huddle_of_one_is_no_meeting(export):
    alone = {**said(1), "subtype": "huddle_thread", "room": {"created_by": "U0ADA0001", "participants": []}}
    (export / "general" / "2024-03-14.json").write_text(json.dumps([alone]))
    records = read(export)
    assert not [record for record in records if isinstance(record, Interaction)]
    assert any("huddles that nobody joined (1)" in r.what for r in records if isinstance(r, FileSeen))
