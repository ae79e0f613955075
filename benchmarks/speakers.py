"""Who speaks, on PolNeAR's dev part: pronouns, roles and surnames resolved, by the key in gold/attribution."""

import re
import sys
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

import toolkit as tk
from benchmarks.data import attribution

KEY = Path(__file__).resolve().parents[1] / "gold" / "attribution" / "speakers.csv"
FORMS = ("pronoun", "role", "surname")


@dataclass(frozen=True)
class Figures:
    """What comes of the sources of one form in the key; `found` are those in whose place a statement has its source."""

    labelled: int
    found: int
    resolvable: int
    """Of those found, the ones of whom the article tells who they are."""
    resolved: int
    """Of those found, the ones for which a person, organisation or place is given."""
    right: int

    @property
    def accuracy(self) -> float:
        """Right ones of those resolved."""
        return self.right / self.resolved if self.resolved else 0.0

    @property
    def recall(self) -> float:
        """Right ones of the resolvable."""
        return self.right / self.resolvable if self.resolvable else 0.0


def key() -> pd.DataFrame:
    """The key: `article_id`, `start`, `end` of a source, its `form`, the right `speaker`s (or NA), `type`."""
    return pd.read_csv(KEY)


def joined(study: tk.Study, labels: pd.DataFrame) -> pd.DataFrame:
    """The key with what the study says of each source: `name`, and whether it was `found`, `resolved` and `right`."""
    rows = dict(tuple(study.quotes.dropna(subset=["speaker_start"]).groupby("article_id")))
    answers = []
    for label in labels.itertuples():
        table = rows.get(label.article_id)
        hit = None
        if table is not None:
            hits = table[(table["speaker_start"] < label.end) & (table["speaker_end"] > label.start)]
            hit = hits.iloc[0] if len(hits) else None
        name = None if hit is None or pd.isna(hit["speaker"]) else str(hit["speaker"])
        named = hit is not None and hit["speaker_type"] != "unnamed" and pd.notna(hit["antecedent_start"])
        names = [] if hit is None else hit[["speaker", "speaker_name"]].dropna()  # of the corpus, and of the article
        right = isinstance(label.speaker, str) and any(_is(str(own), label.speaker) for own in names)
        answers.append((hit is not None, name, named or right, right))
    columns = ["found", "name", "resolved", "right"]
    return labels.join(pd.DataFrame(answers, columns=columns, index=labels.index))


def figures(rows: pd.DataFrame) -> Figures:
    """Sums up joined rows."""
    found = rows[rows["found"]]
    return Figures(
        len(rows),
        len(found),
        int(found["speaker"].notna().sum()),
        int(found["resolved"].sum()),
        int(found["right"].sum()),
    )


def _is(name: str, label: str) -> bool:
    ours = _plain(name).split()
    for option in label.split("|"):
        theirs = _plain(option).split()
        cut_short = len(ours) > 3 and theirs[: len(ours)] == ours  # "U.S. Court of Appeals" (for …)
        both_ends = len(ours) > 1 < len(theirs) and (ours[0], ours[-1]) == (theirs[0], theirs[-1])
        if ours == theirs or cut_short or both_ends:
            return True
    return False


def _plain(text: str) -> str:
    words = re.sub(r"['’]s\b", "", text.casefold().replace("’", "'")).replace(".", "")
    return " ".join(re.findall(r"[\w'-]+", re.sub(r"^(the|a|an) ", "", words)))


def measure() -> pd.DataFrame:
    """The key joined with what the installed plugins say."""
    articles, _ = attribution("dev")
    labels = key()
    return joined(tk.analyze(articles, only=["quotes"], progress=False), labels)


def main() -> None:
    """Prints the table, and what is wrong where asked for with --misses."""
    rows = measure()
    print("\nWho speaks, on PolNeAR dev, by a key of 305 pronouns and roles in 36 articles and 420 surnames in 70")
    head = f"{'labelled':>9}{'found':>7}{'resolvable':>12}{'resolved':>10}{'accuracy':>10}{'recall':>8}"
    print(f"{'source is a':<18}{head}")
    groups = {name: [name] for name in FORMS} | {"pronoun or role": ["pronoun", "role"]}
    for name, forms in groups.items():
        f = figures(rows[rows["form"].isin(forms)])
        counts = f"{f.labelled:>9}{f.found:>7}{f.resolvable:>12}{f.resolved:>10}"
        print(f"{name:<18}{counts}{f.accuracy:>10.3f}{f.recall:>8.3f}")
    if "--misses" in sys.argv:
        wrong = rows[rows["found"] & (rows["resolved"] | rows["speaker"].notna()) & ~rows["right"]]
        print(wrong.drop(columns=["found", "right"]).to_string(max_colwidth=40))


if __name__ == "__main__":
    main()
