from __future__ import annotations

import random
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest import mock

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.model import Columns, FileSeen, Interaction, Problem, Profile, micros
from heard.reading import csv
from heard.reading.archive import open_archive
from heard.reading.linkedin.names import account_at
from heard.reading.linkedin.people import plain
from heard.reading.linkedin.rows import split_comments, unquoted
from heard.sources import linkedin

HERE = Path(__file__).parent / "linkedin"
CASES = sorted(path.parent.name for path in HERE.glob("*/export"))
IN = "https://www.linkedin.com/in/"
MESSAGES = "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
POST = "https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A7423000000000000000"


def export(folder: Path, **files: str | bytes) -> Path:
    for name, content in files.items():
        (folder / f"{name}.csv").write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def everything(path: Path) -> list[Any]:
    archive = open_archive(path)
    found = linkedin.recognise(archive)
    assert found is not None
    records: list[Any] = []
    for record in linkedin.read(archive, found):
        if isinstance(record, Columns):
            rows: list[dict[str, Any]] = record.table.to_pylist()  # type: ignore[attr-defined]
            records += msgspec.convert(rows, list[record.fact])  # type: ignore[name-defined]
        else:
            records.append(record)
    return records


def interactions(path: Path) -> dict[str, Interaction]:
    return {record.key: record for record in everything(path) if isinstance(record, Interaction)}


def told(path: Path, kind: type) -> list[Any]:
    return [record for record in everything(path) if isinstance(record, kind)]


def packed(case: str) -> Path:
    inside = list((HERE / case / "export").iterdir())
    return inside[0] if inside[0].suffix == ".zip" else HERE / case / "export"


@pytest.mark.parametrize("case", CASES)
def test_the_fast_reading_and_the_careful_one_agree(case: str) -> None:
    fast = everything(packed(case))
    with mock.patch.object(csv, "read", csv.read_carefully):
        assert everything(packed(case)) == fast


@pytest.mark.parametrize("case", CASES)
def test_every_file_becomes_exactly_one(case: str) -> None:
    archive = open_archive(packed(case))
    assert sorted(seen.path for seen in told(packed(case), FileSeen)) == [
        member.path for member in archive.members
    ]


@pytest.mark.parametrize("case", CASES)
def test_no_file_comes_to_nothing_silently(case: str) -> None:
    records = everything(packed(case))
    spoken_of = {record.path for record in records if isinstance(record, Problem)}
    for seen in records:
        if isinstance(seen, FileSeen) and seen.status in {"read", "failed"} and not seen.rows:
            assert seen.path in spoken_of or "no rows" in seen.what


@pytest.mark.parametrize("case", CASES)
def test_what_is_said_directly_is_in_no_key(case: str) -> None:
    for fact in interactions(packed(case)).values():
        assert fact.visibility != "direct" or len(fact.text) < 6 or fact.text.lower() not in fact.key.lower()


def test_a_larger_archive_gives_the_same_keys() -> None:
    assert interactions(packed("era-2023")).items() >= interactions(packed("zip-with-a-folder")).items()


def test_rows_in_another_order_give_the_same_facts(tmp_path: Path) -> None:
    def shuffled(content: str, seed: int) -> str:
        head, *rows = content.splitlines()
        random.Random(seed).shuffle(rows)
        return "\n".join([head, *rows]) + "\n"

    rows = [
        f"2-{n % 3},,Ines Okafor,{IN}ines,Jo Pike,{IN}jo,2026-01-0{1 + n % 2} 08:00:00 UTC,,{'Hi' if n < 6 else 'Ho'},INBOX"
        for n in range(12)
    ]
    files = {
        "messages": MESSAGES + "\n".join(rows),
        "Reactions": "Date,Type,Link\n" + f"2026-01-01 08:00:00,LIKE,{POST}\n" * 2,
    }
    once = interactions(export(tmp_path, **files))
    assert len(once) == 14
    for seed in range(3):
        assert interactions(export(tmp_path, **{k: shuffled(v, seed) for k, v in files.items()})) == once


