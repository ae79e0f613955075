"""What the grammar of a statement says of a target: negation, undoing, ascription, opponents, conditions, contrast …

Each finding is a signal with the words that make it. The head weighs them together with what it has learned; a reader
is told them as evidence. English, by words and their order; no parser.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from toolkit.documents import Token
from toolkit_sentiment.lexicon import groups_of

KINDS = (
    "for", "against", "negation", "double negation", "undoing", "negated undoing", "instead", "ascription",
    "own belief", "critics", "friends", "condition", "question", "contrast before", "contrast behind", "own", "label",
    "modal", "quantifier", "denial alone", "value",
)  # fmt: skip
"""What signals can be of; `value` is the sum of the words for and against, each less the further off it stands."""
_BREAKS = frozenset((";", ":", "—", "–", "but"))
_NEAR, _REACH = 5, 9
"""Words between an undoing and its target, and over which a negation reaches within its clause."""
_ANYONE = frozenset(
    "those people who anyone whoever whosoever everyone everybody ones men folks hardliners crowd".split()
)
_LABELS = frozenset("be is was call called calls amounted amounts this precisely simply as".split())
_QUANTIFIERS = frozenset("no none nobody every all few each any half most everyone everything neither nothing".split())


@dataclass(frozen=True)
class Signal:
    """Something that grammar says: of which kind, how strongly, by which words, and what that means, in words."""

    kind: str
    weight: float
    words: tuple[int, ...]
    effect: str


@dataclass
class Clause:
    """The sentence with the target in it; `target` and `behind` are the numbers of the target's first word and the
    next."""

    tokens: Sequence[Token]
    target: int
    behind: int
    words: list[str] = field(init=False)
    groups: list[frozenset[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.words = [token.text.lower().replace("’", "'") for token in self.tokens]
        self.groups = [groups_of(word) for word in self.words]

    def quoted(self, first: int, last: int) -> str:
        """The words from one to another as they stand, in quotation marks."""
        text, end = "", self.tokens[first].start
        for token in self.tokens[first : last + 1]:
            text += " " * (token.start > end) + token.text
            end = token.end
        return f"“{text}”"

    def is_in(self, i: int, group: str) -> bool:
        """Tells whether a word belongs to a group of the lexicon."""
        return group in self.groups[i]


def signals(clause: Clause) -> list[Signal]:
    """All that grammar says of the target, in the order of the text."""
    found = [
        *_undoing(clause),
        *_others(clause),
        *_ascription(clause),
        *_frame(clause),
    ]
    taken = {i for signal in found if signal.kind in ("undoing", "negated undoing", "instead") for i in signal.words}
    found += _evaluations(clause, taken)
    if not any(signal.kind in ("for", "against", "undoing", "negated undoing", "label") for signal in found):
        found += _denial(clause)
    return sorted(found, key=lambda signal: signal.words[:1])


def features(found: Sequence[Signal]) -> np.ndarray:
    """The signals as numbers, one for each of `KINDS`."""
    values = np.zeros(len(KINDS), dtype=np.float32)
    for signal in found:
        values[KINDS.index(signal.kind)] += abs(signal.weight)
        if signal.kind in ("for", "against"):
            values[-1] += signal.weight
    return np.clip(values, -2, 2)


def _undoing(clause: Clause) -> list[Signal]:
    """ "lifting the sanctions", "the ban on fracking", "the sanctions must go", "without the treaty"."""
    for i in range(clause.target - 1, max(clause.target - _NEAR - 1, -1), -1):
        if clause.words[i] in _BREAKS or clause.words[i] == ",":
            break
        if clause.is_in(i, "instead"):
            return [Signal("instead", 1, (i,), f"{clause.quoted(i, i)} leaves it out")]
        if clause.is_in(i, "undoing"):
            return [_undone(clause, i)]
    for i in range(clause.behind, min(clause.behind + _NEAR + 1, len(clause.words))):
        if clause.words[i] in _BREAKS or clause.words[i] == ",":
            break
        passive = {"be", "been", "to", "must", "should", "was", "is", "were", "will"} & set(
            clause.words[clause.behind : i]
        )
        if (clause.is_in(i, "undoing") or clause.words[i] in ("go", "gone", "out")) and passive:
            return [_undone(clause, i)]
    return []


def _undone(clause: Clause, i: int) -> Signal:
    negators = _negators(clause, i)
    if len(negators) % 2:
        first = min(negators)
        return Signal("negated undoing", 1, (*negators, i), f"{clause.quoted(first, i)} speaks against its end")
    return Signal("undoing", 1, (i,), f"{clause.quoted(i, i)} speaks of its end")


def _others(clause: Clause) -> list[Signal]:
    """ "Critics of the treaty", "those who fight the tax", "supporters of the dam"."""
    for i in range(clause.target - 1, max(clause.target - 9, -1), -1):
        if clause.words[i] in _BREAKS:
            break
        if clause.is_in(i, "assail") and clause.words[i].endswith("ing"):
            return [Signal("critics", 1, (i,), f"{clause.quoted(i, i)} speaks of its opponents")]
        for group, kind, of in (("critic", "critics", "opponents"), ("friend", "friends", "supporters")):
            linked = {"of", "against", "to", "on", "for", "over", "about", "into"} & set(
                clause.words[i + 1 : clause.target]
            )
            if clause.is_in(i, group) and linked:
                return [Signal(kind, 1, (i,), f"{clause.quoted(i, i)} speaks of its {of}")]
        if clause.words[i] in ("who", "whoever", "that", "which") and {*clause.words[max(0, i - 3) : i + 1]} & _ANYONE:
            for j in range(i + 1, clause.target):
                if {"oppose", "undoing", "assail"} & clause.groups[j]:
                    return [Signal("critics", 1, (i, j), f"{clause.quoted(i, j)} speaks of its opponents")]
                if clause.is_in(j, "support"):
                    return [Signal("friends", 1, (i, j), f"{clause.quoted(i, j)} speaks of its supporters")]
    return []


def _ascription(clause: Clause) -> list[Signal]:
    """ "Our partners think that we will agree", and "I believe in the union"."""
    for i in range(len(clause.words)):
        if i >= clause.target and not (i < clause.behind + 4):
            break
        if not clause.is_in(i, "belief") or clause.target <= i < clause.behind:
            continue
        before = clause.words[max(0, i - 4) : i]
        if {"i", "we"} & set(before):
            return [Signal("own belief", 1, (i,), f"{clause.quoted(i, i)} is the speaker's own belief")]
        if before and any(word.isalpha() for word in before):
            return [Signal("ascription", 1, (i,), f"{clause.quoted(i, i)} is ascribed to others")]
    return []


def _frame(clause: Clause) -> list[Signal]:
    """Conditions, questions, contrast, whose view it is, quantifiers, and calling a thing by a bad name."""
    found: list[Signal] = []
    words = clause.words
    if words and "?" in words[-2:]:
        found.append(Signal("question", 1, (len(words) - 1,), "it is asked, not stated"))
    condition = next((i for i, group in enumerate(clause.groups) if "condition" in group), None)
    if condition is None and words[:1] and words[0] in ("should", "were", "had"):
        condition = 0
    if condition is not None:
        found.append(
            Signal("condition", 1, (condition,), f"{clause.quoted(condition, condition)} makes it conditional")
        )
    contrast = next((i for i in range(1, len(words)) if "contrast" in clause.groups[i]), None)
    if contrast is not None:
        kind = "contrast before" if contrast < clause.target else "contrast behind"
        what = "it" if contrast < clause.target else "what is said of it"
        found.append(Signal(kind, 1, (contrast,), f"{clause.quoted(contrast, contrast)} sets {what} against the rest"))
    if any("own" in group for group in clause.groups):
        own = next(i for i, group in enumerate(clause.groups) if "own" in group)
        found.append(Signal("own", 1, (own,), ""))
    if any(word in _QUANTIFIERS for word in words):
        i = next(i for i, word in enumerate(words) if word in _QUANTIFIERS)
        found.append(Signal("quantifier", 1, (i,), ""))
    if any("modal" in group for group in clause.groups[: clause.target]):
        found.append(Signal("modal", 1, (0,), ""))
    if clause.is_in(clause.behind - 1, "pejorative"):
        before = words[max(0, clause.target - 3) : clause.target]
        if before[-1:] and before[-1] in ("a", "an", "the") and any(word in _LABELS for word in before):
            name = clause.quoted(clause.target, clause.behind - 1)
            found.append(Signal("label", 1, tuple(range(clause.target, clause.behind)), f"{name} is a bad name for it"))
    return found


def _evaluations(clause: Clause, taken: set[int]) -> list[Signal]:
    """The words for and against, turned round by a negation in their clause."""
    found: list[Signal] = []
    for i, groups in enumerate(clause.groups):
        if i in taken or clause.target <= i < clause.behind or not groups & {"support", "oppose"}:
            continue
        sign = 1 if "support" in groups else -1
        negators = _negators(clause, i)
        weight = 1 / (1 + 0.15 * abs(i - clause.target))
        said = clause.quoted(min((*negators, i)), max((*negators, i)))
        if len(negators) % 2:
            sign = -sign
            found.append(
                Signal("negation", 1, (*negators, i), f"{said}: {clause.quoted(negators[-1], negators[-1])} negates")
            )
        elif negators:
            found.append(Signal("double negation", 1, (*negators, i), f"{said}: two negations"))
        kind, effect = ("for", "for") if sign > 0 else ("against", "against")
        found.append(Signal(kind, sign * weight, (*negators, i), f"{said} tells {effect} it"))
    return found


def _negators(clause: Clause, i: int) -> tuple[int, ...]:
    """The negations shortly before a word, in its clause."""
    found = []
    for j in range(i - 1, max(i - _REACH - 1, -1), -1):
        if clause.words[j] in _BREAKS or clause.words[j] == ",":
            break
        if clause.is_in(j, "negation") and not (clause.target <= j < clause.behind):
            found.append(j)
    return tuple(reversed(found))


def _denial(clause: Clause) -> list[Signal]:
    """A negation and no word for or against: "There will be no concessions"."""
    places = [
        i for i, group in enumerate(clause.groups) if "negation" in group and not clause.target <= i < clause.behind
    ]
    if not places:
        return []
    i = min(places, key=lambda place: abs(place - clause.target))
    return [Signal("denial alone", 1, (i,), f"{clause.quoted(i, i)} negates")]
