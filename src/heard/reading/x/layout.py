"""Which file of an X archive holds what, whose archive it is, and when it was made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import PurePosixPath
from typing import TypeVar

import msgspec

from heard.model import EPOCH, Problem
from heard.reading.archive import Archive, DamagedError, Member, is_html
from heard.reading.assignment import assigned, records, value
from heard.reading.x.shapes import Account, Details, Manifest, Payload
from heard.reading.x.times import moment

Shape = TypeVar("Shape")

SNIFFED = {".js", ".json", ".txt", ".csv", ""}
"""Files worth a look; thousands of pictures are not."""
SNIFF = 256
SMALL = 16 << 20
"""No manifest or account file is larger."""
YTD = re.compile(r"YTD\.(\w+)\.part\d+")
GRAILBIRD = re.compile(r"Grailbird\.data\.tweets_(\d{4})_\d\d")
PLAIN = {"__THAR_CONFIG": "manifest", "user_details": "user_details", "payload_details": "payload_details",
         "tweet_index": "tweet_index"}  # fmt: skip
BELOW_ROOT = re.compile(r"(?:data/(?:js/(?:tweets/)?)?)?[^/]*$")
MEDIA_FOLDER = re.compile(r"(?:.*/)?[^/]*_media/")
VIEWER_FOLDER = re.compile(r"(?:assets|css|js|lib|img)/")
VIEWER_FILES = {"Your archive.html", "index.html", "README.txt", "data/README.txt"}
CSV_HEAD = b'"tweet_id","in_reply_to_status_id"'
DATED = re.compile(rb'"created(?:_at|At)"\s*:\s*"([^"\\]{19,40})"')


@dataclass(frozen=True, slots=True)
class File:
    """A file that assigns a value to a name."""

    member: Member
    kind: str
    """The YTD data type, or manifest, Grailbird, user_details, payload_details, tweet_index, html, damaged."""
    assigned: str

    @property
    def root(self) -> str:
        """The folder of the archive that the file belongs to: empty or ending in a slash."""
        return BELOW_ROOT.sub("", self.member.path)


@dataclass(frozen=True, slots=True)
class Layout:
    """What an archive says of itself."""

    files: tuple[File, ...]
    manifests: tuple[tuple[str, Manifest], ...]
    owners: dict[str, Account]
    """By root: a folder may hold archives of several years, or of several people."""
    owner: Account | None
    taken_at: datetime | None
    problems: tuple[Problem, ...]
    """Why a file that says whose or of when the archive is could not be read."""

    @property
    def foreign(self) -> set[str]:
        """Roots of archives of other accounts."""
        return {
            root
            for root, account in self.owners.items()
            if self.owner and account.account_id != self.owner.account_id
        }


def survey(archive: Archive) -> Layout | None:
    """What the archive holds, or None where it is none of X's."""
    alone = len(archive.members) == 1
    files = tuple(
        file
        for member in archive.members
        if (alone or PurePosixPath(member.path).suffix.lower() in SNIFFED) and (file := _sniffed(member))
    )
    if not any(
        file.kind == "manifest" or YTD.fullmatch(file.assigned) or file.kind == "Grailbird" for file in files
    ):
        return None
    problems: list[Problem] = []
    manifests = tuple(
        (file.root, manifest)
        for file in files
        if file.kind == "manifest" and (manifest := _value(file.member, Manifest, problems))
    )
    owners: dict[str, Account] = {}
    for root, account in _owners(files, manifests, problems):
        owners.setdefault(root, account)
    owner = next(iter(owners.values()), None)
    return Layout(files, manifests, owners, owner, _taken_at(files, manifests, problems), tuple(problems))


