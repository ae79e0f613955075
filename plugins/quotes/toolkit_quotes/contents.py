"""Where a statement begins that follows its cue."""

from toolkit_quotes import cues
from toolkit_quotes.sentence import Sentence
from toolkit_quotes.words import ADDRESSEE_VERBS, PREPOSITIONS, PRONOUNS, SKIP_AFTER_CUE, VIEW


def skip_circumstances(sentence: Sentence, i: int) -> int | None:
    """The token behind the words of when, where and to whom that may follow a cue at `i - 1`."""
    while i < len(sentence.tokens):
        rest = sentence.from_token(i)
        match = SKIP_AFTER_CUE.match(rest)
        if match is None or not match.group().strip():
            return i
        offset = sentence.tokens[i].start + match.end()
        i = next((j for j in range(i, len(sentence.tokens)) if sentence.tokens[j].end > offset), len(sentence.tokens))
    return None


def content_start(sentence: Sentence, k: int) -> int | None:
    """Where the statement begins that follows the cue `k`, or None where none follows."""
    kind = cues.cue_verbs()[sentence.words[k]]
    i = skip_circumstances(sentence, k + 1)
    if sentence.words[k] in ADDRESSEE_VERBS or (i is not None and sentence.words[i] == "to"):
        i = _after_addressee(sentence, i)
    if sentence.words[k] == "pointing" and i is not None and sentence.words[i] == "out":
        i += 1
    if i is None or i >= len(sentence.tokens) or sentence.tokens[i].start >= sentence.end:
        return None
    while i < len(sentence.tokens) and sentence.tokens[i].text in (":", ","):
        i += 1
    if i >= len(sentence.tokens) or sentence.tokens[i].start >= sentence.end:
        return None
    if sentence.quoted[i] or sentence.words[i] == "that" or VIEW.match(sentence.from_token(i)):
        return sentence.tokens[i].start
    if kind == cues.NEEDS_THAT:
        that = _that_within(sentence, i, 12)
        return None if that is None else sentence.tokens[that].start
    if kind == cues.TAKES_OBJECT:
        return sentence.tokens[i].start if any(sentence.quoted[i:]) else None
    that = _that_within(sentence, i, 10)
    if that is not None and sentence.words[i] in PREPOSITIONS - {
        "there",
        "here",
        "this",
        "last",
        "next",
        "if",
    }:
        return sentence.tokens[that].start
    if sentence.words[i] in ("of", "about", "to", "and", "or") or (i == k + 1 and sentence.words[i] == "by"):
        return None
    if sentence.words[i] in ("in", "on", "at", "a", "an", "with", "for", "by") and len(sentence.tokens) - i < 7:
        return None
    if len(sentence.tokens) - i < 3:
        return None
    return sentence.tokens[i].start


def _that_within(sentence: Sentence, i: int, most: int) -> int | None:
    for j in range(i, min(i + most, len(sentence.tokens))):
        if sentence.words[j] == "that" and not sentence.quoted[j]:
            return j
        if sentence.quoted[j] or sentence.tokens[j].text in (",", ";"):
            return None
    return None


def _after_addressee(sentence: Sentence, i: int | None) -> int | None:
    """Skips whom something was told: up to "that", a quotation, or the first word that begins a clause."""
    if i is None:
        return None
    for j in range(i, min(i + 14, len(sentence.tokens))):
        if sentence.words[j] == "that" or sentence.quoted[j] or sentence.tokens[j].text == ":":
            return j
        begins = sentence.words[j] in PRONOUNS or sentence.words[j] in (
            "the",
            "there",
            "a",
            "an",
            "his",
            "her",
            "their",
        )
        if j > i and begins and sentence.words[j - 1] not in PREPOSITIONS | {"of", "and"}:
            return j
        if j > i and sentence.tokens[j].text == ",":
            return None
    return None
