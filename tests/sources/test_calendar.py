from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heard.model import FileSeen, Interaction, Problem, Profile
from heard.reading import meetings
from heard.reading.archive import open_archive
from heard.reading.calendars import newest
from heard.sources import calendar, recognise

HERE = Path(__file__).parent / "calendar"
CASES = sorted(path.parent.name for path in HERE.glob("*/export"))
WITH = "ORGANIZER:mailto:ines@larkfield.example\nATTENDEE:mailto:chi@harbour.example"


def event(said, uid="a", stamp="20260401T120000Z", people=WITH):
    return f"BEGIN:VEVENT\nUID:{uid}\nDTSTAMP:{stamp}\n{said}\n{people}\nEND:VEVENT\n"


def written(folder, *events, head="", name="work.ics"):
    (folder / name).write_text(
        f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{''.join(events)}END:VCALENDAR\n", "utf-8"
    )
    return folder


def everything(path):
    archive = open_archive(path)
    found = calendar.recognise(archive)
    assert found is not None
    return list(calendar.read(archive, found))


def facts(path):
    return [one for one in everything(path) if isinstance(one, Interaction)]


def seen(path):
    return [one.what for one in everything(path) if isinstance(one, FileSeen)]


def problems(path):
    return [one.why for one in everything(path) if isinstance(one, Problem)]


@pytest.mark.parametrize("case", CASES)
def test_every_file_becomes_exactly_one(case):
    told = [record.path for record in everything(HERE / case / "export") if isinstance(record, FileSeen)]
    assert sorted(told) == [member.path for member in open_archive(HERE / case / "export").members]


@pytest.mark.parametrize("case", CASES)
def test_a_key_is_told_once(case):
    keys = [fact.key for fact in facts(HERE / case / "export")]
    assert len(keys) == len(set(keys))


def test_the_same_meeting_has_the_same_key_in_a_later_export(tmp_path):
    rule = "DTSTART:20260302T090000Z\nRRULE:FREQ=WEEKLY"
    early, late = tmp_path / "early", tmp_path / "late"
    early.mkdir()
    late.mkdir()
    before = {fact.key for fact in facts(written(early, event(rule)))}
    after = {fact.key for fact in facts(written(late, event(rule, stamp="20260501T120000Z")))}
    assert len(before) == 5
    assert before < after


def test_what_is_planned_is_no_meeting_yet(tmp_path):
    written(tmp_path, event("DTSTART:20260402T090000Z"))
    assert facts(tmp_path) == []
    assert seen(tmp_path) == ["events of a calendar; left out: planned after the newest change (1)"]


def test_an_end_in_years_to_come_is_no_proof_that_they_passed(tmp_path):
    written(tmp_path, event("DTSTART:20300402T090000Z\nDTEND:20300402T100000Z"))
    assert calendar.recognise(open_archive(tmp_path)).taken_at == datetime(2026, 4, 1, 12, tzinfo=UTC)


def test_without_a_stamp_the_newest_end_is_the_date():
    assert newest(["DTEND:20260302T100000Z\nDTEND:20260301T100000Z\n"]) == datetime(
        2026, 3, 2, 10, tzinfo=UTC
    )
    assert newest(["DTSTAMP:99991231T000000Z\nDTSTAMP:20260230T000000Z\n"]) is None


def test_a_rule_for_ever_is_counted_for_five_years(tmp_path):
    written(tmp_path, event("DTSTART:20000101T090000Z\nRRULE:FREQ=DAILY"))
    assert len(facts(tmp_path)) == 1827
    assert "series, for what is more than five years before (1)" in seen(tmp_path)[0]


def test_more_times_than_any_meeting_are_cut(tmp_path, monkeypatch):
    monkeypatch.setattr(meetings, "MOST_TIMES", 3)
    written(tmp_path, event("DTSTART:20260101T090000Z\nRRULE:FREQ=DAILY"))
    assert [fact.key for fact in facts(tmp_path)][-1] == "a/20260401T090000Z"
    assert problems(tmp_path) == [
        "This event is repeated more often than meetings are; the newest 3 times were kept."
    ]


@pytest.mark.parametrize(
    "rule", ["FREQ=SECONDLY", "FREQ=MINUTELY;INTERVAL=5", "FREQ=DAILY;BYHOUR=1,2,3,4,5;BYMINUTE=1,2,3,4,5"]
)
def test_what_no_meeting_does_is_not_tried(tmp_path, rule):
    written(tmp_path, event(f"DTSTART:20200101T090000Z\nRRULE:{rule}"))
    assert problems(tmp_path) == [
        "This event is repeated many times a day, as no meeting is; it was left out."
    ]


def test_a_rule_that_never_comes_ends(tmp_path):
    written(tmp_path, event("DTSTART:20200101T090000Z\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"))
    assert len(facts(tmp_path)) <= 1


def test_who_declined_is_not_addressed(tmp_path):
    people = f"{WITH}\nATTENDEE;PARTSTAT=DECLINED:mailto:bo@stone.example\nATTENDEE;PARTSTAT=TENTATIVE:mailto:cy@marsh.example"
    (fact,) = facts(written(tmp_path, event("DTSTART:20260302T090000Z", people=people)))
    assert fact.to == ("email:chi@harbour.example", "email:cy@marsh.example")


