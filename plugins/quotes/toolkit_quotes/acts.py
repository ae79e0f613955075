"""What someone does who makes a statement: says, writes, thinks, asks, promises or judges."""

import re
from functools import cache
from importlib.resources import files

ACTS = ("said", "wrote", "thought", "asked", "promised", "judged", "unsaid", "other")
"""The kinds of `acts.txt`, what someone did not say, and what no word tells."""

_WORD = re.compile(r"[a-z]+")
_NOT = re.compile(r"\b(?:not|never|cannot)\b|n't\b")
_NOBODY = re.compile(r"(?:nobody|no one|none|neither)\b", re.IGNORECASE)
_PHRASES = {
    "called for": "asked", "calls for": "asked", "calling for": "asked", "call for": "asked", "made clear": "said",
    "made it clear": "said", "shot back": "said", "rules out": "said", "ruled out": "said", "ruling out": "said",
}  # fmt: skip


def _forms(line: str) -> list[str]:
    """The forms of a word from its line: "say = says said saying", or the base of a regular verb."""
    base, _, irregular = (part.strip() for part in line.partition("="))
    if irregular:
        return [base, *irregular.split()]
    if base.endswith("y") and base[-2:-1] not in "aeou":
        return [base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"]
    if base.endswith("e"):
        return [base, base + "s", base + "d", base[:-1] + "ing"]
    return [base, base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s"), base + "ed", base + "ing"]


@cache
def _acts() -> dict[str, str]:
    found: dict[str, str] = {}
    act = ""
    for line in files(__package__).joinpath("acts.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            act = line.strip("[]")
        elif line.strip() and not line.startswith("#"):
            for form in _forms(line):
                found.setdefault(form, act)
    return found


def act_of(cue: str | None, source: str | None = None) -> str:
    """The act that a cue tells of, by its first word that tells one; a mark ("Minister: …", "… — minister") says.

    Where the cue or the source says no ("did not say", "neither side"), what would be said or written is `unsaid`.
    """
    text = (cue or "").lower().replace("’", "'")
    words = _WORD.findall(text)
    if not words:
        return "said"
    act = _phrase(words) or next((_acts()[word] for word in words if word in _acts()), "other")
    return "unsaid" if act in ("said", "wrote") and (_NOT.search(text) or _NOBODY.match(source or "")) else act


def _phrase(words: list[str]) -> str | None:
    text = f" {' '.join(words)} "
    return next((act for phrase, act in _PHRASES.items() if f" {phrase} " in text), None)
