"""GitHub: issues, pull requests and discussions as the conversations that they are.

    migration.tar.gz    schema.json, users_000001.json, issues_000001.json, issue_comments_000001.json, …
    issues.json         [{"author": {"login": "ada"}, "title": "…", "body": "…", "comments": […], "url": "https://github.com/…"}]

The archive joins everything by address, so that an address is the key and the same issue from the archive, from ``gh`` and from the
REST API is one. Logins stay as they were on the day of the export.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

import msgspec

from heard.model import Export, FileSeen, Interaction, Nature, Problem, Profile, Record, Visibility
from heard.reading.archive import Archive, Member
from heard.reading.tarball import DamagedTarError, files, is_tar
from heard.reading.web.count import Count
from heard.reading.web.github import THREAD, Known, Said, key_of, learn, records, said_in, words
from heard.reading.web.parts import COMPUTERS_OWN, MOST_JSON, left_alone, load_json, start_of
from heard.reading.web.quotes import mentions

TITLE = "GitHub"
CHANNEL = "github"
WAIT_DAYS = 1
HOW_TO_GET_IT = (
    "Settings > Account > Export account data > Start export; a link to a tar.gz comes by mail within minutes to hours and works for a "
    "week. For one repository of others: `gh issue list -s all --json author,body,comments,createdAt,number,title,url > issues.json`."
)
BLIND = (
    "What you wrote elsewhere is not in it. The export holds the conversations in your own repositories, both sides; your issues and "
    "comments in other people's repositories, stars, followers and who read along are missing. Add those repositories by `gh`."
)
BESIDE = "Your mailbox (mbox), for answers in the repositories of others, or those repositories by `gh`."
NOT_SEEN = (
    "Reviews, comments on commits and on discussions, and who reacted; the rest was compared with a migration archive of 2026 that its "
    "owner published."
)
FILES = {
    "issues_*.json, pull_requests_*.json, discussions_*.json": "what was opened, and by whom",
    "*_comments_*.json, pull_request_reviews_*.json": "what was answered",
    "users_*.json, bots_*.json": "who takes part",
    "repositories_*.json": "your repositories, and which are private",
    "*.json": "issues as `gh` or the REST API tells them",
}
LEFT_ALONE = {
    "schema.json": "the version of the archive",
    **dict.fromkeys(
        ("issue_events_*.json", "discussion_categories_*.json", "milestones_*.json", "labels_*.json", "projects_*.json",
         "protected_branches_*.json", "releases_*.json", "repository_files_*.json", "attachments_*.json"),
        "how work is kept in order, not what was said",
    ),
    **dict.fromkeys(("organizations_*.json", "teams_*.json"), "organisations, which do not speak"),
    **dict.fromkeys(("repositories/*", "attachments/*", "release_assets/*"), "code, pictures and other files"),
    **COMPUTERS_OWN,
}  # fmt: skip

ADDRESS = re.compile(
    rb'"(?:html_)?url"\s*:\s*"https://github\.com/[^/"\s]+/[^/"\s]+/(?:issues|pull|discussions)/\d+[#"]'
)
MIGRATION = re.compile(
    rb'\s*\[\s*\{\s*"type"\s*:\s*"(?:issue|pull_request|discussion|issue_comment|user|repository)"\s*,\s*"url"\s*:\s*"https://'
)
MOST_LOOKED_AT = 5_000
"""Files of a tar that are looked at to know it; the lists of records stand before the code."""
WHOLE = ""
"""Stands for the content of a tar that was read to its end."""
Read = tuple[str, bytes | str | None]
"""A file's path; its bytes, or why it cannot be read, or None where it is no list of records."""


def recognise(archive: Archive) -> Export | None:
    """Whether a file in it holds records at GitHub's addresses, or a tar holds such files."""
    if not any(_proves(member) for member in archive.members):
        return None
    known = _known(archive)
    if known.owner:
        notes = f"github:{known.owner} is taken for yours: it owns every repository of the export."
    else:
        notes = "It does not say whose export it is; name your GitHub account under `me` in strategy.yaml."
    return Export(
        source="github",
        owner=f"github:{known.owner}" if known.owner else "",
        notes=(notes,),
        context={"known": known},
    )


def read(archive: Archive, export: Export) -> Iterator[Record]:
    """Everything that somebody said, then everybody who took part."""
    known = export.context["known"]
    assert isinstance(known, Known)
    seen: set[str] = set()
    spoke: dict[str, None] = {}
    for member in archive.members:
        folders: Counter[tuple[str, str]] = Counter()
        for path, content in _inside(member):
            if why := left_alone(path, LEFT_ALONE):
                if content is None and path != member.path:
                    folders[
                        path[: len(member.path) + 1] + path[len(member.path) + 1 :].partition("/")[0], why
                    ] += 1
                else:
                    yield FileSeen(path=path, status="known", what=why)
            elif content is None:
                yield FileSeen(path=path, status="unknown", what="not a file that Heard knows of GitHub")
            elif content == WHOLE:
                yield FileSeen(path=path, status="read", what="an archive; its files are told one by one")
            elif isinstance(content, str):
                yield Problem(path=path, why=content)
                yield FileSeen(path=path, status="failed", what=_what(path))
            else:
                yield from _file(path, content, known, seen, spoke)
        for (path, why), count in folders.items():
            yield FileSeen(path=path, status="known", what=f"{why} ({count:,} files)" if count > 1 else why)
    for login in spoke:
        person = known.people.get(login) or Profile(account=f"github:{login}", name=login)
        yield msgspec.structs.replace(person, owner=True) if login == known.owner else person
    if known.owner and known.owner not in spoke:
        yield msgspec.structs.replace(known.people[known.owner], owner=True)


