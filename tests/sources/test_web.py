"""What holds for every source of posts and comments, whatever is done to its files."""

from __future__ import annotations

import io
import tarfile
from collections import Counter
from pathlib import Path

import pytest

from heard.model import FileSeen, Interaction, Problem, Profile
from heard.reading.archive import open_archive
from heard.reading.tarball import DamagedTarError, files
from heard.reading.web import xml
from heard.reading.web.parts import moment, site_of
from heard.reading.web.quotes import mentions, own_words
from heard.sources import recognise, sources

HERE = Path(__file__).parent
NAMES = ("wordpress", "feed", "discourse", "ghost", "github")
FILES = [
    path
    for name in NAMES
    for path in sorted((HERE / name).glob("*/export/*"))
    if path.suffix in {".xml", ".json", ".csv", ".gz", ".zip", ".rdf", ".rss"}
]


def told(name: str, path: Path) -> list[object]:
    source = sources()[name]
    archive = open_archive(path)
    export = source.recognise(archive)
    if export is None:
        return []
    found = list(source.read(archive, export))
    seen = Counter(record.path for record in found if isinstance(record, FileSeen))
    assert set(seen.values()) <= {1}
    assert {member.path for member in archive.members} <= set(seen)
    keys = Counter(record.key for record in found if isinstance(record, Interaction))
    assert set(keys.values()) <= {1}
    accounts = Counter(record.account for record in found if isinstance(record, Profile))
    assert set(accounts.values()) <= {1}
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(HERE).as_posix())
def test_a_file_that_breaks_off_anywhere_is_told_of_and_never_raises(path, tmp_path):
    name = path.relative_to(HERE).parts[0]
    content = path.read_bytes()
    if path.suffix == ".zip":
        assert told(name, path)
        return
    whole = told(name, path)
    for cut in range(0, len(content), max(1, len(content) // 12)):
        (tmp_path / path.name).write_bytes(content[:cut])
        found = told(name, tmp_path / path.name)
        if found and sum(isinstance(record, Interaction) for record in whole):
            read = [
                record
                for record in found
                if isinstance(record, FileSeen) and (record.rows or "no rows" in record.what)
            ]
            assert read or any(isinstance(record, Problem) for record in found)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(HERE).as_posix())
def test_bytes_that_are_spoilt_never_raise(path, tmp_path):
    if path.suffix == ".zip":
        pytest.skip("a zip guards its own bytes")
    content = bytearray(path.read_bytes())
    for at in range(7, len(content), max(1, len(content) // 10)):
        spoilt = bytearray(content)
        spoilt[at] = 0xFF if at % 2 else 0x3C
        (tmp_path / path.name).write_bytes(spoilt)
        told(path.relative_to(HERE).parts[0], tmp_path / path.name)


class Dripping(io.BytesIO):
    """A stream that gives a few bytes at a time."""

    def read(self, _size=-1):
        return super().read(5)


def test_what_is_declared_before_the_first_element_is_seen_in_pieces_too():
    with pytest.raises(xml.HostileError):
        list(
            xml.elements(
                xml.Stream(Dripping(b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'))
            )
        )


def test_words_on_xml_are_no_declaration():
    stream = xml.Stream(
        Dripping(b"<rss><item>\x08<![CDATA[<!ENTITY b 'c'>]]></item><item/><item></item></rss>"), b"<item>"
    )
    texts = [element.text for element in xml.elements(stream)]
    assert texts[0] == "<!ENTITY b 'c'>"
    assert (stream.counted, stream.dropped, stream.errors) == (2, 1, [])


def test_a_tar_that_claims_too_much_is_not_read_on(tmp_path):
    packed = tmp_path / "bomb.tar.gz"
    with tarfile.open(packed, "w:gz") as tar:
        for number in range(40):
            entry = tarfile.TarInfo(f"issues_{number:06}.json")
            entry.size = 1 << 20
            tar.addfile(entry, io.BytesIO(b" " * entry.size))
    with pytest.raises(DamagedTarError, match="far more than it should"):
        list(files(open_archive(packed).members[0], 1 << 30))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("1970-01-01 00:00:01", 1_000_000),
        ("1970-01-01T02:00:01+02:00", 1_000_000),
        ("1970-01-01 00:00:01 UTC", 1_000_000),
        ("Do, 01 Jan 1970 01:00:01 MEZ", 1_000_000),
        ("Thu, 01 Jan 1970 00:00:01 GMT", 1_000_000),
        ("Wed, 31 Dec 1969 19:00:01 EST", 1_000_000),
        ("Thu, 01 Jan 1970 00:00:01 XYZ", None),
        ("0000-00-00 00:00:00", None),
        ("Thu, 32 Jan 1970 00:00:01 GMT", None),
        ("9999-12-31T23:59:59-23:00", 253_402_383_599_000_000),
        ("soon", None),
        ("", None),
    ],
)
def test_times_are_in_utc_or_not_at_all(text, at):
    assert moment(text) == at


def test_an_address_that_is_none_names_no_site():
    assert site_of("https://WWW.Acme.example/blog/") == "acme.example/blog"
    assert site_of("http://[broken") == ""


def test_a_quotation_that_is_never_closed_stays():
    assert own_words("[quote=x] a [quote] b [/quote]") == "[quote=x] a [quote] b [/quote]"
    assert mentions("ada@acme.example and @Bo. and @bo") == ("bo",)


def test_comments_of_disqus_are_not_taken_for_a_blog(tmp_path):
    (tmp_path / "disqus.xml").write_text(
        '<?xml version="1.0" encoding="utf-8"?><disqus xmlns="http://disqus.com" xmlns:dsq="http://disqus.com/disqus-internals">'
        '<post dsq:id="1"><message>Hi</message><createdAt>2019-03-01T10:00:00Z</createdAt></post></disqus>'
    )
    assert recognise(open_archive(tmp_path)) == []


def test_letters_cut_by_a_piece_are_whole_and_wrong_ones_are_counted():
    said = '<?xml version="1.0" encoding="UTF-8"?><a>Grüße € 🙂 '.encode() + "Größe</a>".encode("cp1252")
    stream = xml.Stream(Dripping(said))
    assert [element.text for element in xml.elements(stream)] == ["Grüße € 🙂 Größe"]
    assert (stream.mended, stream.errors) == (2, [])
