"""One name for everyone and everything of a corpus, whatever its articles call them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from toolkit_entities import lexicon
from toolkit_entities.linking.bodies import group_bodies, is_acronym
from toolkit_entities.linking.context import SOMEONE, SOMEONE_BY_FIRST_NAME, SOMEONE_BY_TWO_WORDS, Neighbours, choose
from toolkit_entities.linking.forms import PersonName, deletions, person_name
from toolkit_entities.linking.people import Person, find_people, forms_of, short_forms

SURE = 0.9
"""Probability from which a surname or first name alone is taken for someone whom other articles name in full."""

_CANDIDATES = 30  # people whom a short name may mean that are looked at
_FREQUENT, _LETTERS = 5, 7  # articles, and letters, of a surname in which one may be wrong where it stands alone
_OFFICE = 1.6  # what it adds that articles give someone a title, where others of the name have none
_FIRST_NAME = 1.2  # what it takes that the name is somebody's first one, where it is another's surname
_OTHER_GENDER = 2.0  # what another gender takes from the logarithm of the odds
_SHOWN = 6  # last characters of an article's id that tell first names of different articles apart
_NEUTRAL = frozenset("mr mrs ms miss dr sir lady".split())


def link(names: pd.DataFrame) -> pd.DataFrame:
    """Gives `entity` (one name for each that is named) and `score` (0 to 1) for each row of `names`.

    `names` has a row for each name of each article: `article_id`, `name`, `type`, `mentions`, `title`, `gender`.
    People named in full are grouped by given names, initials, nicknames, transliterations and surnames; a surname or
    first name alone goes to whom the names beside it make probable, or stands for itself. Organisations and places are
    grouped by spelling, by acronyms beside their long forms, and by known names.
    """
    given = names.index
    names = names.sort_values(["article_id", "name", "type"], kind="stable")  # the order of articles tells nothing
    result = pd.DataFrame({"entity": names["name"].astype("str"), "score": 1.0}, index=names.index)
    people = names["type"] == "person"
    for kind in ("organisation", "place", "facility"):
        rows = names[names["type"] == kind]
        if len(rows):
            counts = {str(name): int(number) for name, number in rows["name"].value_counts().items()}
            found = group_bodies(counts, _beside_acronyms(rows), places=kind == "place")
            result.loc[rows.index, "entity"] = rows["name"].map(found)
    if people.any():
        _link_people(names, names[people], result)
    result.loc[result["entity"] != names["name"], "score"] = result["score"].clip(upper=0.95)
    return result.loc[given]


def _beside_acronyms(rows: pd.DataFrame) -> dict[str, Counter[str]]:
    """The names in the articles of each name that may be an acronym."""
    short = rows["name"].map({name: is_acronym(name) for name in rows["name"].unique()})
    pairs = rows.loc[short, ["article_id", "name"]].merge(
        rows.loc[~short, ["article_id", "name"]], on="article_id", suffixes=("", "_beside")
    )
    found: dict[str, Counter[str]] = defaultdict(Counter)
    counts = pairs.groupby(["name", "name_beside"], as_index=False).size()
    for name, beside, number in counts.itertuples(index=False, name=None):
        found[name][beside] = int(number)
    return found


def _link_people(names: pd.DataFrame, rows: pd.DataFrame, result: pd.DataFrame) -> None:
    """Groups the people who are named in full, then finds whom shorter names mean."""
    articles = rows["name"].value_counts()
    full: Counter[PersonName] = Counter()
    for name, number in articles.items():
        own = person_name(str(name))
        if own is not None and own.given:
            full[own] += int(number)
    everyone = find_people(full)
    number_of = forms_of(everyone)
    shown = {name: _shown(str(name), everyone, number_of) for name in articles.index}
    result.loc[rows.index, "entity"] = rows["name"].map(shown)
    wrong: dict[str, str] = {}
    for person in sorted(everyone, key=lambda person: person.articles):
        surname = person.usual.surname
        if person.articles >= _FREQUENT and len(surname) >= _LETTERS:
            wrong.update(dict.fromkeys(deletions(surname), surname))
    genders, titles = _told(rows, number_of)
    _link_short(names, rows, _People(everyone, number_of, genders, titles, short_forms(everyone), wrong), result)


def _shown(name: str, everyone: Sequence[Person], number_of: Mapping[PersonName, int]) -> str:
    own = person_name(name)
    if own is None:
        return name
    return everyone[number_of[own]].name if own in number_of else own.text


@dataclass(frozen=True)
class _People:
    """The people whom a corpus names in full, and what it tells of each."""

    everyone: Sequence[Person]
    number_of: Mapping[PersonName, int]
    genders: Mapping[int, str]
    titles: Mapping[int, Collection[str]]
    by_short: Mapping[str, Mapping[int, int]]
    by_wrong: Mapping[str, str]
    """A surname of many articles with one letter gone → the surname."""

    def candidates(self, own: PersonName) -> dict[int, int]:
        """Whom a surname, first name or end of a name may mean, those in most articles first."""
        key = " ".join(own.words)
        found = dict(self.by_short.get(key, {}))
        if not found and len(own.words) == 1 and len(key) >= _LETTERS:
            right = next((self.by_wrong[part] for part in deletions(key) if part in self.by_wrong), "")
            found = dict(self.by_short.get(right, {}))
        if own.given and own.given[0].capitalize() in lexicon.given_names():
            return {}
        found.pop(self.number_of.get(own, -1), None)
        return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:_CANDIDATES])

    def someone(self, own: PersonName, best: int) -> float:
        """How many articles somebody else is worth whom nothing names in full."""
        if len(own.words) > 1:
            return SOMEONE_BY_TWO_WORDS
        return SOMEONE if self.is_surname(own, best) or len(own.surname) >= _LETTERS else SOMEONE_BY_FIRST_NAME

    def is_surname(self, own: PersonName, number: int) -> bool:
        """Tells a short name that is someone's surname, or a part of it, from a first name."""
        return any(own.surname in (form.surname, *form.surname.split()) for form in self.everyone[number].forms)


