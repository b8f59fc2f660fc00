"""Messages in bytes: split, parsed as the standard library parses them, and bounded."""

from __future__ import annotations

import io
import random
from datetime import UTC, datetime, timedelta, timezone
from email import message_from_bytes, policy
from email.header import Header
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime, formataddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heard.model import micros
from heard.reading import mail_split
from heard.reading.mail import MAX_HEADERS, MAX_TEXT, parse
from heard.reading.mail_dates import moment, separator_moment
from heard.reading.mail_files import Stream, shape_of
from heard.reading.mail_headers import (
    Address,
    addresses,
    decode,
    message_id,
    scan,
    to_text,
)
from heard.reading.mail_nature import folder_role, is_discussion, list_address, nature, roles
from heard.reading.mail_split import single, split

NAMES = [
    "Ada Frey",
    "Zoë Blanc",
    "山田 太郎",
    "Frey, Ada",
    'Bo "Pump" Lind',
    "Jörg Maier-Öztürk",
    "Σοφία",
    "",
]
TEXTS = [
    "The pump is back.",
    "Grüße aus Köln, früh „morgen“",
    "水泵回来了",
    "¿Mañana?",
    "=?utf-8?q?not_a_word",
    "x" * 300,
    "a\n\nb\n.\nend",
]


def a_message(dice: random.Random, number: int) -> bytes:
    """One message as some mailer would write it."""
    text = "\n".join(dice.choices(TEXTS, k=dice.randint(1, 6))) + "\n"
    charset = dice.choice(["utf-8", "iso-8859-1", "utf-16", "gb18030", "us-ascii", "koi8-r", "windows-1252"])
    try:
        text.encode(charset)
    except UnicodeEncodeError:
        charset = "utf-8"
    plain = MIMEText(text, "plain", charset)
    shape = dice.randrange(4)
    whole: EmailMessage | MIMEText | MIMEMultipart = plain
    if shape:
        whole = MIMEMultipart("alternative" if shape == 1 else "mixed")
        if shape == 3:
            inner = MIMEMultipart("alternative")
            inner.attach(plain)
            inner.attach(MIMEText(f"<p>{text}</p>", "html", "utf-8"))
            whole.attach(inner)
        else:
            whole.attach(plain)
        attached = MIMEText("not for reading", "plain", "utf-8")
        attached["Content-Disposition"] = "attachment; filename=a.txt"
        whole.attach(attached)
    whole["Received"] = "from a by b; Sun, 3 Jan 2027 10:00:00 +0000"
    whole["From"] = a_person(dice)
    whole["To"] = ", ".join(a_person(dice) for _ in range(dice.randint(1, 12)))
    if dice.random() < 0.5:
        whole["CC"] = ",\n\t".join(a_person(dice) for _ in range(dice.randint(1, 4)))
    whole["Subject"] = Header(
        " ".join(dice.choices(TEXTS[:4], k=dice.randint(1, 9))).replace("\n", " "), "utf-8"
    )
    zone = timezone(timedelta(minutes=dice.choice([0, 60, -480, 330, 345])))
    whole["Date"] = format_datetime(
        datetime(2026, 1, 1, tzinfo=zone) + timedelta(seconds=dice.randrange(10**7))
    )
    whole["Message-ID"] = f"<{number}.{dice.getrandbits(40)}@acme.example>"
    if dice.random() < 0.5:
        whole["In-Reply-To"] = "<parent@acme.example>"
        whole["References"] = "<root@acme.example>\n <parent@acme.example>"
    return whole.as_bytes(policy=policy.compat32.clone(linesep="\r\n" if dice.random() < 0.3 else "\n"))


def a_person(dice: random.Random) -> str:
    name, address = dice.choice(NAMES), f"p{dice.randrange(99)}@{dice.choice(['acme', 'werk'])}.example"
    return formataddr((name, address), "utf-8")


