"""Who is for and who is against a target."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from toolkit.charts.figure import COLORS, Mark, axes, nothing, plural, require, set_content, short

STANCES = ("oppose", "neutral", "support")
_SIDE = {"oppose": -1, "support": 1}


def stance_by_speaker(stances: pd.DataFrame, *, target: str | None = None, n: int = 15, ax: Axes | None = None) -> Axes:
    """Draws, for each speaker, the mentions of a target that oppose, are neutral or support.

    Opposing mentions go to the left, supporting ones to the right, neutral ones lie across the middle.

    Parameters
    ----------
    stances : with `speaker`, `target` and `stance`.
    target : one target; otherwise all that are in the table, together.
    n : speakers shown, those with most mentions.

    The data behind it: `speaker`, `oppose`, `neutral`, `support` (mentions), `statements` where the table has
    `quote_id`.
    """
    require(stances, "stances", ["speaker", "target", "stance"])
    rows = stances if target is None else stances[stances["target"] == target]
    targets = rows["target"].dropna().unique()
    towards = f"“{short(targets[0], 40)}”" if len(targets) == 1 else f"{len(targets)} targets together"
    title = f"Stance by speaker towards {towards}" if len(targets) else "Stance by speaker"
    rows = rows.dropna(subset=["speaker"])
    if rows.empty:
        ax = axes(ax, 0)
        return nothing(ax, title, "No mention of a target in these statements.")
    table = pd.crosstab(rows["speaker"], rows["stance"]).reindex(columns=list(STANCES), fill_value=0)
    table["all"] = table.sum(axis=1)
    table = table.reset_index().sort_values(["all", "speaker"], ascending=[False, True])
    shown = table.head(n).reset_index(drop=True)
    ax = axes(ax, len(shown))
    marks = []
    places = range(len(shown))
    half = shown["neutral"] / 2
    left = {"neutral": -half, "oppose": -half - shown["oppose"], "support": half}
    hatches = {"oppose": "///", "neutral": "", "support": ""}
    for stance in STANCES:
        bars = ax.barh(
            places,
            shown[stance],
            left=left[stance],
            color=COLORS[stance],
            height=0.78,
            label=stance,
            hatch=hatches[stance],
            edgecolor="white",
            linewidth=0.5,
        )
        marks += [
            Mark(bar, f"{name}: {plural(count, 'mention')}, {stance}", {"speaker": name, "stance": stance})
            for bar, name, count in zip(bars, shown["speaker"], shown[stance], strict=True)
            if count
        ]
    ax.axvline(0, color="#777777", linewidth=0.8, zorder=3)
    ax.set_yticks(
        places,
        [f"{short(name)} ({count})" for name, count in zip(shown["speaker"], shown["all"], strict=True)],
    )
    ax.invert_yaxis()
    reach = max(1.0, float((half + shown[["oppose", "support"]].max(axis=1)).max())) * 1.08
    ax.set_xlim(-reach, reach)
    ax.xaxis.set_major_locator(MaxNLocator(integer=True))
    ax.xaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
    more = "" if len(table) <= n else f"\n{len(shown)} of {len(table):,} speakers"
    ax.set_xlabel(f"← oppose     mentions of the target     support →{more}")
    ax.set_title(title)
    ax.legend(loc="upper center", bbox_to_anchor=(0.5, -0.22), ncols=3, frameon=False, fontsize="small")
    data = shown.drop(columns="all").rename_axis(None, axis=1)
    if "quote_id" in rows:
        data["statements"] = data["speaker"].map(rows.groupby("speaker")["quote_id"].nunique())
    set_content(ax, data, marks)
    return ax
