"""How the records of a Flickr export become interactions."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import msgspec

from heard.model import Interaction, Profile, Visibility
from heard.reading.flickr.shapes import (
    Comment,
    Discussed,
    Fave,
    Mail,
    Note,
    Owner,
    Person,
    Photo,
    Testimonial,
    comment_number,
    discussion,
    handle,
    moment,
    said,
    who,
    words,
)
from heard.reading.seen import Seen
from heard.reading.tally import Tally, each

Found = Interaction | Profile | str
"""A fact, or what a record is that is none."""
PAGE = "https://www.flickr.com/photos/"
REPLIES = {"reply", "comment"}


@dataclass(slots=True)
class Reading:
    """One export while it is read."""

    owner: str = ""
    alias: str = ""
    """The name that the owner chose for the address of their page."""
    done: Seen = field(default_factory=Seen)

    def account(self, name: str = "") -> str | None:
        """The account of a number or chosen name, or the owner's."""
        found = handle(name) if name else self.owner
        if found and found == self.alias:
            found = self.owner
        return f"flickr:{found}" if found else None

    def others(self, name: str) -> tuple[str, ...]:
        """The account if it is somebody else's."""
        found = self.account(name) if name else None
        return (found,) if found and found != self.account() else ()

    def mine(self) -> tuple[str, ...]:
        """The owner as the one spoken to."""
        found = self.account()
        return (found,) if found else ()

    def photo(self, photo: Photo, tally: Tally) -> Iterator[Found]:
        """A photo, who is on it, and what was said under it."""
        people = [person for _, person in each(photo.people, Person, tally) if self.others(person.nsid)]
        visibility = _visibility(said(photo.privacy))
        try:
            yield from self.post(photo, people, visibility)
        except ValueError as error:
            tally.miss(str(error), number=1)
        for person in people:
            yield from self.named(person.nsid, said(person.username), said(person.userurl))
        for _ in each(photo.notes, Note, tally):
            tally.leave("notes pinned to a photo, which bear no time")
        for number, comment in each(photo.comments, Comment, tally):
            comment.photo_id = photo.id
            try:
                yield from self.comment(comment, visibility or "direct")
            except ValueError as error:
                tally.miss(f"among the comments {error}", number=number)

    def post(self, photo: Photo, people: list[Person], visibility: Visibility | None) -> Iterator[Found]:
        """The photo itself; one that nobody else may see is no post."""
        key = f"photo:{said(photo.id)}"
        if visibility is None:
            yield "private photos"
            return
        mentioned = tuple(account for person in people for account in self.others(person.nsid))
        yield from self.once(
            Interaction(
                key=key,
                kind="post",
                channel="flickr",
                actor=self.account(),
                happened_us=moment(photo.date_imported),
                mentioned=mentioned,
                thread=key,
                title=words(photo.name),
                text=words(photo.description),
                url=said(photo.photopage),
                visibility=visibility,
            )
        )

    def comment(self, comment: Comment, visibility: Visibility = "public") -> Iterator[Found]:
        """A comment: by somebody on what is the owner's, or by the owner; where no user stands, it is the owner's."""
        address = said(comment.comment_url, comment.url)
        photo, album, gallery = said(comment.photo_id), said(comment.photoset_id), said(comment.gallery_id)
        thread = (
            f"photo:{photo}"
            if photo
            else f"album:{album}"
            if album
            else f"gallery:{gallery}"
            if gallery
            else ""
        )
        happened, text = moment(comment.date, comment.created), words(comment.comment)
        number = comment_number(comment) or f"{happened}:{zlib.crc32(text.encode()):x}"
        if not (thread or address):
            raise ValueError("does not say what it stands under")
        user = said(comment.user)
        to = self.mine() if self.others(user) else self.others(who(said(comment.photo_url, address)))
        yield from self.once(
            Interaction(
                key=f"comment:{thread}:{number}",
                kind="comment",
                channel="flickr",
                actor=self.account(user),
                happened_us=happened,
                to=to,
                thread=thread or None,
                reply_to=thread or None,
                text=text,
                url=address,
                visibility=visibility,
            )
        )

    def fave(self, fave: Fave) -> Iterator[Found]:
        """A photo that the owner likes; Flickr says neither whose it is nor since when."""
        photo = said(fave.photo_id)
        if not photo:
            raise ValueError("names no photo")
        yield from self.once(
            Interaction(
                key=f"fave:{self.owner}:{photo}",
                kind="reaction",
                channel="flickr",
                actor=self.account(),
                reply_to=f"photo:{photo}",
                url=said(fave.photo_url),
            )
        )

    def discussed(self, record: Discussed) -> Iterator[Found]:
        """A topic that the owner began in a group, or a reply to one."""
        address = said(record.url)
        group, topic, reply = discussion(address)
        if not topic:
            raise ValueError("does not say in which discussion it stands")
        reply = reply or said(record.reply_id)
        happened, text = moment(record.created, record.date), words(record.message, record.body)
        thread = f"discussion:{group}:{topic}"
        is_reply = bool(reply) or said(record.type).lower() in REPLIES
        key = f"{thread}:{reply or f'{happened}:{zlib.crc32(text.encode()):x}'}" if is_reply else thread
        yield from self.once(
            Interaction(
                key=key,
                kind="comment" if is_reply else "post",
                channel="flickr",
                actor=self.account(),
                happened_us=happened,
                thread=thread,
                reply_to=thread if is_reply else None,
                title=words(record.subject, record.topic_title),
                text=text,
                url=address,
                visibility="group",
            )
        )

    def testimonial(self, record: Testimonial, *, given: bool) -> Iterator[Found]:
        """Praise for somebody, or from somebody."""
        other = who(said(record.profile_url))
        if not other:
            raise ValueError("does not say who it is by or for")
        happened, text = moment(record.created), words(record.body)
        ends = (self.owner, other) if given else (other, self.owner)
        yield from self.once(
            Interaction(
                key=f"testimonial:{ends[0]}:{ends[1]}:{happened or f'{zlib.crc32(text.encode()):x}'}",
                kind="recommendation",
                channel="flickr",
                actor=self.account() if given else self.account(other),
                happened_us=happened,
                text=text,
                to=self.others(other) if given else self.mine(),
            )
        )
        yield from self.named(other, said(record.author_or_subject_screen_name), said(record.profile_url))

    def mail(self, mail: Mail) -> Iterator[Found]:
        """A message of FlickrMail; whoever is not named is the owner."""
        key, sender, to = said(mail.id), said(mail.sender, mail.from_user_id), said(mail.to, mail.to_user_id)
        if not key:
            raise ValueError("has no id")
        yield from self.once(
            Interaction(
                key=f"mail:{key}",
                kind="message",
                channel="flickr",
                actor=self.account(sender),
                happened_us=moment(mail.date_sent),
                to=tuple(filter(None, [self.account(to)])),
                title=words(mail.subject),
                text=words(mail.message, mail.body),
                visibility="direct",
            )
        )
        if self.others(to):
            yield from self.named(to, said(mail.to_user_name, mail.to_username))

    def follows(self, name: str, address: str, *, followed: bool) -> Iterator[Found]:
        """Somebody whom the owner follows, or who follows the owner."""
        other = who(address)
        if not other:
            raise ValueError("does not lead to anybody's page")
        ends = (self.owner, other) if followed else (other, self.owner)
        yield from self.once(
            Interaction(
                key=f"follow:{ends[0]}:{ends[1]}",
                kind="follow",
                channel="flickr",
                url=address,
                actor=self.account() if followed else self.account(other),
                to=self.others(other) if followed else self.mine(),
            )
        )
        yield from self.named(other, name, address)

    def named(self, name: str, shown: str, address: str = "") -> Iterator[Profile]:
        """What the export says of somebody else, said once."""
        account = self.account(name)
        if account and shown and f"profile {account}" not in self.done:
            self.done.add(f"profile {account}")
            yield Profile(account=account, name=shown, url=address)

    def once(self, fact: Interaction) -> Iterator[Found]:
        """The fact, unless the export has told it: comments stand under photos and in lists, and parts overlap."""
        new = fact.key not in self.done
        self.done.add(fact.key)
        yield fact if new else "told twice"


def owners(owner: Owner) -> Iterator[Profile]:
    """The owner, by number and by the name in the address of their page."""
    for name in dict.fromkeys(filter(None, [owner.nsid, handle(said(owner.path_alias))])):
        yield Profile(
            account=f"flickr:{name}", name=said(owner.real_name, owner.screen_name), title=words(owner.occupation),
            email=said(owner.email).lower(), url=said(owner.profile_url) or f"{PAGE}{name}/", owner=True,
        )  # fmt: skip


def pairs(raw: msgspec.Raw) -> list[tuple[str, object]]:
    """The entries of an object keyed by names, of which two may be alike."""
    found = json.loads(bytes(raw) or b"{}", object_pairs_hook=list)
    return found if isinstance(found, list) else []


def _visibility(privacy: str) -> Visibility | None:
    privacy = privacy.lower()
    if privacy.startswith("private"):
        return None
    return "followers" if "friend" in privacy or "family" in privacy else "public"
