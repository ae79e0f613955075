"""For or against: what a statement says of a target, by evaluating words, negation, reversal and ascription."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from toolkit.documents import Token
from toolkit_sentiment.lexicon import is_in
from toolkit_sentiment.tone import valence

_NEAR = 4  # words between a negation and what it negates, between "lifting" and "the sanctions"
_BREAKS = frozenset((";", ":", "—", "–"))
_FACTUAL = frozenset(("has", "have", "had", "is", "are", "was", "were", "there"))
_OTHERS = frozenset(
    ("they", "those", "who", "some", "people", "critics", "opponents", "others", "colleagues", "partners")
)
_LABELS = frozenset(
    ("be", "is", "was", "call", "called", "calls", "amounted", "amounts", "this", "precisely", "simply", "as")
)
_AGAINST = frozenset(
    "warned warns warn rejected rejects denounced denounces condemned condemns dismissed criticised criticized".split()
)
_IN_SIGHT = 6  # words from the target within which a word's own tone counts


@dataclass(frozen=True)
class Stance:
    """The answer, how sure it is, and the spans of the words that decided it."""

    stance: str
    score: float
    evidence: tuple[tuple[int, int], ...] = ()


@dataclass
class _Reading:
    """One sentence, lower-cased, with the place of the target in it and what has been found to matter."""

    tokens: Sequence[Token]
    target: int = -1
    behind: int = -1
    evidence: set[int] = field(default_factory=set)
    words: list[str] = field(init=False)

    def __post_init__(self) -> None:
        self.words = [token.text.lower().replace("’", "'") for token in self.tokens]

    def spans(self) -> tuple[tuple[int, int], ...]:
        return tuple((self.tokens[i].start, self.tokens[i].end) for i in sorted(self.evidence))


def stance_towards(
    tokens: Sequence[Token], start: int, end: int, following: Sequence[Token] = (), cue: str | None = None
) -> Stance:
    """Judges a statement on the target at `start`–`end`.

    `tokens` are those of the sentence that holds the target, as far as it belongs to the statement; `following`
    those of the sentence after it, which is asked where the first says nothing; `cue` the verb of saying.
    """
    target = next((i for i, token in enumerate(tokens) if token.end > start), len(tokens) - 1)
    behind = next((i for i, token in enumerate(tokens) if token.start >= end), len(tokens))
    reading = _Reading(tokens, target, behind)
    base, reversal, wish = _base(reading)
    total = _evaluations(reading, reversal) + wish
    if _is_ascribed(reading):
        return _answer(reading, base * (-abs(total) - 0.4) if total >= 0 else 0.4)
    if cue in _AGAINST:
        return _answer(reading, base * (-abs(total) - 0.4))
    if not total:
        if reversal is None:
            total = _labelled(reading) or _negation_alone(reading)
        else:  # "without the sanctions there would be no talks" speaks for them
            total = -0.4 if reading.words[reversal] == "without" else 0.4
    if not total and following:
        after = _Reading(following)
        total = 0.5 * _evaluations(after, None)
        if total:
            return Stance(*_verdict(base * total), reading.spans() + after.spans())
    return _answer(reading, base * total)


def _answer(reading: _Reading, value: float) -> Stance:
    return Stance(*_verdict(value), reading.spans())


def _verdict(value: float) -> tuple[str, float]:
    if abs(value) < 0.15:
        return "neutral", 0.5
    return "support" if value > 0 else "oppose", round(min(0.95, 0.5 + abs(value) / 2), 3)


def _base(reading: _Reading) -> tuple[int, int | None, float]:
    """What the sentence speaks of: the target (1) or its undoing (-1), the word that undoes it, a wish that it go.

    "lifting the sanctions" and "recommend that the sanctions be lifted" speak of the undoing; "the sanctions
    should go" wishes for it.
    """
    before = _reversal_before(reading)
    if before is not None:
        reading.evidence.add(before)
        return (1 if _negated(reading, before, 6) else -1), before, 0.0
    behind = _reversal_behind(reading)
    if behind is None:
        return 1, None, 0.0
    between = reading.words[reading.behind : behind]
    if between[:1] == ["be"] or between[:1] == ["to"]:
        reading.evidence.add(behind)
        return -1, behind, 0.0
    if any(word in ("should", "must") for word in between):
        reading.evidence.add(behind)
        return 1, behind, -0.6
    return 1, None, 0.0


def _reversal_before(reading: _Reading) -> int | None:
    for i in range(reading.target - 1, max(reading.target - _NEAR - 1, 0) - 1, -1):
        if reading.words[i] in (",", *_BREAKS):
            return None
        if is_in("reversal", reading.words[i]):
            return i
    return None


def _reversal_behind(reading: _Reading) -> int | None:
    for i in range(reading.behind, min(reading.behind + _NEAR + 1, len(reading.words))):
        if reading.words[i] in (",", *_BREAKS):
            return None
        if is_in("reversal", reading.words[i]) and reading.words[i] not in ("without", "against"):
            return i
    return None


def _evaluations(reading: _Reading, reversal: int | None) -> float:
    """The sum of what the evaluating words say, each less the further it stands from the target."""
    total = 0.0
    for i, word in enumerate(reading.words):
        if i == reversal or reading.target <= i < reading.behind:
            continue
        believed_in = is_in("belief", word) and reading.words[i + 1 : i + 2] == ["in"]
        weight = 1.0 if is_in("support", word) or believed_in else -1.0 if is_in("oppose", word) else _tone(reading, i)
        if i == reading.target - 1:  # "a bad ceasefire": the predicate says more, and a "not" does not reach it
            weight, sign = weight / 2, 1
        elif weight:
            sign = -1 if _negated(reading, i) else 1
        if weight:
            total += sign * weight / (1 + 0.15 * abs(i - reading.target))
            reading.evidence.add(i)
    return total


def _tone(reading: _Reading, i: int) -> float:
    """Half of the tone that a word near the target has of its own; names have none."""
    near = reading.target - _IN_SIGHT <= i < reading.behind + _IN_SIGHT
    name = i > 0 and reading.tokens[i].text[:1].isupper()
    return 0.5 * valence(reading.words[i]) if near and not name else 0.0


def _negated(reading: _Reading, i: int, near: int = _NEAR) -> bool:
    """Tells whether an odd number of negations stands shortly before a word, in its clause."""
    found = []
    for j in range(i - 1, max(i - 1 - near, 0) - 1, -1):
        if reading.words[j] in _BREAKS or reading.words[j] in (",", "but") or is_in("reversal", reading.words[j]):
            break
        if is_in("negation", reading.words[j]):
            found.append(j)
    reading.evidence.update(found)
    return len(found) % 2 == 1


def _is_ascribed(reading: _Reading) -> bool:
    """Tells a belief or wish about the target that the statement ascribes to somebody else."""
    for i in range(reading.target):
        word = reading.words[i]
        before = reading.words[max(0, i - 8) : i]
        if is_in("belief", word):
            own = any(w in ("i", "we") or is_in("negation", w) for w in before[-2:])
            if before and not own:
                reading.evidence.add(i)
                return True
        if word in ("want", "demand", "expect", "ask") and before and before[-1] in _OTHERS:
            reading.evidence.add(i)
            return True
    return False


def _labelled(reading: _Reading) -> float:
    """ "That would be a unilateral concession": who calls a thing by such a name, or denies it, is against it."""
    if not is_in("pejorative", reading.words[reading.behind - 1]):
        return 0.0
    before = reading.words[max(0, reading.target - 3) : reading.target]
    if before[-1:] in (["a"], ["the"], ["an"]) and any(word in _LABELS for word in before):
        reading.evidence.update(
            i for i in range(max(0, reading.target - 3), reading.target) if reading.words[i] in _LABELS
        )
        return -0.4
    return 0.0


def _negation_alone(reading: _Reading) -> float:
    """A negation without an evaluation.

    "We will never pay with concessions", "No ceasefire before spring" and "The sanctions have not changed a thing"
    are against; "Nobody has offered concessions" only denies.
    """
    words = reading.words
    behind = [i for i in range(reading.behind, min(reading.behind + 6, len(words))) if is_in("negation", words[i])]
    if behind and not any(word in (",", *_BREAKS) for word in words[reading.behind : behind[0]]):
        reading.evidence.add(behind[0])
        return -0.35
    before = [i for i in range(max(0, reading.target - 12), reading.target) if is_in("negation", words[i])]
    if not before:
        return 0.0
    last = before[-1]
    reading.evidence.add(last)
    if last == reading.target - 1 and not any(word[0].isalnum() for word in words[:last]):
        return -0.4
    between = words[max(0, last - 2) : reading.target]
    modal = any(is_in("modal", word) for word in between)
    if not modal and (any(word in _FACTUAL for word in between) or any(a == "of" for a, _ in pairwise(between))):
        return 0.0
    return -0.6 if modal else -0.2
