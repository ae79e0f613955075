"""Names that the encoder passes over in one place of an article and finds in another, or that a given name opens."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from toolkit_reading import Span

from toolkit.documents import Document, Paragraph
from toolkit_entities import lexicon

SCORE = 0.5
"""What such a name scores: less than a name that was read."""

_REPEATED = ("Person", "Organization", "Location")
_WORD = re.compile(r"[^\W\d_](?:[\w-]|[.'’](?=[^\W\d_]))*\.?")
_CAPITALIZED_LINE = 0.6  # share of longer words with a capital from which a line is set like a headline
_LONGEST = 6  # words of a name

Word = tuple[int, int, str]


def with_passed_over(document: Document, names: Sequence[Span]) -> list[Span]:
    """The names with those that were passed over, in the order of the text."""
    taken: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for span in sorted(names, key=lambda span: span.start):
        taken[span.field].append((span.start, span.end))
    found = list(names)
    words = [(paragraph, _words(paragraph)) for paragraph in document.paragraphs]
    by_given = [span for paragraph, own in words for span in _by_given_name(document, paragraph, own, taken)]
    for span in by_given:
        taken[span.field].append((span.start, span.end))
    for places in taken.values():
        places.sort()
    found += by_given
    known = _known(document, found)
    for paragraph, own in words:
        found += _repeated(paragraph, own, known, taken[paragraph.field])
    order = list(document.fields)
    return sorted(found, key=lambda span: (order.index(span.field), span.start))


def _words(paragraph: Paragraph) -> list[Word]:
    return [
        (paragraph.start + match.start(), paragraph.start + match.end(), match.group())
        for match in _WORD.finditer(paragraph.text)
    ]


def _is_free(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    at = bisect_left(taken, end, key=lambda place: place[0])
    return at == 0 or taken[at - 1][1] <= start


def _is_like_headline(words: Sequence[Word]) -> bool:
    longer = [word for _, _, word in words if len(word) > 3]
    return len(longer) < 30 and sum(word[0].isupper() for word in longer) >= _CAPITALIZED_LINE * len(longer)


def _may_name(word: str) -> bool:
    return word[0].isupper() and len(word) > 1 and word.lower().rstrip(".") not in lexicon.openers()


def _by_given_name(
    document: Document, paragraph: Paragraph, words: Sequence[Word], taken: dict[str, list[tuple[int, int]]]
) -> Iterator[Span]:
    """Given name, initials and one capitalised word: "Hillary Clinton", "John F. Kerry"."""
    text = document.fields[paragraph.field]
    i = 0
    while i < len(words) - 1:
        start, end, word = words[i]
        i += 1
        if word not in lexicon.given_names():
            continue
        last = i
        while last < len(words) - 1 and re.fullmatch(r"[A-Z]\.", words[last][2]) and _is_next(text, end, words[last]):
            end = words[last][1]
            last += 1
        following = words[last]
        if not (_is_next(text, end, following) and _may_name(following[2])):
            continue
        end = following[0] + len(_plain(following[2]))
        if _is_free(start, end, taken[paragraph.field]):
            yield Span(paragraph.field, start, end, "Person", SCORE)
            i = last + 1


def _is_next(text: str, end: int, word: Word) -> bool:
    """Tells a word that only a blank parts from what ends at `end`."""
    return word[0] - end == 1 and text[end] in " \u00a0"


def _plain(word: str) -> str:
    """A word without a possessive or a full stop behind it."""
    return re.sub(r"(?:['’]s?|(?<=\w\w)\.)$", "", word)


def _known(document: Document, names: Sequence[Span]) -> dict[str, dict[tuple[str, ...], str]]:
    """First word → words of a name → its kind; surnames of those named in full are names, too."""
    votes: dict[tuple[str, ...], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for span in names:
        if span.kind not in _REPEATED:
            continue
        parts = tuple(_plain(word) for word in document.fields[span.field][span.start : span.end].split())
        votes[parts][span.kind] += span.score
        if span.kind == "Person" and len(parts) > 1:
            votes[parts[-1:]]["Person"] += span.score
    known: dict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
    for parts, kinds in votes.items():
        if all(parts) and len(parts) <= _LONGEST and (len(parts) > 1 or _may_name(parts[0])):
            known[parts[0]][parts] = max(kinds, key=kinds.__getitem__)
    return known


def _repeated(
    paragraph: Paragraph,
    words: Sequence[Word],
    known: dict[str, dict[tuple[str, ...], str]],
    taken: Sequence[tuple[int, int]],
) -> Iterator[Span]:
    """Names of the article where they stand free of other capitalised words, or in a line set like a headline."""
    headline = _is_like_headline(words)
    i = 0
    while i < len(words):
        own = known.get(_plain(words[i][2]))
        size = 0
        if own:
            plain = [_plain(word) for _, _, word in words[i : i + _LONGEST]]
            size = max((len(parts) for parts in own if tuple(plain[: len(parts)]) == parts), default=0)
        if not size:
            i += 1
            continue
        start, last = words[i][0], words[i + size - 1]
        end = last[0] + len(plain[size - 1])
        alone = size > 1 or headline or _stands_alone(words, i, end)
        if alone and _is_free(start, end, taken):
            yield Span(paragraph.field, start, end, own[tuple(plain[:size])], SCORE)  # type: ignore[index]
        i += size


def _stands_alone(words: Sequence[Word], i: int, end: int) -> bool:
    """Tells a word that is no part of a longer name: no capitalised word beside it but a title or an opening word."""
    if i + 1 < len(words) and words[i + 1][0] - end == 1 and words[i + 1][2][0].isupper():
        return False
    if i == 0 or words[i][0] - words[i - 1][1] != 1 or not words[i - 1][2][0].isupper():
        return True
    before = words[i - 1][2].lower().rstrip(".")
    if before in lexicon.title_words() or before in lexicon.openers():
        return True
    return words[i - 1][2].endswith((".", "!", "?")) and len(before) > 3
