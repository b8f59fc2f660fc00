"""The command that judges a draft: check."""

# ruff: noqa: PLC0415 - each command loads only what it needs, so that --help and completion wait for no engine

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from heard.faces.cli.options import HomeOption, JsonOption, home_of, json_of
from heard.faces.home import home_folder
from heard.model import HeardError


class Format(StrEnum):
    """How the remarks are printed."""

    terminal = "terminal"
    json = "json"
    sarif = "sarif"


def check(
    ctx: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE…", help="Drafts: text, Markdown or HTML; - reads what you type.", show_default=False
        ),
    ] = None,
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="NAME",
            help="Who will read it: a name, an address or an account.",
            show_default=False,
        ),
    ] = "",
    on: Annotated[
        str,
        typer.Option(
            "--on", metavar="CHANNEL", help="Where it will stand, as in linkedin.", show_default=False
        ),
    ] = "",
    form: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.terminal,
    everything: Annotated[bool, typer.Option("--all", help="Also ask the rules that are off.")] = False,
    measure: Annotated[
        bool,
        typer.Option(
            "--measure",
            help="Count how often each rule speaks of letters of yours that were answered all the same.",
        ),
    ] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Judge a draft before it is sent. Against its words, its reader, and what you sent before."""
    from heard.faces.terminal.check import check_drafts
    from heard.faces.terminal.check import measure as measure_rules

    if measure:
        raise typer.Exit(measure_rules(home_of(ctx, home), as_json=json_of(ctx, as_json)))
    if not files:
        raise HeardError(
            "Nothing to check; name a file, or - to read what you type, as in: heard check draft.md"
        )
    given = home or ctx.obj.home
    try:
        place = home_folder(given)
    except HeardError:
        if given or to or on:
            raise
        place = None
    form = Format.json if json_of(ctx, as_json) else form
    raise typer.Exit(check_drafts(place, files, to=to, on=on, form=form.value, everything=everything))
