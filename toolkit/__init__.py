"""Who said what about X, when, where and in what tone: press articles in JupyterLab and pandas."""

from toolkit import charts
from toolkit.additions import (
    AliasList,
    Chart,
    Exporter,
    Linker,
    Member,
    Panel,
    Reader,
    TargetList,
    Written,
    exporter,
    reader,
)
from toolkit.analysis import Study, analyze, open_study
from toolkit.analysis.aliases import Alias, Aliases
from toolkit.analysis.cooccurrence import cooccurrence_network, cooccurrences, export_network
from toolkit.analysis.counts import count
from toolkit.analysis.filters import Filters, mentions_in_statements
from toolkit.analysis.identify import match_identifiers
from toolkit.analysis.roles import speaker_titles
from toolkit.analysis.stances import contradictions, stance_summary
from toolkit.analyzers import Analyzer, OtherLanguage, Table, analyzer
from toolkit.charts.export import export_chart
from toolkit.export import export_table
from toolkit.hooks import hookimpl
from toolkit.loading import load
from toolkit.loading.duplicates import drop_duplicates
from toolkit.loading.web.fetch import Fetcher
from toolkit.plugins import disable_plugin, enable_plugin, list_plugins, prefer_plugin
from toolkit.trial import Trial, try_analyzer
from toolkit.widgets import edit_names, explore, show_report

__all__ = [
    "Alias",
    "AliasList",
    "Aliases",
    "Analyzer",
    "Chart",
    "Exporter",
    "Fetcher",
    "Filters",
    "Linker",
    "Member",
    "OtherLanguage",
    "Panel",
    "Reader",
    "Study",
    "Table",
    "TargetList",
    "Trial",
    "Written",
    "analyze",
    "analyzer",
    "charts",
    "contradictions",
    "cooccurrence_network",
    "cooccurrences",
    "count",
    "disable_plugin",
    "drop_duplicates",
    "edit_names",
    "enable_plugin",
    "explore",
    "export_chart",
    "export_network",
    "export_table",
    "exporter",
    "hookimpl",
    "list_plugins",
    "load",
    "match_identifiers",
    "mentions_in_statements",
    "open_study",
    "prefer_plugin",
    "reader",
    "show_report",
    "speaker_titles",
    "stance_summary",
    "try_analyzer",
]