def test_a_later_archive_adds_and_changes_nothing_that_was(tmp_path: Path) -> None:
    january = f"2-A,,Ines Okafor,{IN}ines,Jo Pike,{IN}jo,2026-01-01 08:00:00 UTC,,Hi,INBOX\n"
    june = f"2-B,,Sam Ito,{IN}sam,Ines Okafor,{IN}ines,2026-06-01 08:00:00 UTC,,Ho,INBOX\n"
    tie = f"Jo,Pike,{IN}jo,,Acme,,01 Jan 2026\n"
    before = interactions(export(tmp_path, messages=MESSAGES + january, Connections=CONNECTIONS + tie))
    after = interactions(
        export(
            tmp_path,
            messages=MESSAGES + june + january,
            Connections=CONNECTIONS + tie.replace("Acme", "Tern"),
        )
    )
    assert {key for key in before if key.startswith("2-")} < set(after)


def test_a_slug_is_one_account_however_it_is_written() -> None:
    written = [
        f"{IN}zo%C3%AB-n",
        "www.linkedin.com/in/ZOË-N/",
        f"{IN}zoe%CC%88-n?trk=x",
        "http://uk.linkedin.com/in/zoë-n#a",
    ]
    assert {account_at(address) for address in written} == {"linkedin:zoë-n"}
    assert account_at("https://www.linkedin.com/company/acme") is None
    assert account_at("") is None


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("a < b & c", "a < b & c"),
        ("I <3 pumps", "I <3 pumps"),
        ("<p>One</p><p>Two<br/>three &amp; four</p>", "One\nTwo\nthree & four"),
        ("don&#39;t", "don't"),
    ],
)
def test_markup_goes_and_words_stay(written: str, said: str) -> None:
    assert plain(written) == said


COMMENT = st.text(
    st.characters(exclude_characters='\r"\\', exclude_categories=["Cs"]), min_size=1, max_size=30
).filter(lambda text: not text.endswith("\n"))
QUOTING: dict[str, Callable[[str], str]] = {
    "bare, until 2024": lambda text: text,
    "doubled": lambda text: '"' + text.replace("'", '""') + '"',
    "escaped, 2026": lambda text: '"' + text.replace("'", '\\"') + '"',
}


@pytest.mark.parametrize("quoting", QUOTING)
@given(said=st.lists(COMMENT, min_size=1, max_size=5), newline=st.sampled_from(["\n", "\r\n"]))
def test_comments_survive_every_way_of_quoting(quoting: str, said: list[str], newline: str) -> None:
    quote = QUOTING[quoting]
    rows = [f"2026-01-31 08:00:0{n},{POST},{quote(text)}" for n, text in enumerate(said)]
    content = newline.join(["Date,Link,Message", *rows, ""]).encode()
    header = csv.find_header(content, linkedin.MARKS)
    assert header is not None
    sheet = split_comments(content, header)
    assert sheet is not None
    expected = [text.replace("'", '"') if quoting[0] in "de" else text for text in said]
    assert sheet.column("message").to_pylist() == expected
    lines = content.decode().split("\n")
    assert all(lines[sheet.line(row) - 1].startswith("2026-01-31") for row in range(len(sheet)))


