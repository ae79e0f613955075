"""Target phrases and where they occur in a statement."""

import re
from collections.abc import Iterable, Iterator

_LONGEST = 40  # words


def clean_targets(targets: Iterable[str] | str | None) -> list[str]:
    """Gives the target phrases without blanks and repetitions, in their order.

    Raises ValueError for what is no phrase: something other than text, no word in it, or over 40 words.
    """
    given = [] if targets is None else [targets] if isinstance(targets, str) else list(targets)
    cleaned: dict[str, None] = {}
    for target in given:
        if not isinstance(target, str):
            raise ValueError(f"A target must be text, not {target!r}.")
        phrase = " ".join(target.split())
        words = len(phrase.split())
        if not re.search(r"\w", phrase):
            raise ValueError(f"Target {target!r} has no word in it.")
        if words > _LONGEST:
            raise ValueError(f"Target {phrase[:40]!r}… has {words} words; at most {_LONGEST} make sense.")
        cleaned[phrase] = None
    return list(cleaned)


def pattern_of(target: str) -> re.Pattern[str]:
    """A pattern for a phrase: any case, singular or plural, words joined by blanks or hyphens."""
    words = r"[\s-]+".join(_word(word) for word in re.split(r"[\s-]+", target) if word)
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def _word(word: str) -> str:
    for ending, stems in (("ies", ("y", "ies")), ("y", ("y", "ies")), ("s", ("", "s"))):
        if word.lower().endswith(ending) and len(word) > len(ending) + 2 and not word.lower().endswith("ss"):
            return re.escape(word[: -len(ending)]) + "(?:" + "|".join(stems) + ")"
    return re.escape(word) + ("(?:e?s)?" if len(word) > 2 and word[-1].isalpha() else "")


def occurrences(pattern: re.Pattern[str], text: str, parts: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yields where a target occurs within the parts of a statement; offsets are into `text`, the whole field."""
    for start, end in parts:
        for match in pattern.finditer(text, start, end):
            yield match.span()
