"""LinkedIn's archive, "Get a copy of your data", in every era from 2018 on.

Nothing in it says when it was made or whose it is: the first is taken to be the newest moment in any file, the second is the
account that has a part in every invitation. Both stand only in the rows, so that recognising it reads it.

The same message, post or tie has the same key in every archive of an era, whatever else is in it. Between eras keys differ where
LinkedIn changed what it tells: messages until 2018 have no conversation and are exact to the minute, connections until mid-2023
have a name and no address.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import chain
from pathlib import PurePosixPath
from typing import cast

import pyarrow as pa
import pyarrow.compute as pc

from heard.model import EPOCH, Columns, Export, FileSeen, Interaction, Problem, Profile, Record
from heard.reading import csv
from heard.reading.archive import Archive, DamagedError, Member, is_html
from heard.reading.linkedin import names as who
from heard.reading.linkedin import people, rows
from heard.reading.linkedin.names import Names
from heard.reading.rows import Understood, each_row, told

TITLE = "LinkedIn"
CHANNEL = "linkedin"
WAIT_DAYS = 1
HOW_TO_GET_IT = (
    "On a computer: Me > Settings & Privacy > Data privacy > Get a copy of your data > the larger data archive. A first mail comes "
    "within minutes and lacks your posts, comments and reactions; the second comes within a day and has everything. Its link works "
    "for three days. Add the zip as it is: a spreadsheet that saves a file again changes the dates in it."
)
BLIND = (
    "The archive holds what you did, and messages both ways. It does not hold what others did with your posts: their comments, "
    "reactions and reposts, how often a post was shown, who visited your profile, who follows you. Silence there is not silence. It "
    "does not say whose post you commented on, nor whom your connections know; invitations go back less than a year, and declined "
    "ones are gone."
)
BESIDE = (
    "Your mailbox (mbox), for who commented on your posts and asked you in: LinkedIn's notifications name them; and contacts, for "
    "addresses that LinkedIn keeps back."
)
NOT_SEEN = (
    "Votes on a post older than 2021, recommendations in other languages, drafts and attachments of messages, notes on people, and "
    "whatever the interface writes in a language other than English. Columns were compared with seven real archives of 2018 to 2026, "
    "structure only."
)

Reader = Callable[[csv.Sheet, Names], Understood]


@dataclass(frozen=True, slots=True)
class Kind:
    """A file of the archive: how to know it, and how to read it. Columns are named as `csv.fold` writes them."""

    what: str
    marks: frozenset[str]
    """The header holds at least these."""
    also: frozenset[str]
    """Other columns that some era has."""
    read: Reader | None
    """None for the files that only tell of the owner."""
    proves: bool
    """No other network has such a header."""


def _kind(what: str, marks: str, also: str = "", read: Reader | None = None, *, proves: bool = False) -> Kind:
    return Kind(what, frozenset(marks.split()), frozenset(also.split()), read, proves)


def _by_row(read: rows.Reader) -> Reader:
    return lambda sheet, names: each_row(sheet, lambda row: read(row, names))


RECOMMENDATION = "firstname lastname text creationdate status"
KINDS: Mapping[str, Kind] = {
    "Profile.csv": _kind(
        "your name and headline",
        "firstname lastname headline summary industry",
        "maidenname address birthdate zipcode geolocation twitterhandles websites instantmessengers contactinstructions country",
        proves=True,
    ),
    "Positions.csv": _kind(
        "where you work", "companyname title startedon finishedon", "description location"
    ),
    "Email Addresses.csv": _kind("your own addresses", "emailaddress confirmed primary", "updatedon"),
    "Invitations.csv": _kind(
        "invitations to connect, both ways, of less than a year",
        "from to sentat direction",
        "message inviterprofileurl inviteeprofileurl",
        _by_row(rows.invitations),
        proves=True,
    ),
    "Connections.csv": _kind(
        "your connections, and since when",
        "firstname lastname connectedon",
        "url emailaddress company position",
        people.connections,
        proves=True,
    ),
    "messages.csv": _kind(
        "messages, both ways",
        "conversationid from date content",
        "to conversationtitle senderprofileurl recipientprofileurls subject folder attachments ismessagedraft isconversationdraft",
        people.messages,
        proves=True,
    ),
    "Messages.csv": _kind(
        "messages, both ways, until 2018",
        "from to date content direction",
        "subject folder",
        people.messages,
    ),
    "Shares.csv": _kind(
        "your posts, and posts that you passed on",
        "date sharelink sharecommentary",
        "sharedurl mediaurl visibility sharetitle sharedescription type",
        _by_row(rows.shares),
        proves=True,
    ),
    "InstantReposts.csv": _kind(
        "posts that you passed on without a word", "date link", "", _by_row(rows.reposts)
    ),
    "Comments.csv": _kind("your comments", "date link message", "", _by_row(rows.comments)),
    "Reactions.csv": _kind("your reactions", "date type link", "", _by_row(rows.reactions)),
    "Votes.csv": _kind("your answers to polls", "date link optiontext", "", _by_row(rows.votes)),
    "Member_Follows.csv": _kind(
        "people whom you follow", "date status fullname", "", _by_row(rows.member_follows)
    ),
    "Company Follows.csv": _kind(
        "pages that you follow", "organization followedon", "", _by_row(rows.company_follows), proves=True
    ),
    "Hashtag_Follows.csv": _kind(
        "topics that you follow",
        "hashtag createdtime",
        "lastmodifiedtime state",
        _by_row(rows.hashtag_follows),
    ),
    "Endorsement_Received_Info.csv": _kind(
        "skills that others vouch for",
        "endorsementdate skillname endorserfirstname endorserlastname",
        "endorserpublicurl endorsementstatus",
        _by_row(rows.endorsements_received),
        proves=True,
    ),
    "Endorsement_Given_Info.csv": _kind(
        "skills of others that you vouch for",
        "endorsementdate skillname endorseefirstname endorseelastname",
        "endorseepublicurl endorsementstatus",
        _by_row(rows.endorsements_given),
        proves=True,
    ),
    "Recommendations_Received.csv": _kind(
        "what others wrote in your favour",
        RECOMMENDATION,
        "company jobtitle",
        _by_row(rows.recommendations_received),
    ),
    "Recommendations_Given.csv": _kind(
        "what you wrote in favour of others",
        RECOMMENDATION,
        "company jobtitle",
        _by_row(rows.recommendations_given),
    ),
    "Notes.csv": _kind(
        "your own notes on people",
        "connectionfirstname connectionlastname connectionprofileurl note",
        "createdon editedon",
        _by_row(rows.notes),
        proves=True,
    ),
}

FILES = {name: kind.what for name, kind in KINDS.items()}
LEFT_ALONE = {
    **dict.fromkeys(
        ("guide_messages.csv", "coach_messages.csv", "learning_coach_messages.csv", "learning_role_play_messages.csv",
         "LearningCoachMessages.csv"),
        "talk with LinkedIn's own robots",
    ),
    **dict.fromkeys(
        ("Contacts.csv", "Imported Contacts.csv"),
        "an address book that was once handed to LinkedIn, not ties; add the address book itself",
    ),
    "Events.csv": "events, without a zone, without who was there and whether you were",
    "Articles/*": "long articles as web pages; their posts are in Shares.csv",
    "Rich Media.csv": "pictures and films without the posts they belong to",
    "Saved_Items.csv": "bookmarks, which nobody else sees",
    **dict.fromkeys(
        ("Education.csv", "Skills.csv", "Languages.csv", "Certifications.csv", "Courses.csv", "Honors.csv", "Projects.csv",
         "Patents.csv", "Publications.csv", "Organizations.csv", "Test Scores.csv", "Volunteering.csv",
         "Causes You Care About.csv", "Profile Summary.csv", "Learning.csv", "Verifications.csv"),
        "the rest of your own profile",
    ),
    **dict.fromkeys(
        ("Jobs/*", "Job Applications.csv", "Job Seeker Preferences.csv", "Saved Jobs.csv", "SavedJobAlerts.csv"),
        "your search for a job",
    ),
    **dict.fromkeys(
        ("Ad_Targeting.csv", "Ads Clicked.csv", "LAN Ads Engagement.csv", "Inferences_about_you.csv"),
        "what advertisers are told of you",
    ),
    **dict.fromkeys(
        ("Registration.csv", "Logins.csv", "Security Challenges.csv", "Account Status History.csv", "SearchQueries.csv",
         "Receipts.csv", "Receipts_v2.csv", "PhoneNumbers.csv", "Whatsapp Phone Numbers.csv", "Services Marketplace/*"),
        "the account itself, not what was said with it",
    ),
    **dict.fromkeys(("__MACOSX/*", ".DS_Store", "Thumbs.db", "desktop.ini"), "left behind by the computer, not by LinkedIn"),
}  # fmt: skip

MARKS = {name: kind.marks for name, kind in KINDS.items()}
PROOF = {name: kind.marks for name, kind in KINDS.items() if kind.proves}
TABLES = {".csv", ".tsv", ".txt", ""}
"""Endings of files that may be a table: a look saved at ten thousand pictures, no judgement."""


def recognise(archive: Archive) -> Export | None:
    """An export with a file whose header only LinkedIn writes; or one that talks of posts at LinkedIn in one of its other files."""
    if not any(_proves(member) for member in archive.members if _ending(member) in TABLES):
        return None
    owner, records = _everything(archive)
    newest = max(filter(None, map(_newest, records)), default=None)
    return Export(
        source="linkedin",
        owner=owner,
        taken_at=None if newest is None else EPOCH + timedelta(microseconds=newest),
        notes=tuple(_notes(owner, records)),
        context={"records": records},
    )


def read(archive: Archive, export: Export) -> Iterator[Record]:
    """Everything in it. What `recognise` has read is not read again."""
    yield from export.context.pop("records", None) or _everything(archive)[1]  # type: ignore[misc]


def _proves(member: Member) -> bool:
    try:
        head = member.head(1 << 13)
    except DamagedError:
        return False
    if csv.find_header(head, PROOF):
        return True
    header = csv.find_header(head, MARKS)
    return header is not None and not _unknown(header) and "linkedin.com/" in csv.decode(head)[0]


def _everything(archive: Archive) -> tuple[str, list[Record]]:
    """The owner, and every record."""
    records: list[Record] = []
    sheets: dict[str, list[tuple[str, csv.Sheet]]] = {name: [] for name in KINDS}
    for member in archive.members:
        for found in _open(member):
            if isinstance(found, csv.Sheet):
                sheets[found.header.kind].append((member.path, found))
            else:
                records.append(found)
    tables = {name: [sheet for _, sheet in files] for name, files in sheets.items()}
    owner = _owner(tables)
    names = Names([*chain.from_iterable(tables.values())], owner.account if owner else "")
    for name, kind in KINDS.items():
        for path, sheet in sheets[name]:
            understood = kind.read(sheet, names) if kind.read else Understood()
            if unknown := _unknown(sheet.header):
                columns = ", ".join(unknown)
                understood.warnings.append(
                    f"This file has columns that Heard does not know: {columns}; LinkedIn may have changed its export. The others were read."
                )
            if name == "Notes.csv" and "createdon" not in sheet.header.columns:
                understood.warnings.append("It has no column Created On, so that its notes bear no date.")
            records += told(path, kind.what, sheet, understood)
    records += [*names.people.values(), *filter(None, [owner])]
    return names.owner, records


def _open(member: Member) -> Iterator[csv.Sheet | FileSeen | Problem]:
    """The table in a file, or what else becomes of it."""
    if why := _LEFT_ALONE.get(_stem(member.path)) or _LEFT_ALONE.get(_folder(member.path)):
        yield FileSeen(path=member.path, status="known", what=why)
        return
    named = _NAMED.get(_stem(member.path))
    try:
        head = member.head() if _ending(member) in TABLES else b""
        header = csv.find_header(head, MARKS)
        if header and (KINDS[header.kind].proves or named or not _unknown(header)):
            yield _sheet(member, header)
            return
    except DamagedError as error:
        why = f"It is damaged ({error}) and was not read; download the archive again."
    else:
        if not named:
            yield FileSeen(path=member.path, status="unknown", what="not a file that Heard knows of LinkedIn")
            return
        why = _what_is_wrong(head)
    yield Problem(path=member.path, why=why)
    yield FileSeen(path=member.path, status="failed", what=FILES[named] if named else "")


def _sheet(member: Member, header: csv.Header) -> csv.Sheet:
    if header.kind.startswith("Recommendations") and "given" in _stem(member.path):
        # Both files have one header, so that only the name tells who praises whom.
        header = replace(header, kind="Recommendations_Given.csv")
    content = member.read()
    if header.kind == "Comments.csv" and header.columns == ("date", "link", "message"):
        return rows.split_comments(content, header) or csv.read(content, header)
    return csv.read(content, header)


def _what_is_wrong(head: bytes) -> str:
    if not head.strip():
        return "It is empty: LinkedIn writes a header at least. Download the archive again."
    if is_html(head) or head.lstrip().startswith(b"<?xml"):
        return "It is a web page and not a table: save the zip that LinkedIn's mail links to, not the page."
    return "None of its columns is one that Heard knows of this file; LinkedIn may have changed its export."


def _owner(sheets: Mapping[str, list[csv.Sheet]]) -> Profile | None:
    """Whose export it is, from invitations, messages and the files that only tell of the owner."""
    profile = next((row for sheet in sheets["Profile.csv"] for row in sheet.rows()), {})
    name = f"{profile.get('firstname', '')} {profile.get('lastname', '')}".strip()
    jobs = [row for sheet in sheets["Positions.csv"] for row in sheet.rows() if not row["finishedon"]]
    addresses = [row for sheet in sheets["Email Addresses.csv"] for row in sheet.rows()]
    primary = sorted(addresses, key=lambda row: row["primary"].lower() != "yes")
    account = who.owner_of(name, sheets["Invitations.csv"], sheets["messages.csv"])
    if not account:
        return None
    return Profile(
        account=account,
        name=name,
        title=profile.get("headline", ""),
        company=jobs[0]["companyname"] if jobs else "",
        email=primary[0]["emailaddress"].lower() if primary else "",
        owner=True,
    )


def _notes(owner: str, records: list[Record]) -> Iterator[str]:
    """What the person should know of this very archive."""
    if not owner:
        yield "It does not say whose archive it is; name your LinkedIn account under `me` in strategy.yaml."
    seen = {record.what.partition(";")[0] for record in records if isinstance(record, FileSeen)}
    if not seen & {FILES["Shares.csv"], FILES["Comments.csv"], FILES["Reactions.csv"]}:
        yield (
            "It holds no posts, comments or reactions: they come in the second mail, with the larger data archive, up to a day later."
        )


def _newest(record: Record) -> int | None:
    if isinstance(record, Columns):
        found = (
            pc.max(cast("pa.Table", record.table)["happened_us"]).as_py()
            if record.fact is Interaction
            else None
        )
        return None if found is None else int(found)
    return record.happened_us if isinstance(record, Interaction) else None


def _unknown(header: csv.Header) -> list[str]:
    kind = KINDS[header.kind]
    known = kind.marks | kind.also
    return [name for name, column in zip(header.names, header.columns, strict=True) if column not in known]


def _stem(path: str) -> str:
    """A file's name as all eras spell it: ``Rich Media.csv``, ``Rich_Media.csv``, ``rich_media_123.csv``, ``Rich Media (1).csv``."""
    name = PurePosixPath(path).name.lower()
    stem = name.rpartition(".")[0] or name
    return re.sub(r"[\s_]", "", re.sub(r"([-_]\d+|\s*\(\d+\))$", "", stem))


def _folder(path: str) -> str:
    return f"{PurePosixPath(path).parent.name.lower()}/*"


def _ending(member: Member) -> str:
    return PurePosixPath(member.path).suffix.lower()


_NAMED = {_stem(name): name for name in reversed([*KINDS])}
_LEFT_ALONE = {name.lower() if name.endswith("/*") else _stem(name): why for name, why in LEFT_ALONE.items()}
