"""Targets that are names: met by every way in which an article names them."""

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

import pandas as pd

from toolkit_sentiment.targets import ENTITIES, Target

_NO_NAMES = frozenset(("DATE", "MONEY"))


def wants_entities(targets: Any) -> bool:
    """Tells whether every name in the statements is asked for."""
    return targets == ENTITIES or (isinstance(targets, (list, tuple)) and list(targets) == [ENTITIES])


@dataclass(frozen=True)
class _Index:
    """The phrases of targets in plain letters, and those that could name a person by their last word."""

    whole: Mapping[str, Sequence[str]]
    surnames: Mapping[str, Sequence[tuple[int, str]]]

    def met(self, name: str, label: str) -> Iterator[str]:
        """Yields the targets that an article's name stands for; of a person the surname alone will do."""
        plain = _plain(name)
        yield from self.whole.get(plain, ())
        words = plain.split()
        if label == "PERSON" and words:
            for length, target in self.surnames.get(words[-1], ()):
                if 1 in (length, len(words)):
                    yield target


@lru_cache(maxsize=8)
def _index_of(targets: tuple[Target, ...]) -> _Index:
    whole: dict[str, list[str]] = {}
    surnames: dict[str, list[tuple[int, str]]] = {}
    for target in targets:
        for phrase in target.phrases:
            plain = _plain(phrase)
            whole.setdefault(plain, []).append(target.name)
            if phrase[:1].isupper():
                words = plain.split()
                surnames.setdefault(words[-1], []).append((len(words), target.name))
    return _Index(whole, surnames)


class Named:
    """The names of one article, by field, with whom each stands for."""

    def __init__(self, entities: pd.DataFrame, asked: tuple[Target, ...], aliases: Any = ()) -> None:
        columns = (entities[name].tolist() for name in ("field", "start", "end", "entity", "label"))
        self._rows: dict[str, list[tuple[int, int, str, str]]] = {}
        for field, start, end, entity, label in zip(*columns, strict=True):
            if label not in _NO_NAMES and isinstance(entity, str):
                self._rows.setdefault(field, []).append((int(start), int(end), entity, label))
        for rows in self._rows.values():
            rows.sort()
        self._called = {str(name): str(entity) for name, entity in aliases or ()}
        self._index = _index_of(asked) if asked else None

    def find(self, field: str, parts: Sequence[Sequence[int]]) -> Iterator[tuple[str, int, int]]:
        """Yields the target and the place of each name in the parts of a statement.

        With nothing asked for every name is a target of its own.
        """
        rows = self._rows.get(field, [])
        for first, last in parts:
            for start, end, name, label in islice(rows, bisect_left(rows, (first,)), None):
                if start >= last:
                    break
                if end <= last:
                    for target in self._targets(name, label):
                        yield target, start, end

    def _targets(self, name: str, label: str) -> Iterator[str]:
        called = self._called.get(name, name)
        if self._index is None:
            yield called
        else:
            yield from dict.fromkeys((*self._index.met(name, label), *self._index.met(called, label)))


@lru_cache(maxsize=50_000)
def _plain(name: str) -> str:
    stripped = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(c for c in stripped if not unicodedata.combining(c)).split())
