"""One name for everyone in a corpus: how right, by pairs of names in gold/names, and at what cost with what size."""

import random
from pathlib import Path
from time import perf_counter

import pandas as pd
from toolkit_entities.linking import link

import toolkit as tk
from benchmarks.data import attribution, wikinews
from benchmarks.sample import load_sample
from toolkit.validation import Score

PAIRS = Path(__file__).resolve().parents[1] / "gold" / "names" / "pairs.csv"
SIZES = ((10_000, 1_000), (100_000, 10_000), (1_000_000, 100_000))
"""Mentions, and names that they are of."""


def corpus() -> pd.DataFrame:
    """PolNeAR's two parts and Wikinews as one corpus."""
    parts = [attribution("train")[0], attribution("dev")[0], wikinews()[["headline", "body", "source", "language"]]]
    return pd.concat(parts)


def judged(study: tk.Study) -> pd.DataFrame:
    """The labelled pairs with whether the study has one name for both: `merged` (False where one is not found)."""
    pairs = pd.read_csv(PAIRS)
    rows = dict(tuple(study.entities.groupby("article_id")))

    def entity(article: str, field: str, start: int, end: int) -> str | None:
        table = rows.get(article)
        if table is None:
            return None
        hit = table[(table["field"] == field) & (table["start"] < end) & (table["end"] > start)]
        return None if hit.empty else str(hit["entity"].iloc[0])

    one, other = (
        [entity(*row) for row in pairs[[f"{c}_{side}" for c in ("article", "field", "start", "end")]].values]
        for side in "ab"
    )
    merged = [a is not None and a == b for a, b in zip(one, other, strict=True)]
    return pairs.assign(merged=merged, one=one, other=other)


def score(pairs: pd.DataFrame) -> Score:
    """Pairwise precision and recall."""
    same = pairs["same"].eq(1)
    return Score(int((pairs["merged"] & same).sum()), int(pairs["merged"].sum()), int(same.sum()))


def invented(mentions: int, names: int, seed: int = 6) -> pd.DataFrame:
    """Names of articles as a large corpus has them: people in full and by surname, their frequency by Zipf's law."""
    rng = random.Random(seed)
    syllables = [f"{consonant}{vowel}" for consonant in "bdfgklmnprstv" for vowel in "aeo"]
    given = [("".join(rng.choices(syllables, k=2)) + "n").capitalize() for _ in range(400)]
    surnames = ["".join(rng.choices(syllables, k=3)).capitalize() for _ in range(max(60, names // 3))]
    people = [f"{rng.choice(given)} {rng.choice(surnames)}" for _ in range(names)]
    weights = [1 / (rank + 10) for rank in range(names)]
    chosen = rng.choices(people, weights, k=mentions)
    frame = pd.DataFrame({"article_id": [f"a{i // 20}" for i in range(mentions)], "name": chosen})
    short = pd.Series([rng.random() < 0.2 for _ in range(mentions)])
    frame["name"] = frame["name"].mask(short, frame["name"].str.split().str[-1]).astype("str")
    frame = frame.groupby(["article_id", "name"], sort=False).size().rename("mentions").reset_index()
    return frame.assign(type="person", title=None, gender=None)


def repeated(study: tk.Study, statements: int) -> tk.Study:
    """A study of about so many statements: the articles again and again under other ids."""
    times = -(-statements // len(study.quotes))

    def again(table: pd.DataFrame) -> pd.DataFrame:
        parts = []
        for k in range(times):
            ids = {name: table[name] + f"-{k}" for name in ("article_id", "quote_id") if name in table}
            parts.append(table.assign(**ids))
        return pd.concat(parts, ignore_index=True)

    articles = pd.concat([study.articles.set_axis(study.articles.index + f"-{k}") for k in range(times)])
    tables = {name: again(table) for name, table in study.tables.items()}
    return tk.Study(articles.rename_axis("article_id"), tables, study.problems, study.provenance, again(study.names))


def edit(study: tk.Study) -> tuple[float, float]:
    """Seconds in which an alias takes effect: in the tables, and in the explorer with everything that it shows."""
    aliases = tk.Aliases().add("Anton Sorel", "A. Sorel")
    began = perf_counter()
    study.with_aliases(aliases)
    tables = perf_counter() - began
    view = tk.explore(study)
    view.rename(aliases)
    began = perf_counter()
    view.rename(aliases.add("Karim Haddou", "K. Haddou"))
    return tables, perf_counter() - began


def main() -> None:
    """Prints the tables."""
    import sys

    study = tk.analyze(corpus(), only=["quotes"], progress=False)
    pairs = judged(study)
    total = score(pairs)
    print("\nOne name for everyone: 335 pairs of names from PolNeAR (train, dev) and Wikinews, labelled same or not")
    print(f"pairwise precision {total.precision:.3f}   recall {total.recall:.3f}")
    for label, rows in pairs.groupby("label"):
        part = score(rows)
        print(f"  {label:<8}{len(rows):>4} pairs   precision {part.precision:.3f}   recall {part.recall:.3f}")
    if "--misses" in sys.argv:
        print(pairs.loc[pairs["merged"].ne(pairs["same"].eq(1)), ["label", "same", "one", "other"]].to_string())
    print(f"\n{'mentions':>10}{'names':>9}{'seconds':>9}{'µs a mention':>14}   (one core, invented people)")
    for mentions, names in SIZES:
        frame = invented(mentions, names)
        began = perf_counter()
        link(frame)
        seconds = perf_counter() - began
        print(f"{mentions:>10,}{names:>9,}{seconds:>9.1f}{1e6 * seconds / mentions:>14.1f}")
    print(f"\n{'statements':>10}{'alias in the tables':>21}{'in the explorer':>17}   (seconds)")
    study = tk.analyze(load_sample(), only=["quotes"], progress=False)
    for statements in (1_000, 10_000, 100_000):
        large = repeated(study, statements)
        tables, explorer = edit(large)
        print(f"{len(large.quotes):>10,}{tables:>21.2f}{explorer:>17.2f}")


if __name__ == "__main__":
    main()
