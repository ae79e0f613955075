"""How partitions are run. An engine takes partitions and gives their results in the same order."""

from collections.abc import Callable, Iterable, Iterator

import pandas as pd

from toolkit.analysis.partition import Result, run_partition
from toolkit.analysis.plan import Plan

Engine = Callable[[Iterable[pd.DataFrame], Plan], Iterator[Result]]


def inline(partitions: Iterable[pd.DataFrame], plan: Plan) -> Iterator[Result]:
    """Runs one partition after the other in this process."""
    for partition in partitions:
        yield run_partition(partition, plan)


ENGINES: dict[str, Engine] = {"inline": inline}


def find_engine(name: str) -> Engine:
    """Gives the engine of that name. Raises ValueError, with the names there are."""
    if name not in ENGINES:
        raise ValueError(f"There is no engine {name!r}; there is: {', '.join(ENGINES)}.")
    return ENGINES[name]
