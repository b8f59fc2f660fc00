from __future__ import annotations

import json
import random
import zipfile
from pathlib import Path

import pytest

from heard.model import FileSeen, Interaction, Problem, Profile
from heard.reading.archive import open_archive
from heard.reading.tarball import unpacked
from heard.reading.youtube import pages
from heard.sources import recognise, youtube

HERE = Path(__file__).parent / "youtube"
CASES = sorted(path.parent.name for path in HERE.glob("*/export"))
ME, JO = "UCinesInesInesInesInes01", "UCjoPikeJoPikeJoPikeJo02"
HEADER = "Channel ID,Comment Create Timestamp,Price,Comment ID,Parent Comment ID,Video ID,Comment Text\n"


def export(folder, **files):
    for name, content in files.items():
        (folder / name.replace("__", ".")).write_bytes(
            content.encode() if isinstance(content, str) else content
        )
    return folder


def everything(path):
    archive = open_archive(path)
    found = youtube.recognise(archive)
    assert found is not None
    return list(youtube.read(archive, found))


def interactions(path):
    return {record.key: record for record in everything(path) if isinstance(record, Interaction)}


def seen(path):
    return {record.path: record for record in everything(path) if isinstance(record, FileSeen)}


def problems(path):
    return [record.why for record in everything(path) if isinstance(record, Problem)]


def packed(case):
    inside = list((HERE / case / "export").iterdir())
    return inside[0] if len(inside) == 1 and inside[0].is_file() else HERE / case / "export"


def comment(number, video="pumpPrime01", text='{""text"":""Yes""}'):
    return f'{ME},2025-04-{number:02}T07:39:35.956042+00:00,0,UgyComment{number:02}Comment4AaABAg,,{video},"{text}"\n'


@pytest.mark.parametrize("case", CASES)
def test_every_file_becomes_exactly_one(case):
    told = [record.path for record in everything(packed(case)) if isinstance(record, FileSeen)]
    assert sorted(told) == [member.path for member in unpacked(open_archive(packed(case))).members]


def test_rows_in_another_order_give_the_same_facts(tmp_path):
    rows = [comment(number) for number in range(1, 9)]
    once = interactions(export(tmp_path, comments__csv=HEADER + "".join(rows)))
    random.Random(1).shuffle(rows)
    assert len(once) == 8
    assert interactions(export(tmp_path, comments__csv=HEADER + "".join(rows) + "\n" * 5)) == once


def test_a_part_gives_the_same_keys_as_the_whole(tmp_path):
    comments = HERE / "era-2023" / "export" / "Takeout" / "YouTube and YouTube Music" / "comments"
    assert interactions(comments).keys() <= interactions(packed("era-2023")).keys()


def test_a_takeout_with_mail_is_mail(tmp_path):
    mail = "From a@x.example Sun Mar 22 02:19:17 2026\nFrom: a@x.example\nSubject: Hi\nDate: Sun, 22 Mar 2026 02:19:17 +0000\n\nHi.\n"
    export(tmp_path, comments__csv=HEADER + comment(1), mail__mbox=mail)
    assert [found.source for found in recognise(open_archive(tmp_path))] == ["mbox"]


@pytest.mark.parametrize(
    "content",
    [
        "id,permalink,date,ip,subreddit,gildings,link,parent,body,media\na1,x,2026-01-01 08:00:00 UTC,,pumps,0,,,Hi,\n",
        "Channel ID,Channel Url,Channel Title\n",
        '[{"header": "Chrome", "title": "Visited a page"}]',
        '"open quote\n' + "x" * 140_000,
        ",,\n",
        "\n",
        "",
    ],
)
def test_what_others_write_is_not_claimed(tmp_path, content):
    assert youtube.recognise(open_archive(export(tmp_path, comments__csv=content))) is None


def test_other_products_are_known_for_what_they_are(tmp_path):
    inside = tmp_path / "Takeout" / "YouTube"
    other = tmp_path / "Takeout" / "My Activity" / "Chrome"
    for folder in (inside, other):
        folder.mkdir(parents=True)
    export(
        inside,
        comments__csv=HEADER + comment(1),
        about__html="<html><a href='https://takeout.google.com'>Takeout</a></html>",
    )
    page = (
        '<html><div class="outer-cell mdl-cell"><p class="mdl-typography--title">Chrome<br></p></div></html>'
    )
    export(other, MyActivity__json='[{"header": "Chrome"}]', MyActivity__html=page, notes__txt="milk\n")
    assert {Path(file.path).name: file.status for file in seen(tmp_path).values()} == {
        "comments.csv": "read",
        "about.html": "known",
        "MyActivity.json": "known",
        "MyActivity.html": "known",
        "notes.txt": "unknown",
    }


def test_a_long_page_of_history_is_read_in_pieces(tmp_path, monkeypatch):
    page = (
        HERE / "german/export/Takeout/YouTube und YouTube Music/Verlauf/Wiedergabeverlauf.html"
    ).read_text("utf-8")
    head, cell, _ = page.partition(' class="outer-cell')
    export(tmp_path, watch__html=head + cell + _, comments__csv=HEADER + comment(1))
    whole = everything(tmp_path)
    monkeypatch.setattr(pages, "WINDOW", 64)
    assert everything(tmp_path) == whole
    assert [fact.to for fact in whole if isinstance(fact, Interaction)] == [(f"youtube:{JO}",)]


