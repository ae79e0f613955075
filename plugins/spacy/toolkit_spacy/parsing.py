"""An article's fields through a spaCy pipeline, once for both analyzers."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

import toolkit as tk
from toolkit.documents import Document

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LONGEST = 100_000  # characters that a pipeline reads at once; its memory grows with them

_parsed: WeakKeyDictionary[Document, dict[str, list[tuple[str, Any]]]] = WeakKeyDictionary()


@cache
def _load(pipeline: str) -> Any:
    import spacy

    try:
        return spacy.load(pipeline)
    except OSError:
        raise ValueError(
            f"There is no spaCy pipeline {pipeline!r}: give the name of an installed package or the path of a pipeline."
        ) from None


def parse(document: Document, pipeline: str) -> Iterator[tuple[str, Any]]:
    """Yields each field's name with its spaCy Doc, whose offsets are those of the field.

    Raises ValueError for a pipeline that is not installed, and OtherLanguage for an article in another language than
    the pipeline's.
    """
    nlp = _load(pipeline)
    if document.language and document.language != nlp.lang:
        raise tk.OtherLanguage(f"the article is in {document.language!r}; the pipeline {pipeline!r} reads {nlp.lang!r}")
    of_document = _parsed.setdefault(document, {})
    if pipeline not in of_document:
        of_document[pipeline] = [(field, _read(nlp, _cut(document, field))) for field in document.fields]
    yield from of_document[pipeline]


def _read(nlp: Any, texts: list[str]) -> "Doc":
    """One Doc of a text that is given in parts."""
    from spacy.tokens import Doc

    docs = list(nlp.pipe(texts))
    return docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)


def _cut(document: Document, field: str) -> list[str]:
    """A field in parts that a pipeline can read at once, each of which begins with a sentence."""
    text, cuts = document.fields[field], [0]
    if len(text) > _LONGEST:
        starts = [sentence.start for sentence in document.sentences if sentence.field == field]
        for start, after in pairwise([*starts, len(text)]):
            if after - cuts[-1] > _LONGEST and start > cuts[-1]:
                cuts.append(start)
    return [text[begin:end] for begin, end in pairwise([*cuts, len(text)])]
