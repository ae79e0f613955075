"""The titles that articles give people, and the identifiers that a user's own list has for them."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd
from anyascii import anyascii
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from toolkit.analysis.study import Study

_ROLES = ["entity", "title", "first", "last", "articles", "mentions"]
_LINKS = ["entity", "type", "id", "matched", "score", "articles"]


def roles(study: Study) -> pd.DataFrame:
    """Gives the titles by which the articles of a study call people, over time.

    Columns: `entity`, `title` (as it stands before the name), `first` and `last` (days of publication of the articles
    with it), `articles`, `mentions`; by entity, then by time. Raises ValueError for a study without entities.
    """
    entities = study.tables.get("entities")
    if entities is None or "title" not in entities:
        raise ValueError("This study has no titles: run tk.analyze with a plugin that makes the table 'entities'.")
    rows = entities.loc[entities["title"].notna(), ["article_id", "entity", "title"]]
    rows = rows.join(study.articles["published"], on="article_id")
    groups = rows.groupby(["entity", "title"], as_index=False)
    found = groups.agg(
        first=("published", "min"),
        last=("published", "max"),
        articles=("article_id", "nunique"),
        mentions=("article_id", "size"),
    )
    return found.sort_values(["entity", "first", "title"], ignore_index=True)[_ROLES]


def identify(study: Study, table: "pd.DataFrame | str | os.PathLike[str]", *, least: float = 0.92) -> pd.DataFrame:
    """Matches the names of a study with a list of the user's that has identifiers, such as one of Wikidata or a party.

    Parameters
    ----------
    study : its people, organisations, places and groups are matched.
    table : a DataFrame, or the path of a CSV file, with `id` and `name`, and where wanted `aliases` (with "|" between
        them) and `type`, by which only names of this type are matched.
    least : the least similarity (Jaro-Winkler, 0 to 1) of a name that is not equal to one of the list.

    Columns: `entity`, `type`, `id`, `matched` (the name or alias of the list), `score` (1 where they are equal without
    regard to capitals and marks), `articles`; a name that fits two identifiers equally well has none. Raises ValueError
    for a table without `id` and `name`.
    """
    listed = pd.read_csv(Path(table), dtype="str") if isinstance(table, (str, os.PathLike)) else table
    missing = [name for name in ("id", "name") if name not in listed]
    if missing:
        raise ValueError(f"The list has no column {missing[0]!r}; it has {', '.join(map(str, listed.columns))}.")
    names = study.names[study.names["type"].isin(["person", "organisation", "place", "group"])]
    counts = names.groupby(["entity", "type"], as_index=False).agg(articles=("article_id", "nunique"))
    known: dict[str, dict[str, tuple[str, str]]] = {}
    for row in listed.to_dict("records"):
        kind = str(row["type"]) if _given(row.get("type")) else ""
        aliases = str(row["aliases"]).split("|") if _given(row.get("aliases")) else []
        for name in [str(row["name"]), *aliases]:
            if name.strip():
                known.setdefault(kind, {}).setdefault(_plain(name), (str(row["id"]), name.strip()))
    ambiguous = _ambiguous(listed)
    rows = [
        {**row, **found}
        for row in counts.to_dict("records")
        if (found := _match(str(row["entity"]), [known.get(str(row["type"]), {}), known.get("", {})], ambiguous, least))
    ]
    return pd.DataFrame(rows, columns=_LINKS)


def _given(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _plain(name: str) -> str:
    return " ".join(anyascii(name).casefold().replace(".", "").split())


def _ambiguous(listed: pd.DataFrame) -> set[str]:
    """The names that the list has for more than one identifier."""
    own: dict[str, set[str]] = {}
    for row in listed.to_dict("records"):
        aliases = str(row["aliases"]).split("|") if _given(row.get("aliases")) else []
        for name in [str(row["name"]), *aliases]:
            own.setdefault(_plain(name), set()).add(str(row["id"]))
    return {name for name, ids in own.items() if len(ids) > 1}


def _match(
    name: str, lists: Iterable[dict[str, tuple[str, str]]], ambiguous: set[str], least: float
) -> dict[str, Any] | None:
    plain = _plain(name)
    if plain in ambiguous or not plain:
        return None
    for known in lists:
        if plain in known:
            number, matched = known[plain]
            return {"id": number, "matched": matched, "score": 1.0}
    for known in lists:
        near = process.extract(plain, list(known), scorer=JaroWinkler.similarity, score_cutoff=least, limit=2)
        if near and (len(near) == 1 or near[0][1] > near[1][1] or known[near[0][0]][0] == known[near[1][0]][0]):
            number, matched = known[near[0][0]]
            return {"id": number, "matched": matched, "score": round(float(near[0][1]), 3)}
    return None
