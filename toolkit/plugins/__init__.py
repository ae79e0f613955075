"""Plugins: where they come from (entry points, modules, files, notebook cells) and what each one adds."""

import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd

from toolkit.additions import AliasList, Exporter, Reader, TargetList
from toolkit.analyzers import Analyzer
from toolkit.plugins.installed import disable_plugin, enable_plugin, installed, prefer_plugin
from toolkit.plugins.registry import HOOKS, PluginError, Plugins

__all__ = [
    "PluginError",
    "Plugins",
    "disable_plugin",
    "enable_plugin",
    "find_plugins",
    "in_session",
    "installed",
    "list_plugins",
    "prefer_plugin",
]


_BY_NAME = (Analyzer, Reader, Exporter, TargetList, AliasList)
"""What is found by its name, so that one of the notebook takes the place of an installed one."""


def in_session() -> list[Any]:
    """The analyzers, readers, exporters and lists that the notebook (the `__main__` module) has defined so far."""
    main = sys.modules.get("__main__")
    return [value for value in list(vars(main).values()) if isinstance(value, _BY_NAME)] if main else []


def find_plugins(extra: Any = ()) -> Plugins:
    """Gives what is installed, together with `extra` (one thing or several) and what is defined in this notebook.

    An analyzer, reader, exporter or list of `extra` goes before one of the notebook of its name, either before an
    installed one.
    """
    single = isinstance(extra, (str, Path, ModuleType, *HOOKS))
    found = installed().with_added([extra] if single else extra)
    held = [(name, found.manager.get_plugin(name)) for name in found.by_hand]
    taken = {
        (kind, one.name) for name, module in held for kind in _BY_NAME for one in found.things_of(name, module, kind)
    }
    cells = {(type(thing), thing.name): thing for thing in in_session() if (type(thing), thing.name) not in taken}
    for thing in cells.values():
        found.add(thing)
    return found


def list_plugins() -> pd.DataFrame:
    """Lists the plugins: what each adds and needs, from which distribution, and what failed to load and why.

    Columns: `plugin`, `kind`, `name`, `version`, `from`, `makes`, `requires`, `state` (on, off, or passed over: another
    makes its table), `problem`.
    """
    found = find_plugins()
    used = found.analyzers()
    rows: list[dict[str, Any]] = []
    for name, module in found.manager.list_name_plugin():
        for kind in HOOKS:
            for thing in found.things_of(name, module, kind):
                rows.append(
                    {
                        "plugin": name,
                        "kind": re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__).lower(),
                        "name": thing.name,
                        "version": getattr(thing, "version", None),
                        "from": found.origin.get(name, name),
                        "makes": ", ".join(getattr(thing, "makes", ())) or None,
                        "requires": ", ".join(getattr(thing, "requires", ())) or None,
                        "state": "on" if not isinstance(thing, Analyzer) or thing in used else "passed over",
                        "problem": None,
                    }
                )
    rows += [
        {"plugin": name, "from": found.origin.get(name, name), "state": "failed", "problem": why}
        for name, why in found.failed.items()
    ]
    rows += [{"plugin": name, "from": origin, "state": "off"} for name, origin in found.disabled.items()]
    columns = ["plugin", "kind", "name", "version", "from", "makes", "requires", "state", "problem"]
    return pd.DataFrame(rows, columns=columns).astype("str")
