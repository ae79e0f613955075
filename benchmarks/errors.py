"""Which kinds of error are the most common on the dev parts, with an example of each from the project's own sample."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
from toolkit_entities.mentions import LABEL_OF
from toolkit_quotes.acts import act_of

import toolkit as tk
from benchmarks.data import attribution, entities
from benchmarks.sample import labels, load_sample
from toolkit.validation import match_spans

Range = tuple[int, int]
Error = tuple[str, str]
"""A kind, and what stands in the text."""

_SAID = "what is said or written"
_GROUPS = {"said": _SAID, "wrote": _SAID, "thought": "what is thought or wanted"}
_REST = "what is asked, promised, judged or done"


@dataclass(frozen=True)
class Marked:
    """A statement as found or as annotated."""

    parts: list[Range]
    source: Range | None
    act: str


def statement_errors(text: str, found: list[Marked], gold: list[Marked]) -> Iterator[Error]:
    """Yields what is wrong with the statements of one text."""
    pairs = dict(match_spans([one.parts for one in found], [one.parts for one in gold], 0.3))
    close = {i for i, _ in match_spans([one.parts for one in found], [one.parts for one in gold], 0.8)}
    for i, j in pairs.items():
        ours, theirs = found[i], gold[j]
        if i not in close:
            longer = _size(ours.parts) > _size(theirs.parts)
            yield f"statement {'too long' if longer else 'too short'}", _shown(text, ours.parts)
        if theirs.source and not ours.source:
            yield "no source found", _shown(text, ours.parts)
        elif theirs.source and ours.source and not _touch([ours.source], [theirs.source]):
            yield "wrong source", f"{text[slice(*ours.source)]}: {_shown(text, ours.parts)}"
    for j in set(range(len(gold))) - set(pairs.values()):
        merged = any(_touch(gold[j].parts, one.parts) for one in found)
        kind = "two statements in one, or one in two" if merged else f"missed: {_GROUPS.get(gold[j].act, _REST)}"
        yield kind, _shown(text, gold[j].parts)
    for i in set(range(len(found))) - set(pairs):
        if not any(_touch(found[i].parts, one.parts) for one in gold):
            yield f"not marked by annotators: {_GROUPS.get(found[i].act, _REST)}", _shown(text, found[i].parts)


def name_errors(text: str, found: set[tuple[int, int, str]], gold: set[tuple[int, int, str]]) -> Iterator[Error]:
    """Yields what is wrong with the names of one text."""
    ours = {(start, end): label for start, end, label in found - gold}
    for start, end, label in gold - found:
        shown = text[start:end]
        if (start, end) in ours:
            yield "name with another label", f"{shown}: {ours.pop((start, end))} for {label}"
            continue
        near = next((span for span in ours if _touch([span], [(start, end)])), None)
        if near is None:
            yield "name missed", f"{shown} ({label})"
        else:
            del ours[near]
            yield "name with another boundary", f"{text[slice(*near)]} for {shown}"
    for (start, end), label in ours.items():
        yield "name that annotators did not mark", f"{text[start:end]} ({label})"


def _touch(one: list[Range], two: list[Range]) -> bool:
    return any(a < d and c < b for a, b in one for c, d in two)


def _size(parts: list[Range]) -> int:
    return sum(end - start for start, end in parts)


def _shown(text: str, parts: list[Range]) -> str:
    return " … ".join(text[start:end] for start, end in parts)


def _found(rows: pd.DataFrame) -> list[Marked]:
    return [
        Marked([(a, b) for a, b in row.parts], _range(row.speaker_start, row.speaker_end), row.act)
        for row in rows.itertuples()
    ]


def _range(start: Any, end: Any) -> Range | None:
    return None if pd.isna(start) else (int(start), int(end))


def on_news() -> Counter[str]:
    """Counts the kinds of error on the dev parts of PolNeAR and English Worldwide Newswire."""
    kinds: Counter[str] = Counter()
    articles, gold = attribution("dev")
    quotes = tk.analyze(articles, only=["quotes"], progress=False).quotes
    for key, annotated in gold.items():
        text = articles.at[key, "body"]
        marked = [
            Marked(
                [(a, b) for a, b in one["content"]],
                (one["source"][0][0], one["source"][0][1]) if one["source"] else None,
                act_of(text[slice(*one["cue"][0])] if one["cue"] else None),
            )
            for one in annotated
            if one["content"]
        ]
        found = _found(quotes[quotes["article_id"] == key])
        kinds.update(kind for kind, _ in statement_errors(text, found, marked))
    articles, names = entities("dev")
    table = tk.analyze(articles, only=["entities"], progress=False).entities
    for key, spans in names.items():
        rows = table[table["article_id"] == key]
        ours = {(row.start, row.end, "OTHER" if row.label == "EVENT" else row.label) for row in rows.itertuples()}
        theirs = {(start, end, LABEL_OF[kind]) for start, end, kind in spans}
        kinds.update(kind for kind, _ in name_errors(articles.at[key, "body"], ours, theirs))
    return kinds


def on_sample() -> Iterator[Error]:
    """Yields the errors on the sample."""
    articles = load_sample()
    study = tk.analyze(articles, only=["quotes", "entities"], progress=False)
    quotes, names = labels("quotes", articles), labels("entities", articles)
    tables = {"found": study.tables, "labelled": {"quotes": quotes, "entities": names}}
    for key, article in articles.iterrows():
        for field in ("headline", "standfirst", "body"):

            def here(whose: str, table: str, key: Any = key, field: str = field) -> pd.DataFrame:
                rows = tables[whose][table]
                return rows[(rows["article_id"] == key) & (rows["field"] == field)]

            labelled = here("labelled", "quotes")
            acts = [act_of(cue if isinstance(cue, str) else None) for cue in labelled["cue"]]
            found = _found(here("found", "quotes"))
            yield from statement_errors(article[field], found, _found(labelled.assign(act=acts)))
            yield from name_errors(
                article[field], _named(here("found", "entities")), _named(here("labelled", "entities"))
            )


def _named(rows: pd.DataFrame) -> set[tuple[int, int, str]]:
    """The names of the kinds that the sample's labels have."""
    kinds = rows[rows["label"].isin(["PERSON", "ORG", "PLACE", "GROUP"])]
    return set(kinds[["start", "end", "label"]].itertuples(index=False, name=None))


def main() -> None:
    """Prints the kinds in the order of their number, with the examples of the sample."""
    examples: dict[str, list[str]] = {}
    for kind, text in on_sample():
        examples.setdefault(kind, []).append(text)
    print("\nKinds of error on the dev parts of PolNeAR and English Worldwide Newswire, with examples from the sample")
    for kind, count in on_news().most_common():
        shown = "  |  ".join(text[:80] for text in examples.get(kind, [])[:3])
        print(f"{count:>5}  {kind:<64}{shown}")


if __name__ == "__main__":
    main()
