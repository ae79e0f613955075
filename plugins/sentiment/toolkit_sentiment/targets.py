"""Targets: the phrases, names and synonyms that a study asks for, and where they occur in a statement."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import inflect

ENTITIES = "entities"
"""Asked for as the only target, it stands for every name in the statements."""
_LONGEST = 40  # words
_WORD = re.compile(r"\w+")
_JOINT = r"[\s\-‐‑–]+"
_DETERMINER = r"(?:the|an?|this|that|these|those|our|your|their|its|his|her|my|any|all|such|some|so-called)"
_BE = r"(?:is|are|was|were|be|(?:will|would|can|could|must)\s+be)"
_THAT_IS = rf",?\s+(?:that|which)\s+{_BE}\s+(?:\w+ly\s+|not\s+|so\s+|too\s+)?"
_OF = rf"\s+(?:of|on|for|to|about|against|in|with|from|by)\s+(?:{_DETERMINER}\s+)?"


@dataclass(frozen=True)
class Target:
    """What is asked for, and the phrases by which it is met: itself and its synonyms."""

    name: str
    phrases: tuple[str, ...]


def clean_targets(targets: Any) -> tuple[Target, ...]:
    """Gives the targets without blanks and repetitions, in their order.

    `targets` is a phrase, a list of phrases, or a mapping of each target to its synonyms (a phrase or a list of them).
    Raises ValueError, naming the value, for what is no phrase: something other than text, no word in it, or over 40
    words.
    """
    given: Iterable[Any] = () if targets is None else [targets] if isinstance(targets, str) else targets
    if not isinstance(given, Iterable):
        raise ValueError(f"Targets must be phrases, not {targets!r}.")
    found: dict[str, Target] = {}
    for name in given:
        synonyms = given[name] if isinstance(given, Mapping) else ()
        synonyms = [synonyms] if isinstance(synonyms, str) else list(synonyms or ())
        phrases = [_phrase(phrase) for phrase in (name, *synonyms)]
        found[phrases[0]] = Target(phrases[0], tuple(dict.fromkeys(phrases)))
    return tuple(found.values())


def check_targets(options: Mapping[str, Any]) -> None:
    """Raises ValueError for options with a target that cannot be used."""
    clean_targets(options.get("targets"))


def _phrase(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"A target must be text, not {value!r}.")
    phrase = " ".join(value.split())
    if not _WORD.search(phrase):
        raise ValueError(f"Target {value!r} has no word in it.")
    words = len(phrase.split())
    if words > _LONGEST:
        raise ValueError(f"Target {phrase[:40]!r}… has {words} words; at most {_LONGEST} make sense.")
    return phrase


@cache
def _inflections() -> "inflect.engine":
    import inflect  # it compiles a thousand patterns, which takes longer than all else that is imported

    return inflect.engine()


@lru_cache(maxsize=50_000)
def forms_of(word: str) -> tuple[str, ...]:
    """A word in lower case with its singular and plural."""
    if len(word) < 3 or not word.isalpha():
        return (word,)
    engine = _inflections()
    singular = engine.singular_noun(word) or word  # of a singular ("crisis") it may make no word, which meets nothing
    return tuple(dict.fromkeys((word, singular, engine.plural_noun(singular), engine.plural_noun(word))))


@lru_cache(maxsize=50_000)
def pattern_of(phrase: str) -> re.Pattern[str]:
    """A pattern for a phrase: any case, singular and plural, blanks or hyphens, with or without determiners.

    "unilateral concessions" is met as "a unilateral concession", "unilateral-concessions" and "concessions that are
    unilateral", "climate policy" as "policy on the climate". It is no regular expression.
    """
    words = [word for word in re.split(_JOINT, re.sub(rf"(?i)^{_DETERMINER}\s+(?=\w)", "", phrase)) if word]
    parts = [_any_form(word) for word in words]
    between = rf"{_JOINT}(?:{_DETERMINER}\s+)?"
    found = between.join(parts)
    if 1 < len(words) <= 4 and all(_WORD.fullmatch(word) for word in words):
        before = between.join(parts[:-1])
        found = rf"{found}|{parts[-1]}(?:{_THAT_IS}|{_OF}){before}"
    return re.compile(rf"(?<!\w)(?:{found})(?!\w)", re.IGNORECASE)


def _any_form(word: str) -> str:
    stem = re.sub(r"['’]s$", "", word)
    forms = forms_of(stem.lower()) if word.islower() or word[1:].islower() else (word,)
    return "(?:" + "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)) + ")(?:['’]s?)?"


@dataclass(frozen=True)
class Finder:
    """Finds any number of targets at the cost of those whose words occur."""

    targets: tuple[Target, ...]
    by_word: Mapping[str, Sequence[tuple[int, str]]] = field(default_factory=dict)
    """A word in lower case → the targets, and the phrase of each, that cannot be met without it."""

    @classmethod
    def of(cls, targets: tuple[Target, ...]) -> "Finder":
        """Makes the index over the longest word of each phrase."""
        by_word: dict[str, list[tuple[int, str]]] = {}
        for number, target in enumerate(targets):
            for phrase in target.phrases:
                longest = max(_WORD.findall(phrase), key=len).lower()
                for form in forms_of(longest):
                    by_word.setdefault(form, []).append((number, phrase))
        return cls(targets, by_word)

    def find(self, text: str, parts: Iterable[Sequence[int]]) -> Iterator[tuple[str, int, int]]:
        """Yields the target and the place of each occurrence in the parts of a statement, in the order of the text."""
        for start, end in parts:
            words = set(_WORD.findall(text[start:end].lower()))
            met = [pair for word in sorted(words) for pair in self.by_word.get(word, ())]
            found: dict[tuple[int, int, int], None] = {}
            for number, phrase in dict.fromkeys(met):
                for match in pattern_of(phrase).finditer(text, start, end):
                    found[match.start(), match.end(), number] = None
            for first, last, number in sorted(found):
                yield self.targets[number].name, first, last


def finder_of(targets: Any) -> Finder:
    """The finder of some targets, as `clean_targets` takes them; made once for all articles."""
    if isinstance(targets, Mapping):
        pairs = ((name, (own,) if isinstance(own, str) else tuple(own or ())) for name, own in targets.items())
        return _finder(tuple(pairs), True)
    return _finder((targets,) if isinstance(targets, str) else tuple(targets or ()), False)


@lru_cache(maxsize=8)
def _finder(targets: tuple[Any, ...], synonyms: bool) -> Finder:
    return Finder.of(clean_targets(dict(targets) if synonyms else targets))
