"""Targets and aliases that plugins keep as lists, asked for by name: "list:climate-policies"."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from toolkit.additions import AliasList, TargetList
from toolkit.analysis.aliases import Aliases, as_aliases

PREFIX = "list:"


class ListError(ValueError):
    """A list that no plugin has."""


def targets_of(given: Any, lists: Mapping[str, TargetList]) -> Any:
    """The targets with each "list:NAME" among them replaced by those of that list, in their order.

    Raises ListError, naming the lists that there are, for another name.
    """
    entries = [given] if isinstance(given, str) else given
    if isinstance(given, Mapping) or not isinstance(entries, Iterable):
        return given
    entries = list(entries)
    if not any(_is_name(entry) for entry in entries):
        return given if isinstance(given, str) else entries
    found: dict[Any, Any] = {}
    for entry in entries:
        own = _list_of(entry, lists, "targets").targets if _is_name(entry) else [entry]
        found |= own if isinstance(own, Mapping) else dict.fromkeys(own, ())
    return found if any(found.values()) else list(found)


def aliases_of(given: Any, lists: Mapping[str, AliasList]) -> Aliases:
    """The aliases of a table, of the path of a CSV file, of "list:NAME", or of several of these one behind the other.

    Later ones have the last word. Raises ListError, naming the lists that there are, for another name.
    """
    if isinstance(given, (list, tuple)):
        return Aliases(tuple(line for one in given for line in aliases_of(one, lists).lines)).check()
    if isinstance(given, Path):
        given = str(given)
    return as_aliases(_list_of(given, lists, "aliases").aliases if _is_name(given) else given)


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(PREFIX)


def _list_of(value: str, lists: Mapping[str, Any], what: str) -> Any:
    name = value.removeprefix(PREFIX)
    if name not in lists:
        raise ListError(f"No plugin has a list of {what} named {name!r}; there are: {', '.join(lists) or 'none'}.")
    return lists[name]
