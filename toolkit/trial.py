"""One analyzer on one article: the rows that it gives, marked in the text, or where it failed."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from toolkit.analysis.run import analyze
from toolkit.analysis.study import Study
from toolkit.analyzers import Analyzer
from toolkit.articles import make_articles
from toolkit.documents import Document
from toolkit.widgets.pieces import Spans, cut, told

_ROWS = 20
_PAGE = "max-height: 320px; overflow-y: auto; border: 1px solid #8888; border-radius: 6px; padding: 4px 14px"
_MARK = "background: rgba(255, 205, 60, .35); color: inherit; border-radius: 2px"


@dataclass(frozen=True)
class Trial:
    """What an analyzer gave for one article: `tables` by name, `rows` for the first of them, `problem` or None.

    In a notebook it shows the article with the rows marked.
    """

    analyzer: Analyzer
    study: Study

    @property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """The analyzer's own tables."""
        return {name: self.study.tables[name] for name in self.analyzer.makes}

    @property
    def rows(self) -> pd.DataFrame:
        """The rows of its first table."""
        return next(iter(self.tables.values()))

    @property
    def problem(self) -> str | None:
        """What went wrong, with the line and the values in it."""
        told = self.study.problems
        for row in told[told["article_id"].notna()].to_dict("records"):
            return f"{row['analyzer']}: {row['message']}"
        return None

    def __repr__(self) -> str:
        if self.problem:
            return f"<Trial failed. {self.problem}>"
        counts = ", ".join(f"{len(table):,} {name}" for name, table in self.tables.items())
        return f"<Trial of {self.analyzer.name}: {counts}>"

    def _repr_html_(self) -> str:
        key = str(self.study.articles.index[0])
        document = Document(key, self.study.articles.loc[key].to_dict())
        failed = f"<p role='alert'><b>Failed.</b> {escape(self.problem)}</p>" if self.problem else ""
        tables = "".join(_table(name, table) for name, table in self.tables.items()) if not failed else ""
        return f"{failed}<div style='{_PAGE}'>{_page(document, self.tables)}</div>{tables}"


def try_analyzer(analyzer: Analyzer, article: Any, **options: Any) -> Trial:
    """Runs an analyzer on one article and shows the rows that it gives, marked in the text.

    Where it fails, the result says on which line and with which values. Raises TypeError for what is no analyzer or
    article, ValueError for an option that it does not have.

    Parameters
    ----------
    analyzer
        what `@tk.analyzer` made. What it requires runs before it.
    article
        a row of the articles table (`articles.loc[article_id]`), a table of one row, or a text.
    **options
        options of the analyzer.
    """
    if not isinstance(analyzer, Analyzer):
        raise TypeError(f"tk.try_analyzer tries what @tk.analyzer has made, not {type(analyzer).__name__}.")
    one = _as_articles(article)
    return Trial(analyzer, analyze(one, plugins=[analyzer], only=[analyzer.name], progress=False, **options))


def _as_articles(article: Any) -> pd.DataFrame:
    if isinstance(article, str):
        return make_articles([{"article_id": "text", "body": article, "language": "en"}])
    if isinstance(article, pd.Series):
        record = {str(name): value for name, value in article.items()}
        return make_articles([{**record, "article_id": str(article.name)}])
    if isinstance(article, pd.DataFrame) and len(article) == 1:
        return article
    raise TypeError("Give one article: a row such as articles.loc[article_id] or articles.iloc[0], or a text.")


def _page(document: Document, tables: Mapping[str, pd.DataFrame]) -> str:
    spans = Spans()
    for name, table in tables.items():
        for row in table.to_dict("records"):
            if "start" in row:
                spans.add(row["field"], row["start"], row["end"], name, title=told(name, row))
    parts = []
    for paragraph in cut(document, spans.by_field):
        tag = "h3" if paragraph["field"] == "headline" else "p"
        parts.append(f"<{tag}>{''.join(map(_piece, paragraph['pieces']))}</{tag}>")
    return "".join(parts) or "<p>The article has no text.</p>"


def _piece(piece: Mapping[str, Any]) -> str:
    text = escape(piece["text"])
    return f"<mark style='{_MARK}' title='{escape(piece['title'])}'>{text}</mark>" if "marks" in piece else text


def _table(name: str, table: pd.DataFrame) -> str:
    if table.empty:
        return f"<p><code>{escape(name)}</code>: no rows</p>"
    shown = table.drop(columns=["article_id", "analyzer", "analyzer_version"]).head(_ROWS)
    more = f"<p>and {len(table) - _ROWS:,} more</p>" if len(table) > _ROWS else ""
    return f"<p><code>{escape(name)}</code>: {len(table):,} rows</p>{shown.to_html(index=False)}{more}"
