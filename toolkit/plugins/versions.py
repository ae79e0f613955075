"""Versions: whether an installed plugin and the core go together, and what else a result depends on."""

from collections.abc import Mapping
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution, version

from packaging.requirements import InvalidRequirement, Requirement
from packaging.specifiers import Specifier
from packaging.utils import canonicalize_name
from packaging.version import Version

CORE = "press-toolkit"


def unmet(plugin: Distribution) -> str | None:
    """Says what is wrong where a plugin's distribution asks for another version of the core; None where nothing is."""
    installed = Version(version(CORE))
    for line in plugin.requires or ():
        try:
            asked = Requirement(line)
        except InvalidRequirement:
            continue
        other = canonicalize_name(asked.name) != CORE or (asked.marker and not asked.marker.evaluate({"extra": ""}))
        if other or asked.specifier.contains(installed, prereleases=True):
            continue
        old = any(_asks_for_newer(one, installed) for one in asked.specifier)
        todo = f"upgrade {CORE}" if old else f"upgrade {plugin.name}, or install an older {CORE}"
        return f"it needs {CORE} {asked.specifier}, and {installed} is installed; {todo}"
    return None


def _asks_for_newer(one: Specifier, installed: Version) -> bool:
    return one.operator in (">=", ">", "~=", "==") and Version(one.version.removesuffix(".*")) > installed


_OF_THE_CORE = ("pandas", "spacy")
"""What the core itself finds words, sentences and rows with."""


@cache
def libraries_of(*plugins: str) -> Mapping[str, str]:
    """The versions of the libraries that some distributions ask for, those of the plugins that they build on included.

    Two runs with the same articles, options and these versions give the same tables. Read once, as a process keeps the
    libraries that it has imported.
    """
    found = {name: version(name) for name in _OF_THE_CORE}
    waiting = list(plugins)
    while waiting:
        try:
            asked = _asked_by(distribution(waiting.pop()))
        except PackageNotFoundError:  # a file, or a cell of a notebook
            continue
        if CORE in asked:  # it builds on the toolkit, so what it asks for has a part in what is found
            new = {name: version(name) for name in asked if name != CORE and name not in found}
            found |= new
            waiting += new
    return dict(sorted(found.items()))


def _asked_by(own: Distribution) -> list[str]:
    """The distributions that one needs here, by their normal names."""
    lines = [Requirement(line) for line in own.requires or ()]
    return [canonicalize_name(one.name) for one in lines if not one.marker or one.marker.evaluate({"extra": ""})]
