"""The commands that open a page: explain, rules, sources."""

# ruff: noqa: PLC0415 - each command loads only what it needs, so that --help and completion wait for no engine

from __future__ import annotations

from typing import Annotated

import typer

from heard.faces.cli.options import HomeOption, JsonOption, home_if_any, json_of


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

    raise typer.Exit(explain(code, as_json=json_of(ctx, as_json)))


def rules(ctx: typer.Context, home: HomeOption = None, as_json: JsonOption = False) -> None:
    """List the rules."""
    del home
    from heard.faces.terminal.pages import list_rules

    raise typer.Exit(list_rules(as_json=json_of(ctx, as_json)))


def sources(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="[NAME]", help="Describe this one.", show_default=False)
    ] = "",
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the exports that can be read, those to ask for first in front. And where to ask for each of them."""
    from heard.faces.terminal.sources import describe_source, list_sources

    if name:
        raise typer.Exit(describe_source(name, as_json=json_of(ctx, as_json)))
    raise typer.Exit(list_sources(home_if_any(ctx, home), as_json=json_of(ctx, as_json)))
