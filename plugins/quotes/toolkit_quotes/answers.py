"""Who speaks, as an answer with its evidence."""

from dataclasses import dataclass

from toolkit_quotes.cast import TYPES, Row
from toolkit_quotes.discourse import Discourse, Naming


@dataclass(frozen=True)
class Speaker:
    """A canonical name or the words of the source, or None; how sure it is; what kind of speaker it is (person,
    organisation, place, group, unnamed); and where in the article the one is named to whom the words go back.
    """

    name: str | None
    score: float
    kind: str | None = None
    antecedent: tuple[str, int, int] | None = None


NOBODY = Speaker(None, 0.0)


def at_row(row: Row, score: float) -> Speaker:
    """Who is named in a row of the article's names."""
    return Speaker(row["entity"], score, TYPES.get(row["label"], "unnamed"), (row["field"], row["start"], row["end"]))


def from_naming(discourse: Discourse, naming: Naming, score: float) -> Speaker:
    """Who was named last where a naming says; people without a name are unnamed."""
    kind = "unnamed" if naming.name in discourse.unnamed else discourse.cast.kinds[naming.name]
    return Speaker(naming.name, score, kind, (naming.field, naming.start, naming.end))
