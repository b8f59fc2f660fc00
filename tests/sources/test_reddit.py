from __future__ import annotations

import csv
import io
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from heard.model import FileSeen, Interaction, Problem
from heard.reading.archive import open_archive
from heard.sources import recognise, reddit

PAGE = "https://www.reddit.com/r/pumps/comments/1abcd2/x"
COMMENT = {
    "id": "lq7a2b9", "permalink": f"{PAGE}/lq7a2b9/", "date": "2024-05-02 18:11:04 UTC", "ip": "", "subreddit": "pumps",
    "gildings": "0", "link": f"{PAGE}/", "parent": "t1_lq79zz1", "body": "Agree,\nmostly.", "media": "",
}  # fmt: skip


def table(*rows, columns=None):
    text = io.StringIO()
    writer = csv.DictWriter(text, columns or list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def read(path):
    archive = open_archive(path)
    found = reddit.recognise(archive)
    assert found is not None
    return list(reddit.read(archive, found))


def facts(records):
    return [record for record in records if isinstance(record, Interaction)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(columns=st.permutations(list(COMMENT)))
def test_the_order_of_columns_does_not_matter(tmp_path, columns):
    (tmp_path / "comments.csv").write_text(table(COMMENT, columns=columns))
    (found,) = facts(read(tmp_path))
    assert (found.key, found.reply_to, found.thread) == ("t1_lq7a2b9", "t1_lq79zz1", "t3_1abcd2")


def test_a_table_is_known_by_its_header_and_not_by_its_name(tmp_path):
    (tmp_path / "export.csv").write_text(table(COMMENT))
    assert [found.source for found in recognise(open_archive(tmp_path))] == ["reddit"]
    assert len(facts(read(tmp_path))) == 1


def test_other_networks_tables_of_the_same_name_are_not_claimed(tmp_path):
    (tmp_path / "comments.csv").write_text("Date,Link,Message\n2024-05-02 18:11:04,https://a.example,hello\n")
    (tmp_path / "messages.csv").write_text("CONVERSATION ID,FROM,DATE,CONTENT\n1,Ines,2024-05-02,hello\n")
    (tmp_path / "subscriptions.csv").write_text(
        "Channel Id,Channel Url,Channel Title\n1,https://a.example,A\n"
    )
    assert reddit.recognise(open_archive(tmp_path)) is None


def test_a_list_of_sums_alone_is_not_claimed(tmp_path):
    (tmp_path / "checkfile.csv").write_text(f"filename,sha256\na.csv,{'0' * 64}\n")
    assert reddit.recognise(open_archive(tmp_path)) is None


def test_without_statistics_the_owner_is_who_has_a_part_in_every_message(tmp_path):
    letter = {"id": "1", "permalink": "", "thread_id": "", "date": "", "ip": "", "from": "Ines", "to": "Sam"}
    letter |= {"subject": "", "body": ""}
    (tmp_path / "messages.csv").write_text(table(letter, {**letter, "id": "2", "from": "Dana", "to": "ines"}))
    assert reddit.recognise(open_archive(tmp_path)).owner == "reddit:ines"
    (tmp_path / "messages.csv").write_text(table(letter))
    export = reddit.recognise(open_archive(tmp_path))
    assert export.owner == ""
    assert len(export.notes) == 1


def test_two_archives_in_one_folder_keep_their_owners(tmp_path):
    for name in ("ines", "sam"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "statistics.csv").write_text(f"statistic,value\naccount name,{name}\n")
        (tmp_path / name / "comments.csv").write_text(table({**COMMENT, "id": name}))
    assert {found.actor for found in facts(read(tmp_path))} == {"reddit:ines", "reddit:sam"}


def test_a_zip_damaged_in_one_table_gives_the_others(tmp_path):
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("comments.csv", table(COMMENT))
        packed.writestr("posts.csv", "x" * 1000)
    path.write_bytes(path.read_bytes().replace(b"xxxx", b"xxyx"))
    records = read(path)
    assert len(facts(records)) == 1
    assert {record.path: record.status for record in records if isinstance(record, FileSeen)} == {
        "comments.csv": "read",
        "posts.csv": "failed",
    }


def test_an_archive_without_rows_says_so(tmp_path):
    (tmp_path / "comments.csv").write_text(table(COMMENT).partition("\n")[0] + "\n")
    assert any("No post" in record.why for record in read(tmp_path) if isinstance(record, Problem))


@pytest.mark.parametrize(
    ("name", "account"),
    [("u/Ines_O", "reddit:ines_o"), ("[deleted]", None), ("/r/pumps", None), ("#pumps", None), ("", None)],
)
def test_whom_a_name_means(name, account):
    assert reddit.rows.account(name) == account
