"""The command line: what can be asked and how; the answers are in `heard.faces.terminal`.

Exit codes: 0 nothing to report, 1 findings, 2 could not run, 130 stopped with Ctrl-C. Each command loads only what it needs.
"""

# ruff: noqa: PLC0415 - each command loads only what it needs, so that --help and completion wait for no engine

from __future__ import annotations

import os
import signal
import sys
import traceback
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Annotated, NoReturn

import typer

from heard import __version__
from heard.faces.home import home_folder
from heard.model import HeardError

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

HomeOption = Annotated[
    Path | None,
    typer.Option(
        "--home",
        metavar="FOLDER",
        help="Where strategy, journal and ledger are. Otherwise $HEARD_HOME, the current folder if it holds strategy.yaml, or your data folder.",
        show_default=False,
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for another program.")]


@dataclass(frozen=True, slots=True)
class Before:
    """What was said before the command."""

    home: Path | None
    json: bool


def _version(asked: bool) -> None:
    if asked:
        print(f"heard {__version__}")  # noqa: T201 - a face prints
        raise typer.Exit


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(
            f"{text} is not a day; write it as year-month-day, as in 2026-10-31."
        ) from error


AsOfOption = Annotated[
    date | None,
    typer.Option(
        "--as-of",
        parser=_day,
        metavar="DATE",
        help="Look from this day; else from the last one known.",
        show_default=False,
    ),
]


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


@app.command()
def init(
    ctx: typer.Context,
    blank: Annotated[
        bool, typer.Option("--blank", help="Ask nothing; write the questions with no answers.")
    ] = False,
    taken_from: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="Take the strategy from this file.", show_default=False),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a strategy that is there.")] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the strategy. First whom you need to meet and what you give, and only then which tools."""
    from heard.faces.terminal.begin import init

    place = _home(ctx, home, make=True)
    raise typer.Exit(
        init(place, empty=blank, taken_from=taken_from, force=force, as_json=_json(ctx, as_json))
    )


@app.command()
def add(
    ctx: typer.Context,
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH…", help="Zips, folders or files.", show_default=False)
    ],
    source: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="SOURCE",
            help="Which source shall read it, where several could.",
            show_default=False,
        ),
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and report, and keep nothing.")] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take in exports, and say what was understood."""
    from heard.faces.terminal.exports import add

    place = _home(ctx, home, make=True)
    raise typer.Exit(add(place, paths, source=source, dry_run=dry_run, as_json=_json(ctx, as_json)))


@app.command()
def imports(ctx: typer.Context, home: HomeOption = None, as_json: JsonOption = False) -> None:
    """List what came from where."""
    from heard.faces.terminal.exports import list_imports

    raise typer.Exit(list_imports(_home(ctx, home), as_json=_json(ctx, as_json)))


@app.command()
def undo(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="IMPORT", help="As “heard imports” lists it.", show_default=False)
    ],
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take one import back exactly."""
    from heard.faces.terminal.exports import undo

    raise typer.Exit(undo(_home(ctx, home), name, as_json=_json(ctx, as_json)))


@app.command()
def problems(ctx: typer.Context, home: HomeOption = None, as_json: JsonOption = False) -> None:
    """List what could not be read. Each record with its file and line."""
    from heard.faces.terminal.exports import problems

    raise typer.Exit(problems(_home(ctx, home), as_json=_json(ctx, as_json)))


@app.command()
def review(
    ctx: typer.Context,
    as_of: AsOfOption = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write the report there too.", show_default=False),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Show every finding and every open question.")
    ] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Set the strategy against the evidence. First what to do, then what it rests on."""
    from heard.faces.terminal.review import review

    place = _home(ctx, home)
    raise typer.Exit(
        review(place, as_of=as_of, html=html, everything=everything, as_json=_json(ctx, as_json))
    )


@app.command()
def people(
    ctx: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="[NAME]", help="Show this one: a name, an address or an account.", show_default=False
        ),
    ] = "",
    as_of: AsOfOption = None,
    most: Annotated[
        int | None,
        typer.Option(
            "--most", metavar="N", min=1, help="Show at most so many of each kind.", show_default=False
        ),
    ] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say how you stand with whom. Who wrote to whom, how long ago, who gave more, and which accounts are theirs."""
    from heard.faces.terminal.people import people

    place = _home(ctx, home)
    raise typer.Exit(people(place, name, as_of=as_of, most=most, as_json=_json(ctx, as_json)))


@app.command()
def intro(
    ctx: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME", help="Whom to meet: a name, an address or an account.", show_default=False
        ),
    ],
    as_of: AsOfOption = None,
    most: Annotated[int, typer.Option("--most", metavar="N", min=1, help="Show at most so many ways.")] = 5,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say who can introduce you to somebody. By at most three steps, each with what shows it and the weakest named."""
    from heard.faces.terminal.intro import intro

    place = _home(ctx, home)
    raise typer.Exit(intro(place, name, as_of=as_of, most=most, as_json=_json(ctx, as_json)))


@app.command()
def explain(
    ctx: typer.Context,
    code: Annotated[
        str, typer.Argument(metavar="CODE", help="A rule's code or name, as in C401.", show_default=False)
    ],
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print the page of a rule. Why it matters, what to do, when it is wrong, and on what evidence."""
    del home
    from heard.faces.terminal.pages import explain

    raise typer.Exit(explain(code, as_json=_json(ctx, as_json)))


@app.command()
def rules(ctx: typer.Context, home: HomeOption = None, as_json: JsonOption = False) -> None:
    """List the rules."""
    del home
    from heard.faces.terminal.pages import list_rules

    raise typer.Exit(list_rules(as_json=_json(ctx, as_json)))


@app.command()
def sources(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="[NAME]", help="Describe this one.", show_default=False)
    ] = "",
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the exports that can be read. And where to ask for each of them."""
    del home
    from heard.faces.terminal.pages import list_sources

    raise typer.Exit(list_sources(name or None, as_json=_json(ctx, as_json)))


@app.command()
def demo(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to put it.", show_default=False)],
    report: Annotated[bool, typer.Option("--report", help="Write the report there too.")] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """See it at work on an invented company. Its exports are imported and its strategy is reviewed."""
    del home
    from heard.faces.terminal.demo import demo

    raise typer.Exit(demo(folder, report=report, as_json=_json(ctx, as_json)))


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


def _home(ctx: typer.Context, given: Path | None, *, make: bool = False) -> Path:
    return home_folder(given or ctx.obj.home, make=make)


def _json(ctx: typer.Context, asked: bool) -> bool:
    return asked or ctx.obj.json
