"""A Study, or the report of a load, → something to click."""

from toolkit.widgets.explorer import Explorer, explore
from toolkit.widgets.names import NamesEditor, edit_names
from toolkit.widgets.report import ReportView, show_report

__all__ = ["Explorer", "NamesEditor", "ReportView", "edit_names", "explore", "show_report"]
