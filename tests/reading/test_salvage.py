"""A zip that breaks off is read as far as it goes, wherever it does."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heard.model import HeardError
from heard.reading.archive import open_archive

FILES = {
    "Connections.csv": b"First Name,Last Name\n" + b"Ada,Frey\n" * 400,
    "plain/Notes.csv": bytes(range(256)) * 9,
    "messages.csv": b"".join(b"%d,What broke last month?\n" % number for number in range(900)),
    "empty.csv": b"",
}


def packed() -> bytes:
    """A zip as the networks make it; one file is stored as it is."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in FILES.items():
            made.writestr(
                name, content, zipfile.ZIP_STORED if name.startswith("plain") else zipfile.ZIP_DEFLATED
            )
    return target.getvalue()


def streamed() -> bytes:
    """A zip written to a pipe, whose headers do not know the sizes: LinkedIn's are."""

    class Pipe(io.BytesIO):
        def seekable(self):
            return False

        def seek(self, *_):
            raise io.UnsupportedOperation

    target = Pipe()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in FILES.items():
            if not name.startswith("plain"):
                made.writestr(name, content)
    return target.getvalue()


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), make=st.sampled_from([packed, streamed]))
def test_whole_files_are_whole_and_the_last_is_its_beginning(tmp_path, data, make):
    content = make()
    length = data.draw(st.integers(1, len(content) - 1))
    path = tmp_path / "cut.zip"
    path.write_bytes(content[:length])
    try:
        archive = open_archive(path)
    except HeardError:
        assert length < 200, "with one file begun there is something to read"
        return
    cut = {problem.path for problem in archive.problems}
    for member in archive.members:
        found = member.read()
        if member.path in cut:
            assert FILES[member.path].startswith(found)
        elif member.path in FILES:
            assert found == FILES[member.path]


def test_the_person_is_told_once_for_the_zip_and_once_for_the_file(tmp_path):
    path = tmp_path / "cut.zip"
    path.write_bytes(packed()[:-300])
    archive = open_archive(path)
    assert [member.path for member in archive.members] == [
        "Connections.csv",
        "messages.csv",
        "plain/Notes.csv",
    ]
    assert [problem.path for problem in archive.problems] == ["cut.zip", "messages.csv"]


def test_what_is_no_zip_but_begins_like_one(tmp_path):
    path = tmp_path / "noise.zip"
    path.write_bytes(b"PK\x03\x04" + b"\xff" * 400)
    with pytest.raises(HeardError, match="not downloaded whole"):
        open_archive(path)


def test_a_bomb_that_breaks_off_is_still_a_bomb(tmp_path):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("bomb.csv", b"0" * 60_000_000)
        made.writestr("after.csv", b"Ada,Frey\n" * 100)
    path = tmp_path / "cut.zip"
    path.write_bytes(target.getvalue()[:-60])
    archive = open_archive(path)
    assert "bomb.csv" not in [member.path for member in archive.members]
    assert any("zip bombs" in problem.why for problem in archive.problems)