@pytest.mark.parametrize("seed", range(12))
def test_agrees_with_the_standard_library(seed):
    dice = random.Random(seed)
    for number in range(50):
        raw = a_message(dice, number)
        ours, theirs = parse(single(raw)), message_from_bytes(raw, policy=policy.default)
        assert ours is not None
        assert ours.sender == accounts(theirs["from"])[0]
        assert ours.to == tuple(dict.fromkeys(accounts(theirs["to"])))
        assert ours.cc == tuple(dict.fromkeys(accounts(theirs["cc"]) if theirs["cc"] else ()))
        assert ours.subject == str(theirs["subject"])
        assert ours.sent_us == micros(theirs["date"].datetime)
        assert f"<{ours.id}>" == theirs["message-id"]
        assert ours.reply_to == (theirs["in-reply-to"] or "").strip("<>")
        assert ours.root == (theirs["references"] or "").split(" ")[0].strip("<>")
        body = theirs.get_body(("plain",))
        assert ours.text.rstrip() == body.get_content().replace("\r\n", "\n").rstrip()
        assert ours.problems == ()


def accounts(header):
    return [
        Address(f"email:{one.addr_spec.lower()}", " ".join(one.display_name.split()).strip("'\" "))
        for one in header.addresses
    ]


@given(st.binary(max_size=2000))
def test_no_bytes_raise(raw):
    parse(single(raw))
    for message in split(io.BytesIO(b"From a@b Mon Jan  5 10:00:00 2026\n" + raw)):
        parse(message)


@given(
    st.lists(
        st.sampled_from(
            [
                b"\n",
                b"From ",
                b"a@b Mon Jan  5 10:00:00 2026\n",
                b"Subject: x\n",
                b"text",
                b">",
                b"\r\n",
                b"\0",
            ]
        )
    )
)
def test_splitting_loses_no_byte(parts):
    raw = b"".join(parts)
    found = list(split(io.BytesIO(raw)))
    kept = b"".join(m.separator + m.window[m.start : m.end].removeprefix(b"\n") for m in found)
    assert kept.replace(b"\r", b"").replace(b"\n", b"") == raw.replace(b"\r", b"").replace(b"\n", b"")


def messages(count: int, body: bytes = b"Text.\n") -> bytes:
    return b"".join(
        b"From a@b Mon Jan  5 10:00:00 2026\nSubject: %d\n\n%s\n" % (number, body) for number in range(count)
    )


@pytest.mark.parametrize("window", [64, 100, 1000, 5000])
def test_windows_cut_nothing(window, monkeypatch):
    monkeypatch.setattr(mail_split, "WINDOW", window)
    monkeypatch.setattr(mail_split, "_LOOKAHEAD", 60)
    found = [parse(message) for message in split(io.BytesIO(messages(50)))]
    assert [mail.subject for mail in found] == [str(number) for number in range(50)]


def test_a_huge_message_is_held_in_part(monkeypatch):
    monkeypatch.setattr(mail_split, "WINDOW", 10_000)
    monkeypatch.setattr(mail_split, "MAX_MESSAGE", 50_000)
    raw = messages(1) + messages(1, b"A" * 79 + b"\n" + b"B" * 400_000) + messages(2)
    found = list(split(io.BytesIO(raw)))
    assert len(found) == 4
    assert max(message.end - message.start for message in found) < 70_000


@pytest.mark.parametrize(
    "line",
    [
        b"From 1661828917674532318@xxx Sun Mar 22 02:19:17 +0000 2026\n",
        b"From - Thu Feb 05 22:34:43 2026\n",
        b"From ada at acme.example  Tue Nov  3 11:00:00 2026\n",
        b"From ???@??? Tue Nov 03 11:00:00 2026\n",
        b"From ada@acme.example Tue, 3 Nov 2026 11:00:00 +0100\n",
        b"From MAILER-DAEMON Tue Nov  3 11:00:00 2026\r\n",
        b"From -1234567890123\n",
    ],
)
def test_separators_of_every_writer(line):
    raw = messages(1) + line + b"Subject: last\n\nText.\n"
    assert [parse(message).subject for message in split(io.BytesIO(raw))] == ["0", "last"]


@pytest.mark.parametrize(
    "line",
    [
        b"From time to time it stops.",
        b"From Mon at 10:30 it stops.",
        b"From Mon 10:30 on:\nNote: so.",
        b"From -5 to 6",
    ],
)
def test_sentences_are_no_separators(line):
    raw = messages(1, b"Text.\n\n" + line + b"\nmore\n")
    expected = (
        2 if line.endswith(b"so.") else 1
    )  # a sentence that looks like a separator above one that looks like a header
    assert len(list(split(io.BytesIO(raw)))) == expected


