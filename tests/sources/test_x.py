from __future__ import annotations

import json
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heard.model import Columns, FileSeen, Problem
from heard.reading import assignment
from heard.reading.archive import open_archive
from heard.reading.x.shapes import Link
from heard.reading.x.text import plain
from heard.reading.x.times import moment
from heard.sources import x

ME = "2210000001"


def post(number, text="A pump.", **more):
    return {
        "id_str": str(number),
        "created_at": "Tue Mar 05 12:00:00 +0000 2024",
        "full_text": text,
        "entities": {"user_mentions": [], "urls": []},
        **more,
    }


def after(number, parent):
    return post(number, in_reply_to_status_id_str=str(parent), in_reply_to_user_id_str=ME)


def wrapped(records, name="YTD.tweets.part0"):
    body = ",\n".join(json.dumps({"tweet": record}, ensure_ascii=False) for record in records)
    return f"window.{name} = [\n{body}\n]"


@pytest.fixture
def export(tmp_path):
    (tmp_path / "account.js").write_text(
        f'window.YTD.account.part0 = [{{"account": {{"accountId": "{ME}", "username": "ines"}}}}]'
    )
    return tmp_path


def read(folder):
    archive = open_archive(folder)
    found = x.recognise(archive)
    assert found is not None
    rows, rest = [], []
    for record in x.read(archive, found):
        if isinstance(record, Columns):
            rows += record.table.to_pylist()
        else:
            rest.append(record)
    return {row["key"]: row for row in rows}, rest


def problems(records):
    return [record for record in records if isinstance(record, Problem)]


def status(records, path):
    return next(record for record in records if isinstance(record, FileSeen) and record.path == path)


THREAD = [post(10), after(11, 10), after(12, 11), after(13, 12), post(20, "RT @sam: a"), post(30)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(order=st.permutations(THREAD), cut=st.integers(0, len(THREAD)))
def test_the_order_of_parts_and_records_does_not_matter(export, order, cut):
    (export / "a.js").write_text(wrapped(order[:cut], "YTD.tweets.part7"))
    (export / "b.js").write_text(wrapped(order[cut:], "YTD.tweets.part0"))
    rows, _ = read(export)
    assert set(rows) == {"10", "11", "12", "13", "20", "30"}
    assert [rows[key]["thread"] for key in ("10", "11", "12", "13")] == ["10"] * 4
    assert rows["13"]["reply_to"] == "12"


def test_who_is_addressed_is_not_mentioned_as_well(export):
    people = [
        {"screen_name": name, "name": name, "id_str": number}
        for name, number in (("me", ME), ("b", "5"), ("c", "6"))
    ]
    answer = {
        "in_reply_to_status_id_str": "9",
        "in_reply_to_user_id_str": "6",
        "in_reply_to_screen_name": "c",
    }
    (export / "a.js").write_text(
        wrapped([
            post(1, entities={"user_mentions": [*people, people[1]]}, **answer),
            post(2, entities={"user_mentions": people[1:2]}, **answer),
            post(3, entities={"user_mentions": people[2:]}, **answer),
            post(4, entities={"user_mentions": people[:1]}),
        ])
    )  # fmt: skip
    rows, _ = read(export)
    assert [(rows[key]["to"], rows[key]["mentioned"]) for key in "1234"] == [
        (["x:6"], ["x:5"]), (["x:6"], ["x:5"]), (["x:6"], []), ([], []),
    ]  # fmt: skip


def test_a_circle_of_replies_ends(export):
    (export / "a.js").write_text(wrapped([after(1, 2), after(2, 1), after(3, 3)]))
    assert set(read(export)[0]) == {"1", "2", "3"}


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace('"id_str": "7"', '"id_str": 7.5'),
        lambda text: text.replace('"id_str": "7"', '"id_str": "7'),
        lambda text: text.replace('"id_str": "7"', '"id_str" "7"'),
        lambda text: text.replace('"created_at": "Tue', '"created_at": "Some', 8).replace('"Some', '"Tue', 7),
    ],
)
def test_a_bad_record_costs_one_record(export, damage):
    (export / "a.js").write_text(damage(wrapped([post(number) for number in range(20)])))
    rows, rest = read(export)
    assert set(rows) == {str(number) for number in range(20)} - {"7"}
    assert len(problems(rest)) == 1
    assert status(rest, "a.js").rows == 19


