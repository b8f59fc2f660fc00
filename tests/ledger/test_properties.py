"""Whatever is imported, in whatever order, and whatever is taken back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from heard.ledger.columns import identity
from heard.ledger.engines import DuckDB
from heard.ledger.store import Ledger
from heard.model import Export, Interaction

TAKEN = datetime(2026, 1, 1, tzinfo=UTC)
TEXTS = st.text(alphabet="ab", max_size=1)
EXPORTS = st.lists(st.dictionaries(st.integers(0, 5), TEXTS, max_size=5), min_size=1, max_size=4)


def add(ledger: Ledger, number: int, said: dict[int, str]) -> int | None:
    """Add an export taken on a day of its own; gives its import, or None where it was empty and so not kept."""
    facts = [
        Interaction(key=str(key), kind="mail", channel="email", actor=f"email:{text}", text=text)
        for key, text in said.items()
    ]
    export = Export(source="world", taken_at=TAKEN + timedelta(days=number % 3))
    added = ledger.add(export, facts, path=str(number), sha256=str(number), imported_at=TAKEN)
    return added.import_id if said else None


@settings(max_examples=15)
@given(exports=EXPORTS, order=st.randoms(use_true_random=False))
def test_any_order_gives_the_same_ledger(exports, order):
    numbered = list(enumerate(exports))
    prints = []
    for _ in range(2):
        ledger = Ledger(DuckDB(None))
        for number, said in numbered:
            add(ledger, number, said)
        prints.append(ledger.fingerprint())
        ledger.close()
        order.shuffle(numbered)
    assert prints[0] == prints[1]


@settings(max_examples=15)
@given(exports=EXPORTS, data=st.data())
def test_undo_is_as_if_it_had_never_been_added(exports, data):
    gone = data.draw(st.integers(0, len(exports) - 1))
    ledger, other = Ledger(DuckDB(None)), Ledger(DuckDB(None))
    taken_back = None
    for number, said in enumerate(exports):
        import_id = add(ledger, number, said)
        if number == gone:
            taken_back = import_id
        else:
            add(other, number, said)
    if taken_back is not None:
        ledger.undo(taken_back)
    assert ledger.fingerprint() == other.fingerprint()
    ledger.close()
    other.close()


@given(st.lists(st.text(), min_size=1))
@settings(max_examples=30)
def test_an_id_is_the_same_in_python_and_in_the_engine(texts):
    engine = DuckDB(None)
    ids = [engine.rows("select (md5_number($text) >> 65)::bigint", text=text)[0][0] for text in texts]
    engine.close()
    assert ids == [identity(text) for text in texts]
