"""A Ghost blog: "Export your content", and the list of its members.

    {"db": [{"meta": {"exported_on": 1774861200000, "version": "6.65.0"}, "data": {"posts": […], "users": […], …}}]}
    id,email,name,note,subscribed_to_emails,complimentary_plan,stripe_customer_id,created_at,deleted_at,labels,tiers,gift_id

The file holds hashes of passwords and every setting; Heard decodes posts, their authors and nothing else. Times have no zone and are
UTC, or are milliseconds before version 1. A member who joins the list follows the blog.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import TypeVar

import msgspec

from heard.model import EPOCH, Export, FileSeen, Interaction, Nature, Problem, Profile, Record, Visibility
from heard.reading import csv
from heard.reading.archive import Archive, DamagedError, Member
from heard.reading.rows import each_row, told
from heard.reading.web.count import Count
from heard.reading.web.parts import COMPUTERS_OWN, MOST_JSON, left_alone, moment, start_of, web
from heard.text.clean import from_html

TITLE = "Ghost"
CHANNEL = "blog"
WAIT_DAYS = 0
HOW_TO_GET_IT = (
    "In Ghost Admin: Settings > Advanced > Import/Export > Export > Content & settings, which comes at once; and Members > the gear > "
    "Export all members, for who reads you. Keep the first file to yourself: it holds the hashes of your passwords."
)
BLIND = (
    "Comments are not in it. Ghost's export holds what you published and, in the list of members, who joined and when; what members "
    "wrote below your posts, which mails they opened and who visited is left out. Silence there is not silence."
)
BESIDE = "The web site's counts (plausible, ga4, matomo or accesslog), for who reads, and your mailbox (mbox), for who answers a newsletter."
NOT_SEEN = (
    "Versions before 1, and times as MySQL keeps them; it was compared with files that Ghost 6.65.0 wrote."
)
FILES = {"*.json": "posts and pages, and who wrote them", "*.csv": "members, and since when"}
LEFT_ALONE = {
    **dict.fromkeys(
        ("*.jpg", "*.jpeg", "*.png", "*.gif", "*.webp", "*.mp4", "*.pdf"), "pictures and other files; Heard reads words"
    ),
    **dict.fromkeys(("routes.yaml", "redirects.yaml", "redirects.json"), "how addresses are laid out"),
    **COMPUTERS_OWN,
}  # fmt: skip

BEGINS = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*(?:"db"\s*:\s*\[\s*\{\s*)?"(?:meta|data)"\s*:\s*\{')
MEMBERS = {"members": frozenset({"email", "subscribedtoemails", "complimentaryplan", "createdat"})}
SEEN_BY: dict[str, Visibility] = {"public": "public", "members": "followers"}
"""Who may read a post; all else is for those who pay."""
PUBLISHED: dict[str, Nature] = {"published": "personal", "sent": "bulk"}
"""Posts that somebody can see, by status; what was only sent is a letter to many."""
STATUSES = {"draft": "drafts", "scheduled": "posts that are planned"}
LATEST_MS = 1 << 45
"""The year 3084, in milliseconds."""
Row = TypeVar("Row")


class Meta(msgspec.Struct):
    """When the file was made, and by which version."""

    exported_on: int | None = None


class Tables(msgspec.Struct):
    """The tables that are read, their rows not decoded yet, so that a bad row costs one row."""

    posts: list[msgspec.Raw] = []
    users: list[msgspec.Raw] = []
    posts_authors: list[msgspec.Raw] = []


class Site(msgspec.Struct):
    """One blog."""

    data: Tables
    meta: Meta = msgspec.field(default_factory=Meta)


class Content(msgspec.Struct):
    """The file; before version 1 the blog stands in it without a list around it."""

    db: list[Site] = []
    data: Tables | None = None
    meta: Meta = msgspec.field(default_factory=Meta)

    def site(self) -> Site:
        """The blog."""
        return self.db[0] if self.db else Site(data=self.data or Tables(), meta=self.meta)


class Post(msgspec.Struct):
    """A row of `posts`."""

    id: str | int
    status: str
    title: str | None = None
    uuid: str | None = None
    html: str | None = None
    plaintext: str | None = None
    type: str | None = None
    visibility: str | None = None
    published_at: str | int | None = None
    created_at: str | int | None = None
    canonical_url: str | None = None
    author_id: str | int | None = None
    """Until version 1 a post had one author."""


class User(msgspec.Struct):
    """A row of `users`, without what is nobody's business."""

    id: str | int
    name: str | None = None
    slug: str | None = None
    email: str | None = None
    website: str | None = None


