"""Mastodon's archive, and that of the servers which write the same: a tar.gz until early 2023, a zip since.

    actor.json      {"type": "Person", "preferredUsername": "ines", …}                               whose archive
    outbox.json     {"type": "OrderedCollection", "orderedItems": [], "orderedItems": [ … ]}         posts and boosts
    likes.json      {"id": "likes.json", "orderedItems": ["https://social.example/users/sam/statuses/1"]}

Some servers write `orderedItems` twice, the first time empty (mastodon/mastodon#31091): both lists count. `totalItems` is not what
is there. A file is known by the id that it gives itself. Whom the owner follows is not in the archive: it is a table of its own.
A reply to a post that was deleted does not say any more that it was one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import cast

import msgspec

from heard.model import Export, FileSeen, Interaction, Problem, Profile, Record
from heard.reading import csv
from heard.reading.archive import Archive, DamagedError, Member
from heard.reading.json_elements import Elements, apart
from heard.reading.mastodon import (
    MENTION,
    PUBLISHED,
    Activity,
    Actor,
    Reading,
    account_of,
    handle_of,
    own_account,
)
from heard.reading.rows import MOST_PROBLEMS, each_row, told
from heard.reading.tarball import unpacked
from heard.text.clean import from_html

TITLE = "Mastodon"
CHANNEL = "mastodon"
WAIT_DAYS = 1
HOW_TO_GET_IT = (
    "Preferences > Import and export > Data export > Request your archive. A mail with a link comes within minutes or hours, and a new "
    "one can be asked for every seven days. Add the file as it is. On the same page, download the table of whom you follow "
    "(following_accounts.csv) and add it too."
)
BLIND = (
    "What others did is not in it: answers, mentions, boosts and favourites by others, and who follows you. Silence there is not "
    "silence. What you favoured or followed bears no date. It does hold your own private messages, in clear."
)
BESIDE = "following_accounts.csv, for whom you follow, and your mailbox (mbox), if the server mails you about answers."
NOT_SEEN = (
    "following_accounts.csv and the other tables; the archive itself was compared with three that their owners published, of 2022, 2024 "
    "and 2026, the last with a numbered address and quotations."
)
FILES = {
    "actor.json": "whose archive it is",
    "outbox.json": "your posts, answers, boosts and private messages",
    "likes.json": "posts that you favoured, without date",
    "following_accounts.csv": "whom you follow, without date",
}
LEFT_ALONE = {
    "bookmarks.json": "bookmarks, which nobody else sees",
    "media_attachments/*": "pictures, films and sounds; Heard reads words",
    "avatar.*": "your picture",
    "header.*": "your picture",
    **dict.fromkeys(
        ("muted_accounts.csv", "blocked_accounts.csv", "blocked_domains.csv"),
        "whom you do not wish to hear; no conversation comes of it",
    ),
    "lists.csv": "how you sort those whom you follow",
    "bookmarks.csv": "bookmarks, which nobody else sees",
    ".DS_Store": "left behind by the computer, not by Mastodon",
}

SMALL = 4 << 20
"""No actor.json is larger."""
SNIFFED = {".json", ".csv", ".txt", ""}
TABLES = {
    "following_accounts.csv": frozenset({"accountaddress", "showboosts"}),
    "muted_accounts.csv": frozenset({"accountaddress", "hidenotifications"}),
}
COLLECTION = re.compile(rb'"type"\s*:\s*"OrderedCollection"')
NAMED = re.compile(rb'"id"\s*:\s*"(?:[^"]*/)?(outbox|likes|bookmarks)(?:\.json)?"')
PERSON = re.compile(rb'"preferredUsername"\s*:')
ACTOR = re.compile(rb'"actor"\s*:\s*"([^"\\]+)"')
BEGINS = re.compile(rb',\s*(\{\s*"id"\s*:\s*"[^"]*"\s*,\s*"type"\s*:\s*"(?:Create|Announce)")')
PIECE = 1 << 20
OVERLAP = 1 << 12


@dataclass(slots=True)
class _Account:
    """One account's archive: the files of one folder."""

    files: dict[str, list[Member]] = field(default_factory=dict)
    profile: Actor | None = None
    me: str = ""
    names: dict[str, str] = field(default_factory=dict)
    newest: str = ""


