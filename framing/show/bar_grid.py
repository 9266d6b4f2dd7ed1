"""A page of small bars: rows down, columns across, in each cell a share, its interval and its count, on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from framing.show.forest import LINE, NO_INTERVAL, NO_INTERVAL_NOTE
from framing.show.marks import LETTER, letters_in, per_cent, wrap
from framing.show.style import INK, RULE, SOFT_INK, figure_width

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Parts of a column: its bars, and where counts begin. Inches: the least width of a column, and what head and axis take.
BARS, COUNTS = 0.52, 0.57
LEAST, ENDS = 0.88, 0.95
SIZE = 8.0


@dataclass(frozen=True)
class Frame:
    """Names of rows and columns; the rows whose name is ``bold``; what the axis is of."""

    rows: Sequence[str]
    columns: Sequence[str]
    bold: frozenset[int]
    label: str


def bar_grid(cells: pd.DataFrame, frame: Frame, *, ax: Axes | None = None) -> Axes:
    """Draw cells: ``row`` and ``column`` (numbers), ``share``, ``low``, ``high``, ``text`` (the count), ``colour``.

    A cell without a share has its text only, and one with a share but no interval an asterisk. The figure is wider
    than `house_style` says where its columns need it.
    """
    wide = LETTER * SIZE * max(map(len, frame.rows))
    many = len(frame.columns)
    if ax is None:
        import matplotlib.pyplot as plt

        size = max(figure_width(), wide + 0.15 + LEAST * many), LINE * (len(frame.rows) + 1) + ENDS
        _figure, ax = plt.subplots(figsize=size, layout="constrained")
    figure = ax.get_figure(root=True)
    room = (figure.get_figwidth() if figure else figure_width()) - wide - 0.15
    scale = float(np.nanmax([0.05, cells["share"].max(), cells["high"].max()]))
    for row in cells.itertuples():
        _cell(ax, row, scale)
    _names(ax, frame, wide)
    _scales(ax, frame, scale, room)
    unknown = bool((cells["share"].notna() & cells["low"].isna()).any())
    label = wrap(frame.label, letters_in(room, 9)) + (f"\n{NO_INTERVAL_NOTE}" if unknown else "")
    ax.set_xlabel(label, loc="left")
    return ax


def _cell(ax: Axes, cell: object, scale: float) -> None:
    row, column, share, low, high, text, colour = (
        getattr(cell, name) for name in ("row", "column", "share", "low", "high", "text", "colour")
    )
    known = pd.notna(share)
    if known:
        ax.barh(row, BARS * share / scale, left=column, height=0.62, color=colour, alpha=0.55, linewidth=0)
    if pd.notna(low):
        ends = [column + BARS * end / scale for end in (low, high)]
        ax.hlines(row, ends[0], ends[1], color=INK, linewidth=0.9)
        ax.plot(ends, [row] * 2, "|", color=INK, markersize=4, markeredgewidth=0.8)
    star = NO_INTERVAL if known and pd.isna(low) else ""
    ax.text(column + COUNTS, row, f"{text}{star}", va="center", fontsize=SIZE - 1, color=SOFT_INK)


def _names(ax: Axes, frame: Frame, wide: float) -> None:
    """The rows at the left, flush left."""
    ax.set_yticks(range(len(frame.rows)), list(frame.rows))
    ax.tick_params(axis="y", labelsize=SIZE, pad=72 * wide, length=0)
    for number, label in enumerate(ax.get_yticklabels()):
        label.set_horizontalalignment("left")
        label.set_fontweight("bold" if number in frame.bold else "normal")
    ax.set(xlim=(0, len(frame.columns)), ylim=(len(frame.rows) - 0.4, -0.6))


def _scales(ax: Axes, frame: Frame, scale: float, room: float) -> None:
    """The columns' names above, a scale for each below."""
    from matplotlib.ticker import MaxNLocator

    ticks = MaxNLocator(4, steps=[1, 2, 2.5, 5, 10]).tick_values(0, scale)
    last = float(max(tick for tick in ticks if tick <= scale + 1e-9))
    named = {0.0: "0%", last / 2: "", last: per_cent(last)}  # a name in the middle would run into the others
    places = [(number + BARS * tick / scale, name)
              for number in range(len(frame.columns)) for tick, name in named.items()]  # fmt: skip
    ax.set_xticks([at for at, _ in places], [name for _, name in places])
    ax.tick_params(axis="x", labelsize=SIZE - 1)
    ax.grid(axis="x", color=RULE, linewidth=0.6)
    most = letters_in(0.95 * room / len(frame.columns), SIZE - 0.5)
    for number, name in enumerate(frame.columns):
        ax.annotate(wrap(name, most), (number, 1), xycoords=ax.get_xaxis_transform(), xytext=(0, 4), va="bottom",
                    textcoords="offset points", fontsize=SIZE - 0.5, color=INK, annotation_clip=False)  # fmt: skip
