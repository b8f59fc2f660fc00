"""Who asks and who thanks, by their own words, as a table that SQL can join.

``acts (interaction, ask, thanks)``, made by `tell_acts`, is one row for each thing that a person wrote that asks or thanks; 1 or 0 each.

A question mark is read by the engine. Only where it may belong to others (a quotation, code, an address) and where thanks may be
said are the words read in Python, so that a large ledger does not wait. How surely an act may be told to anybody,
`heard.text.acts.told` says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from heard.text.acts import acts

if TYPE_CHECKING:
    from heard.ledger.store import Ledger

THANKS = (
    "%thank%", "%thx%", "%thnx%", "% ty%", "ty%", "%tysm%", "%appreciat%", "%grateful%", "%danke%", "% dank%", "%merci%", "%remercie%",
    "%gracias%", "%agrade%", "%grazie%", "%ringrazio%", "%obrigad%", "%bedankt%",
)  # fmt: skip
"""Where thanks may be said, in lower case; the words themselves stand in text/words/acts.toml."""
MAY_BE_OTHERS = ("%http%", "%www.%", "%`%", "%>%", '%"%', "%\u201c%", "%\u201e%", "%\u00ab%", "%?%=%")
"""Where a question mark may be none of the writer's own; the last is an address without its beginning."""


def tell_acts(ledger: Ledger) -> None:
    """Make the table, of everything that a person wrote; `heard.people.view.look` is not needed."""
    ledger.script(_TABLE)
    told = [(id_, acts(text)) for id_, text in ledger.rows("select id, text from to_read")]
    found = [(id_, int(done.ask), int(done.thanks)) for id_, done in told if done.ask or done.thanks]
    columns = zip(*found, strict=True) if found else ([], [], [])
    names = {"interaction": pa.int64(), "ask": pa.int16(), "thanks": pa.int16()}
    ledger.append(
        "acts",
        pa.table(
            {
                name: pa.array(values, kind)
                for (name, kind), values in zip(names.items(), columns, strict=True)
            }
        ),
    )
    ledger.rows(_PLAIN)


def _any_of(column: str, patterns: tuple[str, ...]) -> str:
    return " or ".join(f"{column} like '{pattern}'" for pattern in patterns)


_TABLE = f"""
drop table if exists acts;
create temp table acts (interaction bigint not null, ask smallint not null, thanks smallint not null);
drop table if exists to_read;
create temp table to_read as
select id, text
from (select id, text, lower(text) as said from interactions where nature = 'personal' and source <> 'journal') i
where {_any_of("said", THANKS)} or (text like '%?%' and ({_any_of("text", MAY_BE_OTHERS)}));
"""
_PLAIN = """
insert into acts
select id, 1, 0 from interactions
where nature = 'personal' and source <> 'journal' and text like '%?%' and id not in (select id from to_read)
"""
