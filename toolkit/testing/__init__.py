"""What every plugin must hold, as one call for each kind, for a plugin's own tests."""

from toolkit.testing.analyzers import check_analyzer, odd_articles
from toolkit.testing.broken import ContractBroken
from toolkit.testing.exporters import check_exporter, odd_table
from toolkit.testing.linkers import check_linker
from toolkit.testing.lists import check_alias_list, check_target_list
from toolkit.testing.readers import check_reader
from toolkit.testing.views import check_chart, check_panel

__all__ = [
    "ContractBroken",
    "check_alias_list",
    "check_analyzer",
    "check_chart",
    "check_exporter",
    "check_linker",
    "check_panel",
    "check_reader",
    "check_target_list",
    "odd_articles",
    "odd_table",
]