def recognise(archive: Archive) -> Export | None:
    """An outbox of ActivityPub beside the account that it belongs to, or a table that only Mastodon writes."""
    whole = unpacked(archive)
    accounts: dict[str, _Account] = {}
    for member in whole.members:
        if kind := _kind(member):
            place = str(PurePosixPath(member.path).parent)
            accounts.setdefault(place, _Account()).files.setdefault(kind, []).append(member)
    if not any({"outbox.json", *TABLES} & set(account.files) for account in accounts.values()):
        return None
    for account in accounts.values():
        _survey(account)
    owners = [account.me for account in accounts.values() if account.me]
    newest = max((account.newest for account in accounts.values()), default="")
    note = "It does not say whose it is; name your Mastodon account under `me` in strategy.yaml."
    return Export(
        source="mastodon",
        owner=owners[0] if owners else "",
        taken_at=datetime.fromisoformat(newest) if newest else None,
        notes=() if owners else (note,),
        context={"whole": whole, "accounts": accounts},
    )


def read(archive: Archive, export: Export) -> Iterator[Record]:
    """Everything in it, account by account."""
    whole = cast("Archive", export.context["whole"])
    accounts = cast("dict[str, _Account]", export.context["accounts"])
    owners = {account.me for account in accounts.values() if account.me}
    rows = 0
    yield from whole.problems[len(archive.problems) :]
    for account in accounts.values():
        only = next(iter(owners)) if len(owners) == 1 else ""
        reading = Reading(account.me or only, account.names)
        for kind, members in account.files.items():
            for member in members:
                for record in _file(reading, account, kind, member):
                    rows += isinstance(record, Interaction)
                    yield record
        yield from _owner(account)
    if not rows:
        why = "No post, boost, favourite or follow was found in it; request the archive again."
        yield Problem(path=archive.path.name, why=why)
    known = {
        member.path for account in accounts.values() for files in account.files.values() for member in files
    }
    yield from _others([member for member in whole.members if member.path not in known])


def _kind(member: Member) -> str:
    """Which file of an archive it is, by what is in it; empty for others."""
    if PurePosixPath(member.path).suffix.lower() not in SNIFFED:
        return ""
    try:
        head = member.head()
    except DamagedError:
        return ""
    named = NAMED.search(head)
    if named is not None and COLLECTION.search(head):
        return f"{named[1].decode()}.json"
    if PERSON.search(head) and b"activitystreams" in head and b'"outbox"' in head:
        return "actor.json"
    header = csv.find_header(head, TABLES) if b"ccount address" in head[:256] else None
    return header.kind if header is not None else ""


def _survey(account: _Account) -> None:
    """Whose archive it is, what mentions call others, and when the newest post was made: a look without parsing."""
    for member in account.files.get("actor.json", ()):
        try:
            account.profile = msgspec.json.decode(member.read() if member.size <= SMALL else b"", type=Actor)
            account.me = own_account(account.profile)
        except (ValueError, DamagedError):
            continue
    for member in account.files.get("outbox.json", ()):
        try:
            if not account.me and (actor := ACTOR.search(member.head())):
                account.me = account_of(actor[1].decode())
            with member.open() as stream:
                before = b""
                while piece := stream.read(PIECE):
                    _look(account, before + piece)
                    before = piece[-OVERLAP:]
        except DamagedError:
            continue
    if account.profile is not None:
        account.names[account.profile.id] = account.me.removeprefix("mastodon:")


def _look(account: _Account, piece: bytes) -> None:
    for address, name in MENTION.findall(piece):
        href = address.decode("utf-8", "replace")
        account.names[href] = handle_of(name.decode("utf-8", "replace"), href)
    account.newest = max(account.newest, *(found.decode() for found in PUBLISHED.findall(piece)), "")


def _owner(account: _Account) -> Iterator[Profile]:
    """The owner, and the accounts that they say are theirs too."""
    if not account.me:
        return
    said = account.profile
    yield Profile(
        account=account.me,
        name=(said.name or said.preferred_username) if said else "",
        title=from_html(said.summary) if said and said.summary else "",
        url=said.url if said and isinstance(said.url, str) else "",
        owner=True,
    )
    others = [*(said.also_known_as or ()), said.moved_to or ""] if said else []
    for other in dict.fromkeys(account_of(address, account.names) for address in others if address):
        if other != account.me:
            yield Profile(account=other, owner=True)


