"""One partition of the articles through one plan: the unit that every engine runs and a store keeps."""

from collections.abc import Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import pandas as pd

from toolkit.analysis.limits import TookTooLong, limited, time_limit
from toolkit.analysis.plan import Plan
from toolkit.analysis.tables import PROBLEM_COLUMNS, ContractError, check_row, make_table, own_copy, typed_frame
from toolkit.analysis.trace import where_raised, where_yielding
from toolkit.analyzers import Analyzer, OtherLanguage
from toolkit.documents import Document

TableRows = dict[str, list[dict[str, Any]]]
"""The rows that one article gave, by table."""


@dataclass
class Result:
    """What a partition gave: its tables by name, its problems, how many articles, the seconds each analyzer took."""

    tables: dict[str, pd.DataFrame]
    problems: pd.DataFrame
    articles: int
    seconds: dict[str, float]


def run_partition(articles: pd.DataFrame, plan: Plan) -> Result:
    """Runs every analyzer of `plan` over `articles`.

    An article on which an analyzer fails loses that analyzer's rows only, and says so in `problems`; an analyzer
    that requires them does not run on that article.
    """
    columns = list(articles.columns)
    records = zip(*(articles[name].tolist() for name in columns), strict=True)
    parsed = {
        str(key): Document(str(key), dict(zip(columns, record, strict=True)))
        for key, record in zip(articles.index, records, strict=True)
    }
    tables: dict[str, pd.DataFrame] = {}
    problems: list[Mapping[str, Any]] = []
    lost: dict[str, set[str]] = {}
    seconds = {}
    for analyzer in plan.each:
        began = perf_counter()
        missed = set().union(*(lost.get(table, set()) for table in analyzer.requires))
        made, failed = _run_analyzer(analyzer, parsed, tables, missed, plan, problems)
        tables |= made
        lost |= dict.fromkeys(made, failed | missed)
        seconds[analyzer.name] = perf_counter() - began
    return Result(tables, typed_frame(problems, PROBLEM_COLUMNS), len(articles), seconds)


def _run_analyzer(
    analyzer: Analyzer,
    documents: Mapping[str, Document],
    tables: Mapping[str, pd.DataFrame],
    missed: set[str],
    plan: Plan,
    problems: list[Mapping[str, Any]],
) -> tuple[dict[str, pd.DataFrame], set[str]]:
    """Runs one analyzer over all documents; gives its tables, and the articles on which it failed."""
    rows: dict[str, TableRows] = {}
    failed: set[str] = set()
    options = plan.options_of(analyzer)
    required = {name: dict(tuple(tables[name].groupby("article_id"))) for name in analyzer.requires}
    empty = {name: tables[name].iloc[:0] for name in analyzer.requires}

    def problem(key: str, kind: str, message: str) -> None:
        problems.append({"article_id": key, "analyzer": analyzer.name, "problem": kind, "message": message})

    for key, document in documents.items():
        if key in missed:
            continue
        if analyzer.languages and document.language and document.language not in analyzer.languages:
            reads = ", ".join(analyzer.languages)
            problem(key, "language", f"the article is in {document.language!r}; {analyzer.name} reads {reads}")
            failed.add(key)
            continue
        own = {name: own_copy(groups.get(key, empty[name])) for name, groups in required.items()}
        of_article: TableRows = {name: [] for name in analyzer.makes}
        given_rows = analyzer.rows(document, own, options)
        try:
            with time_limit(plan.time_limit):
                for given in limited(given_rows, document):
                    name, row = check_row(analyzer, document, given)
                    of_article[name].append(row)
        except ContractError as error:
            problem(key, "contract", f"{error}{where_yielding(given_rows, analyzer)}")
            failed.add(key)
        except TookTooLong as error:
            problem(key, "time", f"it was stopped after {plan.time_limit:g} seconds{where_raised(error, analyzer)}")
            failed.add(key)
        except OtherLanguage as error:
            problem(key, "language", str(error))
            failed.add(key)
        except (Exception, SystemExit) as error:  # whatever a plugin raises is a row in the problems
            problem(key, "error", f"{type(error).__name__}: {error}{where_raised(error, analyzer)}")
            failed.add(key)
        else:
            rows[key] = of_article
    try:
        return _tables(analyzer, rows), failed
    except ContractError:  # a type that does not fit: only now is each article looked at by itself
        for key in list(rows):
            try:
                _tables(analyzer, {key: rows[key]})
            except ContractError as error:
                problem(key, "contract", str(error))
                failed.add(key)
                del rows[key]
        return _tables(analyzer, rows), failed


def _tables(analyzer: Analyzer, rows: Mapping[str, TableRows]) -> dict[str, pd.DataFrame]:
    """The tables of an analyzer from its rows by article. Raises ContractError where a value does not fit its type."""
    return {
        name: make_table(table, [row for of_article in rows.values() for row in of_article[name]])
        for name, table in analyzer.makes.items()
    }
