"""What stands in a widget's place where there are no widgets: on a page, in a terminal, in a viewer of notebooks."""

from html import escape
from typing import Any

import ipywidgets as widgets


class Told(widgets.VBox):
    """A widget that says in words what it shows, where it cannot be shown."""

    def told(self) -> str:
        """What it shows, as in "374 statements in 40 articles"."""
        raise NotImplementedError

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.told()}; run this cell in JupyterLab to see it>"

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, Any]:
        bundle: dict[str, Any] = super()._repr_mimebundle_(**kwargs)
        text = f"{type(self).__name__}: {self.told()}. Run this cell in JupyterLab to see it."
        return {**bundle, "text/plain": repr(self), "text/html": f"<p><em>{escape(text)}</em></p>"}
