from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest

from heard.model import HeardError
from heard.reading import archive as archives
from heard.reading.archive import Archive, DamagedError, Member, open_archive


def pack(path: Path, files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as packing:
        for name, content in files.items():
            packing.writestr(zipfile.ZipInfo(name), content, method)
    return path


def packed(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packing:
        for name, content in files.items():
            packing.writestr(name, content)
    return stream.getvalue()


def why(archive: Archive) -> dict[str, str]:
    return {problem.path: problem.why for problem in archive.problems}


def names(archive: Archive) -> list[str]:
    return [member.path for member in archive.members]


def patched(path: Path, at_local: int, at_central: int, layout: str, value: int) -> Path:
    """Overwrite a field of the first entry, in its local header and in the directory."""
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", at_local), (b"PK\x01\x02", at_central)):
        if offset >= 0:
            struct.pack_into(layout, content, content.index(signature) + offset, value)
    path.write_bytes(content)
    return path


def test_a_zip_a_folder_and_a_file_are_the_same_list(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    (folder / "Jobs").mkdir(parents=True)
    (folder / "b.csv").write_bytes(b"two")
    (folder / "Jobs" / "a.csv").write_bytes(b"one")
    zipped = open_archive(pack(tmp_path / "z.zip", {"b.csv": b"two", "Jobs/": b"", "Jobs/a.csv": b"one"}))
    walked = open_archive(folder)
    assert names(zipped) == names(walked) == ["Jobs/a.csv", "b.csv"]
    for one in (zipped, walked):
        assert [member.read() for member in one.members] == [b"one", b"two"]
        assert [member.head(2) for member in one.members] == [b"on", b"tw"]
        assert [member.size for member in one.members] == [3, 3]
    alone = open_archive(folder / "b.csv")
    assert names(alone) == ["b.csv"]
    assert alone.members[0].on_disk == folder / "b.csv"
    assert zipped.members[0].on_disk is None


def test_a_member_is_found_in_any_case_and_streamed(tmp_path: Path) -> None:
    archive = open_archive(pack(tmp_path / "z.zip", {"Messages.csv": b"one\ntwo\n"}))
    member = archive.find("messages.CSV")
    assert member is not None
    assert member.name == "Messages.csv"
    with member.open() as stream:
        assert list(stream) == [b"one\n", b"two\n"]
    assert archive.find("other.csv") is None


def test_the_digest_is_of_the_content(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.csv").write_bytes(b"same")
    assert open_archive(tmp_path / "one").digest() == open_archive(tmp_path / "two").digest()
    (tmp_path / "two" / "a.csv").write_bytes(b"other")
    assert open_archive(tmp_path / "one").digest() != open_archive(tmp_path / "two").digest()
    assert len(open_archive(pack(tmp_path / "z.zip", {"a.csv": b"same"})).digest()) == 64


def test_a_path_that_is_not_there() -> None:
    with pytest.raises(HeardError, match="check the path"):
        open_archive(Path("nowhere.zip"))


@pytest.mark.parametrize(
    "name",
    ["../evil.csv", "/etc/evil.csv", "a/../../evil.csv", "C:/evil.csv", "C:\\evil.csv", "..\\evil.csv"],
)
def test_a_path_that_leads_out_is_refused(tmp_path: Path, name: str) -> None:
    archive = open_archive(pack(tmp_path / "z.zip", {name: b"x", "a.csv": b"x"}))
    assert names(archive) == ["a.csv"]
    assert [reason for reason in why(archive).values() if "leads out" in reason]


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("link.csv")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as packing:
        packing.writestr(link, "/etc/passwd")
    archive = open_archive(tmp_path / "z.zip")
    assert names(archive) == []
    assert "is a link" in why(archive)["link.csv"]


def test_a_link_out_of_a_folder_is_not_followed(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (tmp_path / "secret.csv").write_bytes(b"x")
    (folder / "out.csv").symlink_to(tmp_path / "secret.csv")
    (folder / "a.csv").write_bytes(b"x")
    (folder / "within.csv").symlink_to(folder / "a.csv")
    archive = open_archive(folder)
    assert names(archive) == ["a.csv", "within.csv"]
    assert "was not followed" in why(archive)["out.csv"]


def test_a_folder_linked_from_elsewhere_is_not_walked(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "secret.csv").write_bytes(b"x")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "out").symlink_to(tmp_path / "elsewhere")
    assert names(open_archive(tmp_path / "folder")) == []


def test_a_bomb_is_refused_by_its_ratio(tmp_path: Path) -> None:
    archive = open_archive(pack(tmp_path / "z.zip", {"bomb.csv": bytes(20 << 20), "a.csv": b"x"}))
    assert names(archive) == ["a.csv"]
    assert "zip bombs" in why(archive)["bomb.csv"]


def test_a_claim_of_ten_gigabytes_is_refused(tmp_path: Path) -> None:
    with (
        mock.patch.object(archives, "MAX_MEMBER_BYTES", 1 << 30),
        mock.patch.object(archives, "MAX_RATIO", 1 << 40),
    ):
        path = patched(pack(tmp_path / "z.zip", {"a.csv": b"x" * 50}), 22, 24, "<I", 3_000_000_000)
        archive = open_archive(path)
    assert names(archive) == []
    assert "claims 3 GB" in why(archive)["a.csv"]


def test_an_encrypted_member_is_told(tmp_path: Path) -> None:
    archive = open_archive(patched(pack(tmp_path / "z.zip", {"a.csv": b"x"}), 6, 8, "<H", 1))
    assert "encrypted" in why(archive)["a.csv"]


def test_a_path_that_comes_twice_is_read_once(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as packing:
        packing.writestr("a.csv", "first")
        with pytest.warns(UserWarning, match="Duplicate"):
            packing.writestr("a.csv", "second")
    archive = open_archive(tmp_path / "z.zip")
    assert [member.read() for member in archive.members] == [b"first"]
    assert "twice" in why(archive)["a.csv"]


def test_a_zip_that_was_not_downloaded_whole(tmp_path: Path) -> None:
    path = pack(tmp_path / "z.zip", {"a.csv": b"x" * 1000})
    path.write_bytes(path.read_bytes()[:-30])
    archive = open_archive(path)
    assert [(member.path, member.read()) for member in archive.members] == [("a.csv", b"x" * 1000)]
    assert [problem.path for problem in archive.problems] == ["z.zip"]


def streamed(member: Member) -> bytes:
    with member.open() as stream:
        return b"".join(iter(lambda: stream.read(100), b""))


@pytest.mark.parametrize("reading", [Member.read, streamed])
@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_damaged_member_says_so_and_spares_the_others(
    tmp_path: Path, method: int, reading: Callable[[Member], bytes]
) -> None:
    path = pack(tmp_path / "z.zip", {"a.csv": bytes(range(256)) * 40, "b.csv": b"fine"}, method)
    content = bytearray(path.read_bytes())
    content[60:70] = b"\xff" * 10
    path.write_bytes(content)
    damaged, fine = open_archive(path).members
    with pytest.raises(DamagedError):
        reading(damaged)
    assert reading(fine) == b"fine"


@pytest.mark.parametrize("claimed", [10, 990])
def test_a_directory_that_lies_about_a_size(tmp_path: Path, claimed: int) -> None:
    path = patched(pack(tmp_path / "z.zip", {"a.csv": bytes(range(100)) * 10}), 22, 24, "<I", claimed)
    member = open_archive(path).members[0]
    with pytest.raises(DamagedError):
        member.read()


@pytest.mark.parametrize("name", ["a.csv", "inner.zip"])
def test_a_compression_that_no_export_uses(tmp_path: Path, name: str) -> None:
    archive = open_archive(patched(pack(tmp_path / "z.zip", {name: b"x" * 50}), 8, 10, "<H", 12))
    assert names(archive) == []
    assert "no export uses" in why(archive)[name]


def test_a_zip_in_a_zip_is_opened_and_one_deeper_is_not(tmp_path: Path) -> None:
    inner = packed({"a.csv": b"x", "deeper.zip": packed({"b.csv": b"y"})})
    archive = open_archive(pack(tmp_path / "z.zip", {"inner.zip": inner}))
    assert names(archive) == ["inner.zip/a.csv", "inner.zip/deeper.zip"]
    assert archive.members[0].read() == b"x"


def test_the_parts_of_one_export_in_a_folder_are_one_archive(tmp_path: Path) -> None:
    folder = tmp_path / "all"
    folder.mkdir()
    first = pack(folder / "takeout-20260302T083000Z-001.zip", {"Takeout/a.csv": b"1"})
    assert names(open_archive(folder)) == [first.name]
    pack(folder / "takeout-20260302T083000Z-002.zip", {"Takeout/b.csv": b"2", "../out.csv": b"x"})
    pack(folder / "other.zip", {"c.csv": b"3"})
    (folder / "takeout-20260302T083000Z-003.zip").write_bytes(b"PK\3\4 broken")
    (folder / "d.csv").write_bytes(b"4")
    archive = open_archive(folder)
    assert {member.path: member.read() for member in archive.members} == {
        "d.csv": b"4",
        "other.zip/c.csv": b"3",
        "takeout-20260302T083000Z-001.zip/Takeout/a.csv": b"1",
        "takeout-20260302T083000Z-002.zip/Takeout/b.csv": b"2",
        "takeout-20260302T083000Z-003.zip": b"PK\3\4 broken",
    }
    assert why(archive).keys() == {
        "takeout-20260302T083000Z-002.zip/../out.csv",
        "takeout-20260302T083000Z-003.zip",
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Basic_LinkedInDataExport_07-20-2023.zip", "Basic_LinkedInDataExport_07-20-2024.zip"),
        ("facebook-ines-2024-03-05-Ab3dE6gH.zip", "facebook-ines-2025-03-05-Ab3dE6gH.zip"),
        ("takeout-20250302T083000Z-001.zip", "takeout-20260302T083000Z-001.zip"),
    ],
)
def test_two_exports_in_a_folder_are_two(tmp_path: Path, one: str, other: str) -> None:
    for name in (one, other):
        pack(tmp_path / name, {"a.csv": b"1"})
    assert names(open_archive(tmp_path)) == [one, other]


def test_a_damaged_zip_in_a_zip_costs_itself_only(tmp_path: Path) -> None:
    archive = open_archive(pack(tmp_path / "z.zip", {"inner.zip": b"PK\x03\x04 no more", "a.csv": b"x"}))
    assert names(archive) == ["a.csv"]
    assert "inside the zip is damaged" in why(archive)["inner.zip"]


def test_an_inner_zip_that_lies_about_its_size(tmp_path: Path) -> None:
    path = patched(pack(tmp_path / "z.zip", {"inner.zip": packed({"a.csv": b"x" * 500})}), 22, 24, "<I", 40)
    archive = open_archive(path)
    assert names(archive) == []
    assert "damaged" in why(archive)["inner.zip"]


def test_inner_zips_share_one_allowance_of_memory(tmp_path: Path) -> None:
    inner = packed({"a.csv": b"x" * 500})
    path = pack(tmp_path / "z.zip", {"1.zip": inner, "2.zip": inner})
    with mock.patch.object(archives, "MAX_NESTED_BYTES", len(inner) + 10):
        assert names(open_archive(path)) == ["1.zip/a.csv", "2.zip"]


def test_more_files_than_any_export_holds(tmp_path: Path) -> None:
    path = pack(tmp_path / "z.zip", {f"{n}.csv": b"" for n in range(4)})
    (tmp_path / "folder").mkdir()
    for n in range(4):
        (tmp_path / "folder" / f"{n}.csv").write_bytes(b"")
    with mock.patch.object(archives, "MAX_MEMBERS", 3):
        with pytest.raises(HeardError, match="more than 3 files"):
            open_archive(path)
        with pytest.raises(HeardError, match="more than 3 files"):
            open_archive(tmp_path / "folder")


def test_a_member_whose_own_header_is_gone(tmp_path: Path) -> None:
    path = pack(tmp_path / "z.zip", {"a.csv": b"fine", "b.csv": b"x"})
    content = bytearray(path.read_bytes())
    content[content.rindex(b"PK\x03\x04")] = 0
    path.write_bytes(content)
    fine, gone = open_archive(path).members
    assert fine.head() == b"fine"
    with pytest.raises(DamagedError):
        gone.head()


def test_a_stream_never_gives_more_than_was_promised() -> None:
    with pytest.raises(DamagedError, match="more than the zip says"):
        archives._Bounded(io.BytesIO(b"four"), 3).readinto(bytearray(9))
    with pytest.raises(DamagedError, match="more than the zip says"):
        archives._Bounded(io.BytesIO(b"four"), 3).readall()