class Wrote(msgspec.Struct):
    """A row of `posts_authors`."""

    post_id: str | int
    author_id: str | int
    sort_order: int = 0


def recognise(archive: Archive) -> Export | None:
    """Whether a file in it begins as Ghost's content, or has the columns of its list of members."""
    contents = [member for member in archive.members if _is_content(member)]
    if not contents and not any(_is_members(member) for member in archive.members):
        return None
    taken: list[int] = []
    owners: dict[str, None] = {}
    for member in contents:
        try:
            site = _load(member)
        except ValueError:
            continue
        taken += [site.meta.exported_on] if site.meta.exported_on else []
        owners |= dict.fromkeys(one.account for one in _authors(site, _writers(site, []), []).values())
    notes = [f"It has {len(owners)} authors; all of them are taken for your side."] if len(owners) > 1 else []
    if not owners:
        notes.append(
            "It does not say whose blog it is; add its content too, or name yourself under `me` in strategy.yaml."
        )
    return Export(
        source="ghost",
        owner=next(iter(owners)) if len(owners) == 1 else "",
        taken_at=EPOCH + timedelta(milliseconds=max(taken)) if taken and max(taken) < LATEST_MS else None,
        notes=tuple(notes),
    )


def read(archive: Archive, export: Export) -> Iterator[Record]:
    """Every published post, its authors, and the members."""
    for member in archive.members:
        if why := left_alone(member.path, LEFT_ALONE):
            yield FileSeen(path=member.path, status="known", what=why)
        elif _is_content(member):
            yield from _content(member)
        elif _is_members(member):
            yield from _members(member, export.owner)
        else:
            yield FileSeen(path=member.path, status="unknown", what="not a file that Ghost's export holds")


def _is_content(member: Member) -> bool:
    head = start_of(member)
    return BEGINS.match(head) is not None and b'"exported_on"' in head


def _is_members(member: Member) -> bool:
    return csv.find_header(start_of(member), MEMBERS) is not None


# --- posts ---


def _load(member: Member) -> Site:
    """The blog in a file.

    Raises:
        ValueError: it cannot be read; the text is one sentence and the next step.
    """
    if member.size > MOST_JSON:
        raise ValueError(
            f"It is larger than {MOST_JSON >> 20} MiB, more than any known blog; it was not read."
        )
    try:
        return msgspec.json.decode(member.read().removeprefix(b"\xef\xbb\xbf"), type=Content).site()
    except DamagedError as error:
        raise ValueError(f"It is damaged ({error}); download it again.") from error
    except RecursionError as error:
        raise ValueError("It is nested deeper than any known export; it was not read.") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"It is damaged or was not downloaded whole ({error}); export it again.") from error


def _decoded(
    table: list[msgspec.Raw], shape: type[Row], what: str, bad: list[str]
) -> Iterator[tuple[int, Row]]:
    """Each row with its number; why the others cannot be read goes into `bad`."""
    for number, raw in enumerate(table, start=1):
        try:
            yield number, msgspec.json.decode(raw, type=shape)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            bad.append(f"Row {number:,} of {what} could not be read ({error}); it was left out.")


def _writers(site: Site, bad: list[str]) -> dict[str, list[str]]:
    """The numbers of each post's authors, the first one first."""
    wrote: dict[str, list[tuple[int, str]]] = {}
    for _, row in _decoded(site.data.posts_authors, Wrote, "posts_authors", bad):
        wrote.setdefault(str(row.post_id), []).append((row.sort_order, str(row.author_id)))
    if not wrote:
        for _, post in _decoded(site.data.posts, Post, "posts", []):
            if post.author_id is not None:
                wrote[str(post.id)] = [(0, str(post.author_id))]
    return {post: [author for _, author in sorted(authors)] for post, authors in wrote.items()}


