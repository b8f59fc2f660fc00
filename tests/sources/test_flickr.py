from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from heard.model import FileSeen, Interaction, Problem, Profile
from heard.reading.archive import open_archive
from heard.sources import flickr

HERE = Path(__file__).parent / "flickr"
CASES = sorted(path.parent.name for path in HERE.glob("*/export"))
ME = "12345678@N00"
PAGE = "https://www.flickr.com/photos"


def export(folder, **files):
    for name, content in files.items():
        (folder / f"{name}.json").write_text(content if isinstance(content, str) else json.dumps(content))
    return folder


def everything(path):
    archive = open_archive(path)
    found = flickr.recognise(archive)
    assert found is not None
    return list(flickr.read(archive, found))


def interactions(path):
    return {record.key: record for record in everything(path) if isinstance(record, Interaction)}


def packed(case):
    inside = list((HERE / case / "export").iterdir())
    return inside[0] if inside[0].suffix == ".zip" else HERE / case / "export"


@pytest.mark.parametrize("case", CASES)
def test_every_file_becomes_exactly_one(case):
    told = [record.path for record in everything(packed(case)) if isinstance(record, FileSeen)]
    assert sorted(told) == [member.path for member in open_archive(packed(case)).members]


def test_parts_overlap_by_their_keys():
    whole, part = interactions(packed("part-1-and-2")), interactions(packed("second-part"))
    shared = {"photo:10000001", "comment:photo:10000001:7", "comment:photo:20000001:72150000001", "mail:3001"}
    assert shared <= whole.keys() & part.keys()


def test_a_comment_is_one_whether_it_stands_under_the_photo_or_in_the_list():
    found = interactions(packed("part-1-and-2"))
    (mine,) = [fact for fact in found.values() if fact.text == "Thank you, Jo!"]
    assert (mine.actor, mine.to) == (f"flickr:{ME}", ())


def test_what_others_said_is_said_to_the_owner():
    theirs = interactions(packed("part-1-and-2"))["comment:photo:10000001:7"]
    assert (theirs.actor, theirs.to, theirs.text) == (
        "flickr:77777777@N00",
        (f"flickr:{ME}",),
        'Nice "shot"!',
    )


def test_the_owner_is_one_by_number_and_by_name():
    owners = [
        record
        for record in everything(packed("part-1-and-2"))
        if isinstance(record, Profile) and record.owner
    ]
    assert [owner.account for owner in owners] == [f"flickr:{ME}", "flickr:inesokafor"]
    assert {owner.email for owner in owners} == {"ines@larkfield.example"}


@pytest.mark.parametrize(
    "content",
    [
        {"nsid": "x", "screen_name": "y"},
        {"comments": [{"url": "https://example.com/1"}]},
        {"albums": []},
        "nsid, screen_name\n",
        [],
    ],
)
def test_what_others_write_is_not_claimed(tmp_path, content):
    assert flickr.recognise(open_archive(export(tmp_path, account_profile=content))) is None


def test_times_are_written_in_several_ways(tmp_path):
    dates = [
        "2021-01-02 08:00:00",
        "1609574400",
        "2021-01-02T09:00:00+01:00",
        "0000-00-00 00:00:00",
        "9" * 30,
    ]
    comments = [
        {
            "photo_id": "1",
            "comment_id": str(number),
            "photo_url": f"{PAGE}/jopike/1/",
            "comment": "Hm",
            "date": date,
        }
        for number, date in enumerate(dates)
    ]
    export(tmp_path, photos_comments_part001={"comments": comments})
    assert [fact.happened_us for fact in interactions(tmp_path).values()] == [1609574400000000] * 3 + [None]
    assert [record.why for record in everything(tmp_path) if isinstance(record, Problem)] == [
        f"Record 5 has a time that cannot be read: {'9' * 30}.",
        "Records without a date, kept without one: 1.",
    ]


def test_many_bad_records_are_told_in_a_hundred_and_one_lines(tmp_path):
    faves = [{"photo_id": "1", "photo_url": "http://flic.kr/p/2abcDE"}, *[{}] * 150]
    problems = [
        record.why
        for record in everything(export(tmp_path, faves_part001={"faves": faves}))
        if isinstance(record, Problem)
    ]
    assert len(problems) == 101
    assert problems[-1] == "50 more records are like these."


def test_a_gallery_and_a_thing_without_number_can_be_commented_on(tmp_path):
    comments = [
        {"gallery_id": "72157-1", "comment": "Hm", "created": "2021-01-02 08:00:00", "user": "7@N01"},
        {"url": "https://www.flickr.com/services/apps/1/", "comment": "Ho", "created": "2021-01-02 08:00:00"},
    ]
    facts = [
        *interactions(
            export(tmp_path, account_profile=PROFILE, galleries_comments_part001={"comments": comments})
        ).values()
    ]
    assert [(fact.actor, fact.to, fact.thread) for fact in facts] == [
        ("flickr:7@N01", (f"flickr:{ME}",), "gallery:72157-1"),
        (f"flickr:{ME}", (), None),
    ]


PROFILE = {"nsid": ME, "screen_name": "Ines"}


def test_a_damaged_zip_costs_its_damaged_files(tmp_path):
    path = tmp_path / "part1.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as made:
        made.writestr("a.json", "x" * 100)
        made.writestr("account_profile.json", json.dumps(PROFILE))
    whole = path.read_bytes()
    at = whole.index(b"x" * 100)
    path.write_bytes(whole[:at] + b"y" + whole[at + 1 :])
    assert [(file.path, file.status) for file in everything(path) if isinstance(file, FileSeen)] == [
        ("a.json", "failed"),
        ("account_profile.json", "read"),
    ]


def test_a_profile_that_breaks_off_is_no_profile(tmp_path):
    photo = {"id": "1", "photopage": f"{PAGE}/{ME}/1/"}
    records = everything(export(tmp_path, account_profile=json.dumps(PROFILE)[:-3], photo_1=photo))
    assert [record.account for record in records if isinstance(record, Profile)] == [f"flickr:{ME}"]


def test_a_part_with_mail_alone_is_known(tmp_path):
    export(
        tmp_path,
        sent_flickrmail_part001={"flickrmail": [{"id": 1, "to": "7@N01", "message": "Hm", "date_sent": ""}]},
    )
    (mail,) = interactions(tmp_path).values()
    assert (mail.key, mail.actor, mail.to, mail.visibility) == ("mail:1", None, ("flickr:7@N01",), "direct")
