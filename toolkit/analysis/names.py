"""One name for everyone who speaks or is spoken of: from what each article calls them to what the corpus does.

Analyzers give `entity` and `speaker` by what their article calls someone in full. Linkers (a plugin's) give one name
for all articles, and the user's aliases have the last word. What each article says stays in `name` and `speaker_name`.
"""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from toolkit.additions import Linker
from toolkit.analysis.aliases import Aliases

TYPES = {"PERSON": "person", "ORG": "organisation", "PLACE": "place", "GROUP": "group"}
"""Labels of entities and the types of speakers that they are."""
LABELS = {kind: label for label, kind in TYPES.items()}

_BEHIND = {"entity": "name", "speaker": "speaker_name"}
ADDED = tuple(_BEHIND.values())
"""Columns that are added to `entities` and `quotes`: what the article calls someone."""

COLUMNS = {
    "article_id": "str",
    "name": "str",
    "type": "str",
    "mentions": "Int64",
    "title": "str",
    "gender": "str",
    "linked": "str",
    "score": "Float64",
    "entity": "str",
    "entity_type": "str",
}
"""Columns of `study.names`: what an article calls someone in full, of which type, in how many mentions, by which title
and gender; `linked`, the one name that the linkers give, with their `score`; `entity`, what the aliases make of it, and
`entity_type`, what they say it is."""


def make_names(
    tables: Mapping[str, pd.DataFrame], linkers: Iterable[Linker]
) -> tuple[pd.DataFrame, list[dict[str, str]]]:
    """Collects the names of entities and speakers, a row for each article and name, and links them.

    A linker that fails changes nothing; what it raised is the second that is given, as rows of `study.problems`.
    """
    problems: list[dict[str, str]] = []
    found = [_of_entities(tables["entities"])] if _has(tables.get("entities"), "entity", "label") else []
    if _has(tables.get("quotes"), "speaker"):
        found.append(_of_speakers(tables["quotes"], _speaker_types(tables)))
    if not found or not sum(map(len, found)):
        return pd.DataFrame({name: pd.Series([], dtype=dtype) for name, dtype in COLUMNS.items()}), problems
    names = pd.concat(found, ignore_index=True).drop_duplicates(["article_id", "name", "type"], ignore_index=True)
    names["linked"], names["score"] = names["name"], 1.0
    for linker in linkers:
        try:
            links = linker.link(names.drop(columns=["linked", "score"])).reindex(names.index)
            linked, score = links["entity"].astype("str").fillna(names["name"]), links["score"].astype("Float64")
        except Exception as error:
            message = f"linker {linker.name!r} raised {type(error).__name__}: {error}"
            problems.append({"analyzer": linker.name, "problem": "error", "message": message})
            continue
        names["linked"], names["score"] = linked, score
    names["entity"], names["entity_type"] = names["linked"], names["type"]
    return names[list(COLUMNS)].astype(COLUMNS), problems


def _has(table: pd.DataFrame | None, *columns: str) -> bool:
    return table is not None and set(columns) <= set(table.columns)


def _types(labels: pd.Series) -> pd.Series:
    return labels.map(TYPES).fillna(labels.str.lower())


def _of_entities(entities: pd.DataFrame) -> pd.DataFrame:
    rows = entities.reindex(columns=["article_id", "entity", "title", "gender"]).rename(columns={"entity": "name"})
    rows = rows.assign(type=_types(entities["label"])).dropna(subset=["name"])
    groups = rows.groupby(["article_id", "name", "type"], sort=False, observed=True)
    return groups.agg(mentions=("name", "size"), title=("title", "first"), gender=("gender", "first")).reset_index()


def _speaker_types(tables: Mapping[str, pd.DataFrame]) -> pd.Series:
    """What kind of speaker each statement has: as it says, or else what the article's name of that speaker is."""
    quotes, entities = tables["quotes"], tables.get("entities")
    kinds = quotes.get("speaker_type", pd.Series(pd.NA, index=quotes.index, dtype="str"))
    if not kinds.isna().any() or entities is None or not _has(entities, "entity", "label"):
        return kinds.fillna("unnamed")
    own = _own(entities, "entity")
    known = _types(entities["label"]).set_axis(pd.MultiIndex.from_arrays([entities["article_id"], own]))
    known = known[~known.index.duplicated()]
    speakers = pd.MultiIndex.from_arrays([quotes["article_id"], _own(quotes, "speaker")])
    found = known.reindex(speakers).set_axis(quotes.index)
    return kinds.fillna(found).fillna("unnamed")


