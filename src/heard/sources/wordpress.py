"""A WordPress blog: "Tools > Export", with the comments of its readers.

    <rss xmlns:wp="http://wordpress.org/export/1.2/"> … <wp:author> … <item> … <wp:comment> … </wp:comment></item> … </rss>

Versions 1.0 to 1.2 are told by the namespace and read alike. Posts and comments have ids that are unique within a blog, so that
their keys begin with its address. Comments marked as spam are not in the file; those that wait or were thrown away are left out.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from heard.model import EPOCH, Export, FileSeen, Interaction, Problem, Profile, Record
from heard.reading.archive import Archive, DamagedError, Member
from heard.reading.web import xml
from heard.reading.web.count import Count
from heard.reading.web.parts import (
    COMPUTERS_OWN,
    commenter,
    host_of,
    left_alone,
    moment,
    site_of,
    start_of,
    web,
)
from heard.reading.web.wxr import NAMESPACE, Element, element_of, line_of, parsed, when, words, zone_of

TITLE = "WordPress"
CHANNEL = "blog"
WAIT_DAYS = 0
HOW_TO_GET_IT = (
    "In the blog's own administration: Tools > Export > All content > Download Export File. It comes at once. On WordPress.com: "
    "Tools > Export > Export all; a link comes by mail within minutes. Add the file or the zip as it is."
)
BLIND = (
    "Readers who did not comment cannot be seen. Likes, visits, subscribers and shares are not in it, nor what you wrote on "
    "other people's blogs. Comments marked as spam are not in it either, even where that was a mistake."
)
BESIDE = "The web site's counts (plausible, ga4, matomo or accesslog), for who reads without a word."
NOT_SEEN = (
    "Version 1.0, and the zips of WordPress.com; it was compared with a file that WordPress 6.1.9 wrote."
)
FILES = {"*.xml": "posts, pages and the comments on them"}
LEFT_ALONE = {
    **dict.fromkeys(
        ("*.jpg", "*.jpeg", "*.png", "*.gif", "*.webp", "*.mp4", "*.pdf"), "pictures and other files; Heard reads words"
    ),
    **COMPUTERS_OWN,
}  # fmt: skip

POSTS = {"post", "page"}
STATUSES = {
    "draft": "drafts", "auto-draft": "drafts", "pending": "posts that wait for review", "future": "posts that are planned",
    "private": "private posts", "trash": "posts in the trash",
}  # fmt: skip
"""Posts that nobody but their authors can see, by status."""
COMMENTS = {"", "comment"}
"""Types of what a person wrote; before 2020 the type was empty."""
CALLS = {"pingback", "trackback"}
"""Types of what another blog's machine wrote."""
UNSEEN = {
    "0": "comments that wait for approval", "hold": "comments that wait for approval", "spam": "comments marked as spam",
    "trash": "comments in the trash", "post-trashed": "comments in the trash",
}  # fmt: skip
CREATED = re.compile(rb'generator="WordPress[^"]*" created="(\d{4}-\d\d-\d\d \d\d:\d\d)"')


@dataclass(slots=True)
class Blog:
    """Whose blog it is and who spoke there, as far as read."""

    site: str = ""
    people: dict[str, Profile] = field(default_factory=dict)
    logins: dict[str, str] = field(default_factory=dict)
    """Accounts of authors by login."""
    ids: dict[str, str] = field(default_factory=dict)
    """Accounts of authors by number."""

    def author(self, element: Element) -> str:
        """An author of whom the export tells."""
        login, address = element.get("wp:author_login"), element.get("wp:author_email").lower()
        account = f"email:{address}" if "@" in address else f"blog:{self.site}:{login.lower()}"
        first_last = f"{element.get('wp:author_first_name')} {element.get('wp:author_last_name')}".strip()
        name = line_of(element.get("wp:author_display_name")) or first_last or login
        self.people[account] = Profile(account=account, name=name, email=address, owner=True)
        self.logins[login] = account
        if number := element.get("wp:author_id"):
            self.ids[number] = account
        return account

    def writer(self, login: str) -> str | None:
        """The account that wrote a post; exports of version 1.0 tell only its login."""
        if login and login not in self.logins:
            account = f"blog:{self.site}:{login.lower()}"
            self.logins[login] = account
            self.people.setdefault(account, Profile(account=account, name=login, owner=True))
        return self.logins.get(login)

    def reader(self, comment: Element) -> str | None:
        """The account that wrote a comment."""
        name, address = line_of(comment.get("wp:comment_author")), comment.get("wp:comment_author_email")
        account = self.ids.get(comment.get("wp:comment_user_id")) or commenter(address, name)
        if account and account not in self.people:
            email = account.removeprefix("email:") if account.startswith("email:") else ""
            url = web(comment.get("wp:comment_author_url"))
            self.people[account] = Profile(account=account, name=name, email=email, url=url)
        return account


def recognise(archive: Archive) -> Export | None:
    """Whether a file in it is a feed in WordPress's own namespace."""
    files = [member for member in archive.members if _is_ours(member)]
    if not files:
        return None
    blog, taken = Blog(), None
    for member in files:
        head = member.head()
        created = CREATED.search(head)
        at = moment(created[1].decode()) if created else None
        try:
            for name, element in parsed(xml.elements(xml.Stream(io.BytesIO(head), b"<item>"))):
                at = _tell(blog, name, element) or at
        except xml.HostileError:
            continue
        taken = max(filter(None, (taken, at)), default=None)
    owners = list(blog.people)
    notes = [] if len(owners) < 2 else [f"It has {len(owners)} authors; all of them are taken for your side."]
    return Export(
        source="wordpress",
        owner=owners[0] if len(owners) == 1 else "",
        taken_at=None if taken is None else EPOCH + timedelta(microseconds=taken),
        notes=tuple(notes),
    )


