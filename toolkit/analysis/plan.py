"""Which analyzers run, in which order, with which options."""

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from graphlib import CycleError, TopologicalSorter
from typing import Any

from toolkit.analyzers import Analyzer
from toolkit.options import OptionError

_CHOOSE = " Of two that are installed, choose one: toolkit plugins prefer TABLE PLUGIN."


class PlanError(ValueError):
    """The analyzers that were asked for cannot run together."""


@dataclass(frozen=True)
class Plan:
    """Analyzers in an order in which each finds the tables it requires, and the options for them."""

    analyzers: tuple[Analyzer, ...]
    options: Mapping[str, Any]
    time_limit: float | None = None
    """Seconds that an analyzer may take for one article."""

    def options_of(self, analyzer: Analyzer) -> dict[str, Any]:
        """The options that this analyzer runs with, its defaults included."""
        return {name: self.options.get(name, option.default) for name, option in analyzer.options.items()}

    def with_option(self, name: str, value: Any) -> "Plan":
        """Gives the plan with one more option, for those analyzers that have it."""
        return replace(self, options={**self.options, name: value})

    def check(self) -> None:
        """Lets each analyzer look at its options. Raises PlanError for those that one cannot use."""
        for analyzer in self.analyzers:
            if analyzer.check is not None:
                try:
                    analyzer.check(self.options_of(analyzer))
                except ValueError as error:
                    raise PlanError(str(error)) from None

    @property
    def each(self) -> tuple[Analyzer, ...]:
        """Those that read one article at a time."""
        return tuple(analyzer for analyzer in self.analyzers if not analyzer.whole)

    @property
    def whole(self) -> tuple[Analyzer, ...]:
        """Those that read all articles at once, after the others."""
        return tuple(analyzer for analyzer in self.analyzers if analyzer.whole)

    @property
    def tables(self) -> dict[str, Analyzer]:
        """Each table that will be made, with its maker."""
        return {table: analyzer for analyzer in self.analyzers for table in analyzer.makes}


def make_plan(available: Iterable[Analyzer], options: Mapping[str, Any], only: Iterable[str] | None = None) -> Plan:
    """Chooses and orders analyzers.

    `only` names those to run; what they require is added. Raises PlanError, naming both parties, for an unknown
    name or option, two analyzers of one name or one table, a table that nothing makes, and a circle.
    """
    by_name: dict[str, Analyzer] = {}
    makers: dict[str, Analyzer] = {}
    for analyzer in available:
        other = by_name.setdefault(analyzer.name, analyzer)
        if other is not analyzer:
            raise PlanError(
                f"Two analyzers are named {analyzer.name!r}: {_home(other)} and {_home(analyzer)}.{_CHOOSE}"
            )
        for table in analyzer.makes:
            if table in ("articles", "problems"):
                raise PlanError(f"Analyzer {analyzer.name!r} makes a table {table!r}, a name that is taken.")
            maker = makers.setdefault(table, analyzer)
            if maker is not analyzer:
                raise PlanError(
                    f"Analyzers {maker.name!r} and {analyzer.name!r} both make the table {table!r}.{_CHOOSE}"
                )
    chosen = _with_required(by_name, makers, only)
    _check_options(chosen, by_name.values(), options)
    return Plan(_ordered(chosen, makers), _checked(chosen.values(), options))


def _checked(chosen: Iterable[Analyzer], options: Mapping[str, Any]) -> dict[str, Any]:
    """The options with their values as the analyzers declare them."""
    found = dict(options)
    for analyzer in chosen:
        for name in set(found) & set(analyzer.options):
            try:
                found[name] = analyzer.options[name].value(found[name])
            except OptionError as error:
                raise PlanError(f"Option {name!r} of {analyzer.name!r}: {error}.") from None
    return found


def _with_required(
    by_name: Mapping[str, Analyzer], makers: Mapping[str, Analyzer], only: Iterable[str] | None
) -> dict[str, Analyzer]:
    names = list(by_name) if only is None else [only] if isinstance(only, str) else list(only)
    chosen: dict[str, Analyzer] = {}
    while names:
        name = names.pop(0)
        if name not in by_name:
            known = ", ".join(by_name) or "none"
            raise PlanError(f"No analyzer is named {name!r}; there are: {known}.{_near(name, by_name)}")
        if name in chosen:
            continue
        chosen[name] = by_name[name]
        for table in by_name[name].requires:
            if table not in makers:
                raise PlanError(f"Analyzer {name!r} requires the table {table!r}, which no installed analyzer makes.")
            names.append(makers[table].name)
    return chosen


def _ordered(chosen: Mapping[str, Analyzer], makers: Mapping[str, Analyzer]) -> tuple[Analyzer, ...]:
    graph = {name: {makers[table].name for table in analyzer.requires} for name, analyzer in chosen.items()}
    try:
        order = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        circle = " → ".join(reversed(error.args[1]))
        raise PlanError(f"Analyzers require each other's tables in a circle: {circle}.") from None
    for name, before in graph.items():
        late = [other for other in sorted(before) if chosen[other].whole]
        if late and not chosen[name].whole:
            raise PlanError(
                f"Analyzer {name!r} reads one article at a time, but requires a table of {late[0]!r}, which needs all "
                f"articles: declare {name!r} with whole=True."
            )
    return tuple(chosen[name] for name in order)


def _check_options(chosen: Mapping[str, Analyzer], available: Iterable[Analyzer], options: Mapping[str, Any]) -> None:
    known = {option for analyzer in chosen.values() for option in analyzer.options}
    for option in options:
        if option not in known:
            owners = [analyzer.name for analyzer in available if option in analyzer.options]
            if owners:
                why = f"it belongs to {owners[0]!r}, which does not run here"
            else:
                why = f"the analyzers have {', '.join(sorted(known)) or 'no options'}.{_near(option, known)}"
            raise PlanError(f"No analyzer of this run has an option {option!r}: {why}")


def _near(word: str, words: Iterable[str]) -> str:
    close = difflib.get_close_matches(word, list(words), n=1)
    return f" Did you mean {close[0]!r}?" if close else ""


def _home(analyzer: Analyzer) -> str:
    return f"{analyzer.function.__module__}.{analyzer.function.__qualname__}"
