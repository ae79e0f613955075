"""Aliases: the user's own table of who is whom, which has the last word over names."""

import csv
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

import pandas as pd

KINDS = ("person", "organisation", "place", "group", "unnamed")
"""Types that an alias may set."""


@dataclass(frozen=True)
class Alias:
    """A line of the table: what is called `name` is `entity`, in all articles or in one.

    `name` is what the corpus or an article calls someone; `type` one of person, organisation, place, group, unnamed.
    """

    name: str
    entity: str
    type: str = ""
    article_id: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        for field in fields(self):
            object.__setattr__(self, field.name, " ".join(str(getattr(self, field.name) or "").split()))
        if not self.name:
            raise ValueError("An alias needs the name that it is for.")
        if self.type and self.type not in KINDS:
            raise ValueError(f"The type of {self.name!r} must be one of {', '.join(KINDS)}, not {self.type!r}.")
        if not self.entity:
            object.__setattr__(self, "entity", self.name)


COLUMNS = tuple(field.name for field in fields(Alias))


@dataclass(frozen=True)
class Aliases:
    """The table of aliases. A later line takes the place of an earlier one for the same name and article.

    A line for what an article calls someone ("Bill", in one article or in all) goes before one for the name that the
    corpus has for them ("Bill Clinton"). Lines are followed on: with A → B and B → C, A is C.
    """

    lines: tuple[Alias, ...] = ()

    def __len__(self) -> int:
        return len(self.lines)

    @classmethod
    def read(cls, path: str | os.PathLike[str]) -> "Aliases":
        """Reads a CSV file: `name,entity` and, where wanted, `type`, `article_id`, `note`; a header is not needed.

        Raises ValueError, naming the line, for one that cannot be used, and FileNotFoundError for no file.
        """
        rows = list(csv.reader(Path(path).read_text(encoding="utf-8-sig").splitlines()))
        head = [cell.strip().lower() for cell in rows[0]] if rows else []
        columns = head if "name" in head and "entity" in head else list(COLUMNS)
        lines = []
        for number, row in enumerate(rows, 1):
            if not any(cell.strip() for cell in row) or (number == 1 and columns is head):
                continue
            values = {column: cell for column, cell in zip(columns, row, strict=False) if column in COLUMNS}
            try:
                lines.append(Alias(**values))
            except (TypeError, ValueError) as error:
                raise ValueError(f"Line {number} of {path} cannot be used: {error}") from None
        return cls(tuple(lines))

    @classmethod
    def from_records(cls, records: Iterable[Mapping[str, Any]]) -> "Aliases":
        """Makes aliases of what `to_records` gave, as it stands in `study.provenance["aliases"]`."""
        return cls(tuple(Alias(**dict(record)) for record in records))

    def to_records(self) -> list[dict[str, str]]:
        """Gives the lines as plain values."""
        return [{name: value for name, value in asdict(line).items() if value} for line in self.lines]

    def write(self, path: str | os.PathLike[str]) -> Path:
        """Writes the table as CSV, which `read` takes, and gives its path."""
        target = Path(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            writer.writerows([getattr(line, column) for column in COLUMNS] for line in self.lines)
        return target

    def add(self, name: str, entity: str, **more: str) -> "Aliases":
        """Gives these aliases with one line more, to merge a name into another or to rename it.

        `more` are `type`, `article_id` and `note`.
        """
        return replace(self, lines=(*self.lines, Alias(name, entity, **more)))

    def split(self, name: str, *, article_id: str = "") -> "Aliases":
        """Gives these aliases with a line that lets what articles call someone stand for itself again."""
        return self.add(name, name, article_id=article_id)

    def set_type(self, name: str, type: str) -> "Aliases":  # noqa: A002
        """Gives these aliases with a line that says what kind of speaker or entity someone is."""
        return self.add(name, name, type=type)

    def undo(self) -> "Aliases":
        """Gives these aliases without the last line."""
        return replace(self, lines=self.lines[:-1])

    def check(self) -> "Aliases":
        """Gives these aliases, or raises ValueError where lines go round in a circle."""
        _followed({line.name: line for line in self.lines if not line.article_id})
        return self

    def apply(self, names: pd.DataFrame) -> pd.DataFrame:
        """Gives `study.names` with `entity`, and `entity_type` where a line sets it, as these aliases have them.

        Raises ValueError where lines go round in a circle.
        """
        if not self.lines:
            return names.assign(entity=names["linked"], entity_type=names["type"])
        of_all = {line.name: line for line in self.lines if not line.article_id}
        follow = _followed(of_all)
        entity, kinds = _mapped(names["linked"], follow), names["type"]
        own = names["name"].isin(list(of_all))
        entity = entity.mask(own, _mapped(names["name"], follow))
        for line in self.lines:
            if line.article_id:
                rows = names["article_id"].eq(line.article_id) & (
                    names["name"].eq(line.name) | names["linked"].eq(line.name)
                )
                entity = entity.mask(rows, follow.get(line.entity, line.entity))
                kinds = kinds.mask(rows, line.type) if line.type else kinds
        typed: dict[str, str] = {}
        for line in self.lines:
            if line.type and not line.article_id:
                typed[follow.get(line.entity, line.entity)] = line.type
        rows = entity.isin(list(typed))
        kinds = kinds.mask(rows, _mapped(entity, typed))
        return names.assign(entity=entity.astype("str"), entity_type=kinds.astype("str"))


def _mapped(values: pd.Series, to: Mapping[str, str]) -> pd.Series:
    """The values with those that `to` has exchanged."""
    rows = values.isin(list(to))
    return values.mask(rows, values[rows].map(to).reindex(values.index)) if rows.any() else values


def _followed(lines: Mapping[str, Alias]) -> dict[str, str]:
    """Each name → where its lines lead in the end."""
    found = {}
    for name in lines:
        seen, at = [name], lines[name].entity
        while at in lines and lines[at].entity != at:
            if at in seen:
                raise ValueError(f"The aliases go round in a circle: {' → '.join([*seen, at])}.")
            seen.append(at)
            at = lines[at].entity
        found[name] = at
    return found


def as_aliases(value: Any) -> Aliases:
    """Takes aliases, the path of their CSV file, or None for none."""
    if value is None:
        return Aliases()
    return (value if isinstance(value, Aliases) else Aliases.read(value)).check()
