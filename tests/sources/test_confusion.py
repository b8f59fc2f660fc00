"""Which source claims what: each golden export, as it is and zipped, is claimed by its own source alone, or Heard asks.

`python tools/confusion.py` prints the table.
"""

from __future__ import annotations

import io
import zipfile
from itertools import combinations
from pathlib import Path

import pytest
from mutations import files_of, zipped

from heard import api
from heard.model import FileSeen, HeardError
from heard.reading.archive import open_archive
from heard.sources import recognise, sources

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/*/export"))
FIRST = {case.parent.name: case for case in reversed(CASES)}
"""One case of each source."""
BROAD = {
    "linkedin/era-2026",
    "x/2024",
    "facebook/2024",
    "whatsapp/android-us",
    "youtube/era-2026",
    "deals/own-deals",
}
"""Cases that stand side by side, two at a time."""


def given(case: Path) -> Path:
    """What a person adds: the one file that the export is, or the folder."""
    inside = [*(case / "export").iterdir()]
    return inside[0] if len(inside) == 1 and inside[0].is_file() else case / "export"


def claims(path: Path) -> list[str]:
    return [export.source for export in recognise(open_archive(path))]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_its_own_source_claims_it_and_no_other(case, tmp_path):
    assert claims(given(case)) == [case.parent.name]
    packed = tmp_path / f"{given(case).stem}.zip"
    packed.write_bytes(zipped(files_of(given(case))))
    assert claims(packed) == [case.parent.name]


@pytest.mark.parametrize(("one", "other"), [*combinations(sorted(BROAD), 2)])
def test_two_exports_side_by_side_are_two_or_heard_asks(one, other, tmp_path):
    both = tmp_path / "both"
    names = [name.partition("/")[0] for name in (one, other)]
    for name in (one, other):
        for path, content in files_of(given(HERE / name)).items():
            place = both / name.partition("/")[0] / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
    found = claims(both)
    assert set(found) <= set(names)
    if len(found) == 1:  # the other knows that it does not stand alone
        (its,) = recognise(archive := open_archive(both))
        read = [each for each in sources()[its.source].read(archive, its) if isinstance(each, FileSeen)]
        strange = [each for each in read if not each.path.startswith(f"{its.source}/")]
        assert strange
        assert {each.status for each in strange} <= {"unknown", "known", "failed"}
        return
    assert {source for part in api.exports_in(both) for source in claims(part)} == set(names)
    (tmp_path / "home").mkdir()
    with (
        api.open(tmp_path / "home") as home,
        pytest.raises(HeardError, match=" or ".join(found) or "not an export"),
    ):
        home.add(both)


@pytest.mark.parametrize("source", sources())
def test_a_zip_in_a_zip_is_what_is_in_it(source, tmp_path):
    case = FIRST[source]
    inner = zipped(files_of(given(case)))
    (tmp_path / "sent on.zip").write_bytes(zipped({f"{given(case).stem}.zip": inner}))
    assert claims(tmp_path / "sent on.zip") == [source]


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"PK", b"\0" * 600, b"<html></html>", b"{}", b"[]", b"a,b\n1,2\n"]
)
def test_what_is_no_export_is_claimed_by_nobody(content, tmp_path):
    for name in ("a.csv", "a.json", "a.txt", "a.mbox", "a"):
        (tmp_path / name).write_bytes(content)
        try:
            assert claims(tmp_path / name) == []
        except HeardError:
            assert content.startswith(b"PK")


def test_an_empty_zip_and_an_empty_folder_are_named(tmp_path):
    out = io.BytesIO()
    zipfile.ZipFile(out, "w").close()
    (tmp_path / "empty.zip").write_bytes(out.getvalue())
    (tmp_path / "folder").mkdir()
    (tmp_path / "home").mkdir()
    with api.open(tmp_path / "home") as home:
        for name in ("empty.zip", "folder"):
            with pytest.raises(HeardError, match="not an export that Heard knows; see: heard sources"):
                home.add(tmp_path / name)


@pytest.mark.parametrize(
    "case", ["facebook/2025-zips", "instagram/2025-zips", "youtube/two-parts", "flickr/zips"]
)
def test_the_zips_of_one_export_are_added_as_one(case):
    assert api.exports_in(HERE / case / "export") == [HERE / case / "export"]