def test_a_bad_record_is_named_by_its_line(export, monkeypatch):
    monkeypatch.setattr(assignment, "BLOCK", 300)
    lines = wrapped([post(number) for number in range(20)]).splitlines()
    lines[8] = lines[8].replace('"id_str": "7"', '"id_str": null')
    (export / "a.js").write_text("\n".join(lines))
    rows, rest = read(export)
    assert len(rows) == 19
    assert [(problem.path, problem.line) for problem in problems(rest)] == [("a.js", 9)]
    assert status(rest, "a.js").status == "failed"


def test_a_file_of_bad_records_does_not_flood(export):
    (export / "a.js").write_text(wrapped([{"strange": number} for number in range(500)]))
    assert len(problems(read(export)[1])) == assignment.MAX_PROBLEMS + 2


@pytest.mark.parametrize("size", [64, 700, 1 << 20])
def test_blocks_of_any_size_hold_the_same_records(export, monkeypatch, size):
    texts = ['{"tweet" : {', ', {"tweet":', "[ { \\", "“” 🔧 \u2028", "x" * 5000, ""]
    (export / "a.js").write_text(wrapped([post(number, text) for number, text in enumerate(texts)]) + ";\n")
    monkeypatch.setattr(assignment, "BLOCK", size)
    rows, rest = read(export)
    assert [rows[str(number)]["text"] for number in range(len(texts))] == texts
    assert not problems(rest)


def test_the_same_post_in_two_files_is_one(export):
    (export / "a.js").write_text(wrapped([post(1), post(1), post(2)]))
    (export / "b.js").write_text(wrapped([post(2), post(3)], "YTD.deleted_tweets.part0"))
    rows, rest = read(export)
    assert set(rows) == {"1", "2", "3"}
    assert status(rest, "a.js").rows + status(rest, "b.js").rows == 3


def test_an_archive_without_anything_says_so(export):
    (export / "a.js").write_text("window.YTD.tweets.part0 = [ ];")
    assert [problem.why for problem in problems(read(export)[1])] == [
        "No post, message, like or follow was found in it; ask X for the whole archive."
    ]


def test_a_manifest_that_breaks_off_is_a_problem(export):
    (export / "a.js").write_text(wrapped([post(1)]))
    (export / "manifest.js").write_text('window.__THAR_CONFIG = {"userInfo": {')
    rows, rest = read(export)
    assert set(rows) == {"1"}
    assert [problem.path for problem in problems(rest)] == ["manifest.js"]
    assert status(rest, "manifest.js").status == "failed"


def test_every_zip_member_is_named_when_the_zip_is_damaged(tmp_path):
    path = tmp_path / "twitter.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(
            "data/account.js", 'window.YTD.account.part0 = [ {"account" : {"accountId" : "1"} } ]'
        )
        packed.writestr("data/tweets.js", wrapped([post(number) for number in range(50)]))
    content = bytearray(path.read_bytes())
    at = content.index(b'"id_str": "9"')
    content[at + 11] = ord("8")
    path.write_bytes(content)
    _, rest = read(path)
    assert status(rest, "data/tweets.js").status == "failed"
    assert "damaged" in problems(rest)[0].why


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tweets.js", "const tweets = [];\n"),
        ("tweets.js", "export default {}"),
        ("manifest.js", "window.__CONFIG = {}"),
        ("tweets.json", "[]"),
    ],
)
def test_look_alikes_are_not_recognised(tmp_path, name, content):
    (tmp_path / name).write_text(content)
    assert x.recognise(open_archive(tmp_path)) is None


WORD = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
URL = "https://pumps.example/?a=1&amp=2&lt;3"


@given(parts=st.lists(WORD, min_size=2, max_size=5))
def test_links_are_found_by_code_points_of_the_escaped_text(parts):
    escaped = [part.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for part in parts]
    text, links = escaped[0], []
    for number, part in enumerate(escaped[1:]):
        short = f"https://t.co/link{number}abcd"
        links.append(Link(short, URL, (len(text), len(text) + len(short))))
        text += short + part
    assert plain(text, tuple(reversed(links))) == URL.join(parts)


