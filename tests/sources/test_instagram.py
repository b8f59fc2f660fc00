from __future__ import annotations

import json

import pytest

from heard.model import FileSeen, Interaction, Problem
from heard.reading.archive import open_archive
from heard.sources import facebook, instagram, recognise

ME, ANA = "Ines Okafor", "Ana Kovač"
TALK = [(ANA, 1_700_000_000_000, "Hello"), (ME, 1_700_000_001_000, "Yes")]


def mangled(text):
    return text.encode().decode("latin-1")


def put(folder, path, value):
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(value, indent=2))


def thread(messages, people=(ME, ANA), path="inbox/anakovac_1002003"):
    return {
        "participants": [{"name": mangled(name)} for name in people],
        "messages": [{"sender_name": mangled(who), "timestamp_ms": at, "content": mangled(text)} for who, at, text in messages],
        "title": "Ana",
        "thread_path": path,
    }  # fmt: skip


def follower(name, since=1_600_000_000):
    return {"title": "", "string_list_data": [{"href": f"https://www.instagram.com/{name}", "value": name, "timestamp": since}]}  # fmt: skip


def followed(name, since=1_600_000_000):
    return {"title": name, "string_list_data": [{"href": f"https://www.instagram.com/_u/{name}", "timestamp": since}]}  # fmt: skip


def owner(folder):
    cells = {"Username": {"value": "ines.okafor"}, "Name": {"value": ME}}
    put(folder, "personal_information.json", {"profile_user": [{"string_map_data": cells}]})


def everything(path):
    archive = open_archive(path)
    export = instagram.recognise(archive)
    assert export is not None
    return list(instagram.read(archive, export))


def facts(path):
    return [record for record in everything(path) if isinstance(record, Interaction)]


def test_a_followed_person_is_the_same_before_and_after_2025(tmp_path):
    for era, make in {"old": follower, "new": followed}.items():
        owner(tmp_path / era)
        put(tmp_path / era, "following.json", {"relationships_following": [make("otter.lab")]})
    assert facts(tmp_path / "old") == facts(tmp_path / "new")
    (fact,) = facts(tmp_path / "new")
    assert (fact.actor, fact.to) == ("instagram:ines.okafor", ("instagram:otter.lab",))


def test_a_followed_person_with_nothing_but_an_address(tmp_path):
    owner(tmp_path)
    item = {
        "string_list_data": [{"href": "https://www.instagram.com/_u/otter.lab", "timestamp": 1_600_000_000}]
    }
    put(tmp_path, "following.json", {"relationships_following": [item]})
    assert facts(tmp_path)[0].to == ("instagram:otter.lab",)


def likes(folder):
    owner(folder)
    old = {"title": "otter.lab", "string_list_data": [{"href": "https://www.instagram.com/p/C1/", "value": "x", "timestamp": 1_700_000_000}]}  # fmt: skip
    put(folder / "old", "likes/liked_posts.json", {"likes_media_likes": [old]})
    address = {
        "label": "URL",
        "value": "https://www.instagram.com/reel/C1/",
        "href": "https://www.instagram.com/reel/C1/",
    }
    person = {"dict": [{"label": "URL", "value": "https://www.instagram.com/otter.lab/"}], "title": "Owner"}
    put(
        folder / "new",
        "likes/liked_posts.json",
        [{"timestamp": 1_700_000_000, "label_values": [address, person]}],
    )
    for era in ("old", "new"):
        owner(folder / era)


def test_a_like_is_the_same_in_both_layouts(tmp_path):
    likes(tmp_path)
    (old,), (new,) = facts(tmp_path / "old"), facts(tmp_path / "new")
    assert (old.key, old.to, old.happened_us) == (new.key, new.to, new.happened_us)


