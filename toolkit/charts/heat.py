"""Who speaks about whom or what."""

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from toolkit.analysis.counts import ranked
from toolkit.charts.figure import Mark, axes, nothing, plural, require, set_content, short


def speakers_by_entities(
    mentions: pd.DataFrame, *, speakers: int = 12, entities: int = 12, ax: Axes | None = None
) -> Axes:
    """Draws how often each speaker's statements mention each entity, as a heat map.

    `mentions` needs `speaker` and `entity`, a row for each mention within a statement, as
    `tk.mentions_in_statements(study)` gives. The data behind it: a row for each speaker, a column for each entity.
    """
    require(mentions, "mentions", ["speaker", "entity"])
    rows = mentions.dropna(subset=["speaker", "entity"])
    title = "Speakers by the entities in their statements"
    if rows.empty:
        return nothing(axes(ax), title, "No entity is mentioned in these statements.")
    top_speakers = list(ranked(rows["speaker"])["value"].head(speakers))
    rows = rows[rows["speaker"].isin(top_speakers)]
    top_entities = list(ranked(rows["entity"])["value"].head(entities))
    table = pd.crosstab(rows["speaker"], rows["entity"]).reindex(index=top_speakers, columns=top_entities, fill_value=0)
    ax = axes(ax, len(table) + 3)
    values = table.to_numpy()
    ax.pcolormesh(np.ma.masked_equal(values, 0), cmap="Blues", vmin=0, vmax=max(values.max(), 2) * 1.15, linewidth=0)
    ax.invert_yaxis()
    ax.set_xticks(
        np.arange(len(top_entities)) + 0.5,
        [short(name, 22) for name in top_entities],
        rotation=40,
        ha="right",
    )
    ax.set_yticks(np.arange(len(top_speakers)) + 0.5, [short(name, 26) for name in top_speakers])
    ax.tick_params(length=0)
    for spine in ax.spines.values():
        spine.set_visible(False)
    marks = []
    for i, speaker in enumerate(top_speakers):
        for j, entity in enumerate(top_entities):
            count = int(values[i, j])
            if count:
                dark = count > 0.55 * values.max()
                ax.text(
                    j + 0.5,
                    i + 0.5,
                    str(count),
                    ha="center",
                    va="center",
                    fontsize="small",
                    color="white" if dark else "#222222",
                )
                cell = ax.add_patch(Rectangle((j, i), 1, 1, fill=False, linewidth=0))
                label = f"{speaker} on {entity}: {plural(count, 'mention')}"
                marks.append(Mark(cell, label, {"speaker": speaker, "entity": entity}))
    ax.set_title(title)
    set_content(ax, table.rename_axis(columns=None).reset_index(), marks)
    return ax
