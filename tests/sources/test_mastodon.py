from __future__ import annotations

import gzip
import io
import json
import runpy
import tarfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heard.model import FileSeen, Interaction, Problem
from heard.reading import json_elements, tarball
from heard.reading.archive import DamagedError, open_archive
from heard.reading.json_elements import Elements
from heard.sources import mastodon, recognise

MAKE = runpy.run_path(str(Path(__file__).with_name("mastodon") / "make.py"))
ITEMS, files, outbox = MAKE["ITEMS"], MAKE["files"], MAKE["outbox"]


def read(path):
    archive = open_archive(path)
    found = mastodon.recognise(archive)
    assert found is not None
    return list(mastodon.read(archive, found))


def facts(records):
    return [record for record in records if isinstance(record, Interaction)]


def problems(records):
    return [record.why for record in records if isinstance(record, Problem)]


def put(folder, members):
    for name, content in members.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return folder


JSON = st.recursive(
    st.none() | st.integers() | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
)


@settings(max_examples=80)
@given(
    items=st.lists(st.text() | st.dictionaries(st.text(), JSON)),
    other=JSON,
    indent=st.sampled_from([None, 1]),
    block=st.integers(1, 50),
)
def test_elements_are_those_of_the_list_wherever_blocks_end(items, other, indent, block):
    content = json.dumps({"a": other, "items": items, "b": other}, ensure_ascii=False, indent=indent).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_elements, "BLOCK", block)
        elements = Elements(io.BytesIO(content), b"items")
        assert [json.loads(element) for element in elements] == items
    assert elements.whole


def test_both_lists_count_in_either_order(tmp_path):
    for name, first, second in (("a", [], ITEMS), ("b", ITEMS, [])):
        lists = ",".join(f'"orderedItems":{json.dumps(items)}' for items in (first, second))
        put(tmp_path / name, {"outbox.json": f'{{"id":"outbox.json","type":"OrderedCollection",{lists}}}'})
        assert len(facts(read(tmp_path / name))) == len(ITEMS)


def test_a_folder_a_zip_and_a_tar_give_the_same(tmp_path):
    put(tmp_path / "folder", files())
    (tmp_path / "a.zip").write_bytes(MAKE["zipped"](files()))
    (tmp_path / "a.tar.gz").write_bytes(MAKE["tarred"](files()))
    (tmp_path / "a.tar").write_bytes(gzip.decompress(MAKE["tarred"](files())))
    expected = read(tmp_path / "folder")
    assert len(facts(expected)) == len(ITEMS) + 3
    for name in ("a.zip", "a.tar.gz", "a.tar"):
        assert read(tmp_path / name) == expected


def test_the_private_key_of_an_old_archive_is_not_kept(tmp_path):
    put(tmp_path, files(**{"actor.json": json.dumps(MAKE["ACTOR"] | {"privateKey": "SECRET"})}))
    assert "SECRET" not in repr(read(tmp_path))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.data())
def test_an_outbox_that_breaks_off_gives_what_came_before(tmp_path, data):
    content = outbox(ITEMS).encode()
    at = data.draw(st.integers(200, len(content) - 2))
    (tmp_path / "outbox.json").write_bytes(content[:at])
    records = read(tmp_path)
    ended = sum(content.index(json.dumps(item["id"]).encode()) < at for item in ITEMS)
    assert ended - 1 <= len(facts(records)) <= ended
    assert any("breaks off" in why for why in problems(records))


def test_an_entry_that_never_ends_does_not_take_the_others_along(tmp_path, monkeypatch):
    monkeypatch.setattr(json_elements, "BLOCK", 1 << 10)
    monkeypatch.setattr(json_elements, "MOST_OPEN", 1 << 13)
    parts = [MAKE["dumped"](ITEMS[number % 3] | {"id": f"x{number}"}) for number in range(40)]
    parts[5] = parts[5][:-1]
    body = f'{{"id":"outbox.json","type":"OrderedCollection","orderedItems":[{",".join(parts)}]}}'
    records = read(put(tmp_path, {"outbox.json": body}))
    assert len(facts(records)) == 39
    assert len([why for why in problems(records) if why.startswith("Entry")]) == 1


def test_a_long_text_outside_the_list_is_not_kept_in_memory(monkeypatch):
    monkeypatch.setattr(json_elements, "BLOCK", 100)
    monkeypatch.setattr(json_elements, "MOST_OPEN", 1000)
    elements = Elements(io.BytesIO(b'{"a": "' + b"x" * 100_000), b"items")
    assert list(elements) == []
    assert len(elements._buffer) < 2000
    assert not elements.listed


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("result.json", '{"name": "Chat", "type": "personal_chat", "id": 7, "messages": []}'),
        ("outbox.json", '[{"id": "outbox.json"}]'),
        ("actor.json", json.dumps(MAKE["ACTOR"])),
        ("contacts.csv", "sam@other.example\ndana@social.example\n"),
    ],
)
def test_what_is_no_archive_is_not_claimed(tmp_path, name, content):
    assert mastodon.recognise(open_archive(put(tmp_path, {name: content}))) is None


