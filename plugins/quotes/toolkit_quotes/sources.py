"""The source of a statement: the noun phrase, name or pronoun that goes with a cue."""

from toolkit_quotes.sentence import Range, Sentence
from toolkit_quotes.words import DETERMINERS, OPENERS, PREPOSITIONS, PRONOUNS, STOPS


def end_of_source(sentence: Sentence, first: int) -> int:
    """The last token of a source that begins at `first` and ends at a comma, a full stop or a preposition."""
    last = first - 1
    for i in range(first, min(first + 18, len(sentence.tokens))):
        token = sentence.tokens[i].text
        if token in ",.;:—–)" or sentence.quoted[i]:
            break
        if (
            i > first
            and sentence.words[i] in ("in", "on", "at", "who", "which", "during", "after", "as", "when")
            and (sentence.words[i] != "in" or not sentence.is_name(i + 1))
        ):
            break
        last = i
    return last


def end_of_inverted(sentence: Sentence, first: int) -> int:
    last = first - 1
    for i in range(first, min(first + 16, len(sentence.tokens))):
        if sentence.tokens[i].text in ",.;:—–)" or sentence.quoted[i]:
            break
        if i > first and sentence.words[i] in PREPOSITIONS - {"for", "to"} | {"who", "which"}:
            break
        last = i
    return last


def source_before(sentence: Sentence, k: int) -> Range | None:
    """The tokens of the source whose verb group begins at token `k`, or None where there is no source."""
    last = k - 1
    if last < 0 or sentence.quoted[last]:
        return None
    if sentence.tokens[last].text in (",", ")", "–", "—"):  # "Putin, the president, said"
        return with_apposition(sentence, last)
    if sentence.words[last] == "who":
        end = last - 2 if last > 1 and sentence.tokens[last - 1].text == "," else last - 1
        first = _without_openers(sentence, _start_of_clause(sentence, end), end) if end >= 0 else 0
        return (first, end) if looks_like_source(sentence, first, end) else None
    if sentence.words[last] in ("and", "but", "then") and last > 2:  # "Putin met the envoy and said …"
        return _subject_of_sentence(sentence)
    first = _start_of_clause(sentence, last)
    first = _without_openers(sentence, first, last)
    return (first, last) if looks_like_source(sentence, first, last) else None


def _subject_of_sentence(sentence: Sentence) -> Range | None:
    """A pronoun or name with which the sentence begins."""
    if sentence.words[0] in PRONOUNS:
        return 0, 0
    last = -1
    while (
        sentence.is_name(last + 1)
        and not sentence.quoted[last + 1]
        and sentence.words[last + 1] not in PREPOSITIONS | OPENERS
    ):
        last += 1
    if (
        last >= 0
        and sentence.words[0] not in DETERMINERS
        and last + 1 < len(sentence.tokens)
        and sentence.words[last + 1][0].isalpha()
    ):
        return 0, last
    return None


def with_apposition(sentence: Sentence, last: int) -> Range | None:
    opening = "(" if sentence.tokens[last].text == ")" else sentence.tokens[last].text
    for i in range(last - 1, max(last - 25, 0), -1):
        if sentence.tokens[i].text == opening and not sentence.quoted[i]:
            first = _without_openers(sentence, _start_of_clause(sentence, i - 1), i - 1)
            if looks_like_source(sentence, first, i - 1) and not sentence.holds_verb(first, i - 1):
                return first, (last if opening == "(" else last - 1)
            return None
    return None


def _start_of_clause(sentence: Sentence, last: int) -> int:
    first = last
    while first and not sentence.quoted[first - 1]:
        token, word = sentence.tokens[first - 1].text, sentence.words[first - 1]
        if token in ",;:—–()" or word in ("that", "because", "while", "although", "whereas", "as", "but"):
            break
        if word == "and" and sentence.holds_verb(max(0, first - 8), first - 2):
            break
        first -= 1
    return first


def _without_openers(sentence: Sentence, first: int, last: int) -> int:
    while first < last and sentence.words[first] in OPENERS:
        first += 1
    if first < last and sentence.words[first] in PREPOSITIONS:
        # "On Monday the minister said": the source begins at the next determiner, pronoun or title
        for i in range(first + 1, last + 1):
            if sentence.words[i] in PRONOUNS or (i > first + 1 and sentence.words[i] in ("the", "a", "an")):
                return i
        for i in range(last, first + 1, -1):
            if not sentence.is_name(i):
                return i + 1
    return first


def looks_like_source(sentence: Sentence, first: int, last: int) -> bool:
    """Tells a noun phrase or a pronoun from other words, by the words at its ends."""
    if first > last or last - first > 22:
        return False
    head = sentence.words[first]
    if not sentence.words[last][0].isalnum() and sentence.tokens[last].text not in ("”", '"', "'", "’", ")", "."):
        return False
    if head in STOPS or sentence.words[last] in STOPS or sentence.words[last] in PREPOSITIONS - {"this", "monday"}:
        return False
    if head in PRONOUNS:
        return first == last
    if head in ("neither", "nobody", "none", "no"):  # nobody said it
        return False
    if head == "it":
        return False
    if sentence.holds_verb(first, last):
        return False
    return sentence.words[last] not in ("be", "been", "to", "and", "or", "not", "than", "so")
