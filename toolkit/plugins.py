"""Plugins: where they come from (entry points, modules, files, notebook cells) and what each one adds."""

import hashlib
import importlib.metadata
import importlib.util
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import pandas as pd
import pluggy

from toolkit import hooks
from toolkit.additions import Chart, Linker, Panel, Reader
from toolkit.analyzer import Analyzer

ENTRY_POINTS = "toolkit"
_BUILT_IN = ("toolkit.loading.readers", "toolkit.charts.catalogue")


class PluginError(ValueError):
    """A plugin that the user named cannot be used."""


Thing = TypeVar("Thing", Analyzer, Reader, Chart, Panel, Linker)


@dataclass
class Plugins:
    """The plugins in use: everything installed, and what was added by hand."""

    manager: pluggy.PluginManager
    failed: dict[str, str] = field(default_factory=dict)
    origin: dict[str, str] = field(default_factory=dict)
    by_hand: set[str] = field(default_factory=set)
    """The plugins that were given by hand; their analyzers take the place of installed ones of the same name."""

    def analyzers(self) -> list[Analyzer]:
        """The analyzers, first-registered first."""
        found = self._things(Analyzer, "toolkit_analyzers")
        given = [
            analyzer
            for name in self.by_hand
            for analyzer in self._of(name, self.manager.get_plugin(name), Analyzer, "toolkit_analyzers")
        ]
        names = {analyzer.name for analyzer in given}
        return [analyzer for analyzer in found if analyzer in given or analyzer.name not in names]

    def readers(self) -> list[Reader]:
        """The readers; a later plugin's come first and take the place of those of the same name."""
        found: dict[str, Reader] = {}
        for reader in self._things(Reader, "toolkit_readers")[::-1]:
            found.setdefault(reader.name, reader)
        return list(found.values())

    def charts(self) -> list[Chart]:
        """The charts, in the order of their tabs."""
        return self._things(Chart, "toolkit_charts")

    def panels(self) -> list[Panel]:
        """The panels, in the order of their tabs."""
        return self._things(Panel, "toolkit_panels")

    def linkers(self) -> list[Linker]:
        """The linkers; each finds what those before it have made."""
        return self._things(Linker, "toolkit_linkers")

    def _things(self, kind: type[Thing], hook: str) -> list[Thing]:
        found: list[Thing] = []
        for name, module in self.manager.list_name_plugin():
            if module is not None:
                found += [thing for thing in self._of(name, module, kind, hook) if thing not in found]
        return found

    def _of(self, name: str, module: Any, kind: Any, hook: str) -> list[Any]:
        """What one plugin adds: what its hook returns, or else what lies in the module by name."""
        implementation = getattr(module, hook, None)
        if implementation is None:
            return [value for value in vars(module).values() if isinstance(value, kind)]
        try:
            things = list(implementation())
        except Exception as error:
            self.failed[name] = f"{hook} raised {type(error).__name__}: {error}"
            return []
        wrong = [thing for thing in things if not isinstance(thing, kind)]
        if wrong:
            self.failed[name] = f"{hook} returned {wrong[0]!r}, which is not of type {kind.__name__}"
        return [thing for thing in things if isinstance(thing, kind)]

    def owner(self, analyzer: Analyzer) -> str:
        """Says where an analyzer comes from: a distribution and its version, a file, or the notebook."""
        for name, module in self.manager.list_name_plugin():
            if module is not None and analyzer in self._of(name, module, Analyzer, "toolkit_analyzers"):
                return self.origin.get(name, name)
        return "this session"

    def with_added(self, extra: Iterable[Any]) -> "Plugins":
        """Gives these plugins together with `extra`: analyzers, readers, charts, panels, modules, or paths of files.

        Raises PluginError, naming the file or object, for one that cannot be used.
        """
        manager = _new_manager()
        joined = Plugins(manager, dict(self.failed), dict(self.origin), set(self.by_hand))
        for name, module in self.manager.list_name_plugin():
            if module is not None:
                manager.register(module, name)
        for thing in extra:
            joined._add(thing)
        return joined

    def _add(self, thing: Any) -> None:
        if isinstance(thing, (str, Path)):
            thing = _load_file(Path(thing))
        if isinstance(thing, (Analyzer, Reader, Chart, Panel, Linker)):
            if any(thing is one for held in self.by_hand for one in vars(self.manager.get_plugin(held)).values()):
                return
            holder = ModuleType(f"given:{type(thing).__name__.lower()}:{thing.name}:{len(self.by_hand)}")
            setattr(holder, thing.name, thing)
            thing = holder
        if not isinstance(thing, ModuleType):
            raise PluginError(
                f"A plugin must be an analyzer, a module or the path of a Python file, not {type(thing).__name__}."
            )
        if self.manager.is_registered(thing) or self.manager.has_plugin(thing.__name__):
            return
        self.manager.register(thing, thing.__name__)
        self.by_hand.add(thing.__name__)
        self.origin[thing.__name__] = str(getattr(thing, "__file__", None) or "this session")
        if not any(self._of(thing.__name__, thing, kind, hook) for kind, hook in _HOOKS.items()):
            why = self.failed.get(thing.__name__, "it defines no analyzer, reader, chart, panel or linker")
            raise PluginError(f"Plugin {self.origin[thing.__name__]} adds nothing: {why}.")


