"""Flickr: "Request my Flickr data", its files of JSON, with or without the photos.

    account_profile.json            {"real_name": …, "nsid": "12345678@N00", "screen_name": …}
    photo_10000001.json             one for each photo, with what others wrote under it
    photos_comments_part001.json    {"comments": [ … ]}    what the owner wrote under photos of others

A file is known by the fields that it begins with. Times bear no zone; they are taken to be in UTC.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import cast

import msgspec

from heard.model import Export, FileSeen, Interaction, Problem, Profile, Record
from heard.reading.archive import Archive, DamagedError, Member, is_html
from heard.reading.flickr.facts import Found, Reading, owners, pairs
from heard.reading.flickr.shapes import (
    Comment,
    Discussed,
    Fave,
    Mail,
    Owner,
    Photo,
    Testimonial,
    handle,
    said,
    who,
)
from heard.reading.tally import DECODING, Tally, each, fields

TITLE = "Flickr"
CHANNEL = "flickr"
WAIT_DAYS = 2
HOW_TO_GET_IT = (
    "flickr.com/account > Your Flickr Data > Request my Flickr data. A mail comes within hours, for a large account within days, "
    "and its links expire. Put the zips whose names end in _part1, _part2 and so on into one folder and add that; "
    "those called data-download hold the pictures alone."
)
BLIND = (
    "Who likes your photos is not in it, only what others wrote under them. Your own likes, your contacts and your followers bear no "
    "date, and likes do not say whose photo it is. Contacts are named by their page and commenters by a number, so that one person "
    "may be two."
)
BESIDE = "Your mailbox (mbox), if Flickr mails you about likes; contacts."
NOT_SEEN = (
    "Whole files of photos, mail, discussions in groups and the fields of testimonials; lists of favourites and the frame of testimonials "
    "were."
)
FILES = {
    "account_profile.json": "whose export it is",
    "photo_*.json": "your photos, and what was said under each",
    "photos_comments_part*.json": "your comments on photos of others",
    "sets_comments_part*.json": "comments on albums",
    "galleries_comments_part*.json": "comments on galleries",
    "apps_comments_part*.json": "comments on apps",
    "contacts_part*.json": "whom you follow, without a date",
    "followers_part*.json": "who follows you, without a date",
    "faves_part*.json": "photos that you like, without owner and date",
    "group_discussions.json": "what you wrote in groups",
    "account_testimonials.json": "testimonials, given and received",
    "sent_flickrmail_part*.json": "messages that you sent",
    "received_flickrmail_part*.json": "messages that you received",
}
LEFT_ALONE = {
    "albums.json": "how you sort your photos",
    "galleries.json": "photos of others that you collect",
    "groups.json": "groups that you are in, without a date and without what was said",
    "media": "pictures and films; Heard reads words",
}

PICTURES = "It holds pictures and films alone; what was said about them is in the zips whose names end in _part1, _part2 and so on. Add those."

KINDS = {
    "profile": FILES["account_profile.json"],
    "photo": FILES["photo_*.json"],
    "comments": "comments that you wrote",
    "contacts": FILES["contacts_part*.json"],
    "followers": FILES["followers_part*.json"],
    "faves": FILES["faves_part*.json"],
    "discussions": FILES["group_discussions.json"],
    "testimonials": FILES["account_testimonials.json"],
    "flickrmail": "messages of FlickrMail",
}
DATELESS = {"follow", "reaction"}
"""Flickr never says since when."""
KNOWN = {
    "albums": LEFT_ALONE["albums.json"],
    "galleries": LEFT_ALONE["galleries.json"],
    "groups": LEFT_ALONE["groups.json"],
    "nothing": "an empty list",
}
WRAPPERS = {
    **{name: name for name in ("comments", "faves", "contacts", "followers", "flickrmail", "discussions", "testimonials")},
    "favorites": "faves",
    "group_discussions": "discussions",
    **{name: name for name in ("albums", "galleries", "groups")},
}  # fmt: skip
"""The one field that a file's records lie in, by each name it has had, and what it holds."""
LISTED = {
    "comments": {"comment"},
    "flickrmail": {"date_sent"},
    "discussions": {"subject", "url"},
    "faves": {"photo_id"},
}
"""Fields that tell a list without such a field, the most telling first."""
MEDIA = re.compile(
    r"\.(?:jpe?g|png|gif|tiff?|webp|heic|mp4|mov|avi|mpe?g|wmv|m4v|3gp|mkv|ogg)$", re.IGNORECASE
)
ORIGINAL = re.compile(r"\d{6,}(?:_[0-9a-f]{6,})?_o\.\w+$")
FILM = re.compile(r"_\d{8,}\.(?:mp4|mov|avi|mpe?g|wmv|m4v|3gp|mkv)$", re.IGNORECASE)
"""How the pictures and films of an export are called: ``blue-dusk_10000001_o.jpg``, ``family-day_10000003.mp4``."""
NUMBERED = re.compile(rb'"nsid"\s*:\s*"\d+@N\d\d"')
ADDRESS = re.compile(rb"(?:flickr\.com|flic\.kr)\\?/")
WRAPPED = re.compile(rb'\s*\{\s*"(\w+)"\s*:\s*[\[{]')
MARKS = (b'"photopage"', b'"photo_url"', b'"comment_url"')
"""Fields of photos and lists that hold an address at Flickr."""


