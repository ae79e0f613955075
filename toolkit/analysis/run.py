"""Articles → a Study: every analyzer over every article, partition by partition."""

import hashlib
import platform
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from time import perf_counter
from typing import Any

import pandas as pd
from tqdm.auto import tqdm

from toolkit.analysis.engines import find_engine
from toolkit.analysis.lists import aliases_of, targets_of
from toolkit.analysis.names import Naming, make_names
from toolkit.analysis.plan import Plan, PlanError, make_plan
from toolkit.analysis.study import Study
from toolkit.analysis.tables import PROBLEM_COLUMNS, typed_frame
from toolkit.analysis.whole import run_whole
from toolkit.articles import check_articles
from toolkit.plugins import Plugins, find_plugins
from toolkit.plugins.versions import libraries_of

_SIZES = (64, 1_024)  # articles in a partition, at first and at most
_QUICK = 0.5  # seconds


def analyze(
    articles: pd.DataFrame,
    *,
    plugins: Any = (),
    only: Iterable[str] | None = None,
    engine: str = "inline",
    partition_size: int | None = None,
    progress: bool = True,
    aliases: Any = None,
    time_limit: float | None = None,
    **options: Any,
) -> Study:
    """Runs the analyzers over the articles and gives their tables as a Study.

    Raises ValueError where `articles` is no articles table, or where the analyzers cannot run together as asked or
    with the options given.
    An article on which an analyzer fails is a row in `study.problems`.

    Parameters
    ----------
    articles
        what `tk.load` gives.
    plugins
        analyzers, modules or paths of Python files to use beside those installed and those defined in this notebook;
        one of the same name takes an installed one's place.
    only
        names of the analyzers to run, with those they require; all of them otherwise.
    engine
        how partitions are run; "inline" is one after the other in this process.
    partition_size
        articles in a partition; otherwise as many as are quickly done. It changes nothing but the steps of the progress
        bar.
    progress
        show a progress bar.
    aliases
        a table of who is whom (`tk.Aliases`), the path of its CSV file, "list:NAME" for the list of a plugin, or a list
        of these, of which the last has the last word.
    time_limit
        seconds that an analyzer may take for one article, after which that article is given up for it and told in
        `study.problems`; None for no limit.
    **options
        options of the analyzers, such as `targets=["unilateral concessions"]`; a target "list:NAME" stands for those of
        a plugin's list.
    """
    check_articles(articles)
    if partition_size is not None and partition_size < 1:
        raise ValueError(f"partition_size must be at least 1, not {partition_size}.")
    if time_limit is not None and not time_limit > 0:
        raise ValueError(f"time_limit must be more than 0 seconds, not {time_limit}.")
    found = find_plugins(plugins)
    analyzers = found.analyzers()
    if "targets" in options:
        options["targets"] = targets_of(options["targets"], found.target_lists())
    try:
        plan = make_plan(analyzers, options, only)
    except PlanError as error:
        broken = "".join(f" Plugin {name!r} could not be loaded: {why}." for name, why in found.failed.items())
        raise PlanError(f"{error}{broken}") from None
    run = find_engine(engine)
    chosen = aliases_of(aliases, found.alias_lists())
    plan = plan.with_option("aliases", tuple((line.name, line.entity) for line in chosen.lines))
    plan = replace(plan, time_limit=time_limit)
    plan.check()
    started = datetime.now(UTC)
    results = []
    with tqdm(total=len(articles), desc="Analyzing", unit="article", disable=not progress) as bar:
        for result in run(_partitions(articles, partition_size), plan):
            results.append(result)
            bar.update(result.articles)
    tables = {
        name: _joined([result.tables[name] for result in results], maker.makes[name].all_columns())
        for name, maker in plan.tables.items()
        if not maker.whole
    }
    unloaded = [
        {"analyzer": name, "problem": "plugin", "message": f"it could not be loaded: {why}"}
        for name, why in found.failed.items()
    ]
    names, unlinked = make_names(tables, found.linkers())
    others = typed_frame([*unloaded, *unlinked], PROBLEM_COLUMNS)
    problems = _joined([others, *(result.problems for result in results)], PROBLEM_COLUMNS)
    study = Study(articles, tables, problems, names=names).renamed(chosen, Naming(tables, names))
    seconds = {each.name: sum(result.seconds[each.name] for result in results) for each in plan.each}
    for analyzer in plan.whole:
        study, seconds[analyzer.name] = run_whole(study, analyzer, plan)
    provenance = _provenance(plan, found, study, seconds, started)
    return replace(study, provenance={**study.provenance, **provenance})


def _partitions(articles: pd.DataFrame, given: int | None) -> Iterator[pd.DataFrame]:
    """Parts of the articles: of a given size, or larger ones for as long as they are quickly done, so that what each
    costs beside the analyzers does not count.
    """
    start, size = 0, given or _SIZES[0]
    while start < len(articles):
        began = perf_counter()
        yield articles.iloc[start : start + size]
        start += size
        if given is None and perf_counter() - began < _QUICK:
            size = min(2 * size, _SIZES[1])


def _joined(parts: list[pd.DataFrame], columns: dict[str, str]) -> pd.DataFrame:
    filled = [part for part in parts if len(part)]
    return pd.concat(filled, ignore_index=True) if filled else typed_frame([], columns)


def _provenance(
    plan: Plan, found: Plugins, study: Study, seconds: Mapping[str, float], started: datetime
) -> dict[str, Any]:
    """Says how a study was made, so that it can be made again."""
    return {
        "toolkit": version("press-toolkit"),
        "python": platform.python_version(),
        "libraries": dict(libraries_of(*(found.owner(one).partition(" ")[0] for one in plan.analyzers))),
        "started": started.isoformat(timespec="seconds"),
        "seconds": round((datetime.now(UTC) - started).total_seconds(), 3),
        "articles": {
            "count": len(study.articles),
            "sha256": hashlib.sha256("\n".join(sorted(map(str, study.articles.index))).encode()).hexdigest(),
            "ids": list(map(str, study.articles.index)),
        },
        "analyzers": [
            {
                "name": analyzer.name,
                "version": analyzer.version,
                "from": found.owner(analyzer),
                "options": _plain(plan.options_of(analyzer)),
                "seconds": round(seconds[analyzer.name], 3),
            }
            for analyzer in plan.analyzers
        ],
        "time_limit": plan.time_limit,
        "linkers": [linker.name for linker in found.linkers()],
        "rows": {name: len(table) for name, table in study.tables.items()},
    }


def _plain(value: Any) -> Any:
    """A value as JSON can hold it; what is neither plain, a list nor a mapping is told in words."""
    if isinstance(value, (str, int, float, bool, type(None))):
        return value
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, (list, tuple)) else repr(value)
