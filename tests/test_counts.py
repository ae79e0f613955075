"""Counts with shares and intervals, what is named together, and the network of it."""

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from scipy.stats import binomtest

import toolkit as tk
from toolkit.analysis.counts import wilson

TEXTS = [
    "Anna Berg met Jan Lund in Oslo. Anna Berg left.\n\nJan Lund stayed.",
    "Anna Berg met Jan Lund.\n\nPeter Holm was in Oslo.",
    "Peter Holm met nobody.",
]


@pytest.fixture(scope="module")
def study():
    table = pd.DataFrame({"headline": ["One", "Two", "Three"], "body": TEXTS})
    articles = tk.load(table, progress=False).assign(source=["A", "A", "B"])
    names = {"Anna Berg": "PERSON", "Jan Lund": "PERSON", "Peter Holm": "PERSON", "Oslo": "PLACE"}

    @tk.analyzer("entities", columns={"label": "string", "entity": "string"})
    def entities(document):
        for name, label in names.items():
            for row in document.find(name):
                yield {**row, "label": label, "entity": name}

    return tk.analyze(articles, plugins=[entities], only=["entities"], progress=False)


def test_mentions_paragraphs_and_articles_are_counted(study):
    def of(unit):
        counts = tk.count(study.entities, "entity", articles=study.articles, unit=unit).set_index("entity")
        return counts.loc["Anna Berg"]

    assert of("mention")["rows"] == 3 and of("mention")["share"] == pytest.approx(3 / 10)
    assert of("paragraph")["paragraphs"] == 2 and of("paragraph")["share"] == 2 / 8  # headlines are paragraphs
    assert of("article")["articles"] == 2 and of("article")["share"] == pytest.approx(2 / 3)


def test_counting_by_columns_of_the_articles(study):
    counts = tk.count(study.entities, ["source", "entity"], articles=study.articles)
    assert counts.iloc[0][["source", "entity", "rows"]].tolist() == ["A", "Anna Berg", 3]


@pytest.mark.parametrize(("hits", "total"), [(0, 5), (3, 10), (10, 10), (450, 1000)])
def test_the_interval_is_wilsons(hits, total):
    low, high = wilson(np.array([hits]), total)
    theirs = binomtest(hits, total).proportion_ci(method="wilson")
    assert (low[0], high[0]) == (pytest.approx(theirs.low), pytest.approx(theirs.high))


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"unit": "page"}, "mention, paragraph or article"),
        ({"unit": "article"}, "articles=study.articles"),
        ({"confidence": 95}, "between 0 and 1"),
    ],
)
def test_wrong_counts_are_told(study, options, message):
    with pytest.raises(ValueError, match=message):
        tk.count(study.entities, "entity", **options)


def test_what_is_named_together_in_sentences_paragraphs_and_articles(study):
    def together(within):
        pairs = tk.cooccurrences(study, within=within, least=1)
        return {(row["one"], row["other"]): row["together"] for row in pairs.to_dict("records")}

    assert together("sentence")["Anna Berg", "Jan Lund"] == 2
    assert ("Anna Berg", "Peter Holm") not in together("paragraph")
    assert together("article")["Anna Berg", "Peter Holm"] == 1
    with pytest.raises(ValueError, match="not 'page'"):
        tk.cooccurrences(study, within="page")


def test_association_is_what_the_measures_say(study):
    row = tk.cooccurrences(study, within="article", least=1).set_index(["one", "other"]).loc[("Anna Berg", "Jan Lund")]
    assert (row["of_one"], row["of_other"], row["together"]) == (2, 2, 2)
    assert row["expected"] == pytest.approx(4 / 3)
    assert row["npmi"] == pytest.approx(np.log(2 / (4 / 3)) / -np.log(2 / 3))
    observed = np.array([[2, 0], [0, 1]])
    expected = np.array([[4, 2], [2, 1]]) / 3
    pairs = zip(observed.flat, expected.flat, strict=True)
    assert row["g2"] == pytest.approx(2 * sum(o * np.log(o / e) for o, e in pairs if o))


def test_a_network_is_written_and_read_again(study, tmp_path):
    graph = tk.cooccurrence_network(tk.cooccurrences(study, least=1))
    graph.add_node("bad \x00 <name>", count=1)
    paths = tk.export_network(graph, tmp_path / "network")
    assert [path.name for path in paths] == ["network.graphml", "network.gexf"]
    again = nx.read_graphml(paths[0])
    assert again.edges["Anna Berg", "Jan Lund"]["weight"] == 2
    assert set(nx.read_gexf(paths[1])) == set(again) == {"Anna Berg", "Jan Lund", "Oslo", "Peter Holm", "bad  <name>"}


def test_the_network_chart_is_exported_with_its_graph(sample, tmp_path):
    chart = tk.charts.entity_network(tk.cooccurrences(sample))
    names = {path.name for path in tk.export_chart(chart, tmp_path / "net", formats="png")}
    assert names == {"net.png", "net.graphml", "net.gexf", "net.csv"}
    assert {"one", "other", "together", "npmi"} <= set(tk.charts.content_of(chart).data)


def test_odd_names_are_drawn(study):
    odd = {"Anna Berg": "$x^2$ <b>&amp; Очень длинное имя " * 9, "Jan Lund": "\u202eلا \x00"}
    pairs = tk.cooccurrences(study, least=1).replace(odd)
    figure = tk.charts.entity_network(pairs).figure
    figure.canvas.draw()
    assert {mark.filters["entity"] for mark in tk.charts.content_of(figure).marks} >= set(odd.values())


def test_nothing_together_is_an_empty_chart_that_says_so(study):
    pairs = tk.cooccurrences(study, least=50)
    assert list(pairs.columns)[:3] == ["one", "other", "together"] and pairs.empty
    assert "no two are named together" in tk.charts.entity_network(pairs).texts[0].get_text()
