"""The reporting clauses of a sentence: who, which cue, and which part of the sentence is what they said."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from toolkit.documents import Token
from toolkit_quotes import cues
from toolkit_quotes.contents import content_start, skip_circumstances
from toolkit_quotes.sentence import Range, Sentence
from toolkit_quotes.sources import end_of_inverted, end_of_source, looks_like_source, source_before, with_apposition
from toolkit_quotes.words import ADVERBIAL, PARTICIPLES, PREPOSITIONS


@dataclass(frozen=True)
class Clause:
    """A reporting clause; ranges are offsets into the field."""

    parts: tuple[Range, ...]
    source: Range | None
    cue: Range
    score: float


def find_clauses(
    tokens: Sequence[Token], quotations: Sequence[Range], text: Callable[[int, int], str]
) -> Iterator[Clause]:
    """Yields the reporting clauses of one sentence (or of several that a quotation holds together).

    `quotations` are the ranges in quotation marks, in which no cue is looked for.
    """
    sentence = Sentence(tokens, quotations, text)
    cut = _second_clause(sentence)
    if cut is not None:
        first = list(find_clauses(tokens[: cut - 1], quotations, text))
        second = list(find_clauses(tokens[cut + 1 :], quotations, text))
        if first and not second:
            second = _without_subject(Sentence(tokens[cut + 1 :], quotations, text), first[0])
        if first and second:
            yield from first
            yield from second
            return
    clause = _according_to(sentence)
    if clause is None:
        for k in sentence.cue_places():
            clause = _clause_at(sentence, k)
            if clause is not None:
                break
    if clause is None:
        return
    if not _participle_after(sentence, clause):
        yield clause
        return
    cut, k = _participle_after(sentence, clause) or (0, 0)
    kept = tuple((start, min(end, cut)) for start, end in clause.parts if start < cut)
    if kept:
        yield Clause(kept, clause.source, clause.cue, clause.score)
    start = content_start(sentence, k)
    if start is not None:
        yield Clause(((start, sentence.end),), clause.source, sentence.span(k, k), 0.8)


def _without_subject(sentence: Sentence, first: Clause) -> list[Clause]:
    """ "…, but added that …": the source of the first clause has the second cue, too."""
    k = next((k for k in sentence.cue_places() if k <= 1), None)
    start = None if k is None else content_start(sentence, k)
    if k is None or start is None:
        return []
    return [Clause(((start, sentence.end),), first.source, sentence.span(k, k), 0.7)]


def _second_clause(sentence: Sentence) -> int | None:
    """The conjunction in ", while Y said …" or ", but added that …", behind which another clause reports."""
    places = list(sentence.cue_places())
    for k in range(4, len(sentence.tokens) - 4):
        if sentence.words[k] not in ("while", "though", "although", "but", "whereas", "and") or sentence.quoted[k]:
            continue
        if sentence.tokens[k - 1].text != "," or sentence.quoted[k - 1]:
            continue
        near = [j for j in places if k < j <= k + 9]
        if near and (sentence.words[k] not in ("but", "and") or _reports(sentence, near[0])):
            return k
    return None


def _reports(sentence: Sentence, k: int) -> bool:
    """Tells whether a statement surely follows the cue: "that", a quotation or a colon is next."""
    i = skip_circumstances(sentence, k + 1)
    return i is not None and (sentence.words[i] == "that" or sentence.quoted[i] or sentence.tokens[i].text == ":")


def _according_to(sentence: Sentence) -> Clause | None:
    """ "According to X, …" and "…, according to X"."""
    for k in range(len(sentence.tokens) - 2):
        if sentence.quoted[k] or not cues.ACCORDING_TO.match(sentence.from_token(k)):
            continue
        size = len((cues.ACCORDING_TO.match(sentence.from_token(k)) or [""])[0].split())
        first = k + size
        last = end_of_source(sentence, first)
        if last < first:
            return None
        cue, source = sentence.span(k, first - 1), sentence.span(first, last)
        if k <= 2 and last + 2 < len(sentence.tokens):
            after = last + 2 if sentence.tokens[last + 1].text == "," else last + 1
            return Clause(((sentence.tokens[after].start, sentence.end),), source, cue, 0.9)
        if k > 2:
            return Clause(((sentence.start, sentence.tokens[k - 1].end),), source, cue, 0.9)
    return None


def _clause_at(sentence: Sentence, k: int) -> Clause | None:
    """The reporting clause whose cue is token `k`, or None where it reports nothing."""
    first = k
    negated = False
    while first and sentence.words[first - 1] in cues.AUXILIARIES and not sentence.quoted[first - 1]:
        first -= 1
        negated |= sentence.words[first] in cues.NEGATIONS
    if negated and sentence.words[k] not in ("deny", "denied"):
        return None
    before_quote = first and (
        sentence.quoted[first - 1]
        or (first > 1 and sentence.tokens[first - 1].text == "," and sentence.quoted[first - 2])
    )
    inverted = _inverted(sentence, k, first)
    if inverted is not None:
        return inverted
    source = None if before_quote else source_before(sentence, first)
    if source is None:
        return None
    start = sentence.tokens[source[0]].start
    head = sentence.words_before(source[0])
    if _is_inserted(sentence, k, source):
        rest = (sentence.tokens[k + 2].start, sentence.end)
        return Clause(((sentence.start, start), rest), sentence.span(*source), sentence.span(k, k), 0.8)
    if _is_trailing(sentence, k, source[0], head):
        return _interrupted(sentence, sentence.start, source[0], k, sentence.span(*source))
    content = content_start(sentence, k)
    if content is None:
        return None
    score = 0.9 if cues.cue_verbs()[sentence.words[k]] == cues.TAKES_CLAUSE else 0.7
    if start > sentence.start and head >= 4 and _quotes_before(sentence, source[0]):
        return _interrupted(sentence, sentence.start, source[0], k, sentence.span(*source))
    return Clause(((content, sentence.end),), sentence.span(*source), sentence.span(k, k), score)


def _is_inserted(sentence: Sentence, k: int, source: Range) -> bool:
    """Tells "Had she been asked, she said, she would have come", where the statement goes on behind the cue."""
    first, last = source
    if k + 4 >= len(sentence.tokens) or sentence.tokens[k + 1].text != "," or any(sentence.quoted[: k + 3]):
        return False
    inserted = first >= 3 and sentence.tokens[first - 1].text == "," and last - first <= 3 and last == k - 1
    return inserted and sentence.words[k + 2] not in PARTICIPLES | {"but", "and", "while", "though", "as"}


def _quotes_before(sentence: Sentence, i: int) -> bool:
    return any(sentence.quoted[:i])


def _inverted(sentence: Sentence, k: int, first: int) -> Clause | None:
    """ "…," said the minister."""
    if first != k or k < 2 or sentence.words[k].endswith("ing"):
        return None
    after_content = (
        sentence.tokens[k - 1].text in (",", "?", "!", "”", '"', "’", "'", "»", "“") or sentence.quoted[k - 1]
    )
    if not after_content or k + 1 >= len(sentence.tokens):
        return None
    if (
        sentence.words[k + 1] in ("that", ",", ":", ".")
        or sentence.words[k + 1] in PREPOSITIONS
        or sentence.quoted[k + 1]
    ):
        return None
    if not sentence.quoted[k - 1] and sentence.tokens[k - 1].text == "," and not sentence.quoted[k - 2]:
        apposition = with_apposition(sentence, k - 1)  # "Paul Harkan, the negotiator, said his delegation …"
        if apposition is not None and (apposition[0] == 0 or sentence.quoted[apposition[0] - 1]):
            return None
    last = end_of_inverted(sentence, k + 1)
    if last <= k or not looks_like_source(sentence, k + 1, last):
        return None
    if not (sentence.quoted[k - 1] or sentence.quoted[k - 2]) and sentence.words_before(k) < 4:
        return None
    if not any(sentence.quoted[:k]) and cues.cue_verbs()[sentence.words[k]] not in (cues.TAKES_CLAUSE,):
        return None
    return _interrupted(sentence, sentence.start, k, last, sentence.span(k + 1, last), cue=k)


def _interrupted(
    sentence: Sentence, start: int, first: int, last: int, source: Range, cue: int | None = None
) -> Clause:
    """A statement before its source, which goes on behind it where a quotation does."""
    begin = start
    quotations = [q for q in sentence.quotations if q[0] < sentence.tokens[first].start]
    if quotations and _head_in_front(sentence, quotations[0][0]) == 0:
        begin = quotations[0][0]
    parts = [(begin, sentence.tokens[first].start)]
    parts = _only_quotations(sentence, parts[0], quotations)
    if quotations:
        parts += [q for q in sentence.quotations if q[0] >= sentence.tokens[last].end and _is_near(sentence, last, q)]
    at = sentence.span(last, last) if cue is None else sentence.span(cue, cue)
    return Clause(tuple(parts), source, at, 0.95 if quotations else 0.8)


def _head_in_front(sentence: Sentence, offset: int) -> int:
    return sum(token.text[0].isalnum() for token in sentence.tokens if token.end <= offset)


def _only_quotations(sentence: Sentence, part: Range, quotations: Sequence[Range]) -> list[Range]:
    """The quotations themselves where nothing else stands in a part."""
    if not quotations:
        return [part]
    plain = [t for i, t in enumerate(sentence.tokens) if part[0] <= t.start < part[1] and not sentence.quoted[i]]
    if any(token.text[0].isalnum() for token in plain):
        return [part]
    return [q for q in quotations if q[0] >= part[0]]


def _is_near(sentence: Sentence, last: int, quotation: Range) -> bool:
    """Tells whether a quotation follows the cue at once, or after the few words of when and where."""
    between = [t for i, t in enumerate(sentence.tokens) if i > last and t.end <= quotation[0]]
    return sum(token.text[0].isalnum() for token in between) <= 12


def _is_trailing(sentence: Sentence, k: int, first: int, head: int) -> bool:
    """Tells "…, X said on Monday" (the statement stands before) from "On Monday, X said …"."""
    quoted = first > 0 and (sentence.quoted[first - 1] or (first > 1 and sentence.quoted[first - 2]))
    if (head < 4 and not quoted) or (first and sentence.tokens[first - 1].text not in ',”"’»“?!–—'):
        return False
    if (first and sentence.quoted[first - 1]) or (first > 1 and sentence.quoted[first - 2]):
        return True
    if sentence.words[0] in PREPOSITIONS - {
        "there",
        "this",
        "it",
        "under",
        "with",
        "without",
        "for",
    } and not _comma_before(sentence, first - 1):
        return False
    rest = sentence.text(sentence.tokens[k].end, sentence.end).strip()
    if rest.startswith(":") or re.match(r"^,?\s*that\b", rest):
        return False
    if not ADVERBIAL.match(rest):
        return False
    skipped = skip_circumstances(sentence, k + 1)
    return not (skipped is not None and sentence.words[skipped] == "that")


def _comma_before(sentence: Sentence, i: int) -> bool:
    return any(sentence.tokens[j].text == "," for j in range(i))


def _participle_after(sentence: Sentence, clause: Clause) -> tuple[int, int] | None:
    """Finds ", adding that …" in or behind a clause: where the first statement ends, and the token of the cue."""
    for k in range(2, len(sentence.tokens) - 2):
        before = sentence.tokens[k - 1]
        if sentence.words[k] not in PARTICIPLES or sentence.quoted[k] or before.text not in (",", "”", '"'):
            continue
        reports = (
            sentence.words[k + 1] in ("that", "out", ":")
            or sentence.quoted[k + 1]
            or sentence.words[k] in ("adding", "saying", "insisting")
        )
        if reports and sentence.tokens[k].start > clause.cue[1]:
            return (before.start if before.text == "," else before.end), k
    return None