def test_a_link_at_the_wrong_place_is_still_written_out():
    assert plain("🔧 https://t.co/a end", (Link("https://t.co/a", "https://a.example", (3, 17)),)) == (
        "🔧 https://a.example end"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sat Mar 21 20:50:14 +0000 2009", 1_237_668_614_000_000),
        ("2009-03-21 20:50:14 +0000", 1_237_668_614_000_000),
        ("2009-03-21 20:50:14 -0230", 1_237_677_614_000_000),
    ],
)
def test_moments(text, expected):
    assert moment(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", "Sat Mar 21 20:50:14 +0000 1997", "Sat Mar 32 20:50:14 +0000 2009", "Sat Foo 21 20:50:14 +0000 2009",
        "Sat Mar 21 25:50:14 +0000 2009", "2009-13-01 00:00:00 +0000", "yesterday",
    ],
)  # fmt: skip
def test_no_moments(text):
    with pytest.raises(ValueError, match=r"not a|before X began"):
        moment(text)


def test_a_handle_stands_for_its_account_where_the_id_is_known_anywhere(export):
    sam = {"screen_name": "Sam_Ito", "name": "Sam Ito", "id_str": "5"}
    gone = {"screen_name": "Gone", "name": "Gone", "id_str": "-1"}
    quote = {"url": "https://t.co/a", "expanded_url": "https://x.com/sam_ito/status/7", "indices": [0, 14]}
    own = quote | {"expanded_url": "https://x.com/Ines/status/7"}
    to = {"in_reply_to_status_id_str": "9", "in_reply_to_user_id_str": "6", "in_reply_to_screen_name": "c"}
    (export / "a.js").write_text(
        wrapped([
            post(1, "RT @SAM_ITO: no mention is listed"),
            post(2, "https://t.co/a", entities={"urls": [quote]}, **to),
            post(3, "https://t.co/a", entities={"urls": [own]}),
            post(4, "@Gone where to?", entities={"user_mentions": [gone]}),
            post(5, entities={"user_mentions": [sam]}),
            post(6, None),
        ])
    )  # fmt: skip
    rows, rest = read(export)
    assert rows["1"]["to"] == ["x:5"]
    assert rows["2"]["to"] == ["x:6"]
    assert rows["2"]["mentioned"] == ["x:5"]
    assert rows["3"]["kind"] == "post"
    assert rows["4"]["mentioned"] == ["x:@gone"]
    assert [problem.why for problem in problems(rest)] == [
        "Post 6: it has no text; X may have changed its format."
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10)
@given(order=st.permutations([1, 2, 3, 4]))
def test_of_an_edited_post_the_last_version_counts(export, order):
    versions = {"edit_control_initial": {}, "editTweetIds": ["1", "2", "3"]}
    posts = {
        1: post(1, "fisrt", edit_info={"initial": versions}),
        2: post(2, "frist", edit_info={"edit": {"editControlInitial": versions}}),
        3: post(3, "first", edit_info={"edit": {"editControlInitial": versions}}),
        4: after(4, 1),
    }
    (export / "a.js").write_text(wrapped([posts[number] for number in order]))
    rows, rest = read(export)
    assert {key: row["text"] for key, row in rows.items()} == {"3": "first", "4": "A pump."}
    assert (rows["4"]["reply_to"], rows["4"]["thread"]) == ("3", "3")
    assert status(rest, "a.js").rows == 2


def test_of_an_edited_post_whose_last_version_is_missing_the_newest_counts(export):
    versions = {"editTweetIds": ["1", "2"]}
    (export / "a.js").write_text(wrapped([post(1, edit_info={"initial": versions})]))
    assert set(read(export)[0]) == {"1"}


def test_a_circle_s_posts_are_for_followers(export):
    (export / "a.js").write_text(wrapped([post(1)], "YTD.twitter_circle_tweet.part0"))
    assert read(export)[0]["1"]["visibility"] == "followers"


def test_two_archives_of_one_account_in_a_folder_are_read_as_one(tmp_path):
    for year in ("2020", "2024"):
        (tmp_path / year / "data").mkdir(parents=True)
        (tmp_path / year / "data/account.js").write_text(
            f'window.YTD.account.part0 = [{{"account": {{"accountId": "{ME}", "username": "ines"}}}}]'
        )
        (tmp_path / year / "data/tweets.js").write_text(wrapped([post(1), post(year)]))
    assert set(read(tmp_path)[0]) == {"1", "2020", "2024"}


def test_every_kind_of_file_has_one_place():
    assert not set(x.FILES) & set(x.LEFT_ALONE)
