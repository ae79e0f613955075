"""Titles that stand before the name of a person: "Russian Deputy Foreign Minister" Sergey Ryabkov."""

import re

from toolkit_entities import lexicon

_MODIFIERS = frozenset(
    "deputy vice former ex acting first senior top chief interim incoming outgoing federal national state foreign "
    "finance defence defense interior prime justice health trade energy economy interior transport education "
    "presidential government press special permanent military republican democratic opposition late".split()
)
_LONGEST = 90  # characters before a name in which its title is looked for
_WORD_BEFORE = re.compile(r"([\w.'’-]+)[^\S\n]+$")


def title_before(text: str, start: int) -> str | None:
    """The title before the name that begins at `start`, with what stands before it, or None.

    A capitalised title takes the capitalised words before it ("Kestrian Foreign Minister"); any takes the words that
    go with titles ("former", "deputy") and the names of peoples.
    """
    first, capitalised = start, False
    least = max(0, start - _LONGEST)
    while match := _WORD_BEFORE.search(text[least:first]):
        word = match[1]
        plain = word.lower().rstrip(".")
        if first == start:
            if plain.rpartition("-")[2] not in lexicon.title_words():  # "Secretary-General"
                return None
            capitalised = word[0].isupper()
        elif plain == "of":  # "Secretary of State"
            office = _WORD_BEFORE.search(text[least : least + match.start(1)])
            if office is None or office[1].lower() not in lexicon.title_words():
                break
        elif not (
            plain in _MODIFIERS
            or plain in lexicon.title_words()
            or lexicon.known_names().get(word, ("", ""))[0] == "GROUP"
            or (capitalised and word[0].isupper() and not word.endswith(".") and plain not in lexicon.openers())
        ):
            break
        first = least + match.start(1)
    return text[first:start].rstrip() if first < start else None


def without_title(text: str, start: int, end: int) -> int:
    """Where the name itself begins in a span that may have a title before it."""
    at = start
    while match := re.match(r"([\w’'-]+\.?)\s+(?=\w)", text[at:end]):
        if match[1].lower().rstrip(".") not in lexicon.title_words():
            break
        at += match.end()
    return at
