from __future__ import annotations

import json
import zipfile

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heard.model import FileSeen, Interaction, Problem
from heard.reading.archive import open_archive
from heard.reading.meta.facebook import NOTICE
from heard.reading.meta.text import repair
from heard.sources import facebook

ME, ANA = "Ines Okafor", "Ana Kovač"


def mangled(text):
    return text.encode().decode("latin-1")


def put(folder, path, value):
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(value, indent=2))


def thread(messages, people=(ME, ANA)):
    return {
        "participants": [{"name": mangled(name)} for name in people],
        "messages": [{"sender_name": mangled(who), "timestamp_ms": at, "content": mangled(text)} for who, at, text in messages],
        "title": "Ana",
        "thread_path": "inbox/ana_1002003",
    }  # fmt: skip


def friends(*since):
    return {"friends_v2": [{"name": mangled(ANA), "timestamp": at} for at in since]}


def everything(path):
    archive = open_archive(path)
    export = facebook.recognise(archive)
    assert export is not None
    return list(facebook.read(archive, export))


def facts(records):
    return [record for record in records if isinstance(record, Interaction)]


def keys(path):
    return [fact.key for fact in facts(everything(path))]


@given(st.text())
def test_what_facebook_mangles_is_repaired_and_stays_so(text):
    assert repair(mangled(text)) == text


def test_good_text_is_left_alone():
    assert repair("Kovač, Café, 100 °C") == "Kovač, Café, 100 °C"


def test_good_and_bad_text_in_one_string():
    assert repair("Kovač " + mangled("Kovač")) == "Kovač Kovač"


TALK = [
    (ANA, 1_700_000_000_000 + 1000 * n, text) for n, text in enumerate(["One", "Two", "Two", "Three", "😊"])
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(cut=st.integers(0, len(TALK)), other=st.integers(0, len(TALK)))
def test_how_messages_are_cut_into_files_does_not_matter(tmp_path_factory, cut, other):
    found = []
    for each in (cut, other):
        folder = tmp_path_factory.mktemp("export")
        put(folder, "connections/friends/your_friends.json", friends(1))
        for number, part in enumerate((TALK[each:], TALK[:each]), 1):
            put(folder, f"messages/inbox/ana_1002003/message_{number}.json", thread(part[::-1]))
        found.append(set(keys(folder)))
    assert found[0] == found[1]
    assert len(found[0]) == len(TALK) + 1


@pytest.mark.parametrize("wrapped", ["", "friends", "friends_v2", "friends_v3", "your_friends_v4"])
def test_a_list_is_read_whatever_it_is_wrapped_in(tmp_path, wrapped):
    told = friends(1_400_000_000)["friends_v2"]
    put(tmp_path, "connections/friends/your_friends.json", {wrapped: told} if wrapped else told)
    put(tmp_path, "comments.json", {"comments_v2": []})
    assert [fact.happened_us for fact in facts(everything(tmp_path))] == [1_400_000_000_000_000]


def test_messages_of_one_moment_and_text_are_all_kept(tmp_path):
    put(tmp_path, "friends.json", friends(1))
    put(tmp_path, "messages/inbox/ana_1002003/message_1.json", thread([(ANA, 1_700_000_000_000, "Ok")] * 3))
    assert len(set(keys(tmp_path))) == 4


def test_the_store_of_encrypted_chats_agrees_with_the_inbox(tmp_path):
    put(tmp_path / "a", "friends.json", friends(1))
    put(tmp_path / "a", "messages/e2ee_cutover/ana_1002003/message_1.json", thread(TALK))
    sealed = {
        "participants": [ME, ANA],
        "threadName": "Ana_1",
        "messages": [{"senderName": who, "timestamp": at, "text": text} for who, at, text in TALK],
    }
    put(tmp_path / "b", "Ana_1.json", sealed)
    assert set(keys(tmp_path / "b")) < set(keys(tmp_path / "a"))
    put(tmp_path / "a", "encrypted/Ana_1.json", sealed)
    both = everything(tmp_path / "a")
    assert len({fact.key for fact in facts(both)}) == len(facts(both)), "a message in two places is one"
    assert any(
        "told in another file too (5)" in record.what for record in both if isinstance(record, FileSeen)
    )


def test_a_damaged_zip_costs_its_damaged_file(tmp_path):
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("friends/your_friends.json", json.dumps(friends(1)))
        packed.writestr(
            "messages/inbox/ana_1002003/message_1.json", json.dumps(thread([(ANA, 1_700_000_000_000 + n, f"{n * n}") for n in range(4000)]))
        )  # fmt: skip
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)
    records = everything(path)
    assert [fact.kind for fact in facts(records)] == ["connection"]
    assert [record.path for record in records if isinstance(record, Problem)] == [
        "messages/inbox/ana_1002003/message_1.json"
    ]
    assert {record.status for record in records if isinstance(record, FileSeen)} == {"read", "failed"}


