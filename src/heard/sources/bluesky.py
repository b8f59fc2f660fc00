"""Bluesky's "Export my data": the repository of an account as one CAR file.

    header {version: 1, roots: [commit]}                  then blocks, each led by its length and its hash
    commit {did, version: 3, rev, data: root of the tree}
    tree   app.bsky.feed.post/3ke6kg3wk2222 -> {text: "At 40 Hz.", createdAt: …, reply: {root, parent}}

Accounts are named by their DID, which stays when a handle changes; the file holds no handle, not even the owner's. A record's key
tells when it was written; a client may give any other date. Records that were deleted are gone from the next export.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import PurePosixPath

import msgspec

from heard.model import EPOCH, Export, FileSeen, Interaction, Problem, Profile, Record
from heard.reading.archive import Archive, DamagedError, Member
from heard.reading.bluesky import PROFILE, READ, Own, Reading
from heard.reading.car import Commit, Repository, is_repository, opened, written
from heard.reading.rows import MOST_PROBLEMS

TITLE = "Bluesky"
CHANNEL = "bluesky"
WAIT_DAYS = 0
HOW_TO_GET_IT = (
    "Settings > Account > Export my data > Download CAR file. It comes at once, as one file (repo.car); add it as it is. It holds "
    "what is public; pictures and direct messages are not in it."
)
BLIND = (
    "What others did is not in it: answers to you, likes, reposts and follows by others. Silence there is not silence. Others are "
    "in it by number (DID) alone, without handle or name, and direct messages are not in it."
)
BESIDE = (
    "Nothing that comes of itself: Bluesky writes no mails about answers. Ask the people who matter for theirs, or note in the journal "
    "who answered."
)
NOT_SEEN = (
    "The file of direct messages that chat.bsky.actor.exportAccountData gives, and what Bluesky calls the file when it is downloaded. The "
    "rest was compared with a repository that a real server wrote."
)
FILES = {
    "repo.car": "posts, answers, quotations, likes, reposts and follows, each with its time, and your profile"
}
LEFT_ALONE = {
    "chat.jsonl": "direct messages; no real file has been seen yet, so their layout is not known",
    "blobs/*": "pictures and films; Heard reads words",
    ".DS_Store": "left behind by the computer, not by Bluesky",
}
LEFT_OUT = {
    "app.bsky.graph.block": "people whom you block",
    "app.bsky.graph.list": "lists",
    "app.bsky.graph.listitem": "entries of lists",
    "app.bsky.graph.listblock": "lists that you block",
    "app.bsky.graph.starterpack": "starter packs",
    "app.bsky.graph.verification": "verifications",
    "app.bsky.feed.generator": "feeds that you made",
    "app.bsky.feed.threadgate": "rules for answers",
    "app.bsky.feed.postgate": "rules for quotations",
    "app.bsky.actor.status": "your status",
    "app.bsky.labeler.service": "labels that you offer",
    "app.bsky.notification.declaration": "settings",
    "chat.bsky.actor.declaration": "settings",
    "com.germnetwork.declaration": "settings",
}
"""Collections that hold nothing said to anybody; those of other programs are named as they are."""
CHAT = b'"chat.bsky.'
VERSIONS = (2, 3)


def recognise(archive: Archive) -> Export | None:
    """A CAR whose root is a commit of the AT Protocol, or that names Bluesky's collections if the root is lost."""
    found = [member for member in archive.members if _is_ours(member)]
    if not found:
        return None
    commits = [commit for member in found if (commit := _commit(member)) is not None]
    newest = max((when for commit in commits if (when := written(commit.rev))), default=None)
    return Export(
        source="bluesky",
        owner=f"bluesky:{commits[0].did}" if commits else "",
        taken_at=None if newest is None else EPOCH + timedelta(microseconds=newest),
    )


def read(archive: Archive, export: Export) -> Iterator[Record]:
    """Every repository in it, and what the other files are."""
    rows = 0
    for member in archive.members:
        if _is_ours(member):
            for record in _read(member):
                rows += isinstance(record, Interaction)
                yield record
        else:
            yield _other(member)
    if not rows:
        whose = f" of {export.owner}" if export.owner else ""
        why = f"No post, like, repost or follow{whose} was found in it; download the CAR file again."
        yield Problem(path=archive.path.name, why=why)


