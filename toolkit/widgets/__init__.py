"""A Study, or the report of a load, → something to click."""

from toolkit.widgets.explorer import Explorer, explore
from toolkit.widgets.report import ReportView, show_report

__all__ = ["Explorer", "ReportView", "explore", "show_report"]
