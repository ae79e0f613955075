"""An article's fields through a spaCy pipeline, once for both analyzers."""

from collections.abc import Iterator
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

import spacy

from toolkit.documents import Document

_LONGEST = 900_000  # characters; spaCy's parser refuses a million at once

_parsed: WeakKeyDictionary[Document, dict[str, list[tuple[str, Any]]]] = WeakKeyDictionary()


@cache
def _load(pipeline: str) -> Any:
    try:
        return spacy.load(pipeline)
    except OSError:
        raise ValueError(
            f"There is no spaCy pipeline {pipeline!r}: give the name of an installed package or the path of a pipeline."
        ) from None


def parse(document: Document, pipeline: str) -> Iterator[tuple[str, Any]]:
    """Yields each field's name with its spaCy Doc, whose offsets are those of the field.

    Raises ValueError for a pipeline that is not installed, for an article in another language than the pipeline's, and
    for a field that is too long for it.
    """
    nlp = _load(pipeline)
    if document.language and document.language != nlp.lang:
        raise ValueError(f"the article is in {document.language!r}; the pipeline {pipeline!r} reads {nlp.lang!r}")
    of_document = _parsed.setdefault(document, {})
    if pipeline not in of_document:
        for name, text in document.fields.items():
            if len(text) > _LONGEST:
                raise ValueError(f"{name} has {len(text):,} characters; a spaCy pipeline takes {_LONGEST:,} at most")
        of_document[pipeline] = list(zip(document.fields, nlp.pipe(document.fields.values()), strict=True))
    yield from of_document[pipeline]
