"""The same story in several papers: near-duplicates, found with MinHash and told from other stories by their words."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

import numpy as np
import pandas as pd

SHINGLE = 5  # words
LEAST_SHARED = 0.6
"""The share of the shorter article's word sequences that must stand in the other one, too."""

_BANDS, _ROWS = 21, 3
"""Two articles are looked at where one of 21 bands of 3 MinHashes is the same: nearly always above a Jaccard index of
0.5, seldom below 0.2 (Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, section 3.4)."""
_FEWEST = 12  # sequences; what is shorter says too little
_WORD = re.compile(r"\w+")


def sketch_of(body: Any) -> bytes | None:
    """Gives the MinHashes (Broder 1997) of the sequences of five words of a body, None where it is too short.

    They are 63 whole numbers of 32 bits each, as bytes, which take little room and travel fast between processes.
    """
    sequences = _sequences(body)
    if len(sequences) < _FEWEST:
        return None
    sketch = _empty_sketch().copy()
    sketch.update_batch(sequences.tolist())
    return np.asarray(sketch.hashvalues, dtype=np.uint32).tobytes()


@cache
def _empty_sketch() -> Any:
    from datasketch import MinHash  # it brings scipy, which takes longer than all else that is imported

    return MinHash(num_perm=_BANDS * _ROWS, hashfunc=_identity)


def mark_duplicates(articles: pd.DataFrame, sketches: Sequence[bytes | None] | None = None) -> pd.DataFrame:
    """Gives the articles with `duplicate_of` and `similarity`.

    `duplicate_of` is the id of the first article in the table that tells the same story; it is missing for that one
    and for all others. `similarity` is the share of the sequences of five words of the shorter body that stand in
    both. Candidates are found with MinHash and locality-sensitive hashing, so the time grows with the number of
    articles, not its square. What was marked as an exact duplicate before stays.

    `sketches` are those of `sketch_of` for each article, where they are known already.
    """
    marked = articles.copy(deep=False)
    for column, dtype in (("duplicate_of", "str"), ("similarity", "Float64")):
        if column not in marked:
            marked[column] = pd.Series(None, index=marked.index, dtype=dtype)
    if len(marked) < 2 or "body" not in marked:
        return marked
    if sketches is None:
        sketches = [sketch_of(body) for body in marked["body"]]
    found = _matches(marked["body"].array, sketches, marked["duplicate_of"].isna().to_numpy())
    if found:
        rows = list(found)
        ids = marked.index.to_numpy()
        firsts = pd.Series([ids[first] for first, _ in found.values()], index=marked.index[rows], dtype="str")
        shares = pd.Series([share for _, share in found.values()], index=marked.index[rows], dtype="Float64")
        marked["duplicate_of"] = marked["duplicate_of"].fillna(firsts.reindex(marked.index))
        marked["similarity"] = marked["similarity"].fillna(shares.reindex(marked.index))
    return marked


def drop_duplicates(articles: pd.DataFrame) -> pd.DataFrame:
    """Gives the articles without those that `duplicate_of` marks; marks them first where that was not done."""
    marked = articles if "duplicate_of" in articles else mark_duplicates(articles)
    return marked[marked["duplicate_of"].isna()]


def _matches(bodies: Any, sketches: Sequence[bytes | None], wanted: np.ndarray) -> dict[int, tuple[int, float]]:
    """For each article that repeats an earlier one, by position: the earlier one, and the share."""
    sequences = lru_cache(maxsize=2_000)(lambda position: _sequences(bodies[position]))
    groups = _groups(sketches, wanted)
    originals: dict[tuple[int, int], list[int]] = {}
    found: dict[int, tuple[int, float]] = {}
    for position in np.flatnonzero((groups >= 0).any(axis=1)).tolist():
        keys = [(band, group) for band, group in enumerate(groups[position].tolist()) if group >= 0]
        candidates = {other for key in keys for other in originals.get(key, ())}
        own = sequences(position) if candidates else None
        best = max(((_shared(own, sequences(other)), -other) for other in candidates), default=(0.0, 0))
        if best[0] >= LEAST_SHARED:  # 1 is kept for what is the same to the letter
            found[position] = (-best[1], min(round(best[0], 3), 0.999))
            continue
        for key in keys:
            originals.setdefault(key, []).append(position)
    return found


def _groups(sketches: Sequence[bytes | None], wanted: np.ndarray) -> np.ndarray:
    """For each article and band the number of the group of articles that are alike in it; -1 where it is alone."""
    groups = np.full((len(sketches), _BANDS), -1, dtype=np.int32)
    known = [(row, sketch) for row, sketch in enumerate(sketches) if sketch is not None and wanted[row]]
    if len(known) < 2:
        return groups
    rows = np.array([row for row, _ in known])
    matrix = np.frombuffer(b"".join(sketch for _, sketch in known), dtype=np.uint32).reshape(len(known), -1)
    for band in range(_BANDS):
        mixed = np.zeros(len(rows), dtype=np.uint64)
        for column in range(band * _ROWS, (band + 1) * _ROWS):
            mixed = (mixed ^ matrix[:, column]) * np.uint64(0x9E3779B97F4A7C15)
            mixed ^= mixed >> np.uint64(32)
        _, group, size = np.unique(mixed, return_inverse=True, return_counts=True)
        groups[rows, band] = np.where(size[group] > 1, group, -1)
    return groups


def _identity(value: int) -> int:
    return value & 0xFFFFFFFF


def _sequences(body: Any) -> np.ndarray:
    """The hashes of all sequences of five words of a body, sorted and each once."""
    words = _WORD.findall(body.lower()) if isinstance(body, str) else []
    if len(words) < SHINGLE:
        return np.array([], dtype=np.uint64)
    hashes = pd.util.hash_array(np.array(words, dtype=object), categorize=False)
    mixed = np.zeros(len(words) - SHINGLE + 1, dtype=np.uint64)
    for offset in range(SHINGLE):
        mixed = mixed * np.uint64(0x9E3779B97F4A7C15) + hashes[offset : offset + len(mixed)]
    return np.unique(mixed ^ (mixed >> np.uint64(29)))


def _shared(one: np.ndarray | None, two: np.ndarray) -> float:
    return 0.0 if one is None else len(np.intersect1d(one, two, assume_unique=True)) / min(len(one), len(two))
