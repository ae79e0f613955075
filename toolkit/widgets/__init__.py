"""A Study → something to click."""

from toolkit.widgets.explorer import Explorer, explore

__all__ = ["Explorer", "explore"]
