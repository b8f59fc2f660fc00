"""Posts of an X archive as columns: what kind of act each is, whom it addresses, and its words.

Most posts are finished where they stand. Two sorts wait until the whole archive was read, whose parts come in no order: the
continuation of an own thread, whose start may lie in another part, and what names an account only by its handle, whose id may
stand there. An edited post's earlier versions wait too, and are dropped when a later one is there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from heard.model import Columns, Interaction, Problem, Profile, Visibility, micros
from heard.reading.arrays import always
from heard.reading.assignment import collector_at_rest
from heard.reading.seen import Seen
from heard.reading.x.shapes import Edits, Link, Note, Person, Post
from heard.reading.x.text import plain, unescaped
from heard.reading.x.times import moment

TABLE = 25_000
"""Rows of a table: small enough to keep memory flat, large enough for the engine not to notice."""
FIELDS = {
    "key": pa.string(), "kind": pa.string(), "happened_us": pa.int64(), "to": pa.list_(pa.string()),
    "mentioned": pa.list_(pa.string()), "thread": pa.string(), "reply_to": pa.string(), "text": pa.string(),
}  # fmt: skip
NOBODY: tuple[str, ...] = ()
NOTHING: tuple[tuple[Link, ...], tuple[str, ...]] = ((), ())
Row = tuple[str, str, int, tuple[str, ...], tuple[str, ...], str, str | None, str]
"""The fields above, in their order."""
Waiting = tuple[Row, str]
"""A row to finish, and the handle whose account is to be found, if any."""
Met = tuple[int, str, Person]
"""When an account was named last, its name in Heard, and what X called it then."""

RETWEET = re.compile(r"RT @(\w+)")
QUOTED = re.compile(r"https?://(?:mobile\.)?(?:twitter|x)\.com/(\w+)/status(?:es)?/(\d+)")
ADDRESSED = re.compile(r"(?:@\w+\s+)+")
NOTE_PREFIX = 20
"""Characters that a long post shares with its whole text; two posts of one second are told apart by them."""


@dataclass(slots=True)
class Posts:
    """The posts of one archive, and what they tell of other accounts."""

    owner: str
    """Numeric id, or empty where the archive does not say."""
    handle: str
    counts: Counter[str] = field(default_factory=Counter)
    """Posts of each file."""
    notes: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    """Whole texts of long posts that wait for their post, with the file they stand in, by second [us]."""
    seen: Seen = field(default_factory=Seen)
    _me: str = field(init=False)
    _people: dict[str, Met] = field(default_factory=dict)
    """Accounts by X's id."""
    _parents: dict[str, str] = field(default_factory=dict)
    """Own posts that continue own posts."""
    _answers: dict[str, str] = field(default_factory=dict)
    """Own posts that answer posts of others, of late."""
    _answered: list[pa.RecordBatch] = field(default_factory=list)
    """The same of those before: half of all posts, of which a few begin an own thread."""
    _versions: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """All versions of each post that was edited, oldest first."""
    _ready: dict[Visibility, list[pa.RecordBatch]] = field(default_factory=dict)
    """Rows as columns, made while they are still in the processor's cache."""
    _later: list[tuple[str, Visibility, bytes]] = field(default_factory=list)
    """Rows to finish, some of a file at a time, packed: as they are they would take four times the memory."""

    def __post_init__(self) -> None:
        self._me = f"x:{self.owner}"

    def keep_notes(self, path: str, notes: Iterable[Note]) -> None:
        """Keep whole texts until their posts come; they share the second, as they share no id.

        In a real archive of November 2024 41 of 41 whole texts had their post in the same second.
        """
        for note in notes:
            text = note.core.text
            for link in note.core.urls:
                text = text.replace(link.short_url, link.expanded_url or link.short_url)
            self.notes.setdefault(micros(note.created_at.replace(microsecond=0)), []).append((path, text))

    def read(self, path: str, posts: list[Post], visibility: Visibility) -> Iterator[Columns | Problem]:
        """Some posts of a file, but for those that another file held already and those that wait."""
        keys = [post.id_str for post in posts]
        if len(set(keys)) < len(keys) or not self.seen.isdisjoint(keys):
            posts = list({post.id_str: post for post in posts if post.id_str not in self.seen}.values())
        self.seen.update(keys)
        rows: list[Row] = []
        later: list[Waiting] = []
        problems = []
        with collector_at_rest():
            for post in posts:
                try:
                    row, waits = self._row(post)
                except ValueError as error:
                    self.seen.discard(post.id_str)
                    problems.append(Problem(path=path, why=f"Post {post.id_str}: {error}."))
                    continue
                if waits is None:
                    rows.append(row)
                else:
                    later.append((row, waits))
        yield from problems
        if later:
            self._later.append((path, visibility, msgspec.msgpack.encode(later)))
        self.counts[path] += len(rows) + len(later)
        self._put_answers_aside()
        yield from self._gathered(visibility, rows, TABLE)

    def finish(self) -> Iterator[Columns | Profile | Problem]:
        """The posts that waited, the accounts that all posts named, and whole texts for which no post came."""
        accounts = self._accounts_by_handle()
        unknown: set[str] = set()
        self._recall_answers()
        for path, visibility, packed in self._later:
            rows = []
            for row, handle in msgspec.msgpack.decode(packed, type=list[Waiting]):
                key, kind, happened, to, mentioned, thread, reply_to, text = row
                if self._latest(key) != key:
                    self.counts[path] -= 1
                    continue
                if handle:
                    name = accounts.get(handle.lower(), f"x:@{handle.lower()}")
                    if name.startswith("x:@"):
                        unknown.add(handle)
                    if kind == "share":
                        to = (name,)
                    elif name not in (*to, *mentioned):
                        mentioned = (*mentioned, name)
                if key in self._parents:
                    reply_to = self._latest(reply_to or key)
                    thread = self._root(key)
                rows.append((key, kind, happened, to, mentioned, thread, reply_to, text))
            yield from self._gathered(visibility, rows, TABLE)
        for visibility in self._ready:
            yield from self._gathered(visibility, [], 1)
        lonely = Counter(path for notes in self.notes.values() for path, _ in notes)
        for path, count in lonely.items():
            yield Problem(
                path=path, why=f"Whole texts of long posts whose post is not in this archive: {count:,}."
            )
        for _, name, person in self._people.values():
            if person.screen_name and name != self._me:
                yield Profile(account=name, name=person.name or "", url=f"https://x.com/{person.screen_name}")
        for handle in sorted(unknown):
            yield Profile(account=f"x:@{handle.lower()}", url=f"https://x.com/{handle}")

    def _row(self, post: Post) -> tuple[Row, str | None]:
        """A post, and if it waits, for which handle's account; for none in particular where the text is empty.

        Raises:
            ValueError: its time cannot be, or it has no text.
        """
        key, entities, text = post.id_str, post.entities, post.full_text
        happened = moment(post.created_at)
        if text is None:
            text = post.text
            if text is None:
                raise ValueError("it has no text; X may have changed its format")
        links, named = (
            NOTHING if entities is None else (entities.urls, self._named(entities.user_mentions, happened))
        )
        if links or "//t.co/" in text:
            text = plain(text, links)
        elif "&" in text:
            text = unescaped(text)
        if text.startswith("RT @"):
            return self._share(post, happened, named, text)

        if self.notes:
            text = self._whole(happened, text)
        kind, to, thread, reply_to, waits = "post", NOBODY, key, None, None
        user, parent = post.in_reply_to_user_id_str, post.in_reply_to_status_id_str
        if user is None:
            pass
        elif user != self.owner:
            met = self._people.get(user)
            if met is None:
                met = self._meet(Person(post.in_reply_to_screen_name or "", None, user), happened)
            to = met[1:2]
            if met[1] in named:
                named = _without(met[1], named)
            if parent is None:
                kind = "mention"
            else:
                kind, thread, reply_to = "reply", parent, parent
                self._answers[key] = parent
        elif parent is not None:
            self._parents[key] = reply_to = parent
            waits = ""
        if post.edit_info is not None and self._superseded(key, post.edit_info):
            waits = ""
        for link in links:
            if "/status" in (link.expanded_url or ""):
                handle, quoted = self._quoted(links)
                if handle:
                    waits = handle
                    if kind == "post" and reply_to is None:
                        kind, reply_to = "share", quoted
                break
        return (key, kind, happened, to, named, thread, reply_to, text), waits

    def _share(self, post: Post, happened: int, named: tuple[str, ...], text: str) -> tuple[Row, str | None]:
        """A retweet. Its text is cut at 140 characters and the original's id is left out, but in archives before 2018."""
        original, reply_to, waits = post.retweeted_status, None, None
        if original is not None:
            account = self._meet(original.user, happened)[1]
            named = (account, *_without(account, named))
            words = plain(original.text, original.entities.urls if original.entities else ())
            text, reply_to = f"RT @{original.user.screen_name}: {words}", original.id_str
        elif not named and (found := RETWEET.match(text)):
            waits = found[1]
        row = (post.id_str, "share", happened, named[:1], named[1:], post.id_str, reply_to, text)
        return row, waits

    def _quoted(self, links: tuple[Link, ...]) -> tuple[str, str]:
        """Whose post is quoted, by handle, and its id: X keeps a quotation as the last link to a post."""
        for link in reversed(links):
            found = QUOTED.match(link.expanded_url or "")
            if found is not None:
                own = found[1].lower() in (self.handle.lower(), "i")
                return ("", "") if own else (found[1], found[2])
        return "", ""

    def _named(self, mentions: tuple[Person, ...], happened: int) -> tuple[str, ...]:
        """The accounts named, each once, but for the owner's."""
        if not mentions:
            return NOBODY
        found = []
        for person in mentions:
            met = self._people.get(person.id_str)
            if met is None or met[0] < happened:
                met = self._meet(person, happened)
            found.append(met[1])
        named = tuple(found) if len(found) == 1 else tuple(dict.fromkeys(found))
        return _without(self._me, named) if self._me in named else named

    def _meet(self, person: Person, happened: int) -> Met:
        """Keep what the newest post calls an account. X gives -1 for the id of one that is gone; it goes by its handle."""
        identity = person.id_str
        if not identity.isdigit() or identity == "0":
            identity = f"@{person.screen_name.lower()}"
        met = self._people.get(identity)
        if met is None or met[0] < happened:
            met = self._people[identity] = (happened, met[1] if met else f"x:{identity}", person)
        return met

    def _whole(self, happened: int, text: str) -> str:
        """The whole text of a long post, which does without the handles that a reply begins with."""
        found = ADDRESSED.match(text)
        for start in {0, found.end() if found else 0}:
            for path, note in self.notes.get(happened, ()):
                if note[:NOTE_PREFIX] == text[start : start + NOTE_PREFIX]:
                    self.notes[happened].remove((path, note))
                    return text[:start] + note
        return text

    def _superseded(self, key: str, edits: Edits) -> bool:
        """Whether the post was edited later; its versions are noted."""
        versions = edits.initial or (edits.edit and edits.edit.edit_control_initial)
        if not versions or len(versions.edit_tweet_ids) < 2:
            return False
        for version in versions.edit_tweet_ids:
            self._versions[version] = versions.edit_tweet_ids
        return versions.edit_tweet_ids[-1] != key

    def _latest(self, key: str) -> str:
        """The last version of a post that is in the archive."""
        versions = self._versions.get(key)
        if versions is None:
            return key
        return next((version for version in reversed(versions) if version in self.seen), key)

    def _root(self, key: str) -> str:
        """Where an own thread began: its first own post, or the post of another that this one answers."""
        trail: list[str] = []
        while key in self._parents and len(trail) <= len(self._parents):
            trail.append(key)
            key = self._latest(self._parents[key])
        root = self._answers.get(key, key)
        for passed in trail:
            self._parents[passed] = root
        return root

    def _put_answers_aside(self) -> None:
        """Make columns of the answers once they are many."""
        if len(self._answers) >= TABLE:
            columns = [pa.array(side, pa.string()) for side in (self._answers.keys(), self._answers.values())]
            self._answered.append(pa.RecordBatch.from_arrays(columns, ["post", "parent"]))
            self._answers.clear()

    def _recall_answers(self) -> None:
        """Take back those with which an own thread may begin."""
        begun = pa.array({self._latest(parent) for parent in self._parents.values()}, pa.string())
        for batch in self._answered:
            found = batch.filter(pc.is_in(batch["post"], begun))
            self._answers.update(zip(*(column.to_pylist() for column in found.columns), strict=True))
        self._answered.clear()

    def _accounts_by_handle(self) -> dict[str, str]:
        """A handle may change hands; the newest post that names it is right."""
        named = sorted(
            (happened, person.screen_name, name) for happened, name, person in self._people.values()
        )
        return {handle.lower(): name for _, handle, name in named}

    def _gathered(self, visibility: Visibility, rows: list[Row], enough: int) -> Iterator[Columns]:
        """The rows as columns, once they are enough together with those that came before."""
        ready = self._ready.setdefault(visibility, [])
        if rows:
            columns = zip(*rows, strict=True)
            arrays = [pa.array(column, type_) for column, type_ in zip(columns, FIELDS.values(), strict=True)]
            ready.append(pa.RecordBatch.from_arrays(arrays, [*FIELDS]))
        if sum(map(len, ready)) < enough:
            return
        table = pa.Table.from_batches(ready).combine_chunks()
        ready.clear()
        page = f"https://x.com/{self.handle or 'i/web'}/status/"
        table = table.append_column("url", pc.binary_join_element_wise(page, table["key"], ""))
        constants = {
            "channel": "x",
            "actor": f"x:{self.owner}" if self.owner else None,
            "visibility": visibility,
        }
        for name, constant in constants.items():
            table = table.append_column(name, always(constant, len(table)))
        yield Columns(fact=Interaction, table=table)


def _without(account: str, named: tuple[str, ...]) -> tuple[str, ...]:
    return NOBODY if named == (account,) else tuple(name for name in named if name != account)
