"""Whether an installed plugin and the core go together, and which one to upgrade where they do not."""

from importlib.metadata import Distribution, version

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
