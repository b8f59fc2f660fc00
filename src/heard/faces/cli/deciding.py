"""The commands that say who is who: same, different, split, mark, decisions."""

# ruff: noqa: PLC0415 - each command loads only what it needs, so that --help and completion wait for no engine

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from heard.faces.cli.options import HomeOption, JsonOption, home_of, json_of


class What(StrEnum):
    """What is said of an account."""

    PERSON = "person"
    ROBOT = "robot"
    PRIVATE = "private"


def _who(metavar: str) -> typer.models.ArgumentInfo:
    info: typer.models.ArgumentInfo = typer.Argument(
        metavar=metavar, help="A name, an address or an account.", show_default=False
    )
    return info


A = Annotated[str, _who("A")]
B = Annotated[str, _who("B")]
UndoOption = Annotated[bool, typer.Option("--undo", help="Take this decision back.")]


def same(
    ctx: typer.Context,
    a: Annotated[str, _who("[A]")] = "",
    b: Annotated[str, _who("[B]")] = "",
    most: Annotated[
        int | None,
        typer.Option("--most", metavar="N", min=1, help="Propose at most so many.", show_default=False),
    ] = None,
    undo: UndoOption = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say that two are one person; without names, be asked about those who may be.

    It is kept in decisions.yaml and outranks what your exports seem to say. With one name, you are asked about that person only.
    """
    from heard.faces.terminal.decisions import decide

    place = home_of(ctx, home)
    if b or undo:
        raise typer.Exit(decide(place, "same", (a, b), undo=undo, as_json=json_of(ctx, as_json)))
    from heard.faces.terminal.proposals import propose

    raise typer.Exit(propose(place, a, most=most, as_json=json_of(ctx, as_json)))


def different(
    ctx: typer.Context,
    a: A,
    b: B,
    undo: UndoOption = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say that two are not one person. No export joins them again, and they are not proposed."""
    from heard.faces.terminal.decisions import decide

    place = home_of(ctx, home)
    raise typer.Exit(decide(place, "different", (a, b), undo=undo, as_json=json_of(ctx, as_json)))


def split(
    ctx: typer.Context, a: A, undo: UndoOption = False, home: HomeOption = None, as_json: JsonOption = False
) -> None:
    """Take a person apart into accounts; or, where an account is named, take out that one."""
    from heard.faces.terminal.decisions import decide

    place = home_of(ctx, home)
    raise typer.Exit(decide(place, "split", (a,), undo=undo, as_json=json_of(ctx, as_json)))


def mark(
    ctx: typer.Context,
    a: A,
    what: Annotated[What, typer.Argument(help="What it is.", show_default=False)],
    undo: UndoOption = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say that somebody is a robot, or a person after all, or wants to be left out of voices. It is kept in decisions.yaml."""
    from heard.faces.terminal.decisions import decide

    place = home_of(ctx, home)
    raise typer.Exit(decide(place, what.value, (a,), undo=undo, as_json=json_of(ctx, as_json)))


def decisions(ctx: typer.Context, home: HomeOption = None, as_json: JsonOption = False) -> None:
    """List what you said of who is who. Each with the command that takes it back."""
    from heard.faces.terminal.decisions import list_decisions

    raise typer.Exit(list_decisions(home_of(ctx, home), as_json=json_of(ctx, as_json)))
