"""Who and what is named together: counts, association, and the network of it."""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from toolkit.analysis.study import Study
from toolkit.analysis.units import place_in_units

if TYPE_CHECKING:
    import networkx as nx

COLUMNS = ["one", "other", "together", "of_one", "of_other", "expected", "npmi", "g2"]
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def cooccurrences(
    study: Study,
    *,
    within: str = "sentence",
    labels: Iterable[str] = ("PERSON", "ORG", "PLACE", "GROUP"),
    least: int = 2,
) -> pd.DataFrame:
    """Gives the pairs of entities that are named in the same sentence, paragraph or article.

    Columns: `one`, `other`; `together`, `of_one`, `of_other` (units with both, with each); `expected`, what chance
    gives for both; `npmi`, normalised pointwise mutual information, -1 to 1, 0 for chance (Bouma 2009); `g2`, the
    log-likelihood ratio (Dunning 1993), above 3.84 at p < 0.05. The strongest association first. Raises ValueError for
    a study without entities, and for another unit.

    Parameters
    ----------
    study
        with the table `entities`.
    within
        "sentence", "paragraph" or "article".
    labels
        which entities.
    least
        pairs that are together in fewer units are left out.
    """
    entities = study.tables.get("entities")
    if entities is None:
        raise ValueError("This study has no entities: run tk.analyze with a plugin that makes the table 'entities'.")
    wanted = [labels] if isinstance(labels, str) else list(labels)
    rows = entities[entities["label"].isin(wanted)].dropna(subset=["entity"])
    places, units = place_in_units(rows, study.articles, within)
    codes, names = pd.factorize(rows["entity"], sort=True)
    if not len(rows):
        return pd.DataFrame(columns=COLUMNS)
    from scipy import sparse

    table = sparse.csr_matrix((np.ones(len(rows), dtype="int32"), (places, codes)), shape=(units, len(names)))
    table.data[:] = 1  # a name that stands twice in a unit counts once
    pairs = sparse.triu(table.T @ table, k=1).tocoo()
    keep = pairs.data >= least
    one, other, together = pairs.row[keep], pairs.col[keep], pairs.data[keep].astype("int64")
    of = np.asarray(table.sum(axis=0)).ravel().astype("int64")
    found = pd.DataFrame(
        {"one": names[one], "other": names[other], "together": together, "of_one": of[one], "of_other": of[other]}
    )
    found["expected"] = found["of_one"] * found["of_other"] / units
    with np.errstate(divide="ignore", invalid="ignore"):
        pmi = np.log(found["together"] / found["expected"])
        found["npmi"] = np.where(found["together"] == units, 1.0, pmi / -np.log(found["together"] / units))
    found["g2"] = _log_likelihood(found, units)
    order = ["g2", "together", "one", "other"]
    return found.sort_values(order, ascending=[False, False, True, True], ignore_index=True)[COLUMNS]


def _log_likelihood(found: pd.DataFrame, units: int) -> np.ndarray:
    both, one, other = (found[name].to_numpy(dtype="float64") for name in ("together", "of_one", "of_other"))
    observed = np.stack([both, one - both, other - both, units - one - other + both])
    expected = np.stack([one * other, one * (units - other), (units - one) * other, (units - one) * (units - other)])
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(observed > 0, observed * np.log(observed * units / expected), 0.0)
    return 2 * np.nan_to_num(terms).sum(axis=0)


def cooccurrence_network(pairs: pd.DataFrame, *, nodes: int | None = None, least_npmi: float = 0.0) -> "nx.Graph":
    """Makes a networkx graph of what `cooccurrences` gives.

    Nodes have `count` (units in which each is named), edges `weight` (units with both), `npmi` and `g2`. `nodes` keeps
    those that are named most; edges of an `npmi` of at most `least_npmi` are left out, and nodes without an edge.
    """
    import networkx as nx

    graph = nx.Graph()
    counts = pd.concat([pairs.set_index("one")["of_one"], pairs.set_index("other")["of_other"]])
    counts = counts[~counts.index.duplicated()]
    ordered = sorted(counts.items(), key=lambda item: (-item[1], str(item[0])))
    kept = {str(name): int(number) for name, number in ordered[:nodes]}
    for row in pairs.to_dict("records"):
        if row["npmi"] > least_npmi and row["one"] in kept and row["other"] in kept:
            for name in (row["one"], row["other"]):
                graph.add_node(name, count=kept[name])
            values = {"npmi": round(float(row["npmi"]), 4), "g2": round(float(row["g2"]), 2)}
            graph.add_edge(row["one"], row["other"], weight=int(row["together"]), **values)
    return graph


def export_network(graph: "nx.Graph", path: str | os.PathLike[str]) -> list[Path]:
    """Writes a graph as GraphML and GEXF, for Gephi and other programs, and gives the paths.

    `path` is where to, without a suffix: "figures/network" gives figures/network.graphml and .gexf. Characters that
    XML cannot hold are left out of names.
    """
    stem = Path(path)
    stem = stem.with_suffix("") if stem.suffix in (".graphml", ".gexf") else stem
    stem.parent.mkdir(parents=True, exist_ok=True)
    import networkx as nx

    plain = nx.relabel_nodes(graph, {name: _NO_XML.sub("", str(name)) or "?" for name in graph})
    targets = [stem.with_name(f"{stem.name}.graphml"), stem.with_name(f"{stem.name}.gexf")]
    nx.write_graphml(plain, targets[0])
    nx.write_gexf(plain, targets[1])
    return targets
