"""The bar of filters."""

from typing import Any

import anywidget
import pandas as pd
import traitlets

from toolkit.analysis.filters import FACETS, Filters, Selector
from toolkit.widgets.assets import script, styles


class FilterBar(anywidget.AnyWidget):
    """Filters to set by hand; `value` holds those that are set, as `Filters.to_dict` gives them."""

    _esm = script("filters")
    _css = styles("filters")

    value = traitlets.Dict().tag(sync=True)
    choices = traitlets.Dict().tag(sync=True)
    days = traitlets.List([None, None]).tag(sync=True)
    total = traitlets.Unicode().tag(sync=True)

    def __init__(self, selector: Selector, **kwargs: Any) -> None:
        super().__init__(days=_days(selector.statements["published"]), **kwargs)
        self.offer(selector)

    def offer(self, selector: Selector) -> None:
        """Offers what there is to choose from, anew when names or statements have changed."""
        self._all = len(selector.statements)
        self.choices = {facet: [list(choice) for choice in selector.choices(facet)] for facet in FACETS}

    def show(self, filters: Filters, statements: int) -> None:
        """Shows which filters are set and how many statements they leave."""
        self.value = filters.to_dict()
        self.total = f"{statements:,} of {self._all:,} statements"


def _days(published: pd.Series) -> list[str | None]:
    dated = published.dropna()
    return [None, None] if dated.empty else [f"{dated.min():%Y-%m-%d}", f"{dated.max():%Y-%m-%d}"]
