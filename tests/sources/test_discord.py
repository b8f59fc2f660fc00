from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.model import EPOCH, FileSeen, Interaction, Problem, micros
from heard.reading.archive import open_archive
from heard.reading.discord import moment, plain
from heard.sources import discord

HERE = "469603040000000001"
CHANNEL = {"id": HERE, "type": "DM", "recipients": ["111100000000000001", "222200000000000002"]}


def message(number):
    return {
        "ID": 1_217_759_627_182_080_000 + number,
        "Timestamp": "",
        "Contents": '{"ID": 5} [',
        "Attachments": "",
    }


@pytest.fixture
def package(tmp_path):
    folder = tmp_path / "messages" / f"c{HERE}"
    folder.mkdir(parents=True)
    (folder / "channel.json").write_text(json.dumps(CHANNEL))
    return folder


def read(root):
    archive = open_archive(root)
    found = discord.recognise(archive)
    assert found is not None
    return list(discord.read(archive, found))


@given(st.datetimes(datetime(2015, 6, 1), datetime(2080, 1, 1)), st.integers(0, (1 << 22) - 1))  # noqa: DTZ001 - UTC is put in below
def test_an_id_tells_its_millisecond(when, low):
    millisecond = micros(when.replace(tzinfo=UTC)) // 1000
    assert moment((millisecond - 1_420_070_400_000 << 22) + low) == millisecond * 1000


@pytest.mark.parametrize("number", [-1, 0, 12, 1 << 63, 10**40])
def test_other_numbers_are_no_ids(number):
    assert moment(number) is None


def test_the_first_ids_are_of_2015():
    assert moment(1 << 42 | 1) is not None
    assert (moment(1 << 42 | 1) or 0) > micros(EPOCH.replace(year=2015))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<@!111100000000000001>", "@ada"),
        ("<@5>", "@5"),
        ("<#7> <@&8>", "#general @role"),
        ("<a:wave:9><:ok:9>", ":wave::ok:"),
        ("a <b> c <3", "a <b> c <3"),
    ],
)
def test_marks_become_words(text, shown):
    assert plain(text, {"111100000000000001": "ada"}, {"7": "general"}) == shown


def test_a_file_that_breaks_off_anywhere_keeps_its_whole_records(package):
    content = json.dumps([message(number) for number in range(5)])
    found = 0
    for end in range(len(content)):
        (package / "messages.json").write_text(content[:end])
        records = read(package.parent.parent)
        rows = len([record for record in records if isinstance(record, Interaction)])
        assert rows >= found
        found = rows
        assert any(isinstance(record, Problem) for record in records)
        assert len([record for record in records if isinstance(record, FileSeen)]) == 2
    assert found == 5


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("messages.json", '[{"id": 1, "text": "x"}]'),
        ("channel.json", '{"id": "5", "type": "text"}'),
        ("messages.csv", "ID,Timestamp,Contents,Attachments\n"),
        ("user.json", '{"id": "111100000000000001", "username": "ada"}'),
        ("index.json", '{"469603040000000001": "x"}'),
    ],
)
def test_other_files_are_no_package(tmp_path, name, content):
    (tmp_path / name).write_text(content)
    assert discord.recognise(open_archive(tmp_path)) is None


def spoilt_zip(path, name, content, others=()):
    """A zip in which the last bytes of one file were changed after it was packed."""
    with zipfile.ZipFile(path, "w") as packed:
        for other, inside in others:
            packed.writestr(other, inside)
        packed.writestr(name, content)
    path.write_bytes(path.read_bytes().replace(b"SPOIL", b"SPILT"))
    return path


def test_a_damaged_zip_costs_the_damaged_file(tmp_path):
    folder = f"messages/c{HERE}"
    others = [(f"{folder}/channel.json", json.dumps(CHANNEL))]
    content = json.dumps([message(1), {**message(2), "Contents": "SPOIL"}])
    records = read(spoilt_zip(tmp_path / "package.zip", f"{folder}/messages.json", content, others))
    assert [r.status for r in records if isinstance(r, FileSeen)] == ["read", "failed"]
    assert sum("damaged" in r.why for r in records if isinstance(r, Problem)) == 1


def test_a_channel_that_is_no_text_and_a_table_without_header_are_said(package):
    (package / "messages.json").write_text(json.dumps([message(1)]))
    other = package.parent / "c469603040000000002"
    other.mkdir()
    (other / "channel.json").write_bytes(b'{"id": "469603040000000002", "type": "DM", "name": "\xff"}')
    (other / "messages.csv").write_text("nothing\n")
    records = read(package.parent.parent)
    assert [r.status for r in records if isinstance(r, FileSeen)].count("failed") == 2
    assert len([record for record in records if isinstance(record, Interaction)]) == 1


def test_a_friend_without_a_name_is_a_friend(package):
    (package / "messages.json").write_text(json.dumps([message(1)]))
    friends = [{"id": "222200000000000002", "type": 1}]
    owner = {"id": "111100000000000001", "username": "ada", "relationships": friends}
    (package.parent / "user.json").write_text(json.dumps(owner))
    ties = [r for r in read(package.parent.parent) if isinstance(r, Interaction) and r.kind == "connection"]
    assert [(tie.actor, tie.to) for tie in ties] == [
        ("discord:111100000000000001", ("discord:222200000000000002",))
    ]