def test_text_before_the_first_separator_is_a_message():
    assert len(list(split(io.BytesIO(b"Subject: first\n\nText.\n\n" + messages(2))))) == 3


def test_nothing_is_in_nothing():
    assert list(split(io.BytesIO(b""))) == list(split(io.BytesIO(b"\n\n"))) == []


# --- bounds ---


def test_headers_without_end_are_cut():
    mail = parse(single(b"Subject: x\nX-A: " + b"a" * MAX_HEADERS + b"\nFrom: late@acme.example\n\nText."))
    assert mail.sender is None
    assert mail.problems[0].startswith("has headers of more than 256 KB")


def test_a_text_without_end_is_cut():
    mail = parse(single(b"Subject: x\n\n" + b"a" * (MAX_TEXT + 5)))
    assert len(mail.text) == MAX_TEXT
    assert mail.problems[0].startswith("has a text of more than 1 MB")


def test_a_message_cut_before_its_text_says_so(monkeypatch):
    monkeypatch.setattr("heard.reading.mail.MAX_MESSAGE", 1000)
    mail = parse(
        single(
            b"Subject: x\nDate: Mon, 5 Jan 2026 10:00:00 +0000\nContent-Type: application/pdf\n\n"
            + b"a" * 2000
        )
    )
    assert "has no text" in mail.problems[0]


def test_parts_in_parts_without_end():
    raw = b"Subject: x\n" + b"".join(
        b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(200)
    )
    assert parse(single(raw)).text == ""


# --- parts ---

DATED = b"Subject: x\nDate: Mon, 5 Jan 2026 10:00:00 +0000\n"


