"""The words by which names are known: data files beside this module, each with a line on what it holds."""

import csv
from functools import cache
from importlib.resources import files


def _lines(name: str) -> list[str]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _sections(name: str) -> dict[str, frozenset[str]]:
    sections: dict[str, set[str]] = {}
    current: set[str] = set()
    for line in _lines(name):
        if line.startswith("["):
            current = sections.setdefault(line.strip("[]"), set())
        else:
            current.update(line.split())
    return {key: frozenset(words) for key, words in sections.items()}


@cache
def known_names() -> dict[str, tuple[str, str]]:
    """Each name of a country, people, place or organisation → its label and its canonical form."""
    names: dict[str, tuple[str, str]] = {}
    text = files(__package__).joinpath("countries.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(text.splitlines()):
        for alias in [row["name"], *filter(None, row["aliases"].split("|"))]:
            names[alias.removeprefix("the ")] = ("PLACE", row["name"])
        for demonym in filter(None, row["demonyms"].split("|")):
            names[demonym] = ("GROUP", demonym)
        if row["capital"]:
            names[row["capital"]] = ("PLACE", row["capital"])
    for line in _lines("places.txt"):
        for name in filter(None, (part.strip() for part in line.split(";"))):
            names[name.removeprefix("the ").removeprefix("The ")] = ("PLACE", name.removeprefix("the "))
    for line in _lines("organisations.txt"):
        aliases = [part.strip() for part in line.split("=")]
        for alias in aliases:
            names[alias] = ("ORG", aliases[0])
    return names


@cache
def given_names() -> dict[str, str]:
    """Each given name → male, female or any."""
    names: dict[str, str] = {}
    for gender, words in _sections("given_names.txt").items():
        names.update({word: gender if word not in names else "any" for word in words})
    return names


@cache
def title_words() -> frozenset[str]:
    """The last word of each title, in lower case."""
    return frozenset(line.split()[-1] for line in _lines("titles.txt"))


@cache
def event_words() -> frozenset[str]:
    """Words that say of a name that it is an event's."""
    return frozenset(word for line in _lines("event_words.txt") for word in line.split())


@cache
def openers() -> frozenset[str]:
    """Words in lower case that stand capitalised where a sentence begins, and belong to no title."""
    words = _sections("common_words.txt")
    return words["always"] | words["first"]
