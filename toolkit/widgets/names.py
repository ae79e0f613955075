"""Who is whom, to be set by hand: the names of a study, with the aliases that merge, split, rename and type them."""

import os
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets as widgets
import pandas as pd

from toolkit.analysis.aliases import KINDS, Aliases
from toolkit.analysis.names import Naming
from toolkit.analysis.study import Study
from toolkit.charts.figure import plural
from toolkit.widgets.elsewhere import Told
from toolkit.widgets.grid import Grid

FILE = "aliases.csv"

_COLUMNS = [
    {"id": "entity", "name": "Name", "width": 210, "wide": True, "narrowest": 120},
    {"id": "type", "name": "Type", "width": 94},
    {"id": "spellings", "name": "Spellings", "width": 82},
    {"id": "articles", "name": "Articles", "width": 72},
    {"id": "statements", "name": "Statements", "width": 104},
]
_OFFERED = 300  # names to choose from where one is typed
_SHOWN_LINES = 8


def names_table(study: Study) -> pd.DataFrame:
    """Gives a row for each name of a study: `entity`, `type`, `spellings` (how many), `articles`, `mentions`,
    `statements`; those of people, organisations, places, groups and speakers, the most frequent first.
    """
    names = study.names
    if names.empty:
        return pd.DataFrame({name: [] for name in (*(str(column["id"]) for column in _COLUMNS), "mentions")})
    names = names[names["entity_type"].isin(KINDS)]
    groups = names.groupby("entity", sort=False)
    found = groups.agg(
        type=("entity_type", "first"),
        spellings=("name", "nunique"),
        articles=("article_id", "nunique"),
        mentions=("mentions", "sum"),
    ).reset_index()
    quotes = study.tables.get("quotes")
    spoken = quotes["speaker"].value_counts() if quotes is not None else pd.Series(dtype="int64")
    found["statements"] = found["entity"].map(spoken).fillna(0).astype("int64")
    order = ["mentions", "statements", "entity"]
    return found.sort_values(order, ascending=[False, False, True], ignore_index=True)


class _NamesGrid(Grid):
    """The names; a choice is told by its name."""

    def __init__(self, on_select: Callable[[str], None]) -> None:
        super().__init__(label="Names", empty="No name is like that.", columns=_COLUMNS)
        self._on_select = on_select

    def selected(self, row: int) -> None:
        self._on_select(str(self.table["entity"].iloc[row]))


