"""What of a study is looked at: filters as a value, and the study that they leave."""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from toolkit.analysis.counts import names_something, ranked
from toolkit.analysis.study import Study

FACETS = ("source", "speaker", "entity", "target", "stance", "kind", "act")
"""The filters that hold values to choose from."""


@dataclass(frozen=True)
class Filters:
    """Filters of statements; what is empty filters nothing.

    `text` is looked for in statements, speakers and headlines, in any case. `since` and `until` are days, both
    included. Each of `FACETS` holds the values of which a statement must have one; `entity` means one that is
    mentioned in the statement; `target` and `stance` must hold for the same mention.
    """

    text: str = ""
    since: date | None = None
    until: date | None = None
    source: tuple[str, ...] = ()
    speaker: tuple[str, ...] = ()
    entity: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    stance: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    act: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name in FACETS:
            value = getattr(self, name)
            values = (value,) if isinstance(value, str) else tuple(value)
            object.__setattr__(self, name, tuple(dict.fromkeys(map(str, values))))
        for name in ("since", "until"):
            object.__setattr__(self, name, _day(name, getattr(self, name)))

    def __bool__(self) -> bool:
        return self != Filters()

    def to_dict(self) -> dict[str, Any]:
        """Gives the filters that are set as plain values, to be saved in a notebook."""
        plain = {name: value for name, value in asdict(self).items() if value}
        return {
            name: value.isoformat() if isinstance(value, date) else list(value) if isinstance(value, tuple) else value
            for name, value in plain.items()
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "Filters":
        """Makes filters of what `to_dict` gave. Raises ValueError for a filter that does not exist."""
        known = {field.name for field in fields(cls)}
        unknown = [name for name in values if name not in known]
        if unknown:
            raise ValueError(f"There is no filter {unknown[0]!r}; there are {', '.join(sorted(known))}.")
        return cls(**{name: value for name, value in values.items() if value is not None})


def _day(name: str, value: Any) -> date | None:
    if value is None or value == "":
        return None
    day = pd.to_datetime(value, errors="coerce")
    if pd.isna(day):
        raise ValueError(f"Filter {name!r} must be a day such as 2021-07-13, not {value!r}.")
    return day.date()


class Selector:
    """Applies filters to one study; what is needed for it again and again is worked out once.

    `statements` has a row for each statement: those of `study.quotes` with `source`, `published` and `headline` of
    the article, and `stance`, `target`, `certainty` and `because` of the first target in it.
    """

    def __init__(self, study: Study) -> None:
        self.study = study
        self.statements = _statements(study)
        parts = [self.statements[name].fillna("") for name in ("text", "speaker_text", "headline")]
        self._texts = (parts[0] + "\n" + parts[1] + "\n" + parts[2]).str.lower()
        self._places = _places_in_statements(study)
        self.mentions = _mentions(study, self._places)

    def renamed(self, study: Study) -> "Selector":
        """The selector of the same study with other names; what does not depend on names is not worked out again."""
        new = copy(self)
        new.study = study
        new.statements = self.statements.assign(speaker=study.quotes["speaker"])
        new.mentions = _mentions(study, self._places)
        return new

    def select(self, filters: Filters) -> Study:
        """Gives the study that the filters leave: statements, what is in them, and the articles they are from.

        Articles without any statement stay where only text, dates and sources are filtered; entities stay with
        their articles.
        """
        if not filters:
            return self.study
        study = self.study
        kept = self.statements[self.mask(filters)]
        articles = study.articles[self._article_mask(filters, set(kept["article_id"]))]
        ids = set(articles.index)
        tables = {}
        for name, table in study.tables.items():
            if name == "quotes":
                tables[name] = table.loc[kept.index]
            elif "quote_id" in table:
                chosen = _has_chosen(table, filters, ("target", "stance"))
                tables[name] = table[chosen & table["quote_id"].isin(kept["quote_id"])]
            else:
                tables[name] = table[table["article_id"].isin(ids) | table["article_id"].isna()]
        problems = study.problems[study.problems["article_id"].isin(ids)]
        provenance = {**study.provenance, "filters": filters.to_dict()}
        names = study.names[study.names["article_id"].isin(ids)] if len(study.names) else study.names
        return Study(articles, tables, problems, provenance, names)

    def mask(self, filters: Filters) -> pd.Series:
        """Says of each statement whether the filters keep it."""
        rows = self.statements
        keep = pd.Series(True, index=rows.index)
        if filters.text.strip():
            wanted = filters.text.strip().lower()
            speakers = rows["speaker"].fillna("").str.lower()
            keep &= self._texts.str.contains(wanted, regex=False) | speakers.str.contains(wanted, regex=False)
        keep &= _within(rows["published"], filters)
        keep &= _has_chosen(rows, filters, ("source", "speaker", "kind", "act"))
        if filters.entity:
            keep &= rows["quote_id"].isin(self.mentions.loc[self.mentions["entity"].isin(filters.entity), "quote_id"])
        stances = self.study.tables.get("stances")
        if stances is not None and (filters.target or filters.stance):
            hit = _has_chosen(stances, filters, ("target", "stance"))
            keep &= rows["quote_id"].isin(stances.loc[hit, "quote_id"])
        return keep

    def _article_mask(self, filters: Filters, with_statement: set[str]) -> pd.Series:
        articles = self.study.articles
        stated = articles.index.to_series().isin(with_statement)
        if any(getattr(filters, name) for name in FACETS if name != "source"):
            return stated
        keep = _within(articles["published"], filters)
        keep &= _has_chosen(articles, filters, ("source",))
        if filters.text.strip():
            keep &= stated | articles["headline"].fillna("").str.lower().str.contains(
                filters.text.strip().lower(), regex=False
            )
        return keep

    def choices(self, facet: str) -> list[tuple[str, int]]:
        """The values of a facet with the number of statements that each has, the most frequent first."""
        if facet == "entity":
            pairs = self.mentions.drop_duplicates(["quote_id", "entity"])["entity"]
        elif facet in ("target", "stance"):
            table = self.study.tables.get("stances")
            if table is None:
                return []
            pairs = table.drop_duplicates(["quote_id", facet])[facet]
        elif facet not in self.statements:
            return []
        else:
            pairs = self.statements[facet]
        return [(str(value), int(number)) for value, number in ranked(pairs).itertuples(index=False, name=None)]


def _has_chosen(table: pd.DataFrame, filters: Filters, facets: Iterable[str]) -> pd.Series:
    """Says of each row whether it has one of the values chosen in each facet that the table has a column for."""
    keep = pd.Series(True, index=table.index)
    for facet in facets:
        if getattr(filters, facet) and facet in table:
            keep &= table[facet].isin(getattr(filters, facet))
    return keep


def _within(published: pd.Series, filters: Filters) -> pd.Series:
    keep = pd.Series(True, index=published.index)
    if filters.since:
        keep &= published >= pd.Timestamp(filters.since, tz="UTC")
    if filters.until:
        keep &= published < pd.Timestamp(filters.until, tz="UTC") + pd.Timedelta(days=1)
    return keep


def _statements(study: Study) -> pd.DataFrame:
    quotes = study.tables.get("quotes")
    if quotes is None:
        raise ValueError("This study has no statements: run tk.analyze with a plugin that makes the table 'quotes'.")
    about = study.articles[["source", "published", "headline"]]
    rows = quotes.join(about, on="article_id")
    stances = study.tables.get("stances")
    columns = ["target", "stance", "certainty", "because"]
    if stances is None or stances.empty:
        return rows.assign(**{name: pd.Series(pd.NA, index=rows.index, dtype="str") for name in columns})
    first = stances.rename(columns={"score": "certainty"}).drop_duplicates("quote_id").set_index("quote_id")
    return rows.join(first.reindex(columns=columns), on="quote_id")


def mentions_in_statements(study: Study) -> pd.DataFrame:
    """Gives the mentions of entities that stand in statements: `quote_id`, `speaker`, `entity`, `label`.

    Dates and sums of money are left out.
    """
    return _mentions(study, _places_in_statements(study))


def _places_in_statements(study: Study) -> tuple[np.ndarray, np.ndarray]:
    """Which rows of the entities table stand in which rows of the quotes table."""
    quotes, entities = study.tables.get("quotes"), study.tables.get("entities")
    if quotes is None or entities is None or quotes.empty or entities.empty:
        return np.array([], dtype="int64"), np.array([], dtype="int64")
    place = ["article_id", "field", "start", "end"]
    named = entities.assign(row=np.arange(len(entities))).loc[names_something(entities), [*place, "row"]]
    pairs = quotes[place].assign(row=np.arange(len(quotes))).merge(named, on=place[:2], suffixes=("", "_mention"))
    inside = (pairs["start_mention"] >= pairs["start"]) & (pairs["end_mention"] <= pairs["end"])
    return pairs.loc[inside, "row"].to_numpy(), pairs.loc[inside, "row_mention"].to_numpy()


def _mentions(study: Study, places: tuple[np.ndarray, np.ndarray]) -> pd.DataFrame:
    columns = {"quote_id": "quotes", "speaker": "quotes", "entity": "entities", "label": "entities"}
    if not len(places[0]):
        return pd.DataFrame({name: pd.Series([], dtype="str") for name in columns})
    rows = dict(zip(("quotes", "entities"), places, strict=True))
    return pd.DataFrame({name: study.tables[table][name].take(rows[table]).array for name, table in columns.items()})


def as_filters(value: "Filters | Mapping[str, Any] | Iterable[tuple[str, Any]]") -> Filters:
    """Takes filters, or the plain values that stand for them."""
    return value if isinstance(value, Filters) else Filters.from_dict(dict(value))