@pytest.mark.parametrize(
    ("people", "why"),
    [
        ("ORGANIZER:mailto:ines@larkfield.example", "without anybody else"),
        ("ATTENDEE:mailto:ines@larkfield.example", "without anybody else"),
        ("ATTENDEE;CUTYPE=ROOM:mailto:oven@larkfield.example", "without anybody else"),
        ("STATUS:CANCELLED\n" + WITH, "cancelled"),
        (WITH.replace("ATTENDEE", "ATTENDEE;PARTSTAT=DECLINED"), "without anybody else"),
    ],
)
def test_what_is_left_out_is_counted(tmp_path, people, why):
    written(tmp_path, event("DTSTART:20260302T090000Z", people=people))
    assert facts(tmp_path) == []
    assert seen(tmp_path) == [f"events of a calendar; left out: {why} (1)"]


def test_before_1970_there_were_no_calendars(tmp_path):
    written(tmp_path, event("DTSTART:16010101T000000Z"))
    assert seen(tmp_path) == ["events of a calendar; left out: before 1970 (1)"]


def test_a_calendar_that_calls_off_holds_no_meeting(tmp_path):
    written(tmp_path, event("DTSTART:20260302T090000Z"), head="METHOD:CANCEL\n")
    assert seen(tmp_path) == ["events of a calendar; left out: cancelled (1)"]


def test_two_organisers_and_two_titles_are_read_as_the_first(tmp_path):
    said = "DTSTART:20260302T090000Z\nSUMMARY:First\nSUMMARY:Second\nORGANIZER:mailto:bo@stone.example"
    (fact,) = facts(written(tmp_path, event(said)))
    assert (fact.actor, fact.title) == ("email:bo@stone.example", "First")


def test_the_owner_is_in_all_events(tmp_path):
    others = "ORGANIZER:mailto:bo@stone.example\nATTENDEE:mailto:INES@larkfield.example"
    written(
        tmp_path, event("DTSTART:20260302T090000Z"), event("DTSTART:20260303T090000Z", uid="b", people=others)
    )
    assert calendar.recognise(open_archive(tmp_path)).owner == "email:ines@larkfield.example"
    assert [one.account for one in everything(tmp_path) if isinstance(one, Profile) and one.owner] == [
        "email:ines@larkfield.example"
    ]


def test_an_address_that_an_exchange_server_keeps_is_a_name(tmp_path):
    people = "ORGANIZER:mailto:ines@larkfield.example\nATTENDEE;CN=Dana Reyes:invalid:nomail\nATTENDEE;EMAIL=bo@stone.example:/principals/1"
    (fact,) = facts(written(tmp_path, event("DTSTART:20260302T090000Z", people=people)))
    assert fact.to == ("name:dana reyes", "email:bo@stone.example")


def test_an_invitation_in_a_chat_is_not_a_calendar(tmp_path):
    written(tmp_path, event("DTSTART:20260302T090000Z"))
    (tmp_path / "_chat.txt").write_text("words of a chat")
    assert recognise(open_archive(tmp_path)) == []


def test_a_packed_calendar_that_is_damaged_costs_its_file(tmp_path):
    path = tmp_path / "calendars.zip"
    written(tmp_path, event("DTSTART:20260302T090000Z", uid="good"), name="good")
    written(tmp_path, event("DTSTART:20260303T090000Z", uid="soon") * 500, name="soon")
    with zipfile.ZipFile(path, "w") as packed:
        packed.write(tmp_path / "good", "good.ics")
        packed.write(tmp_path / "soon", "soon.ics")
    content = path.read_bytes()
    at = content.rindex(b"UID:soon")
    path.write_bytes(content[:at] + b"UID:late" + content[at + 8 :])
    assert [fact.key for fact in facts(path)] == ["good"]
    assert [one.status for one in everything(path) if isinstance(one, FileSeen)] == ["read", "failed"]


@settings(max_examples=150)
@given(
    st.lists(
        st.sampled_from(["DTSTART", "DTEND", "RRULE", "EXDATE", "RDATE", "RECURRENCE-ID", "SEQUENCE", "ATTENDEE", "DURATION", "STATUS"]).flatmap(
            lambda name: st.sampled_from(
                ["20260302T090000Z", "20260302", "99991231T235959Z", "00010101T000000", "FREQ=DAILY;COUNT=3", "FREQ=YEARLY;UNTIL=20200101", "-1", "PT1H", "", "é", "FREQ=WEEKLY;BYDAY=XX"]
            ).map(lambda value: f"{name}:{value}")
        ),
        max_size=5,
    )
)  # fmt: skip
def test_whatever_an_event_says_costs_only_itself(tmp_path_factory, lines):
    tmp_path = tmp_path_factory.mktemp("calendar")
    good = event("DTSTART:20260302T090000Z", uid="good")
    written(tmp_path, good, event("\n".join(lines), uid="odd"))
    assert "good" in [fact.key for fact in facts(tmp_path)]
