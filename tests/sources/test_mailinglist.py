"""What is a list's archive and what is somebody's mailbox, and that a message in both counts once."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from heard import api
from heard.model import Columns, HeardError, Interaction
from heard.reading.archive import open_archive
from heard.sources import mailinglist, recognise

NOW = datetime(2026, 11, 1, tzinfo=UTC)
WHO = {"ada": "Ada <ada@acme.example>", "bo": "Bo <bo@werk.example>", "me": "Ines <ines@larkfield.example>"}
LIST = "List-Post: <mailto:pumps@lists.example>\nList-Id: <pumps.lists.example>\n"
TO_ME = "Delivered-To: ines@larkfield.example\n"

PLAIN = "From ada at acme.example  Tue Mar  3 10:00:00 2026\nFrom: ada at acme.example (Ada)\nSubject: x\nMessage-ID: <1@x.example>\nDate: Tue, 3 Mar 2026 10:00:00 +0000\n\nText.\n"


def message(number: int, who: str, more: str = "", to: str = "pumps@lists.example") -> str:
    return (
        f"From a@b Mon Jan  5 1{number}:00:00 2026\nReceived: from a by b; Mon, 5 Jan 2026 1{number}:00:00 +0000\nFrom: {WHO[who]}\nTo: {to}\n"
        f"Subject: {number}\nMessage-ID: <{number}@x.example>\nDate: Mon, 5 Jan 2026 1{number}:00:00 +0000\n{more}\nText {number}.\n\n"
    )


def thread(more: str = "") -> str:
    """Three messages of one list, each answering the one before."""
    first = message(1, "ada", LIST + more)
    answers = [
        message(n, who, f"{LIST}In-Reply-To: <{n - 1}@x.example>\n{more}")
        for n, who in ((2, "bo"), (3, "ada"))
    ]
    return first + "".join(answers)


def claims(tmp_path, text: str, name: str = "pumps") -> list[str]:
    path = tmp_path / name
    path.write_text(text)
    return [export.source for export in recognise(open_archive(path))]


@pytest.mark.parametrize(
    ("text", "name", "claimed"),
    [
        (thread(), "pumps", ["mailinglist"]),
        (thread(), "Sent", ["mbox"]),
        (thread("X-Mozilla-Status: 0001\n"), "pumps", ["mbox"]),
        (thread("X-Gmail-Labels: Inbox\n"), "pumps", ["mbox"]),
        (thread(TO_ME) + message(4, "me", LIST + TO_ME), "pumps", ["mbox"]),
        (thread() + message(4, "bo", to="ines@larkfield.example"), "pumps", ["mbox"]),
        (thread(TO_ME), "pumps", ["mailinglist", "mbox"]),
        (message(1, "ada", LIST) + message(2, "bo", LIST), "pumps", ["mbox"]),
        (message(1, "ada", LIST) + message(2, "ada", LIST) + message(3, "ada", LIST), "pumps", ["mbox"]),
        (
            message(1, "ada") + message(2, "bo") + message(3, "ada").replace("pumps@", "valves@"),
            "pumps",
            ["mbox"],
        ),
    ],
)
def test_whose_mail_it_is(tmp_path, text, name, claimed):
    assert claims(tmp_path, text, name) == claimed


@pytest.mark.parametrize("header", ["", "Received: from a", "Delivered-To: ines@larkfield.example"])
def test_an_inbox_to_one_person_is_no_list(tmp_path, header):
    text = "".join(
        message(n, who, to="ines@larkfield.example") for n, who in enumerate(("ada", "bo", "ada"), 1)
    )
    plain = "\n".join(line for line in text.split("\n") if not line.startswith("Received:"))
    assert claims(tmp_path, plain.replace("\nFrom: ", f"\n{header}\nFrom: " if header else "\nFrom: ")) == [
        "mbox"
    ]


def test_a_month_with_one_message_goes_with_the_others(tmp_path):
    (tmp_path / "march").write_text(thread())
    (tmp_path / "april").write_text(message(4, "bo", LIST))
    assert [export.source for export in recognise(open_archive(tmp_path))] == ["mailinglist"]


def test_what_public_inbox_wrote_is_an_archive_however_it_came(tmp_path):
    assert claims(
        tmp_path, thread("Delivered-To: archive@x.example\n").replace("From a@b Mon", "From mboxrd@z Mon")
    ) == ["mailinglist"]


@pytest.mark.parametrize("folder", ["pumps-announce", "pumps"])
def test_of_two_lists_that_are_spoken_of_the_folder_names_the_right_one(tmp_path, folder):
    (tmp_path / folder).mkdir()
    speaks = (
        "pumps at x.example https://x.example/listinfo/pumps\n" * 3
        + "pumps-announce at x.example https://x.example/listinfo/pumps-announce"
    )
    path = tmp_path / folder / "2026-March.txt"
    path.write_text(PLAIN.replace("Text.", speaks))
    assert (
        mailinglist.recognise(open_archive(path.parent))
        .notes[0]
        .startswith(f"It is read as the archive of {folder}@x.example;")
    )


def test_a_folder_with_a_mailbox_in_it_is_a_mailbox(tmp_path):
    (tmp_path / "lists").write_text(thread())
    (tmp_path / "Inbox").write_text(message(4, "bo", TO_ME, "ines@larkfield.example"))
    assert [export.source for export in recognise(open_archive(tmp_path))] == ["mbox"]


def test_the_user_is_asked_where_it_could_be_either(tmp_path):
    path = tmp_path / "pumps"
    path.write_text(thread(TO_ME))
    with api.open(tmp_path) as home:
        with pytest.raises(HeardError, match="could be mailinglist or mbox; say which with --as"):
            home.add(path)
        assert home.add(path, source="mailinglist", now=NOW).new == 3


def test_a_list_without_a_name_is_called_by_its_file(tmp_path):
    path = tmp_path / "Valve Club 2026-March.txt"
    path.write_text(PLAIN)
    archive = open_archive(path)
    export = mailinglist.recognise(archive)
    assert export is not None
    rows = [
        row
        for record in mailinglist.read(archive, export)
        if isinstance(record, Columns) and record.fact is Interaction
        for row in record.table.to_pylist()
    ]
    assert [(row["channel"], row["to"]) for row in rows] == [("list:valve-club", ["list:valve-club"])]


def test_what_is_in_the_mailbox_too_counts_once(tmp_path):
    """Ines asked, Ada answered; both stand in her mailbox and in the archive of the list."""
    asked = message(1, "me", LIST)
    answer = message(2, "ada", LIST + "In-Reply-To: <1@x.example>\n")
    (tmp_path / "Sent").write_text(asked)
    (tmp_path / "Inbox").write_text(answer + message(5, "bo", to="ines@larkfield.example"))
    (tmp_path / "archive").write_text(
        asked + answer + message(3, "bo", LIST + "In-Reply-To: <2@x.example>\n")
    )
    (tmp_path / "strategy.yaml").write_text("name: L\nme: [ines@larkfield.example]\n")
    with api.open(tmp_path) as home:
        assert home.add(tmp_path / "archive", now=NOW).source == "mailinglist"
        alone = home.person("ada@acme.example")
        for folder in ("Sent", "Inbox"):
            assert home.add(tmp_path / folder, now=NOW).source == "mbox"
        both = home.person("ada@acme.example")
    assert (alone.tie.received, both.tie.received) == (1, 1)
    assert both.tie.channels == ("pumps.lists.example",)
