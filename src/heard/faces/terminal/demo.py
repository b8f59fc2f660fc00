"""demo: the example company, imported and reviewed."""

from __future__ import annotations

from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path
from shutil import copytree, ignore_patterns

import heard
from heard import api
from heard.faces.formats import review_json
from heard.faces.terminal import NOTHING
from heard.faces.terminal.exports import add_one
from heard.faces.terminal.review import tell
from heard.faces.terminal.screen import console, say, say_json
from heard.model import HeardError

MARK = "demo.txt"
"""Says that a folder is a demo, so that it may be written anew."""
ABOUT = """\
`heard demo` made this folder: an invented company with its strategy, its journal and its exports.
Nobody in it exists. Change what you like and look again with: heard review --home .
`heard demo` in this folder writes everything anew.
"""
REPORT = "review.html"


def demo(folder: Path, *, report: bool, as_json: bool) -> int:
    """Copy the example company into a folder, import its exports and review it."""
    folder = folder.expanduser()
    if folder.exists() and not folder.is_dir():
        raise HeardError(f"{folder} is a file; name a folder that is empty or not there yet.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise HeardError(
            f"{folder} holds something else already; name a folder that is empty or not there yet."
        )
    _lay_out(folder)
    with api.open(folder) as home:
        for export in api.exports_in(folder / "exports"):
            add_one(home, export)
        found = home.review()
        unread = len(home.problems())
    if report:
        from heard.faces.report import write_report  # noqa: PLC0415 - templates and charts are for those who ask

        write_report(found, folder / REPORT)
    if as_json:
        say_json(review_json(found))
        return NOTHING
    screen = console()
    tell(screen, found, unread=unread)
    screen.print()
    say(screen, f"The company is invented; its strategy, journal and exports are in {folder}.")
    if report:
        say(screen, f"The report is in {folder / REPORT}.")
    return NOTHING


def _lay_out(folder: Path) -> None:
    """The example as it was made, without a ledger."""
    with as_file(_example()) as example:
        if not (example / api.STRATEGY).is_file():
            raise HeardError("This copy of Heard came without the example company; install it again.")
        copytree(example, folder, dirs_exist_ok=True, ignore=ignore_patterns(".*", "__pycache__"))
    for ledger in folder.glob(f"{api.LEDGER}*"):
        ledger.unlink()
    (folder / MARK).write_text(ABOUT, encoding="utf-8")


def _example() -> Traversable:
    """In an installed Heard it lies in the package; in a checkout beside it."""
    packed = files("heard") / "example"
    return packed if packed.is_dir() else Path(heard.__file__).parents[2] / "examples" / "larkfield"
