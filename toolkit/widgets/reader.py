"""The article reader."""

from collections.abc import Callable, Mapping
from typing import Any

import anywidget
import pandas as pd
import traitlets

from toolkit.analysis.study import Study
from toolkit.documents import Document
from toolkit.widgets.assets import script, styles
from toolkit.widgets.pieces import cut, layers_of, spans_of


class Reader(anywidget.AnyWidget):
    """Shows one article with its statements, speakers, cues, entities, targets and evidence marked."""

    _esm = script("reader")
    _css = styles("reader")

    article = traitlets.Dict().tag(sync=True)
    layers: Any = traitlets.Dict().tag(sync=True)
    current = traitlets.Unicode().tag(sync=True)
    place = traitlets.Unicode().tag(sync=True)
    has_previous = traitlets.Bool(False).tag(sync=True)
    has_next = traitlets.Bool(False).tag(sync=True)
    empty = traitlets.Unicode("Choose a statement to read it in its article.").tag(sync=True)

    def __init__(self, on_select: Callable[[str], None], on_step: Callable[[int], None], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._shown: tuple[str, int] | None = None
        self._on_select = on_select
        self._on_step = on_step
        self.on_msg(self._receive)

    def show(self, study: Study, article_id: str, quote_id: str, position: int, total: int) -> None:
        """Opens an article at one of its statements, the one at `position` of `total` that pass the filters."""
        with self.hold_sync():
            self._open(study, article_id)
            self.current = quote_id
            self.place = f"statement {position + 1:,} of {total:,}"
            self.has_previous = position > 0
            self.has_next = position + 1 < total

    def show_row(self, study: Study, table: str, row: Mapping[Any, Any]) -> None:
        """Opens the article of a row of any table, at its place where it has one."""
        with self.hold_sync():
            self._open(study, str(row["article_id"]), row)
            self.current, self.place = "", f"a row of {table}"
            self.has_previous = self.has_next = False

    def _open(self, study: Study, article_id: str, spot: Mapping[Any, Any] | None = None) -> None:
        if spot is None and self._shown == (article_id, id(study)):
            return
        row = {str(name): value for name, value in study.articles.loc[article_id].items()}
        spans = spans_of(study, article_id)
        if spot is not None and "start" in spot:
            spans.add(spot["field"], spot["start"], spot["end"], "spot")
        paragraphs = cut(Document(article_id, row), spans.by_field)
        self.layers = layers_of(study)
        self.article = {"id": article_id, "meta": _meta(row), "paragraphs": paragraphs}
        self._shown = (article_id, id(study)) if spot is None else None

    def clear(self) -> None:
        """Shows no article."""
        self._shown = None
        with self.hold_sync():
            self.article, self.current, self.place = {}, "", ""
            self.has_previous = self.has_next = False

    def _receive(self, _widget: Any, message: Mapping[str, Any], _buffers: Any) -> None:
        if message.get("type") == "select":
            self._on_select(str(message.get("quote")))
        elif message.get("type") == "step":
            self._on_step(-1 if message.get("by") == -1 else 1)


def _meta(row: Mapping[Any, Any]) -> str:
    published = row.get("published")
    day = f"{published:%d %B %Y}" if isinstance(published, pd.Timestamp) and pd.notna(published) else "no date"
    parts = [row.get("section"), row.get("source"), row.get("place"), day, row.get("byline")]
    return " · ".join(str(part) for part in parts if isinstance(part, str) and part)
