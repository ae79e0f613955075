"""Where an article names someone or something: runs of capitalised words, and what kind of thing each names."""

import re
from collections.abc import Iterator, Sequence

from toolkit.documents import Document, Sentence, Token
from toolkit_entities import lexicon
from toolkit_entities.context import by_demonym, by_other_mentions, spread_gender
from toolkit_entities.mention import Mention, make_mention

_LINKS = frozenset(
    "of the and for on de la le del della di da do dos du van von der den bin ibn al el ul zu y e".split()
)
_PERSON_LINKS = frozenset("de la le del della di da dos du van von der den bin ibn al el ul zu y abu".split())
_MODIFIERS = frozenset(
    "deputy vice former ex acting first senior top chief interim incoming outgoing federal national state foreign "
    "finance defence defense interior prime justice health trade energy economy interior transport education "
    "presidential government press special permanent military republican democratic opposition late".split()
)
_NAME = re.compile(r"^[A-ZÀ-ÖØ-Þ][\w’'.-]*$|^[a-z]{1,2}[-'’][A-ZÀ-ÖØ-Þ][\w’'-]+$")
_ACRONYM = re.compile(r"^[A-Z][A-Z&.-]{1,6}s?$")
_IN = frozenset("in at near from to around outside across into toward towards through".split())
_SPEECH = frozenset(
    "said says told added stated noted stressed warned argued insisted replied wrote explained believes thinks wants "
    "called claimed announced declared recalled answered".split()
)


def find_mentions(document: Document) -> list[Mention]:
    """Finds the names of a document, in the order of its text.

    What is not known by a lexicon and not told by its surroundings is left out rather than guessed.
    """
    doubtful: list[tuple[Sentence, list[Token]]] = []
    found: list[Mention] = []
    for sentence in document.sentences:
        capitals = sum(token.text[:1].isupper() for token in sentence.tokens)
        words = sum(token.text[:1].isalpha() for token in sentence.tokens)
        headline_case = words >= 4 and capitals > 0.7 * words
        for run in _runs(sentence):
            for piece in _pieces(run, sentence):
                mention = _classify(piece, sentence, headline_case)
                if mention is None:
                    doubtful.append((sentence, piece))
                else:
                    found.append(mention)
    found += by_other_mentions(doubtful, found)
    capitalised = {
        token.text for sentence in document.sentences for token in sentence.tokens if _NAME.match(token.text)
    }
    found += by_demonym(doubtful, capitalised, {(mention.field, mention.start) for mention in found})
    order = {name: number for number, name in enumerate(document.fields)}
    return sorted(spread_gender(document, found), key=lambda m: (order[m.field], m.start))


def _runs(sentence: Sentence) -> Iterator[list[Token]]:
    """Runs of capitalised words, with the small words that names have inside."""
    run: list[Token] = []
    links: list[Token] = []
    for number, token in enumerate(sentence.tokens):
        if _NAME.match(token.text) and not _is_common(sentence.tokens, number, not run):
            run += [*links, token]
            links = []
        elif run and token.text in _LINKS and len(links) < 2:
            links.append(token)
        else:
            if run:
                yield run
            run, links = [], []
    if run:
        yield run


def _is_common(tokens: Sequence[Token], number: int, first_of_run: bool) -> bool:
    """Tells a word that is capitalised for another reason than being a name."""
    token = tokens[number]
    word = token.text.lower().rstrip(".")
    if number + 1 < len(tokens) and f"{token.text} {tokens[number + 1].text}" in lexicon.known_names():
        return False
    if token.text == "I" or token.text.startswith(("I'", "I’")):
        return True
    if token.text == "US":
        return False
    if word == "may" and not first_of_run:
        return True
    return word in lexicon.common_words(first_of_run)


def _pieces(run: list[Token], sentence: Sentence) -> Iterator[list[Token]]:
    """Cuts a run into the single names it holds: "Russia and the US", "Russian Foreign Ministry", titles off."""
    texts = [token.text for token in run]
    start = 0
    i = 0
    known = lexicon.known_names()
    while i < len(run):
        if texts[i] in ("and", "for", "the", "on") or (texts[i] == "of" and not _is_org(texts[start:i])):
            inside = texts[i] in ("and", "for", "of", "the", "on") and _joins(texts, i, start)
            if not inside:
                if run[start:i]:
                    yield run[start:i]
                start = i + 1
            i += 1
            continue
        size = next(
            (
                n
                for n in range(min(lexicon.longest_known(), len(run) - i), 1, -1)
                if " ".join(texts[i : i + n]) in known
            ),
            0,
        )
        if size and not _is_org(texts[i + size : i + size + 3]):
            if run[start:i]:
                yield run[start:i]
            yield run[i : i + size]
            i = start = i + size
            continue
        i += 1
    if run[start:]:
        yield run[start:]


