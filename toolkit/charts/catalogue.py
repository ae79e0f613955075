"""The charts that come with the toolkit, on the hook on which plugins add theirs."""

from typing import TYPE_CHECKING, Any

from toolkit import charts
from toolkit.additions import Chart
from toolkit.analysis.cooccurrence import cooccurrences
from toolkit.analysis.filters import mentions_in_statements
from toolkit.hooks import hookimpl

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def _over_time(study: Any, ax: "Axes | None" = None) -> "Axes":
    return charts.statements_over_time(study.quotes, study.articles, ax=ax)


def _speakers(study: Any, ax: "Axes | None" = None) -> "Axes":
    return charts.top_speakers(study.quotes, ax=ax)


def _stance(study: Any, ax: "Axes | None" = None) -> "Axes":
    return charts.stance_by(study.stances, ax=ax)


def _stance_over_time(study: Any, ax: "Axes | None" = None) -> "Axes":
    return charts.stance_over_time(study.stances, study.articles, ax=ax)


def _entities(study: Any, ax: "Axes | None" = None) -> "Axes":
    return charts.entity_counts(study.entities, ax=ax)


def _heat(study: Any, ax: "Axes | None" = None) -> "Axes":
    return charts.speakers_by_entities(mentions_in_statements(study), ax=ax)


def _network(study: Any, ax: "Axes | None" = None) -> "Axes":
    pairs = cooccurrences(study, within="paragraph")
    return charts.entity_network(pairs, unit="paragraph", clickable=set(mentions_in_statements(study)["entity"]), ax=ax)


@hookimpl
def toolkit_charts() -> list[Chart]:
    """The charts of this module, in the order of their tabs."""
    return [
        Chart("statements_over_time", "Over time", _over_time, "Statements published in each week or month."),
        Chart("top_speakers", "Speakers", _speakers, "The speakers with most statements."),
        Chart("stance_by_speaker", "Stance", _stance, "For and against the targets, by speaker."),
        Chart("stance_over_time", "Stance over time", _stance_over_time, "How support and opposition change."),
        Chart("entity_counts", "Entities", _entities, "Who and what is named most."),
        Chart("speakers_by_entities", "Who on whom", _heat, "Which entities each speaker's statements mention."),
        Chart("entity_network", "Network", _network, "Who and what is named in the same paragraphs."),
    ]
