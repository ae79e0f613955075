"""What the plugin layer costs: python -m benchmarks.overhead

An analyzer that works for 1 ms on each article, run by `tk.analyze`, beside a plain loop over the rows that does the
same work and collects the same columns; in turn, so that both meet the same machine.
"""

from time import perf_counter

import pandas as pd

import toolkit as tk
from toolkit.articles import make_articles

_WORK = 0.001  # seconds
_SIZES = (500, 1_000, 2_000, 4_000)
_TURNS = 3


def work() -> None:
    """Keeps one core busy for 1 ms."""
    until = perf_counter() + _WORK
    while perf_counter() < until:
        pass


@tk.analyzer("busy", columns={"n": "Int64"})
def busy(document):  # type: ignore[no-untyped-def]
    """The first ten characters, after 1 ms of work."""
    work()
    yield document.span("body", 0, 10, n=10)


def by_hand(articles: pd.DataFrame) -> pd.DataFrame:
    """The same by a loop as one would write it."""
    rows = []
    for key, body in articles["body"].items():
        work()
        rows.append({"article_id": key, "field": "body", "start": 0, "end": 10, "text": body[:10], "n": 10})
    return pd.DataFrame(rows)


def table() -> pd.DataFrame:
    """A line for each number of articles: seconds of both, the least of some turns, and the overhead in percent."""
    lines = []
    body = "The minister said that nothing would change and the talks went on. " * 30
    for size in _SIZES:
        rows = [{"article_id": f"a{i}", "headline": f"Headline {i}", "body": body} for i in range(size)]
        articles = make_articles(rows)
        loop, layer = [], []
        for _ in range(_TURNS):
            began = perf_counter()
            by_hand(articles)
            loop.append(perf_counter() - began)
            began = perf_counter()
            tk.analyze(articles, plugins=[busy], only=["busy"], progress=False)
            layer.append(perf_counter() - began)
        overhead = 100 * (min(layer) - min(loop)) / min(loop)
        lines.append({"articles": size, "loop s": min(loop), "analyze s": min(layer), "overhead %": overhead})
    return pd.DataFrame(lines)


def main() -> None:
    """Prints the table."""
    print("\nThe plugin layer, with an analyzer of 1 ms for each article")
    print(table().to_string(index=False, float_format=lambda value: f"{value:.3f}"))


if __name__ == "__main__":
    main()