def _proves(member: Member) -> bool:
    head = start_of(member, 1 << 16)
    if not (head and is_tar(member)):
        return _is_ours(head)
    try:
        return any(
            content and _is_ours(content[: 1 << 16])
            for _, content in islice(files(member, MOST_JSON), MOST_LOOKED_AT)
        )
    except DamagedTarError:
        return False


def _is_ours(head: bytes) -> bool:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if b'"cooked"' in head:  # a topic of a Discourse forum, which lists the links in its posts
        return False
    return start in {b"[", b"{"} and (MIGRATION.match(head) is not None or ADDRESS.search(head) is not None)


def _inside(member: Member) -> Iterator[Read]:
    """The file itself, or, of a tar, the tar and each file in it."""
    head = start_of(member, 1 << 16)
    if head and is_tar(member):
        broken = WHOLE
        try:
            for path, content in files(member, MOST_JSON):
                ours = content is not None and (_is_ours(content[: 1 << 16]) or content.strip() == b"[]")
                yield f"{member.path}/{path}", content if ours else None
        except DamagedTarError as error:
            broken = str(error)
        yield member.path, broken
    elif _is_ours(head) and not left_alone(member.path, LEFT_ALONE):
        yield member.path, _whole(member)
    else:
        yield member.path, None


def _whole(member: Member) -> bytes | str:
    """The bytes of a file whose JSON is sound, or why it is not."""
    try:
        load_json(member)
    except ValueError as error:
        return str(error)
    return member.read()


def _decoded(content: bytes) -> Any:
    return msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"))


def _known(archive: Archive) -> Known:
    """What is told of accounts, repositories and threads anywhere."""
    known = Known()
    for member in archive.members:
        for path, content in _inside(member):
            if not isinstance(content, bytes):
                continue
            try:
                for record in records(_decoded(content)):
                    _learn(record, known, path)
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                continue
    return known


def _learn(record: dict[str, Any] | None, known: Known, path: str) -> None:
    try:
        learn(record or {}, known, bots=path.rpartition("/")[2].startswith("bots_"))
    except ValueError:
        return


def _what(path: str) -> str:
    if not path.lower().endswith(".json"):
        return "an archive"
    kind = re.sub(r"_\d+\.json$", "", path.rpartition("/")[2])
    return FILES["*.json"] if kind.endswith(".json") else kind.replace("_", " ")


def _file(
    path: str, content: bytes, known: Known, seen: set[str], spoke: dict[str, None]
) -> Iterator[Record]:
    count = Count(path, _what(path))
    try:
        found = list(records(_decoded(content)))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        yield Problem(
            path=path, why=f"It is damaged or was not downloaded whole ({error}); download it again."
        )
        yield from count.end(failed=True)
        return
    told = 0
    for number, record in enumerate(found, start=1):
        if record is None:
            yield from count.problem(f"Record {number:,} is no record; it was left out.")
            continue
        if record.get("type") in {"user", "repository"}:
            told += 1
            continue
        try:
            said = list(said_in(record))
        except ValueError as error:
            yield from count.problem(f"Record {number:,} {error}; it was left out.")
            continue
        for one in said:
            if one.when is None:
                yield from count.problem(
                    f"Record {number:,} has no time that can be read; it was kept without."
                )
            yield from _interactions(one, known, seen, spoke, count)
    if told and not count.rows and not count.bad:
        yield FileSeen(path=path, status="read", what=f"{count.what} ({told:,})")
    else:
        yield from count.end()


def _interactions(
    said: Said, known: Known, seen: set[str], spoke: dict[str, None], count: Count
) -> Iterator[Interaction]:
    """What was said, and the reactions to it."""
    key, thread = key_of(said.url), key_of(said.thread)
    if key in seen:
        count.left_out["met before"] += 1
        return
    seen.add(key)
    count.rows += 1
    automatic = said.is_bot or said.login in known.bots
    if said.login and not automatic:
        spoke[said.login] = None
    place = THREAD.match(said.thread)
    repository = thread.rpartition("/")[0].rpartition("/")[0] if place else ""
    own = words(said.body)
    owner = known.owners.get(repository, "")
    whom = known.starters.get(thread, "") if said.kind != "post" else owner if owner in known.people else ""
    nature: Nature = "automatic" if automatic else "personal"
    visibility: Visibility = "group" if repository in known.private else "public"
    yield Interaction(
        key=key, kind=said.kind, channel=CHANNEL, actor=f"github:{said.login}" if said.login else None, happened_us=said.when,
        to=(f"github:{whom}",) if whom and whom != said.login else (),
        mentioned=tuple(f"github:{name}" for name in mentions(own)), thread=thread,
        reply_to=None if said.kind == "post" else thread, title=said.title, text=own, url=said.url,
        visibility=visibility, nature=nature,
    )  # fmt: skip
    if said.nameless:
        count.left_out["reactions without a name"] += said.nameless
    for login, what, when in said.reactions:
        if (mine := f"{key}:{login}:{what}") not in seen:
            seen.add(mine)
            spoke[login] = None
            count.rows += 1
            yield Interaction(
                key=mine, kind="reaction", channel=CHANNEL, actor=f"github:{login}", happened_us=when,
                to=(f"github:{said.login}",) if said.login and said.login != login else (), thread=thread, reply_to=key, title=what,
                visibility=visibility,
                nature="automatic" if login in known.bots or login.endswith("[bot]") else "personal",
            )  # fmt: skip