def recognise(archive: Archive) -> Export | None:
    """An export with a profile, photo or list that only Flickr writes."""
    loose = [member for member in archive.members if not MEDIA.search(member.path)]
    if not loose and _pictures(archive.members):
        return Export(source="flickr", context={"reading": Reading(), "profile": None})
    if not any(_proves(member) for member in loose if member.path.lower().endswith(".json")):
        return None
    reading, profile = _whose(loose)
    return Export(
        source="flickr",
        owner=reading.account() or "",
        notes=tuple(_notes(reading, has_profile=profile is not None)),
        context={"reading": reading, "profile": profile},
    )


def read(archive: Archive, export: Export) -> Iterator[Record]:
    """Everything in it, file by file."""
    found = cast("Reading", export.context["reading"])
    profile = cast("Owner | None", export.context["profile"])
    reading = Reading(found.owner, found.alias)
    if _pictures(archive.members):
        yield Problem(path=archive.path.name, why=PICTURES)
    for member in archive.members:
        if MEDIA.search(member.path):
            yield FileSeen(path=member.path, status="known", what=LEFT_ALONE["media"])
        else:
            yield from _read_file(reading, member)
    if profile:
        yield from owners(profile)
    elif reading.owner:
        yield Profile(account=f"flickr:{reading.owner}", owner=True)


def _read_file(reading: Reading, member: Member) -> Iterator[Record]:
    path = member.path
    try:
        content = member.read()
    except DamagedError as error:
        yield from _failed(path, f"The zip is damaged here ({error}); download it again.")
        return
    kind, raw = _kind(content)
    if kind in KNOWN:
        yield FileSeen(path=path, status="known", what=KNOWN[kind])
    elif kind in KINDS:
        tally = Tally(path, KINDS[kind])
        for record in _facts(reading, kind, raw, tally):
            if isinstance(record, str):
                tally.leave(record)
            else:
                if isinstance(record, Interaction):
                    tally.rows += 1
                    tally.undated += record.happened_us is None and record.kind not in DATELESS
                yield record
        yield from tally.told()
    elif is_html(content) and path.lower().endswith(".json"):
        yield from _failed(path, "A web page stands where Flickr puts data; download the export again.")
    elif path.lower().endswith(".json") and kind == "broken":
        yield from _failed(path, "It is empty or breaks off; download the export again.")
    else:
        yield FileSeen(path=path, status="unknown", what="not a file that Heard knows of Flickr")