def _head(member: Member) -> bytes:
    try:
        return member.head()
    except DamagedError:
        return b""


def _is_ours(member: Member) -> bool:
    head = _head(member)
    return is_repository(head) and (b"app.bsky." in head or _commit(member) is not None)


def _commit(member: Member) -> Commit | None:
    try:
        with opened(member) as repository:
            commit = repository.commit()
    except (ValueError, DamagedError):
        return None
    return commit if commit.version in VERSIONS and commit.did.startswith("did:") else None


def _other(member: Member) -> FileSeen:
    """What a file is that is no repository."""
    parts = [part.lower() for part in PurePosixPath(member.path).parts]
    if CHAT in _head(member):
        return FileSeen(path=member.path, status="known", what=LEFT_ALONE["chat.jsonl"])
    if "blobs" in parts[:-1]:
        return FileSeen(path=member.path, status="known", what=LEFT_ALONE["blobs/*"])
    if parts[-1] == ".ds_store":
        return FileSeen(path=member.path, status="known", what=LEFT_ALONE[".DS_Store"])
    return FileSeen(path=member.path, status="unknown", what="not a file that Heard knows of Bluesky")


def _read(member: Member) -> Iterator[Record]:
    """The records of one repository, its problems and what became of it."""
    what = FILES["repo.car"]
    try:
        with opened(member) as repository:
            commit = repository.commit()
            yield from _records(member, repository, commit, what)
    except (ValueError, DamagedError) as error:
        why = f"Its beginning, which says whose it is, could not be read ({error}); download the CAR file again."
        yield Problem(path=member.path, why=why)
        yield FileSeen(path=member.path, status="failed", what=what)


def _records(member: Member, repository: Repository, commit: Commit, what: str) -> Iterator[Record]:
    reading, rows = Reading(commit.did), 0
    own = Own()
    left_out: Counter[str] = Counter()
    bad: list[str] = []
    for name, cid in repository.records(commit.data):
        collection = name.partition("/")[0]
        shape, take = READ.get(collection, (None, None))
        try:
            if shape is not None and take is not None:
                found = msgspec.convert(repository.block(cid), shape)
                yield take(reading, f"at://{commit.did}/{name}", found)
                rows += 1
            elif collection == PROFILE:
                own = msgspec.convert(repository.block(cid), Own)
            else:
                repository.reached.add(cid)
                left_out[LEFT_OUT.get(collection, collection)] += 1
        except ValueError as error:
            bad.append(f"The record {name} could not be read ({error}).")
    yield Profile(
        account=reading.me, name=own.display_name, title=own.description,
        url=f"https://bsky.app/profile/{commit.did}", owner=True,
    )  # fmt: skip
    lost = len(repository.blocks.keys() - repository.reached)
    if repository.missing:
        why = f"Blocks that the index names and that are not in the file: {repository.missing:,}; download the CAR file again."
        repository.problems.append(why)
    if repository.problems and lost:
        repository.problems.append(
            f"Records or parts of the index to which nothing leads any more: {lost:,}."
        )
    for why in [*repository.problems, *bad[:MOST_PROBLEMS], *_warnings(reading, len(bad) - MOST_PROBLEMS)]:
        yield Problem(path=member.path, why=why)
    others = ", ".join(f"{kind} ({count:,})" for kind, count in sorted(left_out.items()))
    yield FileSeen(
        path=member.path,
        status="failed" if repository.problems or (bad and not rows) else "read",
        rows=rows,
        what=f"{what}; left out: {others}" if others else what,
    )


def _warnings(reading: Reading, more: int) -> Iterator[str]:
    """What the person should know of the file as a whole."""
    if more > 0:
        yield f"{more:,} more records could not be read."
    if reading.moved:
        yield (
            f"Records whose date is missing or more than a day away from when they were written: {reading.moved:,}; they count as of "
            "when they were written. Posts that were brought from elsewhere are such."
        )
    if reading.undated:
        yield f"Records without a date that can be read: {reading.undated:,}."
