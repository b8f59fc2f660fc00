from __future__ import annotations

import zipfile
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.model import FileSeen, Interaction, Problem, micros
from heard.reading.archive import open_archive
from heard.reading.day_month import day_of, order_of
from heard.reading.whatsapp import begins, messages_of
from heard.sources import journal, whatsapp

HEADS = [
    "8/8/19, 1:25 PM - A: Hi",
    "2021-03-18, 3:02 p.m. - A: Hi",
    "2023/12/20, 5:46 pm - A: Hi",
    "[31/12/2022 11:40:26] A: Hi",
    "[07.03.26, 21:22:39] A: Hi",
    "28/3/2025, 9:29\u202fp.\u202fm. - A: Hi",
    "[14/10/2021, 3:34:09\u202fPM] A: Hi",
    "18/12/19 15:57 - A: Hi",
    "09/12/2012 17:03:48: A: Hi",
    "\u200e[2024/10/31 15:50:46] A: Hi",
    "18.12.2019 klo 9.40 - A: Hi",
]


def read(path):
    archive = open_archive(path)
    export = whatsapp.recognise(archive)
    assert export is not None
    return list(whatsapp.read(archive, export))


@pytest.mark.parametrize("line", HEADS)
def test_each_form_is_a_head(line):
    said = messages_of(line)[0]
    assert (said.author, said.text) == ("A", "Hi")
    assert begins(line)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Dear Ada,\n8/8/19, 1:25 PM - A: Hi\n",
        "2026-03-02 10:00:01 - INFO: started\n",
        "2026-03-02 linkedin hours 1.5\n",
        '2026-03-02 linkedin met "Dana Reyes"\n',
        "date,from,text\n",
    ],
)
def test_other_texts_are_no_chat(text):
    assert not begins(text)


def test_no_chat_is_a_journal(tmp_path):
    chat = tmp_path / "chat.txt"
    chat.write_text("\n".join(f"2026-03-0{day}, 10:00 - Ada: hours 1.5" for day in range(1, 9)))
    assert journal.recognise(open_archive(chat)) is None
    assert whatsapp.recognise(open_archive(chat)) is not None


@given(st.lists(st.dates(date(2015, 1, 1), date(2030, 1, 1)), min_size=1), st.booleans())
def test_what_is_sure_of_day_and_month_is_right(days, day_first):
    days.sort()
    written = [(d.day, d.month, d.year % 100) if day_first else (d.month, d.day, d.year % 100) for d in days]
    order = order_of(written)
    if any(max(d.day, 13) == d.day for d in days):
        assert order.sure
        assert [day_of(parts, order) for parts in written] == days
    elif not order.sure:
        assert order.day_first
        assert order.ambiguous == sum(d.day != d.month for d in days)


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1),
        min_size=1,
        max_size=8,
    )
)
def test_no_message_is_lost(tmp_path_factory, texts):
    path = tmp_path_factory.mktemp("chat") / "chat.txt"
    start = datetime(2024, 3, 14, 9, 0)  # noqa: DTZ001 - the phone's own clock
    moments = [start + timedelta(days=number) for number in range(len(texts))]
    lines = [f"{when:%d/%m/%y, %H:%M} - Ada: {text}" for when, text in zip(moments, texts, strict=True)]
    path.write_text("\n".join(["13/03/24, 09:00 - Ben: Hello", *lines]), "utf-8", newline="")
    records = read(path)
    said = [record for record in records if isinstance(record, Interaction)]
    left_out = sum(text.startswith("\u200e") for text in texts)
    assert len(said) >= 1 + len(texts) - left_out
    assert len({record.key for record in said}) == len(said)
    seen = [record for record in records if isinstance(record, FileSeen)]
    assert [(one.status, one.rows) for one in seen] == [("read", len(said))]


def test_the_same_chat_taken_later_says_nothing_twice(tmp_path):
    lines = ["18/12/19, 15:57 - Ada: Hi", "18/12/19, 15:57 - Ben: Hi", "18/12/19, 15:57 - Ada: Hi"]
    keys = []
    for name, count in {"WhatsApp Chat with Ben.txt": 2, "WhatsApp Chat with Ben (1).txt": 3}.items():
        (tmp_path / name).write_text("\n".join(lines[:count]))
        keys.append([r.key for r in read(tmp_path / name) if isinstance(r, Interaction)])
    assert keys[1][:2] == keys[0]
    assert len(set(keys[1])) == 3


def test_a_chat_in_another_encoding_is_read_and_said(tmp_path):
    chat = tmp_path / "chat.txt"
    chat.write_bytes("18/12/19, 15:57 - Zoë: Hallo\n".encode("cp1252"))
    records = read(chat)
    assert [r.happened_us for r in records if isinstance(r, Interaction)] == [
        micros(datetime.fromisoformat("2019-12-18T15:57:00+00:00"))
    ]
    assert any("UTF-8" in r.why for r in records if isinstance(r, Problem))


def spoilt_zip(path, name, content, others=()):
    """A zip in which the last bytes of one file were changed after it was packed."""
    with zipfile.ZipFile(path, "w") as packed:
        for other, inside in others:
            packed.writestr(other, inside)
        packed.writestr(name, content)
    path.write_bytes(path.read_bytes().replace(b"SPOIL", b"SPILT"))
    return path


def test_a_damaged_zip_is_said(tmp_path):
    chat = "18/12/19, 15:57 - Ada: Hello\n" * 9_000 + "SPOIL"
    records = read(spoilt_zip(tmp_path / "chat.zip", "_chat.txt", chat))
    assert [(r.status, r.rows) for r in records if isinstance(r, FileSeen)] == [("failed", 0)]
    assert ["damaged" in r.why for r in records if isinstance(r, Problem)] == [True]


def test_a_zip_damaged_at_its_start_is_nobodys(tmp_path):
    path = spoilt_zip(tmp_path / "chat.zip", "_chat.txt", "18/12/19, 15:57 - Ada: SPOIL\n")
    assert whatsapp.recognise(open_archive(path)) is None


def test_whoever_speaks_in_all_chats_made_them(tmp_path):
    for number, other in enumerate(["Ben", "Cleo"]):
        (tmp_path / f"{number}.txt").write_text(f"18/12/19, 15:57 - Ada: Hi\n18/12/19, 15:58 - {other}:\n")
    export = whatsapp.recognise(open_archive(tmp_path))
    assert export is not None
    assert export.owner == "whatsapp:name:ada"


def test_what_a_computer_leaves_behind_is_known(tmp_path):
    (tmp_path / "chat.txt").write_text("18/12/19, 15:57 - Ada: Hi\n")
    (tmp_path / ".DS_Store").write_bytes(b"\0")
    assert [r.status for r in read(tmp_path) if isinstance(r, FileSeen)] == ["read", "known"]


def test_a_group_named_in_the_chat_is_no_person(tmp_path):
    chat = tmp_path / "WhatsApp Chat with Pumps.txt"
    chat.write_text('18/12/19, 15:56 - Ada created group "Pumps"\n18/12/19, 15:57 - Ada: Hi\n')
    assert [r.to for r in read(chat) if isinstance(r, Interaction)] == [()]


def test_marks_before_a_line_of_whatsapps_own_are_kept_apart_from_names():
    said = messages_of("\n18/12/19, 15:57 - \u200eBen added you\n18/12/19, 15:58 - Ben: Hi")
    assert [(one.line, one.author) for one in said] == [(2, ""), (3, "Ben")]
