"""The tables that every machine must find in the sample corpus and in some odd articles: python -m tests.whole.recorded

For each row where it stands, a digest of all that is no score, and the scores. Run as a module it records them anew: do
so where a change is meant to change tables, and read what changed.
"""

import hashlib
from pathlib import Path

import pandas as pd

import toolkit as tk
from tests.conftest import SAMPLE, TARGETS

FOLDER = Path(__file__).parent / "recorded"
PLACE = ["article", "field", "start", "end"]
DIGITS = 2
"""Digits behind the point that are promised of a score: two machines may differ by half of the last one."""
_PASSED_OVER = ("article_id", "analyzer_version")


def odd_articles() -> pd.DataFrame:
    """A dozen invented ones: a transcript, capitals, a paragraph longer than a window, …; each goes by its section."""
    return tk.load(FOLDER / "articles.csv", progress=False).assign(path=lambda table: table["section"])


def analyzed() -> tk.Study:
    """The sample corpus and the odd articles, with everything that is installed."""
    articles = pd.concat([tk.load(SAMPLE, progress=False), odd_articles()])
    return tk.analyze(articles, targets=TARGETS, progress=False)


def rows_of(study: tk.Study) -> dict[str, pd.DataFrame]:
    """Each table as it is recorded."""
    names = {key: Path(path).name for key, path in study.articles["path"].items()}
    return {name: _rows(table, names) for name, table in study.tables.items()}


def _rows(table: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    scores = [name for name, kind in table.dtypes.items() if kind == "Float64"]
    told = table.drop(columns=[*scores, *(name for name in _PASSED_OVER if name in table)])
    keys = told["quote_id"].str.split(":", n=1).str[1] if "quote_id" in told else None
    told = told.assign(quote_id=keys) if keys is not None else told
    digests = [hashlib.sha256(repr(row).encode()).hexdigest()[:12] for row in told.to_dict("records")]
    found = table[["field", "start", "end"]].assign(article=table["article_id"].map(names), digest=digests)
    found = pd.concat([found[[*PLACE, "digest"]], table[scores].astype(float).round(3)], axis=1)
    return found.sort_values([*PLACE, "digest"], ignore_index=True)


def read(name: str) -> pd.DataFrame:
    """A table as it was recorded."""
    return pd.read_csv(FOLDER / f"{name}.csv")


def differences(found: pd.DataFrame, expected: pd.DataFrame) -> pd.DataFrame:
    """Rows that stand in one of two tables only, and those whose scores differ by more than is promised."""
    both = expected.merge(found, on=[*PLACE, "digest"], how="outer", suffixes=("", " here"), indicator="rows of")
    side = both["rows of"].map({"left_only": "recorded", "right_only": "this machine", "both": "both"})
    apart = side != "both"
    for name in expected.columns.drop([*PLACE, "digest"]):
        apart |= (both[name] - both[f"{name} here"]).abs() > 0.5 * 10**-DIGITS
        apart |= both[name].isna() != both[f"{name} here"].isna()
    return both.assign(**{"rows of": side})[apart].sort_values([*PLACE, "rows of"])


def main() -> None:
    """Records the tables."""
    for name, table in rows_of(analyzed()).items():
        table.to_csv(FOLDER / f"{name}.csv", index=False)
        print(f"{name}: {len(table)} rows")


if __name__ == "__main__":
    main()
