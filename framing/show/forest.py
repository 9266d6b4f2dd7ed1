"""A forest of points with intervals: one line a group, named where it stands, in blocks with a head each.

There is no legend to look up: the name of a group stands at its line, the counts that its value is made of at the
right. Colours and markers tie the lines of a group together from block to block.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from framing.show.marks import (
    AXIS_HEIGHT,
    axes_for,
    is_narrow,
    letters_in,
    nothing_drawn,
    width_of,
    wrap,
)  # fmt: skip
from framing.show.style import INK, SOFT_INK, group_styles

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Inches a line; lines that a head takes, and the gap after a block; lines that the head of the counts takes.
LINE = 0.172
HEAD, GAP, TOP = 1.15, 0.4, 1.0
NO_VALUE = "none"
NO_INTERVAL = "*"
NO_INTERVAL_NOTE = "* one article: no interval"
SIZE, COUNT_SIZE, COLUMN_SIZE = 8.5, 7.5, 7.0


@dataclass(frozen=True)
class Layout:
    """Where the lines of a forest stand, in lines from the top; ``place`` is that of each row of the data.

    ``deep`` is how many lines of type the longest name takes.
    """

    place: pd.Series
    heads: tuple[tuple[float, str], ...]
    names: tuple[tuple[float, str], ...]
    bottom: float

    @property
    def deep(self) -> int:
        return min(max(name.count("\n") for _, name in self.names) + 1, 3)


def forest(
    data: pd.DataFrame, *, row: str, group: str, value: str, counts: tuple[str, str] | None = None, plain: bool = False,
    ax: Axes | None = None,
) -> Axes:  # fmt: skip
    """Points with their intervals, one block a row level with one line a group.

    ``data`` has ``low`` and ``high`` beside ``value``. Where row and group are the same column, or there is one group
    only, there are no blocks. Blocks and lines stand in the order of the data, first on top. ``counts`` is the column
    of texts to write at the right, and what stands over them. ``plain`` gives all marks one colour, for groups that
    are not the same from block to block. A hollow point is a value of zero; a line without a
    value says so, one without an interval has an asterisk, and a frame without rows says that too.
    """
    if data.empty:
        return nothing_drawn(ax)
    groups = list(dict.fromkeys(data[group]))
    layout = layout_of(data, row, group, narrow=is_narrow(ax))
    top = TOP if counts else 0.0
    height = LINE * layout.deep * (layout.bottom + top)
    ax = axes_for(ax, height + AXIS_HEIGHT)
    colours, markers = group_styles(groups)
    if row == group or plain:
        colours, markers = dict.fromkeys(groups, colours[groups[0]]), dict.fromkeys(groups, "o")
    shown = data.assign(_place=layout.place)
    ax.set_yticks([])  # seaborn goes through the ticks, and those with names come last
    draw_points(ax, shown, group, value, (colours, markers))
    for _, gap in shown[shown[value].isna()].iterrows():
        ax.annotate(
            NO_VALUE, (0, gap["_place"]), xycoords=ax.get_yaxis_transform(), xytext=(4, 0),
            textcoords="offset points", va="center", color=SOFT_INK, fontsize=COUNT_SIZE,
        )  # fmt: skip
    write_names(ax, layout, top)
    if counts:
        write_counts(ax, shown, counts, value)
    return ax


def layout_of(data: pd.DataFrame, row: str, group: str, *, narrow: bool = False) -> Layout:
    """Give every row of the data its line."""
    most = 16 if narrow else 28
    blocks: dict[object, dict[object, None]] = {}
    for level, name in zip(data[row], data[group]):
        blocks.setdefault(level, {})[name] = None
    flat = row == group or data[group].nunique() == 1
    places: dict[tuple[object, object], float] = {}
    heads: list[tuple[float, str]] = []
    names: list[tuple[float, str]] = []
    at = 0.0
    for level, lines in blocks.items():
        if not flat:
            heads.append((at, str(level)))
            at += HEAD
        for name in lines:
            places[level, name] = at
            names.append((at, wrap(level if flat else name, most)))
            at += 1
        at += 0 if flat else GAP
    place = pd.Series([places[key] for key in zip(data[row], data[group])], index=data.index)
    return Layout(place, tuple(heads), tuple(names), at - (0 if flat else GAP))


def draw_points(
    ax: Axes, shown: pd.DataFrame, group: str, value: str, styles: tuple[dict[str, str], dict[str, str]]
) -> None:
    """The intervals, with ends that show where they have no width, and the points; ``styles`` as of `group_styles`."""
    colours, markers = styles
    known = shown[shown["low"].notna()]
    inks = known[group].map(colours)
    ax.hlines(known["_place"], known["low"], known["high"], colors=inks.tolist(), linewidth=1.5, zorder=2)
    for ink in inks.unique():
        own = known[inks == ink]
        ax.plot(
            [*own["low"], *own["high"]], [*own["_place"]] * 2, linestyle="", marker="|", markersize=8,
            markeredgewidth=1.1, color=ink, zorder=2, clip_on=False,
        )  # fmt: skip
    points = shown[shown[value].notna()]
    if points.empty:
        return
    import seaborn as sns

    names = points[group].astype(str).tolist()
    sns.scatterplot(
        x=points[value].tolist(), y=points["_place"].tolist(), hue=names, style=names, ax=ax, s=22,
        palette={str(name): colour for name, colour in colours.items()},
        markers={str(name): marker for name, marker in markers.items()},
        linewidth=1.1, zorder=3, clip_on=False, legend=False,
    )  # fmt: skip
    edges = points[group].map(colours).tolist()
    ax.collections[-1].set_edgecolor(edges)
    ax.collections[-1].set_facecolor(["white" if number == 0 else ink for number, ink in zip(points[value], edges)])


def write_names(ax: Axes, layout: Layout, top: float) -> None:
    """The heads of the blocks over their lines, the groups at the left."""
    narrow = is_narrow(ax)
    ax.tick_params(axis="y", labelsize=SIZE - narrow, length=0, pad=7)  # first, for the ticks that are made then
    ax.set_yticks([place for place, _ in layout.names], [name for _, name in layout.names], linespacing=1.05)
    most = letters_in(0.62 * width_of(ax), SIZE)
    for place, text in layout.heads:
        ax.annotate(
            wrap(text, most), (0, place), xycoords=ax.get_yaxis_transform(), xytext=(-1, 0), ha="left", va="center",
            textcoords="offset points", fontsize=SIZE - narrow, fontweight="bold", color=INK, annotation_clip=False,
            bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.0}, zorder=4,
        )  # fmt: skip
    ax.set_ylim(layout.bottom - 0.4, -0.6 - top)
    ax.set_ylabel("")


def write_counts(ax: Axes, shown: pd.DataFrame, counts: tuple[str, str], value: str) -> None:
    """What each value is made of, at the right end of its line."""
    column, head = counts
    size = COLUMN_SIZE if is_narrow(ax) else COUNT_SIZE
    unknown = shown["low"].isna() & shown[value].notna()
    texts = shown[column].astype(str) + unknown.map({True: NO_INTERVAL, False: ""})
    last = ax.get_ylim()[1] + 0.6
    for place, text in [(last, head), *zip(shown["_place"], texts)]:
        ax.annotate(
            text, (1, place), xycoords=ax.get_yaxis_transform(), xytext=(8, 0), textcoords="offset points",
            va="center", color=SOFT_INK, fontsize=size, annotation_clip=False,
        )  # fmt: skip
    if unknown.any():
        ax.annotate(
            NO_INTERVAL_NOTE, (0, last), xycoords=ax.get_yaxis_transform(), ha="left", va="center",
            color=SOFT_INK, fontsize=COLUMN_SIZE, annotation_clip=False,
        )  # fmt: skip


def of_counts(hits: pd.Series, base: pd.Series) -> pd.Series:
    """Texts such as "18 of 48".

    >>> of_counts(pd.Series([18]), pd.Series([1048])).tolist()
    ['18 of 1,048']
    """
    return pd.Series([f"{int(top):,} of {int(below):,}" for top, below in zip(hits, base)], index=hits.index, dtype=str)
