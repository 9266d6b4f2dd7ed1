"""What the plots share: a fitting Axes, rows of points with intervals, and checks of the frame that is given."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.errors import ChoiceError, TableError
from framing.show.style import RULE, SOFT_INK, group_styles

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDTH = 7.2
ROW_HEIGHT = 0.34
MARK_HEIGHT = 0.17
AXIS_HEIGHT = 0.6
LEGEND_LINE_HEIGHT = 0.42
LEGEND_COLUMNS = 3
NO_VALUE = "none"
NO_ROWS = "no hits"


def need_columns(data: pd.DataFrame, columns: Sequence[str], made_by: str) -> None:
    """Raise TableError when the frame lacks a column, naming the function that makes such frames.

    A frame without rows is no error: a corpus may hold nothing of what is asked for (see `nothing_drawn`).
    """
    lacking = [name for name in columns if name not in data.columns]
    if lacking:
        raise TableError(f"data lacks the columns {lacking}; give a frame made by {made_by}")


def need_group(data: pd.DataFrame, by: str) -> None:
    """Raise ChoiceError when the grouping column is not in the frame."""
    if by not in data.columns:
        raise ChoiceError.of("by", by, list(data.columns))


def nothing_drawn(ax: Axes | None) -> Axes:
    """Axes, with room for one row, that say that there is nothing to draw."""
    ax = axes_for(ax, ROW_HEIGHT + AXIS_HEIGHT)
    ax.text(0.5, 0.5, NO_ROWS, transform=ax.transAxes, ha="center", va="center", color=SOFT_INK)
    ax.set_xlim(0, 1)
    ax.set_yticks([])
    return ax


def axes_for(ax: Axes | None, height: float) -> Axes:
    """The given Axes, or those of a new figure of this height in inches."""
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt

    _figure, axes = plt.subplots(figsize=(WIDTH, height), layout="constrained")
    return axes


def forest(
    data: pd.DataFrame, *, row: str, group: str, value: str, names: dict[str, str] | None = None, ax: Axes | None = None
) -> Axes:
    """Points with their intervals, one line a row level; groups are dodged within it, coloured and marked apart.

    ``data`` has ``low`` and ``high`` beside ``value``. Where row and group are the same column there is no legend.
    Rows stand in the order of the data, first on top; ``names`` gives the labels of groups.
    A hollow point is a value of zero; a level without a value says so, and so does a frame without rows.
    """
    if data.empty:
        return nothing_drawn(ax)
    import seaborn as sns

    rows, groups = list(dict.fromkeys(data[row])), list(dict.fromkeys(data[group]))
    dodged = row != group
    step = 0.78 / max(len(groups), 1) if dodged else 0.0
    height = len(rows) * max(ROW_HEIGHT, MARK_HEIGHT * len(groups) + 0.1 if dodged else 0.42)
    legend_lines = -(-len(groups) // LEGEND_COLUMNS) if dodged else 0
    ax = axes_for(ax, height + AXIS_HEIGHT + LEGEND_LINE_HEIGHT * legend_lines)
    colours, markers = group_styles(groups)
    if not dodged:
        colours, markers = dict.fromkeys(groups, colours[groups[0]]), dict.fromkeys(groups, "o")
    place = data[row].map({name: number for number, name in enumerate(rows)}).astype(float)
    shift = data[group].map({name: number - (len(groups) - 1) / 2 for number, name in enumerate(groups)}).astype(float)
    shown = data.assign(height=place + step * shift)
    for name in groups:
        own = shown[(shown[group] == name) & shown["low"].notna()]
        ax.hlines(own["height"], own["low"], own["high"], color=colours[name], linewidth=1.6, alpha=0.75, zorder=2)
    legend_names = {name: (names or {}).get(name, name) for name in groups}
    points = shown[shown[value].notna()].assign(_name=shown[group].map(legend_names))
    for zero in (False, True):
        own = points[(points[value] == 0) == zero]
        if own.empty:
            continue
        sns.scatterplot(
            data=own, x=value, y="height", hue="_name", style="_name", ax=ax, s=38, zorder=3,
            hue_order=[*legend_names.values()], style_order=[*legend_names.values()],
            palette={legend_names[name]: colours[name] for name in groups},
            markers={legend_names[name]: markers[name] for name in groups},
            edgecolor="white", linewidth=0.5, legend=False,
        )  # fmt: skip
        marks = ax.collections[-1]
        marks.set_clip_on(False)
        if zero:
            marks.set_edgecolor(marks.get_facecolor())
            marks.set_facecolor("white")
            marks.set_linewidth(1.2)
    for _, gap in shown[shown[value].isna()].iterrows():
        ax.annotate(
            f"{gap[group]}: {NO_VALUE}" if dodged else NO_VALUE, (0, gap["height"]), xycoords=ax.get_yaxis_transform(),
            xytext=(4, 0), textcoords="offset points", va="center", color=SOFT_INK, fontsize=7,
        )  # fmt: skip
    if dodged:
        legend_above(ax, [(legend_names[name], colours[name], markers[name]) for name in groups])
        for line in range(1, len(rows)):
            ax.axhline(line - 0.5, color=RULE, linewidth=0.5, zorder=0)
    label_rows(ax, rows)
    return ax


def legend_above(ax: Axes, entries: Sequence[tuple[str, str, str]], *, columns: int = LEGEND_COLUMNS) -> None:
    """A legend on one or more lines above the plot: (name, colour, marker) each."""
    from matplotlib.lines import Line2D

    marks = [Line2D([], [], color=colour, marker=marker, linestyle="", markersize=6, label=name)
             for name, colour, marker in entries]  # fmt: skip
    ax.legend(
        handles=marks, loc="lower left", bbox_to_anchor=(0, 1.0), ncols=min(len(marks), columns),
        borderaxespad=0.2, handletextpad=0.2, columnspacing=1.2,
    )  # fmt: skip


def label_rows(ax: Axes, labels: Sequence[str], *, at: Sequence[float] | None = None) -> None:
    """Write the labels on the y axis, the first on top."""
    places = np.arange(len(labels)) if at is None else np.asarray(at)
    ax.set_yticks(places, [wrap(label) for label in labels])
    ax.set_ylim(places.max() + 0.6, places.min() - 0.6)
    ax.set_ylabel("")


def wrap(label: object, width: int = 26) -> str:
    """Break a long label; lines that it already has are kept.

    >>> wrap("the Ministry of Rivers and Forests")
    'the Ministry of Rivers and\\nForests'
    """
    return "\n".join("\n".join(textwrap.wrap(line, width)) for line in str(label).split("\n"))


def percent_axis(ax: Axes, label: str) -> None:
    """Show shares (0 to 1) on the x axis as per cent."""
    from matplotlib.ticker import FuncFormatter

    ax.xaxis.set_major_formatter(FuncFormatter(_per_cent))
    ax.set_xlabel(label)


def _per_cent(share: float, _: object = None) -> str:
    return f"{round(100 * share, 6):g}%"


def grid(ax: Axes) -> None:
    """Thin lines at the ticks of the x axis."""
    ax.grid(axis="x", color=RULE, linewidth=0.6)


def counted(number: object, noun: str) -> str:
    """A count with its noun in the right number.

    >>> counted(1, "article"), counted(2310, "word")
    ('1 article', '2,310 words')
    """
    return f"{int(number):,} {noun}{'' if int(number) == 1 else 's'}"  # type: ignore[call-overload]
