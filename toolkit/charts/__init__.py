"""Tables → matplotlib figures: each function draws one chart and returns its axes."""

from toolkit.charts.counts import entity_counts, top_speakers
from toolkit.charts.export import export_chart
from toolkit.charts.figure import Mark, content_of, set_content, style
from toolkit.charts.heat import speakers_by_entities
from toolkit.charts.network import entity_network
from toolkit.charts.over_time import statements_over_time
from toolkit.charts.stance import stance_by, stance_by_threshold, stance_over_time

__all__ = [
    "Mark",
    "content_of",
    "entity_counts",
    "entity_network",
    "export_chart",
    "set_content",
    "speakers_by_entities",
    "stance_by",
    "stance_by_threshold",
    "stance_over_time",
    "statements_over_time",
    "style",
    "top_speakers",
]
