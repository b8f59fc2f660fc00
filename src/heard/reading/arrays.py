"""Columns of text without a loop: the few shapes that a large export needs.

Arrays are `pyarrow` arrays in one chunk.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

MIXING = 6_364_136_223_846_793_005
"""Knuth's multiplier modulo 2^64, so that two small numbers seldom make the same one."""


def whole(numbers: np.ndarray[Any, np.dtype[Any]]) -> Any:
    """Whole numbers of numpy as an array. `pyarrow.array` would first load numpy's masked arrays, a tenth of an import's time."""
    wide = np.ascontiguousarray(numbers, np.int64)
    return pa.Array.from_buffers(pa.int64(), len(wide), [None, pa.py_buffer(wide)])


def always(value: str | None, rows: int) -> Any:
    """A column of one text, as a dictionary of one entry, or of nulls."""
    if value is None:
        return pa.nulls(rows, pa.string())
    return pa.DictionaryArray.from_arrays(pa.repeat(pa.scalar(0, pa.int8()), rows), pa.array([value]))


def each_distinct(texts: Any, answer: Callable[[str], str | None]) -> Any:
    """The answer for each text, asked once for each distinct one."""
    encoded = texts.dictionary_encode()
    answers = pa.array([answer(text) for text in encoded.dictionary.to_pylist()], pa.string())
    return answers.take(encoded.indices)


def where(texts: Any, mask: Any, answer: Callable[[str], str]) -> Any:
    """The texts, with the answer in place of those that the mask points at."""
    if not pc.any(mask, min_count=0).as_py():
        return texts
    answers = pa.array([answer(text) for text in texts.filter(mask).to_pylist()], pa.string())
    return pc.replace_with_mask(texts, mask, answers)


def first_of_each(texts: Any) -> Any:
    """The first row of each distinct text that is not null, as an array of row numbers."""
    encoded = texts.dictionary_encode()
    rows = np.flatnonzero(encoded.is_valid().to_numpy(zero_copy_only=False))
    codes = encoded.indices.drop_null().to_numpy()
    first = np.empty(len(encoded.dictionary), np.int64)
    first[codes[::-1]] = rows[::-1]
    return whole(first)


def distinct_pairs(left: Any, right: Any) -> tuple[Any, Any]:
    """The pairs that stand side by side in two columns of text without nulls, once each."""
    one, other = left.dictionary_encode(), right.dictionary_encode()
    size = max(len(other.dictionary), 1)
    pairs = one.indices.to_numpy().astype(np.int64) * size + other.indices.to_numpy()
    pairs.sort()
    pairs = pairs[np.flatnonzero(np.diff(pairs, prepend=-1))]
    return one.dictionary.take(whole(pairs // size)), other.dictionary.take(whole(pairs % size))


def checksums(texts: Any) -> Any:
    """CRC-32 of each text: tells apart what was said in one conversation within one second."""
    return pa.array([*map(zlib.crc32, texts.cast(pa.binary()).to_pylist())], pa.int64())


def numbered(keys: Any, *parts: Any) -> Any:
    """The keys, each repetition followed by its ordinal: ``k``, ``k#2``, ``k#3``.

    Args:
        keys: text.
        parts: numbers that stand in the keys. Where they differ from row to row already, as they nearly always do, the keys do too,
            and that is quicker to see.
    """
    if parts:
        mixed = np.zeros(len(keys), np.int64)
        for part in parts:
            mixed = mixed * MIXING + part.fill_null(0).to_numpy()
        mixed.sort()
        if (mixed[1:] != mixed[:-1]).all():
            return keys
    return (
        keys
        if pc.count_distinct(keys).as_py() == len(keys)
        else pa.array(number(keys.to_pylist()), pa.string())
    )


def number(keys: Iterable[str]) -> list[str]:
    """The same for a few keys."""
    seen: Counter[str] = Counter()
    ordinals = []
    for key in keys:
        seen[key] += 1
        ordinals.append(key if seen[key] == 1 else f"{key}#{seen[key]}")
    return ordinals


def split_lists(texts: Any, separator: str, answers: Callable[[Any], Any]) -> Any:
    """Each text split and each piece answered, as lists; pieces without an answer are left out.

    Args:
        texts: what to split.
        separator: what stands between the pieces.
        answers: a column of pieces to a column of answers, null where there is none.
    """
    lists = pc.split_pattern(texts, separator)
    found = answers(lists.flatten())
    if not found.null_count:
        return pa.ListArray.from_arrays(lists.offsets, found)
    kept = np.concatenate([[0], np.cumsum(found.is_valid().to_numpy(zero_copy_only=False))])
    offsets = whole(kept[lists.offsets.to_numpy()]).cast(pa.int32())
    return pa.ListArray.from_arrays(offsets, found.drop_null())
