"""Writes the pages that are made from the code, so that no fact is kept by hand in two places.

    python tools/docs.py           # write them (make docs)
    python tools/docs.py --check   # change nothing; exit 1 and name those that are stale

Rules come from their docstrings, sources from their modules, commands from their help, the ledger from the comments of its schema,
the strategy's JSON Schema from its table of keys, and the review in README.md from `heard demo` itself.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from inspect import cleandoc, getdoc, getsourcefile
from itertools import groupby
from pathlib import Path
from typing import Any

import duckdb
import typer

from heard.faces.cli import app
from heard.faces.terminal.pages import sections
from heard.ledger.schema import MIGRATIONS
from heard.rules import Rule, rules
from heard.rules.alarms import told
from heard.sources import Source, sources
from heard.strategy import Strategy
from heard.strategy.schema import schema

ROOT = Path(__file__).resolve().parent.parent
MEND = "make docs"
WIDTH = 88
"""Letters on a line of what a command prints, as far as a page shows it whole."""
OWNED = ("docs/rules", "docs/sources")
"""Folders in which every page is made; one that is no longer made goes."""
BEGIN, END = "<!-- demo: made by make docs -->", "<!-- /demo -->"
MOST_FINDINGS = 2
"""Shown in README.md, which is one screen."""
CUT = "[…]"

Pages = dict[str, str]
"""Text by path from the root."""


def pages() -> Pages:
    """Every page as it should be."""
    made = {
        "docs/cli.md": _commands(),
        "docs/ledger.md": _ledger(),
        "docs/strategy.schema.json": json.dumps(schema(), indent=2, ensure_ascii=False) + "\n",
        "README.md": with_excerpt((ROOT / "README.md").read_text("utf-8"), demo()),
    }
    return made | _rule_pages() | _source_pages()


def stale(made: Pages) -> list[str]:
    """Paths whose text is another, missing ones, and those that should be gone."""
    changed = [path for path, text in made.items() if _text(ROOT / path) != text]
    gone = [
        path.relative_to(ROOT).as_posix()
        for folder in OWNED
        for path in (ROOT / folder).glob("**/*")
        if path.is_file() and path.relative_to(ROOT).as_posix() not in made
    ]
    return sorted([*changed, *gone])


def write(made: Pages, paths: Iterable[str]) -> None:
    """Put pages where they belong, and remove those that nothing makes any more."""
    for name in paths:
        path = ROOT / name
        if name in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(made[name], "utf-8", newline="\n")
        else:
            path.unlink()


# --- rules ---


def _rule_pages() -> Pages:
    made = {f"docs/rules/{_file(rule)}": _rule_page(rule) for rule in rules().values()}
    return made | {"docs/rules/README.md": _rule_index()}


def _file(rule: Rule) -> str:
    return f"{rule.code}-{rule.name}.md"


def _rule_page(rule: Rule) -> str:
    parts = [_origin(_module(rule)), f"# {rule.code} {rule.name}", rule.summary]
    for title, paragraphs in sections(rule.page):
        parts += [f"## {title}", *paragraphs]
    if rate := told(rule.code):
        parts += ["## False alarms", rate]
    parts += ["## Needs", "\n".join(f"- {need}" for need in _needs(rule))]
    parts.append(
        f"In the terminal: `heard explain {rule.code}`. To live with it, say why in `strategy.yaml`:"
    )
    parts.append(f'```yaml\naccept:\n  {rule.code}: {{because: "your reason", until: 2027-01-31}}\n```')
    return _joined(parts)


def _needs(rule: Rule) -> Iterator[str]:
    """What a rule is told, read off its signature."""
    for kind in rule.needs:
        if kind is Strategy:
            yield "the strategy"
        else:
            about = _first_line(kind)
            yield f"{kind.__name__.lower()}: {about[:1].lower()}{about[1:].rstrip('.')} (`{kind.__module__}`)"


def _rule_index() -> str:
    parts = [
        _origin("src/heard/rules"),
        "# Rules",
        "What Heard can find, by code. A finding is advice, not a verdict on you: each page says when it is wrong.",
    ]
    by_module = groupby(rules().values(), key=_module)
    for module, group in by_module:
        parts.append(f"## {_family(module)}")
        parts.append(
            "\n".join(f"- [{rule.code} {rule.name}]({_file(rule)}): {rule.summary}" for rule in group)
        )
    return _joined(parts)


def _module(rule: Rule) -> str:
    return Path(getsourcefile(rule.function) or "").resolve().relative_to(ROOT).as_posix()


def _family(module: str) -> str:
    """The heading that a module's docstring gives: what it is about, without its codes."""
    first = _first_line(sys.modules[module.removeprefix("src/").removesuffix(".py").replace("/", ".")])
    about = first.partition(": ")[2] or first
    return about[:1].upper() + about[1:].rstrip(".")