def _facts(reading: Reading, kind: str, raw: msgspec.Raw, tally: Tally) -> Iterator[Found]:
    """What the records of a file say."""
    if kind == "profile":
        tally.rows += 1
    elif kind == "photo":
        try:
            photo = msgspec.json.decode(raw, type=Photo)
        except DECODING as error:
            tally.fail(f"This photo could not be read ({error}).")
        else:
            yield from reading.photo(photo, tally)
    elif kind in {"contacts", "followers"}:
        for number, (name, address) in enumerate(pairs(raw), start=1):
            yield from _one(reading.follows(name, str(address), followed=kind == "contacts"), tally, number)
    elif kind == "testimonials":
        sides = fields(raw)
        for side in ("given", "received"):
            for number, praise in each(sides.get(side, b"[]"), Testimonial, tally):
                yield from _one(reading.testimonial(praise, given=side == "given"), tally, number)
    else:
        shape, take = _lists(reading)[kind]
        for number, record in each(raw, shape, tally):
            yield from _one(take(record), tally, number)


def _lists(reading: Reading) -> dict[str, tuple[type[msgspec.Struct], Callable[..., Iterator[Found]]]]:
    """How the records of each list are read."""
    return {
        "comments": (Comment, reading.comment),
        "faves": (Fave, reading.fave),
        "discussions": (Discussed, reading.discussed),
        "flickrmail": (Mail, reading.mail),
    }


def _one(found: Iterator[Found], tally: Tally, number: int) -> Iterator[Found]:
    """What one record says; one that cannot be understood costs no other."""
    try:
        yield from found
    except ValueError as error:
        tally.miss(str(error), number=number)


def _kind(content: bytes) -> tuple[str, msgspec.Raw]:
    """What a file holds, and its records."""
    outer = fields(content)
    if {"nsid", "screen_name"} <= outer.keys():
        return "profile", msgspec.Raw(content)
    if {"id", "photopage"} <= outer.keys():
        return "photo", msgspec.Raw(content)
    wrapper = next((name for name in WRAPPERS if name in outer), "")
    if wrapper:
        return WRAPPERS[wrapper], outer[wrapper]
    if outer:
        return "unknown", msgspec.Raw(content)
    try:
        pieces = msgspec.json.decode(content, type=list[msgspec.Raw])
    except DECODING:
        return "broken", msgspec.Raw(content)
    first = fields(pieces[0]).keys() if pieces else set()
    named = next((kind for kind, marks in LISTED.items() if marks <= first), "unknown")
    return named if pieces else "nothing", msgspec.Raw(content)


def _pictures(members: Sequence[Member]) -> bool:
    """Whether pictures and films are all there is, called as Flickr calls them."""
    originals = [member for member in members if ORIGINAL.search(member.path)]
    return bool(originals) and len(originals) == sum(not FILM.search(member.path) for member in members)


def _proves(member: Member) -> bool:
    try:
        head = member.head()
    except DamagedError:
        return False
    if NUMBERED.search(head) and b'"screen_name"' in head:
        return True
    if not head.lstrip().startswith((b"{", b"[")):
        return False
    wrapper = WRAPPED.match(head)
    if wrapper and wrapper[1] == b"flickrmail":
        return True
    known = (wrapper and wrapper[1].decode() in WRAPPERS) or any(mark in head for mark in MARKS)
    return bool(known and ADDRESS.search(head))


def _whose(members: list[Member]) -> tuple[Reading, Owner | None]:
    """The owner by the profile, else by the address of a photo."""
    alias = ""
    for member in members:
        try:
            head = member.head()
            if NUMBERED.search(head) and b'"screen_name"' in head:
                owner = msgspec.json.decode(member.read(), type=Owner)
                return Reading(owner.nsid, handle(said(owner.path_alias))), owner
            if not alias and b'"photopage"' in head:
                alias = who(said(msgspec.json.decode(member.read(), type=Photo).photopage))
        except (DamagedError, *DECODING):
            continue
    return Reading(alias), None


def _failed(path: str, why: str) -> Iterator[Record]:
    yield Problem(path=path, why=why)
    yield FileSeen(path=path, status="failed")


def _notes(reading: Reading, *, has_profile: bool) -> Iterator[str]:
    """What the person should know of this very export."""
    if not reading.owner:
        yield (
            "It does not say whose it is, so that what it holds is nobody's; put all parts into one folder and add that, with "
            "account_profile.json."
        )
    elif not has_profile:
        yield (
            "It is one of several parts, without account_profile.json; put all parts into one folder and add that instead, so that "
            "nothing counts twice."
        )
