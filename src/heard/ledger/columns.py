"""Facts as a source gives them, turned into the ledger's rows: columns of Arrow, keys hashed to ids by the engine.

Sources speak in text: keys, threads and accounts as ``network:handle``. The ledger joins on 63-bit numbers. Among ten million
interactions two share an id with a probability of 1 in 180,000.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from heard.ledger.engines import answer
from heard.model import Effort, Expense, Fact, Interaction, Outcome, Profile, Traffic
from heard.reading.arrays import MIXING, always, whole

if TYPE_CHECKING:
    from heard.ledger.engines import Engine

Numbers = np.ndarray[Any, np.dtype[np.int64]]
LIST = pa.list_(pa.string())
ARROW: dict[type, pa.Schema] = {
    Interaction: pa.schema(
        [
            ("key", pa.string()), ("kind", pa.string()), ("channel", pa.string()), ("actor", pa.string()),
            ("happened_us", pa.int64()), ("to", LIST), ("cc", LIST), ("mentioned", LIST), ("thread", pa.string()),
            ("reply_to", pa.string()), ("title", pa.string()), ("text", pa.string()), ("url", pa.string()),
            ("visibility", pa.string()), ("nature", pa.string()),
        ]
    ),
    Profile: pa.schema(
        [
            ("account", pa.string()), ("name", pa.string()), ("title", pa.string()), ("company", pa.string()),
            ("email", pa.string()), ("url", pa.string()), ("owner", pa.bool_()),
        ]
    ),
    Effort: pa.schema(
        [("key", pa.string()), ("day", pa.date32()), ("channel", pa.string()), ("hours", pa.float64()), ("note", pa.string()),
            ("labels", LIST)]
    ),
    Expense: pa.schema(
        [
            ("key", pa.string()), ("day", pa.date32()), ("channel", pa.string()), ("amount", pa.decimal128(18, 2)),
            ("currency", pa.string()), ("note", pa.string()),
        ]
    ),
    Outcome: pa.schema(
        [
            ("key", pa.string()), ("day", pa.date32()), ("channel", pa.string()), ("deal", pa.string()),
            ("stage", pa.string()), ("account", pa.string()), ("amount", pa.decimal128(18, 2)),
            ("currency", pa.string()), ("note", pa.string()),
        ]
    ),
    Traffic: pa.schema(
        [
            ("key", pa.string()), ("day", pa.date32()), ("last_day", pa.date32()), ("channel", pa.string()),
            ("metric", pa.string()), ("number", pa.int64()), ("site", pa.string()), ("dimension", pa.string()),
            ("page", pa.string()), ("campaign", pa.string()),
        ]
    ),
}  # fmt: skip

ROLES = ("to", "cc", "mentioned")
ID63 = "create or replace temp macro id63(value) as (md5_number(value) >> 65)::bigint"
BY_KEY = "id63($source || ':' || key)"
VERSIONED = "id, $import_id::bigint as import_id, 1::smallint as current, $source as source, key"
ROWS: dict[type, tuple[str, str, str]] = {
    Interaction: (
        "interaction_rows",
        BY_KEY,
        f"""
        select {VERSIONED}, channel, kind, actor, make_timestamp(happened_us) as ts, happened_us as ts_us,
            id63($source || ':' || thread) as thread, id63($source || ':' || reply_to) as reply_to,
            title, text, url, visibility, nature
        from arriving
        """,
    ),
    Profile: (
        "profile_rows",
        "(hash(account, name, title, company, email, url, owner) >> 1)::bigint",
        """
        select account, $import_id::bigint as import_id, name, title, company, lower(email) as email, url,
            owner::smallint as owner
        from arriving
        """,
    ),
    Effort: (
        "effort_rows",
        BY_KEY,
        f"select {VERSIONED}, day, channel, hours, note, coalesce(array_to_string(labels, chr(10)), '') as labels from arriving",
    ),
    Expense: ("expense_rows", BY_KEY, f"select {VERSIONED}, day, channel, amount, currency, note from arriving"),
    Outcome: (
        "outcome_rows",
        BY_KEY,
        f"select {VERSIONED}, day, channel, deal, stage, account, amount, currency, note from arriving",
    ),
    Traffic: (
        "traffic_rows",
        BY_KEY,
        f"select {VERSIONED}, day, last_day, channel, metric, number, site, dimension, page, campaign from arriving",
    ),
}  # fmt: skip
"""For each type of fact, the table it fills, what tells two of them apart, and the rows; accounts are ids by then."""
WHO: dict[type, str] = {Interaction: "actor", Profile: "account", Outcome: "account"}
"""The column that names an account."""
RECIPIENTS = "select interaction, $import_id::bigint as import_id, account, role from arriving"
ACCOUNTS = "select account, $import_id::bigint as import_id, handle from arriving"


def identity(text: str) -> int:
    """The id of a key or a handle: 63 bits of its MD5, as `id63` takes them in the engine."""
    digest = hashlib.md5(text.encode(), usedforsecurity=False).digest()
    return int.from_bytes(digest, "little") >> 65


def columns_of(facts: Sequence[Fact]) -> pa.Table:
    """Facts of one type as columns."""
    schema = ARROW[type(facts[0])]
    return pa.table(
        {
            name: pa.array([getattr(fact, name) for fact in facts], schema.field(name).type)
            for name in schema.names
        }
    )


def completed(fact: type, table: pa.Table) -> pa.Table:
    """Columns that a source left out, filled with the default of the field; all of them in the schema's order.

    What is the same in every row is kept as a dictionary of one entry, which the engine looks at once.
    """
    defaults = {field.name: field.default for field in msgspec.structs.fields(fact)}
    return pa.table({field.name: _column(field, table, defaults[field.name]) for field in ARROW[fact]})


def _column(field: pa.Field, table: pa.Table, default: Any) -> pa.Array | pa.ChunkedArray:
    if field.name not in table.column_names:
        return repeated(default, field.type, table.num_rows)
    column = table[field.name]
    return column if pa.types.is_dictionary(column.type) else column.cast(field.type)


def repeated(value: Any, type_: pa.DataType, rows: int) -> pa.Array:
    """A column of one value; nulls where it is none, or no account."""
    if value is None or value == ():
        return pa.nulls(rows, type_)
    return always(value, rows) if pa.types.is_string(type_) else pa.repeat(pa.scalar(value, type_), rows)


class Met:
    """Numbers that an import has met, in sorted runs each more than twice as long as the next.

    So a look costs little however many there are, and eight bytes are kept of each.
    """

    def __init__(self) -> None:
        """Start with none."""
        self._runs: list[Numbers] = []

    def first(self, numbers: Numbers) -> Numbers:
        """The places of those that were not met before, of equal ones the first; they are met from now on."""
        new, places = np.unique(numbers, return_index=True)
        for run in self._runs:
            unmet = run[run.searchsorted(new).clip(max=len(run) - 1)] != new
            new, places = new[unmet], places[unmet]
        while self._runs and len(self._runs[-1]) <= 2 * len(new):
            new = np.concatenate((self._runs.pop(), new))
            new.sort()
        if len(new):
            self._runs.append(new)
        places.sort()
        return places


class Stage:
    """Where the facts of one import become rows, in DuckDB, whatever engine holds the ledger."""

    def __init__(self, engine: Engine, source: str, import_id: int) -> None:
        """Start with nothing met."""
        self._engine = engine
        self._values = {"source": source, "import_id": import_id}
        self._facts, self._profiles, self._accounts = Met(), Met(), Met()
        engine.stage.execute(ID63).fetchall()

    def take(self, fact: type, table: pa.Table) -> None:
        """Append what a block of facts adds to each table of the ledger; what this import has brought before is left out."""
        name, identity, rows = ROWS[fact]
        ids = self._numbers(identity, table)
        new = (self._profiles if fact is Profile else self._facts).first(ids)
        if len(new) < len(ids):
            table, ids = table.take(whole(new)), ids[new]
        speakers = [column for column in (WHO.get(fact),) if column]
        roles = [role for role in ROLES if fact is Interaction and _flat(table, role)]
        named = self._accounts_of(
            [
                *(table[column].combine_chunks() for column in speakers),
                *(_flat(table, role) for role in roles),
            ]
        )
        for column in speakers:
            table = table.set_column(table.column_names.index(column), column, named.pop(0))
        self._pour(name, rows, table.append_column("id", whole(ids)))
        for role, accounts in zip(roles, named, strict=True):
            self._pour("recipient_rows", RECIPIENTS, _addressed(role, ids, table, accounts.to_numpy()))

    def _accounts_of(self, columns: list[pa.Array]) -> list[pa.Array]:
        """The ids for columns of handles, each handle hashed once; accounts that were not met before are poured."""
        if not columns:
            return []
        encoded = [
            column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
            for column in columns
        ]
        handles = pa.concat_arrays([column.dictionary for column in encoded])
        ids = self._numbers("id63(handle)", pa.table({"handle": handles}))
        new = self._accounts.first(ids)
        met = {"account": whole(ids[new]), "handle": handles.take(whole(new))}
        self._pour("account_rows", ACCOUNTS, pa.table(met))
        ends = np.cumsum([len(column.dictionary) for column in encoded])
        return [
            whole(part).take(column.indices)
            for part, column in zip(np.split(ids, ends[:-1]), encoded, strict=True)
        ]

    def _numbers(self, sql: str, table: pa.Table) -> Numbers:
        """What an expression makes of each row."""
        asked = f"select {sql} as number from arriving"
        found = answer(self._engine.stage, asked, self._used(sql), table)
        numbers: Numbers = found["number"].to_numpy()
        return numbers

    def _pour(self, name: str, sql: str, table: pa.Table) -> None:
        if table.num_rows:
            self._engine.pour(name, sql, self._used(sql), table)

    def _used(self, sql: str) -> dict[str, object]:
        return {name: value for name, value in self._values.items() if f"${name}" in sql}


def _flat(table: pa.Table, role: str) -> pa.Array:
    return table[role].combine_chunks().flatten()


def _addressed(role: str, ids: Numbers, table: pa.Table, accounts: Numbers) -> pa.Table:
    """Each account beside the interaction that addresses it, once."""
    counts = pc.fill_null(pc.list_value_length(table[role]), 0).to_numpy()
    interactions = np.repeat(ids, counts)
    if counts.max() > 1:
        _, once = np.unique(interactions * MIXING + accounts, return_index=True)
        once.sort()
        interactions, accounts = interactions[once], accounts[once]
    columns = {"interaction": whole(interactions), "account": whole(accounts)}
    return pa.table({**columns, "role": always(role, len(accounts))})