# --- sources ---


def _source_pages() -> Pages:
    made = {f"docs/sources/{name}.md": _source_page(name, source) for name, source in sources().items()}
    parts = [
        _origin("src/heard/sources"),
        "# Sources",
        "What Heard reads. It knows each by its content, never by its name: rename nothing, unpack nothing.",
        "| Source | How to get it |\n| --- | --- |\n"
        + "\n".join(
            f"| [{source.TITLE}]({name}.md) | {_cell(source.HOW_TO_GET_IT)} |"
            for name, source in sources().items()
        ),
    ]
    return made | {"docs/sources/README.md": _joined(parts)}


def _source_page(name: str, source: Source) -> str:
    about, _, rest = cleandoc(source.__doc__ or "").partition("\n\n")
    parts = [_origin(f"src/heard/sources/{name}.py"), f"# {source.TITLE}", " ".join(about.split())]
    parts += _with_samples(rest)
    parts += ["## How to get it", source.HOW_TO_GET_IT]
    if name != "journal":
        parts.append("Then: `heard add PATH`, as you received it.")
    parts += ["## What is read", _files("What is in it", source.FILES)]
    if source.LEFT_ALONE:
        parts += [
            "## What is known and left alone",
            _files("Why", source.LEFT_ALONE),
            "Any other file is reported as unknown: the network may have changed its export.",
        ]
    parts += ["## What it cannot show", source.BLIND, "## What to add beside it", source.BESIDE]
    parts += ["## What was not compared with a real export", source.NOT_SEEN]
    parts.append(
        f"Invented examples of it, as the tests read them: [tests/sources/{name}](../../tests/sources/{name})."
    )
    return _joined(parts)


def _with_samples(text: str) -> Iterator[str]:
    """Paragraphs of a docstring; what is indented is shown as it stands."""
    for block in text.split("\n\n"):
        if block.startswith("    "):
            yield f"```text\n{cleandoc(block)}\n```"
        elif block.strip():
            yield " ".join(block.split())


def _files(head: str, files: Mapping[str, str]) -> str:
    """A table of files; those of which the same is said share a row."""
    rows = [
        f"| {', '.join(f'`{name}`' for name, _ in group)} | {_cell(said)} |"
        for said, group in groupby(files.items(), key=lambda each: each[1])
    ]
    return "\n".join([f"| File | {head} |", "| --- | --- |", *rows])


# --- commands ---


def _commands() -> str:
    group: Any = typer.main.get_command(app)
    whole = _context(group, "heard")
    parts = [
        _origin("src/heard/faces/cli/"),
        "# Commands",
        (
            "Every command takes `--home` and `--json`. Exit code 0: nothing to report. 1: findings. 2: it could not run, and the error says "
            "what to do next."
        ),
        _help(group, whole),
    ]
    for name, command in group.commands.items():
        parts += [f"## heard {name}", _help(command, _context(command, name, whole))]
    return _joined(parts)


def _context(command: Any, name: str, parent: Any = None) -> Any:
    return command.make_context(
        name, [], parent, resilient_parsing=True, terminal_width=WIDTH, max_content_width=WIDTH
    )


def _help(command: Any, context: Any) -> str:
    lines = "\n".join(line.rstrip() for line in str(command.get_help(context)).splitlines())
    return f"```text\n{lines.strip()}\n```"


# --- the ledger ---


