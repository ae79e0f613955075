"""What went wrong in a study, in a few lines: one for each analyzer, with a way to try it again."""

from collections.abc import Iterator

import pandas as pd

_KINDS = ("error", "contract", "time")
_HEADLINE = 60


def failures(articles: pd.DataFrame, problems: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Yields for each analyzer that failed what happened on the first article, and how to try it on that alone.

    One that reads all articles at once has nothing to be tried on.
    """
    failed = problems[problems["problem"].isin(_KINDS)]
    for row in failed[failed["article_id"].isna()].to_dict("records"):
        yield f"{row['analyzer']} failed: {row['message']}", ""
    failed = failed[failed["article_id"].isin(articles.index)]
    for name, rows in failed.groupby("analyzer", sort=False):
        first = rows.iloc[0]
        headline = articles.loc[first["article_id"]].get("headline")
        title = f" “{_short(headline)}”" if isinstance(headline, str) else ""
        more = f" (and {len(rows) - 1:,} more)" if len(rows) > 1 else ""
        what = f"{name} failed on the article{title}{more}: {first['message']}"
        yield what, f"tk.try_analyzer({name}, study.articles.loc[{first['article_id']!r}])"


def _short(text: str) -> str:
    return text if len(text) <= _HEADLINE else text[: _HEADLINE - 1] + "…"
