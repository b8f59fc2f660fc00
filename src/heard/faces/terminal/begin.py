"""init: the questions of a strategy, asked on the terminal or left open, and written down."""

from __future__ import annotations

import sys
from pathlib import Path

from rich.console import Console

from heard.faces.home import STRATEGY, with_home
from heard.faces.terminal import FOUND, NOTHING
from heard.faces.terminal.screen import console, counted, heading, say, say_json, say_whole
from heard.model import HeardError, Problem
from heard.sources.journal import EXAMPLES
from heard.strategy.interview import blank, interview, write
from heard.strategy.questions import Question
from heard.strategy.whole import write_whole

JOURNAL = "journal.txt"
HEADER = """\
; The journal: hours, money, calls, meetings and deals, which no export knows. One line a fact:
; a day, a channel, and what happened. What follows a semicolon is not read. Some examples:
;
"""


def init(home: Path, *, empty: bool, taken_from: Path | None, force: bool, as_json: bool) -> int:
    """Write strategy.yaml, and a journal to go with it."""
    strategy, journal = home / STRATEGY, home / JOURNAL
    if strategy.exists() and not force:
        raise HeardError(f"{strategy} is there already; edit it, or write it anew with --force.")
    problems: tuple[Problem, ...] = ()
    if taken_from:
        text, problems = _taken(taken_from)
    elif empty:
        text = blank()
    elif sys.stdin.isatty():
        text = write(interview(_Asking(console())))
    else:
        raise HeardError(
            "The questions need a terminal to be asked on; without one, use --blank for an empty strategy or --from FILE."
        )
    write_whole(strategy, text)
    begun = not journal.exists()
    if begun:
        write_whole(journal, journal_header())
    if as_json:
        said = [{"line": problem.line, "why": problem.why} for problem in problems]
        say_json({"home": str(home), "strategy": str(strategy), "journal": str(journal), "problems": said})
    else:
        _tell(home, problems, begun=begun)
    return FOUND if problems else NOTHING


def journal_header() -> str:
    """The comments with which a journal begins: a line for each thing that can be written down."""
    return HEADER + "".join(f";   2026-03-02 linkedin  {example}\n" for example in EXAMPLES.values()) + "\n"


class _Asking:
    """Asks on the terminal. Ctrl-D leaves all further questions open."""

    def __init__(self, screen: Console) -> None:
        self._screen = screen
        self._over = False
        say(screen, "Enter leaves a question open, Ctrl-D leaves all the others open, Ctrl-C writes nothing.")

    def __call__(self, question: Question, trouble: str) -> str:
        """Show a question, and give the answer."""
        if self._over:
            return ""
        if trouble:
            say(self._screen, ("Not understood: ", "red"), f"{trouble}.")
        else:
            if question.before:
                heading(self._screen, question.before)
            say(self._screen, question.ask, (f"  as in: {question.example}", "dim"))
        try:
            return input("> ")
        except EOFError:
            self._over = True
            self._screen.print()
            return ""


def _taken(path: Path) -> tuple[str, tuple[Problem, ...]]:
    from heard.strategy.read import load_strategy  # noqa: PLC0415 - the YAML reader is slow to load, and only needed here

    try:
        text = path.expanduser().read_text("utf-8")
    except UnicodeDecodeError as error:
        raise HeardError(f"{path} is not text in UTF-8; save it as such and try again.") from error
    return text, load_strategy(path.expanduser())[1]


def _tell(home: Path, problems: tuple[Problem, ...], *, begun: bool) -> None:
    screen = console()
    say(screen, f"Written: {home / STRATEGY}{f' and {JOURNAL} beside it' if begun else ''}.")
    if problems:
        say(screen, f"{counted(len(problems), 'place')} in it cannot be understood:")
    for problem in problems:
        say(screen, (f"{STRATEGY}:{problem.line}  ", "cyan"), problem.why, hang=4)
    say(screen, "How to get your exports, and where: heard sources")
    say_whole(screen, f"What the strategy still lacks: {with_home('heard review', home)}")
