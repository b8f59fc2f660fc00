"""About the shape of the code: what each source, command, page and layer must have, and what nobody may do.

The shape of rules is tested beside them, in tests/rules/test_shape.py.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
import typer

import heard
from heard.faces.cli import app
from heard.sources import Source, sources

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src"
MODULES = sorted((SRC / "heard").rglob("*.py"))
COMMANDS = sorted(typer.main.get_command(app).commands)
MOST_LINES = 400


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tracked() -> list[Path]:
    """Files that git keeps."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    if listed.returncode:
        pytest.skip("this is no git checkout, so nothing says which files belong to it")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


# --- sources ---


TRACKERS = ("activitywatch", "clockify", "harvest", "rescuetime", "timesheet", "toggl")


@pytest.mark.parametrize("name", sources())
def test_a_source_says_all_that_a_person_needs(name):
    source = sources()[name]
    offered = {attribute: getattr(source, attribute, None) for attribute in Source.__annotations__}
    may_be_empty = {
        "journal": {"CHANNEL", "LEFT_ALONE"},
        "deals": {"CHANNEL"},
        "mailinglist": {"CHANNEL"},
        **{each: {"CHANNEL"} for each in ("accesslog", "ga4", "matomo", "plausible")},
        **{each: {"CHANNEL", "LEFT_ALONE"} for each in ("badges", "campaigns", "directmail", "visits")},
        **{tracker: {"CHANNEL", "LEFT_ALONE"} for tracker in TRACKERS},
    }.get(name, set())  # its rows name theirs
    assert [attribute for attribute, value in offered.items() if value is None] == []
    assert {attribute for attribute, value in offered.items() if not value and value != 0} <= may_be_empty
    assert (source.__doc__ or "").strip()
    assert all(said.strip() for said in (*source.FILES.values(), *source.LEFT_ALONE.values()))
    assert not set(source.FILES) & set(source.LEFT_ALONE), "a file is read or left alone, not both"


# --- what is written for people ---


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_documented(command):
    assert f"## heard {command}\n" in (ROOT / "docs" / "cli.md").read_text("utf-8")
    told = (ROOT / "README.md").read_text("utf-8") + (ROOT / "docs" / "tutorial.md").read_text("utf-8")
    assert f"heard {command}" in told, (
        f"neither README.md nor docs/tutorial.md says what heard {command} is for"
    )


def test_made_pages_are_fresh():
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "docs.py", "--check"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_stale_pages_are_named_with_what_mends_them(tmp_path, monkeypatch, capsys):
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    docs = import_module("docs")
    monkeypatch.setattr(docs, "ROOT", tmp_path)
    made = {"docs/cli.md": "as it should be\n", "docs/rules/C101-a.md": "a\n", "docs/ledger.md": "same\n"}
    there = {
        "docs/cli.md": "old\n",
        "docs/ledger.md": "same\n",
        "docs/rules/C999-gone.md": "gone\n",
        "docs/method.md": "written by hand\n",
    }
    for path, text in there.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    monkeypatch.setattr(docs, "pages", lambda: made)
    monkeypatch.setattr(sys, "argv", ["docs.py", "--check"])
    with pytest.raises(SystemExit, match="1"):
        docs.main()
    assert capsys.readouterr().err == (
        "These pages are not what the code says: docs/cli.md, docs/rules/C101-a.md, docs/rules/C999-gone.md. "
        "Mend them with: make docs\n"
    )
    monkeypatch.setattr(sys, "argv", ["docs.py"])
    docs.main()
    assert docs.stale(made) == []
    assert not (tmp_path / "docs/rules/C999-gone.md").exists()
    assert (tmp_path / "docs/method.md").exists()