def _joins(texts: Sequence[str], i: int, start: int) -> bool:
    """Tells whether the small word at `i` is inside one name, as in "Ministry of Trade and Industry"."""
    before, after = texts[start:i], texts[i + 1 : i + 2]
    if not before or not after:
        return False
    if texts[i] == "and":
        return "of" in before and _is_org(before) and after[0] not in lexicon.known_names()
    return _is_org(before) or before[-1] in ("of", "for", "on")


def _is_org(texts: Sequence[str]) -> bool:
    heads = lexicon.head_words()
    return any(heads.get(text) == "ORG" for text in texts)


def _classify(piece: list[Token], sentence: Sentence, headline_case: bool) -> Mention | None:
    """Says what kind of thing a piece names, or None where nothing tells."""
    while piece and piece[-1].text in _LINKS:
        piece = piece[:-1]
    title, name = _split_title(piece, sentence)
    if not name or all(token.text.lower() in lexicon.title_words() | _MODIFIERS for token in name):
        return None
    text = " ".join(token.text for token in name)
    known = lexicon.known_names().get(text)
    if title and not (known and known[0] != "PLACE"):
        return make_mention(name, sentence, "PERSON", 0.95, title)
    if known:
        return make_mention(name, sentence, known[0], 0.95)
    heads = [lexicon.head_words().get(token.text) for token in name]
    if len(name) > 1 and any(heads):
        label = next(head for head in reversed(heads) if head) if heads[-1] else next(head for head in heads if head)
        return make_mention(name, sentence, "ORG" if "ORG" in heads and heads[-1] is None else label, 0.8)
    first = name[0].text
    if len(name) > 1 and (first in lexicon.given_names() or re.match(r"^(?:[A-Z]\.)+$", first)):
        gender = lexicon.given_names().get(first, "any")
        return make_mention(name, sentence, "PERSON", 0.9, gender=None if gender == "any" else gender)
    if _ACRONYM.match(text) and not headline_case and len(text) <= 7:
        return make_mention(name, sentence, "ORG", 0.6)
    if known_first := lexicon.known_names().get(first):
        rest = name[1:]
        if known_first[0] == "GROUP" and rest:  # "Russian diplomats": the people are found by themselves
            return None if headline_case else _classify(rest, sentence, headline_case)
    before, after = _neighbours(name, sentence)
    if before in _IN and len(name) <= 2 and not headline_case:
        return make_mention(name, sentence, "PLACE", 0.6)
    if before in _SPEECH or after in _SPEECH or after in ("who", "whose"):
        return make_mention(name, sentence, "PERSON", 0.7) if len(name) <= 3 else None
    if headline_case:
        return None
    if 2 <= len(name) <= 3 and all(_NAME.match(token.text) or token.text in _PERSON_LINKS for token in name):
        return make_mention(name, sentence, "PERSON", 0.5)
    return None


def _split_title(piece: list[Token], sentence: Sentence) -> tuple[str | None, list[Token]]:
    """Takes the title off the name: "Deputy Foreign Minister" | "Sergey Ryabkov", also "former minister" before it."""
    cut = 0
    for i, token in enumerate(piece[:-1]):
        if token.text.lower().rstrip(".") in lexicon.title_words() and not _is_org([token.text for token in piece]):
            cut = i + 1
    if cut:
        after = piece[cut:]
        if after and after[0].text in ("of", "for", "the"):
            return None, piece
        start = piece[0].start
        return _title_text(sentence, start, piece[cut - 1].end), after
    tokens = sentence.tokens
    index = next(i for i, token in enumerate(tokens) if token.start == piece[0].start)
    first = index
    if index and tokens[index - 1].text.lower().rstrip(".") in lexicon.title_words():
        first = index - 1
        while first and (
            tokens[first - 1].text.lower() in _MODIFIERS
            or tokens[first - 1].text.lower() in lexicon.title_words()
            or lexicon.known_names().get(tokens[first - 1].text, ("", ""))[0] == "GROUP"
        ):
            first -= 1
        return _title_text(sentence, tokens[first].start, tokens[index - 1].end), piece
    return None, piece


def _title_text(sentence: Sentence, start: int, end: int) -> str:
    return sentence.text[start - sentence.start : end - sentence.start]


def _neighbours(name: list[Token], sentence: Sentence) -> tuple[str, str]:
    tokens = sentence.tokens
    first = next(i for i, token in enumerate(tokens) if token.start == name[0].start)
    last = first + len(name)
    before = tokens[first - 1].text if first else ""
    after = tokens[last].text if last < len(tokens) else ""
    return before.lower(), after.lower()
