"""The commands that fill a home: init, add, imports, undo, problems, demo."""

# ruff: noqa: PLC0415 - each command loads only what it needs, so that --help and completion wait for no engine

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from heard.faces.cli.options import HomeOption, JsonOption, home_of, json_of


class Dates(StrEnum):
    """Which number of a date is the day."""

    DAY_FIRST = "day-first"
    MONTH_FIRST = "month-first"


class Decimals(StrEnum):
    """Which mark of a number is the decimal one."""

    COMMA = "comma"
    POINT = "point"


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

    place = home_of(ctx, home, make=True)
    raise typer.Exit(
        init(place, empty=blank, taken_from=taken_from, force=force, as_json=json_of(ctx, as_json))
    )


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
    named: Annotated[
        str,
        typer.Option(
            "--map",
            metavar="COLUMN=FIELD,…",
            help="What the columns of an unknown table are, or a YAML file that says it. Remembered.",
            show_default=False,
        ),
    ] = "",
    dates: Annotated[
        Dates | None,
        typer.Option("--dates", help="Where nothing in the file tells day from month. Remembered."),
    ] = None,
    decimal: Annotated[
        Decimals | None,
        typer.Option("--decimal", help="Where nothing in the file tells the decimal mark. Remembered."),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and report, and keep nothing.")] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take in exports, and say what was understood."""
    from heard.api import Asked
    from heard.faces.terminal.exports import add

    place = home_of(ctx, home, make=True)
    asked = Asked(
        source=source, map=named, dates=dates.value if dates else "", decimal=decimal.value if decimal else ""
    )
    raise typer.Exit(add(place, paths, asked, dry_run=dry_run, as_json=json_of(ctx, as_json)))


def imports(ctx: typer.Context, home: HomeOption = None, as_json: JsonOption = False) -> None:
    """List what came from where."""
    from heard.faces.terminal.exports import list_imports

    raise typer.Exit(list_imports(home_of(ctx, home), as_json=json_of(ctx, as_json)))


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

    raise typer.Exit(undo(home_of(ctx, home), name, as_json=json_of(ctx, as_json)))


def problems(ctx: typer.Context, home: HomeOption = None, as_json: JsonOption = False) -> None:
    """List what could not be read. Each record with its file and line."""
    from heard.faces.terminal.exports import problems

    raise typer.Exit(problems(home_of(ctx, home), as_json=json_of(ctx, as_json)))


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

    raise typer.Exit(demo(folder, report=report, as_json=json_of(ctx, as_json)))