@given(st.text(max_size=40))
def test_unquoting_never_fails(text: str) -> None:
    assert len(unquoted(text)) <= len(text)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_told(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("export", numbered=True)
    export(
        folder,
        Connections=CONNECTIONS + f"Jo,Pike,{IN}jo,,Acme,,01 Jan 2026\n",
        messages=MESSAGES.encode() + content,
    )
    seen = {record.path: record.status for record in told(folder, FileSeen)}
    assert set(seen) == {"Connections.csv", "messages.csv"}


def test_a_damaged_member_costs_itself_only(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packing:
        packing.writestr("Connections.csv", CONNECTIONS + f"Jo,Pike,{IN}jo,,Acme,,01 Jan 2026\n")
        packing.writestr("messages.csv", MESSAGES + "x" * 500)
        offset = packing.getinfo("messages.csv").header_offset
    content = bytearray(path.read_bytes())
    content[offset + 60 : offset + 70] = b"\xff" * 10
    path.write_bytes(content)
    assert {seen.path: seen.status for seen in told(path, FileSeen)} == {
        "Connections.csv": "read",
        "messages.csv": "failed",
    }
    assert [problem.path for problem in told(path, Problem)] == ["messages.csv"]


def test_many_bad_rows_are_told_once_they_are_understood(tmp_path: Path) -> None:
    rows = f"yesterday,LIKE,{POST}\n" * 250
    export(tmp_path, Reactions="Date,Type,Link\n" + rows, Connections=CONNECTIONS)
    problems = told(tmp_path, Problem)
    assert len(problems) == 102
    assert problems[100].why == "150 more lines from here on are like it."
    assert problems[101].why == "Not one row of this file could be understood, of 250."


def test_the_owner_is_whoever_has_a_part_in_every_message(tmp_path: Path) -> None:
    rows = [
        f"2-A,,Ines Okafor,{IN}ines,Jo Pike,{IN}jo,2026-01-01 08:00:00 UTC,,Hi,INBOX",
        f'2-B,,Sam Ito,{IN}sam,"Ines Okafor, Jo Pike","{IN}ines,{IN}jo",2026-01-02 08:00:00 UTC,,Hi,INBOX',
        f"2-C,,Sam Ito,{IN}sam,Ines Okafor,{IN}ines,2026-01-02 08:00:00 UTC,,Hi,INBOX",
    ]
    export(tmp_path, messages=MESSAGES + "\n".join(rows))
    assert [record.account for record in told(tmp_path, Profile) if record.owner] == ["linkedin:ines"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "id,permalink,date,ip,subreddit,gildings,link,parent,body,media\n",
        "id,permalink,thread_id,date,ip,from,to,subject,body\n",
        "First Name,Last Name,Email Address\nJo,Pike,jo@acme.example\n",
        "Date,Type,Link\n2026-01-01 08:00:00,LIKE,https://elsewhere.example\n",
    ],
)
def test_other_tables_are_not_claimed(tmp_path: Path, content: str) -> None:
    assert linkedin.recognise(open_archive(export(tmp_path, messages=content, Comments=content))) is None


def test_a_file_alone_is_recognised_by_where_it_points(tmp_path: Path) -> None:
    export(tmp_path, renamed=f"Date,Type,Link\n2026-01-01 08:00:00,LIKE,{POST}\n")
    assert [fact.kind for fact in interactions(tmp_path / "renamed.csv").values()] == ["reaction"]


def test_reading_twice_reads_the_same() -> None:
    archive = open_archive(packed("era-2026"))
    found = linkedin.recognise(archive)
    assert found is not None
    assert len(list(linkedin.read(archive, found))) == len(list(linkedin.read(archive, found)))


def test_nobody_is_no_account_and_a_row_about_nobody_is_told(tmp_path: Path) -> None:
    export(
        tmp_path,
        Member_Follows="Date,Status,FullName\n2026-01-05 08:00:00,Active,LinkedIn Member\n",
        Hashtag_Follows="HashTag,CreatedTime,LastModifiedTime,State\npumps,2026-01-05 08:00:00,,REMOVED\n",
        messages=MESSAGES + f"2-A,,LinkedIn Member,,Ines Okafor,{IN}ines,2026-01-01 08:00:00 UTC,,Hi,INBOX\n",
    )
    assert [fact.actor for fact in interactions(tmp_path).values()] == [None]
    assert [(problem.line, problem.why) for problem in told(tmp_path, Problem) if problem.line] == [
        (2, "This line does not say who it is about.")
    ]
    assert [seen.what for seen in told(tmp_path, FileSeen) if seen.path.startswith("Hash")] == [
        "topics that you follow; left out: no longer followed (1)"
    ]


def test_comments_that_a_spreadsheet_saved_again_are_told(tmp_path: Path) -> None:
    export(
        tmp_path,
        Comments=f"Date,Link,Message\n1/31/2026 8:00,{POST},Fine\n",
        Reactions=f"Date,Type,Link\n2026-01-31 08:00:00,LIKE,https://www.linkedin.com/in/jo\n2026-01-31 08:00:00,LIKE,{POST}\n",
    )
    assert {seen.path: seen.status for seen in told(tmp_path, FileSeen)} == {
        "Comments.csv": "failed",
        "Reactions.csv": "read",
    }
    assert [fact.reply_to for fact in interactions(tmp_path).values()] == [None, "7423000000000000000"]


def test_a_name_borne_by_two_is_joined_to_neither(tmp_path: Path) -> None:
    export(
        tmp_path,
        Connections=CONNECTIONS
        + f"Jo,Pike,{IN}jo-1,,,,01 Jan 2026\nJo,Pike,{IN}jo-2,,,,02 Jan 2026\nSam,Ito,{IN}sam,,,,02 Jan 2026\n",
        Member_Follows="Date,Status,FullName\n2026-01-05 08:00:00,Active,Jo Pike\n2026-01-05 08:00:00,Active,Sam Ito\n",
    )
    follows = [fact.to for fact in interactions(tmp_path).values() if fact.kind == "follow"]
    assert follows == [("linkedin:name:jo pike",), ("linkedin:sam",)]


def test_invitations_are_in_pacific_time_in_winter_and_summer(tmp_path: Path) -> None:
    header = "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
    rows = [
        f'Ines Okafor,Jo Pike,"{when}",,OUTGOING,{IN}ines,{IN}jo\n'
        for when in ("1/29/26, 2:37 PM", "7/29/26, 2:37 PM")
    ]
    sent = [
        fact.happened_us
        for fact in interactions(export(tmp_path, Invitations=header + "".join(rows))).values()
    ]
    assert sent == [
        micros(datetime(2026, 1, 29, 22, 37, tzinfo=UTC)),
        micros(datetime(2026, 7, 29, 21, 37, tzinfo=UTC)),
    ]


def test_a_proof_that_is_damaged_leaves_the_next_one(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packing:
        packing.writestr(
            "Company Follows.csv", "Organization,Followed On\nNorthwind,Tue Feb 06 10:11:12 UTC 2024\n"
        )
        packing.writestr("Connections.csv", CONNECTIONS)
    content = bytearray(path.read_bytes())
    content[55:70] = b"\xff" * 15
    path.write_bytes(content)
    assert {seen.path: seen.status for seen in told(path, FileSeen)} == {
        "Company Follows.csv": "failed",
        "Connections.csv": "read",
    }


def test_letters_that_are_damaged_are_told(tmp_path: Path) -> None:
    row = f"Zoë,Nørd,{IN}zoe,,Caf".encode() + b"\xff" + b",,01 Jan 2026\n"
    export(tmp_path, Connections=CONNECTIONS.encode() + row)
    assert [problem.why for problem in told(tmp_path, Problem)] == [
        "Some letters in this file are damaged and show as \ufffd."
    ]
    assert [person.company for person in told(tmp_path, Profile)] == ["Caf\ufffd"]


def test_the_fullest_word_on_a_person_is_kept(tmp_path: Path) -> None:
    header = "First Name,Last Name,Company,Job Title,Text,Creation Date,Status\n"
    row = 'Jo,Pike,{},{},Good.,"02/0{}/21, 09:15 AM",VISIBLE\n'
    rows = row.format("Acme", "Fitter", 1) + row.format("", "", 2)
    export(tmp_path, Recommendations_Received=header + rows, Connections=CONNECTIONS)
    assert [(person.company, person.title) for person in told(tmp_path, Profile)] == [("Acme", "Fitter")]
