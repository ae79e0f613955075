"""What a plugin can add: one hook for each kind of thing.

Implement those that you need::

    import toolkit as tk

    @tk.hookimpl
    def toolkit_analyzers():
        return [my_analyzer]
"""

from collections.abc import Iterable

import pluggy

from toolkit.additions import AliasList, Chart, Exporter, Linker, Panel, Reader, TargetList
from toolkit.analyzers import Analyzer

hookspec = pluggy.HookspecMarker("toolkit")
hookimpl = pluggy.HookimplMarker("toolkit")


@hookspec
def toolkit_analyzers() -> Iterable[Analyzer]:  # type: ignore[empty-body]
    """Analyzers: articles in, rows of tables out."""


@hookspec
def toolkit_readers() -> Iterable[Reader]:  # type: ignore[empty-body]
    """Readers: a kind of file in, the records of its articles out."""


@hookspec
def toolkit_charts() -> Iterable[Chart]:  # type: ignore[empty-body]
    """Charts: a study in, matplotlib axes out; each becomes a tab of the explorer."""


@hookspec
def toolkit_panels() -> Iterable[Panel]:  # type: ignore[empty-body]
    """Panels: a tab of the explorer made of any ipywidget."""


@hookspec
def toolkit_linkers() -> Iterable[Linker]:  # type: ignore[empty-body]
    """Linkers: the names of all articles in, one name for each person, organisation and place out."""


@hookspec
def toolkit_exporters() -> Iterable[Exporter]:  # type: ignore[empty-body]
    """Exporters: a table in, a kind of file out."""


@hookspec
def toolkit_target_lists() -> Iterable[TargetList]:  # type: ignore[empty-body]
    """Lists of targets, to be asked for by name."""


@hookspec
def toolkit_alias_lists() -> Iterable[AliasList]:  # type: ignore[empty-body]
    """Tables of who is whom, to be applied by name."""
