"""check: a draft before it is sent; what stands in its way, where, and what to do instead."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal

from rich.console import Console

from heard import __version__, api
from heard.api import LEDGER, STRATEGY, Alarms, Checked, check
from heard.faces.formats import answer_json
from heard.faces.sarif import sarif
from heard.faces.terminal import FOUND, NOTHING
from heard.faces.terminal.screen import console, counted, say, say_json, working
from heard.model import Estimate, HeardError
from heard.rules.alarms import OFF
from heard.rules.remarks import Remark
from heard.rules.sentences import share
from heard.text.draft import MOST_LETTERS, is_text

Form = Literal["terminal", "json", "sarif"]
STDIN = "-"
MOST_BYTES = 4 * MOST_LETTERS + 4
"""Read of a draft: a letter takes four at most, and one more shows that there is more."""
STYLE = {"high": "red", "medium": "yellow", "low": "dim"}


def check_drafts(
    home: Path | None, names: Sequence[str], *, to: str, on: str, form: Form, everything: bool
) -> int:
    """Judge drafts; without a home, by their words alone."""
    texts = {name: _read(name) for name in names}
    known = home is not None and ((home / LEDGER).is_file() or (home / STRATEGY).is_file())
    if known and home is not None:
        with working("Looking at what you sent before"), api.open(home) as opened:
            checked = opened.check_all(texts, to=to, on=on, everything=everything)
    else:
        checked = {name: check(text, everything=everything) for name, text in texts.items()}
    alone = (
        ""
        if known
        else "There is no ledger here, so nothing was held against your reader, the place and what you sent before."
    )
    if form == "sarif":
        say_json(sarif(checked))
    elif form == "json":
        say_json(_json(checked, alone))
    else:
        _tell(console(), checked, alone)
    return FOUND if any(found.remarks for found in checked.values()) else NOTHING


def measure(home: Path, *, as_json: bool) -> int:
    """Count how often each rule speaks of own letters that were answered all the same."""
    with working("Reading your answered letters"), api.open(home) as opened:
        found = opened.alarms()
    if as_json:
        say_json(
            {
                "heard": __version__,
                "rules": [
                    {
                        "code": each.rule.code,
                        "name": each.rule.name,
                        "alarms": each.alarms,
                        "of": each.of,
                        "share": answer_json(each.share),
                        "on": each.rule.code not in OFF,
                    }
                    for each in found
                ],
            }
        )
        return NOTHING
    screen = console()
    say(
        screen,
        ("How often each rule would have spoken of letters of yours that were answered all the same", "bold"),
    )
    for each in found:
        say(screen, (f"{each.rule.code} {each.rule.name}", "bold"), f"  {_rate(each)}", indent=2, hang=2)
    screen.print()
    say(
        screen,
        "A rule that is wrong about you can be put away in strategy.yaml: accept: {D102: {because: my readers use these words}}",
    )
    return NOTHING


def _rate(each: Alarms) -> str:
    off = "; off unless --all" if each.rule.code in OFF else ""
    if isinstance(each.share, Estimate):
        return f"{each.alarms:,} times: {share(each.share, 'letters')}{off}"
    return f"cannot be told: {each.share.why}. What would settle it: {each.share.settle}{off}"


def _read(name: str) -> str:
    """A draft from a file or from the standard input, as far as anybody reads.

    Raises:
        HeardError: it cannot be read, or is no text.
    """
    if name == STDIN:
        content = sys.stdin.buffer.read(MOST_BYTES)
    else:
        path = Path(name)
        if path.is_dir():
            raise HeardError(
                f"{name} is a folder; name the file, or its files, as in: heard check {name}/*.md"
            )
        if not path.is_file():
            raise HeardError(f"There is no file {name}; name a text file, or - to read what you type.")
        with path.open("rb") as file:
            content = file.read(MOST_BYTES)
    text = _decoded(content)
    if not is_text(text):
        raise HeardError(
            f"{'What came in' if name == STDIN else name} is no text; save the draft as plain text or Markdown."
        )
    return text


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        whole = error.start < len(content) - 4 or len(content) < MOST_BYTES
        return content.decode("cp1252" if whole else "utf-8", "replace")


def _tell(screen: Console, checked: dict[str, Checked], alone: str) -> None:
    for name, found in checked.items():
        shown = "" if name == STDIN else name
        for remark in found.remarks:
            _tell_one(screen, shown, remark)
        unsaid = [
            *found.not_judged,
            *(f"{each.code} was not asked: {each.why}; {each.settle}." for each in found.skipped),
        ]
        for why in unsaid:
            say(screen, (f"{shown}: {why}".removeprefix(": "), "dim"))
        if not found.remarks and not found.not_judged:
            say(screen, f"{shown}: nothing to say against it.".removeprefix(": "))
    remarks = sum(len(found.remarks) for found in checked.values())
    if remarks:
        say(screen, (f"{counted(remarks, 'remark')}. The page of one: heard explain CODE", "dim"))
    if alone:
        say(screen, (alone, "dim"))


def _tell_one(screen: Console, name: str, remark: Remark) -> None:
    at = ":".join(str(part) for part in (name, remark.line, remark.column) if part != "")
    say(
        screen,
        f"{at} ",
        (f"{remark.code} {remark.name}", STYLE[remark.severity]),
        f"  {remark.message}",
        hang=4,
    )
    say(screen, (remark.next, "dim"), indent=4)
    for each in remark.evidence:
        say(screen, (f"{each.at}  {each.channel}  {each.what}", "dim"), indent=4)
    screen.print()


def _json(checked: dict[str, Checked], alone: str) -> dict[str, Any]:
    return {
        "heard": __version__,
        "findings": [
            {"file": name} | asdict(remark) for name, found in checked.items() for remark in found.remarks
        ],
        "skipped": [
            {"file": name} | asdict(each) for name, found in checked.items() for each in found.skipped
        ],
        "not_judged": [
            {"file": name, "why": why} for name, found in checked.items() for why in found.not_judged
        ]
        + ([{"file": "", "why": alone}] if alone else []),
        "languages": {name: found.language for name, found in checked.items()},
    }
