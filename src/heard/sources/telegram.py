"""Telegram Desktop's JSON export: one chat, or the whole account.

    ChatExport_2026-03-07/result.json     {"name": …, "type": "personal_chat", "id": …, "messages": [ … ]}
    DataExport_2026-03-07/result.json     {"personal_information": …, "contacts": …, "chats": {"list": [ … ]}, "left_chats": …}

Since about 2022 a message bears `date_unixtime`; before, only the local time of the computer, which is read as UTC. Until 2020
`from_id` is a bare number, after that `user123` or `channel123`. The same message has the same key in either export.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import cast

from heard.model import Export, FileSeen, Problem, Profile, Record
from heard.reading.archive import Archive, DamagedError, Member, is_html
from heard.reading.json_records import DECODING, problems
from heard.reading.telegram import CHATS, Chat, Owner, contacts_in, owner_in
from heard.reading.telegram_records import Talk, account
from heard.reading.telegram_runs import Runs

TITLE = "Telegram"
CHANNEL = "telegram"
WAIT_DAYS = 1
HOW_TO_GET_IT = (
    "In Telegram Desktop: Settings > Advanced > Export Telegram data, with “Machine-readable JSON” as the format; or ⋮ > Export chat "
    "history in one chat. Telegram may ask you to wait a day the first time; the export itself takes minutes. Add its folder."
)
BLIND = (
    "Secret chats are not in it. Who read what is not there either, nor who belongs to a group and is silent; of reactions only the "
    "last few have names, and an export of one group does not say who you are."
)
BESIDE = "Contacts, for which number is whom."
NOT_SEEN = "Reactions with names, exports before 2020, `replies` chats."
FILES = {"result.json": "messages of your chats, calls, reactions with names, and your contacts"}
MEDIA = "pictures, films, sounds and files; Heard reads words"
LEFT_ALONE = {
    **dict.fromkeys(
        ("photos/*", "video_files/*", "voice_messages/*", "round_video_messages/*", "files/*", "stickers/*",
         "profile_pictures/*", "stories/*"), MEDIA,
    ),
    "contacts/*": "addresses that somebody passed on",
    **dict.fromkeys(("css/*", "js/*", "images/*", "lists/*", "export_results.html"), "Telegram's own viewer of the HTML export"),
    **dict.fromkeys((".DS_Store", "Thumbs.db", "desktop.ini"), "left behind by the computer, not by Telegram"),
}  # fmt: skip

PROOF = re.compile(
    rb'"type":\s*"(?:%s)"\s*,\s*"id":\s*-?\d+\s*,\s*"messages":\s*\[|"personal_information":\s*\{\s*"user_id":|'
    rb'"(?:left_)?chats":\s*\{\s*"about":\s*"' % "|".join(CHATS).encode()
)
PERSON = re.compile(rb'"type":\s*"personal_chat"')
PAGE = re.compile(rb"<title>Exported Data</title>.*?class=\"page_wrap", re.DOTALL)
HTML = (
    "This is the HTML export, which Heard does not read; export again in Telegram Desktop and choose "
    "“Machine-readable JSON” as the format."
)


def recognise(archive: Archive) -> Export | None:
    """A JSON file that begins as Telegram's; or its HTML export, to say that the other is needed."""
    found = {member.path: kind for member in archive.members if (kind := _kind(member))}
    if not found:
        return None
    members = [member for member in archive.members if found.get(member.path) == "json"]
    owner = next(filter(None, (_owner(member) for member in members)), None)
    notes = []
    if members and owner is None:
        notes.append("It does not say who you are; name your Telegram account under `me` in strategy.yaml.")
    return Export(
        source="telegram",
        owner=f"telegram:{owner.user_id}" if owner else "",
        notes=tuple(notes),
        context={"kinds": found, "owner": owner},
    )