@pytest.mark.parametrize(
    ("raw", "text", "is_html"),
    [
        (b"Content-Type: text/html\n\n<p>x", "<p>x", True),
        (b"Content-Type: multipart/mixed\n\nno boundary", "", False),
        (b"Content-Type: multipart/mixed; boundary=b\n\n--b--\n", "", False),
        (b"Content-Type: multipart/mixed; boundary=b\n\n--b", "", False),
        (b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain", "", False),
        (
            b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nplain\n--bb\nno boundary\n--b--",
            "plain\n--bb\nno boundary",
            False,
        ),
        (
            b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>\n--b\nContent-Type: text/plain\n\n \n--b--",
            "<p>",
            True,
        ),
        (
            b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: message/rfc822\n\nSubject: y\n\nno\n--b--",
            "",
            False,
        ),
        (b"Content-Type: ;\n\nplain", "plain", False),
        (b"Content-Type: text\n\nplain", "plain", False),
        (b"Content-Type: application/pdf\n\nno", "", False),
        (b"Content-Transfer-Encoding: base64\n\ncGxhaW4", "plain", False),
        (b"Content-Transfer-Encoding: base64\n\ncGxhaW4=tail", "plain", False),
        (b"Content-Transfer-Encoding: base64\n\nc", "", False),
        (b"Content-Transfer-Encoding: QUOTED-PRINTABLE\n\npl=61in=", "plain", False),
        (b"\n>From a\n>b\n>From c\n>>From d", "From a\n>b\n>From c\n>>From d", False),
    ],
)
def test_the_text_is_found(raw, text, is_html):
    mail = parse(single(DATED + raw))
    assert (mail.text, mail.is_html) == (text, is_html)


@pytest.mark.parametrize(
    ("raw", "charset", "text"),
    [
        (b"caf\xe9", "", "café"),
        (b"caf\xc3\xa9", "", "café"),
        (b"caf\xe9", "iso-8859-1", "café"),
        (b"caf\xe9", "utf-8", "caf\N{REPLACEMENT CHARACTER}"),
        (b"caf\xe9", "no-such", "café"),
        (b"caf\xe9", "hex", "café"),
        (b"caf\xe9", "punycode", "café"),
        (b"\x00a", "us-ascii", "a"),
        (b"+2AA-", "utf-7", "\N{REPLACEMENT CHARACTER}"),
        (b"x", "a\x00b", "x"),
    ],
)
def test_charsets(raw, charset, text):
    assert to_text(raw, charset) == text


# --- headers ---


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (b" =?utf-8?Q?a=C3=A9?= =?utf-8?Q?b?=", "aéb"),
        (b"=?utf-8?B?ww==?= =?utf-8?B?qQ==?= x", "é x"),
        (b"=?utf-8*de?Q?a_b?=", "a b"),
        (b"x =?utf-8?Q?a?= =?latin1?Q?=E9?= y", "x aé y"),
        (b"=?utf-8?Q?cut", "=?utf-8?Q?cut"),
        (b"raw \xc3\xa9", "raw é"),
        (b"fol\n ded", "fol ded"),
        (b"=?utf-8?X?a?=", "=?utf-8?X?a?="),
    ],
)
def test_encoded_words(value, text):
    assert decode(value) == text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (b" Ada <ADA@Acme.Example>", [("email:ada@acme.example", "Ada")]),
        (
            b'"Frey, Ada" <ada@acme.example>, bo@werk.example',
            [("email:ada@acme.example", "Frey, Ada"), ("email:bo@werk.example", "")],
        ),
        (b"ada@acme.example (Ada Frey)", [("email:ada@acme.example", "Ada Frey")]),
        (b"Team: a@b.example, c@d.example;", [("email:a@b.example", ""), ("email:c@d.example", "")]),
        (b"undisclosed-recipients:;", []),
        (b"ada at acme.example (Ada Frey)", [("email:ada@acme.example", "Ada Frey")]),
        (b'"Ada Frey" <ada at acme.example>', [("email:ada@acme.example", "Ada Frey")]),
        (b"@d@ @end|ng |rom @cme (Ada Frey)", [("name:ada frey", "Ada Frey")]),
        (b"r|p @end|ng |rom ox (ada@acme.example)", [("email:ada@acme.example", "")]),
        (b"Ada Frey <>", [("name:ada frey", "Ada Frey")]),
        (b"'ada@acme.example' <ada@acme.example>", [("email:ada@acme.example", "")]),
        (b"a@b.example, A@B.example", [("email:a@b.example", "")]),
        (b"=?utf-8?q?Zo=C3=AB=2C_B?= <z@b.example>", [("email:z@b.example", "Zoë, B")]),
        (b"", []),
        (b"<<<>>>,,,@@@", None),
        (b"a@b.example, " * 60, [("email:a@b.example", "")]),
    ],
)
def test_addresses(value, expected):
    found = addresses(value)
    assert expected is None or [tuple(one) for one in found] == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (b"Mon, 5 Jan 2026 10:00:00 +0000", "2026-01-05T10:00:00"),
        (b"5 Jan 2026 10:00 +0130", "2026-01-05T08:30:00"),
        (b"Mon,  5 Jan 2026 10:00:00 -0500 (EST)", "2026-01-05T15:00:00"),
        (b"Mon, 5 Jan 2026 10:00:00 GMT", "2026-01-05T10:00:00"),
        (b" Mon, 5 Jan 2026 10:00:00 +0100 (CET)", "2026-01-05T09:00:00"),
        (b" Mon, 5 Jan 2026 10:00:60 -0000", "2026-01-05T10:01:00"),
        (b"Mon, 5 Jan 26 10:00:00 EST", "2026-01-05T15:00:00"),
        (b"Mon, 5 Jan\n 2026 10:00:00 +0000", "2026-01-05T10:00:00"),
        (b"2026-01-05T10:00:00+01:00", "2026-01-05T09:00:00"),
        (b"2026-01-05 10:00:00", "2026-01-05T10:00:00"),
        (b"yesterday", None),
        (b"", None),
        (b"Mon, 5 Foo 2026 10:00:00 EST", None),
    ],
)
def test_dates(value, expected):
    found = moment(value)
    assert found == (micros(datetime.fromisoformat(expected).replace(tzinfo=UTC)) if expected else None)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b"From a@b Mon Jan  5 10:00:00 2026\n", "2026-01-05T10:00:00"),
        (b"From 1@xxx Sun Mar 22 02:19:17 +0130 2026\n", "2026-03-22T00:49:17"),
        (b"From 1@xxx Sun Mar 22 02:19:17 -0100 2026\n", "2026-03-22T03:19:17"),
        (b"From a@b Mon Jan  5 10:00 EST 2026\n", "2026-01-05T10:00:00"),
        (b"From a@b Mon, 5 Jan 2026 10:00:00 +0000\n", "2026-01-05T10:00:00"),
        (b"From a@b Mon Jan  5 10:00:60 -0100 2026\n", "2026-01-05T11:01:00"),
        (b"From -123456\n", None),
    ],
)
def test_dates_of_separators(line, expected):
    assert separator_moment(line) == (
        micros(datetime.fromisoformat(expected).replace(tzinfo=UTC)) if expected else None
    )


