"""The commands that ask the ledger: review, people, intro, today, voices, listen."""

# ruff: noqa: PLC0415 - each command loads only what it needs, so that --help and completion wait for no engine

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from heard.faces.cli.options import AsOfOption, HomeOption, JsonOption, home_of, json_of, read_day


def review(
    ctx: typer.Context,
    as_of: AsOfOption = None,
    hours: Annotated[
        float | None,
        typer.Option(
            "--hours",
            metavar="H",
            help="Split so many hours a week; else those of the strategy.",
            show_default=False,
        ),
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", metavar="FILE", help="Write the report there too.", show_default=False),
    ] = None,
    changed_since: Annotated[
        date | None,
        typer.Option(
            "--changed-since",
            parser=read_day,
            metavar="DATE",
            help="Say what imports from that day on changed in it.",
            show_default=False,
        ),
    ] = None,
    against: Annotated[
        date | None,
        typer.Option(
            "--against",
            parser=read_day,
            metavar="DATE",
            help="Put it beside the review of that day.",
            show_default=False,
        ),
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Show every finding and every open question.")
    ] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Set the strategy against the evidence. First what to do, then what it rests on."""
    from heard.faces.terminal.review import review

    place, printed = home_of(ctx, home), json_of(ctx, as_json)
    if changed_since or against:
        from heard.faces.terminal.changes import changed, compared

        if html or (changed_since and against):
            raise typer.BadParameter(
                "Say what changed, or compare two days, or write a report: one at a time."
            )
        if changed_since:
            raise typer.Exit(changed(place, changed_since, as_of=as_of, hours=hours, as_json=printed))
        if against:
            raise typer.Exit(compared(place, against, as_of=as_of, hours=hours, as_json=printed))
    raise typer.Exit(
        review(place, as_of=as_of, hours=hours, html=html, everything=everything, as_json=printed)
    )


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

    place = home_of(ctx, home)
    raise typer.Exit(people(place, name, as_of=as_of, most=most, as_json=json_of(ctx, as_json)))


def intro(
    ctx: typer.Context,
    name: Annotated[
        str,
        typer.Argument(
            metavar="[NAME]",
            help="Whom to meet: a name, an address, an account, a company, or a segment of your strategy; your whole list, unless given.",
            show_default=False,
        ),
    ] = "",
    as_of: AsOfOption = None,
    most: Annotated[int, typer.Option("--most", metavar="N", min=1, help="Show at most so many ways.")] = 5,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say who can introduce you to somebody, or who would open most of your list. By at most three steps, each with what shows it."""
    from heard.faces.terminal.intro import intro

    place = home_of(ctx, home)
    raise typer.Exit(intro(place, name, as_of=as_of, most=most, as_json=json_of(ctx, as_json)))


def today(
    ctx: typer.Context,
    most: Annotated[int, typer.Option("--most", metavar="N", min=1, help="Show at most so many lines.")] = 5,
    done: Annotated[
        str,
        typer.Option(
            "--done", metavar="LINE", help="This line is done; do not show it again.", show_default=False
        ),
    ] = "",
    later: Annotated[
        str, typer.Option("--later", metavar="LINE", help="Put this line off.", show_default=False)
    ] = "",
    days: Annotated[int, typer.Option("--days", metavar="N", min=1, help="For so many days.")] = 7,
    as_of: AsOfOption = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say what to do today. Whom to answer, thank, help or write to again; what is left out is counted."""
    from heard.faces.terminal.today import set_aside, today

    place, printed = home_of(ctx, home), json_of(ctx, as_json)
    if done and later:
        raise typer.BadParameter("A line is done or put off, not both.")
    if done or later:
        raise typer.Exit(
            set_aside(place, done or later, days=days if later else None, as_of=as_of, as_json=printed)
        )
    raise typer.Exit(today(place, as_of=as_of, most=most, as_json=printed))


def voices(
    ctx: typer.Context,
    topic: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TOPIC]...",
            help="Words in a row; several topics with commas between them. Left out: about anything.",
            show_default=False,
        ),
    ] = None,
    most: Annotated[int, typer.Option("--most", metavar="N", min=1, help="Show at most so many.")] = 8,
    as_of: AsOfOption = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say who speaks about something on their own and is answered. In their own sentences, and who of your own voices is."""
    from heard.faces.terminal.voices import voices

    place = home_of(ctx, home)
    raise typer.Exit(
        voices(place, " ".join(topic or ()), as_of=as_of, most=most, as_json=json_of(ctx, as_json))
    )


def listen(
    ctx: typer.Context,
    channel: Annotated[
        str, typer.Argument(metavar="[CHANNEL]", help="This one only.", show_default=False)
    ] = "",
    as_of: AsOfOption = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say what is being talked about, and by whom. How many are of your market, what nobody answered, and whether you have listened enough."""
    from heard.faces.terminal.listening import listen

    place = home_of(ctx, home)
    raise typer.Exit(listen(place, channel, as_of=as_of, as_json=json_of(ctx, as_json)))
