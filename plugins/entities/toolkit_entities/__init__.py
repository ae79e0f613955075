"""Names in press articles: whom or what they name, and by what title. Read by the shared encoder."""

from collections.abc import Iterator
from typing import Any

from toolkit_reading import Precision

import toolkit as tk
from toolkit.documents import Document
from toolkit_entities.acronyms import explained
from toolkit_entities.linking import link
from toolkit_entities.mentions import find_mentions
from toolkit_entities.names import canonical_names

LABELS = ("PERSON", "ORG", "PLACE", "GROUP", "FACILITY", "DATE", "MONEY", "PRODUCT", "EVENT", "OTHER")


@tk.analyzer(
    "entities",
    columns={
        "label": "string",
        "entity": "string",
        "title": "string",
        "gender": "string",
        "score": "Float64",
    },
    languages=["en"],
    version="0.4.0",
)
def entities(document: Document, *, precision: Precision = "full") -> Iterator[dict[str, Any]]:
    """Names of people, organisations, places and other things, one name for all that an article calls them.

    `entity` is the canonical name within the article, `title` what stands before a person's name, `gender`
    (male, female) what title, given name or pronouns suggest, `score` the mean probability of the label.
    """
    mentions = find_mentions(document, precision)
    for mention, name in zip(mentions, canonical_names(mentions, explained(document, mentions)), strict=True):
        yield document.span(
            mention.field,
            mention.start,
            mention.end,
            label=mention.label,
            entity=name,
            title=mention.title,
            gender=mention.gender,
            score=mention.score,
        )


@tk.hookimpl
def toolkit_analyzers() -> list[tk.Analyzer]:
    """The analyzer of this plugin."""
    return [entities]


@tk.hookimpl
def toolkit_linkers() -> list[tk.Linker]:
    """The linker of this plugin."""
    return [tk.Linker("names", link, "One name for all spellings, acronyms, surnames and first names of a corpus.")]