def read(archive: Archive, export: Export) -> Iterator[Record]:
    """Each file, then the people."""
    kinds = cast("dict[str, str]", export.context["kinds"])
    talk = Talk(cast("Owner | None", export.context["owner"]))
    for member in archive.members:
        kind = kinds.get(member.path)
        if kind == "json":
            yield from _read_file(member, talk)
        elif kind == "html":
            yield Problem(path=member.path, why=HTML)
            yield FileSeen(path=member.path, status="failed", what="messages as a web page")
        else:
            yield _other(member)
    yield from _people(talk)


# --- knowing an export ---


def _kind(member: Member) -> str:
    if PurePosixPath(member.path).suffix.lower() not in {".json", ".html", ".txt", ""}:
        return ""
    try:
        head = member.head()
    except DamagedError:
        return ""
    if is_html(head):
        return "html" if PAGE.search(head) else ""
    return "json" if head[:4].lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{") and PROOF.search(head) else ""


def _owner(member: Member) -> Owner | None:
    """Who made the export: it says so, or it is a chat with one other person, whose number is the chat's."""
    if owner := owner_in(member.head()):
        return owner
    if not PERSON.search(member.head()):
        return None
    try:
        for found in Runs(member):
            for message in (
                found.messages.records if found.chat and found.chat.type == "personal_chat" else ()
            ):
                who = account(message.from_id)
                if who and who != f"telegram:{cast('Chat', found.chat).id}":
                    first = message.name or ""
                    return Owner(int(who.removeprefix("telegram:")), first) if who[9:].isdecimal() else None
    except DamagedError:
        return None
    return None


def _other(member: Member) -> FileSeen:
    path = PurePosixPath(member.path)
    for name in (path.name, *(f"{part}/*" for part in path.parts[:-1])):
        if name in LEFT_ALONE:
            return FileSeen(path=member.path, status="known", what=LEFT_ALONE[name])
    return FileSeen(path=member.path, status="unknown", what="not a file that Heard knows of Telegram")


# --- reading it ---


def _read_file(member: Member, talk: Talk) -> Iterator[Record]:
    """Everything in one file, and what became of it."""
    what = FILES["result.json"]
    bad: list[tuple[int, str]] = []
    rows = 0
    talk.next_file()
    try:
        runs = Runs(member)
        for opened in runs:
            bad += opened.messages.bad
            for record in talk.chat(opened, bad):
                rows += 1
                yield record
        contacts = contacts_in(runs.front)
    except (DamagedError, *DECODING) as error:
        yield Problem(
            path=member.path, why=f"It is damaged ({error}) and could not be read to its end; export again."
        )
        yield FileSeen(path=member.path, status="failed", rows=rows, what=what)
        return
    for contact in contacts.records:
        if contact.user_id:
            name = f"{contact.first_name} {contact.last_name}".strip()
            talk.names.setdefault(f"telegram:{contact.user_id}", name)
        else:
            talk.left_out["contacts who are not on Telegram"] += 1
    bad += contacts.bad
    yield from problems(member.path, sorted(bad))
    if talk.without_zone:
        yield Problem(
            path=member.path,
            why=f"{talk.without_zone:,} messages have only the time of the computer that exported them, without its zone; it was read as UTC.",
        )
    if not rows:
        yield Problem(
            path=member.path,
            why="No message was found in it; export again and choose which chats to include.",
        )
    told = ", ".join(f"{name} ({count:,})" for name, count in sorted(talk.left_out.items()))
    yield FileSeen(
        path=member.path,
        status="failed" if bad and not rows else "read",
        rows=rows,
        what=f"{what}; left out: {told}" if told else what,
    )


def _people(talk: Talk) -> Iterator[Profile]:
    """Everybody who was met, the owner last."""
    for account_of, name in sorted(talk.names.items()):
        if account_of != talk.me:
            yield Profile(account=account_of, name=name)
    if talk.owner:
        name = f"{talk.owner.first_name} {talk.owner.last_name}".strip()
        url = f"https://t.me/{talk.owner.username.lstrip('@')}" if talk.owner.username else ""
        yield Profile(account=talk.me, name=name, title=talk.owner.bio, url=url, owner=True)
