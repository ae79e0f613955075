"""Who said what about X, when, where and in what tone: press articles in JupyterLab and pandas."""

from toolkit.analysis import Study, analyze, open_study
from toolkit.analyzer import Analyzer, Table, analyzer
from toolkit.hooks import hookimpl
from toolkit.loading import load
from toolkit.plugins import Chart, Panel, Reader, plugins

__all__ = [
    "Analyzer",
    "Chart",
    "Panel",
    "Reader",
    "Study",
    "Table",
    "analyze",
    "analyzer",
    "hookimpl",
    "load",
    "open_study",
    "plugins",
]