class NamesPanel(widgets.VBox):
    """Names to look through and to set; `rename(aliases)` applies aliases and gives the study with them."""

    def __init__(self, study: Study, rename: Callable[[Aliases], Study], path: str | os.PathLike[str] = FILE) -> None:
        self._rename = rename
        self.chosen = ""
        self.search = widgets.Text(placeholder="Find a name…", layout=widgets.Layout(width="calc(100% - 4px)"))
        self.grid = _NamesGrid(self.choose)
        self.about = widgets.HTML()
        self.becomes = widgets.Combobox(placeholder="another name, or one of the list", layout=_wide("200px"))
        self.spelling = widgets.Dropdown(layout=_wide("160px"))
        self.kind = widgets.Dropdown(options=KINDS, layout=_wide("110px"))
        self.file = widgets.Text(str(path), layout=_wide("130px"))
        self.lines = widgets.HTML()
        self.said = widgets.HTML()
        merge = _button("Rename or merge", "Give the chosen name another, or join it to one of the list", self._merge)
        split = _button("Split off", "Let this spelling be a name of its own", self._split)
        kind = _button("Set type", "Say what the chosen name is", self._set_type)
        self._undo = _button("Undo", "Take back the last line", lambda: self._apply(self.aliases.undo(), "Taken back."))
        save = _button("Save", "Write the lines as a CSV file", self._save)
        read = _button("Open", "Apply the lines of a CSV file", self._open)
        self._needs_choice = [merge, split, kind, self.becomes, self.spelling, self.kind]
        super().__init__(
            [
                self.search,
                self.grid,
                self.about,
                _row("is", self.becomes, merge),
                _row("spelling", self.spelling, split),
                _row("type", self.kind, kind),
                _row("lines", self.file, read, save, self._undo),
                self.lines,
                self.said,
            ]
        )
        self.search.observe(lambda _: self._list(), "value")
        self.show(study)

    @property
    def aliases(self) -> Aliases:
        """The aliases that are applied."""
        return self.study.aliases

    def show(self, study: Study) -> None:
        """Shows the names of a study."""
        self.study = study
        self._table = names_table(study)
        names = self._table["entity"].head(_OFFERED)
        self.becomes.options = tuple(names)
        self._list()
        known = bool(self.chosen) and self._table["entity"].eq(self.chosen).any()
        self.choose(self.chosen if known else "")
        lines = self.aliases.lines
        self._undo.disabled = not lines
        shown = [_line(alias) for alias in lines[-_SHOWN_LINES:]]
        more = f"<li>{len(lines) - len(shown):,} before</li>" if len(lines) > len(shown) else ""
        self.lines.value = f"<ol class='ptk-lines'>{more}{''.join(shown)}</ol>" if lines else "No line yet."

    def _list(self) -> None:
        wanted = self.search.value.strip().casefold()
        rows = self._table
        if wanted:
            own = self.study.names
            spelled = own.loc[own["name"].str.casefold().str.contains(wanted, regex=False), "entity"]
            rows = rows[rows["entity"].str.casefold().str.contains(wanted, regex=False) | rows["entity"].isin(spelled)]
        self.grid.show(rows)

    def choose(self, name: str) -> None:
        """Chooses a name, whose spellings and type are then shown."""
        self.chosen = name
        for widget in self._needs_choice:
            widget.disabled = not name
        if not name:
            self.about.value = "Choose a name to rename, merge or split it."
            self.spelling.options, self.becomes.value = (), ""
            return
        own = self.study.names[self.study.names["entity"] == name]
        counts = own.groupby("name")["article_id"].nunique().sort_values(ascending=False)
        self.spelling.options = [
            (f"{_short(str(spelling))} ({number})", spelling) for spelling, number in counts.head(200).items()
        ]
        self.spelling.index = 0 if len(counts) else None
        kind = own["entity_type"].iloc[0] if len(own) else "person"
        self.kind.value = kind if kind in KINDS else "unnamed"
        self.becomes.value = ""
        self.about.value = f"<b>{escape(_short(name, 80))}</b>, by {len(counts):,} spelling{'s' * (len(counts) != 1)}"

    def _merge(self) -> None:
        name = " ".join(self.becomes.value.split())
        if not name or name == self.chosen:
            self._say("Type the other name first.")
            return
        chosen, self.chosen = self.chosen, name
        self._apply(self.aliases.add(chosen, name), f"“{chosen}” is “{name}” now.", chosen)

    def _split(self) -> None:
        spelling = str(self.spelling.value)
        name = " ".join(self.becomes.value.split()) or spelling
        if name == self.chosen:
            self._say("This spelling is the name itself: type another name for it first.")
            return
        self._apply(self.aliases.add(spelling, name), f"“{spelling}” is “{name}” now, and no “{self.chosen}”.")

    def _set_type(self) -> None:
        aliases = self.aliases.set_type(self.chosen, str(self.kind.value))
        self._apply(aliases, f"“{self.chosen}” is of the type {self.kind.value} now.")

    def _apply(self, aliases: Aliases, said: str, before: str | None = None) -> None:
        try:
            study = self._rename(aliases)
        except ValueError as error:
            self.chosen = before or self.chosen
            self._say(str(error))
            return
        self.show(study)
        self._say(said)

    def _save(self) -> None:
        try:
            self._say(f"Saved {len(self.aliases):,} lines in {self.aliases.write(Path(self.file.value).expanduser())}.")
        except OSError as error:
            self._say(f"Nothing was saved: {error}")

    def _open(self) -> None:
        try:
            aliases = Aliases.read(Path(self.file.value).expanduser())
        except (OSError, ValueError) as error:
            self._say(f"Nothing was read: {error}")
            return
        self._apply(aliases, f"{len(aliases):,} lines are applied.")

    def _say(self, text: str) -> None:
        self.said.value = f"<span role='status'>{escape(text)}</span>"


def edit_names(study: Study, path: str | os.PathLike[str] = FILE) -> "NamesEditor":
    """Shows the names of a study, to merge, split, rename and type them.

    `path` is the CSV file that the aliases are saved in; where it is there already, it is applied. The result is a
    widget; `study` of it is the study with the aliases that are set. Raises ValueError for a file that cannot be used.
    """
    if not isinstance(study, Study):
        raise TypeError(f"tk.edit_names shows a Study, as tk.analyze gives it, not {type(study).__name__}.")
    return NamesEditor(study, path)


class NamesEditor(NamesPanel, Told):
    """The panel by itself; made by `tk.edit_names`."""

    def __init__(self, study: Study, path: str | os.PathLike[str] = FILE) -> None:
        naming = Naming(study.tables, study.names)
        if Path(path).is_file():
            study = study.renamed(Aliases.read(path), naming)
        super().__init__(study, lambda aliases: self.study.renamed(aliases, naming), path)
        self.add_class("press-toolkit")

    def told(self) -> str:
        return plural(self.study.names["entity"].nunique(), "name")


def _wide(least: str) -> widgets.Layout:
    return widgets.Layout(flex=f"1 1 {least}", min_width="90px", width="auto")


def _button(text: str, tip: str, act: Callable[[], None]) -> widgets.Button:
    button = widgets.Button(description=text, tooltip=tip, layout=widgets.Layout(width="auto"))
    button.on_click(lambda _: act())
    return button


def _row(label: str, *parts: widgets.Widget) -> widgets.Box:
    head = widgets.Label(label, layout=widgets.Layout(width="56px", flex="0 0 auto"))
    return widgets.Box([head, *parts], layout=widgets.Layout(flex_flow="row wrap", align_items="center"))


def _short(name: str, length: int = 60) -> str:
    return name if len(name) <= length else name[: length - 1] + "…"


def _line(alias: Any) -> str:
    what = f"{escape(_short(alias.name))} → {escape(_short(alias.entity))}"
    if alias.name == alias.entity:
        what = escape(_short(alias.name))
    kind = f", {escape(alias.type)}" if alias.type else "" if alias.name != alias.entity else ", by itself"
    return f"<li>{what}{kind}{f' in article {escape(alias.article_id)}' if alias.article_id else ''}</li>"