_HOOKS: dict[type, str] = {
    Analyzer: "toolkit_analyzers",
    Reader: "toolkit_readers",
    Chart: "toolkit_charts",
    Panel: "toolkit_panels",
    Linker: "toolkit_linkers",
}


def _new_manager() -> pluggy.PluginManager:
    manager = pluggy.PluginManager("toolkit")
    manager.add_hookspecs(hooks)
    return manager


@cache
def installed() -> Plugins:
    """Loads what is built in and every plugin that an installed distribution announces.

    One that cannot be imported is kept with its error in `failed` and stops nothing else.
    """
    plugins = Plugins(_new_manager())
    for name in _BUILT_IN:
        plugins.manager.register(importlib.import_module(name), name)
        plugins.origin[name] = "press-toolkit"
    for entry in sorted(importlib.metadata.entry_points(group=ENTRY_POINTS), key=lambda entry: entry.name):
        origin = f"{entry.dist.name} {entry.dist.version}" if entry.dist else entry.value
        plugins.origin[entry.name] = origin
        try:
            plugins.manager.register(entry.load(), entry.name)
        except Exception as error:
            plugins.failed[entry.name] = f"{type(error).__name__}: {error}"
    return plugins


def in_session() -> list[Analyzer | Reader]:
    """The analyzers and readers that the notebook (the `__main__` module) has defined so far."""
    main = sys.modules.get("__main__")
    return [value for value in list(vars(main).values()) if isinstance(value, (Analyzer, Reader))] if main else []


def find_plugins(extra: Any = ()) -> Plugins:
    """Gives what is installed, together with `extra` (one thing or several) and what is defined in this notebook.

    An analyzer or reader of the notebook or of `extra` takes the place of an installed one of the same name.
    """
    single = isinstance(extra, (str, Path, ModuleType, *_HOOKS))
    given = [extra] if single else list(extra)
    taken = {(type(thing), thing.name) for thing in given if isinstance(thing, (Analyzer, Reader))}
    cells = {(type(thing), thing.name): thing for thing in in_session() if (type(thing), thing.name) not in taken}
    return installed().with_added([*given, *cells.values()])


def plugins() -> pd.DataFrame:
    """Lists the plugins: what each adds and needs, from which distribution, and what failed to load and why.

    Columns: `plugin`, `kind`, `name`, `version`, `from`, `makes`, `requires`, `problem`.
    """
    found = find_plugins()
    rows: list[dict[str, Any]] = []
    for name, module in found.manager.list_name_plugin():
        for kind, hook in _HOOKS.items():
            for thing in found._of(name, module, kind, hook):
                rows.append(
                    {
                        "plugin": name,
                        "kind": kind.__name__.lower(),
                        "name": thing.name,
                        "version": getattr(thing, "version", None),
                        "from": found.origin.get(name, name),
                        "makes": ", ".join(getattr(thing, "makes", ())) or None,
                        "requires": ", ".join(getattr(thing, "requires", ())) or None,
                        "problem": None,
                    }
                )
    rows += [
        {"plugin": name, "from": found.origin.get(name, name), "problem": why} for name, why in found.failed.items()
    ]
    columns = ["plugin", "kind", "name", "version", "from", "makes", "requires", "problem"]
    return pd.DataFrame(rows, columns=columns).astype("str")


def _load_file(path: Path) -> ModuleType:
    if not path.is_file():
        raise PluginError(f"There is no plugin file {path}.")
    digest = hashlib.sha256(path.resolve().as_posix().encode()).hexdigest()[:8]
    name = f"toolkit_file_{path.stem}_{digest}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise PluginError(f"{path} is not a Python file.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        del sys.modules[name]
        raise PluginError(f"Plugin file {path} cannot be imported: {type(error).__name__}: {error}") from error
    return module
