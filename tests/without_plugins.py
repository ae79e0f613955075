"""The plugins of this repository as if they were not installed, which is how the core is tested.

They are in the environment, as the tests of the whole and their own need them. What is hidden is what the core could
learn of them: that they are announced, and their code.
"""

import importlib.metadata
import sys
import tomllib
from importlib.metadata import EntryPoints
from pathlib import Path
from types import ModuleType
from typing import Any

from toolkit.plugins.installed import ENTRY_POINTS, installed

PROJECTS = sorted((Path(__file__).parents[1] / "plugins").glob("*/pyproject.toml"))
DISTRIBUTIONS = {tomllib.loads(path.read_text(encoding="utf-8"))["project"]["name"] for path in PROJECTS}


def _is_hidden(module: str) -> bool:
    return module.partition(".")[0].replace("_", "-") in DISTRIBUTIONS


class _Refusing:
    """Finds none of their modules, and says so before another finder is asked."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if _is_hidden(name):
            raise ModuleNotFoundError(f"No module named {name!r} for the core, whose tests need no plugin", name=name)


_entry_points = importlib.metadata.entry_points
_refusing = _Refusing()
_loaded: dict[str, ModuleType] = {}


def _announced(**which: str) -> Any:
    found = _entry_points(**which)
    if which.get("group") != ENTRY_POINTS:
        return found
    return EntryPoints(one for one in found if one.dist.name not in DISTRIBUTIONS)


def hide() -> None:
    """Hides the plugins, until they are shown."""
    if _refusing in sys.meta_path:
        return
    _loaded.update((name, sys.modules.pop(name)) for name in list(sys.modules) if _is_hidden(name))
    sys.meta_path.insert(0, _refusing)
    importlib.metadata.entry_points = _announced
    installed.cache_clear()


def show() -> None:
    """Shows the plugins again, with the modules that were loaded before: nothing is loaded twice."""
    if _refusing not in sys.meta_path:
        return
    importlib.metadata.entry_points = _entry_points
    sys.meta_path.remove(_refusing)
    sys.modules.update(_loaded)
    _loaded.clear()
    installed.cache_clear()