def test_links_between_pages_lead_somewhere():
    broken = [
        f"{name_of(page)}: {target}"
        for page in tracked()
        if page.suffix == ".md"
        for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert broken == []


# --- layers ---

OFFENCES = {
    "Imports go up the house only": ("heard/measures/audience.py", "import heard.faces.say\n"),
    "No source imports another source": ("heard/sources/x.py", "import heard.sources.journal\n"),
    "No rule imports the ledger": ("heard/rules/audience.py", "import heard.ledger.schema\n"),
}
"""Each contract of pyproject.toml, and an import that breaks it."""


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "src"), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def house(tmp_path):
    """A copy of the code that may be spoilt."""
    shutil.copytree(SRC, tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_is_broken_here_once():
    contracts = (ROOT / "pyproject.toml").read_text("utf-8").partition("[tool.importlinter]")[2]
    assert set(re.findall(r'^name = "(.+)"$', contracts, re.MULTILINE)) == set(OFFENCES)


@pytest.mark.parametrize("contract", OFFENCES)
def test_an_offence_against_the_layers_is_caught(house, contract):
    before = lint_imports(house)
    assert before.returncode == 0, before.stdout
    path, offence = OFFENCES[contract]
    with (house / "src" / path).open("a", encoding="utf-8") as file:
        file.write(offence)
    after = lint_imports(house)
    assert after.returncode == 1
    assert f"{contract} BROKEN" in after.stdout


# --- what nobody may do ---


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_is_short_enough_to_be_read(path):
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES


NETWORK = {
    "aiohttp", "asyncio", "ftplib", "http.client", "http.server", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket",
    "socketserver", "ssl", "telnetlib", "urllib.request", "urllib3", "websockets", "xmlrpc",
}  # fmt: skip
DRIVERS = {"psycopg"}
MAY_CONNECT = {"src/heard/ledger/engines.py": DRIVERS}
"""A team's ledger is on a server of its own; nothing else opens a connection."""


def imported(path: Path) -> set[str]:
    """Every module that is imported anywhere in a file, and the packages above each."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return {
        name[:end]
        for name in found
        for end in (*(dot.start() for dot in re.finditer(r"\.", name)), len(name))
    }


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_opens_a_connection(path):
    assert imported(path) & (NETWORK | DRIVERS) <= MAY_CONNECT.get(name_of(path), set())


def test_a_connection_would_be_seen_wherever_it_hides(tmp_path):
    hidden = tmp_path / "hidden.py"
    hidden.write_text(
        "def send():\n    from urllib import request\n    import http.client as harmless\n    from ssl import wrap\n"
    )
    assert imported(hidden) & NETWORK == {"urllib.request", "http.client", "ssl"}


@pytest.mark.parametrize(
    "path",
    [path for path in MODULES if {"faces", "api"}.isdisjoint(path.parts)],
    ids=name_of,
)
def test_nothing_below_the_api_reads_the_clock(path):
    asked = [
        ast.unparse(node)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (node.func.attr in {"now", "today", "utcnow"} or ast.unparse(node.func) == "time.time")
    ]
    assert asked == []


NOWHERE = re.compile(
    r"pypi[.]org|python[h]osted|registry[.]npmjs|(?<!tarball:/)/roo[t]/|/hom[e]/\w|/User[s]/\w"
)
"""GitHub itself writes tarball://root/ into its archives. Where packages come from is the installer's business; where somebody's files lie is theirs."""


def test_no_file_names_a_registry_or_somebodys_home():
    named = []
    for path in tracked():
        content = path.read_bytes()
        if path.name == "uv.lock" or b"\0" in content:
            continue
        if found := NOWHERE.search(content.decode("utf-8", "replace")):
            named.append(f"{name_of(path)}: {found[0]}")
    assert named == []


# --- the Python API ---


def test_the_api_is_what_it_says():
    assert heard.__all__ == [
        "Answer", "ChannelReview", "Estimate", "Evidence", "Finding", "HeardError", "Home", "Missing", "Problem", "Review",
        "Skipped", "__version__", "exports_in", "open",
    ]  # fmt: skip
    assert [name for name in heard.__all__ if not hasattr(heard, name)] == []
    assert heard.open is import_module("heard.api").open
    with pytest.raises(AttributeError, match="no attribute 'opened'"):
        heard.opened  # noqa: B018 - to look is the test


def test_type_checkers_are_told_the_same_names():
    tree = ast.parse((SRC / "heard" / "__init__.py").read_text("utf-8"))
    told = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("heard.")
        for alias in node.names
    }
    assert told == set(heard.__all__) - {"__version__"}


def test_import_heard_waits_for_no_engine():
    heavy = "{'duckdb', 'pyarrow', 'numpy', 'scipy', 'typer', 'rich', 'jinja2'}"
    done = subprocess.run(
        [sys.executable, "-c", f"import heard, sys; print(sorted({heavy} & set(sys.modules)))"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.strip() == "[]"


def test_a_home_opens_from_python(tmp_path):
    with heard.open(tmp_path) as home:
        assert home.imports() == []
    with pytest.raises(heard.HeardError, match="There is no folder"):
        heard.open(tmp_path / "nowhere")
