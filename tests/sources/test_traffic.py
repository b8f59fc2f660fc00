"""What is counted: visits by what brought them, letters of campaigns; and the lists of fairs and of direct mail."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tomllib
import zipfile
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from heard.ledger.engines import DuckDB
from heard.ledger.store import Ledger
from heard.model import FileSeen, Interaction, Problem, Profile, Traffic
from heard.reading.archive import MAX_RATIO, open_archive
from heard.reading.traffic import came_from
from heard.reading.traffic.came_from import channel_of, table
from heard.reading.traffic.counts import plain_day, whole
from heard.reading.traffic.log_fields import Fields, parsed_object
from heard.reading.traffic.log_lines import parsed, parsed_s3
from heard.reading.traffic.periods import days_named
from heard.reading.traffic.sessions import ROBOT, tags
from heard.sources import recognise, sources

HERE = Path(__file__).parent
LOG = (HERE / "accesslog" / "combined" / "export" / "access.log").read_text("utf-8")
CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n\0"), max_size=12)
TABLES = {
    "ga4": ("# All Users\n# Start date: 20260701\n# End date: 20260731\n", ["Session source / medium", "Sessions", "Key events"]),
    "plausible": ("", ["date", "source", "referrer", "utm_source", "utm_medium", "utm_campaign", "visitors", "visits"]),
    "matomo": ("", ["date", "label", "nb_visits", "nb_actions"]),
    "visits": ("", ["visited_on", "channel", "medium", "campaign", "page", "site", "visits", "conversions"]),
    "campaigns": ("", ["Title", "Send Date", "Total Recipients", "Unique Opens", "Unique Clicks"]),
    "badges": ("", ["event", "scan_date", "name", "company", "email", "notes"]),
    "directmail": ("", ["sent_date", "campaign", "name", "company", "address", "postcode", "cost", "currency"]),
}  # fmt: skip
FILE = {"matomo": "Export _ Websites.csv"}


def read(path):
    archive = open_archive(path)
    (export,) = recognise(archive)
    return export, list(sources()[export.source].read(archive, export))


def every(records, kind):
    return [record for record in records if isinstance(record, kind)]


def written(head, names, rows):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([names, *rows])
    return head + out.getvalue()


def visits(records):
    found = Counter()
    for each in every(records, Traffic):
        found[each.channel] += each.number if each.metric == "visits" else 0
    return dict(found)


def added(ledger, path):
    export, records = read(path)
    return ledger.add(
        export, records, path=str(path), sha256=path.name, imported_at=datetime(2026, 11, 1, tzinfo=UTC)
    )


# --- what brought a visit ---


def test_no_host_and_no_name_stands_for_two_channels():
    said = tomllib.loads((Path(came_from.__file__).parent / "came_from.toml").read_text("utf-8"))
    for field in ("hosts", "names"):
        entries = Counter(entry for each in said.values() for entry in each.get(field, ()))
        assert [entry for entry, times in entries.items() if times > 1] == []


def test_networks_are_called_as_their_sources_call_them():
    known = set(table().hosts.values()) | set(table().names.values())
    ours = {source.CHANNEL for source in sources().values() if source.CHANNEL}
    assert ours - known <= {"blog", "calendar", "contacts", "forum"}, (
        "a channel of ours by another name than visits bear"
    )


@pytest.mark.parametrize(
    ("said", "channel"),
    [
        ({"referrer": "https://www.linkedin.com/feed"}, "linkedin"), ({"referrer": "https://lnkd.in/d"}, "linkedin"),
        ({"referrer": "android-app://com.linkedin.android/"}, "linkedin"), ({"referrer": "https://l.facebook.com/l.php"}, "facebook"),
        ({"referrer": "https://out.reddit.com/"}, "reddit"), ({"referrer": "https://go.bsky.app/"}, "bluesky"),
        ({"referrer": "https://mail.google.com/"}, "email"), ({"referrer": "https://www.google.co.uk/"}, "search"),
        ({"referrer": "https://docs.google.com/"}, "referral"), ({"referrer": "http://[broken"}, "referral"),
        ({"referrer": "https://notlinkedin.com/"}, "referral"), ({"referrer": "https://linkedin.com.evil.example/"}, "referral"),
        ({"source": "LinkedIn", "medium": "cpc"}, "linkedin"), ({"source": "t.co", "medium": "referral"}, "x"),
        ({"source": "google", "medium": "organic"}, "search"), ({"source": "google", "medium": "cpc"}, "paid search"),
        ({"source": "hubspot", "medium": "email"}, "email"), ({"source": "forum.example", "medium": "referral"}, "referral"),
        ({"source": "(direct)", "medium": "(none)"}, "direct"), ({"source": "Direct / None"}, "direct"),
        ({"source": "(not set)", "medium": "(not set)"}, "unknown"), ({"source": "Our Podcast"}, "our podcast"),
        ({"source": "x", "referrer": "https://www.linkedin.com/"}, "x"), ({"click": "gclid", "referrer": "https://google.com/"}, "paid search"),
        ({"click": "fbclid", "referrer": "https://l.instagram.com/"}, "instagram"), ({"click": "fbclid"}, "facebook"), ({}, "direct"),
    ],
)  # fmt: skip
def test_what_brought_a_visit(said, channel):
    assert channel_of(**said) == channel


@given(
    st.fixed_dictionaries(
        {}, optional=dict.fromkeys(("source", "medium", "referrer", "click"), st.text(max_size=60))
    )
)
@example({"source": "\x85"})
def test_whatever_a_link_says_names_a_channel(said):
    channel = channel_of(**said)
    assert 0 < len(channel) <= 40


@pytest.mark.parametrize(
    ("cell", "number"), [("1,234", 1234), ("1.234.567", 1234567), ("12.0", 12), ("0", 0), ("1 234", 1234)]
)
def test_counts_are_whole(cell, number):
    assert whole(cell) == number


@pytest.mark.parametrize("cell", ["", "1.5", "-3", "1e5", "١٢", "1,23", "9" * 16, "1234,567"])
def test_what_is_no_count(cell):
    with pytest.raises(ValueError, match="where a count should be"):
        whole(cell)


@pytest.mark.parametrize("cell", ["", "20260732", "31.07.2026", "2026-7-1", "2026-W01-1"])
def test_what_is_no_plain_day(cell):
    with pytest.raises(ValueError, match="where a day should be"):
        plain_day(cell)


# --- every table ---


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(kind=st.sampled_from(sorted(TABLES)), data=st.data())
def test_whatever_stands_in_the_cells_is_read_or_told(tmp_path, kind, data):
    head, names = TABLES[kind]
    rows = data.draw(st.lists(st.lists(CELL, min_size=len(names), max_size=len(names)), max_size=5))
    path = tmp_path / FILE.get(kind, "table.csv")
    path.write_text(written(head, names, rows), "utf-8")
    export, records = read(path)
    (seen,) = every(records, FileSeen)
    facts = [
        each
        for each in records
        if not isinstance(each, FileSeen | Problem) and each != Profile(account=export.owner, owner=True)
    ]
    assert export.source == kind
    assert facts or every(records, Problem) or not seen.rows or "left out" in seen.what
    keys = [each.key for each in facts if not isinstance(each, Profile)]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("kind", ["ga4", "plausible", "matomo"])
def test_columns_in_another_order_say_the_same(tmp_path, kind):
    head, names = TABLES[kind]
    rows = {
        "ga4": [["lnkd.in / referral", "38", "2"], ["google / cpc", "4", "0"]],
        "plausible": [["2026-07-01", "LinkedIn", "lnkd.in", "", "", "", "5", "6"], ["2026-07-02", "", "", "newsletter", "email", "may", "2", "2"]],
        "matomo": [["2026-07-01", "t.co", "3", "9"]],
    }[kind]  # fmt: skip
    found = []
    for order in (1, -1):
        path = tmp_path / FILE.get(kind, "table.csv")
        path.write_text(
            written(head, ["more", *names][::order], [["?", *row][::order] for row in rows]), "utf-8"
        )
        found.append(every(read(path)[1], Traffic))
    assert found[0] == found[1] != []


@pytest.mark.parametrize(
    "names",
    [
        ["User", "Email", "Client", "Project", "Start date", "Duration"],
        ["First Name", "Last Name", "E-mail 1 - Value", "Organization Name"],
        ["id", "email", "name", "note", "subscribed_to_emails", "created_at", "labels"],
        ["First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On"],
        ["Record ID", "First Name", "Last Name", "Email", "Street address", "Postal code"],
        ["date", "channel", "amount", "currency", "note"],
    ],
)
def test_tables_of_others_are_left_to_them(tmp_path, names):
    (tmp_path / "table.csv").write_text(written("", names, [["x"] * len(names)]), "utf-8")
    claims = {export.source for export in recognise(open_archive(tmp_path / "table.csv"))}
    assert not claims & set(TABLES)


def test_the_dashboard_of_plausible_says_its_days_and_site_by_name(tmp_path):
    path = tmp_path / "Plausible export larkfield.example 2026-07-01  to 2026-07-31 .zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(
            "visitors.csv", "date,visitors,pageviews,visits,views_per_visit,bounce_rate,visit_duration\n"
        )
        packed.writestr(
            "sources.csv",
            "name,visitors,bounce_rate,visit_duration\n"
            + "".join(f"s{at}.example,2,0,0\n" for at in range(300)),
        )
    export, records = read(path)
    (counted,) = every(records, Traffic)
    assert (counted.site, counted.day, counted.last_day) == (
        "larkfield.example",
        date(2026, 7, 1),
        date(2026, 7, 31),
    )
    assert (counted.metric, counted.number) == ("visitors", 600)
    assert "300 sources at most" in every(records, Problem)[0].why
    assert export.taken_at == datetime(2026, 7, 31, 23, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cell", "first", "last"),
    [
        ("2026-07-01", date(2026, 7, 1), date(2026, 7, 1)),
        ("2026-02", date(2026, 2, 1), date(2026, 2, 28)),
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("From 2026-03-02 to 2026-03-08", date(2026, 3, 2), date(2026, 3, 8)),
    ],
)
def test_periods_as_matomo_writes_them(tmp_path, cell, first, last):
    head, names = TABLES["matomo"]
    (tmp_path / FILE["matomo"]).write_text(written(head, names, [[cell, "t.co", "3", "9"]]), "utf-8")
    (counted,) = every(read(tmp_path / FILE["matomo"])[1], Traffic)
    assert (counted.day, counted.last_day, counted.number) == (first, last, 3)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Export _ Websites _ Mittwoch, 1. Juli 2026.csv", date(2026, 7, 1), date(2026, 7, 1)),
        ("Woche 30. März \u2013 5. April 2026", date(2026, 3, 30), date(2026, 4, 5)),
        ("Week March 2 \u2013 8, 2026", date(2026, 3, 2), date(2026, 3, 8)),
        ("29. Dezember 2025 \u2013 4. Januar 2026", date(2025, 12, 29), date(2026, 1, 4)),
        ("December 29, 2025 \u2013 January 4, 2026", date(2025, 12, 29), date(2026, 1, 4)),
        ("mar. 3 juillet 2026", date(2026, 7, 3), date(2026, 7, 3)),
        ("semaine du 2 au 8 mars 2026", date(2026, 3, 2), date(2026, 3, 8)),
        ("miércoles, 1 de julio de 2026", date(2026, 7, 1), date(2026, 7, 1)),
        ("luglio 2026", date(2026, 7, 1), date(2026, 7, 31)),
        ("1 de março de 2026", date(2026, 3, 1), date(2026, 3, 1)),
        ("2 maart 2026", date(2026, 3, 2), date(2026, 3, 2)),
        ("Top 10 Websites July 2026", date(2026, 7, 1), date(2026, 7, 31)),
        ("July 2026 \u2013 August 2026", date(2026, 7, 1), date(2026, 8, 31)),
    ],
)  # fmt: skip
def test_days_in_words(text, first, last):
    assert days_named(text) == (first, last)


@given(st.lists(st.sampled_from([*"0123456789. ,-", "Juli ", "March ", "2026", "mai "]), max_size=12))
def test_days_in_words_are_days_or_none(parts):
    days = days_named("".join(parts))
    assert days is None or days[0] <= days[1]


@pytest.mark.parametrize(
    "cell", ["07/01/2026", "01.07.2026", "31 juin 2026", "1 xyz 2026", "2026-13", "2026/07/01"]
)
def test_a_day_as_matomo_does_not_write_it_is_no_year(tmp_path, cell):
    head, names = TABLES["matomo"]
    rows = [[cell, "t.co", "3", "9"], ["2026-07-02", "t.co", "4", "9"]]
    (tmp_path / FILE["matomo"]).write_text(written(head, names, rows), "utf-8")
    _, records = read(tmp_path / FILE["matomo"])
    assert [each.number for each in every(records, Traffic)] == [4]
    assert [(each.line, cell in each.why) for each in every(records, Problem)] == [(2, True)]
    named = tmp_path / f"Export _ Websites _ {cell.replace('/', '-')}.csv"
    named.write_text(written("", names[1:], [["t.co", "3", "9"]]), "utf-8")
    assert not [each for each in every(read(named)[1], Traffic) if each.last_day.month == 12]


def test_a_segment_is_counted_apart_and_said(tmp_path):
    head, names = TABLES["ga4"]
    (tmp_path / "a.csv").write_text(
        written(head.replace("All Users", "Mobile traffic"), names, [["t.co / referral", "3", ""]]), "utf-8"
    )
    _, records = read(tmp_path / "a.csv")
    assert [each.dimension for each in every(records, Traffic)] == ["source / medium, Mobile traffic"]
    assert ["Mobile traffic" in each.why for each in every(records, Problem)] == [True]


# --- access logs ---


@pytest.mark.parametrize(
    ("line", "client", "referrer", "agent"),
    [
        (r'192.0.2.1 - - [02/Mar/2026:08:14:05 +0100] "GET / HTTP/1.1" 200 5 "https://a.example/\"q\"" "A \"B\""', "192.0.2.1", 'https://a.example/"q"', 'A "B"'),
        (r'192.0.2.1 - - [02/Mar/2026:08:14:05 +0100] "GET / HTTP/1.1" 200 5 "-" "A \x22B\x22 \xC3\xA9"', "192.0.2.1", "", 'A "B" é'),
        ('2001:db8::1 - Ines O. [02/Mar/2026:08:14:05 +0100] "GET / HTTP/1.1" 200 - "-" "A" 0.003 more', "2001:db8::1", "", "A"),
        ('host.example - - [02/Mar/2026:08:14:05 +0100] "GET / HTTP/1.1" 200 5', "host.example", "", None),
        ('a.example:443 192.0.2.1 - - [02/Mar/2026:08:14:05 +0100] "GET / HTTP/1.1" 200 5 "-" "A"', "192.0.2.1", "", "A"),
    ],
)  # fmt: skip
def test_lines_as_servers_write_them(line, client, referrer, agent):
    found = parsed(line.encode())
    assert (found.client.decode(), found.referrer, found.agent) == (client, referrer, agent)
    assert (found.day, found.at_us) == (date(2026, 3, 2), 1772435645_000_000)


@given(st.binary(max_size=300))
def test_no_bytes_break_a_line(line):
    for reads in (parsed, parsed_s3, parsed_object, Fields(("date", "time", "cip")).parsed):
        assert reads(line) is None or reads(line)


NAMED = ["ts", "status", "request", "headers", "method", "uri", "remote_addr", "User-Agent", "Referer"]


@given(st.recursive(st.none() | st.floats() | st.integers() | st.text(max_size=20),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(NAMED), inner)))  # fmt: skip
@example({"ts": 10**400, "method": "GET", "uri": "/", "ip": "::1", "status": 200})
@example({"ts": "2026-03-02T08:00:00", "method": "GET", "uri": "/", "ip": "::1", "status": 200})
def test_no_object_breaks_a_line(said):
    assert parsed_object(json.dumps(said).encode()) is None


def test_objects_within_objects_end():
    assert parsed_object(b'{"request":' * 5000 + b"1" + b"}" * 5000) is None


@pytest.mark.parametrize(
    "at", [1772435645.5, 1772435645500, "2026-03-02T08:14:05.5+01:00", "02/Mar/2026:08:14:05 +0100"]
)
def test_times_as_servers_write_them_in_objects(at):
    line = {"time": at, "request": "GET /?a=1 HTTP/1.1", "remote_addr": "[2001:db8::1]:443", "status": "200"}
    found = parsed_object(json.dumps(line).encode())
    assert (found.at_us // 1_000_000, found.target, found.client) == (1772435645, "/?a=1", b"2001:db8::1")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.lists(st.binary(max_size=120).filter(lambda line: b"\n" not in line), max_size=8), st.booleans())
def test_every_line_of_a_log_is_accounted_for(tmp_path, junk, zipped):
    lines = LOG.encode().splitlines()
    content = b"\n".join([*lines, *junk])
    (tmp_path / "a.log").write_bytes(gzip.compress(content) if zipped else content)
    _, records = read(tmp_path / "a.log")
    (seen,) = every(records, FileSeen)
    blank = sum(not line.strip() for line in junk)
    left = sum(
        int(part.rpartition("(")[2].replace(",", ""))
        for part in seen.what.split(")")[:-1]
        if "do not say so" not in part
    )
    assert seen.rows + left + len(every(records, Problem)) == len(lines) + len(junk) - blank


def test_no_address_leaves_the_log(tmp_path):
    (tmp_path / "access.log").write_text(LOG, "utf-8")
    said = repr(read(tmp_path / "access.log"))
    assert not any(line.split()[0] in said for line in LOG.splitlines())
    assert "ada@acme" not in said


def test_parts_of_a_log_add_up_and_a_log_that_grew_replaces_itself(tmp_path):
    lines = LOG.splitlines(keepends=True)
    whole_log, begun = tmp_path / "whole.log", tmp_path / "begun.log"
    whole_log.write_text(LOG)
    begun.write_text("".join(lines[:6]))
    rotated = tmp_path / "rotated.log"
    rotated.write_text("".join(lines[6:]))
    question = "select channel, sum(number) from traffic group by channel order by channel"
    answers = []
    for paths in ([whole_log], [begun, whole_log], [whole_log, begun], [begun, rotated]):
        ledger = Ledger(DuckDB(None))
        for path in paths:
            added(ledger, path)
        answers.append(ledger.rows(question))
        ledger.close()
    assert answers[0] == answers[1] == answers[2] == answers[3]


def test_a_zip_bomb_of_a_log_ends_early(tmp_path):
    line = LOG.splitlines(keepends=True)[0].encode()
    (tmp_path / "access.log.1.gz").write_bytes(gzip.compress(line * 200_000))
    assert len(line) * 200_000 > MAX_RATIO * (tmp_path / "access.log.1.gz").stat().st_size
    _, records = read(tmp_path / "access.log.1.gz")
    assert "hundreds of times its size" in every(records, Problem)[0].why
    assert 0 < every(records, FileSeen)[0].rows < 200_000


def test_the_same_log_twice_in_a_folder_is_read_once(tmp_path):
    (tmp_path / "access.log").write_text(LOG)
    (tmp_path / "copy of access.log").write_text("".join(LOG.splitlines(keepends=True)[:5]))
    _, records = read(tmp_path)
    assert {seen.path: seen.status for seen in every(records, FileSeen)} == {
        "access.log": "read",
        "copy of access.log": "known",
    }
    assert sum(visits(records).values()) == 8


def test_who_searches_for_a_way_in_is_no_visitor(tmp_path):
    line = '192.0.2.9 - - [02/Mar/2026:08:14:{:02} +0100] "GET /{} HTTP/1.1" {} 5 "-" "Mozilla/5.0 (Windows NT 10.0) Chrome/120"\n'
    asked = [line.format(0, "", 200), *(line.format(at, f"wp-login{at}.php", 404) for at in range(1, 13))]
    (tmp_path / "access.log").write_text("".join(asked))
    _, records = read(tmp_path / "access.log")
    assert visits(records) == {}
    assert "visits of robots that do not say so (1)" in every(records, FileSeen)[0].what


@pytest.mark.parametrize(
    "agent",
    [
        "LinkedInBot/1.0", "Slackbot-LinkExpanding 1.0", "facebookexternalhit/1.1", "WhatsApp/2.23.20 A", "TelegramBot (like TwitterBot)",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "Mozilla/5.0 (compatible; GPTBot/1.2)", "curl/8.5.0",
        "python-requests/2.32", "Feedly/1.0", "Mastodon/4.3.0 (http.rb/5.2.0; +https://mastodon.social/)", "Mozilla/5.0", "", "Go-http-client/2.0",
    ],
)  # fmt: skip
def test_robots_by_name(agent):
    assert ROBOT.search(agent)


@pytest.mark.parametrize(
    "agent",
    [
        "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 [LinkedInApp]/9.30",
        "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36 [FBAN/FB4A;FBAV/440;]",
        "Mozilla/5.0 (Linux; Android 10; CUBOT X30) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36",
        "Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 Mobile/15E148 Twitter for iPhone/10.2", "Opera/9.80 (Windows NT 6.1)",
    ],
)  # fmt: skip
def test_people_by_name(agent):
    assert not ROBOT.search(agent)


def test_tags_of_a_link():
    assert tags("UTM_Source=LinkedIn&utm_medium=social&utm_campaign=may%20letter&fbclid=1") == (
        "LinkedIn",
        "social",
        "may letter",
        "fbclid",
    )
    assert tags("ref=hn") == ("hn", "", "", "")
    assert tags("&".join(f"a{at}=1" for at in range(99))) == ("", "", "", "")


# --- fairs and letters ---


def test_a_scan_is_a_visit_only_where_somebody_noted_it(tmp_path):
    names = ["event", "scan_date", "name", "company", "notes", "rating"]
    rows = [
        ["Fair", "2026-03-11", "Dana", "A", "bearings", ""],
        ["Fair", "2026-03-11", "Sam", "B", "", ""],
        ["Fair", "2026-03-11", "Bo", "C", "", "hot"],
    ]
    (tmp_path / "a.csv").write_text(written("", names, rows))
    _, records = read(tmp_path / "a.csv")
    assert [each.kind for each in every(records, Interaction)] == ["visit", "connection", "visit"]


def test_postal_addresses_are_not_kept(tmp_path):
    _, names = TABLES["directmail"]
    (tmp_path / "a.csv").write_text(
        written("", names, [["2026-02-16", "c", "Dana Reyes", "A", "Mill Lane 4", "8010", "1.10", "EUR"]])
    )
    _, records = read(tmp_path / "a.csv")
    assert "Mill Lane" not in repr(records)
    assert "8010" not in repr(records)


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        ("campaigns", ["May letter", "2026-05-23", "402", "181", "25"]),
        ("badges", ["Aquatech", "2026-05-23 09:30", "Dana Reyes", "Northwind", "dana@northwind.example", "seals"]),
        ("directmail", ["2026-05-23", "Checklist", "Dana Reyes", "Northwind", "Mill Lane 4", "8010", "1.10", "EUR"]),
    ],
)  # fmt: skip
def test_a_table_saved_by_a_spreadsheet_is_the_same_table(tmp_path, kind, row):
    head, names = TABLES[kind]
    found = []
    for day in ("2026-05-23", "23.05.2026", "5/23/2026"):
        path = tmp_path / "table.csv"
        path.write_text(written(head, names, [[cell.replace("2026-05-23", day) for cell in row]]), "utf-8")
        found.append([each for each in read(path)[1] if not isinstance(each, FileSeen)])
    assert found[0] == found[1] == found[2]
    assert len(found[0]) > 1


@pytest.mark.parametrize("name", ["badges", "directmail"])
def test_the_template_can_be_found_by_asking_for_the_source(name):
    source = sources()[name]
    (line,) = (HERE / name / "template" / "export").glob("*.csv")
    template = line.read_text("utf-8").splitlines()[0]
    assert template in source.HOW_TO_GET_IT
    assert template in source.__doc__
