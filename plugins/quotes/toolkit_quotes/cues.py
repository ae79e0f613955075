"""The words that introduce a statement."""

import re
from functools import cache
from importlib.resources import files

TAKES_CLAUSE = "said"
THINKS = "thought"
NEEDS_THAT = "only"
TAKES_OBJECT = "takes"


def _forms(base: str) -> list[str]:
    """The forms of a regular verb."""
    if base.endswith("e"):
        return [base, base + "s", base + "d", base[:-1] + "ing"]
    if re.search(r"(?:s|sh|ch|x)$", base):
        return [base, base + "es", base + "ed", base + "ing"]
    return [base, base + "s", base + "ed", base + "ing"]


@cache
def cue_verbs() -> dict[str, str]:
    """Each form of each verb → how it takes its statement: said, thought, only or takes."""
    verbs: dict[str, str] = {}
    kind = ""
    for line in files(__package__).joinpath("cues.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind = re.split(r"\W", line[1:])[0]
        elif line.strip() and not line.startswith("#"):
            base, _, irregular = line.partition("=")
            forms = [base.strip(), *irregular.split()] if irregular else _forms(base.strip())
            verbs.update(dict.fromkeys(forms, kind))
    return verbs


AUXILIARIES = frozenset(
    "has have had was is were are be been being will would did does do can could may might must should also later then "
    "earlier recently repeatedly previously once again already again always often just even never not n't n’t still "
    "further only now "
    "publicly privately openly flatly bluntly reportedly apparently clearly simply explicitly famously angrily "
    "quietly firmly strongly sharply".split()
)
NEGATIONS = frozenset(("not", "n't", "n’t", "never"))

ACCORDING_TO = re.compile(r"^(?:according to|in the words of|in the view of|in the opinion of)\b", re.IGNORECASE)