def _authors(site: Site, writers: dict[str, list[str]], bad: list[str]) -> dict[str, Profile]:
    """Everybody who wrote a post, by number."""
    wrote = {author for authors in writers.values() for author in authors}
    people = {}
    for _, user in _decoded(site.data.users, User, "users", bad):
        if str(user.id) in wrote:
            email = (user.email or "").strip().lower()
            account = f"email:{email}" if "@" in email else f"ghost:{user.slug or user.id}"
            people[str(user.id)] = Profile(
                account=account,
                name=user.name or user.slug or "",
                email=email,
                url=web(user.website),
                owner=True,
            )
    return people


def _content(member: Member) -> Iterator[Record]:
    count, bad = Count(member.path, FILES["*.json"]), list[str]()
    try:
        site = _load(member)
    except ValueError as error:
        yield Problem(path=member.path, why=str(error))
        yield from count.end(failed=True)
        return
    writers = _writers(site, bad)
    people = _authors(site, writers, bad)
    for number, post in _decoded(site.data.posts, Post, "posts", bad):
        if post.status not in PUBLISHED:
            count.left_out[STATUSES.get(post.status, f"posts of status {post.status}")] += 1
            continue
        count.rows += 1
        happened = _when(post.published_at) or _when(post.created_at)
        if happened is None:
            bad.append(f"Row {number:,} of posts has no time that can be read; it was kept without.")
        wrote = [people[author].account for author in writers.get(str(post.id), []) if author in people]
        yield _post(post, happened, wrote)
    for why in bad:
        yield from count.problem(why)
    yield from people.values()
    yield from count.end()


def _post(post: Post, happened: int | None, wrote: list[str]) -> Interaction:
    """A post of its first author; the others who wrote it are named in it."""
    number = str(post.id)
    key = f"post:{number if isinstance(post.id, str) else post.uuid or number}"
    return Interaction(
        key=key, kind="post", channel=CHANNEL, actor=wrote[0] if wrote else None, happened_us=happened,
        mentioned=tuple(wrote[1:]), thread=key, title=post.title or "",
        text=from_html(post.html) if post.html else (post.plaintext or "").strip(), url=web(post.canonical_url),
        visibility="followers" if post.status == "sent" else SEEN_BY.get(post.visibility or "public", "group"),
        nature=PUBLISHED[post.status],
    )  # fmt: skip


def _when(said: str | int | None) -> int | None:
    """A time as the database keeps it: text in UTC, or milliseconds."""
    if isinstance(said, int):
        return said * 1000 if 0 <= said < LATEST_MS else None
    return moment(said)


# --- members ---


def _members(member: Member, owner: str) -> Iterator[Record]:
    if member.size > MOST_JSON:
        yield Problem(path=member.path, why=f"It is larger than {MOST_JSON >> 20} MiB; it was not read.")
        yield FileSeen(path=member.path, status="failed", what=FILES["*.csv"])
        return
    try:
        content = member.read()
    except DamagedError as error:
        yield Problem(path=member.path, why=f"It is damaged ({error}) and was not read; download it again.")
        yield FileSeen(path=member.path, status="failed", what=FILES["*.csv"])
        return
    header = csv.find_header(content[:8192], MEMBERS)
    assert header is not None, "it was known by its header"
    sheet = csv.read(content, header)
    understood = each_row(sheet, lambda row: _joined(row, owner))
    joined = {fact.actor for fact in understood.facts if isinstance(fact, Interaction)}
    for row in sheet.rows():
        account = f"email:{row['email'].lower()}"
        if account in joined:
            yield Profile(account=account, name=row.get("name", ""), email=row["email"].lower())
    yield from told(member.path, FILES["*.csv"], sheet, understood)


def _joined(row: dict[str, str], owner: str) -> Interaction | str:
    """When a member joined."""
    email, happened = row["email"].lower(), moment(row["createdat"])
    if row.get("deletedat"):
        return "members who left"
    if "@" not in email:
        raise ValueError(f"has the address {row['email']!r}, which is none")
    if happened is None:
        raise ValueError(f"has the time {row['createdat']!r}, which cannot be read")
    return Interaction(
        key=f"member:{row.get('id') or email}", kind="follow", channel=CHANNEL, actor=f"email:{email}", happened_us=happened,
        to=(owner,) if owner else (), visibility="direct",
    )  # fmt: skip