def read(archive: Archive, _export: Export) -> Iterator[Record]:
    """Every post with its comments, then everybody who wrote."""
    people: dict[str, Profile] = {}
    for member in archive.members:
        if why := left_alone(member.path, LEFT_ALONE):
            yield FileSeen(path=member.path, status="known", what=why)
        elif _is_ours(member):
            yield from _file(member, people)
        else:
            yield FileSeen(
                path=member.path, status="unknown", what="not a file that WordPress's export holds"
            )
    yield from people.values()


def _is_ours(member: Member) -> bool:
    head = start_of(member)
    return xml.name_of(head) == "rss" and NAMESPACE.encode() in head


def _tell(blog: Blog, name: str, element: object) -> int | None:
    """Keep what stands beside the items; the moment of the export, where this tells it."""
    if name == "wp:author":
        blog.author(element_of(element))
    elif name == "wp:base_blog_url" or (name in {"link", "wp:base_site_url"} and not blog.site):
        blog.site = site_of(getattr(element, "text", "") or "")
    elif name == "pubDate":
        return moment(getattr(element, "text", ""))
    return None


def _file(member: Member, people: dict[str, Profile]) -> Iterator[Record]:
    blog, count, zone = Blog(people=people), Count(member.path, FILES["*.xml"]), None
    stream, items, failed = xml.Stream(io.BytesIO(), b"<item>"), 0, ""
    try:
        with member.open() as opened:
            stream = xml.Stream(opened, b"<item>")
            for name, element in parsed(xml.elements(stream)):
                if name != "item":
                    _tell(blog, name, element)
                    continue
                items += 1
                item = element_of(element)
                xml.drop(element)
                zone = zone_of(item) if zone_of(item) is not None else zone
                yield from _item(item, blog, count, zone)
    except DamagedError as error:
        failed = f"It is damaged ({error}); what came before was read. Download it again."
    except xml.HostileError as error:
        failed = str(error)
    lost = f" {stream.counted - items:,} posts were lost." if stream.counted > items else ""
    yield from xml.told(member.path, stream, lost)
    if failed:
        yield Problem(path=member.path, why=failed)
    yield from count.end(failed=bool(failed))


def _item(item: Element, blog: Blog, count: Count, zone_us: int | None) -> Iterator[Record]:
    """A post where it is one that people see, and the comments on it."""
    number, status, kind = item.get("wp:post_id"), item.get("wp:status"), item.get("wp:post_type")
    if not number or not status or not kind:
        missing = "number" if not number else "status" if not status else "type"
        yield from count.problem(f"This post has no {missing}; it was left out.", item.line)
        if item.comments:
            count.left_out["comments on posts that were left out"] += len(item.comments)
        return
    thread, link = f"post:{blog.site}:{number}", web(item.get("link"))
    author = blog.writer(item.get("dc:creator")) if kind in POSTS else blog.logins.get(item.get("dc:creator"))
    if kind not in POSTS:
        count.left_out[f"of type {kind}"] += 1
    elif status != "publish":
        count.left_out[STATUSES.get(status, f"posts of status {status}")] += 1
    else:
        count.rows += 1
        happened = when(item, "post", zone_us)
        if happened is None:
            yield from count.problem(
                "This post has no time that can be read; it was kept without.", item.line
            )
        yield Interaction(
            key=thread, kind="post", channel=CHANNEL, actor=author, happened_us=happened, thread=thread,
            title=line_of(item.get("title")), text=words(item.get("content:encoded")), url=link,
            visibility="group" if item.get("wp:post_password") else "public",
        )  # fmt: skip
    seen: dict[str, str | None] = {}
    for comment in item.comments:
        state, spoken = comment.get("wp:comment_approved"), comment.get("wp:comment_type")
        known = UNSEEN.get(state)
        if not state:
            yield from count.problem(
                "This comment does not say whether it was approved; it was left out.", comment.line
            )
        elif known or spoken not in COMMENTS | CALLS:
            count.left_out[known or f"comments of type {spoken}"] += 1
        elif not (own := comment.get("wp:comment_id")):
            yield from count.problem("This comment has no number; it was left out.", comment.line)
        else:
            count.rows += 1
            called = spoken in CALLS
            host = host_of(comment.get("wp:comment_author_url"))
            parent = comment.get("wp:comment_parent")
            answered = parent if parent in seen else ""
            to = seen[answered] if answered else author
            happened = when(comment, "comment", zone_us)
            if happened is None:
                yield from count.problem(
                    "This comment has no time that can be read; it was kept without.", comment.line
                )
            seen[own] = (f"blog:{host}" if host else None) if called else blog.reader(comment)
            yield Interaction(
                key=f"comment:{blog.site}:{own}", kind="mention" if called else "comment", channel=CHANNEL, actor=seen[own],
                happened_us=happened, to=(to,) if to else (), thread=thread,
                reply_to=f"comment:{blog.site}:{answered}" if answered else thread,
                text=words(comment.get("wp:comment_content")), url=f"{link}#comment-{own}" if link else "",
                nature="automatic" if called else "personal",
            )  # fmt: skip