AT = micros(datetime(2026, 1, 5, 10, tzinfo=UTC))


@pytest.mark.parametrize(
    ("raw", "arguments", "expected"),
    [
        (b"Date: Mon, 5 Jan 2026 10:00:00 +0000\n", {}, AT),
        (b"Date: Mon, 5 Jan 2037 10:00:00 +0000\n", {"delivered_us": AT}, AT),
        (b"Date: Mon, 5 Jan 1970 10:00:00 +0000\n", {"delivered_us": AT}, AT),
        (b"Date: Mon, 5 Jan 2026 10:00:00 +0000\n", {"delivered_us": 0}, AT),
        (b"Date: Mon, 5 Jan 2037 10:00:00 +0000\n", {"latest_us": AT}, None),
        (b"Received: from a; Mon, 5 Jan 2026 10:00:00 +0000\nDate: Mon, 5 Jan 2037 10:00:00 +0000\n", {}, AT),
        (
            b"Received: from b; Tue, 6 Jan 2026 10:00:00 +0000\nReceived: from a; Mon, 5 Jan 2026\n 10:00:00 +0000\n",
            {},
            AT,
        ),
        (b"Date: never\n", {}, None),
    ],
)
def test_impossible_dates_fall_back(raw, arguments, expected):
    mail = parse(single(b"Subject: x\n" + raw + b"\nText."), **arguments)
    assert mail.sent_us == expected
    assert bool(mail.problems) == (expected is None)


@pytest.mark.parametrize(
    ("value", "last", "expected"),
    [
        (b" <a@b>", False, "a@b"),
        (b" <a@b> <c@d>", True, "c@d"),
        (b" a@b ", False, "a@b"),
        (b"message of Monday <a@b>", False, "a@b"),
        (b"your message of Monday", False, ""),
        (b"<a\n @b>", False, "a@b"),
        (b"<a", False, "a"),
    ],
)
def test_ids(value, last, expected):
    assert message_id(value, last=last) == expected


def test_the_first_of_two_headers_counts_and_the_rest_is_passed_over():
    raw = b"\nX-From: no\nFrom: a\nFROM: b\nReceived: x\n From: c\n\nFrom: d\n"
    assert scan(raw, 0, raw.find(b"\n\n") + 1) == {b"from": b" a"}


# --- nature ---