def _link_short(names: pd.DataFrame, rows: pd.DataFrame, people: _People, result: pd.DataFrame) -> None:
    """Gives surnames and first names alone to those whom they mean."""
    codes, uniques = pd.factorize(result["entity"] + "\x1f" + names["type"])
    article_codes = pd.factorize(names["article_id"])[0]
    of_article: dict[int, list[int]] = defaultdict(list)
    for at in names["mentions"].to_numpy().argsort(kind="stable")[::-1]:
        of_article[int(article_codes[at])].append(int(codes[at]))
    neighbours = Neighbours(of_article)
    code_of = {name: code for code, name in enumerate(uniques)}
    code = [code_of.get(f"{person.name}\x1fperson", -1) for person in people.everyone]
    entities, scores = result["entity"].to_numpy(dtype=object, copy=True), result["score"].to_numpy(copy=True)
    alone: dict[str, list[int]] = defaultdict(list)
    places = names.index.get_indexer(rows.index)
    columns = (rows[column].to_numpy(dtype=object) for column in ("name", "gender", "title"))
    for at, name, gender, title in zip(places, *columns, strict=True):
        own = person_name(name)
        if own is None or (own.given and people.everyone[people.number_of[own]].articles > 2):
            continue
        candidates = people.candidates(own)
        if candidates:
            best, score = _chosen(own, candidates, gender, title, people, neighbours, int(article_codes[at]), code)
            if score >= SURE:
                entities[at], scores[at] = people.everyone[best].name, round(score, 3)
                continue
        if not own.given and own.surname.capitalize() in lexicon.given_names():
            alone[own.surname].append(at)
    article_ids = names["article_id"].to_numpy(dtype=object)
    for own_places in alone.values():
        if len({article_ids[at] for at in own_places}) > 1:
            for at in own_places:  # nobody knows whether the Maria of one article is that of another
                entities[at], scores[at] = f"{entities[at]} ({article_ids[at][-_SHOWN:]})", 0.5
    result["entity"], result["score"] = pd.Series(entities, result.index, dtype="str"), scores


def _chosen(
    own: PersonName,
    candidates: Mapping[int, int],
    gender: object,
    title: object,
    people: _People,
    neighbours: Neighbours,
    article: int,
    code: Sequence[int],
) -> tuple[int, float]:
    last = title.split()[-1].casefold().rstrip(".") if isinstance(title, str) else ""
    titled = [c for c in candidates if last and last not in _NEUTRAL and last in people.titles.get(c, ())]
    without = {code[c] for c in candidates}
    evidence = {c: neighbours.evidence(article, code[c], without) for c in candidates}
    officers = [c for c in candidates if set(people.titles.get(c, ())) - _NEUTRAL]
    for c in officers if len(officers) < len(candidates) else ():
        evidence[c] += _OFFICE
    first_names = any(people.is_surname(own, c) for c in candidates)
    for c in candidates:
        if first_names and not people.is_surname(own, c):
            evidence[c] -= _FIRST_NAME
        if isinstance(gender, str) and people.genders.get(c, gender) != gender:
            evidence[c] -= _OTHER_GENDER
    return choose(candidates, evidence, titled, people.someone(own, next(iter(candidates))))


def _told(rows: pd.DataFrame, number_of: Mapping[PersonName, int]) -> tuple[dict[int, str], dict[int, set[str]]]:
    """What the articles tell of each person: the gender, and the last words of titles."""
    genders: dict[int, Counter[str]] = defaultdict(Counter)
    titles: dict[int, set[str]] = defaultdict(set)
    for name, gender, title in zip(rows["name"], rows["gender"], rows["title"], strict=True):
        own = person_name(name)
        if own is None or own not in number_of:
            continue
        if isinstance(gender, str):
            genders[number_of[own]][gender] += 1
        if isinstance(title, str):
            titles[number_of[own]].add(title.split()[-1].casefold().rstrip("."))
    return {number: count.most_common(1)[0][0] for number, count in genders.items()}, titles