def test_it_is_known_by_content_alone(tmp_path):
    put(tmp_path, {"result.json": outbox(ITEMS)})
    assert [found.source for found in recognise(open_archive(tmp_path))] == ["mastodon"]


def test_two_accounts_in_one_folder_keep_their_owners(tmp_path):
    put(tmp_path / "new", files())
    earlier = MAKE["ACTOR"] | {"id": "https://earlier.example/users/ines", "preferredUsername": "ines"}
    put(tmp_path / "old", files([], **{"actor.json": json.dumps(earlier)}))
    liked = {found.actor for found in facts(read(tmp_path)) if found.kind == "reaction"}
    assert liked == {"mastodon:ines@social.example", "mastodon:ines@earlier.example"}


def test_an_archive_without_rows_says_so(tmp_path):
    assert any("No post" in why for why in problems(read(put(tmp_path, {"outbox.json": outbox([])}))))


# --- hostile tars ---


def tar(entries):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as packed:
        for info, content in entries:
            info.size = len(content)
            packed.addfile(info, io.BytesIO(content))
    return out.getvalue()


def entry(name, type_=tarfile.REGTYPE, link=""):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = type_, link
    return info


def listed(path, content):
    path.write_bytes(content)
    return tarball.unpacked(open_archive(path))


@pytest.mark.parametrize(
    "hostile",
    [
        entry("../outside.json"),
        entry("/etc/outside.json"),
        entry("c:/outside.json"),
        entry("link.json", tarfile.SYMTYPE, "/etc/hosts"),
        entry("hard.json", tarfile.LNKTYPE, "outbox.json"),
        entry("device", tarfile.CHRTYPE),
    ],
    ids=lambda info: info.name,
)
def test_what_leads_out_of_a_tar_is_refused(tmp_path, hostile):
    found = listed(tmp_path / "a.tar", tar([(hostile, b""), (entry("outbox.json"), b"{}")]))
    assert [member.path for member in found.members] == ["outbox.json"]
    assert len(found.problems) == 1


def test_a_tar_bomb_is_left_at_its_first_blow(tmp_path):
    zeros = tar([(entry(f"{number}.json"), bytes(12 << 20)) for number in range(3)])
    found = listed(tmp_path / "a.tar.gz", gzip.compress(zeros))
    assert len(found.members) == 2
    assert "hundreds of times" in found.problems[0].why
    assert (
        sum(len(member._open.content) for member in found.members if hasattr(member._open, "content"))
        <= 16 << 20
    )


def test_a_header_as_long_as_a_file_is_refused(tmp_path):
    info = entry("long", tarfile.XHDTYPE)
    found = listed(tmp_path / "a.tar", tar([(info, bytes(2 << 20)), (entry("outbox.json"), b"{}")]))
    assert found.members == ()
    assert "header" in found.problems[0].why


def test_a_path_that_comes_twice_counts_once(tmp_path):
    found = listed(tmp_path / "a.tar", tar([(entry("a.json"), b"1"), (entry("./a.json"), b"2")]))
    assert [member.read() for member in found.members] == [b"1"]
    assert len(found.problems) == 1


def test_what_is_not_held_is_found_again(tmp_path):
    path = tmp_path / "a.tar.gz"
    found = listed(path, gzip.compress(tar([(entry("a.png"), b"picture"), (entry("b.json"), b"{}")])))
    assert {member.path: member.read() for member in found.members} == {"a.png": b"picture", "b.json": b"{}"}
    path.write_bytes(gzip.compress(tar([(entry("other"), b"")])))
    with pytest.raises(DamagedError):
        found.members[0].read()


def test_an_archive_without_tars_is_itself(tmp_path):
    archive = open_archive(put(tmp_path, {"a.gz": "no tar", "b.json": "{}"}))
    assert tarball.unpacked(archive) is archive


def test_a_tar_that_breaks_off_anywhere_never_raises(tmp_path):
    content = MAKE["tarred"](files())
    path = tmp_path / "a.tar.gz"
    for end in range(200, len(content) - 1, 37):
        found = listed(path, content[:end])
        assert found is not None
        archive = open_archive(path)
        export = mastodon.recognise(archive)
        if export is not None:
            records = list(mastodon.read(archive, export))
            assert problems(records)
            paths = [record.path for record in records if isinstance(record, FileSeen)]
            assert len(paths) == len(set(paths))
