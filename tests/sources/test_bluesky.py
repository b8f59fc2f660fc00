from __future__ import annotations

import runpy
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heard.model import FileSeen, Interaction, Problem
from heard.reading.archive import open_archive
from heard.reading.bluesky import Facet, Feature, Place, whole
from heard.reading.car import listed, written
from heard.sources import bluesky, recognise

MAKE = runpy.run_path(str(Path(__file__).with_name("bluesky") / "make.py"))
ME, tid, repository, post = MAKE["ME"], MAKE["tid"], MAKE["repository"], MAKE["post"]
WHEN = "2026-05-01T08:00:00+00:00"


def read(path):
    archive = open_archive(path)
    found = bluesky.recognise(archive)
    assert found is not None
    return list(bluesky.read(archive, found))


def facts(records):
    return [record for record in records if isinstance(record, Interaction)]


def problems(records):
    return [record.why for record in records if isinstance(record, Problem)]


@settings(max_examples=30)
@given(st.sets(st.integers(1_600_000_000_000_000, 1_800_000_000_000_000), max_size=300))
def test_every_record_of_a_tree_is_found_in_the_order_of_names(moments):
    names = {f"app.bsky.feed.post/{tid(WHEN, clock % 1024)}{clock}": post("a", WHEN) for clock in moments}
    found = listed(repository(names))
    assert [name for name, _ in found.records(found.commit().data)] == sorted(names)
    assert found.problems == []


def test_equal_records_share_a_block_and_are_two(tmp_path):
    keys = [tid(WHEN, clock) for clock in (1, 2)]
    content = repository({f"app.bsky.feed.post/{key}": post("Twice.", WHEN) for key in keys})
    (tmp_path / "repo.car").write_bytes(content)
    assert content.count(b"Twice.") == 1
    assert [found.key[-13:] for found in facts(read(tmp_path))] == keys


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(st.data())
def test_whatever_is_damaged_costs_what_it_hit_and_shows(tmp_path, data):
    content = bytearray(repository(MAKE["WHOLE"]))
    at = data.draw(st.integers(100, len(content) - 1))
    content[at] ^= data.draw(st.integers(1, 255))
    path = tmp_path / "repo.car"
    path.write_bytes(bytes(content))
    archive = open_archive(path)
    found = bluesky.recognise(archive)
    records = list(bluesky.read(archive, found))
    assert sum(isinstance(record, FileSeen) for record in records) == 1
    whole = {interaction.key for interaction in facts(records)}
    assert len(whole) == 10 or any("could not be read" in why for why in problems(records))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.data())
def test_a_file_that_breaks_off_gives_what_came_before(tmp_path, data):
    content = repository(MAKE["WHOLE"])
    path = tmp_path / "repo.car"
    path.write_bytes(content[: data.draw(st.integers(450, len(content) - 1))])
    archive = open_archive(path)
    records = list(bluesky.read(archive, bluesky.recognise(archive)))
    assert problems(records)
    assert [record.status for record in records if isinstance(record, FileSeen)] == ["failed"]


def test_a_zip_gives_the_same(tmp_path):
    (tmp_path / "repo.car").write_bytes(repository(MAKE["WHOLE"]))
    with zipfile.ZipFile(tmp_path / "repo.zip", "w") as packed:
        packed.write(tmp_path / "repo.car", "repo.car")
    assert read(tmp_path / "repo.zip") == read(tmp_path / "repo.car")


def test_it_is_known_by_content_alone(tmp_path):
    path = tmp_path / "messages.csv"
    path.write_bytes(repository(MAKE["WHOLE"]))
    assert [found.source for found in recognise(open_archive(path))] == ["bluesky"]


def test_another_programs_car_is_not_claimed(tmp_path):
    blocks = MAKE["Blocks"]()
    path = tmp_path / "repo.car"
    path.write_bytes(blocks.car(blocks.put({"a": "file of somebody"})))
    assert bluesky.recognise(open_archive(path)) is None


def test_a_tree_that_leads_back_to_itself_ends():
    blocks = MAKE["Blocks"]()
    node = blocks.put({"l": None, "e": []})
    blocks.held[node] = MAKE["libipld"].encode_dag_cbor({"l": node, "e": []})
    found = listed(blocks.car(node))
    assert list(found.records(node)) == []
    assert found.problems == [
        "A part of the index could not be read (it is damaged); the records in it are lost."
    ]
    twice = blocks.put({"l": None, "e": [{"p": 0, "k": b"a", "v": node, "t": None}]})
    root = blocks.put({"l": twice, "e": [{"p": 0, "k": b"b", "v": node, "t": twice}]})
    found = listed(blocks.car(root))
    assert [name for name, _ in found.records(root)] == ["a", "b"]
    assert found.problems == ["A part of the index leads back to itself; it was left out."]


def test_what_nests_too_deep_is_no_record():
    with pytest.raises(ValueError, match="too deep"):
        listed(MAKE["varint"](60_000) + b"\x81" * 59_999 + b"\x01")


def test_the_tree_is_the_networks():
    """The layers of the examples in the specification of the AT Protocol's repositories."""
    layers = {
        "2653ae71": 0,
        "blue": 1,
        "app.bsky.feed.post/454397e440ec": 4,
        "app.bsky.feed.post/9adeb165882c": 8,
    }
    assert {name: MAKE["layer"](name) for name in layers} == layers


@pytest.mark.parametrize(
    ("key", "moment"),
    [(tid(WHEN), 1777622400000000), ("self", None), ("zzzzzzzzzzzzz", None), ("3kdgeujwlq32Y", None)],
)
def test_when_a_key_was_written(key, moment):
    assert written(key) == moment


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (5, 2), (0, 3), (90, 99)])
def test_a_link_that_is_nowhere_in_the_text_leaves_it_alone(start, end):
    facet = Facet(Place(start, end), [Feature(uri="https://larkfield.example")])
    assert whole("Grüße...", [facet]) == "Grüße..."
