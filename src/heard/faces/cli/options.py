"""What every command takes, said before the command or after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from heard.faces.home import home_folder
from heard.model import HeardError

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


def read_day(text: str) -> date:
    """A day as it is given to an option."""
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
        parser=read_day,
        metavar="DATE",
        help="Look from this day; else from the last one known.",
        show_default=False,
    ),
]


@dataclass(frozen=True, slots=True)
class Before:
    """What was said before the command."""

    home: Path | None
    json: bool


def home_of(ctx: typer.Context, given: Path | None, *, make: bool = False) -> Path:
    """The home folder: as said after the command, or before it, or where it is found."""
    return home_folder(given or ctx.obj.home, make=make)


def json_of(ctx: typer.Context, asked: bool) -> bool:
    """Whether JSON was asked for, after the command or before it."""
    return asked or ctx.obj.json


def home_if_any(ctx: typer.Context, given: Path | None) -> Path | None:
    """The home folder, or None where there is none yet and none was named."""
    named = given or ctx.obj.home
    try:
        return home_folder(named)
    except HeardError:
        if named:
            raise
        return None
