"""One name for each person of a corpus: which full names are one person's, and whom surnames and first names mean."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from toolkit_entities import lexicon
from toolkit_entities.linking.forms import PersonName, deletions, formal_names, same_given, skeleton

_LEAST = 6  # letters of a surname in which one may be wrong
_MANY = 60  # full names of one surname that are compared each with each


@dataclass
class Person:
    """A person of the corpus; `forms` are the full names with the number of articles that have each."""

    forms: Counter[PersonName] = field(default_factory=Counter)

    @property
    def articles(self) -> int:
        """In how many articles one of the full names stands (one with two of them counts twice)."""
        return self.forms.total()

    @property
    def usual(self) -> PersonName:
        """The full name in most articles, of equals the first that was found."""
        return max(self.forms, key=lambda form: self.forms[form])

    @property
    def name(self) -> str:
        """The full name in most articles; of equals one without an initial at its head, then the shortest."""

        def rank(form: PersonName) -> tuple[int, bool, int, str]:
            return (self.forms[form], len(form.given[0]) > 1, -len(form.text), form.text)

        return max(self.forms, key=rank).text


def find_people(names: Mapping[PersonName, int]) -> list[Person]:
    """Groups full names into people; `names` has the number of articles that have each."""
    by_surname: dict[str, list[PersonName]] = defaultdict(list)
    order = sorted(names, key=lambda name: ("-" in name.surname, -names[name], name.text))
    for name in order:  # two names joined by a hyphen go with who has one of them and the same given name
        keys = [skeleton(part) for part in name.surname.split()[-1].split("-") if part] or [name.surname]
        fitting = (key for key in keys if any(same_person(name, other) for other in by_surname.get(key, ())[:_MANY]))
        by_surname[next(fitting, keys[-1]) if len(keys) > 1 else keys[0]].append(name)
    people = [person for group in by_surname.values() for person in _of_surname(group, names)]
    return _without_typos(people)


def _of_surname(group: Sequence[PersonName], names: Mapping[PersonName, int]) -> list[Person]:
    """Groups the full names of one surname, given in the order of their frequency."""
    people: list[Person] = []
    by_initial: dict[str, list[Person]] = defaultdict(list)
    later = []
    for name in group:
        initials = _initials(name)
        fitting = _fitting(name, {id(p): p for i in initials for p in by_initial[i][:_MANY]}.values())
        if len(fitting) > 1:
            later.append(name)
            continue
        person = fitting[0] if fitting else Person()
        if not fitting:
            people.append(person)
        for initial in initials:
            if person not in by_initial[initial]:
                by_initial[initial].append(person)
        person.forms[name] += names[name]
    for name in later:  # "George Bush": of those it may be the one in most articles, or one of its own
        fitting = _fitting(name, people)
        best = max(fitting, key=lambda person: person.articles)
        others = sum(person.articles for person in fitting) - best.articles
        if best.articles >= 4 * others:
            best.forms[name] += names[name]
        else:
            people.append(Person(Counter({name: names[name]})))
    return people


def _initials(name: PersonName) -> set[str]:
    firsts = name.given[:2] if len(name.given[0]) == 1 else name.given[:1]
    return {formal[0] for first in firsts for formal in formal_names(first)}


def _fitting(name: PersonName, people: Iterable[Person]) -> list[Person]:
    return [person for person in people if all(same_person(name, form) for form in list(person.forms)[:8])]


def same_person(one: PersonName, other: PersonName) -> bool:
    """Tells whether two full names may be one person's: their surnames, given names and suffixes do not contradict."""
    if one.suffix != other.suffix and not _formal(one, other):
        return False
    if not _same_surname(one.surname, other.surname):
        return False
    a, b = list(one.given), list(other.given)
    if len(a[0]) == 1 and len(a) > 1 and len(b[0]) > 1:
        a = a[1:] if a[1][0] == b[0][0] and len(a[1]) > 1 else a  # "J. Joe Ricketts"
    if len(b[0]) == 1 and len(b) > 1 and len(a[0]) > 1:
        b = b[1:] if b[1][0] == a[0][0] and len(b[1]) > 1 else b
    if not same_given(a[0], b[0]):
        return False
    return not (a[1:] and b[1:]) or a[1][0] == b[1][0]


def _formal(one: PersonName, other: PersonName) -> bool:
    """Tells a suffix that goes with a formal full name ("John G. Roberts Jr.") from a son's."""
    suffixed = one if one.suffix else other
    return len(suffixed.given) > 1 and not (one.suffix and other.suffix)


def _same_surname(one: str, other: str) -> bool:
    a, b = one.split()[-1], other.split()[-1]
    if one == other or skeleton(a) == skeleton(b):
        return True
    return ("-" in a or "-" in b) and bool(set(a.split("-")) & set(b.split("-")))  # a name from before a marriage


def _without_typos(people: list[Person]) -> list[Person]:
    """Joins to a person the rare spelling in which one letter of the surname or given name is wrong."""
    order = sorted(range(len(people)), key=lambda i: (-people[i].articles, people[i].name))
    by_part: dict[tuple[str, str, str], int] = {}
    into = list(range(len(people)))
    for i in order:
        form = people[i].usual
        given, surname = form.given[0], form.surname
        hit = None
        if len(surname) >= _LEAST and len(given) > 1:
            for part in deletions(surname):
                other = by_part.get(("surname", given, part))
                if other is not None and _is_typo(surname, people[other], people[i], "surname"):
                    hit = other
                    break
        if hit is None and len(given) >= _LEAST:
            for part in deletions(given):
                other = by_part.get(("given", surname, part))
                if other is not None and _is_typo(given, people[other], people[i], "given"):
                    hit = other
                    break
        if hit is not None:
            into[i] = into[hit]
            continue
        for part in deletions(surname):
            by_part.setdefault(("surname", given, part), i)
        for part in deletions(given):
            by_part.setdefault(("given", surname, part), i)
    for i, target in enumerate(into):
        if target != i:
            people[target].forms.update(people[i].forms)
    return [person for i, person in enumerate(people) if into[i] == i]


def _is_typo(word: str, person: Person, rare: Person, part: str) -> bool:
    form = person.usual
    right = form.surname if part == "surname" else form.given[0]
    if word[0] != right[0] or OSA.distance(word, right) != 1 or rare.articles > 2:
        return False
    if part == "given":
        return not {word.capitalize(), right.capitalize()} <= lexicon.given_names().keys()
    return person.articles >= 2 * rare.articles or len(word) >= 7


def forms_of(people: Sequence[Person]) -> dict[PersonName, int]:
    """Each full name → the number of its person in the list."""
    return {form: number for number, person in enumerate(people) for form in person.forms}


def short_forms(people: Sequence[Person]) -> dict[str, dict[int, int]]:
    """Each surname, end of a name or given name alone → the people whom it may mean, with their articles."""
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for number, person in enumerate(people):
        for form in person.forms:
            words = form.words
            joined = "".join(words)  # a handle
            ends = (" ".join(words[i:]) for i in range(1, len(words)))
            keys = {joined, form.surname, words[-1], form.given[0], *ends, *form.surname.split("-")}
            for key in keys:
                if len(key) > 1:
                    found[key][number] = person.articles
    return found
