"""The plugins in use: everything installed, and what was added by hand, with what each one adds."""

import hashlib
import importlib.util
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

import pluggy

from toolkit import hooks
from toolkit.additions import AliasList, Chart, Exporter, Linker, Panel, Reader, TargetList
from toolkit.analyzers import Analyzer


class PluginError(ValueError):
    """A plugin that the user named cannot be used."""


Thing = TypeVar("Thing", Analyzer, Reader, Chart, Panel, Linker, Exporter, TargetList, AliasList)


@dataclass
class Plugins:
    """The plugins in use: everything installed, and what was added by hand."""

    manager: pluggy.PluginManager
    failed: dict[str, str] = field(default_factory=dict)
    origin: dict[str, str] = field(default_factory=dict)
    disabled: dict[str, str] = field(default_factory=dict)
    """Plugins that the user has turned off, with where they come from."""
    makers: Mapping[str, str] = field(default_factory=dict)
    """The plugin (or its distribution) that is to make a table which several could make."""
    by_hand: set[str] = field(default_factory=set)
    """The plugins that were given by hand; their analyzers take the place of installed ones of the same name."""

    def analyzers(self) -> list[Analyzer]:
        """The analyzers, first-registered first, without those in whose place the user has put others."""
        given = {one.name for name in self.by_hand for one in self.analyzers_of(name)}
        found: list[Analyzer] = []
        for plugin, module in self.manager.list_name_plugin():
            for analyzer in self.analyzers_of(plugin) if module is not None else ():
                replaced = analyzer.name in given or self._passed_over(plugin, analyzer)
                if (plugin in self.by_hand or not replaced) and analyzer not in found:
                    found.append(analyzer)
        return found

    def analyzers_of(self, plugin: str) -> list[Analyzer]:
        """The analyzers of one plugin."""
        return self.things_of(plugin, self.manager.get_plugin(plugin), Analyzer)

    def _passed_over(self, plugin: str, analyzer: Analyzer) -> bool:
        """Whether the user has chosen another plugin, one that is there, for a table that this analyzer makes."""
        chosen = [self.makers[table] for table in analyzer.makes if table in self.makers]
        return any(
            not self.goes_by(plugin, name) and any(self.goes_by(one, name) for one in self.loaded) for name in chosen
        )

    @property
    def loaded(self) -> list[str]:
        """The names of the plugins that are in use."""
        return [name for name, module in self.manager.list_name_plugin() if module is not None]

    def goes_by(self, plugin: str, name: str) -> bool:
        """Whether a plugin, or the distribution that it is from, has this name."""
        return name in (plugin, self.origin.get(plugin, plugin).partition(" ")[0])

    def readers(self) -> list[Reader]:
        """The readers; a later plugin's come first and take the place of those of the same name."""
        return self._latest(Reader)

    def charts(self) -> list[Chart]:
        """The charts, in the order of their tabs."""
        return self._things(Chart)

    def panels(self) -> list[Panel]:
        """The panels, in the order of their tabs."""
        return self._things(Panel)

    def linkers(self) -> list[Linker]:
        """The linkers; each finds what those before it have made."""
        return self._things(Linker)

    def exporters(self) -> list[Exporter]:
        """The exporters; a later plugin's come first and take the place of those of the same name."""
        return self._latest(Exporter)

    def target_lists(self) -> dict[str, TargetList]:
        """The lists of targets by name; a later plugin's take the place of those of the same name."""
        return {one.name: one for one in self._latest(TargetList)}

    def alias_lists(self) -> dict[str, AliasList]:
        """The lists of aliases by name; a later plugin's take the place of those of the same name."""
        return {one.name: one for one in self._latest(AliasList)}

    def _things(self, kind: type[Thing]) -> list[Thing]:
        found: list[Thing] = []
        for name, module in self.manager.list_name_plugin():
            if module is not None:
                found += [thing for thing in self.things_of(name, module, kind) if thing not in found]
        return found

    def _latest(self, kind: type[Thing]) -> list[Thing]:
        """The things of a kind, the latest plugin's first, one of each name."""
        things: list[Any] = self._things(kind)
        names = [thing.name for thing in things]
        return [thing for number, thing in enumerate(things) if thing.name not in names[number + 1 :]][::-1]

    def things_of(self, name: str, module: Any, kind: Any) -> list[Any]:
        """What one plugin adds: what its hook returns, or else what lies in the module by name."""
        hook = HOOKS[kind]
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
            if module is not None and analyzer in self.things_of(name, module, Analyzer):
                return self.origin.get(name, name)
        return "this session"

    def with_added(self, extra: Iterable[Any]) -> "Plugins":
        """Gives these plugins together with `extra`: what a plugin can add, modules, or paths of files.

        Raises PluginError, naming the file or object, for one that cannot be used.
        """
        manager = new_manager()
        joined = replace(
            self, manager=manager, failed=dict(self.failed), origin=dict(self.origin), by_hand=set(self.by_hand)
        )
        for name, module in self.manager.list_name_plugin():
            if module is not None:
                manager.register(module, name)
        for thing in extra:
            joined.add(thing)
        return joined

    def add(self, thing: Any) -> None:
        """Adds to these plugins what `with_added` takes."""
        if isinstance(thing, (str, Path)):
            thing = load_file(Path(thing))
        if type(thing) in HOOKS:
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
        if not any(self.things_of(thing.__name__, thing, kind) for kind in HOOKS):
            why = self.failed.get(thing.__name__, "it defines no analyzer, nor anything else that a plugin can add")
            raise PluginError(f"Plugin {self.origin[thing.__name__]} adds nothing: {why}.")


HOOKS: dict[type, str] = {
    Analyzer: "toolkit_analyzers",
    Reader: "toolkit_readers",
    Chart: "toolkit_charts",
    Panel: "toolkit_panels",
    Linker: "toolkit_linkers",
    Exporter: "toolkit_exporters",
    TargetList: "toolkit_target_lists",
    AliasList: "toolkit_alias_lists",
}


def new_manager() -> pluggy.PluginManager:
    manager = pluggy.PluginManager("toolkit")
    manager.add_hookspecs(hooks)
    return manager


def load_file(path: Path) -> ModuleType:
    """Runs a Python file as a module. Raises PluginError where it is not there or cannot be run."""
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
