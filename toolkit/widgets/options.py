"""The options that analyzers declare, as controls, and a button that analyses the articles again with them."""

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

import ipywidgets as widgets

from toolkit.analysis.run import analyze
from toolkit.analysis.study import Study
from toolkit.analyzers import Analyzer
from toolkit.options import Option

_WIDTH = widgets.Layout(width="auto", flex="1 1 180px", min_width="120px")


class OptionsPanel(widgets.VBox):
    """A control for each option of the analyzers that made a study; `replace(study)` takes the one made with them.

    `plugins` are those given by hand, as for `tk.analyze`. Options that only Python can write have no control and stay
    as they are.
    """

    def __init__(
        self, study: Callable[[], Study], plugins: Any, analyzers: list[Analyzer], replace: Callable[[Study], None]
    ) -> None:
        self._study, self._plugins, self._replace = study, plugins, replace
        ran = {made["name"]: made for made in study().provenance.get("analyzers", ())}
        self._ran = [analyzer for analyzer in analyzers if analyzer.name in ran]
        self.controls: dict[str, widgets.Widget] = {}
        rows: list[widgets.Widget] = []
        for analyzer in self._ran:
            given = ran[analyzer.name].get("options", {})
            own = [
                _row(option, control)
                for option in analyzer.options.values()
                if option.name not in self.controls
                and (control := control_of(option, given.get(option.name, option.default))) is not None
                and self.controls.setdefault(option.name, control) is control
            ]
            rows += [widgets.HTML(f"<b>{escape(analyzer.name)}</b> {escape(analyzer.summary)}"), *own] if own else []
        self._button = widgets.Button(description="Analyze again", icon="refresh", disabled=not rows)
        self._button.tooltip = "All articles of the study, with these options"
        self._button.on_click(lambda _: self.run())
        self.said = widgets.HTML()
        nothing = widgets.HTML("The analyzers of this study have no options.")
        super().__init__([*(rows or [nothing]), self._button, self.said])
        self.add_class("ptk-options-panel")

    def run(self) -> None:
        """Analyses the articles again with the options as they stand on the screen."""
        before = self._study()
        provenance = before.provenance
        kept = {
            name: value
            for made in provenance["analyzers"]
            for name, value in made.get("options", {}).items()
            if name not in self.controls and name != "aliases"
        }
        self._button.disabled = True
        self.said.value = "Analyzing…"
        try:
            study = analyze(
                before.articles,
                plugins=self._plugins,
                only=[analyzer.name for analyzer in self._ran],
                progress=False,
                time_limit=provenance.get("time_limit"),
                aliases=before.aliases,
                **{**kept, **{name: value_of(control) for name, control in self.controls.items()}},
            )
        except ValueError as error:
            self._say(f"Nothing was changed: {error}")
            return
        finally:
            self._button.disabled = False
        self._replace(study)
        counts = ", ".join(f"{len(table):,} {name}" for name, table in study.tables.items())
        self._say(f"Analyzed {len(study.articles):,} articles: {counts}.")

    def _say(self, text: str) -> None:
        self.said.value = f"<span role='status'>{escape(text)}</span>"


def control_of(option: Option, value: Any) -> widgets.Widget | None:
    """The control for an option, by its schema; None for one that only Python can write."""
    schema, kind = option.schema, option.schema.get("type")
    if option.many and option.choices:
        chosen = [one for one in value or () if one in option.choices]
        rows = min(len(option.choices), 5)
        return widgets.SelectMultiple(options=option.choices, value=chosen, rows=rows, layout=_WIDTH)
    if option.many:
        if isinstance(value, Mapping):  # each with synonyms: as Python wrote it
            return None
        lines = [value] if isinstance(value, str) else map(str, value or ())
        return widgets.Textarea("\n".join(lines), placeholder="one on each line", rows=3, layout=_WIDTH)
    if option.choices:
        return widgets.Dropdown(options=option.choices, value=value, layout=_WIDTH)
    if kind == "boolean":
        return widgets.Checkbox(bool(value), indent=False, layout=_WIDTH)
    if kind in ("integer", "number") and value is not None:
        bounded = {"min": schema["minimum"], "max": schema["maximum"]} if {"minimum", "maximum"} <= set(schema) else {}
        whole = kind == "integer"
        made = (widgets.BoundedIntText if whole else widgets.BoundedFloatText) if bounded else None
        made = made or (widgets.IntText if whole else widgets.FloatText)
        return made(value=value, layout=_WIDTH, **bounded)
    return widgets.Text(str(value or ""), layout=_WIDTH) if kind == "string" else None


def value_of(control: widgets.Widget) -> Any:
    """What a control holds, as the analyzer takes it."""
    if isinstance(control, widgets.Textarea):
        return [line.strip() for line in control.value.splitlines() if line.strip()]
    return list(control.value) if isinstance(control, widgets.SelectMultiple) else control.value


def _row(option: Option, control: widgets.Widget) -> widgets.Widget:
    name = widgets.Label(option.name.replace("_", " "), layout=widgets.Layout(width="110px", flex="0 0 auto"))
    control.tooltip = option.help
    about = widgets.HTML(f"<span class='ptk ptk-quiet'>{escape(option.help)}</span>")
    row = widgets.Box([name, control], layout=widgets.Layout(flex_flow="row wrap", align_items="center"))
    return widgets.VBox([row, about]) if option.help else row