@pytest.mark.parametrize(
    ("folders", "account"),
    [
        (["anakovac_1"], "instagram:ana.kovac"),
        (["anakovac_1", "anakovac_2"], "instagram:ana.kovac"),
        (["anakovac_1", "another_2"], "instagram:name:ana kovač"),
        (["another_2"], "instagram:name:ana kovač"),
    ],
)
def test_a_name_is_joined_to_a_username_where_every_folder_agrees(tmp_path, folders, account):
    owner(tmp_path)
    put(tmp_path, "followers_1.json", [follower("ana.kovac")])
    for number, folder in enumerate(folders):
        talk = [(ANA, 1_700_000_000_000 + number, "Hello")]
        put(tmp_path, f"messages/inbox/{folder}/message_1.json", thread(talk, path=f"inbox/{folder}"))
    actors = {fact.actor for fact in facts(tmp_path) if fact.kind == "message"}
    assert actors == {account}


def test_two_usernames_that_look_alike_in_a_folder_are_not_joined(tmp_path):
    owner(tmp_path)
    put(tmp_path, "followers_1.json", [follower("ana.kovac"), follower("ana_kovac")])
    put(tmp_path, "messages/inbox/anakovac_1/message_1.json", thread(TALK, path="inbox/anakovac_1"))
    assert "instagram:name:ana kovač" in {fact.actor for fact in facts(tmp_path)}


def test_the_owner_is_who_talks_everywhere_where_nothing_else_tells(tmp_path):
    put(tmp_path, "followers_1.json", [follower("otter.lab")])
    for number, other in enumerate((ANA, "Jo Pike")):
        put(
            tmp_path,
            f"messages/inbox/x_{number}/message_1.json",
            thread(TALK, (ME, other), f"inbox/x_{number}"),
        )
    export = instagram.recognise(open_archive(tmp_path))
    assert export is not None
    assert export.owner == "instagram:name:ines okafor"


def test_bare_messages_belong_to_whom_they_speak_of(tmp_path):
    bare = tmp_path / "bare"
    put(bare, "messages/inbox/anakovac_1002003/message_1.json", thread(TALK))
    assert {export.source for export in recognise(open_archive(bare))} == {"facebook", "instagram"}
    named = bare.rename(tmp_path / "facebook-ines-2024-01-02-Ab3dE6gH")
    (export,) = recognise(open_archive(named))
    assert (export.source, str(export.taken_at)) == ("facebook", "2024-01-02 00:00:00+00:00")
    put(
        named,
        "messages/inbox/anakovac_1002003/message_1.json",
        thread([(ANA, 1, "https://www.instagram.com/p/x/")]),
    )
    assert [export.source for export in recognise(open_archive(named))] == ["instagram"]


def test_what_is_of_neither_is_left_to_others(tmp_path):
    put(tmp_path, "friends.json", {"friends": {"Ana": 1}})
    put(tmp_path, "posts.json", [{"timestamp": 1, "body": "x"}])
    put(tmp_path, "result.json", {"name": "Ana", "messages": [{"id": 1, "from": "Ana"}]})
    (tmp_path / "message_1.html").write_text("<html><body>Hello</body></html>")
    archive = open_archive(tmp_path)
    assert facebook.recognise(archive) is None
    assert instagram.recognise(archive) is None


def test_both_networks_in_one_folder_are_told_apart_by_the_person(tmp_path):
    owner(tmp_path / "instagram")
    put(tmp_path / "facebook", "friends.json", {"friends_v2": [{"name": "Ana", "timestamp": 1}]})
    assert {export.source for export in recognise(open_archive(tmp_path))} == {"facebook", "instagram"}


def test_every_file_ends_once(tmp_path):
    owner(tmp_path)
    put(tmp_path, "followers_1.json", [follower("otter.lab"), 7])
    (tmp_path / "liked_posts.json").write_bytes(b'\xef\xbb\xbf{"likes_media_likes": []}')
    (tmp_path / "a.jpg").write_bytes(b"\xff\xd8")
    (tmp_path / "strange.bin").write_bytes(b"\x00\x01")
    records = everything(tmp_path)
    seen = {record.path: record.status for record in records if isinstance(record, FileSeen)}
    assert seen == {
        "a.jpg": "known",
        "followers_1.json": "read",
        "liked_posts.json": "read",
        "personal_information.json": "read",
        "strange.bin": "unknown",
    }
    assert [record.line for record in records if isinstance(record, Problem)] == [12]
