"""What every linker holds."""

import pandas as pd

from toolkit.additions import Linker
from toolkit.testing.broken import ContractBroken

_NAMES = pd.DataFrame(
    {
        "article_id": ["a", "a", "b", "b", "c", "c"],
        "name": ["Ana Petrov", "the ministry", "ANA PETROV", "Ukraine", "Ана Петров", "🇺🇳"],
        "type": ["person", "organisation", "person", "place", "person", "unnamed"],
        "mentions": [3, 1, 1, 2, 1, 1],
        "title": ["Foreign Minister", None, None, None, None, None],
        "gender": ["female", None, None, None, None, None],
    }
)


def check_linker(linker: Linker, names: pd.DataFrame | None = None) -> pd.DataFrame:
    """Tries on a linker what every linker must hold, and gives what it made for further tests.

    Tried are, with `names` (see `Linker`) or some of our own, and with none: the same index, `entity` as text for each
    name, `score` from 0 to 1, the same again in a second run, and the names as they were.

    Raises ContractBroken, an AssertionError, with what to do.
    """
    given = _NAMES.astype({"title": "str", "gender": "str"}) if names is None else names
    for table in (given.iloc[:0], given):
        found = _linked(linker, table)
        again = _linked(linker, table)
        if not found[["entity", "score"]].equals(again[["entity", "score"]]):
            raise ContractBroken(f"{linker.name} gave something else when it was called again.")
    return found


def _linked(linker: Linker, names: pd.DataFrame) -> pd.DataFrame:
    before = names.copy()
    try:
        found = linker.link(names)
    except Exception as error:
        raise ContractBroken(f"{linker.name} raised {type(error).__name__} ({error}) on {len(names)} names.") from error
    if not names.equals(before):
        raise ContractBroken(f"{linker.name} changed the names that it was given; work on a copy.")
    if not isinstance(found, pd.DataFrame) or not {"entity", "score"} <= set(found):
        raise ContractBroken(f"{linker.name} must give a DataFrame with the columns entity and score.")
    if not found.index.equals(names.index):
        raise ContractBroken(f"{linker.name} must give a row for each name, with the same index.")
    if not found["entity"].map(lambda name: isinstance(name, str) and bool(name.strip())).all():
        raise ContractBroken(
            f"{linker.name} must give a text as entity for each name; keep a name that it does not know."
        )
    if not found["score"].between(0, 1).all():
        raise ContractBroken(f"{linker.name} must give scores from 0 to 1.")
    return found