@pytest.mark.parametrize(
    ("headers", "sender", "expected"),
    [
        ({}, "email:ada@acme.example", "personal"),
        ({b"list-unsubscribe": b"<x>"}, "email:ada@acme.example", "bulk"),
        ({b"list-unsubscribe": b"<x>", b"list-post": b" <mailto:a@b>"}, "email:ada@acme.example", "personal"),
        ({b"list-unsubscribe": b"<x>", b"list-post": b" NO"}, "email:ada@acme.example", "bulk"),
        (
            {b"list-id": b"<pumps.lists.example>", b"to": b"pumps@lists.example", b"precedence": b"bulk"},
            "email:ada@acme.example",
            "personal",
        ),
        ({b"list-id": b"no name", b"precedence": b"bulk"}, "email:ada@acme.example", "bulk"),
        ({b"precedence": b" junk"}, "email:ada@acme.example", "bulk"),
        ({b"precedence": b"auto_reply"}, "email:ada@acme.example", "automatic"),
        ({b"auto-submitted": b" auto-generated; x"}, "email:ada@acme.example", "automatic"),
        ({b"auto-submitted": b" no"}, "email:ada@acme.example", "personal"),
        ({b"x-autoreply": b"yes"}, "email:ada@acme.example", "automatic"),
        ({b"return-path": b" <>"}, "email:ada@acme.example", "automatic"),
        ({}, "email:no-reply@shop.example", "automatic"),
        ({}, "email:shop-noreply@shop.example", "automatic"),
        ({}, "email:mailer-daemon@mx.example", "automatic"),
        ({}, "email:notifications@forge.example", "automatic"),
        ({}, "email:cronin@acme.example", "personal"),
        ({}, "email:info@acme.example", "personal"),
        ({}, None, "personal"),
    ],
)
def test_natures(headers, sender, expected):
    assert nature(headers, Address(sender, "") if sender else None) == expected


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({b"list-post": b" <mailto:pumps@lists.example?subject=x>"}, "email:pumps@lists.example"),
        (
            {b"mailing-list": b" contact pumps-help@lists.example; run by ezmlm"},
            "email:pumps-help@lists.example",
        ),
        ({b"x-beenthere": b" pumps@lists.example"}, "email:pumps@lists.example"),
        (
            {b"list-id": b"Pumps <pumps.lists.example>", b"cc": b"Pumps <pumps@lists.example>"},
            "email:pumps@lists.example",
        ),
        ({b"newsgroups": b"comp.pumps"}, ""),
    ],
)
def test_lists_and_their_addresses(headers, expected):
    assert is_discussion(headers)
    assert list_address(headers) == expected


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (b" Inbox,Opened", set()),
        (b" Sent,Important", {"sent"}),
        (b" =?UTF-8?Q?Gesendet,Kategorie:_Werbung?=", {"sent", "bulk"}),
        (b" Category Promotions", {"bulk"}),
        (b" Category Personal", set()),
        (b' "Cat\xc3\xa9gorie : Promotions",Corbeille', {"bulk", "trash"}),
        (b" Categor\xc3\xada: Social,Borradores", {"bulk", "drafts"}),
        (b" Chats,Spam", {"chat", "spam"}),
        (b" My/Sent", set()),
    ],
)
def test_labels(labels, expected):
    assert roles(labels) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("Mail/Local Folders/Sent", "sent"),
        ("Mail/Trash.sbd/Old", "trash"),
        ("Maildir/.Sent", "sent"),
        ("Maildir/.INBOX.Entwürfe", "drafts"),
        ("Sent Messages.mbox/mbox", "sent"),
        ("Takeout/Mail/Spam.mbox", "spam"),
        ("All mail Including Spam and Trash.mbox", None),
        ("Projects/Binford", None),
    ],
)
def test_folders(path, expected):
    assert folder_role(path) == expected


# --- files ---

HEADERS = b"From: a@b.example\nSubject: x\nDate: y\n\nText.\n"


@pytest.mark.parametrize(
    ("path", "head", "expected"),
    [
        ("x", b"From a@b Mon Jan  5 10:00:00 2026\n" + HEADERS, "mbox"),
        ("x", b"\r\nFrom nobody\r\n" + HEADERS.replace(b"\n", b"\r\n"), "mbox"),
        ("x", b"From Monday on\nwe work.\n", "other"),
        ("x.txt", HEADERS, "message"),
        ("x.txt", HEADERS + b"\nFrom a@b Mon Jan  5 10:00:00 2026\n" + HEADERS, "mbox"),
        ("a/cur/1:2,S", HEADERS, "maildir"),
        ("new/1", HEADERS, "maildir"),
        ("x.pst", b"!BDN....", "pst"),
        ("x.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "msg"),
        ("x.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "other"),
        ("1.emlx", b"120\n" + HEADERS, "emlx"),
        ("x.mht", b"From: <Saved by X>\nSnapshot-Content-Location: y\nSubject: z\nDate: w\n\n", "other"),
        ("x.vcf", b"BEGIN:VCARD\nVERSION:3.0\n", "other"),
        ("x.csv", b"a,b\n1,2\n", "other"),
        ("x", b"", "other"),
    ],
)
def test_shapes(path, head, expected):
    assert shape_of(path, head) == expected


def test_a_stream_that_unpacks_to_far_more_than_mail_ends():
    stream = Stream(io.BytesIO(b"x" * 1000), 100)
    stream.read(1000)
    assert stream.damage == "it unpacks to far more than mail does"
    assert stream.read(10) == b""
