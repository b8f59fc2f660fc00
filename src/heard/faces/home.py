"""Which folder is the user's home: the one place that every face asks."""

from __future__ import annotations

import os
from pathlib import Path
from shlex import quote

from heard.model import HeardError

STRATEGY = "strategy.yaml"
VARIABLE = "HEARD_HOME"


def home_folder(given: Path | None, *, make: bool = False) -> Path:
    """The folder given, else $HEARD_HOME, else the current folder if it holds a strategy, else the platform's data folder.

    Raises:
        HeardError: it is not there, and this is not the moment to make it.
    """
    path = given or _from_environment() or _current() or _platform()
    path = path.expanduser()
    if make:
        path.mkdir(parents=True, exist_ok=True)
    elif not path.is_dir():
        raise HeardError(
            f"There is no home folder {path}; make one with: heard init --home {quote(str(path))}"
        )
    return path


def with_home(command: str, home: Path) -> str:
    """A command to type next, which names the home where it would not be found without."""
    found = _from_environment() or _current() or _platform()
    return command if found.resolve() == home.resolve() else f"{command} --home {quote(str(home))}"


def _from_environment() -> Path | None:
    named = os.environ.get(VARIABLE)
    return Path(named) if named else None


def _current() -> Path | None:
    return Path.cwd() if Path(STRATEGY).is_file() else None


def _platform() -> Path:
    from platformdirs import user_data_path  # noqa: PLC0415 - most homes are named, and each command would wait for it

    return user_data_path("heard", appauthor=False)
