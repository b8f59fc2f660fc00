"""The command line as a user meets it, run in this process on a plain terminal of 80 columns."""

from __future__ import annotations

import io
import json
import signal
import sys
from typing import Any, NamedTuple

import pytest
from plain import JOURNAL, STRATEGY

from heard.faces import cli


class Said(NamedTuple):
    """What a command left: its exit code, its answer, and what it told the person at the terminal."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def words(self) -> str:
        return " ".join(self.out.split())


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch, tmp_path):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("HEARD_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def heard(monkeypatch, capsys):
    """Run a command; with text on its input, or with answers, given one by one at a terminal."""

    def run(*words: object, typed: bytes | None = None, answers: str | None = None) -> Said:
        with monkeypatch.context() as patch:
            patch.setattr(signal, "signal", lambda *_: None)
            patch.setattr(sys, "argv", ["heard", *map(str, words)])
            if typed is not None:
                patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed)))
            if answers is not None:
                given = iter(answers)
                patch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
                patch.setattr("builtins.input", lambda _: next(given))
            with pytest.raises(SystemExit) as left:
                cli.main()
        out, err = capsys.readouterr()
        return Said(left.value.code, out, err)

    return run


@pytest.fixture
def home(tmp_path):
    """A home with a strategy and a journal."""
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "strategy.yaml").write_text(STRATEGY, "utf-8")
    (folder / "journal.txt").write_text(JOURNAL, "utf-8")
    return folder
