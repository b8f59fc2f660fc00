"""The journal: hours, money, calls, meetings and deals, one line a fact, as the user writes them down.

    2026-03-02 linkedin   hours 1.5            answering in the group
    2026-03-05 tradeshow  met "Dana Reyes" at Northwind Foods
    2026-03-09 linkedin   lead "Dana Reyes" id D17
    2026-04-20 linkedin   won D17 12000 EUR
    2026-04-21 email      asked "Sam Ito" for introduction to "Dana Reyes" -> yes

A fact has no id of its own: it is what the line says, plus its ordinal among identical lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal

from heard.model import (
    Effort,
    Expense,
    Export,
    Fact,
    FileSeen,
    Interaction,
    Kind,
    Outcome,
    Problem,
    Profile,
    Record,
    day_micros,
)
from heard.reading.archive import Archive, Member
from heard.reading.numbers import MOST

TITLE = "Journal"
CHANNEL = ""
WAIT_DAYS = 0
HOW_TO_GET_IT = "You write it: journal.txt in your home folder, one line a fact. Heard reads it again whenever it changed."
BLIND = "Only what you write down: an hour that is not logged was not spent, as far as Heard can tell."
BESIDE = "Exports of any kind, for what was said."
NOT_SEEN = "Nothing: you write the file yourself."
FILES = {
    "journal.txt": "hours, spending, calls, meetings, visits, leads, deals, introductions asked for, thanks and gifts"
}
LEFT_ALONE: dict[str, str] = {}

OWNER = "journal:me"
"""Whoever writes the journal."""
MAX_BYTES = 16 << 20
"""Forty years of ten lines a day; anything larger is not a journal."""
LINE = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)\s+(?P<channel>[\w.-]+)\s+(?P<verb>\w+)\b\s*(?P<rest>.*)")
NAME = r'"(?P<name>[^"]+)"'
NOTE = r"(?:\s+(?P<note>.*))?"
MONEY = r"(?P<amount>-?\d+(?:\.\d{1,2})?)\s+(?P<currency>[A-Z]{3})\b"
KINDS: dict[str, Kind] = {"met": "meeting", "meeting": "meeting", "call": "call", "visit": "visit"}
GRAMMAR = {
    "hours": re.compile(rf"(?P<hours>\d+(?:\.\d+)?)h?{NOTE}"),
    "spend": re.compile(rf"{MONEY}{NOTE}"),
    **dict.fromkeys(
        KINDS,
        re.compile(
            rf"{NAME}(?:\s+at\s+(?P<company>[^;]+?))?(?:\s+(?P<minutes>\d+)m)?(?:\s+--\s+(?P<note>.*))?"
        ),
    ),
    "lead": re.compile(rf"{NAME}\s+id\s+(?P<deal>[\w-]+)(?:\s+{MONEY})?{NOTE}"),
    "won": re.compile(rf"(?P<deal>[\w-]+)\s+{MONEY}{NOTE}"),
    "lost": re.compile(rf"(?P<deal>[\w-]+)(?:\s+{MONEY})?{NOTE}"),
    "asked": re.compile(
        rf'{NAME}\s+for\s+(?P<what>introduction to\s+"(?P<target>[^"]+)"|.+?)(?:\s+->\s*(?P<answer>yes|no|open))?'
    ),
    "thanked": re.compile(rf"{NAME}{NOTE}"),
    "gave": re.compile(rf"{NAME}\s+(?P<note>.+)"),
}
"""What may follow each verb."""
Groups = dict[str, str | None]
MOST_HOURS = 24
"""A day has no more [h]; longer work is several lines."""
EXAMPLES = {
    "hours": "hours 1.5 answering in the group",
    "spend": "spend 40 EUR sponsored post",
    "met": 'met "Dana Reyes" at Northwind Foods',
    "meeting": 'meeting "Dana Reyes" at Northwind Foods 45m',
    "call": 'call "Sam Ito" 20m',
    "visit": 'visit "Dana Reyes" at Northwind Foods',
    "lead": 'lead "Dana Reyes" id D17',
    "won": "won D17 12000 EUR",
    "lost": "lost D17",
    "asked": 'asked "Sam Ito" for introduction to "Dana Reyes" -> yes',
    "thanked": 'thanked "Sam Ito"',
    "gave": 'gave "Sam Ito" the downtime checklist',
}
"""A line for each verb, shown to whoever wrote one that cannot be read."""


def recognise(archive: Archive) -> Export | None:
    """One text file, among the first lines of which is a dated fact."""
    if len(archive.members) != 1 or not _is_journal(archive.members[0]):
        return None
    return Export(source="journal", owner=OWNER, replaces=True)


def read(archive: Archive, export: Export) -> Iterator[Record]:
    """Each line as a fact or a problem."""
    yield Profile(account=export.owner, owner=True)
    for member in archive.members:
        ordinals: Counter[str] = Counter()
        rows = 0
        for number, line in enumerate(member.read().decode("utf-8-sig", "replace").splitlines(), start=1):
            said = " ".join(line.partition(";")[0].split())
            if not said:
                continue
            ordinals[said] += 1
            for record in _read_line(said, f"{said} #{ordinals[said]}", member.path, number):
                rows += not isinstance(record, Problem | Profile)
                yield record
        yield FileSeen(path=member.path, status="read", rows=rows, what=FILES["journal.txt"])


def _is_journal(member: Member) -> bool:
    if member.size > MAX_BYTES:
        return False
    head = member.head(4096)
    if b"\0" in head:
        return False
    lines = [line.strip() for line in head.decode("utf-8-sig", "replace").splitlines()]
    if all(not line or line.startswith(";") for line in lines):
        return any(lines)  # a journal that was only just begun
    return any((found := LINE.fullmatch(line)) and found["verb"] in GRAMMAR for line in lines[:40])


def _read_line(said: str, key: str, path: str, number: int) -> Iterator[Record]:
    line = LINE.fullmatch(said)
    if not line:
        why = f"“{_short(said)}” is not a journal line; write a day, a channel and what happened, as in: 2026-03-02 linkedin hours 1.5"
        yield Problem(path=path, line=number, why=why)
        return
    verb, rest = line["verb"], line["rest"].strip()
    if verb not in GRAMMAR:
        yield Problem(
            path=path,
            line=number,
            why=f"“{verb}” is not a word the journal knows; it knows {', '.join(GRAMMAR)}.",
        )
        return
    try:
        day = date.fromisoformat(line["day"])
    except ValueError:
        yield Problem(
            path=path,
            line=number,
            why=f"{line['day']} is not a day of the calendar; write it as year-month-day.",
        )
        return
    found = GRAMMAR[verb].fullmatch(rest)
    if not found:
        why = f"“{_short(f'{verb} {rest}')}” cannot be read; write it as in: {line['day']} {line['channel']} {EXAMPLES[verb]}"
        yield Problem(path=path, line=number, why=why)
        return
    said_of = found.groupdict()
    if why := _too_much(said_of):
        yield Problem(path=path, line=number, why=why)
        return
    yield from READERS.get(verb, _said)(key, day, line["channel"].lower(), verb, said_of)


def _too_much(found: Groups) -> str:
    """Why a number in a line cannot be meant, or nothing."""
    if found.get("hours") and Decimal(found["hours"] or 0) > MOST_HOURS:
        return f"{_short(found['hours'] or '')} hours are more than a day has; write a line for each day."
    if found.get("amount") and abs(Decimal(found["amount"] or 0)) >= MOST:
        return f"{_short(found['amount'] or '')} is more than any amount that Heard can keep; is a digit too many?"
    return ""


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "…"


def _hours(key: str, day: date, channel: str, verb: str, found: Groups) -> Iterator[Fact]:
    del verb
    yield Effort(
        key=key, day=day, channel=channel, hours=float(found["hours"] or 0), note=found["note"] or ""
    )


def _spend(key: str, day: date, channel: str, verb: str, found: Groups) -> Iterator[Fact]:
    del verb
    amount, currency = _money(found)
    yield Expense(
        key=key,
        day=day,
        channel=channel,
        amount=amount or Decimal(0),
        currency=currency,
        note=found["note"] or "",
    )


def _deal(key: str, day: date, channel: str, verb: str, found: Groups) -> Iterator[Fact]:
    amount, currency = _money(found)
    name = found.get("name") or ""
    account = _account(name) if name else None
    if account:
        yield Profile(account=account, name=name)
    yield Outcome(
        key=key,
        day=day,
        channel=channel,
        deal=found["deal"] or "",
        stage="lead" if verb == "lead" else "won" if verb == "won" else "lost",
        account=account,
        amount=amount,
        currency=currency,
        note=found.get("note") or "",
    )


def _said(key: str, day: date, channel: str, verb: str, found: Groups) -> Iterator[Fact]:
    """Something between me and one person: a meeting, a call, a request, thanks, a gift."""
    name = found["name"] or ""
    yield Profile(account=_account(name), name=name, company=(found.get("company") or "").strip())
    kind = KINDS.get(verb, "introduction" if found.get("target") else "message")
    text = found.get("note") or ""
    if verb == "asked":
        text = f"asked for {found['what']} -> {found['answer'] or 'open'}"
    elif kind == "message":
        text = f"{verb} {text}".strip()
    mentioned = (_account(found["target"] or ""),) if found.get("target") else ()
    yield Interaction(
        key=key,
        kind=kind,
        channel=channel,
        actor=OWNER,
        happened_us=day_micros(day),
        to=(_account(name),),
        mentioned=mentioned,
        text=text,
        visibility="direct",
    )


READERS: dict[str, Callable[[str, date, str, str, Groups], Iterator[Fact]]] = {
    "hours": _hours,
    "spend": _spend,
    "lead": _deal,
    "won": _deal,
    "lost": _deal,
}


def _money(found: Groups) -> tuple[Decimal | None, str]:
    amount = found.get("amount")
    return (Decimal(amount), found["currency"] or "") if amount else (None, "")


def _account(name: str) -> str:
    return "name:" + " ".join(name.lower().split())
