"""The command that tests a channel by pausing it: test."""

# ruff: noqa: PT028 - it is a command of that name

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

import typer

from heard.faces.cli.options import AsOfOption, HomeOption, JsonOption, home_of, json_of, read_day


class Counted(StrEnum):
    """What a test may count."""

    REPLIES = "target replies"
    MEETINGS = "meetings"
    LEADS = "leads"
    DEALS = "deals"


def test(
    ctx: typer.Context,
    channel: Annotated[
        str, typer.Argument(metavar="CHANNEL", help="A channel of your strategy.", show_default=False)
    ],
    outcome: Annotated[
        Counted, typer.Option("--outcome", help="What is counted, on all channels.")
    ] = Counted.REPLIES,
    weeks: Annotated[
        int | None,
        typer.Option(
            "--weeks",
            metavar="N",
            help="Weeks of a block; else 2, or as many as half of the answers take.",
            show_default=False,
        ),
    ] = None,
    begins: Annotated[
        date | None,
        typer.Option(
            "--begins",
            parser=read_day,
            metavar="DATE",
            help="The first day; else the next Monday.",
            show_default=False,
        ),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(
            "--seed",
            metavar="N",
            min=0,
            max=999_999_999,
            help="Of the lot; else the first day as a number.",
            show_default=False,
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Draw it, and write nothing.")] = False,
    as_of: AsOfOption = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what a channel does, by pausing it in weeks that a lot chooses.

    The test is drawn once and written into the strategy. Asked again, the command says how it stands, and at the end what came of it.
    """
    from heard.faces.terminal.testing import test  # noqa: PLC0415 - --help and completion wait for no engine

    place = home_of(ctx, home)
    raise typer.Exit(
        test(
            place,
            channel,
            outcome=outcome.value,
            weeks=weeks,
            begins=begins,
            seed=seed,
            dry_run=dry_run,
            as_of=as_of,
            as_json=json_of(ctx, as_json),
        )
    )