def test_a_page_of_history_may_be_empty_and_a_channel_nameless(tmp_path):
    page = '<html><div class="x"><p class="mdl-typography--title">YouTube<br></p></div><div class="outer-cell"></div></html>'
    follows = f"Channel ID,Channel URL,Channel title\n{JO},http://www.youtube.com/channel/{JO},\n"
    export(tmp_path, watch__html=page, subscriptions__csv=follows)
    assert seen(tmp_path)["watch.html"].what.endswith("other things done (1)")
    assert [record for record in everything(tmp_path) if isinstance(record, Profile)] == []


def test_who_made_a_film_that_nobody_commented_on_is_not_kept(tmp_path):
    film = {
        "header": "YouTube", "title": "Watched", "titleUrl": "https://www.youtube.com/watch?v=pumpPrime01",
        "subtitles": [{"name": "Jo", "url": f"https://www.youtube.com/channel/{JO}"}],
    }  # fmt: skip
    found = everything(export(tmp_path, history__json=json.dumps([film])))
    assert [record for record in found if not isinstance(record, FileSeen)] == []


def test_nobody_is_addressed_under_ones_own_video(tmp_path):
    videos = (
        "Video ID,Approx Duration (ms),Channel ID,Video Title (Original),Privacy,Video State,Video Create Timestamp\n"
        f"ownVideo001,1,{ME},Pumps,Public,Processed,2024-01-01T00:00:00\nshort,1,{ME},Pumps,Public,Processed,2024-01-01T00:00:00\n"
    )
    found = interactions(
        export(tmp_path, comments__csv=HEADER + comment(1, "ownVideo001"), videos__csv=videos)
    )
    assert [fact.to for fact in found.values()] == [(), ()]
    assert problems(tmp_path) == ["This line has no video's id: short."]


def test_old_files_say_whose_they_are_and_who_is_followed(tmp_path):
    item = {
        "kind": "youtube#subscription",
        "snippet": {
            "channelId": ME,
            "publishedAt": "2019-03-01T10:00:00Z",
            "resourceId": {"channelId": JO},
            "title": "Jo",
        },
    }
    gone = {"kind": "youtube#subscription", "snippet": {"title": "Gone"}}
    export(tmp_path, subscriptions__json=json.dumps([item, gone]))
    (fact,) = interactions(tmp_path).values()
    assert (fact.actor, fact.to, fact.happened_us) == (f"youtube:{ME}", (f"youtube:{JO}",), 1551434400000000)
    assert problems(tmp_path) == ["Record 2 names no channel: none."]


def test_a_comment_without_video_or_pieces_of_text_is_kept(tmp_path):
    export(tmp_path, comments__csv=HEADER + comment(1, "", '{""takeoutSegments"":3}') + comment(2, "", "7"))
    facts = interactions(tmp_path).values()
    assert [(fact.text, fact.url, fact.thread) for fact in facts] == [
        ('{"takeoutSegments":3}', "", None),
        ("7", "", None),
    ]


def test_a_remark_may_lack_text_link_or_a_real_day(tmp_path):
    page = (
        '<ul><li>Sent at 2020-04-27 23:18:23 UTC while watching <a href="http://www.youtube.com/watch?v=pumpPrime01">a video</a>.</li>'
        "<li>Sent at 2020-04-28 23:18:23 UTC.<br>Hm</li><li>Sent at 2020-04-31 23:18:23 UTC.<br>Hm</li></ul>"
    )
    export(tmp_path, comments__html=page)
    assert [(fact.text, fact.thread) for fact in interactions(tmp_path).values()] == [
        ("", "pumpPrime01"),
        ("Hm", None),
    ]
    assert problems(tmp_path) == ["Record 3 has no time that Heard can read."]


@pytest.mark.parametrize("name", ["live chats.csv", "watch-history.json", "watch-history.html"])
def test_a_damaged_zip_costs_its_damaged_files(tmp_path, name):
    filler = random.Random(1).randbytes(200_000).hex()
    chats = "Live Chat ID,Channel ID,Live Chat Create Timestamp,Price,Video ID,Live Chat Text\n"
    contents = {
        "live chats.csv": chats + f'LCC.1,{ME},2025-05-01T18:30:01+00:00,0,liveLive001,"{filler}"\n',
        "watch-history.json": json.dumps(
            [{"header": "YouTube", "title": filler[at : at + 100]} for at in range(0, 400_000, 100)]
        ),
        "watch-history.html": f'<html><p class="mdl-typography--title">YouTube<br></p><div class="outer-cell">{filler}</div></html>',
    }
    path = tmp_path / "takeout.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as made:
        made.writestr("comments.csv", HEADER + comment(1))
        made.writestr(name, contents[name])
        made.writestr("broken.csv", "x" * 100)
    whole = path.read_bytes()
    at = whole.index(contents[name].encode()[-1_000:])
    last = whole.index(b"x" * 100)
    path.write_bytes(whole[:at] + b"?" + whole[at + 1 : last] + b"y" + whole[last + 1 :])
    assert {path: file.status for path, file in seen(path).items()} == {
        "comments.csv": "read",
        name: "failed",
        "broken.csv": "failed",
    }
    assert len(interactions(path)) == 1
    assert len([why for why in problems(path) if "damaged" in why]) == 2


def test_profiles_name_the_owner_once(tmp_path):
    owners = [
        record for record in everything(packed("era-2026")) if isinstance(record, Profile) and record.owner
    ]
    assert sorted(owner.name for owner in owners) == ["Ines Okafor", "Larkfield"]
