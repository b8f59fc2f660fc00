"""people: how the user stands with whom, in words; and the page of one person."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path

from rich.console import Console

from heard import api
from heard.faces.formats import people_json, person_json
from heard.faces.home import with_home
from heard.faces.terminal import NOTHING
from heard.faces.terminal.screen import console, counted, heading, say, say_json, say_whole, working
from heard.measures.giving import Balance, Giving, Help
from heard.measures.person import Person
from heard.measures.standing import Verdict
from heard.measures.ties import Circle, People, Tie
from heard.model import Estimate, Missing
from heard.people.find import Exchange
from heard.people.parted import Parted
from heard.rules.sentences import chance, listed

MOST = 6
"""Shown of each kind, unless more are asked for; the rest is counted."""
CIRCLES: dict[Circle, tuple[str, str]] = {
    "warm": (
        "Warm",
        "as fresh as if you had both written within the last two weeks",
    ),
    "active": ("Active", "as fresh as if you had both written within the last three months"),
    "cool": ("Cool", "as fresh as if you had both written within the last year"),
    "dormant": ("Dormant", "you both wrote, longer ago than that"),
    "they are silent": (
        "One-way",
        "you wrote, and nothing of theirs is to be seen; an export may leave it out (heard sources)",
    ),
    "you are silent": ("One-way", "they wrote, and nothing of yours is to be seen"),
}
LAPSE = {
    "usual": "",
    "cooling": "a longer silence than is usual between you",
    "lapsed": "a silence so long that the tie has most likely lapsed",
}
HELP: dict[Help, tuple[str, str]] = {
    "introduction": ("introduction", ""),
    "answer": ("answer to a question", "answers to questions"),
    "gift": ("gift", ""),
    "recommendation": ("recommendation", ""),
    "thanks": ("word of thanks", "words of thanks"),
    "endorsement": ("endorsement", ""),
}
BALANCE: dict[Balance, str] = {
    "you gave more": "You gave more than you got",
    "you owe": "You got more than you gave: you owe",
    "balanced": "What you gave and what you got are about even",
    "cannot tell": "Who gave more cannot be told yet",
}
STANDING: dict[Verdict, str] = {
    "earned": "You have earned the right to ask",
    "not yet": "Not yet",
    "unknown": "It cannot be told yet",
}
PASSED: dict[bool | None, tuple[str, str]] = {
    True: ("yes", "green"),
    False: ("no", "red"),
    None: ("unknown", "dim"),
}
PARTED = {
    "connections": (
        "person who is no longer a connection of yours",
        "people who are no longer connections of yours",
    ),
    "followers": ("person who no longer follows you", "people who no longer follow you"),
    "followed": ("person whom you no longer follow", "people whom you no longer follow"),
}
PROVENANCE = {"seen": "", "imported": "imported", "stated": "you said so"}


def people(home: Path, name: str, *, as_of: date | None, most: int | None, as_json: bool) -> int:
    """Say how the user stands with everybody, or with one person."""
    with working("Looking at who wrote to whom"), api.open(home) as opened:
        if name:
            one = opened.person(name, as_of=as_of)
        else:
            found = opened.people(as_of=as_of, most=most if as_json else most or MOST)
    if as_json:
        say_json(person_json(one) if name else people_json(found))
    elif name:
        tell_one(console(), one)
    else:
        tell(console(), found, home)
    return NOTHING


def tell(screen: Console, found: People, home: Path) -> None:
    """Print everybody: by how fresh it is, and then by name, since closeness is no rank."""
    if not any(found.counts.values()):
        say(
            screen,
            "Nobody yet: nothing in the ledger shows that you and somebody wrote to each other or met.",
        )
        say_whole(screen, f"Take in your exports: {with_home('heard add PATH', home)}")
        return
    say(screen, ("How you stand with whom", "bold"), f", seen from {found.as_of.isoformat()}")
    say(screen, ("In the order of names: being close is no rank.", "dim"))
    for circle, group in groupby(found.ties, key=lambda tie: tie.circle):
        word, meaning = CIRCLES[circle]
        heading(screen, f"{word}: {meaning}")
        shown = list(group)
        for tie in shown:
            _tell_line(screen, tie)
        if rest := found.counts[circle] - len(shown):
            say(screen, (f"and {rest:,} more, last in touch before these", "dim"), indent=2)
    if hidden := list(_hidden(found)):
        heading(screen, "Not shown")
        say(screen, f"{listed(hidden, len(hidden))}.")
    if gone := [counted(number, *PARTED[name]) for name, number in found.parted.items()]:
        heading(screen, "Gone since an earlier export")
        say(screen, f"{listed(gone, len(gone))}. The page of each says between which days.")
    if found.apart:
        say(screen, ("Why one of these is no person stands on its page, and in --json.", "dim"))
    screen.print()
    say_whole(screen, (f"One of them in full: {with_home('heard people NAME', home)}", "dim"))


def tell_one(screen: Console, found: Person) -> None:
    """Print the page of one person."""
    work = _work(found.tie)
    say(screen, (found.tie.name, "bold"), f", {work}" if work else "")
    heading(screen, f"How you stand, seen from {found.as_of.isoformat()}")
    if found.apart:
        say(screen, f"This is a {found.apart.what} and no person: there is no tie to speak of.", indent=2)
        say(screen, found.apart.why, indent=2, hang=2)
    else:
        for sentence in (*_standing(found.tie), *map(_parted, found.parted)):
            say(screen, sentence, indent=2, hang=2)
        heading(screen, "Giving")
        for sentence in _gave(found.giving):
            say(screen, sentence, indent=2, hang=2)
    if found.standing:
        heading(screen, "Whether you may ask for something like an introduction")
        say(screen, f"{STANDING[found.standing.verdict]}.", indent=2)
        for guard in found.standing.tests:
            word, style = PASSED[guard.passed]
            say(screen, (f"{word:<8}", style), f"{guard.name}: {guard.why}", indent=2, hang=8)
    if found.history:
        heading(screen, "What was exchanged last")
    for each in found.history:
        title = f"  {each.title}" if each.title else ""
        say(screen, f"{each.at}  {each.channel}  {each.kind} {_side(each)}{title}", indent=2, hang=2)
    heading(screen, "Accounts")
    for account in found.accounts:
        why = f"  {account.why} ({PROVENANCE[account.provenance]})" if account.why else ""
        say(screen, (account.handle, "cyan"), why, indent=2, hang=2)


def _tell_line(screen: Console, tie: Tie) -> None:
    work = _work(tie)
    lapse = LAPSE[tie.lapse] if tie.lapse else ""
    say(
        screen,
        (tie.name, "bold"),
        f", {work}" if work else "",
        f": last on {tie.last}, by {listed(tie.channels)}" if tie.last else "",
        f"; {lapse}" if lapse else "",
        indent=2,
        hang=2,
    )


def _work(tie: Tie) -> str:
    return " at ".join(part for part in (tie.title, tie.company) if part)


def _standing(tie: Tie) -> Iterator[str]:
    if isinstance(tie.freshness, Estimate):
        yield f"{CIRCLES[tie.circle][0]}: as fresh as if you had both written {_ago(tie.freshness.value)}."
    else:
        word = "One-way" if tie.state == "one-way" else "No tie yet"
        yield f"{word}: {tie.freshness.why}. What would change it: {tie.freshness.settle}."
    if not tie.last:
        return
    yield f"Last in touch on {tie.last}, {_before(tie.silent_days or 0)}."
    if tie.lapse and LAPSE[tie.lapse]:
        yield f"That is {LAPSE[tie.lapse]}."
    met = (
        f", {counted(tie.meetings, 'meeting, call or visit', 'meetings, calls and visits')}"
        if tie.meetings
        else ""
    )
    yield (
        f"{counted(tie.sent, 'message')} from you and {tie.received:,} from them{met}, on {counted(tie.contact_days, 'day')} "
        f"since {tie.first}, by {listed(tie.channels, 6)}."
    )


def _parted(gone: Parted) -> str:
    if gone.kind == "connection":
        said = f"No longer connected on {gone.channel}"
    else:
        said = (
            f"{'You no longer follow them' if gone.mine else 'They no longer follow you'} on {gone.channel}"
        )
    return f"{said} since between {gone.after} and {gone.before}: the later export does not list them; an account that was closed or hidden looks the same."


def _side(exchange: Exchange) -> str:
    if exchange.kind in ("meeting", "call", "visit"):
        return "with them"
    return "from you" if exchange.direction == "out" else "from them"


def _ago(days: float) -> str:
    return f"about {counted(round(days), 'day')} ago" if days >= 1 else "within the last day"


def _before(days: int) -> str:
    return f"{counted(days, 'day')} before" if days else "that very day"


def _gave(giving: Giving) -> Iterator[str]:
    said = BALANCE[giving.balance]
    if isinstance(giving.share, Missing) or giving.more is None:
        yield f"{said}: nothing that was given between you is to be seen. Your journal is where gifts, thanks and introductions go."
        return
    if giving.balance == "cannot tell":
        yield f"{said}: too little is to be seen."
    elif giving.balance == "balanced":
        yield f"{said}; the chance that you gave more is {chance(giving.more)}."
    else:
        sure = giving.more if giving.balance == "you gave more" else 1 - giving.more
        yield f"{said}; the chance of that is {chance(sure)}."
    yield f"You gave {_gifts(giving, mine=True)}; you got {_gifts(giving, mine=False)}."


def _gifts(giving: Giving, *, mine: bool) -> str:
    counts = giving.counts(mine=mine)
    return (
        listed([counted(number, *HELP[help_]) for help_, number in counts.items()], 6) or "nothing that shows"
    )


def _hidden(found: People) -> Iterator[str]:
    if never := found.counts["never"]:
        yield f"{counted(never, 'person', 'people')} with whom not a word was exchanged"
    if once := found.counts["once"]:
        yield f"{counted(once, 'person', 'people')} who wrote once and to whom you did not write"
    for what, number in found.apart.items():
        yield counted(number, what, f"{what}es" if what.endswith("s") else f"{what}s")