def _ledger() -> str:
    """Tables and columns as a fresh DuckDB describes them after every migration."""
    engine = duckdb.connect()
    for migration in MIGRATIONS:
        engine.execute(migration)
    tables = engine.execute(
        "select table_name, comment from duckdb_tables() where not temporary order by table_oid"
    ).fetchall()
    columns = engine.execute(
        "select table_name, column_name, data_type, is_nullable, comment from duckdb_columns() order by table_oid, column_index"
    ).fetchall()
    parts = [
        _origin("src/heard/ledger/schema.py"),
        "# The ledger",
        (
            f"Schema version {len(MIGRATIONS)}. The engine keeps these comments too. Ask the views at the end: they show what counts. "
            "The tables whose names end in `_rows` also keep older versions, so that an import can be undone exactly."
        ),
    ]
    for table, about in tables:
        rows = [
            f"| `{name}` | {_type(kind)}{', may be null' if nullable else ''} | {_cell(comment or '')} |"
            for of, name, kind, nullable, comment in columns
            if of == table
        ]
        parts += [
            f"## {table}",
            f"{about}.",
            "\n".join(["| Column | Type | Meaning |", "| --- | --- | --- |", *rows]),
        ]
    views = dict(re.findall(r"^(create view \w+)( .+?;)$", "".join(MIGRATIONS), re.DOTALL | re.MULTILINE))
    parts += ["## Views", "```sql\n" + "\n".join(map("".join, views.items())) + "\n```"]
    return _joined(parts)


def _type(kind: str) -> str:
    return {"VARCHAR": "text", "DOUBLE": "double precision"}.get(kind, kind.lower())


# --- the review in README.md ---


def demo() -> str:
    """What `heard demo` prints, at a width that a page shows whole."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("HEARD_")}
    environment |= {"COLUMNS": str(WIDTH), "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    run = "from heard.faces.cli import main; main()"
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-c", run, "demo", str(Path(folder) / "demo")],
            env=environment, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"heard demo did not run, so README.md cannot show its review:\n{done.stderr}")
    return done.stdout


def excerpt(printed: str) -> str:
    """The start of a review: what to do first, and what the five questions come to."""
    lines = [line.rstrip() for line in printed.splitlines()]
    try:
        works = lines.index("What works")
        asked = lines.index("Why: the five questions")
        why = lines.index("", asked) + 1
        ends = lines.index("", why)
    except ValueError as error:
        raise SystemExit(
            "heard demo no longer prints what tools/docs.py looks for; bring its function excerpt up to date."
        ) from error
    said = "\n".join(lines[:works]).strip().split("\n\n")
    parts = [*said[: 1 + MOST_FINDINGS], CUT, "\n".join(lines[why:ends]), CUT]
    return "\n\n".join(parts)


def with_excerpt(readme: str, printed: str) -> str:
    """README.md with the review between its marks."""
    before, begun, rest = readme.partition(BEGIN)
    _, ended, after = rest.partition(END)
    if not begun or not ended:
        raise SystemExit(f"README.md lacks the marks {BEGIN} and {END} between which the review stands.")
    return f"{before}{BEGIN}\n```text\n{excerpt(printed)}\n```\n{END}{after}"


# --- text ---


def _origin(path: str) -> str:
    return f"<!-- Made from {path} by {MEND}; change it there. -->"


def _first_line(thing: object) -> str:
    return (getdoc(thing) or "").partition("\n")[0]


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _joined(parts: Iterable[str]) -> str:
    return "\n\n".join(parts) + "\n"


def _text(path: Path) -> str | None:
    return path.read_text("utf-8") if path.is_file() else None


def main() -> None:
    """Write the pages, or say which are stale."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if a page is stale")
    checking = parser.parse_args().check
    made = pages()
    behind = stale(made)
    if not checking:
        write(made, behind)
        print(f"{len(behind)} of {len(made)} pages written or removed.")
    elif behind:
        print(
            f"These pages are not what the code says: {', '.join(behind)}. Mend them with: {MEND}",
            file=sys.stderr,
        )
        raise SystemExit(1)


if __name__ == "__main__":
    main()