def aside(member: Member, roots: set[str]) -> tuple[str, str]:
    """The file or folder that a member without data counts to, and what it is; empty where it is not known."""
    path = member.path
    media = MEDIA_FOLDER.match(path)
    if media is not None:
        return media[0], "pictures, films and sounds; Heard reads words"
    for root in roots:
        inside = path.removeprefix(root)
        viewer = VIEWER_FOLDER.match(inside)
        if path.startswith(root) and viewer is not None:
            return root + viewer[0], "X's own viewer of the archive"
        if path.startswith(root) and inside in VIEWER_FILES:
            return path, "X's own viewer of the archive and its explanations"
    if path.endswith(".csv") and member.head(SNIFF).startswith(CSV_HEAD):
        return path, "the same posts once more, as a table"
    return "", ""


def _sniffed(member: Member) -> File | None:
    try:
        head = member.head(SNIFF)
    except DamagedError:
        return File(member, "damaged", "")
    name = assigned(head)
    typed = YTD.fullmatch(name)
    if typed is not None:
        return File(member, typed[1], name)
    if GRAILBIRD.fullmatch(name):
        return File(member, "Grailbird", name)
    if name in PLAIN:
        return File(member, PLAIN[name], name)
    if member.path.endswith(".js") and is_html(head):
        return File(member, "html", "")
    if member.path.endswith(".js") and not head.strip():
        return File(member, "empty", "")
    return None


def _owners(
    files: tuple[File, ...], manifests: tuple[tuple[str, Manifest], ...], problems: list[Problem]
) -> Iterator[tuple[str, Account]]:
    """Whose archive each root is; account.js knows most, and comes first."""
    for file in files:
        if file.kind == "account" and file.member.size <= SMALL:
            for block in records(file.member, Account, "account"):
                problems += block.problems
                for account in block.records[:1]:
                    yield file.root, account
    for root, manifest in manifests:
        user = manifest.user_info
        if user is not None:
            yield root, Account(user.account_id, user.user_name, user.display_name)
    for file in files:
        if file.kind == "user_details" and (details := _value(file.member, Details, problems)):
            yield file.root, Account(details.id, details.screen_name, details.full_name)


def _taken_at(
    files: tuple[File, ...], manifests: tuple[tuple[str, Manifest], ...], problems: list[Problem]
) -> datetime | None:
    """When X made the archive; where no file says so, the newest date in it."""
    made = [
        manifest.archive_info.generation_date
        for _, manifest in manifests
        if manifest.archive_info and manifest.archive_info.generation_date
    ]
    for file in files:
        if file.kind == "payload_details" and (payload := _value(file.member, Payload, problems)):
            made += _moments([payload.created_at.encode()])
    if not made:
        for file in files:
            if "tweet" in file.kind or "direct_message" in file.kind or file.kind == "Grailbird":
                made += _dates(file.member)
    return max(made, default=None)


def _moments(texts: set[bytes] | list[bytes]) -> list[datetime]:
    """The newest of the times that can be read, of either kind."""
    found = []
    for text in texts:
        written = text.decode(errors="replace")
        try:
            found.append(EPOCH + timedelta(microseconds=moment(written)))
        except ValueError:
            try:
                moment_ = datetime.fromisoformat(written)
            except ValueError:
                continue
            if moment_.tzinfo is not None:
                found.append(moment_)
    return [max(found)] if found else []


def _value(member: Member, shape: type[Shape], problems: list[Problem]) -> Shape | None:
    """A small file's value, or None and why it cannot be read."""
    try:
        if member.size <= SMALL:
            return msgspec.json.decode(value(member.read()), type=shape, strict=False)
        why = "it is larger than any such file"
    except (msgspec.DecodeError, UnicodeDecodeError, DamagedError) as error:
        why = str(error)
    problems.append(Problem(path=member.path, why=f"This file could not be read ({why}); the others were."))
    return None


def _dates(member: Member) -> list[datetime]:
    """The newest time in each piece of a file, as far as it can be unpacked."""
    found: list[datetime] = []
    with suppress(DamagedError):
        for window in member.windows():
            found += _moments({dated[1] for dated in DATED.finditer(window)})
    return found