@pytest.mark.parametrize(
    ("told", "who"),
    [
        ("Ana Kovač commented on your post.", "Ana Kovač"),
        ("Jo Pike and 3 others reacted to your photo.", "Jo Pike"),
        ("Jo Pike, Sam Ito and 12 other people liked your post.", "Jo Pike"),
        ("Jo Pike and Sam Ito also commented on your post.", "Jo Pike"),
        ("Uma Berg mentioned you in a comment.", "Uma Berg"),
        ("Ana Kovač commented on Jo Pike's post.", None),
        ("Ana Kovač hat deinen Beitrag kommentiert.", None),
    ],
)
def test_who_a_notification_is_of(told, who):
    found = NOTICE.match(told)
    assert (found["who"] if found else None) == who


def test_a_file_of_strange_records_tells_a_hundred_times(tmp_path):
    put(tmp_path, "friends.json", {"friends_v2": [{"name": 1}] * 300})
    records = everything(tmp_path)
    problems = [record for record in records if isinstance(record, Problem)]
    assert len(problems) == 101
    assert [record.status for record in records if isinstance(record, FileSeen)] == ["failed"]


SOUND = json.dumps(thread(TALK), indent=2).encode()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    at=st.integers(0, len(SOUND)),
    gone=st.integers(0, 30),
    instead=st.sampled_from(
        [b"", b"{", b"]", b'"', b"\xff", b"\\ud83d", b"[" * 3000, b"null", b"99999999999999999999"]
    ),
)
def test_damage_anywhere_costs_its_file_at_most(tmp_path, at, gone, instead):
    put(tmp_path, "friends.json", friends(1))
    file = tmp_path / "messages/inbox/ana_1002003/message_1.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(SOUND[:at] + instead + SOUND[at + gone :])
    records = everything(tmp_path)
    assert [record.path for record in records if isinstance(record, FileSeen)] == [
        "friends.json",
        "messages/inbox/ana_1002003/message_1.json",
    ]
    assert "connection" in {fact.kind for fact in facts(records)}
    assert all(msgspec.json.encode(record) for record in records)


def test_a_message_of_nobody_at_no_time_is_told(tmp_path):
    put(tmp_path, "friends.json", friends(1))
    whole = thread(TALK)
    whole["messages"] += [
        {"content": "?"},
        {"sender_name": ME, "timestamp_ms": 9_999_999_999_999_999, "content": "When?"},
    ]
    put(tmp_path, "messages/inbox/ana_1002003/message_1.json", whole)
    records = everything(tmp_path)
    assert sorted(record.why for record in records if isinstance(record, Problem)) == [
        "A message bears no time; it was kept without one.",
        "A message without sender and time was left out.",
    ]
    assert [fact.happened_us for fact in facts(records) if fact.text == "When?"] == [None]


def test_half_a_sign_does_not_stop_the_ledger():
    assert repair("Fine \ud83d") == "Fine \ufffd"
