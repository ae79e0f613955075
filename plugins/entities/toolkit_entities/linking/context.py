"""Whom a surname or first name alone means, told by the names that stand in the same articles.

Naive Bayes over the names beside it, with the number of articles that name someone in full as the prior, and a share
for someone whom the corpus names nowhere in full. Only what speaks for someone counts: that an article does not name
those who stand beside somebody elsewhere says little.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

_BESIDE = 40  # names of an article that are looked at, those with most mentions
_MOST, _LEAST = 2.0, -0.05  # what one name beside it may add to the logarithm of the odds
_FEW = 1.0  # articles by which those of someone are thought more, as a single one says little
_TITLE = 1.5  # what the same title adds
SOMEONE, SOMEONE_BY_FIRST_NAME, SOMEONE_BY_TWO_WORDS = 0.3, 5.0, 0.1
"""Articles' worth of someone whom nothing names in full, where a surname, a first name or two words stand alone."""


class Neighbours:
    """The names that stand beside each other in the articles of a corpus."""

    def __init__(self, entities_of: Mapping[int, Sequence[int]]) -> None:
        self.of = {article: list(entities)[:_BESIDE] for article, entities in entities_of.items()}
        self.articles: dict[int, list[int]] = defaultdict(list)
        for article, entities in self.of.items():
            for entity in entities:
                self.articles[entity].append(article)
        self._beside: dict[int, Counter[int]] = {}

    def beside(self, entity: int) -> Counter[int]:
        """In how many of the articles of an entity each other stands."""
        if entity not in self._beside:
            self._beside[entity] = Counter(other for a in self.articles[entity] for other in self.of[a])
        return self._beside[entity]

    def evidence(self, article: int, entity: int, without: Collection[int]) -> float:
        """How much the names of an article speak for an entity: logarithm of the odds, 0 for nothing."""
        number, own = len(self.articles[entity]), self.beside(entity)
        total = 0.0
        for other in self.of.get(article, ()):
            if other in without or not number:
                continue
            everywhere = len(self.articles[other]) / len(self.of)
            here = own.get(other, 0) / (number + _FEW)
            total += min(_MOST, max(_LEAST, math.log(0.5 * here / everywhere + 0.5)))
        return total


def choose(
    candidates: Mapping[int, int], evidence: Mapping[int, float], titled: Collection[int], someone: float
) -> tuple[int, float]:
    """The most probable of the candidates (with the number of articles that name each in full) and its probability.

    `titled` are those whom other articles give the title that stands with the name here, `someone` how many articles
    somebody else is worth, whom nothing names in full.
    """
    logs = {
        c: math.log(articles + 0.3) + evidence[c] + (_TITLE if c in titled else 0.0)
        for c, articles in candidates.items()
    }
    other = math.log(someone)
    highest = max(other, *logs.values())
    total = math.exp(other - highest) + sum(math.exp(value - highest) for value in logs.values())
    best = max(logs, key=lambda c: (logs[c], -c))
    return best, math.exp(logs[best] - highest) / total
