"""Words a second of each step on Wikinews, and how time and memory grow with the number of articles."""

import resource
from time import perf_counter

import pandas as pd

import toolkit as tk
from benchmarks import SHARED
from toolkit.analysis.filters import Filters

TARGETS = ["government", "police", "election"]


def steps() -> None:
    """Prints the speed of each step on 124 Wikinews articles."""
    began = perf_counter()
    articles = tk.load(SHARED / "wikinews" / "wikinews_2020.csv", progress=False)
    loaded = perf_counter() - began
    words = int(articles["words"].sum())
    tk.analyze(articles.iloc[:2], targets=TARGETS, progress=False)  # the lexicons and spaCy's rules are read once
    began = perf_counter()
    study = tk.analyze(articles, targets=TARGETS, progress=False)
    analysed = perf_counter() - began
    began = perf_counter()
    view = tk.explore(study)
    shown = perf_counter() - began
    began = perf_counter()
    view.filters = Filters(kind="direct")
    filtered = perf_counter() - began
    print(f"\nSpeed on Wikinews: {len(articles)} articles, {words:,} words, one process")
    print(f"{'step':<34}{'seconds':>9}{'words/s':>12}")
    rows = [("load", loaded), *((a["name"], a["seconds"]) for a in study.provenance["analyzers"])]
    rows += [("analyze, all together", analysed), ("explore: open", shown), ("explore: one filter", filtered)]
    for name, seconds in rows:
        print(f"{name:<34}{seconds:>9.2f}{words / max(seconds, 1e-9):>12,.0f}")
    print("The first analyzer pays for the words and sentences that all share.")


def growth() -> None:
    """Prints seconds and peak memory at growing numbers of articles: twice the articles should cost twice the time."""
    articles = tk.load(SHARED / "wikinews" / "wikinews_2020.csv", progress=False)
    print("\nGrowth with the number of articles (Wikinews, repeated)")
    print(f"{'articles':>9}{'statements':>12}{'seconds':>9}{'ms/article':>12}{'peak MB':>9}")
    for times in (1, 2, 4, 8):
        parts = [
            articles.set_axis([f"{key}-{n}" for key in articles.index]).rename_axis("article_id") for n in range(times)
        ]
        many = pd.concat(parts)
        began = perf_counter()
        study = tk.analyze(many, targets=TARGETS, progress=False)
        seconds = perf_counter() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        each = 1000 * seconds / len(many)
        print(f"{len(many):>9,}{len(study.quotes):>12,}{seconds:>9.2f}{each:>12.2f}{peak:>9,.0f}")


def main() -> None:
    """Prints both tables."""
    steps()
    growth()


if __name__ == "__main__":
    main()
