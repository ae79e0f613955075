"""Analyzers that read a whole study at once: called with all articles and whole tables."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from time import perf_counter
from typing import Any

import pandas as pd

from toolkit.analysis.plan import Plan
from toolkit.analysis.study import Study
from toolkit.analysis.tables import PROBLEM_COLUMNS, ContractError, check_row, make_table, own_copy, typed_frame
from toolkit.analysis.trace import where_raised, where_yielding
from toolkit.analyzers import Analyzer
from toolkit.documents import Document


class _Places:
    """The document of each row, or, for a row that speaks of no article, nothing with a text."""

    def __init__(self, articles: pd.DataFrame) -> None:
        self._articles = articles
        self._made: dict[str, Document] = {}

    def of(self, row: Any) -> Document:
        key = row.get("article_id") if isinstance(row, Mapping) else None
        if key is None or (not isinstance(key, str) and pd.isna(key)):
            return Document("", {})
        if key not in self._articles.index:
            raise ContractError(f"it gave a row for the article {key!r}, which is not among the articles")
        if key not in self._made:
            self._made[key] = Document(key, {str(name): v for name, v in self._articles.loc[key].items()})
        return self._made[key]


def run_whole(study: Study, analyzer: Analyzer, plan: Plan) -> tuple[Study, float]:
    """Gives the study with the tables of one such analyzer, and the seconds that it took.

    Where it fails its tables are empty, and `problems` says why in a row without an article.
    """
    began = perf_counter()
    given = [own_copy(study.tables[name]) for name in analyzer.requires]
    tables = dict(zip(analyzer.requires, given, strict=True))
    rows = analyzer.rows(study.articles.copy(), tables, plan.options_of(analyzer))
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in analyzer.makes}
    problem = None
    try:
        for name, row in _checked(rows, analyzer, _Places(study.articles)):
            found[name].append(row)
        tables = {name: make_table(table, found[name]) for name, table in analyzer.makes.items()}
    except ContractError as error:
        problem = "contract", f"{error}{where_yielding(rows, analyzer)}"
    except (Exception, SystemExit) as error:
        problem = "error", f"{type(error).__name__}: {error}{where_raised(error, analyzer)}"
    problems = study.problems
    if problem is not None:
        tables = {name: make_table(table, []) for name, table in analyzer.makes.items()}
        row = {"analyzer": analyzer.name, "problem": problem[0], "message": problem[1]}
        problems = pd.concat([problems, typed_frame([row], PROBLEM_COLUMNS)], ignore_index=True)
    return replace(study, tables={**study.tables, **tables}, problems=problems), perf_counter() - began


def _checked(rows: Iterator[Any], analyzer: Analyzer, places: _Places) -> Iterator[tuple[str, dict[str, Any]]]:
    for given in rows:
        document = places.of(given)
        if isinstance(given, Mapping):
            given = {key: value for key, value in given.items() if key != "article_id"}
        name, checked = check_row(analyzer, document, given)
        yield name, {**checked, "article_id": document.id or None}
