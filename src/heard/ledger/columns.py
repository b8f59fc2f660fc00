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

from heard.model import Effort, Expense, Fact, Interaction, Outcome, Profile

if TYPE_CHECKING:
    from heard.ledger.engines import Engine

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
        [("key", pa.string()), ("day", pa.date32()), ("channel", pa.string()), ("hours", pa.float64()), ("note", pa.string())]
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
}  # fmt: skip

ROLES = ("to", "cc", "mentioned")
NOBODY = "select 0::bigint as place, null::text as handle, 'to' as role where false"
SEEN = ("seen_fact", "seen_account", "seen_profile")
ACCOUNTS = """
    create or replace temp table fresh as
    select id, handle from (select id63(handle) as id, handle from (HANDLES) named where handle is not null) numbered
    where id not in (select id from seen_account)
"""
VERSIONED = "id, $import_id::bigint as import_id, 1::smallint as current, $source as source, key"
FRESH = """
    create or replace temp table fresh as
    select min(place) as place, id from (select place, id63($source || ':' || key) as id from arriving) numbered
    group by id
    having id not in (select id from seen_fact)
"""
ROWS: dict[type, dict[str, tuple[str, str, str]]] = {
    Interaction: {
        "interaction_rows": (
            FRESH,
            f"""
            select {VERSIONED}, channel, kind, id63(actor) as actor, make_timestamp(happened_us) as ts, happened_us as ts_us,
                id63($source || ':' || thread) as thread, id63($source || ':' || reply_to) as reply_to,
                title, text, url, visibility, nature
            from arriving join fresh using (place)
            """,
            "seen_fact",
        ),
        "recipient_rows": (
            "",
            """
            select distinct id as interaction, $import_id::bigint as import_id, id63(handle) as account, role
            from addressed join fresh using (place)
            """,
            "",
        ),
        "account_rows": (
            ACCOUNTS.replace(
                "HANDLES", "select actor as handle from arriving union select handle from addressed"
            ),
            "select id as account, $import_id::bigint as import_id, handle from fresh",
            "seen_account",
        ),
    },
    Profile: {
        "profile_rows": (
            """
            create or replace temp table fresh as
            select min(place) as place, id63(concat_ws('|', account, name, title, company, email, url, owner)) as id
            from arriving
            group by 2
            having id not in (select id from seen_profile)
            """,
            """
            select id63(account) as account, $import_id::bigint as import_id, name, title, company, lower(email) as email, url,
                owner::smallint as owner
            from arriving join fresh using (place)
            """,
            "seen_profile",
        ),
        "account_rows": (
            ACCOUNTS.replace("HANDLES", "select distinct account as handle from arriving"),
            "select id as account, $import_id::bigint as import_id, handle from fresh",
            "seen_account",
        ),
    },
    Effort: {
        "effort_rows": (
            FRESH,
            f"select {VERSIONED}, day, channel, hours, note from arriving join fresh using (place)",
            "seen_fact",
        )
    },
    Expense: {
        "expense_rows": (
            FRESH,
            f"select {VERSIONED}, day, channel, amount, currency, note from arriving join fresh using (place)",
            "seen_fact",
        )
    },
    Outcome: {
        "outcome_rows": (
            FRESH,
            f"""
            select {VERSIONED}, day, channel, deal, stage, id63(account) as account, amount, currency, note
            from arriving join fresh using (place)
            """,
            "seen_fact",
        ),
        "account_rows": (
            ACCOUNTS.replace("HANDLES", "select distinct account as handle from arriving"),
            "select id as account, $import_id::bigint as import_id, handle from fresh",
            "seen_account",
        ),
    },
}
"""For each type of fact, the tables it fills: what of it this import has not met yet, the rows, and where it is noted as met."""


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
    """A column of one value."""
    if value is None or type_ == LIST or not pa.types.is_string(type_):
        return pa.repeat(pa.scalar([] if value == () else value, type_), rows)
    return pa.DictionaryArray.from_arrays(pa.repeat(pa.scalar(0, pa.int8()), rows), pa.array([value], type_))


class Stage:
    """Where the facts of one import become rows, in DuckDB, whatever engine holds the ledger."""

    def __init__(self, engine: Engine, source: str, import_id: int) -> None:
        """Start with nothing met."""
        self._engine = engine
        self._values = {"source": source, "import_id": import_id}
        self._run("create or replace temp macro id63(value) as (md5_number(value) >> 65)::bigint")
        for name in SEEN:
            self._run(f"create or replace temp table {name} (id bigint)")

    def take(self, fact: type, table: pa.Table) -> None:
        """Append what a block of facts adds to each table of the ledger; what this import has brought before is left out."""
        self._engine.stage.register(
            "arriving", table.append_column("place", pa.array(np.arange(table.num_rows)))
        )
        if fact is Interaction:
            self._run(_addressed(table))
        for name, (fresh, rows, seen) in ROWS[fact].items():
            if fresh:
                self._run(fresh)
            self._engine.pour(name, rows, self._used(rows))
            if seen:
                self._run(f"insert into {seen} select id from fresh")
        self._engine.stage.unregister("arriving")

    def _run(self, sql: str) -> None:
        self._engine.stage.execute(sql, self._used(sql)).fetchall()

    def _used(self, sql: str) -> dict[str, object]:
        return {name: value for name, value in self._values.items() if f"${name}" in sql}


def _addressed(table: pa.Table) -> str:
    """The statement that lists to whom each interaction goes; most exports fill only one of the three columns."""
    filled = [role for role in ROLES if table[role].combine_chunks().flatten()]
    listed = " union all ".join(
        f"""select place, unnest("{role}") as handle, '{role}' as role from arriving""" for role in filled
    )
    return f"create or replace temp table addressed as {listed or NOBODY}"
