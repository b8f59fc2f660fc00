"""columns.yaml: what the user says of tables that Heard cannot know by itself. Change or delete it at will.

    - columns: [Datum, Kanal, Betrag]
      table: spend
      map: {Datum: day, Kanal: channel, Betrag: amount}
    - columns: [Date, Person, Hours]
      dates: month-first
      decimal: comma

An entry holds for every table with these columns, in whatever order. `dates` and `decimal` are asked only where nothing in a file
decides which number of a date is the day, and which mark is the decimal one.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from heard.model import HeardError
from heard.reading import csv
from heard.reading.named import MOST_SHOWN, Plain
from heard.sources import plain_tables
from heard.strategy.whole import write_whole

FILE = "columns.yaml"
HEADER = "# What the columns of your tables mean, as you said it with: heard add --map. Change it, or delete what no longer holds.\n"
MOST_BYTES = 1 << 20
DATES = ("day-first", "month-first")
DECIMALS = ("comma", "point")
EXAMPLE = '--map "Datum=day,Kanal=channel,Betrag=amount"'


class UnknownTableError(HeardError):
    """A table whose columns nobody has named yet, or not enough of them."""

    def __init__(self, why: str, columns: Iterable[str]) -> None:
        """Say why, and which columns there are."""
        super().__init__(why)
        self.columns = tuple(columns)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What the user says of one kind of table."""

    columns: tuple[str, ...] = ()
    """As the file writes them; none where it holds for a source whose files have no columns."""
    source: str = ""
    table: str = ""
    map: Mapping[str, str] = field(default_factory=dict)
    dates: str = ""
    decimal: str = ""

    @property
    def key(self) -> tuple[frozenset[str], str]:
        """What it is found by: folded columns, or else the source."""
        folded = frozenset(csv.fold(name) for name in self.columns)
        return folded, "" if folded else self.source

    def plain(self) -> dict[str, Any]:
        """As it is written."""
        said: dict[str, Any] = {"columns": list(self.columns)} if self.columns else {"source": self.source}
        if self.table:
            said |= {"table": self.table, "map": dict(self.map)}
        return said | {name: value for name in ("dates", "decimal") if (value := getattr(self, name))}


def parse_map(text: str) -> tuple[str, dict[str, str]]:
    """The table, where it is said, and the fields by column, from ``spend: Datum=day,Betrag=amount`` or the name of a YAML file.

    Raises:
        HeardError: it is neither.
    """
    path = Path(text).expanduser()
    if "=" not in text and path.suffix.lower() in {".yaml", ".yml"}:
        said = _loaded(path)
        said = {"map": said} if isinstance(said, dict) and "map" not in said else said
        if not isinstance(said, dict) or not isinstance(said["map"], dict) or not said["map"]:
            raise HeardError(f"{path} names no columns; write one a line, as in: Datum: day")
        return str(said.get("table") or ""), {str(name): str(field) for name, field in said["map"].items()}
    table, _, pairs = text.rpartition(": ") if re.match(r"\w+: ", text) else ("", "", text)
    named: dict[str, str] = {}
    for pair in pairs.split(","):
        column, equals, field_ = pair.rpartition("=")
        if not equals or not column.strip() or not field_.strip():
            raise HeardError(f"“{pair.strip()[:60]}” names no column; write column=field, as in: {EXAMPLE}")
        named[column.strip()] = field_.strip().lower()
    return table.strip(), named


def settle(header: csv.Header, table: str, named: Mapping[str, str]) -> Said:
    """Which table it is, by the fields that are named; a column that bears the name of a field is that field unasked.

    Args:
        header: of the file.
        table: the name of a table; the one that has all these fields, unless given.
        named: the field of each column, as the user writes it.

    Raises:
        UnknownTableError: a column or a field does not exist, a field that is needed is not named, or several tables fit.
    """
    folded = dict(zip(header.columns, header.names, strict=True))
    asked: dict[str, str] = {}
    for column, name in named.items():
        if csv.fold(column) not in folded:
            raise UnknownTableError(
                f"It has no column “{column[:60]}”; its columns are {shown(header.names)}.", header.names
            )
        asked[folded[csv.fold(column)]] = name
    tables = {name: plain for name, (_, plain) in plain_tables().items()}
    if table and table not in tables:
        raise UnknownTableError(f"Heard has no table called {table}; {meant()}", header.names)
    fields = {name for plain in tables.values() for name in plain.fields}
    if wrong := [name for name in asked.values() if name not in fields]:
        raise UnknownTableError(f"No table has a field called {wrong[0][:60]}; {meant()}", header.names)
    if twice := [name for name in asked.values() if list(asked.values()).count(name) > 1]:
        raise UnknownTableError(f"Two columns are named {twice[0]}; name one of them.", header.names)
    fitting = {
        name: whole
        for name, plain in tables.items()
        if (not table or name == table) and set(asked.values()) <= plain.fields.keys()
        for whole in [_filled(header, plain, asked)]
    }
    complete = [name for name, whole in fitting.items() if not tables[name].lacks(set(whole.values()))]
    if len(complete) == 1:
        return Said(columns=header.names, table=complete[0], map=fitting[complete[0]])
    if complete:
        raise UnknownTableError(
            f'It could be {" or ".join(complete)}; say which in front, as in: --map "{complete[0]}: …"',
            header.names,
        )
    if not fitting:
        raise UnknownTableError(
            f"No one table has all of {', '.join(asked.values())}; {meant()}", header.names
        )
    lacking = "; ".join(
        f"{name} needs {' and '.join(tables[name].lacks(set(whole.values())))} too"
        for name, whole in fitting.items()
    )
    raise UnknownTableError(
        f"Too few columns are named: {lacking}. Its columns are {shown(header.names)}.", header.names
    )


