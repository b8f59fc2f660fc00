from __future__ import annotations

import json
import random
import zipfile
from pathlib import Path

import pytest

from heard.model import FileSeen, Interaction, Problem
from heard.reading.archive import open_archive
from heard.sources import tiktok

HERE = Path(__file__).parent / "tiktok"
CASES = sorted(path.parent.name for path in HERE.glob("*/export"))


def everything(path):
    archive = open_archive(path)
    found = tiktok.recognise(archive)
    assert found is not None
    return list(tiktok.read(archive, found))


def interactions(path):
    return {record.key: record for record in everything(path) if isinstance(record, Interaction)}


def packed(case):
    inside = list((HERE / case / "export").iterdir())
    return inside[0] if inside[0].suffix == ".zip" else HERE / case / "export"


def export(folder, **sections):
    (folder / "user_data.json").write_text(
        json.dumps({"Activity": {}, "App Settings": {}} | sections), "utf-8-sig"
    )
    return folder


@pytest.mark.parametrize("case", CASES)
def test_every_file_becomes_exactly_one(case):
    told = [record.path for record in everything(packed(case)) if isinstance(record, FileSeen)]
    assert sorted(told) == [member.path for member in open_archive(packed(case)).members]


@pytest.mark.parametrize("case", CASES)
def test_what_is_said_directly_is_in_no_key(case):
    for fact in interactions(packed(case)).values():
        assert fact.visibility != "direct" or fact.text.lower() not in fact.key.lower()


def test_rows_in_another_order_give_the_same_facts(tmp_path):
    rows = [{"Date": f"2025-03-0{1 + n % 2} 08:00:00", "Comment": "Hi" if n < 3 else "Ho"} for n in range(8)]
    comment = {"Comments": {"CommentsList": rows}}
    once = interactions(export(tmp_path, Comment=comment))
    random.Random(1).shuffle(rows)
    assert len(once) == 8
    assert interactions(export(tmp_path, Comment=comment)) == once


def test_an_empty_export_says_so(tmp_path):
    (seen,) = everything(export(tmp_path, Activity={"Like List": {"ItemFavoriteList": None}}))
    assert seen.what.endswith("it holds no rows")


def test_a_profile_without_a_name_names_nobody(tmp_path):
    profile = {"Profile Information": {"ProfileMap": {"userName": ""}}}
    chats = {
        "Chat History": {
            "ChatHistory": {"Chat History with jo.pike:": [{"From": "jo.pike", "Content": "Hi"}]}
        }
    }
    path = export(tmp_path, **{"Profile": profile, "Direct Messages": chats})
    (message,) = interactions(path).values()
    assert (message.actor, message.to, message.happened_us) == ("tiktok:jo.pike", (), None)
    assert tiktok.recognise(open_archive(path)).owner == ""


def test_a_file_that_breaks_off_is_told(tmp_path):
    (tmp_path / "user_data.json").write_text('{"Activity": {"Follower List": {"FansList": [{"Date": "2022-0')
    problem, seen = everything(tmp_path)
    assert (problem.why, seen.status) == ("It breaks off; download the export again.", "failed")


@pytest.mark.parametrize(
    "content", ['{"Profile": {}, "Comment": {}}', '{"Activity": [', "[]", "Date: 2025-03-01\nUsername: jo\n"]
)
def test_what_others_write_is_not_claimed(tmp_path, content):
    (tmp_path / "user_data_tiktok.json").write_text(content)
    assert tiktok.recognise(open_archive(tmp_path)) is None


def test_a_damaged_zip_costs_its_damaged_files(tmp_path):
    path = tmp_path / "TikTok_Data.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as made:
        made.writestr("user_data.json", '{"Activity": {}, "App Settings": {}}')
        made.writestr("more.json", "x" * 100)
    path.write_bytes(path.read_bytes().replace(b"x" * 100, b"y" * 100))
    records = everything(path)
    assert {record.path: record.status for record in records if isinstance(record, FileSeen)} == {
        "user_data.json": "read",
        "more.json": "failed",
    }
    assert len([record for record in records if isinstance(record, Problem)]) == 1
