"""The command line: what can be asked and how; the answers are in `heard.faces.terminal`.

Exit codes: 0 nothing to report, 1 findings, 2 could not run, 130 stopped with Ctrl-C.
"""

# ruff: noqa: PLC0415 - each command loads only what it needs, so that --help and completion wait for no engine

from __future__ import annotations

import os
import signal
import sys
import traceback
from types import FrameType
from typing import Annotated, NoReturn

import typer

from heard import __version__
from heard.faces.cli.asking import intro, listen, people, review, today, voices
from heard.faces.cli.checking import check
from heard.faces.cli.deciding import decisions, different, mark, same, split
from heard.faces.cli.labelling import label
from heard.faces.cli.looking_up import explain, rules, sources
from heard.faces.cli.options import Before, HomeOption, JsonOption
from heard.faces.cli.taking_in import add, demo, imports, init, problems, undo
from heard.faces.cli.testing import test
from heard.model import HeardError

COMMANDS = (
    init,
    add,
    imports,
    undo,
    problems,
    review,
    today,
    people,
    same,
    different,
    split,
    mark,
    decisions,
    intro,
    test,
    voices,
    listen,
    check,
    label,
    explain,
    rules,
    sources,
    demo,
)
"""In the order in which the help lists them."""
COULD_NOT_RUN = 2
STOPPED = 130
LEFT_NOTHING = "Stopped. What was under way has left nothing behind."

app = typer.Typer(
    help="Sets your networking strategy against your own exports, and says what the evidence supports.",
    epilog="Begin with “heard demo DIR” to see it at work, or with “heard init”.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        print(f"heard {__version__}")  # noqa: T201 - a face prints
        raise typer.Exit


@app.callback()
def before(
    ctx: typer.Context,
    home: HomeOption = None,
    as_json: JsonOption = False,
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Keep what is said before the command for the command."""
    ctx.obj = Before(home, as_json)


for command in COMMANDS:
    app.command()(command)


def main() -> None:
    """Run a command; the one place where an error becomes a sentence and an exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    stopped = _watch_for_stop()
    try:
        app(prog_name="heard")
    except SystemExit as leaving:
        if leaving.code == STOPPED:
            _complain(LEFT_NOTHING)
        _leave(leaving.code)
    except HeardError as error:
        _complain(str(error))
        _leave(COULD_NOT_RUN)
    except OSError as error:
        if error.filename is None:
            _confess()
        else:
            _complain(f"{error.filename}: {error.strerror}.")
        _leave(COULD_NOT_RUN)
    except Exception:  # noqa: BLE001 - Python would print it too, and then leave with 1, which means findings
        if stopped:
            _complain(LEFT_NOTHING)
            _leave(STOPPED)
        _confess()
        _leave(COULD_NOT_RUN)


def _watch_for_stop() -> list[int]:
    """Notes every Ctrl-C: an engine that is interrupted raises an error of its own."""
    stopped: list[int] = []

    def stop(number: int, _: FrameType | None) -> None:
        stopped.append(number)
        raise KeyboardInterrupt

    signal.signal(signal.SIGINT, stop)
    return stopped


def _complain(sentence: str) -> None:
    from heard.faces.terminal.screen import console, say_whole

    say_whole(console(stderr=True), sentence)


def _confess() -> None:
    """Show where our bug is; what an exception quotes of an export must not reach the terminal as it is."""
    from heard.faces.terminal.screen import clean

    for each in traceback.format_exc().splitlines():
        print(clean(each), file=sys.stderr)  # noqa: T201 - a face prints
    _complain("This is a bug in Heard, and your ledger is as it was; please report it with the lines above.")


def _leave(code: str | int | None) -> NoReturn:
    """Leave, silently also where nobody reads on: heard review | head."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)
