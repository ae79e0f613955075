"""The plugins that are installed, and the user's choice among them."""

import importlib
import importlib.metadata
from functools import cache

from toolkit.plugins.choices import Choices, ChoicesError, read_choices
from toolkit.plugins.registry import Plugins, new_manager
from toolkit.plugins.versions import CORE, unmet

ENTRY_POINTS = "toolkit"
BUILT_IN = ("toolkit.loading.readers", "toolkit.charts.catalogue", "toolkit.exporters")


@cache
def installed() -> Plugins:
    """Loads what is built in and every plugin that an installed distribution announces and the user has not turned off.

    One that cannot be imported, or goes with another version of the core, is kept with the reason in `failed` and stops
    nothing else; so does the second of two that have one name.
    """
    plugins = Plugins(new_manager())
    for name in BUILT_IN:
        plugins.manager.register(importlib.import_module(name), name)
        plugins.origin[name] = CORE
    try:
        choices = read_choices()
    except ChoicesError as error:
        choices, plugins.failed["choices"] = Choices(), str(error)
    plugins.makers = choices.makers
    for entry in sorted(importlib.metadata.entry_points(group=ENTRY_POINTS), key=_place):
        _install(plugins, entry, choices)
    return plugins


def _place(entry: importlib.metadata.EntryPoint) -> tuple[str, str]:
    return entry.name, entry.dist.name if entry.dist else ""


def _install(plugins: Plugins, entry: importlib.metadata.EntryPoint, choices: Choices) -> None:
    name, distribution = entry.name, entry.dist.name if entry.dist else entry.value
    origin = f"{distribution} {entry.dist.version}" if entry.dist else entry.value
    if name in choices.disabled or distribution in choices.disabled:
        plugins.disabled[name if name not in plugins.disabled else distribution] = origin
        return
    if name in plugins.origin:
        other = plugins.origin[name]
        if other == origin:  # announced twice, as a distribution is that was installed over another
            return
        name = f"{name} of {distribution}"
        plugins.failed[name] = f"{other} has a plugin named {entry.name!r}, too; uninstall or disable one of them"
    plugins.origin[name] = origin
    wrong = unmet(entry.dist) if entry.dist else None
    if wrong:
        plugins.failed[name] = wrong
    if name in plugins.failed:
        return
    try:
        plugins.manager.register(entry.load(), name)
    except Exception as error:
        plugins.failed[name] = f"{type(error).__name__}: {error}"


def disable_plugin(name: str) -> None:
    """Turns an installed plugin off, by its name or its distribution's, from now on (`toolkit plugins disable`).

    Raises ValueError for one that is not there.
    """
    _known(name)
    read_choices().disable(name).write()
    installed.cache_clear()


def enable_plugin(name: str) -> None:
    """Turns a plugin on again that was turned off. Raises ValueError for one that is not off."""
    found = installed()
    names = {one: {one, origin.partition(" ")[0]} for one, origin in found.disabled.items()}
    own = {other for others in names.values() if name in others for other in others}
    if not own:
        off = ", ".join(found.disabled) or "none"
        raise ValueError(f"There is no plugin {name!r} that is off; off are: {off}.")
    read_choices().enable(*own).write()
    installed.cache_clear()


def prefer_plugin(table: str, name: str) -> None:
    """Lets a plugin make a table that several could make, from now on (`toolkit plugins prefer`).

    `name` is the plugin's or its distribution's. Raises ValueError for one that is not there or does not make it.
    """
    found = installed()
    _known(name)
    own = [one for plugin in found.loaded if found.goes_by(plugin, name) for one in found.analyzers_of(plugin)]
    if not any(table in one.makes for one in own):
        makes = ", ".join(made for one in own for made in one.makes) or "no table"
        raise ValueError(f"The plugin {name!r} does not make the table {table!r}; it makes {makes}.")
    read_choices().prefer(table, name).write()
    installed.cache_clear()


def _known(name: str) -> None:
    found = installed()
    names = [*found.loaded, *found.failed, *found.disabled]
    if not any(found.goes_by(one, name) for one in names):
        own = ", ".join(one for one in names if one not in BUILT_IN)
        raise ValueError(f"There is no plugin {name!r}; there are: {own or 'none'}.")
