"""What the plots share: a fitting Axes, notes and labels that fit it, and checks of the frame that is given."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from framing.errors import ChoiceError, TableError
from framing.show.style import COLUMN, PAGE, RULE, SOFT_INK, figure_width

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROW_HEIGHT = 0.34
AXIS_HEIGHT = 0.6
LEAST_HEIGHT = 1.4  # in a lower figure labels leave the axes no room
LEGEND_LINE_HEIGHT = 0.42
LEGEND_COLUMNS = 3
NO_ROWS = "no hits"
NARROW = (COLUMN + PAGE) / 2
# Inches: a letter of type of 1 point, on average; the share of a figure that an Axes has by matplotlib's default.
LETTER = 0.0076
DEFAULT_SHARE = 0.775
SIDES = 0.2  # inches between what is drawn and the edges of the figure


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
    """The given Axes, or those of a new figure of this height in inches; its width is that of `house_style`."""
    if ax is not None:
        return ax
    import matplotlib.pyplot as plt

    _figure, axes = plt.subplots(figsize=(figure_width(), max(height, LEAST_HEIGHT)), layout="constrained")
    return axes


def width_of(ax: Axes | None) -> float:
    """Inches that an Axes has with its labels; without one, those of the figure that would be made."""
    if ax is None:
        return figure_width()
    figure = ax.get_figure(root=True)
    if figure is None:
        return figure_width()
    share = ax.get_position(original=True).width / DEFAULT_SHARE
    return float(figure.get_figwidth() * min(share, 1.0))


def is_narrow(ax: Axes | None) -> bool:
    """Whether the plot is rather a column wide than a page."""
    return width_of(ax) < NARROW


def letters_in(inches: float, size: float) -> int:
    """How many letters of type of a size in points stand in a line of some inches."""
    return max(int(inches / (LETTER * size)), 8)


def legend_above(ax: Axes, entries: Sequence[tuple[str, str, str]], *, columns: int = LEGEND_COLUMNS) -> None:
    """A legend on one or more lines above the plot: (name, colour, marker) each."""
    from matplotlib.lines import Line2D

    marks = [Line2D([], [], color=colour, marker=marker, linestyle="", markersize=6, label=name)
             for name, colour, marker in entries]  # fmt: skip
    ax.legend(
        handles=marks, loc="lower left", bbox_to_anchor=(0, 1.0), ncols=min(len(marks), columns),
        borderaxespad=0.2, handletextpad=0.2, columnspacing=1.2, fontsize=7 if is_narrow(ax) else 8.5,
    )  # fmt: skip


def draw_bars(ax: Axes, place: np.ndarray, ends: tuple[np.ndarray, np.ndarray], *, height: float, **look: Any) -> None:
    """Bars that lie at these places of the y axis, from one end to the other, as one artist.

    ``look`` is that of a `matplotlib.collections.PolyCollection`, such as ``facecolor``. The limits of the axes stay
    as they are.
    """
    from matplotlib.collections import PolyCollection

    (left, right), low, high = ends, place - height / 2, place + height / 2
    corners = np.stack([left, low, right, low, right, high, left, high], axis=1).reshape(-1, 4, 2)
    ax.add_collection(PolyCollection(list(corners), **look), autolim=False)


def wrap(label: object, width: int = 26) -> str:
    """Break a long label; lines that it already has are kept.

    >>> wrap("the Ministry of Rivers and Forests")
    'the Ministry of Rivers and\\nForests'
    """
    return "\n".join("\n".join(textwrap.wrap(line, width, break_long_words=False)) for line in str(label).split("\n"))


def shorten(text: object, most: int) -> str:
    """A text cut to so many characters, with an ellipsis where something is missing.

    >>> shorten("passes away", 8)
    'passes …'
    """
    words = " ".join(str(text).split())
    return words if len(words) <= most else f"{words[: max(most - 2, 1)].rstrip()} …"


def x_label(ax: Axes, text: str) -> None:
    """Label the x axis in lines that fit below the plot, labels at both sides left out."""
    names = [line for label in ax.get_yticklabels() for line in label.get_text().split("\n")]
    room = width_of(ax) - LETTER * 8.5 * max(map(len, names), default=0) - SIDES
    ax.set_xlabel(wrap(text, letters_in(room, 9)), loc="left")


def note_above(ax: Axes, text: str, *, at: float = 4.0) -> None:
    """A line or more in small type above the plot, ``at`` points over it."""
    names = [line for label in ax.get_yticklabels() for line in label.get_text().split("\n")]
    room = width_of(ax) - LETTER * 8.5 * max(map(len, names), default=0) - SIDES
    ax.annotate(
        wrap(text, letters_in(room, 7.5)), (0, 1), xycoords="axes fraction", xytext=(0, at),
        textcoords="offset points", va="bottom", color=SOFT_INK, fontsize=7.5, linespacing=1.3, annotation_clip=False,
    )  # fmt: skip


def percent_axis(ax: Axes, label: str) -> None:
    """Show shares (0 to 1) on the x axis as per cent."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    ax.xaxis.set_major_locator(MaxNLocator(4 if is_narrow(ax) else 8, steps=[1, 2, 2.5, 5, 10]))
    ax.xaxis.set_major_formatter(FuncFormatter(per_cent))
    x_label(ax, label)


def per_cent(share: float, _: object = None) -> str:
    """A share as the text of a tick, such as "12.5%"."""
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
