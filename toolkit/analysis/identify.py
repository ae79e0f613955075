"""Matching the names of a study with a list of the user's that has identifiers."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from anyascii import anyascii
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from toolkit.analysis.study import Study

COLUMNS = ["entity", "type", "id", "matched", "score", "articles"]

Known = Mapping[str, Mapping[str, str]]
"""Each name in plain letters → the identifiers that have it, each with the name as the list writes it."""


def match_identifiers(
    study: Study, table: "pd.DataFrame | str | os.PathLike[str]", *, least: float = 0.92
) -> pd.DataFrame:
    """Matches the names of a study with a list that has identifiers, such as one from Wikidata or of a parliament.

    Columns: `entity`, `type`, `id`, `matched` (the name or alias of the list), `score` (1 where they are equal without
    regard to capitals and marks), `articles`. A name that fits two identifiers equally well has none. Raises ValueError
    for a table without `id` and `name`.

    Parameters
    ----------
    study
        its people, organisations, places and groups are matched.
    table
        a DataFrame, or the path of a CSV file, with `id` and `name`, and where wanted `aliases` (with "|" between them)
        and `type` (person, organisation, place, group), to match only names of this type.
    least
        the least similarity (Jaro-Winkler, 0 to 1) of a name that is not equal to one of the list.
    """
    listed = pd.read_csv(Path(table), dtype="str") if isinstance(table, (str, os.PathLike)) else table
    missing = [name for name in ("id", "name") if name not in listed]
    if missing:
        raise ValueError(f"The list has no column {missing[0]!r}; it has {', '.join(map(str, listed.columns))}.")
    known = _known(listed)
    names = study.names.drop(columns="type").rename(columns={"entity_type": "type"})
    names = names[names["type"].isin(["person", "organisation", "place", "group"])]
    counts = names.groupby(["entity", "type"], as_index=False).agg(articles=("article_id", "nunique"))
    rows: list[dict[str, Any]] = []
    for row in counts.to_dict("records"):
        lists = [known[kind] for kind in (str(row["type"]), "") if kind in known]
        found = _match(str(row["entity"]), lists, least)
        if found is not None:
            rows.append({"entity": row["entity"], "type": row["type"], "articles": row["articles"], **found})
    return pd.DataFrame(rows, columns=COLUMNS)


def _known(listed: pd.DataFrame) -> dict[str, dict[str, dict[str, str]]]:
    """The names of a list by type, "" for those without one."""
    known: dict[str, dict[str, dict[str, str]]] = {}
    for row in listed.to_dict("records"):
        aliases = str(row["aliases"]).split("|") if _is_text(row.get("aliases")) else []
        own = known.setdefault(str(row["type"]) if _is_text(row.get("type")) else "", {})
        for name in map(str.strip, [str(row["name"]), *aliases]):
            if name:
                own.setdefault(_plain(name), {}).setdefault(str(row["id"]), name)
    return known


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _plain(name: str) -> str:
    return " ".join(anyascii(name).casefold().replace(".", "").split())


def _match(name: str, lists: Sequence[Known], least: float) -> dict[str, Any] | None:
    plain = _plain(name)
    equal: dict[str, str] = {}
    for known in lists:
        equal |= known.get(plain, {})
    if equal or not plain:
        return _only(equal, 1.0)
    for known in lists:
        near = process.extract(plain, list(known), scorer=JaroWinkler.similarity, score_cutoff=least, limit=3)
        best: dict[str, str] = {}
        for text, score, _ in near:
            if score == near[0][1]:
                best |= known[text]
        if best:
            return _only(best, round(float(near[0][1]), 3))
    return None


def _only(found: Mapping[str, str], score: float) -> dict[str, Any] | None:
    """The one identifier that was found; None where it could be two."""
    if len(found) != 1:
        return None
    number, matched = next(iter(found.items()))
    return {"id": number, "matched": matched, "score": score}
