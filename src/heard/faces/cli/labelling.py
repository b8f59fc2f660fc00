"""The command that asks the user what messages do and whom people are: label."""

# ruff: noqa: PLC0415 - each command loads only what it needs, so that --help and completion wait for no engine

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer

from heard.faces.cli.options import HomeOption, JsonOption, home_of, json_of


class What(StrEnum):
    """What is labelled."""

    messages = "messages"
    people = "people"


def label(
    ctx: typer.Context,
    what: Annotated[
        What, typer.Argument(metavar="[messages|people]", help="What to label.", show_default=False)
    ] = What.messages,
    most: Annotated[
        int, typer.Option("--most", metavar="N", min=1, max=5000, help="Ask about so many at most.")
    ] = 50,
    seed: Annotated[int, typer.Option("--seed", metavar="N", min=0, help="Another order.")] = 1,
    undo: Annotated[bool, typer.Option("--undo", help="Take the last label back.")] = False,
    export: Annotated[
        Path | None,
        typer.Option(
            "--export",
            metavar="FILE",
            help="Write them as CSV, to label elsewhere; nothing that was said in private.",
            show_default=False,
        ),
    ] = None,
    from_file: Annotated[
        Path | None,
        typer.Option("--import", metavar="FILE", help="Read the labels of such a file.", show_default=False),
    ] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say of some messages what they do, or of people whether they are your market. Heard then says how right it is, on your own data.

    Labels stand in labels.txt, one a line. Without a terminal, the results are printed.
    """
    from heard.faces.terminal import label as face

    place, printed = home_of(ctx, home), json_of(ctx, as_json)
    kind: Literal["message", "person"] = "person" if what is What.people else "message"
    if undo:
        raise typer.Exit(face.undo(place))
    if export:
        raise typer.Exit(face.export(place, kind, export, most, seed))
    if from_file:
        raise typer.Exit(face.take(place, from_file))
    raise typer.Exit(face.label(place, kind, most, seed, as_json=printed))