def _file(reading: Reading, account: _Account, kind: str, member: Member) -> Iterator[Record]:
    """The facts of one file, its problems and what became of it."""
    if kind in LEFT_ALONE:
        yield FileSeen(path=member.path, status="known", what=LEFT_ALONE[kind])
    elif kind == "following_accounts.csv":
        yield from _following(reading, member)
    elif kind == "actor.json":
        if account.profile is None:
            why = "It is not an account as Mastodon describes one; request the archive again."
            yield Problem(path=member.path, why=why)
        yield FileSeen(path=member.path, status="read" if account.profile else "failed", what=FILES[kind])
    else:
        yield (yield from _list(reading, kind, member))


def _list(reading: Reading, kind: str, member: Member) -> Generator[Record, None, FileSeen]:
    """The facts of outbox.json or likes.json, and what became of it."""
    rows, place, bad = 0, 0, 0
    left_out: Counter[str] = Counter()
    warnings: list[str] = []
    try:
        with member.open() as stream:
            elements = Elements(stream, b"orderedItems", BEGINS)
            for element in elements:
                for piece in apart(element, BEGINS):
                    place += 1
                    try:
                        found = _fact(reading, kind, piece)
                    except (ValueError, RecursionError) as error:
                        bad += 1
                        if bad <= MOST_PROBLEMS:
                            why = f"Entry {place:,} could not be read ({error})."
                            yield Problem(path=member.path, why=why)
                        continue
                    if isinstance(found, str):
                        left_out[found] += 1
                    else:
                        rows += 1
                        yield found
        if not elements.listed:
            warnings.append("It holds no list of entries; request the archive again.")
        elif not elements.whole:
            warnings.append(
                "It breaks off or is damaged; what can be read of it was read. Request the archive again."
            )
    except DamagedError as error:
        warnings.append(f"The archive is damaged here ({error}); what came before was read.")
    if bad > MOST_PROBLEMS:
        warnings.append(f"{bad - MOST_PROBLEMS:,} more entries could not be read.")
    for why in warnings:
        yield Problem(path=member.path, why=why)
    others = ", ".join(f"{what} ({count:,})" for what, count in sorted(left_out.items()))
    return FileSeen(
        path=member.path,
        status="failed" if warnings else "read",
        rows=rows,
        what=f"{FILES[kind]}; left out: {others}" if others else FILES[kind],
    )


def _fact(reading: Reading, kind: str, piece: bytes) -> Interaction | str:
    if kind == "likes.json":
        return reading.like(msgspec.json.decode(piece, type=str))
    return reading.activity(msgspec.json.decode(piece, type=Activity))


def _following(reading: Reading, member: Member) -> Iterator[Record]:
    def row(cells: dict[str, str]) -> Interaction:
        if "@" not in cells["accountaddress"].strip("@"):
            raise ValueError(f"names no account ({cells['accountaddress'][:40]})")
        return reading.follow(cells["accountaddress"].lstrip("@"))

    try:
        header = csv.find_header(member.head(), TABLES)
        sheet = csv.read(member.read(), cast("csv.Header", header))
    except DamagedError as error:
        yield Problem(path=member.path, why=f"It is damaged ({error}); download it again.")
        yield FileSeen(path=member.path, status="failed", what=FILES["following_accounts.csv"])
    else:
        yield from told(member.path, FILES["following_accounts.csv"], sheet, each_row(sheet, row))


def _others(members: list[Member]) -> Iterator[Record]:
    """Everything else: pictures as one, strangers one by one."""
    folders: Counter[str] = Counter()
    for member in members:
        before, media, _ = member.path.partition("media_attachments/")
        name = member.name.lower()
        if media:
            folders[before + media] += 1
        elif name.partition(".")[0] in {"avatar", "header"}:
            yield FileSeen(path=member.path, status="known", what=LEFT_ALONE["avatar.*"])
        elif name in FILES:
            why = "It is damaged, or not what Mastodon puts there; request the archive again."
            if name.endswith(".csv"):
                why = "It has no header, so that it may list whom you follow, mute or block; download the table again."
            yield Problem(path=member.path, why=why)
            yield FileSeen(path=member.path, status="failed", what=FILES[name])
        elif why := {key.lower(): why for key, why in LEFT_ALONE.items()}.get(name, ""):
            yield FileSeen(path=member.path, status="known", what=why)
        else:
            yield FileSeen(path=member.path, status="unknown", what="not a file that Heard knows of Mastodon")
    for place, count in folders.items():
        what = f"{LEFT_ALONE['media_attachments/*']} ({count:,} files)"
        yield FileSeen(path=place, status="known", what=what)
