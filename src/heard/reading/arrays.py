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
    indices = texts.dictionary_encode().indices
    rows = np.flatnonzero(pc.is_valid(indices).to_numpy(zero_copy_only=False))
    _, first = np.unique(indices.drop_null().to_numpy(), return_index=True)
    return pa.array(np.sort(rows[first]))


def checksums(texts: Any) -> Any:
    """CRC-32 of each text, in decimal: tells apart what was said in one conversation within one second."""
    return pa.array([*map(zlib.crc32, texts.cast(pa.binary()).to_pylist())], pa.uint32()).cast(pa.string())


def numbered(keys: Any) -> Any:
    """The keys, each repetition followed by its ordinal: ``k``, ``k#2``, ``k#3``."""
    if len(keys.dictionary_encode().dictionary) == len(keys):
        return keys
    return pa.array(number(keys.to_pylist()), pa.string())


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
    offsets = kept[lists.offsets.to_numpy()].astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), found.drop_null())