def _filled(header: csv.Header, plain: Plain, asked: Mapping[str, str]) -> dict[str, str]:
    """The fields that are named, and those whose own name a column bears."""
    own = {
        name: column.casefold()
        for name, column in zip(header.names, header.columns, strict=True)
        if column in plain.fields and name not in asked and column not in asked.values()
    }
    return {name: field for name in header.names if (field := asked.get(name) or own.get(name, ""))}


def meant() -> str:
    """What a table could be, and its fields, as the end of a sentence."""
    told = (f"{name}: {', '.join(plain.fields)}" for name, (_, plain) in plain_tables().items())
    return f"it could be one of these, with these fields. {'. '.join(told)}."


def tables() -> dict[str, dict[str, list[str]]]:
    """Every table whose columns may be named: its fields, and those that it needs, of several one."""
    return {
        name: {"fields": list(plain.fields), "needs": [" or ".join(need.split()) for need in plain.needs]}
        for name, (_, plain) in plain_tables().items()
    }


def shown(names: Iterable[str]) -> str:
    """Names of columns, as many as one reads."""
    listed = [name[:MOST_SHOWN] for name in names if name]
    more = f" and {len(listed) - MOST_SHOWN} more" if len(listed) > MOST_SHOWN else ""
    return ", ".join(listed[:MOST_SHOWN]) + more


# --- the file ---


def read_columns(home: Path) -> dict[tuple[frozenset[str], str], Said]:
    """Everything that was said, by the columns it was said of.

    Raises:
        HeardError: the file cannot be read, and where.
    """
    path = home / FILE
    entries = _loaded(path) if path.is_file() else None
    if entries is None:
        return {}
    if not isinstance(entries, list):
        raise HeardError(f"{path} is no list of tables; mend it, or delete it and name the columns again.")
    found: dict[tuple[frozenset[str], str], Said] = {}
    for number, entry in enumerate(entries, start=1):
        if why := _wrong(entry):
            raise HeardError(
                f"{path}: entry {number} {why}; mend it, or delete it and name the columns again."
            )
        said = Said(
            columns=tuple(map(str, entry.get("columns") or ())),
            source=str(entry.get("source") or ""),
            table=str(entry.get("table") or ""),
            map={str(name): str(field) for name, field in (entry.get("map") or {}).items()},
            dates=str(entry.get("dates") or ""),
            decimal=str(entry.get("decimal") or ""),
        )
        found[said.key] = said
    return found


def remember(home: Path, said: Said) -> None:
    """Write it down, in the place of what was said of the same columns before; the rest of the file stays as it is."""
    path = home / FILE
    known = read_columns(home)
    before = known.get(said.key)
    if before == said:
        return
    if before:
        said = replace(
            said,
            table=said.table or before.table,
            map=said.map or before.map,
            dates=said.dates or before.dates,
            decimal=said.decimal or before.decimal,
        )
    text = path.read_text("utf-8-sig") if path.is_file() else HEADER
    yaml = YAML()
    yaml.default_flow_style = None
    yaml.width = 4096
    entries = yaml.load(text)
    if not entries:
        entries, text = [], text.rstrip() + "\n"
    at = next((at for at, key in enumerate(known) if key == said.key), len(entries))
    entries[at : at + 1] = [said.plain()]
    out = io.StringIO()
    yaml.dump(entries, out)
    comment = text if text.lstrip().startswith("#") and not before and len(entries) == 1 else ""
    write_whole(path, comment + out.getvalue())


def _wrong(entry: Any) -> str:
    """What an entry lacks, as the end of a sentence."""
    if not isinstance(entry, dict) or not (entry.get("columns") or entry.get("source")):
        return "names no columns"
    if not isinstance(entry.get("columns") or [], list) or not isinstance(entry.get("map") or {}, dict):
        return "should hold a list of columns and a map of column to field"
    table = entry.get("table")
    if table and table not in plain_tables():
        return f"names the table “{table}”, which Heard does not have"
    if table:
        plain = plain_tables()[table][1]
        strange = [name for name in (entry.get("map") or {}).values() if name not in plain.fields]
        if strange:
            return f"names the field “{strange[0]}”, which {table} does not have"
    if entry.get("dates") not in (None, "", *DATES):
        return f"says dates: {entry['dates']}, which is neither {' nor '.join(DATES)}"
    if entry.get("decimal") not in (None, "", *DECIMALS):
        return f"says decimal: {entry['decimal']}, which is neither {' nor '.join(DECIMALS)}"
    return ""


def _loaded(path: Path) -> Any:
    """What a YAML file says.

    Raises:
        HeardError: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return YAML(typ="safe", pure=True).load(file.read(MOST_BYTES).decode("utf-8-sig"))
    except (YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f", line {mark.line + 1}" if mark else ""
        raise HeardError(f"{path} cannot be read{where}; mend it there.") from error
    except OSError as error:
        raise HeardError(f"{path} cannot be read: {error.strerror or error}.") from error
