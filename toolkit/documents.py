"""One article as analyzers see it: its fields as paragraphs, sentences and tokens with exact offsets."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from toolkit.articles import TEXT_FIELDS, is_missing

_LONGEST_PIECE = 100_000  # characters that are tokenized at once; longer paragraphs are cut at a space
_LONGEST_SENTENCE = 400  # tokens; what goes on for longer is a list or has lost its full stops, and is cut


class Token(NamedTuple):
    """A word or mark; `start` and `end` are offsets into the field."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Sentence:
    """A sentence of a paragraph; `start` and `end` are offsets into the field."""

    field: str
    start: int
    end: int
    text: str
    tokens: tuple[Token, ...]


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a field, with its place among the paragraphs of that field."""

    field: str
    start: int
    end: int
    text: str
    index: int
    language: str

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, by spaCy's tokenizer and rule-based splitter, found when first asked for."""
        return tuple(_sentences(self))


class Document:
    """An article with its text parsed lazily and once.

    `id` is its article id, `article` the row of the articles table, `fields` its texts by name and `language` the code
    of its language. All analyzers see the same document, so none of this can be changed.
    """

    id: str
    fields: Mapping[str, str]
    language: str | None

    def __init__(self, article_id: str, article: Mapping[Any, Any]) -> None:
        language = article.get("language")
        vars(self).update(
            id=article_id,
            _article=article,
            fields=MappingProxyType(
                {name: str(article[name]) for name in TEXT_FIELDS if name in article and not is_missing(article[name])}
            ),
            language=None if is_missing(language) else str(language),
        )

    @cached_property
    def article(self) -> Mapping[Any, Any]:
        """The row of the articles table."""
        return MappingProxyType({name: _frozen(value) for name, value in vars(self)["_article"].items()})

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"a document is the same for all analyzers, so its {name} cannot be set")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a document is the same for all analyzers, so its {name} cannot be deleted")

    def __repr__(self) -> str:
        return f"<Document {self.id} {self.fields.get('headline', '')[:60]!r}>"

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All paragraphs, of the headline first, then the standfirst, then the body."""
        return tuple(
            Paragraph(name, match.start(), match.end(), match.group(), index, self.language or "en")
            for name, text in self.fields.items()
            for index, match in enumerate(re.finditer(r"\S(?:[^\n]|\n(?!\s*\n))*", text))
        )

    @property
    def sentences(self) -> Iterator[Sentence]:
        """All sentences in the order of the paragraphs."""
        for paragraph in self.paragraphs:
            yield from paragraph.sentences

    def span(self, field: str, start: int, end: int, *, table: str | None = None, **columns: Any) -> dict[str, Any]:
        """Makes a row for what stands in `field` from `start` to `end`, with values for the table's own columns.

        `table` names the table that the row is for where an analyzer makes several. Raises ValueError where
        the place is not in the text.
        """
        text = self.fields.get(field)
        if text is None or not 0 <= start < end <= len(text):
            length = "no such field" if text is None else f"{len(text)} characters"
            raise ValueError(f"Article {self.id} has nothing at {field}[{start}:{end}] ({length}).")
        row = {"field": field, "start": start, "end": end, "text": text[start:end], **columns}
        return row if table is None else {"table": table, **row}

    def find(self, word: str, *, ignore_case: bool = True) -> Iterator[dict[str, Any]]:
        """Yields a row for every place where `word` stands as a whole word or phrase."""
        flags = re.IGNORECASE if ignore_case else 0
        words = r"\s+".join(map(re.escape, word.split()))
        pattern = re.compile(rf"(?<!\w){words}(?!\w)", flags)
        for field, text in self.fields.items():
            for match in pattern.finditer(text):
                yield self.span(field, match.start(), match.end())


def _frozen(value: Any) -> Any:
    """A value of the articles table that cannot be changed where it is a list, a set or a mapping."""
    if isinstance(value, Mapping):
        return MappingProxyType({name: _frozen(one) for name, one in value.items()})
    if isinstance(value, set):
        return frozenset(value)
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value


@cache
def _splitter(language: str) -> Any:
    """spaCy's blank pipeline for a language; English rules where spaCy has none for it."""
    import spacy

    try:
        nlp = spacy.blank(language)
    except ImportError:
        nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer", config={"punct_chars": [".", "!", "?", "…", "。", "！", "？", "؟", "।"]})
    nlp.max_length = 2 * _LONGEST_PIECE
    return nlp


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while len(text) - start > _LONGEST_PIECE:
        cut = text.rfind(" ", start, start + _LONGEST_PIECE) + 1
        cut = cut if cut > start else start + _LONGEST_PIECE
        yield start, cut
        start = cut
    yield start, len(text)


_OPENING = frozenset("\"'“‘„«([—–-")


def _sentences(paragraph: Paragraph) -> Iterator[Sentence]:
    nlp = _splitter(paragraph.language)
    for piece_start, piece_end in _pieces(paragraph.text):
        offset = paragraph.start + piece_start
        carried: list[Token] = []
        for found in nlp(paragraph.text[piece_start:piece_end]).sents:
            tokens = carried + [
                Token(token.text, offset + token.idx, offset + token.idx + len(token.text))
                for token in found
                if not token.is_space
            ]
            carried = _opening_of_next(tokens)
            tokens = tokens[: len(tokens) - len(carried)]
            for first in range(0, len(tokens), _LONGEST_SENTENCE):
                yield _sentence(paragraph, tokens[first : first + _LONGEST_SENTENCE])
        if carried:
            yield _sentence(paragraph, carried)


def _sentence(paragraph: Paragraph, tokens: list[Token]) -> Sentence:
    start, end = tokens[0].start, tokens[-1].end
    text = paragraph.text[start - paragraph.start : end - paragraph.start]
    return Sentence(paragraph.field, start, end, text, tuple(tokens))


def _opening_of_next(tokens: list[Token]) -> list[Token]:
    """The marks behind a full stop and a blank: spaCy leaves them with the sentence that they do not belong to."""
    first = len(tokens)
    while first > 1 and tokens[first - 1].text in _OPENING:
        first -= 1
    while first < len(tokens) and tokens[first].start == tokens[first - 1].end:  # a closing mark touches its word
        first += 1
    return tokens[first:]
