"""The same story in several papers: near-duplicates, found with MinHash and told from other stories by their words."""

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

SHINGLE = 5  # words
LEAST_SHARED = 0.6
"""The share of the shorter article's word sequences that must stand in the other one, too."""

_PERMUTATIONS = 64
_CANDIDATES = 0.3  # Jaccard index above which two articles are looked at
_FEWEST = 12  # sequences; what is shorter says too little
_WORD = re.compile(r"\w+")


def mark_duplicates(articles: pd.DataFrame) -> pd.DataFrame:
    """Gives the articles with `duplicate_of` and `similarity`.

    `duplicate_of` is the id of the first article in the table that tells the same story; it is missing for that one
    and for all others. `similarity` is the share of the sequences of five words of the shorter body that stand in
    both. Candidates are found with MinHash and locality-sensitive hashing (Broder 1997), so the time grows with the
    number of articles, not its square. What was marked as an exact duplicate before stays.
    """
    marked = articles.copy()
    for column, dtype in (("duplicate_of", "str"), ("similarity", "Float64")):
        if column not in marked:
            marked[column] = pd.Series(None, index=marked.index, dtype=dtype)
    if len(marked) < 2:
        return marked
    from datasketch import MinHashLSH  # it brings scipy, which takes longer than all else that is imported

    index = MinHashLSH(threshold=_CANDIDATES, num_perm=_PERMUTATIONS)
    seen: dict[str, np.ndarray] = {}
    found = {key: (first, share) for key, first, share in _matches(marked, index, seen)}
    for number, (column, dtype) in enumerate((("duplicate_of", "str"), ("similarity", "Float64"))):
        values = {key: match[number] for key, match in found.items()}
        marked[column] = marked[column].fillna(pd.Series(values, dtype=dtype).reindex(marked.index))
    return marked


def drop_duplicates(articles: pd.DataFrame) -> pd.DataFrame:
    """Gives the articles without those that `duplicate_of` marks; marks them first where that was not done."""
    marked = articles if "duplicate_of" in articles else mark_duplicates(articles)
    return marked[marked["duplicate_of"].isna()]


def _matches(articles: pd.DataFrame, index: Any, seen: dict[str, np.ndarray]) -> Iterator[tuple[str, str, float]]:
    """Yields each article that repeats an earlier one, with the earlier one and the share."""
    from datasketch import MinHash

    bodies = articles["body"] if "body" in articles else pd.Series(dtype="str")
    for key, body in bodies[articles["duplicate_of"].isna()].items():
        sequences = _sequences(body)
        if len(sequences) < _FEWEST:
            continue
        sketch = MinHash(num_perm=_PERMUTATIONS, hashfunc=_identity)
        sketch.update_batch(sequences.tolist())
        best = max(((_shared(sequences, seen[other]), other) for other in index.query(sketch)), default=(0.0, ""))
        if best[0] >= LEAST_SHARED:
            yield str(key), best[1], min(round(best[0], 3), 0.999)  # 1 is kept for what is the same to the letter
        else:
            seen[str(key)] = sequences
            index.insert(str(key), sketch)


def _identity(value: int) -> int:
    return value & 0xFFFFFFFF


def _sequences(body: Any) -> np.ndarray:
    """The hashes of all sequences of five words of a body, sorted and each once."""
    words = _WORD.findall(body.lower()) if isinstance(body, str) else []
    if len(words) < SHINGLE:
        return np.array([], dtype=np.uint64)
    hashes = pd.util.hash_array(np.array(words, dtype=object))
    mixed = np.zeros(len(words) - SHINGLE + 1, dtype=np.uint64)
    for offset in range(SHINGLE):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + hashes[offset : offset + len(mixed)]
    return np.unique(mixed ^ (mixed >> np.uint64(29)))


def _shared(one: np.ndarray, two: np.ndarray) -> float:
    return len(np.intersect1d(one, two, assume_unique=True)) / min(len(one), len(two))
