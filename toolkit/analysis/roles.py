"""The titles that articles give people."""

import pandas as pd

from toolkit.analysis.study import Study

COLUMNS = ["entity", "title", "first", "last", "articles", "mentions"]


def speaker_titles(study: Study) -> pd.DataFrame:
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
    return found.sort_values(["entity", "first", "title"], ignore_index=True)[COLUMNS]