def _of_speakers(quotes: pd.DataFrame, kinds: pd.Series) -> pd.DataFrame:
    """Speakers; those who are entities, too, are there already."""
    rows = quotes[["article_id", "speaker"]].dropna().rename(columns={"speaker": "name"})
    rows["type"] = kinds.reindex(rows.index)
    rows = rows.drop_duplicates().assign(mentions=0)
    nothing = pd.Series(pd.NA, index=rows.index, dtype="str")
    return rows.assign(title=nothing, gender=nothing)


class Naming:
    """The names of one study's tables, found once, so that aliases can be applied again and again."""

    def __init__(self, tables: Mapping[str, pd.DataFrame], names: pd.DataFrame) -> None:
        self._tables, self._names = tables, names
        entities, quotes = tables.get("entities"), tables.get("quotes")
        self._entities = None
        self._quotes = None
        if _has(entities, "entity", "label") and entities is not None:
            kinds = _types(entities["label"])
            self._entities = _places(names, entities["article_id"], _own(entities, "entity"), kinds)
        if _has(quotes, "speaker") and quotes is not None:
            kinds = _speaker_types(tables)
            self._quotes = _places(names, quotes["article_id"], _own(quotes, "speaker"), kinds)

    def apply(self, aliases: Aliases) -> tuple[dict[str, pd.DataFrame], pd.DataFrame]:
        """Gives the tables, and the names, as the aliases have them."""
        names = aliases.apply(self._names)
        tables = dict(self._tables)
        changed = names["entity_type"].ne(self._names["entity_type"]).to_numpy(na_value=False)
        if self._entities is not None:
            table = tables["entities"]
            labels = names["entity_type"].map(LABELS).fillna(names["entity_type"].str.upper())
            table = _named(table, "entity", names["entity"], self._entities)
            tables["entities"] = _retyped(table, "label", labels, changed, self._entities)
        if self._quotes is not None:
            table = _named(tables["quotes"], "speaker", names["entity"], self._quotes)
            if "speaker_type" in table:
                table = _retyped(table, "speaker_type", names["entity_type"], changed, self._quotes)
            tables["quotes"] = table
            if "quote_id" in table:
                speaker = pd.Series(table["speaker"].to_numpy(), index=table["quote_id"])
                for name, other in tables.items():
                    if name != "quotes" and _has(other, "quote_id", "speaker"):
                        tables[name] = other.assign(speaker=other["quote_id"].map(speaker).astype("str"))
        for name, other in tables.items():
            if _has(other, "article_id", "target", "target_name"):
                tables[name] = _retargeted(other, names)
        return tables, names


def _retargeted(table: pd.DataFrame, names: pd.DataFrame) -> pd.DataFrame:
    """The table with the names of those targets that the articles name (`target_name`) as the aliases have them."""
    entities = names.drop_duplicates(["article_id", "name"]).set_index(["article_id", "name"])["entity"]
    own = pd.MultiIndex.from_frame(table[["article_id", "target_name"]])
    found = entities.reindex(own).set_axis(table.index)
    return table.assign(target=found.fillna(table["target_name"]).fillna(table["target"]).astype("str"))


def _places(names: pd.DataFrame, articles: pd.Series, own: pd.Series, kinds: pd.Series) -> np.ndarray:
    """The row of `names` for each name of a table, or -1."""
    wanted = pd.MultiIndex.from_arrays([articles.to_numpy(), own.to_numpy(), kinds.to_numpy()])
    index = pd.MultiIndex.from_frame(names[["article_id", "name", "entity_type"]])
    first = ~index.duplicated()  # two that an alias has given one type
    return np.append(np.flatnonzero(first), -1)[index[first].get_indexer(wanted)]


def _take(values: pd.Series, places: np.ndarray, otherwise: pd.Series) -> pd.Series:
    if not len(values):
        return otherwise
    taken = values.take(np.maximum(places, 0)).set_axis(otherwise.index)
    return taken.where(places >= 0, otherwise)


def _own(table: pd.DataFrame, column: str) -> pd.Series:
    """What the articles call those who are named in a column."""
    return table[_BEHIND[column] if _BEHIND[column] in table else column]


def _named(table: pd.DataFrame, column: str, entities: pd.Series, places: np.ndarray) -> pd.DataFrame:
    """The table with these names in a column, and what the article says in one behind it."""
    own = _own(table, column)
    changed = table.assign(**{column: _take(entities, places, own).astype("str")})
    if _BEHIND[column] not in changed:
        changed.insert(list(changed).index(column) + 1, _BEHIND[column], own.astype("str"))
    return changed


def _retyped(
    table: pd.DataFrame, column: str, kinds: pd.Series, changed: np.ndarray, places: np.ndarray
) -> pd.DataFrame:
    """The table with another type where an alias sets it."""
    if not changed.any():
        return table
    rows = (places >= 0) & changed[np.maximum(places, 0)]
    return table.assign(**{column: table[column].mask(rows, _take(kinds, places, table[column]))})
